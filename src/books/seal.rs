//! The seal of a month: a chain of SHA-256 over its transfers, row by row, and a mark of each so that one changed by hand can
//! be named. Pure.

use super::rules::Line;
use crate::words::codes;
use sha2::{Digest, Sha256};

/// Transfers under one head.
pub const SOME: usize = 10_000;
/// A transfer's id and the first 8 bytes of its hash, both big-endian.
const MARK: usize = 16;

/// A transfer as it is sealed: with what its accounts stand for, so that those cannot be exchanged either.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sealed {
    pub id: i64,
    pub posted_at: i64,
    /// All that the row says.
    pub text: String,
}

/// A head, as 64 hexadecimal digits.
pub type Head = String;

/// Before the first month of a brand.
pub fn genesis(brand_code: &str) -> Head {
    codes::sha256(&format!("noren {brand_code}"))
}

/// The next head of the chain, and the marks of these transfers.
pub fn chain(head: &str, rows: &[Sealed]) -> (Head, String) {
    let mut at: [u8; 32] = codes::sha256_bytes(head);
    let mut marks = Vec::with_capacity(rows.len() * MARK);
    for row in rows {
        let hash = codes::sha256_bytes(&row.text);
        marks.extend(row.id.to_be_bytes());
        marks.extend(&hash[..8]);
        at = Sha256::new().chain_update(at).chain_update(hash).finalize().into();
    }
    (hex(&at), codes::base64url(&marks))
}

/// The month's head: over the chain and the statements, in the order of their numbers.
pub fn over_statements(head: &str, statements: &[(String, i64, Vec<Line>)]) -> Head {
    let mut text = head.to_owned();
    for (number, shop, lines) in statements {
        text.push_str(&format!("\n{number} {shop}"));
        for l in lines {
            let other = l.other.map_or_else(|| "-".to_owned(), |o| o.to_string());
            text.push_str(&format!(
                "\n {} {other} {} {} {} {} {}",
                l.code.name(),
                l.count,
                l.points,
                l.lot,
                l.rate,
                l.money
            ));
        }
    }
    codes::sha256(&text)
}

/// Ids and marks, as [`chain`] wrote them. Nothing where it is not that.
pub fn marks(text: &str) -> Option<Vec<(i64, [u8; 8])>> {
    let bytes = codes::from_base64url(text)?;
    if bytes.len() % MARK != 0 {
        return None;
    }
    let one = |b: &[u8]| Some((i64::from_be_bytes(b[..8].try_into().ok()?), b[8..].try_into().ok()?));
    bytes.chunks_exact(MARK).map(one).collect()
}

/// A transfer's mark.
pub fn mark(row: &Sealed) -> [u8; 8] {
    let hash = codes::sha256_bytes(&row.text);
    [hash[0], hash[1], hash[2], hash[3], hash[4], hash[5], hash[6], hash[7]]
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: i64, text: &str) -> Sealed {
        Sealed { id, posted_at: id, text: text.into() }
    }

    #[test]
    fn each_row_and_their_order_are_in_the_head() {
        let rows = [row(1, "a"), row(2, "b"), row(3, "c")];
        let (head, marked) = chain(&genesis("x"), &rows);
        assert_eq!(head.len(), 64);
        assert_eq!(marks(&marked).unwrap(), rows.iter().map(|r| (r.id, mark(r))).collect::<Vec<_>>());
        let other = |rows: &[Sealed]| chain(&genesis("x"), rows).0;
        assert_ne!(head, other(&rows[..2]));
        assert_ne!(head, other(&[row(1, "a"), row(3, "c"), row(2, "b")]));
        assert_ne!(head, other(&[row(1, "a"), row(2, "B"), row(3, "c")]));
        assert_ne!(head, chain(&genesis("y"), &rows).0);
        assert!(marks("A").is_none() && marks(&codes::base64url(&[0; 15])).is_none());
    }

    #[test]
    fn the_same_in_parts() {
        let rows = [row(1, "a"), row(2, "b")];
        let (first, _) = chain(&genesis("x"), &rows[..1]);
        let twice = chain(&first, &rows[1..]).0;
        assert_eq!(twice, chain(&first, &rows[1..]).0);
        assert_ne!(twice, first);
    }
}
