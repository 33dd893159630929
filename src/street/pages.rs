//! Pages for anyone.

use crate::books;
use crate::brand::{self, Brand};
use crate::counter::pages::{crest, trade};
use crate::db::Tx;
use crate::people::who::Who;
use crate::shop::{self, Place, Shop, metres, needs};
use crate::web::{Answer, House};
use crate::words::{BrandId, Error, Result};
use actix_web::web::{Data, Path, Query};
use noren_views::card::CardPage;
use noren_views::sealed::{SealedMonth, SealedMonths};
use noren_views::shop::{Neighbour, ShopPage};
use noren_views::street::{StreetEntry, StreetPage, StreetShop, Streets};
use noren_views::{Lang, t};
use serde::Deserialize;

/// Neighbours a shop's page names.
const NEIGHBOURS: usize = 4;

/// `GET /`: the street; a list of streets where there are several.
pub async fn home(house: Data<House>, who: Who) -> Answer {
    let brands = house.db.read(brand::all).await?;
    match brands.as_slice() {
        [] => Err(Error::not_found().into()),
        [only] => street_page(&house, &who, only.clone()).await,
        _ => choice(&house, &who, false).await,
    }
}

async fn choice(house: &House, who: &Who, for_this_page: bool) -> Answer {
    let lang = who.lang(None);
    let streets = house.db.read(move |tx| entries(tx, lang)).await?;
    Ok(who.page(200, &Streets { streets, for_this_page }))
}

fn entries(tx: &mut Tx, lang: Lang) -> Result<Vec<StreetEntry>> {
    let brands = brand::all(tx)?;
    let entry = |b: Brand| {
        Ok(StreetEntry {
            code: b.code.clone(),
            name: b.shown(lang),
            crest: b.street(lang).crest,
            shops: u32::try_from(shop::members(tx, b.id)?.len()).unwrap_or(0),
            place: None,
        })
    };
    brands.into_iter().map(entry).collect()
}

/// The street a page is asked for; where there are several and none was named, the answer is the choice.
pub(crate) async fn meant(house: &House, who: &Who, named: Option<String>) -> std::result::Result<Brand, Answer> {
    match house.db.read(move |tx| super::meant(tx, named.as_deref())).await {
        Ok(Some(brand)) => Ok(brand),
        Ok(None) => Err(choice(house, who, true).await),
        Err(e) => Err(Err(e.into())),
    }
}

/// `GET /streets/{code}`.
pub async fn street(house: Data<House>, who: Who, code: Path<String>) -> Answer {
    let brand = house.db.read(move |tx| brand::named(tx, &code)).await?;
    street_page(&house, &who, brand).await
}

async fn street_page(house: &House, who: &Who, brand: Brand) -> Answer {
    let lang = who.lang(Some(&brand));
    let (id, now, zone) = (brand.id, house.clock.now(), brand.zone());
    let (shops, charter) =
        house.db.read(move |tx| Ok((shop::members(tx, id)?, brand::charter_at(tx, id, now)?))).await?;
    let promise = lang.pick(&charter.terms.promise, &charter.terms.promise_en).to_owned();
    let edition = (charter.effective_from.0 > 0).then(|| {
        let from = charter.effective_from.zoned(&zone).date();
        t!(lang, "street-edition", n = charter.version, month = noren_views::words::month(lang, from))
    });
    let shown = StreetPage {
        shops: shops.iter().map(|s| listed(s, lang)).collect(),
        open_today: None,
        promise: (!promise.is_empty()).then(|| (t!(lang, "street-promise-head"), promise)),
        edition,
        has_passport: who.holds_passport_of(&brand),
    };
    Ok(who.page_of(Some(&brand), 200, &shown))
}

/// `GET /streets/{code}/months`: the seals of closed months, for anyone.
pub async fn months(house: Data<House>, who: Who, code: Path<String>) -> Answer {
    let (brand, months) = house
        .db
        .read(move |tx| {
            let brand = brand::named(tx, &code)?;
            let months = books::months_of(tx, brand.id)?;
            Ok((brand, months))
        })
        .await?;
    let zone = brand.zone();
    let sealed = months.into_iter().filter_map(|m| {
        let closed = m.closed_at?.zoned(&zone).date();
        Some(SealedMonth { first: books::parse(&m.month).ok()?, closed, transfers: m.transfers, head: m.head })
    });
    let shown = SealedMonths { months: sealed.collect() };
    Ok(who.page_of(Some(&brand), 200, &shown))
}

fn listed(s: &Shop, lang: Lang) -> StreetShop {
    StreetShop {
        code: s.code.clone(),
        name: s.shown(lang),
        trade_name: trade_name(s, lang),
        crest: crest(s),
        trade: trade(s.need.as_deref()),
    }
}

/// What a shop deals in, as it says itself, else by its need.
pub(crate) fn trade_name(s: &Shop, lang: Lang) -> String {
    let own = if lang == Lang::En { &s.trade_en } else { &s.trade };
    if !own.is_empty() {
        return own.clone();
    }
    s.need.as_deref().map_or_else(|| s.category.clone(), |need| needs::label(need, lang))
}

#[derive(Deserialize)]
pub struct Which {
    street: Option<String>,
}

/// `GET /shops/{code}`: of the street named by `?street=`, else of the reader's own or the first that has it.
pub async fn shop(house: Data<House>, who: Who, code: Path<String>, which: Query<Which>) -> Answer {
    let street = which.into_inner().street;
    let own: Vec<BrandId> = who.memberships.iter().map(|(_, b)| b.id).collect();
    let (brand, found, others) = house
        .db
        .read(move |tx| {
            let (brand, found) = find_shop(tx, &code, street.as_deref(), &own)?;
            let others = shop::members(tx, brand.id)?.into_iter().filter(|s| s.id != found.id).collect::<Vec<_>>();
            Ok((brand, found, others))
        })
        .await?;
    let lang = who.lang(Some(&brand));
    Ok(who.page_of(Some(&brand), 200, &shop_page(&found, &others, lang)))
}

fn find_shop(tx: &mut Tx, code: &str, street: Option<&str>, own: &[BrandId]) -> Result<(Brand, Shop)> {
    let mut brands = brand::all(tx)?;
    brands.sort_by_key(|b| !own.contains(&b.id));
    for brand in brands {
        if street.is_some_and(|s| s != brand.code) {
            continue;
        }
        if let Some(found) = shop::by_code(tx, brand.id, code)?.filter(|s| s.away_since().is_none()) {
            return Ok((brand, found));
        }
    }
    Err(Error::not_found())
}

fn shop_page(s: &Shop, others: &[Shop], lang: Lang) -> ShopPage {
    let place = |s: &Shop| Place { lat: s.lat, lon: s.lon };
    let said = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
    let mut near: Vec<(f64, &Shop)> = others.iter().map(|o| (metres(place(s), place(o)), o)).collect();
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    let around = near.iter().filter(|(m, _)| *m < 1500.0);
    let neighbours = near.iter().take(NEIGHBOURS).map(|(m, o)| Neighbour {
        code: o.code.clone(),
        name: o.shown(lang),
        trade_name: trade_name(o, lang),
        crest: crest(o),
        trade: trade(o.need.as_deref()),
        metres: m.round() as u32,
    });
    ShopPage {
        code: s.code.clone(),
        name: s.shown(lang),
        trade_name: trade_name(s, lang),
        trade: trade(s.need.as_deref()),
        crest: crest(s),
        address: said(&s.address),
        hours: said(&s.opening_hours),
        phone: said(&s.phone),
        website: said(&s.website),
        place: Some((s.lat, s.lon)),
        others: around.map(|(_, o)| (o.lat, o.lon)).collect(),
        neighbours: neighbours.collect(),
        credit: said(&s.source),
    }
}

/// `GET /c/{card}`: what a phone's own camera opens. It says whose street this is and nothing of a holder.
pub async fn card(house: Data<House>, who: Who, card: Path<String>) -> Answer {
    let lang = who.lang(None);
    let (brand, page) = house
        .db
        .read(move |tx| {
            let brand = match crate::passport::street_of_card(tx, &card)? {
                Some(id) => Some(brand::by_id(tx, id)?),
                // A number nobody knows looks like any other of the only street.
                None => super::meant(tx, None)?,
            };
            let shops = brand.as_ref().map(|b| shop::members(tx, b.id)).transpose()?.unwrap_or_default();
            let streets = if brand.is_none() { entries(tx, lang)? } else { Vec::new() };
            Ok((brand, CardPage { shops: u32::try_from(shops.len()).unwrap_or(0), streets }))
        })
        .await?;
    Ok(who.page_of(brand.as_ref(), 200, &page))
}
