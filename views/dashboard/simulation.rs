//! What other rates would have come to: the street's own last months replayed under a changed charter, beside today's. Nothing
//! is written.

use jiff::civil::Date;
use maud::{Markup, html};

use super::charter::Mistake;
use super::marks::{gap, shop_name};
use super::period::month_short;
use super::reserve::{WITH, pays};
use super::{Office, Shop, Tab, curtain};
use crate::chart::{self, Course, Line};
use crate::layout::{Frame, Page};
use crate::ui::{self, Column, Field, Kind, Look, button};
use crate::words::{Lang, month, number};
use crate::{paths, t};

/// The rates that can be changed, by the charter's own names.
pub const RATES: [&str; 8] = [
    "lot_price",
    "lot_value",
    "monthly_fee",
    "points_per_visit",
    "points_per_100",
    "slip_welcome",
    "slip_thanks",
    "expiry_months",
];

pub struct Simulation {
    pub office: Office,
    pub rates: Vec<Rate>,
    /// For so many points the first two rates are.
    pub lot: i64,
    pub now: Outcome,
    /// None where nothing was changed, or what was typed cannot be.
    pub changed: Option<Outcome>,
    /// The street's own months, oldest first; what it is replayed from.
    pub months: Vec<Date>,
}

pub struct Rate {
    pub name: &'static str,
    /// As it was typed.
    pub typed: String,
    pub now: i64,
    pub mistake: Option<Mistake>,
}

/// In minor units.
pub struct Outcome {
    /// What the street would have now, and what the points that would be out would come to.
    pub there: i64,
    pub owed: i64,
    pub issued: i64,
    pub used: i64,
    /// What it would have had at each month's end.
    pub course: Vec<i64>,
    /// Of all shops, over all months; above zero it receives.
    pub median: i64,
    pub pays_most: Option<(Shop, i64)>,
    pub gets_most: Option<(Shop, i64)>,
}

impl Outcome {
    fn over(&self) -> i64 {
        self.there.saturating_sub(self.owed)
    }
}

impl Page for Simulation {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "simulation-title")
    }

    fn styles(&self) -> &'static [&'static str] {
        WITH
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        curtain(frame, self.office, Tab::Charter)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            p.dash-back { a href=(paths::dashboard_charter()) { (t!(lang, "simulation-to-charter")) }
                " · " a href=(paths::dashboard_reserve()) { (t!(lang, "reserve-title")) } }
            h1.dash-headline { (self.headline(frame)) }
            @if let (Some(first), Some(last)) = (self.months.first(), self.months.last()) {
                p.note { (t!(lang, "simulation-how", months = self.months.len(), first = month(lang, *first), last = month(lang, *last))) }
            }
            div.simulation {
                (self.form(frame))
                @if self.months.is_empty() {
                    (ui::empty(None, &t!(lang, "simulation-none"), &t!(lang, "simulation-none-then")))
                } @else {
                    section {
                        (self.course(frame))
                        (self.table(frame))
                    }
                }
            }
        }
    }
}

impl Simulation {
    fn wrong(&self) -> bool {
        self.rates.iter().any(|r| r.mistake.is_some())
    }

    fn headline(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let there = |o: &Outcome| frame.money(o.there);
        html! {
            @match &self.changed {
                _ if self.months.is_empty() => (t!(lang, "simulation-title")),
                None if self.wrong() => { span.tri aria-hidden="true" { "▲ " } (t!(lang, "simulation-wrong")) }
                None => (t!(lang, "simulation-now", there = there(&self.now))),
                Some(o) => {
                    @let more = o.there.saturating_sub(self.now.there);
                    @match more {
                        0 => (t!(lang, "simulation-same", there = there(o))),
                        1.. => (t!(lang, "simulation-more", there = there(o), more = frame.money(more))),
                        _ => (t!(lang, "simulation-less", there = there(o), less = frame.money(more.saturating_neg()))),
                    }
                    (gap(lang))
                    @if o.over() < 0 { (t!(lang, "simulation-short", missing = frame.money(o.over().saturating_neg()))) }
                    @else { (t!(lang, "simulation-enough", over = frame.money(o.over()))) }
                }
            }
        }
    }

    fn form(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let first_wrong = self.rates.iter().find(|r| r.mistake.is_some()).map(|r| r.name);
        html! {
            form.dash-form method="get" action=(paths::dashboard_simulation()) {
                h2 { (t!(lang, "simulation-rates")) }
                p.note { (t!(lang, "simulation-rates-how", lot = self.lot)) }
                @for rate in &self.rates {
                    @let wrong = rate.mistake.as_ref().map(|m| m.said(lang));
                    @let changed = rate.typed.trim() != rate.now.to_string();
                    @let hint = if changed { t!(lang, "simulation-rate-now", n = rate.now) } else { String::new() };
                    (Field {
                        name: rate.name, label: &label(rate.name, lang), value: &rate.typed, kind: Kind::Number, required: true,
                        hint: &hint, error: wrong.as_deref(), focus: first_wrong == Some(rate.name), ..Field::default()
                    }.draw())
                }
                (button(Look::Seal, &t!(lang, "simulation-see")))
                @if self.changed.is_some() || self.wrong() {
                    p { a href=(paths::dashboard_simulation()) { (t!(lang, "simulation-back")) } }
                }
                @if self.changed.is_some() && self.office.may_edit() {
                    p { a href=(self.as_charter()) { (t!(lang, "simulation-make")) } }
                }
            }
        }
    }

    /// The charter's form with these rates in it.
    fn as_charter(&self) -> String {
        let mut path = paths::dashboard_charter().to_owned();
        for rate in &self.rates {
            path = paths::with_query(&path, rate.name, rate.typed.trim());
        }
        path + "#next"
    }

    fn course(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let line = |o: &Outcome| Line {
            points: o.course.clone(),
            names: self
                .months
                .iter()
                .zip(&o.course)
                .map(|(m, n)| format!("{}: {}", month(lang, *m), frame.money(*n)))
                .collect(),
            end: o.course.last().map_or(String::new(), |n| frame.money(*n)),
        };
        let title = match &self.changed {
            Some(o) => t!(lang, "simulation-course-changed", sum = line(o).end, before = line(&self.now).end),
            None => t!(lang, "simulation-course", sum = line(&self.now).end),
        };
        let data = Course {
            title: title.clone(),
            labels: self.months.iter().map(|m| month_short(lang, *m)).collect(),
            was: line(&self.now),
            would: self.changed.as_ref().map(line),
        };
        html! {
            h2 { (title) }
            (chart::course(&data))
            p.note { (t!(lang, "simulation-course-how")) @if self.changed.is_some() { (gap(lang)) (t!(lang, "simulation-course-dashed")) } }
        }
    }

    fn table(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let mut columns = vec![Column::text(t!(lang, "simulation-what")), Column::number(t!(lang, "simulation-today"))];
        if self.changed.is_some() {
            columns.push(Column::number(t!(lang, "simulation-changed")));
        }
        let both: Vec<&Outcome> = [Some(&self.now), self.changed.as_ref()].into_iter().flatten().collect();
        let row = |what: String, of: &dyn Fn(&Outcome) -> Markup| {
            let mut row = vec![html! { (what) }];
            row.extend(both.iter().map(|o| of(o)));
            row
        };
        let shop = |of: &Option<(Shop, i64)>| match of {
            Some((shop, net)) => html! { div.simulation-shop { (shop_name(shop)) div { (pays(*net, frame)) } } },
            None => html! { (t!(lang, "reserve-settled")) },
        };
        let rows = vec![
            row(t!(lang, "simulation-there"), &|o| html! { b { (frame.money(o.there)) } }),
            row(t!(lang, "simulation-owed"), &|o| html! { (frame.money(o.owed)) }),
            row(t!(lang, "simulation-over"), &|o| {
                html! {
                    @if o.over() < 0 { (t!(lang, "simulation-lacks", sum = frame.money(o.over().saturating_neg()))) }
                    @else { (frame.money(o.over())) }
                }
            }),
            row(t!(lang, "simulation-issued"), &|o| html! { (number(o.issued)) }),
            row(t!(lang, "simulation-used"), &|o| html! { (number(o.used)) }),
            row(t!(lang, "simulation-median"), &|o| pays(o.median, frame)),
            row(t!(lang, "simulation-pays-most"), &|o| shop(&o.pays_most)),
            row(t!(lang, "simulation-gets-most"), &|o| shop(&o.gets_most)),
        ];
        ui::table(&t!(lang, "simulation-table", months = self.months.len()), &columns, &rows)
    }
}

fn label(name: &str, lang: Lang) -> String {
    match name {
        "lot_price" => t!(lang, "dashboard-lot-price"),
        "lot_value" => t!(lang, "dashboard-lot-value"),
        "monthly_fee" => t!(lang, "dashboard-monthly-fee"),
        "points_per_visit" => t!(lang, "dashboard-points-per-visit"),
        "points_per_100" => t!(lang, "dashboard-points-per-100"),
        "slip_welcome" => t!(lang, "dashboard-slip-welcome"),
        "slip_thanks" => t!(lang, "dashboard-slip-thanks"),
        _ => t!(lang, "dashboard-expiry"),
    }
}
