//! Knowing each other: what a counter sees of a person is what the resident allows, at every look; whoever looks stands
//! in the log; what is promised stands until it is kept.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU32, Ordering};

use noren::brand::{self, Founding};
use noren::db::{self, Db, Tx};
use noren::knowing::{self, Note, Telling};
use noren::passport::{self, Newcomer, Sharing};
use noren::people::{For, Role};
use noren::shop::{self, Described, Put};
use noren::words::{BrandId, Millis, NoteId, PassportId, Result, ShopId};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestCaseError, TestError, TestRunner};

use crate::support::http::{Client, text};
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{HOUR, Resident, Street, key};

on_both_engines! {
    a_counter_shows_what_is_allowed_and_nothing_else
    the_test_of_consent_catches_broken_ones
    every_kind_at_every_shop_in_every_state_of_consent
    what_is_worth_saying_is_said_once
    a_promise_stands_until_it_is_kept
    making_good_is_once_and_within_the_charter
    making_good_holds_under_a_race
    health_words_stay_out_of_cases_too
    what_was_signed_on_paper_holds_for_that_shop_alone
    a_note_is_the_shops_to_take_back_and_the_residents_to_take_away
}

// --- Consent: any sequence of acts against ten lines

const KINDS: [Sharing; 4] = [Sharing::Likes, Sharing::Tried, Sharing::Occasions, Sharing::Notes];

#[derive(Debug, Clone)]
enum Act {
    /// A shop (or the resident) notes something.
    Tell {
        by: Option<Index>,
        kind: Index,
        offered: bool,
    },
    TakeAway {
        which: Index,
    },
    Offer {
        which: Index,
        offered: bool,
    },
    /// Shares a kind with some shops of today, and with no others.
    Share {
        kind: Index,
        with: u8,
    },
    /// Shares kinds with one shop, as on paper.
    ShareWith {
        shop: Index,
        kinds: u8,
    },
    /// A shop joins.
    Join,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        5 => (any::<Option<Index>>(), any::<Index>(), any::<bool>()).prop_map(|(by, kind, offered)| Act::Tell { by, kind, offered }),
        1 => any::<Index>().prop_map(|which| Act::TakeAway { which }),
        1 => (any::<Index>(), any::<bool>()).prop_map(|(which, offered)| Act::Offer { which, offered }),
        4 => (any::<Index>(), any::<u8>()).prop_map(|(kind, with)| Act::Share { kind, with }),
        2 => (any::<Index>(), any::<u8>()).prop_map(|(shop, kinds)| Act::ShareWith { shop, kinds }),
        1 => Just(Act::Join),
    ]
}

/// The reference: what a child would keep on a sheet of paper.
#[derive(Default)]
struct Sheet {
    shops: Vec<ShopId>,
    /// Note, by which shop, kind, offered.
    notes: Vec<(NoteId, Option<ShopId>, Sharing, bool)>,
    shared: BTreeSet<(Sharing, ShopId)>,
}

impl Sheet {
    fn seen_by(&self, shop: ShopId) -> BTreeSet<NoteId> {
        let allowed = |n: &&(NoteId, Option<ShopId>, Sharing, bool)| {
            let (_, by, kind, offered) = **n;
            by == Some(shop) || (offered && self.shared.contains(&(kind, shop)))
        };
        self.notes.iter().filter(allowed).map(|n| n.0).collect()
    }
}

type Look = fn(&mut Tx, BrandId, ShopId, PassportId) -> Result<Vec<Note>>;

fn a_counter_shows_what_is_allowed_and_nothing_else(place: Place) {
    if let Err(e) = play(&place, knowing::seen, 60) {
        panic!("{e}");
    }
}

/// Counters that forget one thing each.
fn the_test_of_consent_catches_broken_ones(place: Place) {
    /// Which shop it was shared with.
    fn whichever_shop(tx: &mut Tx, brand: BrandId, shop: ShopId, id: PassportId) -> Result<Vec<Note>> {
        let kinds: Vec<Sharing> = passport::shares(tx, brand, id)?.into_iter().map(|(kind, _)| kind).collect();
        let mut notes = knowing::all(tx, brand, id)?;
        notes.retain(|n| knowing::rules::sees(shop, n.shop_id, n.kind, n.offered, &kinds));
        Ok(notes)
    }
    /// Which kind was shared.
    fn whichever_kind(tx: &mut Tx, brand: BrandId, shop: ShopId, id: PassportId) -> Result<Vec<Note>> {
        let any = !passport::shared_with(tx, brand, id, shop)?.is_empty();
        let mut notes = knowing::all(tx, brand, id)?;
        notes.retain(|n| n.shop_id == Some(shop) || (n.offered && any));
        Ok(notes)
    }
    /// That a note may be for its shop only.
    fn whatever_was_offered(tx: &mut Tx, brand: BrandId, shop: ShopId, id: PassportId) -> Result<Vec<Note>> {
        let kinds = passport::shared_with(tx, brand, id, shop)?;
        let mut notes = knowing::all(tx, brand, id)?;
        notes.retain(|n| knowing::rules::sees(shop, n.shop_id, n.kind, true, &kinds));
        Ok(notes)
    }
    /// That a shop knows what it wrote itself.
    fn not_even_its_own(tx: &mut Tx, brand: BrandId, shop: ShopId, id: PassportId) -> Result<Vec<Note>> {
        let kinds = passport::shared_with(tx, brand, id, shop)?;
        let mut notes = knowing::all(tx, brand, id)?;
        notes.retain(|n| n.offered && kinds.contains(&n.kind));
        Ok(notes)
    }
    let broken: [(&str, Look); 4] = [
        ("whichever shop", whichever_shop),
        ("whichever kind", whichever_kind),
        ("whatever was offered", whatever_was_offered),
        ("not even its own", not_even_its_own),
    ];
    for (name, look) in broken {
        assert!(matches!(play(&place, look, 60), Err(TestError::Fail(..))), "nobody noticed: {name}");
    }
}

fn play(place: &Place, look: Look, cases: u32) -> std::result::Result<(), TestError<Vec<Act>>> {
    static STREETS: AtomicU32 = AtomicU32::new(0);
    db::prepare(&place.engine()).expect("migrates");
    let db = Db::open(&place.engine()).expect("opens");
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 20, ..Config::default() };
    TestRunner::new(config).run(&proptest::collection::vec(act(), 1..18), |acts| {
        let street = STREETS.fetch_add(1, Ordering::Relaxed);
        story(&db, street, &acts, look).map_err(|e| TestCaseError::fail(e.to_string()))?
    })
}

/// Plays the acts; after each, every counter shows what the sheet says.
fn story(db: &Db, street: u32, acts: &[Act], look: Look) -> Result<std::result::Result<(), TestCaseError>> {
    let founding = Founding::of(&format!("s{street}"), "Street");
    let brand = db.write_now(move |tx| brand::found(tx, &founding, Millis(0)))?;
    let newcomer = Newcomer { name: "Somebody".into(), ..Newcomer::default() };
    let of = brand.id;
    let id = db.write_now(move |tx| passport::register(tx, of, &newcomer, None, Millis(0)))?.0.id;
    let mut sheet = Sheet::default();
    for _ in 0..2 {
        join(db, &brand, &mut sheet)?;
    }
    for (n, act) in acts.iter().enumerate() {
        let now = Millis(1 + n as i64);
        let shop = |i: &Index| sheet.shops[i.index(sheet.shops.len())];
        match act {
            Act::Join => join(db, &brand, &mut sheet)?,
            Act::Tell { by, kind, offered } => {
                let (by, kind) = (by.as_ref().map(shop), KINDS[kind.index(4)]);
                let telling = telling(kind, n, *offered);
                let note = db.write_now(move |tx| knowing::tell(tx, of, id, by, None, &telling, now))?;
                sheet.notes.push((note, by, kind, *offered || by.is_none()));
            }
            Act::TakeAway { which } if !sheet.notes.is_empty() => {
                let gone = sheet.notes.remove(which.index(sheet.notes.len())).0;
                db.write_now(move |tx| knowing::take_away(tx, of, gone))?;
            }
            Act::Offer { which, offered } if !sheet.notes.is_empty() => {
                let (at, offered) = (which.index(sheet.notes.len()), *offered);
                sheet.notes[at].3 = offered;
                let note = sheet.notes[at].0;
                db.write_now(move |tx| knowing::offer(tx, of, note, offered))?;
            }
            Act::TakeAway { .. } | Act::Offer { .. } => {}
            Act::Share { kind, with } => {
                let kind = KINDS[kind.index(4)];
                let with: Vec<ShopId> =
                    sheet.shops.iter().enumerate().filter(|(n, _)| with >> (n % 8) & 1 == 1).map(|(_, s)| *s).collect();
                sheet.shared.retain(|(k, _)| *k != kind);
                sheet.shared.extend(with.iter().map(|s| (kind, *s)));
                db.write_now(move |tx| passport::share(tx, of, id, kind, &with, now))?;
            }
            Act::ShareWith { shop: which, kinds } => {
                let shop = shop(which);
                let kinds: Vec<Sharing> =
                    KINDS.iter().enumerate().filter(|(n, _)| kinds >> n & 1 == 1).map(|(_, k)| *k).collect();
                sheet.shared.retain(|(_, s)| *s != shop);
                sheet.shared.extend(kinds.iter().map(|k| (*k, shop)));
                db.write_now(move |tx| passport::share_with(tx, of, id, shop, &kinds, now))?;
            }
        }
        for shop in sheet.shops.clone() {
            let shown = db.read_now(move |tx| look(tx, of, shop, id))?;
            let shown: BTreeSet<NoteId> = shown.into_iter().map(|n| n.id).collect();
            if shown != sheet.seen_by(shop) {
                let why = format!("shop {shop} shows {shown:?}, allowed is {:?}", sheet.seen_by(shop));
                return Ok(Err(TestCaseError::fail(why)));
            }
        }
    }
    Ok(Ok(()))
}

fn join(db: &Db, brand: &noren::brand::Brand, sheet: &mut Sheet) -> Result<()> {
    let n = sheet.shops.len();
    let described = Described {
        code: format!("shop-{n}"),
        name: format!("Shop {n}"),
        category: "bakery".into(),
        lat: 35.0 + n as f64 * 0.001,
        lon: 139.0,
        ..Described::default()
    };
    let brand = brand.clone();
    let put = db.write_now(move |tx| shop::put(tx, &brand, &described, None, Millis(0)))?;
    let Put::New(id) = put else { panic!("a shop that was there") };
    sheet.shops.push(id);
    Ok(())
}

/// Something new of each kind.
fn telling(kind: Sharing, n: usize, offered: bool) -> Telling {
    let text = format!("thing {n}");
    let made = match kind {
        Sharing::Tried => Telling::tried(&text, n.is_multiple_of(2), offered),
        _ => Telling::words(&text, offered).map(|t| Telling { kind, ..t }),
    };
    made.expect("fine words")
}

// --- The permission walk: kind, where it was told, who looks, what was allowed

#[derive(Debug, Clone, Copy, PartialEq)]
enum Consent {
    Never,
    Given,
    Withdrawn,
    ToAnother,
    AnotherKind,
}

fn every_kind_at_every_shop_in_every_state_of_consent(place: Place) {
    let street = Street::open(place);
    let staff: Vec<Client> =
        (0..3).map(|n| street.person(&format!("staff{n}"), Role::Owner, For::Shop(street.shops[n].id))).collect();
    let neighbour = street.neighbour();
    let stranger = street.person_of(&neighbour.brand, "stranger", Role::Owner, For::Shop(neighbour.shop_id));
    let consents = [Consent::Never, Consent::Given, Consent::Withdrawn, Consent::ToAnother, Consent::AnotherKind];
    let mut wrong = Vec::new();
    let mut walked = 0;
    for kind in KINDS {
        for from in [None, Some(0)] {
            for offered in [true, false] {
                for consent in consents {
                    let resident = street.resident();
                    let canary = format!("canary {walked}");
                    let shop = from.map(|n: usize| street.shops[n].id);
                    let telling = match kind {
                        Sharing::Tried => Telling::tried(&canary, true, offered),
                        _ => Telling::words(&canary, offered).map(|t| Telling { kind, ..t }),
                    };
                    tell(&street, &resident, shop, telling.expect("fine words"));
                    let (asked, other) = (street.shops[1].id, street.shops[2].id);
                    let another = KINDS[(KINDS.iter().position(|k| *k == kind).expect("there") + 1) % 4];
                    match consent {
                        Consent::Never => {}
                        Consent::Given => share(&street, &resident, kind, &[asked]),
                        Consent::Withdrawn => {
                            share(&street, &resident, kind, &[asked]);
                            share(&street, &resident, kind, &[]);
                        }
                        Consent::ToAnother => share(&street, &resident, kind, &[other]),
                        Consent::AnotherKind => share(&street, &resident, another, &[asked]),
                    }
                    // A day later, so that what was tried may be asked after.
                    let offered = offered || from.is_none();
                    for (n, who) in staff.iter().enumerate() {
                        let told = from == Some(n);
                        let may = match consent {
                            Consent::Given => n == 1,
                            Consent::ToAnother => n == 2,
                            _ => false,
                        };
                        let allowed = told || (offered && may);
                        let before = looks(&street, &resident);
                        let page = who.get(&format!("/counter/passports/{}/notes", resident.passport)).expect(200);
                        let state = format!("{kind:?} told at {from:?}, offered {offered}, {consent:?}, seen at {n}");
                        if page.body.contains(&canary) != allowed {
                            wrong.push(format!("{state}: shown {}", !allowed));
                        }
                        if !allowed && everywhere(who, &street, &resident, n).contains(&canary) {
                            wrong.push(format!("{state}: another page tells"));
                        }
                        let logged = looks(&street, &resident) > before;
                        if logged != (allowed && !told) {
                            wrong.push(format!("{state}: logged {logged}"));
                        }
                    }
                    let page = stranger.get(&format!("/counter/passports/{}/notes", resident.passport));
                    if page.status != 404 || page.body.contains(&canary) {
                        wrong.push(format!("another brand sees {kind:?}"));
                    }
                    walked += 1;
                }
            }
        }
    }
    assert_eq!(walked, 4 * 2 * 2 * 5);
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

/// All that a shop's pages and programs tell of somebody.
fn everywhere(who: &Client, street: &Street, resident: &Resident, shop: usize) -> String {
    let code = &resident.passport;
    let mut told = String::new();
    for path in ["", "/redeem", "/case", "/handout", "/paper"] {
        told += &who.get(&format!("/counter/passports/{code}{path}")).body;
    }
    told += &who.form("/counter/find", &[("q", "Resident")]).body;
    told += &street.till(shop).get(&format!("/api/v1/passports/{code}")).body;
    told
}

fn tell(street: &Street, resident: &Resident, shop: Option<ShopId>, telling: Telling) -> NoteId {
    let (brand, id, now) = (street.brand.id, resident.id, street.house.clock.now());
    street.house.db.write_now(move |tx| knowing::tell(tx, brand, id, shop, None, &telling, now)).expect("noted")
}

fn share(street: &Street, resident: &Resident, kind: Sharing, shops: &[ShopId]) {
    let (brand, id, now, shops) = (street.brand.id, resident.id, street.house.clock.now(), shops.to_vec());
    street.house.db.write_now(move |tx| passport::share(tx, brand, id, kind, &shops, now)).expect("shared");
}

fn looks(street: &Street, resident: &Resident) -> i64 {
    street.place.number(&format!("SELECT count(*) AS n FROM looks WHERE passport_id = {}", resident.id))
}

fn owner_of(street: &Street, shop: usize) -> Client {
    street.person(&format!("owner{shop}"), Role::Owner, For::Shop(street.shops[shop].id))
}

// --- Worth saying

fn what_is_worth_saying_is_said_once(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let (here, there) = (owner_of(&street, 0), street.shops[1].id);
    let page = format!("/counter/passports/{}", resident.passport);
    let says = |what: &str| text(&here.get(&page).expect(200).body).contains(what);
    tell(&street, &resident, Some(there), Telling::tried("the squid", true, true).expect("words"));
    street.later(24 * HOUR);
    assert!(!says("the squid"), "not shared");
    share(&street, &resident, Sharing::Tried, &[street.shops[0].id]);
    assert!(says("How was it: the squid"));
    let note = street.place.number("SELECT id AS n FROM notes");
    let hear = |outcome: &str| {
        let subject = format!("tried:{note}");
        let fields = [("passport", resident.passport.as_str()), ("subject", &subject), ("outcome", outcome)];
        here.form("/counter/askings", &fields).expect(303);
    };
    hear("later");
    assert!(!says("the squid"), "not now");
    street.later(24 * HOUR);
    assert!(says("the squid"), "the next day it is worth saying again");
    hear("said");
    street.later(24 * HOUR);
    assert!(!says("the squid"), "said is said");
    let odd = [("passport", resident.passport.as_str()), ("subject", "x"), ("outcome", "shouted")];
    assert_eq!(here.form("/counter/askings", &odd).status, 422);
}

// --- When something went wrong

fn open_case(street: &Street, who: &Client, resident: &Resident, owner: &str) -> String {
    let due = Millis(street.now() + 48 * HOUR).zoned(&street.brand.zone()).date().to_string();
    let owner = street.person_id(owner).to_string();
    let k = key();
    let fields = [
        ("passport", resident.passport.as_str()),
        ("what", "The bag tore"),
        ("promise", "A new bag"),
        ("due", &due),
        ("owner", &owner),
        ("key", &k),
    ];
    let first = who.form("/counter/cases", &fields).expect(303).header("location").expect("a case").to_owned();
    let again = who.form("/counter/cases", &fields).expect(303).header("location").expect("a case").to_owned();
    assert_eq!(first, again, "sent twice, opened twice");
    first
}

fn a_promise_stands_until_it_is_kept(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(100);
    let phone = street.person("resident", Role::Resident, For::Passport(resident.id));
    let (here, there) = (owner_of(&street, 0), owner_of(&street, 1));
    // What is not said well comes back as it was typed.
    let bad = [
        ("passport", resident.passport.as_str()),
        ("what", "The bag tore"),
        ("promise", ""),
        ("due", "1999-01-01"),
        ("owner", "1"),
        ("key", "k"),
    ];
    let page = here.form("/counter/cases", &bad);
    assert!(page.status == 422 && page.body.contains("The bag tore"), "{} {}", page.status, page.body);

    let case = open_case(&street, &here, &resident, "owner0");
    assert!(here.get("/counter").body.contains("A new bag"), "it stands on the counter");
    assert!(!text(&here.get("/counter").body).contains("Resident"), "without a customer's name");
    assert!(here.get(&format!("/counter/passports/{}", resident.passport)).body.contains("A new bag"));
    assert!(phone.get("/passport").body.contains("A new bag"), "and on the passport");
    for path in ["", "/keeping", "/amends"] {
        let at = format!("{case}{path}");
        let answer = if path.is_empty() { there.get(&at) } else { there.form(&at, &[("points", "5"), ("key", "x")]) };
        assert_eq!(answer.status, 404, "another shop at {at}");
    }
    assert!(!there.get("/counter").body.contains("A new bag"));
    here.form(&format!("{case}/keeping"), &[]).expect(303);
    assert!(!here.get("/counter").body.contains("A new bag"), "kept, it leaves");
    assert!(!phone.get("/passport").body.contains("A new bag"));
    here.form(&format!("{case}/keeping"), &[]).expect(303);
}

fn making_good_is_once_and_within_the_charter(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(100);
    let here = owner_of(&street, 0);
    let case = open_case(&street, &here, &resident, "owner0");
    let give = |points: &str, key: &str| here.form(&format!("{case}/amends"), &[("points", points), ("key", key)]);
    let k = key();
    give("30", &k).expect(303);
    give("30", &k).expect(303);
    assert_eq!(street.balance(&resident), 130, "once for each key");
    // The street's charter allows 50 for one case.
    let refused = give("30", &key());
    assert!(refused.status == 422 && text(&refused.body).contains("20 are left"), "{}", text(&refused.body));
    give("20", &key()).expect(303);
    assert_eq!(give("1", &key()).status, 422);
    assert_eq!(street.balance(&resident), 150);
    let shop = street.place.number(&format!(
        "SELECT CAST(debits_posted AS BIGINT) AS n FROM accounts WHERE kind = 'shop' AND owner_id = {}",
        street.shops[0].id
    ));
    assert_eq!(shop, 50, "from the shop's own account");
    street.verify();
}

fn health_words_stay_out_of_cases_too(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let here = owner_of(&street, 0);
    let due = Millis(street.now() + 48 * HOUR).zoned(&street.brand.zone()).date().to_string();
    let fields = [
        ("passport", resident.passport.as_str()),
        ("what", "her diabetes was not asked for"),
        ("promise", "ask next time"),
        ("due", &due),
        ("owner", "1"),
        ("key", "k"),
    ];
    let refused = here.form("/counter/cases", &fields);
    assert!(refused.status == 422 && refused.body.contains("her diabetes was not asked for"), "{}", refused.status);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM cases"), 0);
}

/// 32 hands make good one case at once: the charter's limit holds.
fn making_good_holds_under_a_race(place: Place) {
    let street = Street::open(place);
    let resident = street.resident_with(100);
    let here = owner_of(&street, 0);
    let case = open_case(&street, &here, &resident, "owner0");
    let id: noren::words::CaseId = case.rsplit('/').next().expect("an id").parse().expect("an id");
    let (brand, shop, now) = (street.brand.id, street.shops[0].id, street.house.clock.now());
    std::thread::scope(|scope| {
        for _ in 0..32 {
            let db = street.house.db.clone();
            scope.spawn(move || {
                // Beyond the limit it is refused: that is the point.
                let _ = db.write_now(move |tx| noren::case::make_good(tx, brand, shop, id, 20, now));
            });
        }
    });
    assert_eq!(street.balance(&resident), 140, "two of twenty fit into fifty");
    street.verify();
}

// --- On paper

fn what_was_signed_on_paper_holds_for_that_shop_alone(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let (here, there) = (owner_of(&street, 0), owner_of(&street, 1));
    let phone = street.person("resident", Role::Resident, For::Passport(resident.id));
    let paper = format!("/counter/passports/{}/paper", resident.passport);
    assert_eq!(here.get(&paper).status, 404, "nobody signs where they have never been");
    street.till(0).post("/api/v1/taps", &key(), &serde_json::json!({"card": resident.card})).expect(201);
    share(&street, &resident, Sharing::Likes, &[street.shops[0].id, street.shops[1].id]);
    tell(&street, &resident, None, Telling::words("told on the phone", true).expect("words"));
    // Not signed, not kept; and what was ticked comes back.
    let unsigned = here.form(&paper, &[("kind", "notes")]);
    assert!(unsigned.status == 422 && unsigned.body.contains("Ask for the signature"), "{}", unsigned.status);
    let notes = format!("/counter/passports/{}/notes", resident.passport);
    assert!(!here.get(&notes).body.contains("told on the phone"));
    here.form(&paper, &[("kind", "notes"), ("signed", "1")]).expect(303);
    assert!(here.get(&notes).body.contains("told on the phone"));
    assert!(!there.get(&notes).body.contains("told on the phone"));
    // What was not ticked is taken back here, and stays as it was elsewhere.
    let kept = format!("SELECT count(*) AS n FROM shares WHERE kind = 'likes' AND shop_id = {}", street.shops[1].id);
    assert_eq!(street.place.number(&kept), 1);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM shares"), 2);
    assert!(text(&phone.get("/passport/looks").expect(200).body).contains("on a signed paper"));
}

// --- Notes

fn a_note_is_the_shops_to_take_back_and_the_residents_to_take_away(place: Place) {
    let street = Street::open(place);
    let resident = street.resident();
    let other = street.resident();
    let (here, there) = (owner_of(&street, 0), owner_of(&street, 1));
    let phone = street.person("resident", Role::Resident, For::Passport(resident.id));
    let stranger = street.person("stranger", Role::Resident, For::Passport(other.id));
    let count = || street.place.number("SELECT count(*) AS n FROM notes");
    let note = |fields: &[(&str, &str)]| {
        let mut all = vec![("passport", resident.passport.as_str())];
        all.extend(fields);
        here.form("/counter/notes", &all)
    };
    // A chip is one note however often it is tapped, and goes as it came.
    for _ in 0..2 {
        note(&[("chip", "+light")]).expect(303);
    }
    assert_eq!(count(), 1);
    note(&[("chip", "-light")]).expect(303);
    assert_eq!(count(), 0);
    // Health and faith are refused with what to write instead; what was typed stays.
    let refused = note(&[("as", "note"), ("text", "is diabetic")]);
    assert!(refused.status == 422 && refused.body.contains("value=\"is diabetic\""), "{}", refused.status);
    assert_eq!(note(&[("chip", "+nonsense")]).status, 422);
    note(&[("as", "liked"), ("text", "the mackerel"), ("only", "1")]).expect(303);
    note(&[("as", "birthday"), ("month", "5")]).expect(303);
    note(&[("as", "birthday"), ("month", "6")]).expect(303);
    assert_eq!(count(), 2, "a birthday is in one month");
    let id = street.place.number("SELECT id AS n FROM notes WHERE kind = 'tried'");
    for path in ["removal", "offer"] {
        let path = format!("/counter/notes/{id}/{path}");
        assert_eq!(there.form(&path, &[("offered", "1")]).status, 404, "another shop's");
    }
    assert_eq!(stranger.form(&format!("/passport/notes/{id}/removal"), &[]).status, 404, "another's");
    assert!(
        phone.get("/passport/notes").expect(200).body.contains("the mackerel"),
        "what is for one shop they read too"
    );
    phone.form(&format!("/passport/notes/{id}/removal"), &[]).expect(303);
    let page = here.get(&format!("/counter/passports/{}/notes", resident.passport)).expect(200);
    assert!(!page.body.contains("the mackerel"));
    assert_eq!(count(), 1);
    let bad = phone.form("/passport/notes", &[("text", "I am pregnant"), ("month", "0")]);
    assert!(bad.status == 422 && bad.body.contains("I am pregnant"));
}
