//! `POST /referrals`: slips, from one counter to another.

use serde_json::{Value, json};

use super::{holds, id};
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{HOUR, Street, key};

on_both_engines! { a_slip_is_used_by_the_next_tap_once a_slip_that_expired_is_none slips_that_make_no_sense }

fn a_slip_is_used_by_the_next_tap_once(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let once = key();
    let body = json!({"card": resident.card, "to_shop": street.shops[1].code, "reason": "Warm bread until two"});
    let first = street.till(0).post("/api/v1/referrals", &once, &body).expect(201);
    let slip = first.json();
    holds(&slip, &["expires_at", "slip", "to_shop"]);
    assert_eq!(slip["to_shop"]["code"], *street.shops[1].code);
    holds(&slip["to_shop"], &["code", "name"]);
    let expires = slip["expires_at"].as_str().expect("a time").parse::<jiff::Timestamp>().expect("RFC 3339");
    assert!(expires.as_millisecond() > street.now());
    let again = street.till(0).post("/api/v1/referrals", &once, &body).expect(200);
    assert_eq!(again.json(), slip);
    // A third shop sees nothing of it.
    let third = street.till(2).post("/api/v1/taps", &key(), &json!({"card": resident.card})).expect(201).json();
    assert_eq!(third["referral"], Value::Null);
    let tap = street.till(1).post("/api/v1/taps", &key(), &json!({"card": resident.card})).expect(201).json();
    holds(&tap["referral"], &["from_shop", "reason", "slip", "welcome"]);
    assert_eq!(id(&tap["referral"]["slip"]), id(&slip["slip"]));
    assert_eq!(tap["referral"]["reason"], "Warm bread until two");
    assert_eq!(tap["referral"]["welcome"], street.charter.welcome);
    assert_eq!(tap["points"]["earned"], street.charter.per_visit + street.charter.welcome);
    assert_eq!(street.thanks(0), street.charter.thanks);
    street.later(2 * street.charter.cooldown);
    let next = street.till(1).post("/api/v1/taps", &key(), &json!({"card": resident.card})).expect(201).json();
    assert_eq!(next["referral"], Value::Null);
    assert_eq!(next["points"]["earned"], street.charter.per_visit);
    assert_eq!(street.thanks(0), street.charter.thanks);
    street.verify();
}

fn a_slip_that_expired_is_none(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let body = json!({"card": resident.card, "to_shop": street.shops[1].code, "reason": "Bread"});
    street.till(0).post("/api/v1/referrals", &key(), &body).expect(201);
    street.later(street.charter.slip_days * 24 * HOUR + HOUR);
    let tap = street.till(1).post("/api/v1/taps", &key(), &json!({"card": resident.card})).expect(201).json();
    assert_eq!(tap["referral"], Value::Null);
    assert_eq!(street.thanks(0), 0);
    street.verify();
}

fn slips_that_make_no_sense(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let give = |body: Value| street.till(0).post("/api/v1/referrals", &key(), &body);
    let own = give(json!({"card": resident.card, "to_shop": street.shops[0].code, "reason": "x"}));
    assert_eq!(own.expect(422).problem(), "own_shop");
    let nowhere = give(json!({"card": resident.card, "to_shop": "nowhere", "reason": "x"}));
    assert!(matches!(nowhere.status, 404 | 422), "{nowhere:?}");
    let elsewhere = give(json!({"card": resident.card, "to_shop": street.neighbour().shop, "reason": "x"}));
    assert_eq!(elsewhere.told(), nowhere.told(), "another brand's shop is as unknown as one that never was");
    assert_eq!(
        give(json!({"card": "nobody", "to_shop": street.shops[1].code, "reason": "x"})).expect(404).problem(),
        "unknown_card"
    );
    give(json!({"card": resident.card, "to_shop": street.shops[1].code})).expect(422).problem();
    give(json!({"card": resident.card, "to_shop": street.shops[1].code, "reason": "x".repeat(5000)}))
        .expect(422)
        .problem();
    assert_eq!(street.place.number("SELECT count(*) AS n FROM slips"), 0);
}
