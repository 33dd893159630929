//! What a charter and a founding may say. Pure.

use super::{Founding, Terms};
use crate::words::{Refusal, Result};

/// The numbers of a charter by the names of their fields, each with the least and the most it may be.
pub fn bounds(t: &Terms) -> [(&'static str, i64, i64, i64); 20] {
    [
        ("points_per_visit", t.points_per_visit, 0, 10_000),
        ("points_per_100", t.points_per_100, 0, 100),
        ("cooldown_minutes", t.cooldown_minutes, 0, 7 * 24 * 60),
        ("max_amount", t.max_amount, 1, 1_000_000_000),
        ("expiry_months", t.expiry_months, 1, 120),
        ("slip_days", t.slip_days, 1, 366),
        ("slip_welcome", t.slip_welcome, 0, 10_000),
        ("slip_thanks", t.slip_thanks, 0, 10_000),
        ("amends_max", t.amends_max, 0, 100_000),
        ("offline_hours", t.offline_hours, 1, 240),
        ("offline_taps", t.offline_taps, 0, 5_000),
        ("offline_amount", t.offline_amount, 0, 1_000_000_000),
        ("offline_welcomes", t.offline_welcomes, 0, 1_000),
        ("passport_day_points", t.passport_day_points, 1, 1_000_000_000),
        ("clerk_day_points", t.clerk_day_points, 1, 1_000_000_000),
        ("lot", t.lot, 1, 1_000_000),
        ("lot_price", t.lot_price, 0, 1_000_000_000),
        // A point that costs less than it pays out would empty the fund.
        ("lot_value", t.lot_value, 0, t.lot_price.min(1_000_000_000)),
        ("monthly_fee", t.monthly_fee, 0, 1_000_000_000),
        ("objection_days", t.objection_days, 1, 60),
    ]
}

pub(super) fn check_terms(t: &Terms) -> Result<()> {
    for (field, value, least, most) in bounds(t) {
        if !(least..=most).contains(&value) {
            let refusal = Refusal::new(422, "out_of_bounds").field(field).arg("least", least).arg("most", most);
            return Err(refusal.into());
        }
    }
    if t.promise.chars().count() > 600 || t.promise_en.chars().count() > 1200 {
        return Err(Refusal::new(422, "too_long").field("promise").into());
    }
    Ok(())
}

pub(super) fn check_founding(f: &Founding) -> Result<()> {
    if f.name.trim().is_empty() || f.name.chars().count() > 80 {
        return Err(Refusal::new(422, "bad_name").field("name").into());
    }
    let code_ok = (1..=40).contains(&f.code.len())
        && f.code.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !f.code.starts_with('-');
    if !code_ok {
        return Err(Refusal::new(422, "bad_code").field("code").into());
    }
    if jiff::tz::TimeZone::get(&f.timezone).is_err() {
        return Err(Refusal::new(422, "bad_timezone").field("timezone").into());
    }
    if f.currency.len() != 3 || !f.currency.bytes().all(|b| b.is_ascii_uppercase()) {
        return Err(Refusal::new(422, "bad_currency").field("currency").into());
    }
    if f.locale != "ja" && f.locale != "en" {
        return Err(Refusal::new(422, "bad_locale").field("locale").into());
    }
    check_terms(&f.terms)
}
