//! A lost card is replaced without losing the passport.

use super::Scene;
use super::find::{person, whose};
use crate::counter::answers::{self, Asked};
use crate::db::Tx;
use crate::passport;
use crate::people::who::Who;
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, Result, codes};
use actix_web::web::{Data, Form, Path, Query};
use noren_views::counter::{Lost, LostStep};
use noren_views::paths;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Whose {
    q: Option<String>,
    passport: Option<String>,
}

/// `GET /counter/lost`: whose card is it, then which one takes its place.
pub async fn lost(house: Data<House>, who: Who, query: Query<Whose>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let Whose { q, passport } = query.into_inner();
    let shown = house
        .db
        .read(move |tx| {
            let here = scene.here(tx)?;
            let step = match (passport, q) {
                (Some(code), _) => replace_step(tx, &scene, &code, String::new(), None, codes::token())?,
                (None, Some(q)) => {
                    let (people, more) = whose(tx, &scene, q.trim())?;
                    LostStep::Ask { people: Some(people), more, query: q }
                }
                (None, None) => LostStep::Ask { query: String::new(), people: None, more: false },
            };
            Ok(Lost { here, step })
        })
        .await?;
    Ok(who.page(200, &shown))
}

fn replace_step(
    tx: &mut Tx,
    scene: &Scene,
    code: &str,
    card: String,
    problem: Option<String>,
    key: String,
) -> Result<LostStep> {
    let (brand, shop) = (scene.brand().id, scene.stand.shop);
    let id = passport::find(tx, brand, code)?;
    if !passport::met_here(tx, brand, shop, id)? {
        return Err(Error::not_found());
    }
    let p = passport::passport(tx, brand, id)?;
    Ok(LostStep::Replace { person: person(tx, scene, &p)?, card, problem, key })
}

#[derive(Clone, Deserialize)]
pub struct Replacement {
    #[serde(default)]
    card: String,
    key: String,
}

/// `POST /counter/passports/{code}/cards`.
pub async fn replace(house: Data<House>, who: Who, code: Path<String>, form: Form<Replacement>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let (code, form) = (code.into_inner(), form.into_inner());
    let caller = format!("shop:{}", scene.stand.shop);
    let content = format!("{code}|{}", form.card);
    let asked = Asked::new(scene.brand().id, caller, "card replacement", &form.key, &content)?;
    let (at, passport_code, card) = (scene.clone(), code.clone(), form.card.clone());
    let done = house
        .db
        .write(move |tx| {
            answers::once(tx, &asked, at.now, |tx| {
                let (brand, shop) = (at.brand().id, at.stand.shop);
                let id = passport::find(tx, brand, &passport_code)?;
                if !passport::met_here(tx, brand, shop, id)? {
                    return Err(Error::not_found());
                }
                passport::lock_living(tx, brand, id)?;
                passport::replace_card(tx, brand, id, &card, Some(shop), at.now)?;
                Ok(((), Some(id)))
            })
        })
        .await;
    match done {
        Ok(_) => Ok(go(paths::counter_handout(&code))),
        Err(Error::Refused(r)) if r.field == "card" && r.code != "revoked_card" => {
            let problem = Some(sentence(scene.lang, &scene.brand().currency, &r));
            let page = move |tx: &mut Tx| {
                let here = scene.here(tx)?;
                Ok(Lost { here, step: replace_step(tx, &scene, &code, form.card, problem, form.key)? })
            };
            Ok(who.page(422, &house.db.read(page).await?))
        }
        Err(e) => Err(e.into()),
    }
}
