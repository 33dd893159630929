//! Who came to which shop first, and by which slip. Rows of single people leave this room for `mod.rs` alone.

use crate::db::schema::{slips as s, visits as v};
use crate::db::{Tx, on_engine};
use crate::words::{BrandId, Day, Millis, PassportId, Result, ShopId};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use std::collections::HashSet;

/// A passport at a shop, up to the end of a period.
pub(super) struct Seen {
    pub passport: PassportId,
    pub shop: ShopId,
    pub first: Millis,
    pub first_day: Day,
    pub last_day: Day,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    passport: i64,
    #[diesel(sql_type = BigInt)]
    shop: i64,
    #[diesel(sql_type = BigInt)]
    first: i64,
    #[diesel(sql_type = BigInt)]
    first_day: i64,
    #[diesel(sql_type = BigInt)]
    last_day: i64,
}

/// Every passport at every shop before a day, passport by passport.
pub(super) fn seen(tx: &mut Tx, brand: BrandId, before: Day) -> Result<Vec<Seen>> {
    let text = "SELECT passport_id AS passport, shop_id AS shop, MIN(at) AS first, MIN(day) AS first_day, MAX(day) AS last_day \
         FROM visits WHERE brand_id = $1 AND day < $2 AND reversed_at IS NULL \
         GROUP BY passport_id, shop_id ORDER BY passport_id, shop_id";
    let rows: Vec<Row> = on_engine!(tx, c => diesel::sql_query(text)
        .bind::<BigInt, _>(brand.0)
        .bind::<BigInt, _>(before.0)
        .load(c))?;
    let seen = |r: Row| Seen {
        passport: PassportId(r.passport),
        shop: ShopId(r.shop),
        first: Millis(r.first),
        first_day: Day(r.first_day),
        last_day: Day(r.last_day),
    };
    Ok(rows.into_iter().map(seen).collect())
}

/// Visits of some days that a slip led to: whose, where, when.
pub(super) fn led(tx: &mut Tx, brand: BrandId, from: Day, to: Day) -> Result<HashSet<(PassportId, ShopId, Millis)>> {
    let within = v::brand_id.eq(brand).and(v::day.ge(from)).and(v::day.lt(to)).and(v::reversed_at.is_null());
    let rows: Vec<(PassportId, ShopId, Millis)> = s::table
        .inner_join(v::table.on(s::visit_id.eq(v::id.nullable())))
        .filter(s::brand_id.eq(brand).and(within))
        .select((v::passport_id, v::shop_id, v::at))
        .load(tx)?;
    Ok(rows.into_iter().collect())
}
