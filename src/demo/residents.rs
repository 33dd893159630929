//! Who lives near the street: names, archetypes, own shops, paper or phone. What they do is in `walks`. Pure.

use super::chance::Chance;
use super::habits::{ShopNo, Street};
use super::seed::{Archetype, Name, Named, Seed};
use crate::words::{Error, Result};

/// A resident as drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Resident {
    /// As the passport says it.
    pub(super) name: String,
    pub(super) reading: String,
    pub(super) name_en: String,
    /// Whose e-mail signs in; none for a card alone.
    pub(super) sign_in: Option<SignIn>,
    /// Of the named ones, whose PIN is known.
    pub(super) pin: Option<String>,
    /// A printed card from a shop's sheet.
    pub(super) paper: bool,
    pub(super) archetype: usize,
    pub(super) own_shops: Vec<ShopNo>,
    /// Day of the span.
    pub(super) joins: usize,
    /// First day on which they come no more.
    pub(super) leaves: usize,
    pub(super) most_shops: usize,
    /// Wanders in a month where this is low enough.
    pub(super) settled: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub(super) struct SignIn {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) password: String,
}

/// What every resident without a name in the seed signs in with.
pub(super) const PASSWORD: &str = "asahi-resident-24";
/// And the PIN of their passports.
pub(super) const PIN: &str = "2580";

/// Those who were asked to stand in the seed by name wander, so that their passports have something to show.
const SETTLED_OF_NAMED: f64 = 0.25;

/// Draws everybody, each with their stream of chance, the named ones first. Who would join after today does
/// not live here yet.
pub(super) fn all(street: &Street, today: usize) -> Result<Vec<(Resident, Chance)>> {
    let seed = street.seed;
    let mut from_abroad = seed.names.from_abroad.iter();
    let mut all = Vec::new();
    for who in 0..seed.habits.residents {
        let mut chance = Chance::of(seed.habits.seed, who);
        let resident = match seed.habits.named.get(who) {
            Some(named) => draw_named(street, named, &mut chance)?,
            None => draw(street, who, &mut from_abroad, &mut chance)?,
        };
        if resident.joins <= today {
            all.push((resident, chance));
        }
    }
    Ok(all)
}

fn draw_named(street: &Street, named: &Named, chance: &mut Chance) -> Result<Resident> {
    let seed = street.seed;
    let archetype = seed.habits.archetypes.iter().position(|a| a.code == named.archetype);
    let archetype = archetype.ok_or_else(|| Error::broken(format!("seed: archetype '{}'", named.archetype)))?;
    let first_visit = named.history.first().map(|v| super::calendar::last_saturday(&street.span) as i64 - v.days_ago);
    let joins = match first_visit {
        Some(day) => usize::try_from(day).map_err(|_| Error::broken("seed: a history longer than the span"))?,
        None if seed.habits.archetypes[archetype].joins_late => street.span.month(2).0,
        None => chance.below(5),
    };
    let sign_in = SignIn { name: named.name.clone(), email: named.email.clone(), password: named.password.clone() };
    Ok(Resident {
        name: named.nickname.clone().unwrap_or_else(|| named.name.clone()),
        reading: named.reading.clone(),
        name_en: named.name_en.clone(),
        sign_in: named.phone.then_some(sign_in),
        pin: Some(named.pin.clone()),
        paper: !named.phone,
        archetype,
        own_shops: named.own_shops.iter().map(|s| seed.shop(s)).collect::<Result<_>>()?,
        joins,
        leaves: usize::MAX,
        most_shops: 3,
        settled: SETTLED_OF_NAMED,
    })
}

fn draw<'n>(
    street: &Street<'n>,
    who: usize,
    from_abroad: &mut impl Iterator<Item = &'n Name>,
    chance: &mut Chance,
) -> Result<Resident> {
    let habits = &street.seed.habits;
    let nothing = || Error::broken("seed: nothing to draw from");
    let archetype = chance.weighted(habits.archetypes.iter().enumerate().map(|(i, a)| (i, a.share)));
    let archetype = archetype.ok_or_else(nothing)?;
    let kind = &habits.archetypes[archetype];
    let joins = joining(street, kind, chance).ok_or_else(nothing)?;
    let own_shops = own_shops(street, kind, chance).ok_or_else(nothing)?;
    let most_shops = chance.weighted(habits.outing.most_shops.iter().map(|(n, w)| (*n, *w))).ok_or_else(nothing)?;
    let settled = chance.unit();
    let paper = chance.hits(kind.paper);
    let name = full_name(street.seed, kind, chance).ok_or_else(nothing)?;
    let abroad = !paper && chance.hits(habits.sign_in.english);
    let name = if abroad { from_abroad.next().cloned().unwrap_or(name) } else { name };
    let signs_in = !paper && chance.hits(habits.sign_in.phone);
    let sign_in = signs_in.then(|| SignIn {
        name: name.name.clone(),
        email: email(&name.romaji, who),
        password: PASSWORD.into(),
    });
    let nickname = chance.hits(habits.sign_in.nickname).then(|| pick(&street.seed.names.nicknames, chance)).flatten();
    let shown = nickname.unwrap_or(&name);
    Ok(Resident {
        name: shown.name.clone(),
        reading: shown.reading.clone(),
        name_en: name.romaji.clone(),
        sign_in,
        pin: None,
        paper,
        archetype,
        own_shops,
        joins,
        leaves: leaving(habits.leaving_per_month, joins, street.span.days.len(), chance),
        most_shops,
        settled,
    })
}

/// A day of joining; past the span's end where the month is not over.
fn joining(street: &Street, kind: &Archetype, chance: &mut Chance) -> Option<usize> {
    let months = street.seed.habits.months.iter().enumerate();
    let month = chance.weighted(months.skip(usize::from(kind.joins_late)).map(|(i, m)| (i, m.joining)))?;
    let (begins, _) = street.span.month(month);
    let first = street.span.days.get(begins).map(|d| d.date.days_in_month())?;
    let day = if month == 0 { (20.0 * chance.unit().powf(2.2)) as usize } else { chance.below(first as usize) };
    Some(begins + day)
}

/// Every 30 days some come no more.
fn leaving(per_month: f64, joins: usize, days: usize, chance: &mut Chance) -> usize {
    (1..).map(|n| joins + 30 * n).find(|day| *day > days || chance.hits(per_month)).unwrap_or(usize::MAX)
}

fn own_shops(street: &Street, kind: &Archetype, chance: &mut Chance) -> Option<Vec<ShopNo>> {
    let count = chance.weighted(kind.own_shops.iter().map(|(n, w)| (*n, *w)))?;
    let mut own: Vec<ShopNo> = Vec::new();
    while own.len() < count {
        let new = |shop: &ShopNo| !own.contains(shop);
        let paired = match own.first() {
            Some(first) if chance.hits(street.seed.habits.outing.next_own_shop_is_pair) => {
                chance.weighted(street.ways(*first).iter().filter(|w| new(&w.to)).map(|w| (w.to, w.weight)))
            }
            _ => None,
        };
        let popular = street.shops().filter(new).map(|s| (s, street.draws(s, kind)));
        own.push(paired.or_else(|| chance.weighted(popular))?);
    }
    Some(own)
}

fn full_name(seed: &Seed, kind: &Archetype, chance: &mut Chance) -> Option<Name> {
    let age = chance.weighted(kind.ages.iter().map(|(age, w)| (age, *w)))?;
    let fitting: Vec<&Name> = seed.names.given.iter().filter(|n| n.age == *age).collect();
    let given = fitting.get(chance.below(fitting.len()))?;
    let family = pick(&seed.names.family, chance)?;
    Some(Name {
        name: format!("{} {}", family.name, given.name),
        reading: format!("{} {}", family.reading, given.reading),
        romaji: format!("{} {}", given.romaji, family.romaji),
        ..(*given).clone()
    })
}

fn pick<'n>(names: &'n [Name], chance: &mut Chance) -> Option<&'n Name> {
    names.get(chance.below(names.len()))
}

/// `haruko.sato.12@asahi.example`
fn email(romaji: &str, who: usize) -> String {
    let plain: String = romaji.to_lowercase().chars().map(|c| if c.is_ascii_alphabetic() { c } else { '.' }).collect();
    format!("{plain}.{who}@asahi.example")
}
