//! Fraud that shops really see: nobody stamps their own passport, a day has its caps, and what stands out is shown to those
//! it concerns.

use std::sync::Barrier;

use noren::brand::{self, Terms};
use noren::db::Tx;
use noren::passport;
use noren::people::{For, Role};
use serde_json::json;

use crate::support::http::{Answer, Client};
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{Resident, Street, key};

on_both_engines! {
nobody_stamps_their_own_passport a_passport_earns_so_much_in_a_day a_clerk_gives_so_much_in_a_day
a_correction_stays_within_the_caps caps_hold_under_a_race a_trade_names_nobody_of_another_shop what_stands_out_is_told_to_whom_it_concerns }

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// From now on the charter has these caps of a day.
fn caps(street: &Street, passport: i64, clerk: i64) {
    let (brand, now) = (street.brand.clone(), street.house.clock.now());
    let write = move |tx: &mut Tx| {
        let terms = brand::charter_at(tx, brand.id, now)?.terms;
        let terms = Terms { passport_day_points: passport, clerk_day_points: clerk, cooldown_minutes: 0, ..terms };
        brand::write_charter(tx, &brand, None, &terms, now, now)
    };
    street.house.db.write_now(write).expect("a charter");
}

fn stamp(who: &Client, resident: &Resident) -> Answer {
    who.form("/counter/taps", &[("passport", &resident.passport), ("key", &key())])
}

fn given(street: &Street, who: &Client, resident: &Resident) -> i64 {
    let before = street.balance(resident);
    stamp(who, resident).expect(303);
    street.balance(resident) - before
}

fn clerk(street: &Street, name: &str) -> Client {
    street.person(name, Role::Clerk, For::Shop(street.shops[0].id))
}

fn nobody_stamps_their_own_passport(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let (one, other) = (clerk(&street, "one"), clerk(&street, "other"));
    street.admit("one", Role::Resident, For::Passport(resident.id));
    let refused = stamp(&one, &resident).expect(403);
    assert!(refused.body.contains("own passport") || refused.body.contains("ご自分"), "{}", refused.body);
    let page = one.get(&format!("/counter/passports/{}", resident.passport)).expect(200).body;
    assert!(page.contains("id=\"own\"") && !page.contains("class=\"stamp btn seal-btn\""), "{page}");
    assert_eq!(given(&street, &other, &resident), 10);
    let page = other.get(&format!("/counter/passports/{}", resident.passport)).expect(200).body;
    assert!(!page.contains("id=\"own\""));
    assert_eq!(street.place.number("SELECT count(*) AS n FROM visits"), 1);
    // Nor is there another way to give oneself points: a better amount, used ones back.
    let visit = street.place.number("SELECT id AS n FROM visits");
    let better = format!("/counter/visits/{visit}/correction");
    one.form(&better, &[("amount", "90000"), ("key", "c-1")]).expect(403);
    let used = json!({"card": resident.card, "pin": resident.pin, "points": 4});
    let used = street.till(0).post("/api/v1/redemptions", &key(), &used).expect(201).json();
    let back = format!("/counter/redemptions/{}/reversal", used["redemption"].as_str().expect("an id"));
    one.form(&back, &[("key", "u-1")]).expect(403);
    assert_eq!(street.balance(&resident), 6);
    other.form(&better, &[("amount", "1000"), ("key", "c-2")]).expect(303);
    other.form(&back, &[("key", "u-2")]).expect(303);
    assert_eq!(street.balance(&resident), 20);
    street.verify();
}

fn a_passport_earns_so_much_in_a_day(place: Place) {
    let street = Street::open(place);
    caps(&street, 35, 1_000_000);
    let resident = street.resident();
    let tap = |shop: usize, amount: i64, at: Option<String>| {
        let body = json!({"card": resident.card, "amount": amount, "at": at});
        street.till(shop).post("/api/v1/taps", &key(), &body).expect(201).json()
    };
    // 10 for the visit and 15 for what was spent; then 10 are left; then nothing, and the visit stands.
    assert_eq!(tap(0, 1_500, None)["points"]["earned"], 25);
    let last = tap(1, 1_500, None);
    assert_eq!((&last["points"]["earned"], &last["notice"]["code"]), (&json!(10), &json!("day_cap")));
    let none = tap(2, 1_500, None);
    assert_eq!((&none["points"]["earned"], &none["points"]["balance"]), (&json!(0), &json!(35)));
    assert!(none["notice"]["detail"].as_str().is_some_and(|s| s.len() > 20), "{none}");
    // What is taken back makes room again.
    let path = format!("/api/v1/visits/{}/reversals", last["visit"].as_str().expect("an id"));
    street.till(1).post(&path, &key(), &json!({})).expect(201);
    assert_eq!(tap(1, 100, None)["points"]["earned"], 10);
    street.verify();
    // Another day begins anew, and a tap that comes late counts for its own day.
    street.later(DAY);
    assert_eq!(tap(0, 1_500, None)["points"]["earned"], 25);
    assert_eq!(tap(2, 1_500, Some(street.rfc3339(-DAY)))["points"]["earned"], 0);
    assert_eq!(tap(1, 0, None)["points"]["earned"], 10);
    street.verify();
}

fn a_clerk_gives_so_much_in_a_day(place: Place) {
    let street = Street::open(place);
    caps(&street, 1_000_000, 25);
    let (one, other) = (clerk(&street, "one"), clerk(&street, "other"));
    let gave: Vec<i64> = (0..4).map(|_| given(&street, &one, &street.resident())).collect();
    assert_eq!(gave, [10, 10, 5, 0]);
    assert_eq!(given(&street, &other, &street.resident()), 10);
    // A program holds the shop's key: no hand, no cap of a hand.
    let card = street.resident().card;
    let tap = street.till(0).post("/api/v1/taps", &key(), &json!({"card": card})).expect(201).json();
    assert_eq!(tap["points"]["earned"], 10);
    street.verify();
    street.later(DAY);
    assert_eq!(given(&street, &one, &street.resident()), 10);
    street.verify();
}

/// A correction stays within what the day's caps leave: the one of whoever stamped, and the passport's.
fn a_correction_stays_within_the_caps(place: Place) {
    let street = Street::open(place);
    caps(&street, 35, 25);
    let one = clerk(&street, "one");
    let right = |visit: i64| {
        let fields = [("amount", "90000"), ("key", &key())];
        one.form(&format!("/counter/visits/{visit}/correction"), &fields).expect(303);
    };
    let (theirs, machine) = (street.resident(), street.resident());
    one.form("/counter/taps", &[("passport", &theirs.passport), ("amount", "100"), ("key", &key())]).expect(303);
    right(street.place.number("SELECT max(id) AS n FROM visits"));
    assert_eq!(street.balance(&theirs), 25);
    street.till(0).post("/api/v1/taps", &key(), &json!({"card": machine.card, "amount": 100})).expect(201);
    right(street.place.number("SELECT max(id) AS n FROM visits"));
    assert_eq!(street.balance(&machine), 35);
    street.verify();
    // What was taken back makes room for the hand that gave it.
    let given = street.place.number("SELECT min(id) AS n FROM visits");
    one.form(&format!("/counter/visits/{given}/reversal"), &[("key", &key())]).expect(303);
    assert_eq!(self::given(&street, &one, &street.resident()), 10);
    street.verify();
}

/// 64 stamps at once, by one hand for many passports, then for one passport at many shops: not a point too many.
fn caps_hold_under_a_race(place: Place) {
    const AT_ONCE: usize = 64;
    let street = Street::open(place);
    caps(&street, 95, 205);
    let residents: Vec<Resident> = (0..AT_ONCE).map(|_| street.resident()).collect();
    let one = clerk(&street, "one");
    let start = Barrier::new(AT_ONCE);
    std::thread::scope(|scope| {
        for resident in &residents {
            let (start, one) = (&start, &one);
            scope.spawn(move || {
                start.wait();
                stamp(one, resident).expect(303);
            });
        }
    });
    let sum = "SELECT CAST(COALESCE(SUM(visit_points + spend_points), 0) AS BIGINT) AS n FROM visits";
    assert_eq!(street.place.number(sum), 205);
    let busy = street.resident();
    std::thread::scope(|scope| {
        for n in 0..AT_ONCE {
            let (start, street, busy) = (&start, &street, &busy);
            scope.spawn(move || {
                start.wait();
                let body = json!({"card": busy.card});
                street.till(n % street.shops.len()).post("/api/v1/taps", &key(), &body).expect(201);
            });
        }
    });
    assert_eq!(street.balance(&busy), 95);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM visits"), 2 * AT_ONCE as i64);
    street.verify();
}

/// Between two shops: no owner reads a customer's name with a visit elsewhere, nor who works in the other shop.
fn a_trade_names_nobody_of_another_shop(place: Place) {
    let street = Street::open(place);
    let at = |name: &str, shop: usize, role| street.person(name, role, For::Shop(street.shops[shop].id));
    let (haruka, sora) = (at("haruka", 0, Role::Clerk), at("sora", 1, Role::Clerk));
    let friends: Vec<Resident> = (0..3).map(|_| street.resident()).collect();
    let send = |who: &Client, friend: &Resident, to: usize| {
        let to = street.shops[to].code.clone();
        let fields = [("passport", friend.passport.as_str()), ("to_shop", &to), ("reason", "Bread"), ("key", &key())];
        who.form("/counter/slips", &fields).expect(303);
    };
    for friend in &friends {
        street.later(2 * MINUTE);
        send(&haruka, friend, 1);
        stamp(&sora, friend).expect(303);
        send(&sora, friend, 0);
        stamp(&haruka, friend).expect(303);
    }
    // And five of the seven that one hand gave are taken back.
    for _ in 0..5 {
        street.later(2 * MINUTE);
        let to = stamp(&haruka, &street.resident()).expect(303).header("location").expect("a receipt").to_owned();
        let visit = to.rsplit('/').next().expect("an id").to_owned();
        haruka.form(&format!("/counter/visits/{visit}/reversal"), &[("key", &key())]).expect(303);
    }
    let producer = street.person("producer", Role::Coordinator, For::Brand);
    let told = producer.get("/dashboard/watch?lang=en").expect(200).body;
    assert!(told.contains("sent the same people back and forth, 6 slips"), "{told}");
    assert!(told.contains("haruka took back 5 stamps") && told.contains("sora"), "{told}");
    for (owner, shop, theirs, other) in [("one", 0, "haruka", "sora"), ("two", 1, "sora", "haruka")] {
        let page = at(owner, shop, Role::Owner).get("/shop/watch?lang=en").expect(200).body;
        let (_, trade) = page.split_once("back and forth, 6 slips").expect("the trade");
        let trade = trade.split_once("</section>").expect("its end").0;
        assert!(trade.contains(theirs) && trade.contains("resident "), "{trade}");
        assert!(!page.contains(other) && !trade.contains("/counter/receipts/"), "{page}");
        for friend in &friends {
            assert!(!trade.contains(&friend.passport) && !trade.contains("Resident "), "{trade}");
        }
        assert_eq!(page.contains("took back 5 stamps"), shop == 0);
    }
}

fn what_stands_out_is_told_to_whom_it_concerns(place: Place) {
    let street = Street::open(place);
    let (one, other) = (clerk(&street, "haruka"), clerk(&street, "daichi"));
    let owner = street.person("owner", Role::Owner, For::Shop(street.shops[0].id));
    let elsewhere = street.person("elsewhere", Role::Owner, For::Shop(street.shops[1].id));
    let producer = street.person("producer", Role::Coordinator, For::Brand);
    let quiet = owner.get("/shop/watch?lang=en").expect(200).body;
    assert!(quiet.contains("Nothing stands out") && !quiet.contains("<table"), "{quiet}");

    // A burst, by one hand.
    let crowd: Vec<Resident> = (0..6).map(|_| street.resident()).collect();
    crowd.iter().for_each(|r| drop(stamp(&one, r).expect(303)));
    // A colleague's passport, day after day.
    let colleague = street.resident();
    street.admit("haruka", Role::Resident, For::Passport(colleague.id));
    for _ in 0..6 {
        street.later(DAY / 2);
        stamp(&other, &colleague).expect(303);
    }
    let name = |resident: &Resident| {
        let (brand, id) = (street.brand.id, resident.id);
        street.house.db.read_now(move |tx| passport::passport(tx, brand, id)).expect("a passport").name
    };
    let page = owner.get("/shop/watch?lang=en").expect(200).body;
    assert!(page.contains("2 things are worth a word"), "{page}");
    assert!(page.contains("haruka stamped 6 cards faster"), "{page}");
    assert!(page.contains("the passport of haruka, who works there, was stamped there 6 times"), "{page}");
    assert!(page.contains(&name(&crowd[0])) && page.contains("/counter/receipts/"), "{page}");
    // The same for the producer: staff by name, residents by an invented sign that stays.
    let told = producer.get("/dashboard/watch?lang=en").expect(200).body;
    assert!(told.contains("haruka stamped 6 cards faster") && told.contains("resident "), "{told}");
    for resident in crowd.iter().chain([&colleague]) {
        for secret in [name(resident), resident.passport.clone(), resident.card.clone()] {
            assert!(!told.contains(&secret), "{secret} is told to the producer");
        }
    }
    assert!(!told.contains("/counter/receipts/"));
    assert_eq!(told, producer.get("/dashboard/watch?lang=en").expect(200).body);
    // Another shop's owner reads nothing of it.
    let theirs = elsewhere.get("/shop/watch?lang=en").expect(200).body;
    assert!(theirs.contains("Nothing stands out") && !theirs.contains("haruka"), "{theirs}");
    // Four weeks later it is forgotten; so is the owner's sign-in.
    street.later(29 * DAY);
    let owner = street.person("owner-again", Role::Owner, For::Shop(street.shops[0].id));
    assert!(owner.get("/shop/watch?lang=en").expect(200).body.contains("Nothing stands out"));
}
