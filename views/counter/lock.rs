//! A tablet many hands share: whose turn it is, by PIN; and one's own PIN.

use maud::{Markup, html};

use super::known::keypad;
use super::{Here, announce, tablet_page};
use crate::curtain::{self, Cut};
use crate::layout::{Frame, Page, foot};
use crate::passport::{PinProblem, pin_fields};
use crate::ui::{self, Field, Kind, Look};
use crate::words::Lang;
use crate::{paths, t};

/// Nobody is signed in at this tablet.
pub struct Lock {
    pub here: Here,
    pub staff: Vec<Hand>,
    /// The membership that was chosen before.
    pub chosen: Option<String>,
    /// What is wrong with the PIN, as `words::refused` says it.
    pub problem: Option<String>,
    /// Where to go on.
    pub next: String,
}

/// Somebody who works here.
#[derive(Clone, Debug)]
pub struct Hand {
    pub membership: String,
    pub name: String,
    pub has_pin: bool,
}

impl Page for Lock {
    fn title(&self, frame: &Frame) -> String {
        format!("{} · {}", t!(frame.lang, "tablet-lock-title"), self.here.name)
    }

    tablet_page!(without foot);

    /// What needs no sign-in.
    fn foot(&self, frame: &Frame) -> Markup {
        html! { (foot(frame)) }
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        html! {
            header {
                (curtain::long(Cut::Waiting, &self.here.code, &self.here.crest, &self.here.name))
                div.lock-strip { (self.here.status(frame.lang)) (frame.language_switch()) }
            }
        }
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let problem = self.problem.as_deref();
        let with_pin = self.staff.iter().filter(|s| s.has_pin).count();
        let (any, alone) = (with_pin > 0, with_pin == 1);
        let checked = |s: &Hand| alone || self.chosen.as_deref() == Some(&s.membership);
        html! {
            form.lock #lock method="post" action=(paths::counter_unlock()) data-pin="pin" {
                (ui::hidden("next", &self.next))
                section aria-labelledby="lock-head" {
                    h2 #lock-head { (t!(lang, "tablet-lock-who")) }
                    @if !any { @if let Some(problem) = problem { p.wrong { span.tri aria-hidden="true" { "▲" } (problem) } } }
                    div.hands role="radiogroup" aria-labelledby="lock-head" {
                        @for s in self.staff.iter().filter(|s| s.has_pin) {
                            label.hand-btn {
                                input type="radio" name="who" value=(s.membership) required checked[checked(s)];
                                span.serif { (ui::name(lang, &s.name)) }
                            }
                        }
                        @for s in self.staff.iter().filter(|s| !s.has_pin) {
                            a.hand-btn.no-pin href=(paths::sign_in_then(paths::counter_pin())) {
                                span.serif { (ui::name(lang, &s.name)) }
                                span.aside { (t!(lang, "tablet-lock-no-pin")) }
                            }
                        }
                    }
                    a.btn.text href=(paths::sign_in_then(if self.next.is_empty() { paths::counter() } else { &self.next })) { (t!(lang, "tablet-lock-password")) }
                }
                @if any {
                    section.pin-side {
                        (pin_field(&t!(lang, "counter-pin"), problem, lang))
                        (keypad(lang, "pin"))
                        button.btn.seal-btn type="submit" { (t!(lang, "tablet-lock-ok")) }
                    }
                }
            }
            (announce(lang, problem.unwrap_or_default()))
        }
    }
}

/// A PIN as it is typed: dots, no echo.
pub(super) fn pin_field(label: &str, problem: Option<&str>, lang: Lang) -> Markup {
    html! {
        label for="pin" { b { (label) } }
        input #pin name="pin" type="password" inputmode="numeric" autocomplete="off" maxlength="6" required autofocus[problem.is_some()]
            aria-invalid=[problem.map(|_| "true")] aria-describedby=[problem.map(|_| "pin-problem")];
        div.dots aria-hidden="true" lang=(lang.code()) { @for _ in 0..6 { i {} } }
        @if let Some(problem) = problem { p.wrong #pin-problem { span.tri aria-hidden="true" { "▲" } (problem) } }
    }
}

/// One's own PIN for the counter's tablets.
pub struct StaffPin {
    pub here: Here,
    pub has_pin: bool,
    /// Who came by PIN knows it.
    pub ask_old: bool,
    /// After this the tablet stays with them, for the counter alone.
    pub at_tablet: bool,
    pub problem: PinProblem,
}

impl Page for StaffPin {
    fn title(&self, frame: &Frame) -> String {
        if self.has_pin { t!(frame.lang, "tablet-pin-change") } else { t!(frame.lang, "tablet-pin-choose") }
    }

    tablet_page!();

    fn curtain(&self, frame: &Frame) -> Markup {
        self.here.short(frame)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let PinProblem { old, pin, again } = &self.problem;
        let (old, pin, again) = (old.as_deref(), pin.as_deref(), again.as_deref());
        html! {
            form.own-pin method="post" action=(paths::counter_pin()) {
                h1 { (self.title(frame)) }
                p { (t!(lang, "tablet-pin-why")) @if self.at_tablet { " " (t!(lang, "tablet-pin-then")) } }
                @if self.ask_old {
                    (Field { name: "old_pin", label: &t!(lang, "tablet-pin-old"), kind: Kind::Pin, required: true,
                        error: old, focus: pin.is_none() && again.is_none(), max: Some(8), ..Field::default() }.draw())
                }
                (pin_fields(lang, pin, again, "", again.is_none() && !self.ask_old))
                div.two {
                    button.btn.seal-btn type="submit" { (t!(lang, "tablet-pin-save")) }
                    (ui::link_button(Look::Quiet, &t!(lang, "tablet-pin-later"), paths::counter()))
                }
            }
            (announce(lang, old.or(pin).or(again).unwrap_or_default()))
        }
    }
}
