//! What stands out. Pure: rows in, findings out. Each bound says how it was chosen; below it is a street's ordinary life.

use crate::words::{Day, Millis, PassportId, PersonId, Points, ShopId, VisitId, time};
use std::collections::{BTreeMap, BTreeSet};

/// A stamp, by whom and for whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    pub visit: VisitId,
    pub at: Millis,
    pub day: Day,
    pub shop: ShopId,
    /// None where a program stamped.
    pub staff: Option<PersonId>,
    pub passport: PassportId,
    pub points: Points,
    pub undone: bool,
}

/// A slip that was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Used {
    pub from: ShopId,
    pub to: ShopId,
    /// Who sent them on.
    pub staff: Option<PersonId>,
    pub passport: PassportId,
    pub visit: VisitId,
    pub at: Millis,
    pub points: Points,
}

/// Somebody who works at a shop and holds a passport.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colleague {
    pub person: PersonId,
    pub shop: ShopId,
    pub passport: PassportId,
}

/// What stood out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pattern {
    /// More stamps by one hand within a minute than cards can be shown.
    Burst { staff: PersonId, shop: ShopId },
    /// The passport of somebody who works here, stamped here again and again.
    OwnShop { of: PersonId, shop: ShopId },
    /// One passport stamped by one hand more than once a day, on several days.
    Favourite { staff: PersonId, passport: PassportId, shop: ShopId },
    /// The same people sent back and forth between two shops.
    Trade { one: ShopId, other: ShopId },
    /// Many stamps taken back by whoever gave them.
    Undone { staff: PersonId, shop: ShopId },
}

/// One line of what is behind a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    pub visit: VisitId,
    pub at: Millis,
    pub shop: ShopId,
    pub staff: Option<PersonId>,
    pub passport: PassportId,
    pub points: Points,
    pub undone: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub pattern: Pattern,
    /// Newest first.
    pub rows: Vec<Row>,
}

/// A card every ten seconds is the most a hand at a counter does, with nobody paying.
const BURST: usize = 6;
const BURST_WITHIN: i64 = time::MINUTE;
/// A colleague who eats here once a week has four in four weeks.
const OWN_SHOP: usize = 6;
/// Twice a day at one counter happens; on four days of four weeks, by the same hand, seldom.
const FAVOURITE_DAYS: usize = 4;
/// Used slips between two shops, both ways together, and how many of them by people who went both ways.
const TRADE: usize = 6;
const TRADE_EACH_WAY: usize = 2;
/// Undone, and one of how many.
const UNDONE: usize = 5;
const UNDONE_ONE_OF: usize = 5;

/// Everything that stands out, by kind, then by how much.
pub fn findings(stamps: &[Stamp], used: &[Used], colleagues: &[Colleague]) -> Vec<Finding> {
    let mut found = bursts(stamps);
    found.extend(own_shop(stamps, colleagues));
    found.extend(favourites(stamps));
    found.extend(trades(used));
    found.extend(undone(stamps));
    for finding in &mut found {
        finding.rows.sort_by_key(|row| std::cmp::Reverse((row.at, row.visit)));
    }
    // By kind, as they were looked for; the fuller ones of a kind first.
    found.sort_by_key(|f| (kind(&f.pattern), std::cmp::Reverse(f.rows.len()), f.pattern));
    found
}

fn kind(pattern: &Pattern) -> u8 {
    match pattern {
        Pattern::Burst { .. } => 0,
        Pattern::OwnShop { .. } => 1,
        Pattern::Favourite { .. } => 2,
        Pattern::Trade { .. } => 3,
        Pattern::Undone { .. } => 4,
    }
}

fn row(stamp: &Stamp) -> Row {
    let Stamp { visit, at, shop, staff, passport, points, undone, .. } = *stamp;
    Row { visit, at, shop, staff, passport, points, undone }
}

/// What each hand stamped at each shop, in the order of time.
fn by_hand(stamps: &[Stamp]) -> BTreeMap<(PersonId, ShopId), Vec<&Stamp>> {
    let mut hands: BTreeMap<_, Vec<&Stamp>> = BTreeMap::new();
    for stamp in stamps {
        if let Some(staff) = stamp.staff {
            hands.entry((staff, stamp.shop)).or_default().push(stamp);
        }
    }
    for given in hands.values_mut() {
        given.sort_by_key(|s| (s.at, s.visit));
    }
    hands
}

fn bursts(stamps: &[Stamp]) -> Vec<Finding> {
    let mut found = Vec::new();
    for ((staff, shop), given) in by_hand(stamps) {
        let mut rows: BTreeMap<VisitId, Row> = BTreeMap::new();
        for some in given.windows(BURST) {
            if let [first, .., last] = some
                && last.at.0 - first.at.0 < BURST_WITHIN
            {
                rows.extend(some.iter().map(|s| (s.visit, row(s))));
            }
        }
        if !rows.is_empty() {
            found.push(Finding { pattern: Pattern::Burst { staff, shop }, rows: rows.into_values().collect() });
        }
    }
    found
}

fn own_shop(stamps: &[Stamp], colleagues: &[Colleague]) -> Vec<Finding> {
    let of = |one: &Colleague| {
        let theirs = stamps.iter().filter(|s| s.shop == one.shop && s.passport == one.passport && !s.undone);
        let rows: Vec<Row> = theirs.map(row).collect();
        let pattern = Pattern::OwnShop { of: one.person, shop: one.shop };
        (rows.len() >= OWN_SHOP).then_some(Finding { pattern, rows })
    };
    colleagues.iter().filter_map(of).collect()
}

fn favourites(stamps: &[Stamp]) -> Vec<Finding> {
    let mut pairs: BTreeMap<(PersonId, PassportId, ShopId), BTreeMap<Day, Vec<Row>>> = BTreeMap::new();
    for stamp in stamps.iter().filter(|s| !s.undone) {
        if let Some(staff) = stamp.staff {
            let days = pairs.entry((staff, stamp.passport, stamp.shop)).or_default();
            days.entry(stamp.day).or_default().push(row(stamp));
        }
    }
    let mut found = Vec::new();
    for ((staff, passport, shop), days) in pairs {
        let often: Vec<Vec<Row>> = days.into_values().filter(|rows| rows.len() > 1).collect();
        if often.len() >= FAVOURITE_DAYS {
            let pattern = Pattern::Favourite { staff, passport, shop };
            found.push(Finding { pattern, rows: often.into_iter().flatten().collect() });
        }
    }
    found
}

fn trades(used: &[Used]) -> Vec<Finding> {
    let mut pairs: BTreeMap<(ShopId, ShopId), Vec<&Used>> = BTreeMap::new();
    for slip in used {
        pairs.entry((slip.from.min(slip.to), slip.from.max(slip.to))).or_default().push(slip);
    }
    let mut found = Vec::new();
    for ((one, other), slips) in pairs {
        let to = |shop: ShopId| slips.iter().filter(|s| s.to == shop).count();
        let went: BTreeSet<PassportId> = slips.iter().filter(|s| s.to == one).map(|s| s.passport).collect();
        let came: BTreeSet<PassportId> = slips.iter().filter(|s| s.to == other).map(|s| s.passport).collect();
        let both: Vec<&&Used> =
            slips.iter().filter(|s| went.contains(&s.passport) && came.contains(&s.passport)).collect();
        let fair = slips.len() < TRADE || to(one) < TRADE_EACH_WAY || to(other) < TRADE_EACH_WAY;
        if fair || both.len() * 2 < slips.len() {
            continue;
        }
        let rows = both.iter().map(|s| Row {
            visit: s.visit,
            at: s.at,
            shop: s.to,
            staff: s.staff,
            passport: s.passport,
            points: s.points,
            undone: false,
        });
        found.push(Finding { pattern: Pattern::Trade { one, other }, rows: rows.collect() });
    }
    found
}

fn undone(stamps: &[Stamp]) -> Vec<Finding> {
    let mut found = Vec::new();
    for ((staff, shop), given) in by_hand(stamps) {
        let rows: Vec<Row> = given.iter().filter(|s| s.undone).map(|s| row(s)).collect();
        if rows.len() >= UNDONE && rows.len() * UNDONE_ONE_OF >= given.len() {
            found.push(Finding { pattern: Pattern::Undone { staff, shop }, rows });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Stamp number `n`, `seconds` into the first day.
    fn stamp(n: i64, seconds: i64, staff: i64, passport: i64) -> Stamp {
        let at = Millis(seconds * 1000);
        Stamp {
            visit: VisitId(n),
            at,
            day: Day(seconds / 86_400),
            shop: ShopId(1),
            staff: Some(PersonId(staff)),
            passport: PassportId(passport),
            points: Points(5),
            undone: false,
        }
    }

    fn seen(stamps: &[Stamp]) -> Vec<(Pattern, usize)> {
        findings(stamps, &[], &[]).into_iter().map(|f| (f.pattern, f.rows.len())).collect()
    }

    #[test]
    fn six_cards_within_a_minute_by_one_hand_stand_out() {
        let burst = Pattern::Burst { staff: PersonId(1), shop: ShopId(1) };
        let quick: Vec<Stamp> = (0..6).map(|n| stamp(n, 100 + n * 11, 1, n)).collect();
        assert_eq!(seen(&quick), [(burst, 6)]);
        // The same in two hands, or a little slower: a queue at lunch.
        let two: Vec<Stamp> = quick.iter().map(|s| Stamp { staff: Some(PersonId(s.visit.0 % 2)), ..*s }).collect();
        assert_eq!(seen(&two), []);
        let slower: Vec<Stamp> = (0..60).map(|n| stamp(n, 100 + n * 12, 1, n)).collect();
        assert_eq!(seen(&slower), []);
        // Each stamp of a longer burst is told once.
        let long: Vec<Stamp> = (0..9).map(|n| stamp(n, 100 + n * 5, 1, n)).collect();
        assert_eq!(seen(&long), [(burst, 9)]);
    }

    #[test]
    fn a_colleague_stamped_here_six_times_stands_out_and_an_undone_one_does_not_count() {
        let mut stamps: Vec<Stamp> = (0..6).map(|n| stamp(n, n * 200_000, 1, 7)).collect();
        let here = Colleague { person: PersonId(2), shop: ShopId(1), passport: PassportId(7) };
        let of = |stamps: &[Stamp], one| findings(stamps, &[], &[one]).len();
        assert_eq!(of(&stamps, here), 1);
        assert_eq!(of(&stamps, Colleague { shop: ShopId(2), ..here }), 0);
        stamps[3].undone = true;
        assert_eq!(of(&stamps, here), 0);
    }

    #[test]
    fn twice_a_day_by_one_hand_on_four_days_stands_out() {
        let day = |d: i64| [stamp(d * 2, d * 86_400, 1, 7), stamp(d * 2 + 1, d * 86_400 + 20_000, 1, 7)];
        let favourite = Pattern::Favourite { staff: PersonId(1), passport: PassportId(7), shop: ShopId(1) };
        let four: Vec<Stamp> = (0..4).flat_map(day).collect();
        assert_eq!(seen(&four), [(favourite, 8)]);
        assert_eq!(seen(&four[..7]), []);
        // Once a day for four weeks is a regular.
        let regular: Vec<Stamp> = (0..28).map(|d| stamp(d, d * 86_400, 1, 7)).collect();
        assert_eq!(seen(&regular), []);
    }

    #[test]
    fn the_same_people_back_and_forth_are_a_trade_and_many_people_one_way_each_are_not() {
        let slip = |n: i64, from: i64, to: i64, passport: i64| Used {
            from: ShopId(from),
            to: ShopId(to),
            staff: None,
            passport: PassportId(passport),
            visit: VisitId(n),
            at: Millis(n),
            points: Points(10),
        };
        let trade: Vec<Used> =
            (0..6).map(|n| if n % 2 == 0 { slip(n, 1, 2, n / 2) } else { slip(n, 2, 1, n / 2) }).collect();
        let told = findings(&[], &trade, &[]);
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].pattern, told[0].rows.len()), (Pattern::Trade { one: ShopId(1), other: ShopId(2) }, 6));
        assert!(told[0].rows.is_sorted_by_key(|r| std::cmp::Reverse(r.at)));
        let neighbours: Vec<Used> =
            (0..40).map(|n| if n % 2 == 0 { slip(n, 1, 2, n) } else { slip(n, 2, 1, n) }).collect();
        assert_eq!(findings(&[], &neighbours, &[]), []);
    }

    #[test]
    fn a_fifth_taken_back_stands_out() {
        let mut stamps: Vec<Stamp> = (0..25).map(|n| stamp(n, n * 3_000, 1, n)).collect();
        stamps[..5].iter_mut().for_each(|s| s.undone = true);
        assert_eq!(seen(&stamps), [(Pattern::Undone { staff: PersonId(1), shop: ShopId(1) }, 5)]);
        stamps.push(stamp(25, 90_000, 1, 25));
        assert_eq!(seen(&stamps), []);
    }
}
