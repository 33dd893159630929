//! A shop leaves the street, or comes back: what it leaves open, who takes its place, and how far its books have come.

use super::{Scene, at_home};
use crate::db::Tx;
use crate::leaving::{self, Heir, Left};
use crate::people::who::Who;
use crate::shop::{self, Shop};
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, Refusal, Result};
use actix_web::web::{Data, Form, Path, Query};
use noren_views::dashboard::Leaving;
use noren_views::dashboard::leaving::{self as views, State};
use noren_views::paths;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Done {
    handed: Option<usize>,
    over: Option<usize>,
}

/// `GET /dashboard/shops/{code}/leaving`.
pub async fn get(house: Data<House>, who: Who, code: Path<String>, done: Query<Done>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let done = done.handed.map(|handed| Left { handed, over: done.over.unwrap_or(0) });
    let shown = house.db.read(move |tx| page(tx, &scene, &code, None)).await?;
    Ok(who.page(200, &Leaving { done: done.map(|d| (d.handed, d.over)), ..shown }))
}

/// What was typed, and why it could not be done.
type Typed = (Parting, Refusal);

fn page(tx: &mut Tx, scene: &Scene, code: &str, typed: Option<Typed>) -> Result<Leaving> {
    let brand = &scene.brand;
    let found = named(tx, scene, code)?;
    let open = leaving::open(tx, brand, found.id, scene.now)?;
    let state = match found.away_since() {
        None => State::Here,
        Some(at) => {
            let settled = match leaving::settled(tx, brand, &found)? {
                leaving::Settled::NotClosed => views::Settled::NotClosed,
                leaving::Settled::Owed(money) => views::Settled::Owed(money),
                leaving::Settled::Whole => views::Settled::Whole,
            };
            State::Left { on: scene.date(at), settled }
        }
    };
    let mut others = shop::members(tx, brand.id)?;
    others.retain(|s| s.id != found.id);
    let (typed, refusal) = typed.unzip();
    // Residents read it: in the street's own language.
    let of_street = brand.lang();
    let reason = typed.as_ref().map_or_else(|| leaving::reason(of_street, &found), |t| t.reason.clone());
    Ok(Leaving {
        office: scene.office,
        shop: scene.shop(&found),
        state,
        slips_to: open.slips_to,
        slips_from: open.slips_from,
        promises: open.promises,
        proposals: open.proposals,
        others: others.iter().map(|s| (s.code.clone(), s.shown(scene.lang))).collect(),
        heir: typed.map(|t| t.heir).unwrap_or_default(),
        reason,
        reason_lang: of_street,
        mistake: refusal.map(|r| (r.field, sentence(scene.lang, &brand.currency, &r))),
        done: None,
    })
}

fn named(tx: &mut Tx, scene: &Scene, code: &str) -> Result<Shop> {
    shop::by_code(tx, scene.brand.id, code)?.ok_or_else(Error::not_found)
}

#[derive(Clone, Deserialize)]
pub struct Parting {
    #[serde(default)]
    heir: String,
    #[serde(default)]
    reason: String,
}

/// `POST /dashboard/shops/{code}/leaving`.
pub async fn leave(house: Data<House>, who: Who, code: Path<String>, form: Form<Parting>) -> Answer {
    let (scene, code, form) = (Scene::of(&house, &who)?, code.into_inner(), form.into_inner());
    let (of, named_code, typed) = (scene.clone(), code.clone(), form.clone());
    let write = move |tx: &mut Tx| {
        let found = named(tx, &of, &named_code)?;
        let no_heir = || Error::from(Refusal::new(422, "no_such_shop").field("heir"));
        let heir = match typed.heir.as_str() {
            "" => None,
            code => Some(shop::by_code(tx, of.brand.id, code)?.ok_or_else(no_heir)?.id),
        };
        leaving::leave(tx, &of.brand, found.id, &Heir { shop: heir, reason: typed.reason.clone() }, of.now)
    };
    let home = paths::dashboard_shop_leaving(&code);
    match house.db.write(write).await {
        Ok(left) => {
            tracing::info!(by = %scene.by.person_id, shop = %code, handed = left.handed, "a shop left the street");
            let told = paths::with_query(&home, "handed", &left.handed.to_string());
            Ok(go(format!("{told}&over={}", left.over)))
        }
        Err(Error::Refused(r)) if r.status != 404 => {
            let status = r.status;
            let shown = house.db.read(move |tx| page(tx, &scene, &code, Some((form, r)))).await?;
            Ok(at_home(who, &home).page(status, &shown))
        }
        Err(e) => Err(e.into()),
    }
}

/// `POST /dashboard/shops/{code}/return`.
pub async fn come_back(house: Data<House>, who: Who, code: Path<String>) -> Answer {
    let (scene, code) = (Scene::of(&house, &who)?, code.into_inner());
    let (by, home) = (scene.by.person_id, paths::dashboard_shop_leaving(&code));
    let shop = code.clone();
    house
        .db
        .write(move |tx| {
            let found = named(tx, &scene, &code)?;
            leaving::come_back(tx, &scene.brand, found.id, scene.now)
        })
        .await?;
    tracing::info!(by = %by, shop = %shop, "a shop came back to the street");
    Ok(go(home))
}
