//! A closed month as it is paid: what is open, the files for the bank, what was paid, and what a bank answered.

use super::account::download;
use super::{Scene, at_home, day};
use crate::bank::zengin::Became;
use crate::bank::{self, File, FileKind, Made, Open, Order, Settling, Which};
use crate::books;
use crate::db::Tx;
use crate::people;
use crate::people::who::Who;
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Day, Error, Millis, PaymentFileId, PaymentId, Refusal, Result, ShopId};
use actix_web::web::{Data, Form, Path, Query};
use noren_views::dashboard::Payments;
use noren_views::dashboard::payments::{self as views, Done, Row, State};
use noren_views::{Lang, paths, t};
use serde::Deserialize;

/// How long a page says that an account is a new one: longer than a month takes to be paid.
const NEW: i64 = 40 * 24 * 3_600_000;

#[derive(Deserialize)]
pub struct Asked {
    done: Option<String>,
}

/// What a page comes back with.
#[derive(Default)]
struct Back {
    on: String,
    paid_on: String,
    mistake: Option<(&'static str, String)>,
    flaws: Vec<(Option<String>, String)>,
    before: Option<FileKind>,
    asked: Option<(FileKind, bool)>,
    done: Option<Done>,
    failed: Vec<(String, String)>,
    unsure: Vec<(String, String)>,
    text: String,
}

/// `GET /dashboard/months/{month}/payments`.
pub async fn get(house: Data<House>, who: Who, month: Path<String>, query: Query<Asked>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let done = query.done.as_deref().and_then(Done::parse);
    let shown = house.db.read(move |tx| page(tx, &scene, &month, Back::default())).await?;
    Ok(who.page(200, &Payments { done, ..shown }))
}

fn page(tx: &mut Tx, scene: &Scene, month: &str, back: Back) -> Result<Payments> {
    let settling = bank::settling(tx, &scene.brand, month)?;
    let rows = settling.open.iter().map(|open| row(scene, &settling, open)).collect::<Result<_>>()?;
    let mut files = Vec::with_capacity(settling.files.len());
    for file in &settling.files {
        files.push(made(tx, scene, &settling, file)?);
    }
    let today = scene.today().to_string();
    let or_today = |typed: String, other: String| if typed.is_empty() { other } else { typed };
    Ok(Payments {
        office: scene.office,
        month: books::parse(&settling.month.month)?,
        rows,
        files,
        own: settling.own.as_ref().map(|a| a.details.ending()),
        over_to: settling.over_to.as_deref().map(books::parse).transpose()?,
        on: or_today(back.on, bank::next_bank_day(scene.today()).to_string()),
        paid_on: or_today(back.paid_on, today),
        mistake: back.mistake,
        flaws: back.flaws,
        before: back.before.map(kind),
        asked: back.asked.map(|(of, anew)| (kind(of), anew)),
        done: back.done,
        failed: back.failed,
        unsure: back.unsure,
        text: back.text,
    })
}

fn row(scene: &Scene, settling: &Settling, open: &Open) -> Result<Row> {
    let state = match &open.paid {
        Some(paid) => State::Paid(paid.id.map(|id| id.to_string()), paid.on.date()),
        None if open.held => State::Held,
        None if open.amount != 0 => open.back.map_or(State::Open, |at| State::Back(scene.date(at))),
        None if open.statement.net.0 != 0 && settling.over_to.is_some() => State::Over,
        None => State::Nothing,
    };
    let amount = match &open.paid {
        Some(paid) => paid.amount,
        None if open.amount != 0 => open.amount,
        None => open.statement.net.0,
    };
    let account = open.account.as_ref();
    let new = account.filter(|a| scene.now.0 - a.changed_at.0 < NEW && state == State::Open);
    let asked = open.asked.as_ref().map(|a| Ok::<_, Error>((books::parse(&a.month)?, scene.date(a.made_at), a.amount)));
    Ok(Row {
        id: open.shop.id.to_string(),
        shop: scene.shop(&open.shop),
        number: open.statement.number.clone(),
        amount,
        account: account.map(|a| a.details.ending()),
        changed: new.map(|a| scene.date(a.changed_at)),
        mandate: open.mandate.is_some(),
        rest: open.rest,
        asked: asked.transpose()?,
        state,
    })
}

fn made(tx: &mut Tx, scene: &Scene, settling: &Settling, file: &File) -> Result<views::Made> {
    let by = file.made_by.map(|id| people::person(tx, id)).transpose()?;
    let shops = bank::shops_in(tx, scene.brand.id, file.id)?;
    Ok(views::Made {
        id: file.id.to_string(),
        kind: kind(file.kind),
        on: file.on_day.date(),
        payments: file.payments,
        total: file.total.abs(),
        sha256: file.sha256.clone(),
        by: by.map(|p| p.shown(scene.lang)),
        at: file.made_at.zoned(&scene.brand.zone()).datetime(),
        open: settling.open.iter().any(|o| o.left != 0 && shops.contains(&o.shop.id)),
    })
}

fn kind(kind: FileKind) -> views::FileKind {
    match kind {
        FileKind::Transfer => views::FileKind::Transfer,
        FileKind::Debit => views::FileKind::Debit,
        FileKind::Pain => views::FileKind::Pain,
    }
}

/// The page again, with what was typed and what is wrong.
async fn again(house: &House, who: Who, scene: Scene, month: String, (status, back): (u16, Back)) -> Answer {
    let home = paths::dashboard_payments(&month);
    let shown = house.db.read(move |tx| page(tx, &scene, &month, back)).await?;
    Ok(at_home(who, &home).page(status, &shown))
}

fn done(month: &str, what: Done) -> String {
    paths::with_query(&paths::dashboard_payments(month), "done", what.code())
}

#[derive(Clone, Deserialize)]
pub struct Ordered {
    #[serde(default)]
    kind: String,
    #[serde(default)]
    on: String,
    #[serde(default)]
    anew: String,
    #[serde(default)]
    despite: String,
}

/// `POST /dashboard/months/{month}/payments/files`: makes a file, or says that it is made.
pub async fn make(house: Data<House>, who: Who, month: Path<String>, form: Form<Ordered>) -> Answer {
    let (scene, month, form) = (Scene::of(&house, &who)?, month.into_inner(), form.into_inner());
    let Some(kind) = FileKind::parse(&form.kind) else { return Err(Error::not_found().into()) };
    let said = |scene: &Scene, r: &Refusal| sentence(scene.lang, &scene.brand.currency, r);
    let back = Back { on: form.on.clone(), ..Back::default() };
    let on = match file_day(&form.on, &scene) {
        Ok(on) => on,
        Err(r) => {
            let back = Back { mistake: Some(("on", said(&scene, &r))), ..back };
            return again(&house, who, scene, month, (422, back)).await;
        }
    };
    let (anew, despite) = (form.anew == "1", form.despite == "1");
    let order = Order { kind, on, anew, despite, by: who.person_id(), now: scene.now };
    let (brand, of) = (scene.brand.clone(), month.clone());
    match house.db.write(move |tx| bank::make_file(tx, &brand, &of, &order)).await {
        Ok(Made::New(file)) => {
            // What is in it stands in no log.
            tracing::info!(%month, kind = kind.name(), sha256 = %file.sha256, "a file for a bank was made");
            Ok(go(format!("{}#files", done(&month, Done::File))))
        }
        Ok(Made::Before(_)) => again(&house, who, scene, month, (409, Back { before: Some(kind), ..back })).await,
        Ok(Made::Asked) => again(&house, who, scene, month, (409, Back { asked: Some((kind, anew)), ..back })).await,
        Ok(Made::Flawed(flaws)) => {
            let flaws = flaws.into_iter().map(|f| (f.shop, said(&scene, &f.refusal))).collect();
            again(&house, who, scene, month, (422, Back { flaws, ..back })).await
        }
        Err(Error::Refused(r)) if matches!(r.code, "carried_on" | "file_meanwhile") => {
            let flaws = vec![(None, said(&scene, &r))];
            again(&house, who, scene, month, (r.status, Back { flaws, ..back })).await
        }
        Err(e) => Err(e.into()),
    }
}

fn file_day(typed: &str, scene: &Scene) -> std::result::Result<Day, Refusal> {
    let on = day(typed).ok_or_else(|| Refusal::new(422, "bad_day").field("on"))?;
    bank::bank_day(on.date(), scene.today())
}

/// `GET /dashboard/months/{month}/payments/files/{id}`.
pub async fn fetch(house: Data<House>, who: Who, path: Path<(String, String)>) -> Answer {
    let brand = who.brand()?.clone();
    let (month, id) = path.into_inner();
    let id: PaymentFileId = id.parse().map_err(|_| Error::not_found())?;
    let (of, name) = (brand.id, month.clone());
    let (file, bytes) = house.db.read(move |tx| bank::file(tx, of, &month, id)).await?;
    let kind = if file.kind == FileKind::Pain { "application/xml" } else { "application/octet-stream" };
    Ok(download(kind, &file.kind.file_name(&brand, &name), bytes))
}

/// A form whose boxes repeat a name.
type Boxes = Form<Vec<(String, String)>>;

fn first(form: &[(String, String)], name: &str) -> String {
    form.iter().find(|(n, _)| n == name).map_or(String::new(), |(_, v)| v.clone())
}

/// `POST /dashboard/months/{month}/payments/paid`: these shops, or all of a file, were paid on a day.
pub async fn paid(house: Data<House>, who: Who, month: Path<String>, form: Boxes) -> Answer {
    let (scene, month) = (Scene::of(&house, &who)?, month.into_inner());
    let paid_on = first(&form, "paid_on");
    let which = match first(&form, "file").as_str() {
        "" => {
            let shops = form.iter().filter(|(n, _)| n == "shop").map(|(_, v)| v.parse::<ShopId>());
            Which::Shops(shops.collect::<std::result::Result<_, _>>().map_err(|_| Error::not_found())?)
        }
        id => Which::File(id.parse().map_err(|_| Error::not_found())?),
    };
    let noted = match past_day(&paid_on, &scene) {
        Ok(on) => {
            let (brand, of, kept) = (scene.brand.clone(), month.clone(), (who.person_id(), scene.now));
            house.db.write(move |tx| bank::pay(tx, &brand, &of, &which, on, kept)).await
        }
        Err(refusal) => Err(refusal.into()),
    };
    match noted {
        Ok(_) => Ok(go(done(&month, Done::Paid))),
        Err(Error::Refused(r)) if !r.field.is_empty() => {
            let mistake = Some((r.field, sentence(scene.lang, &scene.brand.currency, &r)));
            again(&house, who, scene, month, (r.status, Back { paid_on, mistake, ..Back::default() })).await
        }
        Err(e) => Err(e.into()),
    }
}

fn past_day(typed: &str, scene: &Scene) -> std::result::Result<Day, Refusal> {
    let refused = |code| Refusal::new(422, code).field("paid_on");
    let on = day(typed).ok_or_else(|| refused("bad_day"))?;
    if on.date() > scene.today() { Err(refused("day_ahead")) } else { Ok(on) }
}

/// `POST /dashboard/months/{month}/payments/{payment}/undo`.
pub async fn undo(house: Data<House>, who: Who, path: Path<(String, String)>) -> Answer {
    let (month, id) = path.into_inner();
    let (brand, by, now): (_, _, Millis) = (who.brand()?.clone(), who.person_id(), house.clock.now());
    let id: PaymentId = id.parse().map_err(|_| Error::not_found())?;
    house.db.write(move |tx| bank::undo(tx, &brand, id, by, now)).await?;
    Ok(go(done(&month, Done::Undone)))
}

#[derive(Clone, Deserialize)]
pub struct Answered {
    #[serde(default)]
    text: String,
}

/// `POST /dashboard/months/{month}/payments/results`: what the bank answered to a direct debit.
pub async fn results(house: Data<House>, who: Who, month: Path<String>, form: Form<Answered>) -> Answer {
    let (scene, month, text) = (Scene::of(&house, &who)?, month.into_inner(), form.into_inner().text);
    let (brand, of, kept, typed) = (scene.brand.clone(), month.clone(), (who.person_id(), scene.now), text.clone());
    match house.db.write(move |tx| bank::take_results(tx, &brand, &of, &typed, kept)).await {
        Ok(told) if told.is_well() => Ok(go(done(&month, Done::Paid))),
        Ok(told) => {
            let unsure = unsure(&scene, &told);
            let done = (told.noted > 0).then_some(Done::Paid);
            let failed = told.failed.into_iter().map(|(shop, why)| (shop, became(scene.lang, why))).collect();
            again(&house, who, scene, month, (200, Back { failed, unsure, done, ..Back::default() })).await
        }
        Err(Error::Refused(r)) if r.field == "text" => {
            let mistake = Some(("text", sentence(scene.lang, &scene.brand.currency, &r)));
            again(&house, who, scene, month, (r.status, Back { text, mistake, ..Back::default() })).await
        }
        Err(e) => Err(e.into()),
    }
}

/// What of an answer is not as the file had asked.
fn unsure(scene: &Scene, told: &bank::Results) -> Vec<(String, String)> {
    let lang = scene.lang;
    let money = |amount: i64| noren_views::words::money(lang, &scene.brand.currency, amount);
    let twice = told.twice.iter().map(|(shop, sum)| (shop.clone(), t!(lang, "bank-result-twice", sum = money(*sum))));
    let silent = told.silent.iter().map(|shop| (shop.clone(), t!(lang, "bank-result-silent")));
    let unknown = told.unknown.iter().map(|(number, sum)| {
        (t!(lang, "bank-result-number", number = number), t!(lang, "bank-result-unknown", sum = money(*sum)))
    });
    twice.chain(silent).chain(unknown).collect()
}

fn became(lang: Lang, why: Became) -> String {
    match why {
        Became::NoMoney => t!(lang, "bank-no-money"),
        Became::NoAccount => t!(lang, "bank-gone"),
        Became::StoppedByHolder => t!(lang, "bank-stopped"),
        Became::NoMandate => t!(lang, "bank-no-form"),
        Became::StoppedByCollector => t!(lang, "bank-stopped-here"),
        Became::Drawn | Became::Other => t!(lang, "bank-other"),
    }
}
