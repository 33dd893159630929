//! A new PIN, typed twice by the resident on their own screen.

use maud::{Markup, html};

use super::{back, buttons, passport_page, pin_fields};
use crate::layout::{Frame, Page};
use crate::ui::Look;
use crate::{paths, t};

#[derive(Clone, Debug, Default)]
pub struct PinProblem {
    pub pin: Option<String>,
    pub again: Option<String>,
}

pub struct Pin {
    /// There is one already: it is replaced.
    pub has_pin: bool,
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
                (pin_fields(lang, pin, again, "", again.is_none()))
                (buttons(&t!(lang, "passport-pin-save"), Look::Seal, lang))
            }
        }
    }
}
