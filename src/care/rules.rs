//! When a household's yes is whole, and what a yes is to. Pure.

use crate::words::{PassportId, codes};

/// Has everybody said yes? The one asked, and each who is in the book; who asked said it by asking.
pub fn settled(asked_by: PassportId, newcomer: PassportId, book: &[PassportId], yes: &[PassportId]) -> bool {
    yes.contains(&newcomer) && book.iter().all(|m| *m == asked_by || yes.contains(m))
}

/// Names a book by who is in it, whatever their order; it tells nobody who that is.
pub fn seal(book: &[PassportId]) -> String {
    let mut ids: Vec<i64> = book.iter().map(|p| p.0).collect();
    ids.sort_unstable();
    codes::sha256(&format!("{ids:?}")).chars().take(16).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const KENJI: PassportId = PassportId(1);
    const SUMIKO: PassportId = PassportId(2);
    const MINA: PassportId = PassportId(3);

    #[test]
    fn a_book_of_two_needs_one_yes_and_a_book_of_three_needs_both() {
        assert!(!settled(KENJI, SUMIKO, &[KENJI], &[]));
        assert!(settled(KENJI, SUMIKO, &[KENJI], &[SUMIKO]));
        assert!(!settled(KENJI, MINA, &[KENJI, SUMIKO], &[MINA]));
        assert!(!settled(KENJI, MINA, &[KENJI, SUMIKO], &[SUMIKO]));
        assert!(settled(KENJI, MINA, &[KENJI, SUMIKO], &[SUMIKO, MINA]));
    }

    #[test]
    fn a_seal_is_of_the_people_not_of_their_order() {
        assert_eq!(seal(&[KENJI, SUMIKO]), seal(&[SUMIKO, KENJI]));
        assert_ne!(seal(&[KENJI]), seal(&[KENJI, SUMIKO]));
    }
}
