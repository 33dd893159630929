//! To be forgotten: what goes, what stays as a number, and the one button. Afterwards, that it is done.

use maud::{Markup, html};

use super::{back, buttons, passport_page};
use crate::layout::{Frame, Page};
use crate::ui::{self, Act, Field, Icon, Kind, Look, State};
use crate::{paths, t};

pub struct Erasure {
    /// The passport's code as printed: typed where there is no PIN.
    pub code: String,
    pub points: i64,
    pub has_pin: bool,
    /// The e-mail of the sign-in that goes too; None where there is none.
    pub email: Option<String>,
    /// The sign-in stays: its holder works here, or has a passport elsewhere.
    pub sign_in_stays: bool,
    pub problem: Option<String>,
}

impl Page for Erasure {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "rights-erasure")
    }

    passport_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let (aside, hint) = (String::new(), t!(lang, "rights-erasure-code-hint", code = &self.code));
        let field = if self.has_pin {
            Field {
                name: "proof",
                label: &t!(lang, "rights-erasure-pin"),
                kind: Kind::Pin,
                aside: &aside,
                max: Some(8),
                error: self.problem.as_deref(),
                focus: self.problem.is_some(),
                ..Field::default()
            }
            .draw()
        } else {
            Field {
                name: "proof",
                label: &t!(lang, "rights-erasure-code"),
                hint: &hint,
                max: Some(20),
                error: self.problem.as_deref(),
                focus: self.problem.is_some(),
                ..Field::default()
            }
            .draw()
        };
        html! {
            form.sheet.erasure method="post" action=(paths::passport_erasure()) {
                (back(lang))
                h1 { (self.title(frame)) }
                p { (t!(lang, "rights-erasure-lead", street = frame.name())) }
                h2 { (t!(lang, "rights-goes")) }
                ul {
                    li { (t!(lang, "rights-goes-name")) }
                    li { (t!(lang, "rights-goes-told")) }
                    li { (t!(lang, "rights-goes-words")) }
                    @if let Some(email) = &self.email {
                        @if !self.sign_in_stays { li { (t!(lang, "rights-goes-sign-in", email = email)) } }
                    }
                    @if self.points > 0 { li { b { (t!(lang, "rights-goes-points", n = self.points)) } } }
                }
                h2 { (t!(lang, "rights-stays")) }
                ul {
                    li { (t!(lang, "rights-stays-numbers")) }
                    li { (t!(lang, "rights-stays-copies")) }
                    @if self.sign_in_stays { li { (t!(lang, "rights-stays-sign-in")) } }
                }
                p.aside { (t!(lang, "rights-erasure-first")) " " a href=(paths::passport_everything()) { (t!(lang, "rights-everything")) } }
                (field)
                (buttons(&t!(lang, "rights-erasure-do"), Look::Seal, lang))
            }
        }
    }
}

/// It is done.
pub struct Erased {
    pub lapsed: i64,
}

impl Page for Erased {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "rights-erased")
    }

    passport_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let then = match self.lapsed {
            0 => t!(lang, "rights-erased-then"),
            n => t!(lang, "rights-erased-then-points", n = n),
        };
        let acts = vec![Act::go(Look::Outline, t!(lang, "rights-to-street"), paths::home())];
        ui::state(&State { icon: Icon::Check, what: self.title(frame), then, acts, id: None })
    }
}
