//! Cases in the database.

use crate::db::Tx;
use crate::db::schema::cases as c;
use crate::words::{BrandId, CaseId, Day, Millis, PassportId, PersonId, Points, Result, ShopId};
use diesel::prelude::*;

/// Something went wrong.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = c)]
pub struct Case {
    pub brand_id: BrandId,
    pub id: CaseId,
    pub passport_id: PassportId,
    pub shop_id: ShopId,
    pub what: String,
    pub promise: String,
    /// The day by which it is to be kept.
    pub due: Day,
    pub owner_id: PersonId,
    pub opened_by: Option<PersonId>,
    pub opened_at: Millis,
    /// Points given so far to make good.
    pub amends: Points,
    pub kept_by: Option<PersonId>,
    pub kept_at: Option<Millis>,
}

pub(super) fn insert(tx: &mut Tx, case: &Case) -> Result<()> {
    diesel::insert_into(c::table).values(case).execute(tx)?;
    Ok(())
}

/// A case of this shop, or "not found".
pub fn case_at(tx: &mut Tx, brand: BrandId, shop: ShopId, id: CaseId) -> Result<Case> {
    Ok(c::table.filter(c::brand_id.eq(brand).and(c::shop_id.eq(shop)).and(c::id.eq(id))).get_result(tx)?)
}

/// What a shop has promised and not yet kept, the most urgent first.
pub fn open_at(tx: &mut Tx, brand: BrandId, shop: ShopId) -> Result<Vec<Case>> {
    let open = c::brand_id.eq(brand).and(c::shop_id.eq(shop)).and(c::kept_at.is_null());
    Ok(c::table.filter(open).order((c::due, c::id)).load(tx)?)
}

/// What a shop has promised this person and not yet kept.
pub fn open_of(tx: &mut Tx, brand: BrandId, shop: ShopId, passport: PassportId) -> Result<Vec<Case>> {
    let open =
        c::brand_id.eq(brand).and(c::shop_id.eq(shop)).and(c::passport_id.eq(passport)).and(c::kept_at.is_null());
    Ok(c::table.filter(open).order((c::due, c::id)).load(tx)?)
}

/// Every case of a person, newest first.
pub fn all_of(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Vec<Case>> {
    let theirs = c::brand_id.eq(brand).and(c::passport_id.eq(passport));
    Ok(c::table.filter(theirs).order(c::id.desc()).load(tx)?)
}

pub(super) fn keep(tx: &mut Tx, brand: BrandId, id: CaseId, by: Option<PersonId>, now: Millis) -> Result<()> {
    let open = c::table.filter(c::brand_id.eq(brand).and(c::id.eq(id)).and(c::kept_at.is_null()));
    diesel::update(open).set((c::kept_by.eq(by), c::kept_at.eq(Some(now)))).execute(tx)?;
    Ok(())
}

/// 0 where it would be more than `most`.
pub(super) fn add_amends(tx: &mut Tx, brand: BrandId, id: CaseId, points: Points, most: Points) -> Result<usize> {
    let within = c::brand_id.eq(brand).and(c::id.eq(id)).and(c::amends.le(most.0 - points.0));
    Ok(diesel::update(c::table.filter(within)).set(c::amends.eq(c::amends + points.0)).execute(tx)?)
}
