//! Live passes: what a resident's phone shows in a card's place, a new one each minute. Ours are signed by the server; without a
//! signal a phone makes them itself, by a key that it registered and that can be stopped. A pass proves its holder, once.

use super::rules::{self, PASS_SECONDS};
use super::store::{self, PassKey};
use crate::brand::Brand;
use crate::db::Tx;
use crate::keys::{self, Audience, Keys, Token, Unfit};
use crate::words::{BrandId, Error, Millis, PassKeyId, PassportId, RedemptionId, Refusal, Result, codes, time};
use serde::{Deserialize, Serialize};

/// How long a phone's key makes passes without having been online.
pub const KEY_DAYS: i64 = 7;
/// Phones of one passport that make passes; with one more, the one longest unused stops.
const PHONES: usize = 10;

/// What a pass says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Says {
    /// The passport's plain code.
    sub: String,
    /// The brand's code.
    brand: String,
    jti: String,
}

/// A pass for the holder's own phone.
#[derive(Debug, Clone)]
pub struct Pass {
    pub text: String,
    pub until: Millis,
}

/// A pass that was shown, and fits: whose it is, and what makes it this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// The passport's code, as the pass has it.
    pub code: String,
    hash: String,
    /// The phone that made it, where we did not.
    pub phone: Option<PassKeyId>,
}

/// Makes a pass for a passport, by its plain code.
pub fn make(keys: &Keys, brand: &Brand, code: &str, now: Millis) -> Result<Pass> {
    // No more signs than make it unguessable: each makes the code on the screen denser.
    let jti = codes::token().chars().take(18).collect();
    let says = Says { sub: code.to_owned(), brand: brand.code.clone(), jti };
    let text = keys.sign(Audience::Pass, says, now.0, PASS_SECONDS)?;
    Ok(Pass { text, until: Millis((now.0 / 1000 + PASS_SECONDS) * 1000) })
}

/// Reads what looks like a pass, as of the time it was shown.
///
/// # Errors
/// `foreign_pass`, `early_pass`, `expired_pass`, `revoked_pass`, `worn_phone`, `gone_pass`.
pub fn read(tx: &mut Tx, keys: &Keys, brand: &Brand, text: &str, at: Millis) -> Result<Proof> {
    let kid = keys::kid(text).ok_or_else(foreign)?;
    let Some(phone) = rules::phone_of(&kid) else {
        let token = keys.read(Audience::Pass, text, at.0).map_err(unfit)?;
        let proof = ours(brand, token, None)?;
        named_by(tx, brand.id, &proof.code)?;
        return Ok(proof);
    };
    let key = store::pass_key(tx, brand.id, phone)?.ok_or_else(foreign)?;
    let public = keys::public_key(&key.public_key).ok_or_else(|| Error::broken("a phone's key is none"))?;
    let proof = ours(brand, keys::read_by(Audience::Pass, text, &public, at.0).map_err(unfit)?, Some(phone))?;
    holds(&key, at)?;
    // A key makes passes for the passport it was registered for, and for no other.
    if named_by(tx, brand.id, &proof.code)? == key.passport_id { Ok(proof) } else { Err(foreign()) }
}

fn foreign() -> Error {
    Error::refused(404, "foreign_pass")
}

fn unfit(why: Unfit) -> Error {
    match why {
        Unfit::Foreign => foreign(),
        Unfit::Early => Error::refused(422, "early_pass"),
        Unfit::Late => Error::refused(410, "expired_pass"),
    }
}

fn ours(brand: &Brand, token: Token<Says>, phone: Option<PassKeyId>) -> Result<Proof> {
    let Says { sub, brand: of, jti } = token.says;
    if of != brand.code || !rules::is_pass(&jti, token.from, token.until) {
        return Err(foreign());
    }
    Ok(Proof { hash: codes::sha256(&format!("{sub}|{jti}")), code: sub, phone })
}

/// The passport a code names, or the one it became; whoever was erased has none.
fn named_by(tx: &mut Tx, brand: BrandId, code: &str) -> Result<PassportId> {
    super::find(tx, brand, code).map_err(|e| match e.code() {
        Some("unknown_card") => Error::refused(410, "gone_pass"),
        _ => e,
    })
}

/// Did the phone's key hold at this time?
fn holds(key: &PassKey, at: Millis) -> Result<()> {
    if key.revoked_at.is_some_and(|stopped| stopped <= at) {
        return Err(Error::refused(410, "revoked_pass"));
    }
    if key.expires_at <= at { Err(Error::refused(410, "worn_phone")) } else { Ok(()) }
}

/// Spends a pass on a redemption of this passport, which is locked.
///
/// # Errors
/// `others_pass` where it is another's, `revoked_pass`, `worn_phone` where its phone has stopped meanwhile, `pass_used`.
pub fn spend(
    tx: &mut Tx,
    brand: BrandId,
    proof: &Proof,
    holder: PassportId,
    redemption: RedemptionId,
    now: Millis,
) -> Result<()> {
    if named_by(tx, brand, &proof.code)? != holder {
        return Err(Error::refused(403, "others_pass"));
    }
    if let Some(phone) = proof.phone {
        holds(&store::pass_key(tx, brand, phone)?.ok_or_else(foreign)?, now)?;
        used(tx, brand, proof, now)?;
    }
    let spent = store::SpentPass {
        brand_id: brand,
        pass_hash: proof.hash.clone(),
        passport_id: holder,
        redemption_id: redemption,
        at: now,
    };
    if store::spend_pass(tx, spent)? == 0 { Err(Error::refused(409, "pass_used")) } else { Ok(()) }
}

/// A pass was taken at a counter: its phone is in use.
pub fn used(tx: &mut Tx, brand: BrandId, proof: &Proof, at: Millis) -> Result<()> {
    match proof.phone {
        Some(phone) => store::pass_key_used(tx, brand, phone, at),
        None => Ok(()),
    }
}

/// A phone registers the public half of a key it made, or shows that it is still there: then the key holds for another
/// week. The passport is locked.
///
/// # Errors
/// `bad_pass_key`; `revoked_pass` where it was stopped.
pub fn register(
    tx: &mut Tx,
    brand: BrandId,
    passport: PassportId,
    public_key: &str,
    label: &str,
    now: Millis,
) -> Result<PassKey> {
    let bad = || Error::from(Refusal::new(422, "bad_pass_key"));
    keys::public_key(public_key).ok_or_else(bad)?;
    let expires_at = now.plus(KEY_DAYS * time::DAY);
    if let Some(known) = store::pass_key_by_public(tx, brand, public_key)? {
        if known.passport_id != passport {
            return Err(bad());
        }
        if known.revoked_at.is_some() {
            return Err(Error::refused(410, "revoked_pass"));
        }
        store::renew_pass_key(tx, brand, known.id, now, expires_at)?;
        return Ok(PassKey { used_at: now, expires_at, ..known });
    }
    let key = PassKey {
        brand_id: brand,
        id: PassKeyId::new(),
        passport_id: passport,
        public_key: public_key.to_owned(),
        label: label.to_owned(),
        created_at: now,
        used_at: now,
        expires_at,
        revoked_at: None,
    };
    store::insert_pass_key(tx, &key)?;
    for worn in store::pass_keys(tx, brand, passport)?.iter().filter(|k| k.is_live(now)).skip(PHONES) {
        store::revoke_pass_key(tx, brand, passport, worn.id, now)?;
    }
    Ok(key)
}

/// Stops a phone: none of its passes is taken from now on. Stopping it twice is as good as once.
///
/// # Errors
/// Not found, another's too.
pub fn stop(tx: &mut Tx, brand: BrandId, passport: PassportId, id: PassKeyId, now: Millis) -> Result<()> {
    let key = store::pass_key(tx, brand, id)?.filter(|k| k.passport_id == passport).ok_or_else(Error::not_found)?;
    store::revoke_pass_key(tx, brand, key.passport_id, id, now)
}

/// Forgets which passes were spent, long after any of them could be shown, and phones that were not heard of for long. One that
/// was stopped stays known: whoever has it may still be signed in.
pub fn sweep(tx: &mut Tx, now: Millis) -> Result<()> {
    store::forget_passes(tx, now.plus(-KEPT_DAYS * time::DAY))
}

/// As long as the answer to a caller's key is known.
const KEPT_DAYS: i64 = 40;

impl PassKey {
    /// Does it make passes that are taken?
    pub fn is_live(&self, now: Millis) -> bool {
        self.revoked_at.is_none() && self.expires_at > now
    }
}
