//! Names of people and shops: marked with their language where it is not the page's.

use maud::{Markup, html};

use crate::seal::signs;
use crate::words::Lang;

/// The language a name is written in, as far as its letters tell.
fn written_in(name: &str) -> Option<Lang> {
    if name.chars().any(|c| matches!(c as u32, 0x3040..=0x30ff | 0x3400..=0x9fff | 0xf900..=0xfaff)) {
        Some(Lang::Ja)
    } else if name.chars().any(|c| c.is_ascii_alphabetic()) {
        Some(Lang::En)
    } else {
        None
    }
}

/// A name, with `lang` on it where it is foreign to the page.
pub fn name(page: Lang, name: &str) -> Markup {
    match written_in(name).filter(|lang| *lang != page) {
        Some(lang) => html! { span lang=(lang.code()) { (name) } },
        None => html! { (name) },
    }
}

/// A customer's name is 44 px, shrinks to 30, and only then wraps.
pub fn name_size(name: &str) -> &'static str {
    match signs(name) {
        w if w <= 7.7 => "s44",
        w if w <= 9.3 => "s36",
        _ => "s30",
    }
}

/// A sentence with one part of it in bold.
pub fn strong_in(sentence: &str, part: &str) -> Markup {
    match sentence.split_once(part) {
        Some((before, after)) => html! { (before) b { (part) } (after) },
        None => html! { (sentence) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_names_say_their_language() {
        assert_eq!(name(Lang::En, "澤田 美智子").into_string(), "<span lang=\"ja\">澤田 美智子</span>");
        assert_eq!(name(Lang::En, "Michiko Sawada").into_string(), "Michiko Sawada");
        assert_eq!(name(Lang::Ja, "Mina").into_string(), "<span lang=\"en\">Mina</span>");
    }

    #[test]
    fn long_names_are_smaller() {
        assert_eq!(name_size("Michiko Sawada"), "s44");
        assert_eq!(name_size("澤田 美智子"), "s44");
        assert_eq!(name_size("Maximiliane Featherstonehaugh"), "s30");
    }
}
