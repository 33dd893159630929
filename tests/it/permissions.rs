//! Every route by everyone: nobody, resident, helper, clerk, owner, coordinator, officer, auditor, and programs with a shop's or a
//! coordinator's key; then what is another shop's or another brand's. The routes come from the server's own table, what is
//! expected from the table here: a route without its row fails.

use std::collections::BTreeSet;

use noren::people::{For, Role};
use noren::routes;
use noren::words::PersonId;
use serde_json::json;

use crate::support::http::{Answer, Client};
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{Resident, Street, key};

on_both_engines! { everyone_at_every_door what_is_anothers_is_not_there forms_from_elsewhere_are_refused }

const ANYONE: &[&str] = &[
    "nobody",
    "resident",
    "helper",
    "clerk",
    "owner",
    "coordinator",
    "officer",
    "auditor",
    "till",
    "producer",
    "tablet",
    "tablet clerk",
    "tablet owner",
];
/// By password, and at a tablet by PIN.
const STAFF: &[&str] = &["clerk", "owner", "tablet clerk", "tablet owner"];
/// A tablet that was enrolled, whoever has their turn at it.
const DEVICE: &[&str] = &["tablet", "tablet clerk", "tablet owner"];
const OWNER: &[&str] = &["owner"];
/// Whoever holds the passport, and who helps them.
const RESIDENT: &[&str] = &["resident", "helper"];
const HOLDER: &[&str] = &["resident"];
const COORDINATOR: &[&str] = &["coordinator"];
const OFFICER: &[&str] = &["officer"];
const DESK: &[&str] = &["coordinator", "officer"];
const BOOKS: &[&str] = &["coordinator", "officer", "auditor"];
const TILL: &[&str] = &["till"];
const PRODUCER: &[&str] = &["producer"];
const KEYS: &[&str] = &["till", "producer"];

/// Method, path as in the server's table, who may.
const DOORS: &[(&str, &str, &[&str])] = &[
    ("GET", "/", ANYONE),
    ("GET", "/streets/{code}", ANYONE),
    ("GET", "/streets/{code}/months", ANYONE),
    ("GET", "/dashboard/months", BOOKS),
    ("POST", "/dashboard/months", COORDINATOR),
    ("GET", "/dashboard/months/{month}", BOOKS),
    ("POST", "/dashboard/months/{month}/confirmation", OFFICER),
    ("GET", "/dashboard/shops/{code}/leaving", COORDINATOR),
    ("POST", "/dashboard/shops/{code}/leaving", COORDINATOR),
    ("POST", "/dashboard/shops/{code}/return", COORDINATOR),
    ("GET", "/dashboard/sponsors", BOOKS),
    ("POST", "/dashboard/sponsors", COORDINATOR),
    ("POST", "/dashboard/sponsors/{id}/shares", COORDINATOR),
    ("POST", "/dashboard/sponsors/{id}/end", COORDINATOR),
    ("GET", "/sponsors/{token}", ANYONE),
    ("GET", "/shops/{code}", ANYONE),
    ("GET", "/c/{card}", ANYONE),
    ("GET", "/assets/{path:.*}", ANYONE),
    ("GET", "/healthz", ANYONE),
    ("GET", "/readyz", ANYONE),
    ("GET", "/.well-known/jwks.json", ANYONE),
    ("GET", "/openapi.json", ANYONE),
    ("GET", "/api/v1/openapi.json", ANYONE),
    ("GET", "/counter", STAFF),
    ("POST", "/counter/find", STAFF),
    ("POST", "/counter/hand", STAFF),
    ("GET", "/counter/passports/{code}", STAFF),
    ("GET", "/counter/passports/{code}/proposal", STAFF),
    ("POST", "/counter/passports/{code}/proposal", STAFF),
    ("POST", "/counter/proposals/{id}/done", STAFF),
    ("POST", "/counter/taps", STAFF),
    ("GET", "/counter/receipts/{visit}", STAFF),
    ("POST", "/counter/visits/{visit}/reversal", STAFF),
    ("POST", "/counter/slips", STAFF),
    ("POST", "/counter/slips/{slip}/withdrawal", STAFF),
    ("GET", "/counter/passports/{code}/redeem", STAFF),
    ("POST", "/counter/redemptions", STAFF),
    ("GET", "/counter/redemptions/{id}", STAFF),
    ("POST", "/counter/redemptions/{id}/reversal", STAFF),
    ("GET", "/counter/register", STAFF),
    ("POST", "/counter/register", STAFF),
    ("GET", "/counter/passports/{code}/handout", STAFF),
    ("GET", "/counter/lost", STAFF),
    ("GET", "/counter/passports/{code}/notes", STAFF),
    ("POST", "/counter/notes", STAFF),
    ("POST", "/counter/notes/{id}/removal", STAFF),
    ("POST", "/counter/notes/{id}/offer", STAFF),
    ("POST", "/counter/askings", STAFF),
    ("GET", "/counter/passports/{code}/case", STAFF),
    ("POST", "/counter/cases", STAFF),
    ("GET", "/counter/cases/{id}", STAFF),
    ("POST", "/counter/cases/{id}/keeping", STAFF),
    ("POST", "/counter/cases/{id}/amends", STAFF),
    ("GET", "/counter/passports/{code}/paper", STAFF),
    ("POST", "/counter/passports/{code}/paper", STAFF),
    ("POST", "/counter/passports/{code}/cards", STAFF),
    ("GET", "/counter/sw.js", ANYONE),
    ("GET", "/counter/manifest.webmanifest", ANYONE),
    ("GET", "/counter/offline", ANYONE),
    ("GET", "/counter/queue", DEVICE),
    ("POST", "/counter/queue", DEVICE),
    ("POST", "/counter/queue/late", ANYONE),
    ("GET", "/dashboard", DESK),
    ("GET", "/dashboard/tables", DESK),
    ("GET", "/dashboard/shops", DESK),
    ("POST", "/dashboard/categories", COORDINATOR),
    ("GET", "/dashboard/slips", DESK),
    ("GET", "/dashboard/benefit", DESK),
    ("GET", "/dashboard/books", BOOKS),
    ("GET", "/dashboard/reserve", BOOKS),
    ("GET", "/dashboard/simulation", BOOKS),
    ("GET", "/dashboard/charter", BOOKS),
    ("POST", "/dashboard/charter", COORDINATOR),
    ("GET", "/dashboard/account", COORDINATOR),
    ("POST", "/dashboard/account", COORDINATOR),
    ("POST", "/dashboard/account/mandates", COORDINATOR),
    ("GET", "/dashboard/months/{month}/payments", BOOKS),
    ("POST", "/dashboard/months/{month}/payments/files", COORDINATOR),
    ("GET", "/dashboard/months/{month}/payments/files/{id}", DESK),
    ("POST", "/dashboard/months/{month}/payments/paid", COORDINATOR),
    ("POST", "/dashboard/months/{month}/payments/results", COORDINATOR),
    ("POST", "/dashboard/months/{month}/payments/{payment}/undo", COORDINATOR),
    ("GET", "/dashboard/months/{month}/journals/{program}", BOOKS),
    ("GET", "/dashboard/watch", DESK),
    ("GET", "/dashboard/people", COORDINATOR),
    ("POST", "/dashboard/invitations", COORDINATOR),
    ("POST", "/dashboard/people/{membership}/reset", COORDINATOR),
    ("POST", "/dashboard/notices", COORDINATOR),
    ("GET", "/dashboard/months/{month}/statements/{shop}", BOOKS),
    ("GET", "/dashboard/months/{month}/statements/{shop}/{kind}", BOOKS),
    ("GET", "/dashboard/objections", BOOKS),
    ("POST", "/dashboard/objections/{id}", COORDINATOR),
    ("POST", "/dashboard/invoice-number", COORDINATOR),
    ("GET", "/shop", OWNER),
    ("GET", "/shop/statements", OWNER),
    ("GET", "/shop/statements/{month}", OWNER),
    ("GET", "/shop/statements/{month}/{kind}", OWNER),
    ("POST", "/shop/statements/{month}/objections", OWNER),
    ("POST", "/shop/invoice-number", OWNER),
    ("GET", "/shop/benefit", OWNER),
    ("GET", "/shop/watch", OWNER),
    ("POST", "/shop/invitations", OWNER),
    ("POST", "/shop/staff/{membership}/end", OWNER),
    ("POST", "/shop/staff/{membership}/reset", OWNER),
    ("POST", "/shop/keys", OWNER),
    ("POST", "/shop/keys/{id}/end", OWNER),
    ("GET", "/shop/account", OWNER),
    ("POST", "/shop/account", OWNER),
    ("GET", "/shop/months/{month}/journals/{program}", OWNER),
    ("GET", "/shop/kept", OWNER),
    ("POST", "/shop/kept/seen", OWNER),
    ("POST", "/shop/kept/waiting", OWNER),
    ("GET", "/shop/tablets", OWNER),
    ("POST", "/shop/tablets", OWNER),
    ("POST", "/shop/tablets/{id}/lock", OWNER),
    ("POST", "/shop/tablets/{id}/revocation", OWNER),
    ("GET", "/shop/parts", OWNER),
    ("POST", "/shop/parts", OWNER),
    ("POST", "/shop/parts/groups", OWNER),
    ("POST", "/shop/parts/pairs", OWNER),
    ("POST", "/shop/parts/{part}/retirement", OWNER),
    ("GET", "/counter/cards", STAFF),
    ("POST", "/counter/cards", STAFF),
    ("GET", "/counter/visits/{visit}/correction", STAFF),
    ("POST", "/counter/visits/{visit}/correction", STAFF),
    ("GET", "/counter/lock", DEVICE),
    ("POST", "/counter/lock", DEVICE),
    ("POST", "/counter/unlock", DEVICE),
    ("GET", "/counter/pin", STAFF),
    ("POST", "/counter/pin", STAFF),
    ("GET", "/enrol", ANYONE),
    ("POST", "/enrol", ANYONE),
    ("GET", "/sign-in", ANYONE),
    ("POST", "/sign-in", ANYONE),
    ("POST", "/sign-out", ANYONE),
    ("GET", "/reset", ANYONE),
    ("POST", "/reset", ANYONE),
    ("GET", "/reset/card", ANYONE),
    ("POST", "/reset/card", ANYONE),
    ("GET", "/reset/{token}", ANYONE),
    ("POST", "/reset/{token}", ANYONE),
    ("GET", "/invitations/{token}", ANYONE),
    ("POST", "/invitations/{token}", ANYONE),
    ("GET", "/join", ANYONE),
    ("POST", "/join", ANYONE),
    ("GET", "/claim", ANYONE),
    ("POST", "/claim", ANYONE),
    ("GET", "/claim/{token}", ANYONE),
    ("POST", "/claim/{token}", ANYONE),
    ("GET", "/passport", RESIDENT),
    ("GET", "/passport/card", RESIDENT),
    ("GET", "/passport/pass", HOLDER),
    ("GET", "/passport/phones", HOLDER),
    ("POST", "/passport/phones", HOLDER),
    ("POST", "/passport/phones/{id}/end", HOLDER),
    ("GET", "/passport/sw.js", ANYONE),
    ("GET", "/passport/offline", ANYONE),
    ("GET", "/passport/slips/{id}", RESIDENT),
    ("GET", "/passport/cards/replacement", RESIDENT),
    ("POST", "/passport/cards/replacement", RESIDENT),
    ("GET", "/passport/proposals/{id}", RESIDENT),
    ("POST", "/passport/proposals/{id}/answer", RESIDENT),
    ("POST", "/passport/proposals/{id}/removal", RESIDENT),
    ("GET", "/passport/shares", RESIDENT),
    ("POST", "/passport/shares", RESIDENT),
    ("POST", "/passport/likes", RESIDENT),
    ("GET", "/passport/notes", RESIDENT),
    ("POST", "/passport/notes", RESIDENT),
    ("POST", "/passport/notes/{id}/removal", RESIDENT),
    ("GET", "/passport/looks", RESIDENT),
    ("GET", "/passport/pin", HOLDER),
    ("POST", "/passport/pin", HOLDER),
    ("GET", "/counter/passports/{code}/turned", STAFF),
    ("POST", "/counter/passports/{code}/turned", STAFF),
    ("POST", "/counter/turned/end", STAFF),
    ("GET", "/help/{token}", ANYONE),
    ("POST", "/help/{token}", ANYONE),
    ("GET", "/passport/helpers", RESIDENT),
    ("POST", "/passport/helpers", HOLDER),
    ("POST", "/passport/helpers/link/end", HOLDER),
    ("POST", "/passport/helpers/{membership}/end", RESIDENT),
    ("POST", "/passport/for", RESIDENT),
    ("GET", "/passport/household", RESIDENT),
    ("POST", "/passport/household", RESIDENT),
    ("POST", "/passport/household/leave", RESIDENT),
    ("POST", "/passport/household/{ask}/yes", RESIDENT),
    ("POST", "/passport/household/{ask}/no", RESIDENT),
    ("GET", "/passport/merge", HOLDER),
    ("POST", "/passport/merge", HOLDER),
    ("GET", "/passport/everything", RESIDENT),
    ("GET", "/passport/everything.json", RESIDENT),
    ("GET", "/passport/erasure", HOLDER),
    ("POST", "/passport/erasure", HOLDER),
    ("POST", "/api/v1/taps", TILL),
    ("POST", "/api/v1/redemptions", TILL),
    ("POST", "/api/v1/referrals", TILL),
    ("GET", "/api/v1/passports/{code}", TILL),
    ("POST", "/api/v1/visits/{id}/reversals", TILL),
    ("POST", "/api/v1/redemptions/{id}/reversals", TILL),
    ("GET", "/api/v1/shops", KEYS),
    ("GET", "/api/v1/stats/summary", PRODUCER),
];

/// A street with one of each, all signed in.
struct Crowd {
    street: Street,
    resident: Resident,
    people: Vec<(&'static str, Client)>,
}

impl Crowd {
    fn gather(place: Place) -> Crowd {
        let street = Street::open(place);
        let resident = street.resident_with(500);
        let shop = For::Shop(street.shops[0].id);
        // Each at a tablet of their own: one has a turn at a time.
        let turn = |name: &str, role| {
            let (tablet, member) = (street.tablet(0), street.staff(name, role, 0));
            tablet.unlock(member, &resident.pin).expect(303);
            tablet.browser
        };
        let people = vec![
            ("nobody", Client::new(&street.base)),
            ("resident", street.person("resident", Role::Resident, For::Passport(resident.id))),
            ("helper", street.person("helper", Role::Helper, For::Passport(resident.id))),
            ("clerk", street.person("clerk", Role::Clerk, shop)),
            ("owner", street.person("owner", Role::Owner, shop)),
            ("coordinator", street.person("coordinator", Role::Coordinator, For::Brand)),
            ("officer", street.person("officer", Role::Officer, For::Brand)),
            ("auditor", street.person("auditor", Role::Auditor, For::Brand)),
            ("till", street.till(0)),
            ("producer", street.coordinator()),
            ("tablet", street.tablet(0).browser),
            ("tablet clerk", turn("yuki", Role::Clerk)),
            ("tablet owner", turn("naoko", Role::Owner)),
        ];
        Crowd { street, resident, people }
    }

    fn who(&self, name: &str) -> &Client {
        &self.people.iter().find(|(n, _)| *n == name).expect("somebody of that name").1
    }

    /// The path with something real, or at least well formed, in its gaps.
    fn at(&self, path: &str) -> String {
        let code = match path {
            p if p.starts_with("/streets") => &self.street.brand.code,
            p if p.starts_with("/shops") => &self.street.shops[0].code,
            _ => &self.resident.passport,
        };
        let path = path.replace("{code}", code).replace("{card}", &self.resident.card).replace("{path:.*}", "base.css");
        let mut out = String::new();
        let mut rest = path.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            out.push('1');
            rest = after.split_once('}').map_or("", |(_, rest)| rest);
        }
        out + rest
    }
}

fn ask(who: &Client, method: &str, path: &str) -> Answer {
    match method {
        "GET" => who.get(path),
        _ if path.starts_with("/api/") => who.post(path, &key(), &json!({})),
        _ => who.form(path, &[]),
    }
}

fn everyone_at_every_door(place: Place) {
    let served: BTreeSet<(String, &str)> = routes::table().iter().map(|r| (r.method.to_string(), r.path)).collect();
    let expected: BTreeSet<(String, &str)> = DOORS.iter().map(|(m, p, _)| ((*m).to_owned(), *p)).collect();
    assert_eq!(
        served.difference(&expected).collect::<Vec<_>>(),
        Vec::<&(String, &str)>::new(),
        "routes without a row here"
    );
    assert_eq!(expected.difference(&served).collect::<Vec<_>>(), Vec::<&(String, &str)>::new(), "rows without a route");

    let crowd = Crowd::gather(place);
    let mut wrong = Vec::new();
    for (method, path, may) in DOORS {
        // Signing out, or locking, ends the walk for whoever does it.
        if *path == "/sign-out" || (*method, *path) == ("POST", "/counter/lock") {
            continue;
        }
        let at = crowd.at(path);
        for (name, who) in &crowd.people {
            let answer = ask(who, method, &at);
            let judged = match *may {
                DEVICE => no_tablet(may.contains(name), &answer),
                _ => judge(method, path, may.contains(name), name, &answer),
            };
            if let Some(what) = judged {
                wrong.push(format!("{method} {path} as {name}: {what}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// Of a door for tablets: whoever comes without one hears that.
fn no_tablet(may: bool, answer: &Answer) -> Option<String> {
    let right = if may { answer.status < 500 && !matches!(answer.status, 401 | 403) } else { answer.status == 401 };
    (!right).then(|| format!("{}", answer.status))
}

/// What is wrong with an answer, if anything.
fn judge(method: &str, path: &str, may: bool, name: &str, answer: &Answer) -> Option<String> {
    let to_sign_in = answer
        .header("location")
        .is_some_and(|l| l.starts_with("/sign-in?next=") || l.starts_with("/counter/lock?next="));
    let refused = matches!(answer.status, 401 | 403) || to_sign_in;
    if answer.status >= 500 {
        return Some(format!("{} {}", answer.status, answer.body));
    }
    if may {
        return refused.then(|| format!("refused with {}", answer.status));
    }
    let api = path.starts_with("/api/");
    // Before a door of the other kind everybody is nobody: a session opens no API, a key no page.
    let unknown = matches!(name, "nobody" | "tablet") || api != matches!(name, "till" | "producer");
    let right = match (unknown, api, method) {
        (true, false, "GET") => to_sign_in,
        (true, ..) => answer.status == 401,
        (false, ..) => answer.status == 403,
    };
    (!right).then(|| format!("{} {:?}", answer.status, answer.header("location")))
}

/// Another shop and another brand see what they may not see as what is not there: the same answer, word for word.
fn what_is_anothers_is_not_there(place: Place) {
    let crowd = Crowd::gather(place);
    let street = &crowd.street;
    let till = street.till(0);
    let tap = till.post("/api/v1/taps", &key(), &json!({"card": crowd.resident.card})).expect(201).json();
    let spend = json!({"card": crowd.resident.card, "pin": crowd.resident.pin, "points": 5});
    let spent = till.post("/api/v1/redemptions", &key(), &spend).expect(201).json();
    let slip = json!({"card": crowd.resident.card, "to_shop": street.shops[1].code, "reason": "Bread"});
    let slip = till.post("/api/v1/referrals", &key(), &slip).expect(201).json();
    let id = |value: &serde_json::Value| value.as_str().expect("an id").to_owned();
    let (visit, redemption, slip) = (id(&tap["visit"]), id(&spent["redemption"]), id(&slip["slip"]));

    let other_shop = street.person("other", Role::Owner, For::Shop(street.shops[1].id));
    let neighbour = street.neighbour();
    let other_brand = street.person_of(&neighbour.brand, "stranger", Role::Owner, For::Shop(neighbour.shop_id));
    let things = [
        ("GET", "/counter/receipts/ID", &visit),
        ("POST", "/counter/visits/ID/reversal", &visit),
        ("GET", "/counter/redemptions/ID", &redemption),
        ("POST", "/counter/redemptions/ID/reversal", &redemption),
        ("POST", "/counter/slips/ID/withdrawal", &slip),
    ];
    let fields = [("key", "k-1"), ("passport", "x")];
    let ask =
        |who: &Client, method: &str, path: &str| if method == "GET" { who.get(path) } else { who.form(path, &fields) };
    for (method, path, id) in things {
        let nothing = ask(&other_shop, method, &path.replace("ID", "123"));
        for who in [&other_shop, &other_brand] {
            let answer = ask(who, method, &path.replace("ID", id));
            assert_eq!(answer.status, 404, "{method} {path}: {}", answer.body);
            assert_eq!(nothing.status, 404, "{method} {path}");
        }
        let same = ask(&other_shop, method, &path.replace("ID", id));
        assert_eq!(same.body.replace(id.as_str(), "ID"), nothing.body.replace("/123", "/ID"), "{method} {path}");
    }
    for (who, path) in [(&other_brand, "/counter/passports/ID"), (&other_brand, "/counter/passports/ID/redeem")] {
        let answer = who.get(&path.replace("ID", &crowd.resident.passport));
        assert_eq!(answer.status, 404, "{path}");
        assert!(!answer.body.contains("Resident"), "{path} tells a name");
    }
    // A resident whom another shop has never met is no name to look up there.
    let found = other_shop.form("/counter/find", &[("q", "Resident")]);
    assert!(!found.body.contains("Resident 1") && !found.body.contains(&crowd.resident.passport), "{}", found.body);
    // And it is all still there for whom it belongs to.
    let clerk = crowd.who("clerk");
    clerk.get(&format!("/counter/receipts/{visit}")).expect(200);
    clerk.get(&format!("/counter/redemptions/{redemption}")).expect(200);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM visits WHERE reversed_at IS NOT NULL"), 0);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM slips WHERE withdrawn_at IS NOT NULL"), 0);
}

/// What changes something comes from our own pages.
fn forms_from_elsewhere_are_refused(place: Place) {
    let crowd = Crowd::gather(place);
    for (method, path, may) in DOORS {
        let Some(name) = may.first().filter(|_| *method == "POST" && !path.starts_with("/api/")) else { continue };
        let origin = "http://elsewhere.example";
        for foreign in
            [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", origin), ("Origin", "null")]
        {
            let headers = [("Content-Type", "application/x-www-form-urlencoded"), foreign];
            let answer = crowd.who(name).send("POST", &crowd.at(path), &headers, Some(Vec::new()));
            assert_eq!(answer.status, 403, "{path} took a form with {foreign:?}");
        }
    }
}

/// One person can be several things; each opens its own doors, and ended memberships open none.
#[test]
fn rights_come_from_memberships_alone() {
    let street = Street::open(Place::sqlite());
    let resident = street.resident();
    let both = street.person("both", Role::Clerk, For::Shop(street.shops[0].id));
    street.admit("both", Role::Resident, For::Passport(resident.id));
    both.get("/counter").expect(200);
    both.get("/passport").expect(200);
    assert_eq!(both.get("/dashboard").status, 403);
    let person: PersonId = street.person_id("both");
    street.place.meddle(&format!("UPDATE memberships SET ended_at = 1 WHERE person_id = {person} AND role = 'clerk'"));
    assert_eq!(both.get("/counter").status, 403);
    both.get("/passport").expect(200);
}

/// Whoever asks, and whatever the answer: the camera and the module that reads its picture are the counter's alone.
#[test]
fn only_the_counter_looks_through_the_camera() {
    let crowd = Crowd::gather(Place::sqlite());
    for (method, path, may) in DOORS {
        for name in [may[0], "nobody"] {
            let answer = ask(crowd.who(name), method, &crowd.at(path));
            let counter = *path == "/counter" || path.starts_with("/counter/");
            let policy = answer.header("content-security-policy").expect("a policy");
            assert_eq!(policy.contains("'wasm-unsafe-eval'"), counter, "{method} {path} as {name}: {policy}");
            let camera = if counter { "camera=(self)" } else { "camera=()" };
            let allowed = answer.header("permissions-policy").expect("permissions");
            assert!(allowed.contains(camera), "{method} {path} as {name}: {allowed}");
        }
    }
    let missing = crowd.who("clerk").get("/nothing/here");
    assert!(missing.header("permissions-policy").is_some_and(|p| p.contains("camera=()")));
    let wasm = crowd.who("nobody").get("/assets/vendor/zxing-wasm/zxing_reader.wasm");
    assert_eq!(wasm.header("content-type"), Some("application/wasm"));
}
