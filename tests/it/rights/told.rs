//! Everything that is known is told: complete by the database's own catalogue, readable, and quick.

use std::collections::BTreeSet;
use std::time::Instant;

use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel::{Connection, SqliteConnection, sql_query};
use noren::people::{For, Role};
use noren::rights::rules::{TABLES, Told};
use serde_json::{Value, json};

use super::{leave, sign_in_leftovers};
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::program::run;
use crate::support::street::{Street, key};

on_both_engines! { all_that_is_known_is_told five_thousand_visits_are_told_at_once }

/// Every table of the database in which a passport or a person is stands in the list, with what is told of it.
#[test]
fn no_table_is_left_out() {
    #[derive(QueryableByName)]
    struct Name {
        #[diesel(sql_type = Text)]
        name: String,
    }
    let place = Place::sqlite();
    noren::db::prepare(&place.engine()).expect("migrates");
    let mut conn = SqliteConnection::establish(place.url.trim_start_matches("sqlite:")).expect("opens");
    let sql = "SELECT DISTINCT m.name AS name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' \
               AND c.name IN ('passport_id', 'person_id')";
    let held: BTreeSet<String> =
        sql_query(sql).load::<Name>(&mut conn).expect("the catalogue").into_iter().map(|n| n.name).collect();
    assert!(held.len() > 10, "the test sees nothing: {held:?}");
    let listed: BTreeSet<String> = TABLES.iter().map(|t| t.name.to_owned()).collect();
    let missing: Vec<&String> = held.difference(&listed).collect();
    assert!(
        missing.is_empty(),
        "{missing:?}: say in src/rights/rules.rs how it is told and what an erasure leaves of it; then tell and erase it"
    );
    let sql = "SELECT name FROM sqlite_master WHERE type = 'table'";
    let all: BTreeSet<String> =
        sql_query(sql).load::<Name>(&mut conn).expect("the catalogue").into_iter().map(|n| n.name).collect();
    assert!(listed.is_subset(&all), "listed but not there: {:?}", listed.difference(&all).collect::<Vec<_>>());
}

fn all_that_is_known_is_told(place: Place) {
    let street = Street::open(place);
    let (resident, other) = (street.resident_with(500), street.resident_with(40));
    let phone = street.person("michiko", Role::Resident, For::Passport(resident.id));
    street.merge(&resident, &other);
    leave(&street, resident.id, "word");
    sign_in_leftovers(&street, "michiko@test.example");
    let till = street.till(0);
    till.post("/api/v1/taps", &key(), &json!({"card": resident.card, "amount": 900})).expect(201);
    let slip = json!({"card": resident.card, "to_shop": street.shops[1].code, "reason": "Warm bread at four"});
    till.post("/api/v1/referrals", &key(), &slip).expect(201);
    let spend = |pin: &str| json!({"card": resident.card, "pin": pin, "points": 60});
    till.post("/api/v1/redemptions", &key(), &spend(&resident.pin)).expect(201);
    till.post("/api/v1/redemptions", &key(), &spend(&resident.wrong_pin())).expect(403);

    let answer = phone.get("/passport/everything.json").expect(200);
    let disposition = answer.header("content-disposition").expect("a file").to_owned();
    assert!(disposition.starts_with("attachment; filename=\"asahi-"), "{disposition}");
    let told = answer.json();
    for table in TABLES {
        let Told::Under(section) = table.told else { continue };
        let full = match &told[section] {
            Value::Array(rows) => !rows.is_empty(),
            Value::Object(fields) => !fields.is_empty(),
            _ => false,
        };
        assert!(full, "{} is not told under {section}: {told}", table.name);
    }
    assert_eq!(told["passport"]["points"], 500 + 40 + 10 + 9 - 60);
    assert_eq!(told["passport"]["merged"].as_array().map(Vec::len), Some(1));
    assert_eq!(told["notes"].as_array().map(Vec::len), Some(4), "of every shop, and one's own");
    assert_eq!(told["sign_in"]["email"], "michiko@test.example");
    for secret in ["token", "hash", "$argon2"] {
        assert!(!answer.body.contains(secret), "tells a {secret}");
    }
    assert!(!answer.body.contains(&resident.card), "tells what a card's code holds");

    for (lang, says) in [("en", "Warm bread at four"), ("ja", "わたしについて知っていること")] {
        let page = phone.get(&format!("/passport/everything?lang={lang}")).expect(200).body;
        assert!(page.contains(says) && page.contains("wordhere") && page.contains("wordpromise"), "{page}");
        assert!(!page.contains("Unknown localization") && !page.contains("{ $"), "{page}");
    }
    // Another's is theirs alone: the page knows no number but one's own.
    let stranger = street.person("stranger", Role::Resident, For::Passport(street.resident().id));
    let page = stranger.get("/passport/everything.json").expect(200).body;
    assert!(!page.contains("wordhere") && !page.contains("michiko"), "{page}");
}

fn five_thousand_visits_are_told_at_once(place: Place) {
    let street = Street::open(place);
    let shop = &street.shops[0].code;
    let rows: String = (0..5000)
        .map(|i| format!("m1,{shop},20{:02}-{:02}-{:02} 1{}:00:00,{i}\n", i % 20 + 4, i % 12 + 1, i % 28 + 1, i % 10))
        .collect();
    let file = street.place.path("visits.csv");
    std::fs::write(&file, format!("member,shop,at,amount\n{rows}")).expect("written");
    run(&street.place, &["import", "visits", &file.display().to_string(), "--brand", &street.brand.code]).well();
    let id = street.place.number("SELECT id AS n FROM passports WHERE origin = 'm1'");
    let phone = street.person("regular", Role::Resident, For::Passport(noren::words::PassportId(id)));
    for path in ["/passport/everything", "/passport/everything.json"] {
        let begun = Instant::now();
        let told = phone.get(path).expect(200);
        let took = begun.elapsed();
        println!("{path} with 5,000 visits: {} ms, {} KiB", took.as_millis(), told.body.len() / 1024);
        if path.ends_with("json") {
            assert_eq!(told.json()["visits"].as_array().map(Vec::len), Some(5000));
        } else {
            assert!(told.body.contains("4,800 earlier entries"), "says what is left out");
        }
    }
}
