//! What tablets kept without a network and sent later, as the owner reads it: what stands out, what waits for their word, what
//! was not taken and why, what was.

use super::Scene;
use crate::db::Tx;
use crate::device;
use crate::people::{self, who::Who};
use crate::queue::{self, Deciding, FlagKind as Flags, Kind, Outcome, Row};
use crate::shop;
use crate::web::{Answer, House, go};
use crate::words::{DeviceId, Error, KeptId, PersonId, Result, ShopId, codes, time};
use actix_web::web::{Data, Form};
use noren_views::dashboard::kept::{Flag, FlagKind, Kept, Tap, Waiting, What};
use noren_views::paths;
use serde::Deserialize;
use std::collections::HashMap;

/// Lines of one list.
const LINES: i64 = 200;

/// `GET /shop/kept`.
pub async fn get(house: Data<House>, who: Who) -> Answer {
    let (scene, shop) = (Scene::of(&house, &who)?, who.shop()?);
    Ok(who.page(200, &house.db.read(move |tx| read(tx, &scene, shop)).await?))
}

fn read(tx: &mut Tx, scene: &Scene, id: ShopId) -> Result<Kept> {
    let brand = scene.brand.id;
    let devices = device::all_of(tx, brand, id)?.into_iter().map(|d| (d.id, d.name)).collect();
    let mut teller = Teller { scene, devices, people: HashMap::new() };
    let flags = queue::flags(tx, brand, id, LINES)?.iter().map(|f| teller.flag(f)).collect();
    let (mut waiting, mut refused, mut taken) = (Vec::<Waiting>::new(), Vec::new(), Vec::new());
    for row in queue::latest(tx, brand, id, LINES)? {
        let tap = teller.tap(tx, &row)?;
        if matches!(row.outcome, Outcome::Refused | Outcome::Foreign) { refused.push(tap) } else { taken.push(tap) }
    }
    for row in queue::all_waiting(tx, brand, id)? {
        let tap = teller.tap(tx, &row)?;
        let id = row.device_id.to_string();
        match waiting.iter_mut().find(|w| w.id == id) {
            Some(of) => of.taps.push(tap),
            None => waiting.push(Waiting { id, device: teller.device(row.device_id), taps: vec![tap] }),
        }
    }
    let unseen = queue::unseen(tx, brand, id)?;
    Ok(Kept { shop: scene.shop(&shop::by_id(tx, brand, id)?), flags, waiting, refused, taken, unseen })
}

/// Says which tablet, and who was there.
struct Teller<'s> {
    scene: &'s Scene,
    devices: HashMap<DeviceId, String>,
    people: HashMap<PersonId, String>,
}

impl Teller<'_> {
    fn device(&self, id: DeviceId) -> String {
        self.devices.get(&id).cloned().unwrap_or_default()
    }

    fn flag(&self, f: &queue::Flag) -> Flag {
        Flag {
            kind: match f.kind {
                Flags::Gap => FlagKind::Gap,
                Flags::Fork => FlagKind::Fork,
                Flags::Clock => FlagKind::Clock,
                Flags::Signature => FlagKind::Signature,
                Flags::Stolen => FlagKind::Stolen,
            },
            device: self.device(f.device_id),
            from: f.from_seq,
            to: f.to_seq,
            minutes: f.detail / time::MINUTE,
            at: f.at.zoned(&self.scene.brand.zone()).datetime(),
            new: f.seen_at.is_none(),
        }
    }

    fn tap(&mut self, tx: &mut Tx, row: &Row) -> Result<Tap> {
        let worth = matches!(row.outcome, Outcome::Refused | Outcome::Foreign | Outcome::Waiting);
        Ok(Tap {
            id: row.id.to_string(),
            at: row.at.zoned(&self.scene.brand.zone()).datetime(),
            what: what(row),
            amount: row.amount.map(|a| a.0),
            device: self.device(row.device_id),
            staff: row.staff_id.map(|id| self.staff(tx, id)).transpose()?,
            reason: queue::said(self.scene.lang, &row.reason),
            new: row.seen_at.is_none() && worth,
        })
    }

    fn staff(&mut self, tx: &mut Tx, id: PersonId) -> Result<String> {
        if !self.people.contains_key(&id) {
            self.people.insert(id, people::person(tx, id)?.shown(self.scene.lang));
        }
        Ok(self.people.get(&id).cloned().unwrap_or_default())
    }
}

fn what(row: &Row) -> What {
    match row.kind {
        Kind::Undo => What::Undo,
        Kind::Pass => What::Pass,
        Kind::Slip => What::Slip,
        Kind::Unread => What::Unread,
        Kind::Card => match codes::shown(&row.card) {
            codes::Shown::Card(code) | codes::Shown::Passport(code) => What::Card(codes::printed(&code)),
            // What a card's QR holds opens it: the owner sees its end.
            codes::Shown::Token(token) => What::Card(format!("…{}", token.get(22..).unwrap_or_default())),
            codes::Shown::Other => What::Unread,
        },
    }
}

/// `POST /shop/kept/seen`.
pub async fn see(house: Data<House>, who: Who) -> Answer {
    let (brand, shop, now) = (who.brand()?.id, who.shop()?, house.clock.now());
    house.db.write(move |tx| queue::see(tx, brand, shop, now)).await?;
    Ok(go(paths::shop_kept()))
}

#[derive(Deserialize)]
pub struct Word {
    device: String,
    /// One entry alone.
    one: Option<String>,
    word: String,
}

/// `POST /shop/kept/waiting`: the owner takes what a revoked tablet had kept, or refuses it.
pub async fn decide(house: Data<House>, who: Who, form: Form<Word>) -> Answer {
    let number = |text: &str| text.parse::<i64>().map_err(|_| Error::not_found());
    let deciding = Deciding {
        brand: who.brand()?.clone(),
        shop: who.shop()?,
        device: DeviceId(number(&form.device)?),
        one: form.one.as_deref().map(number).transpose()?.map(KeptId),
        take: form.word == "take",
    };
    loop {
        let (asked, keys) = (deciding.clone(), house.keys.clone());
        let some = house.db.read(move |tx| queue::to_decide(tx, &asked, &keys)).await?;
        if some.is_empty() {
            return Ok(go(paths::shop_kept()));
        }
        let (asked, now) = (deciding.clone(), house.clock.now());
        house.db.write(move |tx| queue::decide(tx, &asked, &some, now)).await?;
    }
}
