//! A new password by a link that works once. The answer is the same whether the address is known or not.

use crate::db::Tx;
use crate::people::who::Who;
use crate::people::{self, Tries, rules};
use crate::web::{Answer, House, fault::sentence, go, mail};
use crate::words::{Error, Millis, PersonId, Result};
use actix_web::web::{Data, Form, Path};
use noren_views::people::{Gone, NewPassword, Reset, ResetAsked, Why};
use noren_views::{Lang, paths, t};
use serde::Deserialize;

/// `GET /reset`.
pub async fn ask(house: Data<House>, who: Who) -> Answer {
    Ok(who.page(200, &Reset { by_card: house.config.smtp.is_none(), ..Reset::default() }))
}

#[derive(Deserialize)]
pub struct Address {
    #[serde(default)]
    email: String,
}

/// `POST /reset`.
pub async fn send(house: Data<House>, who: Who, form: Form<Address>) -> Answer {
    let typed = form.into_inner().email;
    let lang = who.lang(None);
    let email = match rules::email(&typed) {
        Ok(email) => email,
        Err(Error::Refused(r)) => {
            let problem = Some(sentence(lang, "JPY", &r));
            return Ok(who.page(422, &Reset { email: typed, problem, by_card: house.config.smtp.is_none() }));
        }
        Err(e) => return Err(e.into()),
    };
    let by_mail = house.config.smtp.is_some();
    if by_mail {
        let (house, email, base) = (house.get_ref().clone(), email.clone(), who.asking.base_url.clone());
        // Sent aside: how long it takes would tell whether the address is known.
        actix_web::rt::spawn(async move {
            if let Err(e) = sent(&house, &email, &base, lang).await {
                tracing::error!(error = %e, "a link to a new password was not sent");
            }
        });
    }
    Ok(who.page(200, &ResetAsked { email, by_mail }))
}

async fn sent(house: &House, email: &str, base: &str, lang: Lang) -> Result<()> {
    let Some(smtp) = &house.config.smtp else { return Ok(()) };
    let (address, now) = (email.to_owned(), house.clock.now());
    let tries = Tries::reset(email);
    let token = house
        .db
        .write(move |tx| {
            let Some(person) = people::person_by_email(tx, &address)? else { return Ok(None) };
            // Each link asked for counts like a try, so that nobody's box is flooded.
            match tries.note(tx, false, now)? {
                Ok(()) => people::reset_link(tx, person.id, now).map(Some),
                Err(slow_down) => Err(slow_down.into()),
            }
        })
        .await?;
    let Some(token) = token else { return Ok(()) };
    let url = format!("{base}{}", paths::reset_token(&token));
    mail::send(smtp, email, &t!(lang, "people-mail-reset"), &t!(lang, "people-mail-reset-text", url = url)).await
}

/// `GET /reset/{token}`.
pub async fn open(house: Data<House>, who: Who, token: Path<String>) -> Answer {
    match holder(&house, &token).await {
        Ok(email) => Ok(who.page(200, &NewPassword { token: token.into_inner(), email, problem: None })),
        Err(e) => gone(&who, e, true),
    }
}

async fn holder(house: &House, token: &str) -> Result<String> {
    let (token, now) = (token.to_owned(), house.clock.now());
    house
        .db
        .read(move |tx| {
            let person = people::reset_holder(tx, &token, now)?;
            Ok(people::person(tx, person)?.email)
        })
        .await
}

/// A link that leads nowhere, said on a page of its own.
pub(crate) fn gone(who: &Who, e: Error, reset: bool) -> Answer {
    let (status, why) = match e.code() {
        Some("link_used") => (410, Why::Used),
        Some("link_expired") => (410, Why::Expired),
        Some("not_found") => (404, Why::Unknown),
        _ => return Err(e.into()),
    };
    Ok(who.page(status, &Gone { why, reset }))
}

#[derive(Deserialize)]
pub struct Password {
    #[serde(default)]
    password: String,
}

/// What else ends with an old password, in rooms above this one.
pub(crate) type Ends = fn(&mut Tx, PersonId, Millis) -> Result<()>;

/// A new password by a link: every session of the person ends, and what `ends` says.
pub(crate) async fn set(house: Data<House>, who: Who, token: Path<String>, form: Form<Password>, ends: Ends) -> Answer {
    let token = token.into_inner();
    let email = match holder(&house, &token).await {
        Ok(email) => email,
        Err(e) => return gone(&who, e, true),
    };
    let password = form.into_inner().password;
    if let Err(Error::Refused(r)) = rules::password(&password) {
        let problem = Some(sentence(who.lang(None), "JPY", &r));
        return Ok(who.page(422, &NewPassword { token, email, problem }));
    }
    let (hash, now) = (house.hash(password).await?, house.clock.now());
    let write = move |tx: &mut Tx| {
        let person = people::reset_password(tx, &token, &hash, now)?;
        ends(tx, person, now)
    };
    match house.db.write(write).await {
        Ok(_) => Ok(go(paths::with_query(paths::sign_in(), "note", "new-password"))),
        Err(e) => gone(&who, e, true),
    }
}
