//! What only the resident's pages ask of the database.

use crate::db::Tx;
use crate::db::schema::{redemptions as r, visits as v};
use crate::words::{BrandId, RedemptionId, Result, ShopId, VisitId};
use diesel::prelude::*;
use std::collections::HashMap;

/// At which shop each of these visits and redemptions was.
pub fn shops_of(tx: &mut Tx, brand: BrandId, about: &[i64]) -> Result<HashMap<i64, ShopId>> {
    let visits: Vec<VisitId> = about.iter().map(|id| VisitId(*id)).collect();
    let visited: Vec<(VisitId, ShopId)> =
        v::table.filter(v::brand_id.eq(brand).and(v::id.eq_any(visits))).select((v::id, v::shop_id)).load(tx)?;
    let redemptions: Vec<RedemptionId> = about.iter().map(|id| RedemptionId(*id)).collect();
    let spent: Vec<(RedemptionId, ShopId)> =
        r::table.filter(r::brand_id.eq(brand).and(r::id.eq_any(redemptions))).select((r::id, r::shop_id)).load(tx)?;
    Ok(visited.into_iter().map(|(id, s)| (id.0, s)).chain(spent.into_iter().map(|(id, s)| (id.0, s))).collect())
}
