//! Can the street pay what it owes, what other rates would have come to, and what points are worth: on months as they happen, the
//! books beside them.

use noren::books::{self, LineCode};
use noren::brand::{self, Terms};
use noren::counter::{self, Spending, Stand, Tap};
use noren::db::Tx;
use noren::leaving;
use noren::passport::{self, pin::Compared};
use noren::people::{For, Role};
use noren::reserve::{self, Alarm, Answer, History, Standing};
use noren::sponsor;
use noren::words::{Amount, Day, Millis, RedemptionId, Result, VisitId};

use crate::support::http::Client;
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{HOUR, Resident, Street};

on_both_engines! {
    karasuyamas_points_are_worth_their_goods the_street_can_pay what_is_missing_is_shared points_that_lapse_are_told_in_groups
    what_one_owes_pays_for_nobody what_sponsors_paid_is_not_the_streets_yet a_charter_to_come_counts_already
    who_has_left_brings_nothing the_same_rates_come_to_what_the_books_came_to other_rates_are_tried_and_nothing_is_written days_that_were_used
}

const DAY: i64 = 24 * HOUR;
const PIN_HASH: &str = "hash";

/// When the month so many before this one begins.
fn begins(street: &Street, back: i32) -> i64 {
    let zone = street.brand.zone();
    let this = Millis(street.now()).zoned(&zone).date().first_of_month();
    let first = this.checked_sub(jiff::Span::new().months(back)).expect("a month");
    Day::of(first).start(&zone).0
}

fn name(street: &Street, back: i32) -> String {
    Millis(begins(street, back)).zoned(&street.brand.zone()).strftime("%Y-%m").to_string()
}

fn open(place: Place) -> Street {
    let street = Street::open(place);
    street.later(320 * DAY);
    street
}

fn write<T: Send + 'static>(street: &Street, act: impl FnMut(&mut Tx) -> Result<T> + Send + 'static) -> Result<T> {
    street.house.db.write_now(act)
}

fn under(street: &Street, terms: &Terms, from: i64) {
    let (brand, terms) = (street.brand.clone(), terms.clone());
    let wrote =
        write(street, move |tx| brand::write_charter(tx, &brand, None, &terms, Millis(from), Millis(0)).map(drop));
    wrote.expect("a charter");
}

fn stand(street: &Street, shop: usize) -> Stand {
    Stand { brand: street.brand.clone(), shop: street.shops[shop].id, by: None }
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

fn send_on(street: &Street, who: &Resident, from: usize, to: usize, at: i64) {
    let (stand, card, to) = (stand(street, from), who.card.clone(), street.shops[to].code.clone());
    let _ = write(street, move |tx| counter::send_on(tx, &stand, &card, &to, "Good bread.", Millis(at)));
}

fn resident(street: &Street) -> Resident {
    let newcomer = passport::Newcomer {
        name: "Resident of the reserve".into(),
        reading: String::new(),
        pin_hash: Some(PIN_HASH.into()),
        card: String::new(),
    };
    let brand = street.brand.id;
    let (passport, card) =
        write(street, move |tx| passport::register(tx, brand, &newcomer, None, Millis(0))).expect("a resident");
    Resident { id: passport.id, passport: passport.code, card: card.card.token, pin: String::new() }
}

fn standing(street: &Street) -> Standing {
    let now = Millis(street.now());
    street.house.db.read_now(|tx| reserve::standing(tx, &street.brand, now)).expect("a standing")
}

fn history(street: &Street) -> History {
    let now = Millis(street.now());
    street.house.db.read_now(|tx| reserve::history(tx, &street.brand, now)).expect("a history")
}

fn close(street: &Street, name: &str) -> books::Month {
    books::close(&street.house.db, &street.brand, name, Millis(street.now())).expect("closes")
}

fn producer(street: &Street) -> Client {
    street.person("producer", Role::Coordinator, For::Brand)
}

/// Karasuyama: a shop buys 350 stamps for ¥700, and 350 buy goods for ¥500.
fn book() -> Terms {
    Terms { points_per_visit: 0, points_per_100: 1, lot: 350, lot_price: 700, lot_value: 500, ..Terms::default() }
}

fn karasuyamas_points_are_worth_their_goods(place: Place) {
    let street = open(place);
    under(&street, &book(), begins(&street, 1) - 1);
    let who = resident(&street);
    tap(&street, &who, 0, 35_000, street.now() - DAY);
    let clerk = street.person("clerk", Role::Clerk, For::Shop(street.shops[1].id));
    let phone = street.person("phone", Role::Resident, For::Passport(who.id));
    let ask = format!("/counter/passports/{}/redeem", who.passport);
    let page = clerk.get(&format!("{ask}?lang=en")).expect(200).body;
    assert!(page.contains("data-worth=\"500\"") && page.contains("data-lot=\"350\""), "{page}");
    assert!(page.contains("350 points, worth ¥500"), "{page}");
    assert!(phone.get("/passport?lang=en").expect(200).body.contains("Worth ¥500"));
    // Rounded down for whoever uses them: 100 of 350 are 142.857.
    let id = spend(&street, &who, 1, 100, street.now() - HOUR).expect("used");
    let receipt = clerk.get(&format!("/counter/redemptions/{id}?lang=en")).expect(200).body;
    assert!(receipt.contains("¥142"), "{receipt}");
    assert!(clerk.get(&format!("{ask}?lang=ja")).expect(200).body.contains("357円"), "250 of 350 are 357.1");
    assert!(phone.get("/passport?lang=ja").expect(200).body.contains("357円"));
    // Another charter: the receipt stays as it was, the passport is worth what it is worth now.
    under(&street, &Terms { lot_value: 700, ..book() }, street.now() - HOUR / 2);
    assert!(clerk.get(&format!("/counter/redemptions/{id}?lang=en")).expect(200).body.contains("¥142"));
    assert!(phone.get("/passport?lang=en").expect(200).body.contains("Worth ¥500"), "250 of 350 at ¥700");
}

fn the_street_can_pay(place: Place) {
    let street = open(place);
    let producer = producer(&street);
    let page = producer.get("/dashboard/reserve?lang=en").expect(200).body;
    assert!(page.contains("owes nothing"), "{page}");
    assert_eq!(standing(&street).answer, Answer::Nothing);

    let month = begins(&street, 1);
    under(&street, &Terms { monthly_fee: 30, ..book() }, month - 1);
    let who = resident(&street);
    tap(&street, &who, 0, 35_000, month + DAY);
    spend(&street, &who, 1, 350, month + 2 * DAY).expect("used");
    // Over, not closed: the fund will get 200 and the fees of five shops.
    let s = standing(&street);
    assert_eq!((s.points, s.owed, s.there.open, s.there.sum()), (0, 0, 350, 350));
    close(&street, &name(&street, 1));
    let s = standing(&street);
    assert_eq!((s.there.from_shops, s.there.to_shops, s.there.open, s.there.bank), (730 + 3 * 30, 470, 0, 0));
    assert_eq!((s.there.sum(), s.answer), (350, Answer::Nothing));
    assert_eq!(s.months.last().map(|m| (m.1, m.2)), Some((350, 350)));
    assert_eq!(reserve::alarm(350, 350), Alarm::Over);
    // The running month: what is given is owed by the shop, and to the holder.
    tap(&street, &who, 0, 70_000, street.now() - HOUR);
    let s = standing(&street);
    assert_eq!((s.points, s.owed, s.there.open), (700, 1000, 1400));
    assert_eq!(s.answer, Answer::Yes { over: 750 });
    // Every shop settled, every point used: what is left is what is told.
    let settled: i64 = s.ending.iter().map(|e| e.settles).sum();
    assert_eq!(-settled + s.there.bank, s.there.sum());
    assert!(s.ending.iter().all(|e| e.brings == 0));
    for (lang, words) in [("en", "¥750 more"), ("ja", "750円多くあります")] {
        let page = producer.get(&format!("/dashboard/reserve?lang={lang}")).expect(200).body;
        assert!(page.contains(words), "{page}");
        assert!(page.contains("▲▲"), "as much came back as was given: {page}");
        assert!(!page.contains(&who.passport) && !page.contains("Resident of the reserve"), "somebody is named");
    }
    street.verify();
}

/// Welcomes are the fund's: where it has nothing, the street owes more than it has.
fn what_is_missing_is_shared(place: Place) {
    let street = open(place);
    let at = begins(&street, 1) + DAY;
    let who = resident(&street);
    tap(&street, &who, 0, 20_000, at);
    send_on(&street, &who, 0, 1, at + HOUR);
    tap(&street, &who, 1, 9_000, at + 2 * HOUR);
    let s = standing(&street);
    // 210 + 100 from shops, 20 of welcome; the thanks are between the shops.
    assert_eq!((s.points, s.owed, s.there.sum()), (330, 330, 310));
    assert_eq!(s.answer, Answer::No { missing: 20 }, "nobody can tell yet what is used in three months");
    let brings: Vec<(i64, i64)> = street
        .shops
        .iter()
        .filter_map(|shop| s.ending.iter().find(|e| e.shop == shop.id))
        .map(|e| (e.settles, e.brings))
        .collect();
    assert_eq!(brings, [(-210 + 7, 14), (-100 - 7, 6), (0, 0), (0, 0), (0, 0)], "by the points they gave");
    assert_eq!(s.there.sum() + s.ending.iter().map(|e| e.brings).sum::<i64>(), s.owed);
    // The same by the books' own rules, once it is closed: nothing is there that was not before.
    close(&street, &name(&street, 1));
    let after = standing(&street);
    assert_eq!(
        (after.points, after.owed, after.there.sum(), after.answer),
        (s.points, s.owed, s.there.sum(), s.answer)
    );
    let page = producer(&street).get("/dashboard/reserve?lang=en").expect(200).body;
    assert!(page.contains("▲") && page.contains("¥20 is missing") && page.contains("Of what is missing"), "{page}");
    // The books cover what is out, less what is missing; a coin more would not be covered.
    assert_ne!(after.there.sum() + 19, after.owed);
}

fn points_that_lapse_are_told_in_groups(place: Place) {
    let street = open(place);
    // Ten months idle at the end: of twelve at which points lapse.
    let now = street.now();
    let at = now - 305 * DAY;
    let people: Vec<Resident> = (0..9).map(|_| resident(&street)).collect();
    for who in &people {
        tap(&street, who, 0, 9_000, at);
    }
    assert_eq!(standing(&street).lapsing.told(), None, "nine people");
    let producer = producer(&street);
    let page = producer.get("/dashboard/reserve?lang=en").expect(200).body;
    assert!(page.contains("class=\"few\""), "{page}");
    let half = Terms { expiry_months: 6, ..history(&street).terms };
    let points = |street: &Street, terms: &Terms| history(street).under(terms).points;
    assert_eq!(points(&street, &half), 900, "nine people's points are not taken out of the sum");
    tap(&street, &resident(&street), 0, 9_300, at);
    assert_eq!(standing(&street).lapsing.told(), Some(1005), "1,003 of ten people");
    assert_eq!(points(&street, &half), 0);
    assert_eq!(points(&street, &Terms { expiry_months: 11, ..half }), 1003, "they are idle for ten");
    // One who was here lately has nothing that lapses.
    tap(&street, &resident(&street), 0, 9_000, now - DAY);
    assert_eq!(standing(&street).lapsing.told(), Some(1005));
}

/// A chance of the test's own.
struct Chance(u64);

impl Chance {
    fn of(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

/// Months of taps, slips, redemptions and what is undone of them.
fn live(street: &Street, people: &[Resident], chance: &mut Chance, months: std::ops::Range<i32>) {
    for back in months.rev() {
        let from = begins(street, back);
        let (mut visits, mut spendings) = (Vec::new(), Vec::new());
        for n in 0..40 {
            let at = from + DAY / 2 + n * 13 * HOUR;
            let (who, shop) = (&people[chance.of(people.len())], chance.of(5));
            match chance.of(10) {
                0..=4 => visits.push((shop, tap(street, who, shop, chance.of(9_000) as i64, at))),
                5 | 6 => send_on(street, who, shop, (shop + 1 + chance.of(4)) % 5, at),
                7 | 8 => spendings.extend(spend(street, who, shop, 1 + chance.of(90) as i64, at).map(|id| (shop, id))),
                _ => {
                    if let Some((shop, id)) = visits.pop() {
                        let stand = stand(street, shop);
                        let _ = write(street, move |tx| counter::reverse_visit(tx, &stand, id, None, Millis(at)));
                    }
                    if let Some((shop, id)) = spendings.pop() {
                        let stand = stand(street, shop);
                        let _ = write(street, move |tx| counter::reverse_redemption(tx, &stand, id, None, Millis(at)));
                    }
                }
            }
        }
    }
}

fn the_same_rates_come_to_what_the_books_came_to(place: Place) {
    let street = open(place);
    let people: Vec<Resident> = (0..4).map(|_| resident(&street)).collect();
    let terms = Terms {
        points_per_visit: 3,
        slip_welcome: 11,
        slip_thanks: 7,
        lot: 350,
        lot_price: 700,
        lot_value: 500,
        monthly_fee: 120,
        ..Terms::default()
    };
    // Two months were under the charter the street began with; then one changed in the middle of a month.
    under(&street, &terms, begins(&street, 4) + 10 * DAY);
    live(&street, &people, &mut Chance(7), 1..7);
    tap(&street, &people[0], 0, 2_000, street.now() - HOUR);
    let closed: Vec<books::Month> = (2..7).rev().map(|back| close(&street, &name(&street, back))).collect();
    let h = history(&street);
    assert_eq!(h.terms, terms);
    let today = h.under(&terms);
    let replayed = reserve::replay(h.months(), &terms);
    assert_eq!(replayed.len(), 6, "five closed, one over");
    let mut caught = (false, false);
    for (nth, (month, r)) in h.months().iter().zip(&replayed).enumerate() {
        assert_eq!(r.nets.values().sum::<i64>() + r.fund, 0, "{}", r.first);
        let Some(closed) = closed.get(nth) else { continue };
        let nets = street.house.db.read_now(|tx| {
            let of = |tx: &mut Tx, s: &books::Statement| {
                let lines = books::lines_of(tx, street.brand.id, s.id)?;
                let new = lines.iter().filter(|l| !matches!(l.code, LineCode::Carried | LineCode::Adjustment));
                Ok((s.shop_id.0, new.map(|l| l.money).sum::<i64>()))
            };
            let statements = books::statements_of(tx, closed)?;
            statements.iter().map(|s| of(tx, s)).collect::<Result<std::collections::BTreeMap<_, _>>>()
        });
        let nets = nets.expect("statements");
        assert_eq!(month.shops.iter().map(|(id, s)| (*id, s.net)).collect::<std::collections::BTreeMap<_, _>>(), nets);
        // By itself, under the charter it was under, it comes to the same; so does no other charter.
        let alone = |terms: &Terms| reserve::replay(&h.months()[nth..=nth], terms)[0].nets.clone();
        if month.terms.as_ref() == Some(&terms) {
            assert_eq!(alone(&terms), nets, "{}", r.first);
            caught.0 |= alone(&Terms { lot_price: terms.lot_price + 1, ..terms.clone() }) != nets;
        } else {
            caught.1 |= alone(&terms) != nets;
        }
    }
    assert_eq!(caught, (true, true), "another charter passed for the one that was");
    assert!(h.months().iter().filter(|m| m.terms.is_none()).count() == 1, "one month has two charters");
    assert!(h.months().iter().any(|m| m.welcomes.1 > 0) && h.months().iter().any(|m| m.used() > 0));
    // What is not replayed is as it is: the street as it stands, but for the months under another charter.
    let s = standing(&street);
    let off: i64 = h.months().iter().zip(&replayed).map(|(m, r)| r.fund - m.fund()).sum();
    assert_eq!(today.there, s.there.sum() + off);
    let purse = street
        .place
        .number("SELECT CAST(SUM(credits_posted - debits_posted) AS BIGINT) AS n FROM accounts WHERE kind = 'purse'");
    assert_eq!(s.there.sum() - s.there.open, purse, "what the ledger has in the purse");
    // Given and used of all months and the running one are what is out, and what lapsed.
    let (issued, used) = reserve::of_last(&s.months, 12);
    assert_eq!(issued + s.running.0 - used - s.running.1, s.points);
    assert_eq!(s.months.len(), 6);
    street.verify();
}

fn other_rates_are_tried_and_nothing_is_written(place: Place) {
    let street = open(place);
    under(
        &street,
        &Terms { promise: "やくそく".into(), promise_en: "We promise.".into(), ..book() },
        begins(&street, 3),
    );
    let people: Vec<Resident> = (0..3).map(|_| resident(&street)).collect();
    live(&street, &people, &mut Chance(11), 1..3);
    close(&street, &name(&street, 2));
    let rows = || {
        ["charters", "transfers", "accounts", "months"]
            .map(|table| street.place.number(&format!("SELECT count(*) AS n FROM {table}")))
    };
    let before = rows();
    let producer = producer(&street);
    let path = "/dashboard/simulation";
    for lang in ["en", "ja"] {
        let page = producer.get(&format!("{path}?lang={lang}")).expect(200).body;
        assert!(page.contains("name=\"lot_price\"") && page.contains("value=\"700\""), "{page}");
        assert!(!page.contains("name=\"promise_ja\"") && !page.contains("would\""), "nothing is changed yet");
        let dearer = producer.get(&format!("{path}?lot_price=1,000&lang={lang}")).expect(200).body;
        assert!(dearer.contains("course would") && dearer.contains("#next"), "{dearer}");
        assert!(dearer.contains(if lang == "en" { "more than at today" } else { "きょうの憲章より" }), "{dearer}");
    }
    // What the charter would refuse is refused, with the same words, and stays as it was typed.
    let wrong = producer.get(&format!("{path}?lot_value=701&lang=en")).expect(422).body;
    assert!(wrong.contains("value=\"701\"") && wrong.contains("aria-invalid=\"true\""), "{wrong}");
    let mut form: Vec<(&str, String)> = [
        ("points_per_visit", 0),
        ("points_per_100", 1),
        ("cooldown_minutes", 60),
        ("max_amount", 50_000),
        ("expiry_months", 12),
        ("slip_days", 14),
        ("slip_welcome", 20),
        ("slip_thanks", 10),
        ("amends_max", 300),
        ("offline_hours", 72),
        ("offline_taps", 500),
        ("offline_amount", 500_000),
        ("offline_welcomes", 30),
        ("passport_day_points", 20_000),
        ("clerk_day_points", 100_000),
        ("lot", 350),
        ("lot_price", 700),
        ("lot_value", 701),
        ("monthly_fee", 0),
        ("objection_days", 14),
    ]
    .map(|(name, n)| (name, n.to_string()))
    .into();
    form.extend(
        [("promise_ja", "やくそく"), ("promise_en", "We promise."), ("effective_from", "2999-01-01")]
            .map(|(n, v)| (n, v.into())),
    );
    let form: Vec<(&str, &str)> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let charter = producer.form("/dashboard/charter?lang=en", &form).expect(422).body;
    let said = "700 is the most.";
    assert!(wrong.contains(said) && charter.contains(said), "{charter}");
    for (field, typed) in [
        ("monthly_fee", "much"),
        ("points_per_visit", "-1"),
        ("points_per_100", "101"),
        ("slip_welcome", "10001"),
        ("slip_thanks", "1.5"),
        ("expiry_months", "0"),
        ("lot_price", "499"),
        ("lot_price", "99999999999999999999"),
    ] {
        let page = producer.get(&format!("{path}?{field}={typed}")).expect(422).body;
        assert!(
            page.contains("aria-invalid=\"true\"") && page.contains(&format!("value=\"{typed}\"")),
            "{field}={typed}"
        );
    }
    // The largest there may be do not overflow.
    let most = "lot_price=1000000000&lot_value=1000000000&monthly_fee=1000000000&points_per_visit=10000&points_per_100=100\
        &slip_welcome=10000&slip_thanks=10000&expiry_months=120";
    producer.get(&format!("{path}?{most}")).expect(200);
    // The way on: the charter's form has the rates, its own everything else.
    let next = producer.get("/dashboard/charter?lot_price=1000&monthly_fee=50&promise_ja=x&lang=en").expect(200).body;
    assert!(next.contains("value=\"1000\"") && next.contains("value=\"50\"") && next.contains("やくそく"), "{next}");
    let auditor = street.person("auditor", Role::Auditor, For::Brand);
    let page = auditor.get(&format!("{path}?lot_price=1000&lang=en")).expect(200).body;
    assert!(page.contains("course would") && !page.contains("#next"), "an auditor writes no charter");
    assert_eq!(rows(), before, "something was written");
    // A street without a past has nothing to replay.
    let neighbour = street.neighbour();
    let elsewhere = street.person_of(&neighbour.brand, "elsewhere", Role::Coordinator, For::Brand);
    let page = elsewhere.get(&format!("{path}?lot_price=1000&lang=en")).expect(200).body;
    assert!(page.contains("No month is over yet"), "{page}");
}

fn days_that_were_used(place: Place) {
    let street = open(place);
    let who = resident(&street);
    let zone = street.brand.zone();
    let midnight = Millis(street.now()).day(&zone).start(&zone).0;
    let days = 120;
    tap(&street, &who, 0, 99_900, midnight - days * DAY + HOUR);
    tap(&street, &who, 1, 99_900, midnight - days * DAY + 2 * HOUR);
    for back in (1..days).filter(|back| back % 7 == 3) {
        spend(&street, &who, 0, 40, midnight - back * DAY + 12 * HOUR).expect("used");
    }
    let undone = spend(&street, &who, 0, 500, midnight - DAY + 12 * HOUR).expect("used");
    let at = stand(&street, 0);
    let now = Millis(street.now());
    write(&street, move |tx| counter::reverse_redemption(tx, &at, undone, None, now)).expect("undone");
    let daily = street.house.db.read_now(|tx| reserve::daily(tx, &street.brand, now)).expect("days");
    assert_eq!(daily.len() as i64, days);
    for (nth, used) in daily.iter().enumerate() {
        assert_eq!(*used, if (days - nth as i64) % 7 == 3 { 40 } else { 0 }, "{nth}");
    }
    let s = standing(&street);
    let coming: i64 = s.ahead.iter().map(|(_, a)| a.as_ref().expect("told").expected).sum();
    // Twelve, thirteen or fourteen of that weekday in three months.
    assert!((12 * 40..=14 * 40).contains(&coming), "{:?}", s.ahead);
    assert!(coming < s.points, "not more than there are");
}

/// What a passport owes after an undo is no cover for what others hold.
fn what_one_owes_pays_for_nobody(place: Place) {
    let street = open(place);
    let (one, two) = (resident(&street), resident(&street));
    let at = begins(&street, 1) + DAY;
    tap(&street, &one, 0, 10_000, at);
    let visit = tap(&street, &two, 1, 3_000, at);
    let before = standing(&street);
    assert_eq!(before.points, 110 + 40);
    spend(&street, &two, 2, 40, at + HOUR).expect("spent");
    let by = stand(&street, 1);
    write(&street, move |tx| counter::reverse_visit(tx, &by, visit, None, Millis(at + 2 * HOUR)).map(drop))
        .expect("undone");
    let s = standing(&street);
    assert_eq!((s.points, s.owed), (110, 110));
    // Shop 2 gets 40 for what nobody pays now: that is missing, and said.
    assert_eq!((s.there.sum(), s.answer), (70, Answer::No { missing: 40 }));
}

fn what_sponsors_paid_is_not_the_streets_yet(place: Place) {
    let street = open(place);
    let who = resident(&street);
    let at = begins(&street, 1) + DAY;
    tap(&street, &who, 1, 1_000, at);
    let before = standing(&street).there.sum();
    let (brand, shops) = (street.brand.clone(), vec![street.shops[0].id]);
    let (from, now) = (Millis(street.now()).day(&brand.zone()), Millis(street.now()));
    let opening = sponsor::Opening {
        sponsor: "City".into(),
        title: "Winter".into(),
        points: 20,
        budget: 1_000,
        from,
        last: Day(from.0 + 30),
        shops,
    };
    write(&street, move |tx| sponsor::open(tx, &brand, &opening, None, now).map(drop)).expect("a campaign");
    let s = standing(&street);
    assert_eq!((s.there.bank, s.there.to_sponsors, s.there.sum()), (1_000, 1_000, before));
    // Handed out, they are owed to whoever has them, and covered.
    tap(&street, &who, 0, 1_000, street.now());
    let s = standing(&street);
    assert_eq!((s.there.to_sponsors, s.points), (980, 60));
    assert_eq!(s.answer, Answer::Yes { over: 0 });
    let page = producer(&street).get("/dashboard/reserve?lang=en").expect(200).body;
    assert!(page.contains("Sponsors would get back") && page.contains("Sponsors get back ¥980"), "{page}");
}

/// What is written in a charter that will hold within three months is owed today.
fn a_charter_to_come_counts_already(place: Place) {
    let street = open(place);
    let who = resident(&street);
    tap(&street, &who, 0, 10_000, begins(&street, 1) + DAY);
    assert_eq!(standing(&street).answer, Answer::Yes { over: 0 });
    let dearer = |days: i64| {
        let terms = Terms { lot: 100, lot_price: 150, lot_value: 150, ..Terms::default() };
        under(&street, &terms, street.now() + days * DAY);
    };
    dearer(200);
    assert_eq!(standing(&street).owed, 110);
    dearer(10);
    let s = standing(&street);
    assert_eq!((s.owed, s.since.is_some()), (165, true));
    assert!(matches!(s.answer, Answer::No { missing: 55 } | Answer::ForNow { missing: 55 }), "{:?}", s.answer);
}

fn who_has_left_brings_nothing(place: Place) {
    let street = open(place);
    let (one, two) = (resident(&street), resident(&street));
    let at = begins(&street, 1) + DAY;
    let visit = tap(&street, &one, 0, 9_000, at);
    tap(&street, &two, 1, 9_000, at);
    spend(&street, &one, 2, 100, at + HOUR).expect("spent");
    let by = stand(&street, 0);
    write(&street, move |tx| counter::reverse_visit(tx, &by, visit, None, Millis(at + 2 * HOUR)).map(drop))
        .expect("undone");
    let (brand, shop, now) = (street.brand.clone(), street.shops[1].id, Millis(street.now()));
    let heir = leaving::Heir { shop: None, reason: "Come here instead.".into() };
    write(&street, move |tx| leaving::leave(tx, &brand, shop, &heir, now).map(drop)).expect("it leaves");
    let s = standing(&street);
    assert_eq!(s.answer, Answer::No { missing: 100 });
    let of = |nth: usize| s.ending.iter().find(|e| e.shop == street.shops[nth].id).expect("a shop");
    assert_eq!((of(1).settles, of(1).brings), (-100, 0), "it still settles what was posted, and brings no more");
    assert_eq!(s.ending.iter().map(|e| e.brings).sum::<i64>(), 100);
}
