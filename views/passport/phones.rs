//! The phones that show the living card without a signal, and how one is stopped.

use jiff::civil::DateTime;
use maud::{Markup, html};

use super::{Done, back, passport_page};
use crate::layout::{Frame, Page};
use crate::ui::{self, Icon, Look};
use crate::words::{Lang, clock, date_short};
use crate::{paths, t};

pub struct Phones {
    pub phones: Vec<Phone>,
    pub done: Option<Done>,
}

pub struct Phone {
    pub id: String,
    /// `Chrome, Android`; empty where the browser says nothing.
    pub name: String,
    pub used: DateTime,
    pub stands: Stands,
    /// The one this page is on.
    pub this: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    Works,
    /// A week without a signal.
    Worn,
    Stopped,
}

impl Page for Phones {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "pass-phones")
    }

    passport_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            div.sheet {
                @if let Some(done) = self.done { (done.draw(lang)) }
                (back(lang))
                h1 { (self.title(frame)) }
                p { (t!(lang, "pass-phones-lead")) }
                @if self.phones.is_empty() { p.aside { (t!(lang, "pass-phones-none")) } }
                @else { ul.lines { @for phone in &self.phones { li { (phone.draw(lang)) } } } }
                p.hint { (t!(lang, "pass-phones-stop-says")) }
            }
        }
    }
}

impl Phone {
    fn draw(&self, lang: Lang) -> Markup {
        let name = if self.name.is_empty() { t!(lang, "pass-phone") } else { self.name.clone() };
        let used = t!(lang, "pass-phone-used", date = date_short(lang, self.used.date()), time = clock(self.used));
        html! {
            div {
                b { (name) }
                @if self.this { " " span.now { (ui::icon(Icon::Check)) (t!(lang, "pass-phone-this")) } }
                p.aside { (used) }
                @if self.stands == Stands::Worn { p.aside { (t!(lang, "pass-phone-worn")) } }
            }
            @if self.stands == Stands::Stopped { span.aside { (t!(lang, "pass-phone-stopped")) } }
            @else {
                (ui::post(&paths::passport_phone_end(&self.id), &[], html! {
                    button class=(Look::Outline.class()) type="submit" { (t!(lang, "pass-phone-stop")) span.sr { ": " (name) } }
                }))
            }
        }
    }
}
