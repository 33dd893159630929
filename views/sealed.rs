//! The seals of a street's closed months, for anyone: who keeps a head can see later that nothing was changed.

use jiff::civil::Date;
use maud::{Markup, html};

use crate::dashboard::months::spelt;
use crate::layout::{Frame, Page, plain_curtain};
use crate::t;
use crate::ui;
use crate::words::{date_year, month, number};

pub struct SealedMonths {
    /// Newest first.
    pub months: Vec<SealedMonth>,
}

pub struct SealedMonth {
    pub first: Date,
    pub closed: Date,
    pub transfers: i64,
    pub head: String,
}

impl Page for SealedMonths {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "books-sealed")
    }

    fn styles(&self) -> &'static [&'static str] {
        &["dashboard.css"]
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        plain_curtain(frame, None)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            h1.dash-headline { (t!(lang, "books-sealed")) }
            p { (t!(lang, "books-sealed-how")) }
            @if self.months.is_empty() { (ui::empty(None, &t!(lang, "books-months-none"), &t!(lang, "books-months-none-then"))) }
            @for m in &self.months {
                section.sealed-month {
                    h2 { (month(lang, m.first)) }
                    p.mono { (spelt(&m.head)) }
                    p.note { (t!(lang, "books-sealed-of", day = date_year(lang, m.closed), n = number(m.transfers))) }
                }
            }
        }
    }
}
