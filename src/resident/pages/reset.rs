//! A new password, and what ends with the old one; `/reset/card`: a resident's, where no mail goes out. Card and PIN prove the resident, as at any counter.

use crate::brand::Brand;
use crate::db::Tx;
use crate::passport::{self, pass};
use crate::people::holder;
use crate::people::pages::reset::{self, Password};
use crate::people::who::Who;
use crate::people::{self, Role, Tries};
use crate::street::pages::meant;
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{BrandId, Error, Millis, PassportId, PersonId, Refusal, Result};
use actix_web::web::{Data, Form, Path, Query};
use noren_views::paths;
use noren_views::people::ResetByCard;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    card: String,
    #[serde(default)]
    pin: String,
    street: Option<String>,
}

/// `GET /reset/card`.
pub async fn ask(house: Data<House>, who: Who, query: Query<Typed>) -> Answer {
    let Typed { card, street, .. } = query.into_inner();
    without_mail(&house)?;
    let brand = match meant(&house, &who, street.clone()).await {
        Ok(brand) => brand,
        Err(choice) => return choice,
    };
    Ok(who.page_of(Some(&brand), 200, &ResetByCard { card, street, ..ResetByCard::default() }))
}

/// Who can get mail proves themselves by that.
fn without_mail(house: &House) -> Result<()> {
    if house.config.smtp.is_some() { Err(Error::not_found()) } else { Ok(()) }
}

/// `POST /reset/card`.
pub async fn by_card(house: Data<House>, who: Who, form: Form<Typed>) -> Answer {
    let typed = form.into_inner();
    without_mail(&house)?;
    let brand = match meant(&house, &who, typed.street.clone()).await {
        Ok(brand) => brand,
        Err(choice) => return choice,
    };
    match proven(&house, &brand, &typed, &who.asking.from).await {
        Ok(token) => Ok(go(paths::reset_token(&token))),
        Err(Error::Refused(r)) => {
            let said = Some(sentence(who.lang(Some(&brand)), &brand.currency, &r));
            let (wrong_card, wrong_pin) = if r.field == "card" { (said, None) } else { (None, said) };
            let Typed { card, street, .. } = typed;
            Ok(who.page_of(Some(&brand), r.status, &ResetByCard { card, street, wrong_card, wrong_pin }))
        }
        Err(e) => Err(e.into()),
    }
}

async fn proven(house: &House, brand: &Brand, typed: &Typed, from: &str) -> Result<String> {
    let (brand, now, from, card) = (brand.id, house.clock.now(), from.to_owned(), typed.card.clone());
    house.db.write(move |tx| people::arrive(tx, "reset", &from, now)).await?;
    let read = move |tx: &mut Tx| {
        let id = passport::find(tx, brand, &card)?;
        Tries::passport(id).may(tx, now)?;
        passport::passport(tx, brand, id)
    };
    let found = house.db.read(read).await?;
    let right = house.fits(passport::rules::typed_pin(&typed.pin), found.pin_hash).await?;
    // What is refused here is remembered: it commits.
    let write = move |tx: &mut Tx| match Tries::passport(found.id).note(tx, right, now)? {
        Err(rests) => Ok(Err(rests)),
        Ok(()) if !right => Ok(Err(Refusal::new(422, "wrong_card_or_pin"))),
        Ok(()) => link(tx, brand, found.id, now),
    };
    Ok(house.db.write(write).await??)
}

/// A link to a new password, where the passport is all that its holder's sign-in opens.
fn link(tx: &mut Tx, brand: BrandId, id: PassportId, now: Millis) -> Result<std::result::Result<String, Refusal>> {
    let Some(person) = holder(tx, brand, id)? else {
        return Ok(Err(Refusal::new(409, "no_sign_in").field("card")));
    };
    match people::memberships_of(tx, person)?.len() {
        1 => people::reset_link(tx, person, now).map(Ok),
        _ => Ok(Err(Refusal::new(403, "more_than_a_passport").field("card"))),
    }
}

/// `POST /reset/{token}`. Whoever had the old password may have the phone.
pub async fn set(house: Data<House>, who: Who, token: Path<String>, form: Form<Password>) -> Answer {
    reset::set(house, who, token, form, stop_phones).await
}

fn stop_phones(tx: &mut Tx, person: PersonId, now: Millis) -> Result<()> {
    for held in people::memberships_of(tx, person)?.into_iter().filter(|m| m.role == Role::Resident) {
        let Some(passport) = held.passport_id else { continue };
        for phone in passport::pass_keys(tx, held.brand_id, passport)? {
            pass::stop(tx, held.brand_id, passport, phone.id, now)?;
        }
    }
    Ok(())
}
