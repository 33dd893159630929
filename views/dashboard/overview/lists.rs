//! The two lists of the overview: who is left out, and at most three things to do this week.
//! Every to-do has its evidence and one act, and every act is a page that exists.

use jiff::civil::Date;
use maud::{Markup, html};

use super::Overview;
use super::findings::small_count;
use crate::chart::Shown;
use crate::dashboard::marks::{gap, shown_in};
use crate::dashboard::{Shop, invite_owner};
use crate::ui::{Look, link_button};
use crate::words::{Lang, date_short};
use crate::{paths, t};

pub enum LeftOut {
    /// Nothing was stamped there for a while.
    Silent { shop: Shop, since: Option<Date>, shared: Shown },
    /// Others send nobody.
    NoSlipsIn { shop: Shop, weeks: u32, shared: Shown },
    /// It sends people on and gets nobody back.
    SendsOnly { shop: Shop, shared: Shown },
    /// Per cent of passports that are paper, and of slips that went to them.
    Paper { passports: u8, slips: u8 },
}

pub enum Todo {
    /// A shop in which nobody can sign in yet.
    InviteOwner { shop: Shop, visits: Shown },
    /// Shops whose category belongs to no need: they are never recommended.
    MapCategories { categories: u64, shops: u64, example: String },
    /// No notice is up.
    Notice { last: Option<Date> },
    /// Many go from one to the other, few with a slip.
    Pair { from: Shop, to: Shop, people: Shown, given: Shown },
}

const MOST_TODOS: usize = 3;

pub(super) fn left_out(page: &Overview, lang: Lang) -> Markup {
    html! {
        section.dash-list {
            h2 { (t!(lang, "dashboard-left-out")) }
            @if page.left_out.is_empty() { p.note { (t!(lang, "dashboard-left-out-none")) } }
            ul {
                @for one in &page.left_out { li { (left_out_one(one, lang)) } }
            }
        }
    }
}

fn left_out_one(one: &LeftOut, lang: Lang) -> Markup {
    match one {
        LeftOut::Silent { shop, since, shared } => {
            let why = match since {
                Some(day) => t!(lang, "dashboard-silent-since", day = date_short(lang, *day)),
                None => t!(lang, "dashboard-silent-ever"),
            };
            about_shop(shop, *shared, &why, lang)
        }
        LeftOut::NoSlipsIn { shop, weeks, shared } => about_shop(
            shop,
            *shared,
            &t!(lang, "dashboard-no-slips-in", weeks = *weeks, spelt = small_count(lang, *weeks)),
            lang,
        ),
        LeftOut::SendsOnly { shop, shared } => about_shop(shop, *shared, &t!(lang, "dashboard-sends-only"), lang),
        LeftOut::Paper { passports, slips } => html! {
            svg.dash-paper viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" {
                path d="M3 8.5h34v23H3zM8.5 14h10v9h-10zM23 15h9M23 20h6M8.5 27h23" {}
            }
            div {
                h3 { (t!(lang, "dashboard-paper")) }
                p { (t!(lang, "dashboard-paper-why", passports = *passports, slips = *slips)) }
            }
        },
    }
}

fn about_shop(shop: &Shop, shared: Shown, why: &str, lang: Lang) -> Markup {
    html! {
        span class={ "mark " (shop.trade.class()) } { (shop.crest.svg()) }
        div {
            h3 { a href=(paths::shop(&shop.code)) { (shop.name) } }
            p { (shown_in(shared, lang, |n, is| t!(lang, "dashboard-shared-customers", n = n, is = is))) (gap(lang)) (why) }
        }
    }
}

pub(super) fn this_week(page: &Overview, lang: Lang) -> Markup {
    html! {
        section.dash-list.dash-todos {
            h2 { (t!(lang, "dashboard-this-week")) }
            @if page.todos.is_empty() { p.note { (t!(lang, "dashboard-this-week-none")) } }
            ol {
                @for (at, todo) in page.todos.iter().take(MOST_TODOS).enumerate() { li { (todo_one(page, todo, at == 0, lang)) } }
            }
        }
    }
}

fn todo_one(page: &Overview, todo: &Todo, first: bool, lang: Lang) -> Markup {
    let (what, evidence, act, to) = match todo {
        Todo::InviteOwner { shop, visits } => (
            t!(lang, "dashboard-todo-invite", shop = &shop.name),
            shown_in(*visits, lang, |n, is| t!(lang, "dashboard-todo-invite-why", n = n, is = is)),
            t!(lang, "dashboard-todo-invite-act"),
            invite_owner(&shop.code),
        ),
        Todo::MapCategories { categories, shops, example } => (
            t!(lang, "dashboard-todo-map", n = *categories),
            html! { (t!(lang, "dashboard-todo-map-why", shops = *shops, example = example)) },
            t!(lang, "dashboard-todo-map-act"),
            format!("{}#categories", paths::dashboard_shops()),
        ),
        Todo::Notice { last } => (
            t!(lang, "dashboard-todo-notice"),
            html! {
                @match last {
                    Some(day) => (t!(lang, "dashboard-todo-notice-last", day = date_short(lang, *day))),
                    None => (t!(lang, "dashboard-todo-notice-never")),
                }
            },
            t!(lang, "dashboard-todo-notice-act"),
            format!("{}#notice", paths::dashboard_people()),
        ),
        Todo::Pair { from, to, people, given } => (
            t!(lang, "dashboard-todo-pair", from = &from.name, to = &to.name),
            html! { (shown_in(*people, lang, |n, is| t!(lang, "dashboard-todo-pair-people", n = n, is = is))) (gap(lang)) (shown_in(*given, lang, |n, is| t!(lang, "dashboard-todo-pair-given", n = n, is = is))) },
            t!(lang, "dashboard-todo-pair-act"),
            format!("{}#{}", paths::dashboard_slips_period(&page.period.key()), from.code),
        ),
    };
    html! {
        div { h3 { (what) } p { (evidence) } }
        (link_button(if first { Look::Seal } else { Look::Outline }, &act, &to))
    }
}
