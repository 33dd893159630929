//! The street's money against its promises: can it pay for the points that are out, what is likely to be used, what it would
//! take to end the scheme today, and what other rates would have come to. Reads ledger and statements; writes nothing.

mod ahead;
mod replay;
mod rules;
mod store;

pub use ahead::{Ahead, ahead};
pub use replay::{Facts, Month, Replayed, Visits, replay};
pub use rules::{Alarm, Answer, alarm, answer, of_hundred, share_out};

use crate::books::{self, Line, LineCode, State};
use crate::brand::{self, Brand, Terms};
use crate::db::Tx;
use crate::insight::Cell;
use crate::ledger::{self, Kind};
use crate::shop;
use crate::sponsor;
use crate::words::{Day, Millis, Result, ShopId, time};
use jiff::Unit;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// Whole months that are looked back on.
const MONTHS: usize = 12;
/// For so long ahead a charter that is written already counts: three months.
const SOON: i64 = 92 * time::DAY;
/// Days of use that are read for what is to come: two years.
const DAYS: i64 = 730;

/// What the street has, in minor units.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct There {
    /// Came through the bank, less what went out.
    pub bank: i64,
    /// Shops have yet to pay for closed months.
    pub from_shops: i64,
    /// Shops have yet to get for closed months.
    pub to_shops: i64,
    /// What months not closed yet will bring the fund; below zero, what they take.
    pub open: i64,
    /// What sponsors would get back: their points that nobody has yet.
    pub to_sponsors: i64,
}

impl There {
    pub fn sum(self) -> i64 {
        self.bank + self.from_shops - self.to_shops + self.open - self.to_sponsors
    }
}

/// What would happen to a shop if the scheme ended today, in minor units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ending {
    pub shop: ShopId,
    /// All that was posted until now settled: above zero it receives.
    pub settles: i64,
    /// Its part of what is missing.
    pub brings: i64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Standing {
    pub answer: Answer,
    /// The charter under which points are worth most within three months; and from when, where that is not today's.
    pub terms: Terms,
    pub since: Option<Date>,
    /// Points that are out, and what they come to.
    pub points: i64,
    pub owed: i64,
    pub there: There,
    /// Whole months, oldest first: the first day, points given, points used.
    pub months: Vec<(Date, i64, i64)>,
    /// The running month so far.
    pub running: (i64, i64),
    /// The points that are likely to have been used at its end.
    pub running_likely: Option<i64>,
    /// The next three whole months.
    pub ahead: Vec<(Date, Option<Ahead>)>,
    /// Points that lapse within three months where their people do not come; of fewer than ten people in a month, not counted.
    pub lapsing: Cell,
    /// By what they settle, the most to pay first.
    pub ending: Vec<Ending>,
}

/// The last so many whole months: points given, points used.
pub fn of_last(months: &[(Date, i64, i64)], n: usize) -> (i64, i64) {
    months.iter().rev().take(n).fold((0, 0), |(issued, used), m| (issued + m.1, used + m.2))
}

/// How the street stands now.
pub fn standing(tx: &mut Tx, brand: &Brand, now: Millis) -> Result<Standing> {
    let terms = brand::charter_at(tx, brand.id, now)?.terms;
    let past = past(tx, brand, now)?;
    let points = outstanding(tx, brand)?;
    let (dearest, since) = dearest(tx, brand, &terms, now)?;
    let owed = books::worth(points, dearest.lot_value, dearest.lot);
    let there = past.there;
    let days = daily(tx, brand, now)?;
    let ahead = coming(brand, &days, now);
    let today = now.zoned(&brand.zone()).date();
    let rest = ahead_of_month(&days, today);
    // The most that is likely: where no range is known, nobody can tell.
    let high = |a: &Option<Ahead>| a.as_ref()?.range.map(|r| r.1);
    let most: Option<i64> = ahead.iter().map(|(_, a)| high(a)).chain([high(&rest)]).sum();
    let soon = most.map(|most| books::worth(most.min(points), dearest.lot_value, dearest.lot));
    let answer = match answer(owed, there.sum(), soon) {
        // Worth less than a minor unit, but there.
        Answer::Nothing if points > 0 => Answer::Yes { over: there.sum() - owed },
        answer => answer,
    };
    let missing = match answer {
        Answer::Nothing | Answer::Yes { .. } => 0,
        Answer::ForNow { missing } | Answer::No { missing } => missing,
    };
    let held = months_idle(store::held(tx, brand.id, offset(brand, now))?, brand, now);
    let from = usize::try_from(terms.expiry_months - 3).unwrap_or(0);
    Ok(Standing {
        answer,
        points,
        owed,
        there,
        ending: ending(&past, missing, &members(tx, brand)?),
        since,
        months: past.months.iter().map(|m| (m.first, m.issued(), m.used())).collect(),
        running: (past.running.issued(), past.running.used()),
        running_likely: rest.map(|rest| past.running.used().max(0) + rest.expected),
        ahead,
        lapsing: told(held.into_iter().filter(|(idle, _)| *idle >= from).map(|(_, cell)| cell)),
        terms: dearest,
    })
}

/// The charter under which points are worth most within three months: what is written already is owed already. And from when, if
/// not from now.
fn dearest(tx: &mut Tx, brand: &Brand, today: &Terms, now: Millis) -> Result<(Terms, Option<Date>)> {
    let soon = now.plus(SOON);
    let mut most = (today.clone(), None);
    for charter in
        brand::charters(tx, brand.id)?.into_iter().filter(|c| c.effective_from > now && c.effective_from <= soon)
    {
        let worth = |t: &Terms, lot: i64| i128::from(t.lot_value) * i128::from(lot);
        if worth(&charter.terms, most.0.lot) > worth(&most.0, charter.terms.lot) {
            most = (charter.terms, Some(charter.effective_from.zoned(&brand.zone()).date()));
        }
    }
    Ok(most)
}

fn members(tx: &mut Tx, brand: &Brand) -> Result<BTreeSet<i64>> {
    Ok(shop::members(tx, brand.id)?.into_iter().map(|s| s.id.0).collect())
}

/// The sum of what may be told; nothing where none may.
fn told(cells: impl Iterator<Item = Cell>) -> Cell {
    let told: Vec<i64> = cells.filter_map(Cell::told).collect();
    // Already rounded, and of ten people or more.
    if told.is_empty() { Cell::FEWER } else { Cell::of(crate::insight::FEWEST, told.iter().sum()) }
}

/// Points that are out. What some passports owe is no one else's: it may never be settled, and pays for nobody.
fn outstanding(tx: &mut Tx, brand: &Brand) -> Result<i64> {
    let balances = store::balances(tx, brand.id)?;
    Ok(balances.iter().filter(|(kind, _)| *kind == Kind::Passport).map(|(_, n)| n).sum())
}

/// What the scheme's end would ask of each shop: what is missing is shared by the points each has given.
fn ending(past: &Past, missing: i64, members: &BTreeSet<i64>) -> Vec<Ending> {
    let given = |id: &i64| {
        let months = past.months.iter().chain([&past.running]);
        months.filter_map(|m| m.shops.get(id)).map(|s| s.given.1).sum::<i64>()
    };
    // Who has left brings nothing more; what was posted with them is settled all the same.
    let here: Vec<i64> = past.settles.keys().copied().filter(|id| members.contains(id)).collect();
    let shares: BTreeMap<i64, i64> =
        here.iter().copied().zip(share_out(missing, &here.iter().map(given).collect::<Vec<_>>())).collect();
    let settled = past.settles.iter().filter(|(id, settles)| members.contains(id) || **settles != 0);
    let one = |(id, settles): (&i64, &i64)| Ending {
        shop: ShopId(*id),
        settles: *settles,
        brings: shares.get(id).copied().unwrap_or(0),
    };
    let mut all: Vec<Ending> = settled.map(one).collect();
    all.sort_by_key(|e| (e.settles - e.brings, e.shop));
    all
}

/// The next three whole months, and what is likely to be used in each.
fn coming(brand: &Brand, used: &[i64], now: Millis) -> Vec<(Date, Option<Ahead>)> {
    let today = now.zoned(&brand.zone()).date();
    let mut first = books::after(today.first_of_month());
    let mut months = Vec::new();
    for _ in 0..3 {
        let days = |d: Date| usize::try_from(Day::of(d).0 - Day::of(today).0).unwrap_or(0);
        let next = books::after(first);
        months.push((first, ahead(used, days(first), days(next) - days(first))));
        first = next;
    }
    months
}

/// What is likely to be used from tomorrow to the end of the month.
fn ahead_of_month(used: &[i64], today: Date) -> Option<Ahead> {
    match usize::try_from(today.days_in_month() - today.day()) {
        Ok(left @ 1..) => ahead(used, 1, left),
        _ => Some(Ahead { expected: 0, range: Some((0, 0)), tries: 0 }),
    }
}

/// Points used day by day, from the street's first day (of two years at most) up to yesterday.
pub fn daily(tx: &mut Tx, brand: &Brand, now: Millis) -> Result<Vec<i64>> {
    let today = now.day(&brand.zone());
    let Some(began) = books::began(tx, brand.id)? else { return Ok(Vec::new()) };
    let first = Day(began.day(&brand.zone()).0.max(today.0 - DAYS));
    let mut used = vec![0; usize::try_from(today.0 - first.0).unwrap_or(0)];
    for (day, points) in store::used(tx, brand.id, first)? {
        if let Some(of) = usize::try_from(day.0 - first.0).ok().and_then(|at| used.get_mut(at)) {
            *of = points;
        }
    }
    Ok(used)
}

/// How far the brand's days are from those of UTC.
fn offset(brand: &Brand, now: Millis) -> i64 {
    i64::from(now.zoned(&brand.zone()).offset().seconds()) * 1000
}

/// By whole months since: each month is told by itself, so that no two figures leave a single person between them.
fn months_idle(days: Vec<store::OfDay>, brand: &Brand, now: Millis) -> Vec<(usize, Cell)> {
    let today = now.zoned(&brand.zone()).date();
    let mut months: BTreeMap<usize, (i64, i64)> = BTreeMap::new();
    for of in days {
        let span = Day(of.day).date().until((Unit::Month, today));
        let idle = span.map_or(0, |span| usize::try_from(span.get_months()).unwrap_or(0));
        let (people, points) = months.entry(idle).or_default();
        *people += of.people;
        *points += of.points;
    }
    months.into_iter().map(|(idle, (people, points))| (idle, Cell::of(people, points))).collect()
}

// --- What was

/// The months that are over and the running one, as the books have them.
struct Past {
    /// Oldest first, at most twelve.
    months: Vec<Month>,
    /// Since the last whole month; nothing of it is asked of shops yet but the points.
    running: Month,
    there: There,
    /// What each shop receives once all until now is settled.
    settles: BTreeMap<i64, i64>,
}

fn past(tx: &mut Tx, brand: &Brand, now: Millis) -> Result<Past> {
    let shops = shop::all(tx, brand.id)?;
    let mut settles: BTreeMap<i64, i64> = shops.iter().map(|s| (s.id.0, 0)).collect();
    let mut there = There::default();
    for (shop, due) in ledger::balances(tx, brand.id, Kind::Due)? {
        *settles.entry(shop).or_default() += due.0;
        if due.0 > 0 { there.to_shops += due.0 } else { there.from_shops -= due.0 }
    }
    let bank = store::balances(tx, brand.id)?.into_iter().find(|(kind, _)| *kind == Kind::Bank);
    there.bank = bank.map_or(0, |(_, balance)| -balance);

    for campaign in sponsor::campaigns(tx, brand.id)? {
        there.to_sponsors += sponsor::would_return(tx, &campaign)?;
    }

    let all = books::months_of(tx, brand.id)?;
    let closed: Vec<&books::Month> = all.iter().filter(|m| m.state == State::Closed).collect();
    let mut months = Vec::new();
    let mut ends = Vec::new();
    for month in closed.iter().take(MONTHS).rev() {
        months.push(as_closed(tx, brand, month)?);
        ends.push(month.until_at);
    }
    // Then those that are over, and the running one; before the first close they begin with the first transfer.
    let began = books::began(tx, brand.id)?.unwrap_or(now);
    let mut from = closed.first().map_or(Millis(0), |m| m.until_at);
    let begins = if closed.is_empty() { began } else { from };
    let start = ends.first().map_or(begins, |_| closed[closed.len().min(MONTHS) - 1].from_at);
    let mut first = begins.zoned(&brand.zone()).date().first_of_month();
    let running = loop {
        let over = books::over_at(brand, first);
        let is_over = over <= now;
        let mut month = as_open(tx, brand, (from, if is_over { over } else { Millis(now.0 + 1) }), first)?;
        if is_over {
            charge(tx, brand, over, &shops, &mut month)?;
        }
        there.open += month.fund();
        for (shop, s) in &month.shops {
            *settles.entry(*shop).or_default() += s.net;
        }
        if !is_over {
            ends.push(Millis(now.0 + 1));
            break month;
        }
        months.push(month);
        ends.push(over);
        (from, first) = (over, books::after(first));
    };
    let mut past = Past { months, running, there, settles };
    fill(tx, brand, &mut past, start, &ends)?;
    let spare = past.months.len().saturating_sub(MONTHS);
    past.months.drain(..spare);
    Ok(past)
}

/// What the ledger's sums do not tell of the months: visits, and what fund and sponsors gave.
fn fill(tx: &mut Tx, brand: &Brand, past: &mut Past, from: Millis, ends: &[Millis]) -> Result<()> {
    let earning = store::earning(tx, brand.id, from, ends)?;
    let granted = store::granted(tx, brand.id, from, ends)?;
    let mut months: Vec<&mut Month> = past.months.iter_mut().chain([&mut past.running]).collect();
    for e in earning {
        let month = usize::try_from(e.nth).ok().and_then(|nth| months.get_mut(nth));
        if let Some(s) = month.and_then(|m| m.shops.get_mut(&e.shop)) {
            let (count, hundreds) = (e.count, e.hundreds);
            s.visits = Visits { count, hundreds, visit_points: e.visit_points, spend_points: e.spend_points };
        }
    }
    for g in granted {
        if let Some(month) = usize::try_from(g.nth).ok().and_then(|nth| months.get_mut(nth)) {
            match Kind::parse(&g.kind) {
                Some(Kind::Sponsor) => month.sponsored = g.points,
                _ => month.welcomes.1 = g.points,
            }
        }
    }
    for used in store::slips_used(tx, brand.id, from, ends)? {
        let Some(month) = usize::try_from(used.nth).ok().and_then(|nth| months.get_mut(nth)) else { continue };
        month.welcomes.0 += used.count;
        if let Some(sent) = month.shops.get_mut(&used.from_shop) {
            sent.thanks.entry(used.to_shop).or_default().0 = used.count;
        }
    }
    Ok(())
}

/// A closed month, by its statements.
fn as_closed(tx: &mut Tx, brand: &Brand, month: &books::Month) -> Result<Month> {
    let mut made = Month {
        first: books::parse(&month.month)?,
        terms: only_terms(tx, brand, month.from_at, month.until_at)?,
        ..Month::default()
    };
    let lines = store::lines(tx, brand.id, month.id)?;
    let charged = lines.iter().any(|l| l.code == LineCode::Fee);
    for shop in store::told(tx, brand.id, month.id)? {
        made.shops.insert(shop.0, Facts { member: !charged, ..Facts::default() });
    }
    for l in lines {
        let of = made.shops.entry(l.shop.0).or_default();
        let line = Line {
            code: l.code,
            other: l.other.map(|s| s.0),
            count: l.count,
            points: l.points,
            money: l.money.0,
            lot: 1,
            rate: 0,
        };
        add(of, &line);
    }
    Ok(made)
}

/// A month that is not closed, or a part of one, by its transfers.
fn as_open(tx: &mut Tx, brand: &Brand, (from, until): (Millis, Millis), first: Date) -> Result<Month> {
    let terms = only_terms(tx, brand, from, until)?;
    let mut made = Month { first, terms, ..Month::default() };
    for (shop, lines) in books::lines_between(tx, brand, from, until)? {
        let of = made.shops.entry(shop).or_default();
        lines.iter().for_each(|line| add(of, line));
    }
    Ok(made)
}

fn add(of: &mut Facts, line: &Line) {
    let more = |to: &mut (i64, i64)| {
        to.0 += line.count;
        to.1 += line.points;
    };
    match line.code {
        LineCode::Given => more(&mut of.given),
        LineCode::Taken => more(&mut of.taken),
        LineCode::ThanksGot => more(of.thanks.entry(line.other.unwrap_or(0)).or_default()),
        LineCode::Fee => of.member = true,
        LineCode::ThanksPaid | LineCode::Adjustment | LineCode::Carried => {}
    }
    // What was open from before is in no month; what an objection came to is in the fund already.
    if line.code.posted().is_some() {
        of.net += line.money;
    }
}

/// The fee of a month that is over, as its close will ask it.
fn charge(tx: &mut Tx, brand: &Brand, over: Millis, shops: &[shop::Shop], month: &mut Month) -> Result<()> {
    let fee = brand::charter_at(tx, brand.id, Millis(over.0 - 1))?.terms.monthly_fee;
    for shop in shops.iter().filter(|s| s.is_member_until(over)) {
        let of = month.shops.entry(shop.id.0).or_default();
        of.member = true;
        of.net -= fee;
    }
    Ok(())
}

/// The terms of a time, where one charter held from end to end.
fn only_terms(tx: &mut Tx, brand: &Brand, from: Millis, until: Millis) -> Result<Option<Terms>> {
    let changed = brand::charters(tx, brand.id)?.iter().any(|c| c.effective_from > from && c.effective_from < until);
    Ok(if changed { None } else { Some(brand::charter_at(tx, brand.id, from)?.terms) })
}

// --- What would have been

/// How the street would stand now.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// What there would be, in minor units, and what the points that would be out would come to.
    pub there: i64,
    pub points: i64,
    pub owed: i64,
    pub issued: i64,
    pub used: i64,
    /// What there would have been at the end of each month.
    pub course: Vec<(Date, i64)>,
    /// What each shop would have come to over the months; above zero it would have received. The most to pay first.
    pub shops: Vec<(ShopId, i64)>,
}

impl Outcome {
    pub fn over(&self) -> i64 {
        self.there.saturating_sub(self.owed)
    }

    /// The shop in the middle.
    pub fn median(&self) -> Option<i64> {
        self.shops.get(self.shops.len() / 2).map(|(_, net)| *net)
    }
}

/// The last whole months of a street, for the simulation.
pub struct History {
    past: Past,
    points: i64,
    held: Vec<(usize, Cell)>,
    lapsed: Vec<(usize, Cell)>,
    /// The charter of today.
    pub terms: Terms,
}

impl History {
    pub fn months(&self) -> &[Month] {
        &self.past.months
    }

    /// What the same months would have come to under these terms.
    pub fn under(&self, terms: &Terms) -> Outcome {
        let months = &self.past.months;
        let all = replay(months, terms);
        let sum = |of: &dyn Fn(&Month) -> i64| months.iter().map(of).fold(0i64, i64::saturating_add);
        let before = self.past.there.sum() - self.past.running.fund() - sum(&Month::fund);
        let course: Vec<(Date, i64)> = all
            .iter()
            .scan(before, |there, month| {
                *there = there.saturating_add(month.fund);
                Some((month.first, *there))
            })
            .collect();
        let (issued, used) = all
            .iter()
            .fold((0i64, 0i64), |(issued, used), m| (issued.saturating_add(m.issued), used.saturating_add(m.used)));
        let more = (issued - sum(&Month::issued)) - (used - sum(&Month::used));
        let points = self.points.saturating_add(more).saturating_sub(self.lapsed(terms)).max(0);
        let mut shops: BTreeMap<i64, i64> = BTreeMap::new();
        for (shop, net) in all.iter().flat_map(|m| &m.nets) {
            let of = shops.entry(*shop).or_default();
            *of = of.saturating_add(*net);
        }
        let mut shops: Vec<(ShopId, i64)> = shops.into_iter().map(|(id, net)| (ShopId(id), net)).collect();
        shops.sort_by_key(|(id, net)| (*net, *id));
        Outcome {
            there: course.last().map_or(before, |(_, at)| *at).saturating_add(self.past.running.fund()),
            points,
            owed: books::worth(points, terms.lot_value, terms.lot),
            issued,
            used,
            course,
            shops,
        }
    }

    /// Points that would have lapsed by now and have not (below zero: the other way round). What belongs to fewer than ten people
    /// in a month is not counted.
    fn lapsed(&self, terms: &Terms) -> i64 {
        let months = |n: i64| usize::try_from(n).unwrap_or(0);
        let (now, then) = (months(terms.expiry_months), months(self.terms.expiry_months));
        let sum = |cells: &[(usize, Cell)], from: usize, until: usize| {
            cells.iter().filter(|(at, _)| (from..until).contains(at)).filter_map(|(_, cell)| cell.told()).sum::<i64>()
        };
        if now < then { sum(&self.held, now, then) } else { -sum(&self.lapsed, 0, now - then) }
    }
}

pub fn history(tx: &mut Tx, brand: &Brand, now: Millis) -> Result<History> {
    let offset = offset(brand, now);
    Ok(History {
        past: past(tx, brand, now)?,
        points: outstanding(tx, brand)?,
        held: months_idle(store::held(tx, brand.id, offset)?, brand, now),
        lapsed: months_idle(store::lapsed(tx, brand.id, offset)?, brand, now),
        terms: brand::charter_at(tx, brand.id, now)?.terms,
    })
}
