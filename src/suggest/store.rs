//! What suggestions read of a street: counts of visits and slips, never whose.

use crate::db::Tx;
use crate::db::schema::slips as s;
use crate::words::{BrandId, Day, Result, ShopId};
use diesel::dsl::count_star;
use diesel::prelude::*;
use diesel::sql_types::BigInt;

#[derive(QueryableByName)]
struct Hour {
    #[diesel(sql_type = BigInt)]
    shop: i64,
    #[diesel(sql_type = BigInt)]
    hour: i64,
    #[diesel(sql_type = BigInt)]
    visits: i64,
}

/// Visits by shop and hour of the day (UTC) since a day.
pub(super) fn visits_by_hour(tx: &mut Tx, brand: BrandId, since: Day) -> Result<Vec<(ShopId, i64, i64)>> {
    let rows: Vec<Hour> = diesel::sql_query(
        "SELECT shop_id AS shop, (at / 3600000) % 24 AS hour, COUNT(*) AS visits FROM visits \
         WHERE brand_id = $1 AND day >= $2 AND reversed_at IS NULL GROUP BY 1, 2",
    )
    .bind::<BigInt, _>(brand)
    .bind::<BigInt, _>(since)
    .load(tx)?;
    Ok(rows.into_iter().map(|r| (ShopId(r.shop), r.hour, r.visits)).collect())
}

/// Slips each shop was sent since a day.
pub(super) fn slips_received(tx: &mut Tx, brand: BrandId, since: Day) -> Result<Vec<(ShopId, i64)>> {
    Ok(s::table
        .filter(s::brand_id.eq(brand).and(s::day.ge(since)).and(s::withdrawn_at.is_null()))
        .group_by(s::to_shop)
        .select((s::to_shop, count_star()))
        .load(tx)?)
}
