//! A customer is here: who they are on the left, the amount and the stamp for the right hand.

use maud::{Markup, html};

use super::who::{Customer, SealIs, Suggestion, neighbours, who};
use super::{Here, Recent, announce, before_line, counter_page, scan_form};
use crate::layout::{Frame, Page};
use crate::ui::{self, Icon, Look};
use crate::words::{Lang, decimals, number};
use crate::{paths, t};

pub struct Known {
    pub here: Here,
    pub customer: Customer,
    /// What was typed before, where it comes back with a problem.
    pub amount: String,
    pub problem: Option<String>,
    pub earn: Earn,
    pub suggestions: Vec<Suggestion>,
    /// Points that wait at a neighbour.
    pub welcome: i64,
    pub before: Option<Recent>,
    pub key: String,
}

/// What the charter gives, for the sum shown while typing. The books decide; this only foretells.
#[derive(Clone, Copy, Debug, Default)]
pub struct Earn {
    pub visit: i64,
    /// So many points …
    pub per_step: i64,
    /// … for each so many minor units spent.
    pub step: i64,
    /// The most an amount may be, in minor units.
    pub max: i64,
}

impl Page for Known {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "counter-known-title", name = self.customer.shown())
    }

    counter_page!();

    fn curtain(&self, frame: &Frame) -> Markup {
        html! { div.rise { (self.here.short(frame)) } }
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let customer = &self.customer;
        let said =
            t!(lang, "counter-announce", name = customer.shown(), visits = customer.visits, points = customer.points);
        html! {
            div.serve {
                (who(frame, &self.here, customer, SealIs::Waiting))
                div.hand-side {
                    form.tap #tap method="post" action=(paths::counter_taps()) {
                        (ui::hidden("passport", &customer.passport))
                        (ui::hidden("key", &self.key))
                        (amount_field(frame, &self.amount, self.problem.as_deref(), &self.earn))
                        (keypad(lang, "amount"))
                        button.stamp.btn.seal-btn type="submit" autofocus[self.problem.is_none()] { (ui::icon(Icon::Stamp)) span.serif { (t!(lang, "counter-stamp")) } }
                    }
                    div.two {
                        @if customer.points > 0 {
                            (ui::link_button(Look::Outline, &t!(lang, "counter-redeem"), &paths::counter_redeem(&customer.passport)))
                        } @else {
                            span.btn.quiet.off { (t!(lang, "counter-no-points")) }
                        }
                        (ui::link_button(Look::Quiet, &t!(lang, "counter-another"), paths::counter()))
                    }
                    p.turn-round { a href=(paths::counter_turned(&customer.passport)) { (t!(lang, "counter-turn-round")) } }
                    @if let Some(before) = &self.before { (before_line(frame, before)) }
                }
                (neighbours(frame, &customer.passport, &self.suggestions, self.welcome, None))
            }
            (scan_form())
            (announce(lang, self.problem.as_deref().unwrap_or(&said)))
        }
    }
}

/// The amount, with its currency where its readers expect it, and the points it will make.
pub(super) fn amount_field(frame: &Frame, value: &str, problem: Option<&str>, earn: &Earn) -> Markup {
    let lang = frame.lang;
    let currency = frame.currency();
    let yen_after = lang == Lang::Ja && currency == "JPY";
    let sign = match (lang, currency) {
        (Lang::Ja, "JPY") => "円",
        (_, "JPY") => "¥",
        (_, "EUR") => "€",
        (_, "USD") => "$",
        (_, "GBP") => "£",
        (_, other) => other,
    };
    html! {
        label.amount-label for="amount" { b { (t!(lang, "counter-amount")) } " — " (t!(lang, "counter-may-be-empty")) }
        div.amount.after[yen_after] data-visit=(earn.visit) data-step=(earn.step) data-per=(earn.per_step) data-max=(earn.max) data-decimals=(decimals(currency)) {
            span.sign aria-hidden="true" { (sign) }
            input #amount name="amount" type="text" inputmode="decimal" value=(value) autocomplete="off" maxlength="14" size="8" autofocus[problem.is_some()]
                aria-invalid=[problem.map(|_| "true")] aria-describedby=(if problem.is_some() { "amount-problem" } else { "amount-points" });
            output.will #amount-points for="amount" data-text=(t!(lang, "counter-will-earn", n = "{}")) {
                @if earn.visit > 0 && value.is_empty() { (t!(lang, "counter-will-earn", n = number(earn.visit))) }
            }
        }
        @if let Some(problem) = problem { p.wrong #amount-problem { span.tri aria-hidden="true" { "▲" } (problem) } }
    }
}

/// Keys in fixed order. For a script only: without one, the field is typed into.
pub(super) fn keypad(lang: Lang, field: &str) -> Markup {
    let corner = if field == "pin" { "" } else { "00" };
    html! {
        div.keys data-for=(field) role="group" aria-label=(t!(lang, "counter-keys")) {
            @for key in ["1", "2", "3", "4", "5", "6", "7", "8", "9"] { button type="button" data-key=(key) { (key) } }
            @if corner.is_empty() { span {} } @else { button type="button" data-key=(corner) { (corner) } }
            button type="button" data-key="0" { "0" }
            button type="button" data-key="back" aria-label=(t!(lang, "counter-delete")) { (ui::icon(Icon::Delete)) }
        }
    }
}
