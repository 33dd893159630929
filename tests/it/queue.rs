//! What a tablet kept without a network, as it comes to the server: once, in its order, and nothing dropped.

use noren::books;
use noren::keys::Audience;
use noren::people::{For, Role};
use noren::words::{Millis, codes};
use serde_json::{Value, json};

use crate::support::chain::Tablet;
use crate::support::http::{Answer, Client};
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{HOUR, MINUTE, Street, key};

on_both_engines! {
    a_kept_tap_becomes_one_visit_however_it_comes
    a_first_sending_that_arrived_counts_once
    what_cannot_be_read_stands_in_nobodys_way
    parts_are_taken_in_the_chains_order
    what_is_missing_for_good_is_flagged
    an_older_copy_is_flagged_and_counts
    what_is_not_the_tablets_own_is_kept_and_does_not_count
    a_clock_that_was_moved_is_flagged_and_the_visit_stands
    the_caps_are_the_charters
    a_refused_one_says_why_and_is_listed
    slips_used_elsewhere_leave_the_visit
    a_pass_is_compared_with_when_it_was_shown
    the_tablet_takes_its_own_stamp_back
    staff_are_named_where_they_were_staff
    a_revoked_tablet_lays_down_and_the_owner_decides
    many_tabs_at_once_are_one_chain a_stamp_for_a_closed_month_says_so
    what_lies_on_a_tablet_names_nobody
}

/// Sends entries; the answer's lines.
pub fn send(street: &Street, tablet: &Tablet, entries: &[String], oldest: i64) -> Vec<Value> {
    let taken = try_send(street, tablet, entries, Some(oldest)).expect(200).json();
    taken["taps"].as_array().expect("lines").clone()
}

fn try_send(street: &Street, tablet: &Tablet, entries: &[String], oldest: Option<i64>) -> Answer {
    let body = json!({"taps": entries, "oldest": oldest, "now": street.now()});
    Client::tablet(&street.base, &tablet.token).post("/counter/queue", "unused", &body)
}

pub fn outcomes(lines: &[Value]) -> Vec<(&str, &str)> {
    lines
        .iter()
        .map(|l| (l["outcome"].as_str().expect("an outcome"), l["notice"]["code"].as_str().unwrap_or("")))
        .collect()
}

fn flags(street: &Street, kind: &str) -> i64 {
    street.place.number(&format!("SELECT count(*) AS n FROM device_flags WHERE kind = '{kind}'"))
}

fn visits(street: &Street) -> i64 {
    street.place.number("SELECT count(*) AS n FROM visits WHERE reversed_at IS NULL")
}

fn a_kept_tap_becomes_one_visit_however_it_comes(place: Place) {
    let street = Street::open(place);
    let (one, two) = (street.resident(), street.resident());
    let mut tablet = Tablet::enrol(&street, 0);
    let at = street.now() - HOUR;
    let first = tablet.keep(at, json!({"card": one.card, "amount": 1200}));
    let second = tablet.keep(at + MINUTE, json!({"card": two.passport}));
    let taken = send(&street, &tablet, &[first.clone(), second.clone()], 1);
    assert_eq!(outcomes(&taken), [("stamped", ""), ("stamped", "")]);
    for _ in 0..3 {
        assert_eq!(send(&street, &tablet, &[second.clone(), first.clone()], 1), taken, "the same answer again");
    }
    assert_eq!(visits(&street), 2);
    assert_eq!(street.balance(&one), 10 + 12);
    assert_eq!(street.place.number("SELECT at AS n FROM visits ORDER BY at LIMIT 1"), at, "it stands at its own time");
    street.verify();
}

/// The form was sent, its answer was lost, the tablet kept it: one visit. So too where the form arrives last.
fn a_first_sending_that_arrived_counts_once(place: Place) {
    let street = Street::open(place);
    let clerk = street.person("clerk", Role::Clerk, For::Shop(street.shops[0].id));
    let mut tablet = Tablet::enrol(&street, 0);
    for form_first in [true, false] {
        let resident = street.resident();
        let printed = noren::words::codes::printed(&resident.passport);
        let once = key();
        let fields = [("passport", printed.as_str()), ("amount", "1,300"), ("key", once.as_str())];
        let kept = tablet.keep(street.now() - MINUTE, json!({"card": printed, "amount": 1300, "key": once}));
        let form =
            || clerk.form("/counter/taps", &fields).expect(303).header("location").expect("a receipt").to_owned();
        let visit = if form_first {
            let to = form();
            let taken = send(&street, &tablet, &[kept], tablet.seq);
            assert_eq!(outcomes(&taken), [("before", "")]);
            assert_eq!(to, format!("/counter/receipts/{}", taken[0]["visit"].as_str().expect("a visit")));
            to
        } else {
            let taken = send(&street, &tablet, &[kept], tablet.seq);
            assert_eq!(outcomes(&taken), [("stamped", "")]);
            format!("/counter/receipts/{}", taken[0]["visit"].as_str().expect("a visit"))
        };
        assert_eq!(form(), visit);
        assert_eq!(street.balance(&resident), 10 + 13);
        // The same key for something else is no visit.
        let other = tablet.keep(street.now(), json!({"card": printed, "amount": 9000, "key": once}));
        assert_eq!(outcomes(&send(&street, &tablet, &[other], tablet.seq)), [("refused", "key_reused")]);
    }
    assert_eq!(visits(&street), 2);
    street.verify();
}

/// An entry that cannot be read has no number: it leaves by its hash, and what follows is taken.
fn what_cannot_be_read_stands_in_nobodys_way(place: Place) {
    let street = Street::open(place);
    let mut tablet = Tablet::enrol(&street, 0);
    let at = street.now() - HOUR;
    let kept = [
        tablet.keep(at, json!({"card": "x".repeat(5000)})),
        tablet.keep(at + MINUTE, json!({"card": street.resident().card})),
    ];
    let lines = send(&street, &tablet, &kept, 1);
    assert_eq!(outcomes(&lines), [("foreign", "kept_unreadable"), ("later", "")]);
    for (line, jws) in lines.iter().zip(&kept) {
        assert_eq!(line["hash"], json!(codes::base64url(&codes::sha256_bytes(jws))));
    }
    assert_eq!(outcomes(&send(&street, &tablet, &kept[1..], 2)), [("stamped", "")]);
    assert_eq!((visits(&street), flags(&street, "gap")), (1, 1));
}

fn parts_are_taken_in_the_chains_order(place: Place) {
    let street = Street::open(place);
    let mut tablet = Tablet::enrol(&street, 0);
    let entries: Vec<String> = (0..4)
        .map(|n| tablet.keep(street.now() - HOUR + n * MINUTE, json!({"card": street.resident().card})))
        .collect();
    let early = try_send(&street, &tablet, &entries[2..], Some(1)).expect(200).json();
    assert_eq!(outcomes(early["taps"].as_array().expect("lines")), [("later", ""), ("later", "")]);
    assert_eq!((early["next"].as_i64(), visits(&street)), (Some(1), 0));
    let part = try_send(&street, &tablet, &entries[..3], Some(1)).expect(200).json();
    assert_eq!((part["next"].as_i64(), visits(&street)), (Some(4), 3));
    let rest = send(&street, &tablet, &entries, 1);
    assert_eq!(outcomes(&rest), [("stamped", ""); 4]);
    let in_order =
        "SELECT count(*) AS n FROM queued_taps a JOIN queued_taps b ON a.seq < b.seq AND a.visit_id > b.visit_id";
    assert_eq!((visits(&street), street.place.number(in_order)), (4, 0));
    let over: Vec<String> = (0..51).map(|_| entries[0].clone()).collect();
    try_send(&street, &tablet, &over, Some(1)).expect(422);
}

fn what_is_missing_for_good_is_flagged(place: Place) {
    let street = Street::open(place);
    let owner = street.person("owner", Role::Owner, For::Shop(street.shops[0].id));
    let mut tablet = Tablet::enrol(&street, 0);
    let mut entries = Vec::new();
    for n in 0..5 {
        let kept = tablet.keep(street.now() - HOUR + n * MINUTE, json!({"card": street.resident().card}));
        entries.push(kept);
    }
    send(&street, &tablet, &entries[..1], 1);
    assert_eq!(outcomes(&send(&street, &tablet, &entries[3..], 4)), [("stamped", ""); 2]);
    assert_eq!((flags(&street, "gap"), visits(&street)), (1, 3));
    let page = owner.get("/shop/kept").expect(200).body;
    assert!(page.contains("Stamps 2 to 3 of Till tablet never came."), "{page}");
    owner.form("/shop/kept/seen", &[]).expect(303);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM device_flags WHERE seen_at IS NULL"), 0);
    // Where they come after all, they count.
    assert_eq!(outcomes(&send(&street, &tablet, &entries[1..3], 2)), [("stamped", ""); 2]);
    assert_eq!((flags(&street, "fork"), visits(&street)), (0, 5));
}

/// A browser that was put back to an older copy goes on from there.
fn an_older_copy_is_flagged_and_counts(place: Place) {
    let street = Street::open(place);
    let mut tablet = Tablet::enrol(&street, 0);
    let card = || street.resident().card;
    let first = tablet.keep(street.now() - HOUR, json!({"card": card()}));
    let copy = (tablet.seq, tablet.prev.clone());
    let second = tablet.keep(street.now() - HOUR + MINUTE, json!({"card": card()}));
    send(&street, &tablet, &[first, second], 1);
    (tablet.seq, tablet.prev) = copy;
    let other: Vec<String> =
        (2..5).map(|n| tablet.keep(street.now() - HOUR + n * MINUTE, json!({"card": card()}))).collect();
    assert_eq!(outcomes(&send(&street, &tablet, &other, 2)), [("stamped", ""); 3]);
    assert_eq!((flags(&street, "fork"), flags(&street, "clock"), visits(&street)), (1, 0, 5));
    let next = tablet.keep(street.now(), json!({"card": card()}));
    assert_eq!(outcomes(&send(&street, &tablet, &[next], tablet.seq)), [("stamped", "")]);
    assert_eq!(flags(&street, "fork"), 1, "from there on it is one chain again");
    street.verify();
}

fn what_is_not_the_tablets_own_is_kept_and_does_not_count(place: Place) {
    let street = Street::open(place);
    let owner = street.person("owner", Role::Owner, For::Shop(street.shops[0].id));
    let (mut mine, mut theirs) = (Tablet::enrol(&street, 0), Tablet::enrol(&street, 1));
    let resident = street.resident();
    let stolen = theirs.keep(street.now(), json!({"card": resident.card}));
    let whole = mine.keep(street.now(), json!({"card": resident.card, "amount": 100}));
    let edited = {
        let parts: Vec<&str> = whole.split('.').collect();
        let bytes = noren::words::codes::from_base64url(parts[1]).expect("a payload");
        let mut payload: Value = serde_json::from_slice(&bytes).expect("JSON");
        payload["amount"] = json!(90000);
        format!("{}.{}.{}", parts[0], noren::words::codes::base64url(payload.to_string().as_bytes()), parts[2])
    };
    let lines = send(&street, &mine, &[edited, stolen, "nonsense".into()], 1);
    let mut said = outcomes(&lines);
    said.sort_unstable();
    assert_eq!(said, [("foreign", "kept_signature"), ("foreign", "kept_stolen"), ("foreign", "kept_unreadable")]);
    assert_eq!(visits(&street), 0);
    assert_eq!((flags(&street, "stolen"), flags(&street, "signature")), (1, 1), "one after the other is one flag");
    assert_eq!(street.place.number("SELECT count(*) AS n FROM queued_taps WHERE outcome = 'foreign'"), 3);
    // Its own stands in nobody's way.
    assert_eq!(outcomes(&send(&street, &mine, &[whole], 1)), [("stamped", "")]);
    let page = owner.get("/shop/kept").expect(200).body;
    assert!(page.contains("sent what belongs to another tablet") && page.contains("did not sign"), "{page}");
}

fn a_clock_that_was_moved_is_flagged_and_the_visit_stands(place: Place) {
    let street = Street::open(place);
    let owner = street.person("owner", Role::Owner, For::Shop(street.shops[0].id));
    let mut tablet = Tablet::enrol(&street, 0);
    let day = 24 * HOUR;
    let start = street.now() - 2 * HOUR;
    let right = tablet.keep(start, json!({"card": street.resident().card, "mono": 0}));
    let back = tablet.keep(start - day + MINUTE, json!({"card": street.resident().card, "mono": MINUTE}));
    let ahead = tablet.keep(street.now() + day, json!({"card": street.resident().card, "mono": 2 * MINUTE}));
    let lines = send(&street, &tablet, &[right, back, ahead], 1);
    assert_eq!(outcomes(&lines), [("stamped", ""); 3]);
    let times = "SELECT count(*) AS n FROM visits WHERE at < ";
    assert_eq!(street.place.number(&format!("{times}{start}")), 0, "not before the one before it");
    assert_eq!(street.place.number(&format!("{times}{}", street.now() + 1)), 3, "not after now");
    assert_eq!(flags(&street, "clock"), 1, "one after the other is one flag");
    let page = owner.get("/shop/kept").expect(200).body;
    assert!(page.contains("The clock of Till tablet was"), "{page}");
    // A clock that is wrong as the tablet sends is told by that.
    let body = json!({"taps": [], "now": street.now() - day});
    Client::tablet(&street.base, &tablet.token).post("/counter/queue", "unused", &body).expect(200);
    assert_eq!(street.place.number("SELECT max(abs(detail)) / 3600000 AS n FROM device_flags"), 24);
}

fn meddle_charter(street: &Street, set: &str) {
    street.place.meddle(&format!("UPDATE charters SET {set}"));
}

fn the_caps_are_the_charters(place: Place) {
    let street = Street::open(place);
    meddle_charter(&street, "offline_taps = 3, offline_amount = 1000, offline_hours = 24, offline_welcomes = 1");
    let mut tablet = Tablet::enrol(&street, 1);
    let now = street.now();
    let mut keep = |at: i64, amount: i64| tablet.keep(at, json!({"card": street.resident().card, "amount": amount}));
    let entries = [
        keep(now - 25 * HOUR, 100),
        keep(now - 5 * HOUR, 600),
        keep(now - 4 * HOUR, 600),
        keep(now - 3 * HOUR, 400),
        keep(now - 2 * HOUR, 0),
        keep(now - HOUR, 0),
    ];
    let lines = send(&street, &tablet, &entries, 1);
    assert_eq!(
        outcomes(&lines),
        [
            ("refused", "kept_too_long"),
            ("stamped", ""),
            ("refused", "kept_too_much"),
            ("stamped", ""),
            ("stamped", ""),
            ("refused", "kept_too_many"),
        ]
    );
    assert_eq!(visits(&street), 3);
    // Welcomes, on another tablet of the same shop: the visit stands, and so does the slip.
    let mut other = Tablet::enrol(&street, 1);
    let guests: Vec<_> = (0..2).map(|_| street.resident()).collect();
    for guest in &guests {
        let slip = json!({"card": guest.card, "to_shop": street.shops[1].code, "reason": "Bread"});
        street.till(0).post("/api/v1/referrals", &key(), &slip).expect(201);
    }
    let kept: Vec<String> = guests.iter().map(|g| other.keep(street.now(), json!({"card": g.card}))).collect();
    let lines = send(&street, &other, &kept, 1);
    assert_eq!(outcomes(&lines), [("stamped", ""), ("stamped", "kept_welcome_later")]);
    assert_eq!((street.balance(&guests[0]), street.balance(&guests[1])), (30, 10));
    assert_eq!(street.place.number("SELECT count(*) AS n FROM slips WHERE redeemed_at IS NULL"), 1);
    street.verify();
}

fn a_refused_one_says_why_and_is_listed(place: Place) {
    let street = Street::open(place);
    let owner = street.person("owner", Role::Owner, For::Shop(street.shops[0].id));
    let elsewhere = street.neighbour();
    let resident = street.resident();
    let old = resident.card.clone();
    street.replace_card(&resident);
    let mut tablet = Tablet::enrol(&street, 0);
    let entries = [
        tablet.keep(street.now(), json!({"card": old, "amount": 700})),
        tablet.keep(street.now(), json!({"card": elsewhere.resident.card})),
        tablet.keep(street.now(), json!({"card": street.resident().card, "amount": 100_001})),
        tablet.keep(street.now(), json!({"card": street.resident().card, "amount": -1})),
    ];
    let lines = send(&street, &tablet, &entries, 1);
    let why = ["revoked_card", "unknown_card", "amount_too_large", "bad_amount"];
    assert_eq!(outcomes(&lines), why.map(|w| ("refused", w)));
    assert_eq!(visits(&street), 0);
    let page = owner.get("/shop/kept").expect(200).body;
    for sentence in ["This card was replaced", "I cannot find this card", "above what the charter allows", "¥700"] {
        assert!(page.contains(sentence), "{sentence}: {page}");
    }
    assert!(owner.get("/shop/kept?lang=ja").expect(200).body.contains("受け付けられなかったもの"));
    let other = street.person("other", Role::Owner, For::Shop(street.shops[1].id));
    assert!(!other.get("/shop/kept").expect(200).body.contains("¥700"), "another shop's");
}

fn slips_used_elsewhere_leave_the_visit(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let slip = json!({"card": resident.card, "to_shop": street.shops[1].code, "reason": "Bread"});
    let given = street.till(0).post("/api/v1/referrals", &key(), &slip).expect(201).json();
    let says = |to: usize| {
        json!({"sub": resident.passport, "brand": street.brand.code, "slip": given["slip"], "to": street.shops[to].code,
               "welcome": 20})
    };
    let shown = street.house.keys.sign(Audience::Slip, says(1), street.now(), 3600).expect("signed");
    let (mut one, mut two) = (Tablet::enrol(&street, 1), Tablet::enrol(&street, 1));
    let mut third = Tablet::enrol(&street, 2);
    let first = one.keep(street.now(), json!({"card": shown}));
    assert_eq!(outcomes(&send(&street, &one, &[first], 1)), [("stamped", "")]);
    assert_eq!(street.balance(&resident), 30);
    let soon = two.keep(street.now(), json!({"card": shown}));
    assert_eq!(outcomes(&send(&street, &two, &[soon], 1)), [("stamped", "too_soon")]);
    let elsewhere = third.keep(street.now(), json!({"card": shown}));
    assert_eq!(outcomes(&send(&street, &third, &[elsewhere], 1)), [("stamped", "kept_slip_elsewhere")]);
    street.later(3 * HOUR);
    let later = two.keep(street.now(), json!({"card": shown}));
    assert_eq!(outcomes(&send(&street, &two, &[later], 2)), [("stamped", "slip_used")]);
    assert_eq!(visits(&street), 4);
    street.verify();
}

fn a_pass_is_compared_with_when_it_was_shown(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let made = street.now() - 5 * HOUR;
    let says = json!({"sub": resident.passport, "brand": street.brand.code, "jti": "1234567890abcdef"});
    let pass = street.house.keys.sign(Audience::Pass, &says, made, 60).expect("signed");
    let strange = json!({"sub": resident.passport, "brand": "other", "jti": "1234567890abcdef"});
    let strange = street.house.keys.sign(Audience::Pass, strange, made + 3 * HOUR, 60).expect("signed");
    let forged = format!("{}AAAA", &pass[..pass.len() - 4]);
    let mut tablet = Tablet::enrol(&street, 0);
    let entries = [
        tablet.keep(made + 20_000, json!({"card": pass, "pass": true})),
        tablet.keep(made + 3 * HOUR, json!({"card": pass, "pass": true})),
        tablet.keep(made + 3 * HOUR, json!({"card": forged, "pass": true})),
        tablet.keep(made + 3 * HOUR, json!({"card": strange, "pass": true})),
    ];
    let lines = send(&street, &tablet, &entries, 1);
    let foreign = ("refused", "kept_pass_foreign");
    assert_eq!(outcomes(&lines), [("stamped", ""), ("refused", "kept_pass_old"), foreign, foreign]);
    assert_eq!(street.balance(&resident), 10);
}

fn the_tablet_takes_its_own_stamp_back(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let mut tablet = Tablet::enrol(&street, 0);
    let at = street.now() - 4 * HOUR;
    let entries = [
        tablet.keep(at, json!({"card": resident.card, "key": "stamp-1"})),
        tablet.keep(at + MINUTE, json!({"undo": "stamp-1"})),
        tablet.keep(at + 2 * MINUTE, json!({"undo": "stamp-1"})),
        tablet.keep(at + 3 * MINUTE, json!({"card": resident.card, "key": "stamp-2"})),
        tablet.keep(at + 2 * HOUR, json!({"undo": "stamp-2"})),
        tablet.keep(at + 2 * HOUR, json!({"undo": "never"})),
    ];
    let lines = send(&street, &tablet, &entries, 1);
    let refused = |code| ("refused", code);
    assert_eq!(
        outcomes(&lines),
        [
            ("stamped", ""),
            ("undone", ""),
            refused("already_reversed"),
            ("stamped", ""),
            refused("kept_undo_late"),
            refused("kept_undo_nothing"),
        ]
    );
    assert_eq!(send(&street, &tablet, &entries, 1), lines);
    assert_eq!((visits(&street), street.balance(&resident)), (1, 10));
    street.verify();
}

fn staff_are_named_where_they_were_staff(place: Place) {
    let street = Street::open(place);
    street.person("clerk", Role::Clerk, For::Shop(street.shops[0].id));
    street.person("other", Role::Clerk, For::Shop(street.shops[1].id));
    let held = |name: &str| {
        let person = street.person_id(name);
        street.place.number(&format!("SELECT id AS n FROM memberships WHERE person_id = {person}")).to_string()
    };
    let mut tablet = Tablet::enrol(&street, 0);
    let entries = [
        tablet.keep(street.now(), json!({"card": street.resident().card, "staff": held("clerk")})),
        tablet.keep(street.now(), json!({"card": street.resident().card, "staff": held("other")})),
    ];
    assert_eq!(outcomes(&send(&street, &tablet, &entries, 1)), [("stamped", ""), ("stamped", "kept_staff")]);
    let by = format!("SELECT count(*) AS n FROM visits WHERE staff_id = {}", street.person_id("clerk"));
    assert_eq!((visits(&street), street.place.number(&by)), (2, 1));
}

fn a_revoked_tablet_lays_down_and_the_owner_decides(place: Place) {
    let street = Street::open(place);
    let owner = street.person("owner", Role::Owner, For::Shop(street.shops[0].id));
    let other = street.person("other", Role::Owner, For::Shop(street.shops[1].id));
    let (one, two, three) = (street.resident(), street.resident(), street.resident());
    let mut tablet = Tablet::enrol(&street, 0);
    let kept: Vec<String> =
        [&one, &two, &three].iter().map(|r| tablet.keep(street.now(), json!({"card": r.card}))).collect();
    let late = |body: &Value| Client::tablet(&street.base, &tablet.token).post("/counter/queue/late", "unused", body);
    let body = json!({"taps": kept, "oldest": 1});
    late(&body).expect(404);
    let (brand, shop, id, now) = (street.brand.id, street.shops[0].id, tablet.device.id, Millis(street.now()));
    street.house.db.write_now(move |tx| noren::device::revoke(tx, brand, shop, id, now)).expect("revoked");
    try_send(&street, &tablet, &kept, Some(1)).expect(403);
    for _ in 0..2 {
        let lines = late(&body).expect(200).json();
        assert_eq!(outcomes(lines["taps"].as_array().expect("lines")), [("waiting", ""); 3]);
    }
    assert_eq!(visits(&street), 0);
    let page = owner.get("/shop/kept").expect(200).body;
    assert!(page.contains("Waiting for your word"), "{page}");
    let row = |seq: i64| street.place.number(&format!("SELECT id AS n FROM queued_taps WHERE seq = {seq}")).to_string();
    let device = id.to_string();
    let (first, second) = (row(1), row(2));
    let one_of = |word: &'static str, one: &str| {
        let fields = [("device", device.as_str()), ("one", one), ("word", word)];
        owner.form("/shop/kept/waiting", &fields)
    };
    let foreign = [("device", device.as_str()), ("word", "take")];
    other.form("/shop/kept/waiting", &foreign).expect(404);
    one_of("refuse", &first).expect(303);
    // It waited for the owner, not on the tablet: that does not make it too old.
    street.later(100 * HOUR);
    one_of("take", &second).expect(303);
    assert_eq!((visits(&street), street.balance(&one), street.balance(&two)), (1, 0, 10));
    owner.form("/shop/kept/waiting", &foreign).expect(303);
    owner.form("/shop/kept/waiting", &foreign).expect(303);
    assert_eq!((visits(&street), street.balance(&three)), (2, 10));
    street.verify();
}

/// Sixteen tabs send one chain at once, in parts that overlap: each entry is one visit, and every tab is told the same.
fn many_tabs_at_once_are_one_chain(place: Place) {
    let street = Street::open(place);
    let mut tablet = Tablet::enrol(&street, 0);
    let entries: Vec<String> =
        (0..20).map(|n| tablet.keep(street.now() - HOUR + n, json!({"card": street.resident().card}))).collect();
    let start = std::sync::Barrier::new(16);
    // Each tab sends all of it, in its order: whoever comes first, every tab is told the same of each.
    let told: Vec<Vec<Value>> = std::thread::scope(|scope| {
        let tabs: Vec<_> = (0..16usize)
            .map(|tab| {
                let (start, entries, tablet, street) = (&start, &entries, &tablet, &street);
                scope.spawn(move || {
                    start.wait();
                    entries.chunks(3 + tab % 5).flat_map(|part| send(street, tablet, part, 1)).collect()
                })
            })
            .collect();
        tabs.into_iter().map(|tab| tab.join().expect("a tab")).collect()
    });
    let lines = send(&street, &tablet, &entries, 1);
    assert_eq!(outcomes(&lines), [("stamped", ""); 20]);
    for tab in told {
        assert_eq!(tab, lines);
    }
    assert_eq!((visits(&street), street.place.number("SELECT count(*) AS n FROM queued_taps")), (20, 20));
    let in_order =
        "SELECT count(*) AS n FROM queued_taps a JOIN queued_taps b ON a.seq < b.seq AND a.visit_id > b.visit_id";
    assert_eq!(street.place.number(in_order), 0);
    street.verify();
}

/// A stamp of a month that was closed while the tablet had no network: it counts in the open month, and that is said.
fn a_stamp_for_a_closed_month_says_so(place: Place) {
    let street = Street::open(place);
    let (resident, zone) = (street.resident_with(100), street.brand.zone());
    let mut tablet = Tablet::enrol(&street, 0);
    let today = noren::words::Millis(street.now()).zoned(&zone).date();
    let over = books::over_at(&street.brand, today.first_of_month());
    let kept = tablet.keep(over.0 - HOUR, json!({"card": resident.card, "amount": 500}));
    street.later(over.0 + HOUR - street.now());
    let name = today.strftime("%Y-%m").to_string();
    let closed =
        books::close(&street.house.db, &street.brand, &name, noren::words::Millis(street.now())).expect("closes");
    assert_eq!(outcomes(&send(&street, &tablet, &[kept], 1)), [("stamped", "kept_next_month")]);
    let sql = |from: &str| {
        format!(
            "SELECT count(*) AS n FROM transfers t JOIN visits v ON v.id = t.about WHERE v.amount = 500 AND t.posted_at {from} {}",
            over.0
        )
    };
    assert_eq!((street.place.number(&sql("<")), street.place.number(&sql(">="))), (0, 1));
    assert!(closed.transfers > 0);
    street.verify();
}

/// The shell, the worker and the manifest: the shop and its charter, and no person.
fn what_lies_on_a_tablet_names_nobody(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(500);
    let tablet = Tablet::enrol(&street, 4);
    let here = Client::tablet(&street.base, &tablet.token);
    let shell = here.get("/counter/offline").expect(200).body;
    assert!(
        shell.contains("Sazanami Fish") && shell.contains("data-hours=\"72\"") && shell.contains("Ed25519"),
        "{shell}"
    );
    assert!(!shell.contains("Resident ") && !shell.contains(&resident.passport) && !shell.contains(&resident.card));
    // Whoever works there is named neither: the shell lies on the tablet when they have gone.
    let mine = street.tablet(4);
    mine.unlock(street.staff("yukino", Role::Clerk, 4), "2580").expect(303);
    mine.browser.get("/counter").expect(200);
    let shell = mine.browser.get("/counter/offline").expect(200).body;
    assert!(shell.contains("Sazanami Fish") && !shell.contains("yukino"), "{shell}");
    let stranger = Client::new(&street.base).get("/counter/offline").expect(200).body;
    assert!(stranger.contains("This browser keeps no stamps") && !stranger.contains("Sazanami Fish"), "{stranger}");
    let worker = here.get("/counter/sw.js").expect(200);
    assert_eq!(worker.header("service-worker-allowed"), Some("/counter"));
    assert!(
        worker.body.contains("/assets/counter.css?v=") && worker.body.contains("const VERSION = \""),
        "{}",
        worker.body
    );
    let manifest = here.get("/counter/manifest.webmanifest").expect(200).json();
    assert_eq!((manifest["name"].as_str(), manifest["start_url"].as_str()), (Some("Sazanami Fish"), Some("/counter")));
    let look = here.get("/counter/queue").expect(200).json();
    assert_eq!((look["brand"].as_str(), look["seq"].as_i64()), (Some("asahi"), Some(0)));
    assert!(!look.to_string().contains("Resident "));
}
