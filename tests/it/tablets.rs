//! A tablet many hands share: enrolled once, taken off with effect at once; turns by PIN within the counter's walls; it locks
//! itself; what is the owner's to do asks for the owner's word.

use noren::db::Tx;
use noren::people::{self, For, Role};
use noren::words::{MembershipId, codes::base64url};
use serde_json::json;

use crate::support::http::{Client, text};
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{HOUR, MINUTE, Street, key};
use crate::support::tablet::{Tablet, enrol, new_key, signed};

on_both_engines! {
    a_tablet_is_enrolled_once
    taken_off_it_is_nobody_at_the_next_request
    taken_off_a_sign_in_at_it_is_over
    guessing_a_pin_at_many_tablets_does_not_help
    a_turn_by_pin_stays_within_the_counter
    it_locks_itself
    who_works_here_no_more_has_no_turn
    wrong_pins_rest_at_one_tablet
    one_chooses_a_pin_and_goes_on_by_it
    what_is_the_owners_asks_for_their_word
}

const PIN: &str = "2580";
const WRONG: &str = "2581";

/// What the page shows as the code, once.
fn code_in(html: &str) -> String {
    let (_, rest) = html.split_once("tablet-code\">").unwrap_or_else(|| panic!("no code in {html}"));
    rest.split('<').next().expect("a code").to_owned()
}

fn a_tablet_is_enrolled_once(place: Place) {
    let street = Street::open(place);
    let owner = street.person("owner", Role::Owner, For::Shop(street.shops[0].id));
    let made = owner.form("/shop/tablets", &[("name", "Terminal Seven")]).expect(201);
    let code = code_in(&made.body);
    assert!(made.body.contains(&format!("/enrol?code={code}")) && made.body.contains("<svg class=\"qr\""));
    assert!(!owner.get("/shop/tablets").expect(200).body.contains(&code), "the code stands there once");

    let (tablet, pair) = (Client::new(&street.base), new_key());
    assert!(tablet.get(&format!("/enrol?code={code}")).expect(200).body.contains(&format!("value=\"{code}\"")));
    // A key without its other half, and no key at all (no script).
    let public = base64url(aws_lc_rs::signature::KeyPair::public_key(&pair).as_ref());
    let stolen = signed(&new_key(), &format!("noren-enrol {code}"));
    for (public, proof) in [(public.as_str(), stolen.as_str()), (public.as_str(), ""), ("", "")] {
        let answer = tablet.form("/enrol", &[("code", &code), ("public_key", public), ("proof", proof)]).expect(422);
        assert!(answer.body.contains(&format!("value=\"{code}\"")), "what was typed stays");
    }
    let done = enrol(&tablet, &code, &pair).expect(303);
    let cookie = done.header("set-cookie").expect("a cookie").to_owned();
    assert!(cookie.starts_with("noren-device=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    let stands = tablet.get("/enrol").expect(200);
    assert!(text(&stands.body).contains("Kameya Tofu") && stands.body.contains(&public), "{}", stands.body);
    assert!(text(&tablet.get("/counter/lock").expect(200).body).contains("owner"), "the staff's names");

    // Used, unknown, voided by a newer one, expired.
    let again = enrol(&Client::new(&street.base), &code, &new_key()).expect(410);
    assert!(again.body.contains(&format!("value=\"{code}\"")) && text(&again.body).contains("used already"));
    enrol(&Client::new(&street.base), "7K2Q-MXAB", &new_key()).expect(404);
    let (former, late) = (street.code(0), street.code(0));
    enrol(&Client::new(&street.base), &former, &new_key()).expect(410);
    street.later(16 * MINUTE);
    let late = enrol(&Client::new(&street.base), &late, &new_key()).expect(410);
    assert!(text(&late.body).contains("too old"));
    assert_eq!(owner.form("/shop/tablets", &[("name", " ")]).status, 422);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM devices"), 1);

    // Neither another shop nor another brand sees it, or takes it off.
    let neighbour = street.neighbour();
    let id = street.place.number("SELECT id AS n FROM devices").to_string();
    let strangers = [
        street.person("other", Role::Owner, For::Shop(street.shops[1].id)),
        street.person_of(&neighbour.brand, "stranger", Role::Owner, For::Shop(neighbour.shop_id)),
    ];
    for stranger in &strangers {
        assert!(!stranger.get("/shop/tablets").expect(200).body.contains("Terminal Seven"));
        assert_eq!(stranger.form(&format!("/shop/tablets/{id}/revocation"), &[]).status, 404);
        assert_eq!(stranger.form(&format!("/shop/tablets/{id}/lock"), &[("minutes", "2")]).status, 404);
    }
    tablet.get("/counter/lock").expect(200);
    street.verify();
}

/// Guesses from one address are counted, whatever becomes of them.
#[test]
fn guesses_of_a_code_are_limited() {
    let street = Street::open(Place::sqlite());
    let guesser = Client::new(&street.base);
    let guess = || guesser.form("/enrol", &[("code", "7K2Q-MXAB")]).status;
    assert!((0..120).all(|_| guess() == 422));
    assert_eq!(guess(), 429);
}

fn taken_off_it_is_nobody_at_the_next_request(place: Place) {
    let street = Street::open(place);
    let owner = street.person("owner", Role::Owner, For::Shop(street.shops[0].id));
    let (tablet, clerk) = (street.tablet(0), street.staff("yuki", Role::Clerk, 0));
    let other = street.tablet(0);
    for one in [&tablet, &other] {
        one.unlock(clerk, PIN).expect(303);
        one.browser.get("/counter").expect(200);
    }
    owner.form(&format!("/shop/tablets/{}/revocation", tablet.id), &[]).expect(303);
    let off = tablet.browser.get("/counter").expect(403);
    assert!(text(&off.body).contains("taken this tablet off the counter"), "{}", text(&off.body));
    tablet.browser.form("/counter/taps", &[("passport", "x"), ("key", "k")]).expect(403);
    tablet.browser.get("/counter/lock").expect(403);
    tablet.unlock(clerk, PIN).expect(403);
    tablet.browser.get("/").expect(200);
    other.browser.get("/counter").expect(200);
    assert!(text(&owner.get("/shop/tablets").expect(200).body).contains("Taken off the counter"));
    // Enrolled anew it is another tablet.
    enrol(&tablet.browser, &street.code(0), &new_key()).expect(303);
    tablet.unlock(clerk, PIN).expect(303);
    tablet.browser.get("/counter").expect(200);
}

/// By password too: whoever was signed in there when it was taken off is signed in no more; whoever signs in afterwards is.
fn taken_off_a_sign_in_at_it_is_over(place: Place) {
    let street = Street::open(place);
    let owner = street.person("owner", Role::Owner, For::Shop(street.shops[0].id));
    let tablet = street.tablet(0);
    street.staff("naoko", Role::Owner, 0);
    street.sign_in(&tablet.browser, "naoko");
    tablet.browser.get("/shop").expect(200);
    street.later(MINUTE);
    owner.form(&format!("/shop/tablets/{}/revocation", tablet.id), &[]).expect(303);
    assert_eq!(tablet.browser.get("/shop").status, 303);
    let off = tablet.browser.get("/counter").expect(403);
    // What it kept is laid down from here.
    assert!(off.body.contains("/assets/kept.js") && off.body.contains("kept-texts"), "{}", off.body);
    street.later(MINUTE);
    street.sign_in(&tablet.browser, "naoko");
    tablet.browser.get("/shop").expect(200);
}

fn guessing_a_pin_at_many_tablets_does_not_help(place: Place) {
    let street = Street::open(place);
    let yuki = street.staff("yuki", Role::Clerk, 0);
    for _ in 0..4 {
        let tablet = street.tablet(0);
        (0..4).for_each(|_| drop(tablet.unlock(yuki, WRONG).expect(403)));
        tablet.unlock(yuki, WRONG).expect(429);
    }
    let tablet = street.tablet(0);
    tablet.unlock(yuki, PIN).expect(429);
    street.later(25 * HOUR);
    tablet.unlock(yuki, PIN).expect(303);
}

fn a_turn_by_pin_stays_within_the_counter(place: Place) {
    let street = Street::open(place);
    let tablet = street.tablet(0);
    let naoko = street.staff("naoko", Role::Owner, 0);
    street.admit("naoko", Role::Coordinator, For::Brand);
    street.admit("naoko", Role::Clerk, For::Shop(street.shops[1].id));
    let resident = street.resident();
    street.admit("naoko", Role::Resident, For::Passport(resident.id));
    let answer = tablet.unlock(naoko, PIN).expect(303);
    let session = answer.header("set-cookie").expect("a cookie").split(';').next().expect("its value").to_owned();
    assert!(text(&tablet.browser.get("/counter").expect(200).body).contains("Kameya Tofu"), "the tablet's shop");
    for path in ["/shop", "/shop/tablets", "/dashboard", "/dashboard/people", "/passport"] {
        let answer = tablet.browser.get(path);
        assert_eq!(answer.status, 403, "{path}");
        assert!(text(&answer.body).contains("Sign in with your password"), "{path}: {}", text(&answer.body));
    }
    // The other shop's counter is not chosen from here.
    assert_eq!(tablet.browser.get(&format!("/counter?shop={}", street.shops[1].code)).status, 404);
    // The same cookie in another browser opens nothing.
    let elsewhere = Client::new(&street.base);
    let stolen = elsewhere.send("GET", "/counter", &[("Cookie", &session)], None);
    assert_eq!(stolen.status, 303);
    assert!(stolen.header("location").is_some_and(|l| l.starts_with("/sign-in")));
    // And is worth nothing any more: whoever had their turn types their PIN again.
    assert_eq!(tablet.browser.get("/counter").status, 303);
    tablet.unlock(naoko, PIN).expect(303);
    // A customer's turn at it is theirs all the same.
    let turned = format!("/counter/passports/{}/turned", resident.passport);
    tablet.browser.get("/counter").expect(200);
    tablet.browser.form(&turned, &[("pin", &resident.pin)]).expect(303);
    tablet.browser.get("/passport").expect(200);
    tablet.browser.form("/counter/turned/end", &[]).expect(303);
    tablet.browser.get("/counter").expect(200);
    assert_eq!(tablet.browser.get("/passport").status, 403);
    // What gives something for good is not given to whoever's turn it is.
    let brand = street.brand.id;
    let (shop, now) = (street.shops[2].id, street.house.clock.now());
    let invite = move |tx: &mut Tx| people::invite(tx, brand, Role::Clerk, Some(shop), "", None, now);
    let link = street.house.db.write_now(invite).expect("an invitation").token;
    assert!(tablet.browser.get(&format!("/invitations/{link}")).expect(200).body.contains("name=\"password\""));
}

fn it_locks_itself(place: Place) {
    let street = Street::open(place);
    let owner = street.person("owner", Role::Owner, For::Shop(street.shops[0].id));
    let (tablet, clerk) = (street.tablet(0), street.staff("yuki", Role::Clerk, 0));
    let locked = |tablet: &Tablet| {
        let answer = tablet.browser.get("/counter/register");
        answer.header("location") == Some("/counter/lock?next=%2Fcounter%2Fregister")
    };
    assert!(locked(&tablet), "nobody is signed in");
    tablet.unlock(clerk, PIN).expect(303);
    for _ in 0..3 {
        street.later(9 * MINUTE);
        tablet.browser.get("/counter").expect(200);
    }
    // Who only looks at the lock page, or at the street, does nothing at the counter.
    street.later(6 * MINUTE);
    tablet.browser.get("/").expect(200);
    street.later(5 * MINUTE);
    assert!(locked(&tablet));
    let late = tablet.browser.form("/counter/find", &[("q", "x")]).expect(401);
    assert!(text(&late.body).contains("The tablet is locked") && late.body.contains("href=\"/counter/lock\""));
    let on = tablet
        .browser
        .form("/counter/unlock", &[("who", &clerk.to_string()), ("pin", PIN), ("next", "/counter/register")]);
    assert_eq!(on.header("location"), Some("/counter/register"));
    tablet.browser.get("/counter/register").expect(200);

    // Two minutes, as the owner says; three other numbers are none.
    let idle = |minutes: &str| owner.form(&format!("/shop/tablets/{}/lock", tablet.id), &[("minutes", minutes)]).status;
    assert_eq!((idle("2"), idle("0"), idle("7")), (303, 422, 422));
    street.later(3 * MINUTE);
    assert!(locked(&tablet));

    // By password it is the same, and all else stays theirs until then.
    street.sign_in(&tablet.browser, "owner");
    tablet.browser.get("/shop").expect(200);
    street.later(3 * MINUTE);
    assert!(locked(&tablet));
    // Away from a tablet nothing locks.
    owner.get("/counter").expect(200);

    // By hand.
    tablet.unlock(clerk, PIN).expect(303);
    tablet.browser.form("/counter/lock", &[]).expect(303);
    assert!(locked(&tablet));
    // Nowhere else is one led from here.
    for next in ["https://elsewhere.example", "//elsewhere.example", "/shop", "/counter/lock"] {
        let fields = [("who", &*clerk.to_string()), ("pin", PIN), ("next", next)];
        let answer = tablet.browser.form("/counter/unlock", &fields).expect(303);
        assert_eq!(answer.header("location"), Some("/counter"), "{next}");
    }
}

fn who_works_here_no_more_has_no_turn(place: Place) {
    let street = Street::open(place);
    let owner = street.person("owner", Role::Owner, For::Shop(street.shops[0].id));
    let (tablet, clerk) = (street.tablet(0), street.staff("yuki", Role::Clerk, 0));
    let elsewhere = street.staff("sora", Role::Clerk, 1);
    assert_eq!(tablet.unlock(elsewhere, PIN).status, 404, "of another shop");
    assert_eq!(tablet.unlock(MembershipId(1), PIN).status, 404);
    tablet.unlock(clerk, PIN).expect(303);
    tablet.browser.get("/counter").expect(200);
    owner.form(&format!("/shop/staff/{clerk}/end"), &[]).expect(303);
    let answer = tablet.browser.get("/counter").expect(303);
    assert!(answer.header("location").is_some_and(|l| l.starts_with("/counter/lock")), "{answer:?}");
    assert_eq!(tablet.unlock(clerk, PIN).status, 404);
    assert!(!text(&tablet.browser.get("/counter/lock").expect(200).body).contains("yuki"));
    assert_eq!(street.place.number("SELECT count(*) AS n FROM staff_pins"), 1, "only the other shop's");
}

fn wrong_pins_rest_at_one_tablet(place: Place) {
    let street = Street::open(place);
    let (tablet, other, clerk) = (street.tablet(0), street.tablet(0), street.staff("yuki", Role::Clerk, 0));
    let colleague = street.staff("hana", Role::Clerk, 0);
    for left in ["Four", "Three", "Two", "One"] {
        let answer = tablet.unlock(clerk, WRONG).expect(403);
        assert!(text(&answer.body).contains(&format!("{left} tr")), "{left}: {}", text(&answer.body));
    }
    let fifth = tablet.unlock(clerk, WRONG).expect(429);
    assert!(text(&fifth.body).contains("rests here for 15 minutes"), "{}", text(&fifth.body));
    tablet.unlock(clerk, PIN).expect(429);
    tablet.unlock(colleague, PIN).expect(303);
    other.unlock(clerk, PIN).expect(303);
    street.later(16 * MINUTE);
    tablet.unlock(clerk, WRONG).expect(403);
    tablet.unlock(clerk, PIN).expect(303);
    // A right one forgets the wrong ones.
    for _ in 0..4 {
        tablet.unlock(clerk, WRONG).expect(403);
    }
    tablet.unlock(clerk, PIN).expect(303);
    tablet.unlock(clerk, WRONG).expect(403);
    tablet.unlock(clerk, "").expect(422);
}

fn one_chooses_a_pin_and_goes_on_by_it(place: Place) {
    let street = Street::open(place);
    let _ = street.person("yuki", Role::Clerk, For::Shop(street.shops[0].id));
    let member = MembershipId(street.place.number("SELECT id AS n FROM memberships WHERE role = 'clerk'"));
    let tablet = street.tablet(0);
    let page = tablet.browser.get("/counter/lock").expect(200);
    assert!(page.body.contains("/sign-in?next=%2Fcounter%2Fpin"), "no PIN yet: by password, then one is chosen");
    assert!(text(&tablet.unlock(member, PIN).expect(403).body).contains("no PIN under this name"));
    let fields = [("email", "yuki@test.example"), ("password", "a long enough password"), ("next", "/counter/pin")];
    assert_eq!(tablet.browser.form("/sign-in", &fields).header("location"), Some("/counter/pin"));
    tablet.browser.get("/counter/pin").expect(200);
    for (one, again) in [("1111", "1111"), ("4826", "4827"), ("12", "12")] {
        assert_eq!(tablet.browser.form("/counter/pin", &[("pin", one), ("pin_again", again)]).status, 422);
    }
    tablet.browser.form("/counter/pin", &[("pin", "4826"), ("pin_again", "4826")]).expect(303);
    tablet.browser.get("/counter").expect(200);
    assert!(text(&tablet.browser.get("/counter?done=pin").expect(200).body).contains("Your PIN is set"));
    assert_eq!(tablet.browser.get("/passport").status, 403, "it goes on as a turn by PIN");
    tablet.unlock(member, "4826").expect(303);
    // Who came by PIN knows it.
    let change = |old: &str| {
        let fields = [("old_pin", old), ("pin", "975310"), ("pin_again", "975310")];
        tablet.browser.form("/counter/pin", &fields).status
    };
    assert_eq!((change(""), change("4827"), change("4826")), (403, 403, 303));
    tablet.unlock(member, "4826").expect(403);
    tablet.unlock(member, "975310").expect(303);
}

/// A visit and a redemption at the first shop, as of now.
fn done(street: &Street) -> (String, String) {
    let resident = street.resident_with(500);
    let till = street.till(0);
    let tap = json!({"card": resident.card, "amount": 1200});
    let visit = till.post("/api/v1/taps", &key(), &tap).expect(201).json();
    let spend = json!({"card": resident.card, "pin": resident.pin, "points": 5});
    let spent = till.post("/api/v1/redemptions", &key(), &spend).expect(201).json();
    let id = |v: &serde_json::Value| v.as_str().expect("an id").to_owned();
    (id(&visit["visit"]), id(&spent["redemption"]))
}

fn what_is_the_owners_asks_for_their_word(place: Place) {
    let street = Street::open(place);
    let tablet = street.tablet(0);
    let (naoko, yuki) = (street.staff("naoko", Role::Owner, 0), street.staff("yuki", Role::Clerk, 0));
    let elsewhere = street.staff("sora", Role::Owner, 1);
    let desk = Client::new(&street.base);
    street.sign_in(&desk, "naoko");
    let home = Client::new(&street.base);
    street.sign_in(&home, "yuki");
    let acts = |(visit, redemption): &(String, String)| {
        [
            (format!("/counter/visits/{visit}/correction"), vec![("amount", "900")]),
            (format!("/counter/visits/{visit}/reversal"), vec![]),
            (format!("/counter/redemptions/{redemption}/reversal"), vec![]),
        ]
    };
    let ask = |who: &Client, path: &str, more: &[(&'static str, &str)], word: &[(&'static str, &str)]| {
        let fresh = key();
        let fields: Vec<(&str, &str)> = [&[("key", fresh.as_str())], more, word].concat();
        who.form(path, &fields)
    };

    // Within the hour it is everybody's who stands there.
    let fresh = done(&street);
    tablet.unlock(yuki, PIN).expect(303);
    for (path, more) in acts(&fresh) {
        ask(&tablet.browser, &path, &more, &[]).expect(303);
    }

    let old = done(&street);
    street.later(HOUR + MINUTE);
    tablet.unlock(yuki, PIN).expect(303);
    let owner = naoko.to_string();
    for (path, more) in acts(&old) {
        // A clerk, at the tablet and elsewhere; the owner by PIN at the tablet.
        for who in [&tablet.browser, &home] {
            let asked = ask(who, &path, &more, &[]).expect(403);
            assert!(text(&asked.body).contains("The owner's word") && text(&asked.body).contains("naoko"));
            assert!(!text(&asked.body).contains("sora"));
        }
        let wrong = ask(&tablet.browser, &path, &more, &[("owner", &owner), ("pin", WRONG)]).expect(403);
        assert!(text(&wrong.body).contains("Four tries"), "{}", text(&wrong.body));
        // A clerk's own PIN, or that of another shop's owner, is nobody's word here.
        for other in [yuki, elsewhere] {
            let answer = ask(&tablet.browser, &path, &more, &[("owner", &other.to_string()), ("pin", PIN)]);
            assert_eq!(answer.status, 404, "{path}");
        }
        assert_eq!(
            street.place.number("SELECT count(*) AS n FROM reversals WHERE approved_by IS NOT NULL"),
            if path.contains("redemptions") { 1 } else { 0 }
        );
        ask(&tablet.browser, &path, &more, &[("owner", &owner), ("pin", PIN)]).expect(303);
    }
    let said = text(&tablet.browser.get(&format!("/counter/receipts/{}", old.0)).expect(200).body);
    assert!(said.matches("with naoko's word").count() == 2 && said.contains("Taken back at"), "{said}");
    let by = street.person_id("naoko").0;
    assert_eq!(street.place.number("SELECT approved_by AS n FROM corrections WHERE approved_by IS NOT NULL"), by);
    let said = text(&tablet.browser.get(&format!("/counter/redemptions/{}", old.1)).expect(200).body);
    assert!(said.contains("with naoko's word"), "{said}");

    // At the tablet the owner is asked like everybody, by PIN and by password; at their desk not; a till is a program.
    let (one, two) = (done(&street), done(&street));
    street.later(HOUR + MINUTE);
    tablet.unlock(naoko, PIN).expect(303);
    for (path, more) in acts(&one) {
        ask(&tablet.browser, &path, &more, &[]).expect(403);
    }
    tablet.browser.form("/counter/lock", &[]).expect(303);
    street.sign_in(&tablet.browser, "naoko");
    for (path, more) in acts(&one) {
        ask(&tablet.browser, &path, &more, &[]).expect(403);
    }
    for (path, more) in acts(&one) {
        ask(&desk, &path, &more, &[]).expect(303);
    }
    let till = street.till(0);
    till.post(&format!("/api/v1/visits/{}/reversals", two.0), &key(), &json!({})).expect(201);
    till.post(&format!("/api/v1/redemptions/{}/reversals", two.1), &key(), &json!({})).expect(201);

    // Five wrong ones rest, and then not even the right one is heard.
    let three = done(&street);
    street.later(HOUR + MINUTE);
    tablet.browser.form("/counter/lock", &[]).expect(303);
    tablet.unlock(yuki, PIN).expect(303);
    let path = format!("/counter/visits/{}/reversal", three.0);
    for _ in 0..4 {
        ask(&tablet.browser, &path, &[], &[("owner", &owner), ("pin", WRONG)]).expect(403);
    }
    for pin in [WRONG, PIN] {
        ask(&tablet.browser, &path, &[], &[("owner", &owner), ("pin", pin)]).expect(429);
    }
    street.verify();
}
