//! The overview: how a period went in one sentence, four figures, four charts, who is left out and what to do this week.
//! The struct holds numbers and names; the sentences are made of them in overview/findings.rs.

mod drawn;
mod findings;
mod lists;

use jiff::civil::Date;
use maud::{Markup, html};

use super::marks::{shown, stepper};
use super::period::Period;
use super::{Office, STYLES, Shop, Tab, curtain};
use crate::chart::{self, Point, Shown};
use crate::layout::{Frame, Page};
use crate::words::{Lang, date_long, percent};
use crate::{paths, t, ui};

pub(super) use drawn::by_shops_names;
pub(super) use findings::column_name;

pub use lists::{LeftOut, Todo};

pub struct Overview {
    pub office: Office,
    pub period: Period,
    /// Whether a later period has begun.
    pub has_next: bool,
    /// The last day counted, while the period is not over.
    pub so_far: Option<Date>,
    pub visits: Shown,
    /// Per cent against the period before; none where there is nothing to compare with.
    pub change: Option<i32>,
    /// People, rounded to 5.
    pub passports: Shown,
    /// Per cent of the people who used more than one shop.
    pub shared: Option<u8>,
    /// Points against the period before.
    pub shared_change: Option<i32>,
    pub slips_given: Shown,
    pub slips_used: Shown,
    /// Days of a week or month, weeks of a quarter, months of a year.
    pub columns: Vec<Column>,
    /// The mean of such a column in the period before.
    pub average_before: Option<u64>,
    /// Up to six periods, this one last.
    pub shares: Vec<(Period, Option<u8>)>,
    /// People by how many shops they used: one, two, three, four or more.
    pub by_shops: [Shown; 4],
    /// Who went from one need to another on the same day; only pairs of ten people or more.
    pub flows: Vec<NeedFlow>,
    /// Pairs that are not in `flows`.
    pub few_flows: u64,
    pub ground: Ground,
    pub left_out: Vec<LeftOut>,
    /// The first three are shown.
    pub todos: Vec<Todo>,
}

pub struct Column {
    pub first: Date,
    pub visits: Shown,
    /// None where the weather is not known.
    pub rain: Option<bool>,
    /// "Autumn fair"
    pub event: Option<String>,
}

pub struct NeedFlow {
    /// Names of needs in the reader's language.
    pub from: String,
    pub to: String,
    /// Rounded to 5.
    pub people: u64,
}

/// The map. Points are projected: x to the east, y to the south, any unit.
pub struct Ground {
    pub cells: Vec<Cell>,
    /// Rings of the district; may be empty.
    pub boundary: Vec<Vec<Point>>,
    /// Streets; may be empty.
    pub ways: Vec<Vec<Point>>,
    /// Most visited first.
    pub shops: Vec<(Shop, Point)>,
    /// Names of places to write on the map: "Station".
    pub places: Vec<(String, Point)>,
}

/// A hexagon.
pub struct Cell {
    pub corners: Vec<Point>,
    pub visits: Shown,
}

impl Cell {
    fn middle(&self) -> Point {
        let n = self.corners.len().max(1) as f64;
        let (x, y) = self.corners.iter().fold((0.0, 0.0), |sum, p| (sum.0 + p.0, sum.1 + p.1));
        (x / n, y / n)
    }
}

impl Ground {
    /// The shops of each area and its visits, most first: the map as a table.
    pub(super) fn by_area(&self) -> Vec<(Vec<&str>, Shown)> {
        let far = |cell: &Cell, at: Point| (cell.middle().0 - at.0).hypot(cell.middle().1 - at.1);
        let mut areas: Vec<(Vec<&str>, Shown)> = self.cells.iter().map(|cell| (Vec::new(), cell.visits)).collect();
        for (shop, at) in &self.shops {
            let nearest =
                (0..areas.len()).min_by(|a, b| far(&self.cells[*a], *at).total_cmp(&far(&self.cells[*b], *at)));
            if let Some(area) = nearest {
                areas[area].0.push(&shop.name);
            }
        }
        areas.retain(|(names, _)| !names.is_empty());
        areas.sort_by_key(|(_, visits)| std::cmp::Reverse(visits.number()));
        areas
    }

    fn nearest(&self, to: Point) -> Option<&Shop> {
        let far = |at: Point| (at.0 - to.0).hypot(at.1 - to.1);
        self.shops.iter().min_by(|a, b| far(a.1).total_cmp(&far(b.1))).map(|(shop, _)| shop)
    }
}

impl Page for Overview {
    fn title(&self, frame: &Frame) -> String {
        self.period.label(frame.lang)
    }

    fn styles(&self) -> &'static [&'static str] {
        STYLES
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        curtain(frame, self.office, Tab::Overview)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let day = self.so_far.unwrap_or_else(|| self.period.last());
        html! {
            (chart::defs())
            div.dash-top {
                div.dash-when {
                    span.dash-question { (t!(lang, "dashboard-how")) }
                    (stepper(self.period, day, self.has_next, paths::dashboard_period, lang))
                }
                div.dash-answer {
                    h1.dash-headline { (findings::headline(self, lang)) }
                    @if let Some(day) = self.so_far {
                        p.note { (t!(lang, "dashboard-so-far", day = date_long(lang, day))) }
                    }
                }
                (figures(self, lang))
            }
            div.dash-charts {
                (drawn::visits(self, lang))
                (drawn::shared(self, lang))
                (drawn::flows(self, lang))
            }
            (ui::stitch())
            div.dash-lower {
                (drawn::ground(self, lang))
                (lists::left_out(self, lang))
                (lists::this_week(self, lang))
            }
        }
    }
}

fn figures(page: &Overview, lang: Lang) -> Markup {
    let shared = match page.shared {
        Some(n) => html! { (percent(n.into())) },
        None => ui::suppressed(lang),
    };
    let slips = match (page.slips_used, page.slips_given) {
        (Shown::Few, Shown::Few) => ui::suppressed(lang),
        (used, given) => {
            html! { (shown(used, lang)) span.figure-of { " / " (shown(given, lang)) } }
        }
    };
    html! {
        dl.dash-figures {
            (figure(shown(page.visits, lang), &t!(lang, "dashboard-visits")))
            (figure(shown(page.passports, lang), &t!(lang, "dashboard-passports")))
            (figure(shared, &t!(lang, "dashboard-shared")))
            (figure(slips, &t!(lang, "dashboard-slips-used")))
        }
    }
}

fn figure(value: Markup, name: &str) -> Markup {
    html! { div { dt { (name) } dd { (value) } } }
}
