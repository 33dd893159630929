//! What may be read: passports, shops, the producer's summary, the document, health.

use serde_json::json;

use crate::support::http::Client;
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{Street, key};

on_both_engines! { a_passport_as_this_shop_sees_it the_brands_shops the_producers_summary }

fn a_passport_as_this_shop_sees_it(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    street.till(0).post("/api/v1/taps", &key(), &json!({"card": resident.card, "amount": 100})).expect(201);
    let look = |shop: usize, shown: &str| street.till(shop).get(&format!("/api/v1/passports/{shown}"));
    for shown in [&resident.card, &resident.passport] {
        let seen = look(0, shown).expect(200).json();
        assert_eq!(seen["passport"]["visits_here"], 1);
        assert_eq!(seen["points"]["balance"], street.charter.per_visit + street.charter.per_100);
    }
    // Where else they have been is theirs to tell.
    let other = look(1, &resident.card).expect(200);
    assert_eq!(other.json()["passport"]["visits_here"], 0);
    for secret in [street.shops[0].code.as_str(), street.shops[0].name.as_str(), resident.pin.as_str()] {
        assert!(!other.body.contains(&format!("\"{secret}\"")), "{secret} in {}", other.body);
    }
    let (unknown, elsewhere) = (look(0, "nobody").expect(404), street.neighbour().resident);
    assert_eq!(look(0, &elsewhere.passport).expect(404).told(), unknown.told());
    assert_eq!(look(0, &elsewhere.card).expect(404).told(), unknown.told());
    Client::new(&street.base).get(&format!("/api/v1/passports/{}", resident.card)).expect(401).problem();
}

fn the_brands_shops(place: Place) {
    let street = Street::open(place);
    let neighbour = street.neighbour();
    let answer = street.till(0).get("/api/v1/shops").expect(200);
    let list = answer.json();
    let list = list.as_array().or_else(|| list["shops"].as_array()).expect("a list").clone();
    assert_eq!(list.len(), street.shops.len());
    for shop in &street.shops {
        assert!(list.iter().any(|s| s["code"] == *shop.code && s["name"] == *shop.name), "{} in {list:?}", shop.code);
    }
    assert!(!answer.body.contains(&format!("\"{}\"", neighbour.shop)), "another brand's shop in the list");
    street.coordinator().get("/api/v1/shops").expect(200);
    Client::new(&street.base).get("/api/v1/shops").expect(401).problem();
}

fn the_producers_summary(place: Place) {
    let street = Street::open(place);
    let (coordinator, month) = (street.coordinator(), street.month());
    // Nine people: too few to be told.
    let nine: Vec<_> = (0..9).map(|_| street.resident()).collect();
    for resident in &nine {
        street.till(0).post("/api/v1/taps", &key(), &json!({"card": resident.card})).expect(201);
    }
    let path = format!("/api/v1/stats/summary?period={month}");
    let few = coordinator.get(&path).expect(200);
    assert!(few.json()["active_passports"].is_null(), "{}", few.body);
    // Sixteen of them: told, rounded to five.
    for resident in (0..7).map(|_| street.resident()) {
        street.till(0).post("/api/v1/taps", &key(), &json!({"card": resident.card})).expect(201);
    }
    let more = coordinator.get(&path).expect(200).json();
    assert_eq!(more["active_passports"], 15, "{more}");
    for period in ["2026-W40", "2026-10", "2026-Q4", "2026"] {
        coordinator.get(&format!("/api/v1/stats/summary?period={period}")).expect(200);
    }
    for period in ["", "2026-13", "2026-W54", "2026-Q5", "2026-10-01", "26", "x", "2026-10..2026-11"] {
        coordinator.get(&format!("/api/v1/stats/summary?period={period}")).expect(422).problem();
    }
    street.till(0).get(&path).expect(403).problem();
    Client::new(&street.base).get(&path).expect(401).problem();
}

#[test]
fn the_document_and_health() {
    let street = Street::open(Place::sqlite());
    let anyone = Client::new(&street.base);
    anyone.get("/healthz").expect(200);
    anyone.get("/readyz").expect(200);
    let document = anyone.get("/api/v1/openapi.json").expect(200).json();
    assert!(document["openapi"].as_str().is_some_and(|v| v.starts_with("3.")));
    let paths: Vec<&String> = document["paths"].as_object().expect("paths").keys().collect();
    for path in ["/taps", "/redemptions", "/referrals", "/passports/{", "/visits/{", "/shops", "/stats/summary"] {
        assert!(paths.iter().any(|p| p.contains(path)), "{path} is not in the document: {paths:?}");
    }
    let printed = crate::support::program::run(&street.place, &["openapi"]).well();
    let printed: serde_json::Value = serde_json::from_str(&printed.out).expect("JSON");
    assert_eq!(printed["paths"], document["paths"]);
}
