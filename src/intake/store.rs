//! Imported visits in the database: a batch is a handful of statements, the same on both engines.

use crate::db::schema::{acquaintances as ac, passports as p, shop_days as d, shops as s, visits as v};
use crate::db::{Tx, on_engine};
use crate::rights;
use crate::words::{Amount, BrandId, Day, Error, Millis, PassportId, Result, ShopId, VisitId, codes};
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use diesel::upsert::excluded;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt::Write;

/// A row of a file.
#[derive(Debug, Clone)]
pub struct Visit {
    pub member: String,
    pub shop: ShopId,
    pub at: Millis,
    pub day: Day,
    pub amount: Option<Amount>,
    /// What makes the row the same one when the file comes again.
    pub origin: String,
}

#[derive(Insertable)]
#[diesel(table_name = v, treat_none_as_default_value = false)]
struct NewVisit<'a> {
    brand_id: BrandId,
    id: VisitId,
    shop_id: ShopId,
    passport_id: PassportId,
    at: Millis,
    day: Day,
    amount: Option<Amount>,
    visit_points: i64,
    spend_points: i64,
    too_soon: bool,
    origin: &'a str,
    recorded_at: Millis,
}

#[derive(Insertable)]
#[diesel(table_name = p, treat_none_as_default_value = false)]
struct NewPassport<'a> {
    brand_id: BrandId,
    id: PassportId,
    code: String,
    name: &'a str,
    reading: &'a str,
    search: &'a str,
    origin: &'a str,
    last_visit_at: Millis,
    last_shop: ShopId,
    created_at: Millis,
}

#[derive(Insertable)]
#[diesel(table_name = ac, treat_none_as_default_value = false)]
struct Met {
    brand_id: BrandId,
    shop_id: ShopId,
    passport_id: PassportId,
    visits: i64,
    first_at: Millis,
    last_at: Millis,
}

#[derive(Insertable)]
#[diesel(table_name = d, treat_none_as_default_value = false)]
struct OnDay {
    brand_id: BrandId,
    shop_id: ShopId,
    day: Day,
    visits: i64,
    amount: i64,
}

/// The brand's shops by code.
pub fn shops(tx: &mut Tx, brand: BrandId) -> Result<HashMap<String, ShopId>> {
    let rows: Vec<(String, ShopId)> = s::table.filter(s::brand_id.eq(brand)).select((s::code, s::id)).load(tx)?;
    Ok(rows.into_iter().collect())
}

/// Has somebody else just taken the same key? Then a second try finds theirs.
pub fn taken(e: &DieselError) -> bool {
    matches!(e, DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _))
}

/// What became of a batch.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    pub new: u64,
    /// New rows of people who had themselves erased: they are left out for good.
    pub erased: u64,
}

/// Takes a batch in. The passports are locked first and in the order of their ids, then days and
/// acquaintances in the order of their keys, as a tap does it.
pub fn take_in(tx: &mut Tx, brand: BrandId, rows: &[Visit], now: Millis) -> Result<Taken> {
    if rows.is_empty() {
        return Ok(Taken::default());
    }
    let Holders { holders, erased } = passports(tx, brand, rows, now)?;
    let mut left_out = 0;
    let origins: Vec<&str> = rows.iter().map(|row| row.origin.as_str()).collect();
    let known: Vec<Option<String>> = on_engine!(tx, c => v::table
        .filter(v::brand_id.eq(brand).and(v::origin.eq_any(&origins)))
        .select(v::origin)
        .load(c))?;
    let known: HashSet<&str> = known.iter().flatten().map(String::as_str).collect();
    let mut new = Vec::with_capacity(rows.len());
    for row in rows.iter().filter(|row| !known.contains(row.origin.as_str())) {
        if erased.contains(row.member.as_str()) {
            left_out += 1;
            continue;
        }
        let passport = holders.get(row.member.as_str()).ok_or_else(|| Error::broken("a member is lost"))?;
        new.push((*passport, row));
    }
    let made: Vec<NewVisit<'_>> = new
        .iter()
        .map(|(passport, row)| NewVisit {
            brand_id: brand,
            id: VisitId::new(),
            shop_id: row.shop,
            passport_id: *passport,
            at: row.at,
            day: row.day,
            amount: row.amount,
            visit_points: 0,
            spend_points: 0,
            too_soon: false,
            origin: &row.origin,
            recorded_at: now,
        })
        .collect();
    if made.is_empty() {
        return Ok(Taken { new: 0, erased: left_out });
    }
    on_engine!(tx, c => diesel::insert_into(v::table).values(&made).execute(c))?;
    let mut met: BTreeMap<(PassportId, ShopId), Met> = BTreeMap::new();
    let mut days: BTreeMap<(Day, ShopId), OnDay> = BTreeMap::new();
    for (passport, row) in &new {
        let (shop_id, passport_id, at) = (row.shop, *passport, row.at);
        let first = Met { brand_id: brand, shop_id, passport_id, visits: 0, first_at: at, last_at: at };
        let seen = met.entry((passport_id, shop_id)).or_insert(first);
        seen.visits += 1;
        seen.first_at = seen.first_at.min(at);
        seen.last_at = seen.last_at.max(at);
        let empty = OnDay { brand_id: brand, shop_id, day: row.day, visits: 0, amount: 0 };
        let day = days.entry((row.day, shop_id)).or_insert(empty);
        day.visits += 1;
        day.amount += row.amount.map_or(0, |a| a.0);
    }
    add(tx, met.into_values().collect(), days.into_values().collect())?;
    Ok(Taken { new: new.len() as u64, erased: left_out })
}

fn add(tx: &mut Tx, met: Vec<Met>, days: Vec<OnDay>) -> Result<()> {
    let earlier = diesel::dsl::sql::<diesel::sql_types::BigInt>(
        "CASE WHEN excluded.first_at < acquaintances.first_at THEN excluded.first_at ELSE acquaintances.first_at END",
    );
    let later = diesel::dsl::sql::<diesel::sql_types::BigInt>(
        "CASE WHEN excluded.last_at > acquaintances.last_at THEN excluded.last_at ELSE acquaintances.last_at END",
    );
    on_engine!(tx, c => diesel::insert_into(ac::table)
        .values(&met)
        .on_conflict((ac::brand_id, ac::passport_id, ac::shop_id))
        .do_update()
        .set((ac::visits.eq(ac::visits + excluded(ac::visits)), ac::first_at.eq(earlier), ac::last_at.eq(later)))
        .execute(c))?;
    on_engine!(tx, c => diesel::insert_into(d::table)
        .values(&days)
        .on_conflict((d::brand_id, d::day, d::shop_id))
        .do_update()
        .set((d::visits.eq(d::visits + excluded(d::visits)), d::amount.eq(d::amount + excluded(d::amount))))
        .execute(c))?;
    Ok(())
}

/// Whose the rows of a batch are.
struct Holders<'a> {
    holders: HashMap<&'a str, PassportId>,
    /// Members who had themselves erased: no passport is made for them.
    erased: HashSet<&'a str>,
}

/// The passports of a batch's members. Those not seen before are made; the others learn of a later last visit.
fn passports<'a>(tx: &mut Tx, brand: BrandId, rows: &'a [Visit], now: Millis) -> Result<Holders<'a>> {
    let mut last: HashMap<&str, (Millis, ShopId)> = HashMap::new();
    for row in rows {
        let seen = last.entry(&row.member).or_insert((row.at, row.shop));
        *seen = (*seen).max((row.at, row.shop));
    }
    let members: BTreeSet<&str> = last.keys().copied().collect();
    type Known = (Option<String>, PassportId, Option<PassportId>, Millis);
    let known: Vec<Known> = on_engine!(tx, c => p::table
        .filter(p::brand_id.eq(brand).and(p::origin.eq_any(&members)))
        .select((p::origin, p::id, p::merged_into, p::last_visit_at))
        .load(c))?;
    let mut holders = HashMap::with_capacity(last.len());
    let mut later: BTreeMap<PassportId, (Millis, ShopId)> = BTreeMap::new();
    for (origin, id, merged_into, was) in known {
        let Some((member, (at, shop))) = origin.as_deref().and_then(|o| last.get_key_value(o)) else { continue };
        let id = merged_into.unwrap_or(id);
        if *at > was || merged_into.is_some() {
            let seen = later.entry(id).or_insert((*at, *shop));
            *seen = (*seen).max((*at, *shop));
        }
        holders.insert(*member, id);
    }
    touch(tx, &later)?;
    let mut new: Vec<&str> = members.into_iter().filter(|m| !holders.contains_key(m)).collect();
    let erased = erased(tx, brand, &new)?;
    new.retain(|m| !erased.contains(m));
    let made: Vec<NewPassport<'_>> = new
        .iter()
        .map(|member| NewPassport {
            brand_id: brand,
            id: PassportId::new(),
            code: codes::random(codes::PASSPORT_LEN),
            name: "",
            reading: "",
            search: "",
            origin: member,
            last_visit_at: last[member].0,
            last_shop: last[member].1,
            created_at: now,
        })
        .collect();
    if !made.is_empty() {
        on_engine!(tx, c => diesel::insert_into(p::table).values(&made).execute(c))?;
    }
    holders.extend(new.iter().zip(&made).map(|(member, passport)| (*member, passport.id)));
    Ok(Holders { holders, erased })
}

fn erased<'a>(tx: &mut Tx, brand: BrandId, members: &[&'a str]) -> Result<HashSet<&'a str>> {
    if members.is_empty() {
        return Ok(HashSet::new());
    }
    let marks: Vec<String> = members.iter().map(|m| rights::rules::mark(brand, m)).collect();
    let found: HashSet<String> = rights::erased_members(tx, brand, &marks)?.into_iter().collect();
    Ok(members.iter().zip(&marks).filter(|(_, mark)| found.contains(*mark)).map(|(m, _)| *m).collect())
}

/// Sets later last visits, in one statement. Only numbers are written into it.
fn touch(tx: &mut Tx, later: &BTreeMap<PassportId, (Millis, ShopId)>) -> Result<()> {
    if later.is_empty() {
        return Ok(());
    }
    let mut values = String::with_capacity(later.len() * 60);
    for (id, (at, shop)) in later {
        let comma = if values.is_empty() { "" } else { "," };
        write!(values, "{comma}({id},{at},{shop})").map_err(Error::broken)?;
    }
    diesel::sql_query(format!(
        "UPDATE passports SET last_visit_at = v.column2, last_shop = v.column3 FROM (VALUES {values}) AS v \
         WHERE passports.id = v.column1 AND passports.last_visit_at < v.column2"
    ))
    .execute(tx)?;
    Ok(())
}

#[cfg(test)]
pub fn number(tx: &mut Tx, sql: &str) -> Result<i64> {
    #[derive(QueryableByName)]
    struct Number {
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        n: i64,
    }
    Ok(diesel::sql_query(sql).get_result::<Number>(tx)?.n)
}

#[cfg(test)]
pub fn passport_of(tx: &mut Tx, brand: BrandId, member: &str) -> Result<PassportId> {
    Ok(p::table.filter(p::brand_id.eq(brand).and(p::origin.eq(member))).select(p::id).first(tx)?)
}
