//! The master secret and what is derived from it: the pepper of PINs and passwords, the cookie key, the Ed25519 keys
//! that sign what leaves the server. The secret lies in a file of its own, never in the database.

use crate::words::codes::{ALPHABET, base64url, from_base64url};
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
    /// What a resident's phone shows at a counter.
    Pass,
    /// A slip, as the resident shows it.
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

/// A token as it was read, with the seconds from and until which it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token<T> {
    pub says: T,
    pub from: i64,
    pub until: i64,
}

/// Why a token is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unfit {
    /// Not whole, not for this, or not signed by the key it names.
    Foreign,
    Early,
    Late,
}

/// By how many seconds whoever made a token may be ahead of us.
const AHEAD: i64 = 5;

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
        let public = self.public(&kid(token)?)?;
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
        in_time(read, now).ok().map(|token| token.says)
    }

    /// Reads a token that is shown a few times at most: of this audience, signed by us, at a time.
    ///
    /// # Errors
    /// Says why not.
    pub fn read<T: DeserializeOwned>(
        &self,
        audience: Audience,
        token: &str,
        at: i64,
    ) -> std::result::Result<Token<T>, Unfit> {
        let public = kid(token).and_then(|kid| self.public(&kid)).ok_or(Unfit::Foreign)?;
        read_by(audience, token, &public, at)
    }

    /// [`Keys::read`] whatever the time: for what is said to be over, and by whom it was.
    pub fn whenever<T: DeserializeOwned>(&self, audience: Audience, token: &str) -> Option<T> {
        let public = self.public(&kid(token)?)?;
        serde_json::from_value(signed(audience, token, &public)?.says).ok()
    }

    fn public(&self, kid: &str) -> Option<Arc<[u8]>> {
        self.kids().into_iter().find(|(known, _)| known == kid).map(|(_, public)| public)
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

/// The key a token names; none where the text is no token of ours to read.
pub fn kid(token: &str) -> Option<String> {
    jsonwebtoken::decode_header(token).ok()?.kid
}

/// [`Keys::read`], of a token signed by somebody else's key, given as its 32 bytes.
pub fn read_by<T: DeserializeOwned>(
    audience: Audience,
    token: &str,
    public: &[u8],
    at: i64,
) -> std::result::Result<Token<T>, Unfit> {
    in_time(signed(audience, token, public).ok_or(Unfit::Foreign)?, at)
}

/// Compared with our own clock, or with the time it was shown: without leeway at its end.
fn in_time<T: DeserializeOwned>(read: Claims<serde_json::Value>, at: i64) -> std::result::Result<Token<T>, Unfit> {
    let seconds = at.div_euclid(1000);
    if seconds >= read.exp {
        return Err(Unfit::Late);
    }
    if read.nbf > seconds + AHEAD {
        return Err(Unfit::Early);
    }
    let says = serde_json::from_value(read.says).map_err(|_| Unfit::Foreign)?;
    Ok(Token { says, from: read.nbf, until: read.exp })
}

/// 32 bytes of base64url without padding.
pub fn public_key(text: &str) -> Option<[u8; 32]> {
    from_base64url(text)?.try_into().ok()
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

    /// The payload of a pass, and the header it is signed under by whatever key.
    fn forged(header: serde_json::Value, says: &serde_json::Value, sign: impl Fn(&[u8]) -> Vec<u8>) -> String {
        let part = |value: &serde_json::Value| base64url(value.to_string().as_bytes());
        let text = format!("{}.{}", part(&header), part(says));
        format!("{text}.{}", base64url(&sign(text.as_bytes())))
    }

    #[test]
    fn each_forged_pass_is_refused() {
        use serde_json::json;
        let keys = keys();
        let (_, pair) = keys.pair("k1").unwrap();
        let public: [u8; 32] = pair.public_key().as_ref().try_into().unwrap();
        let (at, says) = (1_030_000, |change: &dyn Fn(&mut serde_json::Value)| {
            let mut says = json!({"iss": "noren", "aud": "noren-pass", "nbf": 1000, "exp": 1060, "sub": "7K2QMXAB"});
            change(&mut says);
            says
        });
        let ours = json!({"alg": "EdDSA", "kid": "k1"});
        let by_us = |text: &[u8]| pair.sign(text).as_ref().to_vec();
        let read = |token: &str| keys.read::<serde_json::Value>(Audience::Pass, token, at).map(|t| (t.from, t.until));
        assert_eq!(read(&forged(ours.clone(), &says(&|_| ()), by_us)), Ok((1000, 1060)));
        let none = forged(json!({"alg": "none", "kid": "k1"}), &says(&|_| ()), |_| Vec::new());
        assert_eq!(read(&none), Err(Unfit::Foreign), "no algorithm");
        // The public key, which everybody knows, taken for the secret of another algorithm.
        let hmac = |text: &[u8]| hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &public), text).as_ref().to_vec();
        let hs256 = forged(json!({"alg": "HS256", "kid": "k1"}), &says(&|_| ()), hmac);
        assert_eq!(read(&hs256), Err(Unfit::Foreign), "HS256 with the public key");
        assert_eq!(read(&forged(ours.clone(), &says(&|_| ()), hmac)), Err(Unfit::Foreign), "no signature of ours");
        for missing in ["iss", "aud", "nbf", "exp"] {
            let says = says(&|says| drop(says.as_object_mut().unwrap().remove(missing)));
            assert_eq!(read(&forged(ours.clone(), &says, by_us)), Err(Unfit::Foreign), "without {missing}");
        }
        for (name, other) in [("aud", "noren-slip"), ("aud", "noren-api"), ("iss", "somebody")] {
            let says = says(&|says| says[name] = json!(other));
            assert_eq!(read(&forged(ours.clone(), &says, by_us)), Err(Unfit::Foreign), "{name} {other}");
        }
        for kid in
            [json!({"alg": "EdDSA"}), json!({"alg": "EdDSA", "kid": "k2"}), json!({"alg": "EdDSA", "kid": "phone-1"})]
        {
            assert_eq!(read(&forged(kid.clone(), &says(&|_| ()), by_us)), Err(Unfit::Foreign), "{kid}");
        }
        let pass = forged(ours, &says(&|_| ()), by_us);
        let at = |seconds: i64| keys.read::<serde_json::Value>(Audience::Pass, &pass, seconds * 1000).err();
        assert_eq!(
            [at(994), at(995), at(1059), at(1060), at(1061)],
            [Some(Unfit::Early), None, None, Some(Unfit::Late), Some(Unfit::Late)]
        );
        // The same by a phone's key, which we only know the public half of.
        let phone = Ed25519KeyPair::generate().unwrap();
        let own = forged(json!({"alg": "EdDSA", "kid": "phone-1"}), &says(&|_| ()), |text| {
            phone.sign(text).as_ref().to_vec()
        });
        let by = |public: &[u8]| read_by::<serde_json::Value>(Audience::Pass, &own, public, 1_030_000).map(|t| t.until);
        assert_eq!(by(phone.public_key().as_ref()), Ok(1060));
        assert_eq!(by(&public), Err(Unfit::Foreign));
        assert_eq!(public_key(&base64url(&public)), Some(public));
        for bad in ["", "A", &"A".repeat(42), &"A".repeat(44), &format!("{}B", "A".repeat(42)), &"=".repeat(43)] {
            assert_eq!(public_key(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_hash_needs_the_pepper() {
        let hash = keys().hash("2468").unwrap();
        assert!(keys().fits("2468", &hash).unwrap());
        assert!(!keys().fits("2469", &hash).unwrap());
        assert!(!Keys::from_secret("another secret, also long enough, surely").fits("2468", &hash).unwrap());
    }
}
