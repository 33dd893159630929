//! Who holds which office, invitations to one, and the notice that hangs at every counter.

use super::{Scene, at_home, day, made, new_password};
use crate::brand;
use crate::db::Tx;
use crate::people::who::Who;
use crate::people::{self, Role, rules};
use crate::shop::{self, Shop};
use crate::web::{Answer, House, go};
use crate::words::{Day, Error, Refusal, Result, ShopId};
use actix_web::web::{Data, Form, Path, Query};
use noren_views::dashboard::People;
use noren_views::dashboard::people::invite::{Invitation, Made, Mistake};
use noren_views::dashboard::people::{InviteForm, Member, Notice, NoticeForm};
use noren_views::paths;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct For {
    shop: Option<String>,
}

/// `GET /dashboard/people`.
pub async fn get(house: Data<House>, who: Who, query: Query<For>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let form = InviteForm { shop: query.into_inner().shop.unwrap_or_default(), ..InviteForm::default() };
    let page = house.db.read(move |tx| read(tx, &scene, form, NoticeForm::default())).await?;
    Ok(who.page(200, &page))
}

fn read(tx: &mut Tx, scene: &Scene, form: InviteForm, notice_form: NoticeForm) -> Result<People> {
    let brand = scene.brand.id;
    let shops = shop::all(tx, brand)?;
    let here = shops.iter().filter(|s| s.away_since().is_none());
    let of = |id: Option<ShopId>| id.and_then(|id| shops.iter().find(|s| s.id == id));
    let members = people::memberships_of_brand(tx, brand)?.into_iter().filter_map(|(m, person)| {
        let opens = rules::hands_on(&scene.by, &m) && m.person_id != scene.by.person_id;
        Some(Member {
            name: person.shown(scene.lang),
            opens: opens.then(|| m.id.to_string()),
            role: super::role(m.role)?,
            shop: of(m.shop_id).map(|s| scene.shop(s)),
            since: scene.date(m.created_at),
        })
    });
    let invitations = people::invitations_open(tx, brand, scene.now)?.into_iter().filter_map(|i| {
        Some(Invitation {
            role: super::role(i.role)?,
            shop: of(i.shop_id).map(|s| s.shown(scene.lang)),
            email: i.email,
            expires: scene.date(i.expires_at),
        })
    });
    let notice = brand::notice_at(tx, brand, scene.now)?;
    Ok(People {
        office: scene.office,
        members: members.collect(),
        invitations: invitations.collect(),
        made: None,
        form,
        shops: here.map(|s| (s.code.clone(), s.shown(scene.lang))).collect(),
        notice: notice.map(|n| Notice { text: n.shown(scene.lang), until: scene.date(n.until_at.plus(-1)) }),
        notice_form,
    })
}

#[derive(Clone, Deserialize)]
pub struct Invite {
    #[serde(default)]
    role: String,
    #[serde(default)]
    shop: String,
    email: String,
}

/// `POST /dashboard/invitations`.
pub async fn invite(house: Data<House>, who: Who, form: Form<Invite>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let typed = form.into_inner();
    let (asked, at, by) = (typed.clone(), scene.clone(), who.person_id());
    let done = house.db.write(move |tx| invited(tx, &at, &asked, by)).await;
    let home = at_home(who, paths::dashboard_people());
    match done {
        Ok((invited, shop)) => {
            let name = shop.map(|s| s.shown(scene.lang));
            let made = made(&house, &home, &scene, &invited, name).await;
            shown(&house, home, made).await
        }
        Err(Error::Refused(r)) if matches!(r.field, "email" | "shop" | "role") => {
            let mistakes = vec![mistake(&r)];
            let form = InviteForm { role: typed.role, shop: typed.shop, email: typed.email, mistakes };
            let page = house.db.read(move |tx| read(tx, &scene, form, NoticeForm::default())).await?;
            Ok(home.page(422, &page))
        }
        Err(e) => Err(e.into()),
    }
}

/// The page with what was just made.
async fn shown(house: &House, who: Who, made: Made) -> Answer {
    let scene = Scene::of(house, &who)?;
    let read = move |tx: &mut Tx| read(tx, &scene, InviteForm::default(), NoticeForm::default());
    let page = People { made: Some(made), ..house.db.read(read).await? };
    Ok(who.page(201, &page))
}

fn invited(
    tx: &mut Tx,
    scene: &Scene,
    asked: &Invite,
    by: Option<crate::words::PersonId>,
) -> Result<(people::Invited, Option<Shop>)> {
    let role = Role::parse(&asked.role).filter(|r| *r != Role::Clerk);
    let role = role.ok_or_else(|| Refusal::new(422, "bad_role").field("role"))?;
    let mut shop = None;
    if role.of_a_shop() {
        let found = shop::by_code(tx, scene.brand.id, asked.shop.trim())?;
        let found = found.filter(|s| s.away_since().is_none());
        shop = Some(found.ok_or_else(|| Refusal::new(422, "no_such_shop").field("shop"))?);
    }
    if asked.email.trim().is_empty() {
        return Err(Refusal::new(422, "bad_email").field("email").into());
    }
    let id = shop.as_ref().map(|s| s.id);
    let invited = people::invite(tx, scene.brand.id, role, id, &asked.email, by, scene.now)?;
    Ok((invited, shop))
}

/// `POST /dashboard/people/{membership}/reset`: a link to a new password for an owner or who holds an office.
pub async fn reset(house: Data<House>, who: Who, id: Path<String>) -> Answer {
    let made = new_password(&house, &who, &id).await?;
    shown(&house, at_home(who, paths::dashboard_people()), made).await
}

fn mistake(r: &Refusal) -> (&'static str, Mistake) {
    match r.field {
        "shop" => ("shop", Mistake::NoShop),
        "role" => ("role", Mistake::Empty),
        _ => ("email", Mistake::BadEmail),
    }
}

#[derive(Clone, Deserialize)]
pub struct Hang {
    text: String,
    #[serde(default)]
    text_en: String,
    until: String,
}

/// `POST /dashboard/notices`: hangs at every counter through its last day.
pub async fn hang(house: Data<House>, who: Who, form: Form<Hang>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let typed = form.into_inner();
    let until = day(&typed.until);
    let mut mistakes = Vec::new();
    match typed.text.trim().chars().count() {
        0 => mistakes.push(("text", Mistake::Empty)),
        141.. => mistakes.push(("text", Mistake::TooLong(140))),
        _ => {}
    }
    match until {
        None => mistakes.push(("until", Mistake::NotADate)),
        Some(day) if day.date() < scene.today() => mistakes.push(("until", Mistake::Past)),
        Some(_) => {}
    }
    let (Some(until), true) = (until, mistakes.is_empty()) else {
        let form = NoticeForm { text: typed.text, until: typed.until, mistakes };
        let page = house.db.read(move |tx| read(tx, &scene, InviteForm::default(), form)).await?;
        return Ok(at_home(who, paths::dashboard_people()).page(422, &page));
    };
    let (by, end) = (who.person_id(), Day(until.0 + 1).start(&scene.brand.zone()));
    let Hang { text, text_en, .. } = typed;
    house.db.write(move |tx| brand::write_notice(tx, scene.brand.id, by, &text, &text_en, end, scene.now)).await?;
    Ok(go(format!("{}#notice", paths::dashboard_people())))
}
