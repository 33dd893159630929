//! Proposals made to measure: what a shop can put together, which of it suits somebody, and what became of it. What it
//! rests on is what the resident has allowed this shop to see, read anew at each look; only the parts are kept.

pub mod attributes;
pub mod facts;
pub mod reasons;
pub mod rules;
mod store;
#[cfg(test)]
mod tests;
pub mod told;

pub use reasons::Explained;
pub use store::{
    Answer, Channel, Group, Item, Part, Proposal, Why, bans, close_all, group_at, groups, part_at, parts, proposal_at,
    proposal_to, waiting_at,
};

use crate::brand::Brand;
use crate::db::Tx;
use crate::knowing;
use crate::passport::{self, Sharing};
use crate::words::{
    Amount, BrandId, Error, GroupId, Millis, PartId, PassportId, PersonId, ProposalId, Refusal, Result, ShopId, time,
};
use facts::{Became, Earlier, Facts, Named, folded};
use rules::{Limits, Menu, Piece};
use std::collections::BTreeSet;

/// How long a proposal on a passport waits for its answer.
pub const WAITS: i64 = 14 * time::DAY;
/// How long an answer teaches something.
const TEACHES: i64 = 365 * time::DAY;

/// A group as an owner describes it.
#[derive(Debug, Clone)]
pub struct GroupAs {
    pub name: String,
    pub name_en: String,
    pub least: i64,
    pub most: i64,
}

/// Makes a group, or describes one anew.
///
/// # Errors
/// `bad_part_name`, `bad_limits`, `too_many_parts`.
pub fn put_group(
    tx: &mut Tx,
    brand: BrandId,
    shop: ShopId,
    id: Option<GroupId>,
    typed: &GroupAs,
    now: Millis,
) -> Result<GroupId> {
    let before = id.map(|id| store::group_at(tx, brand, shop, id)).transpose()?;
    let name = rules::name(&typed.name, "group_name", true)?;
    let name_en = rules::name(&typed.name_en, "group_name_en", false)?;
    let (least, most) = rules::limits(typed.least, typed.most)?;
    if before.is_none() && groups(tx, brand, shop)?.len() >= rules::MOST_GROUPS {
        return Err(Refusal::new(409, "too_many_parts").field("group_name").arg("most", rules::MOST_GROUPS).into());
    }
    let id = before.as_ref().map_or_else(GroupId::new, |g| g.id);
    let created_at = before.map_or(now, |g| g.created_at);
    store::put_group(tx, &Group { brand_id: brand, id, shop_id: shop, name, name_en, least, most, created_at })?;
    Ok(id)
}

/// A part as an owner describes it.
#[derive(Debug, Clone)]
pub struct PartAs {
    pub group: Option<GroupId>,
    pub name: String,
    pub name_en: String,
    pub price: Option<Amount>,
    pub attributes: Vec<String>,
    pub need: Option<String>,
}

/// Makes a part, or describes one anew. What was proposed before stays as it was.
///
/// # Errors
/// `bad_part_name`, `bad_price`, `no_group`, `too_many_parts`.
pub fn put_part(
    tx: &mut Tx,
    brand: BrandId,
    shop: ShopId,
    id: Option<PartId>,
    typed: &PartAs,
    now: Millis,
) -> Result<PartId> {
    let before = id.map(|id| store::part_at(tx, brand, shop, id)).transpose()?;
    let name = rules::name(&typed.name, "name", true)?;
    let name_en = rules::name(&typed.name_en, "name_en", false)?;
    let price = Amount(rules::price(typed.price.map(|a| a.0))?);
    let no_group = || Error::from(Refusal::new(422, "no_group").field("group"));
    let group = match typed.group {
        Some(id) => store::group_at(tx, brand, shop, id).map_err(|_| no_group())?.id,
        None => return Err(no_group()),
    };
    let in_use = parts(tx, brand, shop)?.iter().filter(|p| p.retired_at.is_none()).count();
    if before.is_none() && in_use >= rules::MOST_PARTS {
        return Err(Refusal::new(409, "too_many_parts").field("name").arg("most", rules::MOST_PARTS).into());
    }
    let attributes: BTreeSet<&str> = typed.attributes.iter().map(String::as_str).collect();
    let attributes: Vec<&str> = attributes.into_iter().filter(|a| attributes::get(a).is_some()).collect();
    let part = Part {
        brand_id: brand,
        id: before.as_ref().map_or_else(PartId::new, |p| p.id),
        shop_id: shop,
        group_id: group,
        name,
        name_en,
        price,
        attributes: attributes.join(" "),
        need: typed.need.clone().filter(|n| crate::shop::needs::get(n).is_some()),
        retired_at: before.as_ref().and_then(|p| p.retired_at),
        created_at: before.as_ref().map_or(now, |p| p.created_at),
    };
    store::put_part(tx, &part)?;
    Ok(part.id)
}

/// Retires a part, or brings it back.
///
/// # Errors
/// `too_many_parts`.
pub fn retire(tx: &mut Tx, brand: BrandId, shop: ShopId, id: PartId, retired: bool, now: Millis) -> Result<()> {
    let part = store::part_at(tx, brand, shop, id)?;
    let in_use = parts(tx, brand, shop)?.iter().filter(|p| p.retired_at.is_none()).count();
    if !retired && part.retired_at.is_some() && in_use >= rules::MOST_PARTS {
        return Err(Refusal::new(409, "too_many_parts").field("name").arg("most", rules::MOST_PARTS).into());
    }
    store::put_part(tx, &Part { retired_at: retired.then_some(part.retired_at.unwrap_or(now)), ..part })
}

/// These two do not go together; `apart` false: they do after all.
///
/// # Errors
/// `bad_pair`.
pub fn keep_apart(tx: &mut Tx, brand: BrandId, shop: ShopId, a: PartId, b: PartId, apart: bool) -> Result<()> {
    if a == b {
        return Err(Refusal::new(422, "bad_pair").field("other").into());
    }
    for id in [a, b] {
        store::part_at(tx, brand, shop, id)?;
    }
    let (one, other) = (a.min(b), a.max(b));
    if apart { store::insert_ban(tx, brand, shop, one, other) } else { store::delete_ban(tx, brand, shop, one, other) }
}

fn words(attributes: &str) -> BTreeSet<String> {
    attributes.split_whitespace().map(str::to_owned).collect()
}

fn names(name: &str, name_en: &str) -> Vec<String> {
    [name, name_en].into_iter().map(folded).filter(|n| !n.is_empty()).collect()
}

impl Part {
    fn piece(&self) -> Piece {
        Piece {
            id: self.id,
            group: self.group_id,
            price: self.price.0,
            attributes: words(&self.attributes),
            need: self.need.clone(),
            names: names(&self.name, &self.name_en),
        }
    }
}

impl Item {
    fn piece(&self) -> Piece {
        Piece {
            id: self.part_id,
            group: GroupId(0),
            price: self.price.0,
            attributes: words(&self.attributes),
            need: self.need.clone(),
            names: names(&self.name, &self.name_en),
        }
    }
}

/// What a shop can put together now.
#[derive(Debug, Clone)]
pub struct Shelf {
    pub groups: Vec<Group>,
    /// Without the retired ones.
    pub parts: Vec<Part>,
    pub menu: Menu,
}

pub fn shelf(tx: &mut Tx, brand: BrandId, shop: ShopId) -> Result<Shelf> {
    let groups = store::groups(tx, brand, shop)?;
    let mut parts = store::parts(tx, brand, shop)?;
    parts.retain(|p| p.retired_at.is_none());
    let size = |n: i64| usize::try_from(n).unwrap_or(0);
    let limits = groups.iter().map(|g| Limits { id: g.id, least: size(g.least), most: size(g.most) }).collect();
    let menu = Menu::new(limits, parts.iter().map(Part::piece).collect(), store::bans(tx, brand, shop)?);
    Ok(Shelf { groups, parts, menu })
}

/// What is known for a proposal, and of which kinds something came from elsewhere.
#[derive(Debug, Clone, Default)]
pub struct Known {
    pub facts: Facts,
    pub from_elsewhere: Vec<Sharing>,
    /// What others tried, folded, and whether they liked it.
    pub by_others: Vec<(String, bool)>,
}

/// What this shop may rest a proposal on now. `before`: only what was answered before this proposal teaches.
pub fn known(
    tx: &mut Tx,
    brand: &Brand,
    shop: ShopId,
    passport: PassportId,
    before: Option<&Proposal>,
    now: Millis,
) -> Result<Known> {
    let mut notes = knowing::seen(tx, brand.id, shop, passport)?;
    notes.retain(|n| n.kind != Sharing::Notes);
    let mut from_elsewhere = knowing::kinds_from_elsewhere(shop, &notes);
    let shops: BTreeSet<ShopId> = notes.iter().filter(|n| n.kind == Sharing::Tried).filter_map(|n| n.shop_id).collect();
    let shops: Vec<ShopId> = shops.into_iter().filter(|s| *s != shop).collect();
    let things: Vec<Named> = store::parts_of(tx, brand.id, &shops)?
        .into_iter()
        .map(|p| Named {
            shop: p.shop_id,
            names: names(&p.name, &p.name_en),
            attributes: words(&p.attributes).into_iter().collect(),
            name: p.name,
            name_en: p.name_en,
        })
        .collect();
    let month = i64::from(now.zoned(&brand.zone()).date().month());
    let mut facts = facts::learn(shop, &notes, month, &things);
    if passport::shared_with(tx, brand.id, passport, shop)?.contains(&Sharing::Likes) {
        facts.needs = passport::likes(tx, brand.id, passport)?;
        if !facts.needs.is_empty() && !from_elsewhere.contains(&Sharing::Likes) {
            from_elsewhere.push(Sharing::Likes);
        }
    }
    facts.budget = before.and_then(|p| p.budget).map(|b| b.0);
    facts.earlier = earlier(tx, brand.id, shop, passport, before, now)?;
    let by_others = store::quotable(tx, brand.id, shop)?;
    let by_others = by_others.into_iter().map(|(what, liked)| (folded(&what), liked)).collect();
    Ok(Known { facts, from_elsewhere, by_others })
}

/// How this shop's own proposals were answered, oldest first.
fn earlier(
    tx: &mut Tx,
    brand: BrandId,
    shop: ShopId,
    passport: PassportId,
    before: Option<&Proposal>,
    now: Millis,
) -> Result<Vec<Earlier>> {
    let items = store::items_of(tx, brand, passport)?;
    let mut answered = store::at_shop(tx, brand, shop, passport)?;
    answered.retain(|p| p.made_at.plus(TEACHES) > now && before.is_none_or(|b| p.id < b.id));
    answered.sort_by_key(|p| (p.answered_at, p.id));
    let of = |p: &Proposal| items.iter().filter(|i| i.proposal_id == p.id).map(Item::piece).collect::<Vec<_>>();
    let became = |p: &Proposal| match (p.answer, p.why) {
        (Answer::Accepted, _) => Some(Became::Taken),
        (Answer::Declined, Some(why)) => Some(Became::Declined(why)),
        _ => None,
    };
    let learned = answered.iter().filter_map(|p| {
        let pieces = of(p);
        Some(Earlier {
            parts: pieces.iter().map(|i| i.id).collect(),
            attributes: pieces.iter().flat_map(|i| i.attributes.clone()).collect(),
            total: p.total.0,
            became: became(p)?,
        })
    });
    Ok(learned.collect())
}

/// A proposal that was made, with its parts and, for today's eyes, its reasons.
#[derive(Debug, Clone)]
pub struct Made {
    pub proposal: Proposal,
    pub items: Vec<Item>,
    pub explained: Explained,
    pub from_elsewhere: Vec<Sharing>,
}

/// Why a proposal was made, as far as its shop may know it now.
pub fn explained(tx: &mut Tx, brand: &Brand, proposal: Proposal, items: Vec<Item>, now: Millis) -> Result<Made> {
    let known = known(tx, brand, proposal.shop_id, proposal.passport_id, Some(&proposal), now)?;
    let pieces: Vec<Piece> = items.iter().map(Item::piece).collect();
    let offered = shelf(tx, brand.id, proposal.shop_id)?.menu.attributes();
    let explained = reasons::explain(&pieces.iter().collect::<Vec<_>>(), &known.facts, &offered, &known.by_others);
    Ok(Made { proposal, items, explained, from_elsewhere: known.from_elsewhere })
}

/// A proposal to be made.
#[derive(Debug, Clone)]
pub struct Making {
    pub passport: PassportId,
    pub shop: ShopId,
    pub by: Option<PersonId>,
    pub parts: BTreeSet<PartId>,
    pub budget: Option<Amount>,
    pub message: String,
    /// What they said at the counter; none: it is sent to the passport.
    pub said: Option<std::result::Result<(), Why>>,
}

/// Makes a proposal. What this shop sent before and nobody answered makes way.
///
/// # Errors
/// `bad_proposal` where the parts do not, or no longer, go together for this person; `bad_message`, `sensitive_note`.
pub fn make(tx: &mut Tx, brand: &Brand, m: &Making, now: Millis) -> Result<ProposalId> {
    passport::lock_living(tx, brand.id, m.passport)?;
    let message = if m.message.trim().is_empty() { String::new() } else { said(&m.message, "message")? };
    let shelf = shelf(tx, brand.id, m.shop)?;
    let facts = known(tx, brand, m.shop, m.passport, None, now)?.facts;
    let set = shelf.menu.set_of(&m.parts).filter(|set| shelf.menu.allows(&facts, set));
    let set = set.ok_or_else(|| Refusal::new(409, "bad_proposal").field("parts"))?;
    for before in store::at_shop(tx, brand.id, m.shop, m.passport)? {
        if before.answer == Answer::Open && before.done_at.is_none() {
            store::set_done(tx, brand.id, before.id, now)?;
        }
    }
    let id = ProposalId::new();
    let answered = m.said.map(|_| now);
    let proposal = Proposal {
        brand_id: brand.id,
        id,
        passport_id: m.passport,
        shop_id: m.shop,
        made_by: m.by,
        way: if m.said.is_some() { Channel::Counter } else { Channel::Passport },
        message,
        budget: m.budget,
        total: Amount(shelf.menu.total(&set)),
        answer: match m.said {
            None => Answer::Open,
            Some(Ok(())) => Answer::Accepted,
            Some(Err(_)) => Answer::Declined,
        },
        why: m.said.and_then(std::result::Result::err),
        words: String::new(),
        made_at: now,
        expires_at: now.plus(WAITS),
        answered_at: answered,
        done_at: answered,
    };
    let items: Vec<Item> = shelf
        .parts
        .iter()
        .filter(|p| m.parts.contains(&p.id))
        .map(|p| Item {
            brand_id: brand.id,
            proposal_id: id,
            part_id: p.id,
            passport_id: m.passport,
            name: p.name.clone(),
            name_en: p.name_en.clone(),
            price: p.price,
            attributes: p.attributes.clone(),
            need: p.need.clone(),
        })
        .collect();
    store::insert(tx, &proposal, &items)?;
    Ok(id)
}

/// A few words, as notes have them: nothing of health or faith.
fn said(typed: &str, field: &'static str) -> Result<String> {
    knowing::rules::text(typed).map_err(|e| match e {
        Error::Refused(r) => r.field(field).into(),
        e => e,
    })
}

/// What the resident says to a proposal on their passport.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saying {
    Yes,
    No(Why, String),
    /// They take back what they said.
    Nothing,
}

/// Answers a proposal, or answers it otherwise; until the shop is done with it or its time is over.
///
/// # Errors
/// `proposal_over`; as notes, for words.
pub fn answer(
    tx: &mut Tx,
    brand: BrandId,
    passport: PassportId,
    id: ProposalId,
    saying: &Saying,
    now: Millis,
) -> Result<()> {
    passport::lock_living(tx, brand, passport)?;
    let before = store::proposal_to(tx, brand, passport, id)?;
    if before.done_at.is_some() || before.expires_at <= now {
        return Err(Error::refused(409, "proposal_over"));
    }
    let (answer, why, words) = match saying {
        Saying::Yes => (Answer::Accepted, None, String::new()),
        Saying::No(Why::Other, words) if words.trim().is_empty() => {
            return Err(Refusal::new(422, "say_why").field("words").into());
        }
        Saying::No(Why::Other, words) => (Answer::Declined, Some(Why::Other), self::said(words, "words")?),
        Saying::No(why, _) => (Answer::Declined, Some(*why), String::new()),
        Saying::Nothing => (Answer::Open, None, String::new()),
    };
    let at = (answer != Answer::Open).then_some(now);
    store::set_answer(tx, brand, id, (answer, why, &words), at)
}

/// The shop is done with it: handed over, or let go. Twice is as good as once.
pub fn close(tx: &mut Tx, brand: BrandId, shop: ShopId, id: ProposalId, now: Millis) -> Result<Proposal> {
    let proposal = store::proposal_at(tx, brand, shop, id)?;
    passport::lock_living(tx, brand, proposal.passport_id)?;
    store::set_done(tx, brand, id, now)?;
    Ok(proposal)
}

/// The resident takes a proposal away; nothing of it stays, nor of the answer.
pub fn take_away(tx: &mut Tx, brand: BrandId, passport: PassportId, id: ProposalId) -> Result<()> {
    store::proposal_to(tx, brand, passport, id)?;
    store::delete(tx, brand, id)
}

/// What waits on a passport: sent there, not over, not done with.
pub fn open_of(tx: &mut Tx, brand: BrandId, passport: PassportId, now: Millis) -> Result<Vec<(Proposal, Vec<Item>)>> {
    let mut open = all_of(tx, brand, passport)?;
    open.retain(|(p, _)| p.way == Channel::Passport && p.done_at.is_none() && p.expires_at > now);
    Ok(open)
}

/// Where this shop can put anything together: whether the person accepted something that waits to be set aside.
pub fn standing(tx: &mut Tx, brand: BrandId, shop: ShopId, passport: PassportId) -> Result<Option<bool>> {
    if store::parts(tx, brand, shop)?.iter().all(|p| p.retired_at.is_some()) {
        return Ok(None);
    }
    let waits = |p: &Proposal| p.answer == Answer::Accepted && p.done_at.is_none();
    Ok(Some(at(tx, brand, shop, passport)?.iter().any(|(p, _)| waits(p))))
}

/// What a shop proposed to a person, newest first.
pub fn at(tx: &mut Tx, brand: BrandId, shop: ShopId, passport: PassportId) -> Result<Vec<(Proposal, Vec<Item>)>> {
    let mut here = all_of(tx, brand, passport)?;
    here.retain(|(p, _)| p.shop_id == shop);
    Ok(here)
}

/// The parts of a proposal.
pub fn items(tx: &mut Tx, proposal: &Proposal) -> Result<Vec<Item>> {
    let mut items = store::items_of(tx, proposal.brand_id, proposal.passport_id)?;
    items.retain(|i| i.proposal_id == proposal.id);
    Ok(items)
}

/// Everything proposed to a person, wherever, with its parts; newest first.
pub fn all_of(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Vec<(Proposal, Vec<Item>)>> {
    let items = store::items_of(tx, brand, passport)?;
    let of = |p: &Proposal| items.iter().filter(|i| i.proposal_id == p.id).cloned().collect();
    Ok(store::of_passport(tx, brand, passport)?.into_iter().map(|p| (p.clone(), of(&p))).collect())
}

/// Forgets everything proposed to a person.
pub fn forget(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<()> {
    store::delete_all(tx, brand, passport)
}
