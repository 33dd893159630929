//! What this shop knows of the person before it, and a place to add to it: a chip in one tap, a few words, what they
//! tried. Only what the shop may see; where it came from stands beside it.

use maud::{Markup, html};

use super::who::Customer;
use super::{Here, announce, counter_page, scan_form};
use crate::layout::{Frame, Page};
use crate::ui::{self, Look};
use crate::words::{Lang, month_only};
use crate::{paths, t};

/// A chip of the shop's trade.
#[derive(Clone, Debug)]
pub struct Chip {
    pub code: String,
    pub label: String,
    /// Noted here already.
    pub on: bool,
}

/// One thing that is known.
#[derive(Clone, Debug)]
pub struct NoteLine {
    pub id: String,
    pub text: String,
    /// Where and when it was told, in words.
    pub source: String,
    /// Written here: it can be taken away, and offered or kept.
    pub own: bool,
    pub offered: bool,
}

pub struct Notes {
    pub here: Here,
    pub customer: Customer,
    pub notes: Vec<NoteLine>,
    pub chips: Vec<Chip>,
    /// What was typed and not taken, kept.
    pub text: String,
    pub only_here: bool,
    pub problem: Option<String>,
    /// Month of the birthday, where it was told here.
    pub birthday: Option<i64>,
}

impl Page for Notes {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "knowing-notes-of", name = self.customer.shown())
    }

    counter_page!();

    fn curtain(&self, frame: &Frame) -> Markup {
        self.here.short(frame)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let passport = &self.customer.passport;
        html! {
            div.knows {
                section.known-box {
                    div.lead {
                        h1.s30 { (self.customer.addressed(lang)) }
                        (ui::link_button(Look::Quiet, &t!(lang, "counter-to-customer"), &paths::counter_passport(passport)))
                    }
                    @if self.notes.is_empty() {
                        div.panel-box { (ui::empty(Some(&self.here.crest), &t!(lang, "knowing-none"), &t!(lang, "knowing-none-then"))) }
                    } @else {
                        ul.rows { @for note in &self.notes { (line(lang, note)) } }
                    }
                    p.hint { (t!(lang, "knowing-theirs")) }
                    div.two {
                        (ui::link_button(Look::Outline, &t!(lang, "knowing-wrong"), &paths::counter_passport_case(passport)))
                        (ui::link_button(Look::Outline, &t!(lang, "knowing-paper"), &paths::counter_passport_paper(passport)))
                    }
                }
                section.tell-box {
                    (ui::lead(&t!(lang, "knowing-tap"), &t!(lang, "knowing-tap-aside")))
                    (chips(lang, passport, &self.chips, None))
                    (self.words(lang))
                    (self.month(lang))
                }
            }
            (scan_form(lang))
            (announce(lang, self.problem.as_deref().unwrap_or_default()))
        }
    }
}

impl Notes {
    fn words(&self, lang: Lang) -> Markup {
        let invalid = self.problem.is_some();
        html! {
            form.words method="post" action=(paths::counter_notes()) {
                (ui::hidden("passport", &self.customer.passport))
                label for="text" { b { (t!(lang, "knowing-words")) } }
                input #text name="text" type="text" value=(self.text) maxlength="200" autocomplete="off" required placeholder=(t!(lang, "knowing-words-example"))
                    autofocus[invalid] aria-invalid=[invalid.then_some("true")] aria-describedby=[invalid.then_some("text-problem")];
                @if let Some(problem) = &self.problem { p.wrong #text-problem { span.tri aria-hidden="true" { "▲" } (problem) } }
                label.tick { input type="checkbox" name="only" value="1" checked[self.only_here]; span { (t!(lang, "knowing-only-here")) } }
                div.three {
                    button.btn.outline name="as" value="liked" { (t!(lang, "knowing-liked")) }
                    button.btn.outline name="as" value="disliked" { (t!(lang, "knowing-disliked")) }
                    button.btn.solid name="as" value="note" { (t!(lang, "knowing-note")) }
                }
            }
        }
    }

    fn month(&self, lang: Lang) -> Markup {
        html! {
            form.month method="post" action=(paths::counter_notes()) {
                (ui::hidden("passport", &self.customer.passport))
                label for="month" { b { (t!(lang, "knowing-birthday")) } }
                div.one-line {
                    select #month name="month" { (months(lang, self.birthday)) }
                    button class=(Look::Outline.class()) name="as" value="birthday" { (t!(lang, "knowing-keep")) }
                }
            }
        }
    }
}

/// The twelve months, and none.
pub(crate) fn months(lang: Lang, chosen: Option<i64>) -> Markup {
    html! {
        option value="0" selected[chosen.is_none()] { (t!(lang, "knowing-no-month")) }
        @for n in 1..=12_i64 { option value=(n) selected[chosen == Some(n)] { (month_only(lang, n)) } }
    }
}

fn line(lang: Lang, note: &NoteLine) -> Markup {
    let (to, offer) =
        if note.offered { ("0", t!(lang, "knowing-keep-here")) } else { ("1", t!(lang, "knowing-offer")) };
    html! {
        li.row.note-line {
            div.text {
                b { (note.text) }
                p.aside { (note.source) @if note.own && !note.offered { " · " (t!(lang, "knowing-this-shop")) } }
            }
            @if note.own {
                (ui::post(&paths::counter_note_offer(&note.id), &[("offered", to.to_owned())], html! {
                    button class=(Look::Text.class()) type="submit" { (offer) span.sr { ": " (note.text) } }
                }))
                (ui::post(&paths::counter_note_removal(&note.id), &[], html! {
                    button class=(Look::Text.class()) type="submit" { (t!(lang, "knowing-take-away")) span.sr { ": " (note.text) } }
                }))
            }
        }
    }
}

/// Chips, each a button: pressed it is noted, pressed again it is taken away. `visit`: the receipt to come back to.
pub(super) fn chips(lang: Lang, passport: &str, chips: &[Chip], visit: Option<&str>) -> Markup {
    html! {
        form.chips method="post" action=(paths::counter_notes()) {
            (ui::hidden("passport", passport))
            @if let Some(visit) = visit { (ui::hidden("visit", visit)) }
            @for chip in chips {
                button.chip-btn name="chip" value=(format!("{}{}", if chip.on { "-" } else { "+" }, chip.code)) aria-pressed=(chip.on.to_string()) { (chip.label) }
            }
            @if visit.is_some() { a.chip-btn.more href=(paths::counter_passport_notes(passport)) { (t!(lang, "knowing-more")) } }
        }
    }
}
