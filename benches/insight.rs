//! How long the dashboard takes over a million visits on SQLite, and over a tenth of them: `cargo bench --bench insight`;
//! `-- --short` (or `NOREN_BENCH_SHORT=1`) only proves that it works.
//! The rows are made by SQL, not by taps; the reads are the dashboard's own.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use noren::brand::{self, Founding, Terms};
use noren::db::{Db, Engine, prepare};
use noren::insight;
use noren::shop::{self, Described};
use noren::words::Millis;
use std::time::Instant;

const SHOPS: i64 = 40;
const PEOPLE: i64 = 12_000;
/// 2026-11-21, in days since 1970.
const TODAY: i64 = 20_778;
const DAYS: i64 = 730;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let short = std::env::args().any(|a| a == "--short") || std::env::var_os("NOREN_BENCH_SHORT").is_some();
    let visits = if short { 20_000 } else { 1_000_000 };
    run(visits / 10)?;
    run(visits)
}

fn run(visits: i64) -> Result<(), Box<dyn std::error::Error>> {
    let folder = std::env::temp_dir().join(format!("noren-insight-{}-{visits}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let path = folder.join("street.db");
    let engine: Engine = format!("sqlite:{}", path.display()).parse()?;
    prepare(&engine)?;
    let db = Db::open(&engine)?;
    let now = Millis(TODAY * 86_400_000);
    let brand = db.write_now(move |tx| {
        let founding = Founding {
            code: "speed".into(),
            name: "Speed".into(),
            name_en: String::new(),
            currency: "JPY".into(),
            timezone: "UTC".into(),
            locale: "en".into(),
            crest: String::new(),
            is_demo: false,
            terms: Terms::default(),
        };
        let brand = brand::found(tx, &founding, now)?;
        for n in 0..SHOPS {
            let category = ["bakery", "fish", "books", "hairdresser", "cafe"][n as usize % 5];
            let described = Described {
                name: format!("Shop {n}"),
                category: category.into(),
                lat: 35.647 + (n / 8) as f64 * 0.0006,
                lon: 138.566 + (n % 8) as f64 * 0.0006,
                ..Described::default()
            };
            shop::put(tx, &brand, &described, None, now)?;
        }
        Ok(brand)
    })?;
    let made = Instant::now();
    let mut conn = SqliteConnection::establish(path.to_str().unwrap_or_default())?;
    conn.batch_execute(&rows(brand.id.0, visits))?;
    println!("{visits} visits made in {:.1} s", made.elapsed().as_secs_f64());
    for text in ["2026-W46", "2026-10", "2026-Q3", "2025", "2026"] {
        let period = insight::parse(text)?;
        for round in 0..2 {
            let begun = Instant::now();
            let told = db.read_now(|tx| insight::overview(tx, &brand, period, now))?;
            let overview = begun.elapsed();
            let begun = Instant::now();
            db.read_now(|tx| insight::summary(tx, &brand, period))?;
            let summary = begun.elapsed();
            let begun = Instant::now();
            db.read_now(|tx| insight::shops(tx, &brand, period))?;
            println!(
                "{text} round {round}: overview {:.3} s, summary {:.3} s, shops {:.3} s ({:?} visits, {:?} people, {:?} % shared)",
                overview.as_secs_f64(),
                summary.as_secs_f64(),
                begun.elapsed().as_secs_f64(),
                told.visits.told(),
                told.passports.told(),
                told.shared,
            );
        }
    }
    std::fs::remove_dir_all(&folder)?;
    Ok(())
}

/// Passports, visits spread over two years, slips for one visit in twenty, the days' rollups.
fn rows(brand: i64, visits: i64) -> String {
    let first = TODAY - DAYS;
    let count = |n: i64| format!("WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n + 1 < {n})");
    format!(
        "BEGIN;
         CREATE TEMP TABLE place AS SELECT row_number() OVER (ORDER BY id) - 1 AS at, id FROM shops WHERE brand_id = {brand};
         {people} INSERT INTO passports (brand_id, id, code, name, reading, search, last_visit_at, created_at)
             SELECT {brand}, 1000 + n, 'P' || n, '', '', '', 0, 0 FROM c;
         {visits_} INSERT INTO visits (brand_id, id, shop_id, passport_id, at, day, amount, visit_points, spend_points, too_soon, recorded_at)
             SELECT {brand}, 1000000 + n,
             (SELECT id FROM place WHERE at = abs(n * 7919 + n / 13 * 31) % {SHOPS}),
             1000 + abs(n / 2 * 2654435761) % {PEOPLE}, ({first} + n * {DAYS} / {visits}) * 86400000 + n % 28800000,
             {first} + n * {DAYS} / {visits}, n % 3000, 5, n % 30, FALSE, 0 FROM c;
         {slips} INSERT INTO slips (brand_id, id, from_shop, to_shop, passport_id, reason, welcome, thanks, given_at, day, expires_at)
             SELECT {brand}, 5000000 + n, (SELECT id FROM place WHERE at = n % {SHOPS}),
             (SELECT id FROM place WHERE at = (n + 1 + n % 7) % {SHOPS}), 1000 + n * 7919 % {PEOPLE}, 'r', 10, 5, 0,
             {first} + n * {DAYS} / ({visits} / 20), 0 FROM c;
         INSERT INTO shop_days (brand_id, shop_id, day, visits, amount) SELECT brand_id, shop_id, day, count(*), sum(amount) FROM visits GROUP BY 1, 2, 3;
         COMMIT; ANALYZE;",
        people = count(PEOPLE),
        visits_ = count(visits),
        slips = count(visits / 20),
    )
}
