//! A copy from before an erasure brings nobody back: `restore` applies what came since, and so does a start.

use std::path::PathBuf;

use noren::people::{For, Role};

use super::canaries::{found, raw};
use super::leave;
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::program::{Serving, run};
use crate::support::street::{Resident, Street};

on_both_engines! { a_restored_copy_forgets_again }

const ERASED: [&str; 3] = ["qvalpha", "qvbeta", "qvgamma"];

fn erasures(place: &Place) -> PathBuf {
    place.path(if place.is_postgres() { "data/noren.erasures" } else { "street.erasures" })
}

fn somebody(street: &Street, word: &str) -> (Resident, crate::support::http::Client) {
    let resident = street.resident_with(100);
    street
        .place
        .meddle(&format!("UPDATE passports SET name = '{word}', search = ' {word}' WHERE id = {}", resident.id));
    leave(street, resident.id, word);
    let phone = street.person(word, Role::Resident, For::Passport(resident.id));
    (resident, phone)
}

fn a_restored_copy_forgets_again(place: Place) {
    let street = Street::open(place);
    let [(_, alpha), (beta, _), (gamma, gammas)] = ERASED.map(|word| somebody(&street, word));
    let (delta, _) = somebody(&street, "qvdelta");
    let copy = street.place.path("before.db").display().to_string();
    run(&street.place, &["backup", &copy]).well();
    // One is erased; two become one, who is erased then.
    alpha.form("/passport/erasure", &[("proof", "2580")]).expect(200);
    street.merge(&gamma, &beta);
    gammas.form("/passport/erasure", &[("proof", "2580")]).expect(200);
    let home = street.close();
    assert_eq!(found(&home, &ERASED, &raw(&home)), Vec::<String>::new());
    let held = |place: &Place, id: i64| {
        let count = |sql: &str| {
            place.number(&format!("SELECT CAST(count(*) AS BIGINT) AS n FROM {sql} AND passport_id = {id}"))
        };
        [
            count("notes WHERE text LIKE 'qvdelta%'"),
            count("shares WHERE kind = 'notes'"),
            count("cases WHERE kept_at IS NULL"),
            count("visits WHERE amount > 0"),
            count("memberships WHERE ended_at IS NULL"),
        ]
    };
    let before = held(&home, delta.id.0);
    assert_eq!(before, [4, 2, 1, 1, 1]);

    // It still refuses to overwrite; forced, it puts the copy back and has them forgotten.
    run(&home, &["restore", &copy]).badly(1);
    let said = run(&home, &["restore", &copy, "--force"]).well();
    assert!(said.out.contains("applied again: 3"), "{}", said.out);
    assert_eq!(found(&home, &ERASED, &raw(&home)), Vec::<String>::new(), "restored over the old one");
    assert_eq!(held(&home, delta.id.0), before);
    assert!(!found(&home, &["qvdelta"], &[]).is_empty());
    run(&home, &["verify"]).well();

    // Into an empty place with the file at hand.
    let fresh = if home.is_postgres() { Place::postgres() } else { Place::sqlite() };
    std::fs::create_dir_all(fresh.path("data")).expect("a folder");
    std::fs::copy(erasures(&home), erasures(&fresh)).expect("the file at hand");
    let said = run(&fresh, &["restore", &copy]).well();
    assert!(said.out.contains("applied again: 3"), "{}", said.out);
    assert_eq!(found(&fresh, &ERASED, &raw(&fresh)), Vec::<String>::new(), "restored into an empty place");
    assert_eq!(held(&fresh, delta.id.0), before);
    run(&fresh, &["verify"]).well();

    // Without the file nobody knows (so the test would see it) … until it is there again: a start applies it.
    let bare = if home.is_postgres() { Place::postgres() } else { Place::sqlite() };
    run(&bare, &["restore", &copy]).well();
    assert!(found(&bare, &ERASED, &raw(&bare)).len() >= 3);
    std::fs::create_dir_all(bare.path("data")).expect("a folder");
    std::fs::copy(erasures(&home), erasures(&bare)).expect("the file at hand");
    let mut serving = Serving::start(&bare, &["serve", "--listen", "127.0.0.1:0"]);
    serving.kill();
    assert_eq!(found(&bare, &ERASED, &raw(&bare)), Vec::<String>::new(), "after a start");
    run(&bare, &["verify"]).well();
}
