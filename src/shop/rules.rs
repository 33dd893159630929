//! Pure: tidying what was described, codes and crests, distances.

use super::{Described, Shop};
use crate::words::{BrandId, DistrictId, Millis, ShopId, codes};
use geo::{Distance, Haversine, Point};
use noren_views::Crest;
use unicode_normalization::UnicodeNormalization;

/// A point on the earth, degrees (WGS 84).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    pub lat: f64,
    pub lon: f64,
}

/// Great-circle distance (haversine) in metres.
pub fn metres(a: Place, b: Place) -> f64 {
    Haversine.distance(Point::new(a.lon, a.lat), Point::new(b.lon, b.lat))
}

pub(super) fn in_the_world(lat: f64, lon: f64) -> bool {
    lat.is_finite() && lon.is_finite() && (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon)
}

/// Trims, and folds full-width letters and digits where they are no one's choice (addresses, phones).
pub(super) fn tidy(d: &Described) -> Described {
    let trim = |s: &str| s.trim().trim_matches('\u{3000}').to_owned();
    let fold = |s: &str| trim(&s.nfkc().collect::<String>());
    Described {
        code: trim(&d.code),
        name: trim(&d.name),
        name_en: trim(&d.name_en),
        short: trim(&d.short),
        short_en: trim(&d.short_en),
        trade: trim(&d.trade),
        trade_en: trim(&d.trade_en),
        category: fold(&d.category),
        lat: d.lat,
        lon: d.lon,
        address: fold(&d.address),
        opening_hours: trim(&d.opening_hours),
        phone: fold(&d.phone),
        website: website(&trim(&d.website)),
        source: trim(&d.source),
    }
}

/// Only addresses a browser may follow; anything else is left out.
fn website(typed: &str) -> String {
    let lower = typed.to_ascii_lowercase();
    if lower.starts_with("http://") || lower.starts_with("https://") {
        return typed.to_owned();
    }
    let bare = !typed.is_empty() && typed.contains('.') && !typed.contains([':', ' ', '@']);
    if bare { format!("https://{typed}") } else { String::new() }
}

/// A code from name and place, the same each time: eight hex signs of their hash.
pub fn code_from(name: &str, lat: f64, lon: f64) -> String {
    let at = format!("{}|{lat:.6}|{lon:.6}", name.nfkc().collect::<String>().to_lowercase());
    format!("s{}", &codes::sha256(&at)[..10])
}

pub(super) fn code_of(d: &Described) -> String {
    code_from(&d.name, d.lat, d.lon)
}

/// The shop's crest, unlike those already taken.
pub(super) fn crest(brand: &str, shop: &str, taken: &[String]) -> String {
    let taken: Vec<Crest> = taken.iter().filter_map(|c| c.parse().ok()).collect();
    Crest::of_shop(brand, shop, &taken).to_string()
}

pub(super) fn opened(
    brand: BrandId,
    code: String,
    d: Described,
    need: Option<String>,
    district: Option<DistrictId>,
    crest: String,
    now: Millis,
) -> Shop {
    Shop {
        brand_id: brand,
        id: ShopId::new(),
        code,
        name: d.name,
        name_en: d.name_en,
        short: d.short,
        short_en: d.short_en,
        trade: d.trade,
        trade_en: d.trade_en,
        category: d.category,
        need,
        lat: d.lat,
        lon: d.lon,
        district_id: district,
        address: d.address,
        opening_hours: d.opening_hours,
        phone: d.phone,
        website: d.website,
        source: d.source,
        crest,
        joined_at: now,
        left_at: None,
        back_at: None,
    }
}

/// The shop with what the new description says; what it leaves empty stays.
pub(super) fn renewed(old: &Shop, d: &Described, need: Option<String>, district: Option<DistrictId>) -> Shop {
    let keep = |new: &str, old: &str| if new.is_empty() { old.to_owned() } else { new.to_owned() };
    Shop {
        name: keep(&d.name, &old.name),
        name_en: keep(&d.name_en, &old.name_en),
        short: keep(&d.short, &old.short),
        short_en: keep(&d.short_en, &old.short_en),
        trade: keep(&d.trade, &old.trade),
        trade_en: keep(&d.trade_en, &old.trade_en),
        category: keep(&d.category, &old.category),
        need: need.or_else(|| old.need.clone()),
        lat: d.lat,
        lon: d.lon,
        district_id: district.or(old.district_id),
        address: keep(&d.address, &old.address),
        opening_hours: keep(&d.opening_hours, &old.opening_hours),
        phone: keep(&d.phone, &old.phone),
        website: keep(&d.website, &old.website),
        source: keep(&d.source, &old.source),
        ..old.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metre_is_a_metre() {
        let a = Place { lat: 35.0, lon: 139.0 };
        let b = Place { lat: 35.001, lon: 139.0 };
        assert!((metres(a, b) - 111.2).abs() < 0.2);
    }

    #[test]
    fn only_web_addresses_are_kept() {
        assert_eq!(website("javascript:alert(1)"), "");
        assert_eq!(website("www.cafe.fi"), "https://www.cafe.fi");
        assert_eq!(website("HTTP://cafe.fi/"), "HTTP://cafe.fi/");
    }
}
