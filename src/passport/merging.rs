//! Two passports of one person become one, with the points, the visits and the slips.

use super::{balance, lock_living, store};
use crate::db::Tx;
use crate::ledger::{self, Code, Entry, Kind, Side};
use crate::words::{BrandId, Error, Millis, PassportId, Result};

/// Merges `other` into `keep`. What `keep` shares stays as it is; what `other` shared ends with it. The other's cards
/// now show `keep`.
///
/// # Errors
/// `passport_merged` where either has become another before, or both are the same.
pub fn merge(tx: &mut Tx, brand: BrandId, keep: PassportId, other: PassportId, now: Millis) -> Result<()> {
    // Both rows are locked in the order of their ids, as everywhere.
    let (first, second) = if keep < other { (keep, other) } else { (other, keep) };
    let (a, b) = (lock_living(tx, brand, first)?, lock_living(tx, brand, second)?);
    if keep == other || a.merged_into.is_some() || b.merged_into.is_some() {
        return Err(Error::refused(409, "passport_merged"));
    }
    let points = balance(tx, brand, other)?;
    let side = |passport: PassportId| Side { kind: Kind::Passport, owner: passport.0 };
    let entry = Entry { debit: side(other), credit: side(keep), amount: points, code: Code::Merge, about: other.0 };
    ledger::post(tx, brand, &[entry], now, now)?;
    // A debt goes along: what `keep` now holds settles it.
    let debt = |passport: PassportId| Side { kind: Kind::Debt, owner: passport.0 };
    let owed = crate::words::Points::ZERO.minus(ledger::balance(tx, brand, debt(other))?)?;
    if owed.0 > 0 {
        let entry = Entry { debit: debt(keep), credit: debt(other), amount: owed, code: Code::Merge, about: other.0 };
        ledger::post(tx, brand, &[entry], now, now)?;
        ledger::settle_debt(tx, brand, keep.0, now)?;
    }
    store::move_all(tx, brand, other, keep, now)
}
