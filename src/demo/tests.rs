//! The plan is the same each time and looks like the street that `seed/README.md` describes; made, it proves right.

use super::plan::{Plan, What};
use super::seed::Seed;
use super::*;
use crate::db::{Engine, prepare};
use crate::words::Points;
use crate::{audit, counter, ledger, passport, slip};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use std::collections::{BTreeMap, BTreeSet};

fn tokyo() -> TimeZone {
    TimeZone::get("Asia/Tokyo").unwrap()
}

fn plan(today: Date) -> Plan {
    Plan::new(&Seed::read().unwrap(), today, &tokyo()).unwrap()
}

/// What a month came to.
#[derive(Debug, Default)]
struct Month {
    visits: usize,
    been: BTreeMap<usize, BTreeSet<usize>>,
    given: usize,
    used: usize,
}

impl Month {
    fn active(&self) -> usize {
        self.been.len()
    }

    fn cross_shop(&self) -> f64 {
        100.0 * self.been.values().filter(|s| s.len() > 1).count() as f64 / self.active() as f64
    }
}

fn months(plan: &Plan) -> BTreeMap<i8, Month> {
    let mut months: BTreeMap<i8, Month> = BTreeMap::new();
    let mut open: Vec<(usize, usize, Millis)> = Vec::new();
    for act in &plan.acts {
        let month = months.entry(act.at.zoned(&tokyo()).month()).or_default();
        match &act.what {
            What::Visit { shop, .. } => {
                month.visits += 1;
                month.been.entry(act.who).or_default().insert(*shop);
                let used = open.iter().position(|s| s.0 == act.who && s.1 == *shop && s.2 > act.at);
                if let Some(used) = used {
                    open.swap_remove(used);
                    month.used += 1;
                }
            }
            What::SendOn { to, .. } => {
                open.push((act.who, *to, act.at.plus(21 * crate::words::time::DAY)));
                month.given += 1;
            }
            What::TakeBack => month.visits -= 1,
            _ => {}
        }
    }
    months
}

#[test]
fn the_same_day_makes_the_same_street() {
    let (one, other) = (plan(date(2026, 11, 21)), plan(date(2026, 11, 21)));
    assert_eq!(one, other);
    let noon = Millis::from("2026-11-21T03:00:00Z".parse::<jiff::Timestamp>().unwrap());
    let so_far = one.until(noon);
    assert!(so_far.acts.len() < other.acts.len());
    assert_eq!(so_far.acts[..], other.acts[..so_far.acts.len()], "the day until noon is the day's beginning");
}

#[test]
fn the_months_come_to_what_the_seed_says() {
    let plan = plan(date(2026, 11, 21));
    assert!((640..=685).contains(&plan.residents.len()));
    let months = months(&plan);
    let within =
        |month: i8, visits: (usize, usize), active: (usize, usize), cross: (f64, f64), used: (usize, usize)| {
            let m = &months[&month];
            let said = format!(
                "{month}: {} visits, {} active, {:.1} %, {} of {} slips",
                m.visits,
                m.active(),
                m.cross_shop(),
                m.used,
                m.given
            );
            assert!((visits.0..=visits.1).contains(&m.visits), "{said}");
            assert!((active.0..=active.1).contains(&m.active()), "{said}");
            assert!((cross.0..=cross.1).contains(&m.cross_shop()), "{said}");
            assert!((used.0..=used.1).contains(&m.used) && m.used * 4 < m.given * 3, "{said}");
        };
    within(5, (2800, 3000), (375, 420), (41.0, 47.0), (22, 45));
    within(9, (4350, 4600), (545, 575), (53.0, 57.0), (110, 170));
    within(10, (5150, 5450), (600, 620), (57.0, 63.0), (165, 230));
    let spent = plan.acts.iter().filter(|a| matches!(a.what, What::Spend { .. })).count();
    assert!((1600..=2200).contains(&spent), "{spent}");
    let paper = plan.residents.iter().filter(|r| r.paper).count();
    assert!((90..=165).contains(&paper), "{paper}");
}

#[test]
fn one_shop_grows_weak_and_falls_silent() {
    let seed = Seed::read().unwrap();
    let tanabata = seed.shop("tanabata").unwrap();
    let plan = plan(date(2026, 11, 21));
    let end = date(2026, 11, 22).to_zoned(tokyo()).unwrap().timestamp().as_millisecond();
    let days_before_the_end = |a: &super::plan::Act| (end - a.at.0) / crate::words::time::DAY;
    let last =
        plan.acts.iter().filter(|a| a.visit().is_some_and(|(_, shop)| shop == tanabata)).map(days_before_the_end);
    assert!(last.min().is_some_and(|days| (4..10).contains(&days)));
    let tokiwa = seed.shop("tokiwa").unwrap();
    let sent = plan.acts.iter().filter(|a| matches!(a.what, What::SendOn { to, .. } if to == tokiwa));
    assert!(sent.map(days_before_the_end).min().is_some_and(|days| days >= 35));
}

#[test]
fn it_is_lively_whenever_it_is_made() {
    for today in [date(2026, 12, 31), date(2027, 2, 28), date(2027, 3, 1), date(2028, 2, 29)] {
        let plan = plan(today);
        let visits = plan.acts.iter().filter(|a| a.visit().is_some()).count();
        assert!((22_000..31_000).contains(&visits), "{today}: {visits}");
        assert!(plan.residents.len() > 600, "{today}");
        let last = plan.acts.last().unwrap().at.zoned(&tokyo()).date();
        assert_eq!(last, today);
    }
}

/// A throwaway database.
fn database(name: &str) -> (Db, std::path::PathBuf) {
    let file = std::env::temp_dir().join(format!("noren-demo-{}-{name}.db", std::process::id()));
    let engine = Engine::Sqlite(file.clone());
    prepare(&engine).unwrap();
    (Db::open(&engine).unwrap(), file)
}

fn remove(file: &std::path::Path) {
    for ending in ["db", "db-wal", "db-shm"] {
        let _ = std::fs::remove_file(file.with_extension(ending));
    }
}

/// A few of the residents are enough to see that the acts are right; `--release --ignored` makes all of it.
#[test]
fn the_street_is_made_and_proves_right() {
    made_and_right("some", 8);
}

#[test]
#[ignore = "the whole street: cargo test --release demo -- --ignored --nocapture"]
fn the_whole_street_is_made_and_proves_right() {
    made_and_right("whole", 1);
}

/// Makes the street with the named and every so-manieth of the others.
fn made_and_right(name: &str, every: usize) {
    let (db, file) = database(name);
    let keys = Keys::from_secret("a secret for this test alone, long enough");
    let now = Millis::from("2026-11-21T05:00:00Z".parse::<jiff::Timestamp>().unwrap());
    keys.set_kids(people::signing_kids(&db, now).unwrap()).unwrap();
    assert_eq!(look(&db).unwrap(), Found::Nothing);
    let seed = Seed::read().unwrap();
    let mut plan = plan(date(2026, 11, 21)).until(now);
    plan.acts.retain(|a| a.who < seed.habits.named.len() || a.who % every == 0);
    let begun = std::time::Instant::now();
    let made = build(&db, &keys, seed, plan, now, |what| {
        println!("{:5.1} s  {what}", begun.elapsed().as_secs_f64());
    });
    println!("{:5.1} s  {made:?}", begun.elapsed().as_secs_f64());
    assert!(made.unwrap().residents > 600 / every);
    assert_eq!(look(&db).unwrap(), Found::Whole);
    assert!(is_demo(&db).unwrap());
    assert!(make(&db, &keys, now, |_| {}).is_err(), "only once");

    let said = described(&db, &keys, "http://127.0.0.1:8080", now).unwrap();
    assert_eq!((said.shops.len(), said.residents.len()), (24, 5));
    assert!(said.shops.iter().all(|s| !s.api_key.is_empty() && !s.owner.password.is_empty()));
    db.read_now(|tx| {
        let brand = brand::named(tx, &said.brand.code)?;
        assert_eq!(brand::charter_at(tx, brand.id, now)?.version, 3);
        assert!(brand::notice_at(tx, brand.id, now)?.is_some());
        assert!(shop::all(tx, brand.id)?.iter().all(|s| s.need.is_some() && s.district_id.is_some()));
        for resident in &said.residents {
            let id = passport::find(tx, brand.id, &resident.card)?;
            let held = passport::passport(tx, brand.id, id)?;
            assert_eq!(held.code, resident.passport);
            assert!(keys.fits(&resident.pin, &held.pin_hash.unwrap())?);
            let balance = passport::balance(tx, brand.id, id)?;
            assert!(balance >= Points(200), "{}: {balance}", resident.name);
        }
        let michiko = passport::find(tx, brand.id, &said.residents[0].passport)?;
        assert_eq!(passport::balance(tx, brand.id, michiko)?, Points(340));
        let met = passport::acquaintances(tx, brand.id, michiko)?;
        assert_eq!((met.len(), met.iter().map(|m| m.visits).sum::<i64>()), (14, 40));
        assert_eq!(met.iter().map(|m| m.visits).max(), Some(12));
        assert_eq!(slip::open_of(tx, brand.id, michiko, now)?.len(), 1);
        let kenji = passport::find(tx, brand.id, &said.residents[1].passport)?;
        assert_eq!(crate::care::book(tx, brand.id, kenji)?.others.len(), 1);
        let student = people::person_by_email(tx, &said.residents[3].email)?.unwrap();
        let helpers = people::memberships_of(tx, student.id)?;
        assert!(helpers.iter().any(|m| m.role == people::Role::Helper), "a student helps a neighbour");
        let owing = ledger::balances(tx, brand.id, ledger::Kind::Debt)?;
        assert!(owing.iter().all(|(_, points)| points.is_zero()), "nobody owes");
        let mut busy = 0;
        for s in shop::all(tx, brand.id)? {
            busy += counter::visits_today(tx, brand.id, s.id, now.day(&brand.zone()))?;
        }
        assert!(busy > 50 / every as i64, "{busy} visits today");
        Ok(())
    })
    .unwrap();
    let report = audit::verify(&db, None).unwrap();
    assert_eq!(report.untruth, None, "{report}");
    drop(db);
    remove(&file);
}
