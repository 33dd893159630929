//! What the producer sees: how a period went, in groups of people. Reads only. What may be told is decided in `rules`; single
//! people are counted in `trail` and nowhere else.

pub mod api;
mod ground;
mod periods;
mod reading;
mod rules;
mod store;
mod summary;
mod trail;
mod week;

pub use ground::{Lay, Point};
pub use noren_views::dashboard::{Kind, Period};
pub use periods::{days, parse};
pub use rules::{Cell, FEWEST};

/// So many people, and what they came to, as they may be told.
pub fn crowd(people: i64, count: i64) -> (Cell, Cell) {
    (Cell::people(people), Cell::of(people, count))
}
pub use summary::{Summary, summary};
pub use week::{LeftOut, Todo};

use crate::brand::Brand;
use crate::db::Tx;
use crate::shop::Shop;
use crate::words::{Day, Millis, Result};
use reading::{Reading, Slips as Given};

/// How many periods the share of several shops is told for, this one included.
const PERIODS: usize = 6;

/// Where a period stands against today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    pub period: Period,
    /// A later one has begun.
    pub has_next: bool,
    /// Today, while the period is not over: then it is told as the whole period so far.
    pub so_far: Option<Day>,
}

impl Standing {
    pub fn of(brand: &Brand, period: Period, now: Millis) -> Standing {
        let today = now.day(&brand.zone());
        let (from, to) = days(period);
        Standing { period, has_next: to <= today, so_far: (from <= today && today < to).then_some(today) }
    }
}

/// How a period went. Shops are named by their place in `shops`.
#[derive(Debug, Clone)]
pub struct Overview {
    pub standing: Standing,
    /// Has anything ever been stamped?
    pub begun: bool,
    pub visits: Cell,
    /// Per cent against the period before.
    pub change: Option<i64>,
    pub passports: Cell,
    /// Per cent of people who used more than one shop.
    pub shared: Option<i64>,
    pub shared_before: Option<i64>,
    pub slips_given: Cell,
    pub slips_used: Cell,
    /// By first day.
    pub columns: Vec<(Day, Cell)>,
    /// Mean of a column of the period before.
    pub average_before: Option<i64>,
    pub shares: Vec<(Period, Option<i64>)>,
    /// People who used one, two, three, four or more shops.
    pub by_shops: [Cell; 4],
    /// Needs by their codes, most people first; only what may be told.
    pub flows: Vec<(&'static str, &'static str, Cell)>,
    /// Pairs of needs that are too few.
    pub few_flows: usize,
    pub ground: Lay,
    /// Visits at the shops of each hexagon; `None` where no shop stands.
    pub areas: Vec<Option<Cell>>,
    pub shops: Vec<Shop>,
    /// Visits at each shop.
    pub shop_visits: Vec<Cell>,
    pub left_out: Vec<LeftOut>,
    pub todos: Vec<Todo>,
}

/// How a period went.
pub fn overview(tx: &mut Tx, brand: &Brand, period: Period, now: Millis) -> Result<Overview> {
    let standing = Standing::of(brand, period, now);
    let read = Reading::of(tx, brand, period, true)?;
    let given = Given::of(tx, brand.id, &read, period)?;
    let trail = &read.trail;
    let (visits, passports) = (trail.all.cell(), Cell::people(trail.all.crowd.people()));
    let classes = trail.used.classes();
    let by_shops = rules::classes(passports, classes);
    let shared = rules::shared(passports, by_shops[0], classes[1..].iter().sum());

    let mut shares = Vec::with_capacity(PERIODS);
    let mut before = None;
    for past in periods::run(period.before(), PERIODS - 1) {
        let told = read.past(tx, past)?;
        shares.push((past, told.shared));
        before = Some(told);
    }
    shares.push((period, shared));
    let average_before = before.as_ref().and_then(|b| b.visits.told()).map(|n| {
        let columns = periods::columns(period.before()).len() as i64;
        (n + columns / 2) / columns.max(1)
    });

    let begun = |first: &Day| standing.so_far.is_none_or(|today| *first <= today);
    let columns = rules::parts(visits, trail.columns.iter().map(|c| c.part()));
    let flows: Vec<_> = trail.needs.iter().map(|(pair, crowd)| (*pair, Cell::people(crowd.people()))).collect();
    let few_flows = flows.iter().filter(|(_, cell)| cell.told().is_none()).count();
    let shop_visits = read.shop_visits(visits);
    let areas = read.areas(visits, &shop_visits);
    let week = week::Week::of(tx, brand, &read, now)?;
    Ok(Overview {
        standing,
        begun: read.span.is_some(),
        visits,
        change: before.as_ref().and_then(|b| rules::change(visits, b.visits)),
        passports,
        shared,
        shared_before: before.and_then(|b| b.shared),
        slips_given: given.given.cell(),
        slips_used: given.used.cell(),
        columns: read.plan.columns.iter().copied().zip(columns).filter(|(first, _)| begun(first)).collect(),
        average_before,
        shares,
        by_shops,
        flows: told_flows(flows),
        few_flows,
        left_out: week.left_out(&read, &given),
        todos: week.todos(&read, &given, &shop_visits),
        areas,
        shop_visits,
        ground: read.lay,
        shops: read.shops,
    })
}

fn told_flows(mut flows: Vec<((usize, usize), Cell)>) -> Vec<(&'static str, &'static str, Cell)> {
    let needs = crate::shop::needs::all();
    flows.retain(|(_, cell)| cell.told().is_some());
    flows.sort_by_key(|(pair, cell)| (std::cmp::Reverse(*cell), *pair));
    let code = |at: usize| needs.get(at).map(|n| n.code.as_str());
    flows.into_iter().filter_map(|((from, to), cell)| Some((code(from)?, code(to)?, cell))).collect()
}

/// One shop in the table of shops.
#[derive(Debug, Clone)]
pub struct ShopRow {
    pub shop: Shop,
    pub visits: Cell,
    pub passports: Cell,
    pub slips_given: Cell,
    pub slips_received: Cell,
    pub last_stamp: Option<Day>,
}

/// The table of shops of a period, most visited first.
pub fn shops(tx: &mut Tx, brand: &Brand, period: Period) -> Result<Vec<ShopRow>> {
    let read = Reading::of(tx, brand, period, false)?;
    let given = Given::of(tx, brand.id, &read, period)?;
    let visits = read.shop_visits(read.trail.all.cell());
    let (sent, received) = given.margins();
    let last = read.last_days(store::last_days(tx, brand.id)?);
    let rows = read.shops.into_iter().enumerate().map(|(at, shop)| ShopRow {
        shop,
        visits: visits[at],
        // Where its visits had to be hidden, so are its people.
        passports: visits[at].told().map_or(Cell::FEWER, |_| Cell::people(read.trail.shops[at].crowd.people())),
        slips_given: sent[at],
        slips_received: received[at],
        last_stamp: last[at],
    });
    let mut rows: Vec<ShopRow> = rows.collect();
    rows.sort_by_key(|row| (std::cmp::Reverse(row.visits), row.shop.id));
    Ok(rows)
}

/// Slips of a period from shop to shop.
#[derive(Debug, Clone)]
pub struct Slips {
    pub standing: Standing,
    pub given: Cell,
    pub used: Cell,
    pub shops: Vec<Shop>,
    /// (from, to, given, used) for each pair between which there was a slip.
    pub pairs: Vec<(usize, usize, Cell, Cell)>,
}

/// Slips given in a period, and how many of these were used.
pub fn slips(tx: &mut Tx, brand: &Brand, period: Period, now: Millis) -> Result<Slips> {
    let read = Reading::shops_only(tx, brand, period)?;
    let given = Given::of(tx, brand.id, &read, period)?;
    Ok(Slips {
        standing: Standing::of(brand, period, now),
        given: given.given.cell(),
        used: given.used.cell(),
        pairs: given.pairs(),
        shops: read.shops,
    })
}
