//! A handler that panics answers 500 with an id, as a page and as a problem; the process lives on, and nothing is half done.

use actix_web::http::Method;
use actix_web::web::{self, Data};
use noren::counter::{self, Stand, Tap};
use noren::people::who::{Caller, May};
use noren::routes::{Row, table};
use noren::web::{Answer, House};
use noren::words::Result;
use serde_json::json;

use crate::support::http::{self, Client};
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{Street, key};

on_both_engines! { a_panic_is_one_answer }

/// More than there are connections to either engine.
const TIMES: usize = 30;

/// The real table, and doors behind which something breaks.
fn with_broken_doors() -> Vec<Row> {
    let row = |path, may, handler| Row { method: Method::GET, path, may, handler };
    let broken = [
        row("/broken/handler", May::Anyone, || web::route().to(handler)),
        row("/broken/read", May::Anyone, || web::route().to(read)),
        row("/broken/write", May::Anyone, || web::route().to(write)),
        row("/api/v1/broken/handler", May::ShopKey, || web::route().to(handler)),
        row("/api/v1/broken/tap/{card}", May::ShopKey, || web::route().to(tap)),
    ];
    table().into_iter().chain(broken).collect()
}

async fn handler() -> Answer {
    panic!("in a handler")
}

async fn read(house: Data<House>) -> Answer {
    let never: Result<()> = house.db.read(|_| panic!("in a read")).await;
    Err(never.expect_err("it panicked").into())
}

async fn write(house: Data<House>) -> Answer {
    let never: Result<()> = house.db.write(|_| panic!("in a write")).await;
    Err(never.expect_err("it panicked").into())
}

/// Everything a tap does, and then it breaks.
async fn tap(house: Data<House>, who: Caller, card: web::Path<String>) -> Answer {
    let stand = Stand { brand: who.brand.clone(), shop: who.shop.expect("a shop's key"), by: None };
    let (tap, now) = (Tap { card: card.into_inner(), amount: None, at: None }, house.clock.now());
    let write = move |tx: &mut noren::db::Tx| -> Result<()> {
        counter::record_tap(tx, &stand, &tap, now)?;
        panic!("after a tap")
    };
    house.db.write(write).await?;
    unreachable!("it panicked")
}

fn a_panic_is_one_answer(place: Place) {
    let street = Street::open_with(place, with_broken_doors);
    let (resident, till, phone) = (street.resident(), street.till(0), Client::new(&street.base));
    let mut ids = std::collections::BTreeSet::new();
    for path in ["/broken/handler", "/broken/read", "/broken/write"] {
        for _ in 0..TIMES {
            let page = phone.get(path).expect(500);
            assert!(page.header("content-type").is_some_and(|kind| kind.starts_with("text/html")), "{page:?}");
            assert!(!page.body.contains("panic"), "{}", page.body);
            ids.insert(id(&page.body));
            phone.get("/").expect(200);
        }
    }
    for path in ["/api/v1/broken/handler".to_owned(), format!("/api/v1/broken/tap/{}", resident.card)] {
        for _ in 0..TIMES {
            let problem = till.get(&path).expect(500);
            assert_eq!(problem.problem(), "internal");
            ids.insert(id(problem.json()["detail"].as_str().expect("a sentence")));
        }
    }
    assert_eq!(ids.len(), 5 * TIMES, "each has an id of its own");
    assert_eq!(street.place.number("SELECT count(*) AS n FROM visits"), 0, "something was half done");
    let tap = till.post("/api/v1/taps", &key(), &json!({"card": resident.card})).expect(201).json();
    assert_eq!(tap["passport"]["visits_here"], 1);
    street.verify();
}

/// `Say 7K2Q-MX if you call.`
fn id(text: &str) -> String {
    let plain = http::text(text);
    let after = plain.split("Say ").nth(1).unwrap_or_else(|| panic!("no id in {plain}"));
    let id: String = after.split(' ').next().unwrap_or_default().to_owned();
    assert!(id.len() >= 6 && id.contains('-'), "{id} in {plain}");
    id
}
