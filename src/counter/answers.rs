//! The first answer to a caller's key, given again for the same key and content: nothing counts twice.

use super::store;
use crate::db::Tx;
use crate::words::{BrandId, Millis, PassportId, Refusal, Result, codes, time};
use serde::{Serialize, de::DeserializeOwned};

/// How long a key is remembered: longer than any tablet is offline.
const KEPT: i64 = 40 * time::DAY;

/// Who asks for what, under which key.
#[derive(Debug, Clone)]
pub struct Asked {
    pub brand: BrandId,
    /// `shop:ID` and the like.
    pub caller: String,
    pub operation: &'static str,
    pub key: String,
    content_hash: String,
}

/// An answer, and whether it was given before.
#[derive(Debug, Clone)]
pub struct Answer<T> {
    pub value: T,
    pub replayed: bool,
}

impl Asked {
    /// # Errors
    /// `missing_key`: none, over 255 signs, or not plain text.
    pub fn new(brand: BrandId, caller: String, operation: &'static str, key: &str, content: &str) -> Result<Asked> {
        if key.is_empty() || key.chars().count() > 255 || key.chars().any(char::is_control) {
            return Err(Refusal::new(422, "missing_key").field("key").into());
        }
        Ok(Asked { brand, caller, operation, key: key.to_owned(), content_hash: codes::sha256(content) })
    }
}

/// The answer given before to this key, if any.
///
/// # Errors
/// `key_reused` where the content was another one.
pub fn before<T: DeserializeOwned>(tx: &mut Tx, asked: &Asked) -> Result<Option<T>> {
    let Some((hash, answer)) = store::answer(tx, asked)? else { return Ok(None) };
    if hash != asked.content_hash {
        return Err(Refusal::new(422, "key_reused").field("key").into());
    }
    serde_json::from_str(&answer).map(Some).map_err(|e| crate::words::Error::broken(format!("a stored answer: {e}")))
}

/// Remembers the answer, and the passport it is about: with its holder's erasure it goes too. Where somebody else has just
/// used the key, the unique key refuses and the write runs again.
pub fn remember<T: Serialize>(
    tx: &mut Tx,
    asked: &Asked,
    answer: &T,
    about: Option<PassportId>,
    now: Millis,
) -> Result<()> {
    let json = serde_json::to_string(answer).map_err(crate::words::Error::broken)?;
    store::insert_answer(tx, asked, &asked.content_hash, &json, about, now)
}

/// Runs `act` unless its key was answered before. It tells which passport its answer is about, if any.
pub fn once<T, F>(tx: &mut Tx, asked: &Asked, now: Millis, act: F) -> Result<Answer<T>>
where
    T: Serialize + DeserializeOwned,
    F: FnOnce(&mut Tx) -> Result<(T, Option<PassportId>)>,
{
    if let Some(value) = before(tx, asked)? {
        return Ok(Answer { value, replayed: true });
    }
    let (value, about) = act(tx)?;
    remember(tx, asked, &value, about, now)?;
    Ok(Answer { value, replayed: false })
}

/// [`once`], for what makes a person anew: a form that lies about after its person was erased brings nobody back.
///
/// # Errors
/// `erased` (410).
pub fn once_in_a_life<T, F>(tx: &mut Tx, asked: &Asked, now: Millis, act: F) -> Result<Answer<T>>
where
    T: Serialize + DeserializeOwned,
    F: FnOnce(&mut Tx) -> Result<(T, Option<PassportId>)>,
{
    if store::spent(tx, asked.brand, asked.operation, &spent_key(&asked.caller, &asked.key))? {
        return Err(Refusal::new(410, "erased").into());
    }
    once(tx, asked, now, act)
}

/// What is left of a key whose person was erased.
fn spent_key(caller: &str, key: &str) -> String {
    codes::sha256(&format!("{caller}|{key}"))
}

/// Forgets every answer about these passports: what is asked under their keys again is asked anew, of a card that nobody
/// knows (404 `unknown_card`). Of what made the person, a mark stays that the key is spent.
pub fn forget_about(tx: &mut Tx, brand: BrandId, passports: &[PassportId], codes: &[String]) -> Result<()> {
    for (caller, operation, key, at) in store::makings_about(tx, brand, passports)? {
        store::insert_spent(tx, brand, &operation, &spent_key(&caller, &key), at)?;
    }
    store::forget_answers_about(tx, brand, passports, codes)
}

/// Forgets keys that nobody will send again.
pub fn sweep(tx: &mut Tx, now: Millis) -> Result<usize> {
    store::forget_answers(tx, now.plus(-KEPT))
}
