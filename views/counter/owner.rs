//! What is the owner's to do: their PIN, typed here, is their word.

use maud::{Markup, html};

use super::known::keypad;
use super::lock::{Hand, pin_field};
use super::{Here, announce, scan_form, tablet_page};
use crate::layout::{Frame, Page};
use crate::ui::{self, Look};
use crate::{paths, t};

pub struct OwnersWord {
    pub here: Here,
    pub what: Asked,
    /// Where the form goes, and what it carries on.
    pub action: String,
    pub carried: Vec<(&'static str, String)>,
    pub owners: Vec<Hand>,
    pub chosen: Option<String>,
    pub problem: Option<String>,
    /// Where to go instead.
    pub back: String,
}

/// What the word is for.
#[derive(Clone, Debug)]
pub enum Asked {
    /// Undo the stamp of this time.
    Stamp(String),
    /// Undo points used at this time.
    Points(String),
    /// An amount, before and after, in minor units.
    Amount(Option<i64>, Option<i64>),
}

impl Asked {
    fn said(&self, frame: &Frame) -> String {
        let lang = frame.lang;
        let money = |n: &Option<i64>| n.map_or_else(|| t!(lang, "tablet-no-amount"), |n| frame.money(n));
        match self {
            Asked::Stamp(when) => t!(lang, "tablet-owner-stamp", when = when.as_str()),
            Asked::Points(when) => t!(lang, "tablet-owner-points", when = when.as_str()),
            Asked::Amount(before, after) => {
                t!(lang, "tablet-owner-amount", before = money(before), after = money(after))
            }
        }
    }
}

impl Page for OwnersWord {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "tablet-owner-title")
    }

    tablet_page!();

    fn curtain(&self, frame: &Frame) -> Markup {
        self.here.short(frame)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let with_pin: Vec<&Hand> = self.owners.iter().filter(|o| o.has_pin).collect();
        let problem = self.problem.as_deref();
        html! {
            form.lock.word method="post" action=(self.action) data-pin="pin" {
                @for (name, value) in &self.carried { (ui::hidden(name, value)) }
                section aria-labelledby="word-head" {
                    h1 #word-head { (t!(lang, "tablet-owner-title")) }
                    p.what { (self.what.said(frame)) }
                    p.aside { (t!(lang, "tablet-owner-why")) }
                    @if with_pin.is_empty() {
                        p.note { (t!(lang, "tablet-owner-none")) }
                    } @else if let [only] = with_pin.as_slice() {
                        (ui::hidden("owner", &only.membership))
                        p.one-hand.serif { (ui::name(lang, &only.name)) }
                    } @else {
                        div.hands role="radiogroup" aria-labelledby="word-head" {
                            @for o in &with_pin {
                                label.hand-btn {
                                    input type="radio" name="owner" value=(o.membership) required checked[self.chosen.as_deref() == Some(&o.membership)];
                                    span.serif { (ui::name(lang, &o.name)) }
                                }
                            }
                        }
                    }
                    (ui::link_button(Look::Quiet, &t!(lang, "counter-give-up"), if self.back.is_empty() { paths::counter() } else { &self.back }))
                }
                @if !with_pin.is_empty() {
                    section.pin-side {
                        (pin_field(&t!(lang, "tablet-owner-pin"), problem, lang))
                        (keypad(lang, "pin"))
                        button.btn.seal-btn type="submit" { (t!(lang, "tablet-owner-ok")) }
                    }
                }
            }
            (scan_form(lang))
            (announce(lang, problem.unwrap_or_default()))
        }
    }
}
