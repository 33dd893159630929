//! An amount is put right: what it was, what it is, and what that does to the points.

use maud::{Markup, html};

use super::known::{Earn, amount_field, keypad};
use super::who::Customer;
use super::{Here, announce, scan_form, tablet_page};
use crate::layout::{Frame, Page};
use crate::ui::{self, Look};
use crate::words::number;
use crate::{paths, t};

pub struct Correct {
    pub here: Here,
    pub customer: Customer,
    pub visit: String,
    /// When it was stamped: `10:42`.
    pub time: String,
    /// As it stands, in minor units.
    pub before: Option<i64>,
    /// The visit's own points as they stand.
    pub points: i64,
    /// It earned nothing, whatever was spent.
    pub too_soon: bool,
    /// As it was typed.
    pub amount: String,
    pub problem: Option<String>,
    /// What the charter of that day gave.
    pub earn: Earn,
    pub key: String,
}

impl Page for Correct {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "tablet-correct-title", name = self.customer.shown())
    }

    tablet_page!();

    fn curtain(&self, frame: &Frame) -> Markup {
        self.here.short(frame)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let was = self.before.map_or_else(|| t!(lang, "tablet-no-amount"), |n| frame.money(n));
        html! {
            form.correct method="post" action=(paths::counter_visit_correction(&self.visit)) {
                (ui::hidden("key", &self.key))
                section.panel-box {
                    p.aside { (t!(lang, "counter-stamped-at", time = self.time.as_str())) }
                    h1 class=(ui::name_size(self.customer.shown())) { (self.customer.addressed(lang)) }
                    dl {
                        div { dt { (t!(lang, "tablet-correct-was")) } dd { b { (was) } } }
                        div { dt { (t!(lang, "tablet-correct-earned")) } dd { b { (number(self.points)) } } }
                    }
                    @if self.too_soon { p { (t!(lang, "tablet-correct-too-soon")) } }
                    @else { p.aside { (t!(lang, "tablet-correct-then")) } }
                }
                section {
                    (amount_field(frame, &self.amount, self.problem.as_deref(), &self.earn))
                    (keypad(lang, "amount"))
                    div.two {
                        button.btn.seal-btn type="submit" { (t!(lang, "tablet-correct-do")) }
                        (ui::link_button(Look::Quiet, &t!(lang, "counter-give-up"), &paths::counter_receipt(&self.visit)))
                    }
                }
            }
            (scan_form(lang))
            (announce(lang, self.problem.as_deref().unwrap_or_default()))
        }
    }
}
