//! What some shops of the demo can put together, what a few of its named people told and share for it, and what waits on a
//! passport: `seed/parts.json` through the same acts as in real life.

use super::founding::Founded;
use super::seed::Seed;
use crate::db::Tx;
use crate::knowing::{self, Telling};
use crate::passport::{self, Sharing};
use crate::people;
use crate::proposal::{self, GroupAs, Making, PartAs, rules};
use crate::words::{Amount, Error, Millis, PartId, PassportId, Result, time};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

#[derive(Debug, Deserialize)]
struct Parts {
    shops: Vec<ShopParts>,
    told: Vec<ToldSeed>,
    shares: Vec<ShareSeed>,
    sent: Vec<SentSeed>,
}

#[derive(Debug, Deserialize)]
struct ShopParts {
    code: String,
    groups: Vec<GroupSeed>,
    /// By name.
    apart: Vec<(String, String)>,
}

#[derive(Debug, Deserialize)]
struct GroupSeed {
    name: String,
    name_en: String,
    least: i64,
    most: i64,
    parts: Vec<PartSeed>,
}

#[derive(Debug, Deserialize)]
struct PartSeed {
    name: String,
    name_en: String,
    price: i64,
    attributes: String,
    need: Option<String>,
}

/// A chip, or something that was tried.
#[derive(Debug, Deserialize)]
struct ToldSeed {
    who: String,
    at: String,
    #[serde(default)]
    chip: String,
    #[serde(default)]
    tried: String,
    #[serde(default)]
    liked: bool,
}

#[derive(Debug, Deserialize)]
struct ShareSeed {
    who: String,
    kind: String,
    with: String,
}

#[derive(Debug, Deserialize)]
struct SentSeed {
    who: String,
    at: String,
    message: String,
}

/// Describes it all, as of now.
pub(super) fn describe(tx: &mut Tx, street: &Founded, seed: &Seed, now: Millis) -> Result<()> {
    let parts: Parts =
        serde_json::from_str(include_str!("../../seed/parts.json")).map_err(|e| Error::broken(format!("seed: {e}")))?;
    let brand = street.brand.id;
    let shop_of = |code: &str| Ok::<_, Error>(street.shops[seed.shop(code)?]);
    for shop in &parts.shops {
        let id = shop_of(&shop.code)?;
        let mut by_name: BTreeMap<&str, PartId> = BTreeMap::new();
        for g in &shop.groups {
            let group = GroupAs { name: g.name.clone(), name_en: g.name_en.clone(), least: g.least, most: g.most };
            let group = proposal::put_group(tx, brand, id, None, &group, now)?;
            for p in &g.parts {
                let part = PartAs {
                    group: Some(group),
                    name: p.name.clone(),
                    name_en: p.name_en.clone(),
                    price: Some(Amount(p.price)),
                    attributes: p.attributes.split_whitespace().map(str::to_owned).collect(),
                    need: p.need.clone(),
                };
                by_name.insert(&p.name, proposal::put_part(tx, brand, id, None, &part, now)?);
            }
        }
        for (one, other) in &shop.apart {
            let pair = by_name.get(one.as_str()).zip(by_name.get(other.as_str()));
            let (a, b) = pair.ok_or_else(|| Error::broken(format!("seed: no part {one} or {other}")))?;
            proposal::keep_apart(tx, brand, id, *a, *b, true)?;
        }
    }
    for told in &parts.told {
        // Who has not joined by now has told nothing.
        let Some(passport) = passport_of(tx, street, &told.who)? else { continue };
        let telling = match told.chip.as_str() {
            "" => Telling::tried(&told.tried, told.liked, true)?,
            chip => Telling::chip(chip, true)?,
        };
        let at = shop_of(&told.at)?;
        knowing::tell(tx, brand, passport, Some(at), None, &telling, now.plus(-3 * time::DAY))?;
    }
    for share in &parts.shares {
        let Some(passport) = passport_of(tx, street, &share.who)? else { continue };
        let kind = Sharing::parse(&share.kind).ok_or_else(|| Error::broken("seed: no such kind"))?;
        let mut with: Vec<_> = passport::shares(tx, brand, passport)?;
        with.retain(|(k, _)| *k == kind);
        let mut with: Vec<_> = with.into_iter().map(|(_, shop)| shop).collect();
        with.push(shop_of(&share.with)?);
        passport::share(tx, brand, passport, kind, &with, now.plus(-2 * time::DAY))?;
    }
    for sent in &parts.sent {
        let Some(passport) = passport_of(tx, street, &sent.who)? else { continue };
        send(tx, street, passport, seed.shop(&sent.at)?, &sent.message, now)?;
    }
    Ok(())
}

/// The best for somebody, sent as a clerk would.
fn send(tx: &mut Tx, street: &Founded, passport: PassportId, shop: usize, message: &str, now: Millis) -> Result<()> {
    let (id, by) = (street.shops[shop], street.stands[shop].first().and_then(|s| s.by));
    let shelf = proposal::shelf(tx, street.brand.id, id)?;
    let known = proposal::known(tx, &street.brand, id, passport, None, now)?;
    let Some(set) = rules::best(&shelf.menu, &known.facts) else { return Ok(()) };
    let parts: BTreeSet<PartId> = set.iter().map(|i| shelf.menu.pieces[*i].id).collect();
    let making = Making { passport, shop: id, by, parts, budget: None, message: message.to_owned(), said: None };
    proposal::make(tx, &street.brand, &making, now.plus(-time::DAY))?;
    Ok(())
}

fn passport_of(tx: &mut Tx, street: &Founded, email: &str) -> Result<Option<PassportId>> {
    let Some(person) = people::person_by_email(tx, email)? else { return Ok(None) };
    let held = people::memberships_of(tx, person.id)?;
    Ok(held.iter().filter(|m| m.brand_id == street.brand.id).find_map(|m| m.passport_id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowing::chips;
    use crate::proposal::attributes;
    use crate::shop::needs;

    #[test]
    fn the_parts_of_the_seed_are_what_acts_take() {
        let parts: Parts = serde_json::from_str(include_str!("../../seed/parts.json")).unwrap();
        assert!(parts.shops.len() >= 3);
        let all = || parts.shops.iter().flat_map(|s| &s.groups).flat_map(|g| &g.parts);
        for part in all() {
            assert!(part.attributes.split(' ').all(|a| attributes::get(a).is_some()), "{}", part.name);
            assert!(part.need.as_deref().is_none_or(|n| needs::get(n).is_some()), "{}", part.name);
        }
        for told in &parts.told {
            let named = all().any(|p| p.name == told.tried);
            assert!(chips::get(&told.chip).is_some() != named, "{} {}", told.chip, told.tried);
        }
        assert!(parts.shares.iter().all(|s| Sharing::parse(&s.kind).is_some()));
    }
}
