//! Who pays for points on the street: each campaign with what is given and left, and the form for the next.

use jiff::civil::Date;
use maud::{Markup, html};

use super::{Office, STYLES, Tab, curtain};
use crate::chart::meter;
use crate::layout::{Frame, Page};
use crate::ui::{self, Field, Kind, Look, button};
use crate::words::{Lang, date_year, number};
use crate::{paths, t};

pub struct Sponsors {
    pub office: Office,
    /// Newest first.
    pub campaigns: Vec<Campaign>,
    /// Every member: code and name.
    pub shops: Vec<(String, String)>,
    /// What the fund sells points at: minor units for a lot.
    pub lot: i64,
    pub lot_price: i64,
    pub form: SponsorForm,
    pub mistake: Option<(&'static str, String)>,
    /// Just ended: minor units to be paid back.
    pub back: Option<i64>,
    pub key: String,
}

/// Points and minor units.
pub struct Campaign {
    pub id: String,
    pub sponsor: String,
    pub title: String,
    /// Where the sponsor reads its totals.
    pub link: String,
    pub state: State,
    pub from: Date,
    pub last: Date,
    pub points: i64,
    pub budget: i64,
    pub paid: i64,
    pub given: i64,
    pub left: i64,
    pub shops: i64,
    /// Shops whose share is used up.
    pub used_up: i64,
    /// What would be paid back now.
    pub returns: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Waits,
    Runs,
    /// Its days are over, what is left is still there.
    Over,
    Ended,
}

impl State {
    pub(crate) fn words(self, lang: Lang, from: Date, last: Date) -> String {
        match self {
            State::Waits => t!(lang, "sponsor-waits", day = date_year(lang, from)),
            State::Runs => t!(lang, "sponsor-until", day = date_year(lang, last)),
            State::Over => t!(lang, "sponsor-over", day = date_year(lang, last)),
            State::Ended => t!(lang, "sponsor-ended"),
        }
    }
}

/// As it was typed.
#[derive(Clone, Debug, Default)]
pub struct SponsorForm {
    pub sponsor: String,
    pub title: String,
    pub points: String,
    pub budget: String,
    pub from: String,
    pub last: String,
    /// Codes.
    pub shops: Vec<String>,
}

impl Page for Sponsors {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "sponsor-title")
    }

    fn styles(&self) -> &'static [&'static str] {
        STYLES
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        curtain(frame, self.office, Tab::Months)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let running = self.campaigns.iter().filter(|c| c.state == State::Runs).count();
        html! {
            h1.dash-headline { (t!(lang, "sponsor-headline", n = running)) }
            @if let Some(back) = self.back {
                p role="status" { strong { (ui::icon(ui::Icon::Check)) " " (t!(lang, "sponsor-pay-back", sum = frame.money(back))) } }
            }
            @if self.campaigns.is_empty() { (ui::empty(None, &t!(lang, "sponsor-none"), &t!(lang, "sponsor-none-then"))) }
            ul.dash-rows { @for campaign in &self.campaigns { li #(format!("c{}", campaign.id)) { (self.campaign(campaign, frame)) } } }
            @if self.office.may_edit() { (self.open(frame)) }
        }
    }
}

impl Sponsors {
    fn campaign(&self, c: &Campaign, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            div.sponsor {
                h2 { (c.title) }
                p.note { (t!(lang, "sponsor-by", sponsor = &c.sponsor)) " · " (c.state.words(lang, c.from, c.last)) }
                p { (t!(lang, "sponsor-given", given = number(c.given), budget = number(c.budget), n = c.points, shops = c.shops)) }
                // A sliver of a bar would look like a gap.
                @if c.given * 50 >= c.budget { (meter(u64::try_from(c.given).unwrap_or(0), u64::try_from(c.budget).unwrap_or(1))) }
                p.note { (t!(lang, "sponsor-paid", sum = frame.money(c.paid))) }
                @if c.used_up > 0 && matches!(c.state, State::Runs) && c.left >= c.points {
                    p { span.tri aria-hidden="true" { "▲ " } (t!(lang, "sponsor-used-up", n = c.used_up)) }
                }
                @if c.state == State::Ended && c.left > 0 { p { (t!(lang, "sponsor-came-back", n = c.left)) } }
                p { a href=(c.link) { (t!(lang, "sponsor-link", sponsor = &c.sponsor)) } }
                @if self.office.may_edit() {
                    div.acts {
                        @if c.used_up > 0 && matches!(c.state, State::Runs) && c.left >= c.points {
                            form method="post" action=(paths::dashboard_sponsor_shares(&c.id)) { (button(Look::Outline, &t!(lang, "sponsor-share-out"))) }
                        }
                        @if c.state != State::Ended || c.left > 0 {
                            form method="post" action=(paths::dashboard_sponsor_end(&c.id)) {
                                (button(Look::Quiet, &t!(lang, "sponsor-end", sum = frame.money(c.returns))))
                            }
                        }
                    }
                }
            }
        }
    }

    fn open(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let wrong = |field: &str| self.mistake.as_ref().filter(|(f, _)| *f == field).map(|(_, said)| said.as_str());
        let field = |name: &'static str, label: &str, value: &str, kind: Kind, hint: &str| {
            Field { name, label, value, kind, hint, required: true, error: wrong(name), ..Field::default() }.draw()
        };
        let form = &self.form;
        html! {
            form.dash-form.sponsor-form method="post" action=(paths::dashboard_sponsors()) {
                h2 { (t!(lang, "sponsor-open-head")) }
                p { (t!(lang, "sponsor-open-how", lot = self.lot, price = frame.money(self.lot_price))) }
                (ui::hidden("key", &self.key))
                (field("sponsor", &t!(lang, "sponsor-name"), &form.sponsor, Kind::Text, &t!(lang, "sponsor-name-hint")))
                (field("title", &t!(lang, "sponsor-campaign"), &form.title, Kind::Text, &t!(lang, "sponsor-campaign-hint")))
                (field("points", &t!(lang, "sponsor-points"), &form.points, Kind::Number, ""))
                (field("budget", &t!(lang, "sponsor-budget"), &form.budget, Kind::Number, &t!(lang, "sponsor-budget-hint")))
                (field("from", &t!(lang, "sponsor-from"), &form.from, Kind::Date, ""))
                (field("last", &t!(lang, "sponsor-last"), &form.last, Kind::Date, ""))
                fieldset.sponsor-shops aria-describedby=[wrong("shops").map(|_| "f-shops-error")] {
                    legend { b { (t!(lang, "sponsor-shops")) } }
                    @for (code, name) in &self.shops {
                        label { input type="checkbox" name="shop" value=(code) checked[form.shops.contains(code)]; span { (name) } }
                    }
                }
                @if let Some(wrong) = wrong("shops") { p.wrong #f-shops-error role="alert" { span.tri aria-hidden="true" { "▲" } (wrong) } }
                (button(Look::Seal, &t!(lang, "sponsor-open")))
            }
        }
    }
}
