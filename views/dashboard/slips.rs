//! Slips from shop to shop: how many were given, how many were used, and between whom.

use maud::{Markup, html};

use super::marks::{shop_name, shown, stepper};
use super::period::Period;
use super::{Office, STYLES, Shop, Tab, curtain};
use crate::chart::Shown;
use crate::layout::{Frame, Page};
use crate::words::{Lang, number, percent};
use crate::{paths, t, ui};

pub struct Slips {
    pub office: Office,
    pub period: Period,
    /// Whether a later period has begun.
    pub has_next: bool,
    pub given: Shown,
    pub used: Shown,
    /// Rows and columns of the matrix, in this order.
    pub shops: Vec<Shop>,
    /// Pairs between which any slip was given; places are those in `shops`. Order does not matter.
    pub pairs: Vec<Pair>,
}

pub struct Pair {
    pub from: usize,
    pub to: usize,
    pub given: Shown,
    pub used: Shown,
}

/// The list above the matrix names the busiest pairs, not all.
const MOST_PAIRS: usize = 10;
/// A matrix wider than this helps nobody; the list grows instead.
const MOST_SHOPS: usize = 40;

impl Page for Slips {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "dashboard-slips")
    }

    fn styles(&self) -> &'static [&'static str] {
        STYLES
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        curtain(frame, self.office, Tab::Slips)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let (page, lang) = (self, frame.lang);
        html! {
        (stepper(page.period, page.period.last(), page.has_next, paths::dashboard_slips_period, lang))
        h1.dash-headline { (finding(page, lang)) }
        @if page.pairs.is_empty() {
            (ui::empty(None, &t!(lang, "dashboard-slips-none"), &t!(lang, "dashboard-slips-none-then")))
        } @else {
            div.dash-slips {
                (busiest(page, lang))
                @if page.shops.len() <= MOST_SHOPS { (matrix(page, lang)) }
            }
        }
        }
    }
}

fn finding(page: &Slips, lang: Lang) -> String {
    match (page.given, page.used) {
        (Shown::Number(0), _) => t!(lang, "dashboard-slips-none"),
        (Shown::Number(given), Shown::Number(used)) => {
            let share = used * 100 / given;
            t!(lang, "dashboard-slips-found", given = given, used = used, percent = percent(share as i64))
        }
        (Shown::Number(given), Shown::Few) => t!(lang, "dashboard-slips-given-only", given = given),
        (Shown::Few, _) => t!(lang, "dashboard-slips-few"),
    }
}

fn busiest(page: &Slips, lang: Lang) -> Markup {
    let shown_pairs = || page.pairs.iter().filter_map(|pair| Some((pair, pair.given.number()?)));
    let mut pairs: Vec<_> = shown_pairs().collect();
    pairs.sort_by_key(|(pair, given)| (std::cmp::Reverse(*given), pair.from, pair.to));
    let few = page.pairs.len() - pairs.len();
    let most = if page.shops.len() <= MOST_SHOPS { MOST_PAIRS } else { pairs.len() };
    html! {
        section {
            h2 { (t!(lang, "dashboard-slips-busiest")) }
            table.data {
                thead { tr {
                    th scope="col" { (t!(lang, "dashboard-from")) }
                    th scope="col" { (t!(lang, "dashboard-to")) }
                    th.num scope="col" { (t!(lang, "dashboard-given")) }
                    th.num scope="col" { (t!(lang, "dashboard-used")) }
                } }
                tbody { @for (pair, _) in pairs.iter().take(most) {
                    @if let (Some(from), Some(to)) = (page.shops.get(pair.from), page.shops.get(pair.to)) {
                        tr {
                            th scope="row" { (shop_name(from)) }
                            td { (shop_name(to)) }
                            td.num { (shown(pair.given, lang)) }
                            td.num { (shown(pair.used, lang)) }
                        }
                    }
                } }
            }
            @if few > 0 { p.note { (ui::suppressed(lang)) " " (t!(lang, "dashboard-slips-few-pairs", n = few)) } }
        }
    }
}

fn matrix(page: &Slips, lang: Lang) -> Markup {
    let most = page.pairs.iter().filter_map(|pair| pair.given.number()).max().unwrap_or(1).max(1);
    let find = |from: usize, to: usize| page.pairs.iter().find(|pair| pair.from == from && pair.to == to);
    html! {
        section {
            h2 { (t!(lang, "dashboard-slips-all")) }
            p.note { (t!(lang, "dashboard-slips-how")) }
            div.scroll tabindex="0" role="region" aria-label=(t!(lang, "dashboard-slips-all")) {
                table.matrix {
                    thead { tr {
                        td {}
                        @for shop in &page.shops { th scope="col" title=(shop.name) {
                            span class={ "mark " (shop.trade.class()) } { (shop.crest.svg()) }
                            span.sr { (shop.name) }
                        } }
                    } }
                    tbody { @for (from, shop) in page.shops.iter().enumerate() {
                        tr #(shop.code) {
                            th scope="row" { (shop_name(shop)) }
                            @for to in 0..page.shops.len() { (cell(find(from, to), from == to, most, lang)) }
                        }
                    } }
                }
            }
        }
    }
}

fn cell(pair: Option<&Pair>, own: bool, most: u64, lang: Lang) -> Markup {
    match pair {
        None if own => html! { td.own {} },
        None => html! { td { span.sr { (t!(lang, "dashboard-slips-no")) } } },
        Some(Pair { given: Shown::Few, .. }) => html! {
            td.few-cell title=(t!(lang, "ui-suppressed")) { span.sr { (t!(lang, "ui-suppressed")) } }
        },
        Some(Pair { given: Shown::Number(given), used, .. }) => {
            let dip = (given * 4).div_ceil(most).clamp(1, 4);
            let (given, used) = (number(*given as i64), used.number().map(|n| number(n as i64)));
            let few = t!(lang, "ui-suppressed");
            let said = t!(lang, "dashboard-slips-cell", given = &given, used = used.as_ref().unwrap_or(&few));
            html! {
                td class={ "dip on-ai" (dip) } title=(said) {
                    span aria-hidden="true" { b { (given) } @if let Some(used) = used { small { (used) } } }
                    span.sr { (said) }
                }
            }
        }
    }
}
