//! What suggestions know of a street, kept for a minute: shops, pairs, quiet hours, slips of late. Nothing of any person.

use super::rules::{Candidate, Moment};
use super::store;
use crate::brand::Brand;
use crate::db::Tx;
use crate::shop::{self, Place, Shop, metres, needs};
use crate::words::{BrandId, Millis, PassportId, Result, ShopId, time};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// How long a look at the street lasts.
const KEPT: i64 = time::MINUTE;
/// Neighbours looked at from one counter: the nearest, and those that go with it.
const AROUND: usize = 48;

#[derive(Clone, Default)]
pub struct Cache {
    streets: Arc<Mutex<HashMap<BrandId, Arc<StreetNow>>>>,
}

pub(super) struct StreetNow {
    read_at: Millis,
    shops: Vec<Shop>,
    pairs: HashMap<(ShopId, ShopId), shop::Pair>,
    hours: HashMap<ShopId, [f64; 24]>,
    slips: HashMap<ShopId, f64>,
    around: Mutex<HashMap<ShopId, Arc<Vec<Candidate>>>>,
}

impl Cache {
    pub(super) fn street(&self, tx: &mut Tx, brand: &Brand, now: Millis) -> Result<Arc<StreetNow>> {
        let held = self.streets.lock().unwrap_or_else(PoisonError::into_inner).get(&brand.id).cloned();
        if let Some(street) = held
            && (street.read_at.0 - now.0).abs() < KEPT
        {
            return Ok(street);
        }
        let street = Arc::new(read(tx, brand, now)?);
        self.streets.lock().unwrap_or_else(PoisonError::into_inner).insert(brand.id, street.clone());
        Ok(street)
    }
}

fn read(tx: &mut Tx, brand: &Brand, now: Millis) -> Result<StreetNow> {
    let zone = brand.zone();
    let today = now.day(&zone);
    let offset = now.zoned(&zone).offset().seconds() / 3600;
    let mut hours: HashMap<ShopId, [f64; 24]> = HashMap::new();
    for (shop, utc_hour, visits) in store::visits_by_hour(tx, brand.id, crate::words::Day(today.0 - 28))? {
        let hour = (utc_hour + i64::from(offset)).rem_euclid(24) as usize;
        hours.entry(shop).or_insert([0.0; 24])[hour] += visits as f64;
    }
    for day in hours.values_mut() {
        let top = day.iter().copied().fold(1.0, f64::max);
        day.iter_mut().for_each(|h| *h /= top);
    }
    let sent = store::slips_received(tx, brand.id, crate::words::Day(today.0 - 14))?;
    let mean = (sent.iter().map(|(_, n)| *n as f64).sum::<f64>() / sent.len().max(1) as f64).max(1.0);
    let pairs = shop::pairs(tx, brand.id)?;
    Ok(StreetNow {
        read_at: now,
        shops: shop::members(tx, brand.id)?,
        pairs: pairs.into_iter().map(|p| ((p.from_shop, p.to_shop), p)).collect(),
        hours,
        slips: sent.into_iter().map(|(shop, n)| (shop, n as f64 / mean)).collect(),
        around: Mutex::default(),
    })
}

impl StreetNow {
    pub(super) fn moment(&self, brand: &Brand, passport: PassportId, now: Millis) -> Moment {
        let zone = brand.zone();
        let zoned = now.zoned(&zone);
        let day = now.day(&zone).0 as u64;
        Moment { hour: zoned.hour() as usize, seed: (passport.0 as u64).wrapping_mul(31).wrapping_add(day) }
    }

    /// The neighbours of a shop, computed once for each look at the street.
    pub(super) fn around(&self, shop: ShopId) -> Arc<Vec<Candidate>> {
        let mut held = self.around.lock().unwrap_or_else(PoisonError::into_inner);
        held.entry(shop).or_insert_with(|| Arc::new(self.neighbours(shop))).clone()
    }

    fn neighbours(&self, from: ShopId) -> Vec<Candidate> {
        let Some(here) = self.shops.iter().find(|s| s.id == from) else { return Vec::new() };
        let place = |s: &Shop| Place { lat: s.lat, lon: s.lon };
        let others = self.shops.iter().filter(|s| s.id != from);
        let mut all: Vec<Candidate> = others.map(|s| self.candidate(here, s, metres(place(here), place(s)))).collect();
        all.sort_by(|a, b| {
            let rank = |c: &Candidate| c.metres / (1.0 + 2.0 * c.fits);
            rank(a).total_cmp(&rank(b))
        });
        all.truncate(AROUND);
        all
    }

    fn candidate(&self, here: &Shop, s: &Shop, metres: f64) -> Candidate {
        let by_shop = self.pairs.get(&(here.id, s.id)).map(|p| (p.weight, p.reason.clone(), p.reason_en.clone()));
        let by_need = || {
            let pair = needs::goes_with(here.need.as_deref()?, s.need.as_deref()?)?;
            Some((pair.weight, pair.reason_ja.clone(), pair.reason_en.clone()))
        };
        let (fits, reason, reason_en) = by_shop.or_else(by_need).unwrap_or_default();
        Candidate {
            shop: s.id,
            code: s.code.clone(),
            name: s.name.clone(),
            name_en: s.name_en.clone(),
            crest: s.crest.clone(),
            need: s.need.clone(),
            metres,
            fits: fits.clamp(0.0, 2.0),
            reason,
            reason_en,
            hours: self.hours.get(&s.id).copied().unwrap_or([0.0; 24]),
            slips: self.slips.get(&s.id).copied().unwrap_or(0.0),
            rival: s.need.is_some() && s.need == here.need,
        }
    }
}
