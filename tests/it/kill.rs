//! `kill -9` at any moment loses no answered tap, and the books stay true.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::support::http::Client;
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::program::{Serving, run};
use crate::support::street::{Street, key};

on_both_engines! { answered_taps_outlive_the_process }

const TABLETS: usize = 8;
const ROUNDS: usize = 3;

fn answered_taps_outlive_the_process(place: Place) {
    let street = Street::open(place);
    let residents: Vec<_> = (0..TABLETS).map(|_| street.resident()).collect();
    let keys: Vec<_> = street.shops.iter().map(|s| s.key.clone()).collect();
    let place = street.close();
    let mut answered = Vec::new();
    for round in 1..=ROUNDS {
        let mut serving = Serving::start(&place, &["serve", "--listen", "127.0.0.1:0"]);
        let seen = Mutex::new(Vec::new());
        std::thread::scope(|scope| {
            for (n, resident) in residents.iter().enumerate() {
                let (seen, base, till) = (&seen, serving.base.clone(), &keys[n % keys.len()]);
                scope.spawn(move || {
                    let till = Client::with_key(&base, till);
                    while let Some(answer) =
                        till.try_post("/api/v1/taps", &key(), &json!({"card": resident.card, "amount": 100}))
                    {
                        assert_eq!(answer.status, 201, "{}", answer.body);
                        let visit = answer.json()["visit"].as_str().expect("an id").to_owned();
                        seen.lock().expect("no panic").push(visit);
                    }
                });
            }
            // In the midst of it: some are answered, all tablets go on.
            let begun = Instant::now();
            while seen.lock().expect("no panic").len() < 4 * TABLETS * round
                && begun.elapsed() < Duration::from_secs(30)
            {
                std::thread::sleep(Duration::from_millis(7));
            }
            serving.kill();
        });
        let seen = seen.into_inner().expect("no panic");
        assert!(seen.len() > TABLETS, "only {} taps before the end: the round proves nothing", seen.len());
        answered.extend(seen);
        assert_eq!(lost(&place, &answered), Vec::<String>::new());
        run(&place, &["verify"]).well();
    }
    // The same look finds a visit that is not there.
    assert_eq!(lost(&place, &["123".to_owned()]), ["123"]);
}

/// Which of these visits the database does not hold.
fn lost(place: &Place, answered: &[String]) -> Vec<String> {
    let mut lost = Vec::new();
    for some in answered.chunks(500) {
        let held = place.number(&format!("SELECT count(*) AS n FROM visits WHERE id IN ({})", some.join(",")));
        if held != some.len() as i64 {
            lost.extend(
                some.iter()
                    .filter(|id| place.number(&format!("SELECT count(*) AS n FROM visits WHERE id = {id}")) == 0)
                    .cloned(),
            );
        }
    }
    lost
}
