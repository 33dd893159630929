//! One field of a form: label, value, hint, and what is wrong with it, said under the field.

use maud::{Markup, html};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Kind {
    #[default]
    Text,
    Email,
    Password,
    NewPassword,
    /// Whole numbers, with the number pad.
    Number,
    /// Typed by the resident: dots, number pad, never remembered by the browser.
    Pin,
    Month,
    Date,
}

/// Built as a literal with `..Field::default()`; drawn by `draw()`.
#[derive(Clone, Debug, Default)]
pub struct Field<'a> {
    pub name: &'a str,
    pub label: &'a str,
    pub value: &'a str,
    pub kind: Kind,
    /// Beside the label, in muted: "may be left empty".
    pub aside: &'a str,
    /// Under the field.
    pub hint: &'a str,
    pub error: Option<&'a str>,
    pub placeholder: &'a str,
    pub required: bool,
    pub focus: bool,
    pub max: Option<u32>,
    /// A language the value is in, if it is not the page's.
    pub lang: Option<&'a str>,
    /// As browsers know it: `name`, `email`, `current-password`; else it is off.
    pub autocomplete: &'a str,
}

impl Field<'_> {
    pub fn draw(&self) -> Markup {
        let id = format!("f-{}", self.name);
        let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
        let described: Vec<&str> = [(self.error.is_some(), &error_id), (!self.hint.is_empty(), &hint_id)]
            .into_iter()
            .filter_map(|(is, id)| is.then_some(id.as_str()))
            .collect();
        let (kind, mode) = match self.kind {
            Kind::Text => ("text", None),
            Kind::Email => ("email", None),
            Kind::Password | Kind::NewPassword => ("password", None),
            Kind::Number => ("text", Some("numeric")),
            Kind::Pin => ("password", Some("numeric")),
            Kind::Month => ("month", None),
            Kind::Date => ("date", None),
        };
        let complete = match self.kind {
            Kind::NewPassword => "new-password",
            Kind::Password if self.autocomplete.is_empty() => "current-password",
            _ if self.autocomplete.is_empty() => "off",
            _ => self.autocomplete,
        };
        let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        html! {
            div.field {
                label for=(id) { b { (self.label) } @if !self.aside.is_empty() { span.aside { (self.aside) } } }
                input #(id) name=(self.name) type=(kind) value=[(self.kind != Kind::Pin).then_some(self.value)] inputmode=[mode]
                    autocomplete=(complete) placeholder=[filled(self.placeholder)] required[self.required] autofocus[self.focus]
                    maxlength=[self.max] lang=[self.lang] aria-invalid=[self.error.map(|_| "true")]
                    aria-describedby=[(!described.is_empty()).then(|| described.join(" "))];
                @if let Some(error) = self.error { p.wrong id=(error_id) { span.tri aria-hidden="true" { "▲" } (error) } }
                @if !self.hint.is_empty() { p.hint id=(hint_id) { (self.hint) } }
            }
        }
    }
}
