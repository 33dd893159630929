//! `/passport/everything`: all that is known, to read and as a file. `/passport/erasure`: to be forgotten.

mod lines;

use super::told::{Everything, everything as gathered};
use super::{Erased, settle};
use crate::brand::Brand;
use crate::db::Tx;
use crate::passport::{self, Passport, rules};
use crate::people::holder;
use crate::people::{self, Tries, who::Who};
use crate::web::{Answer, House, fault::sentence};
use crate::words::{Error, Millis, PassportId, Refusal, Result, codes};
use actix_session::Session;
use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{Data, Form};
use noren_views::{Lang, passport as views};
use serde::Deserialize;

/// Whose page it is: on their phone, or wherever else they may act as the resident.
#[derive(Clone)]
struct Asker {
    brand: Brand,
    id: PassportId,
    lang: Lang,
    now: Millis,
}

impl Asker {
    fn of(house: &House, who: &Who) -> Result<Asker> {
        let brand = who.brand()?.clone();
        Ok(Asker { id: who.passport()?, lang: who.lang(Some(&brand)), now: house.clock.now(), brand })
    }

    async fn gather(self, house: &House) -> Result<Everything> {
        house.db.read(move |tx| gathered(tx, &self.brand, self.id, self.lang, self.now)).await
    }
}

/// `GET /passport/everything`.
pub async fn everything(house: Data<House>, who: Who) -> Answer {
    let asker = Asker::of(&house, &who)?;
    let (lang, currency) = (asker.lang, asker.brand.currency.clone());
    let told = asker.gather(&house).await?;
    Ok(who.page(200, &lines::page(&told, lang, &currency)))
}

/// `GET /passport/everything.json`: the same, whole, to take along.
pub async fn file(house: Data<House>, who: Who) -> Answer {
    let asker = Asker::of(&house, &who)?;
    let name =
        format!("attachment; filename=\"{}-{}.json\"", asker.brand.code, asker.now.zoned(&asker.brand.zone()).date());
    let told = asker.gather(&house).await?;
    let json = serde_json::to_string_pretty(&told).map_err(Error::broken)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((header::CONTENT_DISPOSITION, name))
        .content_type("application/json; charset=utf-8")
        .body(json))
}

/// `GET /passport/erasure`.
pub async fn ask(house: Data<House>, who: Who) -> Answer {
    let asker = Asker::of(&house, &who)?;
    let shown = house.db.read(move |tx| page(tx, &asker, None)).await?;
    Ok(who.page(200, &shown))
}

fn page(tx: &mut Tx, asker: &Asker, problem: Option<String>) -> Result<views::Erasure> {
    let brand = asker.brand.id;
    let row = passport::passport(tx, brand, asker.id)?;
    let person = holder(tx, brand, asker.id)?;
    Ok(views::Erasure {
        code: codes::printed(&row.code),
        points: passport::balance(tx, brand, asker.id)?.0,
        has_pin: row.pin_hash.is_some(),
        email: person.map(|p| people::person(tx, p)).transpose()?.map(|p| p.email),
        sign_in_stays: person.map(|p| people::memberships_of(tx, p)).transpose()?.is_some_and(|held| held.len() > 1),
        problem,
    })
}

#[derive(Deserialize)]
pub struct Meant {
    #[serde(default)]
    proof: String,
}

/// `POST /passport/erasure`: once, for good. The PIN proves who it is; without one, the passport's number that it is meant.
pub async fn erase(house: Data<House>, who: Who, session: Session, form: Form<Meant>) -> Answer {
    let asker = Asker::of(&house, &who)?;
    match erased(&house, &asker, &form.proof).await {
        Ok(done) => {
            settle(&house).await;
            let mut who = who;
            // A tablet of the shop's stays signed in; the resident's own devices do not.
            if who.person_id().is_some_and(|p| done.persons.contains(&p)) {
                session.purge();
                who.person = None;
            }
            Ok(who.page(200, &views::Erased { lapsed: done.lapsed.0 }))
        }
        Err(Error::Refused(r)) if r.field == "proof" => {
            let said = sentence(asker.lang, &asker.brand.currency, &r);
            let shown = house.db.read(move |tx| page(tx, &asker, Some(said))).await?;
            Ok(who.page(r.status, &shown))
        }
        Err(e) => Err(e.into()),
    }
}

async fn erased(house: &House, asker: &Asker, proof: &str) -> Result<Erased> {
    let (brand, id, now) = (asker.brand.id, asker.id, asker.now);
    let row = house
        .db
        .read(move |tx| {
            Tries::passport(id).may(tx, now).map_err(beside)?;
            passport::passport(tx, brand, id)
        })
        .await?;
    let right = meant(house, &row, proof).await?;
    let (hash, has_pin) = (row.pin_hash.clone(), row.pin_hash.is_some());
    // A wrong PIN is remembered: it commits.
    let write = move |tx: &mut Tx| {
        // Compared outside the write: it must still be the same.
        let right = right && passport::lock(tx, brand, id)?.pin_hash == hash;
        if has_pin && let Err(rests) = Tries::passport(id).note(tx, right, now)? {
            return Ok(Err(rests));
        }
        if !right {
            return Ok(Err(Refusal::new(422, if has_pin { "wrong_own_pin" } else { "wrong_code" })));
        }
        super::erase(tx, brand, id, now).map(Ok)
    };
    house.db.write(write).await?.map_err(|r| r.field("proof").into())
}

async fn meant(house: &House, row: &Passport, proof: &str) -> Result<bool> {
    match &row.pin_hash {
        Some(hash) => house.fits(rules::typed_pin(proof), Some(hash.clone())).await,
        None => Ok(codes::parse(proof, codes::PASSPORT_LEN).as_deref() == Some(row.code.as_str())),
    }
}

/// Too many tries stand beside the PIN.
fn beside(e: Error) -> Error {
    match e {
        Error::Refused(r) => Error::Refused(r.field("proof")),
        other => other,
    }
}
