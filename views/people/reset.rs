//! A new password: asked for, sent, set.

use maud::{Markup, html};

use super::{card_number, new_password, people_page};
use crate::layout::{Frame, Page};
use crate::ui::{self, Act, Field, Icon, Kind, Look, State};
use crate::{paths, t};

#[derive(Default)]
pub struct Reset {
    pub email: String,
    pub problem: Option<String>,
    /// No mail goes out: a resident's card and PIN do.
    pub by_card: bool,
}

impl Page for Reset {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "people-reset")
    }

    people_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            form.sheet method="post" action=(paths::reset()) {
                h1 { (t!(lang, "people-reset")) }
                p { (t!(lang, "people-reset-lead")) }
                (Field { name: "email", label: &t!(lang, "people-email"), value: &self.email, kind: Kind::Email, error: self.problem.as_deref(), required: true,
                    focus: true, max: Some(254), autocomplete: "username", ..Field::default() }.draw())
                div.acts { (ui::button(Look::Seal, &t!(lang, "people-reset-ask"))) (ui::link_button(Look::Quiet, &t!(lang, "people-back-to-sign-in"), paths::sign_in())) }
            }
            @if self.by_card {
                (ui::stitch())
                ul.ways { li { (t!(lang, "people-reset-have-card")) " " a href=(paths::reset_card()) { (t!(lang, "people-reset-by-card")) } } }
            }
        }
    }
}

/// A resident's card and PIN.
#[derive(Default)]
pub struct ResetByCard {
    pub card: String,
    /// The street's code, where a program serves several.
    pub street: Option<String>,
    pub wrong_card: Option<String>,
    pub wrong_pin: Option<String>,
}

impl Page for ResetByCard {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "people-reset")
    }

    people_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let (card, pin) = (self.wrong_card.as_deref(), self.wrong_pin.as_deref());
        let to_pin = card.is_none() && (pin.is_some() || !self.card.is_empty());
        html! {
            form.sheet method="post" action=(paths::reset_card()) {
                h1 { (t!(lang, "people-reset")) }
                p { (t!(lang, "people-reset-card-lead")) }
                @if let Some(street) = &self.street { (ui::hidden("street", street)) }
                (card_number(lang, &self.card, card, !to_pin))
                (Field { name: "pin", label: &t!(lang, "people-reset-pin"), kind: Kind::Pin, error: pin, required: true, focus: to_pin, max: Some(8), ..Field::default() }.draw())
                div.acts { (ui::button(Look::Seal, &t!(lang, "people-go-on"))) (ui::link_button(Look::Quiet, &t!(lang, "people-back-to-sign-in"), paths::sign_in())) }
            }
        }
    }
}

/// Asked. Says the same whether the address is known or not.
pub struct ResetAsked {
    pub email: String,
    /// The server sends mail; else somebody of the street hands the link on.
    pub by_mail: bool,
}

impl Page for ResetAsked {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "people-reset")
    }

    people_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let (what, then) = if self.by_mail {
            (t!(lang, "people-reset-sent"), t!(lang, "people-reset-sent-then", email = &self.email))
        } else {
            (t!(lang, "people-reset-noted"), t!(lang, "people-reset-noted-then"))
        };
        let mut acts = vec![Act::go(Look::Quiet, t!(lang, "people-back-to-sign-in"), paths::sign_in())];
        if !self.by_mail {
            acts.insert(0, Act::go(Look::Solid, t!(lang, "people-reset-by-card"), paths::reset_card()));
        }
        ui::state(&State { icon: if self.by_mail { Icon::Check } else { Icon::Person }, what, then, acts, id: None })
    }
}

/// The link was opened.
pub struct NewPassword {
    pub token: String,
    /// Whose password it is.
    pub email: String,
    pub problem: Option<String>,
}

impl Page for NewPassword {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "people-new-password")
    }

    people_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            form.sheet method="post" action=(paths::reset_token(&self.token)) {
                h1 { (t!(lang, "people-new-password")) }
                p { (t!(lang, "people-new-password-lead", email = &self.email)) }
                // Lets the browser's password keeper know whose it is.
                input.sr type="email" name="email" value=(self.email) autocomplete="username" readonly tabindex="-1" aria-hidden="true";
                (new_password(lang, self.problem.as_deref(), true))
                div.acts { (ui::button(Look::Seal, &t!(lang, "people-password-save"))) }
            }
        }
    }
}
