//! A first-timer: a name is enough, and it takes less than ten seconds.

use maud::{Markup, html};

use super::{Here, announce, counter_page};
use crate::layout::{Frame, Page};
use crate::ui::{self, Field, Kind, Look};
use crate::{paths, t};

#[derive(Default)]
pub struct RegisterProblem {
    pub name: Option<String>,
    pub card: Option<String>,
    pub pin: Option<String>,
}

pub struct Register {
    pub here: Here,
    pub name: String,
    pub reading: String,
    /// The code of a card printed before.
    pub card: String,
    pub problem: RegisterProblem,
    pub key: String,
}

impl Page for Register {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "counter-register-title")
    }

    counter_page!();

    fn curtain(&self, frame: &Frame) -> Markup {
        self.here.short(frame)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let problem = &self.problem;
        let first = problem.name.as_deref().or(problem.card.as_deref()).or(problem.pin.as_deref());
        html! {
            form.register method="post" action=(paths::counter_register()) {
                (ui::hidden("key", &self.key))
                div {
                    h1 { (t!(lang, "counter-register-title")) }
                    p.aside { (t!(lang, "counter-register-lead")) }
                }
                section.panel-box {
                    (Field { name: "name", label: &t!(lang, "counter-name"), value: &self.name, hint: &t!(lang, "counter-name-hint"), error: problem.name.as_deref(),
                        required: true, focus: problem.name.is_some() || first.is_none(), max: Some(80), ..Field::default() }.draw())
                    (Field { name: "reading", label: &t!(lang, "counter-reading"), value: &self.reading, aside: &t!(lang, "counter-may-be-empty"), max: Some(80), ..Field::default() }.draw())
                    (Field { name: "card", label: &t!(lang, "counter-printed-card"), value: &self.card, aside: &t!(lang, "counter-if-there-is-one"), hint: &t!(lang, "counter-printed-card-hint"),
                        error: problem.card.as_deref(), focus: problem.card.is_some(), max: Some(200), ..Field::default() }.draw())
                    details open[problem.pin.is_some()] {
                        summary { (t!(lang, "counter-pin-later")) }
                        (Field { name: "pin", label: &t!(lang, "counter-pin"), kind: Kind::Pin, aside: &t!(lang, "counter-pin-self"), hint: &t!(lang, "counter-pin-hint"), error: problem.pin.as_deref(), max: Some(6), ..Field::default() }.draw())
                    }
                }
                div.two {
                    button.btn.seal-btn type="submit" { (t!(lang, "counter-register")) }
                    (ui::link_button(Look::Quiet, &t!(lang, "counter-give-up"), paths::counter()))
                }
            }
            (announce(lang, first.unwrap_or_default()))
        }
    }
}
