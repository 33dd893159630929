//! A paper passport becomes its holder's: by the code that came with the card, or by a link shown at the counter.

use maud::{Markup, html};

use super::{Problems, card_number, people_page, sign_in_fields};
use crate::layout::{Frame, Page};
use crate::passport::pin_fields;
use crate::ui::{self, Field, Look};
use crate::{paths, t};

#[derive(Clone, Debug, Default)]
pub struct ClaimCodeProblem {
    pub card: Option<String>,
    pub code: Option<String>,
}

/// Card number and claim code.
#[derive(Default)]
pub struct ClaimByCode {
    pub card: String,
    pub code: String,
    pub problem: ClaimCodeProblem,
    /// The street's code, where a program serves several.
    pub street: Option<String>,
}

impl Page for ClaimByCode {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "people-claim-title")
    }

    people_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let (card, code) = (self.problem.card.as_deref(), self.problem.code.as_deref());
        let to_code = card.is_none() && (code.is_some() || !self.card.is_empty());
        html! {
            form.sheet method="post" action=(paths::claim()) {
                h1 { (t!(lang, "people-claim-title")) }
                p { (t!(lang, "people-claim-lead")) }
                @if let Some(street) = &self.street { (ui::hidden("street", street)) }
                (card_number(lang, &self.card, card, !to_code))
                (Field { name: "code", label: &t!(lang, "people-claim-code"), value: &self.code, hint: &t!(lang, "people-claim-code-hint"), error: code, required: true,
                    focus: to_code, max: Some(20), ..Field::default() }.draw())
                div.acts { (ui::button(Look::Seal, &t!(lang, "people-go-on"))) }
                p.hint { (t!(lang, "people-claim-lost-code")) }
            }
        }
    }
}

/// The link was opened, or the code fitted: whose will it be?
pub struct Claim {
    pub token: String,
    pub name: String,
    /// The card as printed, if one is in use.
    pub card: Option<String>,
    pub points: i64,
    pub has_pin: bool,
    /// Somebody is signed in: the passport becomes theirs.
    pub signed_in: Option<String>,
    pub email: String,
    pub problems: Problems,
}

impl Page for Claim {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "people-claim-yours")
    }

    people_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let problems = &self.problems;
        let here = paths::claim_token(&self.token);
        html! {
            form.sheet method="post" action=(here) {
                h1 { (t!(lang, "people-claim-yours")) }
                p.mini-card {
                    b.serif { (ui::name(lang, &self.name)) }
                    @if let Some(card) = &self.card { span { (card) } }
                    span { (t!(lang, "passport-points", n = self.points)) }
                }
                @match &self.signed_in {
                    Some(name) => p { (ui::strong_in(&t!(lang, "people-claim-known", name = name), name)) },
                    None => {
                        p { (t!(lang, "people-claim-sign-in")) }
                        (sign_in_fields(lang, &self.email, problems, true))
                    }
                }
                @if !self.has_pin { (pin_fields(lang, problems.pin.as_deref(), problems.pin_again.as_deref(), &t!(lang, "people-can-wait"), false)) }
                div.acts { (ui::button(Look::Seal, &t!(lang, "people-claim-do"))) }
                p.hint {
                    @if self.signed_in.is_none() { (t!(lang, "people-have-sign-in")) " " a href=(paths::sign_in_then(&here)) { (t!(lang, "ui-sign-in")) } }
                    @else { (t!(lang, "people-not-you")) " " a href=(paths::sign_in_then(&here)) { (t!(lang, "people-sign-in-other")) } }
                }
            }
        }
    }
}
