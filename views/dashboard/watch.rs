//! What stands out among stamps and slips, each with the rows behind it. Says what was seen and why it may be nothing.

use jiff::civil::{Date, DateTime};
use maud::{Markup, html};

use super::shop_desk::{Page as Open, shop_curtain};
use super::{Office, STYLES, Tab, curtain};
use crate::layout::{Frame, Page};
use crate::words::{Lang, clock, date_long, date_short, number};
use crate::{paths, t, ui};

pub struct Watch {
    pub whose: Whose,
    /// The first day that was looked at.
    pub since: Date,
    pub findings: Vec<Finding>,
}

/// Whose staff it is about, and so who reads.
pub enum Whose {
    Shop,
    Street(Office),
}

pub struct Finding {
    pub seen: Seen,
    /// Newest first.
    pub rows: Vec<Row>,
    /// So many more are not shown.
    pub more: u32,
}

/// What was seen: staff and shops by name, so many rows.
pub enum Seen {
    Burst { who: String, shop: String, n: u32 },
    OwnShop { who: String, shop: String, n: u32 },
    Favourite { who: String, whom: String, shop: String, n: u32 },
    Trade { one: String, other: String, n: u32 },
    Undone { who: String, shop: String, n: u32 },
}

pub struct Row {
    pub at: DateTime,
    pub shop: String,
    /// None where a program stamped, or it is not the reader's to know.
    pub staff: Option<String>,
    /// A name, or an invented number.
    pub resident: String,
    pub points: i64,
    pub undone: bool,
    /// The visit's id, where the reader may open its receipt.
    pub receipt: Option<String>,
}

/// How somebody without a name is called: "resident K7QM".
pub fn invented(lang: Lang, sign: &str) -> String {
    t!(lang, "dashboard-watch-resident", sign = sign)
}

impl Seen {
    fn said(&self, lang: Lang) -> String {
        match self {
            Seen::Burst { who, shop, n } => t!(lang, "dashboard-watch-burst", who = who, shop = shop, n = *n),
            Seen::OwnShop { who, shop, n } => t!(lang, "dashboard-watch-own", who = who, shop = shop, n = *n),
            Seen::Favourite { who, whom, shop, n } => {
                t!(lang, "dashboard-watch-favourite", who = who, whom = whom, shop = shop, n = *n)
            }
            Seen::Trade { one, other, n } => t!(lang, "dashboard-watch-trade", one = one, other = other, n = *n),
            Seen::Undone { who, shop, n } => t!(lang, "dashboard-watch-undone", who = who, shop = shop, n = *n),
        }
    }

    /// Why it may be nothing, and what to ask.
    fn perhaps(&self, lang: Lang) -> String {
        match self {
            Seen::Burst { .. } => t!(lang, "dashboard-watch-burst-perhaps"),
            Seen::OwnShop { .. } => t!(lang, "dashboard-watch-own-perhaps"),
            Seen::Favourite { .. } => t!(lang, "dashboard-watch-favourite-perhaps"),
            Seen::Trade { .. } => t!(lang, "dashboard-watch-trade-perhaps"),
            Seen::Undone { .. } => t!(lang, "dashboard-watch-undone-perhaps"),
        }
    }
}

impl Page for Watch {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "dashboard-watch")
    }

    fn styles(&self) -> &'static [&'static str] {
        STYLES
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        match &self.whose {
            Whose::Shop => shop_curtain(frame, Open::Watch),
            Whose::Street(office) => curtain(frame, *office, Tab::Watch),
        }
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let street = matches!(self.whose, Whose::Street(_));
        html! {
            h1.dash-headline { (self.headline(lang)) }
            p.note {
                (t!(lang, "dashboard-watch-since", day = date_long(lang, self.since)))
                @if street { " " (t!(lang, "dashboard-watch-invented")) }
            }
            @if self.findings.is_empty() { p { (t!(lang, "dashboard-watch-looked-at")) } }
            @for finding in &self.findings { (self.finding(finding, lang)) }
        }
    }
}

impl Watch {
    fn headline(&self, lang: Lang) -> String {
        match self.findings.len() {
            0 => t!(lang, "dashboard-watch-nothing"),
            n => t!(lang, "dashboard-watch-found", n = n as u64),
        }
    }

    fn finding(&self, finding: &Finding, lang: Lang) -> Markup {
        let said = finding.seen.said(lang);
        let opens = finding.rows.iter().any(|row| row.receipt.is_some());
        html! {
            section.dash-finding {
                h2 { (said) }
                p { (finding.seen.perhaps(lang)) }
                div.scroll tabindex="0" role="region" aria-label=(said) {
                    table.data {
                        thead { tr {
                            th scope="col" { (t!(lang, "dashboard-watch-when")) }
                            th scope="col" { (t!(lang, "dashboard-watch-where")) }
                            th scope="col" { (t!(lang, "dashboard-watch-by")) }
                            th scope="col" { (t!(lang, "dashboard-watch-for")) }
                            th.num scope="col" { (t!(lang, "dashboard-watch-points")) }
                            @if opens { th scope="col" { span.sr { (t!(lang, "dashboard-watch-open")) } } }
                        } }
                        tbody { @for row in &finding.rows { (line(row, opens, lang)) } }
                    }
                }
                @if finding.more > 0 { p.note { (t!(lang, "dashboard-watch-more", n = finding.more)) } }
            }
        }
    }
}

fn line(row: &Row, opens: bool, lang: Lang) -> Markup {
    html! {
        tr {
            td { (date_short(lang, row.at.date())) " " (clock(row.at)) }
            td { (ui::name(lang, &row.shop)) }
            td { @match &row.staff { Some(name) => (ui::name(lang, name)), None => span.note { (t!(lang, "dashboard-watch-nobody")) } } }
            td { (ui::name(lang, &row.resident)) }
            td.num { (number(row.points)) @if row.undone { " " span.note { (t!(lang, "dashboard-watch-taken-back")) } } }
            @if opens { td { @if let Some(visit) = &row.receipt { a href=(paths::counter_receipt(visit)) { (t!(lang, "dashboard-watch-open")) } } } }
        }
    }
}
