//! `POST /taps`.

use noren::passport::{self, Sharing};
use noren::words::PassportId;
use serde_json::{Value, json};

use super::{holds, id};
use crate::support::place::Place;
use crate::support::street::{HOUR, MINUTE, Street, key};
use crate::support::{http::Client, on_both_engines};

on_both_engines! {
    a_tap_is_answered_in_full
    the_same_key_gives_the_first_answer_again
    a_replay_says_only_what_is_still_shared
    a_key_belongs_to_its_caller
    cards_that_do_not_work
    too_soon_is_noted_and_earns_nothing
    the_time_may_lie_a_little_apart
    amounts_are_whole_and_within_the_charter
    what_is_not_understood_is_refused
    only_a_shop_may_tap
    refusals_speak_the_callers_language
}

fn a_tap_is_answered_in_full(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let answer =
        street.till(0).post("/api/v1/taps", &key(), &json!({"card": resident.card, "amount": 1250})).expect(201);
    assert!(answer.header("idempotent-replayed").is_none());
    let tap = answer.json();
    holds(&tap, &["notice", "passport", "points", "referral", "suggestions", "visit"]);
    id(&tap["visit"]);
    assert_eq!(tap["passport"]["visits_here"], 1);
    assert_eq!(tap["passport"]["code"].as_str().map(|c| c.replace('-', "")), Some(resident.passport.replace('-', "")));
    // Ten for the visit and one for each 100 spent, as the street's charter says.
    let earned = street.charter.per_visit + 12 * street.charter.per_100;
    assert_eq!(tap["points"], json!({"earned": earned, "balance": earned}));
    assert_eq!(tap["referral"], Value::Null);
    assert_eq!(tap["notice"], Value::Null);
    let suggestions = tap["suggestions"].as_array().expect("a list");
    assert_eq!(suggestions.len(), street.shops.len().min(4) - 1);
    for suggestion in suggestions {
        holds(suggestion, &["distance_m", "name", "reason", "shop"]);
        assert!(suggestion["distance_m"].is_u64(), "{suggestion}");
        assert!(suggestion["reason"].as_str().is_some_and(|r| !r.is_empty()), "{suggestion}");
        assert!(street.shops[1..].iter().any(|s| suggestion["shop"] == *s.code), "{suggestion}");
    }
    street.verify();
}

fn the_same_key_gives_the_first_answer_again(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let (till, once) = (street.till(0), key());
    let body = json!({"card": resident.card, "amount": 300});
    let first = till.post("/api/v1/taps", &once, &body).expect(201);
    street.later(25 * HOUR);
    let again = till.post("/api/v1/taps", &once, &body).expect(200);
    assert_eq!(again.header("idempotent-replayed"), Some("true"));
    assert_eq!(again.json(), first.json());
    assert_eq!(street.place.number("SELECT count(*) AS n FROM visits"), 1);
    let other = till.post("/api/v1/taps", &once, &json!({"card": resident.card, "amount": 301})).expect(422);
    assert_eq!(other.problem(), "key_reused");
    // The order of the fields is not content.
    let turned = format!("{{\"amount\": 300, \"card\": \"{}\"}}", resident.card);
    let headers = [("Content-Type", "application/json"), ("Idempotency-Key", once.as_str())];
    till.send("POST", "/api/v1/taps", &headers, Some(turned.into_bytes())).expect(200);
    // A key is kept for at least 35 days.
    street.later(34 * 24 * HOUR);
    till.post("/api/v1/taps", &once, &body).expect(200);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM visits"), 1);
    street.verify();
}

/// The first answer again, whichever kinds are shared; less what rests on a kind (or a like) that is no more.
fn a_replay_says_only_what_is_still_shared(place: Place) {
    const LIKES: &[&str] = &["bread", "books", "flowers", "fish"];
    let street = Street::open(place);
    let (brand, shop) = (street.brand.id, street.shops[0].id);
    let share = |id: PassportId, kind: Sharing, on: bool| {
        let shops = if on { vec![shop] } else { vec![] };
        let now = street.house.clock.now();
        street.house.db.write_now(move |tx| passport::share(tx, brand, id, kind, &shops, now)).expect("shared");
    };
    let like = |id: PassportId, needs: &[&str]| {
        let needs: Vec<String> = needs.iter().map(|n| (*n).to_owned()).collect();
        let now = street.house.clock.now();
        street.house.db.write_now(move |tx| passport::set_likes(tx, brand, id, &needs, now)).expect("liked");
    };
    for kinds in [&[Sharing::Likes][..], &[Sharing::Been], &[Sharing::Been, Sharing::Likes]] {
        let resident = street.resident();
        like(resident.id, LIKES);
        kinds.iter().for_each(|kind| share(resident.id, *kind, true));
        let (till, once, body) = (street.till(0), key(), json!({"card": resident.card}));
        let first = till.post("/api/v1/taps", &once, &body).expect(201).json();
        let replay = || till.post("/api/v1/taps", &once, &body).expect(200).json();
        let personal = |tap: &Value| {
            let reasons = tap["suggestions"].as_array().expect("a list").iter();
            let about = |reason: &str| reason.starts_with("Not been ") || reason.starts_with("Likes ");
            reasons.filter(|s| s["reason"].as_str().is_some_and(about)).count()
        };
        assert!(personal(&first) > 0, "nothing about the person: {first}");
        assert_eq!(replay(), first, "{kinds:?}");
        if kinds.contains(&Sharing::Likes) {
            like(resident.id, &[]);
            assert_eq!(personal(&replay()), 0, "a like that was taken back");
            like(resident.id, LIKES);
        }
        for kind in kinds {
            share(resident.id, *kind, false);
            let less = replay();
            assert_eq!(personal(&less), 0, "without {kind:?} of {kinds:?}: {less}");
            share(resident.id, *kind, true);
        }
        assert_eq!(replay(), first);
        // Nothing is said beside what the contract names.
        assert_eq!(first["suggestions"][0].as_object().expect("an object").len(), 4, "{first}");
        holds(&first["suggestions"][0], &["distance_m", "name", "reason", "shop"]);
    }
}

fn a_key_belongs_to_its_caller(place: Place) {
    let street = Street::open(place);
    let (one, other) = (street.resident(), street.resident());
    let shared = key();
    street.till(0).post("/api/v1/taps", &shared, &json!({"card": one.card})).expect(201);
    street.till(1).post("/api/v1/taps", &shared, &json!({"card": other.card})).expect(201);
    // Another operation of the same caller may use it too.
    street
        .till(0)
        .post(
            "/api/v1/referrals",
            &shared,
            &json!({"card": one.card, "to_shop": street.shops[1].code, "reason": "Bread"}),
        )
        .expect(201);
    for bad in ["", &"k".repeat(256)] {
        let refused = street.till(0).post("/api/v1/taps", bad, &json!({"card": one.card}));
        assert!(matches!(refused.status, 400 | 422), "{refused:?}");
        refused.problem();
    }
    street.till(2).post("/api/v1/taps", &"k".repeat(255), &json!({"card": one.card})).expect(201);
    let none = street.till(0).send(
        "POST",
        "/api/v1/taps",
        &[("Content-Type", "application/json")],
        Some(json!({"card": one.card}).to_string().into_bytes()),
    );
    assert!(matches!(none.status, 400 | 422), "{none:?}");
    none.problem();
    assert_eq!(street.place.number("SELECT count(*) AS n FROM visits"), 3);
}

fn cards_that_do_not_work(place: Place) {
    let street = Street::open(place);
    let till = street.till(0);
    for card in ["", "nobody", "0000-00", "7zzzzzzzzzzzzzzzzzzzzzzzzz", "' OR 1=1 --"] {
        let answer = till.post("/api/v1/taps", &key(), &json!({"card": card})).expect(404);
        assert_eq!(answer.problem(), "unknown_card", "{card}");
    }
    let resident = street.resident();
    let new = street.replace_card(&resident);
    let old = till.post("/api/v1/taps", &key(), &json!({"card": resident.card})).expect(410);
    assert_eq!(old.problem(), "revoked_card");
    let tap = till.post("/api/v1/taps", &key(), &json!({"card": new})).expect(201).json();
    assert_eq!(tap["passport"]["code"].as_str().map(|c| c.replace('-', "")), Some(resident.passport.replace('-', "")));
    // A card of another brand is as unknown as one that never was.
    let elsewhere = street.neighbour();
    let there = till.post("/api/v1/taps", &key(), &json!({"card": elsewhere.resident.card})).expect(404);
    let nowhere = till.post("/api/v1/taps", &key(), &json!({"card": "nobody"})).expect(404);
    assert_eq!(there.told(), nowhere.told());
}

fn too_soon_is_noted_and_earns_nothing(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let tap = || {
        street.till(0).post("/api/v1/taps", &key(), &json!({"card": resident.card, "amount": 1000})).expect(201).json()
    };
    let first = tap();
    street.later(street.charter.cooldown - MINUTE);
    let second = tap();
    assert_eq!(second["points"]["earned"], 0);
    assert_eq!(second["points"]["balance"], first["points"]["balance"]);
    assert_eq!(second["notice"]["code"], "too_soon");
    assert!(second["notice"]["detail"].as_str().is_some_and(|d| d.len() > 10));
    // Another shop has a cooldown of its own.
    let other = street.till(1).post("/api/v1/taps", &key(), &json!({"card": resident.card})).expect(201).json();
    assert_eq!(other["points"]["earned"], street.charter.per_visit);
    street.later(2 * street.charter.cooldown);
    assert_eq!(tap()["notice"], Value::Null);
    street.verify();
}

fn the_time_may_lie_a_little_apart(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let tap = |shop: usize, at: i64| {
        street.till(shop).post("/api/v1/taps", &key(), &json!({"card": resident.card, "at": street.rfc3339(at)}))
    };
    for at in [-72 * HOUR - MINUTE, 6 * MINUTE] {
        assert_eq!(tap(0, at).expect(422).problem(), "bad_time");
    }
    for at in [-72 * HOUR + MINUTE, 4 * MINUTE] {
        assert_eq!(tap(0, at).expect(201).json()["notice"], Value::Null, "{at}");
    }
    // A tablet that was offline sends the earlier tap later: the cooldown looks both ways.
    tap(1, 0).expect(201);
    assert_eq!(tap(1, MINUTE - street.charter.cooldown).expect(201).json()["notice"]["code"], "too_soon");
    let words = street.till(0).post("/api/v1/taps", &key(), &json!({"card": resident.card, "at": "yesterday"}));
    assert_eq!(words.expect(422).problem(), "bad_time");
    street.verify();
}

fn amounts_are_whole_and_within_the_charter(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let tap =
        |amount: Value| street.till(0).post("/api/v1/taps", &key(), &json!({"card": resident.card, "amount": amount}));
    let most = street.charter.max_amount;
    for amount in [json!(-1), json!(1.5), json!("100"), json!(most + 1), json!(i64::MAX), json!(1e30), json!(true)] {
        tap(amount.clone()).expect(422).problem();
    }
    assert_eq!(street.place.number("SELECT count(*) AS n FROM visits"), 0, "something was half done");
    tap(json!(most)).expect(201);
    let other = street.resident();
    street.till(0).post("/api/v1/taps", &key(), &json!({"card": other.card, "amount": 0})).expect(201);
    street.till(1).post("/api/v1/taps", &key(), &json!({"card": other.card, "amount": null})).expect(201);
    street.verify();
}

fn what_is_not_understood_is_refused(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let till = street.till(0);
    till.post("/api/v1/taps", &key(), &json!({"card": resident.card, "tip": 5})).expect(422).problem();
    till.post("/api/v1/taps", &key(), &json!({"amount": 5})).expect(422).problem();
    let raw = |body: &[u8]| {
        let once = key();
        let headers = [("Content-Type", "application/json"), ("Idempotency-Key", once.as_str())];
        till.send("POST", "/api/v1/taps", &headers, Some(body.to_vec()))
    };
    for body in [&b"{"[..], b"", b"[]", b"\xff\xfe", b"null", b"{\"card\": \"a\", \"card\": \"b\"}"] {
        let answer = raw(body);
        assert!(matches!(answer.status, 400 | 422), "{:?}: {answer:?}", String::from_utf8_lossy(body));
        answer.problem();
    }
    let big = format!("{{\"card\": \"{}\"}}", "x".repeat(64 * 1024));
    assert_eq!(raw(big.as_bytes()).status, 413);
    raw(big.as_bytes()).problem();
    let wrong = till.send("DELETE", "/api/v1/taps", &[], None);
    assert!(matches!(wrong.status, 404 | 405), "{wrong:?}");
    till.get("/api/v1/nothing").expect(404).problem();
    assert_eq!(street.place.number("SELECT count(*) AS n FROM visits"), 0);
}

fn only_a_shop_may_tap(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let body = json!({"card": resident.card});
    for nobody in
        [Client::new(&street.base), Client::with_key(&street.base, "nonsense"), Client::with_key(&street.base, "a.b.c")]
    {
        nobody.post("/api/v1/taps", &key(), &body).expect(401).problem();
    }
    street.coordinator().post("/api/v1/taps", &key(), &body).expect(403).problem();
    assert_eq!(street.place.number("SELECT count(*) AS n FROM visits"), 0);
}

fn refusals_speak_the_callers_language(place: Place) {
    let street = Street::open(place);
    let refuse = |language| {
        street.till(0).speaking(language).post("/api/v1/taps", &key(), &json!({"card": "nobody"})).expect(404)
    };
    let detail = |language| refuse(language).json()["detail"].as_str().expect("a sentence").to_owned();
    assert!(detail("en").is_ascii(), "{}", detail("en"));
    assert!(detail("ja").chars().any(|c| ('ぁ'..='ん').contains(&c)), "{}", detail("ja"));
    assert_eq!(detail("ja-JP,ja;q=0.9,en;q=0.8"), detail("ja"));
    assert_eq!(detail("fr, en;q=0.5"), detail("en"));
    assert_eq!(refuse("ja").problem(), refuse("en").problem());
}
