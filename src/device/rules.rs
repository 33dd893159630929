//! What a tablet may be called, what is a key, what was signed with it, when it locks. Pure.

use super::Device;
use crate::words::codes::from_base64url;
use crate::words::{Millis, Refusal, Result, time};
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};

/// After how many minutes without an act a tablet may lock itself; the middle one unless its owner says otherwise.
pub const IDLE_MINUTES: [i64; 3] = [2, 10, 30];

/// An act is written down once in so long, not with each request; a tablet locks so much later rather than sooner.
const GRAIN: i64 = time::MINUTE / 2;

/// Characters of a tablet's name.
const NAME: usize = 40;

/// A name by which the owner tells one tablet from another.
pub(super) fn name(typed: &str) -> Result<String> {
    let name = typed.trim();
    let fine = !name.is_empty() && name.chars().count() <= NAME && !name.chars().any(char::is_control);
    if fine { Ok(name.to_owned()) } else { Err(Refusal::new(422, "bad_name").field("name").into()) }
}

/// An uncompressed point of P-256 (65 bytes, the first of them 4), base64url without padding: 87 signs.
pub(super) fn public_key(text: &str) -> Result<()> {
    let fine = from_base64url(text).is_some_and(|point| point.len() == 65 && point[0] == 4);
    if fine { Ok(()) } else { Err(Refusal::new(422, "bad_device_key").into()) }
}

/// Is this the signature of the text by this key? As WebCrypto makes them: r and s beside each other, no DER, which is what
/// aws-lc-rs calls FIXED; a JWT around it would say nothing more.
pub fn signed(public_key: &str, text: &str, signature: &str) -> bool {
    let (Some(point), Some(signature)) = (from_base64url(public_key), from_base64url(signature)) else { return false };
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(text.as_bytes(), &signature).is_ok()
}

/// Has nobody done anything at it for too long? `since`: when whoever is signed in came.
pub fn is_idle(device: &Device, since: Millis, now: Millis) -> bool {
    now >= device.acted_at.max(since).plus(device.idle_minutes * time::MINUTE + GRAIN)
}

/// Is what is known of its last act old enough to be written anew?
pub fn acts_anew(device: &Device, now: Millis) -> bool {
    now >= device.acted_at.plus(GRAIN)
}

/// Is it a minute since it was heard?
pub fn heard_anew(device: &Device, now: Millis) -> bool {
    now >= device.heard_at.plus(time::MINUTE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_key_signed_and_nothing_else() {
        use crate::words::codes::base64url;
        use aws_lc_rs::rand::SystemRandom;
        use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        let public = base64url(pair.public_key().as_ref());
        assert!(public_key(&public).is_ok(), "{public}");
        let proof = base64url(pair.sign(&SystemRandom::new(), b"noren-enrol 7K2Q-MXAB").unwrap().as_ref());
        assert!(signed(&public, "noren-enrol 7K2Q-MXAB", &proof));
        assert!(!signed(&public, "noren-enrol 7K2Q-MXAC", &proof));
        assert!(!signed(&public, "noren-enrol 7K2Q-MXAB", ""));
    }

    #[test]
    fn only_an_uncompressed_point_is_a_key() {
        assert!(public_key(&format!("B{}", "A".repeat(86))).is_ok());
        for bad in ["", "B", &"A".repeat(87), &format!("B{}=", "A".repeat(85))] {
            assert!(public_key(bad).is_err(), "{bad}");
        }
    }
}
