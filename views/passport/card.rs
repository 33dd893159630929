//! The card alone, full screen on white: for a counter's camera, and for weak ones.

use maud::{Markup, html};

use super::Card;
use crate::layout::{Frame, Page};
use crate::{paths, t, ui};

pub struct CardPage {
    pub card: Card,
    pub points: i64,
}

impl Page for CardPage {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "passport-card-title")
    }

    fn styles(&self) -> &'static [&'static str] {
        &["passport.css"]
    }

    /// White in every theme: its style also tells browsers not to darken it.
    fn area(&self) -> &'static str {
        "card-full"
    }

    fn curtain(&self, _: &Frame) -> Markup {
        html! {}
    }

    fn foot(&self, _: &Frame) -> Markup {
        html! {}
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            a.close href=(paths::passport()) { span aria-hidden="true" { "← " } (t!(lang, "passport-back")) }
            div.show {
                (ui::qr(&self.card.url, &t!(lang, "passport-qr", code = &self.card.code)))
                div {
                    p.code.serif { (self.card.code) }
                    h1 { (ui::name(lang, &self.card.name)) }
                    p.aside { (t!(lang, "passport-points", n = self.points)) }
                }
            }
            p.hint { (t!(lang, "passport-card-bright")) }
        }
    }
}
