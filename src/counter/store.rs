//! Visits, redemptions and answers in the database.

use super::answers::Asked;
use crate::db::schema::{
    answers as a, clerk_days, corrections as k, passports, redemptions as r, reversals as u, shop_days as d,
    visits as v,
};
use crate::db::{Tx, on_engine, statement};
use crate::words::{
    Amount, BrandId, CorrectionId, Day, Millis, PassportId, PersonId, Points, RedemptionId, Result, ShopId, VisitId,
};
use diesel::prelude::*;

/// What a tap recorded.
#[derive(Debug, Clone, Queryable)]
pub struct Visit {
    pub brand_id: BrandId,
    pub id: VisitId,
    pub shop_id: ShopId,
    pub passport_id: PassportId,
    pub at: Millis,
    pub day: Day,
    pub amount: Option<Amount>,
    pub visit_points: Points,
    pub spend_points: Points,
    pub too_soon: bool,
    pub staff_id: Option<PersonId>,
    pub origin: Option<String>,
    pub recorded_at: Millis,
    pub reversed_at: Option<Millis>,
}

/// Points used at a counter.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = r)]
pub struct Redemption {
    pub brand_id: BrandId,
    pub id: RedemptionId,
    pub shop_id: ShopId,
    pub passport_id: PassportId,
    pub points: Points,
    pub at: Millis,
    pub day: Day,
    pub staff_id: Option<PersonId>,
    pub reversed_at: Option<Millis>,
}

/// An amount that was put right: what it was, what it is, and the visit's points before and after.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = k)]
pub struct Correction {
    pub brand_id: BrandId,
    pub id: CorrectionId,
    pub visit_id: VisitId,
    pub amount_before: Option<Amount>,
    pub amount_after: Option<Amount>,
    pub points_before: Points,
    pub points_after: Points,
    pub staff_id: Option<PersonId>,
    /// The owner who gave their word, where that was needed.
    pub approved_by: Option<PersonId>,
    pub at: Millis,
}

/// Who undid a visit or a redemption.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = u)]
pub struct Undoing {
    pub brand_id: BrandId,
    /// Id of the visit or redemption.
    pub about: i64,
    pub staff_id: Option<PersonId>,
    pub approved_by: Option<PersonId>,
    pub at: Millis,
}

statement!(
    InsertVisit {
        brand: i64, id: i64, shop: i64, passport: i64, at: i64, day: i64, amount: Option<i64>, visit_points: i64,
        spend_points: i64, too_soon: bool, staff: Option<i64>, recorded: i64
    }
    "INSERT INTO visits (brand_id, id, shop_id, passport_id, at, day, amount, visit_points, spend_points, too_soon, "
    "staff_id, recorded_at) VALUES (" brand ", " id ", " shop ", " passport ", " at ", " day ", " amount ", "
    visit_points ", " spend_points ", " too_soon ", " staff ", " recorded ")"
);

pub(super) fn insert_visit(tx: &mut Tx, visit: &Visit) -> Result<()> {
    let insert = InsertVisit {
        brand: visit.brand_id.0,
        id: visit.id.0,
        shop: visit.shop_id.0,
        passport: visit.passport_id.0,
        at: visit.at.0,
        day: visit.day.0,
        amount: visit.amount.map(|a| a.0),
        visit_points: visit.visit_points.0,
        spend_points: visit.spend_points.0,
        too_soon: visit.too_soon,
        staff: visit.staff_id.map(|s| s.0),
        recorded: visit.recorded_at.0,
    };
    on_engine!(tx, c => insert.execute(c))?;
    Ok(())
}

/// A visit of this shop, or "not found".
pub fn visit(tx: &mut Tx, brand: BrandId, shop: ShopId, id: VisitId) -> Result<Visit> {
    Ok(v::table.filter(v::brand_id.eq(brand).and(v::shop_id.eq(shop)).and(v::id.eq(id))).get_result(tx)?)
}

/// A redemption of this shop, or "not found".
pub fn redemption(tx: &mut Tx, brand: BrandId, shop: ShopId, id: RedemptionId) -> Result<Redemption> {
    Ok(r::table.filter(r::brand_id.eq(brand).and(r::shop_id.eq(shop)).and(r::id.eq(id))).get_result(tx)?)
}

/// The latest visit here that earned, strictly within two times: what the cooldown looks at, both ways.
pub(super) fn counted_between(
    tx: &mut Tx,
    brand: BrandId,
    shop: ShopId,
    passport: PassportId,
    after: Millis,
    before: Millis,
) -> Result<Option<Millis>> {
    let near = v::brand_id
        .eq(brand)
        .and(v::passport_id.eq(passport))
        .and(v::shop_id.eq(shop))
        .and(v::at.gt(after))
        .and(v::at.lt(before))
        .and(v::too_soon.eq(false))
        .and(v::reversed_at.is_null())
        .and(v::origin.is_null());
    Ok(v::table.filter(near).order(v::at.desc()).select(v::at).get_result(tx).optional()?)
}

/// The last visit here that stands and is earlier than a time, imported ones too.
pub(super) fn last_before(
    tx: &mut Tx,
    brand: BrandId,
    shop: ShopId,
    passport: PassportId,
    before: Millis,
) -> Result<Option<Millis>> {
    let earlier = v::brand_id
        .eq(brand)
        .and(v::passport_id.eq(passport))
        .and(v::shop_id.eq(shop))
        .and(v::at.lt(before))
        .and(v::reversed_at.is_null());
    Ok(v::table.filter(earlier).order(v::at.desc()).select(v::at).first(tx).optional()?)
}

pub(super) fn insert_redemption(tx: &mut Tx, redemption: &Redemption) -> Result<()> {
    diesel::insert_into(r::table).values(redemption).execute(tx)?;
    Ok(())
}

/// 0 where it was undone before.
pub(super) fn mark_visit_reversed(tx: &mut Tx, brand: BrandId, id: VisitId, now: Millis) -> Result<usize> {
    let stands = v::table.filter(v::brand_id.eq(brand).and(v::id.eq(id)).and(v::reversed_at.is_null()));
    Ok(diesel::update(stands).set(v::reversed_at.eq(Some(now))).execute(tx)?)
}

/// 0 where it was undone before.
pub(super) fn mark_redemption_reversed(tx: &mut Tx, brand: BrandId, id: RedemptionId, now: Millis) -> Result<usize> {
    let stands = r::table.filter(r::brand_id.eq(brand).and(r::id.eq(id)).and(r::reversed_at.is_null()));
    Ok(diesel::update(stands).set(r::reversed_at.eq(Some(now))).execute(tx)?)
}

pub(super) fn insert_undoing(tx: &mut Tx, undoing: &Undoing) -> Result<()> {
    diesel::insert_into(u::table).values(undoing).execute(tx)?;
    Ok(())
}

/// Who undid this visit or redemption; none where that was before it was written down.
pub fn undoing(tx: &mut Tx, brand: BrandId, about: i64) -> Result<Option<Undoing>> {
    Ok(u::table.filter(u::brand_id.eq(brand).and(u::about.eq(about))).get_result(tx).optional()?)
}

pub(super) fn insert_correction(tx: &mut Tx, correction: &Correction) -> Result<()> {
    diesel::insert_into(k::table).values(correction).execute(tx)?;
    Ok(())
}

/// What was put right about a visit, oldest first.
pub fn corrections(tx: &mut Tx, brand: BrandId, visit: VisitId) -> Result<Vec<Correction>> {
    Ok(k::table.filter(k::brand_id.eq(brand).and(k::visit_id.eq(visit))).order(k::id).load(tx)?)
}

/// The visit as it is right, and its shop's day with it.
pub(super) fn put_right(tx: &mut Tx, visit: &Visit, amount: Option<Amount>, spend: Points) -> Result<()> {
    let row = v::table.filter(v::brand_id.eq(visit.brand_id).and(v::id.eq(visit.id)));
    diesel::update(row).set((v::amount.eq(amount), v::spend_points.eq(spend))).execute(tx)?;
    let more = amount.map_or(0, |a| a.0) - visit.amount.map_or(0, |a| a.0);
    let day = d::brand_id.eq(visit.brand_id).and(d::shop_id.eq(visit.shop_id)).and(d::day.eq(visit.day));
    diesel::update(d::table.filter(day)).set(d::amount.eq(d::amount + more)).execute(tx)?;
    Ok(())
}

statement!(
    GiveOnDay { brand: i64, staff: i64, day: i64, points: i64 }
    "INSERT INTO clerk_days (brand_id, staff_id, day, points) VALUES (" brand ", " staff ", " day ", " points
    ") ON CONFLICT (brand_id, staff_id, day) DO UPDATE SET points = clerk_days.points + excluded.points"
);

/// A member of staff gives points on a day, or takes them back; what that day comes to now. Its row is locked from here on.
pub(super) fn give_on_day(tx: &mut Tx, brand: BrandId, staff: PersonId, day: Day, points: i64) -> Result<Points> {
    use clerk_days as c;
    let give = GiveOnDay { brand: brand.0, staff: staff.0, day: day.0, points };
    on_engine!(tx, conn => give.execute(conn))?;
    let row = c::table.find((brand, staff, day)).select(c::points);
    Ok(on_engine!(tx, conn => row.get_result(conn))?)
}

statement!(
    AddToDay { brand: i64, shop: i64, day: i64, amount: i64 }
    "INSERT INTO shop_days (brand_id, shop_id, day, visits, amount) VALUES (" brand ", " shop ", " day ", 1, " amount
    ") ON CONFLICT (brand_id, day, shop_id) DO UPDATE SET visits = shop_days.visits + 1, "
    "amount = shop_days.amount + excluded.amount"
);

/// Adds a visit to its shop's day.
pub(super) fn add_to_day(tx: &mut Tx, visit: &Visit) -> Result<()> {
    let amount = visit.amount.map_or(0, |a| a.0);
    let add = AddToDay { brand: visit.brand_id.0, shop: visit.shop_id.0, day: visit.day.0, amount };
    on_engine!(tx, c => add.execute(c))?;
    Ok(())
}

/// Takes an undone visit from its shop's day.
pub(super) fn take_from_day(tx: &mut Tx, visit: &Visit) -> Result<()> {
    let amount = visit.amount.map_or(0, |a| a.0);
    let row = d::brand_id.eq(visit.brand_id).and(d::shop_id.eq(visit.shop_id)).and(d::day.eq(visit.day));
    diesel::update(d::table.filter(row))
        .set((d::visits.eq(d::visits - 1), d::amount.eq(d::amount - amount)))
        .execute(tx)?;
    Ok(())
}

/// The shop's latest visits recorded since a time that stand, with the names; newest first.
pub fn latest(tx: &mut Tx, brand: BrandId, shop: ShopId, since: Millis, limit: i64) -> Result<Vec<(Visit, String)>> {
    let here = v::brand_id.eq(brand).and(v::shop_id.eq(shop)).and(v::recorded_at.ge(since));
    Ok(v::table
        .inner_join(passports::table.on(passports::id.eq(v::passport_id)))
        .filter(here.and(v::reversed_at.is_null()).and(v::origin.is_null()))
        .order(v::id.desc())
        .limit(limit)
        .select((v::all_columns, passports::name))
        .load(tx)?)
}

/// How many visits a shop has had on a day.
pub fn visits_today(tx: &mut Tx, brand: BrandId, shop: ShopId, day: Day) -> Result<i64> {
    let row = d::table.filter(d::brand_id.eq(brand).and(d::shop_id.eq(shop)).and(d::day.eq(day)));
    Ok(row.select(d::visits).get_result(tx).optional()?.unwrap_or(0))
}

/// Content hash and answer of a key.
pub(super) fn answer(tx: &mut Tx, asked: &Asked) -> Result<Option<(String, String)>> {
    let row = a::table
        .filter(
            a::brand_id
                .eq(asked.brand)
                .and(a::caller.eq(&asked.caller))
                .and(a::operation.eq(asked.operation))
                .and(a::key.eq(&asked.key)),
        )
        .select((a::content_hash, a::answer));
    Ok(on_engine!(tx, c => row.get_result(c)).optional()?)
}

pub(super) fn insert_answer(
    tx: &mut Tx,
    asked: &Asked,
    hash: &str,
    answer: &str,
    about: Option<PassportId>,
    now: Millis,
) -> Result<()> {
    let row = (
        a::brand_id.eq(asked.brand),
        a::caller.eq(&asked.caller),
        a::operation.eq(asked.operation),
        a::key.eq(&asked.key),
        a::content_hash.eq(hash),
        a::answer.eq(answer),
        a::at.eq(now),
        a::about.eq(about),
    );
    on_engine!(tx, c => diesel::insert_into(a::table).values(row).execute(c))?;
    Ok(())
}

/// Who is named as the caller of a key that is spent.
const NOBODY: &str = "nobody";
/// What makes a person anew.
const MAKINGS: [&str; 2] = ["register", "join"];

/// The keys under which these passports were made: caller, operation, key and when.
pub(super) fn makings_about(
    tx: &mut Tx,
    brand: BrandId,
    passports: &[PassportId],
) -> Result<Vec<(String, String, String, Millis)>> {
    let made = a::brand_id.eq(brand).and(a::about.eq_any(passports.to_vec())).and(a::operation.eq_any(MAKINGS));
    Ok(a::table.filter(made).select((a::caller, a::operation, a::key, a::at)).load(tx)?)
}

pub(super) fn insert_spent(tx: &mut Tx, brand: BrandId, operation: &str, key: &str, at: Millis) -> Result<()> {
    let row = (
        a::brand_id.eq(brand),
        a::caller.eq(NOBODY),
        a::operation.eq(operation),
        a::key.eq(key),
        a::content_hash.eq(""),
        a::answer.eq("null"),
        a::at.eq(at),
    );
    on_engine!(tx, c => diesel::insert_into(a::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

pub(super) fn spent(tx: &mut Tx, brand: BrandId, operation: &str, key: &str) -> Result<bool> {
    let row = a::table
        .filter(a::brand_id.eq(brand).and(a::caller.eq(NOBODY)).and(a::operation.eq(operation)).and(a::key.eq(key)))
        .select(a::at);
    Ok(on_engine!(tx, c => row.get_result::<Millis>(c)).optional()?.is_some())
}

/// Those from before it was written down whom an answer is about are known by the passport's code in them.
pub(super) fn forget_answers_about(
    tx: &mut Tx,
    brand: BrandId,
    passports: &[PassportId],
    codes: &[String],
) -> Result<()> {
    let about = a::brand_id.eq(brand).and(a::about.eq_any(passports.to_vec()));
    diesel::delete(a::table.filter(about)).execute(tx)?;
    for code in codes {
        let named = a::brand_id.eq(brand).and(a::about.is_null()).and(a::answer.like(format!("%\"{code}\"%")));
        diesel::delete(a::table.filter(named)).execute(tx)?;
    }
    Ok(())
}

pub(super) fn forget_answers(tx: &mut Tx, before: Millis) -> Result<usize> {
    Ok(diesel::delete(a::table.filter(a::at.lt(before))).execute(tx)?)
}
