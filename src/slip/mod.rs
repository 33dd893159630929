//! Slips: a referral from one counter to another, with a reason a person would say. Given here; redeemed by `counter`
//! with the next tap that counts.

pub mod code;
mod store;

pub use store::{Slip, between, open_for, open_from, open_of, open_to, redeem, reopen, slip, used_by, withdraw};

use crate::brand::Terms;
use crate::db::Tx;
use crate::words::{BrandId, Millis, PassportId, PersonId, Points, Refusal, Result, ShopId, SlipId, time};

/// A slip to be given.
#[derive(Debug, Clone)]
pub struct Giving {
    pub from: ShopId,
    pub to: ShopId,
    pub passport: PassportId,
    pub reason: String,
    pub by: Option<PersonId>,
}

/// Gives a slip. An open one between the same counters for the same passport gives way to it.
///
/// # Errors
/// `own_shop`, `bad_reason` (empty, or over 200 signs).
pub fn give(
    tx: &mut Tx,
    brand: BrandId,
    zone: &jiff::tz::TimeZone,
    terms: &Terms,
    g: &Giving,
    now: Millis,
) -> Result<Slip> {
    if g.from == g.to {
        return Err(Refusal::new(422, "own_shop").field("to_shop").into());
    }
    let reason = said(&g.reason)?;
    for open in store::open_of(tx, brand, g.passport, now)? {
        if open.from_shop == g.from && open.to_shop == g.to {
            store::withdraw(tx, brand, g.from, open.id, now)?;
        }
    }
    let slip = Slip {
        brand_id: brand,
        id: SlipId::new(),
        from_shop: g.from,
        to_shop: g.to,
        passport_id: g.passport,
        reason: reason.to_owned(),
        welcome: Points(terms.slip_welcome),
        thanks: Points(terms.slip_thanks),
        given_at: now,
        day: now.day(zone),
        expires_at: now.plus(terms.slip_days * time::DAY),
        staff_id: g.by,
        visit_id: None,
        redeemed_at: None,
        withdrawn_at: None,
        handed_from: None,
        handed_at: None,
    };
    store::insert(tx, &slip)?;
    Ok(slip)
}

/// What a slip may say.
///
/// # Errors
/// `bad_reason`.
pub fn said(reason: &str) -> Result<&str> {
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > 200 || reason.chars().any(char::is_control) {
        return Err(Refusal::new(422, "bad_reason").field("reason").into());
    }
    Ok(reason)
}

/// The shop it leads to has left: another takes its place, with what was promised and its days anew. False where the slip was
/// used or taken back meanwhile.
///
/// # Errors
/// `own_shop` where the other gave it, `bad_reason`.
pub fn hand_over(tx: &mut Tx, slip: Slip, to: ShopId, reason: &str, terms: &Terms, now: Millis) -> Result<bool> {
    if slip.from_shop == to {
        return Err(Refusal::new(422, "own_shop").field("to_shop").into());
    }
    let expires_at = slip.expires_at.max(now.plus(terms.slip_days * time::DAY));
    let handed_from = Some(slip.handed_from.unwrap_or(slip.to_shop));
    let handed_at = Some(now);
    let slip = Slip { to_shop: to, reason: said(reason)?.to_owned(), expires_at, handed_from, handed_at, ..slip };
    Ok(store::hand_over(tx, &slip)? == 1)
}
