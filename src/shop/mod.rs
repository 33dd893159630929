//! Shops: members of the brand. Which need a category meets is in `needs`; a shop's own staff is in `people`.

pub mod needs;
mod rules;
mod store;

pub use rules::{Place, code_from, metres};
pub use store::{
    Pair, Shop, all, by_code, by_id, categories, is_away, lock_all, member_held, members, pairs, put_pair, set_crest,
    set_left,
};

use crate::brand::Brand;
use crate::db::Tx;
use crate::words::{DistrictId, Millis, Refusal, Result, ShopId};

/// A shop as somebody described it: a row of a file, a form, the seed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Described {
    /// The source's own id; made from name and place where empty.
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub short: String,
    pub short_en: String,
    pub trade: String,
    pub trade_en: String,
    pub category: String,
    pub lat: f64,
    pub lon: f64,
    pub address: String,
    pub opening_hours: String,
    pub phone: String,
    pub website: String,
    /// Whose data this is, as credit where it is shown.
    pub source: String,
}

/// What [`put`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    New(ShopId),
    Changed(ShopId),
    Unchanged(ShopId),
}

/// Takes a shop in, or brings it up to date by its code. What the description leaves empty is left as it was.
///
/// # Errors
/// `bad_name`, `bad_place` for a coordinate outside the world.
pub fn put(
    tx: &mut Tx,
    brand: &Brand,
    described: &Described,
    district: Option<DistrictId>,
    now: Millis,
) -> Result<Put> {
    let described = rules::tidy(described);
    if described.name.is_empty() {
        return Err(Refusal::new(422, "bad_name").field("name").into());
    }
    if !rules::in_the_world(described.lat, described.lon) {
        return Err(Refusal::new(422, "bad_place").field("lat").into());
    }
    let code = if described.code.is_empty() { rules::code_of(&described) } else { described.code.clone() };
    let decided = store::category_need(tx, brand.id, &described.category)?;
    let need = decided.or_else(|| needs::of(&described.category).map(str::to_owned));
    match store::by_code(tx, brand.id, &code)? {
        Some(old) => {
            let new = rules::renewed(&old, &described, need, district);
            if new == old {
                return Ok(Put::Unchanged(old.id));
            }
            store::update(tx, &new)?;
            Ok(Put::Changed(old.id))
        }
        None => {
            let taken = store::crests(tx, brand.id)?;
            let crest = rules::crest(&brand.code, &code, &taken);
            let shop = rules::opened(brand.id, code, described, need, district, crest, now);
            store::insert(tx, &shop)?;
            Ok(Put::New(shop.id))
        }
    }
}

/// Decides which need a category meets in this brand; its shops follow. Returns how many did.
///
/// # Errors
/// `no_such_need`.
pub fn map_category(tx: &mut Tx, brand: &Brand, category: &str, need: &str) -> Result<usize> {
    if needs::get(need).is_none() {
        return Err(Refusal::new(422, "no_such_need").field("need").into());
    }
    store::set_category_need(tx, brand.id, category, need)
}
