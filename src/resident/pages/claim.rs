//! A paper passport becomes its holder's: by the code that came with the card, or by the link a counter showed.

use super::pin;
use crate::brand::Brand;
use crate::care;
use crate::counter::pages::register::Claim as Says;
use crate::db::Tx;
use crate::keys::Audience;
use crate::passport::{self, Passport};
use crate::people::pages::reset::gone;
use crate::people::pages::{begin_session, beside, check_sign_in, newcomer};
use crate::people::who::Who;
use crate::people::{self, For, Newcomer, Role, Tries, holder};
use crate::resident::{anywhere, held_by};
use crate::street::pages::meant;
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, PassportId, PersonId, Refusal, Result, codes};
use actix_session::Session;
use actix_web::web::{Data, Form, Path, Query};
use noren_views::passport::Done;
use noren_views::paths;
use noren_views::people::{Claim, ClaimByCode, ClaimCodeProblem, Problems};
use serde::Deserialize;

/// How long the way on from a right code is open.
const MINUTES: i64 = 30;

#[derive(Clone, Default, Deserialize)]
pub struct Typed {
    #[serde(default)]
    card: String,
    #[serde(default)]
    code: String,
    street: Option<String>,
}

/// `GET /claim`.
pub async fn ask(house: Data<House>, who: Who, query: Query<Typed>) -> Answer {
    let Typed { card, street, .. } = query.into_inner();
    let brand = match meant(&house, &who, street.clone()).await {
        Ok(brand) => brand,
        Err(choice) => return choice,
    };
    Ok(who.page_of(Some(&brand), 200, &ClaimByCode { card, street, ..ClaimByCode::default() }))
}

/// `POST /claim`: a card's number and its claim code.
pub async fn by_code(house: Data<House>, who: Who, form: Form<Typed>) -> Answer {
    let typed = form.into_inner();
    let brand = match meant(&house, &who, typed.street.clone()).await {
        Ok(brand) => brand,
        Err(choice) => return choice,
    };
    match proven(&house, &brand, &typed, &who.asking.from).await {
        Ok(id) => {
            let now = house.clock.now();
            let token = house.keys.sign(Audience::Claim, Says { sub: id }, now.0, MINUTES * 60)?;
            Ok(go(paths::claim_token(&token)))
        }
        Err(Error::Refused(r)) => {
            let said = Some(sentence(who.lang(Some(&brand)), &brand.currency, &r));
            let problem = match r.field {
                "card" => ClaimCodeProblem { card: said, ..ClaimCodeProblem::default() },
                _ => ClaimCodeProblem { code: said, ..ClaimCodeProblem::default() },
            };
            let Typed { card, code, street } = typed;
            Ok(who.page_of(Some(&brand), r.status, &ClaimByCode { card, code, problem, street }))
        }
        Err(e) => Err(e.into()),
    }
}

async fn proven(house: &House, brand: &Brand, typed: &Typed, from: &str) -> Result<PassportId> {
    let (brand, now, from) = (brand.id, house.clock.now(), from.to_owned());
    let (card, code) = (typed.card.clone(), typed.code.clone());
    // What is refused here is remembered: it commits.
    let write = move |tx: &mut Tx| {
        people::arrive(tx, "claim", &from, now)?;
        let id = match passport::find(tx, brand, &card) {
            Err(Error::Refused(unknown)) => return Ok(Err(unknown)),
            found => found?,
        };
        let right = passport::claim_fits(tx, brand, id, &code)?;
        let heard = Tries::claim(id).note(tx, right, now)?;
        let wrong = || Refusal::new(422, "wrong_claim").field("code");
        Ok(heard.and_then(|()| if right { Ok(id) } else { Err(wrong()) }))
    };
    Ok(house.db.write(write).await??)
}

/// The passport a link names, while nobody else holds it.
async fn named(house: &House, who: &Who, token: &str) -> Result<(Brand, Passport)> {
    let says: Option<Says> = house.keys.verify(Audience::Claim, token, house.clock.now().0);
    let says = says.ok_or_else(|| Error::refused(410, "link_expired"))?;
    let asker = who.person_id();
    house
        .db
        .read(move |tx| {
            let (brand, found) = anywhere(tx, says.sub)?;
            match holder(tx, brand.id, found.id)? {
                Some(person) if Some(person) != asker => Err(Error::refused(410, "link_used")),
                _ if found.merged_into.is_some() || found.is_gone() => Err(Error::refused(410, "link_used")),
                _ => Ok((brand, found)),
            }
        })
        .await
}

/// `GET /claim/{token}`.
pub async fn open(house: Data<House>, who: Who, token: Path<String>) -> Answer {
    match named(&house, &who, &token).await {
        Ok((brand, found)) => {
            shown(&house, &who, &brand, found, token.into_inner(), (200, String::new(), Problems::default())).await
        }
        Err(e) => gone(&who, e, false),
    }
}

async fn shown(
    house: &House,
    who: &Who,
    brand: &Brand,
    found: Passport,
    token: String,
    (status, email, problems): (u16, String, Problems),
) -> Answer {
    let (id, at) = (found.id, brand.id);
    let (card, points) = house
        .db
        .read(move |tx| {
            let card = passport::cards_of(tx, at, id)?.into_iter().find(|c| c.revoked_at.is_none());
            Ok((card.map(|c| codes::printed(&c.code)), passport::balance(tx, at, id)?.0))
        })
        .await?;
    let signed_in = who.person.as_ref().map(|p| p.shown(who.lang(Some(brand))));
    let has_pin = found.pin_hash.is_some();
    let page = Claim { token, name: found.name, card, points, has_pin, signed_in, email, problems };
    Ok(who.page_of(Some(brand), status, &page))
}

#[derive(Clone, Default, Deserialize)]
pub struct Filled {
    #[serde(default)]
    email: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    pin: String,
    #[serde(default)]
    pin_again: String,
}

/// `POST /claim/{token}`: it is theirs from now on. Whoever is signed in and has a passport here already gets both as one.
pub async fn take(house: Data<House>, who: Who, session: Session, token: Path<String>, form: Form<Filled>) -> Answer {
    let token = token.into_inner();
    let (brand, found) = match named(&house, &who, &token).await {
        Ok(named) => named,
        Err(e) => return gone(&who, e, false),
    };
    let form = form.into_inner();
    let lang = who.lang(Some(&brand));
    let mut problems = Problems::default();
    if who.person.is_none() {
        check_sign_in(&mut problems, lang, &form.email, &form.password)?;
    }
    let pin_hash = pin::chosen(&house, &mut problems, lang, &form.pin, &form.pin_again).await?;
    if problems.is_empty() {
        let claim = prepared(&house, &who, &brand, &found, &form, pin_hash).await?;
        let taken = house.db.write(move |tx| claim.take(tx)).await;
        match taken {
            Ok(person) => {
                begin_session(&session, person, house.clock.now())?;
                return Ok(go(paths::with_query(paths::passport(), "done", Done::Welcome.code())));
            }
            Err(Error::Refused(r)) if r.field == "email" => beside(&mut problems, lang, r)?,
            Err(e) => return gone(&who, e, false),
        }
    }
    shown(&house, &who, &brand, found, token, (422, form.email, problems)).await
}

/// Everything slow is done; what is left is to write.
struct Taking {
    brand: Brand,
    id: PassportId,
    /// Who is signed in, else the person to be.
    who: std::result::Result<PersonId, Newcomer>,
    pin_hash: Option<String>,
    now: crate::words::Millis,
}

async fn prepared(
    house: &House,
    who: &Who,
    brand: &Brand,
    found: &Passport,
    form: &Filled,
    pin_hash: Option<String>,
) -> Result<Taking> {
    let who = match who.person_id() {
        Some(person) => Ok(person),
        None => Err(newcomer(house, &found.name, form.email.clone(), form.password.clone()).await?),
    };
    // A PIN that was set before stays.
    let pin_hash = pin_hash.filter(|_| found.pin_hash.is_none());
    Ok(Taking { brand: brand.clone(), id: found.id, who, pin_hash, now: house.clock.now() })
}

impl Taking {
    fn take(&self, tx: &mut Tx) -> Result<PersonId> {
        let (brand, now) = (self.brand.id, self.now);
        if passport::lock(tx, brand, self.id)?.is_gone() {
            return Err(Error::refused(410, "link_used"));
        }
        let person = match &self.who {
            Ok(person) => *person,
            Err(newcomer) => people::join(tx, newcomer, now)?.id,
        };
        match holder(tx, brand, self.id)? {
            Some(holder) if holder != person => return Err(Error::refused(410, "link_used")),
            _ => {}
        }
        let keep = match held_by(tx, brand, person)? {
            Some(own) if own != self.id => {
                passport::merge(tx, brand, own, self.id, now)?;
                own
            }
            _ => {
                people::admit(tx, brand, person, Role::Resident, For::Passport(self.id), now)?;
                self.id
            }
        };
        care::holds_now(tx, brand, keep, person, now)?;
        if let Some(hash) = self.pin_hash.as_deref().filter(|_| keep == self.id) {
            passport::set_pin(tx, brand, keep, hash)?;
        }
        passport::use_claims(tx, brand, keep)?;
        Ok(person)
    }
}
