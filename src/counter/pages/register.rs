//! First-timers: a passport in under ten seconds, then what to take home.

use super::Scene;
use crate::counter::answers::{self, Asked};
use crate::db::Tx;
use crate::keys::Audience;
use crate::passport::{self, Newcomer, Passport};
use crate::people::who::Who;
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, PassportId, Refusal, Result, codes, time};
use actix_web::web::{Data, Form, Path};
use noren_views::counter::{Handout, Register, RegisterProblem};
use noren_views::paths;
use serde::{Deserialize, Serialize};

/// How long the link that takes a passport to a phone can be used.
const CLAIM_MINUTES: i64 = 15;

/// What a claim link says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claim {
    pub sub: PassportId,
}

/// `GET /counter/register`.
pub async fn ask(house: Data<House>, who: Who) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let shown = house
        .db
        .read(move |tx| {
            Ok(Register {
                here: scene.here(tx)?,
                name: String::new(),
                reading: String::new(),
                card: String::new(),
                problem: RegisterProblem::default(),
                key: codes::token(),
            })
        })
        .await?;
    Ok(who.page(200, &shown))
}

#[derive(Clone, Deserialize)]
pub struct Filled {
    name: String,
    #[serde(default)]
    reading: String,
    #[serde(default)]
    card: String,
    #[serde(default)]
    pin: String,
    key: String,
}

/// `POST /counter/register`. Sent twice, it registers once.
pub async fn register(house: Data<House>, who: Who, form: Form<Filled>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let form = form.into_inner();
    match registered(&house, scene.clone(), form.clone()).await {
        Ok(code) => Ok(go(paths::counter_handout(&code))),
        Err(Error::Refused(r)) if matches!(r.field, "name" | "card" | "pin") => {
            let problem = problem(&scene, &r);
            let page = move |tx: &mut Tx| {
                let Filled { name, reading, card, key, .. } = form;
                Ok(Register { here: scene.here(tx)?, name, reading, card, problem, key })
            };
            Ok(who.page(422, &house.db.read(page).await?))
        }
        Err(e) => Err(e.into()),
    }
}

fn problem(scene: &Scene, r: &Refusal) -> RegisterProblem {
    let said = Some(sentence(scene.lang, &scene.brand().currency, r));
    match r.field {
        "card" => RegisterProblem { card: said, ..Default::default() },
        "pin" => RegisterProblem { pin: said, ..Default::default() },
        _ => RegisterProblem { name: said, ..Default::default() },
    }
}

/// The new passport's code.
async fn registered(house: &House, scene: Scene, form: Filled) -> Result<String> {
    passport::rules::name(&form.name)?;
    let pin_hash = match form.pin.trim() {
        "" => None,
        typed => Some(house.hash(passport::rules::pin(typed)?).await?),
    };
    let content = format!("{}|{}|{}", form.name, form.reading, form.card);
    let caller = format!("shop:{}", scene.stand.shop);
    let asked = Asked::new(scene.brand().id, caller, "register", &form.key, &content)?;
    let new = Newcomer { name: form.name, reading: form.reading, pin_hash, card: form.card };
    let write = move |tx: &mut Tx| {
        answers::once_in_a_life(tx, &asked, scene.now, |tx| {
            let made = passport::register(tx, scene.brand().id, &new, Some(scene.stand.shop), scene.now)?;
            Ok((codes::printed(&made.0.code), Some(made.0.id)))
        })
    };
    Ok(house.db.write(write).await?.value)
}

/// `GET /counter/passports/{code}/handout`: the phone's way and the paper's way. The link that takes the passport to a
/// phone is shown only here, only after registering: later it would hand a stranger the points.
pub async fn handout(house: Data<House>, who: Who, code: Path<String>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let (now, zone, base) = (scene.now, scene.brand().zone(), who.asking.base_url.clone());
    let (here, p, card) = house.db.read(move |tx| handed(tx, &scene, &code)).await?;
    let fresh = p.created_at.plus(CLAIM_MINUTES * time::MINUTE) > now;
    let claim_url = match fresh {
        false => None,
        true => {
            let token = house.keys.sign(Audience::Claim, Claim { sub: p.id }, now.0, CLAIM_MINUTES * 60)?;
            Some(format!("{base}{}", paths::claim_token(&token)))
        }
    };
    let claim_until = claim_url.as_ref().map(|_| now.plus(CLAIM_MINUTES * time::MINUTE).clock_time(&zone));
    let shown = Handout {
        here,
        passport: codes::printed(&p.code),
        name: Some(p.name).filter(|n| !n.is_empty()),
        card,
        claim_url,
        claim_until,
    };
    Ok(who.page(200, &shown))
}

/// A passport this shop registered or knows, and its newest live card.
fn handed(tx: &mut Tx, scene: &Scene, code: &str) -> Result<(noren_views::counter::Here, Passport, String)> {
    let brand = scene.brand().id;
    let id = passport::find(tx, brand, code)?;
    if !passport::met_here(tx, brand, scene.stand.shop, id)? {
        return Err(Error::not_found());
    }
    let cards = passport::cards_of(tx, brand, id)?;
    let live = cards.iter().find(|c| c.revoked_at.is_none());
    let card = live.map_or(String::new(), |c| codes::printed(&c.code));
    Ok((scene.here(tx)?, passport::passport(tx, brand, id)?, card))
}
