//! The owner's page about stamps that came later: what stands out, what waits for a word, what was not taken, what was.

use jiff::civil::DateTime;
use maud::{Markup, html};

use super::shop_desk::{Page as Open, shop_curtain};
use super::{STYLES, Shop};
use crate::layout::{Frame, Page};
use crate::ui::{self, Look, button, hidden};
use crate::words::{Lang, date_short};
use crate::{paths, t};

pub struct Kept {
    pub shop: Shop,
    pub flags: Vec<Flag>,
    /// Of revoked tablets: the owner takes or refuses them.
    pub waiting: Vec<Waiting>,
    pub refused: Vec<Tap>,
    pub taken: Vec<Tap>,
    pub unseen: i64,
}

/// What stands out in a tablet's chain.
pub struct Flag {
    pub kind: FlagKind,
    pub device: String,
    pub from: i64,
    pub to: i64,
    /// By how many minutes a clock is off: ahead, or behind (below 0).
    pub minutes: i64,
    pub at: DateTime,
    pub new: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FlagKind {
    Gap,
    Fork,
    Clock,
    Signature,
    Stolen,
}

/// What one revoked tablet laid down.
pub struct Waiting {
    /// The device's id.
    pub id: String,
    pub device: String,
    pub taps: Vec<Tap>,
}

/// What was shown, or done.
pub enum What {
    /// A number, as printed.
    Card(String),
    Pass,
    Slip,
    /// A stamp is taken back.
    Undo,
    Unread,
}

impl What {
    fn said(&self, lang: Lang) -> String {
        match self {
            What::Card(code) => code.clone(),
            What::Pass => t!(lang, "tablet-kept-pass"),
            What::Slip => t!(lang, "tablet-kept-slip"),
            What::Undo => t!(lang, "offline-kept-undo"),
            What::Unread => t!(lang, "offline-kept-unread"),
        }
    }
}

pub struct Tap {
    pub id: String,
    /// When it was stamped, as the tablet said.
    pub at: DateTime,
    pub what: What,
    /// In minor units.
    pub amount: Option<i64>,
    pub device: String,
    pub staff: Option<String>,
    /// In words; empty where there is nothing to say.
    pub reason: String,
    pub new: bool,
}

impl Page for Kept {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "offline-kept-title")
    }

    fn styles(&self) -> &'static [&'static str] {
        STYLES
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        shop_curtain(frame, Open::Tablets)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let nothing =
            self.flags.is_empty() && self.waiting.is_empty() && self.refused.is_empty() && self.taken.is_empty();
        html! {
            h1.dash-headline.dash-shop-head {
                span class={ "mark " (self.shop.trade.class()) } { (self.shop.crest.svg()) }
                (if self.unseen > 0 { t!(lang, "offline-kept-unseen", n = self.unseen) } else { t!(lang, "offline-kept-title") })
            }
            p { (t!(lang, "offline-kept-why")) }
            @if self.unseen > 0 { p.kept-seen { (ui::post(paths::shop_kept_seen(), &[], button(Look::Outline, &t!(lang, "offline-kept-seen")))) } }
            @if nothing { p.note { (t!(lang, "offline-kept-none")) } }
            @if !self.waiting.is_empty() { (self.waiting(frame)) }
            @if !self.flags.is_empty() {
                section.kept-part #flags {
                    h2 { (t!(lang, "offline-kept-flags")) }
                    ul.dash-rows { @for flag in &self.flags { li {
                        div { p { (mark(lang, flag.new)) strong { (flag.said(lang)) } } p.note { (when(lang, flag.at)) } }
                    } } }
                }
            }
            @if !self.refused.is_empty() {
                section.kept-part #refused { h2 { (t!(lang, "offline-kept-refused")) } p { (t!(lang, "offline-kept-refused-why")) } (rows(frame, &self.refused)) }
            }
            @if !self.taken.is_empty() {
                section.kept-part #taken { h2 { (t!(lang, "offline-kept-taken")) } (rows(frame, &self.taken)) }
            }
        }
    }
}

impl Kept {
    fn waiting(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            section.kept-part #waiting {
                h2 { (t!(lang, "offline-kept-waiting")) }
                p { (t!(lang, "offline-kept-waiting-why")) }
                @for of in &self.waiting {
                    h3 { (of.device) }
                    ul.dash-rows { @for tap in &of.taps { li {
                        (tap.draw(frame))
                        div.dash-acts { (decide(lang, &of.id, Some(&tap.id), &tap.what.said(lang))) }
                    } } }
                    @if of.taps.len() > 1 { div.dash-acts { (decide(lang, &of.id, None, &of.device)) } }
                }
            }
        }
    }
}

/// Take it, or not: one of them, or all of a tablet's.
fn decide(lang: Lang, device: &str, one: Option<&str>, about: &str) -> Markup {
    let (take, refuse) = match one {
        Some(_) => (t!(lang, "offline-kept-take"), t!(lang, "offline-kept-refuse")),
        None => (t!(lang, "offline-kept-take-all"), t!(lang, "offline-kept-refuse-all")),
    };
    html! {
        form.inline.dash-acts method="post" action=(paths::shop_kept_waiting()) {
            (hidden("device", device))
            @if let Some(id) = one { (hidden("one", id)) }
            button.btn.outline name="word" value="take" type="submit" { (take) span.sr { ": " (about) } }
            button.btn.quiet name="word" value="refuse" type="submit" { (refuse) span.sr { ": " (about) } }
        }
    }
}

fn rows(frame: &Frame, taps: &[Tap]) -> Markup {
    html! { ul.dash-rows { @for tap in taps { li { (tap.draw(frame)) } } } }
}

fn mark(lang: Lang, new: bool) -> Markup {
    html! { @if new { span.kept-new { (t!(lang, "offline-kept-new")) } " " } }
}

fn when(lang: Lang, at: DateTime) -> String {
    format!("{} {}", date_short(lang, at.date()), at.strftime("%H:%M"))
}

impl Tap {
    fn draw(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let mut beside = vec![when(lang, self.at), self.device.clone()];
        beside.extend(self.staff.clone());
        html! {
            div {
                p {
                    (mark(lang, self.new))
                    strong {
                        (self.what.said(lang))
                    }
                    @if let Some(amount) = self.amount { " · " (frame.money(amount)) }
                }
                @if !self.reason.is_empty() { p { (self.reason) } }
                p.note { (beside.join(" · ")) }
            }
        }
    }
}

impl Flag {
    fn said(&self, lang: Lang) -> String {
        let (device, from, to) = (self.device.as_str(), self.from, self.to);
        match self.kind {
            FlagKind::Gap if from == to => t!(lang, "offline-flag-gap-one", device = device, n = from),
            FlagKind::Gap => t!(lang, "offline-flag-gap", device = device, from = from, to = to),
            FlagKind::Fork => t!(lang, "offline-flag-fork", device = device, n = from),
            FlagKind::Clock if self.minutes > 0 => {
                t!(lang, "offline-flag-ahead", device = device, how = long(lang, self.minutes))
            }
            FlagKind::Clock => t!(lang, "offline-flag-behind", device = device, how = long(lang, -self.minutes)),
            FlagKind::Signature => t!(lang, "offline-flag-signature", device = device),
            FlagKind::Stolen => t!(lang, "offline-flag-stolen", device = device),
        }
    }
}

/// So many minutes, hours or days, as one says it.
fn long(lang: Lang, minutes: i64) -> String {
    match minutes {
        m if m < 120 => t!(lang, "offline-minutes", n = m.max(1)),
        m if m < 20 * 60 => t!(lang, "offline-long-hours", n = (m + 30) / 60),
        m => t!(lang, "offline-days", n = (m + 720) / 1440),
    }
}
