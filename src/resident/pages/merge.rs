//! `/passport/merge`: another card of the same person. Its PIN or its claim code proves that.

use super::Holder;
use crate::db::Tx;
use crate::passport::{self, Passport, rules};
use crate::people::{Tries, who::Who};
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, Refusal, Result, codes};
use actix_web::web::{Data, Form};
use noren_views::passport::{Done, Merge, MergeProblem};
use noren_views::paths;
use serde::Deserialize;

/// `GET /passport/merge`.
pub async fn ask(who: Who) -> Answer {
    Ok(who.page(200, &Merge { card: String::new(), problem: MergeProblem::default(), key: codes::token() }))
}

#[derive(Clone, Deserialize)]
pub struct Other {
    #[serde(default)]
    card: String,
    #[serde(default)]
    proof: String,
}

/// `POST /passport/merge`.
pub async fn merge(house: Data<House>, who: Who, form: Form<Other>) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let form = form.into_inner();
    match merged(&house, &holder, &form).await {
        Ok(()) => Ok(go(paths::with_query(paths::passport(), "done", Done::Merged.code()))),
        Err(Error::Refused(r)) => {
            let said = Some(sentence(holder.lang, &holder.brand.currency, &r));
            let problem = match r.field {
                "proof" => MergeProblem { proof: said, ..MergeProblem::default() },
                _ => MergeProblem { card: said, ..MergeProblem::default() },
            };
            Ok(who.page(r.status, &Merge { card: form.card, problem, key: codes::token() }))
        }
        Err(e) => Err(e.into()),
    }
}

async fn merged(house: &House, holder: &Holder, form: &Other) -> Result<()> {
    let (brand, keep, now) = (holder.brand.id, holder.id, holder.now);
    let (shown, proof, h) = (form.card.clone(), form.proof.clone(), holder.clone());
    let (other, claimed) = house
        .db
        .read(move |tx| {
            let id = passport::find(tx, brand, &shown)?;
            Tries::passport(id).may(tx, now).map_err(at_proof)?;
            let claimed = passport::claim_fits(tx, brand, id, &proof)?;
            Ok((passport::passport(tx, brand, id)?, claimed))
        })
        .await?;
    if other.id == keep {
        return Err(Refusal::new(409, "same_passport").field("card").into());
    }
    let right = claimed || fits_pin(house, &other, &form.proof).await?;
    let no_proof = other.pin_hash.is_none() && !right;
    let write = move |tx: &mut Tx| {
        let heard = Tries::passport(other.id).note(tx, right, now)?;
        if right && heard.is_ok() {
            passport::merge(tx, brand, keep, other.id, now)?;
            h.log(tx, "merge")?;
        }
        Ok(heard)
    };
    house.db.write(write).await?.map_err(|slow_down| slow_down.field("proof"))?;
    match right {
        true => Ok(()),
        false => {
            let code = if no_proof { "no_proof" } else { "wrong_proof" };
            Err(Refusal::new(422, code).field("proof").into())
        }
    }
}

async fn fits_pin(house: &House, other: &Passport, typed: &str) -> Result<bool> {
    let pin = rules::typed_pin(typed);
    if pin.is_empty() || other.pin_hash.is_none() {
        return Ok(false);
    }
    house.fits(pin, other.pin_hash.clone()).await
}

/// Too many tries stand beside the proof.
fn at_proof(e: Error) -> Error {
    match e {
        Error::Refused(r) => Error::Refused(r.field("proof")),
        other => other,
    }
}
