//! An entry as a tablet sends it: a compact JWS (ES256) over what was kept and the entry before it. Read, and its signature
//! compared, before any write. What was shown may itself be a token of ours: that is read here too.

use super::Kind;
use crate::brand::Brand;
use crate::db::Tx;
use crate::device::{Device, rules};
use crate::keys::Keys;
use crate::passport::{pass, rules::looks_signed};
use crate::slip;
use crate::words::{Amount, Error, Millis, Result, SlipId, codes, time};
use serde::Deserialize;

/// Signs of what was shown, of a key and of an entry at most.
const CARD: usize = 1500;
const KEY: usize = 255;
const ENTRY: usize = 4000;

/// A pass that was shown at a clock a little off is still one.
const SKEW: i64 = 2 * time::MINUTE;

/// An entry as it came.
#[derive(Debug, Clone)]
pub enum Read {
    Entry(Box<Entry>),
    /// Not one of this tablet's: kept as it came, with the reason.
    Foreign {
        jws: String,
        hash: String,
        seq: i64,
        reason: &'static str,
    },
}

/// An entry whose signature is this tablet's.
#[derive(Debug, Clone)]
pub struct Entry {
    pub jws: String,
    pub hash: String,
    pub seq: i64,
    pub prev: String,
    pub key: String,
    pub what: What,
    pub amount: Option<Amount>,
    pub at: Millis,
    pub boot: String,
    pub mono: i64,
    /// A membership's id, or nothing.
    pub staff: String,
}

#[derive(Debug, Clone)]
pub enum What {
    Tap(Shown),
    /// The tap of this key is taken back.
    Undo(String),
}

/// What was shown.
#[derive(Debug, Clone)]
pub struct Shown {
    /// As it was read; the content that goes with the tap's key.
    pub raw: String,
    /// The card or passport code to be stamped, or why there is none.
    pub card: std::result::Result<String, &'static str>,
    pub kind: Kind,
    /// The slip whose code it was.
    pub slip: Option<SlipId>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    kid: String,
}

#[derive(Deserialize)]
struct Payload {
    v: i64,
    aud: String,
    brand: String,
    seq: i64,
    prev: String,
    key: String,
    #[serde(default)]
    card: String,
    #[serde(default)]
    undo: String,
    #[serde(default)]
    amount: Option<i64>,
    at: i64,
    #[serde(default)]
    boot: String,
    #[serde(default)]
    mono: i64,
    #[serde(default)]
    staff: String,
}

/// Reads entries, in the order of their numbers.
pub fn read(tx: &mut Tx, keys: &Keys, device: &Device, brand: &Brand, entries: &[String]) -> Result<Vec<Read>> {
    let mut all = entries.iter().map(|jws| one(tx, keys, device, brand, jws)).collect::<Result<Vec<Read>>>()?;
    all.sort_by_key(Read::seq);
    Ok(all)
}

impl Read {
    pub fn seq(&self) -> i64 {
        match self {
            Read::Entry(entry) => entry.seq,
            Read::Foreign { seq, .. } => *seq,
        }
    }

    pub fn hash(&self) -> &str {
        match self {
            Read::Entry(entry) => &entry.hash,
            Read::Foreign { hash, .. } => hash,
        }
    }
}

fn one(tx: &mut Tx, keys: &Keys, device: &Device, brand: &Brand, jws: &str) -> Result<Read> {
    let hash = codes::base64url(&codes::sha256_bytes(jws));
    let foreign = |reason: &'static str, seq: i64| {
        let kept: String = jws.chars().take(ENTRY).collect();
        Ok(Read::Foreign { jws: kept, hash: hash.clone(), seq, reason })
    };
    let Some((header, payload, signed, signature)) = parts(jws) else { return foreign("kept_unreadable", 0) };
    let seq = payload.seq.max(0);
    if header.kid != device.id.to_string() {
        return foreign("kept_stolen", seq);
    }
    if header.alg != "ES256" || !rules::signed(&device.public_key, signed, signature) {
        return foreign("kept_signature", seq);
    }
    if payload.aud != "noren-queue" || payload.brand != brand.code {
        return foreign("kept_stolen", seq);
    }
    let fits = |text: &str, most: usize| text.chars().count() <= most && !text.chars().any(char::is_control);
    let amount = payload.amount.map(Amount);
    let fine = payload.v == 1
        && payload.seq > 0
        && payload.at > 0
        && fits(&payload.card, CARD)
        && fits(&payload.key, KEY)
        && fits(&payload.undo, KEY)
        && fits(&payload.boot, 64)
        && fits(&payload.staff, 20)
        && payload.card.trim().is_empty() != payload.undo.is_empty();
    if !fine {
        return foreign("kept_unreadable", seq);
    }
    let what = if payload.undo.is_empty() {
        What::Tap(shown(tx, keys, brand, &payload.card, Millis(payload.at))?)
    } else {
        What::Undo(payload.undo)
    };
    Ok(Read::Entry(Box::new(Entry {
        jws: jws.to_owned(),
        hash,
        seq: payload.seq,
        prev: payload.prev,
        key: payload.key,
        what,
        amount,
        at: Millis(payload.at),
        boot: payload.boot,
        mono: payload.mono,
        staff: payload.staff,
    })))
}

/// Header, payload, what was signed, and the signature.
fn parts(jws: &str) -> Option<(Header, Payload, &str, &str)> {
    if jws.len() > ENTRY {
        return None;
    }
    let (signed, signature) = jws.rsplit_once('.')?;
    let (header, payload) = signed.split_once('.')?;
    let header = serde_json::from_slice(&codes::from_base64url(header)?).ok()?;
    let payload = serde_json::from_slice(&codes::from_base64url(payload)?).ok()?;
    Some((header, payload, signed, signature))
}

/// A card's token or code as it is; a pass or a slip's code by what it says, compared with the time it was shown.
fn shown(tx: &mut Tx, keys: &Keys, brand: &Brand, text: &str, at: Millis) -> Result<Shown> {
    let raw = text.trim().to_owned();
    if !looks_signed(&raw) {
        return Ok(Shown { card: Ok(raw.clone()), raw, kind: Kind::Card, slip: None });
    }
    if let Some(says) = slip::code::whenever(keys, brand, &raw) {
        // It names its passport as well; that the slip is over is said, and the visit stands.
        return Ok(Shown { card: Ok(says.sub), raw, kind: Kind::Slip, slip: Some(says.slip) });
    }
    let mut refused = "";
    // As the tablet's clock has it, or as one that is a little off.
    for at in [at, at.plus(-SKEW), at.plus(SKEW)] {
        match pass::read(tx, keys, brand, &raw, at) {
            Ok(proof) => return Ok(Shown { card: Ok(proof.code), raw, kind: Kind::Pass, slip: None }),
            Err(Error::Refused(refusal)) if refused.is_empty() => refused = refusal.code,
            Err(Error::Refused(_)) => {}
            Err(e) => return Err(e),
        }
    }
    let reason = match refused {
        "early_pass" | "expired_pass" => "kept_pass_old",
        "foreign_pass" => "kept_pass_foreign",
        other => other,
    };
    Ok(Shown { card: Err(reason), raw, kind: Kind::Pass, slip: None })
}
