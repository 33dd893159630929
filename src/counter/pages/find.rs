//! The counter waits; a card or a name is looked for.

use super::Scene;
use crate::counter::desk;
use crate::passport;
use crate::people::session::STANDING;
use crate::people::who::Who;
use crate::shop;
use crate::slip::{self, Slip};
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, Millis, Refusal, Result, SlipId, codes};
use crate::{brand, people};
use actix_session::Session;

use actix_web::web::{Data, Form, Query};
use noren_views::counter::{
    Found, FoundPerson, Notice, PickShop, Ready, ShopChoice, StatePage, replaced_card, slip_elsewhere, slip_over,
};
use noren_views::{paths, t};
use serde::Deserialize;

/// More signs than anybody types as a number.
const LONGEST_TYPED: usize = 40;
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
                shops: u32::try_from(shop::members(tx, brand.id)?.len()).unwrap_or(0),
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
    let shown = match desk::shown(&house, scene.brand(), &q, scene.now).await {
        Ok(shown) => shown,
        Err(Error::Refused(r)) => return nobody(&house, &who, &scene, q, r).await,
        Err(e) => return Err(e.into()),
    };
    let (brand, asked) = (scene.brand().id, shown.card);
    let found = house
        .db
        .read(move |tx| {
            let id = passport::find(tx, brand, &asked)?;
            passport::passport(tx, brand, id)
        })
        .await;
    match found {
        Ok(p) => {
            let code = codes::printed(&p.code);
            match shown.slip {
                Some(slip) => by_slip(&house, &who, scene, slip, code).await,
                None => Ok(go(paths::counter_passport(&code))),
            }
        }
        Err(Error::Refused(r)) => nobody(&house, &who, &scene, q, r).await,
        Err(e) => Err(e.into()),
    }
}

/// The counter waits again, what was shown stays in its field, and a sentence says why it leads to nobody.
pub(super) async fn nobody(house: &House, who: &Who, scene: &Scene, q: String, refusal: Refusal) -> Answer {
    if refusal.code == "revoked_card" {
        return replaced(house, who, scene.clone()).await;
    }
    let refusal = if refusal.code == "unknown_card" && is_foreign(&q) {
        Refusal::new(404, "foreign_code").field("card")
    } else {
        refusal
    };
    let said = sentence(scene.lang, &scene.brand().currency, &refusal);
    // Nobody mends what only a scanner can write.
    let q = if passport::rules::looks_signed(&q) { String::new() } else { q };
    waiting(house, who, refusal.status, q, Some(said), None).await
}

/// A slip's code at the counter it leads to opens the passport: the stamp redeems the slip. Elsewhere, and where it was used
/// before, that is said first.
async fn by_slip(house: &House, who: &Who, scene: Scene, id: SlipId, code: String) -> Answer {
    let read = scene.clone();
    let (here, slip, to) = house
        .db
        .read(move |tx| {
            let brand = read.brand().id;
            let slip = slip::slip(tx, brand, id)?;
            let to = shop::by_id(tx, brand, slip.to_shop)?.shown(read.lang);
            Ok((read.here(tx)?, slip, to))
        })
        .await?;
    let state = match slip {
        Slip { withdrawn_at: Some(_), .. } | Slip { redeemed_at: Some(_), .. } => slip_over(scene.lang, &code),
        Slip { to_shop, .. } if to_shop != scene.stand.shop => slip_elsewhere(scene.lang, &to, &code),
        _ => return Ok(go(paths::counter_passport(&code))),
    };
    Ok(who.page(200, &StatePage { here, state }))
}

/// Codes and addresses have digits or slashes; names have not.
fn is_name(q: &str) -> bool {
    let signed = passport::rules::looks_signed(q);
    !signed && codes::shown(q) == codes::Shown::Other && !q.contains('/') && !q.chars().any(|c| c.is_numeric())
}

/// Nobody types this: a scanner read a code that is none of a card here. Whether it is one of another street is not looked at.
fn is_foreign(q: &str) -> bool {
    matches!(codes::shown(q), codes::Shown::Token(_)) || q.contains("://") || q.chars().count() > LONGEST_TYPED
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
