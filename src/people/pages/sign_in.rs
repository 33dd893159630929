//! One door for everyone; then each to their own place.

use super::{begin_session, own_path};
use crate::brand::{self, Brand};
use crate::people::who::{Who, standing};
use crate::people::{self, Membership, Role, Tries, rules};
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, PersonId, Refusal, Result};
use actix_session::Session;
use actix_web::web::{Data, Form, Query};
use noren_views::paths;
use noren_views::people::{Note, SignIn};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    next: String,
    #[serde(default)]
    note: String,
}

/// `GET /sign-in`.
pub async fn ask(house: Data<House>, who: Who, query: Query<Asked>) -> Answer {
    let Asked { next, note } = query.into_inner();
    let shown = SignIn { next, note: Note::parse(&note), ..SignIn::default() };
    Ok(who.page_of(only_street(&house).await?.as_ref(), 200, &shown))
}

/// Whose door it is, where the program serves one street.
async fn only_street(house: &House) -> Result<Option<Brand>> {
    let brands = house.db.read(brand::all).await?;
    Ok(<[Brand; 1]>::try_from(brands).ok().map(|[only]| only))
}

#[derive(Deserialize)]
pub struct Filled {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

/// `POST /sign-in`.
pub async fn sign_in(house: Data<House>, who: Who, session: Session, form: Form<Filled>) -> Answer {
    let Filled { email, password, next } = form.into_inner();
    match proven(&house, &email, password).await {
        Ok(person) => {
            begin_session(&session, person, house.clock.now())?;
            Ok(go(after(&house, person, &next).await?))
        }
        Err(Error::Refused(r)) => {
            let problem = Some(sentence(who.lang(None), "JPY", &r));
            let status = r.status;
            let street = only_street(&house).await?;
            Ok(who.page_of(street.as_ref(), status, &SignIn { email, next, problem, note: None }))
        }
        Err(e) => Err(e.into()),
    }
}

/// Whose address and password these are. Says nothing of which was wrong, and takes as long for an unknown address.
async fn proven(house: &House, email: &str, password: String) -> Result<PersonId> {
    let wrong = || Error::from(Refusal::new(422, "wrong_sign_in"));
    let email = rules::email(email).map_err(|_| wrong())?;
    let (tries, now) = (Tries::sign_in(&email), house.clock.now());
    let asked = tries.clone();
    let found = house
        .db
        .read(move |tx| {
            asked.may(tx, now)?;
            people::person_by_email(tx, &email)
        })
        .await?;
    let hash = found.as_ref().map(|p| p.password_hash.clone());
    // Longer than any password is: not read at all.
    let right = password.chars().count() <= 200 && house.fits(password, hash).await?;
    house.db.write(move |tx| tries.note(tx, right, now)).await??;
    found.filter(|_| right).map(|p| p.id).ok_or_else(wrong)
}

/// Where somebody goes on after signing in: where they wanted to, else to their work, else to their passport.
pub(crate) async fn after(house: &House, person: PersonId, next: &str) -> Result<String> {
    if let Some(next) = own_path(next) {
        return Ok(next.to_owned());
    }
    let (_, held) = house.db.read(move |tx| standing(tx, person)).await?;
    let held: Vec<Membership> = held.into_iter().map(|(m, _)| m).collect();
    Ok(place(&held).to_owned())
}

fn place(held: &[Membership]) -> &'static str {
    let is = |role: fn(Role) -> bool| held.iter().any(|m| role(m.role));
    if is(Role::of_a_shop) {
        paths::counter()
    } else if is(|r| matches!(r, Role::Coordinator | Role::Officer | Role::Auditor)) {
        paths::dashboard()
    } else if is(Role::of_a_passport) {
        paths::passport()
    } else {
        paths::home()
    }
}

/// `POST /sign-out`: the session's row goes too.
pub async fn sign_out(session: Session) -> Answer {
    session.purge();
    Ok(go(paths::with_query(paths::sign_in(), "note", "signed-out")))
}
