//! Real data in, as CONTRACT's "Files" says: nothing dropped in silence, the same file again changes nothing.

use std::path::PathBuf;

use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::program::{brand, run};

on_both_engines! { shops_by_hand helsinki toreta geojson boundary visits dry_run }

/// `read N, imported N, unchanged N, rejected N`
#[derive(Debug, PartialEq, Clone, Copy)]
struct Counts(u64, u64, u64, u64);

/// Imports a file; the closing counts and the rejects file's text.
fn import(place: &Place, what: &str, file: &str, more: &[&str]) -> (Counts, String) {
    let rejects = place.path("rejects.csv");
    let _ = std::fs::remove_file(&rejects);
    let rejects_path = rejects.display().to_string();
    let mut args = vec!["import", what, file, "--brand", "test", "--rejects", &rejects_path];
    args.extend(more);
    let said = run(place, &args).well();
    let last = said
        .out
        .lines()
        .rev()
        .find(|l| l.starts_with("read "))
        .unwrap_or_else(|| panic!("no counts in {:?}", said.out));
    let number = |word: &str| {
        let part = last.split(", ").find_map(|p| p.strip_prefix(word)).unwrap_or_else(|| panic!("no {word} in {last}"));
        part.trim().parse().unwrap_or_else(|_| panic!("{last}"))
    };
    let counts = Counts(number("read "), number("imported "), number("unchanged "), number("rejected "));
    assert_eq!(counts.0, counts.1 + counts.2 + counts.3, "rows were lost: {last}");
    (counts, std::fs::read_to_string(rejects).unwrap_or_default())
}

fn data(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name);
    assert!(path.exists(), "{} is part of the repository", path.display());
    path.display().to_string()
}

fn write(place: &Place, name: &str, text: &str) -> String {
    let path = place.path(name);
    std::fs::write(&path, text).expect("written");
    path.display().to_string()
}

/// The rejected row of this line is there, with a reason.
#[track_caller]
fn rejected(rejects: &str, line: u32) {
    let row = rejects.lines().find(|l| l.split(',').next().is_some_and(|n| n.trim() == line.to_string()));
    let row = row.unwrap_or_else(|| panic!("line {line} is not in the rejects:\n{rejects}"));
    assert!(row.split(',').nth(1).is_some_and(|reason| reason.len() > 3), "no reason in {row}");
}

fn shops_by_hand(place: Place) {
    brand(&place, "Asia/Tokyo");
    let text = "\u{feff}code,name,category,lat,lon,phone\n\
        tofu,豆腐の亀屋,tofu,35.7012,139.7345,03-0000-0000\n\
        ,Café „Ecke“,cafe,35.7013,139.7346,\n\
        nameless,,cafe,35.7013,139.7346,\n\
        nowhere,No Place,cafe,,139.7346,\n\
        words,Words,cafe,north,east,\n\
        beyond,Beyond,cafe,95.0,139.0,\n\
        \"quoted\",\"A \"\"B\"\", C\",bakery,35.7014,139.7347,\n";
    let file = write(&place, "shops.csv", text);
    let (counts, rejects) = import(&place, "shops", &file, &[]);
    assert_eq!(counts, Counts(7, 3, 0, 4), "{rejects}");
    for line in [4, 5, 6, 7] {
        rejected(&rejects, line);
    }
    assert_eq!(place.number("SELECT count(*) AS n FROM shops"), 3);
    assert_eq!(place.number("SELECT count(*) AS n FROM shops WHERE name = 'A \"B\", C'"), 1);
    // The same file again changes nothing; a changed row changes that one.
    let (again, _) = import(&place, "shops", &file, &[]);
    assert_eq!(again, Counts(7, 0, 3, 4));
    let changed = write(&place, "shops.csv", &text.replace("豆腐の亀屋", "亀屋豆腐店"));
    let (third, _) = import(&place, "shops", &changed, &[]);
    assert_eq!(third, Counts(7, 1, 2, 4));
    assert_eq!(place.number("SELECT count(*) AS n FROM shops WHERE name = '亀屋豆腐店'"), 1);
    assert_eq!(place.number("SELECT count(*) AS n FROM shops"), 3);
}

fn helsinki(place: Place) {
    brand(&place, "Europe/Helsinki");
    let columns = ["--columns", "code=id,address=addr:street"];
    let (counts, rejects) = import(&place, "shops", &data("helsinki.csv"), &columns);
    assert_eq!(counts, Counts(40, 36, 0, 4), "{rejects}");
    let (again, _) = import(&place, "shops", &data("helsinki.csv"), &columns);
    assert_eq!(again, Counts(40, 0, 36, 4));
    // A heading that is not there is a mistake of the command, said before anything is read.
    let wrong = run(&place, &["import", "shops", &data("helsinki.csv"), "--brand", "test", "--columns", "code=ident"]);
    assert!(wrong.badly(1).err.contains("ident"));
}

fn toreta(place: Place) {
    brand(&place, "Asia/Tokyo");
    let columns = ["--columns", "category=genre,lon=lng,address=street,website=siteUrl,opening_hours=time"];
    let (counts, rejects) = import(&place, "shops", &data("toreta.csv"), &columns);
    assert_eq!(counts, Counts(34, 34, 0, 0), "{rejects}");
    let (again, _) = import(&place, "shops", &data("toreta.csv"), &columns);
    assert_eq!(again, Counts(34, 0, 34, 0));
    // Genres are mapped to needs, those in full-width or none at all too; what is not mapped is left open, not guessed.
    let mapped = place.number("SELECT count(*) AS n FROM shops WHERE need IS NOT NULL");
    assert!(mapped >= 17, "only {mapped} of 34 real restaurants have a need");
    assert_eq!(place.number("SELECT count(*) AS n FROM shops WHERE category = '' AND need IS NOT NULL"), 0);
}

fn geojson(place: Place) {
    brand(&place, "Europe/Helsinki");
    let (counts, rejects) = import(&place, "shops", &data("helsinki.geojson"), &[]);
    assert_eq!(counts, Counts(17, 15, 0, 2), "{rejects}");
    let (again, _) = import(&place, "shops", &data("helsinki.geojson"), &[]);
    assert_eq!(again, Counts(17, 0, 15, 2));
    let south = place.number("SELECT count(*) AS n FROM shops WHERE lat BETWEEN 60 AND 61 AND lon BETWEEN 24 AND 26");
    assert_eq!(south, 15, "GeoJSON has longitude first");
}

fn boundary(place: Place) {
    brand(&place, "Asia/Tokyo");
    let (counts, rejects) = import(&place, "boundary", &data("tokyo.geojson"), &["--columns", "name=N03_004"]);
    assert_eq!(counts, Counts(4, 4, 0, 0), "{rejects}");
    let (again, _) = import(&place, "boundary", &data("tokyo.geojson"), &["--columns", "name=N03_004"]);
    assert_eq!(again, Counts(4, 0, 4, 0));
    // A bow tie is repaired, or rejected and said so; a point and the nameless are rejected; none stops the others.
    let odd = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"bow"},"geometry":{"type":"Polygon","coordinates":[[[139.0,35.0],[139.1,35.1],[139.1,35.0],[139.0,35.1],[139.0,35.0]]]}},
        {"type":"Feature","properties":{"name":"point"},"geometry":{"type":"Point","coordinates":[139.0,35.0]}},
        {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[139.0,35.0],[139.1,35.0],[139.1,35.1],[139.0,35.0]]]}},
        {"type":"Feature","properties":{"name":"nothing"},"geometry":null},
        {"type":"Feature","properties":{"name":"good"},"geometry":{"type":"Polygon","coordinates":[[[139.0,35.0],[139.1,35.0],[139.1,35.1],[139.0,35.0]]]}}]}"#;
    let file = write(&place, "odd.geojson", odd);
    let (counts, rejects) = import(&place, "boundary", &file, &[]);
    assert_eq!(counts.0, 5);
    assert!((3..=4).contains(&counts.3), "{counts:?}\n{rejects}");
    assert_eq!(place.number("SELECT count(*) AS n FROM districts WHERE name = 'good'"), 1);
    assert_eq!(place.number("SELECT count(*) AS n FROM districts WHERE name IN ('point', 'nothing', '')"), 0);
}

fn visits(place: Place) {
    brand(&place, "Asia/Tokyo");
    let shops = write(
        &place,
        "shops.csv",
        "code,name,category,lat,lon\ntofu,Kameya,tofu,35.70,139.73\nbooks,Kotonoha,books,35.71,139.74\n",
    );
    import(&place, "shops", &shops, &[]);
    let text = "member,shop,at,amount\n\
        m1,tofu,2026-05-01T12:00:00+09:00,480\n\
        m1,tofu,2026-05-01T12:00:00+09:00,480\n\
        m2,books,2026-05-01 23:30:00,\n\
        m2,nowhere,2026-05-02 10:00:00,100\n\
        m2,books,yesterday,100\n\
        m2,books,2026-05-02 10:00:00,-5\n\
        m2,books,2026-05-02 10:00:00,1.5\n\
        ,books,2026-05-02 10:00:00,5\n\
        m3,books,2026-05-02T01:00:00Z,99\n";
    let file = write(&place, "visits.csv", text);
    let (counts, rejects) = import(&place, "visits", &file, &[]);
    assert_eq!(counts, Counts(9, 4, 0, 5), "{rejects}");
    for line in [5, 6, 7, 8, 9] {
        rejected(&rejects, line);
    }
    assert_eq!(place.number("SELECT count(*) AS n FROM passports"), 3);
    // 23:30 in Tokyo is that day, and 14:30 of the world's.
    let at = 1_777_645_800_000_i64; // 2026-05-01T14:30:00Z
    assert_eq!(place.number(&format!("SELECT count(*) AS n FROM visits WHERE at = {at} AND amount IS NULL")), 1);
    // History earns nothing.
    assert_eq!(place.number("SELECT count(*) AS n FROM transfers"), 0);
    let (again, _) = import(&place, "visits", &file, &[]);
    assert_eq!(again, Counts(9, 0, 4, 5));
    // A longer file with the old rows in it brings only what is new: a third equal row is a third visit.
    let longer = write(
        &place,
        "visits.csv",
        &format!("{text}m1,tofu,2026-05-01T12:00:00+09:00,480\nm4,tofu,2026-05-03 09:00:00,1\n"),
    );
    let (third, _) = import(&place, "visits", &longer, &[]);
    assert_eq!(third, Counts(11, 2, 4, 5));
    assert_eq!(place.number("SELECT count(*) AS n FROM visits"), 6);
    run(&place, &["verify"]).well();
}

fn dry_run(place: Place) {
    brand(&place, "Europe/Helsinki");
    let columns = ["--columns", "code=id", "--dry-run"];
    let (counts, _) = import(&place, "shops", &data("helsinki.csv"), &columns);
    assert_eq!(counts, Counts(40, 36, 0, 4));
    assert_eq!(place.number("SELECT count(*) AS n FROM shops"), 0);
}

/// The whole tables, where they are at hand (they stand beside the repository, in ../shared, not in it).
#[test]
fn the_whole_of_the_real_tables() {
    let shared = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data");
    if !shared.exists() {
        println!("{} is not here: only the excerpts in tests/data were imported", shared.display());
        return;
    }
    let file = |name: &str| {
        let path = shared.join(name);
        assert!(path.exists(), "{} is missing beside the others", path.display());
        path.display().to_string()
    };
    let place = Place::sqlite();
    brand(&place, "Asia/Tokyo");
    let (counts, _) = import(&place, "shops", &file("shops_helsinki_osm/shops.csv"), &["--columns", "code=id"]);
    assert_eq!(counts, Counts(1008, 970, 0, 38));
    let columns = ["--columns", "category=genre,lon=lng,address=street,website=siteUrl"];
    let (counts, rejects) = import(&place, "shops", &file("shops_toreta_jp/restaurants.csv"), &columns);
    assert_eq!(counts.0, 6162);
    assert!(counts.3 <= 1, "{rejects}");
    let (counts, _) = import(&place, "shops", &file("shops_helsinki_osm/shops.geojson"), &[]);
    assert_eq!((counts.0, counts.3), (1008, 38));
    let (counts, rejects) = import(
        &place,
        "boundary",
        &file("boundaries/japan_N03_13_municipalities.geojson"),
        &["--columns", "name=N03_004"],
    );
    assert_eq!(counts, Counts(63, 63, 0, 0), "{rejects}");
    import(&place, "shops", &file("cdnow/shops.csv"), &[]);
    let (counts, _) = import(&place, "visits", &file("cdnow/visits.csv"), &[]);
    assert_eq!((counts.0, counts.1, counts.3), (6919, 6919, 0));
    let (again, _) = import(&place, "visits", &file("cdnow/visits.csv"), &[]);
    assert_eq!((again.1, again.2), (0, 6919));
    assert_eq!(place.number("SELECT count(*) AS n FROM passports"), 2357);
    run(&place, &["verify"]).well();
}
