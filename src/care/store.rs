//! Helpers, households and asks in the database.

use crate::db::schema::{
    household_asks as a, household_members as hm, household_yeses as y, households as h, invitations as i,
    memberships as m, persons,
};
use crate::db::{Tx, first_locked, on_engine};
use crate::people::Role;
use crate::words::{AskId, BrandId, HouseholdId, MembershipId, Millis, PassportId, PersonId, Result};
use diesel::prelude::*;

/// Somebody who acts for a passport.
#[derive(Debug, Clone, Queryable)]
pub struct Helper {
    pub membership: MembershipId,
    pub person: PersonId,
    pub name: String,
    pub name_en: String,
    pub since: Millis,
}

/// One resident asks another to share a book.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = a)]
pub struct Ask {
    pub brand_id: BrandId,
    pub id: AskId,
    pub asked_by: PassportId,
    /// Whom; none where nobody hears it.
    pub passport_id: Option<PassportId>,
    /// What was typed, as it is printed.
    pub card: String,
    pub asked_at: Millis,
    pub expires_at: Millis,
}

pub(super) fn helpers(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Vec<Helper>> {
    let theirs = m::brand_id.eq(brand).and(m::passport_id.eq(passport)).and(m::role.eq(Role::Helper));
    let now = m::table.inner_join(persons::table.on(persons::id.eq(m::person_id))).filter(theirs);
    let now = now.filter(m::ended_at.is_null()).order(m::id);
    Ok(now.select((m::id, persons::id, persons::name, persons::name_en, m::created_at)).load(tx)?)
}

pub(super) fn open_link(tx: &mut Tx, brand: BrandId, passport: PassportId, now: Millis) -> Result<Option<Millis>> {
    let open = i::brand_id.eq(brand).and(i::passport_id.eq(passport)).and(i::used_at.is_null());
    let open = i::table.filter(open.and(i::expires_at.gt(now))).order(i::id.desc());
    Ok(open.select(i::expires_at).first(tx).optional()?)
}

pub(super) fn house_of(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Option<HouseholdId>> {
    let row = hm::table.filter(hm::brand_id.eq(brand).and(hm::passport_id.eq(passport)));
    Ok(on_engine!(tx, c => row.select(hm::household_id).get_result(c)).optional()?)
}

/// In the order they came.
pub(super) fn members(tx: &mut Tx, brand: BrandId, house: HouseholdId) -> Result<Vec<PassportId>> {
    let row = hm::table.filter(hm::brand_id.eq(brand).and(hm::household_id.eq(house)));
    Ok(row.order((hm::joined_at, hm::passport_id)).select(hm::passport_id).load(tx)?)
}

pub(super) fn lock_house(tx: &mut Tx, brand: BrandId, house: HouseholdId) -> Result<()> {
    let row = h::table.filter(h::brand_id.eq(brand).and(h::id.eq(house))).select(h::id);
    // Gone meanwhile is as good: nobody is in it.
    first_locked!(tx, row, HouseholdId).optional()?;
    Ok(())
}

pub(super) fn found(tx: &mut Tx, brand: BrandId, now: Millis) -> Result<HouseholdId> {
    let id = HouseholdId::new();
    let row = (h::brand_id.eq(brand), h::id.eq(id), h::created_at.eq(now));
    diesel::insert_into(h::table).values(row).execute(tx)?;
    Ok(id)
}

pub(super) fn insert_member(
    tx: &mut Tx,
    brand: BrandId,
    house: HouseholdId,
    passport: PassportId,
    now: Millis,
) -> Result<()> {
    let row = (hm::brand_id.eq(brand), hm::household_id.eq(house), hm::passport_id.eq(passport), hm::joined_at.eq(now));
    diesel::insert_into(hm::table).values(row).execute(tx)?;
    Ok(())
}

pub(super) fn delete_member(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<()> {
    diesel::delete(hm::table.filter(hm::brand_id.eq(brand).and(hm::passport_id.eq(passport)))).execute(tx)?;
    Ok(())
}

pub(super) fn dissolve(tx: &mut Tx, brand: BrandId, house: HouseholdId) -> Result<()> {
    diesel::delete(hm::table.filter(hm::brand_id.eq(brand).and(hm::household_id.eq(house)))).execute(tx)?;
    diesel::delete(h::table.filter(h::brand_id.eq(brand).and(h::id.eq(house)))).execute(tx)?;
    Ok(())
}

pub(super) fn insert_ask(tx: &mut Tx, ask: &Ask) -> Result<()> {
    diesel::insert_into(a::table).values(ask).execute(tx)?;
    Ok(())
}

/// An ask whose time is not over.
pub(super) fn ask(tx: &mut Tx, brand: BrandId, id: AskId, now: Millis) -> Result<Ask> {
    let row = a::table.filter(a::brand_id.eq(brand).and(a::id.eq(id)).and(a::expires_at.gt(now)));
    Ok(on_engine!(tx, c => row.get_result(c))?)
}

/// What a passport asked, as far as its time is not over.
pub(super) fn asks_by(tx: &mut Tx, brand: BrandId, passport: PassportId, now: Millis) -> Result<Vec<Ask>> {
    let row = a::table.filter(a::brand_id.eq(brand).and(a::asked_by.eq(passport)).and(a::expires_at.gt(now)));
    Ok(row.order(a::id).load(tx)?)
}

/// What a passport was asked.
pub(super) fn asks_of(tx: &mut Tx, brand: BrandId, passport: PassportId, now: Millis) -> Result<Vec<Ask>> {
    let row = a::table.filter(a::brand_id.eq(brand).and(a::passport_id.eq(passport)).and(a::expires_at.gt(now)));
    Ok(row.order(a::id).load(tx)?)
}

pub(super) fn drop_expired(tx: &mut Tx, brand: BrandId, passport: PassportId, now: Millis) -> Result<()> {
    let over = a::brand_id.eq(brand).and(a::asked_by.eq(passport)).and(a::expires_at.le(now));
    let ids: Vec<AskId> = a::table.filter(over).select(a::id).load(tx)?;
    ids.into_iter().try_for_each(|id| delete_ask(tx, brand, id))
}

pub(super) fn delete_ask(tx: &mut Tx, brand: BrandId, id: AskId) -> Result<()> {
    forget_yeses(tx, brand, id)?;
    diesel::delete(a::table.filter(a::brand_id.eq(brand).and(a::id.eq(id)))).execute(tx)?;
    Ok(())
}

/// From now on nobody hears it.
pub(super) fn to_nobody(tx: &mut Tx, brand: BrandId, id: AskId) -> Result<()> {
    let row = a::table.filter(a::brand_id.eq(brand).and(a::id.eq(id)));
    diesel::update(row).set(a::passport_id.eq(None::<PassportId>)).execute(tx)?;
    Ok(())
}

pub(super) fn said_yes(tx: &mut Tx, brand: BrandId, ask: AskId) -> Result<Vec<PassportId>> {
    Ok(y::table.filter(y::brand_id.eq(brand).and(y::ask_id.eq(ask))).select(y::passport_id).load(tx)?)
}

pub(super) fn insert_yes(tx: &mut Tx, brand: BrandId, ask: AskId, passport: PassportId, now: Millis) -> Result<()> {
    let row = (y::brand_id.eq(brand), y::ask_id.eq(ask), y::passport_id.eq(passport), y::at.eq(now));
    on_engine!(tx, c => diesel::insert_into(y::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

pub(super) fn forget_yeses(tx: &mut Tx, brand: BrandId, ask: AskId) -> Result<()> {
    diesel::delete(y::table.filter(y::brand_id.eq(brand).and(y::ask_id.eq(ask)))).execute(tx)?;
    Ok(())
}

pub(super) fn forget_yeses_by(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<()> {
    diesel::delete(y::table.filter(y::brand_id.eq(brand).and(y::passport_id.eq(passport)))).execute(tx)?;
    Ok(())
}

/// Rows of helpers, links and asks of a passport; it is in no household any more.
pub(super) fn forget(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<()> {
    let helps = m::brand_id.eq(brand).and(m::passport_id.eq(passport)).and(m::role.eq(Role::Helper));
    diesel::delete(m::table.filter(helps)).execute(tx)?;
    diesel::delete(i::table.filter(i::brand_id.eq(brand).and(i::passport_id.eq(passport)))).execute(tx)?;
    forget_yeses_by(tx, brand, passport)?;
    let asks = a::brand_id.eq(brand).and(a::asked_by.eq(passport).or(a::passport_id.eq(passport).assume_not_null()));
    let ids: Vec<AskId> = a::table.filter(asks).select(a::id).load(tx)?;
    ids.into_iter().try_for_each(|id| delete_ask(tx, brand, id))
}

pub(super) fn forget_numbers(tx: &mut Tx, brand: BrandId, numbers: &[String]) -> Result<()> {
    let named = a::brand_id.eq(brand).and(a::card.eq_any(numbers.to_vec()));
    let ids: Vec<AskId> = a::table.filter(named).select(a::id).load(tx)?;
    ids.into_iter().try_for_each(|id| delete_ask(tx, brand, id))
}
