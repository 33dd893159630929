//! A month's close: what each shop owes and gets, by whom it is closed, that it is closed once whatever dies in the midst of it,
//! and that whoever changes a sealed transfer by hand is found out.

use std::process::Command;

use noren::audit;
use noren::bank::{self, Which};
use noren::books::{self, Line, LineCode, State};
use noren::brand::{self, Terms};
use noren::case;
use noren::counter::{self, Spending, Stand, Tap};
use noren::db::Tx;
use noren::leaving::{self, Heir};
use noren::ledger::{self, Code, Kind, Side};
use noren::passport::{self, pin::Compared};
use noren::people::{For, Role};
use noren::shop;
use noren::sponsor::{self, Opening};
use noren::statement;
use noren::words::{Amount, Day, Millis, PassportId, RedemptionId, Result, VisitId};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::program::{NOREN, run};
use crate::support::street::{HOUR, Resident, Street};

on_both_engines! {
    random_months_keep_every_promise karasuyama rates_of_their_own_days what_cannot_be_closed two_people_close_a_month
    nothing_posts_into_a_closed_month a_changed_transfer_is_named killed_at_every_write taps_go_on_while_a_month_closes
    a_late_yes_counts_in_the_month_after
    seals_are_public each_event_has_its_transfers
}

const DAY: i64 = 24 * HOUR;

/// A month that is over: its name, some times in it, and when it ended.
struct Past {
    name: String,
    from: i64,
    until: i64,
}

/// The months before this one, the latest first.
fn past(street: &Street, back: i32) -> Past {
    let zone = street.brand.zone();
    let this = Millis(street.now()).zoned(&zone).date().first_of_month();
    let first = this.checked_sub(jiff::Span::new().months(back)).expect("a month");
    let next = first.checked_add(jiff::Span::new().months(1)).expect("a month");
    let start = |day: jiff::civil::Date| day.to_zoned(zone.clone()).expect("a day").timestamp().as_millisecond();
    Past { name: first.strftime("%Y-%m").to_string(), from: start(first), until: start(next) }
}

/// A street that has been there for most of a year.
fn open(place: Place) -> Street {
    let street = Street::open(place);
    street.later(320 * DAY);
    street
}

fn stand(street: &Street, shop: usize) -> Stand {
    Stand { brand: street.brand.clone(), shop: street.shops[shop].id, by: None }
}

fn write<T: Send + 'static>(street: &Street, act: impl FnMut(&mut Tx) -> Result<T> + Send + 'static) -> Result<T> {
    street.house.db.write_now(act)
}

fn tap(street: &Street, who: &Resident, shop: usize, amount: i64, at: i64) -> VisitId {
    let (stand, card) = (stand(street, shop), who.card.clone());
    let tap = Tap { card, amount: Some(Amount(amount)), at: None };
    write(street, move |tx| counter::record_tap(tx, &stand, &tap, Millis(at))).expect("a tap").visit.id
}

fn spend(street: &Street, who: &Resident, shop: usize, points: i64, at: i64) -> Option<RedemptionId> {
    let pin = Some(Compared { hash: Some(PIN_HASH.into()), right: true });
    let (stand, spending) = (stand(street, shop), Spending { card: who.card.clone(), points, pin, pass: None });
    let done = write(street, move |tx| counter::redeem(tx, &stand, &spending, Millis(at))).expect("an answer");
    done.ok().map(|r| r.redemption.id)
}

const PIN_HASH: &str = "hash";

fn resident(street: &Street) -> Resident {
    let newcomer = passport::Newcomer {
        name: "Resident of the months".into(),
        reading: String::new(),
        pin_hash: Some(PIN_HASH.into()),
        card: String::new(),
    };
    let brand = street.brand.id;
    let (passport, card) =
        write(street, move |tx| passport::register(tx, brand, &newcomer, None, Millis(0))).expect("a resident");
    Resident { id: passport.id, passport: passport.code, card: card.card.token, pin: String::new() }
}

fn close(street: &Street, name: &str) -> books::Month {
    books::close(&street.house.db, &street.brand, name, Millis(street.now())).expect("closes")
}

/// Each shop's lines, and its net.
fn told(street: &Street, month: &books::Month) -> Vec<(Vec<Line>, i64)> {
    let db = &street.house.db;
    let read = |tx: &mut Tx| {
        let statements = books::statements_of(tx, month)?;
        let of = |shop: &crate::support::street::Shop| match statements.iter().find(|s| s.shop_id == shop.id) {
            Some(s) => Ok((books::lines_of(tx, street.brand.id, s.id)?, s.net.0)),
            // A shop that has left, with nothing open.
            None => Ok((Vec::new(), 0)),
        };
        street.shops.iter().map(of).collect::<Result<Vec<_>>>()
    };
    db.read_now(read).expect("statements")
}

fn balance(street: &Street, kind: Kind) -> i64 {
    let all = street.house.db.read_now(|tx| ledger::balances(tx, street.brand.id, kind)).expect("balances");
    all.iter().map(|(_, points)| points.0).sum()
}

// --- Random months

#[derive(Debug, Clone)]
enum Act {
    Tap {
        who: usize,
        shop: usize,
        amount: i64,
    },
    SendOn {
        who: usize,
        from: usize,
        to: usize,
    },
    Spend {
        who: usize,
        shop: usize,
        points: i64,
    },
    UndoVisit(Index),
    UndoSpending(Index),
    /// Somebody pays for points from now on.
    Sponsor {
        points: i64,
    },
    /// What sponsors have left goes back.
    EndSponsors,
    /// A shop leaves the street, for good.
    Leave {
        shop: usize,
    },
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        5 => (0..3usize, 0..5usize, 0..9_000i64).prop_map(|(who, shop, amount)| Act::Tap { who, shop, amount }),
        2 => (0..3usize, 0..5usize, 1..5usize).prop_map(|(who, from, by)| Act::SendOn { who, from, to: (from + by) % 5 }),
        3 => (0..3usize, 0..5usize, 1..120i64).prop_map(|(who, shop, points)| Act::Spend { who, shop, points }),
        1 => any::<Index>().prop_map(Act::UndoVisit),
        1 => any::<Index>().prop_map(Act::UndoSpending),
        1 => (1..30i64).prop_map(|points| Act::Sponsor { points }),
        1 => Just(Act::EndSponsors),
        1 => (3..5usize).prop_map(|shop| Act::Leave { shop }),
    ]
}

/// What a month comes to for a shop by its visits, redemptions and slips, the ledger not asked.
#[derive(Debug, Default, Clone, PartialEq)]
struct Model {
    given: i64,
    taken: i64,
    thanks: i64,
}

fn model(place: &Place, shop: i64, from: i64, until: i64) -> Model {
    let n = |sql: String| place.number(&sql);
    let within = |column: &str| format!("{column} >= {from} AND {column} < {until}");
    let visits = |column: &str| {
        n(format!(
            "SELECT CAST(COALESCE(SUM(visit_points + spend_points), 0) AS BIGINT) AS n FROM visits WHERE shop_id = {shop} AND {}",
            within(column)
        ))
    };
    let spent = |column: &str| {
        n(format!(
            "SELECT CAST(COALESCE(SUM(points), 0) AS BIGINT) AS n FROM redemptions WHERE shop_id = {shop} AND {}",
            within(column)
        ))
    };
    let thanks = |side: &str, joined: &str| {
        n(format!(
            "SELECT CAST(COALESCE(SUM(t.amount), 0) AS BIGINT) AS n FROM transfers t JOIN transfers o ON o.id = {joined} \
         JOIN accounts a ON a.id = o.{side} WHERE o.code = 'thanks' AND a.owner_id = {shop} AND {}",
            within("t.posted_at")
        ))
    };
    let (given, back) = ("t.id", "t.reverses");
    Model {
        given: visits("recorded_at") - visits("reversed_at"),
        taken: spent("at") - spent("reversed_at"),
        thanks: thanks("credit_account", given) - thanks("credit_account", back) - thanks("debit_account", given)
            + thanks("debit_account", back),
    }
}

fn by_lines(lines: &[Line]) -> Model {
    let points = |code| lines.iter().filter(|l| l.code == code).map(|l| l.points).sum::<i64>();
    Model {
        given: points(LineCode::Given),
        taken: points(LineCode::Taken),
        thanks: points(LineCode::ThanksGot) - points(LineCode::ThanksPaid),
    }
}

/// What shops pay and get comes from the fund and goes to it: nothing is lost between them.
fn zero_sum(nets: &[i64], fund: i64) -> bool {
    nets.iter().sum::<i64>() + fund == 0
}

/// The least that can move between the street and a shop so that what is open ends at nothing: of all payments to it, each
/// with the one from it that is then needed.
fn least(open: i64) -> i64 {
    let to = 0..=open.abs() + 5;
    to.filter_map(|to| (to - open >= 0).then_some(to + to - open)).min().expect("a way")
}

/// Marks shops as paid, as the coordinator does.
fn pay(street: &Street, month: &str, shops: &[usize], at: i64) {
    let ids = shops.iter().map(|nth| street.shops[*nth].id).collect();
    let (brand, month, at) = (street.brand.clone(), month.to_owned(), Millis(at));
    let (which, on) = (Which::Shops(ids), at.day(&brand.zone()));
    let done = write(street, move |tx| bank::pay(tx, &brand, &month, &which, on, (None, at)));
    // Nothing may be open.
    assert!(done.as_ref().is_ok() || done.as_ref().is_err_and(|e| e.code() == Some("already_paid")), "{done:?}");
}

/// What went through the bank for a month's statements, payment by payment.
fn paid(street: &Street, month: &books::Month) -> Vec<i64> {
    let of = format!(
        "SELECT {{}} AS n FROM transfers t JOIN statements s ON s.id = t.about WHERE t.code = 'paid' AND s.month_id = {}",
        month.id.0
    );
    let n = street.place.number(&of.replace("{}", "count(*)"));
    let amount =
        |nth: i64| street.place.number(&format!("{} ORDER BY t.id LIMIT 1 OFFSET {nth}", of.replace("{}", "t.amount")));
    (0..n).map(amount).collect()
}

fn random_months_keep_every_promise(place: Place) {
    let street = open(place);
    // The fourth comes every other month, and points lapse after one.
    let residents: Vec<Resident> = (0..4).map(|_| resident(&street)).collect();
    let brand = street.brand.id;
    let ordinary = street.house.db.read_now(|tx| brand::charter_at(tx, brand, Millis(0))).expect("a charter").terms;
    under(&street, Terms { expiry_months: 1, ..ordinary }, 1);
    let config = Config {
        cases: if street.place.is_postgres() { 3 } else { 6 },
        failure_persistence: None,
        ..Config::default()
    };
    let months = std::cell::Cell::new(8);
    let unpaid = std::cell::RefCell::new([0i64; 5]);
    let mut broken = [false; 5];
    let caught = std::cell::RefCell::new(&mut broken);
    TestRunner::new(config)
        .run(&proptest::collection::vec(act(), 10..60), |acts| {
            let month = past(&street, months.get());
            months.set(months.get() - 1);
            // Whatever comes before: a slip that is used, so that no month goes without thanks.
            let used = [
                Act::Sponsor { points: 5 },
                Act::Tap { who: 0, shop: 0, amount: 100 },
                Act::SendOn { who: 0, from: 0, to: 1 },
                Act::Tap { who: 0, shop: 1, amount: 100 },
            ];
            // A shop leaves in some month, whatever is drawn.
            let late = (months.get() < 7).then_some(Act::Leave { shop: 4 });
            let acts: Vec<Act> = acts.into_iter().chain(used).chain(late).collect();
            if months.get() % 2 == 0 {
                // Apart from the others: no draw takes it back.
                tap(&street, &residents[3], 2, 5_000, month.from + HOUR);
            }
            play(&street, &residents, &acts, &month);
            let (whose, end) = (street.brand.clone(), Millis(month.until - 1));
            write(&street, move |tx| passport::lapse_some(tx, &whose, PassportId(0), end).map(drop)).expect("swept");
            let fund_before = balance(&street, Kind::Purse);
            let closed = close(&street, &month.name);
            let told = told(&street, &closed);
            let mut nets = Vec::new();
            for (nth, (lines, net)) in told.iter().enumerate() {
                let from = closed.from_at.0;
                let model = model(&street.place, street.shops[nth].id.0, from, month.until);
                prop_assert_eq!(by_lines(lines), model.clone(), "shop {} of {}", nth, month.name);
                let new: i64 = lines.iter().filter(|l| l.code.posted().is_some()).map(|l| l.money).sum();
                let carried: i64 = lines.iter().filter(|l| l.code == LineCode::Carried).map(|l| l.money).sum();
                prop_assert_eq!(carried, unpaid.borrow()[nth], "shop {} has what nobody paid, and no more", nth);
                prop_assert_eq!(*net, new + carried);
                nets.push(new);
                // A variant that forgets what was undone, and one that forgets who pays the thanks.
                let gross = Model { given: model.given + 1, ..model.clone() };
                caught.borrow_mut()[0] |= by_lines(lines) != gross;
                let unpaid: Vec<Line> = lines.iter().filter(|l| l.code != LineCode::ThanksPaid).cloned().collect();
                caught.borrow_mut()[1] |= by_lines(&unpaid) != model;
            }
            let to_fund = balance(&street, Kind::Purse) - fund_before;
            prop_assert!(zero_sum(&nets, to_fund), "{nets:?} and {to_fund}");
            // A variant that pays one shop a coin more, out of nothing.
            if let Some(first) = nets.first_mut() {
                *first += 1;
            }
            caught.borrow_mut()[2] |= !zero_sum(&nets, to_fund);
            prop_assert_eq!(
                balance(&street, Kind::Due) + balance(&street, Kind::Purse) + balance(&street, Kind::Bank),
                0
            );
            // Every point a passport has was given by somebody who owes for it.
            let covers =
                -[Kind::Shop, Kind::Fund, Kind::Expiry, Kind::Sponsor].map(|k| balance(&street, k)).iter().sum::<i64>();
            let held = balance(&street, Kind::Passport) + balance(&street, Kind::Debt);
            prop_assert_eq!(held, covers);
            caught.borrow_mut()[3] |= held + 1 != covers;
            // Half of the shops settle; the others carry it into the next month.
            let half: Vec<usize> = (0..street.shops.len()).filter(|nth| nth % 2 == 0 && told[*nth].1 != 0).collect();
            let open: Vec<i64> = half.iter().map(|nth| told[*nth].1).collect();
            pay(&street, &month.name, &half, month.until + 2 * DAY);
            let paid = paid(&street, &closed);
            prop_assert_eq!(paid.len(), open.iter().filter(|net| **net != 0).count(), "one payment a shop");
            let moved: i64 = paid.iter().sum();
            prop_assert_eq!(moved, open.iter().map(|net| least(*net)).sum::<i64>());
            for (nth, of) in unpaid.borrow_mut().iter_mut().enumerate() {
                *of = if nth % 2 == 0 { 0 } else { told[nth].1 };
                let brand = street.brand.id;
                let due = street.house.db.read_now(|tx| books::due(tx, brand, street.shops[nth].id)).expect("due");
                prop_assert_eq!(due.0, *of);
            }
            // A variant that does not net pays out what a shop gets, and draws what it owes.
            let gross: i64 = half.iter().flat_map(|nth| &told[*nth].0).map(|line| line.money.abs()).sum();
            caught.borrow_mut()[4] |= gross > moved;
            street.verify();
            Ok::<(), TestCaseError>(())
        })
        .unwrap_or_else(|e| panic!("{e}"));
    assert_eq!(broken, [true; 5], "a broken variant passed");
    let (taken, thanked) = (
        "SELECT count(*) AS n FROM statement_lines WHERE code = 'taken'",
        "SELECT count(*) AS n FROM statement_lines WHERE code = 'thanks_got'",
    );
    assert!(street.place.number(taken) > 0 && street.place.number(thanked) > 0, "the months were empty");
    assert!(street.place.number("SELECT count(*) AS n FROM statement_lines WHERE code = 'carried'") > 0);
    for code in [Code::Campaign, Code::Funded, Code::Lapse] {
        let n = format!("SELECT count(*) AS n FROM transfers WHERE code = '{}'", code.name());
        assert!(street.place.number(&n) > 0, "no {code:?} in any month");
    }
    assert!(street.place.number("SELECT count(*) AS n FROM shops WHERE left_at IS NOT NULL") > 0);
}

fn play(street: &Street, residents: &[Resident], acts: &[Act], month: &Past) {
    let step = (month.until - month.from) / (acts.len() as i64 + 1);
    let (mut visits, mut spendings) = (Vec::new(), Vec::new());
    for (n, act) in acts.iter().enumerate() {
        let at = month.from + step * (n as i64 + 1);
        let brand = street.brand.id;
        let here =
            |nth: usize| !street.house.db.read_now(|tx| shop::is_away(tx, brand, street.shops[nth].id)).expect("read");
        match act.clone() {
            // The guard lets nobody to a counter whose shop has left.
            Act::Tap { shop, .. } | Act::Spend { shop, .. } if !here(shop) => {}
            Act::SendOn { from, .. } if !here(from) => {}
            Act::Tap { who, shop, amount } => visits.push((shop, tap(street, &residents[who], shop, amount, at))),
            Act::SendOn { who, from, to } => {
                let (stand, card, to) =
                    (stand(street, from), residents[who].card.clone(), street.shops[to].code.clone());
                // A second open slip between the same two is refused; that is no concern here.
                let _ = write(street, move |tx| counter::send_on(tx, &stand, &card, &to, "Good bread.", Millis(at)));
            }
            Act::Spend { who, shop, points } => {
                spendings.extend(spend(street, &residents[who], shop, points, at).map(|id| (shop, id)));
            }
            Act::UndoVisit(which) if !visits.is_empty() => {
                let (shop, id) = visits[which.index(visits.len())];
                let stand = stand(street, shop);
                let _ = write(street, move |tx| counter::reverse_visit(tx, &stand, id, None, Millis(at)));
            }
            Act::UndoSpending(which) if !spendings.is_empty() => {
                let (shop, id) = spendings[which.index(spendings.len())];
                let stand = stand(street, shop);
                let _ = write(street, move |tx| counter::reverse_redemption(tx, &stand, id, None, Millis(at)));
            }
            Act::Sponsor { points } => {
                let brand = street.brand.clone();
                let from = Millis(at).day(&brand.zone());
                let shops = street.shops.iter().map(|s| s.id).collect();
                let (sponsor, title) = ("City".to_owned(), "Winter".to_owned());
                let last = Day(from.0 + 60);
                let opening = Opening { sponsor, title, points, budget: points * 13, from, last, shops };
                write(street, move |tx| sponsor::open(tx, &brand, &opening, None, Millis(at)).map(drop)).expect("open");
            }
            Act::EndSponsors => {
                let brand = street.brand.clone();
                write(street, move |tx| {
                    for campaign in sponsor::campaigns(tx, brand.id)? {
                        sponsor::end(tx, &brand, campaign.id, Millis(at))?;
                    }
                    Ok(())
                })
                .expect("ended");
            }
            Act::Leave { shop } => {
                let (brand, id) = (street.brand.clone(), street.shops[shop].id);
                let heir = Heir { shop: None, reason: "Come here instead.".into() };
                // It has left in an earlier month already.
                let _ = write(street, move |tx| leaving::leave(tx, &brand, id, &heir, Millis(at)).map(drop));
            }
            _ => {}
        }
    }
}

// --- Rates

/// A charter of its own for all time: there is none before it.
fn under(street: &Street, terms: Terms, from: i64) {
    let brand = street.brand.clone();
    write(street, move |tx| brand::write_charter(tx, &brand, None, &terms, Millis(from), Millis(0)).map(drop))
        .expect("a charter");
}

/// 350 points cost ¥700 and pay ¥500: ¥200 stay with the street.
fn karasuyama(place: Place) {
    let street = open(place);
    let month = past(&street, 1);
    let terms =
        Terms { points_per_visit: 0, points_per_100: 1, lot: 350, lot_price: 700, lot_value: 500, ..Terms::default() };
    under(&street, terms.clone(), month.from - 1);
    let refused = write(&street, {
        let (brand, terms) = (street.brand.clone(), Terms { lot_value: 701, ..terms });
        move |tx| brand::write_charter(tx, &brand, None, &terms, Millis(i64::MAX / 2), Millis(0)).map(drop)
    });
    assert_eq!(refused.err().and_then(|e| e.code()), Some("out_of_bounds"), "a point that pays out more than it costs");
    let who = resident(&street);
    tap(&street, &who, 0, 35_000, month.from + DAY);
    spend(&street, &who, 1, 350, month.from + 2 * DAY).expect("spent");
    let closed = close(&street, &month.name);
    let nets: Vec<i64> = told(&street, &closed).iter().map(|(_, net)| *net).collect();
    assert_eq!(nets, [-700, 500, 0, 0, 0]);
    assert_eq!(balance(&street, Kind::Purse), 200, "to the fund");
    street.verify();
}

/// Each transfer at the rates of its own day; a closed month is not worked out anew.
fn rates_of_their_own_days(place: Place) {
    let street = open(place);
    let month = past(&street, 1);
    let middle = month.from + 10 * DAY;
    let terms =
        Terms { points_per_visit: 0, points_per_100: 1, lot: 100, lot_price: 100, lot_value: 100, ..Terms::default() };
    under(&street, terms.clone(), month.from - 1);
    under(&street, Terms { lot_price: 200, monthly_fee: 30, ..terms.clone() }, middle);
    let who = resident(&street);
    tap(&street, &who, 0, 10_000, middle - DAY);
    tap(&street, &who, 0, 10_000, middle + DAY);
    let closed = close(&street, &month.name);
    let lines = &told(&street, &closed)[0].0;
    let given: Vec<(i64, i64, i64)> =
        lines.iter().filter(|l| l.code == LineCode::Given).map(|l| (l.points, l.rate, l.money)).collect();
    assert_eq!(given, [(100, 100, -100), (100, 200, -200)]);
    assert_eq!(told(&street, &closed)[0].1, -330);
    under(&street, Terms { lot_price: 900, ..terms }, month.from + 5 * DAY);
    assert_eq!(told(&street, &closed)[0].1, -330);
}

// --- Who closes what, and when

fn what_cannot_be_closed(place: Place) {
    let street = Street::open(place);
    let (early, late, this) = (past(&street, 2), past(&street, 1), street.month());
    let db = &street.house.db;
    let code = |name: &str| books::close(db, &street.brand, name, Millis(street.now())).err().and_then(|e| e.code());
    assert_eq!(code(&late.name), Some("no_books"));
    let who = resident(&street);
    tap(&street, &who, 0, 1_000, early.from + DAY);
    assert_eq!(code(&this), Some("month_not_over"));
    assert_eq!(code("2999-01"), Some("month_not_over"));
    for bad in ["", "2026", "2026-13", "October"] {
        assert_eq!(code(bad), Some("bad_books_month"), "{bad}");
    }
    assert_eq!(code(&past(&street, 3).name), Some("month_order"), "nothing was posted before");
    close(&street, &early.name);
    assert_eq!(code(&early.name), Some("month_closed"));
    close(&street, &late.name);
    assert_eq!(code(&early.name), Some("month_closed"));
    // By the command too, in one line that says why.
    let place = street.close();
    for (month, why) in [(early.name.as_str(), "closed already"), (this.as_str(), "not over"), ("x", "2026-10")] {
        let said = run(&place, &["close-month", month, "--brand", "asahi"]).badly(1);
        assert!(said.err.contains(why) && said.err.lines().count() == 1, "{}", said.err);
    }
    run(&place, &["verify"]).well();
}

fn two_people_close_a_month(place: Place) {
    let street = open(place);
    let month = past(&street, 1);
    let who = resident(&street);
    tap(&street, &who, 0, 1_000, month.from + DAY);
    let coordinator = street.person("kyoko", Role::Coordinator, For::Brand);
    let officer = street.person("otto", Role::Officer, For::Brand);
    let page = coordinator.get("/dashboard/months?lang=en").expect(200).body;
    assert!(page.contains("is over and can be closed"), "{page}");
    assert!(
        !officer.get("/dashboard/months?lang=en").expect(200).body.contains("name=\"month\""),
        "the officer proposes nothing"
    );
    let this = street.month();
    let refused = coordinator.form("/dashboard/months", &[("month", &this)]).expect(409).body;
    assert!(refused.contains("role=\"alert\""), "{refused}");
    coordinator.form("/dashboard/months", &[("month", &month.name)]).expect(303);
    let at = format!("/dashboard/months/{}", month.name);
    let read = |tx: &mut Tx| books::month(tx, street.brand.id, &month.name);
    let proposed = street.house.db.read_now(read).expect("there");
    assert!(proposed.state == State::Proposed && proposed.head.len() == 64);
    assert_eq!(balance(&street, Kind::Due), 0, "nothing is posted before the second yes");
    assert!(!coordinator.get(&at).expect(200).body.contains("/confirmation"));
    coordinator.form(&format!("{at}/confirmation"), &[]).expect(403);
    assert!(officer.get(&at).expect(200).body.contains("/confirmation"));
    officer.form(&format!("{at}/confirmation"), &[]).expect(303);
    assert_ne!(balance(&street, Kind::Due), 0);
    officer.form(&format!("{at}/confirmation"), &[]).expect(409);
    // One who is both does not do both.
    let (brand, next) = (street.brand.clone(), past(&street, 0));
    street.later(next.until - street.now() + DAY);
    let both = Some(street.person_id("kyoko"));
    let db = &street.house.db;
    books::propose(db, &brand, &next.name, both, Millis(street.now())).expect("proposes");
    let (now, name) = (Millis(street.now()), next.name.clone());
    let refused = write(&street, move |tx| books::confirm(tx, &brand, &name, both, now));
    assert_eq!(refused.err().and_then(|e| e.code()), Some("same_person"));
    street.verify();
}

/// A yes that comes after the next month's end: what it posts counts in that month, is carried, and is paid once.
fn a_late_yes_counts_in_the_month_after(place: Place) {
    let street = open(place);
    let (first, second) = (past(&street, 2), past(&street, 1));
    let who = resident(&street);
    tap(&street, &who, 0, 10_000, first.from + DAY);
    spend(&street, &who, 1, 50, first.from + 2 * DAY).expect("spent");
    tap(&street, &who, 0, 1_000, second.from + DAY);
    // Both are confirmed today: the first long after the second was over.
    let closed = close(&street, &first.name);
    let net = told(&street, &closed)[1].1;
    assert!(net > 0);
    let after = close(&street, &second.name);
    let (lines, open) = told(&street, &after).remove(1);
    assert!(lines.iter().any(|l| l.code == LineCode::Carried && l.money == net) && open == net, "{lines:?}");
    pay(&street, &second.name, &[0, 1, 2, 3, 4], street.now());
    pay(&street, &first.name, &[0, 1, 2, 3, 4], street.now());
    assert_eq!((paid(&street, &closed).len(), balance(&street, Kind::Due)), (0, 0));
    // What a close posted, without its month: somebody wants to close it twice.
    street.verify();
    let late = after.id.0;
    for table in [
        "statement_lines WHERE statement_id IN (SELECT id FROM statements WHERE month_id",
        "seals WHERE (month_id",
        "payments WHERE statement_id IN (SELECT id FROM statements WHERE month_id",
        "statements WHERE (month_id",
        "months WHERE (id",
    ] {
        street.place.meddle_past_the_guard(&format!("DELETE FROM {table} = {late})"));
    }
    assert!(audit::verify(&street.house.db, Some(street.brand.id)).expect("verifies").untruth.is_some());
}

/// A tap that comes late goes into the open month; the database refuses any other.
fn nothing_posts_into_a_closed_month(place: Place) {
    let street = open(place);
    let month = past(&street, 1);
    let who = resident(&street);
    tap(&street, &who, 0, 1_000, month.from + DAY);
    let closed = close(&street, &month.name);
    let before = told(&street, &closed);
    // A clock that goes after, or a write that waited over midnight.
    let late = tap(&street, &who, 0, 2_000, month.until - 1);
    let posted = street.place.number(&format!("SELECT MIN(posted_at) AS n FROM transfers WHERE about = {late}"));
    assert!(posted >= month.until, "posted into a closed month");
    assert_eq!(told(&street, &closed), before);
    let again = format!(
        "INSERT INTO transfers SELECT brand_id, id + 1, debit_account, credit_account, amount, code, about, reverses, at, {} FROM transfers WHERE about = {late}",
        month.until - 1
    );
    assert!(street.place.try_meddle(&again).is_err(), "the database took it");
    street.verify();
}

// --- The seal

fn a_changed_transfer_is_named(place: Place) {
    let street = open(place);
    let month = past(&street, 1);
    let who = resident(&street);
    for n in 0..12 {
        tap(&street, &who, n % 5, 1_000, month.from + (n as i64 + 1) * DAY);
    }
    close(&street, &month.name);
    street.verify();
    let sql = "SELECT id AS n FROM transfers WHERE code = 'visit' ORDER BY posted_at, id LIMIT 1 OFFSET";
    let (third, seventh) = (street.place.number(&format!("{sql} 2")), street.place.number(&format!("{sql} 6")));
    let statement = street.place.number("SELECT MIN(id) AS n FROM statements");
    let untruth = || audit::verify(&street.house.db, Some(street.brand.id)).expect("verifies").untruth;
    let meddle = |sql: String| street.place.meddle_past_the_guard(&sql);
    // What is done, who is named, how it is undone.
    let copy = "brand_id, debit_account, credit_account, amount, code, about, reverses, at, posted_at";
    let cases = [
        (
            format!("UPDATE transfers SET amount = amount + 1 WHERE id = {third}"),
            "transfers",
            third,
            format!("UPDATE transfers SET amount = amount - 1 WHERE id = {third}"),
        ),
        (
            format!("UPDATE transfers SET posted_at = posted_at + 1 WHERE id = {seventh}"),
            "transfers",
            seventh,
            format!("UPDATE transfers SET posted_at = posted_at - 1 WHERE id = {seventh}"),
        ),
        (
            format!("INSERT INTO transfers (id, {copy}) SELECT {third} + 1, {copy} FROM transfers WHERE id = {third}"),
            "transfers",
            third + 1,
            format!("DELETE FROM transfers WHERE id = {third} + 1"),
        ),
        (
            format!("UPDATE statement_lines SET money = money - 5 WHERE statement_id = {statement} AND code = 'given'"),
            "statements",
            0,
            format!("UPDATE statement_lines SET money = money + 5 WHERE statement_id = {statement} AND code = 'given'"),
        ),
        ("UPDATE months SET head = ''".to_owned(), "months", 0, String::new()),
        (
            "UPDATE months SET transfers = transfers + 1".to_owned(),
            "months",
            0,
            "UPDATE months SET transfers = transfers - 1".to_owned(),
        ),
        (format!("UPDATE months SET head = '{}'", "0".repeat(64)), "months", 0, String::new()),
    ];
    let head = street.house.db.read_now(|tx| books::month(tx, street.brand.id, &month.name)).expect("there").head;
    for (act, table, id, back) in cases {
        meddle(act.clone());
        let named = untruth().unwrap_or_else(|| panic!("not noticed: {act}"));
        assert_eq!(named.table, table, "{named}");
        if id != 0 {
            assert_eq!(named.id, id.to_string(), "{named}");
        }
        meddle(if back.is_empty() { format!("UPDATE months SET head = '{head}'") } else { back });
        street.verify();
    }
    // Taken out, both in the books and in the sums.
    meddle(format!("DELETE FROM transfers WHERE id = {third}"));
    let named = untruth().expect("noticed");
    assert_eq!((named.id.as_str(), named.found.as_str()), (third.to_string().as_str(), "removed"), "{named}");
    // The variant without marks would only say that something is other.
    let place = street.close();
    let said = run(&place, &["verify"]).badly(1);
    assert!(
        said.err.contains(&third.to_string()) || said.out.contains(&third.to_string()),
        "{} {}",
        said.out,
        said.err
    );
}

// --- Killed

/// Killed at each of its writes, and begun again: one close, the same figures as one that nobody disturbed.
fn killed_at_every_write(place: Place) {
    let street = Street::open(place);
    let month = past(&street, 1);
    let who = resident(&street);
    for n in 0..8 {
        tap(&street, &who, n % 5, 2_000, month.from + (n as i64 + 1) * DAY);
    }
    spend(&street, &who, 3, 60, month.from + 20 * DAY).expect("spent");
    let place = street.close();
    let calls = if place.is_postgres() { "sendto" } else { "pwrite64,fdatasync,ftruncate" };
    let killed = |n: usize| {
        let inject = format!("inject={calls}:signal=SIGKILL:when={n}");
        let done = Command::new("strace")
            .current_dir(place.folder())
            .args([
                "-f",
                "-qq",
                "-o",
                "/dev/null",
                "-e",
                &format!("trace={calls}"),
                "-e",
                &inject,
                NOREN,
                "--database",
                &place.url,
            ])
            .args(["close-month", &month.name, "--brand", "asahi"])
            .output()
            .expect("strace is installed");
        !done.status.success()
    };
    let (mut n, mut kills) = (1, 0);
    while killed(n) {
        kills += 1;
        // What a kill left behind does not stand in the way, and is never half a close.
        let half = place.number("SELECT count(*) AS n FROM transfers WHERE code = 'given'");
        let closed = place.number("SELECT count(*) AS n FROM months WHERE state = 'closed'");
        assert_eq!(half > 0, closed == 1, "after {n} writes");
        if closed == 1 {
            break;
        }
        n += 1;
        assert!(n < 2_000, "it never ends");
    }
    if place.number("SELECT count(*) AS n FROM months WHERE state = 'closed'") == 0 {
        run(&place, &["close-month", &month.name, "--brand", "asahi"]).well();
    }
    assert!(kills > 10, "killed only {kills} times: that proves nothing");
    println!("killed {kills} times");
    run(&place, &["verify"]).well();
    assert_eq!(place.number("SELECT count(*) AS n FROM months"), 1);
    assert_eq!(place.number("SELECT count(*) AS n FROM statements"), 5);
    let posted = place.number("SELECT CAST(SUM(amount) AS BIGINT) AS n FROM transfers WHERE code = 'given'");
    let given = place.number("SELECT CAST(SUM(visit_points + spend_points) AS BIGINT) AS n FROM visits");
    assert_eq!(posted, given, "each point at its price, once");
    run(&place, &["close-month", &month.name, "--brand", "asahi"]).badly(1);
}

/// Writers with an old clock meet the close: whatever is posted is in the sealed month, or in the open one.
fn taps_go_on_while_a_month_closes(place: Place) {
    let street = open(place);
    let month = past(&street, 1);
    let residents: Vec<Resident> = (0..4).map(|_| resident(&street)).collect();
    tap(&street, &residents[0], 0, 1_000, month.from + DAY);
    let closed = std::thread::scope(|scope| {
        for (n, resident) in residents.iter().enumerate() {
            let (street, until) = (&street, month.until);
            scope.spawn(move || {
                for before in (0..30).rev() {
                    tap(street, resident, n, 1_000, until - 1 - before * 130 * 60_000);
                }
            });
        }
        close(&street, &month.name)
    });
    assert_eq!(street.place.number("SELECT count(*) AS n FROM visits"), 121);
    let within = street.place.number(&format!("SELECT count(*) AS n FROM transfers WHERE posted_at < {}", month.until));
    assert_eq!(closed.transfers, within);
    street.verify();
}

fn seals_are_public(place: Place) {
    let street = open(place);
    let month = past(&street, 1);
    let who = resident(&street);
    tap(&street, &who, 0, 1_000, month.from + DAY);
    let closed = close(&street, &month.name);
    let page = crate::support::http::Client::new(&street.base).get("/streets/asahi/months?lang=en").expect(200).body;
    assert!(page.replace(' ', "").contains(&closed.head), "{page}");
    assert!(!page.contains(&who.passport));
    let auditor = street.person("ada", Role::Auditor, For::Brand);
    let seen = auditor.get(&format!("/dashboard/months/{}", month.name)).expect(200).body;
    assert!(seen.replace(' ', "").contains(&closed.head) && !seen.contains("Resident "));
    auditor.form("/dashboard/months", &[("month", &month.name)]).expect(403);
    let due = street
        .house
        .db
        .read_now(|tx| ledger::balance(tx, street.brand.id, Side { kind: Kind::Due, owner: street.shops[0].id.0 }));
    assert_eq!(due.expect("read").0, told(&street, &closed)[0].1);
}

/// Every code of the ledger, each through the act that it is for, between the accounts its table says.
fn each_event_has_its_transfers(place: Place) {
    let street = open(place);
    let month = past(&street, 1);
    let brand = street.brand.id;
    let from = month.from;
    let at = move |day: i64| from + day * DAY;
    let (who, other) = (resident(&street), resident(&street));
    let first = tap(&street, &who, 0, 3_000, at(1));
    let (sender, card, to) = (stand(&street, 0), who.card.clone(), street.shops[1].code.clone());
    let sent_at = Millis(at(1) + HOUR);
    write(&street, move |tx| counter::send_on(tx, &sender, &card, &to, "Good bread.", sent_at)).expect("a slip");
    tap(&street, &who, 1, 1_000, at(2));
    let corrected = stand(&street, 0);
    write(&street, move |tx| counter::correct_visit(tx, &corrected, first, Some(Amount(5_000)), None, Millis(at(3))))
        .expect("corrected");
    spend(&street, &who, 2, 80, at(4)).expect("spent");
    // Undone when it is spent: owed, and settled by the next visit.
    let undone = stand(&street, 0);
    write(&street, move |tx| counter::reverse_visit(tx, &undone, first, None, Millis(at(5)))).expect("undone");
    tap(&street, &who, 3, 9_000, at(6));
    let (shop, passport) = (street.shops[3].id, who.id);
    street.person("kyoko", Role::Owner, For::Shop(shop));
    let opening = case::Opening {
        passport,
        shop,
        what: "The bread was stale.".into(),
        promise: "A fresh one.".into(),
        due: Millis(at(8)).day(&street.brand.zone()),
        owner: street.person_id("kyoko"),
        by: None,
    };
    let (today, then) = (Millis(at(7)).day(&street.brand.zone()), Millis(at(7)));
    write(&street, move |tx| {
        let id = case::open(tx, brand, &opening, today, then)?;
        case::make_good(tx, brand, shop, id, 10, then).map(drop)
    })
    .expect("made good");
    let city = Opening {
        sponsor: "City".into(),
        title: "Winter".into(),
        points: 5,
        budget: 100,
        from: Millis(at(8)).day(&street.brand.zone()),
        last: Millis(at(9)).day(&street.brand.zone()),
        shops: vec![street.shops[4].id],
    };
    let whose = street.brand.clone();
    write(&street, move |tx| sponsor::open(tx, &whose, &city, None, Millis(at(8))).map(drop)).expect("a campaign");
    tap(&street, &other, 4, 1_000, at(8) + HOUR);
    street.merge(&who, &other);
    let closed = close(&street, &month.name);
    let (first_shop, now) = (street.shops[0].id, Millis(street.now()));
    under(&street, Terms { monthly_fee: 100, ..Terms::default() }, month.until);
    let (of, whose) = (closed.clone(), street.brand.clone());
    write(&street, move |tx| {
        let found = books::statement_of(tx, &of, first_shop)?.expect("a statement");
        let said = statement::object(tx, &whose, (&of, &found), None, "Too much.", now)?;
        statement::answer(tx, &whose, said.id, None, ("It was less.", Amount(-3)), now)
    })
    .expect("adjusted");
    pay(&street, &closed.month, &[0, 1, 2, 3, 4], now.0);
    // A fee in the month after; and points that nobody came for.
    street.later(40 * DAY);
    close(&street, &past(&street, 1).name);
    street.later(400 * DAY);
    tap(&street, &who, 0, 1_000, street.now());
    for code in Code::ALL {
        let posted =
            street.place.number(&format!("SELECT count(*) AS n FROM transfers WHERE code = '{}'", code.name()));
        assert!(posted > 0, "no act posts {code:?}");
    }
    street.verify();
    // An adjustment that answers nobody is found out.
    street.place.meddle("UPDATE objections SET amount = amount + 1 WHERE answered_at IS NOT NULL");
    let said = run(&street.place, &["verify"]).badly(1);
    assert!(said.out.contains("each adjustment is the answer"), "{}", said.out);
}
