//! Whatever happens between tablets and server, the books are those of a reference that knows no chain: each distinct tap
//! once, in the order in which it first could be accepted. Thousands of streets that never were: each case is rolled back.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use noren::brand::{self, Brand, Terms};
use noren::counter::said::Kept;
use noren::counter::{self, Stand, Tap, answers, desk, said};
use noren::db::Tx;
use noren::keys::Keys;
use noren::passport;
use noren::queue::{self, Batch};
use noren::words::{Amount, DeviceId, Error, Millis, PassportId, Result, ShopId, SlipId};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestError, TestRunner};
use serde_json::json;

use crate::support::chain::Tablet;
use crate::support::place::Place;
use crate::support::street::{HOUR, MINUTE, Street};

const CARDS: usize = 5;
/// This card was replaced.
const REVOKED: usize = 4;
const TABLETS: usize = 3;
/// Where each of the tablets stands.
const SHOP: [usize; TABLETS] = [0, 0, 1];

/// One entry of a tablet.
#[derive(Debug, Clone)]
struct Entry {
    /// What was shown; or, of an undo, how many entries back.
    what: What,
    amount: Option<i64>,
    /// Minutes after the entry before it.
    after: i64,
}

#[derive(Debug, Clone, Copy)]
enum What {
    Card(usize),
    Undo(usize),
}

/// What happens between tablets and server.
#[derive(Debug, Clone)]
enum Step {
    /// A part of a chain arrives, perhaps again.
    Part { tablet: usize, from: usize, len: usize },
    /// The first, online sending of a tap arrives (its answer does not).
    First { tablet: usize, entry: usize },
    /// Time passes.
    Wait { minutes: i64 },
}

#[derive(Debug, Clone)]
struct Case {
    chains: [Vec<Entry>; TABLETS],
    steps: Vec<Step>,
    /// Of each tablet: entries that are lost for good, if any.
    lost: [Option<(usize, usize)>; TABLETS],
}

fn entry() -> impl Strategy<Value = Entry> {
    let what = prop_oneof![8 => (0..CARDS).prop_map(What::Card), 1 => (1..4usize).prop_map(What::Undo)];
    let amount = prop_oneof![2 => Just(None), 3 => (0..40i64).prop_map(|n| Some(n * 100)), 1 => Just(Some(200_000))];
    (what, amount, 1..150i64).prop_map(|(what, amount, after)| Entry { what, amount, after })
}

fn case() -> impl Strategy<Value = Case> {
    let chain = || prop::collection::vec(entry(), 0..6);
    let part = (0..TABLETS, 0..6usize, 1..6usize).prop_map(|(tablet, from, len)| Step::Part { tablet, from, len });
    let first = (0..TABLETS, 0..6usize).prop_map(|(tablet, entry)| Step::First { tablet, entry });
    let wait = (1..600i64).prop_map(|minutes| Step::Wait { minutes });
    let steps = prop::collection::vec(prop_oneof![6 => part, 2 => first, 1 => wait], 0..8);
    let lost = || prop_oneof![5 => Just(None), 1 => (0..4usize, 1..3usize).prop_map(Some)];
    ([chain(), chain(), chain()], steps, [lost(), lost(), lost()]).prop_map(|(chains, steps, lost)| Case {
        chains,
        steps,
        lost,
    })
}

/// What the street is like before each case.
struct World {
    street: Street,
    shops: [ShopId; 2],
    terms: Terms,
    cards: Vec<String>,
    passports: Vec<PassportId>,
    /// (whose, from which shop, to which, given at)
    slips: Vec<(SlipId, usize, usize, i64)>,
    /// When the first tablet loses its network.
    start: i64,
}

impl World {
    fn found(place: Place) -> World {
        let street = Street::open(place);
        street.place.meddle(
            "UPDATE charters SET offline_hours = 10, offline_taps = 3, offline_amount = 6000, offline_welcomes = 1",
        );
        let residents: Vec<_> = (0..CARDS).map(|_| street.resident()).collect();
        let cards: Vec<String> = residents.iter().map(|r| r.card.clone()).collect();
        street.replace_card(&residents[REVOKED]);
        let passports: Vec<PassportId> = residents.iter().map(|r| r.id).collect();
        let shops = [street.shops[0].id, street.shops[1].id];
        let (brand, now) = (street.brand.clone(), Millis(street.now()));
        let (given, to) = (cards.clone(), street.shops[1].code.clone());
        let from = street.shops[2].id;
        let give = move |tx: &mut Tx| {
            let stand = Stand { brand: brand.clone(), shop: from, by: None };
            let slip = |tx: &mut Tx, n: usize| counter::send_on(tx, &stand, &given[n], &to, "Bread", now);
            Ok(vec![(slip(tx, 0)?.id, 0), (slip(tx, 1)?.id, 1)])
        };
        let slips = street.house.db.write_now(give).expect("slips");
        let slips = slips.into_iter().map(|(id, whose)| (id, whose, 1, now.0)).collect();
        let brand = street.brand.id;
        let terms = street.house.db.read_now(|tx| brand::charter_at(tx, brand, now)).expect("a charter").terms;
        World { shops, terms, cards, passports, slips, start: now.0 + HOUR, street }
    }
}

/// What is compared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Books {
    points: Vec<i64>,
    /// Visits that stand.
    standing: i64,
    slips: BTreeSet<SlipId>,
    /// Of each tablet's entry: what became of it.
    outcomes: BTreeMap<(usize, usize), String>,
    /// Entries that are on record.
    kept: i64,
}

/// How the program is asked, rightly or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Rightly,
    /// The tablet says of each entry that it has nothing older: the server takes it out of order.
    OutOfOrder,
}

fn key(tablet: usize, entry: usize) -> String {
    format!("model-{tablet}-{entry}")
}

/// The times and signed entries of a case's chains.
struct Chains {
    at: [Vec<i64>; TABLETS],
    jws: [Vec<String>; TABLETS],
    devices: [DeviceId; TABLETS],
    end: i64,
}

impl Chains {
    fn sign(world: &World, case: &Case, tablets: &mut [Tablet; TABLETS]) -> Chains {
        let mut chains = Chains {
            at: Default::default(),
            jws: Default::default(),
            devices: std::array::from_fn(|t| tablets[t].device.id),
            end: world.start,
        };
        for (t, entries) in case.chains.iter().enumerate() {
            (tablets[t].seq, tablets[t].prev) = (0, String::new());
            let mut at = world.start;
            for (n, entry) in entries.iter().enumerate() {
                at += entry.after * MINUTE;
                let mut what = match entry.what {
                    What::Card(card) => json!({"card": world.cards[card], "amount": entry.amount}),
                    What::Undo(back) => json!({"undo": key(t, n.wrapping_sub(back))}),
                };
                what["key"] = json!(key(t, n));
                chains.at[t].push(at);
                chains.jws[t].push(tablets[t].keep(at, what));
            }
            chains.end = chains.end.max(at);
        }
        chains
    }
}

/// The parts as they are sent: each with what the tablet says is its oldest, and the last of all with what was lost.
fn parts(case: &Case, t: usize) -> Vec<(Vec<usize>, usize)> {
    let all: Vec<usize> = (0..case.chains[t].len()).filter(|n| !is_lost(case, t, *n)).collect();
    // In the end the tablet sends what it has, from the oldest on: before the gap, then what is after it.
    let gap = case.lost[t].map_or(usize::MAX, |(from, _)| from);
    let (before, after): (Vec<usize>, Vec<usize>) = all.into_iter().partition(|n| *n < gap);
    let oldest = after.first().copied().unwrap_or(0);
    vec![(before, 0), (after, oldest)]
}

fn is_lost(case: &Case, t: usize, n: usize) -> bool {
    case.lost[t].is_some_and(|(from, len)| (from..from + len).contains(&n))
}

/// The program itself, within one transaction.
fn run(tx: &mut Tx, w: &Played<'_>, how: How) -> Result<Books> {
    let brand = w.brand;
    let mut books = Books::default();
    let mut now = w.chains.end + MINUTE;
    let send = |tx: &mut Tx, books: &mut Books, t: usize, ns: &[usize], oldest: usize, now: i64| -> Result<()> {
        let entries: Vec<String> = ns.iter().map(|n| w.chains.jws[t][*n].clone()).collect();
        let device = noren::device::by_id(tx, brand.id, w.chains.devices[t])?;
        for one in if how == How::OutOfOrder { entries.chunks(1) } else { entries.chunks(50) } {
            let entries = queue::read(tx, w.keys, &device, brand, one)?;
            let oldest = if how == How::OutOfOrder { entries[0].seq() } else { oldest as i64 + 1 };
            let batch = Batch { entries, oldest: Some(oldest), clock: None };
            let (told, _) = queue::take(tx, brand, device.id, &batch, Millis(now))?;
            for line in told {
                let Some(outcome) = line.outcome else { continue };
                let said = format!("{} {}", outcome.name(), line.reason);
                let first = books.outcomes.entry((t, line.seq as usize - 1)).or_insert_with(|| said.clone());
                assert_eq!(*first, said, "told otherwise the second time");
            }
        }
        Ok(())
    };
    for step in &w.case.steps {
        match step {
            Step::Wait { minutes } => now += minutes * MINUTE,
            Step::Part { tablet, from, len } => {
                let ns: Vec<usize> = w.part(*tablet, *from, *len);
                send(tx, &mut books, *tablet, &ns, 0, now)?;
            }
            Step::First { tablet, entry } => {
                let Some(Entry { what: What::Card(card), amount, .. }) = w.case.chains[*tablet].get(*entry) else {
                    continue;
                };
                first_sending(tx, w, *tablet, &key(*tablet, *entry), (*card, *amount), now)?;
            }
        }
        now += 1;
    }
    for t in 0..TABLETS {
        for (ns, oldest) in parts(w.case, t) {
            send(tx, &mut books, t, &ns, oldest, now)?;
        }
    }
    books.points =
        w.world.passports.iter().map(|p| passport::balance(tx, brand.id, *p).map(|b| b.0)).collect::<Result<_>>()?;
    for p in &w.world.passports {
        let met = passport::acquaintances(tx, brand.id, *p)?;
        books.standing += met.iter().map(|a| a.visits).sum::<i64>();
    }
    for (id, ..) in &w.world.slips {
        if noren::slip::slip(tx, brand.id, *id)?.redeemed_at.is_some() {
            books.slips.insert(*id);
        }
    }
    for shop in &w.world.shops {
        books.kept += queue::latest(tx, brand.id, *shop, 1000)?.len() as i64;
    }
    Ok(books)
}

/// The form as a browser sent it: what `desk::tap` does in its write. A refusal leaves nothing.
fn first_sending(
    tx: &mut Tx,
    w: &Played<'_>,
    t: usize,
    key: &str,
    (card, amount): (usize, Option<i64>),
    now: i64,
) -> Result<()> {
    let stand = Stand { brand: w.brand.clone(), shop: w.world.shops[SHOP[t]], by: None };
    let tap = Tap { card: w.world.cards[card].clone(), amount: amount.map(Amount), at: None };
    let asked = desk::tap_asked(&stand, key, &tap)?;
    if answers::before::<Kept>(tx, &asked)?.is_some() {
        return Ok(());
    }
    let stamped = match counter::record_tap(tx, &stand, &tap, Millis(now)) {
        Err(Error::Refused(_)) => return Ok(()),
        stamped => stamped?,
    };
    let receipt = said::receipt(tx, &stand, w.brand.lang(), &stamped, Vec::new())?;
    answers::remember(tx, &asked, &receipt, Some(stamped.passport.id), Millis(now))
}

struct Played<'a> {
    world: &'a World,
    brand: &'a Brand,
    keys: &'a Keys,
    case: &'a Case,
    chains: &'a Chains,
}

impl Played<'_> {
    /// What of a part there is: nothing that the tablet has lost.
    fn part(&self, t: usize, from: usize, len: usize) -> Vec<usize> {
        (from..from + len).filter(|n| *n < self.case.chains[t].len() && !is_lost(self.case, t, *n)).collect()
    }
}

// --- The reference

struct Visit {
    key: String,
    shop: usize,
    card: usize,
    at: i64,
    counts: bool,
    points: i64,
    slip: Option<usize>,
    gone: bool,
    /// By which tablet it was kept, what it cost; nothing of those sent at once.
    kept: Option<(usize, i64)>,
}

struct Reference<'a> {
    w: &'a Played<'a>,
    visits: Vec<Visit>,
    used: BTreeSet<usize>,
    outcomes: BTreeMap<(usize, usize), String>,
    /// The time of each visit a tablet may take back, by its key.
    undoable: BTreeMap<(usize, String), i64>,
}

impl Reference<'_> {
    /// One tap: at a counter, of a card, at a time.
    fn stamp(
        &mut self,
        t: usize,
        key: String,
        (card, amount): (usize, Option<i64>),
        at: i64,
        kept: bool,
        welcomes: bool,
    ) -> &'static str {
        let terms = &self.w.world.terms;
        if amount.is_some_and(|a| a > terms.max_amount) {
            return "refused amount_too_large";
        }
        if card == REVOKED {
            return "refused revoked_card";
        }
        let (shop, cooldown) = (SHOP[t], terms.cooldown_minutes * MINUTE);
        let here = |v: &&Visit| v.shop == shop && v.card == card && !v.gone;
        let near = self.visits.iter().filter(here).any(|v| v.counts && (v.at - at).abs() < cooldown);
        let open =
            self.w.world.slips.iter().position(|(_, whose, to, given)| *whose == card && *to == shop && *given <= at);
        let open = open.filter(|n| !near && !self.used.contains(n));
        let slip = open.filter(|_| welcomes);
        let spent = amount.unwrap_or(0) / 100 * terms.points_per_100;
        let points = if near { 0 } else { terms.points_per_visit + spent } + slip.map_or(0, |_| terms.slip_welcome);
        self.used.extend(slip);
        let kept = kept.then_some((t, amount.unwrap_or(0)));
        self.visits.push(Visit { key, shop, card, at, counts: !near, points, slip, gone: false, kept });
        match (near, open, slip) {
            (true, ..) => "stamped too_soon",
            (false, Some(_), None) => "stamped kept_welcome_later",
            _ => "stamped ",
        }
    }

    /// One entry of a tablet, when it can be taken.
    fn accept(&mut self, t: usize, n: usize, now: i64) -> String {
        let (entry, at, terms) = (&self.w.case.chains[t][n], self.w.chains.at[t][n], &self.w.world.terms);
        let card = match entry.what {
            What::Undo(back) => return self.undo(t, key(t, n.wrapping_sub(back)), at).into(),
            What::Card(card) => card,
        };
        let same = |v: &&Visit| v.key == key(t, n);
        if self.visits.iter().any(|v| same(&v)) {
            self.undoable.insert((t, key(t, n)), at);
            return "before ".into();
        }
        let hours = terms.offline_hours * HOUR;
        let within: Vec<&Visit> = self.visits.iter().filter(|v| v.at > at - hours && v.at <= at).collect();
        let of_tablet: Vec<(&Visit, i64)> =
            within.into_iter().filter_map(|v| v.kept.filter(|k| k.0 == t).map(|k| (v, k.1))).collect();
        if now - at > hours {
            return "refused kept_too_long".into();
        }
        if of_tablet.len() as i64 >= terms.offline_taps {
            return "refused kept_too_many".into();
        }
        if of_tablet.iter().map(|(_, a)| a).sum::<i64>() + entry.amount.unwrap_or(0) > terms.offline_amount {
            return "refused kept_too_much".into();
        }
        let welcomes = (of_tablet.iter().filter(|(v, _)| v.slip.is_some()).count() as i64) < terms.offline_welcomes;
        let said = self.stamp(t, key(t, n), (card, entry.amount), at, true, welcomes);
        if said.starts_with("stamped") {
            self.undoable.insert((t, key(t, n)), at);
        }
        said.into()
    }

    fn undo(&mut self, t: usize, key: String, at: i64) -> &'static str {
        let Some(stamped) = self.undoable.get(&(t, key.clone())) else { return "refused kept_undo_nothing" };
        if at - stamped > HOUR {
            return "refused kept_undo_late";
        }
        let Some(visit) = self.visits.iter_mut().find(|v| v.key == key) else { return "refused kept_undo_nothing" };
        if visit.gone {
            return "refused already_reversed";
        }
        visit.gone = true;
        if let Some(slip) = visit.slip {
            self.used.remove(&slip);
        }
        "undone "
    }
}

fn reference(w: &Played<'_>) -> Books {
    let mut r = Reference {
        w,
        visits: Vec::new(),
        used: BTreeSet::new(),
        outcomes: BTreeMap::new(),
        undoable: BTreeMap::new(),
    };
    let mut now = w.chains.end + MINUTE;
    let mut next = [0usize; TABLETS];
    for step in &w.case.steps {
        match step {
            Step::Wait { minutes } => now += minutes * MINUTE,
            Step::Part { tablet: t, from, len } => {
                for n in w.part(*t, *from, *len) {
                    if n == next[*t] {
                        let said = r.accept(*t, n, now);
                        r.outcomes.insert((*t, n), said);
                        next[*t] += 1;
                    }
                }
            }
            Step::First { tablet: t, entry: n } => {
                let Some(Entry { what: What::Card(card), amount, .. }) = w.case.chains[*t].get(*n) else { continue };
                if !r.visits.iter().any(|v| v.key == key(*t, *n)) {
                    r.stamp(*t, key(*t, *n), (*card, *amount), now, false, true);
                }
            }
        }
        now += 1;
    }
    for (t, next) in next.iter().enumerate() {
        for n in (0..w.case.chains[t].len()).filter(|n| !is_lost(w.case, t, *n)) {
            if n >= *next {
                let said = r.accept(t, n, now);
                r.outcomes.insert((t, n), said);
            }
        }
    }
    let points = |card: usize| r.visits.iter().filter(|v| v.card == card && !v.gone).map(|v| v.points).sum();
    Books {
        points: (0..CARDS).map(points).collect(),
        standing: r.visits.iter().filter(|v| !v.gone).count() as i64,
        slips: r.used.iter().map(|n| w.world.slips[*n].0).collect(),
        kept: r.outcomes.len() as i64,
        outcomes: r.outcomes,
    }
}

// --- The comparison

fn play(
    world: &Arc<World>,
    tablets: &Arc<Mutex<[Tablet; TABLETS]>>,
    case: Case,
    how: How,
) -> std::result::Result<(), TestCaseError> {
    let (house, brand) = (world.street.house.clone(), world.street.brand.clone());
    let seen: Arc<Mutex<Option<(Books, Books)>>> = Arc::default();
    let (told, world, tablets) = (seen.clone(), world.clone(), tablets.clone());
    let keys = house.keys.clone();
    let rolled_back: Result<()> = house.db.write_now(move |tx| {
        let chains = Chains::sign(&world, &case, &mut tablets.lock().expect("one at a time"));
        let played = Played { world: &world, brand: &brand, keys: &keys, case: &case, chains: &chains };
        let books = run(tx, &played, how)?;
        *told.lock().expect("one at a time") = Some((books, reference(&played)));
        Err(Error::broken("rolled back"))
    });
    let both = seen.lock().expect("one at a time").take();
    let Some((books, expected)) = both else {
        return Err(TestCaseError::fail(format!("the program failed: {rolled_back:?}")));
    };
    prop_assert_eq!(books, expected);
    Ok(())
}

/// Ten thousand in CI; on a desk a tenth of them, or as many as are asked for.
fn cases() -> u32 {
    let asked = std::env::var("NOREN_MODEL_CASES").ok().and_then(|n| n.parse().ok());
    asked.unwrap_or(if std::env::var_os("CI").is_some() { 10_000 } else { 1_000 })
}

/// Plays so many cases; the first that differs, if any.
fn differs(place: Place, cases: u32, how: How, broken: impl Fn(&Place)) -> Option<String> {
    let world = World::found(place);
    broken(&world.street.place);
    let world = Arc::new(world);
    let tablets = std::array::from_fn(|t| Tablet::of(&world.street.house, &world.street.brand, world.shops[SHOP[t]]));
    let tablets = Arc::new(Mutex::new(tablets));
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 200, ..Config::default() };
    let begun = std::time::Instant::now();
    let done = TestRunner::new(config).run(&case(), |case| play(&world, &tablets, case, how));
    println!("{cases} cases, {how:?}: {} ms", begun.elapsed().as_millis());
    match done {
        Ok(()) => None,
        Err(TestError::Fail(why, case)) => Some(format!("{why}\n{case:#?}")),
        Err(e) => Some(e.to_string()),
    }
}

#[test]
fn whatever_comes_in_whatever_order_gives_the_references_books() {
    let different = differs(Place::sqlite(), cases(), How::Rightly, |_| {});
    assert!(different.is_none(), "{}", different.unwrap_or_default());
}

#[test]
fn on_postgres_too() {
    let different = differs(Place::postgres(), cases() / 20, How::Rightly, |_| {});
    assert!(different.is_none(), "{}", different.unwrap_or_default());
}

/// The same comparison sees a program that forgets keys.
#[test]
fn a_program_that_forgets_keys_is_caught() {
    let forget = |place: &Place| {
        place.meddle("CREATE TRIGGER forget AFTER INSERT ON answers BEGIN DELETE FROM answers; END");
    };
    assert!(differs(Place::sqlite(), 2_000, How::Rightly, forget).is_some(), "forgetting keys went unseen");
}

/// And one that drops what it refuses.
#[test]
fn a_program_that_drops_what_it_refuses_is_caught() {
    let drop = |place: &Place| {
        place.meddle(
            "CREATE TRIGGER lose AFTER INSERT ON queued_taps WHEN NEW.outcome = 'refused' \
             BEGIN DELETE FROM queued_taps WHERE id = NEW.id; END",
        );
    };
    assert!(differs(Place::sqlite(), 2_000, How::Rightly, drop).is_some(), "dropping the refused went unseen");
}

/// And one that does not wait for what is missing.
#[test]
fn a_program_that_takes_parts_out_of_order_is_caught() {
    assert!(differs(Place::sqlite(), 2_000, How::OutOfOrder, |_| {}).is_some(), "the order went unseen");
}
