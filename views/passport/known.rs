//! What the shops know: every note, wherever it was told, to be read and taken away; and a place to tell something.

use maud::{Markup, html};

use super::{Done, Shop, back, mark, passport_page};
use crate::counter::notes::months;
use crate::layout::{Frame, Page};
use crate::ui::{self, Look};
use crate::words::Lang;
use crate::{paths, t};

/// One note as its holder reads it.
#[derive(Clone, Debug)]
pub struct Told {
    pub id: String,
    pub text: String,
    /// When, and by whom it was written.
    pub aside: String,
    /// Who can see it, in words.
    pub seen: String,
}

/// The notes of one shop; without one, what the holder told.
#[derive(Clone, Debug)]
pub struct KnownBy {
    pub shop: Option<Shop>,
    pub notes: Vec<Told>,
}

/// A chip the holder may tick.
#[derive(Clone, Debug)]
pub struct OwnChip {
    pub code: String,
    pub label: String,
    pub on: bool,
}

pub struct Known {
    pub known: Vec<KnownBy>,
    pub chips: Vec<OwnChip>,
    pub birthday: Option<i64>,
    pub text: String,
    pub problem: Option<String>,
    pub done: Option<Done>,
}

impl Page for Known {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "knowing-known")
    }

    passport_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            div.sheet.wide {
                @if let Some(done) = self.done { (done.draw(lang)) }
                (back(lang))
                h1 { (self.title(frame)) }
                p { (t!(lang, "knowing-known-lead")) }
                @if self.known.is_empty() { div.tell { (ui::empty(frame.street.as_ref().map(|s| &s.crest), &t!(lang, "knowing-known-none"), &t!(lang, "knowing-known-none-then"))) } }
                @for by in &self.known { (notes(lang, by)) }
                (ui::stitch())
                (self.tell(lang))
            }
        }
    }
}

impl Known {
    fn tell(&self, lang: Lang) -> Markup {
        let invalid = self.problem.is_some();
        html! {
            section #tell {
                h2 { (t!(lang, "knowing-tell")) }
                p.aside { (t!(lang, "knowing-tell-lead")) " " a href=(paths::passport_shares()) { (t!(lang, "passport-shares")) } }
                form.tell-words method="post" action=(paths::passport_notes()) {
                    label for="text" { b { (t!(lang, "knowing-tell-words")) } }
                    input #text name="text" type="text" value=(self.text) maxlength="200" autocomplete="off" autofocus[invalid]
                        aria-invalid=[invalid.then_some("true")] aria-describedby=[invalid.then_some("text-problem")];
                    @if let Some(problem) = &self.problem { p.wrong #text-problem { span.tri aria-hidden="true" { "▲" } (problem) } }
                    label for="month" { b { (t!(lang, "knowing-birthday-own")) } }
                    select #month name="month" { (months(lang, self.birthday)) }
                    details.choose open[self.chips.iter().any(|c| c.on)] {
                        summary { (t!(lang, "knowing-tell-chips")) }
                        fieldset.chips {
                            legend.sr { (t!(lang, "knowing-tell-chips")) }
                            @for chip in &self.chips {
                                label.chip { input type="checkbox" name="chip" value=(chip.code) checked[chip.on]; span { (chip.label) } }
                            }
                        }
                    }
                    div.acts { (ui::button(Look::Solid, &t!(lang, "knowing-tell-keep"))) }
                }
            }
        }
    }
}

fn notes(lang: Lang, by: &KnownBy) -> Markup {
    html! {
        section.known-by {
            h2 { @match &by.shop { Some(shop) => { (mark(shop)) (ui::name(lang, &shop.name)) }, None => (t!(lang, "knowing-by-me")) } }
            ul.told {
                @for note in &by.notes {
                    li {
                        div { b { (note.text) } p.aside { (note.aside) } p.aside { (note.seen) } }
                        (ui::post(&paths::passport_note_removal(&note.id), &[], html! {
                            button class=(Look::Text.class()) type="submit" { (t!(lang, "knowing-take-away")) span.sr { ": " (note.text) } }
                        }))
                    }
                }
            }
        }
    }
}
