//! What may be told of people in groups. Pure. The one place where a count becomes a [`Cell`].
//!
//! 1. A count is told only where it stands for ten people or more, and rounded to 5: people and what they did alike.
//! 2. None and few look the same (that there were none may be found from elsewhere: it finds nobody).
//! 3. Where parts are told beside their whole, whole less parts must leave every hidden part at least five possible
//!    values, as many as rounding leaves a told one. Else none of the parts is told.
//! 4. Shares are computed from what is told, never from what is not.

/// A cell stands for so many people or is not told.
pub const FEWEST: i64 = 10;
const STEP: i64 = 5;
/// How far a told count may be from the true one.
const OFF: i64 = STEP / 2;
/// What is hidden could be any of so many counts.
const ROOM: i64 = 5;

/// A count that may be told, or one that stands for too few people. Made here and nowhere else; holds nothing but what
/// may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell(Option<i64>);

impl Cell {
    pub const FEWER: Cell = Cell(None);

    /// What `people` different people came to: themselves, their visits, their slips, their points.
    pub(crate) fn of(people: i64, count: i64) -> Cell {
        if people < FEWEST || count < 0 { Cell::FEWER } else { Cell(Some((count + OFF) / STEP * STEP)) }
    }

    pub(crate) fn people(people: i64) -> Cell {
        Cell::of(people, people)
    }

    /// The rounded count, where it may be told.
    pub fn told(self) -> Option<i64> {
        self.0
    }
}

/// The counts that the hidden parts together can have: whole less parts, every one of them rounded.
fn rest(whole: i64, parts: &[Cell]) -> (i64, i64) {
    let told = || parts.iter().filter_map(|p| p.0);
    let least = whole - OFF - told().map(|n| n + OFF).sum::<i64>();
    let most = whole + OFF - told().map(|n| (n - OFF).max(FEWEST)).sum::<i64>();
    (least, most)
}

/// Does whole less parts leave a hidden part room, where it is one of `hidden` that have at least `from` each? Nine is
/// the most of them, as where everybody comes once; what is more than all nines gives nothing away.
fn roomy(whole: Cell, parts: &[Cell], from: i64) -> bool {
    let hidden = parts.iter().filter(|p| p.0.is_none()).count() as i64;
    let (Some(whole), 1..) = (whole.0, hidden) else { return true };
    let (least, most) = rest(whole, parts);
    let each = least - (FEWEST - 1) * (hidden - 1);
    each >= FEWEST || most.min(FEWEST - 1) - each.max(from) >= ROOM - 1
}

/// Hides every part where one could be found from the whole.
pub(super) fn make_room(whole: Cell, parts: &mut [Cell]) {
    if !roomy(whole, parts, 1) {
        parts.fill(Cell::FEWER);
    }
}

/// Parts of a whole that is told: (people, what they did). Where nobody was may be known from elsewhere (a day to come,
/// a shop that rests): such a part is not told and hides no other.
pub(super) fn parts(whole: Cell, of: impl IntoIterator<Item = (i64, i64)>) -> Vec<Cell> {
    let of: Vec<(i64, i64)> = of.into_iter().collect();
    let some = || of.iter().filter(|(people, _)| *people > 0);
    let mut cells: Vec<Cell> = some().map(|(people, count)| Cell::of(*people, *count)).collect();
    make_room(whole, &mut cells);
    let mut cells = cells.into_iter();
    let next = |(people, _): &(i64, i64)| (*people > 0).then(|| cells.next()).flatten().unwrap_or(Cell::FEWER);
    of.iter().map(next).collect()
}

/// Is a part (an area) safe to tell beside its own parts (its shops)?
pub(super) fn fits(whole: Cell, parts: &[Cell]) -> bool {
    roomy(whole, parts, 1)
}

/// People by a property that each of them has once. A hidden part lies between nobody and nine; where whole less parts
/// would say more than that, none is told.
pub(super) fn classes<const N: usize>(whole: Cell, people: [i64; N]) -> [Cell; N] {
    let cells = people.map(Cell::people);
    if roomy(whole, &cells, 0) { cells } else { [Cell::FEWER; N] }
}

/// The share of people who used more than one shop, in per cent: from who used one and from all, as told. `more` decides
/// only whether it is told.
pub(super) fn shared(all: Cell, one: Cell, more: i64) -> Option<i64> {
    let (all, one) = all.0.zip(one.0)?;
    let share = percent(all - one, all)?;
    (more >= FEWEST).then_some(share.clamp(0, 100))
}

/// One told count of another, in per cent.
pub(super) fn share_of(part: Cell, whole: Cell) -> Option<i64> {
    part.0.zip(whole.0).and_then(|(part, whole)| percent(part, whole)).map(|n| n.clamp(0, 100))
}

/// How much more or less than before, in per cent.
pub(super) fn change(now: Cell, before: Cell) -> Option<i64> {
    now.0.zip(before.0).and_then(|(now, before)| percent(now - before, before))
}

fn percent(part: i64, whole: i64) -> Option<i64> {
    (whole > 0).then(|| (part * 100 + whole / 2).div_euclid(whole))
}

#[cfg(test)]
mod tests {
    // Nobody can be found in what is told: every outcome of small streets is enumerated, and whoever sees one of them
    // (and knows these rules) must be left with at least five counts for each hidden part.
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeSet, HashMap};

    /// All vectors of `N` counts below `limit`.
    fn all<const N: usize>(limit: i64) -> impl Iterator<Item = [i64; N]> {
        (0..limit.pow(N as u32)).map(move |mut n| {
            std::array::from_fn(|_| {
                let digit = n % limit;
                n /= limit;
                digit
            })
        })
    }

    /// For each thing told: what each part could truly be.
    fn possible<const N: usize>(
        limit: i64,
        tell: impl Fn([i64; N]) -> (Cell, Vec<Cell>),
    ) -> Vec<(Vec<Cell>, [BTreeSet<i64>; N])> {
        let mut seen: HashMap<String, (Vec<Cell>, [BTreeSet<i64>; N])> = HashMap::new();
        for truth in all::<N>(limit) {
            let (whole, cells) = tell(truth);
            let key = format!("{whole:?} {cells:?}");
            let entry = seen.entry(key).or_insert_with(|| (cells, std::array::from_fn(|_| BTreeSet::new())));
            for (set, n) in entry.1.iter_mut().zip(truth) {
                set.insert(n);
            }
        }
        seen.into_values().collect()
    }

    fn nobody_is_found<const N: usize>(limit: i64, tell: impl Fn([i64; N]) -> (Cell, Vec<Cell>)) {
        for (cells, sets) in possible(limit, tell) {
            // At the edge of what was enumerated some of the possible truths are missing.
            if sets.iter().flatten().any(|n| *n >= limit - 5) {
                continue;
            }
            for (_, set) in cells.iter().zip(&sets).filter(|(cell, _)| cell.told().is_none()) {
                // That nobody was there finds nobody.
                let nobody = set.iter().all(|n| *n == 0);
                assert!(nobody || set.len() as i64 >= ROOM, "{cells:?} leaves {set:?}");
            }
        }
    }

    fn whole_and_classes<const N: usize>(truth: [i64; N]) -> (Cell, Vec<Cell>) {
        let whole = Cell::people(truth.iter().sum());
        (whole, classes(whole, truth).to_vec())
    }

    /// Everybody comes once.
    fn whole_and_parts<const N: usize>(truth: [i64; N]) -> (Cell, Vec<Cell>) {
        let whole = Cell::people(truth.iter().sum());
        (whole, parts(whole, truth.map(|n| (n, n))))
    }

    #[test]
    fn nobody_is_found_among_classes() {
        nobody_is_found::<2>(60, whole_and_classes);
        nobody_is_found::<3>(34, whole_and_classes);
        nobody_is_found::<4>(22, whole_and_classes);
    }

    #[test]
    fn nobody_is_found_among_parts() {
        nobody_is_found::<2>(60, whole_and_parts);
        nobody_is_found::<3>(34, whole_and_parts);
        nobody_is_found::<4>(22, whole_and_parts);
    }

    /// Whoever knows where somebody was finds nobody either.
    #[test]
    fn nobody_is_found_where_somebody_was() {
        nobody_is_found::<2>(60, |truth| whole_and_parts(truth.map(|n| n + 1)));
        nobody_is_found::<3>(34, |truth| whole_and_parts(truth.map(|n| n + 1)));
    }

    #[test]
    fn tens_and_fives() {
        assert_eq!(
            [0, 9, 10, 12, 13, 16, 17, 18].map(|n| Cell::people(n).told()),
            [None, None, Some(10), Some(10), Some(15), Some(15), Some(15), Some(20)]
        );
        assert_eq!(Cell::of(9, 4000), Cell::FEWER);
        assert_eq!(Cell::of(10, 4001).told(), Some(4000));
    }

    #[test]
    fn a_part_that_could_be_subtracted_takes_the_others_with_it() {
        let whole = Cell::people(100);
        let told = parts(whole, [(48, 48), (48, 48), (2, 2)]);
        assert_eq!(told.iter().filter(|c| c.told().is_none()).count(), 1, "rounding alone leaves room: {told:?}");
        let told = parts(Cell::people(20), [(18, 18), (2, 2)]);
        assert!(told.iter().all(|c| c.told().is_none()), "{told:?}");
    }

    #[test]
    fn shares_come_from_what_is_told() {
        assert_eq!(shared(Cell::people(102), Cell::people(41), 61), Some(60));
        assert_eq!(shared(Cell::people(16), Cell::people(16), 0), None);
        assert_eq!(shared(Cell::people(16), Cell::people(7), 9), None);
        assert_eq!(change(Cell::people(106), Cell::people(100)), Some(5));
        assert_eq!(change(Cell::people(90), Cell::people(100)), Some(-10));
        assert_eq!(change(Cell::people(90), Cell::FEWER), None);
    }

    proptest! {
        #[test]
        fn nothing_under_ten_is_ever_told(people in 0i64..200, did in 0i64..100_000) {
            let cell = Cell::of(people, people + did);
            prop_assert_eq!(cell.told().is_some(), people >= FEWEST);
            if let Some(n) = cell.told() {
                prop_assert!(n >= FEWEST && n % STEP == 0 && (n - people - did).abs() <= OFF);
            }
        }

        #[test]
        fn hiding_ends_and_leaves_room(counts in prop::collection::vec((0i64..40, 0i64..40), 1..30)) {
            let counts: Vec<(i64, i64)> = counts.into_iter().map(|(people, more)| (people, people + more)).collect();
            let whole = Cell::of(counts.iter().map(|c| c.0).sum(), counts.iter().map(|c| c.1).sum());
            let told = parts(whole, counts.clone());
            // Where nobody was hides no other (see `parts`): such a part is no hidden one here either.
            let some: Vec<Cell> = told.iter().zip(&counts).filter(|(_, c)| c.0 > 0).map(|(cell, _)| *cell).collect();
            prop_assert!(roomy(whole, &some, 1) || told.iter().all(|c| c.told().is_none()));
            for (cell, (people, _)) in told.iter().zip(counts) {
                prop_assert!(cell.told().is_none() || people >= FEWEST);
            }
        }
    }
}
