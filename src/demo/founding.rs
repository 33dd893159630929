//! The street before its first day: the brand under its charters, the shops with their staff, the pairs, the ground.
//! Made through the same acts as any other street.

use super::seed::{BrandSeed, PersonSeed, Seed, ShopSeed};
use crate::brand::{self, Brand, Founding, Terms};
use crate::counter::Stand;
use crate::db::Tx;
use crate::district;
use crate::people::{self, For, Role};
use crate::shop::{self, Described, Pair, Put};
use crate::words::{Error, Millis, PersonId, Result, ShopId, time};
use jiff::ToSpan;
use std::collections::BTreeMap;

/// The hash of every password and PIN of the demo, each made once.
pub(super) type Hashes = BTreeMap<String, String>;

/// With which everybody who works at a shop of the demo takes their turn at its tablet.
pub(super) const STAFF_PIN: &str = "2468";

/// How long after each other the shops joined.
const BETWEEN_SHOPS: i64 = 25 * time::DAY;

/// The street as the acts of its residents need it.
#[derive(Debug, Clone)]
pub(super) struct Founded {
    pub(super) brand: Brand,
    pub(super) coordinator: PersonId,
    pub(super) officer: PersonId,
    pub(super) shops: Vec<ShopId>,
    /// Who may stand at each shop's counter: the owner first.
    pub(super) stands: Vec<Vec<Stand>>,
}

pub(super) fn hash_of(hashes: &Hashes, secret: &str) -> Result<String> {
    hashes.get(secret).cloned().ok_or_else(|| Error::broken("a secret of the demo was not hashed"))
}

/// Founds the street so long ago that its third charter holds before anybody comes in (`begins`).
pub(super) fn found(tx: &mut Tx, seed: &Seed, hashes: &Hashes, begins: Millis) -> Result<Founded> {
    let s = &seed.street;
    let third = third_charter(&s.brand, begins)?;
    let (second, first) = (years_before(&s.brand, third, 1)?, years_before(&s.brand, third, 2)?);
    let founding = Founding {
        code: s.brand.code.clone(),
        name: s.brand.name.clone(),
        name_en: s.brand.name_en.clone(),
        currency: s.brand.currency.clone(),
        timezone: s.brand.timezone.clone(),
        locale: s.brand.locale.clone(),
        crest: noren_views::Crest::of_street(&s.brand.code).to_string(),
        is_demo: true,
        terms: terms(&s.brand, 1),
    };
    let brand = brand::found(tx, &founding, first)?;
    let join = |tx: &mut Tx, who: &PersonSeed, role, what, at| -> Result<PersonId> {
        let new = people::Newcomer {
            email: who.email.clone(),
            name: who.name.clone(),
            name_en: who.name_en.clone(),
            password_hash: hash_of(hashes, &who.password)?,
        };
        let person = people::join(tx, &new, at)?.id;
        let member = people::admit(tx, brand.id, person, role, what, at)?;
        if role.of_a_shop() {
            people::pin::set(tx, brand.id, member, &hash_of(hashes, STAFF_PIN)?, at)?;
        }
        Ok(person)
    };
    let coordinator = join(tx, &s.team.coordinator, Role::Coordinator, For::Brand, first)?;
    let officer = join(tx, &s.team.officer, Role::Officer, For::Brand, first)?;
    join(tx, &s.team.auditor, Role::Auditor, For::Brand, second)?;
    for (version, from) in [(2, second), (3, third)] {
        let written = from.plus(-20 * time::DAY);
        brand::write_charter(tx, &brand, Some(coordinator), &terms(&s.brand, version), from, written)?;
    }
    draw_district(tx, &brand, first)?;

    let (mut shops, mut stands) = (Vec::new(), Vec::new());
    for (no, shop) in s.shops.iter().enumerate() {
        let joined = first.plus(no as i64 * BETWEEN_SHOPS);
        let id = match shop::put(tx, &brand, &described(shop), None, joined)? {
            Put::New(id) | Put::Changed(id) | Put::Unchanged(id) => id,
        };
        let mut staff = vec![join(tx, &shop.owner, Role::Owner, For::Shop(id), joined)?];
        for clerk in &shop.clerks {
            staff.push(join(tx, clerk, Role::Clerk, For::Shop(id), joined.plus(time::DAY))?);
        }
        let stand = |by: PersonId| Stand { brand: brand.clone(), shop: id, by: Some(by) };
        stands.push(staff.into_iter().map(stand).collect());
        shops.push(id);
    }
    district::settle(tx, brand.id)?;
    for pair in &s.pairs {
        let pair = Pair {
            brand_id: brand.id,
            from_shop: shops[seed.shop(&pair.from)?],
            to_shop: shops[seed.shop(&pair.to)?],
            weight: pair.weight,
            reason: pair.reason.clone(),
            reason_en: pair.reason_en.clone(),
        };
        shop::put_pair(tx, &pair)?;
    }
    Ok(Founded { brand, coordinator, officer, shops, stands })
}

/// What hangs at every counter, and the keys of those who bring programs: the last things done, so that a street that
/// has them is whole.
pub(super) fn finish(tx: &mut Tx, street: &Founded, seed: &Seed, now: Millis) -> Result<()> {
    let (brand, by) = (&street.brand, Some(street.coordinator));
    let s = &seed.street.brand;
    brand::write_notice(tx, brand.id, by, &s.notice, &s.notice_en, now.plus(time::DAY), now)?;
    people::make_api_key(tx, brand.id, None, "demo", by, now)?;
    for (shop, stands) in street.shops.iter().zip(&street.stands) {
        people::make_api_key(tx, brand.id, Some(*shop), "demo", stands.first().and_then(|s| s.by), now)?;
    }
    Ok(())
}

/// The seed's date, or the span's first day where that is earlier.
fn third_charter(seed: &BrandSeed, begins: Millis) -> Result<Millis> {
    let date: jiff::civil::Date = seed.charter.valid_from.parse().map_err(Error::broken)?;
    let at: Millis = date.in_tz(&seed.timezone).map_err(Error::broken)?.timestamp().into();
    Ok(at.min(begins))
}

fn years_before(seed: &BrandSeed, at: Millis, years: i64) -> Result<Millis> {
    let zone = jiff::tz::TimeZone::get(&seed.timezone).map_err(Error::broken)?;
    let then = at.zoned(&zone).checked_sub(years.years()).map_err(Error::broken)?;
    Ok(then.timestamp().into())
}

/// A street learns: it began by giving less.
fn terms(seed: &BrandSeed, version: i64) -> Terms {
    let c = &seed.charter;
    Terms {
        points_per_visit: if version == 1 { 3.min(c.points_per_visit) } else { c.points_per_visit },
        points_per_100: c.points_per_100,
        cooldown_minutes: c.cooldown_minutes,
        max_amount: c.max_amount,
        expiry_months: c.expiry_months,
        slip_days: c.slip_days,
        slip_welcome: if version < 3 { 5.min(c.slip_welcome) } else { c.slip_welcome },
        slip_thanks: if version < 3 { 3.min(c.slip_thanks) } else { c.slip_thanks },
        amends_max: c.amends_max,
        offline_hours: c.offline_hours,
        offline_taps: c.offline_taps,
        offline_amount: c.offline_amount,
        offline_welcomes: c.offline_welcomes,
        passport_day_points: c.passport_day_points,
        clerk_day_points: c.clerk_day_points,
        lot: c.lot,
        lot_price: c.lot_price,
        lot_value: c.lot_value,
        monthly_fee: c.monthly_fee,
        objection_days: c.objection_days,
        promise: seed.promise.clone(),
        promise_en: seed.promise_en.clone(),
    }
}

fn draw_district(tx: &mut Tx, brand: &Brand, at: Millis) -> Result<()> {
    let file: geojson::FeatureCollection =
        include_str!("../../seed/boundary.geojson").parse().map_err(Error::broken)?;
    for feature in file.features {
        let name = feature.property("name").and_then(|n| n.as_str()).unwrap_or(&brand.name).to_owned();
        let geometry = feature.geometry.ok_or_else(|| Error::broken("seed: a district without ground"))?;
        let boundary = district::shape(&geometry).map_err(Error::broken)?;
        district::put(tx, brand.id, &name, boundary, at)?;
    }
    Ok(())
}

fn described(s: &ShopSeed) -> Described {
    Described {
        code: s.code.clone(),
        name: s.name.clone(),
        name_en: s.name_en.clone(),
        short: s.short.clone(),
        short_en: s.short_en.clone(),
        trade: s.trade.clone(),
        trade_en: s.trade_en.clone(),
        category: s.category.clone(),
        lat: s.lat,
        lon: s.lon,
        address: s.address.clone(),
        opening_hours: s.opening_hours.clone(),
        phone: s.phone.clone(),
        website: String::new(),
        source: String::new(),
    }
}
