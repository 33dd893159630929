//! Everything the house knows of the holder, to be read: section by section, newest first; the whole as a file.

use jiff::civil::DateTime;
use maud::{Markup, html};

use super::{back, passport_page};
use crate::layout::{Frame, Page};
use crate::ui::{self, Look};
use crate::words::{Lang, clock, date_year};
use crate::{paths, t};

/// One thing that is known: what, and when and where beside it.
#[derive(Clone, Debug, Default)]
pub struct Line {
    pub what: String,
    /// A shop, or whatever else stands beside it.
    pub beside: String,
    pub at: Option<DateTime>,
}

#[derive(Clone, Debug)]
pub struct Section {
    pub title: String,
    pub lines: Vec<Line>,
    /// Lines that are in the file only.
    pub more: usize,
}

pub struct Everything {
    pub sections: Vec<Section>,
    pub made: DateTime,
}

impl Page for Everything {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "rights-everything")
    }

    passport_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let empty: Vec<&str> = self.sections.iter().filter(|s| s.lines.is_empty()).map(|s| s.title.as_str()).collect();
        html! {
            div.sheet.wide.everything {
                (back(lang))
                h1 { (self.title(frame)) }
                p { (t!(lang, "rights-everything-lead")) }
                p.aside { (t!(lang, "rights-everything-made", date = date_year(lang, self.made.date()), time = clock(self.made))) }
                div.acts { (ui::link_button(Look::Outline, &t!(lang, "rights-everything-file"), paths::passport_everything_file())) }
                @for section in self.sections.iter().filter(|s| !s.lines.is_empty()) { (section.draw(lang)) }
                @if !empty.is_empty() { p.hint { (t!(lang, "rights-nothing", names = empty.join(&t!(lang, "passport-and")))) } }
                div.acts { (ui::link_button(Look::Quiet, &t!(lang, "rights-erasure"), paths::passport_erasure())) }
            }
        }
    }
}

impl Section {
    fn draw(&self, lang: Lang) -> Markup {
        html! {
            section.entries {
                (ui::lead(&self.title, ""))
                ul { @for line in &self.lines { li { div { p { (ui::name(lang, &line.what)) } (line.aside(lang)) } } } }
                @if self.more > 0 { p.hint { (t!(lang, "rights-more", n = self.more)) } }
            }
        }
    }
}

impl Line {
    fn aside(&self, lang: Lang) -> Markup {
        let at = self.at.map(|at| format!("{} {}", date_year(lang, at.date()), clock(at)));
        html! {
            @if at.is_some() || !self.beside.is_empty() {
                p.aside {
                    @if !self.beside.is_empty() { (ui::name(lang, &self.beside)) }
                    @if let Some(at) = at { @if !self.beside.is_empty() { " · " } (at) }
                }
            }
        }
    }
}
