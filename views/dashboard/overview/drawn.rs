//! The overview's four charts: from a period's numbers to what views/chart draws, with the line of explanation below each.

use maud::{Markup, html};

use super::findings::{self, Strong};
use super::{Ground, Overview};
use crate::chart::{self, Point, Shown};
use crate::dashboard::marks::{gap, table_link};
use crate::dashboard::period::{Kind, month_short};
use crate::words::{Lang, date_short, number, percent};
use crate::{t, ui, way};

pub(super) fn visits(page: &Overview, lang: Lang) -> Markup {
    let (title, strong) = findings::visits(page, lang);
    let is_strong = |at: usize| match strong {
        Strong::None => false,
        Strong::Bar(bar) => bar == at,
        Strong::Weekday(day) => page.columns[at].first.weekday() == day,
    };
    let axis = |at: usize| {
        let first = page.columns[at].first;
        match page.period.kind() {
            Kind::Week => Some(findings::weekday_short(lang, first.weekday())),
            Kind::Month => is_strong(at).then(|| first.day().to_string()),
            Kind::Quarter => Some(format!("{}/{}", first.month(), first.day()))
                .filter(|_| lang == Lang::Ja)
                .or(Some(date_short(lang, first))),
            Kind::Year => Some(month_short(lang, first)),
        }
    };
    let bars = page.columns.iter().enumerate().map(|(at, column)| chart::Bar {
        value: column.visits,
        name: findings::column_name(page, column, lang),
        label: axis(at),
        strong: is_strong(at),
        rain: column.rain == Some(true),
    });
    let callout = findings::strongest(&page.columns).filter(|(_, most)| *most > 0).map(|(at, most)| {
        let words = match &page.columns[at].event {
            Some(event) => t!(lang, "dashboard-visits-event", event = event, visits = most),
            None => number(most as i64),
        };
        (at, words)
    });
    let data = chart::Bars {
        title: title.clone(),
        bars: bars.collect(),
        average: page.average_before.map(|value| chart::Average { value: value as f64 }),
        callout,
        few: t!(lang, "ui-suppressed"),
    };
    html! {
        section.dash-chart.dash-visits {
            h2 { (title) }
            (chart::both(|size| chart::bars(&data, size)))
            p.note { (visits_note(page, strong, lang)) " " (table_link(page.period, "visits", lang)) }
        }
    }
}

/// What the marks mean, only for marks that are there.
fn visits_note(page: &Overview, strong: Strong, lang: Lang) -> String {
    let mut notes = Vec::new();
    if let (Kind::Month, Strong::Weekday(day)) = (page.period.kind(), strong) {
        notes.push(t!(lang, "dashboard-note-dated", day = findings::weekday(lang, day)));
    }
    if page.columns.iter().any(|column| column.rain == Some(true)) {
        notes.push(t!(lang, "dashboard-note-rain"));
    }
    if page.columns.iter().any(|column| column.visits == Shown::Few) {
        notes.push(t!(lang, "dashboard-note-few"));
    }
    if let Some(average) = page.average_before {
        let before = page.period.before_named(lang);
        notes.push(t!(lang, "dashboard-note-average", before = before, visits = average));
    }
    notes.join(gap(lang))
}

pub(super) fn shared(page: &Overview, lang: Lang) -> Markup {
    let title = findings::shared(page, lang);
    let known = page.shares.iter().filter(|(_, percent)| percent.is_some()).count();
    let line = chart::Share {
        title: title.clone(),
        points: page
            .shares
            .iter()
            .map(|(period, percent)| chart::SharePoint {
                label: findings::period_short(*period, lang),
                percent: *percent,
            })
            .collect(),
        few: t!(lang, "ui-suppressed"),
    };
    // Where a part may not be shown, shares of the rest would mislead: people are written instead.
    let whole = page.by_shops.iter().all(|part| *part != Shown::Few);
    let sizes = if whole { percents(page.by_shops) } else { page.by_shops };
    let parts = sizes.into_iter().enumerate().map(|(at, size)| chart::Part {
        label: shop_count_label(at, lang),
        name: by_shops_names(lang)[at].clone(),
        size,
        words: size.number().map(|n| if whole { percent(n as i64) } else { number(n as i64) }).unwrap_or_default(),
    });
    let stack =
        chart::Stack { title: t!(lang, "dashboard-by-shops"), parts: parts.collect(), few: t!(lang, "ui-suppressed") };
    html! {
        section.dash-chart.dash-shared {
            h2 { (title) }
            @if known > 1 { (chart::share(&line)) }
            @if page.by_shops.iter().any(|part| part.number().is_some_and(|n| n > 0)) {
                h3.sr { (stack.title) }
                (chart::stack(&stack))
            } @else if page.by_shops.contains(&Shown::Few) {
                // Nothing but hidden parts: four empty boxes would say no more than this.
                p { (ui::suppressed(lang)) }
            }
            p.note { (table_link(page.period, "shared", lang)) }
        }
    }
}

fn shop_count_label(at: usize, lang: Lang) -> String {
    match at {
        0 => t!(lang, "dashboard-one-shop"),
        1 => t!(lang, "dashboard-two-shops"),
        2 => t!(lang, "dashboard-three-shops"),
        _ => t!(lang, "dashboard-more-shops"),
    }
}

pub(in crate::dashboard) fn by_shops_names(lang: Lang) -> [String; 4] {
    [
        t!(lang, "dashboard-one-shop-name"),
        t!(lang, "dashboard-two-shops-name"),
        t!(lang, "dashboard-three-shops-name"),
        t!(lang, "dashboard-more-shops-name"),
    ]
}

/// Whole per cent that sum to a hundred: what rounding leaves over goes to the largest remainders.
fn percents(people: [Shown; 4]) -> [Shown; 4] {
    let counts = people.map(|part| part.number().unwrap_or(0));
    let all: u64 = counts.iter().sum();
    if all == 0 {
        return people;
    }
    let mut whole = counts.map(|n| n * 100 / all);
    let mut order = [0, 1, 2, 3];
    order.sort_by_key(|at| std::cmp::Reverse(counts[*at] * 100 % all));
    let left = 100 - whole.iter().sum::<u64>();
    order.into_iter().take(left as usize).for_each(|at| whole[at] += 1);
    whole.map(Shown::Number)
}

pub(super) fn flows(page: &Overview, lang: Lang) -> Markup {
    let title = findings::flows(page, lang);
    let mut order: Vec<_> = page.flows.iter().collect();
    order.sort_by_key(|flow| std::cmp::Reverse(flow.people));
    let flows = order.iter().enumerate().map(|(at, flow)| chart::Flow {
        from: flow.from.clone(),
        to: flow.to.clone(),
        people: flow.people,
        strong: at < 2,
        name: t!(lang, "dashboard-flow-name", from = &flow.from, to = &flow.to),
    });
    let data = chart::Flows { title: title.clone(), flows: flows.take(chart::MOST_FLOWS).collect() };
    let more = order.len().saturating_sub(chart::MOST_FLOWS);
    html! {
        section.dash-chart.dash-flows {
            h2 { (title) }
            p.note { (t!(lang, "dashboard-flows-what")) }
            @if !data.flows.is_empty() { (chart::both(|size| chart::flows(&data, size))) }
            p.note {
                @if more > 0 { (t!(lang, "dashboard-flows-more", n = more)) " " }
                @if page.few_flows > 0 {
                    (ui::suppressed(lang)) " " (t!(lang, "dashboard-flows-few", n = page.few_flows)) " "
                }
                (table_link(page.period, "flows", lang))
            }
        }
    }
}

pub(super) fn ground(page: &Overview, lang: Lang) -> Markup {
    let title = findings::ground(page, lang);
    let ground = &page.ground;
    let most = ground.cells.iter().filter_map(|cell| cell.visits.number()).max().unwrap_or(0);
    let hexes = ground.cells.iter().map(|cell| chart::Hex {
        corners: cell.corners.clone(),
        depth: match cell.visits {
            Shown::Few => chart::Depth::Few,
            Shown::Number(0) => chart::Depth::Bare,
            Shown::Number(n) => chart::Depth::Dip(dip(n, most), t!(lang, "dashboard-map-visits", visits = n)),
        },
    });
    let busiest = ground.cells.iter().filter(|cell| cell.visits.number().is_some_and(|n| n > 0 && n == most)).take(1);
    let data = chart::Map {
        title: title.clone(),
        hexes: hexes.collect(),
        boundary: ground.boundary.clone(),
        ways: ways(ground),
        shops: ground
            .shops
            .iter()
            .map(|(shop, at)| chart::Marker {
                at: *at,
                name: shop.name.clone(),
                trade: shop.trade.class().to_owned(),
                crest: shop.crest,
            })
            .collect(),
        labels: busiest
            .map(|cell| chart::Label {
                at: cell.middle(),
                words: t!(lang, "dashboard-map-visits", visits = most),
                pointer: true,
            })
            .chain(ground.places.iter().map(|(words, at)| chart::Label {
                at: *at,
                words: words.clone(),
                pointer: false,
            }))
            .collect(),
        few: t!(lang, "ui-suppressed"),
    };
    html! {
        section.dash-map {
            h2 { (title) }
            (chart::both(|size| chart::map(&data, size)))
            p.note { (t!(lang, "dashboard-map-note")) " " (table_link(page.period, "shops", lang)) }
        }
    }
}

/// The streets; where none is known, the way between the shops.
fn ways(ground: &Ground) -> Vec<Vec<Point>> {
    if !ground.ways.is_empty() {
        return ground.ways.clone();
    }
    let way = way::between(&ground.shops.iter().map(|(_, at)| *at).collect::<Vec<_>>());
    if way.is_empty() { Vec::new() } else { vec![way] }
}

/// One to four dips, by quarters of the most.
fn dip(visits: u64, most: u64) -> u8 {
    (visits * 4).div_ceil(most.max(1)).clamp(1, 4) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use Shown::Number;

    #[test]
    fn percents_sum_to_a_hundred() {
        for people in [[255, 150, 100, 110], [10, 10, 10, 0], [0, 0, 0, 10], [35, 35, 35, 35]] {
            assert_eq!(percents(people.map(Number)).iter().filter_map(|p| p.number()).sum::<u64>(), 100);
        }
        assert_eq!(percents([Number(0); 4]), [Number(0); 4]);
        assert_eq!(
            percents([Number(10), Number(10), Number(10), Number(0)]),
            [Number(34), Number(33), Number(33), Number(0)]
        );
    }

    #[test]
    fn the_strongest_hex_is_dipped_four_times() {
        assert_eq!([dip(1, 845), dip(211, 845), dip(212, 845), dip(845, 845)], [1, 1, 2, 4]);
    }
}
