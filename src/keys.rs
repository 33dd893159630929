//! The master secret and what is derived from it: the pepper of PINs and passwords, the cookie key, the Ed25519 keys
//! that sign what leaves the server. The secret lies in a file of its own, never in the database.

use crate::words::codes::{ALPHABET, base64url};
use crate::words::{Error, Result};
use argon2::password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash};
use argon2::{Algorithm, Argon2, Params, Version};
use aws_lc_rs::{
    hmac,
    signature::{Ed25519KeyPair, KeyPair},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::io::Write;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

/// Who may read a token: one audience per kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    Api,
    Claim,
    /// A resident's phone, shown at a counter.
    Pass,
    /// A slip, shown at the counter it is for.
    Slip,
}

impl Audience {
    fn name(self) -> &'static str {
        match self {
            Audience::Api => "noren-api",
            Audience::Claim => "noren-claim",
            Audience::Pass => "noren-pass",
            Audience::Slip => "noren-slip",
        }
    }
}

const ISSUER: &str = "noren";

/// What every token says, and `sub` for the rest.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Claims<T> {
    iss: String,
    aud: String,
    exp: i64,
    nbf: i64,
    #[serde(flatten)]
    says: T,
}

/// What a token says, and from when until when (seconds).
#[derive(Debug, Clone)]
pub struct Dated<T> {
    pub nbf: i64,
    pub exp: i64,
    pub says: T,
}

#[derive(Clone)]
pub struct Keys {
    master: Arc<hmac::Key>,
    pepper: Arc<[u8]>,
    /// Key ids that verify, each with its public key; the last one signs.
    kids: Arc<RwLock<Vec<Kid>>>,
    /// What tokens said whose signature was right, by their hash: a till shows the same one with every tap. Whether their
    /// key and their time still hold is asked each time.
    seen: Arc<Mutex<HashMap<[u8; 32], Claims<serde_json::Value>>>>,
}

/// A key's id and its public half.
type Kid = (String, Arc<[u8]>);

/// Tokens of which that is kept.
const SEEN: usize = 4096;

impl Keys {
    /// Reads the secret file, or makes it (readable by its owner alone).
    pub fn open(file: &Path) -> Result<Keys> {
        let secret = match std::fs::read_to_string(file) {
            Ok(text) => text.trim().to_owned(),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => make_secret(file)?,
            Err(e) => return Err(Error::broken(format!("{}: {e}", file.display()))),
        };
        if secret.len() < 32 {
            return Err(Error::broken(format!("{} holds no secret of 32 signs or more", file.display())));
        }
        Ok(Keys::from_secret(&secret))
    }

    pub fn from_secret(secret: &str) -> Keys {
        let master = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
        let pepper = hmac::sign(&master, b"pepper").as_ref().into();
        Keys { master: Arc::new(master), pepper, kids: Arc::default(), seen: Arc::default() }
    }

    /// Tells which key ids the database holds, oldest first.
    pub fn set_kids(&self, kids: Vec<String>) -> Result<()> {
        let public = |kid: String| {
            let (_, pair) = self.pair(&kid)?;
            Ok((kid, pair.public_key().as_ref().into()))
        };
        *self.kids.write().unwrap_or_else(PoisonError::into_inner) =
            kids.into_iter().map(public).collect::<Result<_>>()?;
        Ok(())
    }

    fn kids(&self) -> Vec<Kid> {
        self.kids.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn derive(&self, label: &str) -> [u8; 32] {
        let tag = hmac::sign(&self.master, label.as_bytes());
        let mut out = [0; 32];
        out.copy_from_slice(tag.as_ref());
        out
    }

    /// Four signs that stand for somebody who is not to be named: always the same, and nothing leads back from them.
    pub fn pseudonym(&self, of: &str) -> String {
        let sign = |byte: &u8| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()]);
        self.derive(&format!("pseudonym/{of}")).iter().take(4).map(sign).collect()
    }

    /// 64 bytes that sign and encrypt the session cookie.
    pub fn cookie(&self) -> [u8; 64] {
        let mut key = [0; 64];
        key[..32].copy_from_slice(&self.derive("cookie/1"));
        key[32..].copy_from_slice(&self.derive("cookie/2"));
        key
    }

    fn argon(&self) -> Result<Argon2<'_>> {
        Argon2::new_with_secret(&self.pepper, Algorithm::Argon2id, Version::V0x13, Params::default())
            .map_err(Error::broken)
    }

    /// Argon2id with the server's pepper, as a PHC string. Slow on purpose: never within a write.
    pub fn hash(&self, secret: &str) -> Result<String> {
        Ok(self.argon()?.hash_password(secret.as_bytes()).map_err(Error::broken)?.to_string())
    }

    /// Does the secret fit the hash? Slow on purpose: never within a write.
    pub fn fits(&self, secret: &str, hash: &str) -> Result<bool> {
        let Ok(parsed) = PasswordHash::new(hash) else { return Ok(false) };
        Ok(self.argon()?.verify_password(secret.as_bytes(), &parsed).is_ok())
    }

    fn pair(&self, kid: &str) -> Result<([u8; 32], Ed25519KeyPair)> {
        let seed = self.derive(&format!("eddsa/{kid}"));
        let pair = Ed25519KeyPair::from_seed_unchecked(&seed).map_err(Error::broken)?;
        Ok((seed, pair))
    }

    /// Signs what `says` holds, for one audience, from `now` for `seconds`.
    pub fn sign<T: Serialize>(&self, audience: Audience, says: T, now: i64, seconds: i64) -> Result<String> {
        let (kid, _) = self.kids().pop().ok_or_else(|| Error::broken("no signing key"))?;
        let (seed, _) = self.pair(&kid)?;
        // PKCS #8 v1 (RFC 8410): a fixed heading, then the seed.
        let mut der =
            vec![0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];
        der.extend_from_slice(&seed);
        let mut header = jsonwebtoken::Header::new(jsonwebtoken::Algorithm::EdDSA);
        header.kid = Some(kid);
        let claims = Claims {
            iss: ISSUER.into(),
            aud: audience.name().into(),
            nbf: now / 1000,
            exp: now / 1000 + seconds,
            says,
        };
        jsonwebtoken::encode(&header, &claims, &jsonwebtoken::EncodingKey::from_ed_der(&der)).map_err(Error::broken)
    }

    /// Reads a token of this audience; `None` where it is not ours, not for this, or out of its time.
    pub fn verify<T: DeserializeOwned>(&self, audience: Audience, token: &str, now: i64) -> Option<T> {
        let read = self.read(audience, token)?;
        let seconds = now / 1000;
        (read.nbf <= seconds + 5 && seconds < read.exp).then_some(read.says)
    }

    /// Reads a token of this audience whatever the time: whoever asks compares that with when it was shown.
    pub fn read<T: DeserializeOwned>(&self, audience: Audience, token: &str) -> Option<Dated<T>> {
        let kid = jsonwebtoken::decode_header(token).ok()?.kid?;
        let (_, public) = self.kids().into_iter().find(|(known, _)| *known == kid)?;
        let mark: [u8; 32] = Sha256::new().chain_update(audience.name()).chain_update(token).finalize().into();
        let seen = self.seen().get(&mark).cloned();
        let read = match seen {
            Some(read) => read,
            None => {
                let read = signed(audience, token, &public)?;
                let mut seen = self.seen();
                if seen.len() >= SEEN {
                    seen.clear();
                }
                seen.insert(mark, read.clone());
                read
            }
        };
        let says = serde_json::from_value(read.says).ok()?;
        Some(Dated { nbf: read.nbf, exp: read.exp, says })
    }

    fn seen(&self) -> MutexGuard<'_, HashMap<[u8; 32], Claims<serde_json::Value>>> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The public keys, as a JWK set (RFC 7517, RFC 8037).
    pub fn jwks(&self) -> serde_json::Value {
        let jwk = |(kid, public): Kid| {
            serde_json::json!({
                "kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": kid, "x": base64url(&public),
            })
        };
        serde_json::json!({ "keys": self.kids().into_iter().map(jwk).collect::<Vec<_>>() })
    }
}

/// What a token says, where it is signed by this key for this audience.
fn signed(audience: Audience, token: &str, public: &[u8]) -> Option<Claims<serde_json::Value>> {
    let mut rules = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::EdDSA);
    rules.set_audience(&[audience.name()]);
    rules.set_issuer(&[ISSUER]);
    rules.set_required_spec_claims(&["exp", "nbf", "aud", "iss"]);
    // The times are compared with our own clock, each time anew.
    rules.validate_exp = false;
    rules.validate_nbf = false;
    Some(jsonwebtoken::decode(token, &jsonwebtoken::DecodingKey::from_ed_der(public), &rules).ok()?.claims)
}

fn make_secret(file: &Path) -> Result<String> {
    let io = |e: std::io::Error| Error::broken(format!("{}: {e}", file.display()));
    if let Some(parent) = file.parent().filter(|p| !p.as_os_str().is_empty()) {
        std::fs::create_dir_all(parent).map_err(io)?;
    }
    let secret = format!("{}{}", crate::words::codes::token(), crate::words::codes::token());
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(file).map_err(io)?;
    out.write_all(secret.as_bytes()).and_then(|()| out.sync_all()).map_err(io)?;
    Ok(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        let keys = Keys::from_secret("a secret for this test alone, long enough");
        keys.set_kids(vec!["k1".into()]).unwrap();
        keys
    }

    #[test]
    fn a_token_is_for_its_audience_time_and_key() {
        let keys = keys();
        let token = keys.sign(Audience::Api, serde_json::json!({"sub": "7"}), 1_000_000, 60).unwrap();
        let read: Option<serde_json::Value> = keys.verify(Audience::Api, &token, 1_030_000);
        assert_eq!(read.unwrap()["sub"], "7");
        // Seen before: all but its signature is asked again.
        assert!(keys.verify::<serde_json::Value>(Audience::Api, &token, 1_030_000).is_some());
        let forged = format!("{}A", &token[..token.len() - 1]);
        let forged = if forged == token { format!("{}Q", &token[..token.len() - 1]) } else { forged };
        assert!(keys.verify::<serde_json::Value>(Audience::Api, &forged, 1_030_000).is_none());
        assert!(keys.verify::<serde_json::Value>(Audience::Claim, &token, 1_030_000).is_none());
        assert!(keys.verify::<serde_json::Value>(Audience::Api, &token, 1_061_000).is_none());
        keys.set_kids(vec!["k2".into()]).unwrap();
        assert!(keys.verify::<serde_json::Value>(Audience::Api, &token, 1_030_000).is_none());
    }

    #[test]
    fn a_hash_needs_the_pepper() {
        let hash = keys().hash("2468").unwrap();
        assert!(keys().fits("2468", &hash).unwrap());
        assert!(!keys().fits("2469", &hash).unwrap());
        assert!(!Keys::from_secret("another secret, also long enough, surely").fits("2468", &hash).unwrap());
    }
}
