//! The customer before the counter, and the neighbours they may be sent on to: shared by known and stamped.

use jiff::civil::Date;
use maud::{Markup, html};

use super::{Here, mark};
use crate::crest::{Crest, Trade};
use crate::layout::Frame;
use crate::seal::{Press, Seal};
use crate::ui::{self, Look};
use crate::words::{Lang, date_long, distance, number, ordinal};
use crate::{paths, t};

#[derive(Clone, Debug)]
pub struct Customer {
    /// The passport's public code.
    pub passport: String,
    /// None where the passport has no name; its code stands in.
    pub name: Option<String>,
    pub reading: Option<String>,
    /// At this shop; after the stamp if there was one.
    pub visits: u32,
    pub points: i64,
    /// Before today's.
    pub last: Option<Date>,
    /// At most two things worth saying now; only from what this shop may see.
    pub asks: Vec<Ask>,
    /// How many notes this shop may see; none where the page does not say.
    pub notes: Option<u32>,
    /// Where the shop can put something together: whether a proposal was accepted and is to be set aside.
    pub proposal: Option<bool>,
}

impl Customer {
    pub fn shown(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.passport)
    }

    /// As one says it to them: in Japanese with さま.
    pub(super) fn addressed(&self, lang: Lang) -> Markup {
        html! {
            (ui::name(lang, self.shown()))
            @if self.name.is_some() && lang == Lang::Ja { span.sama { " " (t!(lang, "counter-sama")) } }
        }
    }
}

/// Something worth saying to somebody now.
#[derive(Clone, Debug)]
pub struct Ask {
    /// What it is, so that what became of it is remembered.
    pub subject: String,
    pub what: String,
    /// Why, and where it came from.
    pub aside: String,
    /// The promise it is about.
    pub case: Option<String>,
}

/// A neighbour to send on to.
#[derive(Clone, Debug)]
pub struct Suggestion {
    pub shop: String,
    pub name: String,
    pub crest: Crest,
    pub trade: Trade,
    pub metres: Option<u32>,
    /// One sentence; about the person only with consent.
    pub sentence: String,
    /// What the slip will say at the other counter: never about the person.
    pub reason: String,
    pub key: String,
    pub sent: Option<Sent>,
}

/// Already sent on: it can be taken back.
#[derive(Clone, Debug)]
pub struct Sent {
    pub slip: String,
    pub key: String,
}

/// How the seal stands: waiting, or down.
pub(super) enum SealIs {
    Waiting,
    Down,
    None,
}

pub(super) fn who(frame: &Frame, here: &Here, customer: &Customer, seal_is: SealIs) -> Markup {
    let lang = frame.lang;
    let cut_in = frame.street.as_ref().map_or(Lang::En, |street| street.lang);
    let seal = Seal {
        crest: here.crest,
        trade: here.seal_trade.clone(),
        shop: here.seal_name.clone(),
        lang: cut_in,
        date: here.today,
    };
    let press = Press::of(&customer.passport, &here.code);
    let down = matches!(seal_is, SealIs::Down);
    html! {
        section.who-box.panel-box aria-label=(t!(lang, "counter-who")) {
            div.seal-place.pressed[down] {
                @match seal_is {
                    SealIs::Waiting => (seal.waiting(press)),
                    SealIs::Down => (seal.full(press, &t!(lang, "counter-seal-label", shop = here.name.as_str(), visits = customer.visits))),
                    SealIs::None => {}
                }
            }
            h1 class=(ui::name_size(customer.shown())) {
                (customer.addressed(lang))
            }
            p.reading { @if let Some(reading) = &customer.reading { (ui::name(lang, reading)) } }
            div.figures {
                @if down { (ui::figure(&ordinal(lang, customer.visits), &t!(lang, "counter-visit-here"))) }
                @else { (ui::figure(&number(customer.visits.into()), &t!(lang, "counter-visits-here", n = customer.visits))) }
                (ui::figure(&number(customer.points), &t!(lang, "counter-points-label", n = customer.points)))
            }
            div.last {
                p {
                @match customer.last {
                    Some(date) => { span.aside { (t!(lang, "counter-last-here")) } " " (date_long(lang, date)) },
                    None => span.aside { (t!(lang, "counter-first-here")) },
                }
                }
                @if let Some(accepted) = customer.proposal {
                    a.btn.text href=(paths::counter_proposal(&customer.passport)) { (if accepted { t!(lang, "knowing-set-aside") } else { t!(lang, "knowing-proposal") }) }
                }
                @if let Some(n) = customer.notes {
                    a.btn.text href=(paths::counter_passport_notes(&customer.passport)) { (t!(lang, "knowing-notes", n = n)) }
                }
            }
            @if !customer.asks.is_empty() {
                hr;
                section.asks aria-label=(t!(lang, "counter-ask-about")) {
                    @for ask in &customer.asks { (ask_line(lang, &customer.passport, ask)) }
                }
            }
        }
    }
}

/// One thing to say, and what became of it.
fn ask_line(lang: Lang, passport: &str, ask: &Ask) -> Markup {
    html! {
        form.ask method="post" action=(paths::counter_askings()) {
            (ui::hidden("passport", passport))
            (ui::hidden("subject", &ask.subject))
            p {
                @match &ask.case {
                    Some(id) => a.serif href=(paths::counter_case(id)) { b { (ask.what) } },
                    None => strong.serif { (ask.what) },
                }
                " " span.aside { (ask.aside) }
            }
            @match &ask.case {
                Some(id) => button.btn.outline formaction=(paths::counter_case_keeping(id)) { (t!(lang, "knowing-kept")) },
                None => button.btn.outline name="outcome" value="said" { (t!(lang, "knowing-said")) span.sr { ": " (ask.what) } },
            }
            button.btn.text name="outcome" value="later" { (t!(lang, "knowing-later")) span.sr { ": " (ask.what) } }
            @if ask.case.is_none() { button.btn.text name="outcome" value="skipped" { (t!(lang, "knowing-skip")) span.sr { ": " (ask.what) } } }
        }
    }
}

/// Three neighbours, each crest, name, distance, one sentence, one button. `visit`: the receipt to come back to.
pub(super) fn neighbours(
    frame: &Frame,
    passport: &str,
    suggestions: &[Suggestion],
    welcome: i64,
    visit: Option<&str>,
) -> Markup {
    let lang = frame.lang;
    html! {
        @if !suggestions.is_empty() {
            section.next-box aria-label=(t!(lang, "counter-send-head")) {
                (ui::lead(&t!(lang, "counter-send-head"), &if welcome > 0 { t!(lang, "counter-send-aside", points = welcome) } else { String::new() }))
                ul.rows {
                    @for s in suggestions.iter().take(3) {
                        li.row {
                            (mark(&s.crest, s.trade))
                            div.text {
                                h3 { (ui::name(lang, &s.name)) @if let Some(m) = s.metres { span.aside { (distance(m)) } } }
                                p { (s.sentence) }
                            }
                            @match &s.sent {
                                Some(sent) => (withdraw(lang, s, sent)),
                                None => (send(lang, passport, s, visit)),
                            }
                        }
                    }
                }
            }
        }
    }
}

fn send(lang: Lang, passport: &str, s: &Suggestion, visit: Option<&str>) -> Markup {
    let mut fields = vec![
        ("passport", passport.to_owned()),
        ("to_shop", s.shop.clone()),
        ("reason", s.reason.clone()),
        ("key", s.key.clone()),
    ];
    fields.extend(visit.map(|visit| ("visit", visit.to_owned())));
    ui::post(
        paths::counter_slips(),
        &fields,
        html! {
            button class=(Look::Outline.class()) type="submit" { (t!(lang, "counter-send")) span.sr { ": " (s.name) } }
        },
    )
}

fn withdraw(lang: Lang, s: &Suggestion, sent: &Sent) -> Markup {
    html! {
        div.sent {
            b { (t!(lang, "counter-sent")) " ✓" }
            (ui::post(&paths::counter_slip_withdrawal(&sent.slip), &[("key", sent.key.clone())], html! {
                button class=(Look::Text.class()) type="submit" { (t!(lang, "counter-undo")) span.sr { ": " (s.name) } }
            }))
        }
    }
}
