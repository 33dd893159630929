//! Pure: what a boundary is, how an unsound one is repaired, and which one a point lies in.

use crate::words::DistrictId;
use geo::{Area, BooleanOps, BoundingRect, HasDimensions, Intersects, MultiPolygon, Point, Rect, Validation};
use geojson::{Geometry, GeometryValue};

/// A boundary that can be relied on.
#[derive(Debug, Clone, PartialEq)]
pub struct Sound {
    pub boundary: MultiPolygon,
    /// What was wrong with it, where it had to be repaired.
    pub repaired: Option<String>,
}

/// Checks a boundary and repairs it where its rings cross or touch themselves: it is noded anew, and what is within by
/// the even-odd rule stays (a bow tie becomes two triangles).
///
/// # Errors
/// Why it cannot be repaired.
pub fn sound(boundary: MultiPolygon) -> Result<Sound, String> {
    if boundary.0.is_empty() {
        return Err("the boundary is empty".into());
    }
    for polygon in &boundary {
        for c in polygon.exterior().coords().chain(polygon.interiors().iter().flat_map(|ring| ring.coords())) {
            if !((-180.0..=180.0).contains(&c.x) && (-90.0..=90.0).contains(&c.y)) {
                return Err(format!("{}, {} is outside the world (longitude, latitude in degrees)", c.x, c.y));
            }
        }
    }
    let Err(wrong) = boundary.check_validation() else { return Ok(Sound { boundary, repaired: None }) };
    let wrong = wrong.to_string();
    let whole = boundary.union(&MultiPolygon::new(Vec::new()));
    if whole.is_empty() || whole.unsigned_area() == 0.0 {
        return Err(format!("it holds no area ({wrong})"));
    }
    match whole.check_validation() {
        Ok(()) => Ok(Sound { boundary: whole, repaired: Some(wrong) }),
        Err(still) => Err(format!("it cannot be repaired ({wrong}; then {still})")),
    }
}

/// A geometry of a GeoJSON file as a boundary.
///
/// # Errors
/// What it is instead.
pub fn shape(geometry: &Geometry) -> Result<MultiPolygon, String> {
    let rings = match &geometry.value {
        GeometryValue::Polygon { coordinates } => vec![coordinates],
        GeometryValue::MultiPolygon { coordinates } => coordinates.iter().collect(),
        other => return Err(format!("the geometry is a {}, not a Polygon or MultiPolygon", other.type_name())),
    };
    // The conversion below takes positions for granted.
    if rings.iter().any(|r| r.is_empty() || r.iter().flatten().any(|p| p.as_slice().len() < 2)) {
        return Err("a position has no longitude and latitude".into());
    }
    let read = geo::Geometry::<f64>::try_from(&geometry.value).map_err(|e| e.to_string())?;
    match read {
        geo::Geometry::Polygon(p) => Ok(p.into()),
        geo::Geometry::MultiPolygon(m) => Ok(m),
        _ => Err("the geometry is not a Polygon or MultiPolygon".into()),
    }
}

/// As it is kept.
pub(super) fn geojson(boundary: &MultiPolygon) -> String {
    Geometry::new(GeometryValue::from(boundary)).to_string()
}

/// Boundaries that say where a point lies. Where several overlap, the smallest one counts.
#[derive(Debug, Clone, Default)]
pub struct Map {
    areas: Vec<(DistrictId, Rect, MultiPolygon)>,
}

impl Map {
    pub fn new(mut districts: Vec<(DistrictId, MultiPolygon)>) -> Map {
        districts.sort_by(|a, b| a.1.unsigned_area().total_cmp(&b.1.unsigned_area()).then(a.0.cmp(&b.0)));
        let boxed = |(id, area): (DistrictId, MultiPolygon)| area.bounding_rect().map(|rect| (id, rect, area));
        Map { areas: districts.into_iter().filter_map(boxed).collect() }
    }

    /// The district a point lies in or on the edge of.
    pub fn at(&self, lat: f64, lon: f64) -> Option<DistrictId> {
        let point = Point::new(lon, lat);
        let within =
            |(_, rect, area): &&(DistrictId, Rect, MultiPolygon)| rect.intersects(&point) && area.intersects(&point);
        self.areas.iter().find(within).map(|(id, ..)| *id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use geo::{Contains, coord, polygon};

    #[test]
    fn a_bow_tie_becomes_two_triangles() {
        let bow: MultiPolygon =
            polygon![(x: 139.0, y: 35.0), (x: 139.1, y: 35.1), (x: 139.1, y: 35.0), (x: 139.0, y: 35.1)].into();
        let whole = sound(bow).unwrap();
        assert!(whole.repaired.is_some());
        assert_eq!(whole.boundary.0.len(), 2);
        assert!(whole.boundary.contains(&coord! { x: 139.09, y: 35.05 }));
        assert!(!whole.boundary.contains(&coord! { x: 139.05, y: 35.09 }));
        assert_eq!(sound(whole.boundary).unwrap().repaired, None);
    }

    #[test]
    fn nothing_can_be_made_of_these() {
        let line: MultiPolygon = polygon![(x: 1.0, y: 1.0), (x: 2.0, y: 2.0), (x: 1.0, y: 1.0)].into();
        assert!(sound(line).unwrap_err().contains("no area"));
        let metres: MultiPolygon =
            polygon![(x: 385_000.0, y: 6_670_000.0), (x: 385_100.0, y: 6_670_000.0), (x: 385_000.0, y: 6_670_100.0)]
                .into();
        assert!(sound(metres).unwrap_err().contains("outside the world"));
        assert!(sound(MultiPolygon::new(vec![])).is_err());
        let lost: MultiPolygon = polygon![(x: f64::NAN, y: 1.0), (x: 2.0, y: 2.0), (x: 1.0, y: 1.0)].into();
        assert!(sound(lost).is_err());
    }

    #[test]
    fn positions_without_numbers_are_no_boundary() {
        for text in [
            r#"{"type":"Polygon","coordinates":[[[139.0],[139.1,35.1],[139.1,35.0]]]}"#,
            r#"{"type":"Polygon","coordinates":[]}"#,
            r#"{"type":"MultiPolygon","coordinates":[[]]}"#,
        ] {
            let read: Result<Geometry, _> = text.parse::<geojson::GeoJson>().and_then(Geometry::try_from);
            if let Ok(geometry) = read {
                assert!(shape(&geometry).and_then(sound).is_err(), "{text}");
            }
        }
    }

    #[test]
    fn the_smallest_of_two_counts() {
        let square = |id: i64, half: f64| {
            let area: MultiPolygon =
                polygon![(x: -half, y: -half), (x: half, y: -half), (x: half, y: half), (x: -half, y: half)].into();
            (DistrictId(id), area)
        };
        let map = Map::new(vec![square(1, 10.0), square(2, 1.0)]);
        assert_eq!(map.at(0.5, 0.5), Some(DistrictId(2)));
        assert_eq!(map.at(5.0, 5.0), Some(DistrictId(1)));
        assert_eq!(map.at(50.0, 5.0), None);
    }
}
