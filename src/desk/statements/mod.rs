//! Statements as the shop's owner and the street read them: the list of months, a month's page, its files, and objections.

pub mod objections;

use super::{Scene, at_home};
use crate::books::{self, LineCode, Month, State, Statement};
use crate::db::Tx;
use crate::people::who::Who;
use crate::people::{self, Role};
use crate::shop::{self, Shop};
use crate::statement::{self, files, pdf};
use crate::web::{Answer, House, go};
use crate::words::{Error, Refusal, Result, ShopId};
use actix_web::HttpResponse;
use actix_web::web::{Data, Form, Path, Query};
use jiff::civil::Date;
use noren_views::statement::{
    Answer as Answered, Code, Line, Months, Objection, Reader, Sheet, Statement as Page, Summary, refusal,
};
use noren_views::{Lang, paths};
use serde::Deserialize;
use std::collections::HashMap;

/// What an address asks of a list's page.
#[derive(Deserialize)]
pub struct Saved {
    saved: Option<String>,
}

/// `GET /shop/statements`.
pub async fn list(house: Data<House>, who: Who, query: Query<Saved>) -> Answer {
    let mut page = months(&house, &who).await?;
    page.saved = query.saved.is_some();
    Ok(who.page(200, &page))
}

async fn months(house: &House, who: &Who) -> Result<Months> {
    let (scene, shop) = (Scene::of(house, who)?, who.shop()?);
    house.db.read(move |tx| read_months(tx, &scene, shop)).await
}

fn read_months(tx: &mut Tx, scene: &Scene, id: ShopId) -> Result<Months> {
    let brand = scene.brand.id;
    let mut months = Vec::new();
    for (month, found) in books::statements_of_shop(tx, brand, id)? {
        let closed = month.state == State::Closed;
        let until = statement::until(tx, &scene.brand, &month)?;
        let waits = statement::objections_to(tx, brand, found.id)?.iter().any(|o| o.answered_at.is_none());
        months.push(Summary {
            first: first(&month)?,
            month: month.month,
            number: found.number,
            net: closed.then_some(found.net.0),
            until: Some(until).filter(|until| closed && scene.today() <= *until),
            waits,
        });
    }
    let shop = shop::by_id(tx, brand, id)?;
    Ok(Months { shop: scene.shop(&shop), months, invoice: invoice(tx, scene, Some(id))?, problem: None, saved: false })
}

/// The registration number to be typed; only where the money is yen.
fn invoice(tx: &mut Tx, scene: &Scene, shop: Option<ShopId>) -> Result<Option<String>> {
    if scene.brand.currency != "JPY" {
        return Ok(None);
    }
    statement::invoice_number_of(tx, scene.brand.id, shop).map(Some)
}

fn first(month: &Month) -> Result<Date> {
    books::parse(&month.month)
}

#[derive(Clone, Deserialize)]
pub struct Number {
    number: String,
}

/// `POST /shop/invoice-number`.
pub async fn put_invoice_number(house: Data<House>, who: Who, form: Form<Number>) -> Answer {
    let (scene, shop, number) = (Scene::of(&house, &who)?, who.shop()?, form.into_inner().number);
    let (typed, lang) = (number.clone(), scene.lang);
    let done = house.db.write(move |tx| statement::set_invoice_number(tx, &scene.brand, Some(shop), &typed)).await;
    match done {
        Ok(()) => Ok(go(format!("{}#invoice", paths::with_query(paths::shop_statements(), "saved", "1")))),
        Err(Error::Refused(r)) if r.field == "number" => {
            let home = at_home(who, paths::shop_statements());
            let page = months(&house, &home).await?;
            let problem = Some(refusal(lang, r.code, &r.args));
            Ok(home.page(422, &Months { invoice: Some(number), problem, ..page }))
        }
        Err(e) => Err(e.into()),
    }
}

/// `GET /shop/statements/{month}`.
pub async fn of_shop(house: Data<House>, who: Who, month: Path<String>) -> Answer {
    let (scene, shop) = (Scene::of(&house, &who)?, who.shop()?);
    let looked = looked_at(&who, &scene, shop, Reader::Owner);
    let page = house.db.read(move |tx| read(tx, &looked, &month)).await?;
    Ok(who.page(200, &page))
}

/// `GET /dashboard/months/{month}/statements/{shop}`.
pub async fn of_street(house: Data<House>, who: Who, at: Path<(String, String)>) -> Answer {
    let (month, code) = at.into_inner();
    let looked = as_street(&house, &who, &code).await?;
    let page = house.db.read(move |tx| read(tx, &looked, &month)).await?;
    Ok(who.page(200, &page))
}

/// Whose statement is looked at, by whom.
#[derive(Clone)]
struct Looked {
    scene: Scene,
    shop: ShopId,
    reader: Reader,
    base_url: String,
}

fn looked_at(who: &Who, scene: &Scene, shop: ShopId, reader: Reader) -> Looked {
    Looked { scene: scene.clone(), shop, reader, base_url: who.asking.base_url.clone() }
}

async fn as_street(house: &House, who: &Who, code: &str) -> Result<Looked> {
    let scene = Scene::of(house, who)?;
    let (brand, code) = (scene.brand.id, code.to_owned());
    let found = house.db.read(move |tx| shop::by_code(tx, brand, &code)).await?.ok_or_else(Error::not_found)?;
    Ok(looked_at(who, &scene, found.id, Reader::Street(scene.office)))
}

fn read(tx: &mut Tx, looked: &Looked, month: &str) -> Result<Page> {
    let scene = &looked.scene;
    let (month, found) = statement::of(tx, &scene.brand, month, looked.shop)?;
    let shop = shop::by_id(tx, scene.brand.id, looked.shop)?;
    let sheet = match &found {
        Some(found) => Some(sheet(tx, looked, (&month, found))?),
        None => None,
    };
    let mut objections = Vec::new();
    if let Some(found) = &found {
        for one in statement::objections_to(tx, scene.brand.id, found.id)? {
            objections.push(objection(tx, scene, one)?);
        }
    }
    Ok(Page {
        reader: looked.reader,
        open: sheet.as_ref().is_some_and(|s| scene.today() <= s.object_until),
        sheet,
        first: first(&month)?,
        month: month.month,
        shop: scene.shop(&shop),
        objections,
        reason: String::new(),
        problem: None,
    })
}

/// An objection as it is read.
fn objection(tx: &mut Tx, scene: &Scene, one: statement::Objection) -> Result<Objection> {
    let by = match one.person_id {
        Some(id) => people::person(tx, id)?.shown(scene.lang),
        None => String::new(),
    };
    let answer =
        one.answered_at.map(|at| Answered { at: scene.date(at), text: one.answer.clone(), amount: one.amount.0 });
    Ok(Objection { at: scene.date(one.created_at), by, reason: one.reason, answer })
}

fn code(code: LineCode) -> Code {
    match code {
        LineCode::Given => Code::Given,
        LineCode::Taken => Code::Taken,
        LineCode::ThanksGot => Code::ThanksGot,
        LineCode::ThanksPaid => Code::ThanksPaid,
        LineCode::Fee => Code::Fee,
        LineCode::Adjustment => Code::Adjustment,
        LineCode::Carried => Code::Carried,
    }
}

/// The figures, with all that is said beside them.
fn sheet(tx: &mut Tx, looked: &Looked, (month, found): (&Month, &Statement)) -> Result<Sheet> {
    let scene = &looked.scene;
    let (brand, lang) = (&scene.brand, scene.lang);
    let shops: HashMap<i64, Shop> = shop::all(tx, brand.id)?.into_iter().map(|s| (s.id.0, s)).collect();
    let own = shops.get(&looked.shop.0).ok_or_else(Error::not_found)?;
    let lines = books::lines_of(tx, brand.id, found.id)?;
    let starts = first(month)?;
    let coordinators = people::memberships_of_brand(tx, brand.id)?;
    let contact = coordinators.iter().find(|(m, _)| m.role == Role::Coordinator && m.ended_at.is_none());
    Ok(Sheet {
        shop: scene.shop(own),
        street: brand.shown(lang),
        currency: brand.currency.clone(),
        number: found.number.clone(),
        month: month.month.clone(),
        first: starts,
        last: starts.last_of_month(),
        issued: scene.date(month.closed_at.unwrap_or(month.until_at)),
        net: found.net.0,
        lines: lines
            .into_iter()
            .map(|l| Line {
                code: code(l.code),
                other: l.other.and_then(|id| shops.get(&id)).map(|s| scene.shop(s)),
                count: l.count,
                points: l.points,
                lot: l.lot,
                rate: l.rate,
                money: l.money,
            })
            .collect(),
        object_until: statement::until(tx, brand, month)?,
        contact: contact.map_or_else(String::new, |(_, person)| person.shown(lang)),
        head: month.head.clone(),
        published: format!("{}{}", looked.base_url, paths::street_months(&brand.code)),
        street_invoice: statement::invoice_number_of(tx, brand.id, None)?,
        shop_invoice: statement::invoice_number_of(tx, brand.id, Some(looked.shop))?,
    })
}

/// `?as=shift_jis`.
#[derive(Deserialize)]
pub struct As {
    r#as: Option<String>,
}

/// `GET /shop/statements/{month}/{kind}`: `pdf`, `csv` or `xlsx`.
pub async fn file_of_shop(house: Data<House>, who: Who, at: Path<(String, String)>, query: Query<As>) -> Answer {
    let (month, kind) = at.into_inner();
    let (scene, shop) = (Scene::of(&house, &who)?, who.shop()?);
    file(&house, looked_at(&who, &scene, shop, Reader::Owner), month, kind, query.into_inner()).await
}

/// `GET /dashboard/months/{month}/statements/{shop}/{kind}`.
pub async fn file_of_street(
    house: Data<House>,
    who: Who,
    at: Path<(String, String, String)>,
    query: Query<As>,
) -> Answer {
    let (month, code, kind) = at.into_inner();
    let looked = as_street(&house, &who, &code).await?;
    file(&house, looked, month, kind, query.into_inner()).await
}

async fn file(house: &House, looked: Looked, month: String, kind: String, query: As) -> Answer {
    let wide = query.r#as.as_deref() == Some("shift_jis");
    let (lang, name) = (looked.scene.lang, kind.clone());
    let (sheet, bytes) = house.db.read(move |tx| made(tx, &looked, &month, (&kind, wide, lang))).await?;
    let type_ = match (name.as_str(), wide) {
        ("pdf", _) => "application/pdf",
        ("xlsx", _) => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        (_, true) => "text/csv; charset=Shift_JIS",
        _ => "text/csv; charset=utf-8",
    };
    let file = format!("attachment; filename=\"{}-{}.{name}\"", sheet.number, sheet.month);
    Ok(HttpResponse::Ok()
        .insert_header(("Cache-Control", "no-store"))
        .insert_header(("Content-Disposition", file))
        .content_type(type_)
        .body(bytes))
}

/// A file's bytes. Worked out where it was read, off the threads that answer.
fn made(tx: &mut Tx, looked: &Looked, month: &str, (kind, wide, lang): (&str, bool, Lang)) -> Result<(Sheet, Vec<u8>)> {
    let scene = &looked.scene;
    let (month, found) = statement::of(tx, &scene.brand, month, looked.shop)?;
    let found = found.ok_or_else(Error::not_found)?;
    let sheet = sheet(tx, looked, (&month, &found))?;
    if kind == "pdf" {
        let bytes = pdf::draw(&sheet, lang)?;
        return Ok((sheet, bytes));
    }
    if !matches!(kind, "csv" | "xlsx") {
        return Err(Error::not_found());
    }
    let names: HashMap<i64, String> =
        shop::all(tx, scene.brand.id)?.into_iter().map(|s| (s.id.0, s.shown(lang))).collect();
    let zone = scene.brand.zone();
    let moves: Vec<files::Moved> = statement::singles(tx, &scene.brand, &month, looked.shop)?
        .into_iter()
        .map(|one| files::Moved {
            at: one.at.zoned(&zone).datetime(),
            code: code(one.code),
            back: one.back,
            other: one.other.and_then(|id| names.get(&id).cloned()).unwrap_or_default(),
            points: one.points,
            lot: one.lot,
            rate: one.rate,
            hundredths: one.hundredths,
        })
        .collect();
    let bytes = match (kind, wide) {
        ("xlsx", _) => files::xlsx(&sheet, &moves, lang)?,
        (_, true) => files::shift_jis(&files::csv(&sheet, &moves, lang)?),
        _ => files::csv(&sheet, &moves, lang)?.into_bytes(),
    };
    Ok((sheet, bytes))
}

#[derive(Clone, Deserialize)]
pub struct Reason {
    reason: String,
}

/// `POST /shop/statements/{month}/objections`.
pub async fn object(house: Data<House>, who: Who, month: Path<String>, form: Form<Reason>) -> Answer {
    let (scene, shop, by) = (Scene::of(&house, &who)?, who.shop()?, who.person_id());
    let (month, reason) = (month.into_inner(), form.into_inner().reason);
    let looked = looked_at(&who, &scene, shop, Reader::Owner);
    let (brand, lang, now) = (scene.brand.clone(), scene.lang, scene.now);
    let (name, typed) = (month.clone(), reason.clone());
    let done = house
        .db
        .write(move |tx| {
            let (month, found) = statement::of(tx, &brand, &name, shop)?;
            let found = found.ok_or_else(Error::not_found)?;
            statement::object(tx, &brand, (&month, &found), by, &typed, now).map(drop)
        })
        .await;
    let here = paths::shop_statement(&month);
    let refused = match done {
        Ok(()) => return Ok(go(format!("{here}#objection"))),
        Err(Error::Refused(r)) if r.code.starts_with("objection_") => r,
        Err(e) => return Err(e.into()),
    };
    let page = house.db.read(move |tx| read(tx, &looked, &month)).await?;
    let problem = Some(said(&refused, lang));
    // What was typed too late is still there to be copied.
    let page = Page { reason, problem, open: true, ..page };
    Ok(at_home(who, &here).page(refused.status, &page))
}

/// A refusal with its day as people read it.
fn said(r: &Refusal, lang: Lang) -> String {
    let written = r.args.iter().map(|(name, value)| match (*name, value.parse::<Date>()) {
        ("day", Ok(day)) => (*name, noren_views::words::date_short(lang, day)),
        _ => (*name, value.clone()),
    });
    refusal(lang, r.code, &written.collect::<Vec<_>>())
}
