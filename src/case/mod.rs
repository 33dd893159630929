//! When something went wrong: a small case with somebody who sees to it, a promise and a day. Making good gives points
//! from the shop's own account, within the charter. An open case stands on the counter until its promise is kept.

mod rules;
mod store;

pub use store::{Case, all_of, case_at, open_at, open_of};

use crate::brand;
use crate::db::Tx;
use crate::ledger::{self, Code, Entry, Kind, Side};
use crate::passport;
use crate::words::{BrandId, CaseId, Day, Error, Millis, PassportId, PersonId, Points, Refusal, Result, ShopId};

/// A case to be opened.
#[derive(Debug, Clone)]
pub struct Opening {
    pub passport: PassportId,
    pub shop: ShopId,
    pub what: String,
    pub promise: String,
    pub due: Day,
    /// Who of the shop's staff sees to it.
    pub owner: PersonId,
    pub by: Option<PersonId>,
}

/// Opens a case.
///
/// # Errors
/// `bad_case` (nothing said), `bad_promise`, `bad_due` (before today, or over half a year away).
pub fn open(tx: &mut Tx, brand: BrandId, o: &Opening, today: Day, now: Millis) -> Result<CaseId> {
    rules::due(o.due, today)?;
    let case = Case {
        brand_id: brand,
        id: CaseId::new(),
        passport_id: o.passport,
        shop_id: o.shop,
        what: rules::what(&o.what)?,
        promise: rules::promise(&o.promise)?,
        due: o.due,
        owner_id: o.owner,
        opened_by: o.by,
        opened_at: now,
        amends: Points::ZERO,
        kept_by: None,
        kept_at: None,
    };
    store::insert(tx, &case)?;
    Ok(case.id)
}

/// The promise was kept. Twice is as good as once.
pub fn keep(tx: &mut Tx, brand: BrandId, shop: ShopId, id: CaseId, by: Option<PersonId>, now: Millis) -> Result<()> {
    case_at(tx, brand, shop, id)?;
    store::keep(tx, brand, id, by, now)
}

/// Makes good: points from the shop's own account to the resident's. The whole of a case stays within the charter.
///
/// # Errors
/// `bad_points`, `amends_too_large`.
pub fn make_good(tx: &mut Tx, brand: BrandId, shop: ShopId, id: CaseId, points: i64, now: Millis) -> Result<Case> {
    let case = case_locked(tx, brand, shop, id)?;
    if points <= 0 {
        return Err(Refusal::new(422, "bad_points").field("points").into());
    }
    let most = brand::charter_at(tx, brand, now)?.terms.amends_max;
    let left = most - case.amends.0;
    if points > left || store::add_amends(tx, brand, id, Points(points), Points(most))? == 0 {
        let refusal = Refusal::new(422, "amends_too_large").field("points");
        return Err(refusal.arg("most", most).arg("left", left.max(0)).into());
    }
    let entry = Entry {
        debit: Side { kind: Kind::Shop, owner: shop.0 },
        credit: Side { kind: Kind::Passport, owner: case.passport_id.0 },
        amount: Points(points),
        code: Code::Amends,
        about: id.0,
    };
    ledger::post(tx, brand, &[entry], now, now)?;
    ledger::settle_debt(tx, brand, case.passport_id.0, now)?;
    case_at(tx, brand, shop, id)
}

/// A case under the lock of the passport it is about, as every movement of its points: it may just become another's.
fn case_locked(tx: &mut Tx, brand: BrandId, shop: ShopId, id: CaseId) -> Result<Case> {
    let held = passport::lock_holder(tx, brand, |tx| Ok(case_at(tx, brand, shop, id)?.passport_id))?;
    if held.is_gone() { Err(Error::refused(410, "erased")) } else { case_at(tx, brand, shop, id) }
}

/// A case that is this passport's, wherever.
pub fn of_passport(tx: &mut Tx, brand: BrandId, passport: PassportId, id: CaseId) -> Result<Case> {
    let found = store::all_of(tx, brand, passport)?.into_iter().find(|c| c.id == id);
    found.ok_or_else(Error::not_found)
}
