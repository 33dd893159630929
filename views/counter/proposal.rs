//! A proposal for the customer who is here: its parts, why, what speaks against it; changed by a few touches, then said
//! aloud or sent to the passport.

use jiff::civil::Date;
use maud::{Markup, html};

use super::{Customer, Here, announce, scan_form};
use crate::layout::{Frame, Page};
use crate::ui::{self, Field, Icon, Kind, Look};
use crate::words::{Lang, date_short};
use crate::{paths, t};

pub struct Propose {
    pub here: Here,
    pub customer: Customer,
    pub chosen: Vec<Chosen>,
    /// Where there is nothing to propose, why.
    pub nothing: Option<Nothing>,
    /// What could be added, by group.
    pub more: Vec<(String, Vec<Choice>)>,
    pub total: i64,
    pub said: Said,
    pub budget: String,
    pub message: String,
    pub trouble: Option<Trouble>,
    /// Earlier ones, newest first.
    pub before: Vec<Before>,
    /// What was just done, in words.
    pub done: Option<String>,
    pub key: String,
    /// The way to the parts is the owner's.
    pub owner: bool,
}

/// A part of the proposal.
#[derive(Clone, Debug)]
pub struct Chosen {
    pub id: String,
    pub name: String,
    pub group: String,
    pub price: i64,
    /// It may be left out.
    pub loose: bool,
    pub instead: Vec<Choice>,
}

/// A part that could be in it.
#[derive(Clone, Debug)]
pub struct Choice {
    pub id: String,
    pub name: String,
    pub price: i64,
}

/// Why, what speaks against it, what somebody else found: whole sentences.
#[derive(Clone, Debug, Default)]
pub struct Said {
    pub reasons: Vec<String>,
    pub drawbacks: Vec<String>,
    pub quotes: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// The shop has described no parts.
    NoParts,
    /// Nothing is left without what they avoid.
    NothingFits,
}

/// What is wrong, and where.
#[derive(Clone, Debug)]
pub enum Trouble {
    Budget(String),
    Message(String),
    Whole(String),
}

impl Trouble {
    fn text(&self) -> &str {
        match self {
            Trouble::Budget(text) | Trouble::Message(text) | Trouble::Whole(text) => text,
        }
    }
}

/// Why somebody said no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Price,
    Taste,
    NotNow,
    HaveIt,
    Other,
}

impl Why {
    /// Those that are one touch.
    pub const SHORT: [Why; 4] = [Why::Price, Why::Taste, Why::NotNow, Why::HaveIt];

    /// As forms post it.
    pub fn code(self) -> &'static str {
        match self {
            Why::Price => "price",
            Why::Taste => "taste",
            Why::NotNow => "now",
            Why::HaveIt => "have",
            Why::Other => "other",
        }
    }

    pub fn label(self, lang: Lang) -> String {
        match self {
            Why::Price => t!(lang, "proposal-why-price"),
            Why::Taste => t!(lang, "proposal-why-taste"),
            Why::NotNow => t!(lang, "proposal-why-now"),
            Why::HaveIt => t!(lang, "proposal-why-have"),
            Why::Other => t!(lang, "proposal-why-other"),
        }
    }
}

/// An earlier proposal of this shop.
#[derive(Clone, Debug)]
pub struct Before {
    pub id: String,
    pub parts: String,
    pub total: i64,
    pub state: State,
    /// Handed over, or let go: it stands here no more.
    pub open: bool,
}

#[derive(Clone, Debug)]
pub enum State {
    /// On their passport, until then.
    Waits(Date),
    Accepted(Date),
    /// The words are the resident's own, where the reason is another.
    Declined(Date, Why, String),
    /// Nobody answered in time, or another took its place.
    Over,
}

impl State {
    fn says(&self, lang: Lang) -> Markup {
        match self {
            State::Waits(until) => html! { (t!(lang, "proposal-waits", date = date_short(lang, *until))) },
            State::Accepted(at) => html! { b { (t!(lang, "proposal-accepted", date = date_short(lang, *at))) } },
            State::Declined(at, why, words) => html! {
                (t!(lang, "proposal-declined", date = date_short(lang, *at), why = why.label(lang)))
                @if !words.is_empty() { " " q { (words) } }
            },
            State::Over => html! { (t!(lang, "proposal-over-time")) },
        }
    }
}

impl Page for Propose {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "proposal-title", name = self.customer.shown())
    }

    fn styles(&self) -> &'static [&'static str] {
        &["counter.css", "proposal.css"]
    }

    fn scripts(&self) -> &'static [&'static str] {
        &["counter.js"]
    }

    fn area(&self) -> &'static str {
        self.here.area()
    }

    fn foot(&self, frame: &Frame) -> Markup {
        self.here.foot(frame)
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        self.here.short(frame)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let say = self.trouble.as_ref().map(Trouble::text).or(self.done.as_deref()).unwrap_or_default();
        html! {
            div.propose-page {
                div.propose-head {
                    h1 { (t!(lang, "proposal-for")) (self.customer.addressed(lang)) (t!(lang, "proposal-for-end")) }
                    (ui::link_button(Look::Quiet, &t!(lang, "proposal-back"), &paths::counter_passport(&self.customer.passport)))
                }
                @if let Some(done) = &self.done { p.done role="status" { (ui::icon(Icon::Check)) (done) } }
                @for before in self.before.iter().filter(|b| b.open) { (before.open(frame)) }
                @match self.nothing {
                    Some(Nothing::NoParts) => (self.no_parts(lang)),
                    Some(Nothing::NothingFits) => (self.form(frame, true)),
                    None => (self.form(frame, false)),
                }
                (self.earlier(frame))
            }
            (scan_form(lang))
            (announce(lang, say))
        }
    }
}

impl Propose {
    fn no_parts(&self, lang: Lang) -> Markup {
        let mut acts =
            vec![ui::Act::go(Look::Quiet, t!(lang, "proposal-back"), paths::counter_passport(&self.customer.passport))];
        if self.owner {
            acts.insert(0, ui::Act::go(Look::Outline, t!(lang, "proposal-describe"), paths::shop_parts()));
        }
        let then = if self.owner { t!(lang, "proposal-no-parts-owner") } else { t!(lang, "proposal-no-parts-clerk") };
        ui::state(&ui::State { icon: Icon::Closed, what: t!(lang, "proposal-no-parts"), then, acts, id: None })
    }

    fn form(&self, frame: &Frame, nothing: bool) -> Markup {
        let lang = frame.lang;
        let parts = self.chosen.iter().map(|c| c.id.as_str()).collect::<Vec<_>>().join(".");
        html! {
            form.propose #propose method="post" action=(paths::counter_proposal(&self.customer.passport)) {
                (ui::hidden("key", &self.key))
                (ui::hidden("parts", &parts))
                // What Enter in a field presses: looking anew, never sending.
                button.sr type="submit" name="do" value="budget" tabindex="-1" aria-hidden="true" {}
                section.panel-box.propose-what aria-label=(t!(lang, "proposal-what")) {
                    @if let Some(Trouble::Whole(text)) = &self.trouble { p.wrong { span.tri aria-hidden="true" { "▲" } (text) } }
                    @if nothing { p.propose-none { (t!(lang, "proposal-nothing-fits")) } }
                    @else { (self.what(frame)) }
                }
                div.hand-side { (self.hand(frame, nothing)) }
            }
        }
    }

    fn what(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            ul.propose-parts {
                @for part in &self.chosen { li {
                    div.propose-part {
                        span.propose-name { small { (part.group) } b { (ui::name(lang, &part.name)) } }
                        span.propose-price { (frame.money(part.price)) }
                    }
                    div.propose-acts {
                        @if !part.instead.is_empty() {
                            details { summary { (t!(lang, "proposal-swap")) span.sr { ": " (part.name) } }
                                ul { @for other in &part.instead { li { (choice(frame, &format!("swap.{}.{}", part.id, other.id), other)) } } }
                            }
                        }
                        @if part.loose { button.btn.text type="submit" name="do" value=(format!("out.{}", part.id)) { (t!(lang, "proposal-out")) span.sr { ": " (part.name) } } }
                    }
                } }
            }
            @for (group, choices) in &self.more {
                details.propose-more { summary { (t!(lang, "proposal-add", group = group.as_str())) }
                    ul { @for one in choices { li { (choice(frame, &format!("in.{}", one.id), one)) } } }
                }
            }
            p.propose-sum { span { (t!(lang, "proposal-sum")) } b.serif { (frame.money(self.total)) } }
            (self.said.draw(lang))
        }
    }

    fn hand(&self, frame: &Frame, nothing: bool) -> Markup {
        let lang = frame.lang;
        let (mut budget, mut message) = (None, None);
        match &self.trouble {
            Some(Trouble::Budget(text)) => budget = Some(text.as_str()),
            Some(Trouble::Message(text)) => message = Some(text.as_str()),
            _ => {}
        }
        html! {
            div.propose-budget {
                (Field { name: "budget", label: &t!(lang, "proposal-budget"), value: &self.budget, kind: Kind::Number, aside: &t!(lang, "counter-may-be-empty"),
                    error: budget, focus: budget.is_some(), max: Some(14), ..Field::default() }.draw())
                button class=(Look::Outline.class()) type="submit" name="do" value="budget" { (t!(lang, "proposal-anew")) }
            }
            @if !nothing {
                (Field { name: "message", label: &t!(lang, "proposal-message"), value: &self.message, aside: &t!(lang, "counter-may-be-empty"), error: message,
                    focus: message.is_some(), max: Some(200), ..Field::default() }.draw())
                button.propose-send.btn.seal-btn type="submit" name="do" value="send" { (t!(lang, "proposal-send")) }
                fieldset.propose-said {
                    legend { (t!(lang, "proposal-said-here")) }
                    button class=(Look::Outline.class()) type="submit" name="do" value="taken" { (t!(lang, "proposal-taken-here")) }
                    details {
                        summary { (t!(lang, "proposal-not-today")) }
                        div.propose-whys { @for why in Why::SHORT {
                            button class=(Look::Outline.class()) type="submit" name="do" value=(why.code()) { (why.label(lang)) }
                        } }
                    }
                }
            }
        }
    }

    fn earlier(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let past: Vec<&Before> = self.before.iter().filter(|b| !b.open).collect();
        html! {
            @if !past.is_empty() {
                details.propose-past {
                    summary { (t!(lang, "proposal-earlier", n = past.len())) }
                    ul { @for before in past { li { (before.parts) " · " (frame.money(before.total)) br; span.aside { (before.state.says(lang)) } } } }
                }
            }
        }
    }
}

impl Before {
    fn open(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let done = match self.state {
            State::Accepted(_) => t!(lang, "proposal-handed-over"),
            State::Declined(..) => t!(lang, "proposal-seen"),
            _ => t!(lang, "proposal-withdraw"),
        };
        html! {
            section.propose-open.yes[matches!(self.state, State::Accepted(_))] {
                div { p { (self.state.says(lang)) } p.aside { (self.parts) " · " (frame.money(self.total)) } }
                (ui::post(&paths::counter_proposal_done(&self.id), &[], ui::button(Look::Outline, &done)))
            }
        }
    }
}

impl Said {
    /// Reasons, then drawbacks, then what somebody else found.
    pub(crate) fn draw(&self, lang: Lang) -> Markup {
        let list = |class: &'static str, head: String, all: &[String]| {
            html! { @if !all.is_empty() { section class=(class) { h2 { (head) } ul { @for one in all { li { (one) } } } } } }
        };
        html! {
            div.because {
                (list("why", t!(lang, "proposal-because"), &self.reasons))
                (list("but", t!(lang, "proposal-but"), &self.drawbacks))
                (list("quoted", t!(lang, "proposal-others"), &self.quotes))
            }
        }
    }
}

fn choice(frame: &Frame, value: &str, choice: &Choice) -> Markup {
    html! {
        button.propose-choice type="submit" name="do" value=(value) { span { (ui::name(frame.lang, &choice.name)) } span { (frame.money(choice.price)) } }
    }
}
