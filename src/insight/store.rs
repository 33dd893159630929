//! What the dashboard reads. Rows of single people leave this room for `trail` alone.

use super::trail::Step;
use crate::db::Tx;
use crate::db::schema::{memberships as m, notices, redemptions as r, shop_days as d, slips as s, visits as v};
use crate::people::Role;
use crate::words::{BrandId, Day, Millis, PassportId, Result, ShopId};
use diesel::dsl::{max, sql};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable};

/// The visits of some days.
pub(super) fn steps(tx: &mut Tx, brand: BrandId, from: Day, to: Day) -> Result<Vec<Step>> {
    let stand = v::brand_id.eq(brand).and(v::day.ge(from)).and(v::day.lt(to)).and(v::reversed_at.is_null());
    let rows: Vec<(Day, ShopId, PassportId, Millis, i64)> = v::table
        .filter(stand)
        .select((v::day, v::shop_id, v::passport_id, v::at, v::visit_points + v::spend_points))
        .load(tx)?;
    Ok(rows.into_iter().map(|(day, shop, passport, at, points)| Step { day, shop, passport, at, points }).collect())
}

/// Who was where within some days, without when.
pub(super) fn seen(tx: &mut Tx, brand: BrandId, from: Day, to: Day) -> Result<Vec<(PassportId, ShopId)>> {
    let stand = v::brand_id.eq(brand).and(v::day.ge(from)).and(v::day.lt(to)).and(v::reversed_at.is_null());
    Ok(v::table.filter(stand).select((v::passport_id, v::shop_id)).load(tx)?)
}

/// The first and last day on which anything was stamped.
pub(super) fn span(tx: &mut Tx, brand: BrandId) -> Result<Option<(Day, Day)>> {
    use diesel::dsl::min;
    let days: (Option<Day>, Option<Day>) =
        d::table.filter(d::brand_id.eq(brand).and(d::visits.gt(0))).select((min(d::day), max(d::day))).first(tx)?;
    Ok(days.0.zip(days.1))
}

/// The last day with a visit at each shop that had one.
pub(super) fn last_days(tx: &mut Tx, brand: BrandId) -> Result<Vec<(ShopId, Option<Day>)>> {
    let had = d::table.filter(d::brand_id.eq(brand).and(d::visits.gt(0)));
    Ok(had.group_by(d::shop_id).select((d::shop_id, max(d::day))).load(tx)?)
}

/// The last day on which each shop was sent somebody.
pub(super) fn last_slips(tx: &mut Tx, brand: BrandId) -> Result<Vec<(ShopId, Option<Day>)>> {
    let sent = s::table.filter(s::brand_id.eq(brand).and(s::withdrawn_at.is_null()));
    Ok(sent.group_by(s::to_shop).select((s::to_shop, max(s::day))).load(tx)?)
}

/// Points of slips' welcomes, by the day the slip was used: to whom, how many.
pub(super) fn welcomes(tx: &mut Tx, brand: BrandId, from: Millis, to: Millis) -> Result<i64> {
    let used = s::brand_id.eq(brand).and(s::redeemed_at.ge(from)).and(s::redeemed_at.lt(to));
    let sum = sql::<Nullable<BigInt>>("CAST(SUM(welcome) AS BIGINT)");
    Ok(s::table.filter(used).select(sum).first::<Option<i64>>(tx)?.unwrap_or(0))
}

/// Points used at counters within some days, by whom.
pub(super) fn spendings(tx: &mut Tx, brand: BrandId, from: Day, to: Day) -> Result<Vec<(PassportId, i64)>> {
    let stand = r::brand_id.eq(brand).and(r::day.ge(from)).and(r::day.lt(to)).and(r::reversed_at.is_null());
    Ok(r::table.filter(stand).select((r::passport_id, r::points)).load(tx)?)
}

/// Passports with a sign-in behind them; all others are paper.
pub(super) fn signed_in(tx: &mut Tx, brand: BrandId) -> Result<Vec<PassportId>> {
    let held = m::brand_id.eq(brand).and(m::role.eq(Role::Resident)).and(m::ended_at.is_null());
    let rows: Vec<Option<PassportId>> = m::table.filter(held).select(m::passport_id).load(tx)?;
    Ok(rows.into_iter().flatten().collect())
}

/// Until when the last notice hung.
pub(super) fn last_notice(tx: &mut Tx, brand: BrandId) -> Result<Option<Millis>> {
    Ok(notices::table.filter(notices::brand_id.eq(brand)).select(max(notices::until_at)).first(tx)?)
}
