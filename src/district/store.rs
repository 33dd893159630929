//! Districts in the database; the boundary is GeoJSON text.

use super::rules;
use crate::db::Tx;
use crate::db::schema::{districts as d, shops as s};
use crate::words::{BrandId, DistrictId, Error, Millis, Result, ShopId};
use diesel::prelude::*;
use geo::MultiPolygon;

#[derive(Debug, Clone)]
pub struct District {
    pub id: DistrictId,
    pub name: String,
    pub boundary: MultiPolygon,
}

/// The brand's districts, oldest first.
pub fn boundaries(tx: &mut Tx, brand: BrandId) -> Result<Vec<District>> {
    let of_brand = d::table.filter(d::brand_id.eq(brand)).order(d::id);
    let rows: Vec<(DistrictId, String, String)> = of_brand.select((d::id, d::name, d::boundary)).load(tx)?;
    let read = |(id, name, text): (DistrictId, String, String)| {
        let geometry = text.parse::<geojson::GeoJson>().and_then(geojson::Geometry::try_from);
        let boundary = geometry.map_err(|e| e.to_string()).and_then(|g| rules::shape(&g));
        let boundary = boundary.map_err(|e| Error::broken(format!("the boundary of district {id}: {e}")))?;
        Ok(District { id, name, boundary })
    };
    rows.into_iter().map(read).collect()
}

pub(super) fn by_name(tx: &mut Tx, brand: BrandId, name: &str) -> Result<Option<(DistrictId, String)>> {
    let row = d::table.filter(d::brand_id.eq(brand).and(d::name.eq(name)));
    Ok(row.select((d::id, d::boundary)).get_result(tx).optional()?)
}

pub(super) fn insert(
    tx: &mut Tx,
    brand: BrandId,
    id: DistrictId,
    name: &str,
    boundary: &str,
    now: Millis,
) -> Result<()> {
    let row = (d::brand_id.eq(brand), d::id.eq(id), d::name.eq(name), d::boundary.eq(boundary), d::created_at.eq(now));
    diesel::insert_into(d::table).values(row).execute(tx)?;
    Ok(())
}

pub(super) fn redraw(tx: &mut Tx, brand: BrandId, id: DistrictId, boundary: &str) -> Result<()> {
    let row = d::table.filter(d::brand_id.eq(brand).and(d::id.eq(id)));
    diesel::update(row).set(d::boundary.eq(boundary)).execute(tx)?;
    Ok(())
}

/// A shop, its latitude and longitude, and what district it was last told.
pub(super) type Standing = (ShopId, f64, f64, Option<DistrictId>);

pub(super) fn shops(tx: &mut Tx, brand: BrandId) -> Result<Vec<Standing>> {
    let of_brand = s::table.filter(s::brand_id.eq(brand)).order(s::id);
    Ok(of_brand.select((s::id, s::lat, s::lon, s::district_id)).load(tx)?)
}

pub(super) fn place(tx: &mut Tx, brand: BrandId, shop: ShopId, district: Option<DistrictId>) -> Result<()> {
    let row = s::table.filter(s::brand_id.eq(brand).and(s::id.eq(shop)));
    diesel::update(row).set(s::district_id.eq(district)).execute(tx)?;
    Ok(())
}
