//! What the street costs a shop and whom it brings: the owner's page, beside the middle of the street; and the producer's, who
//! carries most for least. What may not be told does not reach these structs.

use jiff::civil::Date;
use maud::{Markup, html};

use super::marks::{gap, shop_name, shown, stepper_of};
use super::period::{Kind, Period};
use super::shop_desk::{self, shop_curtain};
use super::{Office, Shop, Tab, curtain};
use crate::chart::Shown;
use crate::layout::{Frame, Page};
use crate::words::{Lang, date_long, number};
use crate::{paths, t, ui};

/// A shop's own page.
pub struct Benefit {
    pub shop: Shop,
    pub period: Period,
    /// Whether a later period has begun.
    pub has_next: bool,
    /// The day it is told up to, while it is not over.
    pub so_far: Option<Date>,
    /// A month of it is not closed yet.
    pub open: bool,
    /// Anything happened at the shop.
    pub active: bool,
    pub own: Own,
    /// Nothing where too few shops had a part in it.
    pub middle: Option<Middle>,
}

/// What the shop saw itself, and its own money in minor units.
#[derive(Clone, Copy, Debug, Default)]
pub struct Own {
    pub paid: i64,
    pub got: i64,
    /// People who came for the first time with a slip; and about how many with and without one had been at another shop before,
    /// where that may be told.
    pub with_slip: u64,
    pub faces: Option<u64>,
    pub first_visits: u64,
    pub returning: u64,
    pub slips_given: u64,
    pub slips_used: u64,
    pub slips_got: u64,
    pub per_face: PerFace,
}

/// The middle of the street.
#[derive(Clone, Copy, Debug)]
pub struct Middle {
    pub paid: i64,
    pub got: i64,
    /// Above zero it paid more than it got.
    pub carries: i64,
    pub faces: Shown,
    pub with_slip: Shown,
    pub first_visits: Shown,
    pub returning: Shown,
    pub slips_given: Shown,
    pub slips_used: Shown,
    pub slips_got: Shown,
    pub per_face: PerFace,
}

/// What a new face cost, in minor units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PerFace {
    Nothing,
    About(i64),
    AtMost(i64),
    MoreThan(i64),
    /// Too few to say.
    #[default]
    Unknown,
}

/// The producer's page.
pub struct Burdens {
    pub office: Office,
    pub period: Period,
    pub has_next: bool,
    pub open: bool,
    /// Who carries most for least first.
    pub rows: Vec<Burden>,
}

pub struct Burden {
    pub shop: Shop,
    /// Above zero it paid more than it got.
    pub carries: i64,
    pub faces: Shown,
    pub per_face: PerFace,
}

/// Periods in which money is told.
const KINDS: &[Kind] = &[Kind::Month, Kind::Quarter, Kind::Year];
const STYLES: &[&str] = &["charts.css", "dashboard.css", "benefit.css"];

impl PerFace {
    fn draw(self, frame: &Frame) -> Markup {
        let (lang, money) = (frame.lang, |n| frame.money(n));
        html! {
            @match self {
                PerFace::Nothing => (t!(lang, "benefit-nothing")),
                PerFace::About(n) => (t!(lang, "benefit-about", n = money(n))),
                PerFace::AtMost(n) => (t!(lang, "benefit-at-most", n = money(n))),
                PerFace::MoreThan(n) => (t!(lang, "benefit-more-than", n = money(n))),
                PerFace::Unknown => (too_few(lang)),
            }
        }
    }
}

fn too_few(lang: Lang) -> Markup {
    html! { span.few title=(t!(lang, "benefit-too-few-why")) { (t!(lang, "benefit-too-few")) } }
}

/// What was paid or got in the end.
fn difference(carries: i64, frame: &Frame) -> String {
    let (lang, sum) = (frame.lang, frame.money(carries.saturating_abs()));
    match carries {
        0 => sum,
        1.. => t!(lang, "benefit-sum-paid", sum = sum),
        _ => t!(lang, "benefit-sum-got", sum = sum),
    }
}

impl Page for Benefit {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "benefit-title")
    }

    fn styles(&self) -> &'static [&'static str] {
        STYLES
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        shop_curtain(frame, shop_desk::Page::Desk)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            p.dash-back { a href=(paths::shop_desk()) { "← " (self.shop.name) } }
            (stepper_of(KINDS, self.period, self.so_far.unwrap_or(self.period.last()), self.has_next, paths::shop_benefit_period, lang))
            @if !self.active {
                h1.dash-headline { (t!(lang, "benefit-title")) }
                (ui::empty(Some(&self.shop.crest), &t!(lang, "benefit-none", period = self.period.label(lang)), &t!(lang, "benefit-none-then")))
            } @else {
                h1.dash-headline { (self.money(frame)) (gap(lang)) (self.people(lang)) }
                @if let Some(said) = self.verdict(frame) { p.benefit-verdict { (said) } }
                (self.table(frame))
                (self.notes(lang))
            }
        }
    }
}

impl Benefit {
    fn carries(&self) -> i64 {
        self.own.paid.saturating_sub(self.own.got)
    }

    fn money(&self, frame: &Frame) -> String {
        let (lang, sum) = (frame.lang, frame.money(self.carries().saturating_abs()));
        match self.carries() {
            0 => t!(lang, "benefit-even"),
            1.. => t!(lang, "benefit-paid-more", sum = sum),
            _ => t!(lang, "benefit-got-more", sum = sum),
        }
    }

    fn people(&self, lang: Lang) -> String {
        let slip = self.own.with_slip;
        match self.own.faces {
            Some(n) => t!(lang, "benefit-came", n = n, slip = slip),
            None if slip > 0 => t!(lang, "benefit-came-slips", slip = slip),
            None => t!(lang, "benefit-came-few"),
        }
    }

    /// Was it dear? In one sentence, and beside the street.
    fn verdict(&self, frame: &Frame) -> Option<String> {
        let (lang, money) = (frame.lang, |n| frame.money(n));
        let own = match self.own.per_face {
            PerFace::About(n) => t!(lang, "benefit-each-about", sum = money(n)),
            PerFace::AtMost(n) => t!(lang, "benefit-each-most", sum = money(n)),
            PerFace::Nothing if self.own.faces.is_some() || self.own.with_slip > 0 => t!(lang, "benefit-each-nothing"),
            _ => return None,
        };
        let middle = match self.middle.map(|m| m.per_face) {
            Some(PerFace::About(n)) => t!(lang, "benefit-middle-each", sum = money(n)),
            Some(PerFace::Nothing) => t!(lang, "benefit-middle-nothing"),
            _ => return Some(own),
        };
        Some(format!("{own}{}{middle}", gap(lang)))
    }

    fn table(&self, frame: &Frame) -> Markup {
        let (lang, own, middle) = (frame.lang, &self.own, self.middle.as_ref());
        let money = |n: i64| html! { (frame.money(n)) };
        let count = |n: u64| html! { (number(i64::try_from(n).unwrap_or(i64::MAX))) };
        let cell = |of: fn(&Middle) -> Shown| middle.map(|m| shown(of(m), lang));
        let about = |n: u64| t!(lang, "benefit-about", n = number(i64::try_from(n).unwrap_or(i64::MAX)));
        let faces = match (own.faces, self.so_far) {
            (Some(n), _) => html! { (about(n)) },
            (None, Some(_)) => html! { "–" },
            (None, None) => too_few(lang),
        };
        let groups = [
            (
                t!(lang, "benefit-money"),
                vec![
                    (
                        t!(lang, "benefit-paid"),
                        t!(lang, "benefit-paid-how"),
                        money(own.paid),
                        middle.map(|m| money(m.paid)),
                    ),
                    (
                        t!(lang, "benefit-got"),
                        t!(lang, "benefit-got-how"),
                        money(own.got),
                        middle.map(|m| money(m.got)),
                    ),
                    (
                        t!(lang, "benefit-difference"),
                        String::new(),
                        html! { (difference(self.carries(), frame)) },
                        middle.map(|m| html! { (difference(m.carries, frame)) }),
                    ),
                ],
            ),
            (
                t!(lang, "benefit-people"),
                vec![
                    (t!(lang, "benefit-faces"), t!(lang, "benefit-faces-how"), faces, cell(|m| m.faces)),
                    (t!(lang, "benefit-with-slip"), String::new(), count(own.with_slip), cell(|m| m.with_slip)),
                    (
                        t!(lang, "benefit-first-visits"),
                        t!(lang, "benefit-first-visits-how"),
                        count(own.first_visits),
                        cell(|m| m.first_visits),
                    ),
                    (
                        t!(lang, "benefit-returning"),
                        t!(lang, "benefit-returning-how"),
                        count(own.returning),
                        cell(|m| m.returning),
                    ),
                ],
            ),
            (
                t!(lang, "benefit-slips"),
                vec![
                    (t!(lang, "benefit-slips-given"), String::new(), count(own.slips_given), cell(|m| m.slips_given)),
                    (t!(lang, "benefit-slips-used"), String::new(), count(own.slips_used), cell(|m| m.slips_used)),
                    (t!(lang, "benefit-slips-got"), String::new(), count(own.slips_got), cell(|m| m.slips_got)),
                ],
            ),
            (
                t!(lang, "benefit-each"),
                vec![(
                    t!(lang, "benefit-each-row"),
                    t!(lang, "benefit-each-how"),
                    own.per_face.draw(frame),
                    middle.map(|m| m.per_face.draw(frame)),
                )],
            ),
        ];
        html! {
            table.benefit {
                caption.sr { (t!(lang, "benefit-title")) ", " (self.period.label(lang)) }
                thead { tr {
                    td {}
                    th.num scope="col" { (t!(lang, "benefit-you")) }
                    @if middle.is_some() { th.num scope="col" { (t!(lang, "benefit-middle")) } }
                } }
                @for (head, rows) in groups {
                    tbody {
                        tr.group { th scope="rowgroup" colspan=(if middle.is_some() { "3" } else { "2" }) { (head) } }
                        @for (what, how, yours, others) in rows { tr {
                            th scope="row" { (what) @if !how.is_empty() { small { (how) } } }
                            td.num.yours { (yours) }
                            @if let Some(others) = others { td.num { (others) } }
                        } }
                    }
                }
            }
        }
    }

    fn notes(&self, lang: Lang) -> Markup {
        html! {
            ul.benefit-notes {
                @if self.open { li { (t!(lang, "benefit-note-open")) } }
                @if let Some(day) = self.so_far { li { (t!(lang, "dashboard-so-far", day = date_long(lang, day))) } }
                li { (t!(lang, "benefit-note-goods")) }
                li { (t!(lang, "benefit-note-first")) }
                li { (t!(lang, "benefit-note-others")) }
                li { @match (self.middle.is_some(), self.so_far) {
                    (true, _) => (t!(lang, "benefit-note-middle")),
                    (false, Some(_)) => (t!(lang, "benefit-note-runs")),
                    (false, None) => (t!(lang, "benefit-note-no-middle")),
                } }
                li { a href=(paths::shop_statements()) { (t!(lang, "benefit-to-statements")) } }
            }
        }
    }
}

impl Page for Burdens {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "benefit-street-title")
    }

    fn styles(&self) -> &'static [&'static str] {
        STYLES
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        curtain(frame, self.office, Tab::Shops)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            p.dash-back { a href=(paths::dashboard_shops()) { "← " (t!(lang, "dashboard-shops")) } }
            (stepper_of(KINDS, self.period, self.period.last(), self.has_next, paths::dashboard_benefit_period, lang))
            h1.dash-headline { (self.finding(frame)) }
            @if self.rows.is_empty() {
                (ui::empty(None, &t!(lang, "benefit-none", period = self.period.label(lang)), &t!(lang, "benefit-street-none-then")))
            } @else {
                p { (t!(lang, "benefit-street-why")) }
                (self.table(frame))
                p.note { @if self.open { (t!(lang, "benefit-note-open")) (gap(lang)) } (t!(lang, "dashboard-rounded")) (gap(lang)) (t!(lang, "benefit-note-first")) }
            }
        }
    }
}

impl Burdens {
    fn finding(&self, frame: &Frame) -> String {
        let lang = frame.lang;
        let Some(first) = self.rows.first().filter(|row| row.carries > 0) else {
            return if self.rows.is_empty() {
                t!(lang, "benefit-street-title")
            } else {
                t!(lang, "benefit-street-nobody")
            };
        };
        let (shop, sum) = (first.shop.name.as_str(), frame.money(first.carries));
        match first.faces.number() {
            Some(n) => t!(lang, "benefit-street-found", shop = shop, sum = sum, n = n),
            None => t!(lang, "benefit-street-found-few", shop = shop, sum = sum),
        }
    }

    fn table(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let heads = [t!(lang, "benefit-difference"), t!(lang, "benefit-street-faces"), t!(lang, "benefit-each-row")];
        // On a phone each row becomes a small sheet, as the table of shops does.
        html! {
            table.dash-shops.benefit-street role="table" {
                caption.sr { (t!(lang, "benefit-street-title")) ", " (self.period.label(lang)) }
                thead role="rowgroup" { tr role="row" {
                    th scope="col" role="columnheader" { (t!(lang, "dashboard-shop")) }
                    @for head in &heads { th.num scope="col" role="columnheader" { (head) } }
                } }
                tbody role="rowgroup" { @for row in &self.rows { tr role="row" {
                    th scope="row" role="rowheader" { (shop_name(&row.shop)) }
                    td.num role="cell" data-label=(heads[0]) { (difference(row.carries, frame)) }
                    td.num role="cell" data-label=(heads[1]) { (shown(row.faces, lang)) }
                    td.num role="cell" data-label=(heads[2]) { (row.per_face.draw(frame)) }
                } } }
            }
        }
    }
}
