//! Points that somebody else pays for: what comes in, who gets it, what goes back; and that a sponsor sees totals, never people.

use std::sync::Barrier;

use noren::brand;
use noren::ledger::{self, Kind};
use noren::people::{For, Role};
use noren::sponsor::{self, Campaign, Opening};
use noren::words::{Day, Millis};
use serde_json::{Value, json};

use crate::support::http::Client;
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{HOUR, Resident, Street, key};

on_both_engines! {
    a_stamp_brings_what_the_sponsor_paid_for a_share_that_is_used_up_gives_nothing what_is_left_is_paid_back
    an_undo_gives_it_back once_a_day_and_within_the_caps many_at_once_take_no_more_than_there_is a_sponsor_sees_totals_and_never_people
    bad_campaigns_are_refused_with_the_reason what_verify_finds
}

const DAY: i64 = 24 * HOUR;

fn today(street: &Street) -> Day {
    Millis(street.now()).day(&street.brand.zone())
}

fn opening(street: &Street, points: i64, budget: i64, shops: &[usize]) -> Opening {
    let today = today(street);
    Opening {
        sponsor: "Asahi City".into(),
        title: "Winter Street".into(),
        points,
        budget,
        from: today,
        last: Day(today.0 + 30),
        shops: shops.iter().map(|n| street.shops[*n].id).collect(),
    }
}

fn open(street: &Street, points: i64, budget: i64, shops: &[usize]) -> Campaign {
    let (brand, opening, now) = (street.brand.clone(), opening(street, points, budget, shops), Millis(street.now()));
    street.house.db.write_now(move |tx| sponsor::open(tx, &brand, &opening, None, now)).expect("a campaign")
}

fn tap(street: &Street, who: &Resident, shop: usize) -> Value {
    street.till(shop).post("/api/v1/taps", &key(), &json!({"card": who.card})).expect(201).json()
}

fn balance(street: &Street, kind: Kind) -> i64 {
    let all = street.house.db.read_now(|tx| ledger::balances(tx, street.brand.id, kind)).expect("balances");
    all.iter().map(|(_, points)| points.0).sum()
}

fn totals(street: &Street, campaign: &Campaign) -> sponsor::Totals {
    street.house.db.read_now(|tx| sponsor::totals(tx, campaign)).expect("totals")
}

fn a_stamp_brings_what_the_sponsor_paid_for(place: Place) {
    let street = Street::open(place);
    let who = street.resident();
    let campaign = open(&street, 20, 100, &[0, 1]);
    assert_eq!(balance(&street, Kind::Sponsor), 100);
    assert_eq!(balance(&street, Kind::Purse), 100, "a yen a point, to the fund");
    let stamped = tap(&street, &who, 0);
    assert_eq!(stamped["points"], json!({"earned": 30, "balance": 30}));
    assert_eq!(stamped["campaigns"], json!([{"sponsor": "Asahi City", "title": "Winter Street", "points": 20}]));
    // Too soon, or elsewhere: nothing. Nor does the answer of such a tap say anything of it.
    let soon = tap(&street, &who, 0);
    assert_eq!(soon["points"]["earned"], 0);
    let elsewhere = tap(&street, &who, 2);
    assert_eq!(elsewhere["points"]["earned"], 10);
    assert!(elsewhere.get("campaigns").is_none() && soon.get("campaigns").is_none());
    // The shop owes for its own points alone.
    let shops = -balance(&street, Kind::Shop);
    assert_eq!(shops, 20);
    assert_eq!((totals(&street, &campaign).given, totals(&street, &campaign).left), (20, 80));
    // The resident and the counter read who paid.
    let phone = street.person("rin", Role::Resident, For::Passport(who.id));
    let page = phone.get("/passport?lang=en").expect(200).body;
    assert!(page.contains("Winter Street") && page.contains("Asahi City") && page.contains("Campaign"), "{page}");
    let clerk = street.person("cleo", Role::Clerk, For::Shop(street.shops[0].id));
    let visit = stamped["visit"].as_str().expect("a visit");
    let receipt = clerk.get(&format!("/counter/receipts/{visit}?lang=en")).expect(200).body;
    assert!(receipt.contains("Winter Street (Asahi City)"), "{receipt}");
    // Over when its days are.
    street.later(40 * DAY);
    assert!(tap(&street, &who, 0).get("campaigns").is_none());
    street.verify();
}

fn a_share_that_is_used_up_gives_nothing(place: Place) {
    let street = Street::open(place);
    let coordinator = street.person("kyoko", Role::Coordinator, For::Brand);
    let campaign = open(&street, 20, 130, &[0, 1]);
    for given in [20, 20, 20, 0] {
        let who = street.resident();
        assert_eq!(tap(&street, &who, 0)["points"]["earned"], 10 + given);
    }
    let page = coordinator.get("/dashboard/sponsors?lang=en").expect(200).body;
    assert!(page.contains("At one shop its share is used up"), "{page}");
    coordinator.form(&format!("/dashboard/sponsors/{}/shares", campaign.id), &[]).expect(303);
    let who = street.resident();
    assert_eq!(tap(&street, &who, 0)["points"]["earned"], 30);
    let told = totals(&street, &campaign);
    assert_eq!((told.given, told.left, told.visits), (80, 50, 4));
    street.verify();
}

fn what_is_left_is_paid_back(place: Place) {
    let street = Street::open(place);
    let coordinator = street.person("kyoko", Role::Coordinator, For::Brand);
    let campaign = open(&street, 20, 100, &[0, 1]);
    tap(&street, &street.resident(), 0);
    let end = format!("/dashboard/sponsors/{}/end", campaign.id);
    let page = coordinator.form(&format!("{end}?lang=en"), &[]).expect(200).body;
    assert!(page.contains("80") && page.contains("back to its sponsor"), "{page}");
    assert_eq!(
        (balance(&street, Kind::Sponsor), balance(&street, Kind::Purse), balance(&street, Kind::Bank)),
        (0, 20, -20)
    );
    // Again, it pays nothing twice.
    coordinator.form(&end, &[]).expect(200);
    assert_eq!(balance(&street, Kind::Purse), 20);
    assert_eq!(tap(&street, &street.resident(), 0)["points"]["earned"], 10);
    let shares = coordinator.form(&format!("/dashboard/sponsors/{}/shares", campaign.id), &[]);
    assert_eq!(shares.status, 409);
    street.verify();
}

fn an_undo_gives_it_back(place: Place) {
    let street = Street::open(place);
    let who = street.resident();
    let campaign = open(&street, 20, 100, &[0, 1]);
    let stamped = tap(&street, &who, 0);
    let visit = stamped["visit"].as_str().expect("a visit").to_owned();
    // Spent meanwhile: new points are not made of what was paid for and used.
    street
        .till(1)
        .post("/api/v1/redemptions", &key(), &json!({"card": who.card, "points": 25, "pin": who.pin}))
        .expect(201);
    let undo = || street.till(0).post(&format!("/api/v1/visits/{visit}/reversals"), &key(), &json!({}));
    assert_eq!(undo().expect(409).problem(), "gift_spent");
    assert_eq!((street.balance(&who), totals(&street, &campaign).left), (5, 80));
    // With enough in hand it goes back whole; the shop's own part may be owed.
    tap(&street, &who, 2);
    tap(&street, &who, 3);
    assert_eq!(street.balance(&who), 25);
    undo().expect(201);
    assert_eq!((street.balance(&who), balance(&street, Kind::Debt)), (0, -5));
    let told = totals(&street, &campaign);
    assert_eq!((told.given, told.left, told.visits, told.people), (0, 100, 0, 0));
    street.verify();
}

/// Once a day; and nothing beyond the charter's caps of a day.
fn once_a_day_and_within_the_caps(place: Place) {
    let street = Street::open(place);
    let (who, other) = (street.resident(), street.resident());
    let campaign = open(&street, 20, 1_000, &[0, 1]);
    assert_eq!(tap(&street, &who, 0)["points"]["earned"], 30);
    assert_eq!(tap(&street, &who, 1)["points"]["earned"], 10, "once a day, at whichever shop");
    street.later(DAY);
    assert_eq!(tap(&street, &who, 1)["points"]["earned"], 30);
    let (brand, from) = (street.brand.clone(), Millis(street.now() + 1_000));
    let capped =
        brand::Terms { points_per_visit: 10, passport_day_points: 1, cooldown_minutes: 0, ..brand::Terms::default() };
    street
        .house
        .db
        .write_now(move |tx| brand::write_charter(tx, &brand, None, &capped, from, Millis(0)).map(drop))
        .expect("a charter");
    street.later(2_000);
    assert_eq!(tap(&street, &other, 3)["points"]["earned"], 1);
    street.later(120_000);
    assert_eq!(tap(&street, &other, 0)["points"]["earned"], 0, "the day's points are given");
    assert_eq!(totals(&street, &campaign).given, 40);
    street.verify();
}

/// Sixty-four taps of different people at one shop, at the same moment: each gets the points or does not, and no more are given
/// than there are.
fn many_at_once_take_no_more_than_there_is(place: Place) {
    let street = Street::open(place);
    let campaign = open(&street, 20, 500, &[0]);
    let people: Vec<Resident> = (0..64).map(|_| street.resident()).collect();
    let barrier = Barrier::new(people.len());
    let earned: Vec<i64> = std::thread::scope(|scope| {
        let all: Vec<_> = people
            .iter()
            .map(|who| {
                let (street, barrier) = (&street, &barrier);
                scope.spawn(move || {
                    barrier.wait();
                    tap(street, who, 0)["points"]["earned"].as_i64().expect("points")
                })
            })
            .collect();
        all.into_iter().map(|t| t.join().expect("a tap")).collect()
    });
    assert_eq!(earned.iter().filter(|n| **n == 30).count(), 25);
    assert_eq!(earned.iter().filter(|n| **n == 10).count(), 39);
    let told = totals(&street, &campaign);
    assert_eq!((told.given, told.left), (500, 0));
    street.verify();
}

fn a_sponsor_sees_totals_and_never_people(place: Place) {
    let street = Street::open(place);
    let campaign = open(&street, 20, 2_000, &[0, 1]);
    let anyone = Client::new(&street.base);
    let page = || anyone.get(&format!("/sponsors/{}?lang=en", campaign.token)).expect(200).body;
    let people: Vec<Resident> = (0..12).map(|_| street.resident()).collect();
    for who in &people[..9] {
        tap(&street, who, 0);
    }
    let few = page();
    assert!(few.contains("Fewer than ten people") && !few.contains("180") && !few.contains(">9<"), "{few}");
    for who in &people[9..] {
        tap(&street, who, 1);
    }
    let told = page();
    // Twelve people are told as ten, twelve visits too.
    assert!(told.contains("About 200 of 2,000 points") && !told.contains(">12<") && !told.contains("240"), "{told}");
    for who in &people {
        assert!(!told.contains(&who.passport) && !told.contains(&noren::words::codes::printed(&who.passport)));
    }
    anyone.get("/sponsors/nobody-knows-this").expect(404);
    street.verify();
}

fn bad_campaigns_are_refused_with_the_reason(place: Place) {
    let street = Street::open(place);
    let coordinator = street.person("kyoko", Role::Coordinator, For::Brand);
    let (today, shop) = (today(&street).date(), street.shops[0].code.clone());
    let (first, last) = (today.to_string(), today.tomorrow().expect("a day").to_string());
    let yesterday = today.yesterday().expect("a day").to_string();
    let good = [
        ("sponsor", "Asahi City"),
        ("title", "Winter Street"),
        ("points", "20"),
        ("budget", "1,000"),
        ("from", first.as_str()),
        ("last", last.as_str()),
        ("shop", shop.as_str()),
    ];
    let ask = |changed: (&'static str, &str), key: &str| {
        let mut fields: Vec<(&str, &str)> =
            good.iter().map(|(name, value)| (*name, if *name == changed.0 { changed.1 } else { *value })).collect();
        fields.retain(|(name, value)| *name != "shop" || !value.is_empty());
        fields.push(("key", key));
        coordinator.form("/dashboard/sponsors", &fields)
    };
    for changed in [
        ("sponsor", " "),
        ("title", ""),
        ("points", "many"),
        ("points", "0"),
        ("budget", "19"),
        ("budget", ""),
        ("from", &yesterday),
        ("last", &yesterday),
        ("last", "soon"),
        ("shop", ""),
        ("shop", "nobody"),
    ] {
        let said = ask(changed, &key());
        assert_eq!(said.status, 422, "{changed:?}: {}", said.body);
        assert!(said.body.contains("-error\""), "{changed:?} is said nowhere: {}", said.body);
        if changed.0 != "title" {
            assert!(said.body.contains("Winter Street"), "{changed:?}: what was typed is lost");
        }
    }
    assert_eq!(street.place.number("SELECT count(*) AS n FROM campaigns"), 0);
    // The same form twice is one campaign.
    let once = key();
    ask(("points", "20"), &once).expect(303);
    ask(("points", "20"), &once).expect(303);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM campaigns"), 1);
    street.verify();
}

/// Whoever changes by hand what was paid for, or for whom, is found out.
fn what_verify_finds(place: Place) {
    let street = Street::open(place);
    open(&street, 20, 100, &[0, 1]);
    tap(&street, &street.resident(), 0);
    street.verify();
    let meddled = |sql: &str, back: &str| {
        street.place.meddle(sql);
        let said = crate::support::program::run(&street.place, &["verify"]).badly(1);
        street.place.meddle(back);
        said.out
    };
    let more = meddled("UPDATE campaigns SET budget = budget + 1", "UPDATE campaigns SET budget = budget - 1");
    assert!(more.contains("no more than its sponsor paid for"), "{more}");
    let shops = (street.shops[0].id, street.shops[4].id);
    let moved = meddled(
        &format!("UPDATE campaign_shops SET shop_id = {} WHERE shop_id = {}", shops.1, shops.0),
        &format!("UPDATE campaign_shops SET shop_id = {} WHERE shop_id = {}", shops.0, shops.1),
    );
    assert!(moved.contains("reach who was at its shop"), "{moved}");
    let other = meddled("UPDATE campaigns SET points = points + 1", "UPDATE campaigns SET points = points - 1");
    assert!(other.contains("reach who was at its shop"), "{other}");
    let open = meddled(
        "UPDATE accounts SET guarded = (1 = 0) WHERE kind = 'sponsor'",
        "UPDATE accounts SET guarded = (1 = 1) WHERE kind = 'sponsor'",
    );
    assert!(open.contains("are guarded"), "{open}");
    street.verify();
}
