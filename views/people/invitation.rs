//! An invitation: which street and shop, as what; taken up by a new person or by who is signed in.

use maud::{Markup, html};

use super::{Problems, people_page, sign_in_fields};
use crate::crest::{Crest, Trade};
use crate::layout::{Frame, Page};
use crate::ui::{self, Field, Look};
use crate::words::Lang;
use crate::{paths, t};

/// What the invited one will be.
#[derive(Clone, Debug)]
pub enum InvitedAs {
    Owner,
    Clerk,
    Coordinator,
    Officer,
    Auditor,
}

impl InvitedAs {
    fn title(&self, lang: Lang, place: &str) -> String {
        match self {
            InvitedAs::Owner => t!(lang, "people-invited-owner", place = place),
            InvitedAs::Clerk => t!(lang, "people-invited-clerk", place = place),
            InvitedAs::Coordinator => t!(lang, "people-invited-coordinator", place = place),
            InvitedAs::Officer => t!(lang, "people-invited-officer", place = place),
            InvitedAs::Auditor => t!(lang, "people-invited-auditor", place = place),
        }
    }

    fn can(&self, lang: Lang) -> String {
        match self {
            InvitedAs::Owner => t!(lang, "people-can-owner"),
            InvitedAs::Clerk => t!(lang, "people-can-clerk"),
            InvitedAs::Coordinator => t!(lang, "people-can-coordinator"),
            InvitedAs::Officer => t!(lang, "people-can-officer"),
            InvitedAs::Auditor => t!(lang, "people-can-auditor"),
        }
    }
}

/// Who opens the link.
#[derive(Clone, Debug)]
pub enum Guest {
    /// Signed in under this name.
    Known { name: String },
    /// Nobody we know: a name and a password make a sign-in.
    New { name: String, email: String, problems: Problems },
}

pub struct Invitation {
    pub token: String,
    pub role: InvitedAs,
    /// Of a shop: its name in the reader's language, and its crest.
    pub shop: Option<(String, Crest, Trade)>,
    /// Who asks, if known.
    pub by: Option<String>,
    pub until: jiff::civil::Date,
    pub guest: Guest,
}

impl Page for Invitation {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "people-invitation")
    }

    people_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let place = self.shop.as_ref().map_or(frame.name(), |(name, ..)| name.as_str());
        html! {
            form.sheet method="post" action=(paths::invitation(&self.token)) {
                div.invited {
                    @match (&self.shop, &frame.street) {
                        (Some((_, crest, trade)), _) => span.mark.(trade.class()) { (crest.svg()) },
                        (None, Some(street)) => span.mark { (street.crest.svg()) },
                        (None, None) => {},
                    }
                    div {
                        @if self.shop.is_some() { p.aside { (ui::name(lang, frame.name())) } }
                        h1 { (self.role.title(lang, place)) }
                    }
                }
                p { (self.role.can(lang)) }
                p.aside {
                    @if let Some(by) = &self.by { (t!(lang, "people-invited-by", name = by)) " " }
                    (t!(lang, "people-invited-until", date = crate::words::date_short(lang, self.until)))
                }
                @match &self.guest {
                    Guest::Known { name } => {
                        p { (ui::strong_in(&t!(lang, "people-invited-known", name = name), name)) }
                        div.acts { (ui::button(Look::Seal, &t!(lang, "people-accept"))) }
                        p.hint { (t!(lang, "people-not-you")) " " a href=(paths::sign_in_then(&paths::invitation(&self.token))) { (t!(lang, "people-sign-in-other")) } }
                    }
                    Guest::New { name, email, problems } => {
                        (Field { name: "name", label: &t!(lang, "people-your-name"), value: name, hint: &t!(lang, "people-name-staff"), error: problems.name.as_deref(), required: true,
                            focus: problems.is_empty() || problems.name.is_some(), max: Some(60), autocomplete: "name", ..Field::default() }.draw())
                        (sign_in_fields(lang, email, problems, true))
                        div.acts { (ui::button(Look::Seal, &t!(lang, "people-accept"))) }
                        p.hint { (t!(lang, "people-have-sign-in")) " " a href=(paths::sign_in_then(&paths::invitation(&self.token))) { (t!(lang, "ui-sign-in")) } }
                    }
                }
            }
        }
    }
}
