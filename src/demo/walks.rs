//! A resident's days: whether they go out, where they begin and where they go on. What happens at each counter is in
//! `stops`. Pure.

use super::calendar::Minute;
use super::chance::Chance;
use super::habits::{ShopNo, Street};
use super::plan::{Act, What};
use super::residents::Resident;
use super::seed::{Archetype, Named};
use super::stops::OpenSlip;
use crate::words::{Millis, Result};

/// An errand keeps this much apart from an outing, so that no two counters are busy with one person.
const APART: Minute = 12;

/// A resident on the way through the months, and what they leave behind.
pub(super) struct Walk<'s> {
    pub(super) street: &'s Street<'s>,
    pub(super) me: &'s Resident,
    pub(super) who: usize,
    pub(super) kind: &'s Archetype,
    pub(super) chance: Chance,
    /// Where one usually goes on from a shop, once it is known.
    usual: Vec<Option<Option<ShopNo>>>,
    pub(super) been: Vec<bool>,
    pub(super) today: Vec<ShopNo>,
    pub(super) slips: Vec<OpenSlip>,
    /// From which day on one means to use a slip, and where.
    pub(super) errands: Vec<(usize, ShopNo)>,
    pub(super) balance: i64,
    pub(super) registered: bool,
    pub(super) card_lost: bool,
    pub(super) acts: Vec<Act>,
}

impl<'s> Walk<'s> {
    pub(super) fn new(street: &'s Street<'s>, who: usize, me: &'s Resident, chance: Chance) -> Walk<'s> {
        let shops = street.shops().len();
        Walk {
            street,
            me,
            who,
            kind: &street.seed.habits.archetypes[me.archetype],
            chance,
            usual: vec![None; shops],
            been: vec![false; shops],
            today: Vec::new(),
            slips: Vec::new(),
            errands: Vec::new(),
            balance: 0,
            registered: false,
            card_lost: false,
            acts: Vec::new(),
        }
    }

    /// Lives from the day of joining to the last of the span; who has a history in the seed has lived that.
    pub(super) fn through(mut self, named: Option<&Named>) -> Result<Vec<Act>> {
        match named {
            Some(named) if !named.history.is_empty() => self.as_told(named)?,
            _ => self.live(),
        }
        match named {
            Some(named) => self.tell_as_named(named)?,
            None => self.tell_shops(),
        }
        Ok(self.acts)
    }

    fn live(&mut self) {
        for day in self.me.joins..self.street.span.days.len().min(self.me.leaves) {
            self.day(day);
            if !self.registered {
                let minute = self.chance.between(11 * 60, 20 * 60);
                // Alone on the phone, or at the counter one knows best.
                let shop = self.me.own_shops.first().copied().filter(|_| self.me.sign_in.is_none());
                self.register(shop, self.street.day(day).at(minute, 0));
            }
        }
    }

    fn day(&mut self, day: usize) {
        self.today.clear();
        self.card_lost |= self.chance.hits(self.street.seed.habits.mistakes.lost_card_per_month / 30.0);
        let wanders = self.me.settled < self.kind.wanders * self.street.month(day).wanders;
        let first = if self.goes_out(day) { self.first_stop(day, wanders) } else { None };
        let mut errand = self.errand(day);
        if let Some((shop, minute)) = errand
            && first.is_none_or(|(_, begins)| minute + APART <= begins)
        {
            self.run_errand(day, shop, minute);
            errand = None;
        }
        let mut last = 0;
        if let Some((shop, minute)) = first
            && !self.today.contains(&shop)
        {
            last = self.outing(day, shop, minute, wanders);
        }
        if let Some((shop, minute)) = errand {
            let minute = minute.max(last + APART);
            // Too late, or been there anyway: another day, if the slip is still open then.
            if self.street.open_at(shop, day, minute) && !self.today.contains(&shop) {
                self.run_errand(day, shop, minute);
            }
        }
    }

    fn goes_out(&mut self, day: usize) -> bool {
        let (d, k) = (self.street.day(day), self.kind);
        let mean = k.week.iter().sum::<f64>() / 7.0;
        let rain = if d.wet { k.rain } else { 1.0 };
        let chance =
            k.outings_per_week / 7.0 * k.week[d.weekday] / mean * self.street.month(day).going_out * d.feast * rain;
        day == self.me.joins || self.chance.hits(chance.min(0.97))
    }

    /// The shop an outing begins with, and when; none where it comes to nothing.
    fn first_stop(&mut self, day: usize, wanders: bool) -> Option<(ShopNo, Minute)> {
        let hour = self.chance.weighted(self.kind.hours.iter().map(|(h, w)| (*h, *w)))?;
        let minute = i64::from(hour) * 60 + self.chance.between(0, 59);
        let faithful = !wanders || self.chance.hits(self.kind.faithful);
        let mut found = None;
        if faithful {
            found = self.own_shop(day, |s| self.street.open_at(s, day, minute)).map(|s| (s, minute));
            if found.is_none() && !wanders {
                let shop = self.own_shop(day, |s| self.street.open_on(s, day))?;
                found = Some((shop, self.another_hour(day, shop)?));
            }
        }
        let (shop, minute) = match found {
            Some(found) => found,
            None => {
                let street = self.street;
                let open = street.shops().filter(|s| street.open_at(*s, day, minute));
                let draws = |s| street.draws(s, self.kind) * street.day_factor(s, day) * street.peak(s, minute);
                (self.chance.weighted(open.map(|s| (s, draws(s))))?, minute)
            }
        };
        self.reaches(day, shop).then_some((shop, minute))
    }

    fn own_shop(&mut self, day: usize, open: impl Fn(ShopNo) -> bool) -> Option<ShopNo> {
        let order = &self.street.seed.habits.outing.own_order;
        let own = self.me.own_shops.iter().zip(order).filter(|(s, _)| open(**s));
        let weights: Vec<(ShopNo, f64)> = own.map(|(s, w)| (*s, w * self.street.day_factor(*s, day))).collect();
        self.chance.weighted(weights)
    }

    /// An hour of one's own at which a shop is open; else an hour of the shop's.
    fn another_hour(&mut self, day: usize, shop: ShopNo) -> Option<Minute> {
        let past = self.chance.between(0, 59);
        let open = |hour: i8| self.street.open_at(shop, day, i64::from(hour) * 60 + past);
        let own: Vec<(i8, f64)> = self.kind.hours.iter().map(|(h, w)| (*h, *w)).filter(|(h, _)| open(*h)).collect();
        let hour = if own.is_empty() {
            let hours = (0..24i8).filter(|h| open(*h)).map(|h| (h, self.street.peak(shop, i64::from(h) * 60)));
            self.chance.weighted(hours)?
        } else {
            self.chance.weighted(own)?
        };
        Some(i64::from(hour) * 60 + past)
    }

    /// On a wet day not everybody gets to where they meant to go.
    fn reaches(&mut self, day: usize, shop: ShopNo) -> bool {
        !self.street.day(day).wet || self.chance.hits(self.street.shop(shop).rain)
    }

    /// From shop to shop. Returns when the last one was.
    fn outing(&mut self, day: usize, first: ShopNo, begins: Minute, wanders: bool) -> Minute {
        let street = self.street;
        let outing = &street.seed.habits.outing;
        let wet = if street.day(day).wet { 0.8 } else { 1.0 };
        let goes_on = self.kind.goes_on * street.month(day).going_on * wet;
        let mut minute = begins;
        let mut sent = self.stop(day, first, minute);
        for visited in 1.. {
            let then = minute + self.chance.between(outing.minutes_between.0, outing.minutes_between.1);
            let next = match sent.take() {
                Some(to) if street.open_at(to, day, then) && self.reaches(day, to) => Some(to),
                Some(to) => {
                    self.plan_errand(day, to);
                    None
                }
                None if wanders && visited < self.me.most_shops && self.chance.hits(goes_on) => {
                    self.next_stop(day, then).filter(|s| self.reaches(day, *s))
                }
                None => None,
            };
            let Some(next) = next else { break };
            minute = then;
            sent = self.stop(day, next, minute);
        }
        minute
    }

    /// Where one goes on: nearly always where one usually does.
    fn next_stop(&mut self, day: usize, minute: Minute) -> Option<ShopNo> {
        let street = self.street;
        let from = *self.today.last()?;
        let fine = |s: ShopNo, today: &[ShopNo]| street.open_at(s, day, minute) && !today.contains(&s);
        if self.chance.hits(street.seed.habits.outing.usual_next) {
            return self.usual_next(from).filter(|s| fine(*s, &self.today));
        }
        let ways: Vec<(ShopNo, f64)> = self.ways_on(from);
        let open = ways.into_iter().filter(|(s, _)| fine(*s, &self.today));
        let open: Vec<(ShopNo, f64)> = open.map(|(s, w)| (s, w * street.day_factor(s, day))).collect();
        self.chance.weighted(open)
    }

    fn usual_next(&mut self, from: ShopNo) -> Option<ShopNo> {
        if let Some(known) = self.usual[from] {
            return known;
        }
        let ways = self.ways_on(from);
        let next = self.chance.weighted(ways);
        self.usual[from] = Some(next);
        next
    }

    fn ways_on(&self, from: ShopNo) -> Vec<(ShopNo, f64)> {
        let bonus = |s: ShopNo| {
            if self.me.own_shops.contains(&s) { self.street.seed.habits.outing.own_bonus } else { 1.0 }
        };
        let weigh =
            |w: &super::habits::Way| (w.to, w.weight.powi(2) * self.street.draws(w.to, self.kind) * bonus(w.to));
        self.street.ways(from).iter().map(weigh).collect()
    }

    /// The first slip one means to use today, at a shop that opens today, and when.
    fn errand(&mut self, day: usize) -> Option<(ShopNo, Minute)> {
        let begins = self.street.day(day).starts;
        self.errands.retain(|(_, shop)| self.slips.iter().any(|s| s.to == *shop && s.until > begins));
        let due = self.errands.iter().find(|(from, s)| *from <= day && self.street.open_on(*s, day));
        let shop = due.map(|(_, shop)| *shop)?;
        let past = self.chance.between(0, 59);
        let open = (0..24i64).map(|h| h * 60 + past).filter(|m| self.street.open_at(shop, day, *m));
        let minute = self.chance.weighted(open.map(|m| (m, self.street.peak(shop, m))))?;
        Some((shop, minute))
    }

    fn run_errand(&mut self, day: usize, shop: ShopNo, minute: Minute) {
        if let Some(to) = self.stop(day, shop, minute) {
            self.plan_errand(day, to);
        }
    }

    pub(super) fn plan_errand(&mut self, day: usize, to: ShopNo) {
        let (soonest, latest) = self.street.seed.habits.slips.later_days;
        let days = self.chance.between(soonest, latest);
        self.errands.push((day + usize::try_from(days).unwrap_or(0), to));
    }

    pub(super) fn act(&mut self, at: Millis, what: What) {
        self.acts.push(Act { at, who: self.who, what });
    }
}
