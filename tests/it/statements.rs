//! What a shop reads of its closed month: the page, the files, and its objections with their answers.

use std::io::Write;
use std::process::{Command, Stdio};

use jiff::civil::date;
use noren::books;
use noren::people::{For, Role};
use noren::statement::files::{Moved, csv, shift_jis, xlsx};
use noren::statement::{self, pdf};
use noren_views::statement::{Code, Line, Sheet};
use noren_views::{Crest, Lang, Trade, dashboard};
use serde_json::json;

use crate::support::http::{Client, text};
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{Street, key};

on_both_engines! { a_month_is_read_objected_to_and_answered what_is_anothers_is_not_there the_window_ends numbers_for_invoices }

/// A street with a closed month in which every kind of movement happened; its name.
struct Closed {
    street: Street,
    month: String,
    owner: Client,
}

fn closed(place: Place) -> Closed {
    let street = Street::open(place);
    let resident = street.resident_with(400);
    let slip = json!({"card": resident.card, "to_shop": street.shops[1].code, "reason": "Bread"});
    street.till(0).post("/api/v1/referrals", &key(), &slip).expect(201);
    street.till(1).post("/api/v1/taps", &key(), &json!({"card": resident.card, "amount": 900})).expect(201);
    let spend = json!({"card": resident.card, "pin": resident.pin, "points": 60});
    street.till(0).post("/api/v1/redemptions", &key(), &spend).expect(201);
    let tap =
        street.till(0).post("/api/v1/taps", &key(), &json!({"card": resident.card, "amount": 5000})).expect(201).json();
    let undo = format!("/api/v1/visits/{}/reversals", tap["visit"].as_str().expect("an id"));
    street.till(0).post(&undo, &key(), &json!({})).expect(201);
    let month = street.month();
    close(&street, &month);
    let owner = street.person("owner", Role::Owner, For::Shop(street.shops[0].id));
    Closed { street, month, owner }
}

/// Lets the month pass, and closes it.
fn close(street: &Street, month: &str) {
    let over = books::over_at(&street.brand, books::parse(month).expect("a month"));
    if over.0 > street.now() {
        street.later(over.0 - street.now() + 3_600_000);
    }
    books::close(&street.house.db, &street.brand, month, street.house.clock.now()).expect("closed");
}

fn next(month: &str) -> String {
    let first = books::parse(month).expect("a month");
    first.last_of_month().tomorrow().expect("a day").strftime("%Y-%m").to_string()
}

fn a_month_is_read_objected_to_and_answered(place: Place) {
    let Closed { street, month, owner } = closed(place);
    let page = format!("/shop/statements/{month}");
    assert!(owner.get("/shop/statements").expect(200).body.contains(&page));
    for (lang, says) in [("en", "will be paid to you."), ("ja", "お振り込みします。")] {
        let said = owner.get(&format!("{page}?lang={lang}")).expect(200).body;
        // Taken 60, thanks 7; what was given was taken back: ¥1 a point in this street.
        assert!(said.contains(says) && said.contains("67"), "{}", text(&said));
        assert!(!said.contains("Unknown localization") && !said.contains("{ $"), "{said}");
    }
    let head = street.place.number("SELECT CAST(length(head) AS BIGINT) AS n FROM months");
    assert_eq!(head, 64);

    // The files hold each movement, and come to the statement's own figures.
    let file = owner.get(&format!("{page}/csv?lang=en")).expect(200);
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    let rows: Vec<&str> = file.body.lines().filter(|l| l.starts_with("single,")).collect();
    let told: Vec<String> = rows.iter().map(|r| r.split(',').skip(3).collect::<Vec<_>>().join(",")).collect();
    assert_eq!(
        told,
        [
            "Thanks for slips you sent,Mugi Bakery,1,7,100,100,7.00",
            "Points used at your shop,,1,60,100,100,60.00",
            "Points you gave,,1,60,100,100,-60.00",
            "Points taken back,,1,-60,100,100,60.00",
        ]
    );
    assert!(!file.body.contains("Resident"), "a person is named");
    assert!(owner.get(&format!("{page}/xlsx")).expect(200).body.starts_with("PK"));
    assert!(owner.get(&format!("{page}/pdf")).expect(200).body.starts_with("%PDF-"));
    assert_eq!(owner.get(&format!("{page}/exe")).status, 404);
    let (brand, shop, name) = (street.brand.clone(), street.shops[0].id, month.clone());
    let (lines, singles) = street
        .house
        .db
        .read_now(move |tx| {
            let (month, found) = statement::of(tx, &brand, &name, shop)?;
            let found = found.expect("a statement");
            Ok((books::lines_of(tx, brand.id, found.id)?, statement::singles(tx, &brand, &month, shop)?))
        })
        .expect("read");
    for line in &lines {
        let of = singles.iter().filter(|s| s.code == line.code && s.other == line.other);
        assert_eq!(of.map(|s| s.points).sum::<i64>(), line.points, "{line:?}");
    }

    // The shop objects, once; nothing typed is lost.
    let objections = format!("{page}/objections");
    owner.form(&objections, &[("reason", " ")]).expect(422);
    let long = "too long ".repeat(200);
    let again = owner.form(&objections, &[("reason", &long)]).expect(422).body;
    assert!(again.contains("longer than 1000 signs") && again.contains("too long too long"), "{}", text(&again));
    owner.form(&objections, &[("reason", "Ten points of the 3rd are missing")]).expect(303);
    let twice = owner.form(&objections, &[("reason", "And more")]).expect(409).body;
    assert!(twice.contains("has an objection to this statement already"), "{}", text(&twice));

    // The street answers with a sum that is not more than it is about, once.
    let (coordinator, officer, auditor) = (
        street.person("coordinator", Role::Coordinator, For::Brand),
        street.person("officer", Role::Officer, For::Brand),
        street.person("auditor", Role::Auditor, For::Brand),
    );
    for who in [&coordinator, &officer, &auditor] {
        let desk = who.get("/dashboard/objections").expect(200).body;
        assert!(desk.contains("Ten points of the 3rd"), "{}", text(&desk));
    }
    let seen = auditor.get(&format!("/dashboard/months/{month}/statements/{}", street.shops[0].code)).expect(200).body;
    assert!(seen.contains("Ten points of the 3rd"), "{}", text(&seen));
    let id = street.place.number("SELECT id AS n FROM objections");
    let answer = |who: &Client, sum: &str| {
        who.form(
            &format!("/dashboard/objections/{id}"),
            &[("text", "You are right, ten were lost"), ("way", "more"), ("amount", sum)],
        )
    };
    answer(&officer, "10").expect(403);
    let much = answer(&coordinator, "1,000").expect(422).body;
    assert!(much.contains("¥67 in all") && much.contains("You are right, ten were lost"), "{}", text(&much));
    answer(&coordinator, "ten").expect(422);
    answer(&coordinator, "１０").expect(303);
    answer(&coordinator, "10").expect(409);
    let said = owner.get(&page).expect(200).body;
    assert!(said.contains("You are right, ten were lost") && said.contains("¥10 more for the shop"), "{}", text(&said));

    // It stands in the next month, and the closed one is as it was.
    let after = next(&month);
    close(&street, &after);
    // A month later nobody is signed in any more.
    let owner = street.person("owner-later", Role::Owner, For::Shop(street.shops[0].id));
    let said = owner.get(&format!("/shop/statements/{after}")).expect(200).body;
    assert!(said.contains("Objection settled") && said.contains("¥10"), "{}", text(&said));
    let file = owner.get(&format!("/shop/statements/{after}/csv?lang=en")).expect(200).body;
    assert!(
        file.lines().any(|l| l.starts_with("single,") && l.contains("Objection settled") && l.ends_with(",10.00")),
        "{file}"
    );
    street.verify();
}

fn what_is_anothers_is_not_there(place: Place) {
    let Closed { street, month, .. } = closed(place);
    let neighbour = street.neighbour();
    let stranger = street.person_of(&neighbour.brand, "stranger", Role::Owner, For::Shop(neighbour.shop_id));
    let foreign = street.person_of(&neighbour.brand, "foreign", Role::Coordinator, For::Brand);
    for path in [format!("/shop/statements/{month}"), format!("/shop/statements/{month}/csv")] {
        assert_eq!(stranger.get(&path).status, 404, "{path}");
    }
    let at = format!("/dashboard/months/{month}/statements/{}", street.shops[0].code);
    for path in [at.clone(), format!("{at}/pdf")] {
        assert_eq!(foreign.get(&path).status, 404, "{path}");
    }
    // Another shop of the street reads its own, never this one.
    let other = street.person("other", Role::Owner, For::Shop(street.shops[1].id));
    let said = other.get(&format!("/shop/statements/{month}")).expect(200).body;
    assert!(said.contains("Mugi Bakery") && said.contains("-002"), "{}", text(&said));
    // An objection of another street is not there either.
    let owner = street.person("owner-too", Role::Owner, For::Shop(street.shops[0].id));
    owner.form(&format!("/shop/statements/{month}/objections"), &[("reason", "This")]).expect(303);
    let id = street.place.number("SELECT id AS n FROM objections");
    let answer = [("text", "No"), ("way", "more"), ("amount", "0")];
    assert_eq!(foreign.form(&format!("/dashboard/objections/{id}"), &answer).status, 404);
    assert!(!foreign.get("/dashboard/objections").expect(200).body.contains("This"));
}

fn the_window_ends(place: Place) {
    let Closed { street, month, .. } = closed(place);
    street.later(15 * 24 * 3_600_000);
    let owner = street.person("owner-late", Role::Owner, For::Shop(street.shops[0].id));
    let page = format!("/shop/statements/{month}");
    let said = owner.get(&page).expect(200).body;
    assert!(said.contains("Objections could be written until"), "{}", text(&said));
    let late = owner.form(&format!("{page}/objections"), &[("reason", "I noticed too late")]).expect(409).body;
    assert!(late.contains("I noticed too late") && late.contains("could be written until"), "{}", text(&late));
    // A month that one person proposed is no statement yet.
    let after = next(&month);
    let over = books::over_at(&street.brand, books::parse(&after).expect("a month"));
    street.later(15 * 24 * 3_600_000 + (over.0 - street.now()).max(0) + 3_600_000);
    books::propose(&street.house.db, &street.brand, &after, None, street.house.clock.now()).expect("proposed");
    let owner = street.person("owner-later", Role::Owner, For::Shop(street.shops[0].id));
    let said = owner.get(&format!("/shop/statements/{after}")).expect(200).body;
    assert!(said.contains("is being looked at"), "{}", text(&said));
    assert_eq!(owner.get(&format!("/shop/statements/{after}/csv")).status, 404);
}

fn numbers_for_invoices(place: Place) {
    let Closed { street, month, owner } = closed(place);
    let wrong = owner.form("/shop/invoice-number", &[("number", "T7000012050003")]).expect(422).body;
    assert!(wrong.contains("T7000012050003") && wrong.contains("no registration number"), "{}", text(&wrong));
    owner.form("/shop/invoice-number", &[("number", "t7000 0120 50002")]).expect(303);
    let coordinator = street.person("coordinator", Role::Coordinator, For::Brand);
    coordinator.form("/dashboard/invoice-number", &[("number", "T8000012050001")]).expect(303);
    let said = owner.get(&format!("/shop/statements/{month}")).expect(200).body;
    assert!(said.contains("T7000012050002") && said.contains("T8000012050001"), "{}", text(&said));
    owner.form("/shop/invoice-number", &[("number", "")]).expect(303);
    assert!(!owner.get(&format!("/shop/statements/{month}")).expect(200).body.contains("T7000012050002"));
}

fn shop(name: &str) -> dashboard::Shop {
    dashboard::Shop { code: name.into(), name: name.into(), trade: Trade::Food, crest: Crest::of_street(name) }
}

/// The month of the picture in LOOK, at Karasuyama's rates; one shop has a hostile name.
fn sheet() -> (Sheet, Vec<Moved>) {
    let line = |code, other: Option<&str>, count, points, rate, money| Line {
        code,
        other: other.map(shop),
        count,
        points,
        lot: if rate == 0 { 1 } else { 350 },
        rate,
        money,
    };
    let lines = vec![
        line(Code::Taken, None, 120, 9_240, 500, 13_200),
        line(Code::ThanksGot, Some("鮮魚 いそはる"), 16, 112, 500, 160),
        line(Code::ThanksGot, Some("=HYPERLINK(\"x\")"), 11, 77, 500, 110),
        line(Code::ThanksGot, Some("茶 ちぐさ茶舗"), 9, 63, 500, 90),
        line(Code::ThanksGot, Some("花 ひなた"), 4, 28, 500, 40),
        line(Code::ThanksGot, Some("𠮷野パン"), 2, 14, 500, 20),
        line(Code::Given, None, 300, 4_200, 700, -8_400),
        line(Code::ThanksPaid, Some("八百屋 やおみの"), 6, 42, 500, -60),
        line(Code::Fee, None, 1, 0, 0, -1_100),
    ];
    let sheet = Sheet {
        shop: shop("豆腐 かめや"),
        street: "あさひ通り のれん会".into(),
        currency: "JPY".into(),
        number: "2610-003".into(),
        month: "2026-10".into(),
        first: date(2026, 10, 1),
        last: date(2026, 10, 31),
        issued: date(2026, 11, 5),
        net: lines.iter().map(|l| l.money).sum(),
        lines,
        object_until: date(2026, 11, 19),
        contact: "白井".into(),
        head: "0f1e2d3c4b5a69788796a5b4c3d2e1f0".repeat(2),
        published: "https://asahi.example/streets/asahi".into(),
        street_invoice: "T7000012050002".into(),
        shop_invoice: String::new(),
    };
    let moved = |day: i8, code, back, other: &str, points, rate, hundredths| Moved {
        at: date(2026, 10, day).at(9, 5, 0, 0),
        code,
        back,
        other: other.into(),
        points,
        lot: 350,
        rate,
        hundredths,
    };
    let moves = vec![
        moved(1, Code::Given, false, "", 14, 700, -2_800),
        moved(2, Code::Given, true, "", -14, 700, 2_800),
        moved(3, Code::ThanksGot, false, "=HYPERLINK(\"x\")", 7, 500, 1_000),
        moved(4, Code::Taken, false, "", 100, 500, 14_286),
        moved(5, Code::ThanksGot, false, "𠮷野パン", 7, 500, 1_000),
    ];
    (sheet, moves)
}

/// Compared with the file beside the tests; `NOREN_GOLDEN=write` writes it anew.
fn golden(name: &str, found: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/golden").join(name);
    if std::env::var("NOREN_GOLDEN").is_ok_and(|v| v == "write") {
        std::fs::write(&path, found).expect("written");
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, expected, "{} differs", path.display());
}

#[test]
fn a_csv_as_it_always_was() {
    let (sheet, moves) = sheet();
    for lang in [Lang::Ja, Lang::En] {
        let made = csv(&sheet, &moves, lang).expect("made");
        assert!(made.starts_with('\u{feff}') && made.contains("\r\n"));
        golden(&format!("statement-{}.csv", lang.code()), &made);
    }
    // A spreadsheet takes no field for a formula.
    let made = csv(&sheet, &moves, Lang::Ja).expect("made");
    let mut reader = csv_reader(made.trim_start_matches('\u{feff}'));
    let mut hostile = 0;
    for row in reader.records() {
        for field in row.expect("a row").iter() {
            let ours = field.strip_prefix('-').is_some_and(|n| n.parse::<f64>().is_ok());
            assert!(ours || !field.starts_with(['=', '+', '-', '@', '\t', '\r']), "{field}");
            hostile += usize::from(field.starts_with("'="));
        }
    }
    assert_eq!(hostile, 2);
    let bytes = shift_jis(&made);
    assert!(bytes.starts_with(&[0x8B, 0xE6, 0x95, 0xAA]), "区分");
    // 𠮷 is not in Shift_JIS; the rest of the name is.
    let geta = [0x81, 0xAC, 0x96, 0xEC, 0x83, 0x70, 0x83, 0x93];
    assert!(bytes.windows(geta.len()).any(|w| w == geta));
}

fn csv_reader(text: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().from_reader(text.as_bytes())
}

#[test]
fn a_hundred_thousand_lines() {
    let (sheet, moves) = sheet();
    let many: Vec<Moved> = moves.iter().cycle().take(100_000).cloned().collect();
    let begun = std::time::Instant::now();
    let made = csv(&sheet, &many, Lang::Ja).expect("made");
    let csv_ms = begun.elapsed().as_millis();
    let book = xlsx(&sheet, &many[..20_000], Lang::Ja).expect("made");
    println!(
        "100,000 lines: csv {csv_ms} ms, {} KiB; with 20,000 as xlsx {} ms, {} KiB",
        made.len() / 1024,
        begun.elapsed().as_millis(),
        book.len() / 1024
    );
    assert_eq!(made.lines().count(), 1 + sheet.lines.len() + 100_000);
    assert!(book.starts_with(b"PK"));
}

#[test]
fn a_pdf_whose_text_can_be_selected() {
    let (sheet, _) = sheet();
    for lang in [Lang::Ja, Lang::En] {
        let begun = std::time::Instant::now();
        let bytes = pdf::draw(&sheet, lang).expect("drawn");
        println!("a PDF in {}: {} ms, {} KiB", lang.code(), begun.elapsed().as_millis(), bytes.len() / 1024);
        assert!(bytes.len() < 200_000, "the whole font is in it");
        if let Ok(folder) = std::env::var("NOREN_PICTURES") {
            std::fs::write(format!("{folder}/statement-{}.pdf", lang.code()), &bytes).expect("written");
        }
        let said = pdf_text(&bytes);
        assert_eq!(said.matches('\u{c}').count(), 1, "one page");
        golden(&format!("statement-{}.txt", lang.code()), &said);
    }
    let said = pdf_text(&pdf::draw(&sheet, Lang::Ja).expect("drawn"));
    for text in ["豆腐 かめや 御中", "お振り込みします。", "〓野パン", "令和8年11月5日", "T7000012050002"]
    {
        let plain = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let whole = plain(&said);
        assert!(text.contains("〓") || whole.contains(&plain(text)), "{text} is not in {said}");
    }
}

/// As Debian's poppler reads it.
fn pdf_text(bytes: &[u8]) -> String {
    let mut child = Command::new("pdftotext")
        .args(["-layout", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext, of poppler-utils");
    child.stdin.take().expect("a pipe").write_all(bytes).expect("written");
    let out = child.wait_with_output().expect("it ends");
    assert!(out.status.success());
    String::from_utf8(out.stdout).expect("UTF-8")
}
