//! A tablet many hands share: whose turn it is, by PIN; locking it; one's own PIN.

use super::{Scene, here};
use crate::brand::{self, Brand};
use crate::db::Tx;
use crate::device::Device;
use crate::passport::rules::{pin_twice, typed_pin};
use crate::people::pages::{begin_turn, own_path};
use crate::people::who::Who;
use crate::people::{self, Membership, Role, pin};
use crate::shop::{self, Shop};
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{BrandId, Error, MembershipId, Refusal, Result, ShopId};
use actix_session::Session;
use actix_web::web::{Data, Form, Query};
use noren_views::counter::{Hand, Lock, StaffPin};
use noren_views::passport::PinProblem;
use noren_views::{Lang, paths};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    next: String,
}

/// `GET /counter/lock`: nobody is signed in; who is at the counter?
pub async fn show(house: Data<House>, who: Who, query: Query<Asked>) -> Answer {
    page(&house, &who, 200, Told { next: query.into_inner().next, ..Told::default() }).await
}

/// What the page tells beside the names.
#[derive(Default)]
struct Told {
    next: String,
    chosen: Option<String>,
    problem: Option<String>,
}

async fn page(house: &House, who: &Who, status: u16, told: Told) -> Answer {
    let (device, now, asked) = (who.device()?.clone(), house.clock.now(), who.asking.clone());
    let read = move |tx: &mut Tx| {
        let brand = brand::by_id(tx, device.brand_id)?;
        let lang = asked.said_lang.unwrap_or(brand.lang());
        let shop = shop::by_id(tx, brand.id, device.shop_id)?;
        let here = here(&shop, &brand, lang, now);
        let staff = hands(tx, brand.id, device.shop_id, lang, |_| true)?;
        Ok((brand, Lock { here, staff, chosen: told.chosen, problem: told.problem, next: to_counter(&told.next) }))
    };
    let (brand, shown) = house.db.read(read).await?;
    Ok(who.page_of(Some(&brand), status, &shown))
}

/// Who works here, in the order they came.
pub(super) fn hands(
    tx: &mut Tx,
    brand: BrandId,
    shop: ShopId,
    lang: Lang,
    which: fn(Role) -> bool,
) -> Result<Vec<Hand>> {
    let staff = people::staff_of(tx, brand, shop)?;
    let ids: Vec<MembershipId> = staff.iter().map(|(m, _)| m.id).collect();
    let with_pin = pin::with_pin(tx, brand, &ids)?;
    let works = staff.into_iter().filter(|(m, _)| m.role.of_a_shop() && which(m.role));
    Ok(works
        .map(|(m, person)| Hand {
            membership: m.id.to_string(),
            name: person.shown(lang),
            has_pin: with_pin.contains(&m.id),
        })
        .collect())
}

/// A PIN leads to pages of the counter and nowhere else.
fn to_counter(next: &str) -> String {
    let path = own_path(next).unwrap_or_default();
    let counter = path == paths::counter() || path.starts_with("/counter/") || path.starts_with("/counter?");
    if counter && !path.starts_with(paths::counter_lock()) { path.to_owned() } else { String::new() }
}

/// `POST /counter/lock`: whoever was signed in here is not any more.
pub async fn lock(session: Session) -> Answer {
    session.purge();
    Ok(go(paths::counter_lock()))
}

#[derive(Deserialize)]
pub struct Taking {
    #[serde(default)]
    who: String,
    #[serde(default)]
    pin: String,
    #[serde(default)]
    next: String,
}

/// `POST /counter/unlock`: somebody takes their turn.
pub async fn unlock(house: Data<House>, who: Who, session: Session, form: Form<Taking>) -> Answer {
    let device = who.device()?.clone();
    let form = form.into_inner();
    match proven(&house, &device, &form).await {
        Ok(member) => {
            begin_turn(&session, &device, &member, house.clock.now())?;
            let next = to_counter(&form.next);
            Ok(go(if next.is_empty() { paths::counter() } else { &next }))
        }
        Err(Error::Refused(r)) if r.field == "pin" => {
            let problem = Some(sentence(who.lang(None), "JPY", &r));
            let told = Told { next: form.next, chosen: Some(form.who), problem };
            page(&house, &who, r.status, told).await
        }
        Err(e) => Err(e.into()),
    }
}

async fn proven(house: &House, device: &Device, form: &Taking) -> Result<Membership> {
    let pin = typed_pin(&form.pin);
    if pin.is_empty() {
        return Err(Refusal::new(422, "no_pin_typed").field("pin").into());
    }
    let typed = pin::Typed {
        brand: device.brand_id,
        shop: device.shop_id,
        membership: form.who.parse().map_err(|_| Error::not_found())?,
        device: Some(device.id),
        pin,
    };
    pin::proven(house, typed).await
}

/// `GET /counter/pin`: one's own.
pub async fn ask_pin(house: Data<House>, who: Who) -> Answer {
    own(&house, &who, 200, PinProblem::default()).await
}

async fn own(house: &House, who: &Who, status: u16, problem: PinProblem) -> Answer {
    let (scene, id) = (Scene::of(house, who)?, who.membership()?.id);
    let (by_pin, at_tablet) = (who.by_pin, takes_over(who).is_some());
    let read = move |tx: &mut Tx| {
        let has_pin = pin::is_set(tx, scene.brand().id, id)?;
        Ok(StaffPin { here: scene.here(tx)?, has_pin, ask_old: by_pin && has_pin, at_tablet, problem })
    };
    Ok(who.page(status, &house.db.read(read).await?))
}

/// Signed in by password at the tablet of the very shop: once they have a PIN, the tablet is theirs for its counter alone.
fn takes_over(who: &Who) -> Option<(Device, Membership)> {
    let (device, member) = (who.device.as_ref()?, who.membership().ok()?);
    let here = !who.by_pin && device.stands_at(member.brand_id, member.shop_id);
    here.then(|| (device.clone(), member.clone()))
}

#[derive(Deserialize)]
pub struct Chosen {
    #[serde(default)]
    old_pin: String,
    #[serde(default)]
    pin: String,
    #[serde(default)]
    pin_again: String,
}

/// `POST /counter/pin`.
pub async fn set_pin(house: Data<House>, who: Who, session: Session, form: Form<Chosen>) -> Answer {
    match changed(&house, &who, &form).await {
        Ok(()) => {
            if let Some((device, member)) = takes_over(&who) {
                begin_turn(&session, &device, &member, house.clock.now())?;
            }
            Ok(go(paths::with_query(paths::counter(), "done", super::find::PIN_SET)))
        }
        Err(Error::Refused(r)) if matches!(r.field, "old_pin" | "pin" | "pin_again") => {
            let said = sentence(who.lang(Some(who.brand()?)), "JPY", &r);
            own(&house, &who, r.status, PinProblem::at(r.field, said)).await
        }
        Err(e) => Err(e.into()),
    }
}

async fn changed(house: &House, who: &Who, form: &Chosen) -> Result<()> {
    let (member, now) = (who.membership()?.clone(), house.clock.now());
    let new = pin_twice(&form.pin, &form.pin_again)?;
    let (brand, id) = (member.brand_id, member.id);
    if who.by_pin {
        let typed = pin::Typed {
            brand,
            shop: who.shop()?,
            membership: id,
            device: who.device.as_ref().map(|d| d.id),
            pin: typed_pin(&form.old_pin),
        };
        pin::proven(house, typed).await.map_err(|e| match e {
            Error::Refused(r) => Error::Refused(r.field("old_pin")),
            e => e,
        })?;
    }
    let hash = house.hash(new).await?;
    house.db.write(move |tx| pin::set(tx, brand, id, &hash, now)).await
}

/// The brand and the shop a tablet stands at.
pub(super) fn place(tx: &mut Tx, device: &Device) -> Result<(Brand, Shop)> {
    let brand = brand::by_id(tx, device.brand_id)?;
    let shop = shop::by_id(tx, brand.id, device.shop_id)?;
    Ok((brand, shop))
}
