//! The tablet turned round: the customer types their PIN, and the pages of the passport are theirs on this tablet for as
//! long as they go on. Everything a phone does, a paper card and a friendly clerk can do.

use super::Scene;
use crate::counter::desk;
use crate::db::Tx;
use crate::knowing;
use crate::passport::{self, Passport};
use crate::people::session::{GUEST, Guest};
use crate::people::{Tries, who::Who};
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, PassportId, Refusal, Result, time};
use actix_session::Session;
use actix_web::web::{Data, Form, Path};
use noren_views::counter::{Turned, TurnedProblem, TurnedStep};
use noren_views::paths;
use serde::Deserialize;

/// Whoever was registered here sets their PIN without more for so long: they have not left the counter.
const FRESH: i64 = 15 * time::MINUTE;

/// `GET /counter/passports/{code}/turned`.
pub async fn ask(house: Data<House>, who: Who, code: Path<String>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let shown = house.db.read(move |tx| page(tx, &scene, &code, String::new(), TurnedProblem::default())).await?;
    Ok(who.page(200, &shown))
}

fn page(tx: &mut Tx, scene: &Scene, code: &str, claim: String, problem: TurnedProblem) -> Result<Turned> {
    let id = passport::find(tx, scene.brand().id, code)?;
    let p = passport::passport(tx, scene.brand().id, id)?;
    let step = match p.pin_hash {
        Some(_) => TurnedStep::Prove,
        None if is_fresh(tx, scene, &p)? => TurnedStep::Choose { claim: None },
        None => TurnedStep::Choose { claim: Some(claim) },
    };
    Ok(Turned { here: scene.here(tx)?, customer: scene.customer(tx, &p, scene.now)?, step, problem })
}

/// Registered at this counter, just now, and nowhere since.
fn is_fresh(tx: &mut Tx, scene: &Scene, p: &Passport) -> Result<bool> {
    let shop = Some(scene.stand.shop);
    if p.last_shop != shop || p.created_at.plus(FRESH) <= scene.now {
        return Ok(false);
    }
    // Whoever joined on a phone was not registered here, wherever they come first.
    let cards = passport::cards_of(tx, scene.brand().id, p.id)?;
    Ok(cards.iter().any(|c| c.revoked_at.is_none() && c.issued_by == shop))
}

#[derive(Clone, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    pin: String,
    #[serde(default)]
    pin_again: String,
    #[serde(default)]
    claim: String,
}

/// `POST /counter/passports/{code}/turned`: by the PIN; or, where there is none yet, by a first one.
pub async fn turn(house: Data<House>, who: Who, session: Session, code: Path<String>, form: Form<Typed>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let (code, form) = (code.into_inner(), form.into_inner());
    match proven(&house, &scene, &code, &form).await {
        Ok(passport) => {
            let guest = Guest::begin(who.membership()?.id, passport, scene.now);
            session.insert(GUEST, guest).map_err(Error::broken)?;
            Ok(go(paths::passport()))
        }
        Err(Error::Refused(r)) if matches!(r.field, "pin" | "pin_again" | "claim") => {
            let said = Some(sentence(scene.lang, &scene.brand().currency, &r));
            let problem = match r.field {
                "claim" => TurnedProblem { claim: said, ..TurnedProblem::default() },
                "pin_again" => TurnedProblem { again: said, ..TurnedProblem::default() },
                _ => TurnedProblem { pin: said, ..TurnedProblem::default() },
            };
            let status = r.status;
            let shown = house.db.read(move |tx| page(tx, &scene, &code, form.claim, problem)).await?;
            Ok(who.page(status, &shown))
        }
        Err(e) => Err(e.into()),
    }
}

async fn proven(house: &House, scene: &Scene, code: &str, form: &Typed) -> Result<PassportId> {
    let (brand, shown) = (scene.brand().id, code.to_owned());
    let find = move |tx: &mut Tx| {
        let id = passport::find(tx, brand, &shown)?;
        passport::passport(tx, brand, id)
    };
    let held = house.db.read(find).await?;
    if held.pin_hash.is_some() {
        return desk::turn(house, &scene.stand, code, &form.pin).await;
    }
    let pin = passport::rules::pin_twice(&form.pin, &form.pin_again)?;
    let hash = house.hash(pin).await?;
    let (scene, claim) = (scene.clone(), form.claim.clone());
    // What is refused here is remembered: it commits.
    let write = move |tx: &mut Tx| first_pin(tx, &scene, held.id, &claim, &hash);
    Ok(house.db.write(write).await??)
}

/// The first PIN of a passport: of whoever was registered here just now, or has the claim code that came with the card.
fn first_pin(
    tx: &mut Tx,
    scene: &Scene,
    id: PassportId,
    claim: &str,
    hash: &str,
) -> Result<std::result::Result<PassportId, Refusal>> {
    let brand = scene.brand().id;
    let held = passport::lock_living(tx, brand, id)?;
    if held.pin_hash.is_some() || held.merged_into.is_some() {
        return Ok(Err(Refusal::new(409, "has_pin").field("pin")));
    }
    if !is_fresh(tx, scene, &held)? {
        let right = passport::claim_fits(tx, brand, id, claim)?;
        if let Err(slow_down) = Tries::claim(id).note(tx, right, scene.now)? {
            return Ok(Err(slow_down.field("claim")));
        }
        if !right {
            return Ok(Err(Refusal::new(422, "wrong_claim").field("claim")));
        }
    }
    passport::set_pin(tx, brand, id, hash)?;
    knowing::log(tx, brand, id, scene.stand.tablet(), &["passport", "pin"], scene.now)?;
    Ok(Ok(id))
}

#[derive(Deserialize)]
pub struct Whose {
    #[serde(default)]
    passport: String,
}

/// `POST /counter/turned/end`: the turn is over as with any page of the counter; back to where it began.
pub async fn end(form: Form<Whose>) -> Answer {
    let code = form.into_inner().passport;
    Ok(go(if code.is_empty() { paths::counter().to_owned() } else { paths::counter_passport(&code) }))
}
