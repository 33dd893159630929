//! Who is left out, and what to do this week: each with its evidence. As things stand today, whichever period is looked
//! at; the evidence is the period's.

use super::reading::{Reading, Slips};
use super::rules::{self, Cell};
use super::store;
use super::trail::Tally;
use crate::brand::Brand;
use crate::db::Tx;
use crate::people::{self, Role};
use crate::shop;
use crate::words::{Day, Millis, PassportId, Result, ShopId};
use std::collections::HashSet;

/// Nothing stamped for so many days, and a shop is silent.
const SILENT: i64 = 7;
/// Nobody sent there for so many weeks.
const UNSENT: i64 = 4;
/// Shops told as left out.
const SHOPS: usize = 3;
/// Things to do in one week.
const TODOS: usize = 3;

/// Somebody the street forgets. Shops by their place in the overview's `shops`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LeftOut {
    Silent {
        shop: usize,
        since: Option<Day>,
        shared: Cell,
    },
    NoSlipsIn {
        shop: usize,
        weeks: i64,
        shared: Cell,
    },
    SendsOnly {
        shop: usize,
        shared: Cell,
    },
    /// Per cent of passports that are paper, and of slips that went to them.
    Paper {
        passports: i64,
        slips: i64,
    },
}

/// Something to do, with why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Todo {
    /// Nobody can sign in at this shop yet, nor is invited.
    InviteOwner { shop: usize, visits: Cell },
    /// Categories of no need.
    MapCategories { categories: usize, shops: i64, example: String },
    /// Many go from one to the other on a day, few with a slip.
    Pair { from: usize, to: usize, people: Cell, given: Cell },
    /// No notice hangs.
    Notice { last: Option<Day> },
}

/// What is read of today.
pub(super) struct Week {
    today: Day,
    last_stamp: Vec<Option<Day>>,
    last_slip: Vec<Option<Day>>,
    /// From when on each shop could be missed: it had joined, and the street's first visit had been.
    since: Vec<Day>,
    signed_in: HashSet<PassportId>,
    manned: HashSet<ShopId>,
    unmapped: Vec<(String, i64)>,
    /// `Some` where none hangs: until when the last one did.
    notice: Option<Option<Day>>,
}

impl Week {
    pub fn of(tx: &mut Tx, brand: &Brand, read: &Reading, now: Millis) -> Result<Week> {
        let zone = brand.zone();
        let mut manned: HashSet<ShopId> = people::shops_with_owner(tx, brand.id)?.into_iter().collect();
        let open = people::invitations_open(tx, brand.id, now)?;
        manned.extend(open.iter().filter(|i| i.role == Role::Owner).filter_map(|i| i.shop_id));
        let last = store::last_notice(tx, brand.id)?;
        let since = |joined: Day| read.span.map_or(joined, |(first, _)| joined.max(first));
        Ok(Week {
            today: now.day(&zone),
            last_stamp: read.last_days(store::last_days(tx, brand.id)?),
            last_slip: read.last_days(store::last_slips(tx, brand.id)?),
            since: read.shops.iter().map(|s| since(s.joined_at.day(&zone))).collect(),
            signed_in: store::signed_in(tx, brand.id)?.into_iter().collect(),
            manned,
            unmapped: shop::categories(tx, brand.id)?
                .into_iter()
                .filter(|(category, _)| !category.is_empty())
                .collect(),
            notice: last.is_none_or(|until| until <= now).then(|| last.map(|until| until.plus(-1).day(&zone))),
        })
    }

    pub fn left_out(&self, read: &Reading, slips: &Slips) -> Vec<LeftOut> {
        let shared = |shop: usize| Cell::people(read.trail.shared(shop));
        let alive = |days: &[Option<Day>], within: i64| days.iter().flatten().any(|d| d.0 >= self.today.0 - within);
        let mut left: Vec<(i64, LeftOut)> = Vec::new();
        let mut named = HashSet::new();
        // Where the whole street rests, no shop is left out.
        if alive(&self.last_stamp, SILENT) {
            for (shop, last) in self.last_stamp.iter().enumerate() {
                let quiet = self.today.0 - last.unwrap_or(self.since[shop]).0;
                if quiet > SILENT && named.insert(shop) {
                    left.push((-quiet, LeftOut::Silent { shop, since: *last, shared: shared(shop) }));
                }
            }
        }
        left.sort_by_key(|(quiet, _)| *quiet);
        let mut unsent: Vec<(i64, LeftOut)> = Vec::new();
        if alive(&self.last_slip, UNSENT * 7) {
            for (shop, last) in self.last_slip.iter().enumerate() {
                let weeks = (self.today.0 - last.unwrap_or(self.since[shop]).0) / 7;
                if weeks >= UNSENT && named.insert(shop) {
                    unsent.push((-weeks, LeftOut::NoSlipsIn { shop, weeks, shared: shared(shop) }));
                }
            }
        }
        unsent.sort_by_key(|(weeks, _)| *weeks);
        let (sent, _) = slips.margins();
        let senders = (0..read.shops.len()).filter(|shop| sent[*shop].told().is_some() && !slips.sent_to(*shop));
        let senders =
            senders.filter(|shop| !named.contains(shop)).map(|shop| LeftOut::SendsOnly { shop, shared: shared(shop) });
        let shops = left.into_iter().chain(unsent).map(|(_, one)| one).chain(senders);
        shops.take(SHOPS).chain(self.paper(read, slips)).collect()
    }

    /// People with a paper card, where slips pass them by.
    fn paper(&self, read: &Reading, slips: &Slips) -> Option<LeftOut> {
        let on_paper = |passport: &PassportId| !self.signed_in.contains(passport);
        let people = read.trail.people.known().filter(|(passport, _)| on_paper(passport)).count() as i64;
        let mut numbers = super::trail::Numbers::default();
        let mut given = Tally::default();
        for passport in slips.to.iter().filter(|p| on_paper(p)) {
            given.add(numbers.of(*passport), 1);
        }
        let passports = rules::share_of(Cell::people(people), Cell::people(read.trail.all.crowd.people()))?;
        let slips = rules::share_of(given.cell(), slips.given.cell())?;
        (slips < passports).then_some(LeftOut::Paper { passports, slips })
    }

    pub fn todos(&self, read: &Reading, slips: &Slips, visits: &[Cell]) -> Vec<Todo> {
        let without = read.shops.iter().enumerate().filter(|(_, s)| !self.manned.contains(&s.id)).map(|(at, _)| at);
        let invite = without.max_by_key(|at| (visits[*at], std::cmp::Reverse(*at)));
        let invite = invite.map(|shop| Todo::InviteOwner { shop, visits: visits[shop] });
        let map = self.unmapped.first().map(|(example, _)| Todo::MapCategories {
            categories: self.unmapped.len(),
            shops: self.unmapped.iter().map(|(_, shops)| shops).sum(),
            example: example.clone(),
        });
        let notice = self.notice.map(|last| Todo::Notice { last });
        [invite, map, self.pair(read, slips), notice].into_iter().flatten().take(TODOS).collect()
    }

    /// The most trodden way that few are sent on: fewer slips than a quarter of those who go.
    fn pair(&self, read: &Reading, slips: &Slips) -> Option<Todo> {
        let ways = read.trail.pairs.iter().map(|(pair, crowd)| (*pair, Cell::people(crowd.people())));
        let told = ways.filter_map(|(pair, people)| Some((pair, people, people.told()?)));
        let bare = told.filter(|((from, to), _, n)| slips.between(*from, *to).told().unwrap_or(0) * 4 < *n);
        let ((from, to), people, _) = bare.max_by_key(|((from, to), _, n)| (*n, std::cmp::Reverse((*from, *to))))?;
        Some(Todo::Pair { from, to, people, given: slips.between(from, to) })
    }
}
