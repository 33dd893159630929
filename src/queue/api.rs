//! What a tablet's own script asks: what it should know of the house, and that what it kept be taken. JSON.

use super::{AT_ONCE, Batch, FEW, Told};
use crate::brand::{self, Brand};
use crate::db::Tx;
use crate::device::{self, Device};
use crate::people::who::Who;
use crate::web::{Answer, House, json};
use crate::words::{Error, Millis, Refusal, Result};
use actix_web::HttpRequest;
use actix_web::web::{Bytes, Data};
use noren_views::{Lang, words::refused};
use serde::{Deserialize, Serialize};

/// What a tablet should know to keep taps.
#[derive(Serialize)]
struct Look {
    brand: String,
    /// How many entries may wait on the tablet.
    taps: i64,
    /// How many digits of an amount stand after the point.
    decimals: u32,
    /// The membership of who stands before it, or nothing.
    staff: String,
    /// How far its chain was taken.
    seq: i64,
    hash: String,
    now: i64,
    keys: serde_json::Value,
    /// What the owner has not seen.
    unseen: i64,
}

/// `GET /counter/queue`.
pub async fn look(house: Data<House>, who: Who) -> Answer {
    let device = who.device()?;
    let (brand, shop, now) = (device.brand_id, device.shop_id, house.clock.now());
    let read = move |tx: &mut Tx| {
        let taps = brand::charter_at(tx, brand, now)?.terms.offline_taps;
        Ok((brand::by_id(tx, brand)?, taps, super::unseen(tx, brand, shop)?))
    };
    let (of, taps, unseen) = house.db.read(read).await?;
    let here = |m: &&(crate::people::Membership, crate::brand::Brand)| {
        m.0.shop_id == Some(device.shop_id) && m.0.role.of_a_shop() && m.0.ended_at.is_none()
    };
    let staff = who.memberships.iter().find(here).map_or_else(String::new, |(m, _)| m.id.to_string());
    let answer = Look {
        brand: of.code,
        taps,
        decimals: noren_views::words::decimals(&of.currency),
        staff,
        seq: device.head_seq,
        hash: device.head_hash.clone(),
        now: now.0,
        keys: house.keys.jwks(),
        unseen,
    };
    Ok(json::answer(200, &answer))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sent {
    oldest: Option<i64>,
    /// The tablet's clock.
    now: Option<i64>,
    taps: Vec<String>,
}

#[derive(Serialize)]
struct Line {
    seq: i64,
    hash: String,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    visit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notice: Option<Notice>,
}

#[derive(Serialize)]
struct Notice {
    code: String,
    detail: String,
}

#[derive(Serialize)]
struct Taken {
    taps: Vec<Line>,
    next: i64,
}

/// `POST /counter/queue`.
pub async fn take(house: Data<House>, who: Who, body: Bytes) -> Answer {
    let sent: Sent = read(&body)?;
    let device = who.device()?.clone();
    let (brand, now) = (device.brand_id, house.clock.now());
    let brand = house.db.glance(move |tx| crate::brand::by_id(tx, brand)).await?;
    let entries = entries(&house, &device, &brand, sent.taps).await?;
    let lang = who.lang(Some(&brand));
    let (mut told, mut next) = (Vec::new(), device.head_seq + 1);
    let mut clock = sent.now.map(Millis);
    for some in entries.chunks(FEW) {
        let batch = Batch { entries: some.to_vec(), oldest: sent.oldest, clock: clock.take() };
        let brand = brand.clone();
        let (taken, then) = house.db.write(move |tx| super::take(tx, &brand, device.id, &batch, now)).await?;
        told.extend(taken);
        next = then;
    }
    Ok(json::answer(200, &Taken { taps: lines(lang, told), next }))
}

/// `POST /counter/queue/late`: what a revoked tablet kept. Whoever is no such tablet finds nothing here.
pub async fn late(house: Data<House>, who: Who, request: HttpRequest, body: Bytes) -> Answer {
    let token = request.cookie(device::COOKIE).map(|c| c.value().to_owned()).ok_or_else(Error::not_found)?;
    let device = house.db.glance(move |tx| device::known_by(tx, &token)).await?.ok_or_else(Error::not_found)?;
    let sent: Sent = read(&body)?;
    let (brand, now) = (device.brand_id, house.clock.now());
    let brand = house.db.glance(move |tx| crate::brand::by_id(tx, brand)).await?;
    let entries = entries(&house, &device, &brand, sent.taps).await?;
    let next = sent.oldest.unwrap_or(0);
    let (of, lang) = (brand.id, who.lang(Some(&brand)));
    let told = house.db.write(move |tx| super::lay_down(tx, device.id, of, &entries, now)).await?;
    Ok(json::answer(200, &Taken { taps: lines(lang, told), next }))
}

/// Signatures are compared outside the writer.
async fn entries(house: &House, device: &Device, brand: &Brand, taps: Vec<String>) -> Result<Vec<super::Read>> {
    let (keys, device, brand) = (house.keys.clone(), device.clone(), brand.clone());
    house.db.read(move |tx| super::read(tx, &keys, &device, &brand, &taps)).await
}

fn read(body: &Bytes) -> Result<Sent> {
    let sent: Sent = json::read(body)?;
    if sent.taps.len() > AT_ONCE {
        return Err(Refusal::new(422, "bad_field").arg("what", "taps").into());
    }
    Ok(sent)
}

fn lines(lang: Lang, told: Vec<Told>) -> Vec<Line> {
    let line = |t: Told| Line {
        seq: t.seq,
        hash: t.hash,
        outcome: t.outcome.map_or("later", |o| o.name()),
        visit: t.visit.map(|v| v.to_string()),
        notice: Some(t.reason).filter(|r| !r.is_empty()).map(|code| Notice { detail: said(lang, &code), code }),
    };
    told.into_iter().map(line).collect()
}

/// The sentence of a reason. Those that name a time or a sum elsewhere are said without it here.
pub fn said(lang: Lang, code: &str) -> String {
    let code = match code {
        "" => return String::new(),
        "too_soon" => "kept_too_soon",
        "amount_too_large" => "kept_amount",
        // Of its own visit: it is gone with its passport.
        "not_found" => "kept_other",
        other => other,
    };
    refused(lang, code, &[])
}
