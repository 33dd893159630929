//! Several people with that reading: choose one. Only people who have been at this shop are here.

use jiff::civil::Date;
use maud::{Markup, html};

use super::{Here, announce, counter_page, scan_form};
use crate::layout::{Frame, Page};
use crate::ui::{self, Icon, Look};
use crate::words::{Lang, date_long};
use crate::{paths, t};

pub struct Found {
    pub here: Here,
    pub query: String,
    pub people: Vec<FoundPerson>,
    /// There are more than are shown.
    pub more: bool,
}

#[derive(Clone, Debug)]
pub struct FoundPerson {
    pub passport: String,
    pub name: String,
    pub reading: Option<String>,
    /// Tells two of the same name apart: the last time here.
    pub last: Option<Date>,
    pub visits: u32,
}

impl Page for Found {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "counter-found-title", q = self.query.as_str())
    }

    counter_page!();

    fn curtain(&self, frame: &Frame) -> Markup {
        self.here.short(frame)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let head = head(lang, self.people.len(), self.more);
        html! {
            div.narrow {
                (again(lang, &self.query, paths::counter_find(), "post"))
                @if self.people.is_empty() {
                    (ui::state(&ui::State {
                        icon: Icon::UnknownCard, what: t!(lang, "counter-found-none", q = self.query.as_str()), then: t!(lang, "counter-found-none-then"),
                        acts: vec![ui::Act::go(Look::Solid, t!(lang, "counter-first-timer"), paths::counter_register()), ui::Act::go(Look::Outline, t!(lang, "counter-another"), paths::counter())],
                        id: None,
                    }))
                } @else {
                    div.lead { h1 { (head) } span.aside { (t!(lang, "counter-found-aside")) } }
                    ul.rows.people { @for person in &self.people { li { (person_row(lang, person, &paths::counter_passport(&person.passport))) } } }
                    div.acts { (ui::link_button(Look::Quiet, &t!(lang, "counter-none-of-these"), paths::counter())) }
                }
            }
            (scan_form(lang))
            (announce(lang, &if self.people.is_empty() { t!(lang, "counter-found-none", q = self.query.as_str()) } else { head }))
        }
    }
}

/// How many there are, or that there are more.
pub(super) fn head(lang: Lang, shown: usize, more: bool) -> String {
    if more { t!(lang, "counter-found-more", n = shown) } else { t!(lang, "counter-found", n = shown) }
}

/// The field once more, with what was typed.
pub(super) fn again(lang: Lang, query: &str, action: &str, method: &str) -> Markup {
    html! {
        form.find method=(method) action=(action) {
            label for="q" { b { (t!(lang, "counter-find-label")) } }
            div.one-line {
                input #q name="q" type="text" value=(query) autocomplete="off" spellcheck="false" maxlength="200" required;
                (ui::button(Look::Solid, &t!(lang, "counter-find")))
            }
        }
    }
}

/// A whole row to touch.
pub(super) fn person_row(lang: Lang, person: &FoundPerson, href: &str) -> Markup {
    html! {
        a.row href=(href) {
            div.text {
                b.row-name.serif { (ui::name(lang, &person.name)) }
                @if let Some(reading) = &person.reading { span.aside { " " (ui::name(lang, reading)) } }
            }
            span.aside.when {
                @match person.last { Some(date) => { (t!(lang, "counter-last-here")) " " (date_long(lang, date)) }, None => {} }
            }
            span.aside.count { (t!(lang, "counter-visits-count", n = person.visits)) }
        }
    }
}
