//! A resident's own way: joining, the passport, what is shared, the PIN, another card; the ways in and out.

use std::collections::HashMap;

use noren::passport;
use noren::people::session::{PERSON, Sessions};
use noren::people::{self, For, Role};

use crate::support::http::{Answer, Client};
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{MINUTE, Resident, Street, key};
use serde_json::json;

on_both_engines! {
    a_name_is_enough_to_join
    a_paper_passport_is_claimed_once
    two_cards_become_one_passport
    a_festival_joins_and_a_flood_does_not
    a_card_and_its_pin_set_a_new_password
}

const PASSWORD: &str = "three plain words";

fn to(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").expect("a place to go on to").to_owned()
}

fn hidden(page: &str, name: &str) -> String {
    let tail = page.split(&format!("name=\"{name}\" value=\"")).nth(1).expect("a hidden field");
    tail.split('"').next().expect("its value").to_owned()
}

fn a_name_is_enough_to_join(place: Place) {
    let street = Street::open(place);
    let phone = Client::new(&street.base);
    let form = phone.get("/join").expect(200).body;
    let key = hidden(&form, "key");
    // Nothing typed: said beside the field, what was typed is kept.
    let wrong = phone.form("/join", &[("name", " "), ("reading", "みちこ"), ("key", &key)]).expect(422);
    assert!(wrong.body.contains("aria-invalid") && wrong.body.contains("みちこ"));
    let made = phone.form("/join", &[("name", "Michiko"), ("key", &key)]).expect(200);
    assert!(made.body.contains("Michiko") && made.body.contains("Claim code"), "{}", made.body);
    let again = phone.form("/join", &[("name", "Michiko"), ("key", &key)]).expect(200);
    assert!(!again.body.contains("Claim code"), "a claim code is shown once");
    assert_eq!(street.place.number("SELECT count(*) AS n FROM passports"), 1);

    // With an address, the passport opens at once, and the next visit by signing in.
    let key = hidden(&phone.get("/join").expect(200).body, "key");
    let fields = [
        ("name", "Mina"),
        ("email", "mina@test.example"),
        ("password", PASSWORD),
        ("pin", "2580"),
        ("pin_again", "2580"),
        ("key", &key),
    ];
    assert_eq!(to(&phone.form("/join", &fields)), "/passport?done=welcome");
    let page = phone.get("/passport").expect(200).body;
    assert!(page.contains("Mina") && page.contains("0 of 5 shops"), "{page}");
    // The same form from elsewhere, without the password, opens nothing.
    let other = Client::new(&street.base);
    let replay: Vec<_> =
        fields.iter().map(|(n, v)| if *n == "password" { (*n, "another long one") } else { (*n, *v) }).collect();
    assert!(to(&other.form("/join", &replay)).starts_with("/sign-in"));
    assert!(to(&phone.form("/sign-out", &[])).starts_with("/sign-in"));
    assert!(to(&phone.get("/passport")).starts_with("/sign-in?next="));
    phone.form("/sign-in", &[("email", "mina@test.example"), ("password", "not hers, surely")]).expect(422);
    let home = phone.form("/sign-in", &[("email", "Mina@Test.example"), ("password", PASSWORD)]);
    assert_eq!(to(&home), "/passport");
    let elsewhere = [("email", "mina@test.example"), ("password", PASSWORD), ("next", "//elsewhere.example")];
    assert_eq!(to(&phone.form("/sign-in", &elsewhere)), "/passport");
}

/// Behind one shop's Wi-Fi: thirty people in ten minutes, some of them mistyping; then more than ever were there.
fn a_festival_joins_and_a_flood_does_not(place: Place) {
    let street = Street::open(place);
    let phone = Client::new(&street.base);
    let join = |name: &str| phone.form("/join", &[("name", name), ("key", &key())]);
    for n in 0..30 {
        join(" ").expect(422);
        join(&format!("Guest {n}")).expect(200);
        street.later(20_000);
    }
    let held = || street.place.number("SELECT count(*) AS n FROM passports");
    let refused = (0..200).map(|n| join(&format!("Flood {n}"))).find(|answer| answer.status != 200).expect("a limit");
    let after = held();
    let page = refused.expect(429).body;
    assert!(page.contains("Wait a minute, then carry on.") && page.contains("value=\"Flood "), "{page}");
    join("One more").expect(429);
    assert_eq!(held(), after);
    street.later(MINUTE);
    join("Later").expect(200);

    let claim = || phone.form("/claim", &[("card", "7K2Q-MX"), ("code", "2222-2222")]);
    let refused = (0..200).map(|_| claim()).find(|answer| answer.status != 404).expect("a limit");
    let page = refused.expect(429).body;
    assert!(page.contains("Wait a minute, then carry on.") && page.contains("value=\"7K2Q-MX\""), "{page}");
    street.later(MINUTE);
    claim().expect(404);
}

/// A resident with a sign-in.
fn holder(street: &Street, name: &str) -> (Client, Resident) {
    let resident = street.resident_with(500);
    (street.person(name, Role::Resident, For::Passport(resident.id)), resident)
}

#[test]
fn every_spending_shows_on_the_passport_at_once() {
    let street = Street::open(Place::sqlite());
    let (phone, resident) = holder(&street, "holder");
    let spend = json!({"card": resident.card, "pin": resident.pin, "points": 120});
    street.till(1).post("/api/v1/redemptions", &key(), &spend).expect(201);
    let page = phone.get("/passport").expect(200).body;
    assert!(page.contains("−120") && page.contains("380") && page.contains("1 of 5 shops"), "{page}");
    let slip = json!({"card": resident.card, "to_shop": street.shops[2].code, "reason": "Yuzu recipes are in."});
    street.till(1).post("/api/v1/referrals", &key(), &slip).expect(201);
    let page = phone.get("/passport").expect(200).body;
    assert!(page.contains("Yuzu recipes are in.") && page.contains("Go to Kotonoha Books"), "{page}");
}

#[test]
fn sharing_is_off_until_it_is_turned_on() {
    let street = Street::open(Place::sqlite());
    let (phone, resident) = holder(&street, "holder");
    let (brand, id) = (street.brand.id, resident.id);
    let shares = || street.house.db.read_now(|tx| passport::shares(tx, brand, id)).expect("read");
    assert!(shares().is_empty());
    let codes: Vec<&str> = street.shops.iter().map(|s| s.code.as_str()).collect();
    phone.form("/passport/likes", &[("need", "bread"), ("need", "books"), ("need", "nonsense")]);
    phone.form("/passport/shares", &[("kind", "likes"), ("pick", "these"), ("shop", codes[0]), ("shop", codes[2])]);
    assert_eq!(shares().len(), 2);
    assert_eq!(street.house.db.read_now(|tx| passport::likes(tx, brand, id)).expect("read"), ["books", "bread"]);
    assert!(phone.get("/passport/shares").expect(200).body.contains("checked"));
    phone.form("/passport/shares", &[("kind", "been"), ("pick", "all")]);
    assert_eq!(shares().len(), 7);
    // The switch on the passport takes a kind back.
    assert_eq!(to(&phone.form("/passport/shares", &[("kind", "been")])), "/passport?done=shared");
    phone.form("/passport/shares", &[("kind", "likes"), ("pick", "none")]);
    assert!(shares().is_empty());
}

#[test]
fn a_new_pin_is_typed_twice_and_a_lost_card_replaced_once() {
    let street = Street::open(Place::sqlite());
    let (phone, resident) = holder(&street, "holder");
    for (pin, again) in [("1234", "1234"), ("", ""), ("2580", "2581")] {
        let answer = phone.form("/passport/pin", &[("pin", pin), ("pin_again", again)]).expect(422);
        assert!(answer.body.contains("aria-invalid") && !answer.body.contains("value=\"2580\""));
    }
    assert_eq!(to(&phone.form("/passport/pin", &[("pin", "2580"), ("pin_again", "２５８０")])), "/passport?done=pin");
    let key = hidden(&phone.get("/passport/cards/replacement").expect(200).body, "key");
    let first = phone.form("/passport/cards/replacement", &[("key", &key)]).expect(200);
    let second = phone.form("/passport/cards/replacement", &[("key", &key)]).expect(200);
    assert_eq!(first.body, second.body);
    let tap = json!({"card": resident.card});
    assert_eq!(street.till(0).post("/api/v1/taps", &self::key(), &tap).status, 410);
    let spend = json!({"card": resident.passport, "pin": "2580", "points": 10});
    street.till(0).post("/api/v1/redemptions", &self::key(), &spend).expect(201);
}

fn a_paper_passport_is_claimed_once(place: Place) {
    let street = Street::open(place);
    let (brand, now) = (street.brand.id, street.house.clock.now());
    let newcomer = passport::Newcomer { name: "Kenji".into(), ..passport::Newcomer::default() };
    let made = street.house.db.write_now(move |tx| passport::register(tx, brand, &newcomer, None, now));
    let (_, made) = made.expect("a paper passport");
    let phone = Client::new(&street.base);
    phone.form("/claim", &[("card", &made.card.code), ("code", "2222-2222")]).expect(422);
    let link = to(&phone.form("/claim", &[("card", &made.card.code), ("code", &made.claim)]));
    assert!(phone.get(&link).expect(200).body.contains("Kenji"));
    let weak = [("email", "kenji@test.example"), ("password", "short")];
    let answer = phone.form(&link, &weak).expect(422);
    assert!(answer.body.contains("kenji@test.example") && !answer.body.contains("short\""));
    let fields = [("email", "kenji@test.example"), ("password", PASSWORD), ("pin", "2580"), ("pin_again", "2580")];
    assert_eq!(to(&phone.form(&link, &fields)), "/passport?done=welcome");
    phone.get("/passport").expect(200);
    // Once: the link is spent, and the code too.
    let stranger = Client::new(&street.base);
    assert_eq!(stranger.get(&link).status, 410);
    stranger.form("/claim", &[("card", &made.card.code), ("code", &made.claim)]).expect(422);
    assert_eq!(stranger.get("/claim/nonsense").status, 410);
}

fn two_cards_become_one_passport(place: Place) {
    let street = Street::open(place);
    let (phone, keep) = holder(&street, "holder");
    let other = street.resident_with(300);
    let wrong = phone.form("/passport/merge", &[("card", &other.card), ("proof", &other.wrong_pin())]).expect(422);
    assert!(wrong.body.contains(&other.card), "what was typed stays");
    phone.form("/passport/merge", &[("card", &keep.card), ("proof", &keep.pin)]).expect(409);
    let merged = phone.form("/passport/merge", &[("card", &other.card), ("proof", &other.pin)]);
    assert_eq!(to(&merged), "/passport?done=merged");
    assert_eq!(street.balance(&keep), 800);
    assert!(phone.get("/passport").expect(200).body.contains("From your other card"));
    street.verify();
    // Ten wrong in a row, and it rests for whoever asks.
    let third = street.resident_with(300);
    for _ in 0..10 {
        phone.form("/passport/merge", &[("card", &third.card), ("proof", &third.wrong_pin())]).expect(422);
    }
    phone.form("/passport/merge", &[("card", &third.card), ("proof", &third.pin)]).expect(429);
}

#[test]
fn a_new_password_ends_every_session() {
    let street = Street::open(Place::sqlite());
    let (phone, _) = holder(&street, "holder");
    phone.form("/reset", &[("email", "nonsense")]).expect(422);
    let known = phone.form("/reset", &[("email", "holder@test.example")]).expect(200);
    let unknown = phone.form("/reset", &[("email", "nobody@test.example")]).expect(200);
    assert_eq!(known.body.replace("holder@", "nobody@"), unknown.body);
    let (person, now) = (street.person_id("holder"), street.house.clock.now());
    let token = street.house.db.write_now(move |tx| people::reset_link(tx, person, now)).expect("a link");
    let link = format!("/reset/{token}");
    assert!(phone.get(&link).expect(200).body.contains("holder@test.example"));
    phone.form(&link, &[("password", "short")]).expect(422);
    assert!(to(&phone.form(&link, &[("password", PASSWORD)])).starts_with("/sign-in"));
    assert!(to(&phone.get("/passport")).starts_with("/sign-in"));
    assert_eq!(phone.get(&link).status, 410);
    let signed_in = phone.form("/sign-in", &[("email", "holder@test.example"), ("password", PASSWORD)]);
    assert_eq!(to(&signed_in), "/passport");
}

/// Where no mail goes out, a resident needs nobody for a new password.
fn a_card_and_its_pin_set_a_new_password(place: Place) {
    let street = Street::open(place);
    let (phone, resident) = holder(&street, "holder");
    let stranger = Client::new(&street.base);
    assert!(stranger.get("/reset").expect(200).body.contains("href=\"/reset/card\""));
    let reset = |card: &str, pin: &str| stranger.form("/reset/card", &[("card", card), ("pin", pin)]);
    let wrong = reset(&resident.card, &resident.wrong_pin()).expect(422).body;
    assert!(wrong.contains(&resident.card) && wrong.contains("do not belong together"), "{wrong}");
    reset("7K2Q-MX", &resident.pin).expect(404);
    let link = to(&reset(&resident.card, &resident.pin));
    phone.get("/passport").expect(200);
    assert!(stranger.get(&link).expect(200).body.contains("holder@test.example"));
    stranger.form(&link, &[("password", PASSWORD)]).expect(303);
    assert!(to(&phone.get("/passport")).starts_with("/sign-in"));
    phone.form("/sign-in", &[("email", "holder@test.example"), ("password", PASSWORD)]).expect(303);

    // A PIN opens a passport, not somebody's work; and a paper passport has nothing to open.
    street.admit("holder", Role::Clerk, For::Shop(street.shops[0].id));
    let refused = reset(&resident.card, &resident.pin).expect(403).body;
    assert!(refused.contains("more than a passport"), "{refused}");
    let paper = street.resident();
    reset(&paper.card, &paper.pin).expect(409);
    // Ten wrong ones, and it rests for a day, for whoever asks and wherever.
    for _ in 0..10 {
        reset(&paper.card, &paper.wrong_pin()).expect(422);
    }
    reset(&paper.card, &paper.pin).expect(429);
    street.later(60 * MINUTE);
    let merge = phone.form("/passport/merge", &[("card", &paper.card), ("proof", &paper.pin)]).expect(429);
    assert!(merge.body.contains("Wait until tomorrow"), "{}", merge.body);
    street.later(24 * 60 * MINUTE);
    phone.form("/passport/merge", &[("card", &paper.card), ("proof", &paper.pin)]).expect(303);
}

/// A request that was under way when its session was ended does not bring it back.
#[test]
fn an_ended_session_stays_ended() {
    use actix_session::storage::SessionStore;
    let street = Street::open(Place::sqlite());
    holder(&street, "holder");
    let (person, now) = (street.person_id("holder"), street.house.clock.now());
    let sessions = Sessions { db: street.house.db.clone(), clock: street.house.clock.clone() };
    let ttl = actix_web::cookie::time::Duration::days(1);
    let state = HashMap::from([(PERSON.to_owned(), format!("\"{person}\""))]);
    actix_web::rt::System::new().block_on(async {
        let key = sessions.save(state.clone(), &ttl).await.expect("saved");
        let key = sessions.update(key, state.clone(), &ttl).await.expect("updated");
        assert_eq!(sessions.load(&key).await.expect("loads"), Some(state.clone()));
        let end = move |tx: &mut noren::db::Tx| {
            let token = people::reset_link(tx, person, now)?;
            people::reset_password(tx, &token, "hash", now)
        };
        sessions.db.write(end).await.expect("a new password");
        let key = sessions.update(key, state, &ttl).await.expect("is not an error");
        assert_eq!(sessions.load(&key).await.expect("loads"), None);
    });
}

#[test]
fn an_invitation_is_taken_up_once() {
    let street = Street::open(Place::sqlite());
    let (brand, shop, now) = (street.brand.id, street.shops[0].id, street.house.clock.now());
    let invite =
        move || move |tx: &mut noren::db::Tx| people::invite(tx, brand, Role::Clerk, Some(shop), "", None, now);
    let link = |token: &str| format!("/invitations/{token}");
    let first = street.house.db.write_now(invite()).expect("invited").token;
    let guest = Client::new(&street.base);
    let page = guest.get(&link(&first)).expect(200).body;
    assert!(page.contains("Kameya Tofu") && page.contains("Asahi Street"), "{page}");
    guest.form(&link(&first), &[("name", "Hana")]).expect(422);
    let fields = [("name", "Hana"), ("email", "hana@test.example"), ("password", PASSWORD)];
    assert_eq!(to(&guest.form(&link(&first), &fields)), "/counter");
    guest.get("/counter").expect(200);
    assert_eq!(Client::new(&street.base).get(&link(&first)).status, 410);
    // Who is signed in accepts with one button.
    let second = street.house.db.write_now(invite()).expect("invited").token;
    let (known, _) = holder(&street, "holder");
    assert!(known.get(&link(&second)).expect(200).body.contains("holder"));
    assert_eq!(to(&known.form(&link(&second), &[])), "/counter");
    assert_eq!(known.get("/invitations/nonsense").status, 404);
}
