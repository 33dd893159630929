//! An amount that was typed wrong is put right: the visit's points become those of the right one.

use super::{Stand, rules, store, undo};
use crate::brand::Terms;
use crate::db::Tx;
use crate::ledger::{self, Code, Entry, Kind, Side};
use crate::words::{Amount, BrandId, CorrectionId, Error, Millis, PersonId, Points, Refusal, Result, VisitId};
use crate::{brand, passport};

/// What putting right came to.
#[derive(Debug, Clone)]
pub struct Corrected {
    pub correction: store::Correction,
    pub passport: passport::Passport,
    pub balance: Points,
}

/// Puts the amount of a visit of this shop right, under the charter of the visit's day. Only transfers are added; what the
/// resident has used of points that were too many, the passport owes.
///
/// # Errors
/// Not found (another shop's too), `already_reversed`, `imported_visit`, `same_amount`, `bad_amount`, `amount_too_large`.
pub fn correct_visit(
    tx: &mut Tx,
    stand: &Stand,
    id: VisitId,
    amount: Option<Amount>,
    approved_by: Option<PersonId>,
    now: Millis,
) -> Result<Corrected> {
    let brand = stand.brand.id;
    let held = passport::lock_holder(tx, brand, |tx| Ok(store::visit(tx, brand, stand.shop, id)?.passport_id))?;
    let visit = store::visit(tx, brand, stand.shop, id)?;
    may_be(&visit)?;
    super::not_ones_own(tx, stand, visit.passport_id)?;
    let terms = brand::charter_at(tx, brand, visit.at)?.terms;
    rules::check_amount(amount, terms.max_amount)?;
    if amount == visit.amount {
        return Err(Refusal::new(422, "same_amount").field("amount").into());
    }
    let spend = spend_of(tx, brand, &held, &visit, amount, &terms)?;
    let correction = store::Correction {
        brand_id: brand,
        id: CorrectionId::new(),
        visit_id: id,
        amount_before: visit.amount,
        amount_after: amount,
        points_before: visit.visit_points.plus(visit.spend_points)?,
        points_after: visit.visit_points.plus(spend)?,
        staff_id: stand.by,
        approved_by,
        at: now,
    };
    // The day's rows before any account's, as a tap has them.
    let more = spend.0 - visit.spend_points.0;
    passport::earned_otherwise(tx, &held, visit.day, more)?;
    if let Some(staff) = visit.staff_id {
        store::give_on_day(tx, brand, staff, visit.day, more)?;
    }
    store::put_right(tx, &visit, amount, spend)?;
    if correction.points_before != correction.points_after {
        let entry = Entry {
            debit: Side { kind: Kind::Shop, owner: visit.shop_id.0 },
            credit: Side { kind: Kind::Passport, owner: visit.passport_id.0 },
            amount: correction.points_after,
            code: Code::Correction,
            about: id.0,
        };
        ledger::replace(tx, brand, entry, Code::Visit, now)?;
    }
    store::insert_correction(tx, &correction)?;
    undo::give_up_if_gone(tx, &held, now)?;
    Ok(Corrected { correction, balance: passport::balance(tx, brand, visit.passport_id)?, passport: held })
}

/// What the right amount earns, within what the caps of the visit's day leave. What was too soon earns nothing, whatever was
/// spent.
fn spend_of(
    tx: &mut Tx,
    brand: BrandId,
    held: &passport::Passport,
    visit: &store::Visit,
    amount: Option<Amount>,
    terms: &Terms,
) -> Result<Points> {
    if visit.too_soon {
        return Ok(Points::ZERO);
    }
    let right = rules::Earned { visit: visit.visit_points, spend: rules::earn(terms, amount, None).spend };
    let mine = visit.visit_points.plus(visit.spend_points)?;
    let others = passport::earned_on(tx, held, visit.day)?.minus(mine)?;
    let right = rules::within(right, Points(terms.passport_day_points).minus(others)?);
    let Some(staff) = visit.staff_id else { return Ok(right.spend) };
    let others = store::give_on_day(tx, brand, staff, visit.day, 0)?.minus(mine)?;
    Ok(rules::within(right, Points(terms.clerk_day_points).minus(others)?).spend)
}

/// Is there an amount to be put right? What was undone has none; what was imported earned none here.
pub(super) fn may_be(visit: &store::Visit) -> Result<()> {
    if visit.origin.is_some() {
        return Err(Error::refused(409, "imported_visit"));
    }
    if visit.reversed_at.is_some() { Err(Error::refused(409, "already_reversed")) } else { Ok(()) }
}
