//! Who can sign in to the demo and with what, read from the database: the line of `demo --json`.

use super::founding::STAFF_PIN;
use super::seed::{PersonSeed, Seed};
use crate::brand::{self, Brand};
use crate::db::{Db, Tx};
use crate::keys::Keys;
use crate::people::{self, who::api_token};
use crate::words::{Millis, Result, ShopId};
use crate::{passport, shop};
use serde::Serialize;

/// As CONTRACT.md has it.
#[derive(Debug, Serialize)]
pub struct Described {
    pub base_url: String,
    pub brand: BrandLine,
    pub coordinator: Coordinator,
    pub shops: Vec<ShopLine>,
    pub residents: Vec<ResidentLine>,
}

#[derive(Debug, Serialize)]
pub struct BrandLine {
    pub code: String,
    pub name: String,
}

#[derive(Debug, Serialize)]
pub struct Coordinator {
    pub email: String,
    pub password: String,
    pub api_key: String,
}

#[derive(Debug, Serialize)]
pub struct ShopLine {
    pub code: String,
    pub name: String,
    pub api_key: String,
    pub owner: SignIn,
    /// The PIN of the owner and of the clerks, at the shop's tablets.
    pub staff_pin: String,
}

#[derive(Debug, Serialize)]
pub struct SignIn {
    pub email: String,
    pub password: String,
}

#[derive(Debug, Serialize)]
pub struct ResidentLine {
    pub name: String,
    pub email: String,
    pub password: String,
    /// The passport's code.
    pub passport: String,
    /// The token of a card that is good.
    pub card: String,
    pub pin: String,
}

/// Describes a demo that [`super::make`] has made, now or earlier. Passwords and PINs are the seed's: whoever changed
/// theirs since then knows better.
pub fn described(db: &Db, keys: &Keys, base_url: &str, now: Millis) -> Result<Described> {
    let seed = Seed::read()?;
    db.read_now(|tx| {
        let brand = brand::named(tx, &seed.street.brand.code)?;
        let mut shops = Vec::new();
        for s in shop::all(tx, brand.id)? {
            let Some(owner) = seed.street.shops.iter().find(|seed| seed.code == s.code).map(|s| &s.owner) else {
                continue;
            };
            let api_key = api_key(tx, keys, &brand, Some(s.id), now)?;
            shops.push(ShopLine {
                code: s.code,
                name: s.name,
                api_key,
                owner: sign_in(owner),
                staff_pin: STAFF_PIN.to_owned(),
            });
        }
        let team = sign_in(&seed.street.team.coordinator);
        Ok(Described {
            base_url: base_url.to_owned(),
            coordinator: Coordinator {
                email: team.email,
                password: team.password,
                api_key: api_key(tx, keys, &brand, None, now)?,
            },
            residents: residents(tx, &seed, &brand)?,
            shops,
            brand: BrandLine { code: brand.code, name: brand.name },
        })
    })
}

fn sign_in(person: &PersonSeed) -> SignIn {
    SignIn { email: person.email.clone(), password: person.password.clone() }
}

/// Empty where every key has been ended by hand.
fn api_key(tx: &mut Tx, keys: &Keys, brand: &Brand, shop: Option<ShopId>, now: Millis) -> Result<String> {
    let held = people::api_keys_of(tx, brand.id, shop)?;
    held.first().map_or(Ok(String::new()), |key| api_token(keys, key.id, now))
}

/// The named residents who sign in.
fn residents(tx: &mut Tx, seed: &Seed, brand: &Brand) -> Result<Vec<ResidentLine>> {
    let mut lines = Vec::new();
    for named in seed.habits.named.iter().filter(|n| n.phone) {
        let Some(person) = people::person_by_email(tx, &named.email)? else { continue };
        let held = people::memberships_of(tx, person.id)?;
        let Some(id) = held
            .iter()
            .filter(|m| m.brand_id == brand.id && m.role == people::Role::Resident)
            .find_map(|m| m.passport_id)
        else {
            continue;
        };
        let cards = passport::cards_of(tx, brand.id, id)?;
        let Some(card) = cards.into_iter().find(|c| c.revoked_at.is_none()) else { continue };
        lines.push(ResidentLine {
            name: named.name.clone(),
            email: named.email.clone(),
            password: named.password.clone(),
            passport: passport::passport(tx, brand.id, id)?.code,
            card: card.token,
            pin: named.pin.clone(),
        });
    }
    Ok(lines)
}
