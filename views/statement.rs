//! The statement of a shop's closed month: what it comes to in ten seconds, on the screen and on A4; the list of months; and
//! objections with their answers.

mod list;
mod objections;
mod said;
#[cfg(test)]
mod tests;

use jiff::civil::Date;
use maud::{Markup, html};

use crate::dashboard::shop_desk::{self, shop_curtain};
use crate::dashboard::{self, Office, Tab};
use crate::layout::{Frame, Page};
use crate::ui::{Look, button, qr};
use crate::words::{Lang, date_long, date_short};
use crate::{paths, t};

pub use list::{Months, Summary};
pub use objections::{Desk, Waiting};
pub use said::{Bar, Code, Line, Row, Said, Seal, Sheet, Slips, Sum, plain, refusal, typed_money, what};

/// Who looks at a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// Its shop.
    Owner,
    /// The street.
    Street(Office),
}

pub struct Statement {
    pub reader: Reader,
    /// Nothing while the month is closed by one person only.
    pub sheet: Option<Sheet>,
    /// `2026-10`, and its first day.
    pub month: String,
    pub first: Date,
    pub shop: dashboard::Shop,
    pub objections: Vec<Objection>,
    /// Can still be said that something is not right.
    pub open: bool,
    /// As it was typed.
    pub reason: String,
    pub problem: Option<String>,
}

/// What a shop found not to be right, and what came of it.
#[derive(Clone, Debug)]
pub struct Objection {
    pub at: Date,
    /// Nobody where they are gone.
    pub by: String,
    pub reason: String,
    pub answer: Option<Answer>,
}

#[derive(Clone, Debug)]
pub struct Answer {
    pub at: Date,
    pub text: String,
    /// Above zero, the shop gets more; in minor units.
    pub amount: i64,
}

const STYLES: &[&str] = &["dashboard.css", "statement.css"];

impl Page for Statement {
    fn title(&self, frame: &Frame) -> String {
        let month = crate::words::month(frame.lang, self.first);
        t!(frame.lang, "statement-page-title", month = month, shop = &self.shop.name)
    }

    fn styles(&self) -> &'static [&'static str] {
        STYLES
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        match self.reader {
            Reader::Owner => shop_curtain(frame, shop_desk::Page::Statements),
            Reader::Street(office) => dashboard::curtain(frame, office, Tab::Months),
        }
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let Some(sheet) = &self.sheet else {
            return html! {
                h1.dash-headline { (t!(lang, "statement-not-yet", month = crate::words::month(lang, self.first))) }
                p { (t!(lang, "statement-not-yet-then")) }
                p { (self.back(lang)) }
            };
        };
        html! {
            div.statement-tools { (self.back(lang)) (self.files(lang)) }
            (drawn(sheet, frame))
            (self.objected(frame))
        }
    }
}

impl Statement {
    fn back(&self, lang: Lang) -> Markup {
        html! {
            @match self.reader {
                Reader::Owner => a href=(paths::shop_statements()) { "‹ " (t!(lang, "statement-all")) },
                Reader::Street(_) => a href=(paths::dashboard_objections()) { "‹ " (t!(lang, "statement-objections")) },
            }
        }
    }

    fn files(&self, lang: Lang) -> Markup {
        let file = |kind: &str| match self.reader {
            Reader::Owner => paths::shop_statement_file(&self.month, kind),
            Reader::Street(_) => paths::dashboard_statement_file(&self.month, &self.shop.code, kind),
        };
        let csv = file("csv");
        html! {
            nav.statement-files aria-label=(t!(lang, "statement-files")) {
                a.btn.outline href=(paths::in_language(&file("pdf"), lang.code())) { "PDF" }
                a.btn.quiet href=(paths::in_language(&file("xlsx"), lang.code())) { (t!(lang, "statement-xlsx")) }
                a.btn.quiet href=(paths::in_language(&csv, lang.code())) { "CSV" }
                a.btn.quiet href=(paths::in_language(&paths::with_query(&csv, "as", "shift_jis"), lang.code())) { "CSV (Shift_JIS)" }
                p.note { (t!(lang, "statement-files-how")) }
            }
        }
    }

    fn objected(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let waits = self.objections.iter().any(|o| o.answer.is_none());
        html! {
            section.statement-objections #objection {
                h2 { (t!(lang, "statement-objection-head")) }
                @for one in &self.objections { (one.draw(frame)) }
                @if self.reader == Reader::Owner {
                    @if self.problem.is_some() { (self.form(lang)) }
                    @else if waits { p { (t!(lang, "statement-objection-waits")) } }
                    @else if self.open { (self.form(lang)) }
                    @else if let Some(sheet) = &self.sheet { p { (late(sheet, lang)) } }
                } @else if self.objections.is_empty() {
                    p.note { (t!(lang, "statement-objection-none")) }
                } @else if waits {
                    p { a href=(paths::dashboard_objections()) { (t!(lang, "statement-objection-answer-it")) } }
                }
            }
        }
    }

    fn form(&self, lang: Lang) -> Markup {
        let until = self.sheet.as_ref().map_or(self.first, |s| s.object_until);
        html! {
            form.dash-form method="post" action=(paths::shop_statement_objections(&self.month)) {
                p { (t!(lang, "statement-objection-how", day = date_long(lang, until))) }
                div.field {
                    label for="f-reason" { b { (t!(lang, "statement-objection-reason")) } }
                    textarea #f-reason name="reason" rows="4" maxlength="1000" required aria-invalid=[self.problem.as_ref().map(|_| "true")]
                        aria-describedby=[self.problem.as_ref().map(|_| "f-reason-error")] autofocus[self.problem.is_some()] { (self.reason) }
                    @if let Some(problem) = &self.problem { p.wrong #f-reason-error { span.tri aria-hidden="true" { "▲" } (problem) } }
                }
                (button(Look::Seal, &t!(lang, "statement-objection-send")))
            }
        }
    }
}

fn late(sheet: &Sheet, lang: Lang) -> String {
    let day = date_short(lang, sheet.object_until);
    match sheet.contact.as_str() {
        "" => t!(lang, "statement-objection-late-street", day = day, street = &sheet.street),
        name => t!(lang, "statement-objection-late", day = day, street = &sheet.street, name = name),
    }
}

impl Objection {
    fn draw(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            div.statement-objection {
                p.note { (date_short(lang, self.at)) @if !self.by.is_empty() { " · " (self.by) } }
                @if self.reason.is_empty() { p.note { (t!(lang, "statement-objection-gone")) } }
                @else { p.typed { (self.reason) } }
                @match &self.answer {
                    None => p { b { (t!(lang, "statement-objection-open")) } },
                    Some(answer) => div.statement-answer {
                        p.note { (t!(lang, "statement-answered", day = date_short(lang, answer.at))) }
                        p.typed { (answer.text) }
                        p { b { (settled(answer.amount, frame)) } }
                    },
                }
            }
        }
    }
}

/// What an answer comes to for the shop.
fn settled(amount: i64, frame: &Frame) -> String {
    let (lang, sum) = (frame.lang, frame.money(amount.abs()));
    match amount {
        0 => t!(lang, "statement-settled-nothing"),
        n if n > 0 => t!(lang, "statement-settled-more", sum = sum),
        _ => t!(lang, "statement-settled-less", sum = sum),
    }
}

/// The sheet itself: as it is printed.
fn drawn(sheet: &Sheet, frame: &Frame) -> Markup {
    let said = sheet.said(frame.lang);
    html! {
        article.statement {
            header {
                div { h1 { (said.title) } p { (said.period) } }
                div.issuer {
                    div { p { b { (said.issuer) } } p { (said.issued) } p { (said.number) } }
                    @if let Some(street) = &frame.street { span.statement-seal aria-hidden="true" { (stamp(&street.crest)) } }
                }
            }
            p.addressee { span class={ "mark " (sheet.shop.trade.class()) } { (sheet.shop.crest.svg()) } strong { (said.to) } }
            div.answer {
                p.when { (said.when) }
                p.sum { b { (said.amount) } " " span { (said.verb) } }
                p { (said.why) }
            }
            (bars(&said.bars))
            div.two { (sum(&said.gets)) (sum(&said.pays)) }
            div.two { (slips(&said.sent)) (slips(&said.got)) }
            @if !said.tax.is_empty() { div.tax { @for line in &said.tax { p { (line) } } } }
            footer {
                (qr(&sheet.published, &said.seal.label))
                div {
                    p { b { (said.object[0]) } }
                    @for line in said.object.iter().skip(1) { p { (line) } }
                    p.seal-line { (said.seal.label) " " b { (said.seal.short) } }
                    p.head { (said.seal.whole) }
                    p.head { (said.seal.how) }
                }
            }
        }
    }
}

/// The street's seal: its crest within two rings.
fn stamp(crest: &crate::Crest) -> Markup {
    html! {
        svg.seal viewBox="-62 -62 124 124" focusable="false" {
            g fill="none" stroke="currentColor" { circle r="56.5" stroke-width="4.4" {} circle r="49" stroke-width="1.4" {} }
            g transform="rotate(-4)scale(.82)" { (crest.mark()) }
        }
    }
}

/// Three bars to one scale: what comes in, what goes out hung from its end, and what is left.
fn bars(bars: &[Bar; 3]) -> Markup {
    html! {
        dl.bars {
            @for (bar, kind) in bars.iter().zip(["in", "out", "net"]) {
                div class=(kind) {
                    dt { (bar.label) }
                    dd {
                        svg viewBox="0 0 1000 40" preserveAspectRatio="none" aria-hidden="true" {
                            @if kind == "out" { defs { pattern #hatch width="14" height="14" patternUnits="userSpaceOnUse" patternTransform="rotate(40)" {
                                rect width="5" height="14" {}
                            } } }
                            rect.(kind) x=(at(bar.from)) y="1" width=(at(bar.to - bar.from)) height="38" {}
                        }
                        span { (bar.said) }
                    }
                }
            }
        }
    }
}

fn at(share: f64) -> String {
    format!("{:.1}", share.max(0.0) * 1000.0)
}

fn sum(sum: &Sum) -> Markup {
    html! {
        section.sum {
            h2 { (sum.title) }
            table {
                tbody { @for row in &sum.rows { tr { th scope="row" { (row.what) small { (row.how) } } td { (row.money) } } } }
            }
            p.total { span { (sum.total) } " " b { (sum.sum) } }
        }
    }
}

fn slips(slips: &Slips) -> Markup {
    html! {
        section.slips {
            h2 { (slips.title) }
            ul {
                @for (shop, n) in &slips.rows {
                    li { span class={ "mark " (shop.trade.class()) } { (shop.crest.svg()) } span { (shop.name) } b { (n) } }
                }
                @if let Some((who, n)) = &slips.others { li.others { span.mark {} span { (who) } b { (n) } } }
                @if slips.rows.is_empty() { li.others { span { (slips.none) } } }
            }
        }
    }
}
