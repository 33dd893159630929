//! Taps over HTTP at 64 clients against a bare loop of the same statements, in one run on the same disk.
//!
//! `cargo bench --bench taps` measures; `-- --short` only proves that it works. Nothing here is asserted but that every
//! tap was answered: the figures are printed as ratios, since machines differ.

#[allow(dead_code, unused_macros, unused_imports)]
#[path = "../tests/it/support/mod.rs"]
mod support;

use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use diesel::Connection;
use diesel::connection::SimpleConnection;
use noren::brand::{self, Brand, Founding, Terms};
use noren::counter::answers::{self, Asked};
use noren::counter::{self, Stand, Tap, said};
use noren::db::{Conn, Db};
use noren::keys::Keys;
use noren::people::{self, who};
use noren::shop::{self, Described};
use noren::words::{Amount, Clock, Millis, ShopId};
use noren::{db, passport};
use noren_views::Lang;
use support::place::Place;
use support::program::Serving;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const CLIENTS: usize = 64;
const SHOPS: usize = 24;

struct Plan {
    passports: usize,
    bare: usize,
    grouped: usize,
    http: usize,
}

struct Ready {
    place: Place,
    brand: Brand,
    shops: Vec<(ShopId, String)>,
    cards: Vec<String>,
}

fn main() {
    let short = std::env::args().any(|a| a == "--short") || std::env::var_os("NOREN_BENCH_SHORT").is_some();
    let plan = if short {
        Plan { passports: 400, bare: 200, grouped: 400, http: 1_000 }
    } else {
        Plan { passports: 6_000, bare: 4_000, grouped: 20_000, http: 60_000 }
    };
    println!("taps: {CLIENTS} clients, {SHOPS} shops, {} passports", plan.passports);
    sqlite(&plan);
    postgres(&plan);
}

fn sqlite(plan: &Plan) {
    let ready = prepare(Place::sqlite(), plan.passports);
    println!("\nSQLite, WAL, synchronous=FULL");
    println!("  fdatasync of 4 KiB: median {:.2} ms", fdatasync(&ready) * 1e3);
    let alone = bare(&ready, plan.bare, 1, 0);
    println!("  bare loop, each tap committed alone: {alone:>8.0} taps/s");
    let grouped = bare(&ready, plan.grouped, 64, plan.bare);
    println!("  bare loop, groups of 64 (the limit): {grouped:>8.0} taps/s");
    let (rate, p50, p99) = over_http(&ready, plan.http, plan.bare + plan.grouped);
    println!("  over HTTP, {CLIENTS} clients:             {rate:>8.0} taps/s, p50 {p50:.1} ms, p99 {p99:.1} ms");
    println!("  ratio to each alone: {:.2} (wanted 1.5); to groups of 64: {:.2}", rate / alone, rate / grouped);
}

fn postgres(plan: &Plan) {
    let ready = Arc::new(prepare(Place::postgres(), plan.passports));
    println!("\nPostgreSQL 15 on loopback");
    let bare = bare_postgres(&ready, plan.bare * 2);
    println!("  bare libpq loop, {CLIENTS} connections:   {bare:>8.0} taps/s");
    let (rate, p50, p99) = over_http(&ready, plan.http / 2, plan.bare * 2);
    println!("  over HTTP, {CLIENTS} clients:             {rate:>8.0} taps/s, p50 {p50:.1} ms, p99 {p99:.1} ms");
    println!("  ratio: {:.2} (wanted 0.7)", rate / bare);
}

/// A street of 24 shops and its residents, through the acts.
fn prepare(place: Place, passports: usize) -> Ready {
    db::prepare(&place.engine()).expect("prepared");
    let db = Db::open(&place.engine()).expect("opens");
    let secret = if place.is_postgres() { place.path("data/noren.secret") } else { place.engine().beside("secret") };
    let keys = Keys::open(&secret).expect("a secret");
    let now = Clock::default().now();
    keys.set_kids(people::signing_kids(&db, now).expect("a signing key")).expect("keys");
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
    let brand = db.write_now(move |tx| brand::found(tx, &founding, now)).expect("founded");
    let b = brand.clone();
    let shops = db.write_now(move |tx| (0..SHOPS).map(|n| open_shop(tx, &b, n, now)).collect()).expect("shops");
    let shops: Vec<ShopId> = shops;
    let mut keyed = Vec::new();
    for id in shops {
        let b = brand.id;
        let key = db.write_now(move |tx| people::make_api_key(tx, b, Some(id), "bench", None, now)).expect("a key");
        keyed.push((id, who::api_token(&keys, key, now).expect("a token")));
    }
    let mut cards = Vec::new();
    for batch in (0..passports).step_by(500) {
        let b = brand.id;
        let made: Vec<String> = db
            .write_now(move |tx| {
                (batch..(batch + 500).min(passports))
                    .map(|n| {
                        let new = passport::Newcomer { name: format!("Resident {n}"), ..Default::default() };
                        Ok(passport::register(tx, b, &new, None, now)?.1.card.token)
                    })
                    .collect()
            })
            .expect("registered");
        cards.extend(made);
    }
    Ready { place, brand, shops: keyed, cards }
}

fn open_shop(tx: &mut Conn, brand: &Brand, n: usize, now: Millis) -> noren::words::Result<ShopId> {
    let trades = ["豆腐店", "鮮魚店", "パン", "書店", "花店", "喫茶店", "理容", "薬局"];
    let described = Described {
        code: format!("s{n}"),
        name: format!("店{n}"),
        category: trades[n % trades.len()].into(),
        lat: 35.648 + n as f64 * 0.0003,
        lon: 138.566,
        ..Default::default()
    };
    match shop::put(tx, brand, &described, None, now)? {
        shop::Put::New(id) | shop::Put::Changed(id) | shop::Put::Unchanged(id) => Ok(id),
    }
}

/// The `n`th tap: another passport each time, another shop each round, so that none is too soon.
fn nth(ready: &Ready, n: usize) -> (ShopId, usize, Tap) {
    let passport = n % ready.cards.len();
    let shop = (passport + n / ready.cards.len()) % ready.shops.len();
    let tap = Tap { card: ready.cards[passport].clone(), amount: Some(Amount(1280)), at: None };
    (ready.shops[shop].0, shop, tap)
}

/// The same statements as a tap's write, on one connection and nothing else.
fn one(conn: &mut Conn, ready: &Ready, n: usize, now: Millis) {
    let (shop, _, tap) = nth(ready, n);
    let stand = Stand { brand: ready.brand.clone(), shop, by: None };
    let asked = Asked::new(ready.brand.id, format!("shop:{shop}"), "tap", &format!("bare-{n}"), "x").expect("a key");
    assert!(answers::before::<said::Kept>(conn, &asked).expect("read").is_none());
    let stamped = counter::record_tap(conn, &stand, &tap, now).expect("stamped");
    let receipt = said::receipt(conn, &stand, Lang::Ja, &stamped, Vec::new()).expect("a receipt");
    answers::remember(conn, &asked, &receipt, Some(stamped.passport.id), now).expect("remembered");
}

fn bare(ready: &Ready, taps: usize, group: usize, from: usize) -> f64 {
    let file = ready.place.url.strip_prefix("sqlite:").expect("SQLite");
    let mut conn = Conn::Sqlite(diesel::SqliteConnection::establish(file).expect("opens"));
    conn.batch_execute(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-32768;",
    )
    .expect("pragmas");
    let now = Clock::default().now();
    let begun = Instant::now();
    for first in (0..taps).step_by(group) {
        conn.batch_execute("BEGIN IMMEDIATE").expect("begun");
        for n in first..(first + group).min(taps) {
            one(&mut conn, ready, from + n, now);
        }
        conn.batch_execute("COMMIT").expect("committed");
    }
    taps as f64 / begun.elapsed().as_secs_f64()
}

fn bare_postgres(ready: &Arc<Ready>, taps: usize) -> f64 {
    let next = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    let threads: Vec<_> = (0..CLIENTS)
        .map(|_| {
            let (ready, next) = (ready.clone(), next.clone());
            std::thread::spawn(move || {
                let mut conn = Conn::Pg(diesel::PgConnection::establish(&ready.place.url).expect("connects"));
                let now = Clock::default().now();
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= taps {
                        break;
                    }
                    conn.batch_execute("BEGIN").expect("begun");
                    one(&mut conn, &ready, n, now);
                    conn.batch_execute("COMMIT").expect("committed");
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().expect("a client");
    }
    taps as f64 / begun.elapsed().as_secs_f64()
}

/// Median seconds of writing and syncing 4 KiB where the database lies.
fn fdatasync(ready: &Ready) -> f64 {
    let mut file = std::fs::File::create(ready.place.path("sync")).expect("a file");
    let mut times: Vec<f64> = (0..200)
        .map(|_| {
            file.write_all(&[7; 4096]).expect("written");
            let begun = Instant::now();
            file.sync_data().expect("synced");
            begun.elapsed().as_secs_f64()
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// The real program, driven by 64 keep-alive connections. Taps per second, p50 and p99 in milliseconds.
fn over_http(ready: &Ready, taps: usize, from: usize) -> (f64, f64, f64) {
    let serving = Serving::start(&ready.place, &["serve", "--listen", "127.0.0.1:0"]);
    let address = serving.base.strip_prefix("http://").expect("plain HTTP").to_owned();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let next = AtomicUsize::new(0);
    let warm = taps / 10;
    let (elapsed, mut times) = runtime.block_on(async {
        drive(ready, &address, &AtomicUsize::new(0), warm, from).await;
        let begun = Instant::now();
        let times = drive(ready, &address, &next, taps - warm, from + warm).await;
        (begun.elapsed(), times)
    });
    times.sort_unstable();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    (times.len() as f64 / elapsed.as_secs_f64(), at(0.5), at(0.99))
}

async fn drive(ready: &Ready, address: &str, next: &AtomicUsize, taps: usize, from: usize) -> Vec<Duration> {
    let clients = (0..CLIENTS).map(|_| client(ready, address, next, taps, from));
    futures_util::future::join_all(clients).await.concat()
}

async fn client(ready: &Ready, address: &str, next: &AtomicUsize, taps: usize, from: usize) -> Vec<Duration> {
    let mut stream = TcpStream::connect(address).await.expect("connects");
    stream.set_nodelay(true).expect("nodelay");
    let mut times = Vec::new();
    let mut buffer = vec![0; 16 * 1024];
    loop {
        let n = next.fetch_add(1, Ordering::Relaxed);
        if n >= taps {
            return times;
        }
        let (_, shop, tap) = nth(ready, from + n);
        let body = format!("{{\"card\":\"{}\",\"amount\":1280}}", tap.card);
        let request = format!(
            "POST /api/v1/taps HTTP/1.1\r\nHost: bench\r\nAuthorization: Bearer {}\r\nIdempotency-Key: http-{}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            ready.shops[shop].1,
            from + n,
            body.len(),
        );
        let begun = Instant::now();
        stream.write_all(request.as_bytes()).await.expect("sent");
        let status = answer(&mut stream, &mut buffer).await;
        times.push(begun.elapsed());
        assert_eq!(status, 201, "every tap is answered");
    }
}

/// Reads one answer by its Content-Length; its status.
async fn answer(stream: &mut TcpStream, buffer: &mut [u8]) -> u16 {
    let mut held = 0;
    loop {
        let read = stream.read(&mut buffer[held..]).await.expect("an answer");
        assert!(read > 0, "the server hung up");
        held += read;
        let text = String::from_utf8_lossy(&buffer[..held]);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length =
            head.lines().find_map(|l| l.to_ascii_lowercase().strip_prefix("content-length: ").map(str::to_owned));
        let length: usize = length.expect("a length").trim().parse().expect("a number");
        if body.len() >= length {
            return head[9..12].parse().expect("a status");
        }
    }
}
