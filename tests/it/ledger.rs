//! Double entry under random acts: whatever is earned, spent and undone in whatever order, debits equal credits, every
//! account equals its transfers, no passport is below zero, and the balances are those a plain sum would give.

use std::sync::atomic::{AtomicU32, Ordering};

use noren::brand::{self, Founding};
use noren::db::{self, Db};
use noren::ledger::{self, Code, Entry, Kind, Side};
use noren::words::{BrandId, Millis, Points, Result};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestCaseError, TestRunner};

use crate::support::on_both_engines;
use crate::support::place::Place;

on_both_engines! { random_acts_keep_the_books_true }

#[derive(Debug, Clone)]
enum Act {
    Earn {
        passport: i64,
        shop: i64,
        points: i64,
    },
    Spend {
        passport: i64,
        shop: i64,
        points: i64,
    },
    /// Undoes one of the acts before, perhaps for the second time.
    Undo {
        which: Index,
    },
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => (1..4i64, 1..4i64, 0..300i64).prop_map(|(passport, shop, points)| Act::Earn { passport, shop, points }),
        3 => (1..4i64, 1..4i64, 0..400i64).prop_map(|(passport, shop, points)| Act::Spend { passport, shop, points }),
        3 => any::<Index>().prop_map(|which| Act::Undo { which }),
    ]
}

/// What a child would write down: who has how much, who owes how much.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
struct Purse {
    has: i64,
    owes: i64,
}

impl Purse {
    fn get(&mut self, points: i64) {
        self.has += points;
    }

    fn settle(&mut self) {
        let paid = self.has.min(self.owes);
        self.has -= paid;
        self.owes -= paid;
    }

    fn give_back(&mut self, points: i64) {
        let given = self.has.min(points);
        self.has -= given;
        self.owes += points - given;
    }
}

fn random_acts_keep_the_books_true(place: Place) {
    db::prepare(&place.engine()).expect("migrates");
    let db = Db::open(&place.engine()).expect("opens");
    let config = Config { cases: 40, failure_persistence: None, ..Config::default() };
    let cases = AtomicU32::new(0);
    TestRunner::new(config)
        .run(&proptest::collection::vec(act(), 1..25), |acts| {
            let brand = found(&db, cases.fetch_add(1, Ordering::Relaxed)).map_err(fail)?;
            play(&db, brand, &acts)?;
            check(&place, brand)
        })
        .unwrap_or_else(|e| panic!("{e}"));
    let transfers = place.number("SELECT count(*) AS n FROM transfers");
    assert!(transfers > 100, "only {transfers} transfers in all: the acts did nothing");
}

fn fail(e: noren::words::Error) -> TestCaseError {
    TestCaseError::fail(e.to_string())
}

fn found(db: &Db, case: u32) -> Result<BrandId> {
    let founding = Founding::of(&format!("street-{case}"), "Street");
    Ok(db.write_now(move |tx| brand::found(tx, &founding, Millis(0)))?.id)
}

fn side(kind: Kind, owner: i64) -> Side {
    Side { kind, owner }
}

fn play(db: &Db, brand: BrandId, acts: &[Act]) -> std::result::Result<(), TestCaseError> {
    let mut purses = [Purse::default(); 4];
    let mut done: Vec<(Act, bool)> = Vec::new();
    for (n, act) in acts.iter().enumerate() {
        let (about, now) = (1000 + n as i64, Millis(n as i64));
        match act.clone() {
            Act::Earn { passport, shop, points } => {
                let entry = Entry {
                    debit: side(Kind::Shop, shop),
                    credit: side(Kind::Passport, passport),
                    amount: Points(points),
                    code: Code::Visit,
                    about,
                };
                let earned = db.write_now(move |tx| {
                    ledger::post(tx, brand, &[entry], now, now)?;
                    ledger::settle_debt(tx, brand, passport, now)
                });
                earned.map_err(fail)?;
                let purse = &mut purses[passport as usize];
                purse.get(points);
                purse.settle();
            }
            Act::Spend { passport, shop, points } => {
                let entry = Entry {
                    debit: side(Kind::Passport, passport),
                    credit: side(Kind::Shop, shop),
                    amount: Points(points),
                    code: Code::Redemption,
                    about,
                };
                let spent = db.write_now(move |tx| ledger::post(tx, brand, &[entry], now, now));
                let purse = &mut purses[passport as usize];
                if points <= purse.has {
                    spent.map_err(fail)?;
                    purse.has -= points;
                } else {
                    prop_assert_eq!(spent.err().and_then(|e| e.code()), Some("insufficient_points"));
                    // Nothing was posted, so there is nothing to undo.
                    done.push((Act::Earn { passport, shop, points: 0 }, false));
                    continue;
                }
            }
            Act::Undo { which } => {
                if done.is_empty() {
                    done.push((act.clone(), true));
                    continue;
                }
                let which = which.index(done.len());
                let (undone, already) = &mut done[which];
                let about = 1000 + which as i64;
                let holder = match *undone {
                    Act::Earn { passport, .. } | Act::Spend { passport, .. } => passport,
                    Act::Undo { .. } => 1,
                };
                db.write_now(move |tx| ledger::reverse(tx, brand, about, holder, now)).map_err(fail)?;
                if !std::mem::replace(already, true) {
                    match *undone {
                        Act::Earn { passport, points, .. } => purses[passport as usize].give_back(points),
                        Act::Spend { passport, points, .. } => purses[passport as usize].get(points),
                        Act::Undo { .. } => {}
                    }
                }
                done.push((act.clone(), true));
                continue;
            }
        }
        done.push((act.clone(), false));
    }
    for passport in 1..4 {
        let (has, owes) = db
            .read_now(move |tx| {
                Ok((
                    ledger::balance(tx, brand, side(Kind::Passport, passport))?,
                    ledger::balance(tx, brand, side(Kind::Debt, passport))?,
                ))
            })
            .map_err(fail)?;
        let purse = purses[passport as usize];
        prop_assert_eq!((has.0, -owes.0), (purse.has, purse.owes), "passport {} after {:?}", passport, acts);
    }
    Ok(())
}

/// The books, read straight from the tables.
fn check(place: &Place, brand: BrandId) -> std::result::Result<(), TestCaseError> {
    let zero = |what: &str, sql: &str| {
        let n = place.number(&sql.replace("BRAND", &brand.0.to_string()));
        prop_assert_eq!(n, 0, "{}", what);
        Ok(())
    };
    zero(
        "debits equal credits",
        "SELECT CAST(coalesce(sum(debits_posted) - sum(credits_posted), 0) AS BIGINT) AS n FROM accounts WHERE brand_id = BRAND",
    )?;
    zero(
        "no passport below zero",
        "SELECT count(*) AS n FROM accounts WHERE brand_id = BRAND AND kind = 'passport' AND debits_posted > credits_posted",
    )?;
    zero(
        "accounts equal their transfers",
        "SELECT count(*) AS n FROM accounts a WHERE brand_id = BRAND AND ( \
           debits_posted <> (SELECT coalesce(sum(amount), 0) FROM transfers t WHERE t.debit_account = a.id) \
           OR credits_posted <> (SELECT coalesce(sum(amount), 0) FROM transfers t WHERE t.credit_account = a.id))",
    )?;
    zero(
        "transfers stay in their brand",
        "SELECT count(*) AS n FROM transfers t JOIN accounts a ON a.id IN (t.debit_account, t.credit_account) WHERE a.brand_id <> t.brand_id",
    )
}
