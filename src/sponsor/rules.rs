//! What a campaign may be, what its points cost, and how they are divided. Pure.

use super::Opening;
use crate::words::{CampaignShopId, Day, Refusal, Result};
use std::collections::BTreeMap;

/// Signs in the name of a sponsor or a campaign.
const NAME: usize = 60;
/// The most a visit brings, as a charter's own points.
const POINTS: i64 = 10_000;
const BUDGET: i64 = 100_000_000;
/// Days it may last.
const DAYS: i64 = 366;

pub(super) fn check(o: &Opening, today: Day) -> Result<()> {
    let fine = |text: &str| {
        let text = text.trim();
        !text.is_empty() && text.chars().count() <= NAME && !text.chars().any(char::is_control)
    };
    if !fine(&o.sponsor) {
        return Err(Refusal::new(422, "bad_sponsor").field("sponsor").arg("most", NAME).into());
    }
    if !fine(&o.title) {
        return Err(Refusal::new(422, "bad_title").field("title").arg("most", NAME).into());
    }
    if !(1..=POINTS).contains(&o.points) {
        return Err(out_of_bounds("points", 1, POINTS));
    }
    if o.from.0 < today.0 {
        return Err(Refusal::new(422, "past_day").field("from").into());
    }
    if o.last.0 < o.from.0 || o.last.0 - o.from.0 >= DAYS {
        return Err(Refusal::new(422, "bad_span").field("last").arg("most", DAYS).into());
    }
    Ok(())
}

/// Each shop's share is at least one visit's points.
pub(super) fn check_budget(o: &Opening, shops: i64) -> Result<()> {
    let least = o.points.saturating_mul(shops);
    if (least..=BUDGET).contains(&o.budget) { Ok(()) } else { Err(out_of_bounds("budget", least, BUDGET)) }
}

fn out_of_bounds(field: &'static str, least: i64, most: i64) -> crate::words::Error {
    Refusal::new(422, "out_of_bounds").field(field).arg("least", least).arg("most", most).into()
}

/// Minor units for points, up to a whole one: the fund never sells below its price.
pub(super) fn price(points: i64, rate: i64, lot: i64) -> i64 {
    let exact = i128::from(points) * i128::from(rate);
    let up = (exact + i128::from(lot) - 1) / i128::from(lot);
    i64::try_from(up).unwrap_or(i64::MAX)
}

/// Minor units to be paid back for points that nobody got, down to a whole one.
pub(super) fn back(points: i64, rate: i64, lot: i64) -> i64 {
    i64::try_from(i128::from(points) * i128::from(rate) / i128::from(lot)).unwrap_or(i64::MAX)
}

/// Shares of a whole that differ by one at most.
pub(super) fn shares(whole: i64, n: i64) -> impl Iterator<Item = i64> {
    (0..n).map(move |i| whole / n + i64::from(i < whole % n))
}

/// What moves from where to where until all that still take part have the same, and the others nothing: the fewest points.
pub(super) fn evened(left: &BTreeMap<CampaignShopId, (i64, bool)>) -> Vec<(CampaignShopId, CampaignShopId, i64)> {
    let whole: i64 = left.values().map(|(n, _)| n).sum();
    let n = left.values().filter(|(_, here)| *here).count();
    let Ok(n) = i64::try_from(n) else { return Vec::new() };
    if n == 0 {
        return Vec::new();
    }
    // The larger shares to those that have most: so nothing moves twice.
    let mut order: Vec<(CampaignShopId, i64)> =
        left.iter().filter(|(_, (_, h))| *h).map(|(id, (n, _))| (*id, *n)).collect();
    order.sort_by_key(|(id, n)| (std::cmp::Reverse(*n), *id));
    let wanted: BTreeMap<CampaignShopId, i64> = order.iter().map(|(id, _)| *id).zip(shares(whole, n)).collect();
    let of = |id: &CampaignShopId| wanted.get(id).copied().unwrap_or(0);
    let mut short: Vec<(CampaignShopId, i64)> =
        left.iter().map(|(id, (n, _))| (*id, of(id) - n)).filter(|(_, d)| *d > 0).collect();
    let mut moves = Vec::new();
    for (from, (has, _)) in left {
        let mut over = has - of(from);
        while over > 0 {
            let Some((to, lacks)) = short.last_mut() else { break };
            let n = over.min(*lacks);
            moves.push((*from, *to, n));
            over -= n;
            *lacks -= n;
            if *lacks == 0 {
                short.pop();
            }
        }
    }
    moves
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_is_lost_and_all_have_the_same(left in prop::collection::vec((0i64..5_000, any::<bool>()), 1..12)) {
            let left: BTreeMap<CampaignShopId, (i64, bool)> =
                left.into_iter().enumerate().map(|(i, one)| (CampaignShopId(i as i64 + 1), one)).collect();
            let mut after: BTreeMap<CampaignShopId, i64> = left.iter().map(|(id, (n, _))| (*id, *n)).collect();
            let moves = evened(&left);
            for (from, to, n) in &moves {
                prop_assert!(*n > 0 && from != to);
                *after.get_mut(from).unwrap() -= n;
                *after.get_mut(to).unwrap() += n;
            }
            prop_assert!(after.values().all(|n| *n >= 0));
            prop_assert_eq!(after.values().sum::<i64>(), left.values().map(|(n, _)| n).sum::<i64>());
            let here: Vec<i64> = left.iter().filter(|(_, (_, h))| *h).map(|(id, _)| after[id]).collect();
            if let (Some(least), Some(most)) = (here.iter().min(), here.iter().max()) {
                prop_assert!(most - least <= 1);
                prop_assert!(left.iter().filter(|(_, (_, h))| !h).all(|(id, _)| after[id] == 0));
                // Each moves one way only.
                prop_assert!(moves.iter().all(|(from, ..)| moves.iter().all(|(_, to, _)| from != to)));
            }
        }

        #[test]
        fn the_fund_loses_nothing_by_rounding(points in 0i64..1_000_000, given in 0i64..1_000_000, rate in 0i64..2_000, lot in 1i64..1_000) {
            let given = given.min(points);
            prop_assert!(price(points, rate, lot) - back(points - given, rate, lot) >= back(given, rate, lot));
            prop_assert_eq!(shares(points, 7).sum::<i64>(), points);
        }
    }

    #[test]
    fn what_a_campaign_may_be() {
        let fine = Opening {
            sponsor: "City".into(),
            title: "Winter".into(),
            points: 20,
            budget: 1_000,
            from: Day(10),
            last: Day(20),
            shops: Vec::new(),
        };
        let code = |o: &Opening| check(o, Day(10)).err().and_then(|e| e.code().map(str::to_owned));
        assert_eq!(code(&fine), None);
        assert_eq!(code(&Opening { sponsor: "  ".into(), ..fine.clone() }).as_deref(), Some("bad_sponsor"));
        assert_eq!(code(&Opening { title: "x".repeat(61), ..fine.clone() }).as_deref(), Some("bad_title"));
        assert_eq!(code(&Opening { points: 0, ..fine.clone() }).as_deref(), Some("out_of_bounds"));
        assert_eq!(code(&Opening { from: Day(9), ..fine.clone() }).as_deref(), Some("past_day"));
        assert_eq!(code(&Opening { last: Day(9), ..fine.clone() }).as_deref(), Some("bad_span"));
        assert!(check_budget(&fine, 50).is_ok() && check_budget(&fine, 51).is_err());
    }
}
