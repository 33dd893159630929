//! What may be put together, and which of it is best for somebody. Pure, and the same for the same facts.

use super::facts::{Became, Facts};
use super::store::Why;
use crate::words::{GroupId, PartId, Refusal, Result};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// Up to so many combinations each is looked at; beyond, only the most promising ones are carried on (see [`BEAM`]).
pub const EVERY: u64 = 20_000;
/// How many half-made combinations are carried on where there are too many to look at each. What results is allowed and
/// good, but may not be the very best.
pub const BEAM: usize = 64;
/// Groups and parts a shop may have.
pub const MOST_GROUPS: usize = 8;
pub const MOST_PARTS: usize = 60;
/// Parts of one group in one proposal.
pub const MOST_CHOSEN: i64 = 5;
const LONGEST_NAME: usize = 60;
const MOST_PRICE: i64 = 10_000_000;

/// A part, as far as it matters here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub id: PartId,
    pub group: GroupId,
    pub price: i64,
    pub attributes: BTreeSet<String>,
    pub need: Option<String>,
    /// Folded.
    pub names: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    pub id: GroupId,
    pub least: usize,
    pub most: usize,
}

/// What a shop can put together now: nothing retired, no empty group.
#[derive(Debug, Clone, Default)]
pub struct Menu {
    pub groups: Vec<Limits>,
    pub pieces: Vec<Piece>,
    /// The smaller id first.
    pub bans: BTreeSet<(PartId, PartId)>,
}

/// A combination: places in [`Menu::pieces`], rising.
pub type Set = Vec<usize>;

/// How good a combination is: the larger, the better. Within the limit first; then what it is worth to them; then, where a
/// budget was said, near to it; else few and cheap.
pub type Rank = (Reverse<i64>, i64, Reverse<i64>, Reverse<usize>, Reverse<i64>, Reverse<Set>);

fn pair(a: PartId, b: PartId) -> (PartId, PartId) {
    if a < b { (a, b) } else { (b, a) }
}

impl Menu {
    pub fn new(groups: Vec<Limits>, mut pieces: Vec<Piece>, bans: impl IntoIterator<Item = (PartId, PartId)>) -> Menu {
        pieces.sort_by_key(|p| p.id);
        let groups = groups.into_iter().filter(|g| pieces.iter().any(|p| p.group == g.id)).collect();
        Menu { groups, pieces, bans: bans.into_iter().map(|(a, b)| pair(a, b)).collect() }
    }

    /// Every attribute that something here has.
    pub fn attributes(&self) -> BTreeSet<String> {
        self.pieces.iter().flat_map(|p| p.attributes.iter().cloned()).collect()
    }

    pub fn set_of(&self, parts: &BTreeSet<PartId>) -> Option<Set> {
        let set: Set = (0..self.pieces.len()).filter(|i| parts.contains(&self.pieces[*i].id)).collect();
        (set.len() == parts.len()).then_some(set)
    }

    fn goes_with(&self, set: &[usize], i: usize) -> bool {
        set.iter().all(|j| !self.bans.contains(&pair(self.pieces[*j].id, self.pieces[i].id)))
    }

    fn count(&self, set: &[usize], group: GroupId) -> usize {
        set.iter().filter(|i| self.pieces[**i].group == group).count()
    }

    /// May this be proposed to somebody?
    pub fn allows(&self, facts: &Facts, set: &[usize]) -> bool {
        let whole = self.groups.iter().all(|g| (g.least..=g.most).contains(&self.count(set, g.id)));
        let apart = set.iter().enumerate().all(|(n, i)| self.goes_with(&set[..n], *i));
        !set.is_empty() && whole && apart && set.iter().all(|i| fits(facts, &self.pieces[*i]))
    }

    pub fn total(&self, set: &[usize]) -> i64 {
        set.iter().fold(0, |sum: i64, i| sum.saturating_add(self.pieces[*i].price))
    }
}

/// Nothing in it that they avoid.
fn fits(facts: &Facts, piece: &Piece) -> bool {
    piece.attributes.is_disjoint(&facts.avoids)
}

/// What each attribute and each part is worth to somebody, worked out once.
struct Scale<'a> {
    menu: &'a Menu,
    /// Which pieces have it, what the first of them is worth, and what each further one.
    attributes: Vec<(Vec<bool>, i64, i64)>,
    own: Vec<i64>,
    /// What was refused as a whole, but for "not now".
    refused: Vec<BTreeSet<PartId>>,
    limit: Option<i64>,
    budget: Option<i64>,
}

impl<'a> Scale<'a> {
    fn new(menu: &'a Menu, facts: &Facts) -> Scale<'a> {
        let mut worth: BTreeMap<&str, (i64, i64)> = BTreeMap::new();
        let mut add = |attribute: &'a str, first: i64, further: i64| {
            let has = worth.entry(attribute).or_default();
            *has = (has.0 + first, has.1 + further);
        };
        let known: BTreeSet<&'a str> =
            menu.pieces.iter().flat_map(|p| p.attributes.iter().map(String::as_str)).collect();
        let known = |a: &str| known.get(a).copied();
        for wish in &facts.wishes {
            if let Some(a) = known(&wish.attribute) {
                add(a, if wish.occasion.is_some() { 6 } else { 10 }, 2);
            }
        }
        let alike: BTreeSet<&str> = facts.liked_like().iter().flat_map(|t| &t.attributes).map(String::as_str).collect();
        alike.into_iter().filter_map(known).for_each(|a| add(a, 4, 1));
        facts.taken().into_iter().filter_map(known).for_each(|a| add(a, 3, 0));
        facts.spoilt().into_iter().filter_map(known).for_each(|a| add(a, -6, -3));
        let has = |a: &str| menu.pieces.iter().map(|p| p.attributes.contains(a)).collect();
        let had = |p: &Piece| {
            let have =
                |e: &&super::facts::Earlier| e.became == Became::Declined(Why::HaveIt) && e.parts.contains(&p.id);
            facts.earlier.iter().filter(have).count() as i64
        };
        let own = |p: &Piece| {
            let tasted = facts.tasted.iter().filter(|t| t.is(&p.names));
            let liked: i64 = tasted.map(|t| if t.liked { 12 } else { -30 }).sum();
            let need = p.need.as_ref().is_some_and(|n| facts.needs.contains(n));
            liked.clamp(-30, 12) + if need { 5 } else { 0 } - 12 * had(p).min(2)
        };
        let refused =
            facts.earlier.iter().filter(|e| !matches!(e.became, Became::Taken | Became::Declined(Why::NotNow)));
        Scale {
            menu,
            attributes: worth.into_iter().map(|(a, (first, further))| (has(a), first, further)).collect(),
            own: menu.pieces.iter().map(own).collect(),
            refused: refused.map(|e| e.parts.clone()).collect(),
            limit: facts.limit(),
            budget: facts.budget,
        }
    }

    fn score(&self, set: &[usize]) -> i64 {
        let mut score: i64 = set.iter().map(|i| self.own[*i]).sum();
        for (has, first, further) in &self.attributes {
            let n = set.iter().filter(|i| has[**i]).count() as i64;
            if n > 0 {
                score += first + further * (n - 1);
            }
        }
        let same = |parts: &BTreeSet<PartId>| {
            parts.len() == set.len() && set.iter().all(|i| parts.contains(&self.menu.pieces[*i].id))
        };
        score - if self.refused.iter().any(same) { 15 } else { 0 }
    }

    fn rank(&self, set: &[usize]) -> Rank {
        let total = self.menu.total(set);
        let over = self.limit.map_or(0, |l| total.saturating_sub(l).max(0));
        let short = self.budget.and(self.limit).map_or(0, |l| l.saturating_sub(total).max(0));
        (Reverse(over), self.score(set), Reverse(short), Reverse(set.len()), Reverse(total), Reverse(set.to_vec()))
    }
}

/// How a combination ranks.
pub fn rank(menu: &Menu, facts: &Facts, set: &[usize]) -> Rank {
    Scale::new(menu, facts).rank(set)
}

/// The best that may be proposed; none where nothing remains.
pub fn best(menu: &Menu, facts: &Facts) -> Option<Set> {
    best_of(menu, facts, EVERY, BEAM)
}

pub(super) fn best_of(menu: &Menu, facts: &Facts, every: u64, beam: usize) -> Option<Set> {
    let scale = Scale::new(menu, facts);
    let of = |group: GroupId| {
        let members =
            (0..menu.pieces.len()).filter(|i| menu.pieces[*i].group == group && fits(facts, &menu.pieces[*i]));
        members.collect::<Vec<usize>>()
    };
    let members: Vec<(Limits, Vec<usize>)> = menu.groups.iter().map(|g| (*g, of(g.id))).collect();
    let count = members.iter().fold(1u64, |n, (g, m)| n.saturating_mul(subsets(m.len(), g.least, g.most)));
    let width = if count <= every { usize::MAX } else { beam };
    let mut whole: Vec<Set> = vec![Vec::new()];
    for (group, members) in &members {
        whole = add_group(&scale, whole, *group, members, width);
    }
    whole.into_iter().filter(|s| menu.allows(facts, s)).max_by_key(|s| scale.rank(s))
}

/// Every way (or the `width` best ones) to go on with parts of one more group.
fn add_group(scale: &Scale<'_>, from: Vec<Set>, group: Limits, members: &[usize], width: usize) -> Vec<Set> {
    let menu = scale.menu;
    let mut whole = Vec::new();
    // Each with the place from which further members are taken, so that no set is made twice.
    let mut some: Vec<(Set, usize)> = from.into_iter().map(|s| (s, 0)).collect();
    for chosen in 0..=group.most {
        if chosen >= group.least {
            whole.extend(some.iter().map(|(s, _)| s.clone()));
        }
        if chosen == group.most {
            break;
        }
        let mut more = Vec::new();
        for (set, next) in &some {
            for (at, i) in members.iter().enumerate().skip(*next) {
                if menu.goes_with(set, *i) {
                    let mut set = set.clone();
                    set.push(*i);
                    set.sort_unstable();
                    more.push((set, at + 1));
                }
            }
        }
        some = narrowed(more, width, |(s, _)| scale.rank(s));
    }
    narrowed(whole, width, |s| scale.rank(s))
}

fn narrowed<T>(mut all: Vec<T>, width: usize, rank: impl Fn(&T) -> Rank) -> Vec<T> {
    if all.len() > width {
        all.sort_by_cached_key(|one| Reverse(rank(one)));
        all.truncate(width);
    }
    all
}

/// How many sets of `least` to `most` there are among `n`.
fn subsets(n: usize, least: usize, most: usize) -> u64 {
    (least..=most.min(n)).fold(0u64, |sum, k| {
        let choose = (0..k as u64).fold(1u64, |c, i| c.saturating_mul(n as u64 - i) / (i + 1));
        sum.saturating_add(choose)
    })
}

/// What could stand in a part's place, the best first.
pub fn instead(menu: &Menu, facts: &Facts, set: &[usize], of: usize) -> Vec<usize> {
    let rest: Set = set.iter().copied().filter(|i| *i != of).collect();
    let group = menu.pieces[of].group;
    ranked(menu, facts, &rest, (0..menu.pieces.len()).filter(|i| menu.pieces[*i].group == group && *i != of))
}

/// What could be added, the best first.
pub fn besides(menu: &Menu, facts: &Facts, set: &[usize]) -> Vec<usize> {
    ranked(menu, facts, set, 0..menu.pieces.len())
}

fn ranked(menu: &Menu, facts: &Facts, rest: &[usize], others: impl Iterator<Item = usize>) -> Vec<usize> {
    let scale = Scale::new(menu, facts);
    let with = |i: usize| {
        let mut set = rest.to_vec();
        set.push(i);
        set.sort_unstable();
        set
    };
    let mut fitting: Vec<usize> = others.filter(|i| !rest.contains(i) && menu.allows(facts, &with(*i))).collect();
    fitting.sort_by_cached_key(|i| Reverse(scale.rank(&with(*i))));
    fitting
}

/// A name of a group or a part; the English one may be empty.
///
/// # Errors
/// `bad_part_name`.
pub fn name(typed: &str, field: &'static str, needed: bool) -> Result<String> {
    let name = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let fine = name.chars().count() <= LONGEST_NAME && !name.chars().any(char::is_control);
    if fine && !(needed && name.is_empty()) {
        return Ok(name);
    }
    Err(Refusal::new(422, "bad_part_name").field(field).arg("most", LONGEST_NAME).into())
}

/// # Errors
/// `bad_price`.
pub fn price(price: Option<i64>) -> Result<i64> {
    let fine = price.filter(|p| (0..=MOST_PRICE).contains(p));
    fine.ok_or_else(|| Refusal::new(422, "bad_price").field("price").into())
}

/// How many of a group may be chosen.
///
/// # Errors
/// `bad_limits`.
pub fn limits(least: i64, most: i64) -> Result<(i64, i64)> {
    let fine = (0..=most).contains(&least) && (1..=MOST_CHOSEN).contains(&most);
    if fine {
        Ok((least, most))
    } else {
        Err(Refusal::new(422, "bad_limits").field("most").arg("top", MOST_CHOSEN).into())
    }
}
