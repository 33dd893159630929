//! What a person may ask of the house: all it knows of them, and to be forgotten: in the database, its files, the log, the
//! search, and in older copies.

mod canaries;
mod copies;
mod told;

use noren::passport::{self, Sharing};
use noren::people;
use noren::proposal::{self, GroupAs, Making, PartAs};
use noren::words::{Amount, Day, PassportId, PersonId, ShopId, time::DAY};
use noren::{care, case, knowing, queue};

use crate::support::chain::Tablet;
use crate::support::street::Street;

/// Writes something about a person wherever a shop or they themselves can: notes at two shops and their own, something
/// tried, a case, a look, an asking, a like and a share.
pub fn leave(street: &Street, id: PassportId, word: &str) {
    let (brand, now) = (street.brand.id, street.house.clock.now());
    let shops: Vec<ShopId> = street.shops.iter().map(|s| s.id).collect();
    let (word, street_brand) = (word.to_owned(), street.brand.clone());
    let other = street.resident().passport;
    object(street, id, &word);
    let mut tablet = Tablet::enrol(street, 2);
    let kept = tablet.keep(now.0, serde_json::json!({"card": street.code_of(id), "amount": 100_001}));
    let (keys, kept_at) = (street.house.keys.clone(), street_brand.clone());
    let send = move |tx: &mut noren::db::Tx| {
        let entries = queue::read(tx, &keys, &tablet.device, &kept_at, std::slice::from_ref(&kept))?;
        queue::take(tx, &kept_at, tablet.device.id, &queue::Batch { entries, ..queue::Batch::default() }, now)
    };
    street.house.db.write_now(send).expect("taken");
    let write = move |tx: &mut noren::db::Tx| {
        let note = |n: &str| knowing::Telling::words(&format!("{word}{n}"), true);
        knowing::tell(tx, brand, id, Some(shops[0]), None, &note("here")?, now)?;
        knowing::tell(tx, brand, id, Some(shops[1]), None, &note("there")?, now)?;
        knowing::tell(tx, brand, id, None, None, &note("own")?, now)?;
        let tried = knowing::Telling::tried(&format!("{word}tried"), true, true)?;
        knowing::tell(tx, brand, id, Some(shops[0]), None, &tried, now)?;
        let opening = case::Opening {
            passport: id,
            shop: shops[0],
            what: format!("{word}wrong"),
            promise: format!("{word}promise"),
            due: Day(now.0 / DAY + 3),
            owner: PersonId(1),
            by: None,
        };
        case::open(tx, brand, &opening, Day(now.0 / DAY), now)?;
        let eyes = knowing::Eyes { shop: Some(shops[1]), person: None, way: knowing::Way::Counter };
        knowing::log(tx, brand, id, eyes, &["notes", &format!("{word}look")], now)?;
        knowing::hear(tx, brand, shops[0], id, &format!("gift:{word}asking"), "said", now)?;
        let group = GroupAs { name: "Set".into(), name_en: String::new(), least: 0, most: 1 };
        let group = proposal::put_group(tx, brand, shops[0], None, &group, now)?;
        let part = PartAs {
            group: Some(group),
            name: "Tofu".into(),
            name_en: String::new(),
            price: Some(Amount(300)),
            attributes: Vec::new(),
            need: None,
        };
        let part = proposal::put_part(tx, brand, shops[0], None, &part, now)?;
        let making = Making {
            passport: id,
            shop: shops[0],
            by: None,
            parts: [part].into(),
            budget: None,
            message: format!("{word}message"),
            said: None,
        };
        proposal::make(tx, &street_brand, &making, now)?;
        care::ask(tx, brand, id, &other, now)?;
        let public = format!("{}A", noren::words::codes::sha256(&word).get(..42).unwrap_or_default());
        let phone = passport::pass::register(tx, brand, id, &public, &format!("{word}phone"), now)?;
        passport::pass::stop(tx, brand, id, phone.id, now)?;
        passport::set_likes(tx, brand, id, &["bread".into()], now)?;
        passport::share(tx, brand, id, Sharing::Notes, &shops[..2], now)
    };
    street.house.db.write_now(write).expect("written");
}

/// Whoever holds the passport objected, for a shop, to a statement.
fn object(street: &Street, id: PassportId, word: &str) {
    let (brand, shop) = (street.brand.id, street.shops[0].id);
    let held = street.house.db.read_now(|tx| people::holder(tx, brand, id)).expect("read");
    let Some(person) = held else { return };
    let nth = street.place.number("SELECT count(*) + 1 AS n FROM months");
    for row in [
        format!(
            "INSERT INTO months (brand_id, id, month, from_at, until_at, state, proposed_at, transfers, head) \
             VALUES ({brand}, {nth}, '1970-{nth:02}', 0, {nth}, 'proposed', 1, 0, '')"
        ),
        format!("INSERT INTO statements VALUES ({brand}, {nth}, {nth}, {shop}, '7001-{nth}', 0)"),
        format!(
            "INSERT INTO objections (brand_id, id, statement_id, shop_id, person_id, reason, created_at, answer, amount) \
             VALUES ({brand}, {nth}, {nth}, {shop}, {person}, '{word}objection', 1, '', 0)"
        ),
    ] {
        street.place.meddle(&row);
    }
}

/// A link to a new password, and an invitation to their address.
pub fn sign_in_leftovers(street: &Street, email: &str) {
    let (brand, shop, now, email) = (street.brand.id, street.shops[0].id, street.house.clock.now(), email.to_owned());
    let write = move |tx: &mut noren::db::Tx| {
        let person = people::person_by_email(tx, &email)?.expect("somebody of that address");
        people::reset_link(tx, person.id, now)?;
        people::invite(tx, brand, people::Role::Clerk, Some(shop), &email, None, now).map(drop)
    };
    street.house.db.write_now(write).expect("written");
}
