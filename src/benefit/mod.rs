//! What a shop pays for being in the street and whom the street brings it: for its owner, beside the middle of the street; and
//! for the producer, who carries most for least. Reads only; what may be told is decided in `rules`.

mod rules;
mod store;

pub use rules::{FEWEST_SHOPS, Faces, Middle, Money, Own, PerFace};

use crate::books;
use crate::brand::Brand;
use crate::db::Tx;
use crate::insight::{Cell, Period, Standing, days};
use crate::shop::{self, Shop};
use crate::slip;
use crate::words::{Day, Error, Millis, Result, ShopId};
use jiff::civil::Date;
use rules::Facts;
use std::collections::HashMap;

/// What is told of a shop.
#[derive(Debug, Clone)]
pub struct Benefit {
    pub standing: Standing,
    /// A month of the period is not closed yet: its sums are those so far, at today's rates.
    pub open: bool,
    /// Anything happened at the shop.
    pub active: bool,
    pub own: Own,
    /// Nothing where too few shops had a part in the period.
    pub middle: Option<Middle>,
}

/// What the producer reads of a shop: no takings, and people as everywhere.
#[derive(Debug, Clone)]
pub struct Burden {
    pub shop: Shop,
    /// Above zero it paid more than it got.
    pub carries: i64,
    pub faces: Cell,
    pub per_face: PerFace,
}

/// A period, shop by shop: who carries most for least first.
#[derive(Debug, Clone)]
pub struct Burdens {
    pub standing: Standing,
    pub open: bool,
    pub shops: Vec<Burden>,
}

/// A shop's period.
///
/// # Errors
/// 404 for another brand's shop.
pub fn of_shop(tx: &mut Tx, brand: &Brand, id: ShopId, period: Period, now: Millis) -> Result<Benefit> {
    let span = Span::of(brand, period, now);
    let (shops, facts, open) = read(tx, brand, span, now)?;
    let at = shops.iter().position(|s| s.id == id).ok_or_else(Error::not_found)?;
    let facts_own = facts.get(at).copied().unwrap_or_default();
    let runs = span.runs;
    let own = rules::own(&facts_own);
    let own = if runs { rules::without_others(own) } else { own };
    Ok(Benefit {
        standing: span.standing(brand, period, now),
        open,
        active: facts_own.active,
        own,
        middle: if runs { None } else { rules::middle(&facts) },
    })
}

/// All shops of a period in which they had a part.
pub fn of_street(tx: &mut Tx, brand: &Brand, period: Period, now: Millis) -> Result<Burdens> {
    let span = Span::of(brand, period, now);
    let (shops, facts, open) = read(tx, brand, span, now)?;
    let told = |(shop, f): (Shop, Facts)| {
        // No more than the shop itself is told.
        let about = rules::own(&f).faces.about.unwrap_or(0);
        let (carries, faces) = (f.money.carries(), Cell::people(about));
        Burden { shop, carries, faces, per_face: rules::per_face(carries, faces) }
    };
    let mut shops: Vec<Burden> = shops.into_iter().zip(facts).filter(|(_, f)| f.active).map(told).collect();
    shops.sort_by_key(|b| (std::cmp::Reverse(rules::burden(b.carries, b.faces)), b.shop.id));
    Ok(Burdens { standing: span.standing(brand, period, now), open, shops })
}

/// The days that are told of a period. One that runs is told up to its last whole month: a figure that moves with a stamp would
/// tell of whoever was stamped.
#[derive(Debug, Clone, Copy)]
struct Span {
    from: Day,
    to: Day,
    /// It has no whole month yet: all of it is told but what rests on where people were before.
    runs: bool,
}

impl Span {
    fn of(brand: &Brand, period: Period, now: Millis) -> Span {
        let (from, to) = days(period);
        let month = Day::of(now.zoned(&brand.zone()).date().first_of_month());
        Span { from, to: if month > from { month.min(to) } else { to }, runs: month <= from }
    }

    fn standing(self, brand: &Brand, period: Period, now: Millis) -> Standing {
        let standing = Standing::of(brand, period, now);
        match standing.so_far {
            Some(_) if !self.runs => Standing { so_far: Some(Day(self.to.0 - 1)), ..standing },
            _ => standing,
        }
    }
}

/// Shops and what their period came to; and whether a month of it is still open.
fn read(tx: &mut Tx, brand: &Brand, span: Span, now: Millis) -> Result<(Vec<Shop>, Vec<Facts>, bool)> {
    let shops = shop::all(tx, brand.id)?;
    let places: HashMap<ShopId, usize> = shops.iter().enumerate().map(|(at, s)| (s.id, at)).collect();
    let mut facts = vec![Facts::default(); shops.len()];
    let open = read_money(tx, brand, (span, now), &places, &mut facts)?;
    read_people(tx, brand, span, &places, &mut facts)?;
    for (from, to, _, used) in slip::between(tx, brand.id, span.from, span.to)? {
        if let Some(sent) = places.get(&from).and_then(|at| facts.get_mut(*at)) {
            sent.slips_given += 1;
            sent.slips_used += i64::from(used);
            sent.active = true;
        }
        if let Some(got) = places.get(&to).and_then(|at| facts.get_mut(*at)).filter(|_| used) {
            got.slips_got += 1;
        }
    }
    Ok((shops, facts, open))
}

fn read_money(
    tx: &mut Tx,
    brand: &Brand,
    (span, now): (Span, Millis),
    places: &HashMap<ShopId, usize>,
    facts: &mut [Facts],
) -> Result<bool> {
    let mut open = false;
    for first in months(span) {
        let (lines, closed) = books::lines_of_month(tx, brand, first, now)?;
        open |= !closed;
        for (shop, lines) in lines {
            let Some(of) = places.get(&ShopId(shop)).and_then(|at| facts.get_mut(*at)) else { continue };
            for line in &lines {
                of.money.add(line);
                // A fee alone is no part in the street.
                of.active |= !matches!(line.code, books::LineCode::Fee | books::LineCode::Carried);
            }
        }
    }
    Ok(open)
}

/// The first days of a period's months. A week is of the month it begins in.
fn months(span: Span) -> Vec<Date> {
    let (from, to) = (span.from, span.to);
    let first = from.date().first_of_month();
    std::iter::successors(Some(first), |d| d.checked_add(jiff::Span::new().months(1)).ok())
        .take_while(|d| Day::of(*d) < to)
        .collect()
}

fn read_people(
    tx: &mut Tx,
    brand: &Brand,
    span: Span,
    places: &HashMap<ShopId, usize>,
    facts: &mut [Facts],
) -> Result<()> {
    let (from, to) = (span.from, span.to);
    let led = store::led(tx, brand.id, from, to)?;
    let seen = store::seen(tx, brand.id, to)?;
    for of_one in seen.chunk_by(|a, b| a.passport == b.passport) {
        for here in of_one.iter().filter(|here| here.last_day >= from) {
            let Some(of) = places.get(&here.shop).and_then(|at| facts.get_mut(*at)) else { continue };
            of.active = true;
            of.returning += i64::from(here.first_day < here.last_day);
            if here.first_day < from {
                continue;
            }
            if led.contains(&(here.passport, here.shop, here.first)) {
                of.with_slip += 1;
            } else {
                of.without += 1;
                of.elsewhere += i64::from(of_one.iter().any(|other| other.first < here.first));
            }
        }
    }
    Ok(())
}
