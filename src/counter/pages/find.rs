//! The counter waits; a card or a name is looked for.

use super::Scene;
use crate::passport;
use crate::people::session::STANDING;
use crate::people::who::Who;
use crate::shop;
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, Millis, Result, codes};
use crate::{brand, people};
use actix_session::Session;

use actix_web::web::{Data, Form, Query};
use noren_views::counter::{Found, FoundPerson, Notice, PickShop, Ready, ShopChoice, StatePage, replaced_card};
use noren_views::{paths, t};
use serde::Deserialize;

/// As in `?done=`: one's own PIN was set; all else was taken back.
pub(super) const PIN_SET: &str = "pin";

/// People a look-up shows.
const PEOPLE: i64 = 12;

#[derive(Deserialize)]
pub struct Waiting {
    shop: Option<String>,
    done: Option<String>,
}

/// `GET /counter`: the shop waits. Whoever works in several shops says once where they stand.
pub async fn ready(house: Data<House>, who: Who, session: Session, query: Query<Waiting>) -> Answer {
    if let Some(code) = &query.shop {
        stand_in(&house, &who, &session, code).await?;
        return Ok(go(paths::counter()));
    }
    // At an enrolled tablet it is the tablet's.
    if who.shops().len() > 1 && who.at_tablet().is_none() && session.get::<String>(STANDING).ok().flatten().is_none() {
        return pick(&house, &who).await;
    }
    waiting(&house, &who, 200, String::new(), None, query.into_inner().done).await
}

async fn stand_in(house: &House, who: &Who, session: &Session, code: &str) -> Result<()> {
    for (membership, brand) in who.shops() {
        let (brand_id, code) = (brand.id, code.to_owned());
        let found = house.db.read(move |tx| shop::by_code(tx, brand_id, &code)).await?;
        if found.is_some_and(|s| Some(s.id) == membership.shop_id) {
            session.insert(STANDING, membership.id.to_string()).map_err(Error::broken)?;
            return Ok(());
        }
    }
    Err(Error::not_found())
}

async fn pick(house: &House, who: &Who) -> Answer {
    let lang = who.lang(None);
    let standing: Vec<_> = who.shops().into_iter().cloned().collect();
    let shops = house
        .db
        .read(move |tx| {
            let several = standing.iter().any(|(_, b)| b.id != standing[0].1.id);
            let mut shops = Vec::new();
            for (membership, brand) in &standing {
                let Some(id) = membership.shop_id else { continue };
                let shop = shop::by_id(tx, brand.id, id)?;
                shops.push(ShopChoice {
                    name: shop.shown(lang),
                    street: several.then(|| brand.shown(lang)),
                    crest: super::crest(&shop),
                    trade: super::trade(shop.need.as_deref()),
                    code: shop.code,
                });
            }
            Ok(shops)
        })
        .await?;
    Ok(who.page(200, &PickShop { shops }))
}

async fn waiting(
    house: &House,
    who: &Who,
    status: u16,
    query: String,
    problem: Option<String>,
    done: Option<String>,
) -> Answer {
    let scene = Scene::of(house, who)?;
    let shown = house
        .db
        .read(move |tx| {
            let brand = scene.brand();
            let notice = brand::notice_at(tx, brand.id, scene.now)?;
            let today = super::store::visits_today(tx, brand.id, scene.stand.shop, scene.now.day(&brand.zone()))?;
            let (promised, promised_more) = super::cases::promised(tx, &scene)?;
            Ok(Ready {
                here: scene.here(tx)?,
                promised,
                promised_more,
                query,
                problem,
                done: done.map(|done| match done.as_str() {
                    PIN_SET => t!(scene.lang, "tablet-pin-set"),
                    _ => t!(scene.lang, "counter-reversed"),
                }),
                notice: notice.map(|n| Notice { head: None, text: n.shown(scene.lang) }),
                recent: scene.recent(tx, 3)?,
                today: u32::try_from(today).unwrap_or(0),
                shops: u32::try_from(shop::all(tx, brand.id)?.len()).unwrap_or(0),
            })
        })
        .await?;
    Ok(who.page(status, &shown))
}

#[derive(Deserialize)]
pub struct Asked {
    q: String,
}

/// `POST /counter/find`: a code, what a scanner typed, or the beginning of a name.
pub async fn find(house: Data<House>, who: Who, form: Form<Asked>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let q = form.into_inner().q.trim().to_owned();
    if q.is_empty() {
        return Ok(go(paths::counter()));
    }
    if is_name(&q) {
        return by_name(&house, &who, scene, q).await;
    }
    let (brand, asked) = (scene.brand().id, q.clone());
    let found = house
        .db
        .read(move |tx| {
            let id = passport::find(tx, brand, &asked)?;
            passport::passport(tx, brand, id)
        })
        .await;
    match found {
        Ok(p) => Ok(go(paths::counter_passport(&codes::printed(&p.code)))),
        Err(Error::Refused(r)) if r.code == "revoked_card" => replaced(&house, &who, scene).await,
        Err(Error::Refused(r)) => {
            let said = sentence(scene.lang, &scene.brand().currency, &r);
            waiting(&house, &who, 404, q, Some(said), None).await
        }
        Err(e) => Err(e.into()),
    }
}

/// Codes and addresses have digits or slashes; names have not.
fn is_name(q: &str) -> bool {
    codes::shown(q) == codes::Shown::Other && !q.contains('/') && !q.chars().any(|c| c.is_numeric())
}

async fn replaced(house: &House, who: &Who, scene: Scene) -> Answer {
    let lang = scene.lang;
    let here = house.db.read(move |tx| scene.here(tx)).await?;
    Ok(who.page(410, &StatePage { here, state: replaced_card(lang) }))
}

async fn by_name(house: &House, who: &Who, scene: Scene, query: String) -> Answer {
    let shown = house
        .db
        .read(move |tx| {
            let (people, more) = people_here(tx, &scene, &query)?;
            Ok(Found { here: scene.here(tx)?, people, more, query })
        })
        .await?;
    if let [only] = shown.people.as_slice() {
        return Ok(go(paths::counter_passport(&only.passport)));
    }
    Ok(who.page(200, &shown))
}

/// People who have been here, by the beginning of a name or reading; and whether there are more than are shown.
pub(super) fn people_here(tx: &mut crate::db::Tx, scene: &Scene, query: &str) -> Result<(Vec<FoundPerson>, bool)> {
    let folded = passport::rules::folded(query);
    if folded.is_empty() {
        return Ok((Vec::new(), false));
    }
    let mut found = passport::search_here(tx, scene.brand().id, scene.stand.shop, &folded, PEOPLE + 1)?;
    let more = found.len() as i64 > PEOPLE;
    found.truncate(PEOPLE as usize);
    Ok((found.iter().map(|p| person(tx, scene, p)).collect::<Result<_>>()?, more))
}

/// Somebody who has been here, by name or by any of their numbers.
pub(super) fn whose(tx: &mut crate::db::Tx, scene: &Scene, query: &str) -> Result<(Vec<FoundPerson>, bool)> {
    if is_name(query) {
        return people_here(tx, scene, query);
    }
    let (brand, shop) = (scene.brand().id, scene.stand.shop);
    let found = match passport::find(tx, brand, query) {
        Ok(id) if passport::met_here(tx, brand, shop, id)? => vec![passport::passport(tx, brand, id)?],
        Ok(_) | Err(Error::Refused(_)) => Vec::new(),
        Err(e) => return Err(e),
    };
    Ok((found.iter().map(|p| person(tx, scene, p)).collect::<Result<_>>()?, false))
}

pub(super) fn person(tx: &mut crate::db::Tx, scene: &Scene, p: &passport::Passport) -> Result<FoundPerson> {
    let (brand, zone) = (scene.brand().id, scene.brand().zone());
    let known = passport::acquaintance(tx, brand, scene.stand.shop, p.id)?;
    let visits = known.as_ref().map_or(0, |k| k.visits);
    let last = known.filter(|k| k.visits > 0).map(|k| k.last_at);
    Ok(FoundPerson {
        passport: codes::printed(&p.code),
        name: p.name.clone(),
        reading: Some(p.reading.clone()).filter(|r| !r.is_empty()),
        last: last.map(|at: Millis| at.zoned(&zone).date()),
        visits: u32::try_from(visits).unwrap_or(0),
    })
}

#[derive(Deserialize)]
pub struct Hand {
    hand: String,
}

/// `POST /counter/hand`: mirrors the columns for whoever stamps with the left hand.
pub async fn hand(house: Data<House>, who: Who, form: Form<Hand>) -> Answer {
    let (person, left) = (who.person()?.id, form.hand == "left");
    house.db.write(move |tx| people::set_left_hand(tx, person, left)).await?;
    Ok(go(paths::counter()))
}
