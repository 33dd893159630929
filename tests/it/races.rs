//! Many at once: what may happen once happens once, on both engines.

use std::sync::Barrier;

use noren::people::{For, Role};
use serde_json::json;

use crate::support::http::{Answer, Client};
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{Street, key};

on_both_engines! { the_same_points_are_spent_once the_same_tap_is_one_visit a_slip_is_used_once a_visit_is_undone_once
guessing_a_pin_at_once_does_not_help guessing_a_password_at_once_does_not_help crossing_paths_do_not_meet }

const TABLETS: usize = 64;

/// All tablets at once; their answers.
fn at_once(act: impl Fn(usize) -> Answer + Sync) -> Vec<Answer> {
    let start = Barrier::new(TABLETS);
    std::thread::scope(|scope| {
        let tablets: Vec<_> = (0..TABLETS)
            .map(|n| {
                let (start, act) = (&start, &act);
                scope.spawn(move || {
                    start.wait();
                    act(n)
                })
            })
            .collect();
        tablets.into_iter().map(|t| t.join().expect("a tablet")).collect()
    })
}

#[track_caller]
fn count(answers: &[Answer], status: u16) -> usize {
    let others: Vec<_> = answers.iter().filter(|a| a.status >= 500).collect();
    assert!(others.is_empty(), "{others:?}");
    answers.iter().filter(|a| a.status == status).count()
}

fn the_same_points_are_spent_once(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(100);
    let body = json!({"card": resident.card, "pin": resident.pin, "points": 100});
    let answers = at_once(|n| street.till(n % street.shops.len()).post("/api/v1/redemptions", &key(), &body));
    assert_eq!((count(&answers, 201), count(&answers, 409)), (1, TABLETS - 1));
    assert_eq!(street.balance(&resident), 0);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM redemptions"), 1);
    street.verify();
}

fn the_same_tap_is_one_visit(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let (once, body) = (key(), json!({"card": resident.card, "amount": 700}));
    let answers = at_once(|_| street.till(0).post("/api/v1/taps", &once, &body));
    assert_eq!((count(&answers, 201), count(&answers, 200)), (1, TABLETS - 1));
    let first = answers.iter().find(|a| a.status == 201).expect("counted").json();
    assert!(answers.iter().all(|a| a.json() == first));
    assert_eq!(street.place.number("SELECT count(*) AS n FROM visits"), 1);

    // Each with a key of its own: visits all, but only the first earns (the cooldown).
    let other = street.resident();
    let answers = at_once(|_| street.till(0).post("/api/v1/taps", &key(), &json!({"card": other.card})));
    assert_eq!(count(&answers, 201), TABLETS);
    let earned = answers.iter().filter(|a| a.json()["points"]["earned"] != 0).count();
    assert_eq!(earned, 1, "the cooldown holds under a race");
    assert_eq!(street.balance(&other), street.charter.per_visit);
    street.verify();
}

fn a_slip_is_used_once(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let slip = json!({"card": resident.card, "to_shop": street.shops[1].code, "reason": "Bread"});
    street.till(0).post("/api/v1/referrals", &key(), &slip).expect(201);
    let answers = at_once(|_| street.till(1).post("/api/v1/taps", &key(), &json!({"card": resident.card})));
    assert_eq!(count(&answers, 201), TABLETS);
    assert_eq!(answers.iter().filter(|a| !a.json()["referral"].is_null()).count(), 1);
    assert_eq!(street.thanks(0), street.charter.thanks);
    assert_eq!(street.balance(&resident), street.charter.per_visit + street.charter.welcome);
    street.verify();
}

fn a_visit_is_undone_once(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let tap =
        street.till(0).post("/api/v1/taps", &key(), &json!({"card": resident.card, "amount": 500})).expect(201).json();
    let undo = format!("/api/v1/visits/{}/reversals", tap["visit"].as_str().expect("an id"));
    let answers = at_once(|_| street.till(0).post(&undo, &key(), &json!({})));
    assert_eq!((count(&answers, 201), count(&answers, 409)), (1, TABLETS - 1));
    assert_eq!(street.balance(&resident), 0);
    street.verify();
}

/// Sixty-four guesses at once are five guesses: then the PIN rests.
fn guessing_a_pin_at_once_does_not_help(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(100);
    let body = json!({"card": resident.card, "pin": resident.wrong_pin(), "points": 10});
    let answers = at_once(|_| street.till(0).post("/api/v1/redemptions", &key(), &body));
    assert!(count(&answers, 403) <= 5, "{} guesses were heard", count(&answers, 403));
    let other = answers.iter().find(|a| !matches!(a.status, 403 | 429));
    assert!(other.is_none(), "{other:?}");
    let right = json!({"card": resident.card, "pin": resident.pin, "points": 10});
    assert_eq!(street.till(0).post("/api/v1/redemptions", &key(), &right).expect(429).problem(), "pin_locked");
    assert_eq!(street.balance(&resident), 100);
}

/// And of sixty-four passwords ten are heard, though another one among them may be right.
fn guessing_a_password_at_once_does_not_help(place: Place) {
    let street = Street::open(place);
    street.person("owner", Role::Owner, For::Shop(street.shops[0].id));
    let guess = |password: &str| {
        let fields = [("email", "owner@test.example"), ("password", password)];
        Client::new(&street.base).form("/sign-in", &fields)
    };
    let answers = at_once(|n| guess(&format!("not the password {n}")));
    let heard = count(&answers, 422);
    assert!(heard <= 10 && count(&answers, 429) == TABLETS - heard, "{heard} guesses were heard");
    guess("a long enough password").expect(429);
}

/// Taps, spendings and undoings of a few passports at a few shops at once: no deadlock, no lost point.
fn crossing_paths_do_not_meet(place: Place) {
    let street = Street::open(place);
    let residents: Vec<_> = (0..4).map(|_| street.resident_with(1000)).collect();
    let answers = at_once(|n| {
        let (resident, till) = (&residents[n % 4], street.till(n / 4 % 4));
        let tap = till.post("/api/v1/taps", &key(), &json!({"card": resident.card, "amount": 100}));
        match n % 3 {
            0 => till.post(
                "/api/v1/redemptions",
                &key(),
                &json!({"card": resident.card, "pin": resident.pin, "points": 10}),
            ),
            1 => till.post(
                &format!("/api/v1/visits/{}/reversals", tap.json()["visit"].as_str().expect("an id")),
                &key(),
                &json!({}),
            ),
            _ => tap,
        }
    });
    assert_eq!(count(&answers, 201), TABLETS, "{:?}", answers.iter().find(|a| a.status != 201));
    street.verify();
}
