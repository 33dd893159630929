//! A shop leaves the street: what it leaves open and who takes its place; afterwards, how far its books have come.

use jiff::civil::Date;
use maud::{Markup, html};

use super::marks::shop_name;
use super::{Office, STYLES, Shop, Tab, curtain};
use crate::layout::{Frame, Page};
use crate::ui::{self, Field, Look, button};
use crate::words::{Lang, date_long};
use crate::{paths, t};

pub struct Leaving {
    pub office: Office,
    pub shop: Shop,
    pub state: State,
    /// Slips that lead to it, and slips it gave, that somebody can still use.
    pub slips_to: usize,
    pub slips_from: i64,
    pub promises: usize,
    pub proposals: i64,
    /// Who can take its place: code and name.
    pub others: Vec<(String, String)>,
    /// A code; empty for the nearest of its kind.
    pub heir: String,
    pub reason: String,
    pub reason_lang: Lang,
    pub mistake: Option<(&'static str, String)>,
    /// Just done: slips handed over, and slips for which there was nobody.
    pub done: Option<(usize, usize)>,
}

pub enum State {
    Here,
    Left { on: Date, settled: Settled },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// The month in which it left is not closed yet.
    NotClosed,
    /// Minor units: above zero, the street pays; below, the shop.
    Owed(i64),
    Whole,
}

impl Page for Leaving {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "leaving-title", shop = &self.shop.name)
    }

    fn styles(&self) -> &'static [&'static str] {
        STYLES
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        curtain(frame, self.office, Tab::Shops)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            p { (shop_name(&self.shop)) }
            @match &self.state {
                State::Here => (self.ahead(lang)),
                State::Left { on, settled } => (self.after(frame, *on, *settled)),
            }
            p { a href=(paths::dashboard_shops()) { (t!(lang, "leaving-back")) } }
        }
    }
}

impl Leaving {
    fn wrong(&self, field: &str) -> Option<&str> {
        self.mistake.as_ref().filter(|(f, _)| *f == field).map(|(_, said)| said.as_str())
    }

    fn ahead(&self, lang: Lang) -> Markup {
        html! {
            h1.dash-headline { (t!(lang, "leaving-ahead", shop = &self.shop.name)) }
            @if let Some(wrong) = self.wrong("") { p.wrong role="alert" { span.tri aria-hidden="true" { "▲ " } (wrong) } }
            ul.dash-points {
                li { (t!(lang, "leaving-points")) }
                li { (t!(lang, "leaving-slips-to", n = self.slips_to)) }
                li { (t!(lang, "leaving-slips-from", n = self.slips_from)) }
                @if self.promises > 0 { li { strong { (t!(lang, "leaving-promises", n = self.promises)) } } }
                @if self.proposals > 0 { li { strong { (t!(lang, "leaving-proposals", n = self.proposals)) } } }
                li { (t!(lang, "leaving-books")) }
                li { (t!(lang, "leaving-counter")) }
            }
            form.form.dash-form method="post" action=(paths::dashboard_shop_leaving(&self.shop.code)) {
                div.field {
                    label for="f-heir" { b { (t!(lang, "leaving-heir")) } }
                    select #f-heir name="heir" aria-describedby=[self.wrong("heir").map(|_| "f-heir-error")] {
                        option value="" selected[self.heir.is_empty()] { (t!(lang, "leaving-heir-nearest")) }
                        @for (code, name) in &self.others {
                            option value=(code) selected[*code == self.heir] { (name) }
                        }
                    }
                    @if let Some(wrong) = self.wrong("heir") { p.error #f-heir-error { (wrong) } }
                }
                (Field {
                    name: "reason",
                    label: &t!(lang, "leaving-says"),
                    value: &self.reason,
                    hint: &t!(lang, "leaving-says-hint"),
                    error: self.wrong("reason"),
                    required: true,
                    max: Some(200),
                    lang: (self.reason_lang != lang).then(|| self.reason_lang.code()),
                    ..Field::default()
                }.draw())
                div.acts { (button(Look::Seal, &t!(lang, "leaving-do", shop = &self.shop.name))) }
            }
        }
    }

    fn after(&self, frame: &Frame, on: Date, settled: Settled) -> Markup {
        let lang = frame.lang;
        html! {
            h1.dash-headline { (t!(lang, "leaving-left", shop = &self.shop.name, day = date_long(lang, on))) }
            @if let Some((handed, over)) = self.done {
                p role="status" { (t!(lang, "leaving-handed", n = handed)) @if over > 0 { " " (t!(lang, "leaving-over", n = over)) } }
            }
            p.dash-finding { strong { @match settled {
                Settled::NotClosed => (t!(lang, "leaving-not-closed")),
                Settled::Owed(n) if n > 0 => (t!(lang, "leaving-owed", sum = frame.money(n))),
                Settled::Owed(n) => (t!(lang, "leaving-owes", sum = frame.money(-n))),
                Settled::Whole => { (ui::icon(ui::Icon::Check)) " " (t!(lang, "leaving-whole")) },
            } } }
            ul.dash-points {
                li { (t!(lang, "leaving-points")) }
                li { (t!(lang, "leaving-slips-from", n = self.slips_from)) }
                @if self.promises > 0 { li { (t!(lang, "leaving-promises", n = self.promises)) } }
            }
            p { a href=(paths::dashboard_months()) { (t!(lang, "leaving-months")) } }
            form.dash-act method="post" action=(paths::dashboard_shop_return(&self.shop.code)) {
                (button(Look::Outline, &t!(lang, "leaving-return", shop = &self.shop.name)))
            }
        }
    }
}
