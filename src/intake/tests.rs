//! Whole imports into SQLite. Both engines, through the command line, are in `tests/it/import.rs`.

use super::{Options, Report, boundary, shops, visits};
use crate::brand::{self, Brand, Founding};
use crate::db::{Db, Engine, prepare};
use crate::district;
use crate::words::{Error, Millis, Result};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

struct Street {
    folder: PathBuf,
    db: Db,
    brand: Brand,
}

const NOW: Millis = Millis(1_795_000_000_000);

impl Street {
    fn new() -> Street {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("noren-intake-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let engine = Engine::Sqlite(folder.join("street.db"));
        prepare(&engine).unwrap();
        let db = Db::open(&engine).unwrap();
        let founding = Founding::of("test", "Test");
        let brand = db.write_now(move |tx| brand::found(tx, &founding, NOW)).unwrap();
        Street { folder, db, brand }
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn options(&self) -> Options {
        Options { rejects: Some(self.folder.join("rejects.csv")), now: NOW, ..Options::default() }
    }

    fn rejects(&self) -> String {
        std::fs::read_to_string(self.folder.join("rejects.csv")).unwrap()
    }

    fn visits(&self, text: &str) -> Report {
        visits(&self.db, &self.brand, &self.file("visits.csv", text), &self.options()).unwrap()
    }

    fn number(&self, sql: &'static str) -> i64 {
        self.db.read_now(|tx| super::store::number(tx, sql)).unwrap()
    }

    fn verify(&self) {
        // `audit` stands below in the street; a test may look there.
        assert_eq!(crate::audit::verify(&self.db, Some(self.brand.id)).unwrap().untruth, None);
    }
}

impl Drop for Street {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn counts(report: &Report) -> [u64; 4] {
    assert_eq!(report.read, report.imported + report.unchanged + report.rejected);
    [report.read, report.imported, report.unchanged, report.rejected]
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

fn why(result: Result<Report>) -> String {
    match result {
        Err(Error::Broken(why)) => why,
        other => panic!("{other:?}"),
    }
}

const SHOPS: &str = "code,name,category,lat,lon\ntofu,Kameya,tofu,35.70,139.73\nbooks,Kotonoha,books,35.71,139.74\n";

fn with_shops() -> Street {
    let street = Street::new();
    let file = street.file("shops.csv", SHOPS);
    assert_eq!(counts(&shops(&street.db, &street.brand, &file, &street.options()).unwrap()), [2, 2, 0, 0]);
    street
}

#[test]
fn equal_rows_are_visits_of_their_own_and_a_file_counts_once() {
    let street = with_shops();
    let text = "member,shop,at,amount\n\
        m1,tofu,2026-05-01T12:00:00+09:00,480\n\
        m1,tofu,2026-05-01 12:00:00,480\n\
        m2,books,2026-05-01 23:30:00,\n\
        m2,nowhere,2026-05-02 10:00:00,100\n\
        ,books,2026-05-02 10:00:00,5\n\
        \"m3,books,2026-05-02 10:00:00,5\n\
        m3,books,2026-05-02T01:00:00Z,99\n";
    assert_eq!(counts(&street.visits(text)), [7, 4, 0, 3]);
    let rejects = street.rejects();
    assert_eq!(rejects.lines().next(), Some("line,reason,member,shop,at,amount"));
    assert!(rejects.contains("\n5,no shop has the code 'nowhere',m2,nowhere,2026-05-02 10:00:00,100\n"), "{rejects}");
    assert!(rejects.contains("\n6,no member,,books"), "{rejects}");
    assert!(rejects.contains("\n7,\"a quote (\"\") that is not closed\",\"\"\"m3,books,"), "{rejects}");
    assert_eq!(counts(&street.visits(text)), [7, 0, 4, 3]);
    let longer = format!("{text}m1,tofu,2026-05-01T12:00:00+09:00,480\nm4,tofu,2026-05-03 09:00:00,1\n");
    assert_eq!(counts(&street.visits(&longer)), [9, 2, 4, 3]);
    assert_eq!(street.number("SELECT COUNT(*) AS n FROM passports"), 4);
    assert_eq!(street.number("SELECT visits AS n FROM acquaintances ORDER BY visits DESC LIMIT 1"), 3);
    assert_eq!(street.number("SELECT SUM(amount) AS n FROM shop_days"), 480 * 3 + 99 + 1);
    assert_eq!(street.number("SELECT COUNT(*) AS n FROM passports WHERE last_visit_at = 0 OR last_shop IS NULL"), 0);
    street.verify();
}

#[test]
fn an_import_that_was_stopped_goes_on() {
    let street = with_shops();
    let row = |i: usize| {
        format!(
            "m{},{},2026-{:02}-{:02} {:02}:00:00,{}\n",
            i % 97,
            ["tofu", "books"][i % 2],
            i % 9 + 1,
            i % 28 + 1,
            i % 24,
            i % 50
        )
    };
    let whole: String = std::iter::once("member,shop,at,amount\n".to_owned()).chain((0..5000).map(row)).collect();
    // What a run that was killed had written: its batches are whole, wherever it ended.
    let half: String = whole.lines().take(2346).map(|l| format!("{l}\n")).collect();
    assert_eq!(counts(&street.visits(&half)), [2345, 2345, 0, 0]);
    assert_eq!(counts(&street.visits(&whole)), [5000, 2655, 2345, 0]);
    // In another order the same rows are the same visits.
    let mut lines: Vec<&str> = whole.lines().collect();
    lines[1..].reverse();
    assert_eq!(counts(&street.visits(&(lines.join("\n") + "\n"))), [5000, 0, 5000, 0]);
    assert_eq!(street.number("SELECT COUNT(*) AS n FROM visits"), 5000);
    street.verify();
}

#[test]
fn a_dry_run_changes_nothing() {
    let street = with_shops();
    let dry = Options { dry_run: true, ..street.options() };
    let file = street.file("v.csv", "member,shop,at\nm1,tofu,2026-05-01 12:00:00\nm2,x,2026-05-01 12:00:00\n");
    assert_eq!(counts(&visits(&street.db, &street.brand, &file, &dry).unwrap()), [2, 1, 0, 1]);
    let file = street.file("s.csv", SHOPS.replace("Kameya", "Kameya II") + "fish,Uo,fish,35.7,139.7\n");
    assert_eq!(counts(&shops(&street.db, &street.brand, &file, &dry).unwrap()), [3, 2, 1, 0]);
    assert_eq!(
        counts(
            &boundary(
                &street.db,
                &street.brand,
                &data("tokyo.geojson"),
                &Options { columns: Some("name=N03_004".into()), ..dry }
            )
            .unwrap()
        ),
        [4, 4, 0, 0]
    );
    assert_eq!(street.number("SELECT COUNT(*) AS n FROM visits"), 0);
    assert_eq!(street.number("SELECT COUNT(*) AS n FROM shops WHERE name <> 'Kameya II'"), 2);
    assert_eq!(street.number("SELECT COUNT(*) AS n FROM districts"), 0);
}

#[test]
fn the_same_shops_from_csv_and_geojson() {
    let street = Street::new();
    let options = Options {
        columns: Some("code=osm_type+id,address=addr:street+addr:housenumber".into()),
        credit: "© OpenStreetMap contributors, ODbL 1.0".into(),
        ..street.options()
    };
    let csv = shops(&street.db, &street.brand, &data("helsinki.csv"), &options).unwrap();
    assert_eq!(counts(&csv), [40, 36, 0, 4]);
    assert_eq!(csv.notes.len(), 4);
    assert_eq!(
        street.number("SELECT COUNT(*) AS n FROM shops WHERE code = 'node-56418307' AND address = 'Hakaniemenranta 3'"),
        1
    );
    // Its features have the ids `node/…`; the credit stands in the file.
    let points = Options { columns: Some("address=addr_street+addr_housenumber".into()), ..street.options() };
    let json = shops(&street.db, &street.brand, &data("helsinki.geojson"), &points).unwrap();
    assert_eq!((json.read, json.rejected), (17, 2));
    let again = shops(&street.db, &street.brand, &data("helsinki.geojson"), &points).unwrap();
    assert_eq!((again.imported, again.unchanged), (0, 15));
    assert!(street.number("SELECT COUNT(*) AS n FROM shops") < 36 + 15, "the same shops by the same ids");
    assert_eq!(street.number("SELECT COUNT(*) AS n FROM shops WHERE source NOT LIKE '©%'"), 0);
    assert!(street.rejects().starts_with("line,reason,feature\n1,feature "), "{}", street.rejects());
}

#[test]
fn two_shops_of_one_code_do_not_take_turns() {
    let street = Street::new();
    let file = street.file("s.csv", SHOPS.to_owned() + "tofu,Kameya,tofu,35.70,139.73\ntofu,Other,tofu,35.70,139.73\n");
    let once = shops(&street.db, &street.brand, &file, &street.options()).unwrap();
    assert_eq!(counts(&once), [4, 2, 1, 1]);
    assert!(
        street.rejects().contains("5,\"the shop 'tofu' stands on line 2 already, otherwise\""),
        "{}",
        street.rejects()
    );
    assert_eq!(counts(&shops(&street.db, &street.brand, &file, &street.options()).unwrap()), [4, 0, 3, 1]);
}

#[test]
fn boundaries_are_repaired_and_shops_are_told() {
    let street = with_shops();
    let square = |x: f64, y: f64, d: f64| {
        format!("[[[{x},{y}],[{},{y}],[{},{}],[{x},{}],[{x},{y}]]]", x + d, x + d, y + d, y + d)
    };
    let feature = |name: &str, kind: &str, at: &str| {
        format!(
            r#"{{"type":"Feature","properties":{{"name":"{name}"}},"geometry":{{"type":"{kind}","coordinates":{at}}}}}"#
        )
    };
    let bow = "[[[139.0,35.0],[139.1,35.1],[139.1,35.0],[139.0,35.1],[139.0,35.0]]]";
    let all = [
        feature("bow", "Polygon", bow),
        feature("all", "Polygon", &square(139.7, 35.6, 0.2)),
        feature("tofu street", "Polygon", &square(139.72, 35.69, 0.015)),
        feature("isles", "Polygon", &square(139.0, 34.0, 0.1)),
        feature("isles", "Polygon", &square(139.5, 34.0, 0.1)),
        feature("point", "Point", "[139.0,35.0]"),
        feature("metres", "Polygon", &square(380_000.0, 6_600_000.0, 10.0)),
        r#"{"type":"Feature","properties":{"name":"none"},"geometry":null}"#.to_owned(),
        feature("", "Polygon", &square(139.0, 34.0, 0.1)),
    ];
    let text = format!("{{\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}", all.join(",\n"));
    let file = street.file("b.geojson", text);
    let report = boundary(&street.db, &street.brand, &file, &street.options()).unwrap();
    assert_eq!(counts(&report), [9, 5, 0, 4], "{}", street.rejects());
    assert!(report.notes.iter().any(|n| n.contains("'bow' was repaired")), "{:?}", report.notes);
    assert!(street.rejects().contains("\n7,\"feature 6: the geometry is a Point"), "{}", street.rejects());
    assert_eq!(counts(&boundary(&street.db, &street.brand, &file, &street.options()).unwrap()), [9, 0, 5, 4]);
    let id = street.brand.id;
    let drawn = street.db.read_now(|tx| district::boundaries(tx, id)).unwrap();
    assert_eq!(drawn.iter().find(|d| d.name == "isles").map(|d| d.boundary.0.len()), Some(2));
    // Each shop in the smallest of the districts around it; a shop that comes later too.
    let of = "SELECT COUNT(*) AS n FROM shops s JOIN districts d ON d.id = s.district_id WHERE s.code = 'tofu' AND d.name = 'tofu street'";
    assert_eq!(street.number(of), 1);
    assert_eq!(
        street
            .number("SELECT COUNT(*) AS n FROM shops s JOIN districts d ON d.id = s.district_id WHERE d.name = 'all'"),
        1
    );
    let file = street.file("later.csv", "name,category,lat,lon\nLate,books,35.75,139.75\n");
    shops(&street.db, &street.brand, &file, &street.options()).unwrap();
    assert_eq!(
        street
            .number("SELECT COUNT(*) AS n FROM shops s JOIN districts d ON d.id = s.district_id WHERE d.name = 'all'"),
        2
    );
}

#[test]
fn a_wrong_file_is_said_in_a_sentence() {
    let street = with_shops();
    let said = |text: &[u8]| why(visits(&street.db, &street.brand, &street.file("x", text), &street.options()));
    assert!(said(b"").ends_with("the file is empty"));
    assert!(said(b" \n\n").ends_with("the file is empty"));
    assert!(said(b"PK\x03\x04....").contains("Excel"));
    assert!(said(b"\xff\xfem\0e\0").contains("UTF-16"));
    assert!(said(b"{\"type\":\"FeatureCollection\"}").contains("this is JSON"));
    assert!(said(b"\x89PNG\0\0").contains("not text"));
    assert!(said(b"who,shop,at\n").contains("no column 'member'; add --columns member=THEIRS, one of: who, shop, at"));
    assert!(said("\u{30b7},\"x\n".as_bytes()).contains("heading row: a quote"));
    let gone = why(visits(&street.db, &street.brand, Path::new("/no/such/file.csv"), &street.options()));
    assert!(gone.starts_with("/no/such/file.csv: "));
    assert!(why(visits(&street.db, &street.brand, &street.folder, &street.options())).contains("not a file"));
    let csv = why(boundary(&street.db, &street.brand, &street.file("x", SHOPS), &street.options()));
    assert!(csv.contains("not GeoJSON"));
    let cut = street.file("x", "{\"type\":\"FeatureCollection\",\"features\":[\n{\"type\":");
    assert!(why(boundary(&street.db, &street.brand, &cut, &street.options())).contains("line 2"));
    // The file itself is safe from its own rejects.
    let file = street.file("visits.csv", "member,shop,at\n");
    let into_itself = Options { rejects: Some(file.clone()), ..street.options() };
    assert!(why(visits(&street.db, &street.brand, &file, &into_itself)).contains("cannot go into the file"));
}

#[test]
fn members_of_a_merged_passport_come_to_the_one_that_was_kept() {
    let street = with_shops();
    street.visits("member,shop,at\nm1,tofu,2026-05-01 12:00:00\nm2,tofu,2026-05-02 12:00:00\n");
    let id = street.brand.id;
    let of = |member: &'static str| street.db.read_now(|tx| super::store::passport_of(tx, id, member)).unwrap();
    let (keep, other) = (of("m1"), of("m2"));
    street.db.write_now(move |tx| crate::passport::merge(tx, id, keep, other, NOW)).unwrap();
    let report = street.visits(
        "member,shop,at\nm1,tofu,2026-05-01 12:00:00\nm2,tofu,2026-05-02 12:00:00\nm2,books,2026-05-03 12:00:00\n",
    );
    assert_eq!(counts(&report), [3, 1, 2, 0]);
    assert_eq!(street.number("SELECT COUNT(DISTINCT passport_id) AS n FROM visits"), 1);
    street.verify();
}
