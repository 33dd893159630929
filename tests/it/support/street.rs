//! A street to test on: a brand with five shops, their keys and residents, made through the acts the pages use; and the
//! real App serving it on a port of its own, with a clock that the test moves.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::thread::JoinHandle;

use actix_web::dev::ServerHandle;
use noren::app::App;
use noren::brand::{self, Brand, Founding, Terms};
use noren::config::Config;
use noren::counter::{self, Stand, Tap};
use noren::db::Tx;
use noren::passport;
use noren::people::{self, For, Newcomer, Role, who};
use noren::routes::{self, Row};
use noren::shop::{self, Described, Put};
use noren::web::House;
use noren::words::{Amount, Clock, Millis, PassportId, PersonId, ShopId};

use super::http::Client;
use super::place::Place;
use super::program::run;

pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;

pub const PIN: &str = "2580";
pub const PASSWORD: &str = "a long enough password";

pub struct Street {
    pub place: Place,
    pub base: String,
    pub shops: Vec<Shop>,
    pub charter: Charter,
    pub house: House,
    pub brand: Brand,
    coordinator_key: String,
    server: Option<(ServerHandle, JoinHandle<()>)>,
    shifted: AtomicI64,
    pin_hash: OnceLock<String>,
    password_hash: OnceLock<String>,
}

pub struct Shop {
    pub id: ShopId,
    pub code: String,
    pub name: String,
    pub key: String,
}

/// The street's terms, times in milliseconds.
pub struct Charter {
    pub per_visit: i64,
    pub per_100: i64,
    pub cooldown: i64,
    pub max_amount: i64,
    pub welcome: i64,
    pub thanks: i64,
    pub slip_days: i64,
}

#[derive(Clone)]
pub struct Resident {
    pub id: PassportId,
    pub passport: String,
    pub card: String,
    pub pin: String,
}

impl Resident {
    pub fn wrong_pin(&self) -> String {
        "2581".into()
    }
}

/// Another brand's shop in the same database.
pub struct Neighbour {
    pub brand: Brand,
    pub shop_id: ShopId,
    pub shop: String,
    pub till: Client,
    pub resident: Resident,
}

/// A caller's key that nobody has used.
pub fn key() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("key-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

fn terms() -> Terms {
    Terms {
        points_per_visit: 10,
        points_per_100: 1,
        cooldown_minutes: 120,
        max_amount: 100_000,
        expiry_months: 12,
        slip_days: 14,
        slip_welcome: 20,
        slip_thanks: 7,
        amends_max: 50,
        promise: String::new(),
        promise_en: String::new(),
        ..Terms::default()
    }
}

fn config(place: &Place) -> Config {
    let mut config = Config::new(place.engine());
    config.listen = "127.0.0.1:0".into();
    if place.is_postgres() {
        // Where the program itself looks, which runs in the place's folder.
        config.secret_file = place.path("data/noren.secret");
    }
    config
}

impl Street {
    pub fn open(place: Place) -> Street {
        Street::open_with(place, routes::table)
    }

    /// With a table of routes of the test's own.
    pub fn open_with(place: Place, table: fn() -> Vec<Row>) -> Street {
        let mut app = App::build(config(&place), Clock::default()).expect("the App is built");
        app.routes = table;
        let (house, base) = (app.house.clone(), app.base_url());
        let (told, ready) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let served = actix_web::rt::System::new().block_on(app.serve(move |_, handle| {
                told.send(handle).expect("somebody waits");
            }));
            served.expect("the App serves");
        });
        let handle = ready.recv().expect("the App is ready");
        let brand = found(&house, "asahi", "Asahi Street");
        let named = ["Kameya Tofu", "Mugi Bakery", "Kotonoha Books", "Hinata Flowers", "Sazanami Fish"];
        let trades = ["tofu", "bakery", "books", "florist", "fishmonger"];
        let shops = (0..5).map(|n| open_shop(&house, &brand, named[n], trades[n], n)).collect();
        let coordinator_key = make_key(&house, &brand, None);
        let terms = terms();
        let charter = Charter {
            per_visit: terms.points_per_visit,
            per_100: terms.points_per_100,
            cooldown: terms.cooldown_minutes * MINUTE,
            max_amount: terms.max_amount,
            welcome: terms.slip_welcome,
            thanks: terms.slip_thanks,
            slip_days: terms.slip_days,
        };
        Street {
            place,
            base,
            shops,
            charter,
            house,
            brand,
            coordinator_key,
            server: Some((handle, thread)),
            shifted: AtomicI64::new(0),
            pin_hash: OnceLock::new(),
            password_hash: OnceLock::new(),
        }
    }

    /// Stops the App; the place stays.
    pub fn close(mut self) -> Place {
        self.stop();
        let elsewhere = std::mem::replace(&mut self.place, Place::nowhere());
        drop(self);
        elsewhere
    }

    fn stop(&mut self) {
        if let Some((handle, thread)) = self.server.take() {
            // The word is given at once; the future only waits.
            drop(handle.stop(false));
            let _ = thread.join();
        }
    }

    /// The till of a shop: a program with its key.
    pub fn till(&self, shop: usize) -> Client {
        Client::with_key(&self.base, &self.shops[shop].key)
    }

    pub fn coordinator(&self) -> Client {
        Client::with_key(&self.base, &self.coordinator_key)
    }

    pub fn now(&self) -> i64 {
        self.house.clock.now().0
    }

    /// Lets time pass.
    pub fn later(&self, millis: i64) {
        let before = self.shifted.fetch_add(millis, Ordering::Relaxed);
        self.house.clock.shift(before + millis);
    }

    /// The street's time, so far from now, as the API takes it.
    pub fn rfc3339(&self, from_now: i64) -> String {
        jiff::Timestamp::from_millisecond(self.now() + from_now).expect("a time").to_string()
    }

    /// This month, as a period.
    pub fn month(&self) -> String {
        Millis(self.now()).zoned(&self.brand.zone()).strftime("%Y-%m").to_string()
    }

    pub fn resident(&self) -> Resident {
        let hash = self.pin_hash.get_or_init(|| self.house.keys.hash(PIN).expect("hashed"));
        register(&self.house, &self.brand, hash)
    }

    /// A resident who has so many points, earned at the last shop.
    pub fn resident_with(&self, points: i64) -> Resident {
        let resident = self.resident();
        let amount = (points - self.charter.per_visit) * 100 / self.charter.per_100;
        let shop = self.shops.last().expect("five shops").id;
        let stand = Stand { brand: self.brand.clone(), shop, by: None };
        let tap = Tap { card: resident.card.clone(), amount: Some(Amount(amount)), at: None };
        let now = self.house.clock.now();
        let stamped = self.house.db.write_now(move |tx| counter::record_tap(tx, &stand, &tap, now)).expect("a tap");
        assert_eq!(stamped.balance.0, points);
        resident
    }

    /// The resident lost the card; what the new one shows.
    pub fn replace_card(&self, resident: &Resident) -> String {
        let (brand, id, now) = (self.brand.id, resident.id, self.house.clock.now());
        let made = self.house.db.write_now(move |tx| passport::replace_card(tx, brand, id, "", None, now));
        made.expect("a new card").card.token
    }

    /// Two passports of one person become one.
    pub fn merge(&self, keep: &Resident, other: &Resident) {
        let (brand, keep, other, now) = (self.brand.id, keep.id, other.id, self.house.clock.now());
        self.house.db.write_now(move |tx| passport::merge(tx, brand, keep, other, now)).expect("merged");
    }

    /// A passport's code.
    pub fn code_of(&self, id: PassportId) -> String {
        let brand = self.brand.id;
        self.house.db.read_now(|tx| passport::passport(tx, brand, id)).expect("a passport").code
    }

    pub fn balance(&self, resident: &Resident) -> i64 {
        let seen = self.till(0).get(&format!("/api/v1/passports/{}", resident.passport)).expect(200).json();
        seen["points"]["balance"].as_i64().expect("points")
    }

    /// What a shop was thanked for its slips, as far as it stands.
    pub fn thanks(&self, shop: usize) -> i64 {
        self.place.number(&format!(
            "SELECT CAST(coalesce(sum(t.amount), 0) AS BIGINT) AS n FROM transfers t JOIN accounts a ON a.id = t.credit_account \
             WHERE t.code = 'thanks' AND a.kind = 'shop' AND a.owner_id = {} \
             AND NOT EXISTS (SELECT 1 FROM transfers r WHERE r.reverses = t.id)",
            self.shops[shop].id
        ))
    }

    /// Another brand, with one shop and one resident.
    pub fn neighbour(&self) -> Neighbour {
        let brand = found(&self.house, "other", "Other Street");
        let shop = open_shop(&self.house, &brand, "Elsewhere", "cafe", 9);
        let hash = self.pin_hash.get_or_init(|| self.house.keys.hash(PIN).expect("hashed"));
        let resident = register(&self.house, &brand, hash);
        let till = Client::with_key(&self.base, &shop.key);
        Neighbour { brand, shop_id: shop.id, shop: shop.code, till, resident }
    }

    /// Somebody with this role, signed in through the page.
    pub fn person(&self, name: &str, role: Role, what: For) -> Client {
        self.person_of(&self.brand, name, role, what)
    }

    pub fn person_of(&self, brand: &Brand, name: &str, role: Role, what: For) -> Client {
        let newcomer = Newcomer {
            email: email(name),
            name: name.into(),
            name_en: String::new(),
            password_hash: self.password_hash.get_or_init(|| self.house.keys.hash(PASSWORD).expect("hashed")).clone(),
        };
        let (brand, now) = (brand.id, self.house.clock.now());
        let join = move |tx: &mut Tx| {
            let person = people::join(tx, &newcomer, now)?;
            people::admit(tx, brand, person.id, role, what, now)
        };
        self.house.db.write_now(join).expect("a person");
        let client = Client::new(&self.base);
        let answer = client.form("/sign-in", &[("email", &email(name)), ("password", PASSWORD)]);
        assert_eq!(answer.status, 303, "{name} could not sign in: {}", answer.body);
        client
    }

    /// One more role for somebody who is there.
    pub fn admit(&self, name: &str, role: Role, what: For) {
        let (brand, person, now) = (self.brand.id, self.person_id(name), self.house.clock.now());
        self.house.db.write_now(move |tx| people::admit(tx, brand, person, role, what, now)).expect("admitted");
    }

    pub fn person_id(&self, name: &str) -> PersonId {
        let email = email(name);
        let found = self.house.db.read_now(|tx| people::person_by_email(tx, &email)).expect("read");
        found.expect("somebody of that name").id
    }

    /// The books are true.
    pub fn verify(&self) {
        run(&self.place, &["verify"]).well();
    }
}

impl Drop for Street {
    fn drop(&mut self) {
        self.stop();
    }
}

pub fn email(name: &str) -> String {
    format!("{name}@test.example")
}

fn found(house: &House, code: &str, name: &str) -> Brand {
    let founding = Founding { terms: terms(), ..Founding::of(code, name) };
    let now = house.clock.now();
    house.db.write_now(move |tx| brand::found(tx, &founding, now)).expect("a brand")
}

fn open_shop(house: &House, brand: &Brand, name: &str, trade: &str, n: usize) -> Shop {
    let described = Described {
        code: name.to_lowercase().replace(' ', "-"),
        name: name.into(),
        category: trade.into(),
        lat: 35.7 + n as f64 * 0.0004,
        lon: 139.73 + n as f64 * 0.0003,
        ..Described::default()
    };
    let (of, now, code) = (brand.clone(), house.clock.now(), described.code.clone());
    let put = house.db.write_now(move |tx| shop::put(tx, &of, &described, None, now)).expect("a shop");
    let Put::New(id) = put else { panic!("{name} was there before") };
    Shop { id, code, name: name.into(), key: make_key(house, brand, Some(id)) }
}

fn make_key(house: &House, brand: &Brand, shop: Option<ShopId>) -> String {
    let (brand, now) = (brand.id, house.clock.now());
    let id = house.db.write_now(move |tx| people::make_api_key(tx, brand, shop, "till", None, now)).expect("a key");
    who::api_token(&house.keys, id, now).expect("signed")
}

fn register(house: &House, brand: &Brand, pin_hash: &str) -> Resident {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let newcomer = passport::Newcomer {
        name: format!("Resident {}", NEXT.fetch_add(1, Ordering::Relaxed)),
        reading: String::new(),
        pin_hash: Some(pin_hash.to_owned()),
        card: String::new(),
    };
    let (brand, now) = (brand.id, house.clock.now());
    let made = house.db.write_now(move |tx| passport::register(tx, brand, &newcomer, None, now));
    let (passport, card) = made.expect("a resident");
    Resident { id: passport.id, passport: passport.code, card: card.card.token, pin: PIN.into() }
}
