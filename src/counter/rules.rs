//! What a tap earns, which times and amounts are taken. Pure.

use super::Visit;
use crate::brand::Terms;
use crate::words::{Amount, Millis, Points, Refusal, Result, time};
use unicode_normalization::UnicodeNormalization;

/// How far back a tap may lie (an offline tablet's), and how far ahead its clock may be.
const BACK: i64 = 72 * time::HOUR;
const AHEAD: i64 = 5 * time::MINUTE;

/// What a visit earns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earned {
    pub visit: Points,
    pub spend: Points,
}

/// Points for a visit and for what was spent; nothing within the cooldown of another visit (`near`).
pub fn earn(terms: &Terms, amount: Option<Amount>, near: Option<Millis>) -> Earned {
    if near.is_some() {
        return Earned { visit: Points::ZERO, spend: Points::ZERO };
    }
    let spent = amount.map_or(0, |a| a.0);
    Earned { visit: Points(terms.points_per_visit), spend: Points((spent / 100).saturating_mul(terms.points_per_100)) }
}

/// As much of it as a day's cap leaves: first for the visit, then for what was spent.
pub fn within(earned: Earned, left: Points) -> Earned {
    let left = left.max(Points::ZERO);
    let visit = earned.visit.min(left);
    Earned { visit, spend: earned.spend.min(Points(left.0 - visit.0)) }
}

/// Did a cap of the day leave a visit less than it would have earned?
pub fn capped(terms: &Terms, visit: &Visit) -> bool {
    let full = earn(terms, visit.amount, None);
    let due = full.visit.0.saturating_add(full.spend.0);
    !visit.too_soon && visit.visit_points.0 + visit.spend_points.0 < due
}

impl Earned {
    pub fn sum(self) -> Result<Points> {
        self.visit.plus(self.spend)
    }
}

/// The cooldown in milliseconds.
pub fn cooldown(terms: &Terms) -> i64 {
    terms.cooldown_minutes * time::MINUTE
}

/// When a tap was.
pub fn tap_time(at: Option<Millis>, now: Millis) -> Result<Millis> {
    match at {
        None => Ok(now),
        Some(at) if at.0 >= now.0 - BACK && at.0 <= now.0 + AHEAD => Ok(at),
        Some(_) => Err(Refusal::new(422, "bad_time").field("at").into()),
    }
}

/// How long an act can be undone or put right without its owner's word.
const OWN: i64 = time::HOUR;

/// Is it the owner's to undo or to put right what was recorded then?
pub fn is_owners(recorded: Millis, now: Millis) -> bool {
    now > recorded.plus(OWN)
}

/// Is the amount one the charter takes?
pub fn check_amount(amount: Option<Amount>, max: i64) -> Result<()> {
    match amount {
        Some(Amount(n)) if n < 0 => Err(Refusal::new(422, "bad_amount").field("amount").into()),
        Some(Amount(n)) if n > max => Err(Refusal::new(422, "amount_too_large").field("amount").arg("max", max).into()),
        _ => Ok(()),
    }
}

/// An amount as typed: any width, with or without commas; `12.80` where the currency has decimals. Empty is none.
pub fn typed_amount(typed: &str, decimals: u32) -> Result<Option<Amount>> {
    let plain: String =
        typed.nfkc().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '¥' | '円' | '€' | '$' | '£')).collect();
    if plain.is_empty() {
        return Ok(None);
    }
    let bad = || Refusal::new(422, "bad_amount").field("amount");
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if !digits(whole) || !digits(part) || whole.len() + part.len() == 0 || part.len() > decimals as usize {
        return Err(bad().into());
    }
    let text = format!("{whole}{part:0<width$}", width = decimals as usize);
    Ok(Some(Amount(text.parse().map_err(|_| bad())?)))
}

/// Points as typed, in any width.
pub fn typed_points(typed: &str) -> Result<i64> {
    let plain: String = typed.nfkc().filter(|c| !c.is_whitespace() && *c != ',').collect();
    plain.parse().map_err(|_| Refusal::new(422, "bad_points").field("points").into())
}

/// Points to be used: more than none.
pub fn points(typed: i64) -> Result<Points> {
    if typed > 0 { Ok(Points(typed)) } else { Err(Refusal::new(422, "bad_points").field("points").into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_as_people_type_them() {
        assert_eq!(typed_amount("１，２８０円", 0).ok(), Some(Some(Amount(1280))));
        assert_eq!(typed_amount("12.8", 2).ok(), Some(Some(Amount(1280))));
        assert_eq!(typed_amount(" ", 0).ok(), Some(None));
        for bad in ["12.5", "-3", "abc", "1e3", "99999999999999999999"] {
            assert!(typed_amount(bad, 0).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_cap_leaves_what_it_leaves() {
        let earned = Earned { visit: Points(5), spend: Points(12) };
        let of = |left| within(earned, Points(left));
        assert_eq!(of(17), earned);
        assert_eq!(of(9), Earned { visit: Points(5), spend: Points(4) });
        assert_eq!(of(3), Earned { visit: Points(3), spend: Points(0) });
        assert_eq!(of(-1), Earned { visit: Points(0), spend: Points(0) });
    }

    #[test]
    fn a_tap_may_be_late_but_not_too_late_nor_early() {
        let now = Millis(1_000 * time::HOUR);
        assert_eq!(tap_time(None, now).ok(), Some(now));
        assert!(tap_time(Some(now.plus(-BACK)), now).is_ok());
        assert!(tap_time(Some(now.plus(-BACK - 1)), now).is_err());
        assert!(tap_time(Some(now.plus(AHEAD)), now).is_ok());
        assert!(tap_time(Some(now.plus(AHEAD + 1)), now).is_err());
    }
}
