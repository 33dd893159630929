//! What a part can be: the attributes that chips speak for and against, and a few that occasions ask for. Data in
//! `seed/`, read once.

use noren_views::Lang;
use std::sync::LazyLock;

#[derive(Debug, Clone, serde::Deserialize)]
pub struct Attribute {
    pub code: String,
    label_ja: String,
    label_en: String,
    /// Needs it fits, or `*`.
    needs: String,
}

static ATTRIBUTES: LazyLock<Vec<Attribute>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(include_str!("../../seed/attributes.csv").as_bytes());
    // A row that does not fit is a mistake in our own file; the test below finds it.
    reader.deserialize().filter_map(std::result::Result::ok).collect()
});

impl Attribute {
    pub fn label(&self, lang: Lang) -> &str {
        lang.pick(&self.label_ja, &self.label_en)
    }

    fn fits(&self, need: Option<&str>) -> bool {
        self.needs == "*" || need.is_none_or(|need| self.needs.split(' ').any(|n| n == need))
    }
}

pub fn get(code: &str) -> Option<&'static Attribute> {
    ATTRIBUTES.iter().find(|a| a.code == code)
}

/// Those that fit a trade, in the order of the file; all of them where nobody knows the trade.
pub fn of(need: Option<&str>) -> Vec<&'static Attribute> {
    ATTRIBUTES.iter().filter(|a| a.fits(need)).collect()
}

/// An attribute as this language names it; its code where nobody knows it.
pub fn label(code: &str, lang: Lang) -> String {
    get(code).map_or_else(|| code.to_owned(), |a| a.label(lang).to_owned())
}

/// What an occasion asks for.
pub(super) fn of_occasion(chip: &str) -> Option<&'static str> {
    match chip {
        "gift_mother" | "gift_visit" => Some("gift"),
        "new_year" => Some("new_year"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowing::chips;
    use crate::shop::needs;

    #[test]
    fn every_row_is_read_and_every_chip_is_covered() {
        let rows = include_str!("../../seed/attributes.csv").lines().count() - 1;
        assert_eq!(ATTRIBUTES.len(), rows);
        for attribute in ATTRIBUTES.iter() {
            let known = |n: &str| n == "*" || needs::get(n).is_some();
            assert!(attribute.needs.split(' ').all(known), "{}: {}", attribute.code, attribute.needs);
            assert!(attribute.code.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{}", attribute.code);
        }
        for chip in chips::all() {
            for code in [&chip.wants, &chip.avoids] {
                assert!(code.is_empty() || get(code).is_some(), "{}: {code}", chip.code);
            }
            let occasion = of_occasion(&chip.code);
            assert_eq!(occasion.is_some(), chip.kind() == crate::passport::Sharing::Occasions, "{}", chip.code);
            assert!(occasion.is_none_or(|code| get(code).is_some()));
        }
    }

    #[test]
    fn every_trade_has_some() {
        for need in needs::all() {
            assert!(!of(Some(&need.code)).is_empty(), "{}", need.code);
        }
        assert_eq!(of(None).len(), ATTRIBUTES.len());
    }
}
