//! The shops of the street with their numbers, and the categories that still belong to no need.

use jiff::civil::Date;
use maud::{Markup, html};

use super::marks::{shop_name, shown};
use super::period::Period;
use super::{Office, STYLES, Shop, Tab, curtain, invite_owner};
use crate::chart::{Shown, meter};
use crate::layout::{Frame, Page};
use crate::words::{Lang, date_short};
use crate::{paths, t, ui};

pub struct Shops {
    pub office: Office,
    /// What the numbers are of.
    pub period: Period,
    pub shops: Vec<ShopRow>,
    pub unmapped: Vec<Category>,
    /// Code and name, in the reader's language.
    pub needs: Vec<(String, String)>,
}

pub struct ShopRow {
    pub shop: Shop,
    /// In the reader's language; none where its category is not mapped.
    pub need: Option<String>,
    pub visits: Shown,
    /// People, rounded to 5.
    pub passports: Shown,
    pub slips_given: Shown,
    pub slips_received: Shown,
    pub last_stamp: Option<Date>,
    pub owner: Owner,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    Yes,
    Invited,
    No,
    /// The shop has left.
    Left(Date),
}

pub struct Category {
    /// As the source names it: `shop=houseware`, `金物`.
    pub code: String,
    pub shops: u64,
    /// One of them.
    pub example: String,
}

impl Page for Shops {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "dashboard-shops")
    }

    fn styles(&self) -> &'static [&'static str] {
        STYLES
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        curtain(frame, self.office, Tab::Shops)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let (page, lang) = (self, frame.lang);
        html! {
        div.dash-title {
            h1 { (t!(lang, "dashboard-shops-count", n = page.shops.len())) }
            p { a href=(paths::dashboard_benefit()) { (t!(lang, "benefit-street-link")) } }
            p.note { (page.period.label(lang)) " · " (t!(lang, "dashboard-rounded")) }
        }
        @if page.shops.is_empty() {
            (ui::empty(None, &t!(lang, "dashboard-shops-none"), &t!(lang, "dashboard-shops-import")))
        } @else {
            (table(page, lang))
            @if page.office.may_edit() { (leaving(page, lang)) }
            p.note { (t!(lang, "dashboard-shops-import")) }
        }
        @if !page.unmapped.is_empty() { (ui::stitch()) (categories(page, lang)) }
        }
    }
}

fn table(page: &Shops, lang: Lang) -> Markup {
    let most = page.shops.iter().filter_map(|row| row.visits.number()).max().unwrap_or(0);
    let heads = [
        t!(lang, "dashboard-need"),
        t!(lang, "dashboard-visits"),
        t!(lang, "dashboard-passports"),
        t!(lang, "dashboard-slips-given"),
        t!(lang, "dashboard-slips-received"),
        t!(lang, "dashboard-last-stamp"),
        t!(lang, "dashboard-owner"),
    ];
    // On a phone each row becomes a small sheet; the roles keep it a table to readers.
    html! {
        table.dash-shops role="table" {
            caption.sr { (t!(lang, "dashboard-shops")) ", " (page.period.label(lang)) }
            thead role="rowgroup" { tr role="row" {
                th scope="col" role="columnheader" { (t!(lang, "dashboard-shop")) }
                @for (at, head) in heads.iter().enumerate() {
                    th scope="col" role="columnheader" class=[(1..=4).contains(&at).then_some("num")] { (head) }
                }
            } }
            tbody role="rowgroup" { @for row in &page.shops {
                tr #(row.shop.code) role="row" {
                    th scope="row" role="rowheader" { (shop_name(&row.shop)) " " span.code { (row.shop.code) } }
                    td role="cell" data-label=(heads[0]) {
                        @match &row.need {
                            Some(need) => (need),
                            None if page.unmapped.is_empty() => span.muted { (t!(lang, "dashboard-no-need")) },
                            None => a href="#categories" { (t!(lang, "dashboard-no-need")) },
                        }
                    }
                    td.num.visits role="cell" data-label=(heads[1]) {
                        @if let Some(n) = row.visits.number() { (meter(n, most)) }
                        (shown(row.visits, lang))
                    }
                    td.num role="cell" data-label=(heads[2]) { (shown(row.passports, lang)) }
                    td.num role="cell" data-label=(heads[3]) { (shown(row.slips_given, lang)) }
                    td.num role="cell" data-label=(heads[4]) { (shown(row.slips_received, lang)) }
                    td role="cell" data-label=(heads[5]) {
                        @match row.last_stamp { Some(day) => (date_short(lang, day)), None => (t!(lang, "dashboard-never")) }
                    }
                    td role="cell" data-label=(heads[6]) {
                        (owner(row, page.office.may_edit(), lang))
                    }
                }
            } }
        }
    }
}

/// The way to a shop's leaving: out of the way, since it is rare.
fn leaving(page: &Shops, lang: Lang) -> Markup {
    html! {
        details.dash-leaving {
            summary { (t!(lang, "leaving-link")) }
            ul { @for row in &page.shops { li { a href=(paths::dashboard_shop_leaving(&row.shop.code)) { (row.shop.name) } } } }
        }
    }
}

fn owner(row: &ShopRow, may_edit: bool, lang: Lang) -> Markup {
    match row.owner {
        Owner::Yes => html! { (t!(lang, "dashboard-owner-yes")) },
        Owner::Invited => html! { (t!(lang, "dashboard-owner-invited")) },
        Owner::No if may_edit => html! {
            a.btn.outline.small href=(invite_owner(&row.shop.code)) aria-label=(t!(lang, "dashboard-invite-of", shop = &row.shop.name)) {
                (t!(lang, "dashboard-invite"))
            }
        },
        Owner::Left(day) => html! { span.note { (t!(lang, "leaving-left-on", day = date_short(lang, day))) } },
        Owner::No => html! { (t!(lang, "dashboard-owner-no")) },
    }
}

fn categories(page: &Shops, lang: Lang) -> Markup {
    html! {
        section.dash-categories #categories {
            h2 { (t!(lang, "dashboard-categories", n = page.unmapped.len())) }
            p { (t!(lang, "dashboard-categories-why")) }
            ul.dash-rows { @for (at, category) in page.unmapped.iter().enumerate() { li {
                div {
                    strong { (category.code) }
                    p.note { (t!(lang, "dashboard-category-shops", n = category.shops, example = &category.example)) }
                }
                @if page.office.may_edit() {
                    form.dash-inline method="post" action=(paths::dashboard_categories()) {
                        (ui::hidden("category", &category.code))
                        label.sr for={ "need-" (at) } { (t!(lang, "dashboard-category-need", category = &category.code)) }
                        select id={ "need-" (at) } name="need" required {
                            option value="" { (t!(lang, "dashboard-choose-need")) }
                            @for (code, name) in &page.needs { option value=(code) { (name) } }
                        }
                        (ui::button(ui::Look::Outline, &t!(lang, "dashboard-map-it")))
                    }
                }
            } } }
        }
    }
}
