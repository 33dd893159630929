//! Proposals made to measure: the owner's parts, the clerk's proposal, the resident's answer, and what the next one makes of
//! it; what is another's is not there, and what is no longer shared is no longer told.

use noren::knowing::{self, Telling};
use noren::passport::{self, Sharing};
use noren::people::{For, Role};
use noren::proposal;
use noren::words::{PassportId, Result, ShopId};

use crate::support::http::{Answer, Client, text};
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::{HOUR, Resident, Street};

on_both_engines! {
    from_parts_to_an_answer_and_the_next_proposal
    what_is_withdrawn_is_told_no_more
    quotes_are_of_those_who_agreed_and_of_nobody_else
    what_is_anothers_is_not_there
    what_was_typed_wrong_stays
    proposals_go_with_a_merger_and_an_erasure
}

const DAY: i64 = 24 * HOUR;

fn to(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.body);
    answer.header("location").expect("a place to go on to").to_owned()
}

fn hidden(page: &str, name: &str) -> String {
    let tail = page.split(&format!("name=\"{name}\" value=\"")).nth(1).expect("a hidden field");
    tail.split('"').next().expect("its value").to_owned()
}

/// A shop that sells bottles, and things to go with them.
struct Counter<'a> {
    street: &'a Street,
    shop: usize,
    clerk: Client,
    owner: Client,
}

impl<'a> Counter<'a> {
    /// Sweet ¥1,500; dry ¥2,400; dry and fragrant ¥3,600; with them squid (rich) ¥600 and cheese (dairy) ¥480.
    fn with_parts(street: &'a Street, shop: usize) -> Counter<'a> {
        let here = For::Shop(street.shops[shop].id);
        let owner = street.person(&format!("owner{shop}"), Role::Owner, here);
        let clerk = street.person(&format!("clerk{shop}"), Role::Clerk, here);
        let counter = Counter { street, shop, clerk, owner };
        counter.group("The bottle", "1", "1");
        counter.group("Something with it", "0", "2");
        let groups = counter.groups();
        counter.part(&groups[0], "Asahi sweet", "1500", &["sweet"]);
        counter.part(&groups[0], "Kura dry", "2,400", &["dry"]);
        counter.part(&groups[0], "Hana dry", "3600", &["dry", "fragrant"]);
        counter.part(&groups[1], "Squid", "600", &["rich"]);
        counter.part(&groups[1], "Cheese", "480", &["dairy"]);
        counter
    }

    fn id(&self) -> ShopId {
        self.street.shops[self.shop].id
    }

    fn group(&self, name: &str, least: &str, most: &str) {
        let fields = [("group_name", name), ("least", least), ("most", most)];
        assert_eq!(to(&self.owner.form("/shop/parts/groups", &fields)), "/shop/parts?done=group");
    }

    fn groups(&self) -> Vec<String> {
        let (brand, shop) = (self.street.brand.id, self.id());
        let groups = self.street.house.db.read_now(|tx| proposal::groups(tx, brand, shop)).expect("groups");
        groups.iter().map(|g| g.id.to_string()).collect()
    }

    fn part(&self, group: &str, name: &str, price: &str, attributes: &[&str]) {
        let mut fields = vec![("group", group), ("name", name), ("price", price)];
        fields.extend(attributes.iter().map(|a| ("attribute", *a)));
        assert_eq!(to(&self.owner.form("/shop/parts", &fields)), "/shop/parts?done=part");
    }

    fn part_id(&self, name: &str) -> String {
        let (brand, shop) = (self.street.brand.id, self.id());
        let parts = self.street.house.db.read_now(|tx| proposal::parts(tx, brand, shop)).expect("parts");
        parts.iter().find(|p| p.name == name).expect("a part of that name").id.to_string()
    }

    fn at(&self, r: &Resident) -> String {
        format!("/counter/passports/{}/proposal", r.passport)
    }

    fn look(&self, r: &Resident) -> String {
        self.clerk.get(&self.at(r)).expect(200).body
    }

    /// Presses a button of the proposal's page as it was.
    fn touch(&self, r: &Resident, page: &str, button: &str, more: &[(&str, &str)]) -> Answer {
        let (parts, key) = (hidden(page, "parts"), hidden(page, "key"));
        let mut fields = vec![("parts", parts.as_str()), ("key", key.as_str()), ("do", button)];
        fields.extend(more);
        self.clerk.form(&self.at(r), &fields)
    }
}

/// What stands in the proposal: names and the sum.
fn chosen(page: &str) -> (Vec<String>, String) {
    let list = page.split("<ul class=\"propose-parts\">").nth(1).unwrap_or_default();
    let names = list.split("<span class=\"propose-name\">").skip(1);
    let name = |part: &str| text(part.split("<b>").nth(1).unwrap_or_default().split("</b>").next().unwrap_or_default());
    let sum = page.split("<b class=\"serif\">").nth(1).unwrap_or_default().split('<').next().unwrap_or_default();
    (names.map(name).collect(), sum.to_owned())
}

fn tell(street: &Street, who: PassportId, shop: Option<ShopId>, telling: Result<Telling>) {
    let (brand, now, telling) = (street.brand.id, street.house.clock.now(), telling.expect("to be told"));
    let told = move |tx: &mut noren::db::Tx| knowing::tell(tx, brand, who, shop, None, &telling, now);
    street.house.db.write_now(told).expect("told");
}

fn share(street: &Street, who: PassportId, kind: Sharing, with: &[ShopId]) {
    let (brand, now, with) = (street.brand.id, street.house.clock.now(), with.to_vec());
    let shared = move |tx: &mut noren::db::Tx| passport::share(tx, brand, who, kind, &with, now);
    street.house.db.write_now(shared).expect("shared");
}

fn looks(street: &Street, who: PassportId) -> Vec<String> {
    let brand = street.brand.id;
    let looks = street.house.db.read_now(|tx| knowing::looks(tx, brand, who, 50)).expect("looks");
    looks.into_iter().map(|l| l.what).collect()
}

fn from_parts_to_an_answer_and_the_next_proposal(place: Place) {
    let street = Street::open(place);
    let counter = Counter::with_parts(&street, 0);
    let r = street.resident();
    let phone = street.person("holder", Role::Resident, For::Passport(r.id));
    let (here, fish) = (street.shops[0].id, street.shops[4].id);

    // Knowing nothing, the least and the cheapest; it says so.
    let page = counter.look(&r);
    assert_eq!(chosen(&page), (vec!["Asahi sweet".into()], "¥1,500".into()), "{page}");
    assert!(page.contains("Nobody we know of has tried this yet."));
    assert!(looks(&street, r.id).is_empty(), "nothing was looked at");

    // A taste told at the fishmonger's, shared with this shop.
    tell(&street, r.id, Some(fish), Telling::chip("dry", true));
    share(&street, r.id, Sharing::Likes, &[here]);
    let page = counter.look(&r);
    assert_eq!(chosen(&page), (vec!["Kura dry".into()], "¥2,400".into()));
    assert!(page.contains("Kura dry: dry, as you told Sazanami Fish."), "{page}");
    assert_eq!(looks(&street, r.id), ["likes"]);
    counter.look(&r);
    assert_eq!(looks(&street, r.id), ["likes"], "the same look is one look");

    // Changed by touches: what was typed stays.
    let squid = counter.part_id("Squid");
    let typed = [("budget", "3000"), ("message", "Set aside until Friday")];
    let page = counter.touch(&r, &page, &format!("in.{squid}"), &typed).expect(200).body;
    assert_eq!(chosen(&page), (vec!["Kura dry".into(), "Squid".into()], "¥3,000".into()));
    assert!(page.contains("value=\"Set aside until Friday\"") && page.contains("value=\"3000\""));
    let (kura, hana) = (counter.part_id("Kura dry"), counter.part_id("Hana dry"));
    let page = counter.touch(&r, &page, &format!("swap.{kura}.{hana}"), &typed).expect(200).body;
    assert_eq!(chosen(&page).1, "¥4,200");
    assert!(page.contains("Over the budget by ¥1,200."), "{page}");
    let page = counter.touch(&r, &page, &format!("out.{squid}"), &typed).expect(200).body;
    assert_eq!(chosen(&page), (vec!["Hana dry".into()], "¥3,600".into()));

    // Sent; sent once more by a reload it is the same.
    for _ in 0..2 {
        let sent = counter.touch(&r, &page, "send", &typed);
        assert!(to(&sent).ends_with("/proposal?done=sent"));
    }
    assert_eq!(street.place.number("SELECT count(*) AS n FROM proposals"), 1);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM proposal_parts"), 1);
    let home = phone.get("/passport").expect(200).body;
    for said in ["Kameya Tofu proposes", "Set aside until Friday", "Hana dry", "¥3,600", "as you told Sazanami Fish"] {
        assert!(home.contains(said), "{said}: {home}");
    }
    let id = home.split("/passport/proposals/").nth(1).and_then(|t| t.split('/').next()).expect("its id").to_owned();
    let answer = format!("/passport/proposals/{id}/answer");
    assert!(counter.look(&r).contains("On their passport until"));

    // Declined for its price; reversible; the next one is cheaper and says why.
    phone.get(&format!("/passport/proposals/{id}")).expect(200);
    assert_eq!(to(&phone.form(&answer, &[("answer", "accept")])), "/passport?done=answered");
    assert!(phone.get("/passport").expect(200).body.contains("You said yes."));
    to(&phone.form(&answer, &[("answer", "price")]));
    let page = counter.look(&r);
    assert!(page.contains("The price") && page.contains("Declined on"), "{page}");
    assert_eq!(chosen(&page), (vec!["Kura dry".into()], "¥2,400".into()));
    assert!(page.contains("Less than ¥3,600, which was too much last time."), "{page}");
    to(&counter.clerk.form(&format!("/counter/proposals/{id}/done"), &[]));
    assert_eq!(phone.form(&answer, &[("answer", "accept")]).status, 409, "the shop is done with it");

    // The next is accepted: the counter sees it, and is done with it.
    to(&counter.touch(&r, &page, "send", &[]));
    let home = phone.get("/passport").expect(200).body;
    let id = home.split("/passport/proposals/").nth(1).and_then(|t| t.split('/').next()).expect("its id").to_owned();
    to(&phone.form(&format!("/passport/proposals/{id}/answer"), &[("answer", "accept")]));
    let page = counter.look(&r);
    assert!(page.contains("Accepted on") && page.contains("set it aside"), "{page}");
    assert!(page.contains("Less than ¥3,600") || chosen(&page).1 == "¥2,400");

    // Said aloud: answered at once.
    assert!(to(&counter.touch(&r, &page, "taste", &[])).ends_with("done=declined"));
    let page = counter.look(&r);
    assert!(to(&counter.touch(&r, &page, "taken", &[])).ends_with("done=taken"));
    assert_eq!(street.place.number("SELECT count(*) AS n FROM proposals WHERE way = 'counter'"), 2);

    // A sent one is over after two weeks, and goes where the resident takes it away.
    let page = counter.look(&r);
    to(&counter.touch(&r, &page, "send", &[]));
    let home = phone.get("/passport").expect(200).body;
    let id = home.split("/passport/proposals/").nth(1).and_then(|t| t.split('/').next()).expect("its id").to_owned();
    street.later(14 * DAY);
    assert!(!phone.get("/passport").expect(200).body.contains(&id));
    phone.get(&format!("/passport/proposals/{id}")).expect(404);
    assert_eq!(phone.form(&format!("/passport/proposals/{id}/answer"), &[("answer", "accept")]).status, 409);
    to(&phone.form(&format!("/passport/proposals/{id}/removal"), &[]));
    assert_eq!(street.place.number(&format!("SELECT count(*) AS n FROM proposal_parts WHERE proposal_id = {id}")), 0);
}

fn what_is_withdrawn_is_told_no_more(place: Place) {
    let street = Street::open(place);
    let counter = Counter::with_parts(&street, 0);
    let r = street.resident();
    let phone = street.person("holder", Role::Resident, For::Passport(r.id));
    let (here, books, fish) = (street.shops[0].id, street.shops[2].id, street.shops[4].id);
    let as_before = chosen(&counter.look(&r));
    tell(&street, r.id, Some(fish), Telling::chip("dry", true));
    tell(&street, r.id, Some(fish), Telling::chip("no_dairy", false));
    tell(&street, r.id, Some(books), Telling::tried("Squid", true, true));
    // Told, but not shared; and shared with somebody else.
    assert_eq!(chosen(&counter.look(&r)), as_before);
    share(&street, r.id, Sharing::Likes, &[books]);
    assert_eq!(chosen(&counter.look(&r)), as_before);
    assert!(looks(&street, r.id).is_empty());
    // Shared: both the choice and its reasons.
    share(&street, r.id, Sharing::Likes, &[here]);
    share(&street, r.id, Sharing::Tried, &[here]);
    let page = counter.look(&r);
    assert_eq!(chosen(&page).0, ["Kura dry", "Squid"]);
    assert!(page.contains("Squid: you liked it at Kotonoha Books."), "{page}");
    let mut seen = looks(&street, r.id);
    seen.sort();
    assert_eq!(seen, ["likes", "tried"]);
    // What was not offered for sharing is not among it: cheese may be added.
    let cheese = counter.part_id("Cheese");
    assert!(page.contains(&format!("in.{cheese}")));
    to(&counter.touch(&r, &page, "send", &[]));
    assert!(phone.get("/passport").expect(200).body.contains("you liked it at Kotonoha Books"));

    // Withdrawn between two looks: neither page tells it any more, and what was sent keeps its parts only.
    share(&street, r.id, Sharing::Likes, &[]);
    share(&street, r.id, Sharing::Tried, &[]);
    let page = counter.look(&r);
    assert_eq!(chosen(&page), as_before);
    assert!(!page.contains("as you told") && !page.contains("you liked"), "{page}");
    let home = phone.get("/passport").expect(200).body;
    assert!(home.contains("Kura dry") && !home.contains("you liked it at"), "{home}");

    // "No dairy" told here after the page was shown: what no longer fits is not sent.
    let page = counter.touch(&r, &page, &format!("in.{cheese}"), &[]).expect(200).body;
    tell(&street, r.id, Some(here), Telling::chip("no_dairy", false));
    let refused = counter.touch(&r, &page, "send", &[("message", "Good with bread")]);
    assert_eq!(refused.status, 409);
    assert!(refused.body.contains("no longer go together") && refused.body.contains("Good with bread"));
    assert!(!refused.body.contains(&format!("in.{cheese}")));
}

fn quotes_are_of_those_who_agreed_and_of_nobody_else(place: Place) {
    let street = Street::open(place);
    let counter = Counter::with_parts(&street, 0);
    let (r, other) = (street.resident(), street.resident());
    let (here, fish) = (street.shops[0].id, street.shops[4].id);
    let quoted = |page: &str| page.contains("Somebody on this street had Asahi sweet and was glad of it.");
    // Any width and case; told at the fishmonger's, and not offered.
    tell(&street, other.id, Some(fish), Telling::tried("ＡＳＡＨＩ Sweet", true, false));
    assert!(!quoted(&counter.look(&r)));
    share(&street, other.id, Sharing::Quoted, &[here]);
    assert!(!quoted(&counter.look(&r)), "it was told to the fishmonger alone");
    tell(&street, other.id, Some(fish), Telling::tried("asahi  sweet", true, true));
    let page = counter.look(&r);
    assert!(quoted(&page) && !page.contains("Nobody we know of"), "{page}");
    let (brand, id) = (street.brand.id, other.id);
    let name = street.house.db.read_now(|tx| passport::passport(tx, brand, id)).expect("read").name;
    assert!(!page.contains(&format!(">{name}<")) && !page.contains(&other.passport), "{page}");
    // On everybody's page alike: the one page without it would tell whose words they are. No more once it is taken back.
    assert!(quoted(&counter.look(&other)));
    share(&street, other.id, Sharing::Quoted, &[fish]);
    assert!(!quoted(&counter.look(&r)));
    share(&street, other.id, Sharing::Quoted, &[here]);
    tell(&street, other.id, Some(here), Telling::tried("Asahi sweet", false, false));
    let third = street.resident();
    share(&street, third.id, Sharing::Quoted, &[here]);
    tell(&street, third.id, Some(here), Telling::tried("Asahi sweet", false, false));
    assert!(counter.look(&r).contains("Somebody on this street had Asahi sweet and did not care for it."));
}

fn what_is_anothers_is_not_there(place: Place) {
    let street = Street::open(place);
    let (counter, other) = (Counter::with_parts(&street, 0), Counter::with_parts(&street, 1));
    let r = street.resident();
    let phone = street.person("holder", Role::Resident, For::Passport(r.id));
    let stranger = street.resident();
    let other_phone = street.person("stranger", Role::Resident, For::Passport(stranger.id));
    let page = counter.look(&r);
    to(&counter.touch(&r, &page, "send", &[]));
    let home = phone.get("/passport").expect(200).body;
    let id = home.split("/passport/proposals/").nth(1).and_then(|t| t.split('/').next()).expect("its id").to_owned();
    let part = counter.part_id("Squid");

    let same = |who: &Client, method: &str, path: &str, id: &str, fields: &[(&str, &str)]| {
        let ask = |id: &str| match method {
            "GET" => who.get(&path.replace("ID", id)),
            _ => who.form(&path.replace("ID", id), fields),
        };
        let (theirs, nothing) = (ask(id), ask("123"));
        assert_eq!((theirs.status, nothing.status), (404, 404), "{method} {path}");
        assert_eq!(theirs.body.replace(id, "ID"), nothing.body.replace("/123", "/ID").replace("=123", "=ID"), "{path}");
    };
    same(&other.clerk, "POST", "/counter/proposals/ID/done", &id, &[]);
    same(&other_phone, "GET", "/passport/proposals/ID", &id, &[]);
    same(&other_phone, "POST", "/passport/proposals/ID/answer", &id, &[("answer", "accept")]);
    same(&other_phone, "POST", "/passport/proposals/ID/removal", &id, &[]);
    same(&other.owner, "POST", "/shop/parts/ID/retirement", &part, &[]);
    same(&other.owner, "GET", "/shop/parts?part=ID", &part, &[]);
    let (own, fields) = (other.part_id("Squid"), |a: String, b: String| [("one", a), ("other", b)]);
    let pair = fields(own, part.clone());
    let pair: Vec<(&str, &str)> = pair.iter().map(|(n, v)| (*n, v.as_str())).collect();
    assert_eq!(other.owner.form("/shop/parts/pairs", &pair).status, 404);
    // Another shop's proposals do not show, its answers do not teach, its parts are not sent.
    let page = other.look(&r);
    assert!(!page.contains("On their passport"), "{page}");
    let key = hidden(&page, "key");
    let fields = [("parts", part.as_str()), ("key", key.as_str()), ("do", "send")];
    assert_eq!(other.clerk.form(&other.at(&r), &fields).status, 409);
    assert_eq!(street.place.number("SELECT count(*) AS n FROM proposals WHERE done_at IS NULL"), 1);
    let neighbour = street.neighbour();
    let foreign = street.person_of(&neighbour.brand, "foreign", Role::Owner, For::Shop(neighbour.shop_id));
    foreign.get(&counter.at(&r)).expect(404);
    same(&foreign, "POST", "/counter/proposals/ID/done", &id, &[]);
}

fn what_was_typed_wrong_stays(place: Place) {
    let street = Street::open(place);
    let counter = Counter::with_parts(&street, 0);
    let owner = &counter.owner;
    let groups = counter.groups();
    let wrong = |fields: &[(&str, &str)], path: &str, says: &str| {
        let page = owner.form(path, fields).expect(422).body;
        assert!(text(&page).contains(says) && page.contains("tri"), "{says}: {page}");
        page
    };
    let fields = [("group", groups[1].as_str()), ("name", "Pickles"), ("price", "12.5"), ("attribute", "light")];
    let page = wrong(&fields, "/shop/parts", "A price is a whole amount");
    assert!(
        page.contains("value=\"Pickles\"")
            && page.contains("value=\"12.5\"")
            && page.contains("value=\"light\" checked")
    );
    wrong(&[("group", groups[1].as_str()), ("name", " "), ("price", "5")], "/shop/parts", "A name has 1 to 60");
    wrong(&[("group", "7"), ("name", "Pickles"), ("price", "5")], "/shop/parts", "Choose the group");
    let fields = [("group_name", "Cups"), ("least", "3"), ("most", "2")];
    let page = wrong(&fields, "/shop/parts/groups", "At most 1 to 5");
    assert!(page.contains("value=\"Cups\""));
    let squid = counter.part_id("Squid");
    wrong(&[("one", &squid), ("other", &squid)], "/shop/parts/pairs", "two different parts");
    wrong(&[("one", ""), ("other", &squid)], "/shop/parts/pairs", "two different parts");

    // Kept apart, let together; retired, and back.
    let r = street.resident();
    let kura = counter.part_id("Kura dry");
    tell(&street, r.id, Some(counter.id()), Telling::chip("dry", false));
    to(&owner.form("/shop/parts/pairs", &[("one", &squid), ("other", &kura), ("apart", "1")]));
    let page = counter.look(&r);
    assert!(chosen(&page).0 == ["Kura dry"] && !page.contains(&format!("in.{squid}")), "{page}");
    to(&owner.form("/shop/parts/pairs", &[("one", &kura), ("other", &squid), ("apart", "0")]));
    assert!(counter.look(&r).contains(&format!("in.{squid}")));
    to(&owner.form(&format!("/shop/parts/{kura}/retirement"), &[("retired", "1")]));
    assert_eq!(chosen(&counter.look(&r)).0, ["Hana dry"]);
    assert!(owner.get("/shop/parts").expect(200).body.contains("Bring back"));
    to(&owner.form(&format!("/shop/parts/{kura}/retirement"), &[("retired", "0")]));
    // Described anew.
    let form = owner.get(&format!("/shop/parts?part={kura}")).expect(200).body;
    assert!(
        form.contains("value=\"Kura dry\"")
            && form.contains("value=\"2400\"")
            && form.contains("value=\"dry\" checked")
    );
    let fields = [
        ("id", kura.as_str()),
        ("group", groups[0].as_str()),
        ("name", "Kura"),
        ("price", "2500"),
        ("attribute", "dry"),
    ];
    to(&owner.form("/shop/parts", &fields));
    assert_eq!(chosen(&counter.look(&r)), (vec!["Kura".into()], "¥2,500".into()));

    // At the counter and on the phone.
    let page = counter.look(&r);
    let typed = [("budget", "lots"), ("message", "As you like")];
    let wrong = counter.touch(&r, &page, "send", &typed).expect(422).body;
    assert!(
        wrong.contains("value=\"lots\"") && wrong.contains("As you like") && wrong.contains("aria-invalid"),
        "{wrong}"
    );
    let wrong = counter.touch(&r, &page, "send", &[("message", "good for your diabetes")]).expect(422).body;
    assert!(wrong.contains("good for your diabetes") && wrong.contains("health or faith"), "{wrong}");
    counter.touch(&r, &page, "nonsense", &[]).expect(422);
    to(&counter.touch(&r, &page, "send", &[]));
    let phone = street.person("holder", Role::Resident, For::Passport(r.id));
    let home = phone.get("/passport").expect(200).body;
    let id = home.split("/passport/proposals/").nth(1).and_then(|t| t.split('/').next()).expect("its id").to_owned();
    let answer = format!("/passport/proposals/{id}/answer");
    let wrong = phone.form(&answer, &[("answer", "other"), ("words", " ")]).expect(422).body;
    assert!(wrong.contains("Say why in a few words"), "{wrong}");
    let wrong = phone.form(&answer, &[("answer", "other"), ("words", "my allergy")]).expect(422).body;
    assert!(wrong.contains("value=\"my allergy\""), "{wrong}");
    to(&phone.form(&answer, &[("answer", "other"), ("words", "I cook tonight")]));
    assert!(counter.look(&r).contains("I cook tonight"));
    to(&phone.form(&answer, &[("answer", "open")]));
    assert!(!counter.look(&r).contains("I cook tonight"));
    // A shop without parts says what to do.
    let bare = street.person("bare", Role::Clerk, For::Shop(street.shops[3].id));
    assert!(bare.get(&counter.at(&r)).expect(200).body.contains("This shop has no parts yet."));
}

fn proposals_go_with_a_merger_and_an_erasure(place: Place) {
    let street = Street::open(place);
    let counter = Counter::with_parts(&street, 0);
    let (r, other) = (street.resident(), street.resident());
    for who in [&r, &other] {
        let page = counter.look(who);
        to(&counter.touch(who, &page, "send", &[]));
    }
    street.merge(&r, &other);
    let brand = street.brand.id;
    let all = street.house.db.read_now(|tx| proposal::all_of(tx, brand, r.id)).expect("all");
    assert_eq!(all.iter().map(|(p, items)| (p.passport_id, items.len())).collect::<Vec<_>>(), [(r.id, 1), (r.id, 1)]);
    let id = r.id;
    street.house.db.write_now(move |tx| proposal::forget(tx, brand, id)).expect("forgotten");
    for table in ["proposals", "proposal_parts"] {
        assert_eq!(street.place.number(&format!("SELECT count(*) AS n FROM {table}")), 0, "{table}");
    }
}
