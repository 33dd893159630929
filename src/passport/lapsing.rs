//! Points lapse where their holder was nowhere for too long: so many months after the last visit, as the charter says; and
//! never without warning. A charter that shortens the time does not touch anybody for its first weeks.

use super::{balance, lock, rules, store};
use crate::brand::{self, Brand};
use crate::db::Tx;
use crate::ledger::{self, Code, Entry, Kind, Side};
use crate::passport::Passport;
use crate::people;
use crate::words::{BrandId, Millis, PassportId, Points, Result, ShopId};
use jiff::tz::TimeZone;

/// How many idle passports one write looks at.
const LAPSED_AT_ONCE: i64 = 200;

/// Lets the points of some idle passports lapse, from one id on; the id to go on from, or none at the end.
pub fn lapse_some(tx: &mut Tx, brand: &Brand, after: PassportId, now: Millis) -> Result<Option<PassportId>> {
    let zone = brand.zone();
    let months = brand::charter_at(tx, brand.id, now)?.terms.expiry_months;
    let some = store::idle(tx, brand.id, rules::idle_since(months, &zone, now), after, LAPSED_AT_ONCE)?;
    for idle in &some {
        let held = lock(tx, brand.id, idle.id)?;
        lapse(tx, &held, months, &zone, now)?;
    }
    Ok(some.last().map(|p| p.id).filter(|_| some.len() as i64 == LAPSED_AT_ONCE))
}

/// Lets the points lapse where the last visit is longer ago than the charter allows, and allowed until not long ago.
pub fn lapse(tx: &mut Tx, p: &Passport, expiry_months: i64, zone: &TimeZone, now: Millis) -> Result<Points> {
    if !rules::idle_too_long(p.last_visit_at, expiry_months, zone, now) {
        return Ok(Points::ZERO);
    }
    let spans = spans(tx, p.brand_id)?;
    if !rules::lapsed(&spans, p.last_visit_at, zone, now) {
        return Ok(Points::ZERO);
    }
    give_up(tx, p, now)
}

/// Lets all points lapse at once.
pub fn give_up(tx: &mut Tx, p: &Passport, now: Millis) -> Result<Points> {
    let left = balance(tx, p.brand_id, p.id)?;
    let entry = Entry {
        debit: Side { kind: Kind::Passport, owner: p.id.0 },
        credit: Side { kind: Kind::Expiry, owner: p.last_shop.map_or(0, |s| s.0) },
        amount: left,
        code: Code::Lapse,
        about: p.id.0,
    };
    ledger::post(tx, p.brand_id, &[entry], now, now)?;
    Ok(left)
}

/// The charters' months, each with the time it holds.
fn spans(tx: &mut Tx, brand: BrandId) -> Result<Vec<rules::Span>> {
    let mut charters = brand::charters(tx, brand)?;
    charters.sort_by_key(|c| (c.effective_from, c.version));
    let ends = charters.iter().skip(1).map(|c| Some(c.effective_from)).chain([None]);
    let span = |(c, until): (&brand::Charter, Option<Millis>)| rules::Span {
        from: c.effective_from,
        until: until.unwrap_or(Millis(i64::MAX)),
        months: c.terms.expiry_months,
    };
    Ok(charters.iter().zip(ends).map(span).collect())
}

/// When this passport's points lapse if its holder goes nowhere before, by every charter written so far.
pub fn lapses_at(tx: &mut Tx, brand: &Brand, last_visit_at: Millis) -> Result<Option<Millis>> {
    Ok(rules::lapse_at(&spans(tx, brand.id)?, last_visit_at, &brand.zone()))
}

/// Somebody whose points lapse soon.
#[derive(Debug, Clone)]
pub struct Due {
    pub passport: PassportId,
    /// Of the sign-in that holds it; none on paper alone.
    pub email: Option<String>,
    pub points: Points,
    pub at: Millis,
    pub last_shop: Option<ShopId>,
    /// They were told since their last visit.
    pub warned: bool,
}

/// Passports with points that lapse within [`rules::WARNED_BEFORE`], some at a time: from one id on, with the id to go on from.
pub fn lapsing_soon(
    tx: &mut Tx,
    brand: &Brand,
    after: PassportId,
    now: Millis,
) -> Result<(Vec<Due>, Option<PassportId>)> {
    let (zone, spans) = (brand.zone(), spans(tx, brand.id)?);
    let soon = now.plus(rules::WARNED_BEFORE);
    // The shortest that will hold by then finds them all; each is then looked at by itself.
    let shortest = spans.iter().filter(|s| s.until > now && s.from <= soon).map(|s| s.months).min().unwrap_or(0);
    let some = store::idle(tx, brand.id, rules::idle_since(shortest, &zone, soon), after, LAPSED_AT_ONCE)?;
    let next = some.last().map(|p| p.id).filter(|_| some.len() as i64 == LAPSED_AT_ONCE);
    let mut due = Vec::new();
    for p in some.into_iter().filter(|p| p.merged_into.is_none()) {
        let Some(at) = rules::lapse_at(&spans, p.last_visit_at, &zone).filter(|at| (now..=soon).contains(at)) else {
            continue;
        };
        let points = balance(tx, brand.id, p.id)?;
        if points.is_zero() {
            continue;
        }
        let email = match people::holder(tx, brand.id, p.id)? {
            Some(person) => Some(people::person(tx, person)?.email).filter(|e| !e.is_empty()),
            None => None,
        };
        let warned = p.warned_at.is_some_and(|at| at > p.last_visit_at);
        due.push(Due { passport: p.id, email, points, at, last_shop: p.last_shop, warned });
    }
    Ok((due, next))
}

/// All of them.
pub fn due(tx: &mut Tx, brand: &Brand, now: Millis) -> Result<Vec<Due>> {
    let (mut all, mut after) = (Vec::new(), Some(PassportId(0)));
    while let Some(from) = after {
        let (some, next) = lapsing_soon(tx, brand, from, now)?;
        all.extend(some);
        after = next;
    }
    Ok(all)
}

/// Their holder was told.
pub fn warned(tx: &mut Tx, brand: BrandId, id: PassportId, now: Millis) -> Result<()> {
    store::set_warned(tx, brand, id, now)
}
