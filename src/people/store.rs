//! Persons, sessions, memberships, invitations and API keys in the database.

use super::Role;
use crate::db::schema::{
    api_keys, invitations, memberships, persons, resets, sessions, sign_in_tries, signing_keys, staff_pins,
};
use crate::db::{Tx, first_locked, on_engine};
use crate::words::{
    ApiKeyId, BrandId, Error, InvitationId, MembershipId, Millis, PassportId, PersonId, Result, ShopId,
};
use diesel::prelude::*;

#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = persons)]
pub struct Person {
    pub id: PersonId,
    pub email: String,
    pub name: String,
    pub name_en: String,
    pub password_hash: String,
    pub left_hand: bool,
    pub created_at: Millis,
}

#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = memberships)]
pub struct Membership {
    pub brand_id: BrandId,
    pub id: MembershipId,
    pub person_id: PersonId,
    pub role: Role,
    pub shop_id: Option<ShopId>,
    pub passport_id: Option<PassportId>,
    pub created_at: Millis,
    pub ended_at: Option<Millis>,
}

#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = invitations)]
pub struct Invitation {
    pub brand_id: BrandId,
    pub id: InvitationId,
    pub token_hash: String,
    pub role: Role,
    pub shop_id: Option<ShopId>,
    pub email: String,
    pub invited_by: Option<PersonId>,
    pub created_at: Millis,
    pub expires_at: Millis,
    pub used_at: Option<Millis>,
    /// Of a helper: for whom.
    pub passport_id: Option<PassportId>,
}

#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = api_keys)]
pub struct ApiKey {
    pub brand_id: BrandId,
    pub id: ApiKeyId,
    pub shop_id: Option<ShopId>,
    pub name: String,
    pub made_by: Option<PersonId>,
    pub created_at: Millis,
    pub ended_at: Option<Millis>,
}

#[derive(Debug, Clone, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = sessions, primary_key(token_hash), treat_none_as_null = true)]
pub struct StoredSession {
    pub token_hash: String,
    pub person_id: Option<PersonId>,
    pub state: String,
    pub expires_at: Millis,
}

pub(super) fn insert_person(tx: &mut Tx, person: &Person) -> Result<()> {
    diesel::insert_into(persons::table).values(person).execute(tx)?;
    Ok(())
}

pub fn person(tx: &mut Tx, id: PersonId) -> Result<Person> {
    Ok(on_engine!(tx, c => persons::table.find(id).get_result(c))?)
}

/// By address, already in the form [`super::rules::email`] gives.
pub fn person_by_email(tx: &mut Tx, email: &str) -> Result<Option<Person>> {
    Ok(persons::table.filter(persons::email.eq(email)).get_result(tx).optional()?)
}

pub(super) fn set_password(tx: &mut Tx, id: PersonId, hash: &str) -> Result<()> {
    diesel::update(persons::table.find(id)).set(persons::password_hash.eq(hash)).execute(tx)?;
    Ok(())
}

pub fn set_left_hand(tx: &mut Tx, id: PersonId, left: bool) -> Result<()> {
    diesel::update(persons::table.find(id)).set(persons::left_hand.eq(left)).execute(tx)?;
    Ok(())
}

pub(super) fn insert_membership(tx: &mut Tx, m: &Membership) -> Result<()> {
    diesel::insert_into(memberships::table).values(m).execute(tx)?;
    Ok(())
}

pub(super) fn end_membership(tx: &mut Tx, id: MembershipId, now: Millis) -> Result<()> {
    diesel::update(memberships::table.find(id)).set(memberships::ended_at.eq(Some(now))).execute(tx)?;
    Ok(())
}

pub fn membership(tx: &mut Tx, id: MembershipId) -> Result<Membership> {
    Ok(memberships::table.find(id).get_result(tx)?)
}

/// Who holds this passport with a sign-in of their own.
pub fn holder(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Option<PersonId>> {
    use memberships as m;
    let held = m::brand_id.eq(brand).and(m::passport_id.eq(passport)).and(m::ended_at.is_null());
    let held = m::table.filter(held.and(m::role.eq(Role::Resident))).select(m::person_id);
    Ok(on_engine!(tx, c => held.get_result(c)).optional()?)
}

/// What a person may do now, in every brand, oldest first.
pub fn memberships_of(tx: &mut Tx, person: PersonId) -> Result<Vec<Membership>> {
    use memberships as m;
    let current = m::table.filter(m::person_id.eq(person).and(m::ended_at.is_null())).order(m::id);
    Ok(on_engine!(tx, c => current.load(c))?)
}

/// The brand's current staff and officers (not its residents, nor who helps them) with their persons.
pub fn memberships_of_brand(tx: &mut Tx, brand: BrandId) -> Result<Vec<(Membership, Person)>> {
    use memberships as m;
    let works = m::role.ne_all([Role::Resident, Role::Helper]);
    let here = m::brand_id.eq(brand).and(m::ended_at.is_null()).and(works);
    Ok(m::table.inner_join(persons::table.on(persons::id.eq(m::person_id))).filter(here).order(m::id).load(tx)?)
}

/// A shop's current staff.
pub fn staff_of(tx: &mut Tx, brand: BrandId, shop: ShopId) -> Result<Vec<(Membership, Person)>> {
    use memberships as m;
    let here = m::brand_id.eq(brand).and(m::shop_id.eq(shop)).and(m::ended_at.is_null());
    Ok(m::table.inner_join(persons::table.on(persons::id.eq(m::person_id))).filter(here).order(m::id).load(tx)?)
}

/// The shops of a brand that have an owner who can sign in.
pub fn shops_with_owner(tx: &mut Tx, brand: BrandId) -> Result<Vec<ShopId>> {
    use memberships as m;
    let owners = m::brand_id.eq(brand).and(m::role.eq(Role::Owner)).and(m::ended_at.is_null());
    let ids: Vec<Option<ShopId>> = m::table.filter(owners).select(m::shop_id).load(tx)?;
    Ok(ids.into_iter().flatten().collect())
}

pub(super) fn staff_pin(tx: &mut Tx, brand: BrandId, membership: MembershipId) -> Result<Option<String>> {
    use staff_pins as s;
    let row = s::table.filter(s::brand_id.eq(brand).and(s::membership_id.eq(membership))).select(s::pin_hash);
    Ok(row.get_result(tx).optional()?)
}

/// Which of these memberships have a PIN.
pub fn staff_pins_of(tx: &mut Tx, brand: BrandId, of: &[MembershipId]) -> Result<Vec<MembershipId>> {
    use staff_pins as s;
    let some = s::table.filter(s::brand_id.eq(brand).and(s::membership_id.eq_any(of.to_vec())));
    let some = some.select(s::membership_id);
    Ok(on_engine!(tx, c => some.load(c))?)
}

pub(super) fn put_staff_pin(tx: &mut Tx, brand: BrandId, of: MembershipId, hash: &str, now: Millis) -> Result<()> {
    use staff_pins as s;
    let row = (s::brand_id.eq(brand), s::membership_id.eq(of), s::pin_hash.eq(hash), s::set_at.eq(now));
    let set = (s::pin_hash.eq(hash), s::set_at.eq(now));
    let key = (s::brand_id, s::membership_id);
    on_engine!(tx, c => diesel::insert_into(s::table).values(row).on_conflict(key).do_update().set(set).execute(c))?;
    Ok(())
}

pub(super) fn drop_staff_pin(tx: &mut Tx, brand: BrandId, of: MembershipId) -> Result<()> {
    use staff_pins as s;
    diesel::delete(s::table.filter(s::brand_id.eq(brand).and(s::membership_id.eq(of)))).execute(tx)?;
    Ok(())
}

pub(super) fn insert_invitation(tx: &mut Tx, i: &Invitation) -> Result<()> {
    diesel::insert_into(invitations::table).values(i).execute(tx)?;
    Ok(())
}

pub(super) fn invitation(tx: &mut Tx, token_hash: &str) -> Result<Option<Invitation>> {
    Ok(invitations::table.filter(invitations::token_hash.eq(token_hash)).get_result(tx).optional()?)
}

/// Marks it used; 0 where somebody was quicker.
pub(super) fn use_invitation(tx: &mut Tx, id: InvitationId, now: Millis) -> Result<usize> {
    let open = invitations::table.filter(invitations::id.eq(id).and(invitations::used_at.is_null()));
    Ok(diesel::update(open).set(invitations::used_at.eq(Some(now))).execute(tx)?)
}

/// No link to help with this passport works any more.
pub fn void_invitations(tx: &mut Tx, brand: BrandId, passport: PassportId, now: Millis) -> Result<()> {
    use invitations as i;
    let open = i::brand_id.eq(brand).and(i::passport_id.eq(passport)).and(i::used_at.is_null());
    diesel::update(i::table.filter(open)).set(i::used_at.eq(Some(now))).execute(tx)?;
    Ok(())
}

/// Invitations to work here that can still be used; whom a resident asks for help is theirs alone.
pub fn invitations_open(tx: &mut Tx, brand: BrandId, now: Millis) -> Result<Vec<Invitation>> {
    use invitations as i;
    let open = i::brand_id.eq(brand).and(i::used_at.is_null()).and(i::expires_at.gt(now));
    let open = open.and(i::role.ne(Role::Helper));
    Ok(i::table.filter(open).order(i::id.desc()).load(tx)?)
}

pub(super) fn tries(tx: &mut Tx, subject: &str) -> Result<(i64, Millis)> {
    use sign_in_tries as t;
    let row = t::table.find(subject).select((t::wrong, t::last_at)).get_result(tx).optional()?;
    Ok(row.unwrap_or((0, Millis(0))))
}

/// The same, locked until the transaction ends: many at once are counted one by one.
pub(super) fn tries_locked(tx: &mut Tx, subject: &str) -> Result<(i64, Millis)> {
    use sign_in_tries as t;
    let none = (t::subject.eq(subject), t::wrong.eq(0), t::last_at.eq(Millis(0)));
    on_engine!(tx, c => diesel::insert_into(t::table).values(none).on_conflict_do_nothing().execute(c))?;
    let row = t::table.find(subject).select((t::wrong, t::last_at));
    Ok(first_locked!(tx, row, (i64, Millis))?)
}

/// Of a subject that is [`tries_locked`].
pub(super) fn set_tries(tx: &mut Tx, subject: &str, wrong: i64, last: Millis) -> Result<()> {
    use sign_in_tries as t;
    diesel::update(t::table.find(subject)).set((t::wrong.eq(wrong), t::last_at.eq(last))).execute(tx)?;
    Ok(())
}

pub(super) fn drop_tries(tx: &mut Tx, subject: &str) -> Result<()> {
    diesel::delete(sign_in_tries::table.find(subject)).execute(tx)?;
    Ok(())
}

/// Forgets tries from before a time.
pub(super) fn forget_tries(tx: &mut Tx, before: Millis) -> Result<usize> {
    use sign_in_tries as t;
    Ok(diesel::delete(t::table.filter(t::last_at.lt(before))).execute(tx)?)
}

/// Forgets links to a new password whose time is over.
pub(super) fn forget_resets(tx: &mut Tx, now: Millis) -> Result<usize> {
    Ok(diesel::delete(resets::table.filter(resets::expires_at.lt(now))).execute(tx)?)
}

pub(super) fn insert_reset(tx: &mut Tx, token_hash: &str, person: PersonId, expires: Millis) -> Result<()> {
    use resets as r;
    let row = (r::token_hash.eq(token_hash), r::person_id.eq(person), r::expires_at.eq(expires));
    diesel::insert_into(r::table).values(row).execute(tx)?;
    Ok(())
}

pub(super) fn reset(tx: &mut Tx, token_hash: &str) -> Result<Option<(PersonId, Millis, Option<Millis>)>> {
    use resets as r;
    Ok(r::table.find(token_hash).select((r::person_id, r::expires_at, r::used_at)).get_result(tx).optional()?)
}

pub(super) fn use_reset(tx: &mut Tx, token_hash: &str, now: Millis) -> Result<usize> {
    use resets as r;
    let open = r::table.filter(r::token_hash.eq(token_hash).and(r::used_at.is_null()));
    Ok(diesel::update(open).set(r::used_at.eq(Some(now))).execute(tx)?)
}

/// No link to a new password of this person works any more.
pub(super) fn void_resets(tx: &mut Tx, person: PersonId, now: Millis) -> Result<()> {
    use resets as r;
    let open = r::table.filter(r::person_id.eq(person).and(r::used_at.is_null()));
    diesel::update(open).set(r::used_at.eq(Some(now))).execute(tx)?;
    Ok(())
}

pub(super) fn insert_api_key(tx: &mut Tx, key: &ApiKey) -> Result<()> {
    diesel::insert_into(api_keys::table).values(key).execute(tx)?;
    Ok(())
}

/// A key that has not been ended.
pub fn api_key(tx: &mut Tx, id: ApiKeyId) -> Result<Option<ApiKey>> {
    use api_keys as k;
    let live = k::table.filter(k::id.eq(id).and(k::ended_at.is_null()));
    Ok(on_engine!(tx, c => live.get_result(c)).optional()?)
}

/// The keys of a shop (or, with `None`, the coordinators') that have not been ended.
pub fn api_keys_of(tx: &mut Tx, brand: BrandId, shop: Option<ShopId>) -> Result<Vec<ApiKey>> {
    use api_keys as k;
    let here = k::table.filter(k::brand_id.eq(brand).and(k::ended_at.is_null())).order(k::id);
    Ok(match shop {
        Some(shop) => here.filter(k::shop_id.eq(shop)).load(tx)?,
        None => here.filter(k::shop_id.is_null()).load(tx)?,
    })
}

/// Ends a key of this shop (or, with `None`, of the coordinators) with effect on the next request.
pub fn end_api_key(tx: &mut Tx, brand: BrandId, shop: Option<ShopId>, id: ApiKeyId, now: Millis) -> Result<()> {
    if api_keys_of(tx, brand, shop)?.iter().all(|k| k.id != id) {
        return Err(Error::not_found());
    }
    diesel::update(api_keys::table.find(id)).set(api_keys::ended_at.eq(Some(now))).execute(tx)?;
    Ok(())
}

pub fn session(tx: &mut Tx, token_hash: &str, now: Millis) -> Result<Option<StoredSession>> {
    use sessions as s;
    let live = s::table.filter(s::token_hash.eq(token_hash).and(s::expires_at.gt(now)));
    Ok(on_engine!(tx, c => live.get_result(c)).optional()?)
}

pub(super) fn insert_session(tx: &mut Tx, session: &StoredSession) -> Result<()> {
    diesel::insert_into(sessions::table).values(session).execute(tx)?;
    Ok(())
}

/// Keeps what a session holds now. One that was ended meanwhile stays ended.
pub(super) fn update_session(tx: &mut Tx, session: &StoredSession) -> Result<()> {
    diesel::update(sessions::table.find(&session.token_hash)).set(session).execute(tx)?;
    Ok(())
}

pub fn drop_session(tx: &mut Tx, token_hash: &str) -> Result<()> {
    diesel::delete(sessions::table.find(token_hash)).execute(tx)?;
    Ok(())
}

pub(super) fn end_sessions_of(tx: &mut Tx, person: PersonId) -> Result<()> {
    diesel::delete(sessions::table.filter(sessions::person_id.eq(person))).execute(tx)?;
    Ok(())
}

/// A person's sessions, on whatever device.
pub(super) fn sessions_of(tx: &mut Tx, person: PersonId) -> Result<Vec<StoredSession>> {
    Ok(sessions::table.filter(sessions::person_id.eq(person)).load(tx)?)
}

/// Forgets sessions whose time is over.
pub(super) fn forget_sessions(tx: &mut Tx, now: Millis) -> Result<usize> {
    Ok(diesel::delete(sessions::table.filter(sessions::expires_at.le(now))).execute(tx)?)
}

/// Ids of the signing keys that still verify, oldest first.
pub(super) fn kids(tx: &mut Tx) -> Result<Vec<String>> {
    use signing_keys as k;
    Ok(k::table.filter(k::retired_at.is_null()).order((k::created_at, k::kid)).select(k::kid).load(tx)?)
}

pub(super) fn insert_kid(tx: &mut Tx, kid: &str, now: Millis) -> Result<()> {
    use signing_keys as k;
    diesel::insert_into(k::table).values((k::kid.eq(kid), k::created_at.eq(now))).execute(tx)?;
    Ok(())
}
