//! When something went wrong: what, what is promised, by when, and who sees to it; then kept, and made good.

use jiff::civil::Date;
use maud::{Markup, html};

use super::who::Customer;
use super::{Here, announce, counter_page, scan_form};
use crate::layout::{Frame, Page};
use crate::ui::{self, Field, Icon, Kind, Look};
use crate::words::{Lang, date_long, number};
use crate::{paths, t};

#[derive(Default)]
pub struct CaseProblem {
    pub what: Option<String>,
    pub promise: Option<String>,
    pub due: Option<String>,
}

/// A case to be opened.
pub struct NewCase {
    pub here: Here,
    pub customer: Customer,
    pub what: String,
    pub promise: String,
    /// `2026-11-28`, or as typed.
    pub due: String,
    /// Staff of the shop: id and name.
    pub staff: Vec<(String, String)>,
    /// Who sees to it.
    pub owner: String,
    pub problem: CaseProblem,
    pub key: String,
}

impl Page for NewCase {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "knowing-wrong")
    }

    counter_page!();

    fn curtain(&self, frame: &Frame) -> Markup {
        self.here.short(frame)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let problem = &self.problem;
        let first = problem.what.as_deref().or(problem.promise.as_deref()).or(problem.due.as_deref());
        html! {
            form.register method="post" action=(paths::counter_cases()) {
                (ui::hidden("key", &self.key))
                (ui::hidden("passport", &self.customer.passport))
                div {
                    h1 { (self.title(frame)) }
                    p.aside { (self.customer.addressed(lang)) }
                }
                section.panel-box {
                    (Field { name: "what", label: &t!(lang, "knowing-case-what"), value: &self.what, error: problem.what.as_deref(), required: true,
                        focus: first.is_none() || problem.what.is_some(), max: Some(200), ..Field::default() }.draw())
                    (Field { name: "promise", label: &t!(lang, "knowing-case-promise"), value: &self.promise, hint: &t!(lang, "knowing-case-promise-hint"),
                        error: problem.promise.as_deref(), required: true, focus: problem.promise.is_some(), max: Some(200), ..Field::default() }.draw())
                    div.side-by-side {
                        (Field { name: "due", label: &t!(lang, "knowing-case-due"), value: &self.due, kind: Kind::Date, error: problem.due.as_deref(),
                            required: true, focus: problem.due.is_some(), ..Field::default() }.draw())
                        div.field {
                            label for="f-owner" { b { (t!(lang, "knowing-case-owner")) } }
                            select #f-owner name="owner" {
                                @for (id, name) in &self.staff { option value=(id) selected[*id == self.owner] { (name) } }
                            }
                        }
                    }
                }
                div.two {
                    button.btn.seal-btn type="submit" { (t!(lang, "knowing-case-open")) }
                    (ui::link_button(Look::Quiet, &t!(lang, "counter-give-up"), &paths::counter_passport(&self.customer.passport)))
                }
            }
            (announce(lang, first.unwrap_or_default()))
        }
    }
}

/// One case, as it stands.
pub struct CasePage {
    pub here: Here,
    pub customer: Customer,
    pub id: String,
    pub what: String,
    pub promise: String,
    pub due: Date,
    pub owner: String,
    /// Points given so far, and how many more the charter allows.
    pub amends: i64,
    pub left: i64,
    /// The day on which it was kept.
    pub kept: Option<Date>,
    pub problem: Option<String>,
    pub key: String,
}

impl Page for CasePage {
    fn title(&self, _: &Frame) -> String {
        self.promise.clone()
    }

    counter_page!();

    fn curtain(&self, frame: &Frame) -> Markup {
        self.here.short(frame)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            div.narrow.case {
                section.panel-box {
                    p.aside { (t!(lang, "knowing-promised-to")) " " (self.customer.addressed(lang)) }
                    h1 { (self.promise) }
                    p.due { (due(lang, self.due, self.here.today, self.kept)) " · " (t!(lang, "knowing-case-sees", name = self.owner.as_str())) }
                    (ui::stitch())
                    p.aside { (t!(lang, "knowing-case-was")) }
                    p { (self.what) }
                    @if self.amends > 0 { p.given { (ui::icon(Icon::Check)) (t!(lang, "knowing-amends-given", n = number(self.amends))) } }
                }
                @if self.kept.is_none() {
                    (ui::post(&paths::counter_case_keeping(&self.id), &[], html! { button.btn.seal-btn.wide-btn type="submit" { (t!(lang, "knowing-kept")) } }))
                } @else {
                    p.done role="status" { (ui::icon(Icon::Check)) (t!(lang, "knowing-kept-done")) }
                }
                @if self.left > 0 { (self.make_good(lang)) }
                (ui::link_button(Look::Quiet, &t!(lang, "counter-to-customer"), &paths::counter_passport(&self.customer.passport)))
            }
            (scan_form(lang))
            (announce(lang, self.problem.as_deref().unwrap_or_default()))
        }
    }
}

impl CasePage {
    fn make_good(&self, lang: Lang) -> Markup {
        html! {
            section {
                (ui::lead(&t!(lang, "knowing-amends"), &t!(lang, "knowing-amends-aside", n = number(self.left))))
                form.amends method="post" action=(paths::counter_case_amends(&self.id)) {
                    (ui::hidden("key", &self.key))
                    @for n in quick(self.left) { button.btn.outline name="points" value=(n) { (t!(lang, "knowing-amends-give", n = number(n))) } }
                }
                @if let Some(problem) = &self.problem { p.wrong { span.tri aria-hidden="true" { "▲" } (problem) } }
            }
        }
    }
}

/// Up to three sums, one touch each; the last is all that is left.
fn quick(left: i64) -> Vec<i64> {
    let mut sums: Vec<i64> = [50, 100].into_iter().filter(|n| *n < left).collect();
    sums.push(left);
    sums
}

/// `by Friday, 28 November`, `today`, `was due on …`, `kept on …`.
pub fn due(lang: Lang, due: Date, today: Date, kept: Option<Date>) -> String {
    match kept {
        Some(day) => t!(lang, "knowing-due-kept", day = date_long(lang, day)),
        None if due == today => t!(lang, "knowing-due-today"),
        None if due < today => t!(lang, "knowing-due-late", day = date_long(lang, due)),
        None => t!(lang, "knowing-due-by", day = date_long(lang, due)),
    }
}

/// A promise on the waiting counter: whoever stands there sees no customer's name.
#[derive(Clone, Debug)]
pub struct Promised {
    pub id: String,
    pub promise: String,
    pub due: Date,
    pub owner: String,
}

pub(super) fn promised(lang: Lang, today: Date, open: &[Promised], more: u32) -> Markup {
    html! {
        @if !open.is_empty() {
            section.promised {
                (ui::lead(&t!(lang, "knowing-promised"), &if more > 0 { t!(lang, "knowing-promised-more", n = more) } else { String::new() }))
                ul.rows {
                    @for p in open {
                        li { a.row.late[p.due < today] href=(paths::counter_case(&p.id)) {
                            div.text { b { (p.promise) } p.aside { (due(lang, p.due, today, None)) " · " (ui::name(lang, &p.owner)) } }
                        } }
                    }
                }
            }
        }
    }
}
