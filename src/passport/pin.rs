//! The resident's PIN as proof: hashed and compared outside the writer, counted within it.

use super::store;
use crate::db::Tx;
use crate::words::{BrandId, Millis, PassportId, Refusal, Result, ShopId, time};

/// Wrong tries in a row before it rests at a shop.
const TRIES: i64 = 5;
/// How long it rests there.
const REST: i64 = 15 * time::MINUTE;

/// What comparing a PIN came to, done before the write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The hash it was compared with: the write checks that it is still the same.
    pub hash: Option<String>,
    pub right: bool,
}

/// Counts the try and says whether it proves the resident. A refusal is to be remembered: it is an `Ok` that commits.
///
/// Refusals: `proof_needed` where the passport has no PIN, `pin_locked`, `wrong_pin`.
pub fn prove(
    tx: &mut Tx,
    brand: BrandId,
    passport: PassportId,
    shop: ShopId,
    compared: &Compared,
    now: Millis,
) -> Result<std::result::Result<(), Refusal>> {
    let (wrong, locked_until) = store::pin_tries(tx, brand, passport, shop)?;
    if now < locked_until {
        let minutes = (locked_until.0 - now.0 + time::MINUTE - 1) / time::MINUTE;
        return Ok(Err(Refusal::new(429, "pin_locked").field("pin").arg("minutes", minutes)));
    }
    let held = store::passport(tx, brand, passport)?.pin_hash;
    if held.is_none() {
        return Ok(Err(Refusal::new(403, "proof_needed").field("pin")));
    }
    if compared.right && compared.hash == held {
        if wrong > 0 {
            store::set_pin_tries(tx, brand, passport, shop, 0, Millis(0))?;
        }
        return Ok(Ok(()));
    }
    let wrong = wrong + 1;
    if wrong >= TRIES {
        store::set_pin_tries(tx, brand, passport, shop, 0, now.plus(REST))?;
        return Ok(Err(Refusal::new(429, "pin_locked").field("pin").arg("minutes", REST / time::MINUTE)));
    }
    store::set_pin_tries(tx, brand, passport, shop, wrong, Millis(0))?;
    Ok(Err(Refusal::new(403, "wrong_pin").field("pin").arg("left", TRIES - wrong)))
}

/// Does the PIN rest at this shop now?
pub fn rests(tx: &mut Tx, brand: BrandId, passport: PassportId, shop: ShopId, now: Millis) -> Result<bool> {
    let (_, until) = store::pin_tries(tx, brand, passport, shop)?;
    Ok(now < until)
}
