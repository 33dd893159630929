//! The numbers behind the overview's charts, as plain tables: for those who do not see charts, who copy, or who doubt.

use maud::{Markup, html};

use super::marks::shown;
use super::overview::{Overview, by_shops_names, column_name};
use super::{STYLES, Tab, curtain};
use crate::chart::Shown;
use crate::layout::{Frame, Page};
use crate::words::{Lang, percent};
use crate::{paths, t, ui};

/// Built from the overview's own struct: one truth for both pages.
pub struct Tables(pub Overview);

impl Page for Tables {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "dashboard-tables", period = self.0.period.label(frame.lang))
    }

    fn styles(&self) -> &'static [&'static str] {
        STYLES
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        curtain(frame, self.0.office, Tab::Overview)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let (page, lang) = (&self.0, frame.lang);
        html! {
            p.dash-back { a href=(paths::dashboard_period(&page.period.key())) { (t!(lang, "dashboard-tables-back")) } }
            h1.dash-headline { (self.title(frame)) }
            p.note { (t!(lang, "dashboard-rounded")) }
            div.dash-columns {
                (visits(page, lang))
                (shared(page, lang))
                (flows(page, lang))
                (areas(page, lang))
            }
        }
    }
}

fn visits(page: &Overview, lang: Lang) -> Markup {
    let weather = page.columns.iter().any(|column| column.rain.is_some());
    html! {
        section #visits {
            h2 { (t!(lang, "dashboard-tables-visits")) }
            table.data {
                thead { tr {
                    th scope="col" { (t!(lang, "dashboard-tables-when")) }
                    th.num scope="col" { (t!(lang, "dashboard-visits")) }
                    @if weather { th scope="col" { (t!(lang, "dashboard-tables-weather")) } }
                } }
                tbody { @for column in &page.columns { tr {
                    th scope="row" { (column_name(page, column, lang)) @if let Some(event) = &column.event { " · " (event) } }
                    td.num { (shown(column.visits, lang)) }
                    @if weather { td { @match column.rain {
                        Some(true) => (t!(lang, "dashboard-rain")),
                        Some(false) => (t!(lang, "dashboard-no-rain")),
                        None => (t!(lang, "dashboard-unknown")),
                    } } }
                } } }
                @if let Some(average) = page.average_before {
                    tfoot { tr {
                        th scope="row" { (t!(lang, "dashboard-tables-average", before = page.period.before_named(lang))) }
                        td.num { (shown(Shown::Number(average), lang)) }
                        @if weather { td {} }
                    } }
                }
            }
        }
    }
}

fn shared(page: &Overview, lang: Lang) -> Markup {
    html! {
        section #shared {
            h2 { (t!(lang, "dashboard-tables-shared")) }
            table.data {
                thead { tr { th scope="col" { (t!(lang, "dashboard-tables-when")) } th.num scope="col" { (t!(lang, "dashboard-shared")) } } }
                tbody { @for (period, share) in &page.shares { tr {
                    th scope="row" { (period.label(lang)) }
                    td.num { @match share { Some(n) => (percent((*n).into())), None => (ui::suppressed(lang)) } }
                } } }
            }
            h2 { (t!(lang, "dashboard-by-shops")) }
            table.data {
                thead { tr { th scope="col" { (t!(lang, "dashboard-tables-shops-used")) } th.num scope="col" { (t!(lang, "dashboard-people")) } } }
                tbody { @for (name, people) in by_shops_names(lang).iter().zip(page.by_shops) { tr {
                    th scope="row" { (name) }
                    td.num { (shown(people, lang)) }
                } } }
            }
        }
    }
}

fn flows(page: &Overview, lang: Lang) -> Markup {
    let mut flows: Vec<_> = page.flows.iter().collect();
    flows.sort_by_key(|flow| std::cmp::Reverse(flow.people));
    html! {
        section #flows {
            h2 { (t!(lang, "dashboard-tables-flows")) }
            table.data {
                thead { tr {
                    th scope="col" { (t!(lang, "dashboard-from")) }
                    th scope="col" { (t!(lang, "dashboard-to")) }
                    th.num scope="col" { (t!(lang, "dashboard-people")) }
                } }
                tbody { @for flow in flows { tr {
                    th scope="row" { (flow.from) } td { (flow.to) } td.num { (shown(Shown::Number(flow.people), lang)) }
                } } }
            }
            @if page.few_flows > 0 { p.note { (ui::suppressed(lang)) " " (t!(lang, "dashboard-flows-few", n = page.few_flows)) } }
        }
    }
}

fn areas(page: &Overview, lang: Lang) -> Markup {
    html! {
        section #shops {
            h2 { (t!(lang, "dashboard-tables-map")) }
            p.note { (t!(lang, "dashboard-tables-map-what")) }
            table.data {
                thead { tr { th scope="col" { (t!(lang, "dashboard-tables-area")) } th.num scope="col" { (t!(lang, "dashboard-visits")) } } }
                tbody { @for (names, visits) in page.ground.by_area() { tr {
                    th scope="row" { (names.join(if lang == Lang::En { ", " } else { "、" })) }
                    td.num { (shown(visits, lang)) }
                } } }
            }
            p { a href=(paths::dashboard_shops()) { (t!(lang, "dashboard-tables-shops")) } }
        }
    }
}
