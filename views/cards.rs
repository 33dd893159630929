//! Blank cards on paper: ten to an A4 sheet, and a second sheet with each card's claim code, to be cut and handed over
//! apart from the card. The code never stands on the card itself.

use maud::{Markup, html};

use crate::layout::{Frame, Page};
use crate::passport::bar;
use crate::ui::{self, Field, Kind, Look};
use crate::words::Lang;
use crate::{paths, t};

/// Cards that fit on a sheet of A4.
pub const PER_SHEET: usize = 10;

/// How many are to be made?
pub struct Ask {
    /// Sheets of ten, as typed.
    pub sheets: String,
    pub problem: Option<String>,
    pub key: String,
}

impl Page for Ask {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "cards-title")
    }

    fn styles(&self) -> &'static [&'static str] {
        &["people.css", "cards.css"]
    }

    fn area(&self) -> &'static str {
        "people-page"
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        bar(frame)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            form.sheet method="post" action=(paths::counter_cards()) {
                h1 { (t!(lang, "cards-title")) }
                p { (t!(lang, "cards-ask-lead")) }
                (ui::hidden("key", &self.key))
                (Field { name: "sheets", label: &t!(lang, "cards-sheets"), value: &self.sheets, kind: Kind::Number, hint: &t!(lang, "cards-sheets-hint"),
                    error: self.problem.as_deref(), required: true, focus: true, max: Some(2), ..Field::default() }.draw())
                div.acts { (ui::button(Look::Seal, &t!(lang, "cards-make"))) (ui::link_button(Look::Quiet, &t!(lang, "cards-back"), paths::counter())) }
            }
        }
    }
}

/// One blank card.
#[derive(Clone, Debug)]
pub struct Blank {
    /// The whole address its QR code holds.
    pub url: String,
    /// As printed: `7K2Q-MX`.
    pub code: String,
    /// As printed: `H4Q7-2MXA`. None where it was shown before: a code leaves the server once.
    pub claim: Option<String>,
}

/// Sheets to print: cards, then their slips in the same places.
pub struct Sheets {
    pub cards: Vec<Blank>,
    /// Where the code is typed, as people read it: `asahi.example/claim`.
    pub claim_at: String,
}

impl Page for Sheets {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "cards-title")
    }

    fn styles(&self) -> &'static [&'static str] {
        &["cards.css"]
    }

    fn scripts(&self) -> &'static [&'static str] {
        &["print.js"]
    }

    fn area(&self) -> &'static str {
        "cards-page"
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        html! { div.on-screen { (bar(frame)) } }
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            section.how.on-screen {
                h1 { (t!(lang, "cards-title")) }
                p { (t!(lang, "cards-how")) }
                p.aside { (t!(lang, "cards-how-print")) }
                div.acts {
                    button.btn.seal-btn type="button" data-print hidden { (t!(lang, "cards-print")) }
                    (ui::link_button(Look::Quiet, &t!(lang, "cards-back"), paths::counter()))
                }
            }
            @for cards in self.cards.chunks(PER_SHEET) {
                section.a4 aria-label=(t!(lang, "cards-sheet-cards")) { @for card in cards { (face(frame, card)) } }
                @if cards.iter().any(|card| card.claim.is_some()) {
                    section.a4.stubs aria-label=(t!(lang, "cards-sheet-codes")) { @for card in cards { (stub(frame, card, &self.claim_at)) } }
                }
            }
        }
    }
}

fn face(frame: &Frame, card: &Blank) -> Markup {
    let lang = frame.lang;
    html! {
        article.face {
            div.words {
                div.head {
                    @if let Some(street) = &frame.street { (street.crest.svg()) }
                    p.street-name { (ui::name(lang, frame.name())) }
                }
                p.promise { (t!(lang, "cards-promise")) }
                p.holder { span { (t!(lang, "cards-name")) } }
                p.code { (card.code) }
                p.found { (t!(lang, "cards-found")) }
            }
            (ui::qr(&card.url, &t!(lang, "passport-qr", code = &card.code)))
            (hem())
        }
    }
}

/// The curtain's hem along the card's upper edge: outline and stitch, so it prints on any machine.
fn hem() -> Markup {
    html! {
        svg.hem viewBox="0 0 856 60" preserveAspectRatio="none" aria-hidden="true" {
            path.cloth-line d="M0 0H856V44Q750 52 645 44L642 10 639 44Q535 52 430 44L427 8 424 44Q320 52 216 44L213 11 210 44Q105 52 0 44Z" {}
            path.stitch-line-print d="M10 33Q105 41 203 33M222 33Q320 41 418 33M436 33Q535 41 633 33M651 33Q750 41 846 33" {}
        }
    }
}

fn stub(frame: &Frame, card: &Blank, claim_at: &str) -> Markup {
    let lang = frame.lang;
    html! {
        article.stub {
            @if let Some(claim) = &card.claim {
                p.of { (of_card(lang, &card.code)) }
                p.head { (t!(lang, "people-claim-code")) }
                p.code { (claim) }
                p { (t!(lang, "cards-stub-how", at = claim_at)) }
                p.keep { (t!(lang, "cards-stub-keep")) }
            }
        }
    }
}

fn of_card(lang: Lang, code: &str) -> Markup {
    html! { (ui::strong_in(&t!(lang, "cards-stub-of", code = code), code)) }
}
