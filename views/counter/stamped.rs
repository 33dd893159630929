//! The seal is down: what was earned and why, the neighbours, and the way to the next customer.

use maud::{Markup, html};

use super::notes::{Chip, chips};
use super::trail::Trail;
use super::who::{Customer, SealIs, Suggestion, neighbours, who};
use super::{Here, Recent, announce, counter_page, earlier, next_customer, scan_form};
use crate::layout::{Frame, Page};
use crate::ui::{self, Icon, Look};
use crate::words::{date_year, number};
use crate::{paths, t};

pub struct Receipt {
    pub here: Here,
    /// As they are after the stamp.
    pub customer: Customer,
    pub visit: String,
    /// When it was stamped: `10:42`.
    pub time: String,
    pub earned: Vec<Earned>,
    /// A refusal that is none, such as too soon: the visit is noted, nothing was earned.
    pub notice: Option<String>,
    pub suggestions: Vec<Suggestion>,
    pub welcome: i64,
    /// The first few chips of the shop's trade: after the stamp is when one notes a taste.
    pub chips: Vec<Chip>,
    /// The three before this one.
    pub before: Vec<Recent>,
    pub undo_key: String,
    /// The last day on which another visit keeps the points.
    pub good_until: Option<jiff::civil::Date>,
    /// Taken back already.
    pub reversed: bool,
    pub trail: Trail,
    /// Its amount can be put right.
    pub correctable: bool,
}

/// One line of what was earned.
#[derive(Clone, Debug)]
pub enum Earned {
    Visit(i64),
    /// Points, and the amount in minor units.
    Spent(i64, i64),
    /// Points, and the shop whose slip brought them here.
    Welcome(i64, String),
    /// Anything else, in words.
    Other(i64, String),
}

impl Earned {
    fn points(&self) -> i64 {
        match self {
            Earned::Visit(n) | Earned::Spent(n, _) | Earned::Welcome(n, _) | Earned::Other(n, _) => *n,
        }
    }

    fn text(&self, frame: &Frame) -> String {
        match self {
            Earned::Visit(_) => t!(frame.lang, "counter-earned-visit"),
            Earned::Spent(_, amount) => t!(frame.lang, "counter-earned-spent", amount = frame.money(*amount)),
            Earned::Welcome(_, from) => t!(frame.lang, "counter-earned-welcome", shop = from),
            Earned::Other(_, text) => text.clone(),
        }
    }
}

impl Receipt {
    fn total(&self) -> i64 {
        self.earned.iter().map(Earned::points).sum()
    }
}

impl Page for Receipt {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "counter-stamped-title", name = self.customer.shown())
    }

    counter_page!();

    fn curtain(&self, frame: &Frame) -> Markup {
        self.here.short(frame)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let seal = if self.reversed { SealIs::None } else { SealIs::Down };
        let said = t!(
            lang,
            "counter-announce",
            name = self.customer.shown(),
            visits = self.customer.visits,
            points = self.customer.points
        );
        html! {
            div.serve.done-side data-idle=(paths::counter()) data-idle-say=(t!(lang, "camera-idle")) {
                (who(frame, &self.here, &self.customer, seal))
                div.hand-side {
                    section.panel-box.earned { (self.earned(frame)) }
                    (next_customer(lang))
                    div.two {
                        @if self.customer.points > 0 {
                            (ui::link_button(Look::Outline, &t!(lang, "counter-redeem"), &paths::counter_redeem(&self.customer.passport)))
                        }
                        @if !self.reversed {
                            (ui::post(&paths::counter_visit_reversal(&self.visit), &[("key", self.undo_key.clone())], ui::button(Look::Outline, &t!(lang, "counter-undo-stamp"))))
                        }
                    }
                    section.taste aria-label=(t!(lang, "knowing-tap")) {
                        p.aside { (t!(lang, "knowing-tap-short")) }
                        (chips(lang, &self.customer.passport, &self.chips, Some(&self.visit)))
                    }
                }
                (neighbours(frame, &self.customer.passport, &self.suggestions, self.welcome, Some(&self.visit)))
            }
            (earlier(lang, &self.before))
            (scan_form(lang))
            (announce(lang, self.notice.as_deref().unwrap_or(&said)))
        }
    }
}

impl Receipt {
    fn earned(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            @if self.reversed {
                p.when { b { (t!(lang, "counter-reversed-head")) } }
                p.note { @if self.trail.owes > 0 { (t!(lang, "tablet-reversed-owes", n = self.trail.owes)) } @else { (t!(lang, "counter-reversed")) } }
                p { (t!(lang, "counter-balance-is", n = number(self.customer.points))) }
            } @else if let Some(notice) = &self.notice {
                p.when { (ui::icon(Icon::Clock)) b { (t!(lang, "counter-noted-at", time = self.time.as_str())) } }
                p.note.serif { (notice) }
                p { (t!(lang, "counter-nothing-lost")) }
            } @else {
                p.when { b { (t!(lang, "counter-stamped-at", time = self.time.as_str())) } }
                p.sum.serif.long[self.total() >= 1_000_000] { "+" (number(self.total())) }
                p { (ui::strong_in(&t!(lang, "counter-sum-balance", n = number(self.customer.points)), &number(self.customer.points))) }
                @if let Some(day) = self.good_until { p.aside { (t!(lang, "counter-good-until", day = date_year(lang, day))) } }
                (self.trail.owed(frame))
            }
            @if self.earned.iter().any(|line| line.points() > 0) && !self.reversed {
                (ui::stitch())
                dl { @for line in &self.earned { div { dt { (line.text(frame)) } dd { (number(line.points())) } } } }
            }
            div.trail-row {
                (self.trail.draw(frame))
                @if self.correctable { a.btn.text href=(paths::counter_visit_correction(&self.visit)) { (t!(lang, "tablet-correct")) } }
            }
        }
    }
}
