//! Points lapse where their holder was nowhere for too long: so many months after the last visit, as the charter says; and
//! never without warning. A charter that shortens the time does not touch anybody for its first weeks.

use super::{balance, lock, rules, store};
use crate::brand::{self, Brand, Terms};
use crate::db::Tx;
use crate::ledger::{self, Code, Entry, Kind, Side};
use crate::passport::Passport;
use crate::people;
use crate::words::{BrandId, Millis, PassportId, Points, Result, time};
use jiff::tz::TimeZone;

/// How many idle passports one write looks at.
const LAPSED_AT_ONCE: i64 = 200;

/// Lets the points of some idle passports lapse, from one id on; the id to go on from, or none at the end.
pub fn lapse_some(tx: &mut Tx, brand: &Brand, after: PassportId, now: Millis) -> Result<Option<PassportId>> {
    let zone = brand.zone();
    let terms = brand::charter_at(tx, brand.id, now)?.terms;
    let some = store::idle(tx, brand.id, rules::idle_since(terms.expiry_months, &zone, now), after, LAPSED_AT_ONCE)?;
    for idle in &some {
        let held = lock(tx, brand.id, idle.id)?;
        lapse(tx, &held, &terms, &zone, now)?;
    }
    Ok(some.last().map(|p| p.id).filter(|_| some.len() as i64 == LAPSED_AT_ONCE))
}

/// Lets the points lapse where the last visit is longer ago than the charter allows, and allowed until not long ago. A tablet
/// without a network may still bring a visit of the last hours: for so long nothing lapses.
pub fn lapse(tx: &mut Tx, p: &Passport, terms: &Terms, zone: &TimeZone, now: Millis) -> Result<Points> {
    let known = now.plus(-terms.offline_hours * time::HOUR);
    if !rules::idle_too_long(p.last_visit_at, terms.expiry_months, zone, known) {
        return Ok(Points::ZERO);
    }
    let spans = spans(tx, p.brand_id)?;
    if !rules::lapsed(&spans, p.last_visit_at, zone, known) {
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

/// Somebody who is to be told that their points lapse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    pub passport: PassportId,
    pub email: String,
    pub points: Points,
    pub at: Millis,
    /// When they were told of an earlier time.
    before: Option<Millis>,
}

/// Passports whose points may lapse within [`rules::WARNED_BEFORE`], some at a time: from one id on, with the id to go on from.
pub fn lapsing_soon(
    tx: &mut Tx,
    brand: &Brand,
    after: PassportId,
    now: Millis,
) -> Result<(Vec<PassportId>, Option<PassportId>)> {
    let (zone, spans) = (brand.zone(), spans(tx, brand.id)?);
    let soon = now.plus(rules::WARNED_BEFORE);
    // The shortest that will hold by then finds them all; each is then looked at by itself.
    let shortest = spans.iter().filter(|s| s.until > now && s.from <= soon).map(|s| s.months).min().unwrap_or(0);
    let some = store::idle(tx, brand.id, rules::idle_since(shortest, &zone, soon), after, LAPSED_AT_ONCE)?;
    let next = some.last().map(|p| p.id).filter(|_| some.len() as i64 == LAPSED_AT_ONCE);
    let due = |p: &Passport| {
        let at = rules::lapse_at(&spans, p.last_visit_at, &zone);
        at.is_some_and(|at| (now..=soon).contains(&at) && !told(p, at))
    };
    Ok((some.into_iter().filter(|p| p.merged_into.is_none() && due(p)).map(|p| p.id).collect(), next))
}

/// Were they told of this time? Of an earlier one, before a visit or another charter moved it, does not count.
fn told(p: &Passport, at: Millis) -> bool {
    p.warned_at.is_some_and(|told| told >= at.plus(-rules::WARNED_BEFORE))
}

/// Whom to tell, as they are at this moment, and that they are being told: nobody else tells them then. None where there is
/// nothing to tell, or nobody to be reached.
pub fn claim_warning(tx: &mut Tx, brand: &Brand, id: PassportId, now: Millis) -> Result<Option<Due>> {
    let p = lock(tx, brand.id, id)?;
    let at = rules::lapse_at(&spans(tx, brand.id)?, p.last_visit_at, &brand.zone());
    let soon = now.plus(rules::WARNED_BEFORE);
    let Some(at) = at.filter(|at| (now..=soon).contains(at) && !told(&p, *at)) else { return Ok(None) };
    let points = balance(tx, brand.id, id)?;
    let Some(holder) = people::holder(tx, brand.id, id)?.filter(|_| !points.is_zero()) else { return Ok(None) };
    let email = people::person(tx, holder)?.email;
    if email.is_empty() {
        return Ok(None);
    }
    store::set_warned(tx, brand.id, id, Some(now))?;
    Ok(Some(Due { passport: id, email, points, at, before: p.warned_at }))
}

/// They could not be told after all.
pub fn give_warning_back(tx: &mut Tx, brand: BrandId, due: &Due) -> Result<()> {
    store::set_warned(tx, brand, due.passport, due.before)
}
