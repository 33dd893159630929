//! How long the close of a month takes, of 100,000, 300,000 and 1,000,000 transfers between 500 shops, on SQLite:
//! `cargo bench --bench close`; `-- --short` (or `NOREN_BENCH_SHORT=1`) only proves that it works.
//! The transfers are made by SQL, not by taps; the close is the program's own.

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use noren::books;
use noren::brand::{self, Brand, Founding, Terms};
use noren::db::{Db, Engine, prepare};
use noren::shop::{self, Described};
use noren::words::Millis;
use std::time::Instant;

const SHOPS: i64 = 500;
const PEOPLE: i64 = 20_000;
const DAY: i64 = 86_400_000;
/// 2026-10-01 and 2026-11-01, in UTC.
const FROM: i64 = 20_727 * DAY;
const UNTIL: i64 = 20_758 * DAY;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let short = std::env::args().any(|a| a == "--short") || std::env::var_os("NOREN_BENCH_SHORT").is_some();
    let sizes: &[i64] = if short { &[3_000, 30_000] } else { &[100_000, 300_000, 1_000_000] };
    let mut first = None;
    for n in sizes {
        let took = run(*n)?;
        let (base, base_took) = *first.get_or_insert((*n, took));
        println!(
            "  against {base} transfers: {:.2} x the time for {:.1} x the transfers",
            took / base_took,
            *n as f64 / base as f64
        );
    }
    Ok(())
}

/// Seconds from asking for the close to its end.
fn run(n: i64) -> Result<f64, Box<dyn std::error::Error>> {
    let folder = std::env::temp_dir().join(format!("noren-close-{}-{n}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let path = folder.join("street.db");
    let engine: Engine = format!("sqlite:{}", path.display()).parse()?;
    prepare(&engine)?;
    let db = Db::open(&engine)?;
    let brand = street(&db)?;
    let mut conn = SqliteConnection::establish(path.to_str().unwrap_or_default())?;
    conn.batch_execute(&rows(brand.id.0, n))?;
    let before = memory();
    let begun = Instant::now();
    let month = books::close(&db, &brand, "2026-10", Millis(UNTIL + DAY))?;
    let took = begun.elapsed().as_secs_f64();
    let proof = Instant::now();
    let broken = db.snapshot_now(|tx| books::prove(tx, &brand, &month))?;
    assert_eq!(broken, None);
    println!(
        "{n} transfers, {SHOPS} shops: closed in {took:.2} s, proved in {:.2} s; most memory {} MiB ({before} before)",
        proof.elapsed().as_secs_f64(),
        memory(),
    );
    assert_eq!(month.transfers, n);
    std::fs::remove_dir_all(&folder)?;
    Ok(took)
}

fn street(db: &Db) -> noren::words::Result<Brand> {
    db.write_now(move |tx| {
        let founding = Founding {
            timezone: "UTC".into(),
            terms: Terms { lot: 350, lot_price: 700, lot_value: 500, monthly_fee: 1_000, ..Terms::default() },
            ..Founding::of("speed", "Speed")
        };
        let brand = brand::found(tx, &founding, Millis(0))?;
        for n in 0..SHOPS {
            let described = Described {
                name: format!("Shop {n}"),
                category: "bakery".into(),
                lat: 35.647 + (n / 25) as f64 * 0.0006,
                lon: 138.566 + (n % 25) as f64 * 0.0006,
                ..Described::default()
            };
            shop::put(tx, &brand, &described, None, Millis(0))?;
        }
        Ok(brand)
    })
}

/// Accounts of shops, funds and passports, and transfers over the month: of ten, seven give, two take, one thanks.
fn rows(brand: i64, n: i64) -> String {
    let series = |n: i64| format!("WITH RECURSIVE c(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c WHERE n + 1 < {n})");
    let (people, transfers) = (series(PEOPLE), series(n));
    format!(
        "BEGIN;
         CREATE TEMP TABLE place AS SELECT row_number() OVER (ORDER BY id) - 1 AS at, id FROM shops WHERE brand_id = {brand};
         INSERT INTO accounts SELECT {brand}, 1000 + at, 'shop', id, FALSE, 0, 0, 0 FROM place;
         INSERT INTO accounts SELECT {brand}, 10000 + at, 'fund', id, FALSE, 0, 0, 0 FROM place;
         {people} INSERT INTO accounts SELECT {brand}, 100000 + n, 'passport', n, FALSE, 0, 0, 0 FROM c;
         {transfers} INSERT INTO transfers SELECT {brand}, 1000000 + n,
             CASE n % 10 WHEN 8 THEN 100000 + n * 7919 % {PEOPLE} WHEN 7 THEN 100000 + n * 31 % {PEOPLE}
                 WHEN 9 THEN 10000 + n / 10 % {SHOPS} ELSE 1000 + n * 13 % {SHOPS} END,
             CASE WHEN n % 10 < 7 THEN 100000 + n * 7919 % {PEOPLE} WHEN n % 10 = 9 THEN 1000 + (n / 10 + 1 + n % 7) % {SHOPS}
                 ELSE 1000 + n * 17 % {SHOPS} END,
             1 + n % 40, CASE WHEN n % 10 < 7 THEN 'visit' WHEN n % 10 = 9 THEN 'thanks' ELSE 'redemption' END,
             n, NULL, {FROM} + n * (({UNTIL} - {FROM}) / {n}), {FROM} + n * (({UNTIL} - {FROM}) / {n}) FROM c;
         COMMIT; ANALYZE;"
    )
}

/// The most this process ever held, in MiB.
fn memory() -> i64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").trim().parse::<i64>().unwrap_or(0) / 1024
}
