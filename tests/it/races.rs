//! Many at once: what may happen once happens once, on both engines.

use std::collections::BTreeSet;
use std::sync::Barrier;

use noren::people::{For, Role};
use serde_json::json;

use crate::support::http::{Answer, Client};
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{Street, key};

on_both_engines! { the_same_points_are_spent_once the_same_tap_is_one_visit without_its_key_a_tap_counts_again
the_cooldown_holds_under_a_race a_slip_is_used_once a_visit_is_undone_once guessing_a_pin_at_once_does_not_help guessing_a_password_at_once_does_not_help crossing_paths_do_not_meet }

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

/// One tap under one key, from all tablets at once: how often it was new, how often replayed, how many answers there were,
/// how many visits.
fn one_key(street: &Street) -> (usize, usize, usize, i64) {
    let resident = street.resident();
    let (once, body) = (key(), json!({"card": resident.card, "amount": 700}));
    let answers = at_once(|_| street.till(0).post("/api/v1/taps", &once, &body));
    let bodies: BTreeSet<String> = answers.iter().map(|a| a.json().to_string()).collect();
    let visits = street.place.number("SELECT count(*) AS n FROM visits");
    (count(&answers, 201), count(&answers, 200), bodies.len(), visits)
}

fn the_same_tap_is_one_visit(place: Place) {
    let street = Street::open(place);
    assert_eq!(one_key(&street), (1, TABLETS - 1, 1, 1));
    street.verify();
}

/// What [`one_key`] would see without its key: here the database forgets each answer as it is kept.
fn without_its_key_a_tap_counts_again(place: Place) {
    let street = Street::open(place);
    if street.place.is_postgres() {
        street.place.meddle("CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'");
        street.place.meddle("CREATE TRIGGER forget BEFORE INSERT ON answers FOR EACH ROW EXECUTE FUNCTION forget()");
    } else {
        street.place.meddle("CREATE TRIGGER forget AFTER INSERT ON answers BEGIN DELETE FROM answers; END");
    }
    assert_eq!(one_key(&street), (TABLETS, 0, TABLETS, TABLETS as i64));
}

/// Each with a key of its own: visits all, but only the first earns. So too where the shop knows the passport, and no new
/// row stands in the second one's way.
fn the_cooldown_holds_under_a_race(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    for visits in 1..=2 {
        let answers = at_once(|_| street.till(0).post("/api/v1/taps", &key(), &json!({"card": resident.card})));
        assert_eq!(count(&answers, 201), TABLETS);
        let earned = answers.iter().filter(|a| a.json()["points"]["earned"] != 0).count();
        assert_eq!(earned, 1, "time {visits}");
        assert_eq!(street.balance(&resident), visits * street.charter.per_visit);
        street.later(2 * street.charter.cooldown);
    }
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
