//! What the visits of a period come to, gathered row by row so that a million of them never lie in memory. Pure; raw
//! counts live here and leave as cells only.

use super::rules::Cell;
use crate::words::{Day, Millis, PassportId, ShopId};
use std::collections::{BTreeMap, HashMap};

/// One visit that stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    pub day: Day,
    pub shop: ShopId,
    pub passport: PassportId,
    pub at: Millis,
    pub points: i64,
}

/// Different people: a set of the numbers they have within one gathering.
#[derive(Debug, Clone, Default)]
pub(super) struct Crowd(Vec<u64>);

impl Crowd {
    pub fn add(&mut self, person: usize) {
        let (word, bit) = (person / 64, person % 64);
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << bit;
    }

    pub fn people(&self) -> i64 {
        self.0.iter().map(|w| i64::from(w.count_ones())).sum()
    }

    pub fn has(&self, person: usize) -> bool {
        self.0.get(person / 64).is_some_and(|w| w >> (person % 64) & 1 == 1)
    }
}

/// People and what they did.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    pub crowd: Crowd,
    pub count: i64,
}

impl Tally {
    pub fn add(&mut self, person: usize, count: i64) {
        self.crowd.add(person);
        self.count += count;
    }

    /// (people, what they did), for a table of parts.
    pub fn part(&self) -> (i64, i64) {
        (self.crowd.people(), self.count)
    }

    pub fn cell(&self) -> Cell {
        Cell::of(self.crowd.people(), self.count)
    }
}

/// Gives each passport a number from 0.
#[derive(Debug, Default)]
pub(super) struct Numbers(HashMap<PassportId, usize>);

impl Numbers {
    pub fn of(&mut self, passport: PassportId) -> usize {
        let next = self.0.len();
        *self.0.entry(passport).or_insert(next)
    }

    pub fn known(&self) -> impl Iterator<Item = (PassportId, usize)> + '_ {
        self.0.iter().map(|(passport, number)| (*passport, *number))
    }
}

/// How many shops each person used: the first four by name, which is all that is asked.
#[derive(Debug, Default)]
pub(super) struct Used(Vec<([u32; 4], u8)>);

impl Used {
    pub fn add(&mut self, person: usize, shop: usize) {
        if self.0.len() <= person {
            self.0.resize(person + 1, ([0; 4], 0));
        }
        let (seen, n) = &mut self.0[person];
        let (shop, held) = (shop as u32, usize::from(*n));
        if held < 4 && !seen[..held].contains(&shop) {
            seen[held] = shop;
            *n += 1;
        }
    }

    pub fn several(&self, person: usize) -> bool {
        self.0.get(person).is_some_and(|(_, n)| *n > 1)
    }

    /// People who used one, two, three, four or more shops.
    pub fn classes(&self) -> [i64; 4] {
        let mut classes = [0; 4];
        for (_, n) in self.0.iter().filter(|(_, n)| *n > 0) {
            classes[usize::from(*n) - 1] += 1;
        }
        classes
    }
}

/// Which part of each table a visit belongs to.
pub(super) struct Plan {
    /// First days of the columns, in order.
    pub columns: Vec<Day>,
    pub shops: HashMap<ShopId, Stand>,
}

/// Where a shop stands in the tables.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stand {
    pub at: usize,
    pub need: Option<usize>,
    pub area: usize,
}

#[derive(Default)]
pub(super) struct Trail {
    pub people: Numbers,
    pub all: Tally,
    pub points: i64,
    pub used: Used,
    pub columns: Vec<Tally>,
    pub shops: Vec<Tally>,
    pub areas: Vec<Tally>,
    /// Who went from one need to another on one day, by the next stop.
    pub needs: BTreeMap<(usize, usize), Crowd>,
    /// The same from shop to shop.
    pub pairs: BTreeMap<(usize, usize), Crowd>,
}

impl Trail {
    pub fn new(plan: &Plan, areas: usize) -> Trail {
        Trail {
            columns: vec![Tally::default(); plan.columns.len()],
            shops: vec![Tally::default(); plan.shops.len()],
            areas: vec![Tally::default(); areas],
            ..Trail::default()
        }
    }

    /// Takes in whole days.
    pub fn take(&mut self, plan: &Plan, mut steps: Vec<Step>) {
        steps.sort_unstable_by_key(|s| (s.day, s.passport, s.at));
        let mut before: Option<(Day, PassportId, Stand)> = None;
        for step in steps {
            let Some(stand) = plan.shops.get(&step.shop).copied() else { continue };
            let person = self.people.of(step.passport);
            self.all.add(person, 1);
            self.points += step.points;
            self.used.add(person, stand.at);
            self.shops[stand.at].add(person, 1);
            if let Some(area) = self.areas.get_mut(stand.area) {
                area.add(person, 1);
            }
            let column = plan.columns.partition_point(|first| *first <= step.day);
            if let Some(column) = column.checked_sub(1).and_then(|at| self.columns.get_mut(at)) {
                column.add(person, 1);
            }
            if let Some((_, _, from)) = before.filter(|(day, who, _)| (*day, *who) == (step.day, step.passport)) {
                self.went(person, from, stand);
            }
            before = Some((step.day, step.passport, stand));
        }
    }

    fn went(&mut self, person: usize, from: Stand, to: Stand) {
        if from.at != to.at {
            self.pairs.entry((from.at, to.at)).or_default().add(person);
        }
        if let (Some(from), Some(to)) = (from.need, to.need)
            && from != to
        {
            self.needs.entry((from, to)).or_default().add(person);
        }
    }

    /// Customers of a shop who used another one too.
    pub fn shared(&self, shop: usize) -> i64 {
        let Some(tally) = self.shops.get(shop) else { return 0 };
        self.people.known().filter(|(_, person)| tally.crowd.has(*person) && self.used.several(*person)).count() as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        let stand = |at, need| Stand { at, need, area: 0 };
        let shops = [(ShopId(1), stand(0, Some(7))), (ShopId(2), stand(1, Some(8))), (ShopId(3), stand(2, None))];
        Plan { columns: vec![Day(10), Day(12)], shops: shops.into() }
    }

    fn step(day: i64, shop: i64, passport: i64, at: i64) -> Step {
        Step { day: Day(day), shop: ShopId(shop), passport: PassportId(passport), at: Millis(at), points: 5 }
    }

    #[test]
    fn people_are_counted_once_and_visits_each_time() {
        let plan = plan();
        let mut trail = Trail::new(&plan, 1);
        trail.take(&plan, vec![step(10, 1, 1, 2), step(10, 1, 1, 9), step(11, 2, 2, 1)]);
        trail.take(&plan, vec![step(12, 2, 1, 3), step(12, 9, 1, 4)]);
        assert_eq!(trail.all.part(), (2, 4));
        assert_eq!(trail.points, 20);
        assert_eq!(trail.columns.iter().map(Tally::part).collect::<Vec<_>>(), [(2, 3), (1, 1)]);
        assert_eq!(trail.shops.iter().map(Tally::part).collect::<Vec<_>>(), [(1, 2), (2, 2), (0, 0)]);
        assert_eq!(trail.used.classes(), [1, 1, 0, 0]);
        assert_eq!((trail.shared(0), trail.shared(1), trail.shared(2)), (1, 1, 0));
    }

    #[test]
    fn going_on_is_the_next_stop_of_the_same_person_on_the_same_day() {
        let plan = plan();
        let mut trail = Trail::new(&plan, 1);
        trail.take(
            &plan,
            vec![
                step(10, 2, 1, 9),
                step(10, 1, 1, 2),
                step(10, 3, 2, 4),
                step(11, 1, 1, 1),
                step(11, 3, 1, 2),
                step(11, 2, 1, 3),
            ],
        );
        assert_eq!(trail.needs.keys().copied().collect::<Vec<_>>(), [(7, 8)]);
        assert_eq!(trail.pairs.keys().copied().collect::<Vec<_>>(), [(0, 1), (0, 2), (2, 1)]);
    }

    #[test]
    fn four_shops_are_many() {
        let mut used = Used::default();
        for shop in [3, 3, 5, 7, 5, 9, 11] {
            used.add(70, shop);
        }
        assert_eq!(used.classes(), [0, 0, 0, 1]);
        assert!(used.several(70) && !used.several(3));
    }
}
