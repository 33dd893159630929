//! Notes, looks and askings in the database.

use super::Way;
use crate::db::schema::{askings as a, looks as l, notes as n};
use crate::db::{Tx, on_engine};
use crate::passport::Sharing;
use crate::words::{BrandId, LookId, Millis, NoteId, PassportId, PersonId, Result, ShopId};
use diesel::dsl::count_star;
use diesel::prelude::*;

/// Something told of a person.
#[derive(Debug, Clone, PartialEq, Queryable, Insertable)]
#[diesel(table_name = n)]
pub struct Note {
    pub brand_id: BrandId,
    pub id: NoteId,
    pub passport_id: PassportId,
    /// Where it was told; none: by the resident on their own.
    pub shop_id: Option<ShopId>,
    pub kind: Sharing,
    /// Code of the chip that was tapped; empty where it was written.
    pub chip: String,
    pub text: String,
    /// Of what was tried: was it liked?
    pub liked: Option<bool>,
    /// The month it is about, of birthdays and gifts.
    pub month: Option<i64>,
    /// May be shared, where the resident wants; else it stays with the shop.
    pub offered: bool,
    pub written_by: Option<PersonId>,
    pub created_at: Millis,
}

/// A line of the log the resident reads.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = l)]
pub struct Look {
    pub brand_id: BrandId,
    pub id: LookId,
    pub passport_id: PassportId,
    pub shop_id: Option<ShopId>,
    pub person_id: Option<PersonId>,
    /// A kind of knowledge that was looked at, or what was changed: `shares`, `pin`, `card`, …
    pub what: String,
    pub way: Way,
    pub at: Millis,
}

pub(super) fn insert(tx: &mut Tx, note: &Note) -> Result<()> {
    diesel::insert_into(n::table).values(note).execute(tx)?;
    Ok(())
}

/// Everything told of a person, oldest first.
pub(super) fn notes(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Vec<Note>> {
    let theirs = n::table.filter(n::brand_id.eq(brand).and(n::passport_id.eq(passport)));
    Ok(on_engine!(tx, c => theirs.order(n::id).load(c))?)
}

pub(super) fn note(tx: &mut Tx, brand: BrandId, id: NoteId) -> Result<Note> {
    Ok(n::table.filter(n::brand_id.eq(brand).and(n::id.eq(id))).get_result(tx)?)
}

pub(super) fn delete(tx: &mut Tx, brand: BrandId, id: NoteId) -> Result<()> {
    diesel::delete(n::table.filter(n::brand_id.eq(brand).and(n::id.eq(id)))).execute(tx)?;
    Ok(())
}

pub(super) fn set_offered(tx: &mut Tx, brand: BrandId, id: NoteId, offered: bool) -> Result<()> {
    let row = n::table.filter(n::brand_id.eq(brand).and(n::id.eq(id)));
    diesel::update(row).set(n::offered.eq(offered)).execute(tx)?;
    Ok(())
}

pub(super) fn insert_look(tx: &mut Tx, look: &Look) -> Result<()> {
    diesel::insert_into(l::table).values(look).execute(tx)?;
    Ok(())
}

/// Was the same looked at by the same, the same way, since a time?
pub(super) fn looked_since(tx: &mut Tx, look: &Look, since: Millis) -> Result<bool> {
    let theirs = l::brand_id.eq(look.brand_id).and(l::passport_id.eq(look.passport_id)).and(l::at.gt(since));
    let lately: Vec<Look> = on_engine!(tx, c => l::table.filter(theirs).load(c))?;
    let who = |l: &Look| (l.shop_id, l.person_id, l.way, l.what.clone());
    Ok(lately.iter().any(|l| who(l) == who(look)))
}

/// Who looked at what and who changed what, newest first.
pub fn looks(tx: &mut Tx, brand: BrandId, passport: PassportId, limit: i64) -> Result<Vec<Look>> {
    let theirs = l::table.filter(l::brand_id.eq(brand).and(l::passport_id.eq(passport)));
    Ok(theirs.order((l::at.desc(), l::id.desc())).limit(limit).load(tx)?)
}

/// What became of each thing this counter might have said to somebody.
pub(super) fn heard(
    tx: &mut Tx,
    brand: BrandId,
    passport: PassportId,
    shop: ShopId,
) -> Result<Vec<(String, String, Millis)>> {
    let here = a::brand_id.eq(brand).and(a::passport_id.eq(passport)).and(a::shop_id.eq(shop));
    Ok(a::table.filter(here).select((a::subject, a::outcome, a::at)).load(tx)?)
}

/// How often this counter said and skipped things of each sort, whomever to.
pub(super) fn learned(tx: &mut Tx, brand: BrandId, shop: ShopId) -> Result<Vec<(String, String, i64)>> {
    let here = a::table.filter(a::brand_id.eq(brand).and(a::shop_id.eq(shop)));
    Ok(here.group_by((a::about, a::outcome)).select((a::about, a::outcome, count_star())).load(tx)?)
}

/// What became of one subject: the row's key and the rest.
pub(super) struct Heard<'a> {
    pub(super) brand: BrandId,
    pub(super) passport: PassportId,
    pub(super) shop: ShopId,
    pub(super) subject: &'a str,
    pub(super) about: &'a str,
    pub(super) outcome: &'a str,
}

pub(super) fn put_asking(tx: &mut Tx, h: &Heard<'_>, now: Millis) -> Result<()> {
    let key = (a::brand_id.eq(h.brand), a::passport_id.eq(h.passport), a::shop_id.eq(h.shop), a::subject.eq(h.subject));
    let set = (a::about.eq(h.about), a::outcome.eq(h.outcome), a::at.eq(now));
    on_engine!(tx, c => diesel::insert_into(a::table)
        .values((key, set))
        .on_conflict((a::brand_id, a::passport_id, a::shop_id, a::subject))
        .do_update()
        .set(set)
        .execute(c))?;
    Ok(())
}

/// A look to be written.
pub(super) fn look(
    brand: BrandId,
    passport: PassportId,
    shop: Option<ShopId>,
    person: Option<PersonId>,
    what: &str,
    way: Way,
    now: Millis,
) -> Look {
    Look {
        brand_id: brand,
        id: LookId::new(),
        passport_id: passport,
        shop_id: shop,
        person_id: person,
        what: what.to_owned(),
        way,
        at: now,
    }
}
