//! The JSON API of the counter, over the same acts as the pages.

use super::said::{self, PassportSeen, Receipt, Reversed, Sent, Spent};
use super::{Stand, Tap, desk};
use crate::knowing;
use crate::passport::{self, Sharing};
use crate::people::who::Caller;
use crate::suggest::Cache;
use crate::web::{Answer, House, json};
use crate::words::{Amount, Error, Points, Refusal, Result};
use actix_web::web::{Bytes, Data, Path};
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TapBody {
    /// What is shown: a card's address, id or short code, a passport's code, a live pass or a slip's code.
    card: String,
    /// Whole minor units (yen, cents).
    #[schema(value_type = Option<i64>)]
    amount: Option<serde_json::Value>,
    /// RFC 3339; up to 72 hours back and 5 minutes ahead.
    at: Option<String>,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RedemptionBody {
    /// Whose points are used, with the PIN.
    card: Option<String>,
    /// Typed by the resident.
    pin: Option<String>,
    /// A live pass in the place of card and PIN: the code on the resident's phone, as it was scanned, within its minute. It can
    /// be used once.
    pass: Option<String>,
    #[schema(value_type = i64)]
    points: serde_json::Value,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReferralBody {
    card: String,
    /// The shop's code.
    to_shop: String,
    /// One sentence a person would say.
    reason: String,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmptyBody {}

#[derive(Debug, Serialize, ToSchema)]
pub struct PointsHeld {
    #[schema(value_type = i64)]
    balance: Points,
}

/// A passport, as far as this shop may see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct PassportAnswer {
    passport: PassportSeen,
    points: PointsHeld,
    /// Needs the resident likes, where shared with this shop.
    likes: Vec<String>,
    /// Does the resident have a PIN, so that points can be used here?
    has_pin: bool,
}

impl Caller {
    fn request(&self, req: &HttpRequest) -> Result<desk::Request> {
        let key = req.headers().get("idempotency-key").map(|h| h.to_str().unwrap_or("\u{0}")).unwrap_or_default();
        Ok(desk::Request { stand: self.stand()?, lang: self.lang(), key: key.to_owned() })
    }

    fn stand(&self) -> Result<Stand> {
        let shop = self.shop.ok_or_else(|| Error::refused(403, "not_allowed"))?;
        Ok(Stand { brand: self.brand.clone(), shop, by: None })
    }

    pub fn lang(&self) -> noren_views::Lang {
        self.asking.said_lang.unwrap_or_else(|| self.brand.lang())
    }
}

/// 201 the first time, 200 with `Idempotent-Replayed` after.
fn created<T: Serialize>(answer: super::answers::Answer<T>) -> HttpResponse {
    let mut response = json::answer(if answer.replayed { 200 } else { 201 }, &answer.value);
    if answer.replayed {
        let name = actix_web::http::header::HeaderName::from_static("idempotent-replayed");
        response.headers_mut().insert(name, actix_web::http::header::HeaderValue::from_static("true"));
    }
    response
}

fn whole(value: &serde_json::Value, code: &'static str, field: &'static str) -> Result<i64> {
    value.as_i64().ok_or_else(|| Refusal::new(422, code).field(field).into())
}

#[utoipa::path(post, path = "/api/v1/taps", request_body = TapBody, tag = "counter",
    params(("Idempotency-Key" = String, Header)),
    responses((status = 201, body = Receipt), (status = 200, body = Receipt, description = "The same key and body again"),
        (status = 404, description = "unknown_card, foreign_pass"),
        (status = 410, description = "revoked_card, expired_pass, revoked_pass, worn_phone, gone_pass, expired_slip"),
        (status = 422, description = "bad_amount, amount_too_large, bad_time, early_pass, key_reused, unknown_field")))]
pub async fn tap(house: Data<House>, cache: Data<Cache>, who: Caller, req: HttpRequest, body: Bytes) -> Answer {
    let body: TapBody = json::read(&body)?;
    let amount = match &body.amount {
        None | Some(serde_json::Value::Null) => None,
        Some(value) => Some(Amount(whole(value, "bad_amount", "amount")?)),
    };
    let at = body.at.as_deref().map(said::time).transpose()?;
    let tap = Tap { card: body.card, amount, at };
    Ok(created(desk::tap(&house, &cache, who.request(&req)?, tap).await?))
}

#[utoipa::path(post, path = "/api/v1/redemptions", request_body = RedemptionBody, tag = "counter",
    params(("Idempotency-Key" = String, Header)),
    responses((status = 201, body = Spent), (status = 403, description = "proof_needed, wrong_pin, others_pass"),
        (status = 404, description = "unknown_card, foreign_pass"),
        (status = 409, description = "insufficient_points, pass_used"),
        (status = 410, description = "revoked_card, expired_pass, revoked_pass, worn_phone, gone_pass"),
        (status = 422, description = "bad_points, early_pass"), (status = 429, description = "pin_locked")))]
pub async fn redeem(house: Data<House>, who: Caller, req: HttpRequest, body: Bytes) -> Answer {
    let body: RedemptionBody = json::read(&body)?;
    let points = whole(&body.points, "bad_points", "points")?;
    super::rules::points(points)?;
    if body.card.is_none() && body.pass.is_none() {
        let (status, code) = if body.pin.is_none() { (403, "proof_needed") } else { (404, "unknown_card") };
        return Err(Error::refused(status, code).into());
    }
    let using = desk::Using { card: body.card, points, pin: body.pin, pass: body.pass };
    Ok(created(desk::redeem(&house, who.request(&req)?, using).await?))
}

#[utoipa::path(post, path = "/api/v1/referrals", request_body = ReferralBody, tag = "counter",
    params(("Idempotency-Key" = String, Header)),
    responses((status = 201, body = Sent), (status = 404, description = "unknown_card, no_such_shop"),
        (status = 422, description = "own_shop, bad_reason")))]
pub async fn refer(house: Data<House>, who: Caller, req: HttpRequest, body: Bytes) -> Answer {
    let body: ReferralBody = json::read(&body)?;
    let request = who.request(&req)?;
    Ok(created(desk::send_on(&house, request, body.card, body.to_shop, body.reason).await?))
}

#[utoipa::path(post, path = "/api/v1/visits/{id}/reversals", tag = "counter",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 201, body = Reversed), (status = 404), (status = 409, description = "already_reversed")))]
pub async fn reverse_visit(house: Data<House>, who: Caller, req: HttpRequest, id: Path<String>, body: Bytes) -> Answer {
    let EmptyBody {} = json::read(&body)?;
    let id = id.parse().map_err(|_| Error::not_found())?;
    Ok(created(desk::reverse_visit(&house, who.request(&req)?, id, None).await?))
}

#[utoipa::path(post, path = "/api/v1/redemptions/{id}/reversals", tag = "counter",
    params(("id" = String, Path), ("Idempotency-Key" = String, Header)),
    responses((status = 201, body = Reversed), (status = 404), (status = 409, description = "already_reversed")))]
pub async fn reverse_redemption(
    house: Data<House>,
    who: Caller,
    req: HttpRequest,
    id: Path<String>,
    body: Bytes,
) -> Answer {
    let EmptyBody {} = json::read(&body)?;
    let id = id.parse().map_err(|_| Error::not_found())?;
    Ok(created(desk::reverse_redemption(&house, who.request(&req)?, id, None).await?))
}

#[utoipa::path(get, path = "/api/v1/passports/{code}", tag = "counter", params(("code" = String, Path)),
    responses((status = 200, body = PassportAnswer), (status = 404, description = "unknown_card")))]
pub async fn passport(house: Data<House>, who: Caller, code: Path<String>) -> Answer {
    let stand = who.stand()?;
    let (brand, shop, lang) = (stand.brand.id, stand.shop, who.lang());
    let eyes = stand.eyes();
    let card = desk::shown(&house, &stand.brand, &code, house.clock.now()).await?.card;
    let (answer, id) = house
        .db
        .read(move |tx| {
            let id = passport::find(tx, brand, &card)?;
            let found = passport::passport(tx, brand, id)?;
            let visits = passport::acquaintance(tx, brand, shop, id)?.map_or(0, |a| a.visits);
            let told = crate::suggest::told(tx, &stand.brand, shop, id)?;
            let answer = PassportAnswer {
                passport: said::seen(&found, visits),
                points: PointsHeld { balance: passport::balance(tx, brand, id)? },
                likes: told.likes.iter().map(|need| crate::shop::needs::label(need, lang)).collect(),
                has_pin: found.pin_hash.is_some(),
            };
            Ok((answer, id))
        })
        .await?;
    if !answer.likes.is_empty() {
        let now = house.clock.now();
        house.db.write(move |tx| knowing::log(tx, brand, id, eyes, &[Sharing::Likes.name()], now)).await?;
    }
    Ok(json::answer(200, &answer))
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ShopAnswer {
    code: String,
    name: String,
    name_en: String,
    category: String,
    need: Option<String>,
    lat: f64,
    lon: f64,
    address: String,
    opening_hours: String,
    phone: String,
    website: String,
    source: String,
}

#[derive(Debug, Serialize, ToSchema)]
pub struct ShopsAnswer {
    shops: Vec<ShopAnswer>,
}

#[utoipa::path(get, path = "/api/v1/shops", tag = "street", responses((status = 200, body = ShopsAnswer)))]
pub async fn shops(house: Data<House>, who: Caller) -> Answer {
    let brand = who.brand.id;
    let shops = house.db.read(move |tx| crate::shop::members(tx, brand)).await?;
    let shops = shops
        .into_iter()
        .map(|s| ShopAnswer {
            code: s.code,
            name: s.name,
            name_en: s.name_en,
            category: s.category,
            need: s.need,
            lat: s.lat,
            lon: s.lon,
            address: s.address,
            opening_hours: s.opening_hours,
            phone: s.phone,
            website: s.website,
            source: s.source,
        })
        .collect();
    Ok(json::answer(200, &ShopsAnswer { shops }))
}
