//! `/join`: a new resident by themselves. A name is enough; with an e-mail the passport opens on any phone.

use super::{card, pin};
use crate::brand::Brand;
use crate::counter::answers::{self, Asked};
use crate::db::Tx;
use crate::passport::{self, NewCard};
use crate::people::pages::{begin_session, beside, check, check_sign_in, newcomer};
use crate::people::who::Who;
use crate::people::{self, For, Role};
use crate::resident::held_by;
use crate::street::pages::meant;
use crate::web::{Answer, House, go};
use crate::words::{CardId, Error, Millis, PassportId, PersonId, Result, codes};
use actix_session::Session;
use actix_web::web::{Data, Form, Query};
use noren_views::passport::Done;
use noren_views::paths;
use noren_views::people::{Join, Joined, Problems};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
pub struct Which {
    street: Option<String>,
}

/// `GET /join`.
pub async fn ask(house: Data<House>, who: Who, query: Query<Which>) -> Answer {
    let named = query.into_inner().street;
    let brand = match meant(&house, &who, named.clone()).await {
        Ok(brand) => brand,
        Err(choice) => return choice,
    };
    if who.holds_passport_of(&brand) {
        return Ok(go(paths::passport()));
    }
    let page = Join { key: codes::token(), street: named, signed_in: who.person.is_some(), ..Join::default() };
    Ok(who.page_of(Some(&brand), 200, &page))
}

#[derive(Clone, Default, Deserialize)]
pub struct Filled {
    #[serde(default)]
    name: String,
    #[serde(default)]
    reading: String,
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    pin: String,
    #[serde(default)]
    pin_again: String,
    #[serde(default)]
    key: String,
    street: Option<String>,
}

/// `POST /join`. Sent twice, it makes one passport.
pub async fn join(house: Data<House>, who: Who, session: Session, form: Form<Filled>) -> Answer {
    let form = form.into_inner();
    let brand = match meant(&house, &who, form.street.clone()).await {
        Ok(brand) => brand,
        Err(choice) => return choice,
    };
    let lang = who.lang(Some(&brand));
    let mut problems = Problems::default();
    check(&mut problems, lang, passport::rules::name(&form.name))?;
    let with_sign_in = who.person.is_none() && !(form.email.trim().is_empty() && form.password.is_empty());
    if with_sign_in {
        check_sign_in(&mut problems, lang, &form.email, &form.password)?;
    }
    if problems.is_empty() {
        let (from, now) = (who.asking.from.clone(), house.clock.now());
        check(&mut problems, lang, house.db.write(move |tx| people::arrive(tx, "join", &from, now)).await)?;
    }
    let pin_hash = pin::chosen(&house, &mut problems, lang, &form.pin, &form.pin_again).await?;
    if problems.is_empty() {
        let content = format!("{}|{}|{}", form.name, form.reading, form.email);
        let caller = format!("join:{}", who.asking.from);
        let joining = Joining {
            asked: Asked::new(brand.id, caller, "join", &form.key, &content)?,
            brand: brand.clone(),
            new: passport::Newcomer {
                name: form.name.clone(),
                reading: form.reading.clone(),
                pin_hash,
                card: String::new(),
            },
            person: person(&house, &who, &form, with_sign_in).await?,
            now: house.clock.now(),
        };
        match house.db.write(move |tx| joining.join(tx)).await {
            Ok(done) => return welcome(&house, &who, &session, &brand, done, form.password).await,
            Err(Error::Refused(r)) if matches!(r.field, "name" | "email") => beside(&mut problems, lang, r)?,
            Err(e) => return Err(e.into()),
        }
    }
    let status = if problems.whole.is_some() { 429 } else { 422 };
    let Filled { name, reading, email, key, street, .. } = form;
    let page = Join { name, reading, email, problems, key, street, signed_in: who.person.is_some() };
    Ok(who.page_of(Some(&brand), status, &page))
}

/// Whose the passport will be: who is signed in, a person to be, or nobody yet.
enum Whose {
    Known(PersonId),
    New(people::Newcomer),
    Nobody,
}

async fn person(house: &House, who: &Who, form: &Filled, with_sign_in: bool) -> Result<Whose> {
    Ok(match who.person_id() {
        Some(person) => Whose::Known(person),
        None if with_sign_in => {
            Whose::New(newcomer(house, &form.name, form.email.clone(), form.password.clone()).await?)
        }
        None => Whose::Nobody,
    })
}

struct Joining {
    asked: Asked,
    brand: Brand,
    new: passport::Newcomer,
    person: Whose,
    now: Millis,
}

/// What is remembered under the form's key.
#[derive(Serialize, Deserialize)]
struct Made {
    passport: PassportId,
    card: CardId,
    person: Option<PersonId>,
}

/// What was made, and the claim code the first time.
struct Taken {
    made: Made,
    claim: Option<String>,
    replayed: bool,
}

impl Joining {
    fn join(&self, tx: &mut Tx) -> Result<Taken> {
        let mut claim = None;
        let answer = answers::once_in_a_life(tx, &self.asked, self.now, |tx| {
            let person = match &self.person {
                Whose::Known(person) => Some(*person),
                Whose::New(new) => Some(people::join(tx, new, self.now)?.id),
                Whose::Nobody => None,
            };
            if let Some(person) = person
                && let Some(held) = held_by(tx, self.brand.id, person)?
            {
                return Ok((Made { passport: held, card: CardId(0), person: Some(person) }, Some(held)));
            }
            let (row, card) = passport::register(tx, self.brand.id, &self.new, None, self.now)?;
            if let Some(person) = person {
                people::admit(tx, self.brand.id, person, Role::Resident, For::Passport(row.id), self.now)?;
                passport::use_claims(tx, self.brand.id, row.id)?;
            }
            let NewCard { card, claim: code } = card;
            claim = Some(code).filter(|_| person.is_none());
            Ok((Made { passport: row.id, card: card.id, person }, Some(row.id)))
        })?;
        Ok(Taken { made: answer.value, claim, replayed: answer.replayed })
    }
}

async fn welcome(house: &House, who: &Who, session: &Session, brand: &Brand, done: Taken, password: String) -> Answer {
    if let Some(person) = done.made.person {
        // The form alone, sent again (a shared tablet's "back"), opens nothing: the password has to fit.
        if done.replayed && who.person_id() != Some(person) {
            let hash = house.db.read(move |tx| Ok(people::person(tx, person)?.password_hash)).await?;
            if !house.fits(password, Some(hash)).await? {
                return Ok(go(paths::sign_in_then(paths::passport())));
            }
        }
        begin_session(session, person, house.clock.now())?;
        return Ok(go(paths::with_query(paths::passport(), "done", Done::Welcome.code())));
    }
    let (id, base, made) = (brand.id, who.asking.base_url.clone(), done.made);
    let claim = done.claim.map(|code| codes::printed(&code));
    let page = house
        .db
        .read(move |tx| {
            let row = passport::passport(tx, id, made.passport)?;
            let cards = passport::cards_of(tx, id, made.passport)?;
            let own = cards.iter().find(|c| c.id == made.card).ok_or_else(Error::not_found)?;
            Ok(Joined { card: card(own, &row.name, &base), claim })
        })
        .await?;
    Ok(who.page_of(Some(brand), 200, &page))
}
