//! The producer's figures, from real acts on both engines: nine people are nobody, sixteen are fifteen, what was taken
//! back does not count.

use noren::brand::{self, Brand, Founding};
use noren::counter::{self, Stand, Tap};
use noren::db::{self, Db};
use noren::insight::{self, Cell, LeftOut};
use noren::passport::{self, Newcomer};
use noren::shop::{self, Described, Put};
use noren::words::{Amount, Millis, PersonId, Result, ShopId, VisitId};

use crate::support::on_both_engines;
use crate::support::place::Place;

on_both_engines! { a_month_in_figures a_street_that_has_not_begun nobody_is_missed_before_there_was_a_street }

/// 2026-10-14, a Wednesday, 10:00 in Tokyo.
const MORNING: i64 = 1_791_939_600_000;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

struct Town {
    db: Db,
    brand: Brand,
    shops: Vec<ShopId>,
}

impl Town {
    fn open(place: &Place) -> Town {
        db::prepare(&place.engine()).expect("migrates");
        let db = Db::open(&place.engine()).expect("opens");
        let founding = Founding::of("asahi", "Asahi");
        let long_ago = Millis(MORNING - 200 * DAY);
        let made = db.write_now(move |tx| {
            let brand = brand::found(tx, &founding, long_ago)?;
            let mut shops = Vec::new();
            for (n, category) in ["bakery", "cafe", "books", "unheard of"].into_iter().enumerate() {
                let described = Described {
                    name: format!("Shop {n}"),
                    category: category.into(),
                    lat: 35.648 + n as f64 * 0.0004,
                    lon: 138.568,
                    ..Described::default()
                };
                match shop::put(tx, &brand, &described, None, long_ago)? {
                    Put::New(id) => shops.push(id),
                    other => panic!("{other:?}"),
                }
            }
            Ok((brand, shops))
        });
        let (brand, shops) = made.expect("a town");
        Town { db, brand, shops }
    }

    fn stand(&self, shop: usize) -> Stand {
        Stand { brand: self.brand.clone(), shop: self.shops[shop], by: None::<PersonId> }
    }

    /// The code of a new resident's passport.
    fn resident(&self, n: usize) -> String {
        let brand = self.brand.id;
        let new = Newcomer { name: format!("R{n}"), ..Newcomer::default() };
        let at = Millis(MORNING - 100 * DAY);
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

    fn summary(&self, period: &str) -> insight::Summary {
        let period = insight::parse(period).expect("a period");
        self.db.read_now(|tx| insight::summary(tx, &self.brand, period)).expect("sums up")
    }

    fn overview(&self, period: &str) -> insight::Overview {
        self.overview_at(period, MORNING + 2 * DAY)
    }

    fn overview_at(&self, period: &str, now: i64) -> insight::Overview {
        let period = insight::parse(period).expect("a period");
        self.db.read_now(|tx| insight::overview(tx, &self.brand, period, Millis(now))).expect("looks over")
    }
}

fn a_month_in_figures(place: Place) {
    let town = Town::open(&place);
    let people: Vec<String> = (0..28).map(|n| town.resident(n)).collect();
    for who in &people[..9] {
        town.tap(0, who, MORNING);
    }
    let nine = town.summary("2026-10");
    assert_eq!((nine.visits, nine.active_passports, nine.points.issued), (None, None, None));
    assert_eq!(nine.suppressed.len(), 7);

    for who in &people[9..16] {
        town.tap(0, who, MORNING);
    }
    let sixteen = town.summary("2026-10");
    assert_eq!((sixteen.visits, sixteen.active_passports), (Some(15), Some(15)));
    // 5 for the visit and 10 for 1,000 yen, sixteen times.
    assert_eq!(sixteen.points.issued, Some(240));
    assert_eq!(sixteen.cross_shop_rate, None);

    // Twelve of them are sent on to the café and go there the same day; one visit more is taken back.
    for who in &people[..12] {
        town.send(0, who, 1, MORNING + HOUR);
        town.tap(1, who, MORNING + 2 * HOUR);
    }
    for who in &people[16..] {
        town.tap(2, who, MORNING + DAY);
    }
    let mistake = town.tap(3, &people[0], MORNING + DAY);
    let stand = town.stand(3);
    let undone = town.db.write_now(move |tx| counter::reverse_visit(tx, &stand, mistake, None, Millis(MORNING + DAY)));
    undone.expect("takes back");
    let month = town.summary("2026-10");
    assert_eq!((month.visits, month.active_passports), (Some(40), Some(30)));
    // 16 used one shop and 12 two: (30 - 15) of 30.
    assert_eq!(month.cross_shop_rate, Some(0.5));
    assert_eq!((month.slips.given, month.slips.redeemed), (Some(10), Some(10)));
    assert_eq!(month.points.issued, Some(40 * 15 + 12 * 10));
    assert_eq!(month.suppressed, ["points.redeemed"]);
    for period in ["2026-W42", "2026-Q4", "2026"] {
        let same = town.summary(period);
        assert_eq!((same.visits, same.slips.redeemed), (month.visits, month.slips.redeemed), "{period}");
    }
    assert_eq!(town.summary("2026-09").visits, None);

    let seen = town.overview("2026-10");
    assert_eq!((seen.visits.told(), seen.passports.told(), seen.shared), (Some(40), Some(30), Some(50)));
    assert_eq!(
        seen.flows.iter().map(|(a, b, n)| (*a, *b, n.told())).collect::<Vec<_>>(),
        [("bread", "coffee", Some(10))]
    );
    assert_eq!(seen.standing.so_far.map(|d| d.date().to_string()).as_deref(), Some("2026-10-16"));
    assert_eq!(seen.columns.len(), 16);
    assert_eq!(seen.columns.iter().filter(|(_, cell)| cell.told().is_some()).count(), 2);
    assert_eq!(seen.shares.len(), 6);
    // Told or not, no figure of the page is one of fewer than ten.
    let cells = seen.columns.iter().map(|(_, c)| *c).chain(seen.by_shops).chain(seen.shop_visits.clone());
    assert!(cells.filter_map(insight::Cell::told).all(|n| n >= 10 && n % 5 == 0));
    for period in ["2026-W42", "2026-Q4", "2026", "2025"] {
        town.overview(period);
    }
    let period = insight::parse("2026-10").expect("a period");
    let rows = town.db.read_now(|tx| insight::shops(tx, &town.brand, period)).expect("lists");
    let empty = rows.iter().find(|r| r.shop.name == "Shop 3").expect("its row");
    assert_eq!((empty.visits.told(), empty.last_stamp), (None, None));
    let slips = town.db.read_now(|tx| insight::slips(tx, &town.brand, period, Millis(MORNING))).expect("lists");
    let told: Vec<_> =
        slips.pairs.iter().map(|(from, to, given, used)| (*from, *to, given.told(), used.told())).collect();
    assert_eq!(told, [(0, 1, Some(10), Some(10))]);
}

fn a_street_that_has_not_begun(place: Place) {
    let town = Town::open(&place);
    let seen = town.overview("2026");
    assert!(!seen.begun && seen.visits.told().is_none() && seen.left_out.is_empty());
    // Nobody can sign in anywhere, one category is of no need, no notice hangs.
    assert_eq!(seen.todos.len(), 3);
    assert_eq!(town.summary("2026-W42").suppressed.len(), 7);
}

/// The shops joined 200 days before the first visit: nobody could be sent on, nobody could come.
fn nobody_is_missed_before_there_was_a_street(place: Place) {
    let town = Town::open(&place);
    let who = town.resident(0);
    town.tap(0, &who, MORNING);
    town.send(0, &who, 1, MORNING + HOUR);
    assert_eq!(town.overview("2026-10").left_out, []);
    // Five weeks later shops 0, 2 and 3 have still not been sent anybody.
    for shop in 0..4 {
        town.tap(shop, &who, MORNING + (31 + shop as i64) * DAY);
    }
    town.send(0, &who, 1, MORNING + 34 * DAY);
    let left_out = town.overview_at("2026-11", MORNING + 36 * DAY).left_out;
    let unsent = |shop| LeftOut::NoSlipsIn { shop, weeks: 5, shared: Cell::FEWER };
    assert_eq!(left_out, [0, 2, 3].map(unsent));
}
