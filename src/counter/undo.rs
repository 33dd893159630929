//! Undo: a visit or a redemption goes back as transfers, once.

use super::{Stand, store};
use crate::db::Tx;
use crate::ledger;
use crate::words::{Error, Millis, PersonId, Points, RedemptionId, Result, VisitId};
use crate::{leaving, passport, slip};

/// Undoes a visit of this shop: points and slip go back. Returns the points taken back. `approved_by`: the owner whose word it
/// took.
///
/// # Errors
/// Not found (another shop's too), `already_reversed`; `gift_spent` where a campaign's points of it are used up.
pub fn reverse_visit(
    tx: &mut Tx,
    stand: &Stand,
    id: VisitId,
    approved_by: Option<PersonId>,
    now: Millis,
) -> Result<Points> {
    let brand = stand.brand.id;
    let held = passport::lock_holder(tx, brand, |tx| Ok(store::visit(tx, brand, stand.shop, id)?.passport_id))?;
    let visit = store::visit(tx, brand, stand.shop, id)?;
    if store::mark_visit_reversed(tx, brand, id, now)? == 0 {
        return Err(Error::refused(409, "already_reversed"));
    }
    // The day's rows before any account's, as a tap has them.
    let earned = visit.visit_points.plus(visit.spend_points)?;
    passport::earned_otherwise(tx, &held, visit.day, -earned.0)?;
    if let Some(staff) = visit.staff_id {
        store::give_on_day(tx, brand, staff, visit.day, -earned.0)?;
    }
    store::take_from_day(tx, &visit)?;
    let back = ledger::reverse(tx, brand, id.0, visit.passport_id.0, now)?;
    if let Some(open) = slip::reopen(tx, brand, id)? {
        leaving::mind_the_gone(tx, &stand.brand, open, now)?;
    }
    passport::recount(tx, brand, visit.shop_id, visit.passport_id)?;
    remember(tx, stand, id.0, approved_by, now)?;
    give_up_if_gone(tx, &held, now)?;
    Ok(back)
}

/// Undoes a redemption of this shop. Returns the points given back.
///
/// # Errors
/// Not found (another shop's too), `already_reversed`, `own_passport`.
pub fn reverse_redemption(
    tx: &mut Tx,
    stand: &Stand,
    id: RedemptionId,
    approved_by: Option<PersonId>,
    now: Millis,
) -> Result<Points> {
    let brand = stand.brand.id;
    let held = passport::lock_holder(tx, brand, |tx| Ok(store::redemption(tx, brand, stand.shop, id)?.passport_id))?;
    let redemption = store::redemption(tx, brand, stand.shop, id)?;
    super::not_ones_own(tx, stand, redemption.passport_id)?;
    if store::mark_redemption_reversed(tx, brand, id, now)? == 0 {
        return Err(Error::refused(409, "already_reversed"));
    }
    ledger::reverse(tx, brand, id.0, redemption.passport_id.0, now)?;
    ledger::settle_debt(tx, brand, redemption.passport_id.0, now)?;
    remember(tx, stand, id.0, approved_by, now)?;
    give_up_if_gone(tx, &held, now)?;
    Ok(redemption.points)
}

/// Who did it.
fn remember(tx: &mut Tx, stand: &Stand, about: i64, approved_by: Option<PersonId>, now: Millis) -> Result<()> {
    let undoing = store::Undoing { brand_id: stand.brand.id, about, staff_id: stand.by, approved_by, at: now };
    store::insert_undoing(tx, &undoing)
}

/// Who was erased has no points: what an undo gives back lapses at once.
pub(super) fn give_up_if_gone(tx: &mut Tx, held: &passport::Passport, now: Millis) -> Result<()> {
    if held.is_gone() { passport::give_up(tx, held, now).map(drop) } else { Ok(()) }
}
