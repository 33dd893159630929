//! Points lapse after a long time without a visit: never without warning, and never at once by a new charter.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use noren::brand::{self, Terms};
use noren::config::{Config, Smtp};
use noren::passport;
use noren::people::{For, Role};
use noren::resident::warning;
use noren::web::House;
use noren::words::{Millis, PassportId};
use serde_json::json;

use crate::queue::{outcomes, send};
use crate::support::chain::Tablet;
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{HOUR, MINUTE, Street, email, key};

on_both_engines! {
    a_mail_in_good_time_and_only_one a_visit_without_a_network_is_in_time two_servers_send_one_mail the_phone_and_the_counter_say_it a_shorter_charter_takes_nobodys_points_at_once
}

const DAY: i64 = 24 * HOUR;

/// Takes mail as a server does, so far as a mail needs one; keeps the texts.
fn post_office() -> (Smtp, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let mails = Arc::new(Mutex::new(Vec::new()));
    let box_of = mails.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let Ok(mut stream) = stream else { return };
            let mut lines = BufReader::new(stream.try_clone().expect("a socket")).lines();
            let _ = stream.write_all(b"220 post\r\n");
            let (mut text, mut in_data) = (String::new(), false);
            while let Some(Ok(line)) = lines.next() {
                if in_data && line != "." {
                    text.push_str(&line);
                    text.push('\n');
                    continue;
                }
                let said: &[u8] = match line.split(' ').next().unwrap_or_default().to_ascii_uppercase().as_str() {
                    "DATA" => {
                        in_data = true;
                        b"354 go on\r\n"
                    }
                    "." => {
                        in_data = false;
                        box_of.lock().expect("a box").push(std::mem::take(&mut text));
                        b"250 kept\r\n"
                    }
                    "QUIT" => b"221 bye\r\n",
                    "RCPT" => {
                        text.push_str(&line);
                        text.push('\n');
                        b"250 yes\r\n"
                    }
                    _ => b"250 yes\r\n",
                };
                if stream.write_all(said).is_err() {
                    break;
                }
            }
        }
    });
    let (user, password) = (String::new(), String::new());
    let from = "noren@test.example".to_owned();
    (Smtp { host: "127.0.0.1".into(), port, user, password, from }, mails)
}

fn with_mail(street: &Street, smtp: Option<Smtp>) -> House {
    let config = Config { smtp, public_url: Some("https://noren.example".into()), ..(*street.house.config).clone() };
    House { config: Arc::new(config), ..street.house.clone() }
}

fn warn(house: &House, street: &Street) {
    let (brand, now) = (street.brand.clone(), Millis(street.now()));
    actix_web::rt::System::new().block_on(warning::warn(house, &brand, now)).expect("warned");
}

fn sweep(street: &Street) {
    let (brand, now) = (street.brand.clone(), Millis(street.now()));
    street.house.db.write_now(move |tx| passport::lapse_some(tx, &brand, PassportId(0), now).map(drop)).expect("swept");
}

fn a_mail_in_good_time_and_only_one(place: Place) {
    let street = Street::open(place);
    let (mine, on_paper) = (street.resident_with(340), street.resident_with(200));
    street.person("rin", Role::Resident, For::Passport(mine.id));
    let (smtp, mails) = post_office();
    let house = with_mail(&street, Some(smtp));
    let got = || mails.lock().expect("a box").clone();
    warn(&house, &street);
    assert!(got().is_empty(), "a year is long");
    street.later(330 * DAY);
    // A server that is away loses nothing: the next hour tries again.
    let away = Smtp {
        host: "127.0.0.1".into(),
        port: 1,
        user: String::new(),
        password: String::new(),
        from: "a@b.example".into(),
    };
    warn(&with_mail(&street, Some(away)), &street);
    warn(&house, &street);
    warn(&house, &street);
    let sent = got();
    assert_eq!(sent.len(), 1, "{sent:?}");
    assert!(
        sent[0].contains(&email("rin")) && sent[0].contains("Subject: 340 ") && !sent[0].contains(&mine.card),
        "{sent:?}"
    );
    // A visit ends it; a year later there is another.
    street.till(0).post("/api/v1/taps", &key(), &json!({"card": mine.card})).expect(201);
    street.later(45 * DAY);
    sweep(&street);
    warn(&house, &street);
    assert_eq!(street.balance(&mine), 350);
    assert_eq!(street.balance(&on_paper), 0, "nobody came for them");
    assert_eq!(got().len(), 1);
    street.later(290 * DAY);
    warn(&house, &street);
    assert_eq!(got().len(), 2);
    // Whoever is told, and then has longer by a new charter, is told again when that time comes.
    let (brand, from) = (street.brand.clone(), Millis(street.now() + MINUTE));
    let longer = Terms { expiry_months: 24, ..Terms::default() };
    street
        .house
        .db
        .write_now(move |tx| brand::write_charter(tx, &brand, None, &longer, from, Millis(0)).map(drop))
        .expect("a charter");
    street.later(DAY);
    warn(&house, &street);
    assert_eq!(got().len(), 2);
    street.later(365 * DAY);
    warn(&house, &street);
    assert_eq!(got().len(), 3);
    street.verify();
}

/// Who came on the last day, to a tablet without a network, keeps everything.
fn a_visit_without_a_network_is_in_time(place: Place) {
    let street = Street::open(place);
    let mine = street.resident_with(340);
    let mut tablet = Tablet::enrol(&street, 0);
    street.later(364 * DAY);
    let kept = tablet.keep(street.now(), json!({"card": mine.card}));
    street.later(2 * DAY);
    sweep(&street);
    assert_eq!(outcomes(&send(&street, &tablet, &[kept], 1)), [("stamped", "")]);
    assert_eq!(street.balance(&mine), 350);
    street.verify();
}

/// Two processes on one database look at the same moment.
fn two_servers_send_one_mail(place: Place) {
    let street = Street::open(place);
    let people: Vec<_> = (0..8).map(|n| (street.resident_with(100), format!("rin{n}"))).collect();
    for (who, name) in &people {
        street.person(name, Role::Resident, For::Passport(who.id));
    }
    let (smtp, mails) = post_office();
    let house = with_mail(&street, Some(smtp));
    street.later(330 * DAY);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| warn(&house, &street));
        }
    });
    assert_eq!(mails.lock().expect("a box").len(), people.len());
}

fn the_phone_and_the_counter_say_it(place: Place) {
    let street = Street::open(place);
    let mine = street.resident_with(340);
    let phone = street.person("rin", Role::Resident, For::Passport(mine.id));
    let clerk = street.person("cleo", Role::Clerk, For::Shop(street.shops[0].id));
    let fresh = phone.get("/passport?lang=en").expect(200).body;
    assert!(fresh.contains("Good until") && !fresh.contains("lapse after"), "{fresh}");
    street.later(330 * DAY);
    clerk.form("/sign-in", &[("email", &email("cleo")), ("password", crate::support::street::PASSWORD)]);
    phone.form("/sign-in", &[("email", &email("rin")), ("password", crate::support::street::PASSWORD)]);
    let late = phone.get("/passport?lang=en").expect(200).body;
    assert!(late.contains("Your 340 points lapse after"), "{late}");
    let code = noren::words::codes::printed(&mine.passport);
    let stamped = clerk.form("/counter/taps", &[("passport", &code), ("key", &key())]).expect(303);
    let receipt = clerk.get(&format!("{}?lang=en", stamped.header("location").expect("a receipt"))).expect(200).body;
    assert!(receipt.contains("Points stay good until"), "{receipt}");
    assert!(phone.get("/passport?lang=en").expect(200).body.contains("Good until"));
}

fn a_shorter_charter_takes_nobodys_points_at_once(place: Place) {
    let street = Street::open(place);
    let mine = street.resident_with(340);
    street.later(200 * DAY);
    let (brand, from) = (street.brand.clone(), Millis(street.now() + MINUTE));
    let shorter = Terms { expiry_months: 3, ..Terms::default() };
    street
        .house
        .db
        .write_now(move |tx| brand::write_charter(tx, &brand, None, &shorter, from, Millis(0)).map(drop))
        .expect("a charter");
    // Three days more, for what a tablet may still bring.
    for (days, left) in [(1, 340), (43, 340), (2, 340), (3, 0)] {
        street.later(days * DAY);
        sweep(&street);
        assert_eq!(street.balance(&mine), left, "after {days} more days");
    }
    street.verify();
}
