//! The months of the books: which is to be closed next and by whom, what each came to, and its seal.

use jiff::civil::Date;
use maud::{Markup, html};

use super::marks::shop_name;
use super::{Office, STYLES, Shop, Tab, curtain};
use crate::layout::{Frame, Page};
use crate::ui::{self, Column, Look, button, hidden};
use crate::words::{Lang, date_year, month, number};
use crate::{paths, t};

pub struct Months {
    pub office: Office,
    /// Newest first.
    pub months: Vec<Month>,
    pub next: Next,
    /// Why it could not be closed.
    pub wrong: Option<String>,
}

/// The month to be closed next, by its first day.
pub enum Next {
    /// Nothing was ever posted.
    Nothing,
    NotOver(Date),
    Over(Date),
    Proposed {
        month: Date,
        /// Empty where it was done at the machine itself.
        by: String,
    },
}

/// Amounts in minor units.
#[derive(Clone)]
pub struct Month {
    pub first: Date,
    pub transfers: i64,
    pub to_shops: i64,
    pub from_shops: i64,
    pub payments: i64,
    /// Of its seal; empty while it is being made.
    pub head: String,
    /// Empty where it was done at the machine itself.
    pub proposed_by: String,
    pub confirmed_by: String,
    pub closed: Option<Date>,
}

impl Month {
    fn key(&self) -> String {
        self.first.strftime("%Y-%m").to_string()
    }
}

/// `2c1f 09ab …`: as people compare it.
pub fn spelt(head: &str) -> String {
    let chars: Vec<char> = head.chars().collect();
    chars.chunks(4).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

fn who(name: &str, lang: Lang) -> String {
    if name.is_empty() { t!(lang, "books-by-machine") } else { name.to_owned() }
}

impl Page for Months {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "books-months")
    }

    fn styles(&self) -> &'static [&'static str] {
        STYLES
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        curtain(frame, self.office, Tab::Months)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            (self.next(lang))
            @if let Some(wrong) = &self.wrong { p.wrong role="alert" { span.tri aria-hidden="true" { "▲ " } (wrong) } }
            @if self.months.is_empty() {
                (ui::empty(None, &t!(lang, "books-months-none"), &t!(lang, "books-months-none-then")))
            } @else {
                (self.list(frame))
                p { a href=(paths::dashboard_objections()) { (t!(lang, "statement-objections-link")) } }
            }
            p { a href=(paths::dashboard_sponsors()) { (t!(lang, "sponsor-title")) } }
            @if self.office.may_edit() { p { a href=(paths::dashboard_account()) { (t!(lang, "bank-account-street")) } } }
        }
    }
}

impl Months {
    fn next(&self, lang: Lang) -> Markup {
        match &self.next {
            Next::Nothing => html! { h1.dash-headline { (t!(lang, "books-next-nothing")) } },
            Next::NotOver(first) => html! {
                h1.dash-headline { (t!(lang, "books-next-open", month = month(lang, *first))) }
                p.note { (t!(lang, "books-next-open-then")) }
            },
            Next::Over(first) => html! {
                h1.dash-headline { (t!(lang, "books-next-over", month = month(lang, *first))) }
                p.note { (t!(lang, "books-next-over-then")) }
                @if self.office.may_edit() {
                    form.dash-act method="post" action=(paths::dashboard_months()) {
                        (hidden("month", &first.strftime("%Y-%m").to_string()))
                        (button(Look::Seal, &t!(lang, "books-propose", month = month(lang, *first))))
                    }
                }
            },
            Next::Proposed { month: first, by } => {
                let (of, key) = (month(lang, *first), first.strftime("%Y-%m").to_string());
                html! {
                    h1.dash-headline { (t!(lang, "books-next-proposed", month = of, by = who(by, lang))) }
                    p { a href=(paths::dashboard_month(&key)) { (t!(lang, "books-look", month = month(lang, *first))) } }
                    @if self.office.may_edit() {
                        // Broken off, it goes on where it was.
                        form.dash-act method="post" action=(paths::dashboard_months()) {
                            (hidden("month", &key))
                            (button(Look::Quiet, &t!(lang, "books-propose-on")))
                        }
                    }
                }
            }
        }
    }

    fn list(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let columns = [
            Column::text(t!(lang, "books-month")),
            Column::number(t!(lang, "books-transfers")),
            Column::number(t!(lang, "books-to-shops")),
            Column::number(t!(lang, "books-from-shops")),
            Column::text(t!(lang, "books-closed")),
            Column::text(t!(lang, "books-seal")),
        ];
        let rows: Vec<Vec<Markup>> = self
            .months
            .iter()
            .map(|m| {
                vec![
                    html! { a href=(paths::dashboard_month(&m.key())) { (month(lang, m.first)) } },
                    html! { (number(m.transfers)) },
                    html! { (frame.money(m.to_shops)) },
                    html! { (frame.money(m.from_shops)) },
                    html! { @match m.closed {
                        Some(day) => (date_year(lang, day)),
                        None => b { (t!(lang, "books-proposed")) },
                    } },
                    html! { span.mono { (spelt(m.head.get(..12).unwrap_or_default())) " …" } },
                ]
            })
            .collect();
        ui::table(&t!(lang, "books-months-how"), &columns, &rows)
    }
}

/// One month.
pub struct Close {
    pub office: Office,
    pub month: Month,
    pub rows: Vec<Row>,
    /// The reader proposed it: somebody else has to confirm.
    pub own: bool,
    /// Where its head is published.
    pub published: String,
    /// Why it could not be confirmed.
    pub wrong: Option<String>,
}

/// A shop's statement in one row, in minor units: above zero it receives.
pub struct Row {
    pub shop: Shop,
    pub number: String,
    pub given: i64,
    pub taken: i64,
    pub thanks: i64,
    pub fee: i64,
    /// Open from before, and objections that were settled.
    pub other: i64,
    pub net: i64,
}

impl Page for Close {
    fn title(&self, frame: &Frame) -> String {
        month(frame.lang, self.month.first)
    }

    fn styles(&self) -> &'static [&'static str] {
        STYLES
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        curtain(frame, self.office, Tab::Months)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let m = &self.month;
        let keeps = m.from_shops - m.to_shops;
        let (to, from) = (frame.money(m.to_shops), frame.money(m.from_shops));
        html! {
            h1.dash-headline { (t!(lang, "books-close-found", month = month(lang, m.first), n = m.payments, to = to, from = from)) }
            p { @if keeps >= 0 { (t!(lang, "books-close-keeps", sum = frame.money(keeps))) }
                @else { (t!(lang, "books-close-adds", sum = frame.money(-keeps))) } }
            (self.standing(lang))
            @if let Some(wrong) = &self.wrong { p.wrong role="alert" { span.tri aria-hidden="true" { "▲ " } (wrong) } }
            (self.shops(frame))
            section.dash-seal {
                h2 { (t!(lang, "books-seal")) }
                @if m.head.is_empty() { p { (t!(lang, "books-seal-unmade")) } }
                @else {
                    p.mono { (spelt(&m.head)) }
                    p.note { (t!(lang, "books-seal-how", n = m.transfers)) " "
                        a href=(self.published) { (t!(lang, "books-seal-published")) } }
                }
            }
        }
    }
}

impl Close {
    fn standing(&self, lang: Lang) -> Markup {
        let m = &self.month;
        let by = who(&m.proposed_by, lang);
        html! {
            @match m.closed {
                Some(day) => {
                    p.note { (t!(lang, "books-close-done", day = date_year(lang, day), by = by, other = who(&m.confirmed_by, lang))) }
                    p { a href=(paths::dashboard_payments(&m.key())) { (t!(lang, "bank-payments-of", month = month(lang, m.first))) } }
                },
                None => {
                    p { (t!(lang, "books-close-waits", by = by)) }
                    @if self.office == Office::Officer && !self.own && !m.head.is_empty() {
                        form.dash-act method="post" action=(paths::dashboard_month_confirmation(&m.key())) {
                            (button(Look::Seal, &t!(lang, "books-confirm", month = month(lang, m.first))))
                        }
                        p.note { (t!(lang, "books-confirm-then")) }
                    }
                }
            }
        }
    }

    fn shops(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let columns = [
            Column::text(t!(lang, "dashboard-shop")),
            Column::text(t!(lang, "books-number")),
            Column::number(t!(lang, "books-line-given")),
            Column::number(t!(lang, "books-line-taken")),
            Column::number(t!(lang, "books-line-thanks")),
            Column::number(t!(lang, "books-line-fee")),
            Column::number(t!(lang, "books-line-other")),
            Column::number(t!(lang, "books-line-net")),
        ];
        let money = |n: i64| html! { @if n == 0 { "0" } @else { (frame.money(n)) } };
        let rows: Vec<Vec<Markup>> = self
            .rows
            .iter()
            .map(|r| {
                vec![
                    shop_name(&r.shop),
                    html! {
                        @if self.month.closed.is_some() {
                            a href=(paths::dashboard_statement(&self.month.key(), &r.shop.code)) { (r.number) }
                        } @else { (r.number) }
                    },
                    money(r.given),
                    money(r.taken),
                    money(r.thanks),
                    money(r.fee),
                    money(r.other),
                    html! { b { (money(r.net)) } },
                ]
            })
            .collect();
        ui::table(&t!(lang, "books-close-how"), &columns, &rows)
    }
}
