//! A shop leaves the street: its counter stops, its slips lead elsewhere, residents keep all they have, and its books are settled
//! to the end.

use noren::bank::{self, Which};
use noren::books;
use noren::brand::{self, Terms};
use noren::leaving::{self, Heir, Settled};
use noren::people::{For, Role};
use noren::shop;
use noren::words::Millis;
use serde_json::json;

use crate::queue::{outcomes, send};
use crate::support::chain::Tablet;
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{HOUR, MINUTE, PASSWORD, Street, email, key};

on_both_engines! {
    what_a_shop_leaves_behind nobody_is_sent_to_who_left slips_find_another_shop the_last_statement_and_no_fee_after
    what_tablets_kept_still_counts it_may_come_back who_works_elsewhere_too_goes_on a_turn_at_its_tablet_ends
    an_undone_visit_leaves_no_slip_to_nobody two_leave_at_once
}

const DAY: i64 = 24 * HOUR;

fn leave(street: &Street, nth: usize, heir: Option<usize>) -> leaving::Left {
    let (brand, shop, now) = (street.brand.clone(), street.shops[nth].id, Millis(street.now()));
    let heir = Heir { shop: heir.map(|h| street.shops[h].id), reason: "You are welcome here instead.".into() };
    street.house.db.write_now(move |tx| leaving::leave(tx, &brand, shop, &heir, now)).expect("it leaves")
}

fn sent(street: &Street, card: &str, from: usize, to: usize) -> String {
    let body = json!({"card": card, "to_shop": street.shops[to].code, "reason": "Good bread."});
    let said = street.till(from).post("/api/v1/referrals", &key(), &body).expect(201).json();
    said["slip"].as_str().expect("a slip").to_owned()
}

fn open_slips(street: &Street, to: usize) -> i64 {
    street.place.number(&format!(
        "SELECT count(*) AS n FROM slips WHERE to_shop = {} AND redeemed_at IS NULL AND withdrawn_at IS NULL",
        street.shops[to].id
    ))
}

fn what_a_shop_leaves_behind(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(500);
    let coordinator = street.person("kyoko", Role::Coordinator, For::Brand);
    let clerk = street.person("cleo", Role::Clerk, For::Shop(street.shops[4].id));
    let owner = street.person("otto", Role::Owner, For::Shop(street.shops[4].id));
    let holder = street.person("rin", Role::Resident, For::Passport(resident.id));
    holder.form("/passport/shares", &[("kind", "likes"), ("pick", "all")]).expect(303);
    sent(&street, &resident.card, 0, 4);
    assert_eq!(
        street.place.number(&format!("SELECT count(*) AS n FROM shares WHERE shop_id = {}", street.shops[4].id)),
        1
    );
    let code = &street.shops[4].code;
    let page = format!("/dashboard/shops/{code}/leaving");
    let ahead = coordinator.get(&format!("{page}?lang=en")).expect(200).body;
    assert!(ahead.contains("1 slip leads to it") && ahead.contains("Everyone keeps all their points"), "{ahead}");
    clerk.get("/counter").expect(200);
    // A reason nobody could read, an heir nobody knows: the page again, with what was typed.
    let none = coordinator.form(&page, &[("heir", ""), ("reason", " ")]).expect(422).body;
    assert!(none.contains("f-reason-error"), "{none}");
    let typed = coordinator.form(&page, &[("heir", "nobody"), ("reason", "Come to us.")]).expect(422).body;
    assert!(typed.contains("f-heir-error") && typed.contains("Come to us."), "{typed}");
    let done = coordinator.form(&page, &[("heir", &street.shops[1].code), ("reason", "Come to us.")]).expect(303);
    assert!(done.header("location").is_some_and(|to| to.contains("handed=1")));
    assert!(coordinator.get(&format!("{page}?lang=en")).expect(200).body.contains("not closed yet"));
    coordinator.form(&page, &[("heir", ""), ("reason", "Again.")]).expect(409);
    // Its counter is closed to its staff and its programs; its owner still sees what is owed.
    assert!(clerk.get("/counter?lang=en").expect(403).body.contains("has left the street"));
    clerk.form("/counter/taps", &[("passport", &resident.passport), ("key", &key())]).expect(403);
    let till = street.till(4);
    assert_eq!(till.post("/api/v1/taps", &key(), &json!({"card": resident.card})).expect(403).problem(), "shop_left");
    assert_eq!(
        till.post("/api/v1/redemptions", &key(), &json!({"card": resident.card, "points": 1, "pin": resident.pin}))
            .expect(403)
            .problem(),
        "shop_left"
    );
    owner.get("/shop").expect(200);
    owner.get("/shop/statements").expect(200);
    // The resident has lost nothing, and is shared with it no more.
    assert_eq!(street.balance(&resident), 500);
    let shares = format!("SELECT count(*) AS n FROM shares WHERE shop_id = {}", street.shops[4].id);
    assert_eq!(street.place.number(&shares), 0);
    let seen = holder.get("/passport?lang=en").expect(200).body;
    assert!(
        seen.contains("In place of") && seen.contains("Come to us.") && seen.contains(&street.shops[1].name),
        "{seen}"
    );
    street.verify();
}

fn nobody_is_sent_to_who_left(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(100);
    leave(&street, 2, None);
    let left = &street.shops[2].code;
    let body = json!({"card": resident.card, "to_shop": left, "reason": "Good books."});
    assert_eq!(street.till(0).post("/api/v1/referrals", &key(), &body).expect(404).problem(), "no_such_shop");
    let stamped = street.till(0).post("/api/v1/taps", &key(), &json!({"card": resident.card})).expect(201).json();
    let told: Vec<&str> =
        stamped["suggestions"].as_array().expect("some").iter().filter_map(|s| s["shop"].as_str()).collect();
    assert!(!told.is_empty() && !told.contains(&left.as_str()), "{told:?}");
    let shops = street.till(0).get("/api/v1/shops").expect(200).json();
    assert_eq!(shops["shops"].as_array().expect("shops").len(), 4);
    let anyone = crate::support::http::Client::new(&street.base);
    assert!(!anyone.get("/streets/asahi").expect(200).body.contains(left));
    anyone.get(&format!("/shops/{left}?street=asahi")).expect(404);
}

fn slips_find_another_shop(place: Place) {
    let street = Street::open(place);
    let (one, two) = (street.resident(), street.resident());
    for who in [&one, &two] {
        street.till(0).post("/api/v1/taps", &key(), &json!({"card": who.card})).expect(201);
    }
    let (mine, from_heir) = (sent(&street, &one.card, 0, 4), sent(&street, &two.card, 1, 4));
    street.later(13 * DAY);
    let done = leave(&street, 4, Some(1));
    assert_eq!(done, leaving::Left { handed: 2, over: 0 });
    assert_eq!(open_slips(&street, 4), 0);
    assert_eq!(open_slips(&street, 1), 1, "the heir's own slip leads to somebody else");
    let to = |slip: &str| street.place.number(&format!("SELECT to_shop AS n FROM slips WHERE id = {slip}"));
    assert_eq!(to(&mine), street.shops[1].id.0);
    assert!(to(&from_heir) != street.shops[1].id.0 && to(&from_heir) != street.shops[4].id.0);
    // Its days begin anew, and the promise is kept.
    street.later(13 * DAY);
    let stamped = street.till(1).post("/api/v1/taps", &key(), &json!({"card": one.card})).expect(201).json();
    assert_eq!(stamped["referral"]["welcome"], street.charter.welcome);
    assert_eq!(street.thanks(0), street.charter.thanks);
    // Where there is nobody else, it is over, and said to be so.
    leave(&street, 2, None);
    leave(&street, 3, None);
    sent(&street, &two.card, 0, 1);
    let left = leave(&street, 1, None);
    assert_eq!(left.handed, 0, "{left:?}");
    assert!(left.over >= 1, "{left:?}");
    street.verify();
}

fn the_last_statement_and_no_fee_after(place: Place) {
    let street = Street::open(place);
    let brand = street.brand.clone();
    let terms = Terms { monthly_fee: 300, points_per_visit: 10, ..Terms::default() };
    let from = Millis(street.now() + MINUTE);
    street
        .house
        .db
        .write_now(move |tx| brand::write_charter(tx, &brand, None, &terms, from, Millis(0)).map(drop))
        .expect("a charter");
    street.later(2 * MINUTE);
    let resident = street.resident();
    street.till(4).post("/api/v1/taps", &key(), &json!({"card": resident.card})).expect(201);
    let month = street.month();
    leave(&street, 4, None);
    let (brand, left) = (street.brand.clone(), street.shops[4].id);
    let settled = || {
        let read = |tx: &mut noren::db::Tx| {
            let shop = shop::by_id(tx, brand.id, left)?;
            leaving::settled(tx, &brand, &shop)
        };
        street.house.db.read_now(read).expect("read")
    };
    assert_eq!(settled(), Settled::NotClosed);
    let first = books::parse(&month).expect("a month");
    // To the second day of the month after.
    let over = |first| street.later(books::over_at(&street.brand, first).0 + DAY - street.now());
    over(first);
    let close = |name: &str| books::close(&street.house.db, &street.brand, name, Millis(street.now())).expect("closes");
    close(&month);
    // Ten points at one yen each; no fee, since it was no member on the last day.
    assert_eq!(settled(), Settled::Owed(-10));
    let (brand, on) = (street.brand.clone(), Millis(street.now()));
    let (day, which) = (on.day(&brand.zone()), Which::Shops(vec![left]));
    let paid = month.clone();
    street.house.db.write_now(move |tx| bank::pay(tx, &brand, &paid, &which, day, (None, on))).expect("paid");
    assert_eq!(settled(), Settled::Whole);
    let next = street.month();
    over(books::after(first));
    close(&next);
    let statements = |month: &str| {
        street.place.number(&format!(
            "SELECT count(*) AS n FROM statements s JOIN months m ON m.id = s.month_id WHERE m.month = '{month}' AND s.shop_id = {left}"
        ))
    };
    assert_eq!((statements(&month), statements(&next)), (1, 0));
    let fees = format!(
        "SELECT count(*) AS n FROM statement_lines l JOIN statements s ON s.id = l.statement_id WHERE l.code = 'fee' AND s.shop_id = {left}"
    );
    assert_eq!(street.place.number(&fees), 0);
    street.verify();
}

/// A stamp of before arrives after: it counts. One of after does not.
fn what_tablets_kept_still_counts(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let mut tablet = Tablet::enrol(&street, 4);
    let before = tablet.keep(street.now(), json!({"card": resident.card}));
    street.later(MINUTE);
    leave(&street, 4, None);
    street.later(3 * HOUR);
    let after = tablet.keep(street.now(), json!({"card": resident.card}));
    let told = send(&street, &tablet, &[before, after], 1);
    assert_eq!(outcomes(&told), [("stamped", ""), ("refused", "shop_left")]);
    assert_eq!(street.balance(&resident), street.charter.per_visit);
    street.verify();
}

fn it_may_come_back(place: Place) {
    let street = Street::open(place);
    let coordinator = street.person("kyoko", Role::Coordinator, For::Brand);
    let clerk = street.person("cleo", Role::Clerk, For::Shop(street.shops[4].id));
    let back = format!("/dashboard/shops/{}/return", street.shops[4].code);
    coordinator.form(&back, &[]).expect(409);
    leave(&street, 4, None);
    clerk.get("/counter").expect(403);
    // A stamp from when it was away is none, whenever it comes.
    let mut tablet = Tablet::enrol(&street, 4);
    let resident = street.resident();
    street.later(HOUR);
    let away = tablet.keep(street.now(), json!({"card": resident.card}));
    street.later(40 * DAY);
    coordinator.form("/sign-in", &[("email", &email("kyoko")), ("password", PASSWORD)]);
    coordinator.form(&back, &[]).expect(303);
    clerk.form("/sign-in", &[("email", &email("cleo")), ("password", PASSWORD)]);
    clerk.get("/counter").expect(200);
    street.later(-40 * DAY);
    assert_eq!(outcomes(&send(&street, &tablet, &[away], 1)), [("refused", "shop_left")]);
    street.later(40 * DAY);
    street.till(4).post("/api/v1/taps", &key(), &json!({"card": resident.card})).expect(201);
}

/// One shop of theirs has left, another has not.
fn who_works_elsewhere_too_goes_on(place: Place) {
    let street = Street::open(place);
    let both = street.person("otto", Role::Owner, For::Shop(street.shops[3].id));
    street.admit("otto", Role::Owner, For::Shop(street.shops[4].id));
    leave(&street, 3, None);
    let counter = both.get("/counter?lang=en").expect(200).body;
    assert!(counter.contains(&street.shops[4].name) && !counter.contains(&street.shops[3].name), "{counter}");
    leave(&street, 4, None);
    both.get("/counter").expect(403);
}

/// Whose passport was turned round at its tablet sees it there no more.
fn a_turn_at_its_tablet_ends(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(50);
    let clerk = street.person("cleo", Role::Clerk, For::Shop(street.shops[4].id));
    let code = noren::words::codes::printed(&resident.passport);
    clerk.form(&format!("/counter/passports/{code}/turned"), &[("pin", &resident.pin)]).expect(303);
    clerk.get("/passport").expect(200);
    leave(&street, 4, None);
    clerk.get("/passport").expect(403);
}

fn an_undone_visit_leaves_no_slip_to_nobody(place: Place) {
    let street = Street::open(place);
    let who = street.resident();
    let mut tablet = Tablet::enrol(&street, 4);
    street.till(0).post("/api/v1/taps", &key(), &json!({"card": who.card})).expect(201);
    let slip = sent(&street, &who.card, 0, 4);
    street.later(MINUTE);
    let once = key();
    let stamp = tablet.keep(street.now(), json!({"card": who.card, "key": once}));
    assert_eq!(outcomes(&send(&street, &tablet, &[stamp], 1)), [("stamped", "")]);
    assert_eq!(street.balance(&who), 2 * street.charter.per_visit + street.charter.welcome);
    street.later(MINUTE);
    let undo = tablet.keep(street.now(), json!({"undo": once}));
    street.later(MINUTE);
    leave(&street, 4, None);
    let late = tablet.keep(street.now() + MINUTE, json!({"undo": once}));
    street.later(2 * MINUTE);
    assert_eq!(outcomes(&send(&street, &tablet, &[undo, late], 1)), [("undone", ""), ("refused", "shop_left")]);
    assert_eq!(open_slips(&street, 4), 0);
    let to = street.place.number(&format!("SELECT to_shop AS n FROM slips WHERE id = {slip}"));
    assert_ne!(to, street.shops[4].id.0);
    street.verify();
}

/// Each names the other as its heir, and somebody sends a resident there at the same moment: no slip leads to nobody.
fn two_leave_at_once(place: Place) {
    let street = Street::open(place);
    let people: Vec<_> = (0..6).map(|_| street.resident()).collect();
    for who in &people {
        sent(&street, &who.card, 0, 3);
        sent(&street, &who.card, 1, 4);
    }
    let try_to_leave = |nth: usize, heir: usize| {
        let (brand, shop, now) = (street.brand.clone(), street.shops[nth].id, Millis(street.now()));
        let heir = Heir { shop: Some(street.shops[heir].id), reason: "You are welcome here instead.".into() };
        // The second may find its heir gone: then it is asked for another.
        let _ = street.house.db.write_now(move |tx| leaving::leave(tx, &brand, shop, &heir, now));
    };
    std::thread::scope(|scope| {
        scope.spawn(|| try_to_leave(3, 4));
        scope.spawn(|| try_to_leave(4, 3));
        for who in &people {
            let street = &street;
            scope.spawn(move || {
                let body = json!({"card": who.card, "to_shop": street.shops[3].code, "reason": "Good flowers."});
                street.till(2).post("/api/v1/referrals", &key(), &body);
            });
        }
    });
    street.verify();
}
