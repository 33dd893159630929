//! Canary words, planted wherever a person can leave anything; after the erasure they are looked for everywhere.

use std::path::PathBuf;

use diesel::prelude::*;
use diesel::{Connection, PgConnection, SqliteConnection, sql_query};
use noren::counter::pages::register::Claim;
use noren::keys::Audience;
use noren::passport;
use noren::people::{For, Role};
use noren::words::PassportId;
use serde_json::json;

use super::{leave, sign_in_leftovers};
use crate::support::http::{Answer, Client};
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::program::{Serving, run};
use crate::support::street::{PASSWORD, Street, key};

on_both_engines! {
    nothing_is_left_of_who_was_erased
    who_works_here_too_keeps_that_sign_in
    a_wrong_pin_erases_nobody
    the_same_import_brings_nobody_back
}

/// Where each of these words still is: `word: table.column`, `word: file`.
pub fn found(place: &Place, words: &[&str], files: &[PathBuf]) -> Vec<String> {
    let mut places = Vec::new();
    let mut look = |text: &str, at: &str| {
        let text = text.to_lowercase();
        let here = words.iter().filter(|word| text.contains(&word.to_lowercase()));
        places.extend(here.map(|word| format!("{word}: {at}")));
    };
    let mut reader = Reader::of(place);
    for (table, column) in reader.columns() {
        let sql = format!("SELECT CAST({column} AS TEXT) AS word FROM {table} WHERE {column} IS NOT NULL");
        look(&reader.texts(&sql).join("\n"), &format!("{table}.{column}"));
    }
    for file in files {
        let Ok(bytes) = std::fs::read(file) else { continue };
        look(&String::from_utf8_lossy(&bytes), &file.display().to_string());
    }
    places
}

/// The database's own files, where it has some of its own.
pub fn raw(place: &Place) -> Vec<PathBuf> {
    let file = |tail: &str| place.path(&format!("street.db{tail}"));
    if place.is_postgres() { Vec::new() } else { ["", "-wal", "-journal"].iter().map(|t| file(t)).collect() }
}

#[derive(QueryableByName)]
struct Text {
    #[diesel(sql_type = diesel::sql_types::Text)]
    word: String,
}

/// Reads past the program's back.
enum Reader {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

impl Reader {
    fn of(place: &Place) -> Reader {
        match place.url.strip_prefix("sqlite:") {
            Some(file) => Reader::Sqlite(SqliteConnection::establish(file).expect("opens")),
            None => Reader::Postgres(PgConnection::establish(&place.url).expect("connects")),
        }
    }

    /// Every column of every table, by the catalogue; in PostgreSQL also what it remembers of them for planning.
    fn columns(&mut self) -> Vec<(String, String)> {
        let catalogue = match self {
            Reader::Sqlite(_) => {
                "SELECT m.name || '.' || c.name AS word FROM sqlite_master m JOIN pragma_table_info(m.name) c \
                 WHERE m.type = 'table'"
            }
            Reader::Postgres(_) => {
                "SELECT CAST(table_name || '.' || column_name AS TEXT) AS word FROM information_schema.columns \
                 WHERE table_schema = 'public' UNION ALL SELECT 'pg_stats.most_common_vals' \
                 UNION ALL SELECT 'pg_stats.histogram_bounds'"
            }
        };
        let all: Vec<(String, String)> = self
            .texts(catalogue)
            .iter()
            .filter_map(|c| c.split_once('.').map(|(t, c)| (t.to_owned(), c.to_owned())))
            .collect();
        assert!(all.len() > 100, "only {} columns: the test sees nothing", all.len());
        all
    }

    fn texts(&mut self, sql: &str) -> Vec<String> {
        let rows: diesel::QueryResult<Vec<Text>> = match self {
            Reader::Sqlite(c) => sql_query(sql).load(c),
            Reader::Postgres(c) => sql_query(sql).load(c),
        };
        rows.unwrap_or_else(|e| panic!("{sql}: {e}")).into_iter().map(|t| t.word).collect()
    }
}

fn to(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").expect("a place to go on to").to_owned()
}

fn signed_in(base: &str, email: &str, password: &str) -> Client {
    let client = Client::new(base);
    to(&client.form("/sign-in", &[("email", email), ("password", password)]));
    client
}

/// A first-timer at the counter, who then takes the passport to a phone: its code, and the phone.
fn comes(street: &Street, clerk: &Client, base: &str, form: &[(&str, &str)], email: &str) -> (String, Client) {
    let handout = to(&clerk.form("/counter/register", form));
    // Sent twice, it is the same.
    assert_eq!(to(&clerk.form("/counter/register", form)), handout);
    let code = handout.split('/').nth(3).expect("a code").to_owned();
    clerk.get(&handout).expect(200);
    // What the code on that page holds.
    let says = Claim { sub: id_of(street, &code) };
    let link = street.house.keys.sign(Audience::Claim, says, street.now(), 900).expect("signed");
    let phone = Client::new(base);
    to(&phone.form(&format!("/claim/{link}"), &[("email", email), ("password", PASSWORD)]));
    (code, phone)
}

fn id_of(street: &Street, code: &str) -> PassportId {
    let plain = code.replace('-', "");
    PassportId(street.place.number(&format!("SELECT id AS n FROM passports WHERE code = '{plain}'")))
}

/// What a person can leave, by what it is.
const PLANTED: [&str; 14] = [
    "zqname",
    "zqreading",
    "zqmail",
    "zqothername",
    "zqotherreading",
    "zqothermail",
    "zqregisterkey",
    "zqotherkey",
    "zqtapkey",
    "zqslip",
    "zqword",
    "zqotherword",
    "zqmember",
    "zqinvited",
];

fn nothing_is_left_of_who_was_erased(place: Place) {
    let street = Street::open(place);
    street.person("clerk", Role::Clerk, For::Shop(street.shops[0].id));
    street.person("owner", Role::Owner, For::Shop(street.shops[1].id));
    let (tills, shops): (Vec<String>, Vec<String>) =
        street.shops.iter().map(|s| (s.key.clone(), s.code.clone())).unzip();
    let living = street.resident_with(100);
    let log = street.place.path("talk.log");
    let serving = Serving::talking(&street.place, &["serve", "--listen", "127.0.0.1:0"], &log);
    let base = serving.base.clone();
    let (clerk, owner) =
        (signed_in(&base, "clerk@test.example", PASSWORD), signed_in(&base, "owner@test.example", PASSWORD));

    // Two passports of one person, each with a sign-in, and a third from an import.
    let first = [("name", "Zqname Sawada"), ("reading", "zqreading"), ("pin", "2580"), ("key", "zqregisterkey")];
    let second = [("name", "Zqothername"), ("reading", "zqotherreading"), ("pin", "2580"), ("key", "zqotherkey")];
    let (code, phone) = comes(&street, &clerk, &base, &first, "zqmail@test.example");
    let (other, _) = comes(&street, &owner, &base, &second, "zqothermail@test.example");
    let (id, other_id) = (id_of(&street, &code), id_of(&street, &other));
    leave(&street, other_id, "zqotherword");
    leave(&street, id, "zqword");
    let till = Client::with_key(&base, &tills[0]);
    let tap = |card: &str, key: &str| till.post("/api/v1/taps", key, &json!({"card": card, "amount": 1200}));
    let earned = tap(&code, "zqtapkey").expect(201).json();
    assert_eq!(earned["passport"]["name"], "Zqname Sawada");
    tap(&other, "zqtapkey-other").expect(201);
    let slip = json!({"card": code, "to_shop": shops[1], "reason": "zqslip is what I said"});
    till.post("/api/v1/referrals", &key(), &slip).expect(201);
    till.post("/api/v1/redemptions", &key(), &json!({"card": code, "pin": "2580", "points": 5})).expect(201);
    till.post("/api/v1/redemptions", &key(), &json!({"card": code, "pin": "2581", "points": 5})).expect(403);
    till.get(&format!("/api/v1/passports/{code}")).expect(200);
    assert!(to(&clerk.form("/counter/find", &[("q", "zqname")])).ends_with(&code));
    assert!(clerk.get("/counter/lost?q=zqname").expect(200).body.contains("Zqname Sawada"));
    clerk.get(&format!("/counter/passports/{code}")).expect(200);
    let file = street.place.path("visits.csv");
    let rows = format!(
        "member,shop,at,amount\nzqmember,{0},2025-03-01 10:00:00,100\nm2,{0},2025-03-02 10:00:00,100\n",
        shops[2]
    );
    std::fs::write(&file, rows).expect("written");
    let import = ["import", "visits", &file.display().to_string(), "--brand", "asahi"];
    run(&street.place, &import).well();
    let imported = PassportId(street.place.number("SELECT id AS n FROM passports WHERE origin = 'zqmember'"));
    let mut before = found(&street.place, &PLANTED, &[]);
    let (brand, now) = (street.brand.id, street.house.clock.now());
    street.house.db.write_now(move |tx| passport::merge(tx, brand, id, imported, now)).expect("merged");
    to(&phone.form("/passport/merge", &[("card", &other), ("proof", "2580")]));
    phone.form("/passport/likes", &[("need", "bread")]);
    to(&phone.form("/passport/shares", &[("kind", "likes"), ("pick", "all")]));
    Client::new(&base).form("/sign-in", &[("email", "zqmail@test.example"), ("password", "not this one")]).expect(422);
    Client::new(&base).form("/reset", &[("email", "zqmail@test.example")]);
    sign_in_leftovers(&street, "zqmail@test.example");
    owner.form("/shop/invitations", &[("role", "clerk"), ("email", "zqinvited@test.example"), ("key", &key())]);
    let second_device = signed_in(&base, "zqmail@test.example", PASSWORD);
    phone.get("/passport/everything").expect(200);
    phone.get("/passport/everything.json").expect(200);

    // What a card holds and the passports' codes lead back as well.
    let ids = format!("({id}, {other_id}, {imported})");
    let mut reader = Reader::of(&street.place);
    let mut texts = |sql: &str| reader.texts(sql);
    let tokens = texts(&format!("SELECT token AS word FROM cards WHERE passport_id IN {ids}"));
    let codes = texts(&format!("SELECT code AS word FROM passports WHERE id IN {ids}"));
    assert_eq!((tokens.len(), codes.len()), (2, 3));
    let mine: Vec<&str> = PLANTED.iter().filter(|w| **w != "zqinvited").copied().collect();
    let mut words = mine.clone();
    words.extend(tokens.iter().chain(&codes).map(String::as_str));
    let mut files = raw(&street.place);
    files.extend([log.clone(), street.place.path("street.erasures"), street.place.path("data/noren.erasures")]);
    // The search sees: each canary is there now.
    before.extend(found(&street.place, &words, &files));
    for word in &words {
        assert!(before.iter().any(|f| f.starts_with(&format!("{word}:"))), "{word} was not planted: {before:#?}");
    }
    let said = std::fs::read_to_string(&log).expect("a log");
    assert!(said.contains("TRACE") && said.contains("/counter/find"), "the program says nothing");
    let visits = street.place.number("SELECT count(*) AS n FROM visits");

    let done = phone.form("/passport/erasure", &[("proof", "2580")]).expect(200).body;
    assert!(done.contains("You are forgotten here.") && done.contains("points have lapsed"), "{done}");

    assert_eq!(found(&street.place, &words, &files), Vec::<String>::new(), "after the erasure");
    assert!(to(&phone.get("/passport")).starts_with("/sign-in"));
    assert!(to(&second_device.get("/passport")).starts_with("/sign-in"), "still signed in on another device");
    // Neither by name nor by number is anybody found, and what was answered to an old key is not told again.
    for typed in ["zqname", "さわだ", "zqreading", &code, &tokens[0]] {
        let page = clerk.form("/counter/find", &[("q", typed)]);
        assert_ne!(page.status, 303, "{typed} leads to {:?}", page.header("location"));
        let page = page.body;
        assert!(!page.contains("Sawada") && !page.contains("/counter/passports/"), "{typed}: {page}");
        let lost = clerk.get(&format!("/counter/lost?q={}", crate::support::http::escape(typed))).body;
        assert!(!lost.contains("Sawada"), "{typed}: {lost}");
    }
    assert_eq!(till.get(&format!("/api/v1/passports/{code}")).expect(404).problem(), "unknown_card");
    assert_eq!(tap(&code, "zqtapkey").expect(404).problem(), "unknown_card");
    assert_eq!(tap(&tokens[0], &key()).expect(404).problem(), "unknown_card");
    clerk.form("/counter/register", &first).expect(410);
    let visit = earned["visit"].as_str().expect("an id");
    assert!(!clerk.get(&format!("/counter/receipts/{visit}")).expect(200).body.contains("Sawada"));
    assert!(!clerk.get("/counter").expect(200).body.contains("Sawada"));
    // The same file once more: neither the person nor their row.
    let said = run(&street.place, &import).well();
    assert!(said.out.contains("imported 0, unchanged 2"), "{}", said.out);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM visits"), visits);
    assert_eq!(found(&street.place, &words, &files), Vec::<String>::new(), "after all that");

    // The books are whole, and the others are as they were.
    street.verify();
    let numbers = |sql: &str| {
        street.place.number(&format!("SELECT CAST(count(*) AS BIGINT) AS n FROM {sql} AND passport_id = {id}"))
    };
    assert_eq!(numbers("visits WHERE amount > 0"), 3);
    assert_eq!(numbers("redemptions WHERE points = 5"), 1);
    assert_eq!(numbers("cases WHERE what = '' AND kept_at IS NOT NULL"), 2);
    assert_eq!(street.balance(&living), 100);
    assert!(!found(&street.place, &["zqinvited"], &[]).is_empty(), "another's address stays");
    // A till takes back what it gave to somebody who is a number now: the books stay whole.
    till.post(&format!("/api/v1/visits/{visit}/reversals"), &key(), &json!({})).expect(201);
    street.verify();

    // And the search fails where something is left: in a column, in a file of the database, in the log.
    street.place.meddle(&format!("UPDATE passports SET reading = 'zqreading' WHERE id = {}", living.id));
    let left = found(&street.place, &words, &files);
    assert!(left.contains(&"zqreading: passports.reading".to_owned()), "{left:?}");
    assert_eq!(left.iter().any(|f| f.contains("street.db")), !street.place.is_postgres(), "{left:?}");
    std::fs::write(&log, "a handler met zqname").expect("written");
    let left = found(&street.place, &words, &files);
    assert!(left.iter().any(|f| f.starts_with("zqname: ") && f.ends_with("talk.log")), "{left:?}");
    drop(serving);
}

fn who_works_here_too_keeps_that_sign_in(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let both = street.person("both", Role::Clerk, For::Shop(street.shops[0].id));
    street.admit("both", Role::Resident, For::Passport(resident.id));
    let page = both.get("/passport/erasure").expect(200).body;
    assert!(page.contains("it opens something else too"), "{page}");
    both.form("/passport/erasure", &[("proof", &resident.pin)]).expect(200);
    both.get("/counter").expect(200);
    assert_eq!(both.get("/passport").status, 403);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM persons WHERE email = 'both@test.example'"), 1);
    street.verify();
}

fn a_wrong_pin_erases_nobody(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(50);
    let phone = street.person("careful", Role::Resident, For::Passport(resident.id));
    for _ in 0..10 {
        let page = phone.form("/passport/erasure", &[("proof", &resident.wrong_pin())]).expect(422).body;
        assert!(page.contains("aria-invalid"), "{page}");
    }
    // After ten in a row not even the right one is heard today.
    phone.form("/passport/erasure", &[("proof", &resident.pin)]).expect(429);
    assert_eq!(street.balance(&resident), 50);
    // Without a PIN: the passport's number, typed.
    let other = street.resident();
    street.place.meddle(&format!("UPDATE passports SET pin_hash = NULL WHERE id = {}", other.id));
    let phone = street.person("pinless", Role::Resident, For::Passport(other.id));
    phone.form("/passport/erasure", &[("proof", "")]).expect(422);
    phone.form("/passport/erasure", &[("proof", &resident.passport)]).expect(422);
    phone.form("/passport/erasure", &[("proof", &other.passport.to_lowercase())]).expect(200);
    street.verify();
}

fn the_same_import_brings_nobody_back(place: Place) {
    let street = Street::open(place);
    let shop = &street.shops[0].code;
    let file = street.place.path("visits.csv").display().to_string();
    let write = |more: &str| {
        let rows = format!("member,shop,at\nm1,{shop},2025-03-01 10:00:00\nm2,{shop},2025-03-01 11:00:00\n{more}");
        std::fs::write(&file, rows).expect("written");
        run(&street.place, &["import", "visits", &file, "--brand", "asahi"]).well()
    };
    write("");
    let id = PassportId(street.place.number("SELECT id AS n FROM passports WHERE origin = 'm1'"));
    let (brand, now) = (street.brand.id, street.house.clock.now());
    street.house.db.write_now(move |tx| noren::rights::erase(tx, brand, id, now)).expect("erased");
    let counts = |said: &str| said.lines().last().unwrap_or_default().to_owned();
    assert_eq!(counts(&write("").out), "read 2, imported 0, unchanged 2, rejected 0");
    // A longer file: what is new of others is taken, what is new of theirs is left out, and that is said.
    let said = write(&format!("m1,{shop},2025-04-01 10:00:00\nm2,{shop},2025-04-01 11:00:00\n"));
    assert_eq!(counts(&said.out), "read 4, imported 1, unchanged 3, rejected 0");
    assert!(said.err.contains("rows of people who had themselves erased, left out: 1"), "{}", said.err);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM passports"), 2);
    let again = street.house.db.write_now(move |tx| noren::rights::erase(tx, brand, id, now));
    assert_eq!(again.err().and_then(|e| e.code()), Some("erased"));
    street.verify();
}
