//! What a tablet's browser holds to start without a network.

use crate::brand::{self, Brand};
use crate::counter::pages::{here, trade};
use crate::db::Tx;
use crate::people::who::Who;
use crate::shop;
use crate::suggest::{self, Cache};
use crate::web::{Answer, House};
use crate::words::{Millis, Result, ShopId};
use actix_web::HttpResponse;
use actix_web::web::Data;
use noren_views::counter::{Earn, Here, Neighbour, Offline, OfflineShop};
use noren_views::{Crest, Lang, assets, paths, t};

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
    let shop = shop::by_id(tx, brand.id, id)?;
    let terms = brand::charter_at(tx, brand.id, now)?.terms;
    let neighbour = suggest::anyones(tx, cache, brand, id, now)?.map(|s| Neighbour {
        name: s.name(lang).to_owned(),
        crest: s.to.crest.parse().unwrap_or_else(|_| Crest::of_street(&s.to.code)),
        trade: trade(s.to.need.as_deref()),
        metres: s.to.metres.round() as u32,
        sentence: s.neutral(lang),
    });
    Ok(OfflineShop {
        here: here(&shop, brand, lang, now),
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
