//! Districts: named areas with a boundary, in which shops stand. Drawing them is the dashboard's; reading files is
//! `intake`'s.

pub mod rules;
mod store;

pub use rules::{Map, Sound, shape, sound};
pub use store::{District, boundaries};

use crate::db::Tx;
use crate::words::{BrandId, DistrictId, Millis, Refusal, Result};
use geo::MultiPolygon;

/// What [`put`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    New(DistrictId),
    Changed(DistrictId),
    Unchanged(DistrictId),
}

/// Draws a district, or draws it anew by its name; an unsound boundary is repaired first (see [`sound`]). Shops are
/// told where they stand by [`settle`].
///
/// # Errors
/// `bad_name`; `bad_boundary` for one that cannot be repaired.
pub fn put(tx: &mut Tx, brand: BrandId, name: &str, boundary: MultiPolygon, now: Millis) -> Result<Put> {
    let name = name.trim();
    if name.is_empty() || name.chars().count() > 80 {
        return Err(Refusal::new(422, "bad_name").field("name").into());
    }
    let sound = sound(boundary).map_err(|why| Refusal::new(422, "bad_boundary").field("boundary").arg("why", why))?;
    let text = rules::geojson(&sound.boundary);
    match store::by_name(tx, brand, name)? {
        Some((id, drawn)) if drawn == text => Ok(Put::Unchanged(id)),
        Some((id, _)) => {
            store::redraw(tx, brand, id, &text)?;
            Ok(Put::Changed(id))
        }
        None => {
            let id = DistrictId::new();
            store::insert(tx, brand, id, name, &text, now)?;
            Ok(Put::New(id))
        }
    }
}

/// The brand's districts as a map that says where a point lies.
pub fn map(tx: &mut Tx, brand: BrandId) -> Result<Map> {
    let drawn = boundaries(tx, brand)?;
    Ok(Map::new(drawn.into_iter().map(|d| (d.id, d.boundary)).collect()))
}

/// Tells every shop of the brand in which district it stands. Returns how many were told something new.
pub fn settle(tx: &mut Tx, brand: BrandId) -> Result<usize> {
    let map = map(tx, brand)?;
    let mut moved = 0;
    for (shop, lat, lon, was) in store::shops(tx, brand)? {
        let is = map.at(lat, lon);
        if is != was {
            store::place(tx, brand, shop, is)?;
            moved += 1;
        }
    }
    Ok(moved)
}
