//! Sums over ledger, statements and visits, by month. Rows of single people stay in the database.

use crate::books::LineCode;
use crate::db::schema::{redemptions as r, statement_lines as l, statements as s};
use crate::db::{Tx, on_engine};
use crate::ledger::Kind;
use crate::words::{Amount, BrandId, Day, Error, Millis, MonthId, Result, ShopId, time};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

/// A line of some shop's statement.
#[derive(Queryable)]
pub(super) struct Told {
    pub shop: ShopId,
    pub code: LineCode,
    pub other: Option<ShopId>,
    pub count: i64,
    pub points: i64,
    pub money: Amount,
}

/// The lines of all statements of a month.
pub(super) fn lines(tx: &mut Tx, brand: BrandId, month: MonthId) -> Result<Vec<Told>> {
    Ok(l::table
        .inner_join(s::table.on(s::id.eq(l::statement_id)))
        .filter(l::brand_id.eq(brand).and(s::brand_id.eq(brand)).and(s::month_id.eq(month)))
        .select((s::shop_id, l::code, l::other_shop, l::count, l::points, l::money))
        .load(tx)?)
}

/// The shops that have a statement of a month.
pub(super) fn told(tx: &mut Tx, brand: BrandId, month: MonthId) -> Result<Vec<ShopId>> {
    Ok(s::table.filter(s::brand_id.eq(brand).and(s::month_id.eq(month))).select(s::shop_id).load(tx)?)
}

#[derive(QueryableByName)]
struct Balance {
    #[diesel(sql_type = Text)]
    kind: String,
    #[diesel(sql_type = BigInt)]
    amount: i64,
}

/// Credits less debits of all accounts of a kind.
pub(super) fn balances(tx: &mut Tx, brand: BrandId) -> Result<Vec<(Kind, i64)>> {
    let text = "SELECT kind, CAST(SUM(credits_posted) - SUM(debits_posted) AS BIGINT) AS amount FROM accounts \
        WHERE brand_id = $1 GROUP BY kind";
    let rows: Vec<Balance> = on_engine!(tx, c => diesel::sql_query(text).bind::<BigInt, _>(brand.0).load(c))?;
    let kind = |row: Balance| {
        let kind = Kind::parse(&row.kind).ok_or_else(|| Error::broken(format!("no kind of account: {}", row.kind)))?;
        Ok((kind, row.amount))
    };
    rows.into_iter().map(kind).collect()
}

/// In which of the months a time lies, as SQL: times are numbers, and each month goes up to its end.
fn nth(column: &str, ends: &[Millis]) -> String {
    let mut text = String::from("CAST(CASE");
    for (nth, end) in ends.iter().enumerate() {
        text.push_str(&format!(" WHEN {column} < {} THEN {nth}", end.0));
    }
    text + " ELSE -1 END AS BIGINT)"
}

#[derive(QueryableByName)]
pub(super) struct Earning {
    #[diesel(sql_type = BigInt)]
    pub nth: i64,
    #[diesel(sql_type = BigInt)]
    pub shop: i64,
    #[diesel(sql_type = BigInt)]
    pub count: i64,
    #[diesel(sql_type = BigInt)]
    pub hundreds: i64,
    #[diesel(sql_type = BigInt)]
    pub visit_points: i64,
    #[diesel(sql_type = BigInt)]
    pub spend_points: i64,
}

/// The visits that earned and stand, of each month (from a time on, up to the months' ends) and shop.
pub(super) fn earning(tx: &mut Tx, brand: BrandId, from: Millis, ends: &[Millis]) -> Result<Vec<Earning>> {
    let until = ends.last().copied().unwrap_or(from);
    let text = format!(
        "SELECT {} AS nth, shop_id AS shop, COUNT(*) AS count, CAST(SUM(COALESCE(amount, 0) / 100) AS BIGINT) AS hundreds, \
         CAST(SUM(visit_points) AS BIGINT) AS visit_points, CAST(SUM(spend_points) AS BIGINT) AS spend_points FROM visits \
         WHERE brand_id = $1 AND recorded_at >= $2 AND recorded_at < $3 AND origin IS NULL AND NOT too_soon \
         AND reversed_at IS NULL GROUP BY 1, 2",
        nth("recorded_at", ends)
    );
    Ok(on_engine!(tx, c => diesel::sql_query(&text)
        .bind::<BigInt, _>(brand.0)
        .bind::<BigInt, _>(from.0)
        .bind::<BigInt, _>(until.0)
        .load(c))?)
}

#[derive(QueryableByName)]
pub(super) struct Granted {
    #[diesel(sql_type = BigInt)]
    pub nth: i64,
    #[diesel(sql_type = Text)]
    pub kind: String,
    #[diesel(sql_type = BigInt)]
    pub points: i64,
}

#[derive(QueryableByName)]
pub(super) struct Used {
    #[diesel(sql_type = BigInt)]
    pub nth: i64,
    #[diesel(sql_type = BigInt)]
    pub from_shop: i64,
    #[diesel(sql_type = BigInt)]
    pub to_shop: i64,
    #[diesel(sql_type = BigInt)]
    pub count: i64,
}

/// Slips that were used in each month, from shop to shop: counted by themselves, since a welcome of nothing moves nothing.
pub(super) fn slips_used(tx: &mut Tx, brand: BrandId, from: Millis, ends: &[Millis]) -> Result<Vec<Used>> {
    let until = ends.last().copied().unwrap_or(from);
    let text = format!(
        "SELECT {} AS nth, from_shop, to_shop, COUNT(*) AS count FROM slips \
         WHERE brand_id = $1 AND redeemed_at >= $2 AND redeemed_at < $3 AND visit_id IS NOT NULL GROUP BY 1, 2, 3",
        nth("redeemed_at", ends)
    );
    Ok(on_engine!(tx, c => diesel::sql_query(&text)
        .bind::<BigInt, _>(brand.0)
        .bind::<BigInt, _>(from.0)
        .bind::<BigInt, _>(until.0)
        .load(c))?)
}

/// Points that fund and sponsors gave to passports in each month, less what was undone.
pub(super) fn granted(tx: &mut Tx, brand: BrandId, from: Millis, ends: &[Millis]) -> Result<Vec<Granted>> {
    let until = ends.last().copied().unwrap_or(from);
    let nth = nth("t.posted_at", ends);
    let half = |sign: &str, own: &str, other: &str| {
        format!(
            "SELECT {nth} AS nth, a.kind AS kind, {sign} t.amount AS points FROM accounts a JOIN transfers t ON t.{own}_account = a.id \
             JOIN accounts o ON o.id = t.{other}_account WHERE a.brand_id = $1 AND a.kind IN ('fund', 'sponsor') \
             AND o.kind IN ('passport', 'debt') AND t.posted_at >= $2 AND t.posted_at < $3"
        )
    };
    let text = format!(
        "SELECT nth, kind, CAST(SUM(points) AS BIGINT) AS points FROM \
         ({} UNION ALL {}) AS moved GROUP BY 1, 2",
        half("", "debit", "credit"),
        half("-", "credit", "debit")
    );
    Ok(on_engine!(tx, c => diesel::sql_query(&text)
        .bind::<BigInt, _>(brand.0)
        .bind::<BigInt, _>(from.0)
        .bind::<BigInt, _>(until.0)
        .load(c))?)
}

/// Points used on each day since one, less what was taken back. (`verify` proves that the ledger says the same.)
pub(super) fn used(tx: &mut Tx, brand: BrandId, since: Day) -> Result<Vec<(Day, i64)>> {
    let stand = r::brand_id.eq(brand).and(r::day.ge(since)).and(r::reversed_at.is_null());
    let sum = sql::<BigInt>("CAST(SUM(points) AS BIGINT)");
    Ok(r::table.filter(stand).group_by(r::day).select((r::day, sum)).load(tx)?)
}

/// Points by a day: how many people's, and how many points.
#[derive(QueryableByName)]
pub(super) struct OfDay {
    #[diesel(sql_type = BigInt)]
    pub day: i64,
    #[diesel(sql_type = BigInt)]
    pub people: i64,
    #[diesel(sql_type = BigInt)]
    pub points: i64,
}

/// What passports hold, by the day of their last visit.
pub(super) fn held(tx: &mut Tx, brand: BrandId, offset: i64) -> Result<Vec<OfDay>> {
    let text = format!(
        "SELECT (p.last_visit_at + $1) / {} AS day, COUNT(*) AS people, \
         CAST(SUM(a.credits_posted - a.debits_posted) AS BIGINT) AS points FROM accounts a \
         JOIN passports p ON p.id = a.owner_id AND p.brand_id = a.brand_id \
         WHERE a.brand_id = $2 AND a.kind = 'passport' AND a.credits_posted > a.debits_posted GROUP BY 1",
        time::DAY
    );
    Ok(on_engine!(tx, c => diesel::sql_query(&text).bind::<BigInt, _>(offset).bind::<BigInt, _>(brand.0).load(c))?)
}

/// What lapsed, by the day it did.
pub(super) fn lapsed(tx: &mut Tx, brand: BrandId, offset: i64) -> Result<Vec<OfDay>> {
    let text = format!(
        "SELECT (t.posted_at + $1) / {} AS day, COUNT(DISTINCT t.about) AS people, CAST(SUM(t.amount) AS BIGINT) AS points \
         FROM accounts a JOIN transfers t ON t.credit_account = a.id \
         WHERE a.brand_id = $2 AND a.kind = 'expiry' AND t.code = 'lapse' GROUP BY 1",
        time::DAY
    );
    Ok(on_engine!(tx, c => diesel::sql_query(&text).bind::<BigInt, _>(offset).bind::<BigInt, _>(brand.0).load(c))?)
}
