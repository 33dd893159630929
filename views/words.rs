//! The words people read: which language, a sentence by its key, and how numbers, money and dates are written in it.
//! No markup here, and no sentence either: those are in locales/.

mod dates;
mod keys;
mod numbers;

use std::borrow::Cow;
use std::collections::HashMap;

use fluent_templates::fluent_bundle::FluentValue;
use fluent_templates::{LanguageIdentifier, Loader, static_loader};
use unic_langid::langid;

pub use dates::{clock, date_long, date_paper, date_short, date_year, month, month_only, seal_date};
pub use numbers::{Worth, decimals, distance, money, number, ordinal, percent, spell_count};

static_loader! {
    static LOCALES = {
        locales: "./locales",
        fallback_language: "en",
        customise: |bundle| {
            bundle.set_use_isolating(false);
            bundle.set_formatter(Some(|value, _| match value {
                FluentValue::Number(n) if n.value.fract() == 0.0 => Some(number(n.value as i64)),
                _ => None,
            }));
        },
    };
}

static EN: LanguageIdentifier = langid!("en");
static JA: LanguageIdentifier = langid!("ja");

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Lang {
    #[default]
    En,
    Ja,
}

impl Lang {
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Ja];

    /// The code as in `lang="…"`, the cookie and the query.
    pub fn code(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ja => "ja",
        }
    }

    /// Of a text in the street's own language and, where there is one, in English: the one to read.
    pub fn pick<'a>(self, own: &'a str, english: &'a str) -> &'a str {
        if self == Lang::En && !english.is_empty() { english } else { own }
    }

    /// `en`, `ja`, `ja-JP`, `EN_us`; nothing else.
    pub fn parse(text: &str) -> Option<Lang> {
        let primary = text.trim().split(['-', '_']).next()?;
        Lang::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(primary))
    }

    /// The best of the languages a browser asks for; at equal weight, the earlier one.
    pub fn accept(header: &str) -> Option<Lang> {
        let mut best: Option<(Lang, f32)> = None;
        for part in header.split(',') {
            let mut pieces = part.split(';');
            let Some(lang) = pieces.next().and_then(Lang::parse) else {
                continue;
            };
            let weight = pieces
                .find_map(|p| p.trim().strip_prefix("q=").map(str::trim))
                .map_or(1.0, |q| q.parse::<f32>().unwrap_or(0.0));
            if weight > 0.0 && best.is_none_or(|(_, top)| weight > top) {
                best = Some((lang, weight));
            }
        }
        best.map(|(lang, _)| lang)
    }

    /// The other one, for the switch in the header.
    pub fn other(self) -> Lang {
        match self {
            Lang::En => Lang::Ja,
            Lang::Ja => Lang::En,
        }
    }

    /// Its own name, as its readers call it.
    pub fn own_name(self) -> &'static str {
        match self {
            Lang::En => "English",
            Lang::Ja => "日本語",
        }
    }

    fn id(self) -> &'static LanguageIdentifier {
        match self {
            Lang::En => &EN,
            Lang::Ja => &JA,
        }
    }
}

/// What a sentence can be filled with. Whole numbers get their thousands commas, and choose the plural.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    Number(i64),
    Text(String),
}

macro_rules! arg_from {
    ($($from:ty),*) => { $(impl From<$from> for Arg { fn from(n: $from) -> Arg { Arg::Number(n as i64) } })* };
}
arg_from!(i64, i32, u8, u16, u32, u64, usize);

impl From<&str> for Arg {
    fn from(s: &str) -> Arg {
        Arg::Text(s.to_owned())
    }
}

impl From<String> for Arg {
    fn from(s: String) -> Arg {
        Arg::Text(s)
    }
}

impl From<&String> for Arg {
    fn from(s: &String) -> Arg {
        Arg::Text(s.clone())
    }
}

/// The sentence behind a key.
pub fn t(lang: Lang, key: &str) -> String {
    LOCALES.lookup(lang.id(), key)
}

/// The sentence behind a key, filled in. Mostly called as `t!(lang, "key", n = 3)`.
pub fn filled(lang: Lang, key: &str, args: &[(&'static str, Arg)]) -> String {
    let mut map: HashMap<Cow<'static, str>, FluentValue<'_>> = HashMap::with_capacity(args.len());
    for (name, arg) in args {
        let value = match arg {
            Arg::Number(n) => FluentValue::from(*n),
            Arg::Text(s) => FluentValue::from(s.as_str()),
        };
        map.insert(Cow::Borrowed(name), value);
    }
    LOCALES.lookup_with_args(lang.id(), key, &map)
}

/// The sentence of a refusal, by its stable code: `refused(lang, "too_soon", &[("time", "14:00".into())])`.
pub fn refused(lang: Lang, code: &str, args: &[(&'static str, Arg)]) -> String {
    filled(lang, &format!("refused-{code}"), args)
}

/// A refusal's sentences in two: what happened is the first, what to do the rest.
pub fn halves(lang: Lang, whole: &str) -> (String, String) {
    let end = match lang {
        Lang::En => whole.find(". ").map(|at| at + 1),
        Lang::Ja => whole.find('。').map(|at| at + '。'.len_utf8()),
    };
    match end {
        Some(at) => (whole[..at].to_owned(), whole[at..].trim().to_owned()),
        None => (whole.to_owned(), String::new()),
    }
}

/// A sentence by its key: `t!(lang, "counter-known-title", name = "Kenji O.")`.
#[macro_export]
macro_rules! t {
    ($lang:expr, $key:literal) => { $crate::words::t($lang, $key) };
    ($lang:expr, $key:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::words::filled($lang, $key, &[$((stringify!($name), $crate::words::Arg::from($value))),+])
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browser_is_heard() {
        assert_eq!(Lang::accept("fr, ja;q=0.8, en;q=0.7"), Some(Lang::Ja));
        assert_eq!(Lang::accept("en-GB,en;q=0.9,ja;q=0.9"), Some(Lang::En));
        assert_eq!(Lang::accept("ja;q=0, en;q=0.1"), Some(Lang::En));
        assert_eq!(Lang::accept("de"), None);
        assert_eq!(Lang::parse("ja-JP"), Some(Lang::Ja));
    }

    #[test]
    fn sentences_are_filled_without_hidden_marks() {
        let said = crate::t!(Lang::En, "refused-insufficient_points", points = 1340);
        assert!(said.contains("1,340"), "{said}");
        assert!(!said.contains('\u{2068}'));
    }
}
