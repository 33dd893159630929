//! Consent on paper: what somebody signed at this counter is kept, for this shop alone. Their log says who typed it in.

use super::Scene;
use crate::db::Tx;
use crate::knowing::{self, Eyes, Way};
use crate::passport::{self, Sharing};
use crate::people::who::Who;
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, Refusal, Result};
use actix_web::web::{Data, Form, Path, Query};
use noren_views::counter::Paper;
use noren_views::{passport as shown, paths};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct After {
    done: Option<String>,
}

/// `GET /counter/passports/{code}/paper`.
pub async fn ask(house: Data<House>, who: Who, code: Path<String>, query: Query<After>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let done = query.done.is_some();
    let page = house.db.read(move |tx| page(tx, &scene, &code, None, None, done)).await?;
    Ok(who.page(200, &page))
}

fn page(
    tx: &mut Tx,
    scene: &Scene,
    code: &str,
    ticked: Option<&[Sharing]>,
    problem: Option<String>,
    done: bool,
) -> Result<Paper> {
    let (brand, shop) = (scene.brand().id, scene.stand.shop);
    let id = met(tx, scene, code)?;
    let p = passport::passport(tx, brand, id)?;
    let shared = match ticked {
        Some(ticked) => ticked.to_vec(),
        None => passport::shared_with(tx, brand, id, shop)?,
    };
    Ok(Paper {
        here: scene.here(tx)?,
        customer: scene.customer(tx, &p, scene.now)?,
        shared: shared.into_iter().filter_map(|kind| shown::Sharing::parse(kind.name())).collect(),
        problem,
        done,
    })
}

/// Only who has been here can have signed here.
fn met(tx: &mut Tx, scene: &Scene, code: &str) -> Result<crate::words::PassportId> {
    let brand = scene.brand().id;
    let id = passport::find(tx, brand, code)?;
    if passport::met_here(tx, brand, scene.stand.shop, id)? { Ok(id) } else { Err(Error::not_found()) }
}

/// `POST /counter/passports/{code}/paper`: exactly what was signed is shared with this shop from now on.
pub async fn keep(house: Data<House>, who: Who, code: Path<String>, form: Form<Vec<(String, String)>>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let code = code.into_inner();
    let kinds: Vec<Sharing> = form.iter().filter(|(n, _)| n == "kind").filter_map(|(_, v)| Sharing::parse(v)).collect();
    if !form.iter().any(|(n, v)| n == "signed" && v == "1") {
        let said = sentence(scene.lang, &scene.brand().currency, &Refusal::new(422, "unsigned").field("signed"));
        let shown = house.db.read(move |tx| page(tx, &scene, &code, Some(&kinds), Some(said), false)).await?;
        return Ok(who.page(422, &shown));
    }
    let to = paths::with_query(&paths::counter_passport_paper(&code), "done", "1");
    let write = move |tx: &mut Tx| {
        let (brand, shop, now) = (scene.brand().id, scene.stand.shop, scene.now);
        let id = met(tx, &scene, &code)?;
        passport::lock_living(tx, brand, id)?;
        passport::share_with(tx, brand, id, shop, &kinds, now)?;
        let eyes = Eyes { shop: Some(shop), person: scene.stand.by, way: Way::Paper };
        knowing::log(tx, brand, id, eyes, &["shares"], now)
    };
    house.db.write(write).await?;
    Ok(go(to))
}
