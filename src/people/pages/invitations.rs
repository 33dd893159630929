//! Taking up an invitation: by a new person, or by who is signed in.

use super::reset::gone;
use super::{begin_session, beside, check, check_sign_in, newcomer, sign_in};
use crate::brand::{self, Brand};
use crate::db::Tx;
use crate::people::who::Who;
use crate::people::{self, Role, rules};
use crate::shop::{self, Shop, needs};
use crate::web::{Answer, House, go};
use crate::words::{Error, Result};
use actix_session::Session;
use actix_web::web::{Data, Form, Path};
use noren_views::people::{Guest, Invitation as Shown, InvitedAs, Problems};
use noren_views::{Crest, Lang, Trade};
use serde::Deserialize;

/// What an invitation is about.
struct Asked {
    brand: Brand,
    shop: Option<Shop>,
    invitation: people::Invitation,
    by: Option<people::Person>,
}

async fn asked(house: &House, token: &str) -> Result<Asked> {
    let (token, now) = (token.to_owned(), house.clock.now());
    let read = move |tx: &mut Tx| {
        let invitation = people::invitation(tx, &token, now)?;
        // To help a resident has a page of its own.
        if invitation.role.of_a_passport() {
            return Err(Error::not_found());
        }
        let brand = brand::by_id(tx, invitation.brand_id)?;
        let shop = invitation.shop_id.map(|id| shop::by_id(tx, brand.id, id)).transpose()?;
        let by = invitation.invited_by.map(|id| people::person(tx, id)).transpose()?;
        Ok(Asked { brand, shop, invitation, by })
    };
    house.db.read(read).await
}

/// `GET /invitations/{token}`.
pub async fn open(house: Data<House>, who: Who, token: Path<String>) -> Answer {
    let asked = match asked(&house, &token).await {
        Ok(asked) => asked,
        Err(e) => return gone(&who, e, false),
    };
    let email = asked.invitation.email.clone();
    let guest = guest(&who, &asked, String::new(), email, Problems::default());
    Ok(who.page_of(Some(&asked.brand), 200, &page(&who, &asked, token.into_inner(), guest)))
}

fn guest(who: &Who, asked: &Asked, name: String, email: String, problems: Problems) -> Guest {
    match &who.person {
        Some(person) => Guest::Known { name: person.shown(who.lang(Some(&asked.brand))) },
        None => Guest::New { name, email, problems },
    }
}

fn page(who: &Who, asked: &Asked, token: String, guest: Guest) -> Shown {
    let lang = who.lang(Some(&asked.brand));
    let role = match asked.invitation.role {
        Role::Owner => InvitedAs::Owner,
        Role::Clerk | Role::Resident | Role::Helper => InvitedAs::Clerk,
        Role::Coordinator => InvitedAs::Coordinator,
        Role::Officer => InvitedAs::Officer,
        Role::Auditor => InvitedAs::Auditor,
    };
    let until = asked.invitation.expires_at.zoned(&asked.brand.zone()).date();
    let shop = asked.shop.as_ref().map(|s| marked(s, lang));
    Shown { token, role, shop, by: asked.by.as_ref().map(|p| p.shown(lang)), until, guest }
}

fn marked(s: &Shop, lang: Lang) -> (String, Crest, Trade) {
    let crest = s.crest.parse().unwrap_or_else(|_| Crest::of_street(&s.code));
    let need = s.need.as_deref().and_then(needs::get);
    (s.shown(lang), crest, need.and_then(|n| Trade::parse(&n.trade)).unwrap_or(Trade::Home))
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

/// `POST /invitations/{token}`.
pub async fn accept(house: Data<House>, who: Who, session: Session, token: Path<String>, form: Form<Filled>) -> Answer {
    let token = token.into_inner();
    let asked = match asked(&house, &token).await {
        Ok(asked) => asked,
        Err(e) => return gone(&who, e, false),
    };
    let now = house.clock.now();
    if let Some(person) = who.person_id() {
        let done = house.db.write(move |tx| people::accept(tx, &token, person, now)).await;
        return match done {
            Ok(_) => Ok(go(sign_in::after(&house, person, "").await?)),
            Err(e) => gone(&who, e, false),
        };
    }
    let form = form.into_inner();
    let lang = who.lang(Some(&asked.brand));
    let mut problems = Problems::default();
    check(&mut problems, lang, rules::name(&form.name))?;
    check_sign_in(&mut problems, lang, &form.email, &form.password)?;
    if problems.is_empty() {
        let new = newcomer(&house, &form.name, form.email.clone(), form.password).await?;
        let link = token.clone();
        let joined = house
            .db
            .write(move |tx| {
                let person = people::join(tx, &new, now)?;
                people::accept(tx, &link, person.id, now)?;
                Ok(person.id)
            })
            .await;
        match joined {
            Ok(person) => {
                begin_session(&session, person, house.clock.now())?;
                return Ok(go(sign_in::after(&house, person, "").await?));
            }
            Err(Error::Refused(r)) if !r.field.is_empty() => beside(&mut problems, lang, r)?,
            Err(e) => return gone(&who, e, false),
        }
    }
    let guest = guest(&who, &asked, form.name, form.email, problems);
    Ok(who.page_of(Some(&asked.brand), 422, &page(&who, &asked, token, guest)))
}
