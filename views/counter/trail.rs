//! Who did what about a visit or redemption, and what the passport came to owe: under the figures of a receipt.

use maud::{Markup, html};

use crate::layout::Frame;
use crate::{t, ui};

#[derive(Clone, Debug, Default)]
pub struct Trail {
    /// Who stamped, or took the points; none where a program did.
    pub by: Option<String>,
    pub steps: Vec<Step>,
    /// Points the passport owes: used before what gave them was taken back.
    pub owes: i64,
}

/// What was done afterwards.
#[derive(Clone, Debug)]
pub struct Step {
    pub what: Done,
    /// `14:05`, with the day where it is another one.
    pub when: String,
    pub by: Option<String>,
    /// The owner who gave their word.
    pub approved: Option<String>,
}

#[derive(Clone, Debug)]
pub enum Done {
    /// The amount before, in minor units.
    Corrected(Option<i64>),
    Undone,
}

impl Trail {
    /// That points are owed: said where it happened.
    pub(super) fn owed(&self, frame: &Frame) -> Markup {
        html! { @if self.owes > 0 { p.owes { (t!(frame.lang, "tablet-owes", n = self.owes)) } } }
    }

    pub(super) fn draw(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            @if self.by.is_some() || !self.steps.is_empty() {
                ul.trail {
                    @if let Some(by) = &self.by { li { (t!(lang, "tablet-by")) " " (ui::name(lang, by)) } }
                    @for step in &self.steps {
                        li {
                            @match &step.what {
                                Done::Undone => (t!(lang, "tablet-step-undone", when = step.when.as_str())),
                                Done::Corrected(Some(before)) => (t!(lang, "tablet-step-corrected", when = step.when.as_str(), before = frame.money(*before))),
                                Done::Corrected(None) => (t!(lang, "tablet-step-added", when = step.when.as_str())),
                            }
                            @if let Some(by) = &step.by { " · " (ui::name(lang, by)) }
                            @if let Some(owner) = &step.approved { " · " (t!(lang, "tablet-step-approved", owner = owner.as_str())) }
                        }
                    }
                }
            }
        }
    }
}
