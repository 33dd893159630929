//! The producer's desk and the shop owner's, over HTTP: every page in both languages, what is wrong beside its field with
//! what was typed, and links and keys that are shown once and work.

use noren::db::Tx;
use noren::people::{self, For, Role};
use serde_json::json;

use crate::support::http::{Answer, Client};
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{Street, key};

on_both_engines! {
    every_page_stands
    the_charter_is_written_for_a_day_to_come
    people_are_invited
    notices_hang
    an_owners_desk
    new_passwords_are_handed_on
    nobody_is_opened_who_is_more_than_the_askers
}

fn producer(street: &Street) -> Client {
    street.person("producer", Role::Coordinator, For::Brand)
}

fn every_page_stands(place: Place) {
    let street = Street::open(place);
    for resident in (0..12).map(|_| street.resident()) {
        for shop in 0..2 {
            street.till(shop).post("/api/v1/taps", &key(), &json!({"card": resident.card, "amount": 100})).expect(201);
        }
    }
    let (producer, month) = (producer(&street), street.month());
    let year = &month[..4];
    for lang in ["en", "ja"] {
        for path in ["/dashboard", "/dashboard/tables", "/dashboard/shops", "/dashboard/slips"] {
            for period in ["", &month, year, &format!("{year}-Q1"), "2026-W40"] {
                let query = if period.is_empty() { String::new() } else { format!("&period={period}") };
                let page = producer.get(&format!("{path}?lang={lang}{query}")).expect(200);
                assert!(page.body.contains(&format!("<html lang=\"{lang}\"")), "{path} {lang}");
            }
            producer.get(&format!("{path}?period=2026-10-01")).expect(422);
        }
        for path in ["/dashboard/books", "/dashboard/charter", "/dashboard/people"] {
            producer.get(&format!("{path}?lang={lang}")).expect(200);
        }
    }
    // Twelve came: ten are told, in the page as in the summary.
    let page = producer.get(&format!("/dashboard?lang=en&period={month}")).expect(200);
    let told = street.coordinator().get(&format!("/api/v1/stats/summary?period={month}")).expect(200).json();
    assert_eq!((&told["visits"], &told["active_passports"]), (&json!(25), &json!(10)), "{told}");
    assert!(page.body.contains(">25<") && page.body.contains(">10<"), "{}", page.body);
    assert!(told["suppressed"].as_array().is_some_and(|s| s.contains(&json!("slips.given"))), "{told}");
    let officer = street.person("officer", Role::Officer, For::Brand);
    assert!(!officer.get("/dashboard/charter?lang=en").expect(200).body.contains("name=\"effective_from\""));
}

const TERMS: [(&str, &str); 23] = [
    ("points_per_visit", "7"),
    ("points_per_100", "1"),
    ("cooldown_minutes", "60"),
    ("max_amount", "50,000"),
    ("expiry_months", "12"),
    ("slip_days", "14"),
    ("slip_welcome", "20"),
    ("slip_thanks", "10"),
    ("amends_max", "300"),
    ("offline_hours", "72"),
    ("offline_taps", "500"),
    ("offline_amount", "500000"),
    ("offline_welcomes", "30"),
    ("passport_day_points", "20000"),
    ("clerk_day_points", "100000"),
    ("lot", "100"),
    ("lot_price", "110"),
    ("lot_value", "100"),
    ("monthly_fee", "1000"),
    ("objection_days", "14"),
    ("promise_ja", "やくそく"),
    ("promise_en", "We promise."),
    ("effective_from", "2999-01-01"),
];

fn the_charter_is_written_for_a_day_to_come(place: Place) {
    let street = Street::open(place);
    let producer = producer(&street);
    let with = |field: &str, value: &'static str| -> Vec<(&str, &str)> {
        TERMS.iter().map(|(name, typed)| (*name, if *name == field { value } else { *typed })).collect()
    };
    for (field, value) in [
        ("points_per_visit", "-1"),
        ("points_per_visit", "many"),
        ("slip_days", "0"),
        ("points_per_100", "101"),
        ("effective_from", "2020-01-01"),
        ("effective_from", "soon"),
    ] {
        let page = producer.form("/dashboard/charter", &with(field, value)).expect(422);
        assert!(page.body.contains(&format!("value=\"{value}\"")), "{field}={value} was not kept");
        assert!(page.body.contains("aria-invalid=\"true\""), "{field}={value}: nothing is said");
        assert!(page.body.contains("やくそく"), "what else was typed is gone");
    }
    assert_eq!(street.place.number("SELECT count(*) AS n FROM charters WHERE effective_from > 0"), 0);
    let done = producer.form("/dashboard/charter", &TERMS).expect(303);
    let to = done.header("location").expect("somewhere").to_owned();
    let page = producer.get(&format!("{to}&lang=en")).expect(200);
    assert!(page.body.contains("role=\"status\"") && page.body.contains("2999"), "{}", page.body);
    assert_eq!(street.place.number("SELECT max_amount AS n FROM charters ORDER BY version DESC LIMIT 1"), 50_000);
}

fn people_are_invited(place: Place) {
    let street = Street::open(place);
    let producer = producer(&street);
    let shop = street.shops[0].code.as_str();
    let kept = producer.form("/dashboard/invitations", &[("role", "owner"), ("shop", shop), ("email", "nobody")]);
    assert!(kept.expect(422).body.contains("value=\"nobody\""));
    for bad in [
        [("role", "owner"), ("shop", ""), ("email", "a@test.example")],
        [("role", "clerk"), ("shop", shop), ("email", "a@test.example")],
        [("role", "resident"), ("shop", ""), ("email", "a@test.example")],
        [("role", "auditor"), ("shop", ""), ("email", "")],
    ] {
        producer.form("/dashboard/invitations", &bad).expect(422);
    }
    let good = [("role", "owner"), ("shop", shop), ("email", "a@test.example")];
    let page = producer.form("/dashboard/invitations", &good).expect(201);
    let link = page.body.split(&street.base).find(|rest| rest.starts_with("/invitations/"));
    let path: String =
        link.expect("a link").chars().take_while(|c| c.is_ascii_alphanumeric() || "/-".contains(*c)).collect();
    Client::new(&street.base).get(&path).expect(200);
    // The address of the answer is a form's: its language switch leads to the page.
    assert!(page.body.contains("href=\"/dashboard/people?lang="), "{}", page.body);
}

fn notices_hang(place: Place) {
    let street = Street::open(place);
    let producer = producer(&street);
    let wrong = producer.form("/dashboard/notices", &[("text", "Rain today"), ("until", "2020-01-01")]).expect(422);
    assert!(wrong.body.contains("value=\"Rain today\""));
    producer.form("/dashboard/notices", &[("text", " "), ("until", "2999-01-01")]).expect(422);
    producer.form("/dashboard/notices", &[("text", "Rain today"), ("until", "2999-01-01")]).expect(303);
    let clerk = street.person("clerk", Role::Clerk, For::Shop(street.shops[0].id));
    assert!(clerk.get("/counter").expect(200).body.contains("Rain today"));
}

fn an_owners_desk(place: Place) {
    let street = Street::open(place);
    let owner = street.person("owner", Role::Owner, For::Shop(street.shops[0].id));
    let clerk = street.person("clerk", Role::Clerk, For::Shop(street.shops[0].id));
    for lang in ["en", "ja"] {
        owner.get(&format!("/shop?lang={lang}")).expect(200);
    }
    owner.form("/shop/invitations", &[("email", "x")]).expect(422);
    let invited = owner.form("/shop/invitations", &[("email", "b@test.example")]).expect(201);
    assert!(invited.body.contains("/invitations/"));
    owner.form("/shop/keys", &[("name", "")]).expect(422);
    let made = owner.form("/shop/keys", &[("name", "Till")]).expect(201);
    let token = made.body.split("<code>").nth(1).and_then(|rest| rest.split("</code>").next()).expect("a key");
    let till = Client::with_key(&street.base, token);
    till.get("/api/v1/shops").expect(200);
    assert!(!owner.get("/shop").expect(200).body.contains(token), "shown twice");
    let id = street.place.number("SELECT max(id) AS n FROM api_keys");
    owner.form(&format!("/shop/keys/{id}/end"), &[]).expect(303);
    till.get("/api/v1/shops").expect(401);

    let member =
        |role: &str| street.place.number(&format!("SELECT max(id) AS n FROM memberships WHERE role = '{role}'"));
    owner.form(&format!("/shop/staff/{}/end", member("owner")), &[]).expect(403);
    let stranger = street.person("stranger", Role::Owner, For::Shop(street.shops[1].id));
    stranger.form(&format!("/shop/staff/{}/end", member("clerk")), &[]).expect(404);
    clerk.get("/counter").expect(200);
    owner.form(&format!("/shop/staff/{}/end", member("clerk")), &[]).expect(303);
    clerk.get("/counter").expect(403);
}

/// The current membership of somebody in a role.
fn membership(street: &Street, name: &str, role: &str) -> i64 {
    let person = street.person_id(name);
    street.place.number(&format!("SELECT max(id) AS n FROM memberships WHERE person_id = {person} AND role = '{role}'"))
}

/// The link on a page that was just made, as a path.
#[track_caller]
fn link(page: &Answer) -> String {
    let tail = page.body.split("/reset/").nth(1).unwrap_or_else(|| panic!("no link in {}", page.body));
    format!("/reset/{}", tail.chars().take_while(char::is_ascii_alphanumeric).collect::<String>())
}

const NEW: &str = "three plain words";

fn new_passwords_are_handed_on(place: Place) {
    let street = Street::open(place);
    let shop = For::Shop(street.shops[0].id);
    let (owner, clerk) = (street.person("owner", Role::Owner, shop), street.person("clerk", Role::Clerk, shop));
    let reset = format!("/shop/staff/{}/reset", membership(&street, "clerk", "clerk"));
    assert!(owner.get("/shop").expect(200).body.contains(&reset));
    let (first, second) = (owner.form(&reset, &[]).expect(201), owner.form(&reset, &[]).expect(201));
    let (first, second) = ((link(&first), first.body), link(&second));
    assert!(first.1.contains("<svg") && first.1.contains("A new password for clerk"), "{}", first.1);
    assert!(!owner.get("/shop").expect(200).body.contains("/reset/"), "shown twice");
    // The link signs nobody out; using it ends every session, every other link, and the rest after wrong passwords.
    clerk.get("/counter").expect(200);
    let sign_in = |password: &str| {
        let phone = Client::new(&street.base);
        let answer = phone.form("/sign-in", &[("email", "clerk@test.example"), ("password", password)]);
        (phone, answer)
    };
    for _ in 0..10 {
        sign_in("not it, surely").1.expect(422);
    }
    sign_in(NEW).1.expect(429);
    Client::new(&street.base).form(&second, &[("password", NEW)]).expect(303);
    assert!(clerk.get("/counter").expect(303).header("location").is_some_and(|to| to.starts_with("/sign-in")));
    for spent in [&first.0, &second] {
        Client::new(&street.base).form(spent, &[("password", "another long one")]).expect(410);
    }
    let (phone, answer) = sign_in(NEW);
    assert_eq!(answer.expect(303).header("location"), Some("/counter"));
    phone.get("/counter").expect(200);

    // A coordinator's: owners and offices, and nobody else's.
    let producer = producer(&street);
    street.person("auditor", Role::Auditor, For::Brand);
    for (name, role) in [("owner", "owner"), ("auditor", "auditor")] {
        let reset = format!("/dashboard/people/{}/reset", membership(&street, name, role));
        assert!(producer.get("/dashboard/people").expect(200).body.contains(&reset), "{name}");
        let page = producer.form(&reset, &[]).expect(201);
        Client::new(&street.base).get(&link(&page)).expect(200);
        assert!(page.body.contains("href=\"/dashboard/people?lang="), "{}", page.body);
    }
    producer.form(&format!("/dashboard/people/{}/reset", membership(&street, "clerk", "clerk")), &[]).expect(404);
    let own = membership(&street, "producer", "coordinator");
    assert!(!producer.get("/dashboard/people").expect(200).body.contains(&format!("{own}/reset")));
    producer.form(&format!("/dashboard/people/{own}/reset"), &[]).expect(403);
}

fn nobody_is_opened_who_is_more_than_the_askers(place: Place) {
    let street = Street::open(place);
    let producer = producer(&street);
    let (here, there) = (For::Shop(street.shops[0].id), For::Shop(street.shops[1].id));
    let owner = street.person("owner", Role::Owner, here);
    let staff = |name: &str| format!("/shop/staff/{}/reset", membership(&street, name, "clerk"));
    let office = |name: &str, role: &str| format!("/dashboard/people/{}/reset", membership(&street, name, role));
    street.person("clerk", Role::Clerk, here);
    street.person("partner", Role::Owner, here);
    street.person("neighbour", Role::Owner, there);

    // Not theirs is not there: another shop's, an equal, another brand's, one who has left, nobody at all.
    let other = street.neighbour();
    let elsewhere = street.person_of(&other.brand, "elsewhere", Role::Coordinator, For::Brand);
    elsewhere.form(&office("owner", "owner"), &[]).expect(404);
    owner.form(&format!("/shop/staff/{}/reset", membership(&street, "partner", "owner")), &[]).expect(404);
    owner.form(&format!("/shop/staff/{}/reset", membership(&street, "neighbour", "owner")), &[]).expect(404);
    owner.form("/shop/staff/nonsense/reset", &[]).expect(404);
    street.person("left", Role::Clerk, here);
    owner.form(&staff("left"), &[]).expect(201);
    let left = membership(&street, "left", "clerk");
    owner.form(&format!("/shop/staff/{left}/end"), &[]).expect(303);
    owner.form(&format!("/shop/staff/{left}/reset"), &[]).expect(404);

    // A passport, another shop or another brand is more than the asker's, whatever else the person is.
    let resident = street.resident();
    street.admit("clerk", Role::Resident, For::Passport(resident.id));
    let refused = owner.form(&staff("clerk"), &[]).expect(403);
    assert!(refused.body.contains("more with this sign-in"), "{}", refused.body);
    street.person("both", Role::Clerk, there);
    street.admit("both", Role::Clerk, here);
    owner.form(&staff("both"), &[]).expect(403);
    street.admit("partner", Role::Clerk, there);
    producer.form(&office("partner", "owner"), &[]).expect(201);
    let (person, brand, now) = (street.person_id("partner"), other.brand.id, street.house.clock.now());
    let also = move |tx: &mut Tx| people::admit(tx, brand, person, Role::Auditor, For::Brand, now);
    street.house.db.write_now(also).expect("admitted");
    producer.form(&office("partner", "owner"), &[]).expect(403);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM resets WHERE used_at IS NULL"), 1, "only who left");

    // Nor does a link made before open what somebody became after.
    street.person("rising", Role::Clerk, here);
    let early = link(&owner.form(&staff("rising"), &[]).expect(201));
    Client::new(&street.base).get(&early).expect(200);
    street.admit("rising", Role::Coordinator, For::Brand);
    Client::new(&street.base).form(&early, &[("password", NEW)]).expect(410);
}
