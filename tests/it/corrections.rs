//! Amounts that are put right: whatever is stamped, corrected, used and undone in whatever order, the points are those of the
//! amounts as they stand, and the books are true. A variant that posts the mere difference is caught.

use std::sync::atomic::{AtomicU32, Ordering};

use noren::audit;
use noren::brand::{self, Brand, Founding, Terms};
use noren::counter::{self, Spending, Stand, Tap};
use noren::db::{self, Db, Tx};
use noren::ledger::{self, Code, Entry, Kind, Side};
use noren::passport::{self, pin::Compared};
use noren::people::Role;
use noren::shop::{self, Described, Put};
use noren::words::{Amount, Millis, PassportId, Points, RedemptionId, Result, VisitId, time::HOUR};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use serde_json::json;

use crate::support::http::text;
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::program::run;
use crate::support::street::{HOUR as AN_HOUR, Resident, Street, key};

on_both_engines! {
    random_corrections_leave_the_points_of_the_last_amount
    an_amount_is_put_right_and_undone_whole
    what_was_used_already_is_owed_and_said
    what_cannot_be_put_right_says_why
    the_erased_and_the_merged
}

#[derive(Debug, Clone)]
enum Act {
    Tap { who: usize, amount: Option<i64> },
    Correct { which: Index, amount: Option<i64> },
    Spend { who: usize, points: i64 },
    UndoVisit { which: Index },
    UndoSpending { which: Index },
}

fn amount() -> impl Strategy<Value = Option<i64>> {
    prop_oneof![1 => Just(None), 5 => (0..30_000i64).prop_map(Some)]
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (0..2usize, amount()).prop_map(|(who, amount)| Act::Tap { who, amount }),
        4 => (any::<Index>(), amount()).prop_map(|(which, amount)| Act::Correct { which, amount }),
        3 => (0..2usize, 1..300i64).prop_map(|(who, points)| Act::Spend { who, points }),
        1 => any::<Index>().prop_map(|which| Act::UndoVisit { which }),
        1 => any::<Index>().prop_map(|which| Act::UndoSpending { which }),
    ]
}

/// How an amount is put right.
#[derive(Debug, Clone, Copy, PartialEq)]
enum How {
    AsTheHouseDoes,
    /// Posts the difference beside what stands, and leaves it at that where the points are gone.
    ByTheDifference,
}

const PER_VISIT: i64 = 10;

/// What a visit comes to.
fn points(amount: Option<i64>) -> i64 {
    PER_VISIT + amount.unwrap_or(0) / 100
}

struct Shop {
    stand: Stand,
    residents: [PassportId; 2],
    cards: [String; 2],
}

fn open(db: &Db, case: u32) -> Result<Shop> {
    let terms = Terms { points_per_visit: PER_VISIT, points_per_100: 1, cooldown_minutes: 120, ..Terms::default() };
    let founding = Founding { terms, ..Founding::of(&format!("street-{case}"), "Street") };
    db.write_now(move |tx| {
        let brand: Brand = brand::found(tx, &founding, Millis(0))?;
        let described = Described {
            code: "tofu".into(),
            name: "Tofu".into(),
            category: "tofu".into(),
            lat: 35.7,
            lon: 139.7,
            ..Described::default()
        };
        let Put::New(id) = shop::put(tx, &brand, &described, None, Millis(0))? else { panic!("it was there") };
        let mut register = |name: &str| {
            let new = passport::Newcomer { name: name.into(), pin_hash: Some("hash".into()), ..Default::default() };
            let (p, card) = passport::register(tx, brand.id, &new, None, Millis(0))?;
            Ok::<_, noren::words::Error>((p.id, card.card.token))
        };
        let (one, other) = (register("One")?, register("Other")?);
        let stand = Stand { brand: brand.clone(), shop: id, by: None };
        Ok(Shop { stand, residents: [one.0, other.0], cards: [one.1, other.1] })
    })
}

fn runner(cases: u32) -> TestRunner {
    TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() })
}

fn random_corrections_leave_the_points_of_the_last_amount(place: Place) {
    db::prepare(&place.engine()).expect("migrates");
    let db = Db::open(&place.engine()).expect("opens");
    let cases = AtomicU32::new(0);
    let acts = proptest::collection::vec(act(), 1..22);
    let play_as = |how: How| {
        let (db, cases) = (&db, &cases);
        move |acts: Vec<Act>| play(db, cases.fetch_add(1, Ordering::Relaxed), &acts, how)
    };
    runner(40).run(&acts, play_as(How::AsTheHouseDoes)).unwrap_or_else(|e| panic!("{e}"));
    let corrected = place.number("SELECT count(*) AS n FROM corrections WHERE points_before <> points_after");
    let owed = place.number("SELECT count(*) AS n FROM transfers WHERE code = 'owed'");
    assert!(corrected > 20 && owed > 0, "{corrected} corrections, {owed} owed: the acts did nothing");
    // The test sees what it is for: this variant fails it.
    let caught = runner(60).run(&acts, play_as(How::ByTheDifference));
    assert!(caught.is_err(), "a correction by the mere difference was not noticed");
}

type Judged = std::result::Result<(), TestCaseError>;

fn fail(e: noren::words::Error) -> TestCaseError {
    TestCaseError::fail(e.to_string())
}

fn play(db: &Db, case: u32, acts: &[Act], how: How) -> Judged {
    let shop = open(db, case).map_err(fail)?;
    // What a child would write down: each visit with its amount, each spending; what was undone is crossed out.
    let mut visits: Vec<(VisitId, usize, Option<i64>, bool)> = Vec::new();
    let mut spendings: Vec<(RedemptionId, usize, i64, bool)> = Vec::new();
    for (n, act) in acts.iter().enumerate() {
        // Far enough apart that no visit is too soon.
        let now = Millis((n as i64 + 1) * 3 * HOUR);
        let stand = shop.stand.clone();
        match act.clone() {
            Act::Tap { who, amount } => {
                let tap = Tap { card: shop.cards[who].clone(), amount: amount.map(Amount), at: None };
                let done = db.write_now(move |tx| counter::record_tap(tx, &stand, &tap, now)).map_err(fail)?;
                visits.push((done.visit.id, who, amount, false));
            }
            Act::Correct { which, amount } if !visits.is_empty() => {
                let at = which.index(visits.len());
                let (id, who, before, undone) = visits[at];
                let done = match how {
                    How::AsTheHouseDoes => db
                        .write_now(move |tx| {
                            counter::correct_visit(tx, &stand, id, amount.map(Amount), None, now).map(drop)
                        })
                        .map_err(|e| e.code().unwrap_or("broken")),
                    How::ByTheDifference => {
                        let (holder, more) = (shop.residents[who], points(amount) - points(before));
                        let act = move |tx: &mut Tx| difference(tx, &stand, id, holder, more, now);
                        if undone || amount == before { Err("refused") } else { db.write_now(act).or(Ok(())) }
                    }
                };
                prop_assert_eq!(done.is_ok(), !undone && amount != before, "{:?} {:?}", done, act);
                if done.is_ok() {
                    visits[at].2 = amount;
                }
            }
            Act::Spend { who, points } => {
                let pin = Some(Compared { hash: Some("hash".into()), right: true });
                let spending = Spending { card: shop.cards[who].clone(), points, pin, pass: None };
                let done = db.write_now(move |tx| counter::redeem(tx, &stand, &spending, now)).map_err(fail)?;
                let enough = net(who, &visits, &spendings) >= points;
                prop_assert_eq!(done.is_ok(), enough, "{:?} of {:?}", act, acts);
                if let Ok(done) = done {
                    spendings.push((done.redemption.id, who, points, false));
                }
            }
            Act::UndoVisit { which } if !visits.is_empty() => {
                let at = which.index(visits.len());
                let (id, _, amount, undone) = visits[at];
                let back = db.write_now(move |tx| counter::reverse_visit(tx, &stand, id, None, now));
                match back {
                    Ok(back) if how == How::AsTheHouseDoes => prop_assert_eq!(back.0, points(amount), "{:?}", acts),
                    Ok(_) => {}
                    Err(e) => prop_assert!(undone && e.code() == Some("already_reversed"), "{}", e),
                }
                visits[at].3 = true;
            }
            Act::UndoSpending { which } if !spendings.is_empty() => {
                let at = which.index(spendings.len());
                let (id, undone) = (spendings[at].0, spendings[at].3);
                let back = db.write_now(move |tx| counter::reverse_redemption(tx, &stand, id, None, now));
                prop_assert_eq!(back.is_err(), undone);
                spendings[at].3 = true;
            }
            _ => {}
        }
        for who in 0..2 {
            let (brand, id) = (shop.stand.brand.id, shop.residents[who]);
            let held = db.read_now(|tx| Ok((passport::balance(tx, brand, id)?, passport::owes(tx, brand, id)?)));
            let (has, owes) = held.map_err(fail)?;
            let net = net(who, &visits, &spendings);
            prop_assert_eq!((has.0, owes.0), (net.max(0), (-net).max(0)), "{} after {:?} of {:?}", who, act, acts);
        }
    }
    let report = audit::verify(db, Some(shop.stand.brand.id)).map_err(fail)?;
    prop_assert!(report.untruth.is_none(), "{} after {:?}", report, acts);
    Ok(())
}

/// What stands of a resident's visits and spendings; below zero it is owed.
fn net(who: usize, visits: &[(VisitId, usize, Option<i64>, bool)], spent: &[(RedemptionId, usize, i64, bool)]) -> i64 {
    let earned = visits.iter().filter(|v| v.1 == who && !v.3).map(|v| points(v.2)).sum::<i64>();
    earned - spent.iter().filter(|s| s.1 == who && !s.3).map(|s| s.2).sum::<i64>()
}

/// The broken variant.
fn difference(tx: &mut Tx, stand: &Stand, id: VisitId, holder: PassportId, more: i64, now: Millis) -> Result<()> {
    let (here, holder) =
        (Side { kind: Kind::Shop, owner: stand.shop.0 }, Side { kind: Kind::Passport, owner: holder.0 });
    let (debit, credit) = if more < 0 { (holder, here) } else { (here, holder) };
    let entry = Entry { debit, credit, amount: Points(more.abs()), code: Code::Correction, about: id.0 };
    ledger::post(tx, stand.brand.id, &[entry], now, now)
}

/// A visit through the till, then the pages of a clerk.
fn tapped(street: &Street, resident: &Resident, amount: i64) -> String {
    let tap = json!({"card": resident.card, "amount": amount});
    let answer = street.till(0).post("/api/v1/taps", &key(), &tap).expect(201).json();
    answer["visit"].as_str().expect("an id").to_owned()
}

fn correction(visit: &str) -> String {
    format!("/counter/visits/{visit}/correction")
}

fn an_amount_is_put_right_and_undone_whole(place: Place) {
    let street = Street::open(place);
    let tablet = street.tablet(0);
    let clerk = street.staff("yuki", Role::Clerk, 0);
    tablet.unlock(clerk, "2580").expect(303);
    let resident = street.resident();
    let slip = json!({"card": resident.card, "to_shop": street.shops[0].code, "reason": "Tofu"});
    street.till(1).post("/api/v1/referrals", &key(), &slip).expect(201);
    let visit = tapped(&street, &resident, 1200);
    let welcome = street.charter.welcome;
    assert_eq!(street.balance(&resident), 10 + 12 + welcome);
    let page = tablet.browser.get(&correction(&visit)).expect(200);
    assert!(text(&page.body).contains("¥1,200"), "{}", text(&page.body));

    let fields = [("amount", "12,800"), ("key", "one")];
    let answer = tablet.browser.form(&correction(&visit), &fields).expect(303);
    assert_eq!(answer.header("location"), Some(format!("/counter/receipts/{visit}").as_str()));
    assert_eq!(street.balance(&resident), 10 + 128 + welcome);
    // Sent once more it is the same one.
    tablet.browser.form(&correction(&visit), &fields).expect(303);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM corrections"), 1);
    let receipt = text(&tablet.browser.get(&format!("/counter/receipts/{visit}")).expect(200).body);
    assert!(receipt.contains("before ¥1,200") && receipt.contains("yuki"), "{receipt}");
    let by = street.place.number("SELECT staff_id AS n FROM corrections");
    assert_eq!(by, street.person_id("yuki").0);
    assert_eq!(street.place.number("SELECT CAST(sum(amount) AS BIGINT) AS n FROM shop_days"), 12_800);
    street.verify();

    // And down, and to nothing; then the whole visit goes, with its slip.
    tablet.browser.form(&correction(&visit), &[("amount", "99"), ("key", "two")]).expect(303);
    assert_eq!(street.balance(&resident), 10 + welcome);
    tablet.browser.form(&correction(&visit), &[("amount", ""), ("key", "three")]).expect(303);
    tablet.browser.form(&correction(&visit), &[("amount", "500"), ("key", "four")]).expect(303);
    assert_eq!(street.balance(&resident), 15 + welcome);
    street.verify();
    let undo = format!("/counter/visits/{visit}/reversal");
    tablet.browser.form(&undo, &[("key", "five")]).expect(303);
    assert_eq!(street.balance(&resident), 0);
    assert_eq!(street.thanks(1), 0);
    let gone = tablet.browser.form(&correction(&visit), &[("amount", "700"), ("key", "six")]);
    assert_eq!(gone.status, 409, "{}", gone.body);
    street.verify();

    // A hand in what was corrected is seen.
    let again = tapped(&street, &street.resident(), 1000);
    tablet.browser.form(&correction(&again), &[("amount", "2000"), ("key", "seven")]).expect(303);
    street.verify();
    for hand in [
        format!("UPDATE visits SET amount = 3000 WHERE id = {again}"),
        format!("UPDATE visits SET spend_points = 30 WHERE id = {again}"),
        format!("UPDATE corrections SET points_before = 21 WHERE visit_id = {again}"),
        format!("UPDATE corrections SET amount_after = 1 WHERE visit_id = {again}"),
    ] {
        let kept = [
            format!("UPDATE visits SET amount = 2000, spend_points = 20 WHERE id = {again}"),
            format!("UPDATE corrections SET points_before = 20, amount_after = 2000 WHERE visit_id = {again}"),
        ];
        street.place.meddle(&hand);
        run(&street.place, &["verify"]).badly(1);
        kept.iter().for_each(|sql| street.place.meddle(sql));
    }
    street.verify();
}

fn what_was_used_already_is_owed_and_said(place: Place) {
    let street = Street::open(place);
    let tablet = street.tablet(0);
    tablet.unlock(street.staff("yuki", Role::Clerk, 0), "2580").expect(303);
    let resident = street.resident();
    let visit = tapped(&street, &resident, 9000);
    let spend = json!({"card": resident.card, "pin": resident.pin, "points": 90});
    street.till(0).post("/api/v1/redemptions", &key(), &spend).expect(201);
    assert_eq!(street.balance(&resident), 10);
    // 100 were given, 90 used; 19 are right: 71 are owed.
    tablet.browser.form(&correction(&visit), &[("amount", "900"), ("key", "one")]).expect(303);
    assert_eq!(street.balance(&resident), 0);
    let receipt = text(&tablet.browser.get(&format!("/counter/receipts/{visit}")).expect(200).body);
    assert!(receipt.contains("71 points are still owed"), "{receipt}");
    let phone = street.person("mina", Role::Resident, noren::people::For::Passport(resident.id));
    let own = text(&phone.get("/passport").expect(200).body);
    assert!(own.contains("71 points were used before"), "{own}");
    let told = phone.get("/passport/everything.json").expect(200).json();
    assert_eq!(told["visits"][0]["corrected"][0]["points_before"], 100, "{told}");
    street.verify();
    // Undone whole, 90 are owed, and the page says so instead of "as they were".
    let answer = tablet.browser.form(&format!("/counter/visits/{visit}/reversal"), &[("key", "two")]).expect(303);
    let receipt = text(&tablet.browser.get(answer.header("location").expect("a receipt")).expect(200).body);
    assert!(receipt.contains("90 points were already used; the next points settle it"), "{receipt}");
    street.verify();
    street.later(3 * AN_HOUR);
    tapped(&street, &resident, 10_000);
    assert_eq!(street.balance(&resident), 110 - 90);
    assert!(!text(&phone.get("/passport").expect(200).body).contains("were used before"));
    street.verify();
}

fn what_cannot_be_put_right_says_why(place: Place) {
    let street = Street::open(place);
    let tablet = street.tablet(0);
    tablet.unlock(street.staff("yuki", Role::Clerk, 0), "2580").expect(303);
    let resident = street.resident();
    let visit = tapped(&street, &resident, 1200);
    for (typed, said) in [
        ("1200", "stands already"),
        ("99999999", "zero too many"),
        ("12.5", "cannot read this amount"),
        ("-3", "cannot read this amount"),
    ] {
        let answer = tablet.browser.form(&correction(&visit), &[("amount", typed), ("key", &key())]);
        assert_eq!(answer.status, 422, "{typed}: {}", answer.body);
        assert!(text(&answer.body).contains(said), "{typed}: {}", text(&answer.body));
        assert!(answer.body.contains(&format!("value=\"{typed}\"")), "{typed} is lost");
    }
    // Too soon: the amount changes, the points do not.
    let soon = tapped(&street, &resident, 700);
    tablet.browser.form(&correction(&soon), &[("amount", "70000"), ("key", "soon")]).expect(303);
    assert_eq!(street.balance(&resident), 22);
    // Of another shop it is not there.
    let other = street.person("other", Role::Owner, noren::people::For::Shop(street.shops[1].id));
    assert_eq!(other.get(&correction(&visit)).status, 404);
    assert_eq!(other.form(&correction(&visit), &[("amount", "1"), ("key", "k")]).status, 404);
    // What an older list brought earned nothing here.
    street.place.meddle(&format!("UPDATE visits SET origin = 'list' WHERE id = {soon}"));
    assert_eq!(tablet.browser.get(&correction(&soon)).status, 409);
    assert_eq!(tablet.browser.form(&correction(&soon), &[("amount", "1"), ("key", "k")]).status, 409);
    street.verify();
}

fn the_erased_and_the_merged(place: Place) {
    let street = Street::open(place);
    let tablet = street.tablet(0);
    tablet.unlock(street.staff("yuki", Role::Clerk, 0), "2580").expect(303);
    let (keep, other, gone) = (street.resident(), street.resident(), street.resident());
    let (merged, erased) = (tapped(&street, &other, 5000), tapped(&street, &gone, 5000));
    street.merge(&keep, &other);
    tablet.browser.form(&correction(&merged), &[("amount", "9000"), ("key", "one")]).expect(303);
    assert_eq!(street.balance(&keep), 100);
    tablet.browser.form(&correction(&merged), &[("amount", "1000"), ("key", "two")]).expect(303);
    assert_eq!(street.balance(&keep), 20);
    street.verify();
    let (brand, id, now) = (street.brand.id, gone.id, street.house.clock.now());
    street.house.db.write_now(move |tx| noren::rights::erase(tx, brand, id, now)).expect("erased");
    // Whoever was erased has no points, whatever is put right.
    tablet.browser.form(&correction(&erased), &[("amount", "90000"), ("key", "three")]).expect(303);
    let held = street.house.db.read_now(move |tx| passport::balance(tx, brand, id)).expect("read");
    assert_eq!(held, Points::ZERO);
    street.verify();
}
