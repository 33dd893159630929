//! `import visits` into SQLite at N/10 and N rows, against a bare loop that writes the same rows with the same counts in
//! prepared statements, on the same disk in one run. `-- --short` only proves that it works.
//!
//! `cargo bench --bench import`

use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::upsert::excluded;
use noren::brand::{self, Brand, Founding, Terms};
use noren::db::schema::{acquaintances as ac, passports as p, shop_days as d, visits as v};
use noren::db::{Db, Engine, prepare};
use noren::intake::{self, Options, Report};
use noren::words::{Amount, BrandId, Day, Millis, PassportId, ShopId, VisitId, codes};
use std::collections::HashMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

const SHOPS: u64 = 200;
/// Rows the bare loop commits together.
const GROUP: usize = 1000;

type Trouble = Box<dyn std::error::Error>;

fn main() -> Result<(), Trouble> {
    let rows: u64 = if short() { 50_000 } else { 1_000_000 };
    let folder = std::env::temp_dir().join(format!("noren-bench-import-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let done = run(&folder, rows);
    std::fs::remove_dir_all(&folder)?;
    done
}

/// Only to prove that it works?
fn short() -> bool {
    std::env::args().any(|a| a == "--short") || std::env::var_os("NOREN_BENCH_SHORT").is_some()
}

fn run(folder: &Path, rows: u64) -> Result<(), Trouble> {
    println!("disk: fdatasync of 4 KiB takes {:.2} ms (median of 50)", fdatasync(folder)?);
    let mut rates = Vec::new();
    for n in [rows / 10, rows] {
        let file = visits_file(folder, n)?;
        let (db, brand) = street(folder, &format!("import-{n}"))?;
        let begun = Instant::now();
        let report = intake::visits(&db, &brand, &file, &options())?;
        let rate = said("import", n, begun.elapsed(), &report.to_string());
        assert_eq!(report.imported, n, "{report}");
        println!("  most memory so far: {} MiB", memory()?);
        if n == rows {
            again(&db, &brand, &file, n)?;
        }
        rates.push(rate);
    }
    let n = rows.min(200_000);
    let file = visits_file(folder, n)?;
    let (db, brand) = street(folder, "bare")?;
    let shops = db.read_now(|tx| noren::shop::all(tx, brand.id))?.into_iter().map(|s| (s.code, s.id)).collect();
    drop(db);
    let begun = Instant::now();
    bare(&folder.join("bare.db"), &brand, &shops, &file)?;
    let bare = said("bare loop", n, begun.elapsed(), &format!("a statement each, committed by {GROUP}"));
    println!("import at N / import at N/10: {:.2}", rates[1] / rates[0]);
    println!("import at N/10 / bare loop: {:.2}", rates[0] / bare);
    println!("import at N / bare loop: {:.2}", rates[1] / bare);
    println!("import at N / 20,000 per second: {:.2}", rates[1] / 20_000.0);
    Ok(())
}

fn again(db: &Db, brand: &Brand, file: &Path, n: u64) -> Result<(), Trouble> {
    let begun = Instant::now();
    let again: Report = intake::visits(db, brand, file, &options())?;
    said("the same file again", n, begun.elapsed(), &again.to_string());
    assert_eq!(again.unchanged, n, "{again}");
    let begun = Instant::now();
    let verified = noren::audit::verify(db, Some(brand.id))?;
    println!("verify: {:.1} s", begun.elapsed().as_secs_f64());
    assert_eq!(verified.untruth, None);
    Ok(())
}

fn said(what: &str, rows: u64, took: Duration, how: &str) -> f64 {
    let rate = rows as f64 / took.as_secs_f64();
    println!("{what}: {rows} rows in {:.1} s, {rate:.0} rows/s ({how})", took.as_secs_f64());
    rate
}

fn options() -> Options {
    Options { now: Millis(1_795_000_000_000), ..Options::default() }
}

/// A brand with its shops.
fn street(folder: &Path, name: &str) -> Result<(Db, Brand), Trouble> {
    let engine = Engine::Sqlite(folder.join(format!("{name}.db")));
    prepare(&engine)?;
    let db = Db::open(&engine)?;
    let founding = Founding {
        code: "bench".into(),
        name: "Bench".into(),
        name_en: String::new(),
        currency: "JPY".into(),
        timezone: "Asia/Tokyo".into(),
        locale: "ja".into(),
        crest: String::new(),
        is_demo: false,
        terms: Terms::default(),
    };
    let brand = db.write_now(move |tx| brand::found(tx, &founding, Millis(0)))?;
    let mut text = String::from("code,name,category,lat,lon\n");
    for i in 0..SHOPS {
        text.push_str(&format!("s{i},Shop {i},cafe,35.{:04},139.{:04}\n", i * 7, i * 11));
    }
    let file = folder.join("shops.csv");
    std::fs::write(&file, text)?;
    intake::shops(&db, &brand, &file, &options())?;
    Ok((db, brand))
}

/// What a till system exports: in order of time, regulars among many who come rarely.
fn visits_file(folder: &Path, rows: u64) -> Result<PathBuf, Trouble> {
    let path = folder.join(format!("visits-{rows}.csv"));
    let mut out = std::io::BufWriter::new(std::fs::File::create(&path)?);
    writeln!(out, "member,shop,at,amount")?;
    let mut seed = 42u64;
    let mut draw = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    };
    let members = (rows / 20).max(10);
    // Two years of business.
    let step = 2 * 365 * 86_400_000 / rows as i64;
    let mut at = 1_700_000_000_000i64;
    for _ in 0..rows {
        at += step;
        let member = draw(members).min(draw(members));
        // Everybody has a dozen shops of their own.
        let shop = (member.wrapping_mul(2_654_435_761) + draw(12)) % SHOPS;
        let time = jiff::Timestamp::from_millisecond(at / 1000 * 1000)?;
        writeln!(out, "m{member},s{shop},{time},{}", draw(50) * 100 + 80)?;
    }
    out.flush()?;
    Ok(path)
}

/// The same rows and counts, a statement each, as one would write it first.
fn bare(db: &Path, brand: &Brand, shops: &HashMap<String, ShopId>, file: &Path) -> Result<(), Trouble> {
    let mut conn = SqliteConnection::establish(db.to_str().ok_or("UTF-8")?)?;
    conn.batch_execute(
        "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32768; \
         PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456;",
    )?;
    let zone = brand.zone();
    let mut holders: HashMap<String, PassportId> = HashMap::new();
    let mut rows = csv::Reader::from_path(file)?;
    let mut open = 0;
    for (n, row) in rows.records().enumerate() {
        let row = row?;
        if open == 0 {
            conn.batch_execute("BEGIN IMMEDIATE")?;
        }
        let at: Millis = row[2].parse::<jiff::Timestamp>()?.into();
        let (shop, amount) = (shops[&row[1]], row[3].parse::<i64>()?);
        let holder = match holders.get(&row[0]) {
            Some(id) => {
                diesel::update(p::table.find(*id))
                    .set((p::last_visit_at.eq(at), p::last_shop.eq(Some(shop))))
                    .execute(&mut conn)?;
                *id
            }
            None => {
                let id = PassportId::new();
                holders.insert(row[0].to_owned(), id);
                passport(&mut conn, brand.id, id, &row[0], shop, at)?;
                id
            }
        };
        let seen = (holder, shop, at, at.day(&zone), amount);
        visit(&mut conn, brand.id, seen, &format!("{:011x}{n:016x}", at.0))?;
        open += 1;
        if open == GROUP {
            conn.batch_execute("COMMIT")?;
            open = 0;
        }
    }
    if open > 0 {
        conn.batch_execute("COMMIT")?;
    }
    Ok(())
}

fn passport(
    conn: &mut SqliteConnection,
    brand: BrandId,
    id: PassportId,
    origin: &str,
    shop: ShopId,
    at: Millis,
) -> QueryResult<usize> {
    diesel::insert_into(p::table)
        .values((
            p::brand_id.eq(brand),
            p::id.eq(id),
            p::code.eq(codes::random(codes::PASSPORT_LEN)),
            p::name.eq(""),
            p::reading.eq(""),
            p::search.eq(""),
            p::origin.eq(Some(origin)),
            p::last_visit_at.eq(at),
            p::last_shop.eq(Some(shop)),
            p::created_at.eq(at),
        ))
        .execute(conn)
}

fn visit(
    conn: &mut SqliteConnection,
    brand: BrandId,
    (holder, shop, at, day, amount): (PassportId, ShopId, Millis, Day, i64),
    origin: &str,
) -> QueryResult<()> {
    diesel::insert_into(v::table)
        .values((
            v::brand_id.eq(brand),
            v::id.eq(VisitId::new()),
            v::shop_id.eq(shop),
            v::passport_id.eq(holder),
            v::at.eq(at),
            v::day.eq(day),
            v::amount.eq(Some(Amount(amount))),
            v::visit_points.eq(0i64),
            v::spend_points.eq(0i64),
            v::too_soon.eq(false),
            v::origin.eq(Some(origin)),
            v::recorded_at.eq(at),
        ))
        .execute(conn)?;
    diesel::insert_into(ac::table)
        .values((
            ac::brand_id.eq(brand),
            ac::shop_id.eq(shop),
            ac::passport_id.eq(holder),
            ac::visits.eq(1i64),
            ac::first_at.eq(at),
            ac::last_at.eq(at),
        ))
        .on_conflict((ac::brand_id, ac::passport_id, ac::shop_id))
        .do_update()
        .set((ac::visits.eq(ac::visits + 1), ac::last_at.eq(excluded(ac::last_at))))
        .execute(conn)?;
    diesel::insert_into(d::table)
        .values((d::brand_id.eq(brand), d::shop_id.eq(shop), d::day.eq(day), d::visits.eq(1i64), d::amount.eq(amount)))
        .on_conflict((d::brand_id, d::day, d::shop_id))
        .do_update()
        .set((d::visits.eq(d::visits + 1), d::amount.eq(d::amount + amount)))
        .execute(conn)?;
    Ok(())
}

/// Median of the time a small durable write takes here, in milliseconds.
fn fdatasync(folder: &Path) -> Result<f64, Trouble> {
    let mut file = std::fs::File::create(folder.join("sync"))?;
    let mut times = Vec::new();
    for _ in 0..50 {
        file.write_all(&[7; 4096])?;
        let begun = Instant::now();
        file.sync_data()?;
        times.push(begun.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    Ok(times[times.len() / 2])
}

/// The most this process ever held, in MiB.
fn memory() -> Result<u64, Trouble> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:")).ok_or("no VmHWM")?;
    Ok(line.split_whitespace().nth(1).ok_or("no number")?.parse::<u64>()? / 1024)
}
