//! Live passes and slips' codes: what is taken at a counter, and what is not; one pass spends once.

use std::sync::Barrier;
use std::time::Instant;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use noren::counter::{self, Spending, Stand};
use noren::keys::Audience;
use noren::passport::pass::{self, Proof};
use noren::people::{self, For, Role};
use noren::slip;
use noren::words::{Millis, SlipId, codes::base64url};
use serde_json::{Value, json};

use crate::queue::{outcomes, send};
use crate::support::chain::Tablet;
use crate::support::http::{Answer, Client, text};
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{HOUR, MINUTE, PASSWORD, Resident, Street, key};

on_both_engines! {
    a_pass_is_a_card_for_a_minute
    a_pass_spends_once
    the_first_answer_outlives_the_pass
    what_is_no_pass_of_ours
    a_phone_makes_passes_until_it_is_stopped
    a_phone_without_a_signal_for_a_week_is_worn
    neither_phone_nor_tablet_has_a_signal
    a_new_password_stops_the_phones
    merged_and_erased
    passes_are_for_the_holders_own_phone
    the_counter_takes_a_phone_in_the_pins_place
    a_strange_code_stops_no_counter
    a_slip_shows_itself
    one_pass_two_hundred_races
    without_its_mark_a_pass_spends_again
}

const DAY: i64 = 24 * HOUR;

fn pass_of(street: &Street, resident: &Resident) -> String {
    let made = pass::make(&street.house.keys, &street.brand, &resident.passport, Millis(street.now()));
    made.expect("signed").text
}

fn spend(street: &Street, pass: &str, points: i64) -> Answer {
    street.till(0).post("/api/v1/redemptions", &key(), &json!({"pass": pass, "points": points}))
}

fn tap(street: &Street, shown: &str) -> Answer {
    street.till(0).post("/api/v1/taps", &key(), &json!({"card": shown}))
}

/// What a pass says, with its times in seconds from now.
fn says(street: &Street, sub: &str, from: i64, until: i64) -> Value {
    let now = street.now() / 1000;
    json!({
        "iss": "noren", "aud": "noren-pass", "nbf": now + from, "exp": now + until, "sub": sub,
        "brand": street.brand.code, "jti": format!("0123456789abcdef{}", key()),
    })
}

/// Signed by a key of the test's own.
fn signed(pair: &Ed25519KeyPair, kid: &str, says: &Value) -> String {
    let part = |value: &Value| base64url(value.to_string().as_bytes());
    let text = format!("{}.{}", part(&json!({"alg": "EdDSA", "kid": kid})), part(says));
    let signature = base64url(pair.sign(text.as_bytes()).as_ref());
    format!("{text}.{signature}")
}

/// A resident's phone with a key of its own.
struct Phone {
    pair: Ed25519KeyPair,
    browser: Client,
    id: String,
}

impl Phone {
    fn of(street: &Street, name: &str, resident: &Resident) -> Phone {
        Phone::on(street.person(name, Role::Resident, For::Passport(resident.id)))
    }

    fn on(browser: Client) -> Phone {
        let pair = Ed25519KeyPair::generate().expect("a key");
        let mut phone = Phone { pair, browser, id: String::new() };
        phone.id = phone.register().expect(200).json()["id"].as_str().expect("an id").to_owned();
        phone
    }

    fn register(&self) -> Answer {
        self.browser.form("/passport/phones", &[("key", &base64url(self.pair.public_key().as_ref()))])
    }

    fn makes(&self, says: &Value) -> String {
        signed(&self.pair, &format!("phone-{}", self.id), says)
    }
}

fn a_pass_is_a_card_for_a_minute(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let pass = pass_of(&street, &resident);
    let seen = tap(&street, &pass).expect(201).json();
    assert_eq!(seen["points"]["earned"], street.charter.per_visit);
    // It finds, and it sends on.
    let code = seen["passport"]["code"].as_str().expect("a code");
    assert_eq!(street.till(1).get(&format!("/api/v1/passports/{pass}")).expect(200).json()["passport"]["code"], code);
    let slip = json!({"card": pass, "to_shop": street.shops[1].code, "reason": "Bread"});
    street.till(0).post("/api/v1/referrals", &key(), &slip).expect(201);
    // Far enough from its end on a busy machine, whose clock goes on meanwhile.
    street.later(40_000);
    tap(&street, &pass).expect(201);
    street.later(21_000);
    let late = tap(&street, &pass).expect(410);
    assert_eq!(late.problem(), "expired_pass");
    assert_eq!(late.json()["field"], "card");
    // A tap kept by a tablet without a network is compared with the time it was shown.
    let then = json!({"card": pass, "at": street.rfc3339(-30_000)});
    street.till(2).post("/api/v1/taps", &key(), &then).expect(201);
    let before = json!({"card": pass, "at": street.rfc3339(-2 * MINUTE)});
    assert_eq!(street.till(2).post("/api/v1/taps", &key(), &before).expect(422).problem(), "early_pass");
    street.verify();
}

fn a_pass_spends_once(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(500);
    let pass = pass_of(&street, &resident);
    // More than there is spends nothing, and the pass is still good.
    assert_eq!(spend(&street, &pass, 501).expect(409).problem(), "insufficient_points");
    let spent = spend(&street, &pass, 120).expect(201).json();
    assert_eq!(spent["points"], json!({"spent": 120, "balance": 380}));
    let again = spend(&street, &pass, 1).expect(409);
    assert_eq!(again.problem(), "pass_used");
    // Undone, the points are back and the pass is not.
    let id = spent["redemption"].as_str().expect("an id");
    street.till(0).post(&format!("/api/v1/redemptions/{id}/reversals"), &key(), &json!({})).expect(201);
    assert_eq!(spend(&street, &pass, 1).expect(409).problem(), "pass_used");
    // It still earns: the card was there.
    tap(&street, &pass).expect(201);
    // Another pass of the same minute is another pass.
    spend(&street, &pass_of(&street, &resident), 10).expect(201);
    // A card, a slip's code and nothing at all prove nobody.
    for body in
        [json!({"points": 1}), json!({"card": resident.card, "points": 1}), json!({"pass": resident.card, "points": 1})]
    {
        assert_eq!(
            street.till(0).post("/api/v1/redemptions", &key(), &body).expect(403).problem(),
            "proof_needed",
            "{body}"
        );
    }
    // A pass shown as a card is one; with the PIN it spends as a card does.
    let shown = pass_of(&street, &resident);
    let alone = json!({"card": shown, "points": 1});
    assert_eq!(street.till(0).post("/api/v1/redemptions", &key(), &alone).expect(403).problem(), "proof_needed");
    let with_pin = json!({"card": shown, "pin": resident.pin, "points": 1});
    street.till(0).post("/api/v1/redemptions", &key(), &with_pin).expect(201);
    // Somebody else's phone proves nothing of this card.
    let other = street.resident_with(100);
    let theirs = json!({"card": resident.card, "pass": pass_of(&street, &other), "points": 1});
    assert_eq!(street.till(0).post("/api/v1/redemptions", &key(), &theirs).expect(403).problem(), "others_pass");
    assert_eq!(street.balance(&other), 100);
    street.verify();
}

fn the_first_answer_outlives_the_pass(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(500);
    let pass = pass_of(&street, &resident);
    let (till, tapped, spent) = (street.till(0), key(), key());
    let bodies = [json!({"card": pass}), json!({"pass": pass, "points": 20})];
    let first = till.post("/api/v1/taps", &tapped, &bodies[0]).expect(201).json();
    let second = till.post("/api/v1/redemptions", &spent, &bodies[1]).expect(201).json();
    street.later(HOUR);
    assert_eq!(till.post("/api/v1/taps", &tapped, &bodies[0]).expect(200).json(), first);
    assert_eq!(till.post("/api/v1/redemptions", &spent, &bodies[1]).expect(200).json(), second);
    let other = json!({"pass": pass, "points": 21});
    assert_eq!(till.post("/api/v1/redemptions", &spent, &other).expect(422).problem(), "key_reused");
    assert_eq!(street.place.number("SELECT count(*) AS n FROM redemptions"), 1);
}

fn what_is_no_pass_of_ours(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(100);
    let good = pass_of(&street, &resident);
    let parts: Vec<&str> = good.split('.').collect();
    let neighbour = street.neighbour();
    let theirs = pass::make(&street.house.keys, &neighbour.brand, &neighbour.resident.passport, Millis(street.now()));
    let header = |alg: &str| base64url(json!({"alg": alg, "kid": "phone-1"}).to_string().as_bytes());
    let stranger = Ed25519KeyPair::generate().expect("a key");
    let kid = street.house.keys.jwks()["keys"][0]["kid"].as_str().expect("a kid").to_owned();
    let claims = says(&street, &resident.passport, 0, 60);
    let claim = street.house.keys.sign(Audience::Claim, &claims, street.now(), 60).expect("signed");
    let api = street.shops[0].key.clone();
    let long = street.house.keys.sign(
        Audience::Pass,
        json!({"sub": resident.passport, "brand": "asahi", "jti": "0123456789abcdef"}),
        street.now(),
        61,
    );
    let short = street.house.keys.sign(
        Audience::Pass,
        json!({"sub": resident.passport, "brand": "asahi", "jti": "0123"}),
        street.now(),
        60,
    );
    // What does not look like a code of ours at all is a card that nobody knows.
    for (what, shown) in [("no algorithm", format!("{}.{}.", header("none"), parts[1])), ("a word", "eyJ".into())] {
        assert_eq!(tap(&street, &shown).expect(404).problem(), "unknown_card", "{what}");
        assert_eq!(spend(&street, &shown, 1).expect(403).problem(), "proof_needed", "{what}");
    }
    for (what, shown) in [
        ("another street's", theirs.expect("signed").text),
        ("no algorithm, a signature", format!("{}.{}.{}", header("none"), parts[1], parts[2])),
        ("HS256", format!("{}.{}.{}", header("HS256"), parts[1], parts[2])),
        ("another payload", format!("{}.{}.{}", parts[0], base64url(claims.to_string().as_bytes()), parts[2])),
        ("a stranger's key under ours", signed(&stranger, &kid, &claims)),
        ("a phone nobody knows", signed(&stranger, "phone-1", &claims)),
        ("a claim link's", claim),
        ("a till's key", api),
        ("longer than a minute", long.expect("signed")),
        ("a number that can be guessed", short.expect("signed")),
    ] {
        for answer in [tap(&street, &shown), spend(&street, &shown, 1)] {
            assert_eq!((answer.status, answer.problem().as_str()), (404, "foreign_pass"), "{what}");
        }
    }
    // The same words, whether another street knows it or nobody does.
    let told = tap(
        &street,
        &pass::make(&street.house.keys, &neighbour.brand, "XXXXXXXX", Millis(street.now())).expect("signed").text,
    );
    let known = tap(
        &street,
        &pass::make(&street.house.keys, &neighbour.brand, &neighbour.resident.passport, Millis(street.now()))
            .expect("signed")
            .text,
    );
    assert_eq!(told.told(), known.told());
    assert_eq!(street.balance(&resident), 100);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM spent_passes"), 0);
}

fn a_phone_makes_passes_until_it_is_stopped(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(500);
    let phone = Phone::of(&street, "michiko", &resident);
    let mine = |from, until| says(&street, &resident.passport, from, until);
    tap(&street, &phone.makes(&mine(0, 60))).expect(201);
    spend(&street, &phone.makes(&mine(0, 60)), 50).expect(201);
    // It cannot make what the server would not.
    let other = street.resident_with(100);
    for (what, says) in [
        ("of somebody else", says(&street, &other.passport, 0, 60)),
        ("for an hour", mine(0, 3600)),
        ("for no street", {
            let mut s = mine(0, 60);
            s["brand"] = json!("other");
            s
        }),
        ("for no counter", {
            let mut s = mine(0, 60);
            s["aud"] = json!("noren-api");
            s
        }),
        ("for nobody in particular", {
            let mut s = mine(0, 60);
            s.as_object_mut().expect("an object").remove("aud");
            s
        }),
        ("without an end", {
            let mut s = mine(0, 60);
            s.as_object_mut().expect("an object").remove("exp");
            s
        }),
        ("without a beginning", {
            let mut s = mine(0, 60);
            s.as_object_mut().expect("an object").remove("nbf");
            s
        }),
        ("by nobody", {
            let mut s = mine(0, 60);
            s.as_object_mut().expect("an object").remove("iss");
            s
        }),
        ("without a number", {
            let mut s = mine(0, 60);
            s.as_object_mut().expect("an object").remove("jti");
            s
        }),
    ] {
        assert_eq!(spend(&street, &phone.makes(&says), 1).expect(404).problem(), "foreign_pass", "{what}");
    }
    assert_eq!(spend(&street, &phone.makes(&mine(-61, -1)), 1).expect(410).problem(), "expired_pass");
    assert_eq!(spend(&street, &phone.makes(&mine(30, 90)), 1).expect(422).problem(), "early_pass");
    // Registered once more it is the same; another's key it cannot be; nor just anything.
    assert_eq!(phone.register().expect(200).json()["id"].as_str(), Some(phone.id.as_str()));
    assert_eq!(street.place.number("SELECT count(*) AS n FROM pass_keys"), 1);
    let stranger = street.person("stranger", Role::Resident, For::Passport(other.id));
    stranger.form("/passport/phones", &[("key", &base64url(phone.pair.public_key().as_ref()))]).expect(422);
    stranger.form("/passport/phones", &[("key", "x")]).expect(422);
    // Nor does a stranger stop it, a new card, or a new PIN.
    stranger.form(&format!("/passport/phones/{}/end", phone.id), &[]).expect(404);
    street.replace_card(&resident);
    phone.browser.form("/passport/pin", &[("pin", "9753"), ("pin_again", "9753")]).expect(303);
    spend(&street, &phone.makes(&mine(0, 60)), 1).expect(201);
    // It stands in the list, and is stopped: at once, for what it makes and for what it would fetch.
    let kept = phone.makes(&mine(0, 60));
    let list = phone.browser.get("/passport/phones").expect(200).body;
    assert!(list.contains("this one") && list.contains(&format!("/passport/phones/{}/end", phone.id)), "{list}");
    phone.browser.get("/passport/pass").expect(200);
    let shown = phone.browser.get("/passport/card").expect(200).body;
    assert!(shown.contains("id=\"live\"") && shown.contains("card.js"), "{shown}");
    phone.browser.form(&format!("/passport/phones/{}/end", phone.id), &[]).expect(303);
    assert_eq!(spend(&street, &kept, 1).expect(410).problem(), "revoked_pass");
    assert_eq!(tap(&street, &kept).expect(410).problem(), "revoked_pass");
    phone.browser.get("/passport/pass").expect(410);
    phone.register().expect(410);
    let shown = phone.browser.get("/passport/card").expect(200).body;
    assert!(!shown.contains("id=\"live\"") && text(&shown).contains("This phone was stopped."), "{shown}");
    // What a tablet without a network took before that was good then.
    street.later(10_000);
    let then = json!({"card": kept, "at": street.rfc3339(-10_500)});
    street.till(1).post("/api/v1/taps", &key(), &then).expect(201);
    // Another one, lost, and stopped from here: it is signed out as well.
    let browser = Client::new(&street.base);
    browser.form("/sign-in", &[("email", "michiko@test.example"), ("password", PASSWORD)]).expect(303);
    let lost = Phone::on(browser);
    lost.browser.get("/passport/pass").expect(200);
    phone.browser.form(&format!("/passport/phones/{}/end", lost.id), &[]).expect(303);
    assert_eq!(spend(&street, &lost.makes(&mine(0, 60)), 1).expect(410).problem(), "revoked_pass");
    assert_eq!(lost.browser.get("/passport").status, 303, "still signed in");
    phone.browser.get("/passport").expect(200);
    // Signed in anew, with a new key, the first one shows the living card again.
    let again = Client::new(&street.base);
    again.form("/sign-in", &[("email", "michiko@test.example"), ("password", PASSWORD)]).expect(303);
    spend(&street, &Phone::on(again).makes(&mine(0, 60)), 1).expect(201);
    street.verify();
}

/// The phone made the pass itself and the tablet kept it: the server, who knows the phone's key, takes it later.
fn neither_phone_nor_tablet_has_a_signal(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let phone = Phone::of(&street, "michiko", &resident);
    let mut tablet = Tablet::enrol(&street, 0);
    street.later(HOUR);
    let (pass, at) = (phone.makes(&says(&street, &resident.passport, 0, 60)), street.now());
    let strange = Ed25519KeyPair::generate().expect("a key");
    let forged = signed(&strange, &format!("phone-{}", phone.id), &says(&street, &resident.passport, 0, 60));
    let kept = [
        // The tablet's clock is a minute and a half behind the phone's.
        tablet.keep(at - 90_000, json!({"card": pass})),
        tablet.keep(at, json!({"card": forged})),
    ];
    street.later(5 * HOUR);
    let lines = send(&street, &tablet, &kept, 1);
    assert_eq!(outcomes(&lines), [("stamped", ""), ("refused", "kept_pass_foreign")]);
    assert_eq!(street.balance(&resident), 10);
    // A phone that was stopped before it was shown proves nothing any more.
    phone.browser.form(&format!("/passport/phones/{}/end", phone.id), &[]).expect(303);
    street.later(1000);
    let pass = phone.makes(&says(&street, &resident.passport, 0, 60));
    let late = tablet.keep(street.now(), json!({"card": pass}));
    assert_eq!(outcomes(&send(&street, &tablet, &[late], 3)), [("refused", "revoked_pass")]);
    street.verify();
}

/// Whoever had the old password may have the phone.
fn a_new_password_stops_the_phones(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(100);
    let phone = Phone::of(&street, "michiko", &resident);
    spend(&street, &phone.makes(&says(&street, &resident.passport, 0, 60)), 1).expect(201);
    let (person, now) = (street.person_id("michiko"), street.house.clock.now());
    let token = street.house.db.write_now(move |tx| people::reset_link(tx, person, now)).expect("a link");
    let new = [("password", "three quiet words"), ("password_again", "three quiet words")];
    Client::new(&street.base).form(&format!("/reset/{token}"), &new).expect(303);
    street.later(1000);
    let pass = phone.makes(&says(&street, &resident.passport, 0, 60));
    assert_eq!(spend(&street, &pass, 1).expect(410).problem(), "revoked_pass");
}

fn a_phone_without_a_signal_for_a_week_is_worn(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(500);
    let phone = Phone::of(&street, "michiko", &resident);
    let mine = || phone.makes(&says(&street, &resident.passport, 0, 60));
    street.later(6 * DAY);
    spend(&street, &mine(), 1).expect(201);
    street.later(DAY + MINUTE);
    assert_eq!(spend(&street, &mine(), 1).expect(410).problem(), "worn_phone");
    assert!(phone.browser.get("/passport/phones").expect(200).body.contains("a week without a signal"));
    // Online once, it works again.
    phone.register().expect(200);
    spend(&street, &mine(), 1).expect(201);
    // Signed out on the phone, it makes none.
    let last = mine();
    phone.browser.form("/sign-out", &[]).expect(303);
    assert_eq!(spend(&street, &last, 1).expect(410).problem(), "revoked_pass");
}

fn merged_and_erased(place: Place) {
    let street = Street::open(place);
    let (keep, other) = (street.resident_with(100), street.resident_with(100));
    let (kept, phone) = (Phone::of(&street, "kept", &keep), Phone::of(&street, "other", &other));
    let pass = pass_of(&street, &other);
    let own = phone.makes(&says(&street, &other.passport, 0, 60));
    street.merge(&keep, &other);
    // A pass leads to the passport that was kept; whoever held the other one spends nothing of it by their phone.
    assert_eq!(spend(&street, &pass, 150).expect(201).json()["points"]["balance"], 50);
    assert_eq!(spend(&street, &own, 1).expect(410).problem(), "revoked_pass");
    assert_eq!(
        kept.browser.get("/passport/everything.json").expect(200).json()["phones"].as_array().map(Vec::len),
        Some(2)
    );
    let (live, own) = (pass_of(&street, &keep), kept.makes(&says(&street, &keep.passport, 0, 60)));
    let (brand, id, now) = (street.brand.id, keep.id, street.house.clock.now());
    street.house.db.write_now(move |tx| noren::rights::erase(tx, brand, id, now)).expect("erased");
    assert_eq!(spend(&street, &live, 1).expect(410).problem(), "gone_pass");
    assert_eq!(tap(&street, &own).expect(404).problem(), "foreign_pass");
    for table in ["pass_keys", "spent_passes"] {
        assert_eq!(street.place.number(&format!("SELECT count(*) AS n FROM {table}")), 0, "{table}");
    }
    street.verify();
}

fn passes_are_for_the_holders_own_phone(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(100);
    let phone = street.person("michiko", Role::Resident, For::Passport(resident.id));
    let helper = street.person("helper", Role::Helper, For::Passport(resident.id));
    let clerk = street.person("clerk", Role::Clerk, For::Shop(street.shops[0].id));
    let answer = phone.get("/passport/pass").expect(200);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let pass = answer.json();
    assert!(pass["until"].as_i64() > pass["now"].as_i64());
    spend(&street, pass["pass"].as_str().expect("a pass"), 1).expect(201);
    helper.get("/passport/pass").expect(403);
    helper.form("/passport/phones", &[("key", "x")]).expect(403);
    let shown = helper.get("/passport/card").expect(200).body;
    assert!(!shown.contains("id=\"live\"") && shown.contains("class=\"qr\""), "{shown}");
    // The tablet turned round: the holder's pages, but a shop's screen.
    clerk.form(&format!("/counter/passports/{}/turned", resident.passport), &[("pin", &resident.pin)]).expect(303);
    clerk.get("/passport").expect(200);
    clerk.get("/passport/pass").expect(403);
    clerk.form("/passport/phones", &[("key", &"A".repeat(43))]).expect(403);
    assert!(!clerk.get("/passport/card").expect(200).body.contains("id=\"live\""));
    clerk.get("/passport/phones").expect(200);
    // What opens the card without a network has nobody in it.
    let worker = phone.get("/passport/sw.js").expect(200);
    assert_eq!(worker.header("service-worker-allowed"), Some("/passport"));
    assert_eq!(worker.body, clerk.get("/passport/sw.js").expect(200).body);
    let shell = phone.get("/passport/offline").expect(200).body;
    assert!(shell.contains("id=\"live\"") && shell.contains("data-shell"), "{shell}");
    for word in ["Resident", "michiko", resident.passport.as_str(), resident.card.as_str()] {
        assert!(!shell.contains(word), "{word}");
    }
    let files: Value = serde_json::from_str(
        worker.body.lines().next().and_then(|l| l.strip_prefix("const SHELL = ")).expect("SHELL").trim_end_matches(';'),
    )
    .expect("JSON");
    for file in files["files"].as_array().expect("files") {
        Client::new(&street.base).get(file.as_str().expect("a path")).expect(200);
    }
}

fn the_counter_takes_a_phone_in_the_pins_place(place: Place) {
    let street = Street::open(place);
    let (resident, other) = (street.resident_with(300), street.resident_with(300));
    let clerk = street.person("clerk", Role::Clerk, For::Shop(street.shops[0].id));
    let to = |answer: &Answer| answer.header("location").unwrap_or_default().to_owned();
    let found = clerk.form("/counter/find", &[("q", &pass_of(&street, &resident))]).expect(303);
    let page = to(&found);
    assert!(page.starts_with("/counter/passports/"), "{page}");
    let ask = clerk.get(&format!("{page}/redeem")).expect(200).body;
    assert!(ask.contains("name=\"pass\"") && text(&ask).contains("hold up the card on your phone"), "{ask}");
    let use_with = |pass: &str| {
        let fields = [("passport", resident.passport.as_str()), ("points", "40"), ("pass", pass), ("key", &key())];
        clerk.form("/counter/redemptions", &fields)
    };
    let refused = use_with(&pass_of(&street, &other)).expect(403).body;
    assert!(text(&refused).contains("somebody else") && refused.contains("value=\"40\""), "{refused}");
    let pass = pass_of(&street, &resident);
    assert!(to(&use_with(&pass).expect(303)).starts_with("/counter/redemptions/"));
    let refused = use_with(&pass).expect(409).body;
    assert!(text(&refused).contains("This code was used just now."), "{refused}");
    // Stamped at once, from a phone.
    let stamp = |shown: &str| clerk.form("/counter/taps", &[("passport", shown), ("key", &key())]);
    assert!(to(&stamp(&pass_of(&street, &resident)).expect(303)).starts_with("/counter/receipts/"));
    street.later(2 * MINUTE);
    let late = stamp(&pass).expect(410).body;
    assert!(text(&late).contains("This code is over.") && late.contains("id=\"q\""), "{late}");
    assert_eq!((street.balance(&resident), street.balance(&other)), (300 - 40 + street.charter.per_visit, 300));
    street.verify();
}

fn a_strange_code_stops_no_counter(place: Place) {
    let street = Street::open(place);
    let neighbour = street.neighbour();
    let clerk = street.person("clerk", Role::Clerk, For::Shop(street.shops[0].id));
    let theirs = neighbour.resident.card.clone();
    let nobodys = "0".repeat(26);
    for lang in ["en", "ja"] {
        let ask = |q: &str| {
            let answer = clerk.form(&format!("/counter/find?lang={lang}"), &[("q", q)]).expect(404);
            assert!(answer.body.contains("id=\"q\"") && answer.body.contains("q-problem"), "{q}");
            // The field keeps what was read; all else is the same.
            text(&answer.body.replace(q, ""))
        };
        let says = if lang == "en" {
            "This code is not one of our street."
        } else {
            "この通りのコードではありません。"
        };
        let foreign = ask("https://elsewhere.example/menu?table=7");
        assert!(foreign.contains(says), "{foreign}");
        assert_eq!(ask(&theirs), ask(&nobodys), "another street's card is told apart");
        assert!(ask(&theirs).contains(says));
        assert!(ask("WIFI:T:WPA;S:Kameya;P:tofu1234567890123456789;;").contains(says));
        let unknown = ask("7K2Q-MX");
        assert!(!unknown.contains(says), "typed by hand: {unknown}");
    }
}

fn a_slip_shows_itself(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let phone = street.person("michiko", Role::Resident, For::Passport(resident.id));
    let clerks: Vec<Client> =
        (0..3).map(|n| street.person(&format!("clerk{n}"), Role::Clerk, For::Shop(street.shops[n].id))).collect();
    let give = || {
        let body = json!({"card": resident.card, "to_shop": street.shops[1].code, "reason": "Warm bread"});
        let sent = street.till(0).post("/api/v1/referrals", &key(), &body).expect(201).json();
        sent["slip"].as_str().expect("an id").to_owned()
    };
    let id = give();
    let home = phone.get("/passport").expect(200).body;
    assert!(home.contains(&format!("/passport/slips/{id}")), "{home}");
    let page = phone.get(&format!("/passport/slips/{id}")).expect(200).body;
    for says in ["Warm bread", "Mugi Bakery", "Kameya Tofu", "20 points"] {
        assert!(text(&page).contains(says), "{says}: {page}");
    }
    let stranger = street.person("stranger", Role::Resident, For::Passport(street.resident().id));
    stranger.get(&format!("/passport/slips/{id}")).expect(404);
    // What that code holds.
    let code = |id: &str| {
        let (brand, id) = (street.brand.id, SlipId(id.parse().expect("a number")));
        let row = street.house.db.read_now(move |tx| slip::slip(tx, brand, id)).expect("a slip");
        let (keys, now) = (&street.house.keys, Millis(street.now()));
        slip::code::make(keys, &street.brand, &row, &resident.passport, &street.shops[1].code, now).expect("signed")
    };
    let shown = code(&id);
    let location = |answer: Answer| answer.expect(303).header("location").expect("a place").to_owned();
    assert!(location(clerks[1].form("/counter/find", &[("q", &shown)])).starts_with("/counter/passports/"));
    let elsewhere = clerks[2].form("/counter/find", &[("q", &shown)]).expect(200).body;
    assert!(
        text(&elsewhere).contains("This slip is for Mugi Bakery.") && elsewhere.contains("/counter/passports/"),
        "{elsewhere}"
    );
    // It spends nothing, and at its shop the stamp redeems it.
    let spending = json!({"pass": shown, "points": 1});
    assert_eq!(street.till(1).post("/api/v1/redemptions", &key(), &spending).expect(403).problem(), "proof_needed");
    let stamped = street.till(1).post("/api/v1/taps", &key(), &json!({"card": shown})).expect(201).json();
    assert_eq!(stamped["referral"]["slip"].as_str(), Some(id.as_str()));
    let used = clerks[1].form("/counter/find", &[("q", &shown)]).expect(200).body;
    assert!(text(&used).contains("This slip was used or taken back."), "{used}");
    phone.get(&format!("/passport/slips/{id}")).expect(404);
    let late = code(&give());
    street.later(street.charter.slip_days * DAY + MINUTE);
    assert_eq!(tap(&street, &late).expect(410).problem(), "expired_slip");
    let over = clerks[1].form("/counter/find", &[("q", &late)]).expect(410).body;
    assert!(text(&over).contains("This slip has run out."), "{over}");
    // A slip of another street is nobody's here.
    let neighbour = street.neighbour();
    let says = json!({"sub": resident.passport, "brand": "other", "slip": "1", "to": neighbour.shop, "welcome": 20});
    let theirs = street.house.keys.sign(Audience::Slip, says, street.now(), 600).expect("signed");
    assert_eq!(tap(&street, &theirs).expect(404).problem(), "foreign_pass");
    street.verify();
}

const CLIENTS: usize = 64;

/// Every client, on a thread of its own, spends one pass after another, all of them the same one at the same time: how often
/// each pass was spent.
fn race(street: &Street, rounds: usize) -> Vec<usize> {
    let residents: Vec<Resident> = (0..4).map(|_| street.resident_with(1000)).collect();
    let (gate, now) = (Barrier::new(CLIENTS), street.house.clock.now());
    let read = |text: &str| {
        let (keys, brand) = (&street.house.keys, &street.brand);
        street.house.db.read_now(|tx| pass::read(tx, keys, brand, text, now)).expect("a pass of ours")
    };
    let passes: Vec<Proof> = (0..rounds).map(|n| read(&pass_of(street, &residents[n % 4]))).collect();
    let won = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|n| {
                let (gate, passes, street) = (&gate, &passes, &street);
                scope.spawn(move || {
                    let stand = Stand { brand: street.brand.clone(), shop: street.shops[n % 5].id, by: None };
                    let mut won = Vec::new();
                    for (round, proof) in passes.iter().enumerate() {
                        let (card, pass) = (proof.code.clone(), Some(proof.clone()));
                        let spending = Spending { card, points: 1, pin: None, pass };
                        let stand = stand.clone();
                        gate.wait();
                        let done = street.house.db.write_now(move |tx| counter::redeem(tx, &stand, &spending, now));
                        match done {
                            Ok(Ok(_)) => won.push(round),
                            Ok(Err(refusal)) => panic!("{refusal:?}"),
                            Err(e) => assert_eq!(e.code(), Some("pass_used"), "{e}"),
                        }
                    }
                    won
                })
            })
            .collect();
        clients.into_iter().flat_map(|c| c.join().expect("a client")).collect::<Vec<usize>>()
    });
    (0..rounds).map(|round| won.iter().filter(|w| **w == round).count()).collect()
}

fn one_pass_two_hundred_races(place: Place) {
    let street = Street::open(place);
    let engine = if street.place.is_postgres() { "PostgreSQL" } else { "SQLite" };
    let begun = Instant::now();
    let won = race(&street, 200);
    println!("64 clients, one pass, 200 rounds on {engine}: {} ms", begun.elapsed().as_millis());
    assert_eq!(won, vec![1; 200]);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM redemptions"), 200);
    street.verify();
}

/// What the race would see without the mark that a pass was spent: here the database forgets it as it is made.
fn without_its_mark_a_pass_spends_again(place: Place) {
    let street = Street::open(place);
    if street.place.is_postgres() {
        street.place.meddle("CREATE FUNCTION forget() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN DELETE FROM spent_passes; RETURN NEW; END'");
        street
            .place
            .meddle("CREATE TRIGGER forget AFTER INSERT ON spent_passes FOR EACH ROW EXECUTE FUNCTION forget()");
    } else {
        street.place.meddle("CREATE TRIGGER forget AFTER INSERT ON spent_passes BEGIN DELETE FROM spent_passes; END");
    }
    assert_eq!(race(&street, 3), vec![CLIENTS; 3]);
}
