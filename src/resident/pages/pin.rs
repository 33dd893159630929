//! `/passport/pin`: a new PIN, typed twice.

use super::Holder;
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
    let has_pin = has_pin(&house, &Holder::of(&house, &who)?).await?;
    Ok(who.page(200, &Pin { has_pin, problem: PinProblem::default() }))
}

async fn has_pin(house: &House, holder: &Holder) -> Result<bool> {
    let (brand, id) = (holder.brand.id, holder.id);
    house.db.read(move |tx| Ok(passport::passport(tx, brand, id)?.pin_hash.is_some())).await
}

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    pin: String,
    #[serde(default)]
    pin_again: String,
}

/// `POST /passport/pin`.
pub async fn set(house: Data<House>, who: Who, form: Form<Typed>) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let pin = match rules::pin_twice(&form.pin, &form.pin_again) {
        Ok(pin) => pin,
        Err(Error::Refused(r)) => {
            let said = Some(sentence(holder.lang, &holder.brand.currency, &r));
            let problem = match r.field {
                "pin_again" => PinProblem { again: said, ..PinProblem::default() },
                _ => PinProblem { pin: said, ..PinProblem::default() },
            };
            return Ok(who.page(422, &Pin { has_pin: has_pin(&house, &holder).await?, problem }));
        }
        Err(e) => return Err(e.into()),
    };
    let hash = house.hash(pin).await?;
    let write = move |tx: &mut Tx| {
        passport::set_pin(tx, holder.brand.id, holder.id, &hash)?;
        holder.log(tx, "pin")
    };
    house.db.write(write).await?;
    Ok(go(paths::with_query(paths::passport(), "done", Done::PinSet.code())))
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
