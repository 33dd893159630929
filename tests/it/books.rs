//! `verify` proves the books and catches a hand in them; `backup` and `restore` keep them.

use serde_json::json;

use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::program::run;
use crate::support::street::{Street, key};

on_both_engines! { verify_says_what_it_checked a_hand_in_the_books_is_seen transfers_are_append_only }

/// A street where something has happened; closed.
pub fn lived_in(place: Place) -> Place {
    let street = Street::open(place);
    for _ in 0..3 {
        let resident = street.resident_with(100);
        let slip = json!({"card": resident.card, "to_shop": street.shops[1].code, "reason": "Bread"});
        street.till(0).post("/api/v1/referrals", &key(), &slip).expect(201);
        let tap = street
            .till(1)
            .post("/api/v1/taps", &key(), &json!({"card": resident.card, "amount": 900}))
            .expect(201)
            .json();
        let body = json!({"card": resident.card, "pin": resident.pin, "points": 60});
        street.till(0).post("/api/v1/redemptions", &key(), &body).expect(201);
        let undo = format!("/api/v1/visits/{}/reversals", tap["visit"].as_str().expect("an id"));
        street.till(1).post(&undo, &key(), &json!({})).expect(201);
    }
    street.close()
}

fn verify_says_what_it_checked(place: Place) {
    let place = lived_in(place);
    let said = run(&place, &["verify"]).well();
    assert!(said.out.lines().count() >= 3, "{}", said.out);
    run(&place, &["verify", "--brand", "nobody"]).badly(1);
}

fn a_hand_in_the_books_is_seen(place: Place) {
    let place = lived_in(place);
    // Whoever meddles takes the database's own guards away first. (The program puts them back when it opens SQLite.)
    let meddle = |sql: &str| {
        if place.is_postgres() {
            place.meddle("ALTER TABLE transfers DISABLE TRIGGER ALL");
        } else {
            place.meddle("DROP TRIGGER IF EXISTS transfers_kept");
            place.meddle("DROP TRIGGER IF EXISTS transfers_unchanged");
        }
        place.meddle(sql);
    };
    let first = place.number("SELECT min(id) AS n FROM transfers");
    let passport = place.number("SELECT min(id) AS n FROM accounts WHERE kind = 'passport'");
    let shop = place.number("SELECT min(id) AS n FROM accounts WHERE kind = 'shop'");
    let hands = [
        (
            format!("UPDATE accounts SET credits_posted = credits_posted + 1 WHERE id = {passport}"),
            format!("UPDATE accounts SET credits_posted = credits_posted - 1 WHERE id = {passport}"),
        ),
        (
            format!("UPDATE transfers SET amount = amount + 1 WHERE id = {first}"),
            format!("UPDATE transfers SET amount = amount - 1 WHERE id = {first}"),
        ),
        // A clever one: both sides are raised, so that debits still equal credits.
        (
            format!(
                "UPDATE accounts SET credits_posted = credits_posted + 5, debits_posted = debits_posted + 5 WHERE id = {shop}"
            ),
            format!(
                "UPDATE accounts SET credits_posted = credits_posted - 5, debits_posted = debits_posted - 5 WHERE id = {shop}"
            ),
        ),
        (
            format!(
                "UPDATE transfers SET credit_account = (SELECT max(id) FROM accounts WHERE kind = 'passport') WHERE credit_account = {passport}"
            ),
            String::new(),
        ),
    ];
    for (hand, back) in hands {
        run(&place, &["verify"]).well();
        meddle(&hand);
        let said = run(&place, &["verify"]).badly(1);
        assert!(!said.err.contains("panicked"), "{}", said.err);
        if !back.is_empty() {
            meddle(&back);
        }
    }
}

fn transfers_are_append_only(place: Place) {
    let place = lived_in(place);
    assert!(place.try_meddle("UPDATE transfers SET amount = amount + 1").is_err());
    assert!(place.try_meddle("DELETE FROM transfers").is_err());
    assert!(
        place.try_meddle("UPDATE accounts SET debits_posted = credits_posted + 1 WHERE kind = 'passport'").is_err()
    );
    run(&place, &["verify"]).well();
}

#[test]
fn a_backup_is_whole_and_comes_back() {
    let place = lived_in(Place::sqlite());
    let visits = place.number("SELECT count(*) AS n FROM visits");
    let copy = place.path("copy.db").display().to_string();
    run(&place, &["backup", &copy]).well();
    // Changed since; put back only with force.
    place.meddle("UPDATE visits SET amount = 1");
    run(&place, &["restore", &copy]).badly(1);
    run(&place, &["restore", &copy, "--force"]).well();
    assert_eq!(place.number("SELECT count(*) AS n FROM visits"), visits);
    assert_eq!(place.number("SELECT count(*) AS n FROM visits WHERE amount = 1"), 0);
    run(&place, &["verify"]).well();
    // What is no backup of ours does not take its place.
    let junk = place.path("junk.db").display().to_string();
    std::fs::write(&junk, "not a database").expect("written");
    run(&place, &["restore", &junk, "--force"]).badly(1);
    assert_eq!(place.number("SELECT count(*) AS n FROM visits"), visits);
}
