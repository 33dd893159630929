//! The ground the street stands on, cut into hexagons (H3) of one size, and laid flat for drawing. Pure. Which hexagons
//! there are depends on the boundary and the shops alone, never on who came.

use crate::shop::Place;
use geo::{BoundingRect, Contains, CoordsIter, LineString, MultiPolygon, Point as At};
use h3o::{CellIndex, LatLng, Resolution};
use std::collections::BTreeSet;

/// Metres from the middle: x to the east, y to the south.
pub type Point = (f64, f64);

/// At most so many hexagons across. Sizes are 2.6 times apart, so there are six at least.
const ACROSS: f64 = 16.0;
/// A street needs no finer ones than 25 m, and no coarser ones than a town.
const SIZES: [Resolution; 6] =
    [Resolution::Eleven, Resolution::Ten, Resolution::Nine, Resolution::Eight, Resolution::Seven, Resolution::Six];
/// More hexagons than this are not drawn where no shop stands.
const MOST: usize = 600;

#[derive(Debug, Clone, Default)]
pub struct Lay {
    /// Corners of each hexagon.
    pub hexes: Vec<Vec<Point>>,
    pub boundary: Vec<Vec<Point>>,
    /// Where each shop stands, and in which hexagon.
    pub shops: Vec<(Point, usize)>,
}

/// Lays out the districts in which shops stand (all of them where no shop stands in any), and the shops.
pub fn lay(districts: Vec<MultiPolygon>, shops: &[Place]) -> Lay {
    let settled = |a: &MultiPolygon| shops.iter().any(|s| a.contains(&At::new(s.lon, s.lat)));
    let (near, far): (Vec<MultiPolygon>, Vec<MultiPolygon>) = districts.into_iter().partition(settled);
    let areas = if near.is_empty() { far } else { near };
    let drawn = areas.iter().flat_map(|a| a.coords_iter()).map(|c| (c.x, c.y));
    // A shop far outside does not shrink the street to a dot: the boundary decides, where there is one.
    let all: Vec<(f64, f64)> = drawn.collect();
    let all = if all.is_empty() { shops.iter().map(|s| (s.lon, s.lat)).collect() } else { all };
    let Some(rect) = LineString::from(all).bounding_rect() else { return Lay::default() };
    let (middle, half) = (rect.center(), (rect.width() / 2.0, rect.height() / 2.0));
    let east = 111_320.0 * middle.y.to_radians().cos();
    let flat = |lon: f64, lat: f64| ((lon - middle.x) * east, (middle.y - lat) * 110_574.0);
    let reach = (half.0 * east).hypot(half.1 * 110_574.0);

    let size = size(reach * 2.0);
    let cell_of = |lat: f64, lon: f64| LatLng::new(lat, lon).ok().map(|at| at.to_cell(size));
    let theirs: Vec<Option<CellIndex>> = shops.iter().map(|s| cell_of(s.lat, s.lon)).collect();
    let mut cells: BTreeSet<CellIndex> = theirs.iter().flatten().copied().collect();
    if let Some(centre) = cell_of(middle.y, middle.x) {
        let rings = (reach / (size.edge_length_m() * 1.5)).ceil() as u32 + 1;
        let inside = |c: &CellIndex| {
            let at = LatLng::from(*c);
            areas.iter().any(|a| a.contains(&At::new(at.lng(), at.lat())))
        };
        cells.extend(centre.grid_disk::<Vec<_>>(rings.min(40)).into_iter().filter(inside).take(MOST));
    }
    let cells: Vec<CellIndex> = cells.into_iter().collect();
    let corners = |c: &CellIndex| c.boundary().iter().map(|v| flat(v.lng(), v.lat())).collect();
    let hex = |c: Option<CellIndex>| c.and_then(|c| cells.binary_search(&c).ok()).unwrap_or(usize::MAX);
    let ring = |line: &LineString| line.coords().map(|c| flat(c.x, c.y)).collect();
    Lay {
        hexes: cells.iter().map(corners).collect(),
        boundary: areas.iter().flat_map(|a| a.iter().map(|p| ring(p.exterior()))).collect(),
        shops: shops.iter().zip(&theirs).map(|(s, c)| (flat(s.lon, s.lat), hex(*c))).collect(),
    }
}

fn size(across: f64) -> Resolution {
    let fits = |r: &Resolution| across / (r.edge_length_m() * 1.73) <= ACROSS;
    SIZES.into_iter().find(fits).unwrap_or(Resolution::Six)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square() -> MultiPolygon {
        geo::Rect::new((138.566, 35.647), (138.571, 35.65)).to_polygon().into()
    }

    #[test]
    fn a_street_is_cut_into_a_hundred_or_so() {
        let shop = Place { lat: 35.648, lon: 138.568 };
        let far = Place { lat: 36.0, lon: 139.0 };
        let lay = lay(vec![square()], &[shop, far]);
        assert!((30..300).contains(&lay.hexes.len()), "{}", lay.hexes.len());
        assert!(lay.hexes.iter().all(|h| h.len() >= 5));
        let ((x, y), at) = lay.shops[0];
        let near = lay.hexes[at].iter().all(|(hx, hy)| (hx - x).hypot(hy - y) < 150.0);
        assert!(near && lay.shops[1].1 != at);
    }

    #[test]
    fn nothing_known_no_ground() {
        assert!(lay(vec![], &[]).hexes.is_empty());
        assert_eq!(lay(vec![], &[Place { lat: 60.17, lon: 24.94 }]).hexes.len(), 1);
    }
}
