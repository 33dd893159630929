//! The chips a counter taps: short words for how somebody likes it or what they buy for, which fit the shop's trade.
//! Data in `seed/`, read once.

use crate::passport::Sharing;
use noren_views::Lang;
use std::sync::LazyLock;

/// A chip.
#[derive(Debug, Clone, serde::Deserialize)]
pub struct Chip {
    pub code: String,
    kind: String,
    /// Attribute of a part that speaks for it; empty for none.
    pub wants: String,
    /// Attribute of a part that speaks against it.
    pub avoids: String,
    pub label_ja: String,
    pub label_en: String,
    /// Needs it fits, or `*`.
    needs: String,
}

static CHIPS: LazyLock<Vec<Chip>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(include_str!("../../seed/chips.csv").as_bytes());
    // A row that does not fit is a mistake in our own file; the test below finds it.
    reader.deserialize().filter_map(std::result::Result::ok).collect()
});

impl Chip {
    /// Of which kind of knowledge it is.
    pub fn kind(&self) -> Sharing {
        Sharing::parse(&self.kind).unwrap_or(Sharing::Likes)
    }

    pub fn label(&self, lang: Lang) -> &str {
        lang.pick(&self.label_ja, &self.label_en)
    }

    /// The month that is part of its meaning.
    pub fn month(&self) -> Option<i64> {
        match self.code.as_str() {
            "gift_mother" => Some(5),
            "new_year" => Some(12),
            _ => None,
        }
    }

    fn fits(&self, need: Option<&str>) -> bool {
        need.is_some_and(|need| self.needs.split(' ').any(|n| n == need))
    }
}

pub fn get(code: &str) -> Option<&'static Chip> {
    CHIPS.iter().find(|c| c.code == code)
}

/// The chips of a trade, those made for it first.
pub fn of(need: Option<&str>) -> Vec<&'static Chip> {
    let (own, rest): (Vec<_>, Vec<_>) = CHIPS.iter().partition(|c| c.fits(need));
    own.into_iter().chain(rest.into_iter().filter(|c| c.needs == "*")).collect()
}

/// All chips, for a resident's own telling.
pub fn all() -> &'static [Chip] {
    &CHIPS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shop::needs;

    #[test]
    fn every_row_is_read_and_means_something() {
        let rows = include_str!("../../seed/chips.csv").lines().count() - 1;
        assert_eq!(all().len(), rows);
        for chip in all() {
            let kind = Sharing::parse(&chip.kind);
            assert!(matches!(kind, Some(Sharing::Likes | Sharing::Occasions)), "{}", chip.code);
            let known = |n: &str| n == "*" || needs::get(n).is_some();
            assert!(chip.needs.split(' ').all(known), "{}: {}", chip.code, chip.needs);
        }
    }

    #[test]
    fn every_trade_has_some_chips_of_its_own() {
        for need in needs::all() {
            assert!(!of(Some(&need.code)).is_empty(), "{}", need.code);
        }
        assert_eq!(of(Some("drink")).first().map(|c| c.code.as_str()), Some("dry"));
        assert!(!of(None).is_empty());
    }
}
