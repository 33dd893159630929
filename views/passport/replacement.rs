//! A lost card: asked once, then the new one, shown.

use maud::{Markup, html};

use super::{Card, back, buttons, passport_page};
use crate::layout::{Frame, Page};
use crate::ui::{self, Field, Icon, Look};
use crate::{paths, t};

/// Is it really lost?
pub struct Replacement {
    /// The card that will stop, as printed; None where there is none.
    pub old: Option<String>,
    /// A card printed before, if one is at hand.
    pub card: String,
    pub problem: Option<String>,
    pub key: String,
}

impl Page for Replacement {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "passport-lost")
    }

    passport_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            form.sheet method="post" action=(paths::passport_replacement()) {
                (back(lang))
                h1 { (self.title(frame)) }
                @match &self.old {
                    Some(code) => p { (t!(lang, "passport-lost-lead", code = code)) },
                    None => p { (t!(lang, "passport-no-card-then")) },
                }
                (ui::hidden("key", &self.key))
                details open[!self.card.is_empty() || self.problem.is_some()] {
                    summary { (t!(lang, "passport-lost-printed")) }
                    (Field { name: "card", label: &t!(lang, "passport-lost-printed-card"), value: &self.card, hint: &t!(lang, "passport-lost-printed-hint"),
                        error: self.problem.as_deref(), focus: self.problem.is_some(), max: Some(200), ..Field::default() }.draw())
                }
                (buttons(&t!(lang, "passport-lost-do"), Look::Seal, lang))
            }
        }
    }
}

/// The new card.
pub struct Replaced {
    pub card: Card,
}

impl Page for Replaced {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "passport-replaced")
    }

    passport_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            section.sheet {
                p.done role="status" { (ui::icon(Icon::Check)) (t!(lang, "passport-replaced-done")) }
                h1 { (self.title(frame)) }
                div.new-card {
                    (ui::qr(&self.card.url, &t!(lang, "passport-qr", code = &self.card.code)))
                    div {
                        p.code.serif { (self.card.code) }
                        p { (t!(lang, "passport-replaced-then")) }
                    }
                }
                div.acts { (ui::link_button(Look::Solid, &t!(lang, "passport-back"), paths::passport())) }
            }
        }
    }
}
