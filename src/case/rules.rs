//! What a case may say. Pure.

use crate::words::{Day, Refusal, Result};

const LONGEST: usize = 200;

fn said(typed: &str, code: &'static str, field: &'static str) -> Result<String> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() || text.chars().count() > LONGEST || text.chars().any(char::is_control) {
        return Err(Refusal::new(422, code).field(field).arg("most", LONGEST).into());
    }
    Ok(text)
}

/// What went wrong.
pub(super) fn what(typed: &str) -> Result<String> {
    said(typed, "bad_case", "what")
}

/// What the shop promised.
pub(super) fn promise(typed: &str) -> Result<String> {
    said(typed, "bad_promise", "promise")
}

/// A promise without a near day is none.
pub(super) fn due(due: Day, today: Day) -> Result<()> {
    let near = (today.0..=today.0 + 183).contains(&due.0);
    if near { Ok(()) } else { Err(Refusal::new(422, "bad_due").field("due").into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_promise_has_words_and_a_near_day() {
        assert_eq!(what("  the bag\n tore ").ok().as_deref(), Some("the bag tore"));
        assert!(promise(" ").is_err() && promise(&"x".repeat(201)).is_err());
        assert!(due(Day(10), Day(10)).is_ok() && due(Day(9), Day(10)).is_err() && due(Day(200), Day(10)).is_err());
    }
}
