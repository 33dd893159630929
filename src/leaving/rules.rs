//! Who takes the place of a shop that leaves. Pure.

use crate::shop::{Place, Shop, metres};
use crate::words::ShopId;

/// The nearest of these that meets the same need, else the nearest at all.
pub(super) fn nearest_alike(leaving: &Shop, others: &[Shop]) -> Option<ShopId> {
    let place = |s: &Shop| Place { lat: s.lat, lon: s.lon };
    let rank = |s: &Shop| (s.need.is_none() || s.need != leaving.need, metres(place(leaving), place(s)));
    let first = others.iter().min_by(|a, b| {
        let ((unlike_a, far_a), (unlike_b, far_b)) = (rank(a), rank(b));
        unlike_a.cmp(&unlike_b).then(far_a.total_cmp(&far_b))
    });
    first.map(|s| s.id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{BrandId, Millis};

    fn shop(id: i64, need: Option<&str>, lat: f64) -> Shop {
        let text = String::new;
        Shop {
            brand_id: BrandId(1),
            id: ShopId(id),
            code: text(),
            name: text(),
            name_en: text(),
            short: text(),
            short_en: text(),
            trade: text(),
            trade_en: text(),
            category: text(),
            need: need.map(str::to_owned),
            lat,
            lon: 139.0,
            district_id: None,
            address: text(),
            opening_hours: text(),
            phone: text(),
            website: text(),
            source: text(),
            crest: text(),
            joined_at: Millis(0),
            left_at: None,
            back_at: None,
        }
    }

    #[test]
    fn the_same_need_before_the_nearest() {
        let leaving = shop(1, Some("bread"), 35.0);
        let near = shop(2, Some("fish"), 35.001);
        let alike = shop(3, Some("bread"), 35.02);
        let farther = shop(4, Some("bread"), 35.03);
        assert_eq!(nearest_alike(&leaving, &[farther.clone(), near.clone(), alike]), Some(ShopId(3)));
        assert_eq!(nearest_alike(&leaving, &[farther, near.clone()]), Some(ShopId(4)));
        assert_eq!(nearest_alike(&leaving, &[near]), Some(ShopId(2)));
        assert_eq!(nearest_alike(&leaving, &[]), None);
        // Two that nobody mapped meet no need together.
        let unknown = shop(5, None, 35.0);
        assert_eq!(nearest_alike(&unknown, &[shop(6, Some("fish"), 35.5), shop(7, None, 35.1)]), Some(ShopId(7)));
    }
}
