//! Care: the tablet turned round, helpers, one stamp book for several. What each may do ends when it ends, and is in the
//! log the resident reads.

use noren::care;
use noren::passport;
use noren::people::{For, Role};
use noren::words::{AskId, PassportId};

use crate::support::http::{Answer, Client};
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{MINUTE, Resident, Street};

on_both_engines! {
    the_tablet_is_the_customers_while_their_turn_lasts
    a_turn_is_of_one_shop_and_one_passport
    who_goes_on_typing_at_the_tablet_gets_no_further
    a_wrong_pin_opens_nothing_and_is_counted
    a_first_pin_is_set_where_it_may_be
    a_helper_acts_until_either_ends_it
    a_link_to_help_works_once
    two_share_a_book_and_one_leaves
    everybody_in_the_book_lets_somebody_in
    asking_tells_nothing_of_a_number
    a_merged_passport_keeps_its_place_in_the_book
    nothing_of_care_is_left_of_the_forgotten
}

fn to(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").expect("a place to go on to").to_owned()
}

fn clerk(street: &Street, name: &str, shop: usize) -> Client {
    street.person(name, Role::Clerk, For::Shop(street.shops[shop].id))
}

fn resident(street: &Street, name: &str) -> (Resident, Client) {
    let resident = street.resident();
    let phone = street.person(name, Role::Resident, For::Passport(resident.id));
    (resident, phone)
}

fn turned(resident: &Resident) -> String {
    format!("/counter/passports/{}/turned", resident.passport)
}

fn turn(clerk: &Client, resident: &Resident) {
    let answer = clerk.form(&turned(resident), &[("pin", &resident.pin)]);
    assert_eq!(to(&answer), "/passport");
}

fn name(street: &Street, resident: &Resident) -> String {
    let (brand, id) = (street.brand.id, resident.id);
    street.house.db.read_now(|tx| Ok(passport::passport(tx, brand, id)?.name)).expect("a name")
}

fn logged(street: &Street, of: PassportId, what: &str, way: &str) -> i64 {
    street.place.number(&format!(
        "SELECT count(*) AS n FROM looks WHERE passport_id = {of} AND what = '{what}' AND way = '{way}'"
    ))
}

fn shares(street: &Street, of: PassportId) -> i64 {
    street.place.number(&format!("SELECT count(*) AS n FROM shares WHERE passport_id = {of}"))
}

const ALL_LIKES: &[(&str, &str)] = &[("kind", "likes"), ("pick", "all")];

fn the_tablet_is_the_customers_while_their_turn_lasts(place: Place) {
    let street = Street::open(place);
    let clerk = clerk(&street, "clerk", 0);
    let own = street.resident();
    street.admit("clerk", Role::Resident, For::Passport(own.id));
    let guest = street.resident();
    let (own_name, guest_name) = (name(&street, &own), name(&street, &guest));
    assert!(clerk.get("/passport").expect(200).body.contains(&own_name));

    // While the turn lasts: the guest's pages, with whose they are and the way out on each.
    let asked = clerk.get(&turned(&guest)).expect(200);
    assert!(asked.body.contains(&guest_name) && asked.body.contains("type=\"password\""));
    turn(&clerk, &guest);
    assert_eq!(logged(&street, guest.id, "passport", "tablet"), 1);
    for page in ["/passport", "/passport/shares", "/passport/card", "/passport/pin", "/passport/helpers"] {
        let seen = clerk.get(page).expect(200);
        assert_eq!(seen.header("cache-control"), Some("no-store"), "{page}");
        assert!(seen.body.contains(&guest_name) && !seen.body.contains(&own_name), "{page}");
        assert!(seen.body.contains("/counter/turned/end") && seen.body.contains("Kameya Tofu"), "{page}: no band");
    }
    clerk.form("/passport/shares", ALL_LIKES).expect(303);
    assert_eq!((shares(&street, guest.id), shares(&street, own.id)), (5, 0));
    assert_eq!(logged(&street, guest.id, "shares", "tablet"), 1);
    let by = format!(
        "SELECT count(*) AS n FROM looks WHERE what = 'shares' AND shop_id = {} AND person_id = {}",
        street.shops[0].id,
        street.person_id("clerk")
    );
    assert_eq!(street.place.number(&by), 1, "the log says whose tablet it was");
    // What the clerk may open with their own sign-in is not the guest's.
    assert!(!clerk.get("/passport/helpers").expect(200).body.contains("/passport/for"));

    // Done: back to the counter, and the clerk's own passport is theirs again.
    let done = clerk.form("/counter/turned/end", &[("passport", &guest.passport)]);
    assert_eq!(to(&done), format!("/counter/passports/{}", guest.passport));
    // A page of the guest's that is still open changes nothing of the clerk's.
    assert_eq!(clerk.form("/passport/shares", ALL_LIKES).status, 403);
    assert_eq!(shares(&street, own.id), 0);
    let back = clerk.get("/passport").expect(200);
    assert!(back.body.contains(&own_name) && !back.body.contains(&guest_name));
    clerk.form("/passport/shares", ALL_LIKES).expect(303);
    assert_eq!(shares(&street, own.id), 5, "their own is theirs to change");

    // Any page of the counter, or of the staff's other work, ends it too.
    turn(&clerk, &guest);
    clerk.get("/counter").expect(200);
    assert!(clerk.get("/passport").expect(200).body.contains(&own_name));

    // Five minutes from the last act.
    turn(&clerk, &guest);
    street.later(4 * MINUTE);
    clerk.get("/passport").expect(200);
    street.later(4 * MINUTE);
    assert!(clerk.get("/passport").expect(200).body.contains(&guest_name));
    street.later(5 * MINUTE);
    let late = clerk.form("/passport/shares", &[("kind", "likes"), ("pick", "none")]);
    assert_eq!(late.status, 403, "after five minutes");
    assert!(!late.body.contains(&guest_name));
    assert_eq!((shares(&street, guest.id), shares(&street, own.id)), (5, 5), "neither was changed");
    assert!(clerk.get("/passport").expect(200).body.contains(&own_name));

    // Signing out ends it with the rest.
    turn(&clerk, &guest);
    clerk.form("/sign-out", &[]).expect(303);
    assert!(to(&clerk.get("/passport")).starts_with("/sign-in"));
}

fn a_turn_is_of_one_shop_and_one_passport(place: Place) {
    let street = Street::open(place);
    let clerk = clerk(&street, "clerk", 0);
    let guest = street.resident();
    // Another brand's passport is nobody here.
    let neighbour = street.neighbour();
    assert_eq!(clerk.get(&turned(&neighbour.resident)).status, 404);
    assert_eq!(clerk.form(&turned(&neighbour.resident), &[("pin", &neighbour.resident.pin)]).status, 404);
    assert_eq!(clerk.get("/passport").status, 403);
    // The turn hangs on the work at this shop: when that ends, so does the turn.
    turn(&clerk, &guest);
    clerk.get("/passport").expect(200);
    let person = street.person_id("clerk");
    street.place.meddle(&format!("UPDATE memberships SET ended_at = 1 WHERE person_id = {person}"));
    assert_eq!(clerk.get("/passport").status, 403);
    // And on the passport: joined with another one meanwhile, it is no page any more.
    let second = self::clerk(&street, "second", 1);
    turn(&second, &guest);
    street.merge(&street.resident(), &guest);
    assert_eq!(second.get("/passport").status, 403);
    // A turn opens a passport and nothing else.
    let other = street.resident();
    turn(&second, &other);
    second.form("/passport/for", &[("membership", "1")]).expect(404);
    // Whatever is work, allowed or not, ends it.
    assert_eq!(second.get("/dashboard").status, 403);
    assert_eq!(second.get("/passport").status, 403);
}

/// The customer walks off and the clerk goes on typing: no new PIN, nothing that would become the clerk's; and an erasure
/// ends the turn, so that nothing is written after it.
fn who_goes_on_typing_at_the_tablet_gets_no_further(place: Place) {
    let street = Street::open(place);
    let clerk = clerk(&street, "clerk", 0);
    let guest = street.resident();
    turn(&clerk, &guest);
    let new = [("pin", "8520"), ("pin_again", "8520")];
    assert_eq!(clerk.form("/passport/pin", &new).status, 422, "the PIN until now is asked for");
    let wrong = [("old_pin", "2581"), new[0], new[1]];
    let said = clerk.form("/passport/pin", &wrong);
    assert!(said.status == 403 && said.body.contains("does not match"), "{}", said.status);
    let right = [("old_pin", guest.pin.as_str()), new[0], new[1]];
    clerk.form("/passport/pin", &right).expect(303);

    // What is claimed at this tablet is not the clerk's: they are asked to sign in, or to say who they are.
    let before = street.place.number("SELECT count(*) AS n FROM memberships");
    let open = clerk.form("/claim", &[("card", &guest.card), ("claim", "X")]);
    assert_ne!(open.status, 500);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM memberships"), before);
    assert!(!clerk.get("/claim").expect(200).body.contains(">clerk<"), "the claim page knows the clerk");

    // Erased elsewhere meanwhile: the turn is over, and nothing comes after.
    let (brand, id, now) = (street.brand.id, guest.id, street.house.clock.now());
    street.house.db.write_now(move |tx| noren::rights::erase(tx, brand, id, now)).expect("erased");
    let late = clerk.form("/passport/notes", &[("text", "still here"), ("month", "0")]);
    assert_eq!(late.status, 403, "{}", late.body);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM notes"), 0);
    // Nor by an act that was under way: it asks again under the lock.
    let kinds = [noren::passport::Sharing::Likes];
    let shop = street.shops[0].id;
    let write = move |tx: &mut noren::db::Tx| {
        noren::passport::lock_living(tx, brand, id)?;
        noren::passport::share_with(tx, brand, id, shop, &kinds, now)
    };
    assert_eq!(street.house.db.write_now(write).expect_err("gone").code(), Some("erased"));
}

fn a_wrong_pin_opens_nothing_and_is_counted(place: Place) {
    let street = Street::open(place);
    let clerk = clerk(&street, "clerk", 0);
    let guest = street.resident();
    assert_eq!(clerk.form(&turned(&guest), &[]).status, 422, "no PIN at all is not counted");
    for left in [4, 3, 2, 1] {
        assert_eq!(clerk.form(&turned(&guest), &[("pin", &guest.wrong_pin())]).status, 403, "{left} left");
        assert_eq!(clerk.get("/passport").status, 403);
    }
    assert_eq!(clerk.form(&turned(&guest), &[("pin", &guest.wrong_pin())]).status, 429);
    assert_eq!(clerk.form(&turned(&guest), &[("pin", &guest.pin)]).status, 429, "it rests at this shop");
    let elsewhere = self::clerk(&street, "elsewhere", 1);
    turn(&elsewhere, &guest);
    street.later(15 * MINUTE);
    turn(&clerk, &guest);

    // On the tablet a new helper needs the PIN typed just now; the same tries count.
    assert_eq!(clerk.form("/passport/helpers", &[]).status, 422);
    assert_eq!(clerk.form("/passport/helpers", &[("pin", &guest.wrong_pin())]).status, 403);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM invitations"), 0);
    let made = clerk.form("/passport/helpers", &[("pin", &guest.pin)]).expect(200);
    assert!(made.body.contains("/help/"), "{}", made.body);
    assert_eq!(logged(&street, guest.id, "helpers", "tablet"), 1);
}

fn a_first_pin_is_set_where_it_may_be(place: Place) {
    let street = Street::open(place);
    let clerk = clerk(&street, "clerk", 0);
    let registered = clerk.form("/counter/register", &[("name", "Paper"), ("key", "k-paper")]);
    let code = to(&registered).split('/').nth(3).expect("a code").to_owned();
    let path = format!("/counter/passports/{code}/turned");
    let pins = [("pin", "2580"), ("pin_again", "2580")];
    // Another shop knows nothing of who was registered here.
    let elsewhere = self::clerk(&street, "elsewhere", 1);
    assert_eq!(elsewhere.form(&path, &pins).status, 422);
    let differs = clerk.form(&path, &[("pin", "2580"), ("pin_again", "2581")]);
    assert_eq!(differs.status, 422);
    assert_eq!(to(&clerk.form(&path, &pins)), "/passport");
    assert!(clerk.get("/passport").expect(200).body.contains("Paper"));
    let of = street.place.number("SELECT id AS n FROM passports WHERE name = 'Paper'");
    assert_eq!(logged(&street, PassportId(of), "pin", "tablet"), 1);

    // Later it takes the claim code that came with the card.
    let (brand, now) = (street.brand.id, street.house.clock.now());
    let late = passport::Newcomer { name: "Late".into(), ..passport::Newcomer::default() };
    let (late, card) =
        street.house.db.write_now(move |tx| passport::register(tx, brand, &late, None, now)).expect("registered");
    let path = format!("/counter/passports/{}/turned", late.code);
    assert!(clerk.get(&path).expect(200).body.contains("name=\"claim\""));
    let with = |claim: &str| clerk.form(&path, &[("pin", "2580"), ("pin_again", "2580"), ("claim", claim)]);
    let wrong = with("ABCD-EFGH");
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("ABCD-EFGH"), "what was typed is kept");
    assert_eq!(to(&with(&card.claim)), "/passport");
    // Now there is one, and it is asked for.
    clerk.get("/counter").expect(200);
    assert_eq!(with(&card.claim).status, 303, "the same digits are its PIN now");
}

/// The path of the link a page shows.
fn help_path(page: &Answer) -> String {
    let at = page.body.find("/help/").unwrap_or_else(|| panic!("no link in {}", page.body));
    page.body[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect()
}

fn membership(street: &Street, person: &str) -> String {
    let person = street.person_id(person);
    let sql = format!(
        "SELECT id AS n FROM memberships WHERE person_id = {person} AND role = 'helper' ORDER BY id DESC LIMIT 1"
    );
    street.place.number(&sql).to_string()
}

fn a_helper_acts_until_either_ends_it(place: Place) {
    let street = Street::open(place);
    let (sumiko, phone) = resident(&street, "sumiko");
    let (kenji, helper) = resident(&street, "kenji");
    let (sumikos, kenjis) = (name(&street, &sumiko), name(&street, &kenji));
    let link = help_path(&phone.form("/passport/helpers", &[]).expect(200));
    assert_eq!(phone.form(&link, &[]).status, 409, "nobody helps themselves");
    assert!(helper.get(&link).expect(200).body.contains(&sumikos));
    assert_eq!(to(&helper.form(&link, &[])), "/passport");

    // They act for Sumiko, and each page says so; every look and every change is in the log.
    let seen = helper.get("/passport").expect(200);
    assert!(seen.body.contains("You act for") && seen.body.contains(&sumikos) && !seen.body.contains(&kenjis));
    helper.get("/passport").expect(200);
    assert_eq!(logged(&street, sumiko.id, "passport", "helper"), 1);
    helper.form("/passport/shares", ALL_LIKES).expect(303);
    assert_eq!((shares(&street, sumiko.id), shares(&street, kenji.id)), (5, 0));
    assert_eq!(logged(&street, sumiko.id, "shares", "helper"), 1);
    // What a helper may not: set the PIN (it proves the holder), merge, name helpers, see or take back links.
    assert_eq!(helper.form("/passport/pin", &[("pin", "8520"), ("pin_again", "8520")]).status, 403);
    assert_eq!(helper.form("/passport/merge", &[("card", &kenji.card), ("proof", &kenji.pin)]).status, 403);
    assert_eq!(helper.form("/passport/helpers", &[]).status, 403);
    assert_eq!(helper.form("/passport/helpers/link/end", &[]).status, 403);

    // Between the two passports.
    let of = membership(&street, "kenji");
    let own = street
        .place
        .number(&format!("SELECT id AS n FROM memberships WHERE passport_id = {} AND role = 'resident'", kenji.id));
    assert_eq!(to(&helper.form("/passport/for", &[("membership", &own.to_string())])), "/passport");
    assert!(helper.get("/passport").expect(200).body.contains(&kenjis));
    helper.form("/passport/shares", ALL_LIKES).expect(303);
    assert_eq!(logged(&street, kenji.id, "shares", "phone"), 1);
    helper.form("/passport/for", &[("membership", &of)]).expect(303);
    assert!(helper.get("/passport").expect(200).body.contains(&sumikos));
    // Nobody else's membership can be chosen or ended.
    let (_, stranger) = resident(&street, "stranger");
    stranger.form("/passport/for", &[("membership", &of)]).expect(404);
    stranger.form(&format!("/passport/helpers/{of}/end"), &[]).expect(404);

    // Sumiko ends it: nothing of theirs opens any more, and what was meant for them falls to nobody.
    phone.form(&format!("/passport/helpers/{of}/end"), &[]).expect(303);
    let late = helper.form("/passport/shares", &[("kind", "likes"), ("pick", "none")]);
    assert_eq!(late.status, 403);
    assert_eq!((shares(&street, sumiko.id), shares(&street, kenji.id)), (5, 5));
    let after = helper.get("/passport").expect(200);
    assert!(after.body.contains(&kenjis) && !after.body.contains(&sumikos));
    helper.form("/passport/for", &[("membership", &of)]).expect(404);

    // Again, and this time the helper ends it.
    let link = help_path(&phone.form("/passport/helpers", &[]).expect(200));
    helper.form(&link, &[]).expect(303);
    helper.form(&format!("/passport/helpers/{}/end", membership(&street, "kenji")), &[]).expect(303);
    assert!(helper.get("/passport").expect(200).body.contains(&kenjis));
    assert!(phone.get("/passport/helpers").expect(200).body.contains("Nobody acts for you"));
    // A helper is no office: neither owner nor coordinator sees them, nor opens their sign-in.
    let link = help_path(&phone.form("/passport/helpers", &[]).expect(200));
    helper.form(&link, &[]).expect(303);
    let coordinator = street.person("coordinator", Role::Coordinator, For::Brand);
    assert!(!coordinator.get("/dashboard/people").expect(200).body.contains("kenji"));
    let reset = format!("/dashboard/people/{}/reset", membership(&street, "kenji"));
    assert_eq!(coordinator.form(&reset, &[]).status, 404);
}

fn a_link_to_help_works_once(place: Place) {
    let street = Street::open(place);
    let (_, phone) = resident(&street, "sumiko");
    let first = help_path(&phone.form("/passport/helpers", &[]).expect(200));
    // Another one ends the first; taken back, it ends too.
    let second = help_path(&phone.form("/passport/helpers", &[]).expect(200));
    let stranger = Client::new(&street.base);
    assert_eq!(stranger.get(&first).status, 410);
    phone.form("/passport/helpers/link/end", &[]).expect(303);
    assert_eq!(stranger.get(&second).status, 410);
    let link = help_path(&phone.form("/passport/helpers", &[]).expect(200));
    // It is no invitation to work, and none of those is one to help.
    assert_eq!(stranger.get(&link.replace("/help/", "/invitations/")).status, 404);
    assert_eq!(stranger.get("/help/0123456789abcdefghjkmnpqrs").status, 404);
    // A new person: what was typed wrong is kept.
    let typed = [("name", "Mina"), ("email", "mina@test.example"), ("password", "short")];
    let wrong = stranger.form(&link, &typed);
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("mina@test.example"));
    let typed = [("name", "Mina"), ("email", "mina@test.example"), ("password", "three plain words")];
    assert_eq!(to(&stranger.form(&link, &typed)), "/passport");
    stranger.get("/passport").expect(200);
    assert_eq!(Client::new(&street.base).get(&link).status, 410, "used");
    // Whoever helps and is nothing else comes to that passport when they sign in.
    let again = Client::new(&street.base);
    let into = again.form("/sign-in", &[("email", "mina@test.example"), ("password", "three plain words")]);
    assert_eq!(to(&into), "/passport");
    // A day later an unused link is too old.
    let link = help_path(&phone.form("/passport/helpers", &[]).expect(200));
    street.later(24 * 60 * MINUTE);
    assert_eq!(Client::new(&street.base).get(&link).status, 410);
}

fn visits(street: &Street, who: &Resident, shop: usize, times: usize) {
    let till = street.till(shop);
    for _ in 0..times {
        let body = serde_json::json!({"card": who.card});
        till.post("/api/v1/taps", &crate::support::street::key(), &body).expect(201);
    }
}

/// The value of a hidden field that follows a form's address.
fn seal_of(page: &Answer, ask: &str) -> String {
    let at = page.body.find(&format!("/passport/household/{ask}/yes")).expect("a form to say yes");
    let rest = &page.body[at..];
    let rest = &rest[rest.find("value=\"").expect("a field") + 7..];
    rest.split('"').next().expect("a value").to_owned()
}

fn asks(street: &Street, by: &Resident) -> Vec<AskId> {
    let (brand, id, now) = (street.brand.id, by.id, street.house.clock.now());
    let read = street.house.db.read_now(|tx| care::waiting(tx, brand, id, now)).expect("asks");
    read.into_iter().map(|w| w.ask.id).collect()
}

fn card_code(street: &Street, of: &Resident) -> String {
    let (brand, id) = (street.brand.id, of.id);
    street.house.db.read_now(|tx| Ok(passport::cards_of(tx, brand, id)?[0].code.clone())).expect("a card")
}

fn say_yes(phone: &Client, ask: AskId) -> Answer {
    let page = phone.get("/passport/household").expect(200);
    let to = seal_of(&page, &ask.to_string());
    phone.form(&format!("/passport/household/{ask}/yes"), &[("to", &to)])
}

fn two_share_a_book_and_one_leaves(place: Place) {
    let street = Street::open(place);
    let (kenji, kenjis) = resident(&street, "kenji");
    let (sumiko, sumikos) = resident(&street, "sumiko");
    visits(&street, &kenji, 0, 2);
    visits(&street, &sumiko, 0, 1);
    visits(&street, &sumiko, 1, 1);
    kenjis.form("/passport/household", &[("card", &card_code(&street, &sumiko))]).expect(303);
    // Until the yes nothing is shared, and whoever asked does not learn whose number it is.
    let (a, b) = (name(&street, &kenji), name(&street, &sumiko));
    assert!(!kenjis.get("/passport/household").expect(200).body.contains(&b));
    assert!(!kenjis.get("/passport").expect(200).body.contains(&b));
    assert!(sumikos.get("/passport").expect(200).body.contains(&format!("{a} asks about one stamp book")));
    assert!(sumikos.get("/passport").expect(200).body.contains("Mugi Bakery, 1 visit"));

    let ask = asks(&street, &kenji)[0];
    // Neither who asked nor anybody else can say it for them.
    kenjis.form(&format!("/passport/household/{ask}/yes"), &[("to", "x")]).expect(404);
    say_yes(&sumikos, ask).expect(303);
    for (phone, with) in [(&kenjis, &b), (&sumikos, &a)] {
        let seen = phone.get("/passport").expect(200).body;
        assert!(seen.contains(&format!("Shared with {with}")), "{seen}");
        assert!(seen.contains("Kameya Tofu, 3 visits") && seen.contains("Mugi Bakery, 1 visit"), "{seen}");
    }
    // Counts, and no more: points and the map stay each one's own, and a counter sees its own.
    let kenjis_page = kenjis.get("/passport").expect(200).body;
    assert!(kenjis_page.contains("You have been to 1 of 5 shops"), "{kenjis_page}");
    let known = street.till(0).get(&format!("/api/v1/passports/{}", kenji.passport)).expect(200).json();
    assert_eq!(known["passport"]["visits_here"], 2);

    sumikos.form("/passport/household/leave", &[]).expect(303);
    for (phone, with, here) in [(&kenjis, &b, "2 visits"), (&sumikos, &a, "1 visit")] {
        let seen = phone.get("/passport").expect(200).body;
        assert!(!seen.contains(with.as_str()) && seen.contains(&format!("Kameya Tofu, {here}")), "{seen}");
    }
    assert_eq!(street.place.number("SELECT count(*) AS n FROM households"), 0, "a book of one is none");

    // A helper's yes is the resident's, and is in the log; a stranger's, here or in another brand, is nobody's.
    kenjis.form("/passport/household", &[("card", &card_code(&street, &sumiko))]).expect(303);
    let ask = asks(&street, &kenji)[0];
    let (_, stranger) = resident(&street, "stranger");
    let neighbour = street.neighbour();
    let what = For::Passport(neighbour.resident.id);
    let elsewhere = street.person_of(&neighbour.brand, "elsewhere", Role::Resident, what);
    for who in [&stranger, &elsewhere] {
        for say in ["yes", "no"] {
            who.form(&format!("/passport/household/{ask}/{say}"), &[("to", "x")]).expect(404);
        }
    }
    let helper = street.person("helper", Role::Helper, For::Passport(sumiko.id));
    say_yes(&helper, ask).expect(303);
    assert!(kenjis.get("/passport").expect(200).body.contains("Shared with"));
    assert_eq!(logged(&street, sumiko.id, "household", "helper"), 1);
    assert_eq!(logged(&street, sumiko.id, "household", "phone"), 1, "within minutes it is one line");
    street.verify();
}

fn everybody_in_the_book_lets_somebody_in(place: Place) {
    let street = Street::open(place);
    let (kenji, kenjis) = resident(&street, "kenji");
    let (sumiko, sumikos) = resident(&street, "sumiko");
    let (mina, minas) = resident(&street, "mina");
    kenjis.form("/passport/household", &[("card", &card_code(&street, &sumiko))]).expect(303);
    kenjis.form("/passport/household", &[("card", &card_code(&street, &mina))]).expect(303);
    let [to_sumiko, to_mina] = asks(&street, &kenji)[..] else { panic!("two asks") };
    // Mina read of a book with Kenji alone; Sumiko has come in since: another book, another yes.
    let old = seal_of(&minas.get("/passport/household").expect(200), &to_mina.to_string());
    say_yes(&sumikos, to_sumiko).expect(303);
    let stale = minas.form(&format!("/passport/household/{to_mina}/yes"), &[("to", &old)]);
    assert_eq!(stale.status, 409);
    assert!(stale.body.contains(&name(&street, &sumiko)), "who is in it is said before the yes");
    // Sumiko is not asked, and not told whose number it is, before Mina has said yes.
    assert!(!sumikos.get("/passport/household").expect(200).body.contains(&name(&street, &mina)));
    sumikos.form(&format!("/passport/household/{to_mina}/yes"), &[("to", &old)]).expect(404);
    say_yes(&minas, to_mina).expect(303);
    assert!(!minas.get("/passport").expect(200).body.contains("Shared with"), "Sumiko has not let them in");
    say_yes(&sumikos, to_mina).expect(303);
    for phone in [&kenjis, &sumikos, &minas] {
        assert!(phone.get("/passport").expect(200).body.contains("Shared with"));
    }
    assert_eq!(street.place.number("SELECT count(*) AS n FROM household_members"), 3);
    // Who is in one book comes into no other.
    let (_, others) = resident(&street, "other");
    others.form("/passport/household", &[("card", &card_code(&street, &mina))]).expect(303);
    let ask = AskId(street.place.number("SELECT max(id) AS n FROM household_asks"));
    assert_eq!(say_yes(&minas, ask).status, 409);
    // A no is silent: whoever asked goes on waiting.
    minas.form(&format!("/passport/household/{ask}/no"), &[]).expect(303);
    assert!(!minas.get("/passport/household").expect(200).body.contains(&format!("{ask}/yes")));
    assert!(others.get("/passport/household").expect(200).body.contains("waits until"));
    // One of three leaves; the book of the other two stays.
    kenjis.form("/passport/household/leave", &[]).expect(303);
    assert!(sumikos.get("/passport").expect(200).body.contains(&format!("Shared with {}", name(&street, &mina))));
    street.verify();
}

fn asking_tells_nothing_of_a_number(place: Place) {
    let street = Street::open(place);
    let (_, kenjis) = resident(&street, "kenji");
    let sumiko = street.resident();
    let known = card_code(&street, &sumiko);
    // Well formed, and nobody's.
    let unknown = noren::words::codes::random(noren::words::codes::CARD_LEN);
    let wait = |card: &str| {
        let asked = kenjis.form("/passport/household", &[("card", card)]);
        let page = kenjis.get("/passport/household").expect(200).body;
        let shown = page.replace(&noren::words::codes::printed(card), "CARD");
        let ask = street.place.number("SELECT max(id) AS n FROM household_asks");
        kenjis.form(&format!("/passport/household/{ask}/no"), &[]).expect(303);
        (asked.status, asked.body, shown.replace(&ask.to_string(), "ASK"))
    };
    assert_eq!(wait(&known), wait(&unknown));
    assert_eq!(kenjis.form("/passport/household", &[("card", "Sumiko")]).status, 422);
    // Not without end, either.
    for _ in 0..8 {
        let card = noren::words::codes::random(noren::words::codes::CARD_LEN);
        kenjis.form("/passport/household", &[("card", &card)]).expect(303);
    }
    assert_eq!(kenjis.form("/passport/household", &[("card", &known)]).status, 422);
    // Another brand's number is nobody's here.
    let neighbour = street.neighbour();
    street.later(15 * 24 * 60 * MINUTE);
    kenjis.form("/passport/household", &[("card", &neighbour.resident.passport)]).expect(303);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM household_asks WHERE passport_id IS NOT NULL"), 0);
}

fn a_merged_passport_keeps_its_place_in_the_book(place: Place) {
    let street = Street::open(place);
    let (kenji, kenjis) = resident(&street, "kenji");
    let paper = street.resident();
    let (brand, now) = (street.brand.id, street.house.clock.now());
    let share = |a: PassportId, b: &Resident| {
        let (shown, id) = (b.passport.clone(), b.id);
        let write = move |tx: &mut noren::db::Tx| {
            let ask = care::ask(tx, brand, a, &shown, now)?;
            let to = care::rules::seal(&[&[a], &care::book(tx, brand, a)?.others[..]].concat());
            care::say_yes(tx, brand, id, ask, &to, now)
        };
        assert!(street.house.db.write_now(write).expect("one book"));
    };
    share(kenji.id, &paper);
    // The paper card's holder brings it into a passport of their own: that takes its place.
    let phone = street.resident();
    street.merge(&phone, &paper);
    let with = |of: &Resident| {
        let id = of.id;
        street.house.db.read_now(|tx| care::book(tx, brand, id)).expect("a book").others
    };
    assert_eq!((with(&kenji), with(&phone), with(&paper)), (vec![phone.id], vec![kenji.id], vec![]));
    assert!(kenjis.get("/passport").expect(200).body.contains(&name(&street, &phone)));
    // Whoever is in the book already is in it once; a book of one is none.
    street.merge(&kenji, &phone);
    assert_eq!(with(&kenji), vec![]);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM household_members"), 0);
    // A helper of the one is not a helper of the other.
    let (old, keep) = (street.resident(), street.resident());
    let helper = street.person("helper", Role::Helper, For::Passport(old.id));
    helper.get("/passport").expect(200);
    street.merge(&keep, &old);
    assert_eq!(helper.get("/passport").status, 403);
    street.verify();
}

fn nothing_of_care_is_left_of_the_forgotten(place: Place) {
    let street = Street::open(place);
    let (kenji, kenjis) = resident(&street, "kenji");
    let (sumiko, sumikos) = resident(&street, "sumiko");
    kenjis.form("/passport/household", &[("card", &card_code(&street, &sumiko))]).expect(303);
    say_yes(&sumikos, asks(&street, &kenji)[0]).expect(303);
    let (mina, _) = resident(&street, "mina");
    sumikos.form("/passport/household", &[("card", &card_code(&street, &mina))]).expect(303);
    let helper = street.person("helper", Role::Helper, For::Passport(sumiko.id));
    sumikos.form("/passport/helpers", &[]).expect(200);
    let (brand, id) = (street.brand.id, sumiko.id);
    let told = street.house.db.read_now(|tx| care::told(tx, brand, id)).expect("told");
    assert_eq!(told.helpers.len(), 1);
    assert_eq!((told.book_with, told.asked.len()), (vec![name(&street, &kenji)], 1));

    street.house.db.write_now(move |tx| care::forget(tx, brand, id)).expect("forgotten");
    let told = street.house.db.read_now(|tx| care::told(tx, brand, id)).expect("told");
    assert_eq!(told, care::Told::default());
    for (table, column) in [
        ("household_members", "passport_id"),
        ("household_asks", "asked_by"),
        ("household_asks", "passport_id"),
        ("household_yeses", "passport_id"),
        ("invitations", "passport_id"),
    ] {
        let left = format!("SELECT count(*) AS n FROM {table} WHERE {column} = {id}");
        assert_eq!(street.place.number(&left), 0, "{table}.{column}");
    }
    assert_eq!(helper.get("/passport").status, 403);
    assert!(!kenjis.get("/passport").expect(200).body.contains("Shared with"));
    street.verify();
}
