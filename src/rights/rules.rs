//! What of each table is told to the person it is about, and what becomes of it when they are erased. Pure. A test walks
//! the database's catalogue: a table with a passport or a person in it that is not here fails it.

use crate::words::{BrandId, codes};

/// How a table is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    /// Under this name in the JSON.
    Under(&'static str),
    /// It is not, because …
    Not(&'static str),
}

/// What is left of a table's rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Left {
    Nothing,
    /// Numbers, because …
    Numbers(&'static str),
}

/// A table in which a person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Table {
    pub name: &'static str,
    pub told: Told,
    pub left: Left,
}

const fn row(name: &'static str, told: Told, left: Left) -> Table {
    Table { name, told, left }
}

pub const TABLES: [Table; 34] = [
    row("passports", Told::Under("passport"), Left::Numbers("visits and accounts belong to it")),
    row("cards", Told::Under("cards"), Left::Numbers("a shop counts the cards it gave out")),
    row("persons", Told::Under("sign_in"), Left::Numbers("what staff did stands in the books under its number")),
    row("sessions", Told::Under("sign_in"), Left::Nothing),
    row("resets", Told::Under("sign_in"), Left::Nothing),
    row("invitations", Told::Under("sign_in"), Left::Numbers("who invited to which role; no address")),
    row("memberships", Told::Under("memberships"), Left::Nothing),
    row("visits", Told::Under("visits"), Left::Numbers("the books and the dashboards count them")),
    row("corrections", Told::Under("visits"), Left::Numbers("the books: what a visit's amount and points were before")),
    row("acquaintances", Told::Under("shops"), Left::Numbers("counted from the visits")),
    row("redemptions", Told::Under("redemptions"), Left::Numbers("the books")),
    row("slips", Told::Under("slips"), Left::Numbers("the books: from where to where, and the points; no reason")),
    row("accounts", Told::Under("points"), Left::Numbers("the books")),
    row("transfers", Told::Under("points"), Left::Numbers("the books: nothing in them is ever edited")),
    row("likes", Told::Under("likes"), Left::Nothing),
    row("shares", Told::Under("shares"), Left::Nothing),
    row("notes", Told::Under("notes"), Left::Nothing),
    row("looks", Told::Under("looks"), Left::Nothing),
    row("askings", Told::Under("askings"), Left::Nothing),
    row("cases", Told::Under("cases"), Left::Numbers("the points given to make good; no words")),
    row("queued_taps", Told::Under("kept_offline"), Left::Numbers("a tablet's chain; no card, no signed entry")),
    row("proposals", Told::Under("proposals"), Left::Nothing),
    row("proposal_parts", Told::Under("proposals"), Left::Nothing),
    row("household_members", Told::Under("household"), Left::Nothing),
    row("household_asks", Told::Under("household"), Left::Nothing),
    row("household_yeses", Told::Under("household"), Left::Nothing),
    row("pass_keys", Told::Under("phones"), Left::Nothing),
    row("spent_passes", Told::Under("redemptions"), Left::Nothing),
    row("pin_tries", Told::Under("wrong_pins"), Left::Nothing),
    row("sign_in_tries", Told::Under("wrong_passwords"), Left::Nothing),
    row("objections", Told::Under("objections"), Left::Numbers("the books: what was settled; no words of theirs")),
    row("answers", Told::Not("copies of what is told here, kept 40 days for their keys"), Left::Nothing),
    row(
        "erasures",
        Told::Not("only of who is not here any more"),
        Left::Numbers("so that no older copy brings them back"),
    ),
    row("shop_days", Told::Not("sums of a day"), Left::Numbers("sums of a day")),
];

/// The tables that an erasure writes to.
pub fn touched() -> Vec<&'static str> {
    let books = ["visits", "corrections", "acquaintances", "redemptions", "accounts", "transfers", "shop_days"];
    TABLES.iter().map(|t| t.name).filter(|name| !books.contains(name)).collect()
}

/// What is kept of the name an import knew somebody by, so that the same file brings nobody back: a hash. Whoever has the
/// file, or guesses the name, can tell that it is the same; nobody can read it off.
pub fn mark(brand: BrandId, member: &str) -> String {
    codes::sha256(&format!("{brand}|member|{member}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_table_stands_here_once() {
        let mut names: Vec<&str> = TABLES.iter().map(|t| t.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), TABLES.len());
        assert!(touched().contains(&"notes") && !touched().contains(&"visits"));
    }

    #[test]
    fn the_same_name_in_another_street_is_another_mark() {
        assert_ne!(mark(BrandId(1), "m1"), mark(BrandId(2), "m1"));
        assert_eq!(mark(BrandId(1), "m1").len(), 64);
    }
}
