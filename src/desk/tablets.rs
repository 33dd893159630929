//! The tablets of the owner's shop: a code for a new one, when each was heard, when it locks, taking one off the counter.

use super::{Scene, at_home};
use crate::counter::pages::told::name;
use crate::db::Tx;
use crate::device::{self, rules};
use crate::people::who::Who;
use crate::shop;
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{DeviceId, Error, Millis, Result, ShopId, codes};
use actix_web::web::{Data, Form, Path};
use jiff::civil::DateTime;
use noren_views::dashboard::tablets::{Offer, Tablet, TabletsDesk};
use noren_views::paths;
use serde::Deserialize;

/// `GET /shop/tablets`.
pub async fn get(house: Data<House>, who: Who) -> Answer {
    Ok(who.page(200, &page(&house, &who).await?))
}

async fn page(house: &House, who: &Who) -> Result<TabletsDesk> {
    let (scene, shop) = (Scene::of(house, who)?, who.shop()?);
    house.db.read(move |tx| read(tx, &scene, shop)).await
}

fn read(tx: &mut Tx, scene: &Scene, id: ShopId) -> Result<TabletsDesk> {
    let brand = scene.brand.id;
    let shop = shop::by_id(tx, brand, id)?;
    let zone = scene.brand.zone();
    let moment = |at: Millis| -> DateTime { at.zoned(&zone).datetime() };
    let mut tablets = Vec::new();
    for d in device::all_of(tx, brand, id)? {
        tablets.push(Tablet {
            id: d.id.to_string(),
            name: d.name,
            heard: moment(d.heard_at),
            enrolled: moment(d.enrolled_at),
            by: name(tx, d.enrolled_by, scene.lang)?,
            idle: d.idle_minutes,
            taken_off: d.revoked_at.map(moment),
        });
    }
    Ok(TabletsDesk {
        shop: scene.shop(&shop),
        tablets,
        offer: None,
        name: String::new(),
        problem: None,
        idle_choices: rules::IDLE_MINUTES.to_vec(),
    })
}

#[derive(Deserialize)]
pub struct New {
    name: String,
}

/// `POST /shop/tablets`: the code is in no other place, so it is answered at once.
pub async fn offer(house: Data<House>, who: Who, form: Form<New>) -> Answer {
    let (scene, shop, by) = (Scene::of(&house, &who)?, who.shop()?, who.person_id());
    let (name, brand, now) = (form.into_inner().name, scene.brand.id, scene.now);
    let called = name.clone();
    let made = house.db.write(move |tx| device::offer(tx, brand, shop, &called, by, now)).await;
    let home = at_home(who, paths::shop_tablets());
    let desk = page(&house, &home).await?;
    match made {
        Ok(made) => {
            let code = codes::printed(&made.code);
            let link = format!("{}{}", home.asking.base_url, paths::enrol_with(&code));
            let until = made.expires_at.clock_time(&scene.brand.zone());
            let offer = Some(Offer { code, link, until, name: name.trim().to_owned() });
            Ok(home.page(201, &TabletsDesk { offer, ..desk }))
        }
        Err(Error::Refused(r)) if r.field == "name" => {
            let problem = Some(sentence(scene.lang, &scene.brand.currency, &r));
            Ok(home.page(422, &TabletsDesk { name, problem, ..desk }))
        }
        Err(e) => Err(e.into()),
    }
}

#[derive(Deserialize)]
pub struct Idle {
    minutes: i64,
}

/// `POST /shop/tablets/{id}/lock`: after how many minutes it locks.
pub async fn set_idle(house: Data<House>, who: Who, id: Path<String>, form: Form<Idle>) -> Answer {
    let (brand, shop, minutes) = (who.brand()?.id, who.shop()?, form.minutes);
    let id: DeviceId = id.parse().map_err(|_| Error::not_found())?;
    house.db.write(move |tx| device::set_idle(tx, brand, shop, id, minutes)).await?;
    Ok(go(paths::shop_tablets()))
}

/// `POST /shop/tablets/{id}/revocation`.
pub async fn revoke(house: Data<House>, who: Who, id: Path<String>) -> Answer {
    let (brand, shop, now) = (who.brand()?.id, who.shop()?, house.clock.now());
    let id: DeviceId = id.parse().map_err(|_| Error::not_found())?;
    house.db.write(move |tx| device::revoke(tx, brand, shop, id, now)).await?;
    Ok(go(paths::shop_tablets()))
}
