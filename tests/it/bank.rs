//! Money between the street and its shops by way of banks: accounts, files, payments and journals, on both engines.

use noren::bank::{self, FileKind};
use noren::books;
use noren::people::{For, Role};
use noren::words::{PaymentFileId, codes};
use serde_json::json;

use crate::support::http::{Client, text};
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{HOUR, Street, key};

on_both_engines! {
    an_account_is_typed_wrongly_then_rightly
    an_account_is_told_by_its_last_digits_only
    a_file_is_made_whole_or_not_at_all
    an_objection_stops_the_payment
    the_same_file_is_not_made_twice_unknowingly
    what_was_paid_is_posted_once_and_can_be_taken_back
    a_direct_debit_goes_out_and_its_answer_comes_back
    an_answer_is_matched_by_what_the_file_held
    two_payers_have_two_numbers
    a_payer_is_new_by_the_account
    what_an_earlier_file_asks_for_is_not_asked_for_again_unknowingly
    a_payment_taken_back_late_stands_open_somewhere
    what_was_open_goes_over_to_the_next_month
    a_month_is_written_for_bookkeeping_programs
    in_euros_an_account_is_an_iban
    anothers_money_is_not_there
}

const ACCOUNT: [(&str, &str); 5] = [
    ("bank", "0005"),
    ("branch", "123"),
    ("kind", "ordinary"),
    ("number", "45678"),
    ("holder", "カ）カメヤトウフテン"),
];

/// A street with a closed month: shop 4 gave 1,000 points (it pays 1,000), shop 0 took 300 (it receives 300).
struct Closed {
    street: Street,
    month: String,
    coordinator: Client,
}

fn closed(place: Place) -> Closed {
    let street = Street::open(place);
    let resident = street.resident_with(1_000);
    let spend = json!({"card": resident.card, "pin": resident.pin, "points": 300});
    street.till(0).post("/api/v1/redemptions", &key(), &spend).expect(201);
    let month = street.month();
    close(&street, &month);
    let coordinator = street.person("coordinator", Role::Coordinator, For::Brand);
    Closed { street, month, coordinator }
}

/// Lets the month end, and closes it.
fn close(street: &Street, month: &str) {
    while street.month() == month {
        street.later(24 * HOUR);
    }
    books::close(&street.house.db, &street.brand, month, street.house.clock.now()).expect("closed");
}

impl Closed {
    fn owner(&self, shop: usize) -> Client {
        self.street.person(&format!("owner{shop}"), Role::Owner, For::Shop(self.street.shops[shop].id))
    }

    fn path(&self, tail: &str) -> String {
        format!("/dashboard/months/{}/payments{tail}", self.month)
    }

    fn page(&self) -> String {
        text(&self.coordinator.get(&self.path("")).expect(200).body)
    }

    /// A day on which banks work.
    fn on(&self) -> String {
        let today = self.street.house.clock.now().zoned(&self.street.brand.zone()).date();
        bank::next_bank_day(today).to_string()
    }

    fn today(&self) -> String {
        self.street.house.clock.now().zoned(&self.street.brand.zone()).date().to_string()
    }

    fn give_accounts(&self) {
        let street = [("payer_code", "1234567890"), ("collector_code", "9876543210")];
        let own: Vec<(&str, &str)> = ACCOUNT.into_iter().chain(street).collect();
        self.coordinator.form("/dashboard/account", &own).expect(303);
        self.owner(0).form("/shop/account", &ACCOUNT).expect(303);
        let mut other = ACCOUNT;
        other[3].1 = "1112223";
        self.owner(4).form("/shop/account", &other).expect(303);
    }

    fn make(&self, kind: &str, anew: &str) -> u16 {
        let fields = [("kind", kind), ("on", &self.on()), ("anew", anew)];
        self.coordinator.form(&self.path("/files"), &fields).status
    }

    fn files(&self) -> Vec<(PaymentFileId, FileKind, String, i64, i64)> {
        let (brand, month) = (self.street.brand.id, self.month.clone());
        let read = self.street.house.db.read_now(|tx| {
            let month = books::month(tx, brand, &month)?;
            bank::files(tx, brand, month.id)
        });
        let files = read.expect("files").into_iter();
        files.map(|f| (f.id, f.kind, f.sha256, f.payments, f.total)).collect()
    }

    fn bytes(&self, id: PaymentFileId) -> Vec<u8> {
        let (brand, month) = (self.street.brand.id, self.month.clone());
        self.street.house.db.read_now(|tx| bank::file(tx, brand, &month, id)).expect("a file").1
    }

    /// What the street owes a shop, as the ledger has it.
    fn due(&self, shop: usize) -> i64 {
        let (brand, shop) = (self.street.brand.id, self.street.shops[shop].id);
        self.street.house.db.read_now(|tx| books::due(tx, brand, shop)).expect("due").0
    }

    fn pay(&self, shops: &[usize]) -> u16 {
        let today = self.today();
        let ids: Vec<String> = shops.iter().map(|s| self.street.shops[*s].id.to_string()).collect();
        let mut fields: Vec<(&str, &str)> = ids.iter().map(|id| ("shop", id.as_str())).collect();
        fields.push(("paid_on", &today));
        self.coordinator.form(&self.path("/paid"), &fields).status
    }
}

fn an_account_is_typed_wrongly_then_rightly(place: Place) {
    let street = Street::open(place);
    let owner = street.person("owner", Role::Owner, For::Shop(street.shops[0].id));
    let wrong = [("bank", "05"), ("branch", "12x"), ("kind", ""), ("number", "12345678"), ("holder", "亀屋豆腐店")];
    let answer = owner.form("/shop/account", &wrong).expect(422);
    for said in [
        "A bank&#39;s code has 4 digits; this has 2.",
        "“x” is no digit.",
        "Choose what kind of account it is.",
        "An account number has 1 to 7 digits; this has 8.",
        "Banks cannot write “亀” here.",
    ] {
        assert!(answer.body.contains(said) || text(&answer.body).contains(&said.replace("&#39;", "'")), "{said}");
    }
    for (_, typed) in wrong.iter().filter(|(_, typed)| !typed.is_empty()) {
        assert!(answer.body.contains(&format!("value=\"{typed}\"")), "{typed} is lost");
    }
    assert_eq!(street.place.number("SELECT count(*) AS n FROM bank_accounts"), 0, "half of it was kept");
    owner.form("/shop/account", &ACCOUNT).expect(303);
    let form = owner.get("/shop/account").expect(200).body;
    for kept in ["value=\"0005\"", "value=\"0045678\"", "value=\"ｶ)ｶﾒﾔﾄｳﾌﾃﾝ\""] {
        assert!(form.contains(kept), "{kept}");
    }
    // Once more, as the form now shows it: it stays the same.
    owner
        .form("/shop/account", &[ACCOUNT[0], ACCOUNT[1], ACCOUNT[2], ("number", "0045678"), ("holder", "ｶ)ｶﾒﾔﾄｳﾌﾃﾝ")])
        .expect(303);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM bank_accounts"), 1);
}

fn an_account_is_told_by_its_last_digits_only(place: Place) {
    let c = closed(place);
    c.give_accounts();
    let officer = c.street.person("officer", Role::Officer, For::Brand);
    let auditor = c.street.person("auditor", Role::Auditor, For::Brand);
    for reader in [&c.coordinator, &officer, &auditor] {
        let page = reader.get(&c.path("")).expect(200).body;
        assert!(page.contains("…678") && page.contains("…223"), "{page}");
        assert!(
            !page.contains("45678") && !page.contains("1112223") && !page.contains("ｶﾒﾔ"),
            "an account stands on the page"
        );
    }
    let mandates = c.coordinator.get("/dashboard/account").expect(200).body;
    assert!(!mandates.contains("1112223"), "a shop's account stands with the street's");
    assert_eq!(c.make("transfer", ""), 303);
    let file = format!("{}/{}", c.path("/files"), c.files()[0].0);
    officer.get(&file).expect(200);
    assert_eq!(auditor.get(&file).status, 403);
}

fn a_file_is_made_whole_or_not_at_all(place: Place) {
    let c = closed(place);
    let order = |on: &str| c.coordinator.form(&c.path("/files"), &[("kind", "transfer"), ("on", on)]);
    let said = text(&order(&c.on()).expect(422).body);
    assert!(said.contains("The street has no account yet"), "{said}");
    c.coordinator.form("/dashboard/account", &ACCOUNT).expect(303);
    let said = text(&order(&c.on()).expect(422).body);
    assert!(said.contains("Kameya Tofu: no account") && said.contains("payer's code is missing"), "{said}");
    assert!(c.files().is_empty(), "half a file was made");
    c.give_accounts();
    // A day that is over, far, or a Saturday; nothing that is a day at all.
    let mut saturday: jiff::civil::Date = c.today().parse().expect("a day");
    while saturday.weekday() != jiff::civil::Weekday::Saturday {
        saturday = saturday.tomorrow().expect("a day");
    }
    for (on, why) in [
        ("2020-01-06".to_owned(), "This day is over"),
        ("2099-01-06".to_owned(), "up to 45 days ahead"),
        (saturday.to_string(), "Banks do not work"),
        ("soon".to_owned(), "cannot read this day"),
    ] {
        let said = text(&order(&on).expect(422).body);
        assert!(said.contains(why), "{on}: {said}");
    }
    assert_eq!(order(&c.on()).status, 303);
    let (id, kind, sha, payments, total) = c.files().remove(0);
    assert_eq!((kind, payments, total), (FileKind::Transfer, 1, 300));
    let bytes = c.bytes(id);
    assert_eq!((bytes.len(), codes::sha256_of(&bytes)), (4 * 122, sha.clone()));
    let fetched = c.coordinator.get(&format!("{}/{id}", c.path("/files"))).expect(200);
    assert_eq!(fetched.body, String::from_utf8_lossy(&bytes));
    assert_eq!(fetched.header("cache-control"), Some("no-store"));
    let name = format!("attachment; filename=\"asahi-{}-furikomi.txt\"", c.month);
    assert_eq!(fetched.header("content-disposition"), Some(name.as_str()));
    let page = c.page();
    assert!(page.contains(&sha) && page.contains("Made by coordinator"), "{page}");
}

/// What a shop objects to is in no file and is not marked paid before it has its answer.
fn an_objection_stops_the_payment(place: Place) {
    let c = closed(place);
    c.give_accounts();
    let objections = format!("/shop/statements/{}/objections", c.month);
    let again = c.street.person("owner-again", Role::Owner, For::Shop(c.street.shops[0].id));
    again.form(&objections, &[("reason", "Ten points are missing")]).expect(303);
    assert!(c.page().contains("Waits: the shop objects"), "{}", c.page());
    assert_eq!(c.make("transfer", ""), 422, "nothing is left to be paid out");
    assert!(c.files().is_empty());
    assert_eq!((c.pay(&[0]), c.due(0)), (409, 300));
    let id = c.street.place.number("SELECT id AS n FROM objections");
    let answer = [("text", "They are not"), ("way", "more"), ("amount", "0")];
    c.coordinator.form(&format!("/dashboard/objections/{id}"), &answer).expect(303);
    assert_eq!(c.make("transfer", ""), 303);
    assert_eq!(c.files().len(), 1);
    c.street.verify();
}

fn the_same_file_is_not_made_twice_unknowingly(place: Place) {
    let c = closed(place);
    c.give_accounts();
    assert_eq!(c.make("transfer", ""), 303);
    let first = c.files().remove(0);
    let bytes = c.bytes(first.0);
    // The owner changes the account meanwhile: the file that was made stays what it was.
    let mut moved = ACCOUNT;
    moved[3].1 = "7654321";
    c.owner_again(0).form("/shop/account", &moved).expect(303);
    assert_eq!(c.make("transfer", ""), 409);
    assert_eq!(c.make("pain", ""), 422, "the other kind pays the same shops");
    assert_eq!((c.files().len(), c.bytes(first.0)), (1, bytes.clone()));
    assert!(c.page().contains("changed on"), "a new account is not told");
    assert_eq!(c.make("transfer", "1"), 303);
    assert_eq!(c.files().len(), 2);
    assert_ne!(c.bytes(c.files()[0].0), bytes);
    assert_eq!(c.make("pain", "1"), 303);
    let xml = String::from_utf8(c.bytes(c.files()[0].0)).expect("text");
    assert!(xml.contains("<InstdAmt Ccy=\"JPY\">300</InstdAmt>") && xml.contains("<MmbId>0005123</MmbId>"), "{xml}");
}

fn what_was_paid_is_posted_once_and_can_be_taken_back(place: Place) {
    let c = closed(place);
    c.give_accounts();
    assert_eq!((c.due(0), c.due(4)), (300, -1_000));
    assert_eq!(c.make("transfer", ""), 303);
    let file = c.files()[0].0.to_string();
    let today = c.today();
    let of_file = [("file", file.as_str()), ("paid_on", today.as_str())];
    c.coordinator.form(&c.path("/paid"), &of_file).expect(303);
    assert_eq!((c.due(0), c.due(4)), (0, -1_000));
    c.coordinator.form(&c.path("/paid"), &of_file).expect(409);
    assert_eq!(c.pay(&[0, 4]), 303);
    assert_eq!((c.due(0), c.due(4)), (0, 0));
    assert_eq!(c.pay(&[0, 4]), 409);
    assert_eq!(c.pay(&[]), 422);
    let tomorrow = c.on();
    let ahead = [("shop", c.street.shops[0].id.to_string()), ("paid_on", tomorrow)];
    let ahead: Vec<(&str, &str)> = ahead.iter().map(|(k, v)| (*k, v.as_str())).collect();
    c.coordinator.form(&c.path("/paid"), &ahead).expect(422);
    assert!(c.page().contains("everything is paid"), "{}", c.page());
    // The shop sees it too.
    let own = text(&c.owner_again(0).get("/shop/account").expect(200).body);
    assert!(own.contains("You receive ¥300.") && own.contains("Paid on"), "{own}");
    c.street.verify();

    let id = c.street.place.number("SELECT max(id) AS n FROM payments WHERE amount < 0");
    c.coordinator.form(&c.path(&format!("/{id}/undo")), &[]).expect(303);
    assert_eq!(c.due(4), -1_000);
    c.coordinator.form(&c.path(&format!("/{id}/undo")), &[]).expect(409);
    assert_eq!(c.due(4), -1_000);
    assert!(c.page().contains("one shop still pays ¥1,000"), "{}", c.page());
    assert_eq!(c.pay(&[4]), 303);
    assert_eq!(c.due(4), 0);
    c.street.verify();
}

fn a_direct_debit_goes_out_and_its_answer_comes_back(place: Place) {
    let c = closed(place);
    let shop = c.street.shops[4].id.to_string();
    let today = c.today();
    let sign = |customer: &str, on: &str| {
        let fields = [("shop", shop.as_str()), ("end", "0"), ("customer", customer), ("signed_on", on)];
        c.coordinator.form("/dashboard/account/mandates", &fields).status
    };
    assert_eq!(sign("42", &today), 409, "there is no account it could be for");
    c.give_accounts();
    assert!(c.page().contains("Pays by invoice"));
    assert_eq!((sign("x", &today), sign("42", "2099-01-01"), sign("42", &today)), (422, 422, 303));
    assert!(c.page().contains("By direct debit"));
    assert_eq!(c.make("debit", ""), 303);
    let (id, kind, _, payments, total) = c.files().remove(0);
    assert_eq!((kind, payments, total), (FileKind::Debit, 1, 1_000));
    let bytes = c.bytes(id);
    let file: String = bytes.iter().map(|b| bank::kana::sign(*b).unwrap_or('\n')).collect();
    // First drawn from: a new payer to the bank.
    assert!(file.contains("0000001000100000000000000000042"), "{file}");

    let answer = |text: &str| c.coordinator.form(&c.path("/results"), &[("text", text)]);
    assert!(text(&answer("nothing").expect(422).body).contains("no result file from record 1"));
    // The bank writes over the 0 behind the mandate's number.
    let mark = "00000000000000000042";
    let short = file.replacen(&format!("{mark}0"), &format!("{mark}1"), 1);
    let said = text(&answer(&short).expect(200).body);
    assert!(said.contains("Sazanami Fish: not enough money"), "{said}");
    assert_eq!(c.due(4), -1_000);
    answer(&file).expect(303);
    assert_eq!(c.due(4), 0);
    answer(&file).expect(409);
    let other = file.replacen(mark, "00000000000000000043", 1);
    answer(&other).expect(422);
    // Another account: what was signed was for the one before.
    let mut moved = ACCOUNT;
    moved[3].1 = "1";
    c.owner_again(4).form("/shop/account", &moved).expect(303);
    assert_eq!(c.street.place.number("SELECT count(*) AS n FROM mandates"), 0);
    c.street.verify();
}

impl Closed {
    fn sign(&self, shop: usize, customer: &str) -> (u16, String) {
        let (shop, today) = (self.street.shops[shop].id.to_string(), self.today());
        let fields = [("shop", shop.as_str()), ("end", "0"), ("customer", customer), ("signed_on", &today)];
        let answer = self.coordinator.form("/dashboard/account/mandates", &fields);
        (answer.status, answer.body)
    }

    /// The newest file as its text.
    fn text_of_file(&self) -> String {
        self.bytes(self.files()[0].0).iter().map(|b| bank::kana::sign(*b).unwrap_or('\n')).collect()
    }

    fn answer(&self, file: &str) -> (u16, String) {
        let answer = self.coordinator.form(&self.path("/results"), &[("text", file)]);
        (answer.status, text(&answer.body))
    }

    fn undo(&self, id: i64) -> u16 {
        self.coordinator.form(&self.path(&format!("/{id}/undo")), &[]).status
    }

    /// Lets this month end too, closes it, and turns to it. What was the month before?
    fn next_month(&mut self) -> String {
        let now = self.street.month();
        close(&self.street, &now);
        self.coordinator = self.street.person(&format!("coordinator-{now}"), Role::Coordinator, For::Brand);
        std::mem::replace(&mut self.month, now)
    }

    fn turn_to(&mut self, month: &str) {
        self.month = month.to_owned();
    }
}

/// The mandate ended, and another was signed, while the bank worked: the answer is of what it was asked.
fn an_answer_is_matched_by_what_the_file_held(place: Place) {
    let c = closed(place);
    c.give_accounts();
    assert_eq!(c.sign(4, "42").0, 303);
    assert_eq!(c.make("debit", ""), 303);
    let file = c.text_of_file();
    let mut moved = ACCOUNT;
    moved[3].1 = "1";
    c.owner_again(4).form("/shop/account", &moved).expect(303);
    assert_eq!(c.street.place.number("SELECT count(*) AS n FROM mandates"), 0);
    assert_eq!(c.sign(4, "77").0, 303);
    // Another day's answer, however well its figures fit: not this file's.
    let other_day: String =
        file.chars().enumerate().map(|(at, c)| if (54..58).contains(&at) { '0' } else { c }).collect();
    assert_eq!((c.answer(&other_day).0, c.due(4)), (422, -1_000));
    // Of another number, or another sum: nothing that was asked for, so nothing is noted.
    let mark = "00000000000000000042";
    assert_eq!(c.answer(&file.replacen(mark, "00000000000000000077", 1)).0, 422);
    assert_eq!(c.due(4), -1_000);
    let short = file.replacen(&format!("{mark}0"), &format!("{mark}1"), 1);
    let (status, said) = c.answer(&short);
    assert!(status == 200 && said.contains("Sazanami Fish: not enough money"), "{status} {said}");
    assert_eq!(c.answer(&file).0, 303);
    assert_eq!(c.due(4), 0);
    assert_eq!(c.answer(&file).0, 409);
    // It was paid by hand meanwhile, and drawn all the same: the street has it twice, and that is said.
    let id = c.street.place.number("SELECT max(id) AS n FROM payments");
    assert_eq!((c.undo(id), c.pay(&[4]), c.due(4)), (303, 303, 0));
    let (status, said) = c.answer(&file);
    assert!(status == 200 && said.contains("¥1,000 was drawn, and it was settled before"), "{status} {said}");
    assert_eq!(c.due(4), 0);
    c.street.verify();
}

fn two_payers_have_two_numbers(place: Place) {
    let c = closed(place);
    // Shops 1 and 4 both pay.
    c.give_accounts();
    let mut third = ACCOUNT;
    third[3].1 = "3333333";
    c.owner(1).form("/shop/account", &third).expect(303);
    assert_eq!(c.sign(4, "42").0, 303);
    let (status, said) = c.sign(1, "0042");
    assert!(status == 409 && text(&said).contains("Sazanami Fish has this number"), "{status} {said}");
    assert!(said.contains("value=\"0042\""), "what was typed is lost");
    assert_eq!((c.sign(4, "00042").0, c.sign(1, "43").0), (303, 303));
    // Two of one number from before there was a rule: no file is made that could not be told apart.
    c.street.place.meddle("UPDATE mandates SET customer = '42'");
    c.street.place.meddle(&format!("UPDATE statements SET net = -500 WHERE shop_id = {}", c.street.shops[1].id));
    assert_eq!(c.make("debit", ""), 422);
    assert!(c.files().is_empty());
}

fn a_payer_is_new_by_the_account(place: Place) {
    let c = closed(place);
    c.give_accounts();
    assert_eq!(c.sign(4, "42").0, 303);
    let new = |file: &str| file.contains("0000001000100000000000000000042");
    assert_eq!(c.make("debit", ""), 303);
    assert!(new(&c.text_of_file()));
    // The same account once more, saved anew: known to the bank. Another one: new.
    let mut same = ACCOUNT;
    same[3].1 = "1112223";
    c.owner_again(4).form("/shop/account", &same).expect(303);
    assert_eq!(c.make("debit", "1"), 303);
    assert!(!new(&c.text_of_file()), "an account that was drawn from is called new");
    let mut moved = ACCOUNT;
    moved[3].1 = "9";
    c.owner_again(4).form("/shop/account", &moved).expect(303);
    assert_eq!((c.sign(4, "42").0, c.make("debit", "1")), (303, 303));
    assert!(new(&c.text_of_file()), "an account that was never drawn from is not called new");
}

fn what_an_earlier_file_asks_for_is_not_asked_for_again_unknowingly(place: Place) {
    let mut c = closed(place);
    c.give_accounts();
    assert_eq!(c.make("transfer", ""), 303);
    let file = c.files()[0].0.to_string();
    let before = c.next_month();
    let page = c.page();
    assert!(
        page.contains("An earlier month's file asks for some of this too") && page.contains("asks for ¥300"),
        "{page}"
    );
    assert_eq!(c.make("transfer", ""), 409);
    assert!(c.files().is_empty(), "it is asked for twice");
    // Knowingly it is made; the one before it is still named.
    let on = c.on();
    let fields = [("kind", "transfer"), ("on", on.as_str()), ("despite", "1")];
    c.coordinator.form(&c.path("/files"), &fields).expect(303);
    assert_eq!(c.files().len(), 1);
    assert!(c.page().contains("asks for ¥300"));
    // Once it is noted where it was asked for, nothing is left to warn of, nor to pay.
    let (today, now) = (c.today(), c.month.clone());
    c.turn_to(&before);
    c.coordinator.form(&c.path("/paid"), &[("file", file.as_str()), ("paid_on", today.as_str())]).expect(303);
    c.turn_to(&now);
    let page = c.page();
    assert!(!page.contains("earlier month's file") && page.contains("no shop is still to be paid"), "{page}");
    assert_eq!(c.due(0), 0);
    c.street.verify();
}

fn a_payment_taken_back_late_stands_open_somewhere(place: Place) {
    let mut c = closed(place);
    c.give_accounts();
    assert_eq!(c.pay(&[0, 4]), 303);
    let id = c.street.place.number("SELECT max(id) AS n FROM payments WHERE amount > 0");
    let resident = c.street.resident_with(500);
    let spend = json!({"card": resident.card, "pin": resident.pin, "points": 50});
    c.street.till(0).post("/api/v1/redemptions", &key(), &spend).expect(201);
    let before = c.next_month();
    assert_eq!(c.pay(&[0, 4]), 303);
    assert_eq!((c.due(0), c.due(4)), (0, 0));
    assert!(c.page().contains("everything is paid"), "{}", c.page());

    // What was paid for the first month comes back after the second is paid.
    let now = c.month.clone();
    c.turn_to(&before);
    assert_eq!((c.undo(id), c.due(0)), (303, 300));
    let page = c.page();
    assert!(page.contains("the street still pays one shop ¥300") && page.contains("Taken back on"), "{page}");
    c.turn_to(&now);
    let page = c.page();
    assert!(
        page.contains("something of an earlier one came back") && page.contains("the street still pays ¥300"),
        "{page}"
    );
    // Noted where it stands open, it is settled: once.
    c.turn_to(&before);
    assert_eq!((c.pay(&[0]), c.due(0), c.pay(&[0])), (303, 0, 409));
    assert!(!c.page().contains("Taken back on"), "{}", c.page());
    c.turn_to(&now);
    assert!(c.page().contains("everything is paid"), "{}", c.page());
    // Taken back once more and left: the next month's statement has it, and it stands open there alone.
    let id = c.street.place.number("SELECT max(id) AS n FROM payments WHERE amount > 0");
    c.turn_to(&before);
    assert_eq!(c.undo(id), 303);
    c.next_month();
    assert!(c.page().contains("the street still pays one shop ¥300"), "{}", c.page());
    let last = c.month.clone();
    for earlier in [&before, &now] {
        c.turn_to(earlier);
        let page = c.page();
        assert!(!page.contains("Taken back on") && !page.contains("still pays ¥300"), "{page}");
    }
    c.turn_to(&last);
    assert_eq!((c.pay(&[0]), c.due(0)), (303, 0));
    c.street.verify();
}

fn what_was_open_goes_over_to_the_next_month(place: Place) {
    let mut c = closed(place);
    c.give_accounts();
    assert_eq!(c.make("transfer", ""), 303);
    let file = c.files()[0].0.to_string();
    let before = c.month.clone();
    c.month = c.street.month();
    let now = c.month.clone();
    close(&c.street, &now);
    c.coordinator = c.street.person("coordinator2", Role::Coordinator, For::Brand);
    // Nobody noted the payment: the next month has it too, until somebody does.
    assert!(c.page().contains("the street still pays one shop ¥300"), "{}", c.page());
    let old = |tail: &str| format!("/dashboard/months/{before}/payments{tail}");
    let said = text(&c.coordinator.get(&old("")).expect(200).body);
    assert!(said.contains("went over to"), "{said}");
    let fields = [("kind", "transfer"), ("on", &c.on()), ("anew", "1")];
    c.coordinator.form(&old("/files"), &fields).expect(409);
    let today = c.today();
    c.coordinator.form(&old("/paid"), &[("file", file.as_str()), ("paid_on", today.as_str())]).expect(303);
    assert_eq!(c.due(0), 0);
    assert!(c.page().contains("no shop is still to be paid"), "{}", c.page());
    // Paid under the later month, nothing of it is left under the former.
    assert_eq!(c.pay(&[4]), 303);
    let shop = c.street.shops[4].id.to_string();
    c.coordinator.form(&old("/paid"), &[("shop", shop.as_str()), ("paid_on", today.as_str())]).expect(409);
    assert_eq!(c.due(4), 0);
    c.street.verify();
}

fn a_month_is_written_for_bookkeeping_programs(place: Place) {
    let c = closed(place);
    let brand = c.street.brand.clone();
    let journal = |shop: Option<usize>, program| {
        let (brand, shop) = (brand.clone(), shop.map(|s| c.street.shops[s].id));
        let month = c.month.clone();
        c.street.house.db.read_now(|tx| bank::journal(tx, &brand, &month, shop, program)).expect("a journal")
    };
    let owner = c.owner(4);
    for (program, name) in [(bank::Program::MoneyForward, "money-forward"), (bank::Program::Freee, "freee")] {
        let at = format!("months/{}/journals/{name}", c.month);
        let answer = owner.get(&format!("/shop/{at}")).expect(200);
        assert_eq!(answer.body, String::from_utf8_lossy(&journal(Some(4), program)));
        assert_eq!(answer.header("content-type"), Some("text/csv; charset=Shift_JIS"));
        let answer = c.coordinator.get(&format!("/dashboard/{at}")).expect(200);
        assert_eq!(answer.body, String::from_utf8_lossy(&journal(None, program)));
        let lines = String::from_utf8_lossy(&journal(None, program)).lines().count();
        assert!(lines >= 3, "{name}: {lines} lines");
    }
    c.coordinator.get(&format!("/dashboard/months/{}/journals/excel", c.month)).expect(404);
    owner.get("/shop/months/2020-01/journals/freee").expect(404);
}

fn in_euros_an_account_is_an_iban(place: Place) {
    let c = closed(place);
    c.street.place.meddle("UPDATE brands SET currency = 'EUR'");
    let owner = c.owner(0);
    let wrong = [("iban", "DE88 3704 0044 0532 0130 00"), ("bic", "X"), ("holder", "Kaesehaus")];
    let said = text(&owner.form("/shop/account", &wrong).expect(422).body);
    assert!(said.contains("check digits do not fit") && said.contains("8 or 11 signs"), "{said}");
    owner.form("/shop/account", &[("iban", "DE89 3704 0044 0532 0130 00"), ("holder", "Käsehaus")]).expect(303);
    let own = [("iban", "FI2112345600000785"), ("bic", "NDEAFIHH"), ("holder", "Asahi Street")];
    c.coordinator.form("/dashboard/account", &own).expect(303);
    assert_eq!(c.make("transfer", ""), 422, "Zengin knows yen alone");
    assert_eq!(c.make("pain", ""), 303);
    let xml = String::from_utf8(c.bytes(c.files()[0].0)).expect("text");
    assert!(xml.contains("<InstdAmt Ccy=\"EUR\">3.00</InstdAmt>") && xml.contains("<Nm>Kasehaus</Nm>"), "{xml}");
    c.coordinator.get(&format!("/dashboard/months/{}/journals/freee", c.month)).expect(404);
}

fn anothers_money_is_not_there(place: Place) {
    let c = closed(place);
    c.give_accounts();
    assert_eq!(c.make("transfer", ""), 303);
    let file = c.files()[0].0;
    let other = c.street.neighbour();
    let stranger = c.street.person_of(&other.brand, "stranger", Role::Coordinator, For::Brand);
    for path in
        [c.path(""), format!("{}/{file}", c.path("/files")), format!("/dashboard/months/{}/journals/freee", c.month)]
    {
        stranger.get(&path).expect(404);
    }
    let today = c.today();
    let fields = [("file", file.to_string()), ("paid_on", today)];
    let fields: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
    stranger.form(&c.path("/paid"), &fields).expect(404);
    let theirs = [("shop", c.street.shops[0].id.to_string()), ("end", "1".to_owned())];
    let theirs: Vec<(&str, &str)> = theirs.iter().map(|(k, v)| (*k, v.as_str())).collect();
    stranger.form("/dashboard/account/mandates", &theirs).expect(404);
    // A month that is still open has nothing to be paid.
    let open = c.street.month();
    c.coordinator.get(&format!("/dashboard/months/{open}/payments")).expect(404);
}

impl Closed {
    /// The owner who was there before, signed in anew.
    fn owner_again(&self, shop: usize) -> Client {
        let client = Client::new(&self.street.base);
        let email = crate::support::street::email(&format!("owner{shop}"));
        client.form("/sign-in", &[("email", &email), ("password", crate::support::street::PASSWORD)]).expect(303);
        client
    }
}
