//! `POST /visits/{id}/reversals`, `POST /redemptions/{id}/reversals`: undo, once.

use serde_json::{Value, json};

use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{Resident, Street, key};

on_both_engines! { a_visit_is_undone_once a_redemption_is_undone_once undoing_what_was_spent_leaves_a_debt undoing_reaches_a_merged_passport }

fn a_visit_is_undone_once(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let slip = json!({"card": resident.card, "to_shop": street.shops[1].code, "reason": "Bread"});
    street.till(0).post("/api/v1/referrals", &key(), &slip).expect(201);
    let tap =
        street.till(1).post("/api/v1/taps", &key(), &json!({"card": resident.card, "amount": 900})).expect(201).json();
    let undo = format!("/api/v1/visits/{}/reversals", tap["visit"].as_str().expect("an id"));
    // Another shop's, another brand's, and none at all look the same.
    let theirs = street.till(0).post(&undo, &key(), &json!({})).expect(404);
    let elsewhere = street.neighbour().till.post(&undo, &key(), &json!({})).expect(404);
    let nothing = street.till(1).post("/api/v1/visits/123/reversals", &key(), &json!({})).expect(404);
    assert_eq!(theirs.told(), nothing.told());
    assert_eq!(elsewhere.told(), nothing.told());
    street.till(1).post("/api/v1/visits/abc/reversals", &key(), &json!({})).expect(404).problem();

    let once = key();
    let first = street.till(1).post(&undo, &once, &json!({})).expect(201);
    let again = street.till(1).post(&undo, &once, &json!({})).expect(200);
    assert_eq!(again.json(), first.json());
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(street.till(1).post(&undo, &key(), &json!({})).expect(409).problem(), "already_reversed");
    assert_eq!(street.balance(&resident), 0);
    assert_eq!(street.thanks(0), 0);
    // The slip waits again, and the cooldown knows nothing of a visit that was taken back.
    let tap = street.till(1).post("/api/v1/taps", &key(), &json!({"card": resident.card})).expect(201).json();
    assert_ne!(tap["referral"], Value::Null);
    assert_eq!(tap["notice"], Value::Null);
    assert_eq!(tap["passport"]["visits_here"], 1);
    street.verify();
}

fn a_redemption_is_undone_once(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(300);
    let body = json!({"card": resident.card, "pin": resident.pin, "points": 200});
    let spent = street.till(0).post("/api/v1/redemptions", &key(), &body).expect(201).json();
    let undo = format!("/api/v1/redemptions/{}/reversals", spent["redemption"].as_str().expect("an id"));
    street.till(1).post(&undo, &key(), &json!({})).expect(404).problem();
    street.till(0).post(&undo, &key(), &json!({})).expect(201);
    assert_eq!(street.balance(&resident), 300);
    assert_eq!(street.till(0).post(&undo, &key(), &json!({})).expect(409).problem(), "already_reversed");
    assert_eq!(street.balance(&resident), 300);
    street.verify();
}

/// A passport may owe, but its balance is never below zero: the next earnings settle it.
fn undoing_what_was_spent_leaves_a_debt(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let tap = |shop: usize, amount: i64| {
        street
            .till(shop)
            .post("/api/v1/taps", &key(), &json!({"card": resident.card, "amount": amount}))
            .expect(201)
            .json()
    };
    let first = tap(0, 5000);
    let earned = first["points"]["earned"].as_i64().expect("points");
    let body = json!({"card": resident.card, "pin": resident.pin, "points": earned});
    street.till(1).post("/api/v1/redemptions", &key(), &body).expect(201);
    let undo = format!("/api/v1/visits/{}/reversals", first["visit"].as_str().expect("an id"));
    street.till(0).post(&undo, &key(), &json!({})).expect(201);
    assert_eq!(street.balance(&resident), 0);
    street.verify();
    let second = tap(2, 0);
    assert_eq!(second["points"]["balance"], 0, "the debt of {earned} is settled first: {second}");
    tap(3, 10_000);
    let expected = 2 * street.charter.per_visit + 100 * street.charter.per_100 - earned;
    assert_eq!(street.balance(&resident), expected);
    street.verify();
}

/// Two passports of one person became one; what was done with the other is undone on the one that stayed.
fn undoing_reaches_a_merged_passport(place: Place) {
    let street = Street::open(place);
    let (keep, other) = (street.resident_with(100), street.resident_with(200));
    let tap =
        street.till(0).post("/api/v1/taps", &key(), &json!({"card": other.card, "amount": 500})).expect(201).json();
    let earned = tap["points"]["earned"].as_i64().expect("points");
    let body = json!({"card": other.card, "pin": other.pin, "points": 60});
    let spent = street.till(1).post("/api/v1/redemptions", &key(), &body).expect(201).json();
    street.merge(&keep, &other);
    assert_eq!(street.balance(&keep), 100 + 200 + earned - 60);
    // The other's card shows the one that stayed.
    assert_eq!(street.balance(&Resident { passport: other.card.clone(), ..other.clone() }), 240 + earned);
    let undo = format!("/api/v1/visits/{}/reversals", tap["visit"].as_str().expect("an id"));
    street.till(0).post(&undo, &key(), &json!({})).expect(201);
    assert_eq!(street.balance(&keep), 240);
    let undo = format!("/api/v1/redemptions/{}/reversals", spent["redemption"].as_str().expect("an id"));
    street.till(1).post(&undo, &key(), &json!({})).expect(201);
    assert_eq!(street.balance(&keep), 300);
    street.verify();
}
