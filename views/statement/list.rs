//! A shop's months, newest first; and its registration number for invoices.

use jiff::civil::Date;
use maud::{Markup, html};

use super::STYLES;
use crate::dashboard::Shop;
use crate::dashboard::shop_desk::{self, shop_curtain};
use crate::layout::{Frame, Page};
use crate::ui::{self, Field, Look, button};
use crate::words::{date_short, month};
use crate::{paths, t};

pub struct Months {
    pub shop: Shop,
    pub months: Vec<Summary>,
    /// The shop's registration number as typed; nothing where the money here is not yen.
    pub invoice: Option<String>,
    pub problem: Option<String>,
    pub saved: bool,
}

pub struct Summary {
    /// `2026-10`, and its first day.
    pub month: String,
    pub first: Date,
    pub number: String,
    /// What it comes to; nothing while it is being looked at.
    pub net: Option<i64>,
    /// The last day to object, where that is not over.
    pub until: Option<Date>,
    /// An objection waits for its answer.
    pub waits: bool,
}

impl Page for Months {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "statement-all")
    }

    fn styles(&self) -> &'static [&'static str] {
        STYLES
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        shop_curtain(frame, shop_desk::Page::Statements)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            h1.dash-headline.dash-shop-head {
                span class={ "mark " (self.shop.trade.class()) } { (self.shop.crest.svg()) }
                (t!(lang, "statement-all"))
            }
            @if self.months.is_empty() { (ui::empty(Some(&self.shop.crest), &t!(lang, "statement-none"), &t!(lang, "statement-none-then"))) }
            @else { ul.dash-rows.statement-months { @for one in &self.months { (one.draw(frame)) } } }
            @if let Some(invoice) = &self.invoice {
                (invoice_form(invoice, self.problem.as_deref(), self.saved, paths::shop_invoice_number(), &t!(lang, "statement-invoice-yours"), frame))
            }
        }
    }
}

/// The field for a registration number.
pub(super) fn invoice_form(
    typed: &str,
    problem: Option<&str>,
    saved: bool,
    to: &str,
    label: &str,
    frame: &Frame,
) -> Markup {
    let lang = frame.lang;
    html! {
        form.dash-form #invoice method="post" action=(to) {
            @if saved { p role="status" { (t!(lang, "statement-invoice-saved")) } }
            (Field {
                name: "number", label, value: typed, aside: &t!(lang, "statement-invoice-optional"),
                hint: &t!(lang, "statement-invoice-hint"), max: Some(20), error: problem, focus: problem.is_some(), ..Field::default()
            }.draw())
            (button(Look::Outline, &t!(lang, "statement-invoice-keep")))
        }
    }
}

impl Summary {
    fn draw(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            li {
                div {
                    strong { a href=(paths::shop_statement(&self.month)) { (month(lang, self.first)) } }
                    p.note {
                        (t!(lang, "statement-number", number = &self.number))
                        @if self.waits { " · " (t!(lang, "statement-objection-open")) }
                        @else if let Some(day) = self.until { " · " (t!(lang, "statement-until", day = date_short(lang, day))) }
                    }
                }
                @match self.net {
                    None => span.note { (t!(lang, "statement-looked-at")) },
                    Some(0) => b { (frame.money(0)) },
                    Some(net) if net > 0 => b { (t!(lang, "statement-bar-receive", sum = frame.money(net))) },
                    Some(net) => b { (t!(lang, "statement-bar-pay", sum = frame.money(-net))) },
                }
            }
        }
    }
}
