//! The resident's pages: whose passport it is, and how shops, cards and forms look from there. One file per page.

pub mod card;
pub mod claim;
pub mod help;
pub mod helpers;
pub mod home;
pub mod household;
pub mod join;
pub mod known;
pub mod looks;
pub mod merge;
pub mod phones;
pub mod pin;
pub mod proposals;
pub mod reset;
pub mod shares;
pub mod slips;

use crate::brand::Brand;
use crate::care;
use crate::counter::pages::{crest, trade};
use crate::db::Tx;
use crate::knowing::{self, Eyes, Way};
use crate::passport;
use crate::people::{Role, who::Who};
use crate::shop;
use crate::web::{Asking, House};
use crate::words::{BrandId, Millis, PassportId, Result, codes};
use noren_views::passport::{Card, Done, Shop, Slip, Stamp};
use noren_views::{Lang, paths};
use std::collections::HashMap;

/// Whose page it is.
#[derive(Clone)]
pub(super) struct Holder {
    pub brand: Brand,
    pub id: PassportId,
    pub lang: Lang,
    pub now: Millis,
    /// Who acts, and by which way: for the log that the resident reads.
    pub eyes: Eyes,
    asking: Asking,
}

impl Holder {
    pub fn of(house: &House, who: &Who) -> Result<Holder> {
        let brand = who.brand()?.clone();
        let lang = who.lang(Some(&brand));
        let eyes = match (who.role(), who.acting_for.as_ref().and_then(|of| of.at.as_ref())) {
            (_, Some(shop)) => Eyes { shop: Some(shop.id), person: who.person_id(), way: Way::Tablet },
            (Some(Role::Helper), None) => Eyes { shop: None, person: who.person_id(), way: Way::Helper },
            (_, None) => Eyes { shop: None, person: who.person_id(), way: Way::Phone },
        };
        Ok(Holder { id: who.passport()?, lang, now: house.clock.now(), eyes, asking: who.asking.clone(), brand })
    }

    /// Something was changed: the resident reads by whom, and by which way.
    pub fn log(&self, tx: &mut Tx, what: &str) -> Result<()> {
        knowing::log(tx, self.brand.id, self.id, self.eyes, &[what], self.now)
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

/// A slip as its holder reads it; none where one of its shops is no more.
pub(super) fn slip(holder: &Holder, slip: crate::slip::Slip, shops: &[shop::Shop]) -> Option<Slip> {
    let find = |id| shops.iter().find(|s| s.id == id);
    let (to, from) = (find(slip.to_shop)?, find(slip.from_shop)?);
    Some(Slip {
        id: slip.id.to_string(),
        to: known(to, holder.lang),
        from: from.shown(holder.lang),
        instead_of: slip.handed_from.and_then(find).map(|s| s.shown(holder.lang)),
        reason: slip.reason,
        welcome: slip.welcome.0,
        until: slip.expires_at.zoned(&holder.brand.zone()).date(),
    })
}

/// All shops with one's own visits there, in the order they joined.
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

/// The same of all who share the book.
pub(super) fn shared_book(tx: &mut Tx, holder: &Holder, own: &[Stamp], shops: &[shop::Shop]) -> Result<Vec<Stamp>> {
    let visits = care::stamps(tx, holder.brand.id, holder.id)?;
    let of = |s: &shop::Shop| u32::try_from(visits.get(&s.id).copied().unwrap_or(0)).unwrap_or(0);
    Ok(own.iter().zip(shops).map(|(stamp, s)| Stamp { visits: of(s), ..stamp.clone() }).collect())
}
