//! The seed's habits made ready to be asked: who is open, who draws people today, who goes on where. Pure.

use super::calendar::{DayOf, Minute, Open, Span};
use super::seed::{Archetype, Month, Seed, ShopSeed};
use crate::words::Result;

/// A shop, by its place in the list of joining.
pub(super) type ShopNo = usize;

/// A way on from a shop.
#[derive(Debug, Clone, Copy)]
pub(super) struct Way {
    pub(super) to: ShopNo,
    pub(super) weight: f64,
    /// Its place in the list of pairs.
    pub(super) pair: usize,
}

/// What a day on the street is like.
#[derive(Debug)]
pub(super) struct Street<'s> {
    pub(super) seed: &'s Seed,
    pub(super) span: Span,
    open: Vec<Open>,
    ways: Vec<Vec<Way>>,
    sends: Vec<f64>,
    receives: Vec<f64>,
    trends: Vec<&'s [f64]>,
    /// For how many days, today included, a shop has had nobody.
    silent: Vec<i64>,
    /// For how many days nobody has been sent to a shop.
    unsent: Vec<i64>,
}

impl<'s> Street<'s> {
    pub(super) fn new(seed: &'s Seed, span: Span) -> Result<Street<'s>> {
        let shops = &seed.street.shops;
        let of_map = |map: &std::collections::BTreeMap<String, f64>| -> Vec<f64> {
            shops.iter().map(|s| map.get(&s.code).copied().unwrap_or(1.0)).collect()
        };
        let mut ways = vec![Vec::new(); shops.len()];
        for (pair, p) in seed.street.pairs.iter().enumerate() {
            ways[seed.shop(&p.from)?].push(Way { to: seed.shop(&p.to)?, weight: p.weight, pair });
        }
        let mut silent = vec![0; shops.len()];
        for s in &seed.habits.silent {
            silent[seed.shop(&s.shop)?] = s.days;
        }
        let mut unsent = vec![0; shops.len()];
        for s in &seed.habits.slips.none_lately {
            unsent[seed.shop(&s.to)?] = s.days;
        }
        let trend = |s: &ShopSeed| seed.habits.trends.get(&s.code).map_or(&[][..], Vec::as_slice);
        Ok(Street {
            open: shops.iter().map(|s| Open::parse(&s.opening_hours)).collect::<Result<_>>()?,
            ways,
            sends: of_map(&seed.habits.slips.sends),
            receives: of_map(&seed.habits.slips.receives),
            trends: shops.iter().map(trend).collect(),
            silent,
            unsent,
            span,
            seed,
        })
    }

    pub(super) fn shops(&self) -> std::ops::Range<ShopNo> {
        0..self.open.len()
    }

    pub(super) fn shop(&self, no: ShopNo) -> &'s ShopSeed {
        &self.seed.street.shops[no]
    }

    pub(super) fn day(&self, day: usize) -> &DayOf {
        &self.span.days[day]
    }

    /// The habits of a month of the span; the last one's from then on.
    pub(super) fn month(&self, day: usize) -> &'s Month {
        let months = &self.seed.habits.months;
        &months[self.day(day).month.min(months.len() - 1)]
    }

    pub(super) fn ways(&self, from: ShopNo) -> &[Way] {
        &self.ways[from]
    }

    /// Is its door open, and does anybody come?
    pub(super) fn open_at(&self, shop: ShopNo, day: usize, minute: Minute) -> bool {
        self.open[shop].at(self.day(day).weekday, minute) && !self.is_silent(shop, day)
    }

    pub(super) fn open_on(&self, shop: ShopNo, day: usize) -> bool {
        self.open[shop].on(self.day(day).weekday) && !self.is_silent(shop, day)
    }

    fn is_silent(&self, shop: ShopNo, day: usize) -> bool {
        self.span.left(day) < self.silent[shop]
    }

    /// How much a shop draws on a day, beside others and beside other days.
    pub(super) fn day_factor(&self, shop: ShopNo, day: usize) -> f64 {
        let (s, d) = (self.shop(shop), self.day(day));
        let weekend = if d.weekend() { s.weekend } else { 1.0 };
        let season = s.season.get(&d.date.month()).copied().unwrap_or(1.0);
        let trend = self.trends[shop];
        let trend = trend.get(d.month).or(trend.last()).copied().unwrap_or(1.0);
        if self.is_silent(shop, day) { 0.0 } else { weekend * season * trend }
    }

    /// How much a shop draws at an hour.
    pub(super) fn peak(&self, shop: ShopNo, minute: Minute) -> f64 {
        let peak = self.seed.habits.peaks.get(&self.shop(shop).peak);
        peak.and_then(|p| p.get(&((minute / 60) as i8))).copied().unwrap_or(0.0)
    }

    /// How much a shop draws people of a kind.
    pub(super) fn draws(&self, shop: ShopNo, kind: &Archetype) -> f64 {
        let s = self.shop(shop);
        s.popularity * kind.needs.get(&s.need).copied().unwrap_or(1.0)
    }

    pub(super) fn sends(&self, shop: ShopNo) -> f64 {
        self.sends[shop]
    }

    /// How gladly others send people to a shop; not at all where nobody has lately.
    pub(super) fn receives(&self, shop: ShopNo, day: usize) -> f64 {
        if self.span.left(day) < self.unsent[shop] { 0.0 } else { self.receives[shop] }
    }
}
