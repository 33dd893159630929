//! Several streets in one database, as a stranger finds them: nobody is taken for the first one's.

use noren::db::Tx;
use noren::people::{self, Role};
use noren::shop::{self, Described};

use crate::support::http::Client;
use crate::support::on_both_engines;
use crate::support::place::Place;
use crate::support::street::Street;

on_both_engines! { a_stranger_chooses_the_street a_card_names_its_own_street an_invitation_leads_to_its_own_street }

fn a_stranger_chooses_the_street(place: Place) {
    let street = Street::open(place);
    let stranger = Client::new(&street.base);
    assert!(stranger.get("/join").expect(200).body.contains("name=\"name\""), "one street is not asked for");
    let other = street.neighbour();
    let passports = |brand: &str| {
        let brand = format!("(SELECT id FROM brands WHERE code = '{brand}')");
        street.place.number(&format!("SELECT count(*) AS n FROM passports WHERE brand_id = {brand}"))
    };
    for (page, field) in [("/join", "name=\"name\""), ("/claim", "name=\"card\"")] {
        let choice = stranger.get(page).expect(200).body;
        assert!(!choice.contains(field), "{page} asks before it knows where");
        for code in ["asahi", "other"] {
            assert!(choice.contains(&format!("href=\"{page}?street={code}\"")), "{page} to {code}: {choice}");
        }
        let form = stranger.get(&format!("{page}?street=other")).expect(200).body;
        assert!(form.contains("Other Street") && form.contains(field) && !form.contains("Asahi Street"), "{form}");
        stranger.get(&format!("{page}?street=nowhere")).expect(404);
    }
    assert!(stranger.get("/claim?card=7K2Q-MX").expect(200).body.contains("/claim?card=7K2Q-MX&amp;street=other"));

    // What is sent without a street is nobody's; the choice comes back.
    let before = (passports("asahi"), passports("other"));
    let lost = stranger.form("/join", &[("name", "Mina"), ("key", "k-1")]).expect(200).body;
    assert!(lost.contains("/join?street=other") && (passports("asahi"), passports("other")) == before, "{lost}");

    // From the street's own page to its own passport.
    let page = stranger.get("/streets/other").expect(200).body;
    assert!(page.contains("/join?street=other") && page.contains("/shops/elsewhere?street=other"), "{page}");
    let made = stranger.form("/join", &[("name", "Mina"), ("key", "k-2"), ("street", "other")]).expect(200).body;
    assert!(made.contains("/claim?street=other&amp;card="), "{made}");
    assert_eq!((passports("asahi"), passports("other")), (before.0, before.1 + 1));

    // Two shops of one code: the page that leads there says whose.
    let (brand, now) = (other.brand.clone(), street.house.clock.now());
    let described = Described {
        code: street.shops[0].code.clone(),
        name: "The Other Tofu".into(),
        category: "tofu".into(),
        lat: 35.7,
        lon: 139.7,
        ..Described::default()
    };
    street.house.db.write_now(move |tx| shop::put(tx, &brand, &described, None, now)).expect("a shop");
    let shop = format!("/shops/{}", street.shops[0].code);
    assert!(stranger.get(&format!("{shop}?street=other")).expect(200).body.contains("The Other Tofu"));
    let clerk = street.person_of(&other.brand, "clerk", Role::Clerk, people::For::Shop(other.shop_id));
    assert!(clerk.get(&shop).expect(200).body.contains("The Other Tofu"), "one's own street comes first");
}

fn a_card_names_its_own_street(place: Place) {
    let street = Street::open(place);
    let stranger = Client::new(&street.base);
    let unknown = "/c/7zzzzzzzzzzzzzzzzzzzzzzzzz";
    let own = format!("/c/{}", street.resident().card);
    // One street: every number looks alike.
    let told = |path: &str| stranger.get(path).expect(200).body.replace(path, "/c/X");
    assert_eq!(told(unknown), told(&own));
    let other = street.neighbour();
    let page = stranger.get(&format!("/c/{}", other.resident.card)).expect(200).body;
    assert!(page.contains("A card of Other Street") && page.contains("/join?street=other"), "{page}");
    assert!(!page.contains("Asahi Street"), "{page}");
    assert!(stranger.get(&own).expect(200).body.contains("A card of Asahi Street"));
    let page = stranger.get(unknown).expect(200).body;
    assert!(!page.contains("A card of Asahi Street") && !page.contains("A card of Other Street"), "{page}");
    assert!(page.contains("/streets/asahi") && page.contains("/streets/other"), "{page}");
}

fn an_invitation_leads_to_its_own_street(place: Place) {
    let street = Street::open(place);
    let other = street.neighbour();
    let (brand, shop, now) = (other.brand.id, other.shop_id, street.house.clock.now());
    let invite = move |tx: &mut Tx| people::invite(tx, brand, Role::Owner, Some(shop), "", None, now);
    let link = format!("/invitations/{}", street.house.db.write_now(invite).expect("invited").token);
    let stranger = Client::new(&street.base);
    let page = stranger.get(&link).expect(200).body;
    assert!(page.contains("Other Street") && page.contains("Elsewhere") && !page.contains("Asahi Street"), "{page}");
    let fields = [("name", "Mina"), ("email", "mina@test.example"), ("password", "three plain words")];
    assert_eq!(stranger.form(&link, &fields).expect(303).header("location"), Some("/counter"));
    for path in ["/counter", "/shop"] {
        let page = stranger.get(path).expect(200).body;
        assert!(page.contains("Elsewhere") && !page.contains("Asahi Street"), "{path}: {page}");
    }
    // A card of the first street is nobody's here.
    let card = street.resident().card;
    assert_eq!(stranger.form("/counter/find", &[("q", &card)]).status, 404);
}
