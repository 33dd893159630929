//! The counter's pages: what each handler needs to know of the shop, the staff and the resident. The screens themselves
//! are in views; the acts in `counter`.

pub mod cards;
pub mod cases;
pub mod correct;
pub mod enrol;
pub mod find;
pub mod lock;
pub mod notes;
pub mod paper;
pub mod print;
pub mod proposal;
pub mod register;
pub mod serve;
pub mod spend;
pub(crate) mod told;
mod trail;
pub mod turned;
mod word;

use super::{Stand, desk, store};
use crate::brand::Brand;
use crate::db::Tx;
use crate::knowing;
use crate::passport::{self, Passport, Sharing};
use crate::people::who::Who;
use crate::shop::{self, Shop, needs};
use crate::suggest::{self, Cache};
use crate::web::{Asking, House};
use crate::words::{Millis, PassportId, Points, Result, codes, time};
use actix_web::HttpRequest;
use noren_views::counter::{Customer, Here, Recent, Sent, Suggestion};
use noren_views::{Crest, Lang, Trade, t};
use std::collections::BTreeSet;

/// A name stays in sight this long.
const NAMED: i64 = 10 * time::MINUTE;

/// The scene of one counter page.
#[derive(Clone)]
pub(crate) struct Scene {
    pub stand: Stand,
    pub lang: Lang,
    pub now: Millis,
    staff: String,
    /// Of the tablet it comes from.
    idle: Option<u32>,
    left_hand: bool,
}

impl Scene {
    pub fn of(house: &House, who: &Who) -> Result<Scene> {
        let brand = who.brand()?.clone();
        let lang = who.lang(Some(&brand));
        let person = who.person()?;
        Ok(Scene {
            stand: Stand { brand, shop: who.shop()?, by: Some(person.id) },
            lang,
            now: house.clock.now(),
            staff: person.shown(lang),
            idle: who.device.as_ref().and_then(|d| u32::try_from(d.idle_minutes).ok()),
            left_hand: person.left_hand,
        })
    }

    pub fn brand(&self) -> &Brand {
        &self.stand.brand
    }

    pub fn request(&self, key: &str) -> desk::Request {
        desk::Request { stand: self.stand.clone(), lang: self.lang, key: key.to_owned() }
    }

    pub fn here(&self, tx: &mut Tx) -> Result<Here> {
        let shop = shop::by_id(tx, self.brand().id, self.stand.shop)?;
        let nobody = here(&shop, self.brand(), self.lang, self.now);
        Ok(Here { staff: self.staff.clone(), left_hand: self.left_hand, idle: self.idle, ..nobody })
    }

    /// The resident, as this shop may see them. `before`: the last visit that is earlier than this.
    pub fn customer(&self, tx: &mut Tx, p: &Passport, before: Millis) -> Result<Customer> {
        let (brand, shop) = (self.brand().id, self.stand.shop);
        let zone = self.brand().zone();
        let visits = passport::acquaintance(tx, brand, shop, p.id)?.map_or(0, |a| a.visits);
        let last = store::last_before(tx, brand, shop, p.id, before)?;
        Ok(Customer {
            passport: codes::printed(&p.code),
            name: Some(p.name.clone()).filter(|n| !n.is_empty()),
            reading: Some(p.reading.clone()).filter(|r| !r.is_empty()),
            visits: u32::try_from(visits).unwrap_or(0),
            points: passport::balance(tx, brand, p.id)?.0,
            last: last.map(|at| at.zoned(&zone).date()),
            asks: Vec::new(),
            notes: None,
            proposal: None,
        })
    }

    /// [`Scene::customer`], with what is worth saying now; and what of it the log must say.
    pub fn familiar(&self, tx: &mut Tx, p: &Passport, before: Millis) -> Result<(Customer, Vec<Sharing>)> {
        let (brand, shop) = (self.brand(), self.stand.shop);
        let asks = knowing::asks(tx, brand, self.lang, shop, p.id, self.now)?;
        let mut customer = self.customer(tx, p, before)?;
        // This shop's own: that there are others' is not to be seen without being logged.
        let own = knowing::all(tx, brand.id, p.id)?.into_iter().filter(|n| n.shop_id == Some(shop)).count();
        customer.notes = Some(u32::try_from(own).unwrap_or(0));
        customer.asks = asks.iter().map(|ask| told::ask(tx, self, ask)).collect::<Result<_>>()?;
        customer.proposal = crate::proposal::standing(tx, brand.id, shop, p.id)?;
        Ok((customer, asks.iter().filter_map(|ask| ask.rests_on(shop)).collect()))
    }

    /// Writes into the resident's log what this counter just looked at, before it is shown.
    pub async fn looked(&self, house: &House, id: PassportId, what: Vec<Sharing>) -> Result<()> {
        if what.is_empty() {
            return Ok(());
        }
        let (brand, now) = (self.brand().id, self.now);
        let eyes = self.stand.eyes();
        let what: BTreeSet<&str> = what.into_iter().map(Sharing::name).collect();
        let what: Vec<&str> = what.into_iter().collect();
        house.db.write(move |tx| knowing::log(tx, brand, id, eyes, &what, now)).await
    }

    /// Three neighbours, those already sent to marked so; and what their reasons rest on.
    pub fn neighbours(&self, tx: &mut Tx, cache: &Cache, p: &Passport) -> Result<(Vec<Suggestion>, Vec<Sharing>)> {
        let brand = self.brand();
        let open = crate::slip::open_of(tx, brand.id, p.id, self.now)?;
        let found = suggest::neighbours(tx, cache, brand, self.stand.shop, p.id, self.now)?;
        let rest_on = found.iter().flat_map(|s| s.rests_on.kinds()).collect();
        let shown = found
            .into_iter()
            .map(|s| {
                let sent = open.iter().find(|o| o.from_shop == self.stand.shop && o.to_shop == s.to.shop);
                Suggestion {
                    shop: s.to.code.clone(),
                    name: s.name(self.lang).to_owned(),
                    crest: s.to.crest.parse().unwrap_or_else(|_| Crest::of_street(&s.to.code)),
                    trade: trade(s.to.need.as_deref()),
                    metres: Some(s.to.metres.round() as u32),
                    sentence: s.sentence(self.lang),
                    reason: s.neutral(self.lang),
                    key: codes::token(),
                    sent: sent.map(|o| Sent { slip: o.id.to_string(), key: codes::token() }),
                }
            })
            .collect();
        Ok((shown, rest_on))
    }

    /// The last stamps here; a name leaves after ten minutes.
    pub fn recent(&self, tx: &mut Tx, limit: i64) -> Result<Vec<Recent>> {
        let (brand, shop, zone) = (self.brand().id, self.stand.shop, self.brand().zone());
        let since = self.now.plus(-12 * time::HOUR);
        let latest = store::latest(tx, brand, shop, since, limit)?;
        Ok(latest
            .into_iter()
            .map(|(visit, name)| {
                let named = visit.recorded_at.plus(NAMED) > self.now && !name.is_empty();
                let earned = visit.visit_points.0 + visit.spend_points.0;
                let what = if visit.too_soon {
                    t!(self.lang, "counter-recent-noted")
                } else {
                    t!(self.lang, "counter-recent-stamped", n = earned)
                };
                Recent {
                    visit: visit.id.to_string(),
                    time: visit.at.clock_time(&zone),
                    name: Some(name).filter(|_| named),
                    what,
                    undo_key: codes::token(),
                    reversed: false,
                }
            })
            .collect())
    }
}

/// A counter with nobody behind it.
pub(crate) fn here(shop: &Shop, brand: &Brand, lang: Lang, now: Millis) -> Here {
    let zone = brand.zone();
    Here {
        code: shop.code.clone(),
        name: shop.shown(lang),
        crest: crest(shop),
        seal_trade: seal_trade(shop, brand.lang()),
        seal_name: shop.name.clone(),
        staff: String::new(),
        time: now.clock_time(&zone),
        today: now.zoned(&zone).date(),
        left_hand: false,
        idle: None,
    }
}

pub(crate) fn crest(shop: &Shop) -> Crest {
    shop.crest.parse().unwrap_or_else(|_| Crest::of_street(&shop.code))
}

/// The trade group of a need; what nobody has mapped stands with the things of the home.
pub(crate) fn trade(need: Option<&str>) -> Trade {
    need.and_then(needs::get).and_then(|n| Trade::parse(&n.trade)).unwrap_or(Trade::Home)
}

/// The shop's trade as the seal has it, in the brand's own language.
fn seal_trade(shop: &Shop, lang: Lang) -> String {
    match lang.pick(&shop.trade, &shop.trade_en) {
        "" => shop.need.as_deref().map_or(String::new(), |n| needs::label(n, lang)),
        own => own.to_owned(),
    }
}

/// Where somebody came from, if that was a page of the counter; else `otherwise`.
fn back(req: &HttpRequest, asking: &Asking, otherwise: &str) -> String {
    let referer = req.headers().get("referer").and_then(|h| h.to_str().ok()).unwrap_or_default();
    let path = referer.strip_prefix(asking.base_url.as_str()).unwrap_or_default();
    let ours = path.starts_with("/counter/receipts/") || path.starts_with("/counter/passports/");
    if ours { path.to_owned() } else { otherwise.to_owned() }
}

/// Points as lines of a receipt need them.
fn some(points: Points) -> Option<i64> {
    Some(points.0).filter(|n| *n != 0)
}
