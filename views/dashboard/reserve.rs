//! Can the street pay what it owes: what there is, how much of what was given comes back, what is likely to be used, and what
//! it would take to end the scheme today. Totals only; nobody is named.

use jiff::civil::Date;
use maud::{Markup, html};

use super::marks::{gap, shop_name, shown_in};
use super::period::month_short;
use super::{Office, Shop, Tab, curtain};
use crate::chart::{self, Average, Bar, Bars, Coming, Outlook, Shown};
use crate::layout::{Frame, Page};
use crate::ui::{self, Column, Icon};
use crate::words::{Lang, date_year, month, number};
use crate::{paths, t};

/// Amounts in minor units.
pub struct Reserve {
    pub office: Office,
    pub answer: Answer,
    /// What so many points are worth, at most within three months; and from when, where that is not today.
    pub lot: i64,
    pub value: i64,
    pub since: Option<Date>,
    /// Points that are out, and what they come to.
    pub points: i64,
    pub owed: i64,
    pub there: There,
    /// Whole months, oldest first.
    pub months: Vec<Month>,
    /// The last month, three and twelve, as far as there are any.
    pub marks: Vec<Mark>,
    /// The running month: its first day, what is likely to have been used at its end.
    pub running: Option<(Date, u64)>,
    /// The next three months.
    pub ahead: Vec<Ahead>,
    /// How often what is said of them was tried on the past.
    pub tries: u64,
    /// Points that lapse within three months.
    pub lapsing: Shown,
    /// The most to pay first.
    pub ending: Vec<Ending>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    Nothing,
    Yes {
        over: i64,
    },
    /// Not all, but what is likely to be used within three months.
    ForNow {
        missing: i64,
    },
    No {
        missing: i64,
    },
}

#[derive(Clone, Copy, Debug, Default)]
pub struct There {
    pub bank: i64,
    /// Shops have yet to pay and to get, for closed months.
    pub from_shops: i64,
    pub to_shops: i64,
    /// What months not closed yet bring the fund.
    pub open: i64,
    /// Sponsors would get back for points that nobody has yet.
    pub to_sponsors: i64,
}

impl There {
    fn sum(self) -> i64 {
        self.bank + self.from_shops - self.to_shops + self.open - self.to_sponsors
    }
}

pub struct Month {
    pub first: Date,
    pub issued: i64,
    pub used: i64,
    /// Used of a hundred given; none where nothing was given.
    pub of_hundred: Option<i64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alarm {
    Silent,
    Calm,
    /// Ninety of a hundred or more.
    Near,
    /// A hundred or more.
    Over,
}

/// The last so many months.
#[derive(Clone, Copy)]
pub struct Mark {
    pub months: i64,
    pub of_hundred: Option<i64>,
    pub alarm: Alarm,
}

pub struct Ahead {
    pub first: Date,
    /// None where there is too little to tell by.
    pub expected: Option<u64>,
    pub range: Option<(u64, u64)>,
}

/// A shop, if the scheme ended today.
pub struct Ending {
    pub shop: Shop,
    /// All until now settled: above zero it receives.
    pub settles: i64,
    /// Of what is missing.
    pub brings: i64,
}

pub(super) const WITH: &[&str] = &["charts.css", "dashboard.css", "reserve.css"];

impl Page for Reserve {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "reserve-title")
    }

    fn styles(&self) -> &'static [&'static str] {
        WITH
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        curtain(frame, self.office, Tab::Books)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            p.dash-back { a href=(paths::dashboard_books()) { (t!(lang, "reserve-to-books")) } }
            h1.dash-headline { (self.headline(frame)) }
            p.note { @match self.since {
                    None => (t!(lang, "reserve-rate", lot = self.lot, value = frame.money(self.value))),
                    Some(day) => (t!(lang, "reserve-rate-soon", day = date_year(lang, day), lot = self.lot, value = frame.money(self.value))),
                }
                @if let Some(most) = self.felt() { (gap(lang)) b { (t!(lang, "reserve-felt", points = about(most))) } } }
            div.reserve-columns {
                (self.there(frame))
                (self.coming_back(lang))
                (self.ahead(lang))
            }
            (ui::stitch())
            div.reserve-lower {
                (self.ending(frame))
                (self.numbers(lang))
            }
        }
    }
}

impl Reserve {
    fn headline(&self, frame: &Frame) -> Markup {
        let (lang, owed, there) = (frame.lang, frame.money(self.owed), frame.money(self.there.sum()));
        let (sure, said) = match self.answer {
            Answer::Nothing => (true, t!(lang, "reserve-nothing")),
            Answer::Yes { over: 0 } => (true, t!(lang, "reserve-even", owed = owed)),
            Answer::Yes { over } => {
                (true, t!(lang, "reserve-yes", owed = owed, there = there, over = frame.money(over)))
            }
            Answer::ForNow { missing } => (false, t!(lang, "reserve-for-now", missing = frame.money(missing))),
            Answer::No { missing } => {
                (false, t!(lang, "reserve-no", owed = owed, there = there, missing = frame.money(missing)))
            }
        };
        html! { @if !sure { span.tri aria-hidden="true" { "▲ " } } (said) }
    }

    /// How much may be used before it is felt, where it may be.
    fn felt(&self) -> Option<u64> {
        let most = self.ahead.iter().map(|a| a.range.map(|r| r.1)).sum::<Option<u64>>();
        most.filter(|_| matches!(self.answer, Answer::No { .. }))
    }

    fn there(&self, frame: &Frame) -> Markup {
        let (lang, t) = (frame.lang, self.there);
        let over = t.sum() - self.owed;
        html! {
            section {
                h2 { (t!(lang, "reserve-there", bank = frame.money(t.bank), rest = frame.money(t.from_shops - t.to_shops + t.open))) }
                dl.sum {
                    div { dt { (t!(lang, "reserve-bank")) } dd { (frame.money(t.bank)) } }
                    div { dt { (t!(lang, "reserve-from-shops")) } dd { (frame.money(t.from_shops)) } }
                    div { dt { (t!(lang, "reserve-to-shops")) } dd { (frame.money(-t.to_shops)) } }
                    div { dt { (t!(lang, "reserve-open")) } dd { (frame.money(t.open)) } }
                    @if t.to_sponsors != 0 { div { dt { (t!(lang, "reserve-to-sponsors")) } dd { (frame.money(-t.to_sponsors)) } } }
                    div.total { dt { (t!(lang, "reserve-sum")) } dd { (frame.money(t.sum())) } }
                    div { dt { (t!(lang, "reserve-points", n = self.points)) } dd { (frame.money(-self.owed)) } }
                    div.total {
                        dt { @if over < 0 { (t!(lang, "reserve-missing")) } @else { (t!(lang, "reserve-over")) } }
                        dd { (frame.money(over.abs())) }
                    }
                }
            }
        }
    }

    fn coming_back(&self, lang: Lang) -> Markup {
        let Some(longest) = self.marks.last() else {
            return html! { section {
                h2 { (t!(lang, "reserve-no-month")) }
                p.note { (t!(lang, "reserve-no-month-then")) }
            } };
        };
        let title = match longest.of_hundred {
            Some(n) => t!(lang, "reserve-back", months = longest.months, n = n),
            None => t!(lang, "reserve-back-none", months = longest.months),
        };
        let bars = self.months.iter().map(|m| Bar {
            value: Shown::Number(u64::try_from(m.of_hundred.unwrap_or(0)).unwrap_or(0)),
            name: month(lang, m.first),
            label: Some(month_short(lang, m.first)),
            strong: m.of_hundred.is_some_and(|n| n >= 90),
            rain: false,
        });
        let data = Bars {
            title: title.clone(),
            bars: bars.collect(),
            average: Some(Average { value: 100.0 }),
            callout: None,
            few: String::new(),
        };
        html! {
            section.reserve-back {
                h2 { (title) }
                ul.reserve-marks { @for mark in &self.marks { li class=(mark.class()) {
                    span.reserve-sign aria-hidden="true" { @if mark.alarm == Alarm::Calm { (ui::icon(Icon::Check)) } @else { (mark.sign()) } }
                    span { b { (mark.of_hundred.map_or(t!(lang, "reserve-mark-none"), |n| t!(lang, "reserve-mark", n = n))) }
                        br; (t!(lang, "reserve-mark-months", months = mark.months))
                        br; (mark.said(lang)) }
                } } }
                (chart::both(|size| chart::bars(&data, size)))
                p.note { (t!(lang, "reserve-back-how")) " " a.dash-table-link href="#numbers" { (t!(lang, "dashboard-table")) } }
            }
        }
    }

    fn ahead(&self, lang: Lang) -> Markup {
        let sum = self.ahead.iter().map(|a| a.expected).sum::<Option<u64>>();
        let range = |of: fn((u64, u64)) -> u64| self.ahead.iter().map(|a| a.range.map(of)).sum::<Option<u64>>();
        let title = match sum {
            Some(n) => t!(lang, "reserve-ahead", n = about(n)),
            None => t!(lang, "reserve-ahead-none"),
        };
        let was = self.months.iter().map(|m| Coming {
            name: month(lang, m.first),
            label: month_short(lang, m.first),
            value: u64::try_from(m.used).ok(),
            ahead: false,
            range: None,
        });
        let running = self.running.map(|(first, likely)| Coming {
            name: format!("{}, {}", month(lang, first), t!(lang, "reserve-so-far")),
            label: month_short(lang, first),
            value: Some(likely),
            ahead: true,
            range: None,
        });
        let coming = self.ahead.iter().map(|a| Coming {
            name: month(lang, a.first),
            label: month_short(lang, a.first),
            value: a.expected,
            ahead: true,
            range: a.range,
        });
        let data = Outlook { title: title.clone(), bars: was.chain(running).chain(coming).collect() };
        html! {
            section {
                h2 { (title) }
                @match (sum, range(|r| r.0).zip(range(|r| r.1))) {
                    (Some(_), Some((low, high))) => p { (t!(lang, "reserve-range", low = about(low), high = about(high))) },
                    (Some(_), None) => p { (t!(lang, "reserve-no-range")) },
                    (None, _) => p { (t!(lang, "reserve-ahead-none-then")) },
                }
                @if sum.is_some() {
                    (chart::both(|size| chart::outlook(&data, size)))
                    p.note { (t!(lang, "reserve-ahead-how", tries = self.tries)) " "
                        a.dash-table-link href="#numbers" { (t!(lang, "dashboard-table")) } }
                }
                p.reserve-lapsing {
                    (shown_in(self.lapsing, lang, |n, is| t!(lang, "reserve-lapsing", n = n, is = is)))
                }
            }
        }
    }

    fn ending(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let (pay, get) = (self.ending.iter().filter(|e| e.settles < 0), self.ending.iter().filter(|e| e.settles > 0));
        let (from, to) = (-pay.clone().map(|e| e.settles).sum::<i64>(), get.clone().map(|e| e.settles).sum::<i64>());
        let over = self.there.sum() - self.owed;
        let missing = over < 0;
        let mut columns =
            vec![Column::text(t!(lang, "dashboard-shop")), Column::text(t!(lang, "reserve-ending-settles"))];
        if missing {
            columns.push(Column::number(t!(lang, "reserve-ending-brings")));
            columns.push(Column::text(t!(lang, "reserve-ending-all")));
        }
        let rows: Vec<Vec<Markup>> = self
            .ending
            .iter()
            .map(|e| {
                let mut row = vec![shop_name(&e.shop), pays(e.settles, frame)];
                if missing {
                    row.push(html! { (frame.money(e.brings)) });
                    row.push(html! { b { (pays(e.settles - e.brings, frame)) } });
                }
                row
            })
            .collect();
        html! {
            section #ending {
                h2 { @if missing { (t!(lang, "reserve-ending-missing", missing = frame.money(-over))) }
                    @else { (t!(lang, "reserve-ending-enough", over = frame.money(over))) } }
                p {
                    @if from > 0 { (t!(lang, "reserve-ending-pay", n = pay.count(), sum = frame.money(from))) (gap(lang)) }
                    @if to > 0 { (t!(lang, "reserve-ending-get", n = get.count(), sum = frame.money(to))) (gap(lang)) }
                    @if self.there.to_sponsors > 0 { (t!(lang, "reserve-ending-sponsors", sum = frame.money(self.there.to_sponsors))) (gap(lang)) }
                    (t!(lang, "reserve-ending-use", points = self.points, owed = frame.money(self.owed)))
                    @if missing { (gap(lang)) (t!(lang, "reserve-ending-share")) } }
                @if !rows.is_empty() { (ui::table(&t!(lang, "reserve-ending-table"), &columns, &rows)) }
            }
        }
    }

    fn numbers(&self, lang: Lang) -> Markup {
        let columns = [
            Column::text(t!(lang, "books-month")),
            Column::number(t!(lang, "reserve-given")),
            Column::number(t!(lang, "reserve-used")),
            Column::number(t!(lang, "reserve-of-hundred")),
        ];
        let was = self.months.iter().map(|m| {
            let part = m.of_hundred.map_or("–".to_owned(), number);
            vec![
                html! { (month(lang, m.first)) },
                html! { (number(m.issued)) },
                html! { (number(m.used)) },
                html! { (part) },
            ]
        });
        let rows: Vec<Vec<Markup>> = was.collect();
        let ahead = [
            Column::text(t!(lang, "books-month")),
            Column::number(t!(lang, "reserve-likely")),
            Column::number(t!(lang, "reserve-between")),
        ];
        let coming = self.ahead.iter().filter_map(|a| {
            let n = |n: u64| number(i64::try_from(about(n)).unwrap_or(i64::MAX));
            let range = a.range.map_or("–".to_owned(), |(low, high)| format!("{}–{}", n(low), n(high)));
            Some(vec![html! { (month(lang, a.first)) }, html! { (n(a.expected?)) }, html! { (range) }])
        });
        let coming: Vec<Vec<Markup>> = coming.collect();
        html! {
            section #numbers {
                h2 { (t!(lang, "reserve-numbers")) }
                @if rows.is_empty() { p.note { (t!(lang, "reserve-no-month-then")) } }
                @else { (ui::table(&t!(lang, "reserve-numbers-how"), &columns, &rows)) }
                @if !coming.is_empty() { (ui::table(&t!(lang, "reserve-coming"), &ahead, &coming)) }
                p { a href=(paths::dashboard_simulation()) { (t!(lang, "reserve-to-simulation")) } }
            }
        }
    }
}

/// What is only likely is not told to the last point.
fn about(n: u64) -> u64 {
    let step = match n {
        0..1_000 => 1,
        1_000..10_000 => 10,
        10_000..1_000_000 => 100,
        _ => 1_000,
    };
    n.saturating_add(step / 2) / step * step
}

/// What a shop pays or receives, in words: never by a sign alone.
pub(super) fn pays(net: i64, frame: &Frame) -> Markup {
    let (lang, sum) = (frame.lang, frame.money(net.saturating_abs()));
    html! { @match net {
        0 => (t!(lang, "reserve-settled")),
        ..0 => (t!(lang, "reserve-pays", sum = sum)),
        _ => (t!(lang, "reserve-gets", sum = sum)),
    } }
}

impl Mark {
    fn class(self) -> &'static str {
        match self.alarm {
            Alarm::Silent | Alarm::Calm => "calm",
            Alarm::Near => "near",
            Alarm::Over => "over",
        }
    }

    fn sign(self) -> &'static str {
        match self.alarm {
            Alarm::Silent => "–",
            Alarm::Calm => "",
            Alarm::Near => "▲",
            Alarm::Over => "▲▲",
        }
    }

    fn said(self, lang: Lang) -> String {
        match self.alarm {
            Alarm::Silent => t!(lang, "reserve-silent"),
            Alarm::Calm => t!(lang, "reserve-calm"),
            Alarm::Near => t!(lang, "reserve-near"),
            Alarm::Over => t!(lang, "reserve-more"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crest::{Crest, Trade};
    use jiff::civil::date;

    fn page(answer: Answer, alarm: Alarm, ahead: Option<u64>, lapsing: Shown) -> Reserve {
        let shop = Shop {
            code: "a".into(),
            name: "Kameya".into(),
            trade: Trade::Food,
            crest: Crest::of_shop("asahi", "a", &[]),
        };
        let month = |n: i8| Month { first: date(2026, n, 1), issued: 900, used: 855, of_hundred: Some(95) };
        let missing = matches!(answer, Answer::ForNow { .. } | Answer::No { .. });
        Reserve {
            office: Office::Auditor,
            answer,
            lot: 350,
            value: 500,
            since: None,
            points: 700,
            owed: 1000,
            there: There {
                bank: 400,
                from_shops: 300,
                to_shops: 100,
                open: if missing { 0 } else { 900 },
                to_sponsors: 0,
            },
            months: vec![month(9), month(10)],
            marks: [1, 3, 12].map(|months| Mark { months, of_hundred: Some(95), alarm }).into(),
            ahead: [11, 12]
                .map(|n| Ahead { first: date(2026, n, 1), expected: ahead, range: ahead.map(|n| (n / 2, n * 2)) })
                .into(),
            running: ahead.map(|n| (date(2026, 11, 1), n)),
            tries: 5,
            lapsing,
            ending: vec![Ending { shop, settles: -300, brings: if missing { 400 } else { 0 } }],
        }
    }

    fn drawn(page: &Reserve, lang: Lang) -> String {
        crate::render(&Frame { lang, ..Frame::default() }, page).into_string()
    }

    #[test]
    fn every_answer_in_both_languages() {
        for lang in Lang::ALL {
            for answer in [
                Answer::Nothing,
                Answer::Yes { over: 0 },
                Answer::Yes { over: 500 },
                Answer::ForNow { missing: 400 },
                Answer::No { missing: 400 },
            ] {
                for alarm in [Alarm::Silent, Alarm::Calm, Alarm::Near, Alarm::Over] {
                    for (ahead, lapsing) in [(None, Shown::Few), (Some(300), Shown::Number(120))] {
                        let html = drawn(&page(answer, alarm, ahead, lapsing), lang);
                        assert!(!html.contains("Unknown localization") && !html.contains("{ $"), "{html}");
                        assert_eq!(html.matches("<h1").count(), 1);
                        assert!(html.matches("seal-btn").count() <= 1);
                    }
                }
            }
        }
    }

    #[test]
    fn a_warning_has_a_mark_and_words() {
        let said = |answer| drawn(&page(answer, Alarm::Near, Some(300), Shown::Few), Lang::En);
        let calm = said(Answer::Yes { over: 500 });
        assert!(calm.contains("Nearly all that is given comes back") && calm.contains(">▲<"), "{calm}");
        assert!(!calm.contains("Of what is missing"));
        let short = said(Answer::No { missing: 400 });
        assert!(short.contains("▲ </span>Not every point") && short.contains("Of what is missing"), "{short}");
        assert!(short.contains("up to 1,200 points"), "{short}");
        assert!(short.contains("pays ¥700"), "what it owes, and its part of what is missing: {short}");
    }

    #[test]
    fn fewer_than_ten_people_are_no_number() {
        let html = drawn(&page(Answer::Nothing, Alarm::Calm, None, Shown::Few), Lang::En);
        assert!(html.contains("class=\"few\"") && !html.contains("points lapse within"));
    }
}
