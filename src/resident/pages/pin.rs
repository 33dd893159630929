//! `/passport/pin`: a new PIN, typed twice.

use super::Holder;
use super::helpers::{at_tablet, compared};
use crate::db::Tx;
use crate::passport::{self, rules};
use crate::people::pages::check;
use crate::people::who::Who;
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, Result};
use actix_web::web::{Data, Form};
use noren_views::passport::{Done, Pin, PinProblem};
use noren_views::people::Problems;
use noren_views::{Lang, paths};
use serde::Deserialize;

/// `GET /passport/pin`.
pub async fn ask(house: Data<House>, who: Who) -> Answer {
    page(&house, &who, 200, PinProblem::default()).await
}

async fn page(house: &House, who: &Who, status: u16, problem: PinProblem) -> Answer {
    let has_pin = has_pin(house, &Holder::of(house, who)?).await?;
    Ok(who.page(status, &Pin { has_pin, ask_old: has_pin && at_tablet(who).is_some(), problem }))
}

async fn has_pin(house: &House, holder: &Holder) -> Result<bool> {
    let (brand, id) = (holder.brand.id, holder.id);
    house.db.read(move |tx| Ok(passport::passport(tx, brand, id)?.pin_hash.is_some())).await
}

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    old_pin: String,
    #[serde(default)]
    pin: String,
    #[serde(default)]
    pin_again: String,
}

/// `POST /passport/pin`. On a shop's tablet the PIN until now is asked for: who goes on typing there may be somebody else.
pub async fn set(house: Data<House>, who: Who, form: Form<Typed>) -> Answer {
    let holder = Holder::of(&house, &who)?;
    match changed(&house, &who, holder.clone(), &form).await {
        Ok(()) => Ok(go(paths::with_query(paths::passport(), "done", Done::PinSet.code()))),
        Err(Error::Refused(r)) if matches!(r.field, "old_pin" | "pin" | "pin_again") => {
            let said = sentence(holder.lang, &holder.brand.currency, &r);
            page(&house, &who, r.status, PinProblem::at(r.field, said)).await
        }
        Err(e) => Err(e.into()),
    }
}

async fn changed(house: &House, who: &Who, holder: Holder, form: &Typed) -> Result<()> {
    let old = match at_tablet(who) {
        Some(shop) if has_pin(house, &holder).await? => {
            Some((shop, compared(house, &holder, shop, &form.old_pin).await.map_err(at_old)?))
        }
        _ => None,
    };
    let hash = house.hash(rules::pin_twice(&form.pin, &form.pin_again)?).await?;
    // A wrong PIN is remembered: it commits.
    let write = move |tx: &mut Tx| {
        let (brand, id) = (holder.brand.id, holder.id);
        passport::lock_living(tx, brand, id)?;
        if let Some((shop, compared)) = &old
            && let Err(refusal) = passport::pin::prove(tx, brand, id, *shop, compared, holder.now)?
        {
            return Ok(Err(refusal));
        }
        passport::set_pin(tx, brand, id, &hash)?;
        holder.log(tx, "pin").map(Ok)
    };
    house.db.write(write).await?.map_err(|refusal| at_old(refusal.into()))
}

/// What is wrong with the PIN until now stands beside that field.
fn at_old(e: Error) -> Error {
    match e {
        Error::Refused(r) => Error::Refused(r.field("old_pin")),
        other => other,
    }
}

/// A PIN, where one was typed, hashed; what is wrong with it is noted beside its field.
pub(super) async fn chosen(
    house: &House,
    problems: &mut Problems,
    lang: Lang,
    typed: &str,
    again: &str,
) -> Result<Option<String>> {
    if typed.is_empty() && again.is_empty() {
        return Ok(None);
    }
    match check(problems, lang, rules::pin_twice(typed, again))? {
        Some(pin) if problems.is_empty() => house.hash(pin).await.map(Some),
        _ => Ok(None),
    }
}
