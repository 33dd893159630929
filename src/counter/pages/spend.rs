//! Points are used: how many, then the resident's PIN on the tablet turned round.

use super::word::{self, Act, Word};
use super::{Scene, trail};
use crate::brand;
use crate::counter::{self, desk, rules};
use crate::db::Tx;
use crate::passport;
use crate::people::who::Who;
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, RedemptionId, Refusal, Result, codes};
use actix_web::web::{Data, Form, Path};
use noren_views::counter::{Asked, Redeem, RedeemProblem, Redeemed};
use noren_views::paths;
use serde::Deserialize;

/// `GET /counter/passports/{code}/redeem`.
pub async fn ask(house: Data<House>, who: Who, code: Path<String>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let shown = house.db.read(move |tx| redeem_page(tx, &scene, &code, String::new(), None)).await?;
    Ok(who.page(200, &shown))
}

fn redeem_page(
    tx: &mut Tx,
    scene: &Scene,
    code: &str,
    points: String,
    problem: Option<RedeemProblem>,
) -> Result<Redeem> {
    let id = passport::find(tx, scene.brand().id, code)?;
    let p = passport::passport(tx, scene.brand().id, id)?;
    Ok(Redeem {
        here: scene.here(tx)?,
        customer: scene.customer(tx, &p, scene.now)?,
        points,
        problem,
        worth: brand::charter_at(tx, scene.brand().id, scene.now)?.terms.worth(),
        key: codes::token(),
    })
}

#[derive(Deserialize)]
pub struct Use {
    passport: String,
    points: String,
    #[serde(default)]
    pin: String,
    /// The live pass that was scanned in the PIN's place.
    #[serde(default)]
    pass: String,
    key: String,
}

/// `POST /counter/redemptions`.
pub async fn redeem(house: Data<House>, who: Who, form: Form<Use>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let form = form.into_inner();
    let spent = match rules::typed_points(&form.points).and_then(|n| rules::points(n).map(|p| p.0)) {
        Err(e) => Err(e),
        Ok(points) => {
            let pass = Some(form.pass).filter(|pass| !pass.trim().is_empty());
            let using = desk::Using { card: Some(form.passport.clone()), points, pin: Some(form.pin), pass };
            desk::redeem(&house, scene.request(&form.key), using).await
        }
    };
    match spent {
        Ok(answer) => Ok(go(paths::counter_redemption(&answer.value.redemption.to_string()))),
        Err(Error::Refused(r)) if matches!(r.field, "points" | "pin" | "pass") => {
            let problem = problem(&scene, &r);
            let status = r.status;
            let page = move |tx: &mut Tx| redeem_page(tx, &scene, &form.passport, form.points, Some(problem));
            Ok(who.page(status, &house.db.read(page).await?))
        }
        Err(e) => Err(e.into()),
    }
}

fn problem(scene: &Scene, refusal: &Refusal) -> RedeemProblem {
    let said = sentence(scene.lang, &scene.brand().currency, refusal);
    if refusal.field == "points" { RedeemProblem::Points(said) } else { RedeemProblem::Proof(said) }
}

/// `GET /counter/redemptions/{id}`.
pub async fn redeemed(house: Data<House>, who: Who, id: Path<String>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let id: RedemptionId = id.parse().map_err(|_| Error::not_found())?;
    let shown = house
        .db
        .read(move |tx| {
            let brand = scene.brand();
            let r = counter::redemption(tx, brand.id, scene.stand.shop, id)?;
            let p = passport::passport(tx, brand.id, r.passport_id)?;
            let worth = brand::charter_at(tx, brand.id, r.at)?.terms.worth();
            Ok(Redeemed {
                here: scene.here(tx)?,
                customer: scene.customer(tx, &p, scene.now)?,
                redemption: id.to_string(),
                time: r.at.clock_time(&brand.zone()),
                points: r.points.0,
                worth: worth.of(r.points.0),
                undo_key: codes::token(),
                reversed: r.reversed_at.is_some(),
                trail: trail::of(tx, &scene, r.id.0, r.staff_id, r.passport_id)?,
            })
        })
        .await?;
    Ok(who.page(200, &shown))
}

/// `POST /counter/redemptions/{id}/reversal`.
pub async fn reverse(house: Data<House>, who: Who, id: Path<String>, form: Form<super::serve::Undo>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let id: RedemptionId = id.parse().map_err(|_| Error::not_found())?;
    let super::serve::Undo { key, owner, pin } = form.into_inner();
    let (brand, shop) = (scene.brand().id, scene.stand.shop);
    let redemption = house.db.read(move |tx| counter::redemption(tx, brand, shop, id)).await?;
    let receipt = paths::counter_redemption(&id.to_string());
    let mut approved = None;
    if redemption.reversed_at.is_none() {
        let typed = word::Typed { owner, pin };
        match word::word(&house, &who, &scene, redemption.at, &typed).await? {
            Word::Given(by) => approved = by,
            Word::Asked(wrong) => {
                let act = Act {
                    what: Asked::Points(trail::when(&scene, redemption.at)),
                    action: paths::counter_redemption_reversal(&id.to_string()),
                    carried: vec![("key", key)],
                    back: receipt,
                };
                return word::ask(&house, &who, &scene, act, typed, wrong).await;
            }
        }
    }
    let done = desk::reverse_redemption(&house, scene.request(&key), id, approved).await;
    super::serve::undone(done.map(drop))?;
    Ok(go(receipt))
}
