//! An amount is put right.

use super::word::{self, Act, Word};
use super::{Scene, trail};
use crate::brand;
use crate::counter::{self, Visit, correct, desk, rules};
use crate::db::Tx;
use crate::passport;
use crate::people::who::Who;
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Amount, Error, Result, VisitId, codes};
use actix_web::web::{Data, Form, Path};
use noren_views::counter::{Asked, Correct, Earn};
use noren_views::paths;
use noren_views::words::decimals;
use serde::Deserialize;

/// `GET /counter/visits/{visit}/correction`.
pub async fn ask(house: Data<House>, who: Who, id: Path<String>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let id: VisitId = id.parse().map_err(|_| Error::not_found())?;
    page(&house, &who, scene, id, None).await
}

/// What was typed, and what is wrong with it.
async fn page(house: &House, who: &Who, scene: Scene, id: VisitId, typed: Option<(String, String)>) -> Answer {
    let status = if typed.is_some() { 422 } else { 200 };
    let read = move |tx: &mut Tx| {
        let visit = counter::visit(tx, scene.brand().id, scene.stand.shop, id)?;
        correct::may_be(&visit)?;
        correction_page(tx, &scene, &visit, typed)
    };
    Ok(who.page(status, &house.db.read(read).await?))
}

fn correction_page(tx: &mut Tx, scene: &Scene, visit: &Visit, typed: Option<(String, String)>) -> Result<Correct> {
    let brand = scene.brand();
    let p = passport::passport(tx, brand.id, visit.passport_id)?;
    let terms = brand::charter_at(tx, brand.id, visit.at)?.terms;
    let earn = match visit.too_soon {
        true => Earn { max: terms.max_amount, ..Earn::default() },
        false => Earn { visit: visit.visit_points.0, per_step: terms.points_per_100, step: 100, max: terms.max_amount },
    };
    let (amount, problem) = typed.map_or_else(|| (String::new(), None), |(amount, said)| (amount, Some(said)));
    Ok(Correct {
        here: scene.here(tx)?,
        customer: scene.customer(tx, &p, visit.at)?,
        visit: visit.id.to_string(),
        time: trail::when(scene, visit.at),
        before: visit.amount.map(|a| a.0),
        points: visit.visit_points.plus(visit.spend_points)?.0,
        too_soon: visit.too_soon,
        amount,
        problem,
        earn,
        key: codes::token(),
    })
}

#[derive(Deserialize)]
pub struct Filled {
    #[serde(default)]
    amount: String,
    key: String,
    #[serde(default)]
    owner: String,
    #[serde(default)]
    pin: String,
}

/// `POST /counter/visits/{visit}/correction`.
pub async fn correct(house: Data<House>, who: Who, id: Path<String>, form: Form<Filled>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let id: VisitId = id.parse().map_err(|_| Error::not_found())?;
    let Filled { amount, key, owner, pin } = form.into_inner();
    let read = scene.clone();
    let visit = house.db.read(move |tx| counter::visit(tx, read.brand().id, read.stand.shop, id)).await?;
    match tried(&house, &who, &scene, &visit, (amount.clone(), key), word::Typed { owner, pin }).await {
        Ok(answer) => Ok(answer),
        Err(crate::web::Fault(Error::Refused(r))) if r.field == "amount" => {
            let said = sentence(scene.lang, &scene.brand().currency, &r);
            page(&house, &who, scene, id, Some((amount, said))).await
        }
        Err(e) => Err(e),
    }
}

async fn tried(
    house: &House,
    who: &Who,
    scene: &Scene,
    visit: &Visit,
    (amount, key): (String, String),
    typed: word::Typed,
) -> Answer {
    let to = rules::typed_amount(&amount, decimals(&scene.brand().currency))?;
    check(house, scene, visit, to).await?;
    let id = visit.id;
    match word::word(house, who, scene, visit.recorded_at, &typed).await? {
        Word::Given(approved) => {
            desk::correct(house, scene.request(&key), id, to, approved).await?;
            Ok(go(paths::counter_receipt(&id.to_string())))
        }
        Word::Asked(wrong) => {
            let act = Act {
                what: Asked::Amount(visit.amount.map(|a| a.0), to.map(|a| a.0)),
                action: paths::counter_visit_correction(&id.to_string()),
                carried: vec![("key", key), ("amount", amount)],
                back: paths::counter_receipt(&id.to_string()),
            };
            word::ask(house, who, scene, act, typed, wrong).await
        }
    }
}

/// What is wrong with an amount is said before an owner is fetched for it.
async fn check(house: &House, scene: &Scene, visit: &Visit, to: Option<Amount>) -> Result<()> {
    let (brand, at) = (scene.brand().id, visit.at);
    let terms = house.db.read(move |tx| Ok(brand::charter_at(tx, brand, at)?.terms)).await?;
    rules::check_amount(to, terms.max_amount)
}
