//! The street's list of objections, and its answers.

use super::super::{Scene, at_home};
use super::{Number, Saved, first, invoice, objection};
use crate::books;
use crate::db::Tx;
use crate::people::who::Who;
use crate::shop;
use crate::statement;
use crate::web::{Answer, House, go};
use crate::words::{Amount, Error, ObjectionId, Result};
use actix_web::web::{Data, Form, Path, Query};
use noren_views::paths;
use noren_views::statement::{Desk, Waiting, refusal, typed_money};
use noren_views::words::money;
use serde::Deserialize;
use std::collections::HashMap;

/// Answered ones shown.
const ANSWERED: usize = 50;

/// `GET /dashboard/objections`.
pub async fn get(house: Data<House>, who: Who, query: Query<Saved>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let mut page = house.db.read(move |tx| read(tx, &scene)).await?;
    page.saved = query.saved.is_some();
    Ok(who.page(200, &page))
}

fn read(tx: &mut Tx, scene: &Scene) -> Result<Desk> {
    let brand = scene.brand.id;
    let all = statement::objections_of(tx, brand)?;
    let shops: HashMap<i64, shop::Shop> = shop::all(tx, brand)?.into_iter().map(|s| (s.id.0, s)).collect();
    let months = books::months_of(tx, brand)?;
    let mut statements = HashMap::new();
    for month in &months {
        for one in books::statements_of(tx, month)? {
            statements.insert(one.id, (month, one));
        }
    }
    let (mut waiting, mut answered) = (Vec::new(), Vec::new());
    for one in all {
        let (Some((month, of)), Some(shop)) = (statements.get(&one.statement_id), shops.get(&one.shop_id.0)) else {
            continue;
        };
        let open = one.answered_at.is_none();
        if !open && answered.len() >= ANSWERED {
            continue;
        }
        let row = Waiting {
            id: one.id.to_string(),
            shop: scene.shop(shop),
            month: month.month.clone(),
            first: first(month)?,
            number: of.number.clone(),
            net: of.net.0,
            objection: objection(tx, scene, one)?,
            text: String::new(),
            amount: String::new(),
            less: false,
            problem: None,
        };
        if open { waiting.push(row) } else { answered.push(row) }
    }
    waiting.reverse();
    Ok(Desk {
        office: scene.office,
        waiting,
        answered,
        invoice: invoice(tx, scene, None)?,
        invoice_problem: None,
        saved: false,
    })
}

#[derive(Clone, Deserialize)]
pub struct Answering {
    text: String,
    way: String,
    amount: String,
}

/// `POST /dashboard/objections/{id}`.
pub async fn answer(house: Data<House>, who: Who, id: Path<String>, form: Form<Answering>) -> Answer {
    let (scene, by, typed) = (Scene::of(&house, &who)?, who.person_id(), form.into_inner());
    let id: ObjectionId = id.parse().map_err(|_| Error::not_found())?;
    let (lang, currency, less) = (scene.lang, scene.brand.currency.clone(), typed.way == "less");
    let sum = if typed.amount.trim().is_empty() { Some(0) } else { typed_money(&currency, &typed.amount) };
    let (brand, text, now) = (scene.brand.clone(), typed.text.clone(), scene.now);
    let problem = match sum {
        None => ("amount", refusal(lang, "bad_sum", &[])),
        Some(sum) => {
            let amount = Amount(if less { -sum } else { sum });
            let done = house.db.write(move |tx| statement::answer(tx, &brand, id, by, (&text, amount), now)).await;
            match done {
                Ok(()) => return Ok(go(paths::dashboard_objections())),
                Err(Error::Refused(r)) if matches!(r.field, "text" | "amount") => {
                    let in_money = |value: &str| value.parse().map_or(value.to_owned(), |n| money(lang, &currency, n));
                    let args: Vec<_> = r
                        .args
                        .iter()
                        .map(|(name, v)| (*name, if r.field == "amount" { in_money(v) } else { v.clone() }))
                        .collect();
                    (r.field, refusal(lang, r.code, &args))
                }
                Err(e) => return Err(e.into()),
            }
        }
    };
    let mut page = house.db.read(move |tx| read(tx, &scene)).await?;
    let asked = id.to_string();
    let Some(row) = page.waiting.iter_mut().find(|w| w.id == asked) else {
        return Err(Error::not_found().into());
    };
    (row.text, row.amount, row.less, row.problem) = (typed.text, typed.amount, less, Some(problem));
    Ok(at_home(who, paths::dashboard_objections()).page(422, &page))
}

/// `POST /dashboard/invoice-number`.
pub async fn put_invoice_number(house: Data<House>, who: Who, form: Form<Number>) -> Answer {
    let (scene, number) = (Scene::of(&house, &who)?, form.into_inner().number);
    let (typed, lang, brand) = (number.clone(), scene.lang, scene.brand.clone());
    let done = house.db.write(move |tx| statement::set_invoice_number(tx, &brand, None, &typed)).await;
    match done {
        Ok(()) => Ok(go(format!("{}#invoice", paths::with_query(paths::dashboard_objections(), "saved", "1")))),
        Err(Error::Refused(r)) if r.field == "number" => {
            let page = house.db.read(move |tx| read(tx, &scene)).await?;
            let (invoice, invoice_problem) = (Some(number), Some(refusal(lang, r.code, &r.args)));
            let home = at_home(who, paths::dashboard_objections());
            Ok(home.page(422, &Desk { invoice, invoice_problem, ..page }))
        }
        Err(e) => Err(e.into()),
    }
}
