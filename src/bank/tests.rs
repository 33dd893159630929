//! The files byte for byte, and every reason not to make one.

use super::rules::{Details, Typed, account};
use super::zengin::{Became, Entry};
use super::{Flaw, journal, pain, zengin};
use jiff::civil::date;

fn japan(bank: &str, kind: &str, number: &str, holder: &str) -> Details {
    let typed = Typed {
        bank: bank.into(),
        branch: "123".into(),
        kind: kind.into(),
        number: number.into(),
        holder: holder.into(),
        payer_code: "1234567890".into(),
        collector_code: "9876543210".into(),
        ..Typed::default()
    };
    account(&typed, "JPY", true).expect("an account")
}

fn euro(iban: &str, bic: &str, holder: &str) -> Details {
    let typed = Typed { iban: iban.into(), bic: bic.into(), holder: holder.into(), ..Typed::default() };
    account(&typed, "EUR", true).expect("an account")
}

fn street() -> Details {
    japan("0005", "ordinary", "7654321", "アサヒドオリシヨウテンカイ")
}

fn pays(shop: &str, account: Option<Details>, amount: i64, number: &str) -> Entry {
    Entry { shop: shop.into(), account, amount, number: number.into(), first: false }
}

fn october() -> Vec<Entry> {
    vec![
        pays("亀屋豆腐店", Some(japan("0005", "ordinary", "45678", "カ）カメヤトウフテン")), 12_345, "2610-001"),
        pays("むぎパン", Some(japan("9900", "current", "1", "むぎぱん　やまだ　じゅん")), 5, "2610-002"),
        pays(
            "ことのは書房",
            Some(japan("1344", "savings", "9999999", "「コトノハ」シヨボウ")),
            9_999_999_999,
            "2610-010",
        ),
    ]
}

/// Compares with the file in tests/data/golden; `GOLDEN=write` writes it anew.
fn golden(name: &str, bytes: &[u8]) {
    let path = format!("{}/tests/data/golden/{name}", env!("CARGO_MANIFEST_DIR"));
    if std::env::var("GOLDEN").is_ok_and(|how| how == "write") {
        std::fs::write(&path, bytes).expect("written");
    }
    let expected = std::fs::read(&path).unwrap_or_else(|e| panic!("{path}: {e}"));
    assert!(expected == bytes, "{name} differs:\n{}\n{}", shown(&expected), shown(bytes));
}

fn shown(bytes: &[u8]) -> String {
    bytes.iter().map(|b| super::kana::sign(*b).unwrap_or(if *b == b'\n' { '\n' } else { '·' })).collect()
}

fn records(bytes: &[u8]) -> Vec<String> {
    bytes
        .chunks(122)
        .map(|r| {
            assert!(r.len() == 122 && r.ends_with(b"\r\n"), "{}", shown(r));
            shown(&r[..120])
        })
        .collect()
}

#[test]
fn a_transfer_is_the_banks_own_bytes() {
    let file = zengin::transfer(&street(), date(2026, 11, 25), &october()).unwrap();
    golden("furikomi.txt", &file);
    let lines = records(&file);
    assert_eq!(lines.len(), 6);
    assert!(lines[0].starts_with("12101234567890ｱｻﾋﾄﾞｵﾘｼﾖｳﾃﾝｶｲ"), "{}", lines[0]);
    let cut = |line: &str, from: usize, length: usize| line.chars().skip(from).take(length).collect::<String>();
    assert_eq!(cut(&lines[0], 54, 8), "11250005");
    assert_eq!(cut(&lines[1], 1, 4), "0005");
    assert_eq!(cut(&lines[1], 42, 8), "10045678");
    assert_eq!(cut(&lines[1], 50, 30).trim(), "ｶ)ｶﾒﾔﾄｳﾌﾃﾝ");
    assert_eq!(cut(&lines[1], 80, 32), "00000123450000261000100000000007");
    // 当座 is 2, and of a transfer 貯蓄 is 4; small kana were made large.
    assert_eq!((cut(&lines[2], 42, 1), cut(&lines[3], 42, 1)), ("2".into(), "4".into()));
    assert_eq!(cut(&lines[2], 50, 30).trim(), "ﾑｷﾞﾊﾟﾝ ﾔﾏﾀﾞ ｼﾞﾕﾝ");
    assert_eq!(cut(&lines[4], 0, 19), "8000003010000012349");
    assert_eq!(lines[5].trim(), "9");
}

#[test]
fn a_debit_is_the_banks_own_bytes() {
    let mut entries = october();
    entries[0].number = "123".into();
    entries[0].first = true;
    entries[1].number = "00000000000000000456".into();
    entries[2].amount = 700;
    entries[2].number = "789".into();
    let file = zengin::debit(&street(), date(2026, 11, 27), &entries).unwrap();
    golden("furikae.txt", &file);
    let lines = records(&file);
    assert!(lines[0].starts_with("19109876543210"), "{}", lines[0]);
    let cut = |line: &str, from: usize, length: usize| line.chars().skip(from).take(length).collect::<String>();
    assert_eq!(cut(&lines[1], 80, 32), "00000123451000000000000000001230");
    assert_eq!(cut(&lines[2], 90, 21), "000000000000000000456");
    assert_eq!(cut(&lines[3], 42, 1), "9");
    assert_eq!(cut(&lines[4], 0, 55), "8000003000000013050000000000000000000000000000000000000");
}

#[test]
fn what_the_bank_says_of_a_debit_is_read() {
    let mut entries = october();
    entries[2].amount = 700;
    for (n, entry) in entries.iter_mut().enumerate() {
        entry.number = (n + 1).to_string();
    }
    let mut file = zengin::debit(&street(), date(2026, 11, 27), &entries).unwrap();
    // The bank writes over the zeros.
    file[122 * 2 + 111] = b'1';
    file[122 * 3 + 111] = b'4';
    let read = zengin::results(&file).unwrap();
    let told: Vec<(i64, Became)> = read.iter().map(|o| (o.amount, o.became)).collect();
    assert_eq!(told, [(12_345, Became::Drawn), (5, Became::NoMoney), (700, Became::NoMandate)]);
    assert_eq!(read[1].number, "00000000000000000002");
    let plain: Vec<u8> = file.iter().copied().filter(|b| !b"\r\n".contains(b)).collect();
    assert_eq!(zengin::results(&plain).unwrap(), read);

    let copied: String = records(&file).iter().map(|line| format!("{}\n", line.trim_end())).collect();
    assert_eq!(zengin::results(&zengin::pasted(&copied)).unwrap(), read);
    assert_eq!(zengin::results(&zengin::pasted(&shown(&plain))).unwrap(), read);

    // A file that was cut off, changed or is another one is refused by the record where it goes wrong.
    let at = |bytes: &[u8]| zengin::results(bytes).unwrap_err().refusal.args[0].1.clone();
    assert_eq!(at(&file[..122 * 5]), "6");
    assert_eq!(at(&file[..122 * 2 + 50]), "3");
    let mut changed = file.clone();
    changed[122 + 89] = b'9';
    assert_eq!(at(&changed), "5");
    let mut unknown = file.clone();
    unknown[122 + 111] = b'7';
    assert_eq!(at(&unknown), "2");
    assert_eq!(at(&zengin::transfer(&street(), date(2026, 11, 27), &october()).unwrap()), "1");
    assert_eq!(at(b""), "1");
}

#[test]
fn nothing_is_written_half() {
    let codes = |flaws: Vec<Flaw>| -> Vec<(String, &'static str)> {
        flaws.into_iter().map(|f| (f.shop.unwrap_or_default(), f.refusal.code)).collect()
    };
    let on = date(2026, 11, 25);
    let mut entries = october();
    entries[0].account = None;
    entries[1].amount = 0;
    entries[2].amount = 10_000_000_000;
    let all = [
        ("亀屋豆腐店".to_owned(), "no_account"),
        ("むぎパン".to_owned(), "amount_nothing"),
        ("ことのは書房".to_owned(), "amount_no_room"),
    ];
    assert_eq!(codes(zengin::transfer(&street(), on, &entries).unwrap_err()), all);
    assert_eq!(codes(zengin::debit(&street(), on, &entries).unwrap_err()), all);
    let own = Details { payer_code: String::new(), collector_code: String::new(), ..street() };
    let of_all = |code| [(String::new(), code)];
    assert_eq!(codes(zengin::transfer(&own, on, &october()).unwrap_err()), of_all("no_payer_code"));
    assert_eq!(codes(zengin::debit(&own, on, &october()).unwrap_err()), of_all("no_collector_code"));
    assert_eq!(codes(zengin::transfer(&street(), on, &[]).unwrap_err()), of_all("nothing_to_pay"));
    // A hundred and one of the most do not fit the sum's twelve digits.
    let many: Vec<Entry> = (0..101).map(|_| october().remove(2)).collect();
    assert_eq!(codes(zengin::transfer(&street(), on, &many).unwrap_err()), of_all("sum_no_room"));
    let hand = Details { holder: "亀屋".into(), ..street() };
    let by_hand = [pays("亀屋豆腐店", Some(hand), 5, "2610-001")];
    assert_eq!(codes(zengin::transfer(&street(), on, &by_hand).unwrap_err())[0].1, "no_account");
}

/// October of two shops, as a statement comes to it: one that pays in the end, one that gets.
fn statements() -> Vec<journal::Statement> {
    use journal::What::{Adjustment, Carried, Fee, Given, Taken, ThanksGot, ThanksPaid};
    let statement = |number: &str, partner: &str, lines: &[(journal::What, i64)]| journal::Statement {
        number: number.into(),
        partner: partner.into(),
        lines: lines.to_vec(),
    };
    let pays = [
        (Given, -7_700),
        (Taken, 5_000),
        (ThanksGot, 70),
        (ThanksPaid, -14),
        (Fee, -1_100),
        (Adjustment, 30),
        (Carried, -500),
    ];
    let gets = [(Given, -110), (Taken, 12_345), (Fee, -1_100), (Adjustment, -20)];
    vec![
        statement("2610-001", "亀屋豆腐店", &pays),
        statement("2610-002", "=髙島 \"むぎ\"・パン, 🥐", &gets),
        statement("2610-003", "休みのお店", &[(Carried, 900)]),
    ]
}

#[test]
fn a_journal_is_the_programs_own_bytes() {
    let on = date(2026, 10, 31);
    for (whose, name) in [(journal::Whose::Shop, "shop"), (journal::Whose::Street, "street")] {
        // A shop's own books hold its own statement alone.
        let told: Vec<_> = statements().into_iter().take(if name == "shop" { 1 } else { 3 }).collect();
        golden(&format!("money-forward-{name}.csv"), &journal::money_forward(&told, whose, on).unwrap());
        golden(&format!("freee-{name}.csv"), &journal::freee(&told, whose, on).unwrap());
    }
}

#[test]
fn an_answer_is_of_the_day_it_was_asked_for_or_a_holiday_later() {
    let asked = |on| {
        let entries = october().into_iter().map(|e| zengin::Entry { amount: 700, ..e }).collect::<Vec<_>>();
        zengin::debit(&street(), on, &entries).unwrap()
    };
    let said = |file: &[u8], at: usize, text: &str| {
        let mut answer = file.to_vec();
        answer[at..at + text.len()].copy_from_slice(text.as_bytes());
        answer
    };
    let (on, file) = (date(2026, 11, 27), asked(date(2026, 11, 27)));
    let late = |day: &str| zengin::days_late(&file, &said(&file, 54, day), on);
    assert_eq!([late("1127"), late("1130"), late("1204")], [Some(0), Some(3), Some(7)]);
    assert_eq!([late("1205"), late("1126"), late("1027"), late("0000"), late("    ")], [None; 5]);
    assert_eq!(zengin::days_late(&file, &said(&file, 4, "9999999999"), on), None, "another collector's");
    let (eve, last) = (date(2026, 12, 28), asked(date(2026, 12, 28)));
    assert_eq!(zengin::days_late(&last, &said(&last, 54, "0104"), eve), Some(7));
}

#[test]
fn what_a_file_draws_from_is_read_back() {
    let file = zengin::debit(&street(), date(2026, 11, 27), &{
        let mut entries = october();
        entries[2].amount = 700;
        entries
    })
    .unwrap();
    let own: Vec<String> = october().iter().map(|e| zengin::account_of(e.account.as_ref().unwrap())).collect();
    assert_eq!(zengin::accounts_in(&file), own);
    assert_eq!(own[0], "000512310045678");
}

fn message<'a>(currency: &'a str, payer: &'a Details) -> pain::Message<'a> {
    pain::Message {
        id: "asahi-2026-10-1",
        made: date(2026, 11, 20).at(9, 30, 0, 0),
        currency,
        payer,
        on: date(2026, 11, 25),
        about: "asahi",
    }
}

#[test]
fn pain_001_holds_for_its_schema() {
    let yen = pain::transfer(&message("JPY", &street()), &october()).unwrap();
    golden("pain001-jpy.xml", yen.as_bytes());
    let own = euro("FI21 1234 5600 0007 85", "NDEAFIHH", "Asahi Street ry");
    let to = |iban: &str, bic: &str| Some(euro(iban, bic, "Käse + Söhne (Berlin)"));
    let entries = [
        pays("Käse", to("DE89370400440532013000", ""), 123_405, "2610-001"),
        pays("Leipä", to("NO9386011117947", "DNBANOKK"), 7, "2610-002"),
    ];
    let euro = pain::transfer(&message("EUR", &own), &entries).unwrap();
    golden("pain001-eur.xml", euro.as_bytes());
    assert!(euro.contains("<InstdAmt Ccy=\"EUR\">1234.05</InstdAmt>") && euro.contains("<CtrlSum>1234.12</CtrlSum>"));
    for xml in [yen, euro] {
        valid(&xml).unwrap();
    }
}

#[test]
fn the_schema_sees_a_message_that_does_not_hold() {
    let xml = pain::transfer(&message("JPY", &street()), &october()).unwrap();
    for (right, wrong) in [("JPY", "yen"), ("<PmtMtd>TRF", "<PmtMtd>NOW"), ("2026-11-25", "25.11.2026")] {
        assert!(valid(&xml.replacen(right, wrong, 1)).is_err(), "{wrong} passes");
    }
}

#[test]
fn pain_001_refuses_what_cannot_be_paid() {
    let mut entries = october();
    entries[0].account = None;
    entries[1].amount = -1;
    let flaws = pain::transfer(&message("JPY", &street()), &entries).unwrap_err();
    assert_eq!(flaws.iter().map(|f| f.refusal.code).collect::<Vec<_>>(), ["no_account", "amount_nothing"]);
    assert_eq!(pain::transfer(&message("JPY", &street()), &[]).unwrap_err()[0].refusal.code, "nothing_to_pay");
    let wide = [pays("A", Some(street()), 1_000_000_000_000, "2610-001")];
    assert_eq!(pain::transfer(&message("JPY", &street()), &wide).unwrap_err()[0].refusal.code, "amount_no_room");
    // What a name may hold by a hand in the database stays text.
    let odd = [pays("A", Some(Details { holder: "<Nm>&\u{7}".into(), ..street() }), 5, "2610-001")];
    let xml = pain::transfer(&message("JPY", &street()), &odd).unwrap();
    assert!(xml.contains("<Nm>&lt;Nm&gt;&amp; </Nm>"), "{xml}");
    valid(&xml).unwrap();
}

/// By libxml2's xmllint (Debian: libxml2-utils; tests/run installs it).
fn valid(xml: &str) -> Result<(), String> {
    use std::io::Write as _;
    use std::process::{Command, Stdio};
    let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/pain.001.001.09.xsd");
    let mut lint = Command::new("xmllint")
        .args(["--noout", "--nonet", "--schema", schema, "-"])
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("xmllint: apt-get install libxml2-utils");
    lint.stdin.take().expect("stdin").write_all(xml.as_bytes()).expect("written");
    let said = lint.wait_with_output().expect("ends");
    if said.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&said.stderr).into_owned()) }
}
