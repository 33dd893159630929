//! Points into something: how many, then the tablet turns and the resident types the PIN.

use maud::{Markup, html};

use super::known::keypad;
use super::trail::Trail;
use super::who::Customer;
use super::{Here, announce, camera, counter_page, next_customer, scan_form};
use crate::layout::{Frame, Page};
use crate::ui::{self, Look};
use crate::words::{Worth, decimals, number};
use crate::{paths, t};

pub struct Redeem {
    pub here: Here,
    pub customer: Customer,
    /// What was typed, kept.
    pub points: String,
    pub problem: Option<RedeemProblem>,
    /// What points are worth.
    pub worth: Worth,
    pub key: String,
}

/// What is wrong, as `words::refused` says it, and where.
#[derive(Clone, Debug)]
pub enum RedeemProblem {
    Points(String),
    /// The PIN or the pass.
    Proof(String),
}

impl RedeemProblem {
    fn text(&self) -> &str {
        match self {
            RedeemProblem::Points(text) | RedeemProblem::Proof(text) => text,
        }
    }
}

impl Page for Redeem {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "counter-redeem-title", name = self.customer.shown())
    }

    counter_page!();

    fn curtain(&self, frame: &Frame) -> Markup {
        self.here.short(frame)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let balance = self.customer.points;
        let (points_wrong, pin_wrong) = match &self.problem {
            Some(RedeemProblem::Points(text)) => (Some(text), None),
            Some(RedeemProblem::Proof(text)) => (None, Some(text)),
            None => (None, None),
        };
        let step = if pin_wrong.is_some() { "pin" } else { "points" };
        html! {
            form.redeem #redeem method="post" action=(paths::counter_redemptions()) data-step=(step) data-passport=(self.customer.passport.replace('-', "")) data-balance=(balance) data-worth=(self.worth.value) data-lot=(self.worth.lot)
                data-decimals=(decimals(frame.currency())) data-money=(money_template(frame)) {
                (ui::hidden("passport", &self.customer.passport))
                (ui::hidden("key", &self.key))
                section.panel-box.step-points aria-labelledby="points-head" {
                    h1 #points-head { (self.customer.addressed(lang)) }
                    p.aside { (t!(lang, "counter-redeem-has", n = balance, worth = frame.money(self.worth.of(balance)))) }
                    label for="points" { b { (t!(lang, "counter-redeem-how-many")) } }
                    div.amount {
                        input #points name="points" type="text" inputmode="numeric" value=(self.points) autocomplete="off" maxlength="9" required autofocus[pin_wrong.is_none()]
                            aria-invalid=[points_wrong.map(|_| "true")] aria-describedby="points-worth";
                        output.will #points-worth for="points" data-text=(t!(lang, "counter-worth", amount = "{}")) {}
                    }
                    @if let Some(problem) = points_wrong { p.wrong { span.tri aria-hidden="true" { "▲" } (problem) } }
                    div.quick role="group" aria-label=(t!(lang, "counter-redeem-how-many")) {
                        @for n in quick(balance) { button.btn.outline type="button" data-points=(n) { (number(n)) } }
                        button.btn.outline type="button" data-points=(balance) { (t!(lang, "counter-redeem-all", n = balance)) }
                    }
                    (keypad(lang, "points"))
                    div.two.only-script {
                        button.btn.solid.to-pin type="button" { (t!(lang, "counter-turn")) }
                        (ui::link_button(Look::Quiet, &t!(lang, "counter-give-up"), &paths::counter_passport(&self.customer.passport)))
                    }
                }
                section.panel-box.step-pin aria-labelledby="pin-head" {
                    div.for-customer {
                        h1 #pin-head { (t!(lang, "counter-pin-please")) }
                        p.pin-sum { (t!(lang, "counter-pin-for", shop = self.here.name.as_str())) " " b.serif.pin-points { (self.points) } span { " " (t!(lang, "counter-points-word")) } }
                        label for="pin" { b { (t!(lang, "counter-pin")) } }
                        input #pin name="pin" type="password" inputmode="numeric" autocomplete="off" maxlength="6" autofocus[pin_wrong.is_some()]
                            aria-invalid=[pin_wrong.map(|_| "true")] aria-describedby=[pin_wrong.map(|_| "pin-problem")];
                        div.dots aria-hidden="true" { @for _ in 0..6 { i {} } }
                        @if let Some(problem) = pin_wrong { p.wrong #pin-problem { span.tri aria-hidden="true" { "▲" } (problem) } }
                        (keypad(lang, "pin"))
                        // With a script what a scanner reads gets here by itself; without one this is a field.
                        div.or-phone {
                            label for="pass" { (ui::icon(ui::Icon::Phone)) (t!(lang, "counter-or-phone")) }
                            input #pass name="pass" type="text" autocomplete="off" autocapitalize="off" spellcheck="false" maxlength="1200";
                        }
                    }
                    div.two {
                        button.btn.seal-btn type="submit" { (t!(lang, "counter-use-points")) }
                        (ui::link_button(Look::Quiet, &t!(lang, "counter-give-up"), &paths::counter_passport(&self.customer.passport)))
                    }
                    button.plain.only-script.upside type="button" aria-pressed="false" { (t!(lang, "counter-upside-down")) }
                }
            }
            div.eye-corner { (camera::eye(lang, None)) p.aside.eye-says role="status" {} }
            (scan_form(lang))
            (announce(lang, self.problem.as_ref().map_or("", RedeemProblem::text)))
        }
    }
}

/// How the script writes money: `¥{}`, `{}円`.
pub(super) fn money_template(frame: &Frame) -> String {
    let zero = frame.money(0);
    let digits: String = zero.chars().filter(|c| c.is_ascii_digit() || *c == '.').collect();
    zero.replacen(&digits, "{}", 1)
}

/// Round sums below the balance, for one touch.
fn quick(balance: i64) -> Vec<i64> {
    [1000, 500, 300, 100, 50]
        .into_iter()
        .filter(|n| *n < balance)
        .take(2)
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
        .collect()
}

pub struct Redeemed {
    pub here: Here,
    /// As they are afterwards.
    pub customer: Customer,
    pub redemption: String,
    pub time: String,
    pub points: i64,
    /// What they were worth, in minor units.
    pub worth: i64,
    pub undo_key: String,
    pub reversed: bool,
    pub trail: Trail,
}

impl Page for Redeemed {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "counter-redeemed-title", n = self.points)
    }

    counter_page!();

    fn curtain(&self, frame: &Frame) -> Markup {
        self.here.short(frame)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let said = if self.reversed {
            t!(lang, "counter-reversed")
        } else {
            t!(lang, "counter-redeemed-say", n = self.points, balance = self.customer.points)
        };
        html! {
            div.serve.redeemed data-idle=(paths::counter()) data-idle-say=(t!(lang, "camera-idle")) {
                section.panel-box.who-box {
                    h1 class=(ui::name_size(self.customer.shown())) { (self.customer.addressed(lang)) }
                    p.reading { @if let Some(reading) = &self.customer.reading { (ui::name(lang, reading)) } }
                    @if self.reversed {
                        p.note.serif { (t!(lang, "counter-reversed")) }
                    } @else {
                        p.when { b { (t!(lang, "counter-redeemed-at", time = self.time.as_str())) } }
                        p.sum.serif.long[self.points >= 1_000_000] { "−" (number(self.points)) }
                        p.take-off { (t!(lang, "counter-take-off", amount = frame.money(self.worth))) }
                    }
                    (ui::stitch())
                    p { (t!(lang, "counter-balance-is", n = number(self.customer.points))) }
                    (self.trail.owed(frame))
                    (self.trail.draw(frame))
                }
                div.hand-side {
                    (next_customer(lang))
                    div.two {
                        (ui::link_button(Look::Outline, &t!(lang, "counter-to-customer"), &paths::counter_passport(&self.customer.passport)))
                        @if !self.reversed {
                            (ui::post(&paths::counter_redemption_reversal(&self.redemption), &[("key", self.undo_key.clone())], ui::button(Look::Outline, &t!(lang, "counter-undo-redemption"))))
                        }
                    }
                    @if !self.reversed { p.aside.undo-note { (t!(lang, "counter-undo-redemption-note")) } }
                }
            }
            (scan_form(lang))
            (announce(lang, &said))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quick_sums_lie_below_the_balance() {
        assert_eq!(quick(340), [100, 300]);
        assert_eq!(quick(100), [50]);
        assert!(quick(20).is_empty());
    }
}
