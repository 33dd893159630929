//! Somebody is here: who they are, the stamp, the receipt, sending on, undo.

use super::word::{self, Act, Word};
use super::{Scene, back, notes, trail};
use crate::counter::{self, Tap, desk, rules, store};
use crate::db::Tx;
use crate::passport::{self, Sharing};
use crate::people::who::Who;
use crate::suggest::Cache;
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, PassportId, Refusal, Result, VisitId, codes};
use crate::{brand, people, shop, slip, sponsor};
use actix_web::HttpRequest;
use actix_web::web::{Data, Form, Path};
use noren_views::counter::{Asked, Earn, Earned, Known, Receipt};
use noren_views::{paths, t};
use serde::Deserialize;

/// `GET /counter/passports/{code}`.
pub async fn known(house: Data<House>, cache: Data<Cache>, who: Who, code: Path<String>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let cache = cache.get_ref().clone();
    known_at(&house, &who, scene, cache, code.into_inner(), Typed::default()).await
}

/// An amount that comes back with what is wrong with it.
#[derive(Default)]
struct Typed {
    amount: String,
    problem: Option<String>,
}

/// The page, and what it showed of the resident's written into their log.
async fn known_at(house: &House, who: &Who, scene: Scene, cache: Cache, code: String, typed: Typed) -> Answer {
    let status = if typed.problem.is_some() { 422 } else { 200 };
    let seen = scene.clone();
    let read = move |tx: &mut Tx| known_page(tx, &cache, &seen, &code, typed);
    let (shown, id, looked) = house.db.read(read).await?;
    scene.looked(house, id, looked).await?;
    Ok(who.page(status, &shown))
}

fn known_page(
    tx: &mut Tx,
    cache: &Cache,
    scene: &Scene,
    code: &str,
    typed: Typed,
) -> Result<(Known, PassportId, Vec<Sharing>)> {
    let brand = scene.brand();
    let id = passport::find(tx, brand.id, code)?;
    let p = passport::passport(tx, brand.id, id)?;
    let terms = brand::charter_at(tx, brand.id, scene.now)?.terms;
    let (customer, mut looked) = scene.familiar(tx, &p, scene.now)?;
    let (suggestions, rest_on) = scene.neighbours(tx, cache, &p)?;
    looked.extend(rest_on);
    let shown = Known {
        here: scene.here(tx)?,
        customer,
        amount: typed.amount,
        problem: typed.problem,
        earn: Earn { visit: terms.points_per_visit, per_step: terms.points_per_100, step: 100, max: terms.max_amount },
        suggestions,
        welcome: terms.slip_welcome,
        before: scene.recent(tx, 3)?,
        own: scene.stand.by.is_some() && people::holder(tx, brand.id, id)? == scene.stand.by,
        key: codes::token(),
    };
    Ok((shown, id, looked))
}

#[derive(Deserialize)]
pub struct Stamp {
    passport: String,
    #[serde(default)]
    amount: String,
    key: String,
}

/// `POST /counter/taps`.
pub async fn tap(house: Data<House>, cache: Data<Cache>, who: Who, form: Form<Stamp>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let decimals = noren_views::words::decimals(&scene.brand().currency);
    let stamped = match rules::typed_amount(&form.amount, decimals) {
        Err(e) => Err(e),
        Ok(amount) => {
            let tap = Tap { card: form.passport.clone(), amount, at: None };
            desk::tap(&house, &cache, scene.request(&form.key), tap).await
        }
    };
    match stamped {
        Ok(answer) => Ok(go(paths::counter_receipt(&answer.value.visit.to_string()))),
        Err(Error::Refused(r)) if r.field == "amount" => {
            let said = sentence(scene.lang, &scene.brand().currency, &r);
            let (cache, form) = (cache.get_ref().clone(), form.into_inner());
            let typed = Typed { amount: form.amount, problem: Some(said) };
            known_at(&house, &who, scene, cache, form.passport, typed).await
        }
        // A card that leads to nobody is no reason to stop: the counter waits for the next one.
        Err(Error::Refused(r)) if r.field == "card" => {
            super::find::nobody(&house, &who, &scene, form.into_inner().passport, r).await
        }
        Err(e) => Err(e.into()),
    }
}

/// `GET /counter/receipts/{visit}`.
pub async fn receipt(house: Data<House>, cache: Data<Cache>, who: Who, id: Path<String>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let id: VisitId = id.parse().map_err(|_| Error::not_found())?;
    let cache = cache.get_ref().clone();
    let seen = scene.clone();
    let (shown, id, looked) = house.db.read(move |tx| receipt_page(tx, &cache, &seen, id)).await?;
    scene.looked(&house, id, looked).await?;
    Ok(who.page(200, &shown))
}

fn receipt_page(tx: &mut Tx, cache: &Cache, scene: &Scene, id: VisitId) -> Result<(Receipt, PassportId, Vec<Sharing>)> {
    let brand = scene.brand();
    let visit = counter::visit(tx, brand.id, scene.stand.shop, id)?;
    let p = passport::passport(tx, brand.id, visit.passport_id)?;
    let terms = brand::charter_at(tx, brand.id, visit.at)?.terms;
    let mut earned = vec![Earned::Visit(visit.visit_points.0)];
    if let (Some(points), Some(amount)) = (super::some(visit.spend_points), visit.amount) {
        earned.push(Earned::Spent(points, amount.0));
    }
    if let Some(slip) = slip::used_by(tx, brand.id, visit.id)? {
        let from = shop::by_id(tx, brand.id, slip.from_shop)?;
        earned.push(Earned::Welcome(slip.welcome.0, from.shown(scene.lang)));
    }
    for gift in sponsor::gifts_of(tx, brand.id, visit.id)? {
        let text = t!(scene.lang, "sponsor-earned", title = gift.title, sponsor = gift.sponsor);
        earned.push(Earned::Other(gift.points.0, text));
    }
    let notice = match visit.too_soon {
        true => Some(too_soon(tx, scene, &visit, rules::cooldown(&terms))?),
        false if rules::capped(&terms, &visit) => {
            Some(sentence(scene.lang, &brand.currency, &Refusal::new(200, "day_cap")))
        }
        false => None,
    };
    let good_until = passport::lapses_at(tx, brand, p.last_visit_at)?;
    let (customer, mut looked) = scene.familiar(tx, &p, visit.at)?;
    let (suggestions, rest_on) = scene.neighbours(tx, cache, &p)?;
    looked.extend(rest_on);
    let mut before = scene.recent(tx, 4)?;
    before.retain(|one| one.visit != visit.id.to_string());
    before.truncate(3);
    let shown = Receipt {
        before,
        here: scene.here(tx)?,
        customer,
        visit: visit.id.to_string(),
        time: visit.at.clock_time(&brand.zone()),
        earned,
        notice,
        suggestions,
        welcome: terms.slip_welcome,
        chips: notes::chips(tx, scene, p.id, notes::FEW)?,
        good_until: good_until.map(|at| at.plus(-1).zoned(&brand.zone()).date()),
        undo_key: codes::token(),
        reversed: visit.reversed_at.is_some(),
        trail: trail::of_visit(tx, scene, &visit)?,
        correctable: counter::correct::may_be(&visit).is_ok(),
    };
    Ok((shown, p.id, looked))
}

fn too_soon(tx: &mut Tx, scene: &Scene, visit: &counter::Visit, cooldown: i64) -> Result<String> {
    let (brand, at) = (scene.brand(), visit.at);
    let near =
        store::counted_between(tx, brand.id, visit.shop_id, visit.passport_id, at.plus(-cooldown), at.plus(cooldown))?;
    let again = near.unwrap_or(at).plus(cooldown).clock_time(&brand.zone());
    Ok(sentence(scene.lang, &brand.currency, &Refusal::new(200, "too_soon").arg("time", again)))
}

#[derive(Deserialize)]
pub struct SendOn {
    passport: String,
    to_shop: String,
    reason: String,
    key: String,
    visit: Option<String>,
}

/// `POST /counter/slips`.
pub async fn send_on(house: Data<House>, who: Who, form: Form<SendOn>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let form = form.into_inner();
    let to = match &form.visit {
        Some(visit) => paths::counter_receipt(visit),
        None => paths::counter_passport(&form.passport),
    };
    desk::send_on(&house, scene.request(&form.key), form.passport, form.to_shop, form.reason).await?;
    Ok(go(to))
}

/// `POST /counter/slips/{id}/withdrawal`: the slip was not meant. Taking it back twice is as good as once.
pub async fn withdraw(house: Data<House>, who: Who, req: HttpRequest, id: Path<String>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let id = id.parse().map_err(|_| Error::not_found())?;
    let passport = house
        .db
        .write(move |tx| {
            let (brand, shop) = (scene.stand.brand.id, scene.stand.shop);
            let slip = slip::slip(tx, brand, id)?;
            if slip.from_shop != shop {
                return Err(Error::not_found());
            }
            slip::withdraw(tx, brand, shop, id, scene.now)?;
            passport::passport(tx, brand, slip.passport_id)
        })
        .await?;
    Ok(go(back(&req, &who.asking, &paths::counter_passport(&codes::printed(&passport.code)))))
}

#[derive(Deserialize)]
pub struct Undo {
    pub(super) key: String,
    /// An owner's membership and PIN, where their word is needed.
    #[serde(default)]
    pub(super) owner: String,
    #[serde(default)]
    pub(super) pin: String,
}

/// `POST /counter/visits/{id}/reversal`.
pub async fn reverse(house: Data<House>, who: Who, req: HttpRequest, id: Path<String>, form: Form<Undo>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let id: VisitId = id.parse().map_err(|_| Error::not_found())?;
    let Undo { key, owner, pin } = form.into_inner();
    let (brand, shop) = (scene.brand().id, scene.stand.shop);
    let visit = house.db.read(move |tx| counter::visit(tx, brand, shop, id)).await?;
    let receipt = paths::counter_receipt(&id.to_string());
    let mut approved = None;
    if visit.reversed_at.is_none() {
        let typed = word::Typed { owner, pin };
        match word::word(&house, &who, &scene, visit.recorded_at, &typed).await? {
            Word::Given(by) => approved = by,
            Word::Asked(wrong) => {
                let act = Act {
                    what: Asked::Stamp(trail::when(&scene, visit.at)),
                    action: paths::counter_visit_reversal(&id.to_string()),
                    carried: vec![("key", key)],
                    back: receipt,
                };
                return word::ask(&house, &who, &scene, act, typed, wrong).await;
            }
        }
    }
    undone(desk::reverse_visit(&house, scene.request(&key), id, approved).await.map(drop))?;
    let owes = house.db.read(move |tx| passport::owes(tx, brand, visit.passport_id)).await?;
    // Where more is to be said than "as they were", the receipt says it.
    if approved.is_some() || !owes.is_zero() {
        return Ok(go(receipt));
    }
    let done = paths::with_query(paths::counter(), "done", "reversed");
    let to = back(&req, &who.asking, &done);
    Ok(go(if to.starts_with("/counter/passports/") { done } else { to }))
}

/// Undoing what is undone is what was wanted.
pub(super) fn undone(result: Result<()>) -> Result<()> {
    match result {
        Err(Error::Refused(r)) if r.code == "already_reversed" => Ok(()),
        other => other,
    }
}
