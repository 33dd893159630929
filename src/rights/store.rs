//! Erasures, and what they take away, in the database.

use crate::db::schema::{
    answers, askings, cards, cases, erasures as e, invitations as inv, likes, looks, memberships as m, notes,
    objections, pass_keys, passports as p, persons, pin_tries, queued_taps, resets, sessions, shares,
    sign_in_tries as tries, slips, spent_passes,
};
use crate::db::{Tx, on_engine};
use crate::passport::{Passport, rules::gone};
use crate::people::Role;
use crate::queue::Outcome;
use crate::words::{BrandId, CardId, Millis, PassportId, PersonId, Result};
use diesel::prelude::*;

/// A passport whose person was erased.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = e)]
pub struct Erasure {
    pub brand_id: BrandId,
    pub passport_id: PassportId,
    pub at: Millis,
    /// [`super::rules::mark`] of the name an import knew them by.
    pub member: Option<String>,
}

/// Every erasure, of every brand.
pub fn all(tx: &mut Tx) -> Result<Vec<Erasure>> {
    Ok(e::table.order((e::at, e::passport_id)).load(tx)?)
}

pub(super) fn is_known(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<bool> {
    let row = e::table.filter(e::brand_id.eq(brand).and(e::passport_id.eq(passport))).select(e::at);
    Ok(row.get_result::<Millis>(tx).optional()?.is_some())
}

pub(super) fn remember(tx: &mut Tx, erasure: &Erasure) -> Result<()> {
    let row = erasure.clone();
    on_engine!(tx, c => diesel::insert_into(e::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// Which of these marks are of people who were erased.
pub fn erased_members(tx: &mut Tx, brand: BrandId, marks: &[String]) -> Result<Vec<String>> {
    let here = e::table.filter(e::brand_id.eq(brand).and(e::member.eq_any(marks.to_vec()))).select(e::member);
    let rows: Vec<Option<String>> = on_engine!(tx, c => here.load(c))?;
    Ok(rows.into_iter().flatten().collect())
}

/// The passports that became this one.
pub(super) fn merged_into(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Vec<Passport>> {
    Ok(p::table.filter(p::brand_id.eq(brand).and(p::merged_into.eq(passport))).order(p::id).load(tx)?)
}

/// What was told of them, what they like and share, who looked: all of it.
pub(super) fn forget_told(tx: &mut Tx, brand: BrandId, passports: &[PassportId]) -> Result<()> {
    macro_rules! forget {
        ($($table:ident),*) => {$(
            let theirs = $table::brand_id.eq(brand).and($table::passport_id.eq_any(passports.to_vec()));
            diesel::delete($table::table.filter(theirs)).execute(tx)?;
        )*};
    }
    forget!(notes, likes, shares, looks, askings, pin_tries, pass_keys, spent_passes);
    let theirs = queued_taps::brand_id.eq(brand).and(queued_taps::passport_id.eq_any(ids(passports)));
    diesel::update(queued_taps::table.filter(theirs))
        .set((queued_taps::jws.eq(""), queued_taps::card.eq("")))
        .execute(tx)?;
    // What leads to nobody may still name them in what was signed: of that the hash is enough.
    let nobodys = queued_taps::brand_id.eq(brand).and(queued_taps::passport_id.is_null());
    let decided = queued_taps::outcome.ne(Outcome::Waiting);
    diesel::update(queued_taps::table.filter(nobodys.and(decided))).set(queued_taps::jws.eq("")).execute(tx)?;
    let asked: Vec<String> = passports.iter().map(|id| format!("passport:{id}")).collect();
    diesel::delete(answers::table.filter(answers::brand_id.eq(brand).and(answers::caller.eq_any(asked))))
        .execute(tx)?;
    Ok(())
}

/// The words of cases and slips; their points stay with the books. Nobody waits for what was promised or is sent on.
pub(super) fn forget_words(tx: &mut Tx, brand: BrandId, passports: &[PassportId], now: Millis) -> Result<()> {
    let theirs = cases::brand_id.eq(brand).and(cases::passport_id.eq_any(passports.to_vec()));
    let open = cases::table.filter(theirs.clone().and(cases::kept_at.is_null()));
    diesel::update(open).set(cases::kept_at.eq(Some(now))).execute(tx)?;
    diesel::update(cases::table.filter(theirs)).set((cases::what.eq(""), cases::promise.eq(""))).execute(tx)?;
    let theirs = slips::brand_id.eq(brand).and(slips::passport_id.eq_any(passports.to_vec()));
    let open = theirs.clone().and(slips::redeemed_at.is_null()).and(slips::withdrawn_at.is_null());
    diesel::update(slips::table.filter(open)).set(slips::withdrawn_at.eq(Some(now))).execute(tx)?;
    diesel::update(slips::table.filter(theirs)).set(slips::reason.eq("")).execute(tx)?;
    Ok(())
}

pub(super) fn forget_tries(tx: &mut Tx, passports: &[PassportId]) -> Result<()> {
    let subjects: Vec<String> =
        passports.iter().flat_map(|id| [format!("claim:{id}"), format!("passport:{id}")]).collect();
    diesel::delete(tries::table.filter(tries::subject.eq_any(subjects))).execute(tx)?;
    Ok(())
}

/// The cards show nothing any more, and stand on no sheet.
pub(super) fn forget_cards(tx: &mut Tx, brand: BrandId, passports: &[PassportId], now: Millis) -> Result<()> {
    let theirs = cards::table.filter(cards::brand_id.eq(brand).and(cards::passport_id.eq_any(passports.to_vec())));
    let held: Vec<(CardId, Option<Millis>)> = theirs.select((cards::id, cards::revoked_at)).load(tx)?;
    for (id, revoked) in held {
        diesel::update(cards::table.filter(cards::id.eq(id)))
            .set((
                cards::token.eq(gone(id.0)),
                cards::code.eq(gone(id.0)),
                cards::claim_hash.eq(None::<String>),
                cards::batch.eq(None::<i64>),
                cards::revoked_at.eq(Some(revoked.unwrap_or(now))),
            ))
            .execute(tx)?;
    }
    Ok(())
}

pub(super) fn forget_passport(tx: &mut Tx, brand: BrandId, id: PassportId) -> Result<()> {
    diesel::update(p::table.filter(p::brand_id.eq(brand).and(p::id.eq(id))))
        .set((
            p::code.eq(gone(id.0)),
            p::name.eq(""),
            p::reading.eq(""),
            p::search.eq(""),
            p::pin_hash.eq(None::<String>),
            p::origin.eq(None::<String>),
        ))
        .execute(tx)?;
    Ok(())
}

/// Who holds these passports with a sign-in, or held them before they were merged; not who only helps.
pub(super) fn holders(tx: &mut Tx, brand: BrandId, passports: &[PassportId]) -> Result<Vec<PersonId>> {
    let held = m::brand_id.eq(brand).and(m::passport_id.eq_any(ids(passports))).and(m::role.eq(Role::Resident));
    Ok(m::table.filter(held).select(m::person_id).distinct().load(tx)?)
}

pub(super) fn forget_memberships(tx: &mut Tx, brand: BrandId, passports: &[PassportId]) -> Result<()> {
    let held = m::brand_id.eq(brand).and(m::passport_id.eq_any(ids(passports)));
    diesel::delete(m::table.filter(held)).execute(tx)?;
    Ok(())
}

/// As columns that may be empty hold them.
fn ids(passports: &[PassportId]) -> Vec<Option<PassportId>> {
    passports.iter().copied().map(Some).collect()
}

/// The sign-in: nobody can use it or find it; its number stays where staff wrote it.
pub(super) fn forget_person(tx: &mut Tx, id: PersonId) -> Result<()> {
    let email: String = persons::table.find(id).select(persons::email).get_result(tx)?;
    diesel::delete(sessions::table.filter(sessions::person_id.eq(id))).execute(tx)?;
    diesel::delete(resets::table.filter(resets::person_id.eq(id))).execute(tx)?;
    diesel::update(objections::table.filter(objections::person_id.eq(id)))
        .set((objections::person_id.eq(None::<PersonId>), objections::reason.eq("")))
        .execute(tx)?;
    let subjects = [format!("sign-in:{email}"), format!("reset:{email}")];
    diesel::delete(tries::table.filter(tries::subject.eq_any(subjects))).execute(tx)?;
    diesel::update(inv::table.filter(inv::email.eq(&email))).set(inv::email.eq("")).execute(tx)?;
    diesel::update(persons::table.find(id))
        .set((
            persons::email.eq(gone(id.0)),
            persons::name.eq(""),
            persons::name_en.eq(""),
            persons::password_hash.eq(""),
        ))
        .execute(tx)?;
    Ok(())
}
