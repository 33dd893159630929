//! Somebody asks for a helper: what that is, before the yes.

use maud::{Markup, html};

use super::{Guest, people_page, sign_in_fields};
use crate::layout::{Frame, Page};
use crate::ui::{self, Field, Icon, Look};
use crate::{paths, t};

pub struct Help {
    pub token: String,
    /// Whose passport it is.
    pub name: String,
    pub guest: Guest,
}

impl Page for Help {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "people-help-title", name = &self.name)
    }

    people_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let here = paths::help_token(&self.token);
        html! {
            form.sheet method="post" action=(here) {
                div.invited {
                    span.mark { (ui::icon(Icon::Person)) }
                    div { p.aside { (ui::name(lang, frame.name())) } h1 { (self.title(frame)) } }
                }
                p { (t!(lang, "people-help-can", name = &self.name)) }
                p.aside { (t!(lang, "people-help-seen", name = &self.name)) }
                @match &self.guest {
                    Guest::Known { name } => {
                        p { (ui::strong_in(&t!(lang, "people-invited-known", name = name), name)) }
                        div.acts { (ui::button(Look::Seal, &t!(lang, "people-help-do"))) }
                        p.hint { (t!(lang, "people-not-you")) " " a href=(paths::sign_in_then(&here)) { (t!(lang, "people-sign-in-other")) } }
                    }
                    Guest::New { name, email, problems } => {
                        (Field { name: "name", label: &t!(lang, "people-your-name"), value: name, hint: &t!(lang, "people-help-name", name = &self.name), error: problems.name.as_deref(), required: true,
                            focus: problems.is_empty() || problems.name.is_some(), max: Some(60), autocomplete: "name", ..Field::default() }.draw())
                        (sign_in_fields(lang, email, problems, true))
                        div.acts { (ui::button(Look::Seal, &t!(lang, "people-help-do"))) }
                        p.hint { (t!(lang, "people-have-sign-in")) " " a href=(paths::sign_in_then(&here)) { (t!(lang, "ui-sign-in")) } }
                    }
                }
            }
        }
    }
}
