//! Every page of the desk, drawn in both languages and looked over.

use jiff::civil::date;

use super::books::{Account, KindTotal};
use super::people::invite::{Invitation, Made, Role, What};
use super::people::{InviteForm, NoticeForm};
use super::period::Kind;
use super::shops::{Category, Owner, ShopRow};
use super::slips::Pair;
use super::*;
use crate::chart::Shown::{self, Few, Number};
use crate::dashboard::charter::{CharterForm, Mistake, Rules, Version};
use crate::dashboard::overview::{Cell, Column, Ground, LeftOut, NeedFlow, Todo};
use crate::{Lang, Page};

fn shop(code: &str) -> Shop {
    Shop {
        code: code.into(),
        name: format!("shop {code}"),
        trade: Trade::Food,
        crest: Crest::of_shop("asahi", code, &[]),
    }
}

fn overview(count: Shown) -> Overview {
    let period = Period::around(Kind::Month, date(2026, 10, 1));
    let corners = vec![(0.0, 0.0), (2.0, 0.0), (2.0, 2.0), (0.0, 2.0)];
    Overview {
        office: Office::Coordinator,
        period,
        has_next: true,
        so_far: None,
        visits: count,
        change: None,
        passports: count,
        shared: None,
        shared_change: None,
        slips_given: count,
        slips_used: count,
        columns: vec![Column { first: date(2026, 10, 1), visits: count, rain: None, event: None }],
        average_before: None,
        shares: vec![(period, None)],
        by_shops: [count; 4],
        flows: vec![NeedFlow { from: "Bread".into(), to: "Coffee".into(), people: 20 }],
        few_flows: 1,
        ground: Ground {
            cells: vec![Cell { corners, visits: count }],
            boundary: vec![],
            ways: vec![],
            shops: vec![(shop("a"), (1.0, 1.0))],
            places: vec![],
        },
        left_out: vec![LeftOut::Silent { shop: shop("a"), since: None, shared: count }],
        todos: vec![
            Todo::InviteOwner { shop: shop("a"), visits: count },
            Todo::Pair { from: shop("a"), to: shop("b"), people: count, given: count },
            Todo::MapCategories { categories: 1, shops: 1, example: "b".into() },
            Todo::Notice { last: None },
        ],
    }
}

fn slips(count: Shown) -> Slips {
    let pair = Pair { from: 0, to: 1, given: count, used: count };
    Slips {
        office: Office::Officer,
        period: Period::around(Kind::Month, date(2026, 10, 1)),
        has_next: false,
        given: count,
        used: count,
        shops: vec![shop("a"), shop("b")],
        pairs: vec![pair],
    }
}

fn shops(count: Shown) -> Shops {
    Shops {
        office: Office::Coordinator,
        period: Period::around(Kind::Month, date(2026, 10, 1)),
        shops: vec![ShopRow {
            shop: shop("a"),
            need: None,
            visits: count,
            passports: count,
            slips_given: count,
            slips_received: count,
            last_stamp: None,
            owner: Owner::No,
        }],
        unmapped: vec![Category { code: "shop=x".into(), shops: 1, example: "a".into() }],
        needs: vec![("bread".into(), "Bread".into())],
    }
}

fn charter() -> Charter {
    let rules = Rules { points_per_visit: 10, points_per_100: 1, ..Rules::default() };
    let mut form = CharterForm::of(&rules, date(2026, 12, 1));
    form.typed.insert("max_amount".into(), "<much>".into());
    form.mistakes = vec![("max_amount", Mistake::NotANumber)];
    let version = Version { number: 1, from: date(2026, 4, 1), rules };
    Charter { office: Office::Coordinator, versions: vec![version], today: date(2026, 11, 21), form, saved: None }
}

fn made() -> Made {
    let invitation = Invitation {
        role: Role::Owner,
        shop: Some("a".into()),
        email: "a@example.org".into(),
        expires: date(2026, 12, 1),
    };
    Made { what: What::Invitation { invitation, sent: false }, link: "https://example.org/invitations/x".into() }
}

fn people() -> People {
    People {
        office: Office::Coordinator,
        members: vec![],
        invitations: vec![],
        made: Some(made()),
        form: InviteForm { shop: "a".into(), ..InviteForm::default() },
        shops: vec![("a".into(), "shop a".into())],
        notice: None,
        notice_form: NoticeForm::default(),
    }
}

fn desk() -> ShopDesk {
    ShopDesk {
        shop: shop("a"),
        staff: vec![],
        invitations: vec![],
        made: Some(made()),
        email: String::new(),
        keys: vec![],
        new_key: Some("once".into()),
        key_name: String::new(),
        mistakes: vec![],
        left_handed: true,
    }
}

fn books() -> Books {
    Books {
        office: Office::Auditor,
        at: date(2026, 11, 21).at(9, 0, 0, 0),
        kinds: vec![KindTotal { kind: Account::Fund, accounts: 1, debits: 1, credits: 2 }],
        money: vec![],
        shops: vec![],
        transfers: vec![],
    }
}

fn benefit(count: Shown, faces: Option<u64>, per_face: benefit::PerFace) -> Benefit {
    let middle = benefit::Middle {
        paid: 3_200,
        got: 900,
        carries: 2_300,
        faces: count,
        with_slip: count,
        first_visits: count,
        returning: count,
        slips_given: count,
        slips_used: count,
        slips_got: count,
        per_face,
    };
    Benefit {
        shop: shop("a"),
        period: Period::around(Kind::Month, date(2026, 10, 1)),
        has_next: true,
        so_far: None,
        open: true,
        active: faces.is_some() || per_face != benefit::PerFace::Unknown,
        own: benefit::Own { paid: 4_200, with_slip: faces.unwrap_or(1), faces, per_face, ..benefit::Own::default() },
        middle: faces.map(|_| middle),
    }
}

fn burdens(count: Shown, carries: i64) -> Burdens {
    let per_face = benefit::PerFace::MoreThan(420);
    Burdens {
        office: Office::Officer,
        period: Period::around(Kind::Year, date(2026, 10, 1)),
        has_next: false,
        open: true,
        rows: vec![benefit::Burden { shop: shop("a"), carries, faces: count, per_face }],
    }
}

fn pages() -> Vec<Box<dyn Page>> {
    let mut pages: Vec<Box<dyn Page>> =
        vec![Box::new(charter()), Box::new(people()), Box::new(desk()), Box::new(books())];
    for count in [Few, Number(0), Number(1), Number(1280)] {
        pages.push(Box::new(overview(count)));
        pages.push(Box::new(Tables(overview(count))));
        pages.push(Box::new(slips(count)));
        pages.push(Box::new(shops(count)));
        pages.push(Box::new(burdens(count, 4_200)));
    }
    pages.push(Box::new(burdens(Few, -1)));
    use benefit::PerFace::{About, AtMost, MoreThan, Nothing, Unknown};
    for (others, per_face) in [
        (Some(20), About(105)),
        (Some(30), Nothing),
        (None, AtMost(4_200)),
        (Some(0), MoreThan(42)),
        (None, Nothing),
        (None, Unknown),
    ] {
        pages.push(Box::new(benefit(Few, others, per_face)));
        pages.push(Box::new(benefit(Number(15), others, per_face)));
    }
    pages
}

fn drawn(page: &dyn Page, lang: Lang) -> String {
    crate::render(&Frame { lang, ..Frame::default() }, page).into_string()
}

#[test]
fn every_page_in_both_languages() {
    for lang in Lang::ALL {
        for page in pages() {
            let html = drawn(page.as_ref(), lang);
            assert!(!html.contains("style=\"") && !html.contains("onclick"), "{}", page.title(&Frame::default()));
            assert!(!html.contains("Unknown localization"), "{}", page.title(&Frame::default()));
            assert!(html.matches("seal-btn").count() <= 1, "one red button a page");
            assert_eq!(html.matches("<h1").count(), 1, "{}", page.title(&Frame::default()));
        }
    }
}

/// The text of a page's body, without addresses and coordinates.
fn words(page: &dyn Page) -> String {
    let html = drawn(page, Lang::En);
    let main = html.split_once("<main").map_or("", |(_, rest)| rest);
    main.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, text)| text).collect::<Vec<_>>().join("|")
}

#[test]
fn what_may_not_be_shown_is_the_chip_and_no_number() {
    let said = words(&slips(Few));
    assert!(said.contains("fewer than 10"));
    let numbers: Vec<&str> = said.split('|').filter(|text| text.trim().parse::<u64>().is_ok()).collect();
    assert!(numbers.is_empty(), "{numbers:?}");
    // One bar of one day: neither a number nor a height of its own.
    let html = drawn(&overview(Few), Lang::En);
    assert!(html.contains("bar unshown") && html.contains("hex unshown"));
    assert!(!html.contains("bar usual") && !html.contains("hex ai"));
    // People by shops: where every part is hidden, the chip stands for all of them.
    let shared = html.split_once("dash-shared").map_or("", |(_, rest)| rest);
    let shared = shared.split_once("</section>").map_or("", |(section, _)| section);
    assert!(shared.contains("class=\"few\"") && !shared.contains("<svg"), "{shared}");
}

#[test]
fn what_was_typed_stays_and_is_escaped() {
    let html = drawn(&charter(), Lang::En);
    assert!(html.contains("value=\"&lt;much&gt;\"") && html.contains("Whole numbers only"));
}

#[test]
fn at_most_three_things_to_do() {
    let html = drawn(&overview(Number(20)), Lang::En);
    assert_eq!(html.matches("<ol>").count(), 1);
    assert!(html.contains("Invite the owner") && !html.contains("Write a notice"));
}

#[test]
fn an_auditor_sees_books_and_charter_only() {
    let html = drawn(&books(), Lang::En);
    assert!(html.contains("/dashboard/charter") && !html.contains("/dashboard/people"));
    assert!(html.contains("do not balance"));
}

#[test]
fn those_who_may_not_change_have_no_forms() {
    let mut page = shops(Number(20));
    page.office = Office::Officer;
    let html = drawn(&page, Lang::En);
    assert!(!html.contains("<select") && !html.contains("#invite"));
}
