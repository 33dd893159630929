//! Signing in: one door for residents, staff and producers.

use maud::{Markup, html};

use super::{people_page, trouble};
use crate::layout::{Frame, Page};
use crate::ui::{self, Field, Kind, Look};
use crate::{paths, t};

#[derive(Default)]
pub struct SignIn {
    pub email: String,
    /// Where to go on; empty where the person's own place is meant.
    pub next: String,
    /// The sign-in as a whole did not work.
    pub problem: Option<String>,
    /// Said above the form: "You are signed out."
    pub note: Option<Note>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Note {
    SignedOut,
    /// The session ended by itself; what follows is where one was.
    Expired,
    NewPassword,
}

impl Note {
    pub fn parse(text: &str) -> Option<Note> {
        match text {
            "signed-out" => Some(Note::SignedOut),
            "expired" => Some(Note::Expired),
            "new-password" => Some(Note::NewPassword),
            _ => None,
        }
    }
}

impl Page for SignIn {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "ui-sign-in")
    }

    people_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let note = self.note.map(|note| match note {
            Note::SignedOut => t!(lang, "people-signed-out"),
            Note::Expired => t!(lang, "people-expired"),
            Note::NewPassword => t!(lang, "people-password-set"),
        });
        let icon = if self.note == Some(Note::Expired) { ui::Icon::Clock } else { ui::Icon::Check };
        html! {
            @if let Some(note) = note { p.done role="status" { (ui::icon(icon)) (note) } }
            form.sheet method="post" action=(paths::sign_in()) {
                h1 { (t!(lang, "ui-sign-in")) }
                (trouble(self.problem.as_deref()))
                @if !self.next.is_empty() { (ui::hidden("next", &self.next)) }
                (Field { name: "email", label: &t!(lang, "people-email"), value: &self.email, kind: Kind::Email, required: true, focus: self.email.is_empty(),
                    max: Some(254), autocomplete: "username", ..Field::default() }.draw())
                (Field { name: "password", label: &t!(lang, "people-password"), kind: Kind::Password, required: true, focus: !self.email.is_empty(),
                    max: Some(200), ..Field::default() }.draw())
                div.acts { (ui::button(Look::Seal, &t!(lang, "ui-sign-in"))) a.btn.text href=(paths::reset()) { (t!(lang, "people-forgot")) } }
            }
            (ui::stitch())
            ul.ways {
                li { (t!(lang, "people-no-card-yet")) " " a href=(paths::join()) { (t!(lang, "people-join")) } }
                li { (t!(lang, "people-paper-card")) " " a href=(paths::claim()) { (t!(lang, "people-claim")) } }
            }
        }
    }
}
