//! Reads a period: its visits in pieces of a few days, its slips, and lays them out in tables whose parts are safe to
//! tell beside their wholes.

use super::ground::{self, Lay};
use super::rules::{self, Cell};
use super::trail::{Numbers, Plan, Stand, Tally, Trail, Used};
use super::{Period, days, periods, store};
use crate::brand::Brand;
use crate::db::Tx;
use crate::district;
use crate::shop::{self, Place, Shop, needs};
use crate::slip;
use crate::words::{BrandId, Day, PassportId, Result, ShopId};
use std::collections::{BTreeMap, HashMap};

/// Days read at a time: a street of a million visits a year has twenty thousand in them.
const PIECE: i64 = 7;

pub(super) struct Reading {
    pub brand: BrandId,
    pub shops: Vec<Shop>,
    pub plan: Plan,
    pub lay: Lay,
    pub trail: Trail,
    /// First and last day on which anything was stamped.
    pub span: Option<(Day, Day)>,
}

/// What is told of a period that is over.
pub(super) struct Past {
    pub visits: Cell,
    pub shared: Option<i64>,
}

impl Reading {
    /// The shops of a brand and where they stand in the tables of a period; nothing read of its visits yet.
    pub fn shops_only(tx: &mut Tx, brand: &Brand, period: Period) -> Result<Reading> {
        Reading::begin(tx, brand, period, Lay::default())
    }

    /// A period's visits; with the ground, where it is to be drawn.
    pub fn of(tx: &mut Tx, brand: &Brand, period: Period, with_ground: bool) -> Result<Reading> {
        let mut lay = Lay::default();
        if with_ground {
            let places: Vec<Place> =
                shop::all(tx, brand.id)?.iter().map(|s| Place { lat: s.lat, lon: s.lon }).collect();
            let districts = district::boundaries(tx, brand.id)?.into_iter().map(|d| d.boundary).collect();
            lay = ground::lay(districts, &places);
        }
        let mut read = Reading::begin(tx, brand, period, lay)?;
        for (from, to) in pieces(days(period), read.span) {
            read.trail.take(&read.plan, store::steps(tx, brand.id, from, to)?);
        }
        Ok(read)
    }

    fn begin(tx: &mut Tx, brand: &Brand, period: Period, lay: Lay) -> Result<Reading> {
        let shops = shop::all(tx, brand.id)?;
        let need = |s: &Shop| s.need.as_ref().and_then(|need| needs::all().iter().position(|n| n.code == *need));
        let stand = |(at, s): (usize, &Shop)| {
            let area = lay.shops.get(at).map_or(usize::MAX, |(_, area)| *area);
            (s.id, Stand { at, need: need(s), area })
        };
        let plan = Plan { columns: periods::columns(period), shops: shops.iter().enumerate().map(stand).collect() };
        let trail = Trail::new(&plan, lay.hexes.len());
        Ok(Reading { brand: brand.id, shops, plan, lay, trail, span: store::span(tx, brand.id)? })
    }

    /// Another period's total and share.
    pub fn past(&self, tx: &mut Tx, period: Period) -> Result<Past> {
        let (mut people, mut all, mut used) = (Numbers::default(), Tally::default(), Used::default());
        for (from, to) in pieces(days(period), self.span) {
            for (passport, shop) in store::seen(tx, self.brand, from, to)? {
                let Some(at) = self.at(shop) else { continue };
                let person = people.of(passport);
                all.add(person, 1);
                used.add(person, at);
            }
        }
        let (classes, passports) = (used.classes(), Cell::people(all.crowd.people()));
        let one = rules::classes(passports, classes)[0];
        Ok(Past { visits: all.cell(), shared: rules::shared(passports, one, classes[1..].iter().sum()) })
    }

    /// A shop's place in the tables.
    pub fn at(&self, shop: ShopId) -> Option<usize> {
        self.plan.shops.get(&shop).map(|stand| stand.at)
    }

    /// Visits by shop, safe beside their sum.
    pub fn shop_visits(&self, whole: Cell) -> Vec<Cell> {
        rules::parts(whole, self.trail.shops.iter().map(Tally::part))
    }

    /// Visits by hexagon, safe beside their sum and beside the shops that stand in each. `None` where no shop stands.
    pub fn areas(&self, whole: Cell, shops: &[Cell]) -> Vec<Option<Cell>> {
        let mut areas: Vec<Option<Cell>> = vec![None; self.trail.areas.len()];
        let mut standing: Vec<Vec<Cell>> = vec![Vec::new(); areas.len()];
        for ((cell, tally), (_, area)) in shops.iter().zip(&self.trail.shops).zip(&self.lay.shops) {
            if let Some(here) = areas.get_mut(*area) {
                *here = Some(Cell::FEWER);
            }
            if let Some(here) = standing.get_mut(*area).filter(|_| tally.count > 0) {
                here.push(*cell);
            }
        }
        let visited: Vec<usize> = (0..areas.len()).filter(|at| !standing[*at].is_empty()).collect();
        let own = |at: &usize| match standing[*at].as_slice() {
            // An area of one shop is that shop.
            [one] => *one,
            here if rules::fits(self.trail.areas[*at].cell(), here) => self.trail.areas[*at].cell(),
            _ => Cell::FEWER,
        };
        let mut cells: Vec<Cell> = visited.iter().map(own).collect();
        rules::make_room(whole, &mut cells);
        for (at, cell) in visited.into_iter().zip(cells) {
            areas[at] = Some(cell);
        }
        areas
    }

    /// Days by shop, in the order of the tables.
    pub fn last_days(&self, rows: Vec<(ShopId, Option<Day>)>) -> Vec<Option<Day>> {
        let mut days = vec![None; self.shops.len()];
        for (shop, day) in rows {
            if let Some(at) = self.at(shop) {
                days[at] = day;
            }
        }
        days
    }
}

/// The part of some days in which anything happened, piece by piece.
fn pieces((from, to): (Day, Day), span: Option<(Day, Day)>) -> Vec<(Day, Day)> {
    let Some((first, last)) = span else { return Vec::new() };
    let (from, to) = (from.0.max(first.0), to.0.min(last.0 + 1));
    (0..).map(|n| from + n * PIECE).take_while(|at| *at < to).map(|at| (Day(at), Day((at + PIECE).min(to)))).collect()
}

/// Slips of a period, by pair of shops.
pub(super) struct Slips {
    pub given: Tally,
    pub used: Tally,
    /// Given to whom, by passport.
    pub to: Vec<PassportId>,
    by_pair: BTreeMap<(usize, usize), (Tally, Tally)>,
    sent: Vec<Tally>,
    received: Vec<Tally>,
}

impl Slips {
    pub fn of(tx: &mut Tx, brand: BrandId, read: &Reading, period: Period) -> Result<Slips> {
        let (from, to) = days(period);
        let count = read.shops.len();
        let mut slips = Slips {
            given: Tally::default(),
            used: Tally::default(),
            to: Vec::new(),
            by_pair: BTreeMap::new(),
            sent: vec![Tally::default(); count],
            received: vec![Tally::default(); count],
        };
        let mut people = Numbers::default();
        for (from, to, passport, used) in slip::between(tx, brand, from, to)? {
            let (Some(from), Some(to)) = (read.at(from), read.at(to)) else { continue };
            let person = people.of(passport);
            slips.given.add(person, 1);
            slips.to.push(passport);
            slips.sent[from].add(person, 1);
            slips.received[to].add(person, 1);
            let pair = slips.by_pair.entry((from, to)).or_default();
            pair.0.add(person, 1);
            if used {
                slips.used.add(person, 1);
                pair.1.add(person, 1);
            }
        }
        Ok(slips)
    }

    /// Slips sent by and sent to each shop, each safe beside their sum.
    pub fn margins(&self) -> (Vec<Cell>, Vec<Cell>) {
        let whole = self.given.cell();
        let table = |tallies: &[Tally]| rules::parts(whole, tallies.iter().map(Tally::part));
        (table(&self.sent), table(&self.received))
    }

    /// Raw: has this shop been sent anybody?
    pub fn sent_to(&self, shop: usize) -> bool {
        self.received.get(shop).is_some_and(|t| t.count > 0)
    }

    pub fn between(&self, from: usize, to: usize) -> Cell {
        self.by_pair.get(&(from, to)).map_or(Cell::FEWER, |(given, _)| given.cell())
    }

    /// Each pair, safe beside the sums of its row, its column and all.
    pub fn pairs(&self) -> Vec<(usize, usize, Cell, Cell)> {
        let keys: Vec<(usize, usize)> = self.by_pair.keys().copied().collect();
        let mut given: Vec<Cell> = self.by_pair.values().map(|(given, _)| given.cell()).collect();
        let (sent, received) = self.margins();
        let mut lines: Vec<(Cell, Vec<usize>)> = vec![(self.given.cell(), (0..keys.len()).collect())];
        let mut by_shop: HashMap<(bool, usize), Vec<usize>> = HashMap::new();
        for (at, (from, to)) in keys.iter().enumerate() {
            by_shop.entry((true, *from)).or_default().push(at);
            by_shop.entry((false, *to)).or_default().push(at);
        }
        lines.extend(by_shop.into_iter().map(|((row, shop), at)| (if row { sent[shop] } else { received[shop] }, at)));
        // Hiding in a row can lay bare a column; what is hidden only grows, so this ends.
        loop {
            let before = given.clone();
            for (whole, line) in &lines {
                let mut cells: Vec<Cell> = line.iter().map(|at| given[*at]).collect();
                rules::make_room(*whole, &mut cells);
                line.iter().zip(cells).for_each(|(at, cell)| given[*at] = cell);
            }
            if given == before {
                break;
            }
        }
        let mut used: Vec<Cell> = self
            .by_pair
            .values()
            .zip(&given)
            .map(|((_, used), given)| given.told().map_or(Cell::FEWER, |_| used.cell()))
            .collect();
        rules::make_room(self.used.cell(), &mut used);
        keys.into_iter().zip(given).zip(used).map(|(((from, to), given), used)| (from, to, given, used)).collect()
    }
}
