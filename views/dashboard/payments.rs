//! A closed month as it is paid: who gets, who pays, how much and into which account; the files for the bank, and who made
//! which; what is paid; and the entries for bookkeeping programs.

use jiff::civil::{Date, DateTime};
use maud::{Markup, html};

use super::marks::shop_name;
use super::{Office, STYLES, Shop, Tab, curtain};
use crate::layout::{Frame, Page};
use crate::ui::{self, Field, Kind, Look, button, hidden};
use crate::words::{Lang, clock, date_short, date_year, month, number};
use crate::{paths, t};

pub struct Payments {
    pub office: Office,
    /// Its first day.
    pub month: Date,
    pub rows: Vec<Row>,
    pub files: Vec<Made>,
    /// The street's own account: its last signs.
    pub own: Option<String>,
    /// The month that took over what was still open.
    pub over_to: Option<Date>,
    /// The day a file is for, and the day something was paid, as typed.
    pub on: String,
    pub paid_on: String,
    /// Beside a field: `on`, `paid_on`, `shops`, `text`.
    pub mistake: Option<(&'static str, String)>,
    /// Why no file was made: each at its shop, or for the whole.
    pub flaws: Vec<(Option<String>, String)>,
    /// Of which kind one was asked for where one was made before.
    pub before: Option<FileKind>,
    /// Of which kind one was asked for where an earlier month's file asks for some of it too; and whether anew.
    pub asked: Option<(FileKind, bool)>,
    pub done: Option<Done>,
    /// What a bank's result said of those who were not drawn from.
    pub failed: Vec<(String, String)>,
    /// What else of that result is not as the file had asked: a shop, or the bank's number, and what about it.
    pub unsure: Vec<(String, String)>,
    /// The result as it was put in.
    pub text: String,
}

#[derive(Clone, Debug)]
pub struct Row {
    /// The shop's id.
    pub id: String,
    pub shop: Shop,
    /// The statement's.
    pub number: String,
    /// Above zero to the shop: what is open, else what the month came to.
    pub amount: i64,
    /// The account's last signs.
    pub account: Option<String>,
    /// Changed not long ago.
    pub changed: Option<Date>,
    pub mandate: bool,
    /// Open beside what is paid: an earlier month's payment was taken back.
    pub rest: i64,
    /// An earlier month's file asks for it too: of which month, made when, how much.
    pub asked: Option<(Date, Date, i64)>,
    pub state: State,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Open,
    /// Its payment was taken back after a later month was paid: open until a statement has it.
    Back(Date),
    /// The shop objects: nothing moves before it has an answer.
    Held,
    /// The payment's id, where it can be taken back, and its day.
    Paid(Option<String>, Date),
    /// Nothing to be paid.
    Nothing,
    /// Went over to a later month.
    Over,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileKind {
    Transfer,
    Debit,
    Pain,
}

impl FileKind {
    /// As forms post it.
    pub fn code(self) -> &'static str {
        match self {
            FileKind::Transfer => "transfer",
            FileKind::Debit => "debit",
            FileKind::Pain => "pain",
        }
    }

    fn name(self, lang: Lang) -> String {
        match self {
            FileKind::Transfer => t!(lang, "bank-file-transfer"),
            FileKind::Debit => t!(lang, "bank-file-debit"),
            FileKind::Pain => t!(lang, "bank-file-pain"),
        }
    }
}

/// A file that was made.
#[derive(Clone, Debug)]
pub struct Made {
    pub id: String,
    pub kind: FileKind,
    pub on: Date,
    pub payments: i64,
    pub total: i64,
    pub sha256: String,
    pub by: Option<String>,
    pub at: DateTime,
    /// Something in it is still open.
    pub open: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    File,
    Paid,
    Undone,
}

impl Done {
    pub fn parse(text: &str) -> Option<Done> {
        [Done::File, Done::Paid, Done::Undone].into_iter().find(|d| d.code() == text)
    }

    /// As in `?done=`.
    pub fn code(self) -> &'static str {
        match self {
            Done::File => "file",
            Done::Paid => "paid",
            Done::Undone => "undone",
        }
    }
}

impl Page for Payments {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "bank-payments-of", month = month(frame.lang, self.month))
    }

    fn styles(&self) -> &'static [&'static str] {
        const WITH: &[&str] = &["charts.css", "dashboard.css", "bank.css"];
        debug_assert!(STYLES.iter().all(|s| WITH.contains(s)));
        WITH
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        curtain(frame, self.office, Tab::Months)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let edits = self.office.may_edit();
        let (out, back): (Vec<&Row>, Vec<&Row>) =
            self.rows.iter().filter(|r| r.amount != 0).partition(|r| r.amount > 0);
        html! {
            p.dash-back { a href=(paths::dashboard_month(&self.name())) { "← " (month(lang, self.month)) } }
            h1.dash-headline { (self.headline(frame)) }
            @if let Some(done) = self.done {
                p.dash-done role="status" { (ui::icon(ui::Icon::Check))
                    @match done {
                        Done::File => (t!(lang, "bank-done-file")),
                        Done::Paid => (t!(lang, "bank-done-paid")),
                        Done::Undone => (t!(lang, "bank-done-undone")),
                    }
                }
            }
            @if let Some(later) = self.over_to { p.bank-note { (t!(lang, "bank-over-to", month = month(lang, later))) " " a href=(paths::dashboard_payments(&later.strftime("%Y-%m").to_string())) { (t!(lang, "bank-payments-of", month = month(lang, later))) } } }
            (self.loose(frame))
            (self.asked_before(frame))
            (self.flawed(lang))
            (self.again(frame))
            (self.unwell(lang))
            div.bank-payments {
                div {
                    (self.side(frame, &t!(lang, "bank-out"), &t!(lang, "bank-out-none"), &out))
                    (self.side(frame, &t!(lang, "bank-in"), &t!(lang, "bank-in-none"), &back))
                    @if edits && self.rows.iter().any(Row::is_open) { (self.mark(lang)) }
                }
                div {
                    @if self.over_to.is_none() && edits { (self.make(frame, &out, &back)) }
                    (self.made(frame))
                    @if edits && self.files.iter().any(|f| f.kind == FileKind::Debit) { (self.result(lang)) }
                    (self.journals(frame))
                }
            }
        }
    }
}

impl Row {
    fn is_open(&self) -> bool {
        matches!(self.state, State::Open | State::Back(_))
    }
}

/// What is still to go to a shop, or to come from it.
fn owed(amount: i64, frame: &Frame) -> String {
    let (lang, sum) = (frame.lang, frame.money(amount.abs()));
    if amount > 0 { t!(lang, "bank-loose-out", sum = sum) } else { t!(lang, "bank-loose-in", sum = sum) }
}

impl Payments {
    fn name(&self) -> String {
        self.month.strftime("%Y-%m").to_string()
    }

    fn wrong(&self, field: &str) -> Option<&str> {
        self.mistake.as_ref().filter(|(f, _)| *f == field).map(|(_, said)| said.as_str())
    }

    fn headline(&self, frame: &Frame) -> String {
        let lang = frame.lang;
        let open = |side: fn(&Row) -> bool| {
            let rows = self.rows.iter().filter(move |r| r.is_open() && side(r));
            (rows.clone().count(), rows.map(|r| r.amount.abs()).sum::<i64>())
        };
        let ((out, pays), (back, gets)) = (open(|r| r.amount > 0), open(|r| r.amount < 0));
        let month = month(lang, self.month);
        match (out, back) {
            (0, 0) if self.rows.iter().any(|r| r.rest != 0) => t!(lang, "bank-all-paid-but", month = month),
            (0, 0) => t!(lang, "bank-all-paid", month = month),
            _ => t!(
                lang,
                "bank-to-pay",
                month = month,
                out = out as u64,
                pays = frame.money(pays),
                back = back as u64,
                gets = frame.money(gets)
            ),
        }
    }

    /// What was taken back, and is in no statement yet.
    fn loose(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            @if self.rows.iter().any(|r| r.rest != 0) {
                section.bank-flaws role="status" {
                    h2 { (t!(lang, "bank-loose")) }
                    ul { @for row in self.rows.iter().filter(|r| r.rest != 0) { li { strong { (ui::name(lang, &row.shop.name)) } ": " (owed(row.rest, frame)) } } }
                    p { (t!(lang, "bank-loose-then")) }
                }
            }
        }
    }

    /// What an earlier month's file asks for too: made once more, it would be paid twice.
    fn asked_before(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let rows: Vec<(&Row, (Date, Date, i64))> =
            self.rows.iter().filter(|r| r.is_open()).filter_map(|r| Some((r, r.asked?))).collect();
        let Some((_, (first, ..))) = rows.first() else { return html! {} };
        html! {
            section.bank-flaws role=(if self.asked.is_some() { "alert" } else { "status" }) {
                h2 { span.tri aria-hidden="true" { "▲ " } (t!(lang, "bank-asked")) }
                ul { @for (row, (of, made, amount)) in &rows { li {
                    strong { (ui::name(lang, &row.shop.name)) } ": "
                    (t!(lang, "bank-asked-for", month = month(lang, *of), day = date_short(lang, *made), sum = frame.money(amount.abs())))
                } } }
                p { (t!(lang, "bank-asked-then")) " " a href=(paths::dashboard_payments(&first.strftime("%Y-%m").to_string())) { (t!(lang, "bank-payments-of", month = month(lang, *first))) } }
                @if let Some((kind, anew)) = self.asked {
                    form.inline method="post" action=(paths::payment_files(&self.name())) {
                        (hidden("kind", kind.code())) (hidden("on", &self.on)) (hidden("despite", "1"))
                        @if anew { (hidden("anew", "1")) }
                        (button(Look::Quiet, &t!(lang, "bank-asked-make")))
                    }
                }
            }
        }
    }

    fn flawed(&self, lang: Lang) -> Markup {
        html! {
            @if !self.flaws.is_empty() {
                section.bank-flaws role="alert" {
                    h2 { span.tri aria-hidden="true" { "▲ " } (t!(lang, "bank-no-file")) }
                    ul { @for (shop, said) in &self.flaws { li { @if let Some(shop) = shop { strong { (ui::name(lang, shop)) } ": " } (said) } } }
                }
            }
        }
    }

    /// One was made before: the same is there to be fetched, or a new one is asked for knowingly.
    fn again(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let before = self.before.and_then(|kind| self.files.iter().find(|f| f.kind == kind));
        html! {
            @if let Some(file) = before {
                section.bank-flaws role="status" {
                    h2 { (t!(lang, "bank-before", kind = file.kind.name(lang), day = date_short(lang, file.at.date()), time = clock(file.at))) }
                    p { (t!(lang, "bank-before-then")) }
                    div.bank-acts {
                        a.btn.outline href=(paths::payment_file(&self.name(), &file.id)) download { (t!(lang, "bank-fetch-same")) }
                        form.inline method="post" action=(paths::payment_files(&self.name())) {
                            (hidden("kind", file.kind.code())) (hidden("on", &self.on)) (hidden("anew", "1"))
                            (button(Look::Quiet, &t!(lang, "bank-make-anew")))
                        }
                    }
                }
            }
        }
    }

    /// Debits that did not come in.
    fn unwell(&self, lang: Lang) -> Markup {
        html! {
            @if !self.failed.is_empty() {
                section.bank-flaws role="status" {
                    h2 { (t!(lang, "bank-not-drawn")) }
                    ul { @for (shop, why) in &self.failed { li { strong { (ui::name(lang, shop)) } ": " (why) } } }
                }
            }
            @if !self.unsure.is_empty() {
                section.bank-flaws role="status" {
                    h2 { (t!(lang, "bank-unsure")) }
                    ul { @for (what, why) in &self.unsure { li { strong { (ui::name(lang, what)) } ": " (why) } } }
                }
            }
        }
    }

    fn side(&self, frame: &Frame, head: &str, none: &str, rows: &[&Row]) -> Markup {
        let lang = frame.lang;
        let edits = self.office.may_edit();
        let sum: i64 = rows.iter().map(|r| r.amount.abs()).sum();
        html! {
            section {
                h2 { (head) }
                @if rows.is_empty() { p.note { (none) } } @else {
                    div.scroll tabindex="0" role="region" aria-label=(head) {
                        table.data.bank-table {
                            thead { tr {
                                @if edits { th scope="col" { span.sr { (t!(lang, "bank-choose")) } } }
                                th scope="col" { (t!(lang, "dashboard-shop")) }
                                th scope="col" { (t!(lang, "bank-statement")) }
                                th.num scope="col" { (t!(lang, "bank-amount")) }
                                th scope="col" { (t!(lang, "bank-account")) }
                                th scope="col" { (t!(lang, "bank-state")) }
                            } }
                            tbody { @for row in rows { (self.row(row, frame)) } }
                            tfoot { tr {
                                @if edits { td {} }
                                th scope="row" colspan="2" { (t!(lang, "bank-sum", n = rows.len())) }
                                td.num { b { (frame.money(sum)) } }
                                td colspan="2" {}
                            } }
                        }
                    }
                }
            }
        }
    }

    fn row(&self, row: &Row, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let open = row.is_open();
        html! {
            tr {
                @if self.office.may_edit() { td.bank-tick { @if open { input type="checkbox" form="paid" name="shop" value=(row.id) aria-label=(t!(lang, "bank-choose-shop", shop = &row.shop.name)); } } }
                th scope="row" { (shop_name(&row.shop)) }
                td { (row.number) }
                td.num { (frame.money(row.amount.abs())) }
                td {
                    @match &row.account {
                        Some(ending) => span.bank-ending { "…" (ending) },
                        None => span.bank-lacks { span.tri aria-hidden="true" { "▲ " } (t!(lang, "bank-account-lacks")) },
                    }
                    @if let Some(day) = row.changed { p.note { (t!(lang, "bank-account-new", day = date_short(lang, day))) } }
                }
                td {
                    @match &row.state {
                        State::Paid(id, day) => {
                            span.bank-paid { (ui::icon(ui::Icon::Check)) (t!(lang, "bank-paid-on", day = date_short(lang, *day))) }
                            @if let (Some(id), true) = (id, self.office.may_edit()) {
                                details.dash-sure { summary.bank-undo { (t!(lang, "bank-undo")) span.sr { ": " (row.shop.name) } }
                                    p.note { (t!(lang, "bank-undo-sure")) }
                                    (ui::post(&paths::payment_undo(&self.name(), id), &[], button(Look::Outline, &t!(lang, "bank-undo-yes")))) }
                            }
                        },
                        State::Back(day) => span.bank-back { (t!(lang, "bank-back", day = date_short(lang, *day))) },
                        State::Open if row.amount > 0 => (t!(lang, "bank-open-out")),
                        State::Open if row.mandate => (t!(lang, "bank-open-debit")),
                        State::Open => (t!(lang, "bank-open-invoice")),
                        State::Held => a href=(paths::dashboard_objections()) { (t!(lang, "bank-held")) },
                        State::Over => (t!(lang, "bank-over")),
                        State::Nothing => (t!(lang, "bank-nothing-due")),
                    }
                }
            }
        }
    }

    fn mark(&self, lang: Lang) -> Markup {
        html! {
            form.dash-form.bank-mark #paid method="post" action=(paths::payments_paid(&self.name())) {
                p { (t!(lang, "bank-mark-how")) }
                @if let Some(wrong) = self.wrong("shops") { p.wrong { span.tri aria-hidden="true" { "▲" } (wrong) } }
                (Field { name: "paid_on", label: &t!(lang, "bank-paid-day"), value: &self.paid_on, kind: Kind::Date, error: self.wrong("paid_on"), focus: self.wrong("paid_on").is_some(), required: true, ..Field::default() }.draw())
                (button(Look::Outline, &t!(lang, "bank-mark")))
            }
        }
    }

    fn make(&self, frame: &Frame, out: &[&Row], back: &[&Row]) -> Markup {
        let lang = frame.lang;
        let open =
            |rows: &[&Row], of: fn(&Row) -> bool| rows.iter().filter(|r| r.state == State::Open && of(r)).count();
        let (pays, draws) = (open(out, |_| true), open(back, |r| r.mandate));
        let yen = frame.currency() == "JPY";
        // The day is the same for each: one form, a button for each kind.
        let kind = |kind: FileKind, look: Look, text: String| {
            html! { button class=(look.class()) type="submit" name="kind" value=(kind.code()) { (text) } }
        };
        html! {
            section {
                h2 { (t!(lang, "bank-files")) }
                @match &self.own {
                    Some(ending) => p { (t!(lang, "bank-own", ending = ending)) " " a href=(paths::dashboard_account()) { (t!(lang, "bank-own-change")) } },
                    None => p { span.tri aria-hidden="true" { "▲ " } (t!(lang, "bank-own-lacks")) " " a href=(paths::dashboard_account()) { (t!(lang, "bank-own-add")) } },
                }
                @if pays + draws == 0 { p.note { (t!(lang, "bank-files-nothing")) } } @else {
                    form.dash-form method="post" action=(paths::payment_files(&self.name())) {
                        (Field { name: "on", label: &t!(lang, "bank-on"), value: &self.on, kind: Kind::Date, hint: &t!(lang, "bank-on-hint"), error: self.wrong("on"), focus: self.wrong("on").is_some(), required: true, ..Field::default() }.draw())
                        div.bank-acts {
                            @if pays > 0 && yen { (kind(FileKind::Transfer, Look::Seal, t!(lang, "bank-make-transfer", n = pays))) }
                            @if pays > 0 { (kind(FileKind::Pain, if yen { Look::Outline } else { Look::Seal }, t!(lang, "bank-make-pain", n = pays))) }
                            @if draws > 0 && yen { (kind(FileKind::Debit, Look::Outline, t!(lang, "bank-make-debit", n = draws))) }
                        }
                        @if pays > 0 && yen { p.note { (t!(lang, "bank-make-one")) } }
                    }
                }
            }
        }
    }

    fn made(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            @if !self.files.is_empty() {
                section #files {
                    h2 { (t!(lang, "bank-made")) }
                    ul.dash-rows { @for file in &self.files { li {
                        div {
                            strong { (file.kind.name(lang)) }
                            p { (t!(lang, "bank-file-says", n = file.payments, total = frame.money(file.total), day = date_year(lang, file.on))) }
                            p.note {
                                @match &file.by {
                                    Some(name) => (t!(lang, "bank-file-by", name = name, day = date_short(lang, file.at.date()), time = clock(file.at))),
                                    None => (t!(lang, "bank-file-at", day = date_short(lang, file.at.date()), time = clock(file.at))),
                                }
                            }
                            p.note.bank-hash { "SHA-256 " code { (file.sha256) } }
                        }
                        div.dash-acts {
                            @if self.office != Office::Auditor { a.btn.outline href=(paths::payment_file(&self.name(), &file.id)) download { (t!(lang, "bank-fetch")) } }
                            @if file.open && self.office.may_edit() {
                                details.dash-sure {
                                    summary.btn.quiet { (t!(lang, "bank-file-paid")) }
                                    form method="post" action=(paths::payments_paid(&self.name())) {
                                        (hidden("file", &file.id))
                                        label { b { (t!(lang, "bank-paid-day")) } " " input type="date" name="paid_on" value=(file.on) required; }
                                        " " (button(Look::Outline, &t!(lang, "bank-file-paid-yes", n = file.payments)))
                                    }
                                }
                            }
                        }
                    } } }
                }
            }
        }
    }

    fn result(&self, lang: Lang) -> Markup {
        let wrong = self.wrong("text");
        html! {
            section {
                h2 { (t!(lang, "bank-result")) }
                details open[wrong.is_some()] {
                    summary { (t!(lang, "bank-result-how")) }
                    form method="post" action=(paths::payments_results(&self.name())) {
                        div.field {
                            label for="f-text" { b { (t!(lang, "bank-result-text")) } }
                            textarea #f-text name="text" rows="5" spellcheck="false" required aria-invalid=[wrong.map(|_| "true")] aria-describedby=[wrong.map(|_| "f-text-error")] { (self.text) }
                            @if let Some(wrong) = wrong { p.wrong #f-text-error { span.tri aria-hidden="true" { "▲" } (wrong) } }
                        }
                        (button(Look::Outline, &t!(lang, "bank-result-take")))
                    }
                }
            }
        }
    }

    fn journals(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            @if frame.currency() == "JPY" {
                section {
                    h2 { (t!(lang, "bank-journals")) }
                    p { (t!(lang, "bank-journals-why", n = number(self.rows.len() as i64))) }
                    div.bank-acts {
                        a.btn.quiet href=(paths::dashboard_journal(&self.name(), "money-forward")) download { (t!(lang, "bank-money-forward")) }
                        a.btn.quiet href=(paths::dashboard_journal(&self.name(), "freee")) download { (t!(lang, "bank-freee")) }
                    }
                }
            }
        }
    }
}
