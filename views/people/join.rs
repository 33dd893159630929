//! A new resident by themselves: a name is enough, under ten seconds.

use maud::{Markup, html};

use super::{Problems, people_page, sign_in_fields, trouble};
use crate::layout::{Frame, Page};
use crate::passport::{Card, pin_fields};
use crate::ui::{self, Field, Icon, Look};
use crate::{paths, t};

#[derive(Default)]
pub struct Join {
    pub name: String,
    pub reading: String,
    pub email: String,
    pub problems: Problems,
    pub key: String,
    /// The street's code, where a program serves several.
    pub street: Option<String>,
    /// Somebody is signed in already: the passport becomes theirs, no second sign-in.
    pub signed_in: bool,
}

impl Page for Join {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "people-join-title")
    }

    people_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let problems = &self.problems;
        html! {
            form.sheet method="post" action=(paths::join()) {
                h1 { (t!(lang, "people-join-title")) }
                p { (t!(lang, "people-join-lead")) }
                (trouble(problems.whole.as_deref()))
                (ui::hidden("key", &self.key))
                @if let Some(street) = &self.street { (ui::hidden("street", street)) }
                (Field { name: "name", label: &t!(lang, "people-name"), value: &self.name, hint: &t!(lang, "people-name-hint"), error: problems.name.as_deref(), required: true,
                    focus: problems.is_empty() || problems.name.is_some(), max: Some(40), autocomplete: "nickname", ..Field::default() }.draw())
                @if !self.signed_in {
                    details.more open[problems.about_sign_in() || !self.email.is_empty()] {
                        summary { (t!(lang, "people-join-phone")) }
                        p.aside { (t!(lang, "people-join-phone-why")) }
                        (sign_in_fields(lang, &self.email, problems, false))
                    }
                }
                details.more open[problems.pin.is_some() || problems.pin_again.is_some() || !self.reading.is_empty()] {
                    summary { (t!(lang, "people-join-more")) }
                    (pin_fields(lang, problems.pin.as_deref(), problems.pin_again.as_deref(), &t!(lang, "people-can-wait"), false))
                    (Field { name: "reading", label: &t!(lang, "people-reading"), value: &self.reading, aside: &t!(lang, "people-may-be-empty"), hint: &t!(lang, "people-reading-hint"),
                        max: Some(60), ..Field::default() }.draw())
                }
                div.acts { (ui::button(Look::Seal, &t!(lang, "people-join"))) }
                p.hint { (t!(lang, "people-join-promise")) }
            }
            (ui::stitch())
            ul.ways {
                li { (t!(lang, "people-paper-card")) " " a href=(frame.of_street(paths::claim())) { (t!(lang, "people-claim")) } }
                li { (t!(lang, "people-have-sign-in")) " " a href=(paths::sign_in_then(paths::passport())) { (t!(lang, "ui-sign-in")) } }
            }
        }
    }
}

/// The new card of somebody who gave no e-mail: shown once, with what makes it theirs later.
pub struct Joined {
    pub card: Card,
    /// As printed: `H4Q7-2MXA`. None where it was shown before.
    pub claim: Option<String>,
}

impl Page for Joined {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "people-joined-title")
    }

    people_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            section.sheet.joined {
                p.done role="status" { (ui::icon(Icon::Check)) (t!(lang, "people-joined-done", name = &self.card.name)) }
                h1 { (t!(lang, "people-joined-title")) }
                div.new-card {
                    (ui::qr(&self.card.url, &t!(lang, "passport-qr", code = &self.card.code)))
                    div { p.code.serif { (self.card.code) } p { (t!(lang, "people-joined-keep")) } }
                }
                @if let Some(claim) = &self.claim {
                    (ui::stitch())
                    h2 { (t!(lang, "people-joined-later")) }
                    p { (t!(lang, "people-joined-later-how")) }
                    p.claim-code { span.aside { (t!(lang, "people-claim-code")) } b.serif { (claim) } }
                }
                div.acts {
                    (ui::link_button(Look::Solid, &t!(lang, "people-claim"), &paths::with_query(&frame.of_street(paths::claim()), "card", &self.card.code)))
                    (ui::link_button(Look::Quiet, &t!(lang, "people-to-street"), paths::home()))
                }
            }
        }
    }
}
