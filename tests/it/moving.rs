//! `backup` and `restore` carry a street from one engine to the other: nothing is lost, nothing changes.

use std::path::Path;

use diesel::connection::SimpleConnection;
use diesel::sql_types::{BigInt, Text};
use diesel::{Connection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};

use crate::books::lived_in;
use crate::support::place::Place;
use crate::support::program::run;

/// A street with taps, slips, undone visits, imported shops and history.
fn with_history(place: Place) -> Place {
    let place = lived_in(place);
    let brand = brand_code(&place);
    let data = |name: &str| format!("{}/tests/data/{name}", env!("CARGO_MANIFEST_DIR"));
    run(&place, &["import", "shops", &data("helsinki.csv"), "--brand", &brand, "--columns", "code=id"]).well();
    run(&place, &["import", "boundary", &data("tokyo.geojson"), "--brand", &brand, "--columns", "name=N03_004"]).well();
    let rows: String = (0..1500).map(|i| format!("m{},56418307,2025-03-0{} 1{}:00:00,{i}\n", i % 7, i % 9 + 1, i % 10)).collect();
    let visits = place.path("visits.csv");
    std::fs::write(&visits, format!("member,shop,at,amount\n{rows}")).expect("written");
    run(&place, &["import", "visits", &visits.display().to_string(), "--brand", &brand]).well();
    place
}

fn brand_code(place: &Place) -> String {
    // The command names the brands there are.
    let said = run(place, &["verify", "--brand", "nobody"]).badly(1).err;
    let codes = said.rsplit("there is: ").next().unwrap_or_default();
    codes.split(',').next().unwrap_or_default().trim().to_owned()
}

fn copy(place: &Place, name: &str) -> String {
    let file = place.path(name).display().to_string();
    let said = run(place, &["backup", &file]).well();
    assert!(said.out.contains("secret"), "says what is not in it: {}", said.out);
    assert!(!Path::new(&format!("{file}.part")).exists() && !Path::new(&format!("{file}-wal")).exists());
    file
}

/// Every row of every table is the same in both files.
#[track_caller]
fn same(a: &str, b: &str) {
    #[derive(QueryableByName)]
    struct Name {
        #[diesel(sql_type = Text)]
        name: String,
    }
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    let mut conn = SqliteConnection::establish(a).expect("opens");
    conn.batch_execute(&format!("ATTACH '{b}' AS other")).expect("attaches");
    let tables: Vec<Name> = sql_query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\'")
        .load(&mut conn)
        .expect("tables");
    assert!(tables.len() > 20);
    // The nodes counter goes on with each process that opens a database.
    for Name { name } in tables.iter().filter(|t| t.name != "counters") {
        for (one, two) in [("main", "other"), ("other", "main")] {
            let sql = format!("SELECT COUNT(*) AS n FROM (SELECT * FROM {one}.{name} EXCEPT SELECT * FROM {two}.{name})");
            let count: Count = sql_query(sql).get_result(&mut conn).expect("compares");
            assert_eq!(count.n, 0, "{name}: rows of {one} that are not in {two}");
        }
    }
}

#[test]
fn from_postgres_to_sqlite_and_back() {
    let home = with_history(Place::postgres());
    let visits = home.number("SELECT count(*) AS n FROM visits");
    let first = copy(&home, "first.db");
    let sqlite = Place::sqlite();
    run(&sqlite, &["restore", &first]).well();
    assert_eq!(sqlite.number("SELECT count(*) AS n FROM visits"), visits);
    assert_eq!(sqlite.number("SELECT count(*) AS n FROM shops WHERE lat = 60.1780028 AND lon = 24.9528524"), 1);
    run(&sqlite, &["verify"]).well();
    let second = copy(&sqlite, "second.db");
    same(&first, &second);
    let elsewhere = Place::postgres();
    run(&elsewhere, &["restore", &second]).well();
    run(&elsewhere, &["verify"]).well();
    same(&first, &copy(&elsewhere, "third.db"));
    // It holds a street now.
    run(&elsewhere, &["restore", &second]).badly(1);
    run(&elsewhere, &["restore", &second, "--force"]).well();
    same(&first, &copy(&elsewhere, "fourth.db"));
    // Still append-only, and still with its keys.
    assert!(elsewhere.try_meddle("UPDATE transfers SET amount = amount + 1").is_err());
    assert!(elsewhere.try_meddle("UPDATE passports SET merged_into = 7").is_err());
}

#[test]
fn from_sqlite_to_postgres() {
    let home = with_history(Place::sqlite());
    let first = copy(&home, "first.db");
    let elsewhere = Place::postgres();
    run(&elsewhere, &["restore", &first]).well();
    assert_eq!(elsewhere.number("SELECT count(*) AS n FROM shops WHERE lat = 60.1780028 AND lon = 24.9528524"), 1);
    run(&elsewhere, &["verify"]).well();
    same(&first, &copy(&elsewhere, "second.db"));
}

#[test]
fn a_failed_restore_leaves_postgres_as_it_was() {
    let home = with_history(Place::postgres());
    let visits = home.number("SELECT count(*) AS n FROM visits");
    let file = copy(&home, "first.db");
    let mut conn = SqliteConnection::establish(&file).expect("opens");
    conn.batch_execute("PRAGMA ignore_check_constraints=ON; UPDATE visits SET visit_points = -1").expect("spoilt");
    drop(conn);
    run(&home, &["restore", &file, "--force"]).badly(1);
    assert_eq!(home.number("SELECT count(*) AS n FROM visits"), visits);
    run(&home, &["verify"]).well();
}

#[test]
fn a_database_in_use_is_not_replaced() {
    let home = lived_in(Place::sqlite());
    let file = copy(&home, "copy.db");
    let serving = crate::support::program::Serving::start(&home, &["serve", "--listen", "127.0.0.1:0"]);
    let refused = run(&home, &["restore", &file, "--force"]).badly(1);
    assert!(refused.err.contains("in use"), "{}", refused.err);
    drop(serving);
    run(&home, &["restore", &file, "--force"]).well();
    run(&home, &["verify"]).well();
}
