//! Buttons and links that look like them. One red button a page: `Look::Seal`.

use maud::{Markup, html};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Vermilion: the one act of a page.
    Seal,
    /// Indigo.
    Solid,
    /// Outlined in indigo.
    Outline,
    /// Outlined in the edge colour: the way out.
    Quiet,
    /// Text only, underlined: Undo.
    Text,
}

impl Look {
    pub fn class(self) -> &'static str {
        match self {
            Look::Seal => "btn seal-btn",
            Look::Solid => "btn solid",
            Look::Outline => "btn outline",
            Look::Quiet => "btn quiet",
            Look::Text => "btn text",
        }
    }
}

/// Something that can be done: by a link, or by a form that posts.
#[derive(Clone, Debug)]
pub enum Act {
    Go { href: String, text: String, look: Look },
    Post { href: String, text: String, look: Look, fields: Vec<(&'static str, String)> },
}

impl Act {
    pub fn go(look: Look, text: impl Into<String>, href: impl Into<String>) -> Act {
        Act::Go { href: href.into(), text: text.into(), look }
    }

    pub fn post(
        look: Look,
        text: impl Into<String>,
        href: impl Into<String>,
        fields: Vec<(&'static str, String)>,
    ) -> Act {
        Act::Post { href: href.into(), text: text.into(), look, fields }
    }
}

pub fn act(act: &Act) -> Markup {
    match act {
        Act::Go { href, text, look } => link_button(*look, text, href),
        Act::Post { href, text, look, fields } => post(href, fields, button(*look, text)),
    }
}

/// A submit button.
pub fn button(look: Look, text: &str) -> Markup {
    html! { button class=(look.class()) type="submit" { (text) } }
}

pub fn link_button(look: Look, text: &str, href: &str) -> Markup {
    html! { a class=(look.class()) href=(href) { (text) } }
}

/// A form of hidden fields and one button.
pub fn post(action: &str, fields: &[(&'static str, String)], inside: Markup) -> Markup {
    html! {
        form.inline method="post" action=(action) {
            @for (name, value) in fields { (hidden(name, value)) }
            (inside)
        }
    }
}

pub fn hidden(name: &str, value: &str) -> Markup {
    html! { input type="hidden" name=(name) value=(value); }
}
