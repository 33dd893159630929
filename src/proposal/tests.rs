//! What is proposed is allowed, is the best there is, and rests on nothing that was not let through.

use super::facts::{Became, Earlier, Facts, Named, Tasted, Told, Wish, learn};
use super::reasons::{Drawback, Explained, Quote, Reason, explain};
use super::rules::{Limits, Menu, Piece, Set, best, best_of, instead, rank};
use super::store::Why;
use crate::knowing::{self, Note, chips};
use crate::passport::Sharing;
use crate::words::{BrandId, GroupId, Millis, NoteId, PartId, PassportId, ShopId};
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use std::collections::BTreeSet;

const CODES: [&str; 6] = ["dry", "sweet", "dairy", "nuts", "rich", "light"];
const HERE: ShopId = ShopId(1);

fn some_codes() -> impl Strategy<Value = BTreeSet<String>> {
    btree_set(prop::sample::select(&CODES[..]).prop_map(str::to_owned), 0..3)
}

fn piece(id: i64, group: i64, price: i64, attributes: &[&str]) -> Piece {
    Piece {
        id: PartId(id),
        group: GroupId(group),
        price,
        attributes: attributes.iter().map(|a| (*a).to_owned()).collect(),
        need: None,
        names: vec![format!("thing{id}")],
    }
}

prop_compose! {
    fn menus()(
        groups in vec((0usize..3, 0usize..3), 1..4),
        pieces in vec((0i64..3, 0i64..30, some_codes()), 1..10),
        bans in vec((0i64..10, 0i64..10), 0..6),
    ) -> Menu {
        let groups = groups.iter().enumerate().map(|(i, (least, more))| {
            Limits { id: GroupId(i as i64), least: *least, most: (least + more).max(1) }
        }).collect::<Vec<_>>();
        let count = groups.len() as i64;
        let pieces = pieces.into_iter().enumerate().map(|(i, (group, price, attributes))| Piece {
            attributes,
            ..piece(i as i64, group % count, price * 100, &[])
        });
        Menu::new(groups, pieces.collect(), bans.into_iter().filter(|(a, b)| a != b).map(|(a, b)| (PartId(a), PartId(b))))
    }
}

fn became() -> impl Strategy<Value = Became> {
    prop_oneof![Just(Became::Taken), prop::sample::select(Why::ALL).prop_map(Became::Declined)]
}

prop_compose! {
    fn facts()(
        wishes in vec((prop::sample::select(&CODES[..]), any::<bool>()), 0..4),
        avoids in some_codes(),
        tasted in vec((0i64..10, any::<bool>(), some_codes()), 0..4),
        budget in prop::option::of(0i64..6000),
        earlier in vec((btree_set(0i64..10, 1..4), some_codes(), 0i64..6000, became()), 0..4),
    ) -> Facts {
        Facts {
            wishes: wishes.into_iter().filter(|(w, _)| !avoids.contains(*w)).map(|(w, gift)| Wish {
                attribute: w.to_owned(), told: Told::Here, occasion: gift.then(|| "gift_visit".to_owned()),
            }).collect(),
            avoids,
            tasted: tasted.into_iter().map(|(n, liked, attributes)| Tasted {
                what: format!("Thing {n}"), what_en: String::new(), told: Told::At(ShopId(2)), liked, attributes: attributes.into_iter().collect(),
            }).collect(),
            needs: Vec::new(),
            budget,
            earlier: earlier.into_iter().map(|(parts, attributes, total, became)| Earlier {
                parts: parts.into_iter().map(PartId).collect(), attributes, total, became,
            }).collect(),
        }
    }
}

/// The rules once more, in their plainest form.
fn may(menu: &Menu, facts: &Facts, set: &[usize]) -> bool {
    let of = |g: GroupId| set.iter().filter(|i| menu.pieces[**i].group == g).count();
    let clash = |a: PartId, b: PartId| menu.bans.contains(&(a, b)) || menu.bans.contains(&(b, a));
    !set.is_empty()
        && menu.groups.iter().all(|g| of(g.id) >= g.least && of(g.id) <= g.most)
        && set.iter().all(|i| set.iter().all(|j| !clash(menu.pieces[*i].id, menu.pieces[*j].id)))
        && set.iter().all(|i| menu.pieces[*i].attributes.iter().all(|a| !facts.avoids.contains(a)))
}

/// Every set there is, one after the other.
fn brute(menu: &Menu, facts: &Facts) -> Option<Set> {
    let all = (1u32..1 << menu.pieces.len())
        .map(|bits| (0..menu.pieces.len()).filter(|i| bits & (1 << i) != 0).collect::<Set>());
    all.filter(|set| may(menu, facts, set)).max_by_key(|set| rank(menu, facts, set))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn the_best_of_all_that_is_allowed(menu in menus(), facts in facts()) {
        let found = best(&menu, &facts);
        prop_assert_eq!(&found, &brute(&menu, &facts));
        prop_assert_eq!(&found, &best(&menu, &facts), "the same for the same");
        if let Some(set) = found {
            prop_assert!(may(&menu, &facts, &set) && menu.allows(&facts, &set));
            for i in &set {
                for other in instead(&menu, &facts, &set, *i) {
                    let mut swapped: Set = set.iter().copied().filter(|j| j != i).chain([other]).collect();
                    swapped.sort_unstable();
                    prop_assert!(may(&menu, &facts, &swapped));
                }
            }
        }
    }

    #[test]
    fn too_many_to_look_at_each_are_still_kept_to_the_rules(menu in menus(), facts in facts(), width in 1usize..5) {
        let narrow = best_of(&menu, &facts, 0, width);
        if let Some(set) = &narrow {
            prop_assert!(may(&menu, &facts, set));
        }
        prop_assert_eq!(narrow, best_of(&menu, &facts, 0, width));
        prop_assert_eq!(best_of(&menu, &facts, 0, 10_000), brute(&menu, &facts), "a beam that is wide enough misses nothing");
    }

    #[test]
    fn an_avoided_attribute_never_comes(menu in menus(), facts in facts()) {
        let set = best(&menu, &facts).unwrap_or_default();
        let has = set.iter().flat_map(|i| &menu.pieces[*i].attributes).any(|a| facts.avoids.contains(a));
        prop_assert!(!has);
    }
}

fn note(id: i64, shop: Option<ShopId>, chip: &str, tried: Option<(&str, bool)>, offered: bool) -> Note {
    let kind = if tried.is_some() { Sharing::Tried } else { chips::get(chip).map_or(Sharing::Likes, |c| c.kind()) };
    Note {
        brand_id: BrandId(1),
        id: NoteId(id),
        passport_id: PassportId(1),
        shop_id: shop,
        kind,
        chip: chip.to_owned(),
        text: tried.map_or(String::new(), |(what, _)| what.to_owned()),
        liked: tried.map(|(_, liked)| liked),
        month: chips::get(chip).and_then(chips::Chip::month),
        offered,
        written_by: None,
        created_at: Millis(0),
    }
}

const CHIPS: [&str; 8] = ["dry", "sweet", "light", "rich", "no_dairy", "no_nuts", "gift_mother", "gift_visit"];

prop_compose! {
    fn notes()(all in vec((0i64..4, any::<prop::sample::Index>(), prop::option::of((0i64..10, any::<bool>())), any::<bool>()), 0..8)) -> Vec<Note> {
        all.into_iter().enumerate().map(|(id, (shop, chip, tried, offered))| {
            let what = tried.map(|(n, liked)| (format!("Thing {n}"), liked));
            let tried = what.as_ref().map(|(what, liked)| (what.as_str(), *liked));
            let chip = if tried.is_some() { "" } else { CHIPS[chip.index(CHIPS.len())] };
            note(id as i64, Some(ShopId(shop)).filter(|s| s.0 > 0), chip, tried, offered)
        }).collect()
    }
}

type Sees = fn(ShopId, Option<ShopId>, Sharing, bool, &[Sharing]) -> bool;

/// From all notes there are to a proposal with its reasons, as the acts go: what may be seen, what it comes to, the best.
fn whole(menu: &Menu, notes: &[Note], shared: &[Sharing], sees: Sees) -> (Option<Set>, Explained) {
    let seen: Vec<Note> = notes.iter().filter(|n| sees(HERE, n.shop_id, n.kind, n.offered, shared)).cloned().collect();
    let thing = |n: i64| Named {
        name: format!("Thing {n}"),
        name_en: String::new(),
        shop: ShopId(2),
        names: vec![format!("thing{n}")],
        attributes: vec![CODES[n as usize % 6].into()],
    };
    let facts = learn(HERE, &seen, 5, &(0..10).map(thing).collect::<Vec<_>>());
    let set = best(menu, &facts);
    let pieces: Vec<&Piece> = set.iter().flatten().map(|i| &menu.pieces[*i]).collect();
    (set, explain(&pieces, &facts, &menu.attributes(), &[]))
}

/// Foreign notes of kinds that are not shared, or that were not offered, change nothing.
fn nothing_unshared_matters(
    menu: &Menu,
    before: &[Note],
    more: &[Note],
    shared: &[Sharing],
    sees: Sees,
) -> Result<(), TestCaseError> {
    let unseen = |n: &&Note| n.shop_id != Some(HERE) && !(n.offered && shared.contains(&n.kind));
    let with: Vec<Note> = before.iter().chain(more.iter().filter(unseen)).cloned().collect();
    prop_assert_eq!(whole(menu, before, shared, sees), whole(menu, &with, shared, sees));
    Ok(())
}

fn on_many(sees: Sees) -> Result<(), String> {
    let kinds = prop::sample::subsequence(vec![Sharing::Likes, Sharing::Tried, Sharing::Occasions], 0..=3);
    let config = Config { failure_persistence: None, cases: 400, ..Config::default() };
    let many = (menus(), notes(), notes(), kinds);
    TestRunner::new(config)
        .run(&many, |(menu, before, more, shared)| nothing_unshared_matters(&menu, &before, &more, &shared, sees))
        .map_err(|e| e.to_string())
}

#[test]
fn without_consent_another_shops_notes_change_nothing() {
    on_many(knowing::rules::sees).unwrap();
    // And the test sees it where consent is not asked, or where only the kind is.
    assert!(on_many(|_, _, _, _, _| true).is_err());
    assert!(on_many(|shop, from, kind, _, shared| from == Some(shop) || shared.contains(&kind)).is_err());
    assert!(on_many(|shop, from, _, offered, _| from == Some(shop) || offered).is_err());
}

/// A bottle, and up to two things with it.
fn sake_shop() -> Menu {
    let groups = vec![Limits { id: GroupId(1), least: 1, most: 1 }, Limits { id: GroupId(2), least: 0, most: 2 }];
    let pieces = vec![
        piece(1, 1, 1500, &["sweet"]),
        piece(2, 1, 2400, &["dry"]),
        piece(3, 1, 3600, &["dry", "fragrant"]),
        piece(4, 2, 600, &["rich"]),
        piece(5, 2, 480, &["dairy", "rich"]),
    ];
    Menu::new(groups, pieces, [])
}

fn ids(menu: &Menu, set: Option<Set>) -> Vec<i64> {
    set.unwrap_or_default().into_iter().map(|i| menu.pieces[i].id.0).collect()
}

fn told(facts: &Facts, menu: &Menu, set: &[usize]) -> Explained {
    explain(&set.iter().map(|i| &menu.pieces[*i]).collect::<Vec<_>>(), facts, &menu.attributes(), &[])
}

#[test]
fn a_taste_told_elsewhere_is_the_reason_and_says_where() {
    let menu = sake_shop();
    let squid = Named {
        shop: ShopId(7),
        name: "Squid".into(),
        name_en: String::new(),
        names: vec!["squid".into()],
        attributes: vec!["rich".into()],
    };
    let notes = [
        note(1, Some(ShopId(7)), "dry", None, true),
        note(2, Some(ShopId(7)), "", Some(("Squid", true)), true),
        note(3, Some(ShopId(8)), "no_dairy", None, true),
    ];
    let facts = learn(HERE, &notes, 11, &[squid]);
    let set = best(&menu, &facts).unwrap();
    assert_eq!(ids(&menu, Some(set.clone())), [2, 4], "dry and cheaper, with something rich that has no dairy in it");
    let why = told(&facts, &menu, &set);
    let at = Told::At(ShopId(7));
    assert_eq!(
        why.reasons,
        [
            Reason::Wished { attribute: "dry".into(), parts: vec![PartId(2)], told: at },
            Reason::LikedLike {
                what: "Squid".into(),
                what_en: String::new(),
                attribute: "rich".into(),
                parts: vec![PartId(4)],
                told: at
            },
        ]
    );
    assert_eq!(why.drawbacks, [Drawback::Untried]);
}

#[test]
fn each_answer_teaches_the_next() {
    let menu = sake_shop();
    let earlier = |parts: &[i64], became| {
        let set = menu.set_of(&parts.iter().map(|p| PartId(*p)).collect()).unwrap();
        Earlier {
            parts: parts.iter().map(|p| PartId(*p)).collect(),
            attributes: set.iter().flat_map(|i| menu.pieces[*i].attributes.clone()).collect(),
            total: menu.total(&set),
            became,
        }
    };
    let wish = Wish { attribute: "dry".into(), told: Told::Here, occasion: None };
    let dry = |earlier: Vec<Earlier>| Facts { wishes: vec![wish.clone()], earlier, ..Facts::default() };
    assert_eq!(ids(&menu, best(&menu, &dry(vec![]))), [2]);

    // Too dear: under that sum, and it says so, and what is lacking now.
    let facts = dry(vec![earlier(&[2], Became::Declined(Why::Price))]);
    let set = best(&menu, &facts).unwrap();
    assert_eq!(ids(&menu, Some(set.clone())), [1]);
    let why = told(&facts, &menu, &set);
    assert!(why.reasons.contains(&Reason::Under { sum: 2400 }), "{why:?}");
    assert!(why.drawbacks.contains(&Drawback::Lacks { attribute: "dry".into() }), "{why:?}");
    // A later yes to as much lifts it.
    let facts = dry(vec![earlier(&[2], Became::Declined(Why::Price)), earlier(&[3], Became::Taken)]);
    assert_eq!(facts.too_much(), None);

    // Not to their taste: what set it apart counts against, what they like does not.
    let facts = dry(vec![earlier(&[3, 4], Became::Declined(Why::Taste))]);
    assert_eq!(facts.spoilt(), BTreeSet::from(["fragrant", "rich"]));
    // They have it, or not now.
    let facts = dry(vec![earlier(&[2], Became::Declined(Why::HaveIt))]);
    assert_eq!(ids(&menu, best(&menu, &facts)), [3]);
    let facts = dry(vec![earlier(&[2], Became::Declined(Why::NotNow))]);
    assert_eq!(ids(&menu, best(&menu, &facts)), [2]);
    // Taken: what it was like counts for.
    let facts = Facts { earlier: vec![earlier(&[3], Became::Taken)], ..Facts::default() };
    let set = best(&menu, &facts).unwrap();
    assert_eq!(ids(&menu, Some(set.clone())), [3]);
    assert!(matches!(&told(&facts, &menu, &set).reasons[..], [Reason::Taken { .. }, Reason::Taken { .. }]));
}

#[test]
fn over_the_budget_is_said_and_a_budget_is_used() {
    let menu = sake_shop();
    let facts = Facts { budget: Some(1200), ..Facts::default() };
    let set = best(&menu, &facts).unwrap();
    assert_eq!(ids(&menu, Some(set.clone())), [1], "the least over");
    assert!(told(&facts, &menu, &set).drawbacks.contains(&Drawback::Over { by: 300 }));
    let facts = Facts { budget: Some(3000), ..Facts::default() };
    assert_eq!(ids(&menu, best(&menu, &facts)), [2, 4]);
}

#[test]
fn nothing_remains_where_all_is_avoided() {
    let menu = sake_shop();
    let facts = Facts { avoids: ["dry", "sweet"].map(str::to_owned).into(), ..Facts::default() };
    assert_eq!(best(&menu, &facts), None);
}

#[test]
fn strict_words_exclude_and_tastes_may_differ_from_shop_to_shop() {
    let light = [note(1, Some(HERE), "light", None, false)];
    assert!(learn(HERE, &light, 5, &[]).avoids.contains("rich"));
    let both = [note(1, Some(HERE), "light", None, false), note(2, Some(ShopId(2)), "rich", None, true)];
    let facts = learn(HERE, &both, 5, &[]);
    assert!(facts.avoids.is_empty() && facts.wishes.len() == 2, "{facts:?}");
    let scent = [note(1, Some(HERE), "fragrant", None, false), note(2, Some(HERE), "no_scent", None, false)];
    let facts = learn(HERE, &scent, 5, &[]);
    assert!(facts.avoids.contains("fragrant") && facts.wishes.is_empty(), "a strict word outweighs a wish");
    let gift = [note(1, Some(HERE), "gift_mother", None, false)];
    assert_eq!(learn(HERE, &gift, 4, &[]).wishes.len(), 1, "from the month before");
    assert!(learn(HERE, &gift, 6, &[]).wishes.is_empty());
}

#[test]
fn a_quote_is_what_most_found_and_never_their_words() {
    let menu = sake_shop();
    let pieces: Vec<&Piece> = menu.pieces.iter().collect();
    let tried = |all: &[(&str, bool)]| all.iter().map(|(w, l)| ((*w).to_owned(), *l)).collect::<Vec<_>>();
    let found = |all: &[(&str, bool)]| super::reasons::quotes(&pieces, &tried(all));
    assert!(found(&[("something else", true)]).is_empty());
    assert_eq!(found(&[("thing2", true)]), [Quote { part: PartId(2), liked: true }]);
    assert_eq!(found(&[("thing2", true), ("thing2", false)]), [Quote { part: PartId(2), liked: false }]);
    let many = found(&[("thing1", true), ("thing2", true), ("thing3", false)]);
    assert_eq!(many.iter().map(|q| (q.part.0, q.liked)).collect::<Vec<_>>(), [(1, true), (3, false)]);
}

#[test]
fn a_shop_with_all_it_may_have_is_answered_at_once() {
    let groups = (0..8).map(|g| Limits { id: GroupId(g), least: 0, most: 5 }).collect();
    let pieces = (0..60).map(|i| piece(i, i % 8, 100 + i, &[CODES[i as usize % 6]])).collect();
    let menu = Menu::new(groups, pieces, (0..59).map(|i| (PartId(i), PartId(i + 1))));
    let wish = |a: &str| Wish { attribute: a.to_owned(), told: Told::Here, occasion: None };
    let facts = Facts { wishes: vec![wish("dry"), wish("rich")], budget: Some(2000), ..Facts::default() };
    let began = std::time::Instant::now();
    let set = best(&menu, &facts).unwrap();
    assert!(menu.allows(&facts, &set));
    // A second as people feel it; an unoptimised build on a busy machine takes longer than the program itself.
    assert!(began.elapsed().as_secs() < 20, "{:?}", began.elapsed());
    println!("{:?}", began.elapsed());
}
