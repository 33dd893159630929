//! Patterns in what staff do that stand out: read from the visits and slips of four weeks, each with the rows behind it. It
//! accuses nobody and changes nothing; the owner sees who it was about, the producer residents under a pseudonym only.

pub mod rules;
mod store;

pub use rules::{Finding, Pattern, Row};

use crate::brand::Brand;
use crate::db::Tx;
use crate::words::{Day, Millis, Result, ShopId};

/// Whole weeks, so that each day of the week weighs the same.
pub const DAYS: i64 = 28;

/// The first day that is looked at.
pub fn since(brand: &Brand, now: Millis) -> Day {
    Day(now.day(&brand.zone()).0 - DAYS + 1)
}

/// What stands out in the street, or at one of its shops; the most telling first.
pub fn findings(tx: &mut Tx, brand: &Brand, shop: Option<ShopId>, now: Millis) -> Result<Vec<Finding>> {
    let (from, zone) = (since(brand, now), brand.zone());
    let stamps = store::stamps(tx, brand.id, shop, from)?;
    let used = store::used_slips(tx, brand.id, shop, from.start(&zone))?;
    let staff = store::staff_with_passports(tx, brand.id, shop)?;
    Ok(rules::findings(&stamps, &used, &staff))
}
