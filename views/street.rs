//! The street, for anyone: its curtain, its shops by crest, its promise, three steps to a card.
//! And the list of streets where one program serves several.

use maud::{Markup, html};

use crate::crest::{Crest, Trade};
use crate::curtain::{self, Cut};
use crate::layout::{Frame, Page, foot};
use crate::ui::{self, Look};
use crate::words::{Lang, spell_count};
use crate::{paths, t};

pub struct StreetPage {
    pub shops: Vec<StreetShop>,
    /// How many are open today, where hours are known.
    pub open_today: Option<u32>,
    /// The charter's promise: a heading and a text; without one, the words every street begins with.
    pub promise: Option<(String, String)>,
    /// "Charter, third edition, April 2026"
    pub edition: Option<String>,
    /// The visitor holds a passport here.
    pub has_passport: bool,
}

#[derive(Clone, Debug)]
pub struct StreetShop {
    pub code: String,
    pub name: String,
    /// `tofu`, `豆腐`
    pub trade_name: String,
    pub crest: Crest,
    pub trade: Trade,
}

impl Page for StreetPage {
    fn title(&self, frame: &Frame) -> String {
        frame.name().to_owned()
    }

    fn styles(&self) -> &'static [&'static str] {
        &["street.css"]
    }

    fn area(&self) -> &'static str {
        "street-page"
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        let crest = frame.street.as_ref().map_or_else(|| Crest::of_street("noren"), |street| street.crest);
        html! {
            header {
                div.strip {
                    span.under-one { (under_one(frame.lang, self.shops.len())) }
                    nav aria-label=(t!(frame.lang, "street-nav")) {
                        a href="#shops" { (t!(frame.lang, "street-find-shops")) }
                        a href="#promise" { (t!(frame.lang, "street-charter")) }
                        a href=(paths::counter()) { (t!(frame.lang, "street-for-shops")) }
                        (frame.language_switch())
                        @if self.has_passport { a.first href=(paths::passport()) { (t!(frame.lang, "street-open-passport")) } }
                        @else { a.first href=(paths::sign_in_then(paths::passport())) { (t!(frame.lang, "street-open-passport")) } }
                    }
                }
                (curtain::long(Cut::Street, frame.seed(), &crest, frame.name()))
            }
        }
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let n = self.shops.len();
        let spelt = spell_count(lang, n as u32);
        let (head, text) = self.promise.clone().unwrap_or_else(|| {
            (
                t!(lang, "street-promise-head"),
                t!(lang, "street-promise", street = frame.name(), n = n, spelt = spelt.as_str()),
            )
        });
        html! {
            div.street-grid.many[n > MANY] {
                section.shops #shops {
                    div.lead {
                        h2 { (t!(lang, "street-shops-head")) }
                        @if let Some(open) = self.open_today { span.aside { (t!(lang, "street-open-today", n = open)) } }
                    }
                    @if n <= MANY { (crests(frame, self.shops.iter(), true)) }
                    @else {
                        // A town: by what people come for, folded, most shops first.
                        @for (trade, shops) in by_trade(&self.shops) {
                            details.trade {
                                summary { b.serif { (trade) } " " span.aside { (t!(lang, "streets-shops", n = shops.len())) } }
                                (crests(frame, shops.into_iter(), false))
                            }
                        }
                    }
                }
                section.promise #promise {
                    h2 { (head) }
                    p.promised.serif { (text) }
                    @if let Some(edition) = &self.edition { p.edition { (edition) } }
                }
                section.steps aria-label=(t!(lang, "street-steps")) {
                    ol {
                        li { (strokes(1)) span { (t!(lang, "street-step-one")) } }
                        li { (strokes(2)) span { (t!(lang, "street-step-two")) } }
                        li { (strokes(3)) span { (t!(lang, "street-step-three", n = n, spelt = spelt.as_str())) } }
                    }
                    @if !self.has_passport { (ui::link_button(Look::Seal, &t!(lang, "street-make-card"), &frame.of_street(paths::join()))) }
                    @else { (ui::link_button(Look::Seal, &t!(lang, "street-open-passport"), paths::passport())) }
                }
            }
        }
    }

    fn foot(&self, frame: &Frame) -> Markup {
        foot(frame)
    }
}

/// More shops than this are a town: folded by trade, below the way to a card.
const MANY: usize = 96;

fn crests<'a>(frame: &Frame, shops: impl Iterator<Item = &'a StreetShop>, with_trade: bool) -> Markup {
    html! {
        ul.crests {
            @for shop in shops {
                li { a href=(frame.of_street(&paths::shop(&shop.code))) {
                    span.mark.(shop.trade.class()) { (shop.crest.svg()) }
                    b.serif { (ui::name(frame.lang, &shop.name)) }
                    @if with_trade { small { (shop.trade_name) } }
                } }
            }
        }
    }
}

/// The trades with their shops, those with most shops first.
fn by_trade(shops: &[StreetShop]) -> Vec<(&str, Vec<&StreetShop>)> {
    let mut trades: Vec<(&str, Vec<&StreetShop>)> = Vec::new();
    for shop in shops {
        match trades.iter_mut().find(|(trade, _)| *trade == shop.trade_name) {
            Some((_, theirs)) => theirs.push(shop),
            None => trades.push((&shop.trade_name, vec![shop])),
        }
    }
    trades.sort_by_key(|(_, shops)| std::cmp::Reverse(shops.len()));
    trades
}

/// "twenty-four shops, one noren"
pub(crate) fn under_one(lang: Lang, shops: usize) -> String {
    t!(lang, "street-under-one", n = shops, spelt = spell_count(lang, shops as u32))
}

/// One, two, three as they are brushed.
fn strokes(n: u32) -> Markup {
    html! {
        svg.strokes viewBox="0 0 40 40" aria-hidden="true" {
            @for i in 0..n {
                @let y = 20.0 + (f64::from(i) - f64::from(n - 1) / 2.0) * 12.0;
                @let inset = if n == 3 && i == 1 || n == 2 && i == 0 { 5 } else { 0 };
                path fill="currentColor" d=(format!("M{x0} {y}q14 1.2 26-.9l3-3.3 4 3.8q-1 .9-{w} 1.3-18 1-33 .3z", x0 = 2 + inset, w = 2)) {}
            }
        }
    }
}

/// Where one program serves several streets.
pub struct Streets {
    pub streets: Vec<StreetEntry>,
    /// The page that was asked for is one of each street's: choosing leads back to it, else to the street itself.
    pub for_this_page: bool,
}

#[derive(Clone, Debug)]
pub struct StreetEntry {
    pub code: String,
    pub name: String,
    pub crest: Crest,
    pub shops: u32,
    /// The place, as people know it.
    pub place: Option<String>,
}

impl Page for Streets {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "streets-title")
    }

    fn styles(&self) -> &'static [&'static str] {
        &["street.css"]
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            div.column {
                h1 { (t!(lang, "streets-title")) }
                p.aside { (t!(lang, "streets-lead")) }
                @if self.streets.is_empty() {
                    (ui::empty(None, &t!(lang, "streets-none"), &t!(lang, "streets-none-then")))
                } @else {
                    (entries(lang, &self.streets, |code| match self.for_this_page {
                        true => paths::with_query(&frame.here, "street", code),
                        false => paths::street(code),
                    }))
                }
            }
        }
    }
}

/// Streets as rows, each a link.
pub(crate) fn entries(lang: Lang, streets: &[StreetEntry], to: impl Fn(&str) -> String) -> Markup {
    html! {
        ul.rows.linked {
            @for street in streets {
                li { a.row href=(to(&street.code)) {
                    span.mark { (street.crest.svg()) }
                    div.text { b.row-name.serif { (ui::name(lang, &street.name)) } @if let Some(place) = &street.place { p.aside { (place) } } }
                    span.aside { (t!(lang, "streets-shops", n = street.shops)) }
                } }
            }
        }
    }
}
