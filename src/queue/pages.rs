//! What a tablet's browser holds to start without a network, and the owner's page about what came later.

use super::{Deciding, Outcome, store};
use crate::brand::{self, Brand};
use crate::counter::pages::{crest, seal_trade, trade};
use crate::db::Tx;
use crate::device;
use crate::people;
use crate::people::who::Who;
use crate::shop;
use crate::suggest::{self, Cache};
use crate::web::{Answer, House, go};
use crate::words::{DeviceId, Error, KeptId, Millis, PersonId, Result, ShopId, codes};
use actix_web::HttpResponse;
use actix_web::web::{Data, Form};
use noren_views::counter::{Earn, Here, Neighbour, Offline, OfflineShop};
use noren_views::dashboard::kept::{Flag, FlagKind, Kept, Tap, Waiting};
use noren_views::{Crest, Lang, assets, dashboard, paths, t};
use serde::Deserialize;
use std::collections::HashMap;

/// `GET /counter/offline`: the shell, as a tablet's browser keeps it. It knows the shop and no person.
pub async fn shell(house: Data<House>, cache: Data<Cache>, who: Who) -> Answer {
    let Some(device) = who.device.clone() else { return Ok(who.page(200, &Offline { shop: None })) };
    let (cache, now) = (cache.get_ref().clone(), house.clock.now());
    let left_hand = who.person.as_ref().is_some_and(|p| p.left_hand);
    let keys = house.keys.jwks().to_string();
    let base = who.asking.base_url.clone();
    let said = who.asking.said_lang;
    let read = move |tx: &mut Tx| {
        let brand = brand::by_id(tx, device.brand_id)?;
        let lang = said.unwrap_or(brand.lang());
        let shop = offline_shop(tx, &cache, &brand, lang, device.shop_id, now)?;
        let here = Here { left_hand, ..shop.here };
        Ok((brand, Offline { shop: Some(OfflineShop { here, keys, base, ..shop }) }))
    };
    let (brand, shown) = house.db.read(read).await?;
    Ok(who.page_of(Some(&brand), 200, &shown))
}

fn offline_shop(tx: &mut Tx, cache: &Cache, brand: &Brand, lang: Lang, id: ShopId, now: Millis) -> Result<OfflineShop> {
    let here = shop::by_id(tx, brand.id, id)?;
    let terms = brand::charter_at(tx, brand.id, now)?.terms;
    let neighbour = suggest::anyones(tx, cache, brand, id, now)?.map(|s| Neighbour {
        name: s.name(lang).to_owned(),
        crest: s.to.crest.parse().unwrap_or_else(|_| Crest::of_street(&s.to.code)),
        trade: trade(s.to.need.as_deref()),
        metres: s.to.metres.round() as u32,
        sentence: s.neutral(lang),
    });
    let zone = brand.zone();
    Ok(OfflineShop {
        here: Here {
            crest: crest(&here),
            seal_trade: seal_trade(&here, brand.lang()),
            seal_name: here.name.clone(),
            name: here.shown(lang),
            code: here.code,
            staff: String::new(),
            time: now.clock_time(&zone),
            today: now.zoned(&zone).date(),
            left_hand: false,
            idle: None,
        },
        brand: brand.code.clone(),
        base: String::new(),
        earn: Earn { visit: 0, per_step: 0, step: 0, max: terms.max_amount },
        hours: terms.offline_hours,
        taps: terms.offline_taps,
        welcomes: terms.offline_welcomes,
        neighbour,
        keys: String::new(),
    })
}

/// `GET /counter/sw.js`.
pub async fn worker() -> HttpResponse {
    HttpResponse::Ok()
        .insert_header(("Service-Worker-Allowed", paths::counter()))
        .insert_header(("Cache-Control", "no-cache"))
        .content_type("text/javascript; charset=utf-8")
        .body(assets::worker())
}

/// `GET /counter/manifest.webmanifest`: what the counter is installed as.
pub async fn manifest(house: Data<House>, who: Who) -> Answer {
    let lang = who.lang(None);
    let name = match who.device.clone() {
        None => t!(lang, "counter-title"),
        Some(device) => {
            let named = move |tx: &mut Tx| Ok(shop::by_id(tx, device.brand_id, device.shop_id)?.shown(lang));
            house.db.glance(named).await?
        }
    };
    let icon = |path: &str, purpose: &str| serde_json::json!({ "src": assets::href(path), "sizes": "any", "type": "image/svg+xml", "purpose": purpose });
    let manifest = serde_json::json!({
        "name": name,
        "short_name": name,
        "lang": lang.code(),
        "id": paths::counter(),
        "start_url": paths::counter(),
        "scope": paths::counter(),
        "display": "standalone",
        "background_color": "#F5F0E4",
        "theme_color": "#1D3461",
        "icons": [icon("icon.svg", "any"), icon("icon-whole.svg", "maskable")],
    });
    Ok(HttpResponse::Ok()
        .insert_header(("Cache-Control", "no-cache"))
        .content_type("application/manifest+json")
        .body(manifest.to_string()))
}

/// Lines of one list on the owner's page.
const LINES: i64 = 200;

/// `GET /shop/kept`.
pub async fn kept(house: Data<House>, who: Who) -> Answer {
    let (brand, shop, lang) = (who.brand()?.clone(), who.shop()?, who.lang(None));
    let shown = house.db.read(move |tx| kept_page(tx, &brand, shop, lang)).await?;
    Ok(who.page(200, &shown))
}

fn kept_page(tx: &mut Tx, brand: &Brand, id: ShopId, lang: Lang) -> Result<Kept> {
    let zone = brand.zone();
    let devices: HashMap<DeviceId, String> =
        device::all_of(tx, brand.id, id)?.into_iter().map(|d| (d.id, d.name)).collect();
    let named = |id: &DeviceId| devices.get(id).cloned().unwrap_or_default();
    let mut people: HashMap<PersonId, String> = HashMap::new();
    let when = |at: Millis| at.zoned(&zone).datetime();
    let flags = store::flags(tx, brand.id, id, LINES)?;
    let flags = flags.iter().filter_map(|f| {
        Some(Flag {
            kind: flag_kind(&f.kind)?,
            device: named(&f.device_id),
            from: f.from_seq,
            to: f.to_seq,
            minutes: f.detail / crate::words::time::MINUTE,
            at: when(f.at),
            new: f.seen_at.is_none(),
        })
    });
    let (mut waiting, mut refused, mut taken) = (Vec::<Waiting>::new(), Vec::new(), Vec::new());
    let mut rows = store::latest(tx, brand.id, id, LINES)?;
    rows.extend(store::all_waiting(tx, brand.id, id)?);
    for row in rows {
        if let Some(id) = row.staff_id
            && !people.contains_key(&id)
        {
            people.insert(id, people::person(tx, id)?.shown(lang));
        }
        let tap = Tap {
            id: row.id.to_string(),
            at: when(row.at),
            card: Some(codes::shown(&row.card)).and_then(|shown| match shown {
                codes::Shown::Card(code) | codes::Shown::Passport(code) => Some(codes::printed(&code)),
                // What a card's QR holds opens it: the owner sees its end.
                codes::Shown::Token(token) => token.get(22..).map(|end| format!("…{end}")),
                codes::Shown::Other => None,
            }),
            amount: row.amount.map(|a| a.0),
            device: named(&row.device_id),
            staff: row.staff_id.and_then(|id| people.get(&id).cloned()),
            undo: row.card.is_empty() && !row.jws.is_empty() && row.outcome == Outcome::Undone,
            reason: if row.reason.is_empty() {
                String::new()
            } else {
                super::api::said(lang, &brand.currency, &row.reason)
            },
            new: row.seen_at.is_none() && matches!(row.outcome, Outcome::Refused | Outcome::Foreign | Outcome::Waiting),
        };
        match row.outcome {
            Outcome::Waiting => match waiting.iter_mut().find(|w| w.id == row.device_id.to_string()) {
                Some(of) => of.taps.push(tap),
                None => waiting.push(Waiting {
                    id: row.device_id.to_string(),
                    device: named(&row.device_id),
                    taps: vec![tap],
                }),
            },
            Outcome::Refused | Outcome::Foreign => refused.push(tap),
            Outcome::Stamped | Outcome::Before | Outcome::Undone => taken.push(tap),
        }
    }
    let here = shop::by_id(tx, brand.id, id)?;
    Ok(Kept {
        shop: dashboard::Shop {
            code: here.code.clone(),
            name: here.shown(lang),
            trade: trade(here.need.as_deref()),
            crest: crest(&here),
        },
        flags: flags.collect(),
        waiting,
        refused,
        taken,
        unseen: store::unseen(tx, brand.id, id)?,
    })
}

fn flag_kind(kind: &str) -> Option<FlagKind> {
    Some(match kind {
        "gap" => FlagKind::Gap,
        "fork" => FlagKind::Fork,
        "clock" => FlagKind::Clock,
        "signature" => FlagKind::Signature,
        "stolen" => FlagKind::Stolen,
        _ => return None,
    })
}

/// `POST /shop/kept/seen`.
pub async fn see(house: Data<House>, who: Who) -> Answer {
    let (brand, shop, now) = (who.brand()?.id, who.shop()?, house.clock.now());
    house.db.write(move |tx| store::see(tx, brand, shop, now)).await?;
    Ok(go(paths::shop_kept()))
}

#[derive(Deserialize)]
pub struct Word {
    device: String,
    /// One entry alone.
    one: Option<String>,
    word: String,
}

/// `POST /shop/kept/waiting`: the owner takes what a revoked tablet had kept, or refuses it.
pub async fn decide(house: Data<House>, who: Who, form: Form<Word>) -> Answer {
    let number = |text: &str| text.parse::<i64>().map_err(|_| Error::not_found());
    let deciding = Deciding {
        brand: who.brand()?.clone(),
        shop: who.shop()?,
        device: DeviceId(number(&form.device)?),
        one: form.one.as_deref().map(number).transpose()?.map(KeptId),
        take: form.word == "take",
    };
    let (keys, now) = (house.keys.clone(), house.clock.now());
    house.db.write(move |tx| super::decide(tx, &deciding, &keys, now)).await?;
    Ok(go(paths::shop_kept()))
}
