//! The resident's pages: whose passport it is, and how shops, cards and forms look from there. One file per page.

pub mod card;
pub mod claim;
pub mod home;
pub mod join;
pub mod merge;
pub mod pin;
pub mod proposals;
pub mod reset;
pub mod shares;

use crate::brand::Brand;
use crate::counter::pages::{crest, trade};
use crate::db::Tx;
use crate::passport;
use crate::people::who::Who;
use crate::shop;
use crate::web::{Asking, House};
use crate::words::{BrandId, Millis, PassportId, Result, codes};
use noren_views::passport::{Card, Shop, Stamp};
use noren_views::{Lang, paths};
use std::collections::HashMap;

/// Whose page it is.
#[derive(Clone)]
pub(super) struct Holder {
    pub brand: Brand,
    pub id: PassportId,
    pub lang: Lang,
    pub now: Millis,
    asking: Asking,
}

impl Holder {
    pub fn of(house: &House, who: &Who) -> Result<Holder> {
        let brand = who.brand()?.clone();
        let lang = who.lang(Some(&brand));
        Ok(Holder { id: who.passport()?, lang, now: house.clock.now(), asking: who.asking.clone(), brand })
    }

    /// Who asks, for the caller's key.
    pub fn caller(&self) -> String {
        format!("passport:{}", self.id)
    }

    /// The newest card that works.
    pub fn card(&self, tx: &mut Tx, name: &str) -> Result<Option<Card>> {
        let cards = passport::cards_of(tx, self.brand.id, self.id)?;
        let live = cards.into_iter().find(|c| c.revoked_at.is_none());
        Ok(live.map(|c| card(&c, name, &self.asking.base_url)))
    }
}

pub(super) fn card(card: &passport::Card, name: &str, base_url: &str) -> Card {
    let url = format!("{base_url}{}", paths::card(&card.token));
    Card { name: name.to_owned(), code: codes::printed(&card.code), url }
}

/// A shop as residents know it.
pub(super) fn known(s: &shop::Shop, lang: Lang) -> Shop {
    Shop {
        code: s.code.clone(),
        name: s.shown(lang),
        short: short(s, lang),
        crest: crest(s),
        trade: trade(s.need.as_deref()),
    }
}

/// What stands under a seal; of a shop that gave no short name, as much of its name as fits.
fn short(s: &shop::Shop, lang: Lang) -> String {
    let own = lang.pick(&s.short, &s.short_en);
    if !own.is_empty() {
        return own.to_owned();
    }
    let name = s.shown(lang);
    let fits = if name.is_ascii() { 9 } else { 5 };
    if name.chars().count() <= fits { name } else { name.chars().take(fits - 1).chain(['…']).collect() }
}

/// All shops with the visits there, in the order they joined.
pub(super) fn book(
    tx: &mut Tx,
    brand: BrandId,
    id: PassportId,
    shops: &[shop::Shop],
    lang: Lang,
) -> Result<Vec<Stamp>> {
    let met = passport::acquaintances(tx, brand, id)?;
    let visits: HashMap<_, _> = met.into_iter().map(|a| (a.shop_id, u32::try_from(a.visits).unwrap_or(0))).collect();
    Ok(shops.iter().map(|s| Stamp { shop: known(s, lang), visits: visits.get(&s.id).copied().unwrap_or(0) }).collect())
}
