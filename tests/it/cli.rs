//! The command line, as CONTRACT has it.

use crate::support::http::Client;
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::program::{Serving, run};

on_both_engines! { init_serves_and_tells_the_way_in }

fn init_serves_and_tells_the_way_in(place: Place) {
    // Nothing is made by silence.
    run(&place, &["serve", "--listen", "127.0.0.1:0"]).badly(1);
    assert!(!place.path("street.db").exists());
    let said = run(&place, &["init", "--brand", "Asahi Street", "--coordinator", "kyoko@test.example"]).well();
    assert!(said.out.contains("asahi-street"), "the code is made from the name: {}", said.out);
    assert!(said.out.contains("/invitations/"), "the way in is told: {}", said.out);
    // A code that is taken is said so, in one line.
    let twice =
        run(&place, &["init", "--brand", "Asahi Street", "--code", "asahi-street", "--coordinator", "a@test.example"])
            .badly(1);
    assert_eq!(twice.err.trim().lines().count(), 1, "{}", twice.err);
    let wrong =
        run(&place, &["init", "--brand", "Other", "--coordinator", "a@test.example", "--timezone", "Mars/Base"])
            .badly(1);
    assert!(wrong.err.contains("time zone"), "{}", wrong.err);
    let serving = Serving::start(&place, &["serve", "--listen", "127.0.0.1:0"]);
    let anyone = Client::new(&serving.base);
    anyone.get("/healthz").expect(200);
    anyone.get("/").expect(200);
}

#[test]
fn wrong_commands_end_with_2() {
    let place = Place::sqlite();
    run(&place, &["dance"]).badly(2);
    run(&place, &["import", "shops"]).badly(2);
    run(&place, &["--database", "mysql://x", "verify"]).badly(2);
}

#[test]
fn what_is_not_there_is_said() {
    let place = Place::sqlite();
    for args in [&["verify"][..], &["backup", "x.db"], &["import", "shops", "nofile.csv", "--brand", "test"]] {
        run(&place, args).badly(1);
        assert!(!place.path("street.db").exists(), "{args:?} made a database by silence");
    }
    run(&place, &["init", "--brand", "Street", "--code", "test", "--coordinator", "a@test.example"]).well();
    assert!(run(&place, &["import", "shops", "nofile.csv", "--brand", "test"]).badly(1).err.contains("nofile.csv"));
    std::fs::write(place.path("a.csv"), "name,lat,lon\n").expect("written");
    assert!(run(&place, &["import", "shops", "a.csv", "--brand", "nobody"]).badly(1).err.contains("nobody"));
    // `demo --fresh` takes nobody's real street away.
    run(&place, &["demo", "--fresh", "--json", "--listen", "127.0.0.1:0"]).badly(1);
    assert_eq!(place.number("SELECT count(*) AS n FROM brands WHERE code = 'test'"), 1);
}
