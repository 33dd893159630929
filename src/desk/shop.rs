//! The shop owner's own desk: staff, invitations, keys for programs.

use super::{Scene, at_home, made, new_password};
use crate::db::Tx;
use crate::people::who::Who;
use crate::people::{self, Role, who};
use crate::shop;
use crate::web::{Answer, House, go};
use crate::words::{ApiKeyId, Error, MembershipId, Refusal, Result, ShopId};
use actix_web::web::{Data, Form, Path};
use noren_views::dashboard::ShopDesk;
use noren_views::dashboard::people::invite::{Invitation, Mistake};
use noren_views::dashboard::shop_desk::{Key, Staff};
use noren_views::paths;
use serde::Deserialize;

/// Signs in a key's name.
const NAME: usize = 40;

/// `GET /shop`.
pub async fn get(house: Data<House>, who: Who) -> Answer {
    Ok(who.page(200, &page(&house, &who).await?))
}

async fn page(house: &House, who: &Who) -> Result<ShopDesk> {
    let (scene, shop, left_handed) = (Scene::of(house, who)?, who.shop()?, who.person()?.left_hand);
    house.db.read(move |tx| read(tx, &scene, shop, left_handed)).await
}

fn read(tx: &mut Tx, scene: &Scene, id: ShopId, left_handed: bool) -> Result<ShopDesk> {
    let brand = scene.brand.id;
    let shop = shop::by_id(tx, brand, id)?;
    let staff = people::staff_of(tx, brand, id)?.into_iter().filter_map(|(m, person)| {
        Some(Staff {
            membership: m.id.to_string(),
            name: person.shown(scene.lang),
            role: super::role(m.role)?,
            since: scene.date(m.created_at),
            you: person.id == scene.by.person_id,
        })
    });
    let open = people::invitations_open(tx, brand, scene.now)?.into_iter().filter(|i| i.shop_id == Some(id));
    let invitations = open.filter_map(|i| {
        Some(Invitation { role: super::role(i.role)?, shop: None, email: i.email, expires: scene.date(i.expires_at) })
    });
    let keys = people::api_keys_of(tx, brand, Some(id))?.into_iter().map(|k| Key {
        id: k.id.to_string(),
        name: k.name,
        made: scene.date(k.created_at),
    });
    Ok(ShopDesk {
        shop: scene.shop(&shop),
        staff: staff.collect(),
        invitations: invitations.collect(),
        made: None,
        email: String::new(),
        keys: keys.collect(),
        new_key: None,
        key_name: String::new(),
        mistakes: Vec::new(),
        left_handed,
    })
}

#[derive(Clone, Deserialize)]
pub struct Invite {
    email: String,
}

/// `POST /shop/invitations`: a clerk. An owner invites no other owner; that is the coordinator's.
pub async fn invite(house: Data<House>, who: Who, form: Form<Invite>) -> Answer {
    let (scene, shop) = (Scene::of(&house, &who)?, who.shop()?);
    let email = form.into_inner().email;
    let (typed, brand, by, now) = (email.clone(), scene.brand.id, who.person_id(), scene.now);
    let done = house
        .db
        .write(move |tx| {
            if typed.trim().is_empty() {
                return Err(Refusal::new(422, "bad_email").field("email").into());
            }
            people::invite(tx, brand, Role::Clerk, Some(shop), &typed, by, now)
        })
        .await;
    let home = at_home(who, paths::shop_desk());
    let desk = page(&house, &home).await?;
    match done {
        Ok(invited) => {
            let made = made(&house, &home, &scene, &invited, Some(desk.shop.name.clone())).await;
            Ok(home.page(201, &ShopDesk { made: Some(made), ..desk }))
        }
        Err(Error::Refused(r)) if r.field == "email" => {
            Ok(home.page(422, &ShopDesk { email, mistakes: vec![("email", Mistake::BadEmail)], ..desk }))
        }
        Err(e) => Err(e.into()),
    }
}

/// `POST /shop/staff/{membership}/end`. Nobody ends their own membership here.
pub async fn dismiss(house: Data<House>, who: Who, id: Path<String>) -> Answer {
    let (brand, shop, now) = (who.brand()?.id, who.shop()?, house.clock.now());
    let id: MembershipId = id.parse().map_err(|_| Error::not_found())?;
    if who.memberships.iter().any(|(m, _)| m.id == id) {
        return Err(Error::refused(403, "not_allowed").into());
    }
    house.db.write(move |tx| people::dismiss(tx, brand, Some(shop), id, now)).await?;
    Ok(go(paths::shop_desk()))
}

/// `POST /shop/staff/{membership}/reset`: a link to a new password for a clerk.
pub async fn reset(house: Data<House>, who: Who, id: Path<String>) -> Answer {
    let made = new_password(&house, &who, &id).await?;
    let home = at_home(who, paths::shop_desk());
    let desk = page(&house, &home).await?;
    Ok(home.page(201, &ShopDesk { made: Some(made), ..desk }))
}

#[derive(Clone, Deserialize)]
pub struct NewKey {
    name: String,
}

/// `POST /shop/keys`: the key is in no other place, so it is answered at once.
pub async fn make_key(house: Data<House>, who: Who, form: Form<NewKey>) -> Answer {
    let (brand, shop, by, now) = (who.brand()?.id, who.shop()?, who.person_id(), house.clock.now());
    let name = form.into_inner().name;
    let home = at_home(who, paths::shop_desk());
    let wrong = match name.trim().chars().count() {
        0 => Some(Mistake::Empty),
        n if n > NAME || name.chars().any(char::is_control) => Some(Mistake::TooLong(NAME as u32)),
        _ => None,
    };
    if let Some(wrong) = wrong {
        let desk = page(&house, &home).await?;
        return Ok(home.page(422, &ShopDesk { key_name: name, mistakes: vec![("name", wrong)], ..desk }));
    }
    let id = house.db.write(move |tx| people::make_api_key(tx, brand, Some(shop), &name, by, now)).await?;
    let token = who::api_token(&house.keys, id, now)?;
    let desk = page(&house, &home).await?;
    Ok(home.page(201, &ShopDesk { new_key: Some(token), ..desk }))
}

/// `POST /shop/keys/{id}/end`.
pub async fn end_key(house: Data<House>, who: Who, id: Path<String>) -> Answer {
    let (brand, shop, now) = (who.brand()?.id, who.shop()?, house.clock.now());
    let id: ApiKeyId = id.parse().map_err(|_| Error::not_found())?;
    house.db.write(move |tx| people::end_api_key(tx, brand, Some(shop), id, now)).await?;
    Ok(go(format!("{}#keys", paths::shop_desk())))
}
