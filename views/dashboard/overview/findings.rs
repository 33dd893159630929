//! What the numbers of a period say, as the sentences that head the page and its charts.
//! Facts in, words out; no markup.

use jiff::civil::Weekday;

use super::{Column, Overview};
use crate::chart::Shown;
use crate::dashboard::period::{Kind, Period, month_name, month_short};
use crate::t;
use crate::words::{Lang, date_long, date_short, number, spell_count};

/// A change below this many per cent is "about as many".
const LEVEL: i32 = 3;
/// A weekday carries the street when it is this much above the mean, in per cent.
const CARRIES: u64 = 125;

/// The answer in a sentence: more or fewer than before, and whether people go on to a second shop.
pub(super) fn headline(page: &Overview, lang: Lang) -> String {
    let Some(visits) = page.visits.number() else {
        return t!(lang, "dashboard-headline-few");
    };
    if visits == 0 {
        return t!(lang, "dashboard-headline-none");
    }
    let before = page.period.before_named(lang);
    let kind = page.period.kind().word();
    let opening = match page.change {
        _ if page.so_far.is_some() => t!(lang, "dashboard-headline-so-far", visits = visits),
        None => t!(lang, "dashboard-headline-first", visits = visits),
        Some(n) if n >= LEVEL => {
            t!(lang, "dashboard-headline-good", kind = kind, visits = visits, percent = n, before = before)
        }
        Some(n) if n <= -LEVEL => t!(lang, "dashboard-headline-lean", visits = visits, percent = -n, before = before),
        Some(_) => t!(lang, "dashboard-headline-level", visits = visits, before = before),
    };
    let ending = match page.shared_change {
        None => return t!(lang, "dashboard-headline-alone", opening = opening),
        Some(n) if n >= 1 => t!(lang, "dashboard-headline-more-shared"),
        Some(n) if n <= -1 => t!(lang, "dashboard-headline-less-shared"),
        Some(_) => t!(lang, "dashboard-headline-same-shared"),
    };
    t!(lang, "dashboard-headline-and", opening = opening, ending = ending)
}

/// What the bars show, and which weekday (or which single bar) to emphasise.
pub(super) fn visits(page: &Overview, lang: Lang) -> (String, Strong) {
    let Some((best, most)) = strongest(&page.columns) else {
        return (t!(lang, "dashboard-visits-none"), Strong::None);
    };
    if most == 0 {
        return (t!(lang, "dashboard-visits-none"), Strong::None);
    }
    let first = page.columns[best].first;
    match page.period.kind() {
        Kind::Week => {
            let day = weekday(lang, first.weekday());
            (t!(lang, "dashboard-visits-best-day", day = day), Strong::Bar(best))
        }
        Kind::Quarter => (t!(lang, "dashboard-visits-best-week", day = date_short(lang, first)), Strong::Bar(best)),
        Kind::Year => (t!(lang, "dashboard-visits-best-month", month = month_name(lang, first)), Strong::Bar(best)),
        Kind::Month => {
            let rain = page.columns.iter().filter(|column| column.rain == Some(true)).count() as u32;
            let carrying = carrying(&page.columns);
            let counted = page.columns.iter().filter(|column| column.visits.number().is_some_and(|n| n > 0)).count();
            let said = match carrying {
                None if counted < 7 => t!(lang, "dashboard-visits-begun"),
                Some(day) => t!(lang, "dashboard-visits-carry", day = weekday(lang, day)),
                None => t!(lang, "dashboard-visits-alike"),
            };
            let title = match rain {
                0 => t!(lang, "dashboard-visits-dry", said = said),
                n => t!(lang, "dashboard-visits-rain", said = said, days = spell_count(lang, n), n = n),
            };
            (title, Strong::Weekday(carrying.unwrap_or(Weekday::Saturday)))
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strong {
    None,
    Bar(usize),
    Weekday(Weekday),
}

pub(super) fn strongest(columns: &[Column]) -> Option<(usize, u64)> {
    let shown = columns.iter().enumerate().filter_map(|(at, column)| Some((at, column.visits.number()?)));
    shown.max_by(|a, b| a.1.cmp(&b.1).then(b.0.cmp(&a.0)))
}

/// The weekday whose mean stands out, if one does. Days without visits are closed days and say nothing.
fn carrying(columns: &[Column]) -> Option<Weekday> {
    let mut sums = [(0u64, 0u64); 7];
    let busy = columns.iter().filter_map(|column| Some((column, column.visits.number().filter(|n| *n > 0)?)));
    for (column, n) in busy {
        let day = &mut sums[column.first.weekday().to_monday_zero_offset() as usize % 7];
        *day = (day.0 + n, day.1 + 1);
    }
    let (sum, days) = sums.iter().fold((0, 0), |all, day| (all.0 + day.0, all.1 + day.1));
    let mean = |(sum, days): (u64, u64)| sum.checked_div(days).unwrap_or(0);
    let (at, best) = sums.iter().enumerate().filter(|(_, day)| day.1 >= 3).max_by_key(|(_, day)| mean(**day))?;
    if mean(*best) * 100 < mean((sum, days)) * CARRIES {
        return None;
    }
    Weekday::from_monday_zero_offset(at as i8).ok()
}

pub(super) fn weekday(lang: Lang, day: Weekday) -> String {
    let day = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][day.to_monday_zero_offset() as usize % 7];
    t!(lang, "dashboard-weekday", day = day)
}

pub(super) fn weekday_short(lang: Lang, day: Weekday) -> String {
    let name = weekday(lang, day);
    name.chars().take(if lang == Lang::En { 3 } else { 1 }).collect()
}

/// A period under an axis: `Oct`, `10/5`, `Q3`, `2026`.
pub(super) fn period_short(period: Period, lang: Lang) -> String {
    let first = period.first();
    match period.kind() {
        Kind::Week if lang == Lang::En => format!("{} {}", first.day(), month_short(lang, first)),
        Kind::Week => format!("{}/{}", first.month(), first.day()),
        Kind::Month => month_short(lang, first),
        Kind::Quarter if lang == Lang::En => format!("Q{}", (first.month() - 1) / 3 + 1),
        Kind::Quarter => format!("{}〜{}月", first.month(), period.last().month()),
        Kind::Year => first.year().to_string(),
    }
}

/// "Shared: 58%, six points up."
pub(super) fn shared(page: &Overview, lang: Lang) -> String {
    let Some(percent) = page.shared else {
        return t!(lang, "dashboard-shared-few");
    };
    match page.shared_change {
        None => t!(lang, "dashboard-shared-first", percent = percent),
        Some(0) => t!(lang, "dashboard-shared-same", percent = percent),
        Some(n) if n > 0 => {
            t!(lang, "dashboard-shared-up", percent = percent, points = small_count(lang, n.unsigned_abs()), n = n)
        }
        Some(n) => {
            t!(lang, "dashboard-shared-down", percent = percent, points = small_count(lang, n.unsigned_abs()), n = -n)
        }
    }
}

/// Small counts in words in English; Japanese reads figures more easily here.
pub(super) fn small_count(lang: Lang, n: u32) -> String {
    match lang {
        Lang::En if n <= 12 => spell_count(lang, n),
        _ => number(n.into()),
    }
}

/// "After bread comes coffee; after fish, tofu."
pub(super) fn flows(page: &Overview, lang: Lang) -> String {
    let name = |name: &str| {
        if lang == Lang::En { name.to_lowercase() } else { name.to_owned() }
    };
    let mut flows: Vec<_> = page.flows.iter().collect();
    flows.sort_by_key(|flow| std::cmp::Reverse(flow.people));
    match flows[..] {
        [] => t!(lang, "dashboard-flows-none"),
        [one] => t!(lang, "dashboard-flows-one", from = name(&one.from), to = name(&one.to)),
        [a, b, ..] => t!(
            lang,
            "dashboard-flows-two",
            from = name(&a.from),
            to = name(&a.to),
            other = name(&b.from),
            next = name(&b.to)
        ),
    }
}

/// "Strongest around Kameya Tofu, quietest around Tanabata Electric."
pub(super) fn ground(page: &Overview, lang: Lang) -> String {
    let ground = &page.ground;
    let near = |cell: &super::Cell| ground.nearest(cell.middle()).map(|shop| shop.name.clone());
    let rank = |cell: &&super::Cell| cell.visits.number().unwrap_or(0);
    let busy = ground.cells.iter().filter(|cell| cell.visits.number().is_some_and(|n| n > 0)).max_by_key(rank);
    let quiet = ground.cells.iter().filter(|cell| cell.visits != Shown::Number(0)).min_by_key(rank);
    match (busy.and_then(near), quiet.and_then(near)) {
        (Some(busy), Some(quiet)) if busy != quiet => {
            t!(lang, "dashboard-map-both", busy = busy, quiet = quiet)
        }
        (Some(busy), _) => t!(lang, "dashboard-map-one", busy = busy),
        _ => t!(lang, "dashboard-map-none"),
    }
}

/// The full name of a bar: a day, "Week of 5 October", "October".
pub(in crate::dashboard) fn column_name(page: &Overview, column: &Column, lang: Lang) -> String {
    match page.period.kind() {
        Kind::Week | Kind::Month => date_long(lang, column.first),
        Kind::Quarter => t!(lang, "dashboard-week-of", day = date_short(lang, column.first)),
        Kind::Year => month_name(lang, column.first),
    }
}
