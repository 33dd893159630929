//! `POST /redemptions`: points, spent with the resident's PIN.

use serde_json::{Value, json};

use super::{holds, id};
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{MINUTE, Resident, Street, key};

on_both_engines! {
    points_are_spent_with_the_pin
    nobody_spends_what_is_not_there
    a_card_alone_spends_nothing
    five_wrong_pins_rest_at_that_shop
}

fn spend(street: &Street, shop: usize, resident: &Resident, pin: &str, points: Value) -> crate::support::http::Answer {
    street.till(shop).post("/api/v1/redemptions", &key(), &json!({"card": resident.card, "pin": pin, "points": points}))
}

fn points_are_spent_with_the_pin(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(500);
    let (till, once) = (street.till(1), key());
    let body = json!({"card": resident.card, "pin": resident.pin, "points": 120});
    let first = till.post("/api/v1/redemptions", &once, &body).expect(201);
    holds(&first.json(), &["points", "redemption"]);
    id(&first.json()["redemption"]);
    assert_eq!(first.json()["points"], json!({"spent": 120, "balance": 380}));
    let again = till.post("/api/v1/redemptions", &once, &body).expect(200);
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(again.json(), first.json());
    let other =
        till.post("/api/v1/redemptions", &once, &json!({"card": resident.card, "pin": resident.pin, "points": 121}));
    assert_eq!(other.expect(422).problem(), "key_reused");
    // The first answer stands, whatever became of the card since.
    let lost = street.resident_with(100);
    let (once, body) = (key(), json!({"card": lost.card, "pin": lost.pin, "points": 10}));
    let first = till.post("/api/v1/redemptions", &once, &body).expect(201);
    street.replace_card(&lost);
    assert_eq!(till.post("/api/v1/redemptions", &once, &body).expect(200).json(), first.json());
    // All that is left may go too.
    assert_eq!(spend(&street, 0, &resident, &resident.pin, json!(380)).expect(201).json()["points"]["balance"], 0);
    street.verify();
}

fn nobody_spends_what_is_not_there(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(100);
    assert_eq!(spend(&street, 0, &resident, &resident.pin, json!(101)).expect(409).problem(), "insufficient_points");
    for points in [json!(0), json!(-5), json!(2.5), json!("7"), json!(i64::MAX)] {
        let answer = spend(&street, 0, &resident, &resident.pin, points.clone());
        assert!(answer.status == 422 || (answer.status == 409 && points == json!(i64::MAX)), "{points}: {answer:?}");
        answer.problem();
    }
    assert_eq!(street.balance(&resident), 100);
    street.verify();
}

fn a_card_alone_spends_nothing(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(100);
    let bare = street.till(0).post("/api/v1/redemptions", &key(), &json!({"card": resident.card, "points": 10}));
    assert_eq!(bare.expect(403).problem(), "proof_needed");
    assert_eq!(spend(&street, 0, &resident, "", json!(10)).expect(403).problem(), "proof_needed");
    assert_eq!(spend(&street, 0, &resident, &resident.wrong_pin(), json!(10)).expect(403).problem(), "wrong_pin");
    let unknown =
        street.till(0).post("/api/v1/redemptions", &key(), &json!({"card": "nobody", "pin": "1234", "points": 10}));
    assert_eq!(unknown.expect(404).problem(), "unknown_card");
    assert_eq!(street.balance(&resident), 100);
}

fn five_wrong_pins_rest_at_that_shop(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(100);
    for _ in 0..5 {
        let answer = spend(&street, 0, &resident, &resident.wrong_pin(), json!(10));
        assert!(
            matches!((answer.status, answer.problem().as_str()), (403, "wrong_pin") | (429, "pin_locked")),
            "{answer:?}"
        );
    }
    // The right one does not help now, here; elsewhere it does.
    assert_eq!(spend(&street, 0, &resident, &resident.pin, json!(10)).expect(429).problem(), "pin_locked");
    spend(&street, 1, &resident, &resident.pin, json!(10)).expect(201);
    street.later(14 * MINUTE);
    spend(&street, 0, &resident, &resident.pin, json!(10)).expect(429);
    street.later(2 * MINUTE);
    spend(&street, 0, &resident, &resident.pin, json!(10)).expect(201);
    // Four wrong ones and a right one: the count begins anew.
    for _ in 0..2 {
        for _ in 0..4 {
            assert_eq!(
                spend(&street, 0, &resident, &resident.wrong_pin(), json!(10)).expect(403).problem(),
                "wrong_pin"
            );
        }
        spend(&street, 0, &resident, &resident.pin, json!(10)).expect(201);
    }
    assert_eq!(street.balance(&resident), 60);
    street.verify();
}
