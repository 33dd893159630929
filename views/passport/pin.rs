//! A new PIN, typed twice by the resident on their own screen.

use maud::{Markup, html};

use super::{back, buttons, passport_page, pin_fields};
use crate::layout::{Frame, Page};
use crate::ui::{Field, Kind, Look};
use crate::{paths, t};

/// What is wrong with a PIN typed twice, a resident's or that of somebody who works at a shop.
#[derive(Clone, Debug, Default)]
pub struct PinProblem {
    /// With the one before, where that is asked for.
    pub old: Option<String>,
    pub pin: Option<String>,
    pub again: Option<String>,
}

impl PinProblem {
    /// A refusal's sentence beside the field it is about.
    pub fn at(field: &str, said: String) -> PinProblem {
        let none = PinProblem::default();
        match field {
            "old_pin" => PinProblem { old: Some(said), ..none },
            "pin_again" => PinProblem { again: Some(said), ..none },
            _ => PinProblem { pin: Some(said), ..none },
        }
    }
}

pub struct Pin {
    /// There is one already: it is replaced.
    pub has_pin: bool,
    /// On a shop's tablet: whoever types there now must know the one before.
    pub ask_old: bool,
    pub problem: PinProblem,
}

impl Page for Pin {
    fn title(&self, frame: &Frame) -> String {
        if self.has_pin { t!(frame.lang, "passport-pin-change") } else { t!(frame.lang, "passport-pin-set") }
    }

    passport_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let (pin, again) = (self.problem.pin.as_deref(), self.problem.again.as_deref());
        html! {
            form.sheet method="post" action=(paths::passport_pin()) {
                (back(lang))
                h1 { (self.title(frame)) }
                p { (t!(lang, "passport-pin-why")) }
                @if self.ask_old {
                    (Field { name: "old_pin", label: &t!(lang, "passport-pin-old"), kind: Kind::Pin, hint: &t!(lang, "passport-helpers-pin"),
                        error: self.problem.old.as_deref(), focus: pin.is_none() && again.is_none(), max: Some(8), ..Field::default() }.draw())
                }
                (pin_fields(lang, pin, again, "", again.is_none() && !self.ask_old))
                (buttons(&t!(lang, "passport-pin-save"), Look::Seal, lang))
            }
        }
    }
}
