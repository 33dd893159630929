//! Other rates on the street's own months: what was typed, refused as the charter would refuse it, and what it comes to.

use super::{Scene, charter};
use crate::brand::{self, Terms};
use crate::db::Tx;
use crate::people::who::Who;
use crate::reserve::{self, History};
use crate::shop::{self, Shop};
use crate::web::{Answer, House};
use crate::words::Result;
use actix_web::web::{Data, Query};
use noren_views::dashboard::charter::Mistake;
use noren_views::dashboard::simulation::{Outcome, RATES, Rate, Simulation};
use std::collections::BTreeMap;

/// `GET /dashboard/simulation?lot_price=…`: what is not named is as it is today.
pub async fn get(house: Data<House>, who: Who, typed: Query<BTreeMap<String, String>>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let typed = typed.into_inner();
    let page = house.db.read(move |tx| read(tx, &scene, &typed)).await?;
    let status = if page.rates.iter().any(|r| r.mistake.is_some()) { 422 } else { 200 };
    Ok(who.page(status, &page))
}

fn read(tx: &mut Tx, scene: &Scene, typed: &BTreeMap<String, String>) -> Result<Simulation> {
    let history = reserve::history(tx, &scene.brand, scene.now)?;
    let shops = shop::all(tx, scene.brand.id)?;
    let mut terms = history.terms.clone();
    let mut rates: Vec<Rate> = RATES.iter().map(|name| rate(name, typed, &mut terms)).collect();
    let wrong = brand::bounds(&terms);
    for rate in rates.iter_mut().filter(|r| r.mistake.is_none()) {
        let bound =
            wrong.iter().find(|(field, value, least, most)| *field == rate.name && !(*least..=*most).contains(value));
        rate.mistake = bound.map(|(field, ..)| charter::out_of_bounds(field, &terms));
    }
    let can = rates.iter().all(|r| r.mistake.is_none());
    Ok(Simulation {
        office: scene.office,
        lot: history.terms.lot,
        now: outcome(scene, &history, &shops, &history.terms),
        changed: (can && terms != history.terms).then(|| outcome(scene, &history, &shops, &terms)),
        months: history.months().iter().map(|m| m.first).collect(),
        rates,
    })
}

/// A rate as it is typed, put into the terms; as it is where nothing is.
fn rate(name: &'static str, typed: &BTreeMap<String, String>, terms: &mut Terms) -> Rate {
    let own = match name {
        "lot_price" => &mut terms.lot_price,
        "lot_value" => &mut terms.lot_value,
        "monthly_fee" => &mut terms.monthly_fee,
        "points_per_visit" => &mut terms.points_per_visit,
        "points_per_100" => &mut terms.points_per_100,
        "slip_welcome" => &mut terms.slip_welcome,
        "slip_thanks" => &mut terms.slip_thanks,
        _ => &mut terms.expiry_months,
    };
    let now = *own;
    let typed = typed.get(name).cloned().unwrap_or_else(|| now.to_string());
    let mistake = match charter::number(&typed) {
        Some(n) => {
            *own = n;
            None
        }
        None => Some(Mistake::NotANumber),
    };
    Rate { name, typed, now, mistake }
}

fn outcome(scene: &Scene, history: &History, shops: &[Shop], terms: &Terms) -> Outcome {
    let o = history.under(terms);
    let shop = |one: Option<&(crate::words::ShopId, i64)>| {
        let (id, net) = one?;
        Some((scene.shop(shops.iter().find(|shop| shop.id == *id)?), *net))
    };
    Outcome {
        there: o.there,
        owed: o.owed,
        issued: o.issued,
        used: o.used,
        median: o.median().unwrap_or(0),
        pays_most: shop(o.shops.first().filter(|(_, net)| *net < 0)),
        gets_most: shop(o.shops.last().filter(|(_, net)| *net > 0)),
        course: o.course.into_iter().map(|(_, there)| there).collect(),
    }
}
