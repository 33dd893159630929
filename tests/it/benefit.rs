//! What the street costs a shop and whom it brings, from real acts on both engines: told to its owner beside the middle of the
//! street, and to the producer without a shop's takings.

use noren::benefit::{self, Benefit, Burdens, PerFace};
use noren::books;
use noren::brand::{self, Brand, Founding, Terms};
use noren::counter::{self, Spending, Stand, Tap};
use noren::db::{self, Db};
use noren::insight;
use noren::passport::{self, Newcomer, pin::Compared};
use noren::people::{For, Role};
use noren::shop::{self, Described, Put};
use noren::words::{Amount, Millis, PersonId, Result, ShopId, VisitId};

use crate::support::http::text;
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{HOUR, Street};

on_both_engines! {
    new_faces_and_what_they_cost an_open_month_is_told_at_its_rates few_people_and_few_shops_are_not_told
    what_is_not_counted the_pages_say_it_and_to_no_one_else
}

/// 2026-10-05, a Monday, 10:00 in Tokyo; the months before and after are whole days away.
const OCTOBER: i64 = 1_791_162_000_000;
const DAY: i64 = 24 * HOUR;
const SEPTEMBER: i64 = OCTOBER - 14 * DAY;
const NOVEMBER: i64 = OCTOBER + 30 * DAY;

struct Town {
    db: Db,
    brand: Brand,
    shops: Vec<ShopId>,
}

impl Town {
    /// A lot of 100 points costs 110 and is worth 100; a shop pays 500 a month.
    fn open(place: &Place, shops: usize) -> Town {
        db::prepare(&place.engine()).expect("migrates");
        let db = Db::open(&place.engine()).expect("opens");
        let terms = Terms { lot: 100, lot_price: 110, lot_value: 100, monthly_fee: 500, ..Terms::default() };
        let founding = Founding { terms, ..Founding::of("asahi", "Asahi") };
        let long_ago = Millis(SEPTEMBER - 200 * DAY);
        let made = db.write_now(move |tx| {
            let brand = brand::found(tx, &founding, long_ago)?;
            let shops = (0..shops).map(|n| {
                let described = Described {
                    name: format!("Shop {n}"),
                    category: "bakery".into(),
                    lat: 35.648 + n as f64 * 0.0004,
                    lon: 138.568,
                    ..Described::default()
                };
                match shop::put(tx, &brand, &described, None, long_ago)? {
                    Put::New(id) => Ok(id),
                    other => panic!("{other:?}"),
                }
            });
            let shops = shops.collect::<Result<Vec<_>>>()?;
            Ok((brand, shops))
        });
        let (brand, shops) = made.expect("a town");
        Town { db, brand, shops }
    }

    fn stand(&self, shop: usize) -> Stand {
        Stand { brand: self.brand.clone(), shop: self.shops[shop], by: None::<PersonId> }
    }

    fn residents(&self, count: usize) -> Vec<String> {
        (0..count).map(|n| self.resident(n)).collect()
    }

    fn resident(&self, n: usize) -> String {
        let brand = self.brand.id;
        let new = Newcomer { name: format!("R{n}"), pin_hash: Some("hash".into()), ..Newcomer::default() };
        let at = Millis(SEPTEMBER - 100 * DAY);
        self.db.write_now(move |tx| Ok(passport::register(tx, brand, &new, None, at)?.0.code)).expect("registers")
    }

    fn tap(&self, shop: usize, who: &str, at: i64) -> VisitId {
        let (stand, at) = (self.stand(shop), Millis(at));
        let tap = Tap { card: who.to_owned(), amount: Some(Amount(1000)), at: None };
        self.db.write_now(move |tx| Ok(counter::record_tap(tx, &stand, &tap, at)?.visit.id)).expect("taps")
    }

    fn send(&self, from: usize, who: &str, to: usize, at: i64) {
        let (stand, who, to) = (self.stand(from), who.to_owned(), self.shops[to]);
        let sent: Result<()> = self.db.write_now(move |tx| {
            let to = shop::by_id(tx, stand.brand.id, to)?.code;
            counter::send_on(tx, &stand, &who, &to, "it is good", Millis(at)).map(drop)
        });
        sent.expect("sends");
    }

    fn spend(&self, shop: usize, who: &str, points: i64, at: i64) {
        let pin = Some(Compared { hash: Some("hash".into()), right: true });
        let (stand, spending) = (self.stand(shop), Spending { card: who.to_owned(), points, pin, pass: None });
        let spent = self.db.write_now(move |tx| counter::redeem(tx, &stand, &spending, Millis(at)));
        spent.expect("an answer").expect("spends");
    }

    fn close(&self, month: &str, now: i64) {
        books::close(&self.db, &self.brand, month, Millis(now)).expect("closes");
    }

    fn of(&self, shop: usize, period: &str, now: i64) -> Benefit {
        let (period, id) = (insight::parse(period).expect("a period"), self.shops[shop]);
        self.db.read_now(|tx| benefit::of_shop(tx, &self.brand, id, period, Millis(now))).expect("is told")
    }

    fn street(&self, period: &str, now: i64) -> Burdens {
        let period = insight::parse(period).expect("a period");
        self.db.read_now(|tx| benefit::of_street(tx, &self.brand, period, Millis(now))).expect("is told")
    }
}

/// In September 30 people come to shop 0. In October 24 of them come to shop 1 for the first time, 12 with a slip of shop 0; 20
/// who are new to the street come to shop 1 as well; and shop 0's own come back to it.
fn busy(town: &Town) -> Vec<String> {
    let people = town.residents(50);
    for who in &people[..30] {
        town.tap(0, who, SEPTEMBER);
    }
    for who in &people[..12] {
        town.send(0, who, 1, OCTOBER);
    }
    for who in &people[..24] {
        town.tap(1, who, OCTOBER + HOUR);
    }
    for who in &people[30..] {
        town.tap(1, who, OCTOBER + 2 * HOUR);
    }
    for who in &people[..15] {
        town.tap(0, who, OCTOBER + DAY);
    }
    people
}

fn new_faces_and_what_they_cost(place: Place) {
    let town = Town::open(&place, 5);
    let people = busy(&town);
    town.spend(1, &people[0], 30, OCTOBER + 3 * DAY);
    let terms = Terms::default();
    // What a visit of 1,000 yen gives.
    let each = terms.points_per_visit + 10 * terms.points_per_100;
    town.close("2026-09", NOVEMBER);
    town.close("2026-10", NOVEMBER);
    // One who was here in October comes again, and one more: November is none of October's.
    town.tap(1, &people[0], NOVEMBER);
    town.tap(2, &people[0], NOVEMBER);

    let told = town.of(1, "2026-10", NOVEMBER);
    assert!(told.active && !told.open);
    let own = told.own;
    assert_eq!((own.faces.with_slip, own.faces.about, own.first_visits), (12, Some(25), 44));
    assert_eq!((own.returning, own.slips_given, own.slips_used, own.slips_got), (0, 0, 0, 12));
    let thanks = 12 * terms.slip_thanks;
    let (paid, got) = ((44 * each * 110 + 50) / 100 + thanks + 500, 30);
    assert_eq!((own.money.paid, own.money.got), (paid, got));
    assert_eq!(own.per_face, PerFace::About((paid - got + 12) / 25));

    let sender = town.of(0, "2026-10", NOVEMBER).own;
    assert_eq!((sender.slips_given, sender.slips_used, sender.returning, sender.first_visits), (12, 12, 15, 0));
    assert_eq!((sender.money.got, sender.faces.about), (thanks, None));
    assert_eq!(sender.per_face, PerFace::Unknown);
    // Over the quarter the same: November, which runs, is not in it yet.
    let quarter = town.of(1, "2026-Q4", NOVEMBER);
    assert!(!quarter.open && quarter.standing.so_far.is_some());
    assert_eq!((quarter.own.faces, quarter.own.first_visits), (own.faces, own.first_visits));
    assert_eq!(quarter.own.money.paid, paid);
    let november = town.of(1, "2026-11", NOVEMBER);
    assert!(november.open);
    assert_eq!(november.own.money.paid, 500 + (each * 110 + 50) / 100);
    // What was owed before is no cost of this month, and what is closed is not recomputed.
    let before = town.of(0, "2026-09", NOVEMBER).own;
    assert_eq!((before.money.paid, before.first_visits), ((30 * each * 110 + 50) / 100 + 500, 30));

    // The producer: the heaviest first; nobody's takings; people in tens.
    let street = town.street("2026-10", NOVEMBER);
    let told: Vec<_> = street.shops.iter().map(|b| (b.shop.id, b.carries, b.faces.told(), b.per_face)).collect();
    let sent = sender.money.carries();
    assert_eq!(told[0], (town.shops[0], sent, None, PerFace::MoreThan(sent / 10)));
    assert_eq!(told[1].1, paid - got);
    assert_eq!((told[1].2, told.len()), (Some(25), 2));
}

fn an_open_month_is_told_at_its_rates(place: Place) {
    let town = Town::open(&place, 5);
    busy(&town);
    let open = town.of(1, "2026-10", NOVEMBER);
    assert!(open.open && open.standing.so_far.is_none());
    town.close("2026-09", NOVEMBER);
    town.close("2026-10", NOVEMBER);
    let closed = town.of(1, "2026-10", NOVEMBER);
    assert_eq!(open.own, closed.own, "the close came to something else than it had said");
    assert!(!closed.open && closed.standing.so_far.is_none());
    // As the statement has it, but for what was carried over.
    let statement = town.db.read_now(|tx| {
        let month = books::month(tx, town.brand.id, "2026-10")?;
        let found = books::statement_of(tx, &month, town.shops[1])?.expect("a statement");
        let lines = books::lines_of(tx, town.brand.id, found.id)?;
        Ok(lines.iter().filter(|l| l.code != books::LineCode::Carried).map(|l| l.money).sum::<i64>())
    });
    assert_eq!(-closed.own.money.carries(), statement.expect("a statement"));
}

fn few_people_and_few_shops_are_not_told(place: Place) {
    let town = Town::open(&place, 6);
    let people = town.residents(40);
    for who in &people[..20] {
        town.tap(0, who, SEPTEMBER);
    }
    // Nine from shop 0 and eleven who are new to the street.
    for who in people[..9].iter().chain(&people[20..31]) {
        town.tap(1, who, OCTOBER);
    }
    let told = town.of(1, "2026-10", NOVEMBER);
    assert_eq!((told.own.faces.about, told.own.first_visits, told.own.per_face), (None, 20, PerFace::Unknown));
    assert_eq!(town.street("2026-10", NOVEMBER).shops[0].faces.told(), None);
    // The tenth.
    town.tap(1, &people[9], OCTOBER + HOUR);
    // Of 21 people, 10 to 12 would leave a few over: they are told with the 13 to 17.
    assert_eq!(town.of(1, "2026-10", NOVEMBER).own.faces.about, Some(15));
    assert_eq!(
        town.street("2026-10", NOVEMBER).shops[0].faces.told(),
        Some(15),
        "no more than the shop itself is told"
    );
    // A longer time is told up to its last whole month.
    let year = town.of(1, "2026", NOVEMBER);
    assert_eq!((year.own.faces.about, year.own.first_visits), (Some(15), 21));
    // While the month runs, a figure that moves with a stamp would tell of whoever was stamped.
    let runs = town.of(1, "2026-10", OCTOBER + DAY);
    assert_eq!((runs.own.faces.about, runs.own.first_visits, runs.middle), (None, 21, None));

    // Four shops had a part in October: no middle. Five: one, of nobody's own figures.
    for shop in [0, 2, 3] {
        town.tap(shop, &people[35], OCTOBER + DAY);
    }
    assert!(town.of(1, "2026-10", NOVEMBER).middle.is_none());
    for who in &people[10..30] {
        for shop in [2, 3, 4] {
            town.tap(shop, who, OCTOBER + DAY);
        }
    }
    let middle = town.of(1, "2026-10", NOVEMBER).middle.expect("a middle");
    // 21, 21 and 20 came to shops 2 to 4 for the first time; ten of the last had been at no shop but that of the same minute.
    assert_eq!(
        (middle.first_visits.told(), middle.slips_given.told(), middle.returning.told()),
        (Some(20), None, None)
    );
    let own: Vec<i64> = (0..5).map(|shop| town.of(shop, "2026-10", NOVEMBER).own.money.paid).collect();
    assert!(middle.paid % 100 == 0 || middle.paid < 1_000, "{}", middle.paid);
    assert!(!own.contains(&middle.paid), "{} is one of {own:?}", middle.paid);
    // Each of them is told the same middle, and another brand's shop nothing.
    for shop in 0..5 {
        assert_eq!(town.of(shop, "2026-10", NOVEMBER).middle, Some(middle));
    }
    let period = insight::parse("2026-10").expect("a period");
    let other = town.db.read_now(|tx| benefit::of_shop(tx, &town.brand, ShopId(7), period, Millis(OCTOBER)));
    assert!(other.is_err());
}

fn what_is_not_counted(place: Place) {
    let town = Town::open(&place, 5);
    let people = town.residents(24);
    for who in &people[..12] {
        town.tap(0, who, SEPTEMBER);
        town.tap(1, who, OCTOBER);
    }
    let at = OCTOBER + DAY;
    assert_eq!(town.of(1, "2026-10", NOVEMBER).own.faces.about, None, "twelve of twelve would leave nobody over");
    for who in &people[12..] {
        town.tap(1, who, OCTOBER + HOUR);
    }
    assert_eq!(town.of(1, "2026-10", NOVEMBER).own.faces.about, Some(10));
    // A visit taken back never was: neither here nor where somebody had been before.
    let last = town.tap(1, &people[12], at);
    let stand = town.stand(1);
    town.db.write_now(move |tx| counter::reverse_visit(tx, &stand, last, None, Millis(at))).expect("takes back");
    assert_eq!(town.of(1, "2026-10", NOVEMBER).own.first_visits, 24);
    let elsewhere = town.tap(2, &people[13], SEPTEMBER);
    assert_eq!(town.street("2026-10", NOVEMBER).shops[0].faces.told(), Some(15));
    let stand = town.stand(2);
    town.db.write_now(move |tx| counter::reverse_visit(tx, &stand, elsewhere, None, Millis(at))).expect("takes back");
    assert_eq!(town.street("2026-10", NOVEMBER).shops[0].faces.told(), Some(10));
    // A month before there was anything, and one to come.
    for period in ["2026-08", "2025", "2026-12"] {
        let none = town.of(1, period, at);
        assert_eq!((none.active, none.own.money.paid, none.own.first_visits), (false, 0, 0), "{period}");
        assert!(town.street(period, at).shops.is_empty());
    }
    assert!(!town.of(4, "2026-10", at).active, "a shop that only pays its fee has no part in it");
}

fn the_pages_say_it_and_to_no_one_else(place: Place) {
    let street = Street::open(place);
    let owner = street.person("owner", Role::Owner, For::Shop(street.shops[4].id));
    let nothing = text(&owner.get("/shop/benefit").expect(200).body);
    assert!(nothing.contains("Nothing happened with you"), "{nothing}");
    street.resident_with(1_000);
    // The running month, as nothing was before.
    let page = text(&owner.get("/shop/benefit").expect(200).body);
    assert!(page.contains("You paid ¥1,000 more than you got.") && page.contains("told once this is over"), "{page}");
    assert!(page.contains("too few to tell"), "{page}");
    assert!(owner.get("/shop").expect(200).body.contains("/shop/benefit"));
    for period in ["2026-W40", "2026-Q4", "2026"] {
        owner.get(&format!("/shop/benefit?period={period}")).expect(200);
    }
    owner.get("/shop/benefit?period=2026-10-05").expect(422);
    let japanese = text(&owner.get("/shop/benefit?lang=ja").expect(200).body);
    assert!(japanese.contains("お受け取りより1,000円多くお支払いでした。"), "{japanese}");
    // Another shop's owner reads their own.
    let other = street.person("other", Role::Owner, For::Shop(street.shops[0].id));
    assert!(!other.get("/shop/benefit").expect(200).body.contains("1,000"));

    let coordinator = street.person("coordinator", Role::Coordinator, For::Brand);
    let page = text(&coordinator.get("/dashboard/benefit").expect(200).body);
    assert!(page.contains("Sazanami Fish carries most for least: it paid ¥1,000 more"), "{page}");
    assert!(page.contains("fewer than 10") && page.contains("more than ¥100"), "{page}");
    let neighbour = street.neighbour();
    let stranger = street.person_of(&neighbour.brand, "stranger", Role::Coordinator, For::Brand);
    assert!(!stranger.get("/dashboard/benefit").expect(200).body.contains("Sazanami"));
}
