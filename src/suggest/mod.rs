//! Whom to recommend next, and why. Read before the write, never within it. A reason about the person appears only with
//! the resident's consent for this shop; without it the reason is about the shops.

mod rules;
mod snapshot;
mod store;

pub use rules::{Candidate, RestsOn, Suggestion, Why};
pub use snapshot::Cache;

use crate::brand::Brand;
use crate::db::Tx;
use crate::passport::{self, Sharing};
use crate::words::{Millis, PassportId, Result, ShopId};

/// How many a counter shows.
pub const SHOWN: usize = 3;

/// What may be said of the resident here.
#[derive(Debug, Clone, Default)]
pub struct Told {
    /// Shops the resident has been to, where that is shared.
    pub been: Option<Vec<ShopId>>,
    /// Needs the resident likes, where those are shared.
    pub likes: Vec<String>,
}

/// What the resident shares with this shop, read anew each time: a withdrawal holds from the next look.
pub fn told(tx: &mut Tx, brand: &Brand, shop: ShopId, id: PassportId) -> Result<Told> {
    let shared = passport::shared_with(tx, brand.id, id, shop)?;
    let mut told = Told::default();
    if shared.contains(&Sharing::Been) {
        let been = passport::acquaintances(tx, brand.id, id)?;
        told.been = Some(been.into_iter().filter(|a| a.visits > 0).map(|a| a.shop_id).collect());
    }
    if shared.contains(&Sharing::Likes) {
        told.likes = passport::likes(tx, brand.id, id)?;
    }
    Ok(told)
}

/// Three neighbours for this resident at this counter, now.
pub fn neighbours(
    tx: &mut Tx,
    cache: &Cache,
    brand: &Brand,
    shop: ShopId,
    passport: PassportId,
    now: Millis,
) -> Result<Vec<Suggestion>> {
    let told = told(tx, brand, shop, passport)?;
    let street = cache.street(tx, brand, now)?;
    Ok(rules::choose(&street.around(shop), &told, &street.moment(brand, passport, now), SHOWN))
}

/// A neighbour for whoever stands there: the reason is about the shops alone.
pub fn anyones(tx: &mut Tx, cache: &Cache, brand: &Brand, shop: ShopId, now: Millis) -> Result<Option<Suggestion>> {
    let street = cache.street(tx, brand, now)?;
    let moment = street.moment(brand, PassportId(shop.0), now);
    Ok(rules::choose(&street.around(shop), &Told::default(), &moment, 1).pop())
}

/// The same for the resident's own phone: seen from the shop last visited, with everything the resident knows anyway.
pub fn for_resident(
    tx: &mut Tx,
    cache: &Cache,
    brand: &Brand,
    from: ShopId,
    passport: PassportId,
    now: Millis,
) -> Result<Vec<Suggestion>> {
    let been = passport::acquaintances(tx, brand.id, passport)?;
    let been = been.into_iter().filter(|a| a.visits > 0).map(|a| a.shop_id).collect();
    let told = Told { been: Some(been), likes: passport::likes(tx, brand.id, passport)? };
    let street = cache.street(tx, brand, now)?;
    Ok(rules::choose(&street.around(from), &told, &street.moment(brand, passport, now), SHOWN))
}
