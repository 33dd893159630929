//! The tablets at the counters: how an owner enrols one, by which token and key it is known, how it is revoked. Who stands
//! before it is `people`'s; what it kept offline is `queue`'s.

pub mod rules;
mod store;

pub use store::{Device, acted, all_of, by_id, heard, lock, set_head};

use crate::db::Tx;
use crate::words::{BrandId, DeviceCodeId, DeviceId, Error, Millis, PersonId, Refusal, Result, ShopId, codes, time};

/// The cookie in which a tablet keeps its token.
pub const COOKIE: &str = "noren-device";

/// How long a code to enrol a tablet can be used.
pub const CODE_MINUTES: i64 = 15;

/// A code as it leaves the server: it is in no other place.
#[derive(Debug, Clone)]
pub struct Offer {
    /// As typed by hand.
    pub code: String,
    pub expires_at: Millis,
}

/// The owner offers a tablet its place at the shop's counter. One such code is open for a shop at a time.
///
/// # Errors
/// `bad_name`.
pub fn offer(
    tx: &mut Tx,
    brand: BrandId,
    shop: ShopId,
    name: &str,
    by: Option<PersonId>,
    now: Millis,
) -> Result<Offer> {
    let name = rules::name(name)?;
    store::void_codes(tx, brand, shop, now)?;
    let code = codes::random(codes::PASSPORT_LEN);
    let expires_at = now.plus(CODE_MINUTES * time::MINUTE);
    let row = store::Code {
        brand_id: brand,
        id: DeviceCodeId::new(),
        shop_id: shop,
        code_hash: codes::sha256(&code),
        name,
        made_by: by,
        created_at: now,
        expires_at,
        used_at: None,
    };
    store::insert_code(tx, &row)?;
    Ok(Offer { code, expires_at })
}

/// A tablet as it was enrolled; its token is in no other place.
#[derive(Debug, Clone)]
pub struct Enrolled {
    pub device: Device,
    pub token: String,
}

/// A tablet takes its place, once, with the public half of the key it made.
///
/// # Errors
/// `bad_device_code`, `link_used`, `link_expired`, `bad_device_key`.
pub fn enrol(tx: &mut Tx, code: &str, public_key: &str, now: Millis) -> Result<Enrolled> {
    let bad = || Error::from(Refusal::new(404, "bad_device_code").field("code"));
    let plain = codes::parse(code, codes::PASSPORT_LEN).ok_or_else(bad)?;
    let offered = store::code(tx, &codes::sha256(&plain))?.ok_or_else(bad)?;
    if offered.used_at.is_some() {
        return Err(Refusal::new(410, "link_used").field("code").into());
    }
    if offered.expires_at <= now {
        return Err(Refusal::new(410, "link_expired").field("code").into());
    }
    rules::public_key(public_key)?;
    if store::use_code(tx, offered.id, now)? == 0 {
        return Err(Refusal::new(410, "link_used").field("code").into());
    }
    let token = format!("{}{}", codes::token(), codes::token());
    let device = Device {
        brand_id: offered.brand_id,
        id: DeviceId::new(),
        shop_id: offered.shop_id,
        name: offered.name,
        public_key: public_key.to_owned(),
        token_hash: codes::sha256(&token),
        enrolled_by: offered.made_by,
        enrolled_at: now,
        heard_at: now,
        revoked_at: None,
        head_seq: 0,
        head_hash: String::new(),
        idle_minutes: rules::IDLE_MINUTES[1],
        acted_at: now,
    };
    store::insert(tx, &device)?;
    Ok(Enrolled { device, token })
}

/// Whoever enrols holds the private half of the key: it signed the code, as it was typed. Else a key that somebody else
/// made could be enrolled, and what that one signs would pass for this tablet's.
///
/// # Errors
/// `bad_device_key`.
pub fn prove(code: &str, public_key: &str, proof: &str) -> Result<()> {
    rules::public_key(public_key)?;
    let right = rules::signed(public_key, &format!("noren-enrol {code}"), proof);
    if right { Ok(()) } else { Err(Refusal::new(422, "bad_device_key").into()) }
}

/// After how many minutes without an act it locks.
///
/// # Errors
/// `bad_form` where it is none of those offered; not found, another shop's too.
pub fn set_idle(tx: &mut Tx, brand: BrandId, shop: ShopId, id: DeviceId, minutes: i64) -> Result<()> {
    if !rules::IDLE_MINUTES.contains(&minutes) {
        return Err(Error::refused(422, "bad_form"));
    }
    if store::set_idle(tx, brand, shop, id, minutes)? == 0 { Err(Error::not_found()) } else { Ok(()) }
}

/// The tablet that shows this token, revoked or not; none where nobody knows it.
pub fn known_by(tx: &mut Tx, token: &str) -> Result<Option<Device>> {
    store::by_token(tx, &codes::sha256(token))
}

/// From the next request on the tablet is nobody. What it has kept can still be sent by its owner's word, not by it.
///
/// # Errors
/// Not found, another shop's too.
pub fn revoke(tx: &mut Tx, brand: BrandId, shop: ShopId, id: DeviceId, now: Millis) -> Result<()> {
    if store::revoke(tx, brand, shop, id, now)? == 0 { Err(Error::not_found()) } else { Ok(()) }
}
