//! Codes people read, type and scan: short codes with a check character, long random tokens, hashes of secrets.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

/// Without look-alikes: no 0 O, 1 I L, U V side by side.
pub const ALPHABET: &[u8; 30] = b"23456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Signs in a card's short code, check character included: `7K2Q-MX`.
pub const CARD_LEN: usize = 6;
/// Signs in a passport's code, check character included: `7K2Q-MXAB`.
pub const PASSPORT_LEN: usize = 8;

/// A random code of `len` signs, the last of which checks the others (Luhn mod N, N = 30: every single wrong sign
/// and nearly every swap of neighbours is noticed).
pub fn random(len: usize) -> String {
    let mut code: Vec<u8> = (0..len - 1).map(|_| ALPHABET[rand::random_range(0..ALPHABET.len())]).collect();
    code.push(check(&code));
    code.into_iter().map(char::from).collect()
}

fn check(signs: &[u8]) -> u8 {
    let n = ALPHABET.len();
    let sum: usize = signs
        .iter()
        .rev()
        .enumerate()
        .map(|(i, sign)| {
            let value = position(*sign).unwrap_or(0) * if i % 2 == 0 { 2 } else { 1 };
            value / n + value % n
        })
        .sum();
    ALPHABET[(n - sum % n) % n]
}

fn position(sign: u8) -> Option<usize> {
    ALPHABET.iter().position(|a| *a == sign)
}

/// As typed by a person (full-width, lower case, with spaces or hyphens) to the plain code; `None` where it cannot be one.
pub fn parse(typed: &str, len: usize) -> Option<String> {
    let plain: String = typed
        .nfkc()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '‐' | '−' | '–' | 'ー'))
        .flat_map(char::to_uppercase)
        .collect();
    let signs = plain.as_bytes();
    let ok = signs.len() == len
        && signs.iter().all(|s| position(*s).is_some())
        && check(&signs[..len - 1]) == signs[len - 1];
    ok.then_some(plain)
}

/// `7K2QMX` as printed: `7K2Q-MX`.
pub fn printed(code: &str) -> String {
    match code.get(..4).zip(code.get(4..)) {
        Some((head, tail)) if !tail.is_empty() => format!("{head}-{tail}"),
        _ => code.to_owned(),
    }
}

/// A random token of 128 bits, 26 signs of Crockford's base 32 in lower case: what a card's QR carries.
pub fn token() -> String {
    const SIGNS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut bits: u128 = rand::random();
    (0..26)
        .map(|_| {
            let sign = SIGNS[(bits & 31) as usize];
            bits >>= 5;
            char::from(sign)
        })
        .collect()
}

/// Base64url without padding (RFC 4648).
pub fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The bytes of [`base64url`]; nothing where it is not that. One way to write each.
pub fn from_base64url(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

pub fn sha256_bytes(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// SHA-256 in hex. For random tokens and contents, not for passwords.
pub fn sha256(text: &str) -> String {
    sha256_of(text.as_bytes())
}

/// Of a file's bytes.
pub fn sha256_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect()
}

/// What a counter's field or a scanner may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// The random id of a card's QR, bare or within its address.
    Token(String),
    /// A card's short code.
    Card(String),
    /// A passport's code.
    Passport(String),
    /// Nothing of the kind; perhaps a name.
    Other,
}

/// Reads what was typed, pasted or scanned.
pub fn shown(text: &str) -> Shown {
    let text = text.trim();
    let tail = text.rsplit_once("/c/").map_or(text, |(_, tail)| tail);
    let tail = tail.split(['?', '#', '/']).next().unwrap_or(tail);
    if tail.len() == 26 && tail.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Shown::Token(tail.to_ascii_lowercase());
    }
    if let Some(code) = parse(tail, CARD_LEN) {
        return Shown::Card(code);
    }
    parse(tail, PASSPORT_LEN).map_or(Shown::Other, Shown::Passport)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn typed_by_hand_in_any_width() {
        let code = random(CARD_LEN);
        let wide: String = printed(&code)
            .to_lowercase()
            .chars()
            .map(|c| if c == '-' { '－' } else { char::from_u32(c as u32 + 0xFEE0).unwrap() })
            .collect();
        assert_eq!(parse(&wide, CARD_LEN), Some(code));
    }

    #[test]
    fn base64url_as_in_rfc_4648() {
        for (bytes, text) in
            [(&b"foobar"[..], "Zm9vYmFy"), (b"fooba", "Zm9vYmE"), (b"foob", "Zm9vYg"), (&[0xfb, 0xff], "-_8")]
        {
            assert_eq!(base64url(bytes), text);
            assert_eq!(from_base64url(text).as_deref(), Some(bytes));
        }
        assert!(from_base64url("A").is_none() && from_base64url("A=").is_none());
    }

    #[test]
    fn a_scanned_address_is_its_token() {
        let token = token();
        assert_eq!(shown(&format!("https://street.example/c/{token}?x=1")), Shown::Token(token.clone()));
        assert_eq!(shown(&token.to_uppercase()), Shown::Token(token));
        assert_eq!(shown("さわだ"), Shown::Other);
    }

    proptest! {
        #[test]
        fn one_wrong_sign_is_noticed(at in 0usize..CARD_LEN, to in 0usize..30) {
            let code = random(CARD_LEN);
            let mut signs = code.clone().into_bytes();
            signs[at] = ALPHABET[to];
            let typed = String::from_utf8(signs).unwrap();
            prop_assert_eq!(parse(&typed, CARD_LEN).is_some(), typed == code);
        }
    }
}
