//! Months of the books: which can be closed, what a closed one came to, and the two acts that close it.

use super::Scene;
use crate::books::{self, LineCode, Month, State};
use crate::db::Tx;
use crate::people::{self, who::Who};
use crate::shop;
use crate::web::{Answer, House, go};
use crate::words::{Error, PersonId, Refusal, Result};
use actix_web::web::{Data, Form, Path};
use noren_views::dashboard::months as page;
use noren_views::paths;
use serde::Deserialize;
use std::collections::HashMap;

/// `GET /dashboard/months`.
pub async fn list(house: Data<House>, who: Who) -> Answer {
    let scene = Scene::of(&house, &who)?;
    Ok(who.page(200, &house.db.read(move |tx| read(tx, &scene, None)).await?))
}

fn read(tx: &mut Tx, scene: &Scene, wrong: Option<Refusal>) -> Result<page::Months> {
    let mut months = Vec::new();
    for month in books::months_of(tx, scene.brand.id)? {
        months.push(line(tx, scene, &month)?);
    }
    let next = match books::next(tx, &scene.brand)? {
        None => page::Next::Nothing,
        Some(first) => match months.first().filter(|m: &&page::Month| m.closed.is_none()) {
            Some(open) => page::Next::Proposed { month: first, by: open.proposed_by.clone() },
            None if books::over_at(&scene.brand, first) > scene.now => page::Next::NotOver(first),
            None => page::Next::Over(first),
        },
    };
    let wrong = wrong.map(|r| crate::web::fault::sentence(scene.lang, &scene.brand.currency, &r));
    Ok(page::Months { office: scene.office, months, next, wrong })
}

fn line(tx: &mut Tx, scene: &Scene, month: &Month) -> Result<page::Month> {
    let nets: Vec<i64> = books::statements_of(tx, month)?.iter().map(|s| s.net.0).collect();
    let name = |tx: &mut Tx, who: Option<PersonId>| match who {
        Some(id) => Ok(people::person(tx, id)?.shown(scene.lang)),
        None => Ok::<String, Error>(String::new()),
    };
    Ok(page::Month {
        first: books::parse(&month.month)?,
        transfers: month.transfers,
        to_shops: nets.iter().filter(|n| **n > 0).sum(),
        from_shops: -nets.iter().filter(|n| **n < 0).sum::<i64>(),
        payments: nets.iter().filter(|n| **n != 0).count() as i64,
        head: month.head.clone(),
        proposed_by: name(tx, month.proposed_by)?,
        confirmed_by: name(tx, month.confirmed_by)?,
        closed: (month.state == State::Closed).then(|| scene.date(month.closed_at.unwrap_or(month.proposed_at))),
    })
}

#[derive(Deserialize)]
pub struct Proposal {
    month: String,
}

/// `POST /dashboard/months`: seals the month and makes its statements, for the officer to look at.
pub async fn propose(house: Data<House>, who: Who, form: Form<Proposal>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let (db, brand, by, month) = (house.db.clone(), scene.brand.clone(), who.person_id(), form.into_inner().month);
    let now = scene.now;
    let done = tokio::task::spawn_blocking(move || books::propose(&db, &brand, &month, by, now));
    match done.await.map_err(|e| Error::broken(format!("a close stopped: {e}")))? {
        Ok(month) => Ok(go(paths::dashboard_month(&month.month))),
        Err(Error::Refused(r)) => {
            let status = r.status;
            let shown = house.db.read(move |tx| read(tx, &scene, Some(r))).await?;
            Ok(super::at_home(who, paths::dashboard_months()).page(status, &shown))
        }
        Err(e) => Err(e.into()),
    }
}

/// `GET /dashboard/months/{month}`.
pub async fn get(house: Data<House>, who: Who, month: Path<String>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    Ok(who.page(200, &house.db.read(move |tx| of_month(tx, &scene, &month, None)).await?))
}

/// `POST /dashboard/months/{month}/confirmation`: the officer's yes.
pub async fn confirm(house: Data<House>, who: Who, month: Path<String>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let (brand, by, name, now) = (scene.brand.clone(), who.person_id(), month.into_inner(), scene.now);
    let asked = name.clone();
    match house.db.write(move |tx| books::confirm(tx, &brand, &asked, by, now)).await {
        Ok(_) => Ok(go(paths::dashboard_month(&name))),
        Err(Error::Refused(r)) if r.status != 404 => {
            let (status, at) = (r.status, paths::dashboard_month(&name));
            let shown = house.db.read(move |tx| of_month(tx, &scene, &name, Some(r))).await?;
            Ok(super::at_home(who, &at).page(status, &shown))
        }
        Err(e) => Err(e.into()),
    }
}

fn of_month(tx: &mut Tx, scene: &Scene, name: &str, wrong: Option<Refusal>) -> Result<page::Close> {
    let month = books::month(tx, scene.brand.id, name)?;
    let shops: HashMap<_, _> = shop::all(tx, scene.brand.id)?.into_iter().map(|s| (s.id, s)).collect();
    let mut rows = Vec::new();
    for statement in books::statements_of(tx, &month)? {
        let lines = books::lines_of(tx, scene.brand.id, statement.id)?;
        let sum = |codes: &[LineCode]| lines.iter().filter(|l| codes.contains(&l.code)).map(|l| l.money).sum::<i64>();
        let shop = shops.get(&statement.shop_id).ok_or_else(|| Error::broken("a statement without its shop"))?;
        rows.push(page::Row {
            shop: scene.shop(shop),
            number: statement.number,
            given: sum(&[LineCode::Given]),
            taken: sum(&[LineCode::Taken]),
            thanks: sum(&[LineCode::ThanksGot, LineCode::ThanksPaid]),
            fee: sum(&[LineCode::Fee]),
            other: sum(&[LineCode::Adjustment, LineCode::Carried]),
            net: statement.net.0,
        });
    }
    let wrong = wrong.map(|r| crate::web::fault::sentence(scene.lang, &scene.brand.currency, &r));
    Ok(page::Close {
        office: scene.office,
        month: line(tx, scene, &month)?,
        rows,
        own: month.proposed_by == Some(scene.by.person_id),
        published: paths::street_months(&scene.brand.code),
        wrong,
    })
}
