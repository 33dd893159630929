//! Slips in the database.

use crate::db::schema::slips as s;
use crate::db::{Tx, on_engine};
use crate::words::{BrandId, Day, Millis, PassportId, PersonId, Points, Result, ShopId, SlipId, VisitId};
use diesel::prelude::*;

#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = s)]
pub struct Slip {
    pub brand_id: BrandId,
    pub id: SlipId,
    pub from_shop: ShopId,
    pub to_shop: ShopId,
    pub passport_id: PassportId,
    pub reason: String,
    /// Points promised when it was given: a later charter does not change them.
    pub welcome: Points,
    pub thanks: Points,
    pub given_at: Millis,
    pub day: Day,
    pub expires_at: Millis,
    pub staff_id: Option<PersonId>,
    pub visit_id: Option<VisitId>,
    pub redeemed_at: Option<Millis>,
    pub withdrawn_at: Option<Millis>,
    /// To which shop it was given, where that has left and another took its place.
    pub handed_from: Option<ShopId>,
    pub handed_at: Option<Millis>,
}

/// A slip of the brand that somebody can still use at a time.
macro_rules! open {
    ($brand:expr, $at:expr) => {
        s::brand_id.eq($brand).and(s::redeemed_at.is_null()).and(s::withdrawn_at.is_null()).and(s::expires_at.gt($at))
    };
}

pub(super) fn insert(tx: &mut Tx, slip: &Slip) -> Result<()> {
    diesel::insert_into(s::table).values(slip).execute(tx)?;
    Ok(())
}

pub fn slip(tx: &mut Tx, brand: BrandId, id: SlipId) -> Result<Slip> {
    Ok(s::table.filter(s::brand_id.eq(brand).and(s::id.eq(id))).get_result(tx)?)
}

/// The oldest slip a passport can use at a shop at a time. A tap of an earlier time (offline) cannot use a slip that
/// was given after it.
pub fn open_for(tx: &mut Tx, brand: BrandId, passport: PassportId, to: ShopId, at: Millis) -> Result<Option<Slip>> {
    let open = open!(brand, at)
        .and(s::passport_id.eq(passport))
        .and(s::to_shop.eq(to))
        .and(s::given_at.le(at))
        .and(s::handed_at.is_null().or(s::handed_at.le(at)));
    let oldest = s::table.filter(open).order(s::id);
    Ok(on_engine!(tx, c => oldest.get_result(c)).optional()?)
}

/// Every slip a passport can still use, newest first.
pub fn open_of(tx: &mut Tx, brand: BrandId, passport: PassportId, now: Millis) -> Result<Vec<Slip>> {
    let open = open!(brand, now).and(s::passport_id.eq(passport));
    Ok(s::table.filter(open).order(s::id.desc()).load(tx)?)
}

/// Every slip to a shop that somebody can still use, oldest first.
pub fn open_to(tx: &mut Tx, brand: BrandId, to: ShopId, now: Millis) -> Result<Vec<Slip>> {
    let open = open!(brand, now).and(s::to_shop.eq(to));
    Ok(s::table.filter(open).order(s::id).load(tx)?)
}

/// How many of a shop's own slips somebody can still use.
pub fn open_from(tx: &mut Tx, brand: BrandId, from: ShopId, now: Millis) -> Result<i64> {
    let open = open!(brand, now).and(s::from_shop.eq(from));
    Ok(s::table.filter(open).count().get_result(tx)?)
}

/// Another shop takes the place of the one it led to; 0 where it was used or taken back meanwhile.
pub(super) fn hand_over(tx: &mut Tx, slip: &Slip) -> Result<usize> {
    let open = s::brand_id.eq(slip.brand_id).and(s::id.eq(slip.id)).and(s::redeemed_at.is_null());
    let new = (
        s::to_shop.eq(slip.to_shop),
        s::reason.eq(&slip.reason),
        s::expires_at.eq(slip.expires_at),
        s::handed_from.eq(slip.handed_from),
        s::handed_at.eq(slip.handed_at),
    );
    Ok(diesel::update(s::table.filter(open.and(s::withdrawn_at.is_null()))).set(new).execute(tx)?)
}

/// Marks a slip used by a visit; 0 where it was used or taken back meanwhile.
pub fn redeem(tx: &mut Tx, brand: BrandId, id: SlipId, visit: VisitId, at: Millis) -> Result<usize> {
    let open = s::brand_id.eq(brand).and(s::id.eq(id)).and(s::redeemed_at.is_null()).and(s::withdrawn_at.is_null());
    let used = (s::visit_id.eq(Some(visit)), s::redeemed_at.eq(Some(at)));
    Ok(diesel::update(s::table.filter(open)).set(used).execute(tx)?)
}

/// The slip a visit used.
pub fn used_by(tx: &mut Tx, brand: BrandId, visit: VisitId) -> Result<Option<Slip>> {
    Ok(s::table.filter(s::brand_id.eq(brand).and(s::visit_id.eq(visit))).get_result(tx).optional()?)
}

/// The slip a visit used can be used again: the visit was undone.
pub fn reopen(tx: &mut Tx, brand: BrandId, visit: VisitId) -> Result<Option<Slip>> {
    let Some(found) = used_by(tx, brand, visit)? else { return Ok(None) };
    let open = (s::visit_id.eq(None::<VisitId>), s::redeemed_at.eq(None::<Millis>));
    diesel::update(s::table.filter(s::brand_id.eq(brand).and(s::id.eq(found.id)))).set(open).execute(tx)?;
    Ok(Some(Slip { visit_id: None, redeemed_at: None, ..found }))
}

/// Takes a slip back that this shop gave and nobody used; 0 where there is none.
pub fn withdraw(tx: &mut Tx, brand: BrandId, from: ShopId, id: SlipId, now: Millis) -> Result<usize> {
    let open = s::brand_id
        .eq(brand)
        .and(s::id.eq(id))
        .and(s::from_shop.eq(from))
        .and(s::redeemed_at.is_null())
        .and(s::withdrawn_at.is_null());
    Ok(diesel::update(s::table.filter(open)).set(s::withdrawn_at.eq(Some(now))).execute(tx)?)
}

/// Slips given within days, for the flows between shops: (from, to, day, used).
pub fn between(tx: &mut Tx, brand: BrandId, from: Day, to: Day) -> Result<Vec<(ShopId, ShopId, PassportId, bool)>> {
    let rows: Vec<(ShopId, ShopId, PassportId, Option<Millis>)> = s::table
        .filter(s::brand_id.eq(brand).and(s::day.ge(from)).and(s::day.lt(to)).and(s::withdrawn_at.is_null()))
        .select((s::from_shop, s::to_shop, s::passport_id, s::redeemed_at))
        .load(tx)?;
    Ok(rows.into_iter().map(|(from, to, passport, used)| (from, to, passport, used.is_some())).collect())
}
