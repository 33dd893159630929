//! `/help/{token}`: somebody asks for a helper. Taken up by a new person, or by who is signed in.

use crate::brand::{self, Brand};
use crate::care;
use crate::db::Tx;
use crate::knowing::{self, Eyes, Way};
use crate::people::pages::reset::gone;
use crate::people::pages::{begin_session, beside, check, check_sign_in, newcomer};
use crate::people::session::ACTS_FOR;
use crate::people::who::Who;
use crate::people::{self, rules};
use crate::web::{Answer, House, go};
use crate::words::{Error, MembershipId, PersonId, Result};
use actix_session::Session;
use actix_web::web::{Data, Form, Path};
use noren_views::paths;
use noren_views::people::{Guest, Help, Problems};
use serde::Deserialize;

/// Who asks: the street, and the name on the passport.
async fn asked(house: &House, token: &str) -> Result<(Brand, String)> {
    let (token, now) = (token.to_owned(), house.clock.now());
    let read = move |tx: &mut Tx| {
        let (brand, passport) = care::asked_to_help(tx, &token, now)?;
        Ok((brand::by_id(tx, brand)?, care::name_of(tx, brand, passport)?))
    };
    house.db.read(read).await
}

/// `GET /help/{token}`.
pub async fn open(house: Data<House>, who: Who, token: Path<String>) -> Answer {
    match asked(&house, &token).await {
        Ok((brand, name)) => {
            let guest = guest(&who, &brand, String::new(), String::new(), Problems::default());
            Ok(who.page_of(Some(&brand), 200, &Help { token: token.into_inner(), name, guest }))
        }
        Err(e) => gone(&who, e, false),
    }
}

fn guest(who: &Who, brand: &Brand, name: String, email: String, problems: Problems) -> Guest {
    match &who.person {
        Some(person) => Guest::Known { name: person.shown(who.lang(Some(brand))) },
        None => Guest::New { name, email, problems },
    }
}

#[derive(Clone, Default, Deserialize)]
pub struct Filled {
    #[serde(default)]
    name: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
}

/// `POST /help/{token}`: from now on they may open that passport, and are there at once.
pub async fn accept(house: Data<House>, who: Who, session: Session, token: Path<String>, form: Form<Filled>) -> Answer {
    let token = token.into_inner();
    let (brand, name) = match asked(&house, &token).await {
        Ok(asked) => asked,
        Err(e) => return gone(&who, e, false),
    };
    if let Some(person) = who.person_id() {
        let done = house.db.write(help(&house, token, person)).await;
        return match done {
            Ok(membership) => acting(&session, membership),
            Err(e) => gone(&who, e, false),
        };
    }
    let form = form.into_inner();
    let lang = who.lang(Some(&brand));
    let mut problems = Problems::default();
    check(&mut problems, lang, rules::name(&form.name))?;
    check_sign_in(&mut problems, lang, &form.email, &form.password)?;
    if problems.is_empty() {
        let new = newcomer(&house, &form.name, form.email.clone(), form.password).await?;
        let now = house.clock.now();
        let (house, link) = (house.get_ref().clone(), token.clone());
        let db = house.db.clone();
        let join = move |tx: &mut Tx| {
            let person = people::join(tx, &new, now)?.id;
            Ok((person, help(&house, link.clone(), person)(tx)?))
        };
        match db.write(join).await {
            Ok((person, membership)) => {
                begin_session(&session, person, now)?;
                return acting(&session, membership);
            }
            Err(Error::Refused(r)) if !r.field.is_empty() => beside(&mut problems, lang, r)?,
            Err(e) => return gone(&who, e, false),
        }
    }
    let guest = guest(&who, &brand, form.name, form.email, problems);
    Ok(who.page_of(Some(&brand), 422, &Help { token, name, guest }))
}

/// Helps from now on; the holder reads since when.
fn help(
    house: &House,
    token: String,
    person: PersonId,
) -> impl FnMut(&mut Tx) -> Result<MembershipId> + Send + 'static {
    let now = house.clock.now();
    move |tx| {
        let (brand, passport) = care::asked_to_help(tx, &token, now)?;
        let membership = care::help(tx, &token, person, now)?;
        let eyes = Eyes { shop: None, person: Some(person), way: Way::Helper };
        knowing::log(tx, brand, passport, eyes, &["helpers"], now)?;
        Ok(membership)
    }
}

fn acting(session: &Session, membership: MembershipId) -> Answer {
    session.insert(ACTS_FOR, membership.to_string()).map_err(Error::broken)?;
    Ok(go(paths::passport()))
}
