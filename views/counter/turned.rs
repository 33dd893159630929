//! The tablet turned round: the customer's PIN opens their own pages here; where there is no PIN yet, they set one.

use maud::{Markup, html};

use super::known::keypad;
use super::who::Customer;
use super::{Here, announce, counter_page};
use crate::layout::{Frame, Page};
use crate::passport::pin_fields;
use crate::ui::{self, Field, Look};
use crate::words::Lang;
use crate::{paths, t};

pub struct Turned {
    pub here: Here,
    pub customer: Customer,
    pub step: TurnedStep,
    pub problem: TurnedProblem,
}

pub enum TurnedStep {
    /// Their PIN, as when points are used.
    Prove,
    /// A first PIN; with the claim code of the card (as it was typed), unless they were registered here just now.
    Choose { claim: Option<String> },
}

/// What is wrong, as `words::refused` says it, and where.
#[derive(Clone, Debug, Default)]
pub struct TurnedProblem {
    pub pin: Option<String>,
    pub again: Option<String>,
    pub claim: Option<String>,
}

impl Page for Turned {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "counter-turned-title", name = self.customer.shown())
    }

    counter_page!();

    fn curtain(&self, frame: &Frame) -> Markup {
        self.here.short(frame)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let problem = &self.problem;
        let said = problem.pin.as_deref().or(problem.again.as_deref()).or(problem.claim.as_deref());
        html! {
            form.redeem.turn #turn method="post" action=(paths::counter_turned(&self.customer.passport)) data-step="pin" {
                section.panel-box.step-pin aria-labelledby="turn-head" {
                    @match &self.step {
                        TurnedStep::Prove => (self.prove(lang)),
                        TurnedStep::Choose { claim } => (self.choose(lang, claim.as_deref())),
                    }
                    div.two {
                        button.btn.seal-btn type="submit" { (t!(lang, "counter-turned-open")) }
                        (ui::link_button(Look::Quiet, &t!(lang, "counter-give-up"), &paths::counter_passport(&self.customer.passport)))
                    }
                    @if matches!(self.step, TurnedStep::Prove) {
                        button.plain.only-script.upside type="button" aria-pressed="false" { (t!(lang, "counter-upside-down")) }
                    }
                }
            }
            (announce(lang, said.unwrap_or_default()))
        }
    }
}

impl Turned {
    fn head(&self, lang: Lang) -> Markup {
        let name = self.customer.shown();
        html! { h1 #turn-head { (ui::strong_in(&t!(lang, "counter-turned-head", name = name), name)) } }
    }

    fn prove(&self, lang: Lang) -> Markup {
        let wrong = self.problem.pin.as_deref();
        html! {
            div.for-customer {
                (self.head(lang))
                p { (t!(lang, "counter-turned-lead")) }
                label for="pin" { b { (t!(lang, "counter-pin")) } }
                input #pin name="pin" type="password" inputmode="numeric" autocomplete="off" maxlength="6" required autofocus
                    aria-invalid=[wrong.map(|_| "true")] aria-describedby=[wrong.map(|_| "pin-problem")];
                div.dots aria-hidden="true" { @for _ in 0..6 { i {} } }
                @if let Some(problem) = wrong { p.wrong #pin-problem { span.tri aria-hidden="true" { "▲" } (problem) } }
                (keypad(lang, "pin"))
            }
        }
    }

    fn choose(&self, lang: Lang, claim: Option<&str>) -> Markup {
        let problem = &self.problem;
        let (pin, again, code) = (problem.pin.as_deref(), problem.again.as_deref(), problem.claim.as_deref());
        html! {
            (self.head(lang))
            p { @if claim.is_some() { (t!(lang, "counter-turned-claim")) } @else { (t!(lang, "counter-turned-choose")) } }
            @if let Some(claim) = claim {
                (Field { name: "claim", label: &t!(lang, "people-claim-code"), value: claim, hint: &t!(lang, "people-claim-code-hint"), error: code, required: true,
                    focus: pin.is_none() && again.is_none(), max: Some(20), ..Field::default() }.draw())
            }
            (pin_fields(lang, pin, again, "", claim.is_none() && again.is_none()))
            @if claim.is_some() { p.hint { (t!(lang, "counter-turned-paper")) } }
        }
    }
}
