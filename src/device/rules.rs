//! What a tablet may be called, and what is a key. Pure.

use crate::words::{Refusal, Result};

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
    let signs = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    let fine = text.len() == 87 && signs && text.starts_with('B');
    if fine { Ok(()) } else { Err(Refusal::new(422, "bad_device_key").into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_uncompressed_point_is_a_key() {
        assert!(public_key(&format!("B{}", "A".repeat(86))).is_ok());
        for bad in ["", "B", &"A".repeat(87), &format!("B{}=", "A".repeat(85))] {
            assert!(public_key(bad).is_err(), "{bad}");
        }
    }
}
