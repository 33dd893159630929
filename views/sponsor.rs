//! What a sponsor sees of its campaign: totals, as the house tells people, and nothing of any of them.

use jiff::civil::Date;
use maud::{Markup, html};

use crate::chart::{Shown, meter};
use crate::dashboard::sponsors::State;
use crate::layout::{Frame, Page, plain_curtain};
use crate::t;
use crate::ui;
use crate::words::{date_year, number};

pub struct SponsorPage {
    pub sponsor: String,
    pub title: String,
    pub state: State,
    pub from: Date,
    pub last: Date,
    /// For each visit.
    pub points: u64,
    pub budget: u64,
    pub given: Shown,
    pub visits: Shown,
    /// Rounded to 5.
    pub people: Shown,
    pub shops: Vec<String>,
}

impl Page for SponsorPage {
    fn title(&self, _: &Frame) -> String {
        self.title.clone()
    }

    fn styles(&self) -> &'static [&'static str] {
        &["charts.css", "dashboard.css"]
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        plain_curtain(frame, None)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let n = |shown: Shown| match shown {
            Shown::Number(n) => html! { b { (number(n as i64)) } },
            Shown::Few => ui::suppressed(lang),
        };
        html! {
            p.note { (t!(lang, "sponsor-by", sponsor = &self.sponsor)) " · " (self.state.words(lang, self.from, self.last)) }
            h1.dash-headline { (self.title) }
            p { (t!(lang, "sponsor-gives", n = self.points as i64, budget = number(self.budget as i64))) }
            @match self.given {
                Shown::Number(given) => {
                    p.dash-finding { strong { (t!(lang, "sponsor-reached", given = number(given as i64), budget = number(self.budget as i64))) } }
                    (meter(given, self.budget.max(1)))
                }
                Shown::Few => p.dash-finding { (t!(lang, "sponsor-few")) },
            }
            dl.sponsor-totals {
                div { dt { (t!(lang, "sponsor-visits")) } dd { (n(self.visits)) } }
                div { dt { (t!(lang, "sponsor-people")) } dd { (n(self.people)) } }
                div { dt { (t!(lang, "sponsor-at")) } dd { b { (number(self.shops.len() as i64)) } } }
            }
            p { (self.shops.join(if lang == crate::words::Lang::Ja { "、" } else { ", " })) }
            p.note { (t!(lang, "sponsor-people-how", from = date_year(lang, self.from))) }
        }
    }
}
