//! `GET /passport`: everything the resident has, read in one go.

use super::{Holder, book, known, proposals, shared_book, slip};
use crate::brand;
use crate::care;
use crate::case;
use crate::db::Tx;
use crate::district;
use crate::knowing;
use crate::ledger::{self, Code, Kind, Side};
use crate::passport::{self, Passport as Row};
use crate::people::who::Who;
use crate::shop::{self, Shop};
use crate::sponsor;
use crate::suggest::{self, Cache};
use crate::web::{Answer, House};
use crate::words::Result;
use actix_web::web::{Data, Query};
use geo::CoordsIter;
use noren_views::passport::{
    Campaign, Done, Dot, Entry, Idea, Map, Passport, Promise, Shared, Sharing, Slip, Stamp, Together, What,
};
use serde::Deserialize;

/// Lines of the points' book on the page.
const LINES: usize = 12;

#[derive(Deserialize)]
pub struct After {
    done: Option<String>,
}

pub async fn passport(house: Data<House>, cache: Data<Cache>, who: Who, query: Query<After>) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let done = query.done.as_deref().and_then(Done::parse);
    let cache = cache.into_inner();
    let shown = house.db.read(move |tx| page(tx, &cache, &holder, done)).await?;
    Ok(who.page(200, &shown))
}

fn page(tx: &mut Tx, cache: &Cache, holder: &Holder, done: Option<Done>) -> Result<Passport> {
    let (brand, lang) = (holder.brand.id, holder.lang);
    let row = passport::passport(tx, brand, holder.id)?;
    let shops = shop::all(tx, brand)?;
    // Of those that left, only who was there has a stamp to keep.
    let met = passport::acquaintances(tx, brand, holder.id)?;
    let was = |s: &&Shop| s.is_member(holder.now) || met.iter().any(|a| a.shop_id == s.id && a.visits > 0);
    let stamped: Vec<Shop> = shops.iter().filter(was).cloned().collect();
    let own = book(tx, brand, holder.id, &stamped, lang)?;
    let slips = slips(tx, holder, &shops)?;
    // The map and its words are about oneself; the book may be shared.
    let map = map(tx, holder, &stamped, &own, &slips)?;
    let book = shared_book(tx, holder, &own, &stamped)?;
    let points = passport::balance(tx, brand, holder.id)?;
    let lapses = match points.is_zero() {
        true => None,
        false => passport::lapses_at(tx, &holder.brand, row.last_visit_at)?,
    };
    Ok(Passport {
        card: holder.card(tx, &row.name)?,
        points: points.0,
        good_until: lapses.map(|at| at.plus(-1).zoned(&holder.brand.zone()).date()),
        lapses_soon: lapses.is_some_and(|at| at <= holder.now.plus(passport::rules::WARNED_BEFORE)),
        owes: passport::owes(tx, brand, holder.id)?.0,
        worth: brand::charter_at(tx, brand, holder.now)?.terms.worth(),
        ideas: ideas(tx, cache, holder, &row, &shops, &slips)?,
        shares: shares(tx, holder, &shops)?,
        entries: entries(tx, holder, &shops)?,
        has_pin: row.pin_hash.is_some(),
        together: together(tx, holder)?,
        code: row.code,
        name: row.name,
        promises: promises(tx, holder, &shops)?,
        notes: u32::try_from(knowing::all(tx, brand, holder.id)?.len()).unwrap_or(0),
        looks: u32::try_from(knowing::looks(tx, brand, holder.id, 999)?.len()).unwrap_or(0),
        proposals: proposals::waiting(tx, holder, &shops)?,
        campaigns: campaigns(tx, holder)?,
        slips,
        book,
        map: Some(map).filter(|m| !m.shops.is_empty()),
        done,
    })
}

/// Who shares the stamp book, and who asks to.
fn together(tx: &mut Tx, holder: &Holder) -> Result<Together> {
    let brand = holder.brand.id;
    let mut together = Together::default();
    for other in care::book(tx, brand, holder.id)?.others {
        together.with.push(care::name_of(tx, brand, other)?);
    }
    for asked in care::asks_for(tx, brand, holder.id, holder.now)? {
        together.asked_by.push(care::name_of(tx, brand, asked.ask.asked_by)?);
    }
    Ok(together)
}

/// What somebody pays for on the street now.
fn campaigns(tx: &mut Tx, holder: &Holder) -> Result<Vec<Campaign>> {
    let running = sponsor::running_at(tx, holder.brand.id, holder.now)?;
    let mut told = Vec::with_capacity(running.len());
    for c in running {
        let shops = sponsor::gives_at(tx, &c)?;
        if shops == 0 {
            continue;
        }
        told.push(Campaign {
            last: c.until_at.plus(-1).zoned(&holder.brand.zone()).date(),
            title: c.title,
            sponsor: c.sponsor,
            points: c.points.0,
            shops,
        });
    }
    Ok(told)
}

fn slips(tx: &mut Tx, holder: &Holder, shops: &[Shop]) -> Result<Vec<Slip>> {
    let open = crate::slip::open_of(tx, holder.brand.id, holder.id, holder.now)?;
    Ok(open.into_iter().filter_map(|one| slip(holder, one, shops)).collect())
}

fn promises(tx: &mut Tx, holder: &Holder, shops: &[Shop]) -> Result<Vec<Promise>> {
    // Who has left keeps no promise.
    let here = |id| shops.iter().any(|s| s.id == id && s.away_since().is_none());
    let open = case::all_of(tx, holder.brand.id, holder.id)?.into_iter();
    let open = open.filter(|c| c.kept_at.is_none() && here(c.shop_id));
    Ok(open
        .filter_map(|c| {
            let shop = shops.iter().find(|s| s.id == c.shop_id)?;
            Some(Promise { shop: known(shop, holder.lang), promise: c.promise, due: c.due.date() })
        })
        .collect())
}

/// Seen from the shop last visited; where a slip waits already, nothing is added.
fn ideas(tx: &mut Tx, cache: &Cache, h: &Holder, row: &Row, shops: &[Shop], slips: &[Slip]) -> Result<Vec<Idea>> {
    let Some(from) = row.last_shop else { return Ok(Vec::new()) };
    let found = suggest::for_resident(tx, cache, &h.brand, from, h.id, h.now)?;
    Ok(found
        .into_iter()
        .filter(|s| slips.iter().all(|slip| slip.to.code != s.to.code))
        .filter_map(|s| {
            let shop = shops.iter().find(|shop| shop.id == s.to.shop)?;
            let metres = Some(s.to.metres.round() as u32);
            Some(Idea { shop: known(shop, h.lang), metres, sentence: s.sentence(h.lang) })
        })
        .collect())
}

/// Kind by kind, the codes of the shops that see it.
pub(super) fn shares(tx: &mut Tx, holder: &Holder, shops: &[Shop]) -> Result<Vec<Shared>> {
    let given = passport::shares(tx, holder.brand.id, holder.id)?;
    Ok(Sharing::ALL
        .into_iter()
        .map(|of| {
            let with = given.iter().filter(|(k, _)| k.name() == of.code());
            let codes = with.filter_map(|(_, id)| shops.iter().find(|s| s.id == *id)).map(|s| s.code.clone());
            Shared { kind: of, with: codes.collect() }
        })
        .collect())
}

/// The points' book, newest first: each transfer of the passport's account, with its shop.
fn entries(tx: &mut Tx, holder: &Holder, shops: &[Shop]) -> Result<Vec<Entry>> {
    let side = Side { kind: Kind::Passport, owner: holder.id.0 };
    let latest = ledger::latest_of(tx, holder.brand.id, side, LINES as i64)?;
    let about: Vec<i64> = latest.iter().map(|(p, _)| p.about).collect();
    let places = super::super::shops_of(tx, holder.brand.id, &about)?;
    let zone = holder.brand.zone();
    Ok(latest
        .into_iter()
        .map(|(posting, credited)| {
            let shop = places.get(&posting.about).and_then(|id| shops.iter().find(|s| s.id == *id));
            let points = posting.amount.0;
            Entry {
                at: posting.at.zoned(&zone).datetime(),
                shop: shop.map(|s| known(s, holder.lang)),
                what: what(posting.code),
                points: if credited { points } else { -points },
            }
        })
        .collect())
}

fn what(code: Code) -> What {
    match code {
        Code::Visit | Code::Thanks => What::Visit,
        Code::Correction => What::Corrected,
        Code::Welcome => What::Welcome,
        Code::Redemption => What::Spent,
        Code::Amends => What::Amends,
        Code::Lapse => What::Lapsed,
        Code::Merge => What::Merged,
        Code::Campaign => What::Campaign,
        Code::Reversal | Code::Owed | Code::Settled => What::Reversed,
        // Between shops and street: no passport's account is in them.
        Code::Given
        | Code::Taken
        | Code::ThanksGot
        | Code::ThanksPaid
        | Code::Fee
        | Code::Adjustment
        | Code::Paid
        | Code::Funded
        | Code::Sponsored => What::Reversed,
    }
}

/// Metres east and south of the north-western shop: near enough to a plane for a street or a town.
fn map(tx: &mut Tx, holder: &Holder, shops: &[Shop], book: &[Stamp], slips: &[Slip]) -> Result<Map> {
    const METRES: f64 = 111_195.0;
    let middle = shops.iter().map(|s| s.lat).sum::<f64>() / shops.len().max(1) as f64;
    let (north, west) = (shops.first().map_or(0.0, |s| s.lat), shops.first().map_or(0.0, |s| s.lon));
    let squeeze = middle.to_radians().cos();
    let at = |lon: f64, lat: f64| ((lon - west) * METRES * squeeze, (north - lat) * METRES);
    let mut edge = Vec::new();
    for district in district::boundaries(tx, holder.brand.id)? {
        for polygon in &district.boundary {
            edge.push(polygon.exterior().coords_iter().map(|c| at(c.x, c.y)).collect());
        }
    }
    let dot = |(s, stamp): (&Shop, &Stamp)| Dot {
        at: at(s.lon, s.lat),
        name: stamp.shop.name.clone(),
        been: stamp.visits > 0,
        slip: slips.iter().any(|slip| slip.to.code == s.code),
    };
    let standing = shops.iter().zip(book).filter(|(s, _)| s.is_member(holder.now));
    Ok(Map { shops: standing.map(dot).collect(), edge, ..Map::default() })
}
