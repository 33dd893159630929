//! The counter: what shop staff see. One file per screen; here only what all of them share.

mod camera;
mod cards;
mod cases;
mod correct;
mod found;
mod known;
mod lock;
pub(crate) mod notes;
mod offline;
mod owner;
mod paper;
mod pick;
mod proposal;
mod ready;
mod redeem;
mod register;
mod stamped;
mod trail;
mod turned;
mod states;
mod who;

use maud::{Markup, html};

use crate::crest::{Crest, Trade};
use crate::curtain::{Bar, Cut};
use crate::layout::{Frame, Theme};
use crate::ui::{self, Look};
use crate::words::Lang;
use crate::{paths, t};

pub use cards::{Handout, Lost, LostStep};
pub use cases::{CasePage, CaseProblem, NewCase, Promised, due};
pub use correct::Correct;
pub use found::{Found, FoundPerson};
pub use known::{Earn, Known};
pub use lock::{Hand, Lock, StaffPin};
pub use notes::{Chip, NoteLine, Notes};
pub(crate) use offline::kept_texts;
pub use offline::{Neighbour, Offline, Shop as OfflineShop};
pub use owner::{Asked, OwnersWord};
pub use paper::Paper;
pub use pick::{PickShop, ShopChoice};
pub use proposal::{Before, Choice, Chosen, Nothing, Propose, Said, State, Trouble, Why};
pub use ready::{Notice, Ready, Recent};
pub use redeem::{Redeem, RedeemProblem, Redeemed};
pub use register::{Register, RegisterProblem};
pub use stamped::{Earned, Receipt};
pub use states::{
    StatePage, amount_too_large, broken, insufficient_points, pin_locked, replaced_card, slip_elsewhere, slip_over,
    too_soon, unknown_card, wrong_pin,
};
pub use trail::{Done, Step, Trail};
pub use turned::{Turned, TurnedProblem, TurnedStep};
pub use who::{Ask, Customer, Sent, Suggestion};

/// Whose counter this is, and who stands behind it.
#[derive(Clone, Debug)]
pub struct Here {
    pub code: String,
    /// In the reader's language: `Kameya Tofu`, `豆腐 かめや`.
    pub name: String,
    pub crest: Crest,
    /// What the seal says, in the brand's language: `豆腐`, `かめや`.
    pub seal_trade: String,
    pub seal_name: String,
    /// Empty where nobody is signed in.
    pub staff: String,
    /// At an enrolled tablet: after how many minutes without an act it locks.
    pub idle: Option<u32>,
    /// Now, in the brand's time zone: `10:42`.
    pub time: String,
    pub today: jiff::civil::Date,
    /// A setting mirrors the columns.
    pub left_hand: bool,
}

impl Here {
    /// `body` classes of a counter page.
    fn area(&self) -> &'static str {
        if self.left_hand { "counter-page left-hand" } else { "counter-page" }
    }

    /// The curtain, drawn up: a customer is here.
    fn short(&self, frame: &Frame) -> Markup {
        Bar {
            cut: Cut::Counter,
            seed: &self.code,
            left: html! { a.home href=(paths::counter()) { (self.crest.svg()) span.shop-name { (ui::name(frame.lang, &self.name)) } } },
            middle: None,
            right: self.status(frame.lang),
        }
        .draw()
    }

    /// Online in words, who is signed in, the time.
    fn status(&self, lang: Lang) -> Markup {
        html! {
            span.net data-off=(t!(lang, "counter-offline")) { (t!(lang, "counter-online")) }
            @match self.idle {
                _ if self.staff.is_empty() => {}
                // At a shared tablet whoever goes locks it; whoever comes has a PIN.
                Some(minutes) => form.lock-now method="post" action=(paths::counter_lock()) data-idle=(minutes) data-here=(paths::counter_pin()) {
                    button.plain.staff type="submit" title=(t!(lang, "counter-staff-change")) { (self.staff_name(lang)) }
                },
                None => a.staff href=(paths::sign_in_then(paths::counter())) title=(t!(lang, "counter-staff-change")) { (self.staff_name(lang)) },
            }
            time.clock { (self.time) }
        }
    }

    fn staff_name(&self, lang: Lang) -> Markup {
        html! {
            @if lang == Lang::Ja { span.role { (t!(lang, "counter-staff")) " " } }
            span.staff-name { (ui::name(lang, &self.staff)) }
        }
    }

    fn foot(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let hand = if self.left_hand { "right" } else { "left" };
        let hand_text = if self.left_hand { t!(lang, "counter-right-hand") } else { t!(lang, "counter-left-hand") };
        let (theme, theme_text) = match frame.theme {
            Theme::Dark => (Theme::Light, t!(lang, "ui-theme-light")),
            _ => (Theme::Dark, t!(lang, "ui-theme-dark")),
        };
        html! {
            (offline::kept_texts(lang))
            footer.foot {
                nav aria-label=(t!(lang, "counter-settings")) {
                    (ui::post(paths::counter_hand(), &[("hand", hand.to_owned())], html! { button.plain type="submit" { (hand_text) } }))
                    a href=(paths::counter_pin()) { (t!(lang, "tablet-pin-mine")) }
                    a href=(paths::counter_cards()) { (t!(lang, "counter-print-cards")) }
                    a href=(paths::in_theme(&frame.here, theme.code())) rel="nofollow" { (theme_text) }
                    (frame.language_switch())
                    (camera::switches(lang))
                }
            }
        }
    }
}

/// What a camera or a scanner reads anywhere on a counter page is sent from here: looked for, or stamped at once.
fn scan_form(lang: Lang) -> Markup {
    html! {
        form.scan method="post" action=(paths::counter_find()) hidden data-foreign=(t!(lang, "camera-foreign")) { input type="hidden" name="q"; }
        form.at-once method="post" action=(paths::counter_taps()) hidden { input type="hidden" name="passport"; input type="hidden" name="key"; }
    }
}

/// Said to a screen reader as the page arrives, and when something takes long.
fn announce(lang: Lang, text: &str) -> Markup {
    html! { p.sr.say role="status" data-say=(text) data-wait=(t!(lang, "counter-one-moment")) data-off=(t!(lang, "counter-off-stays")) {} }
}

/// The last few before this one, each with its undo: at the foot of the screen, always in sight.
fn earlier(lang: Lang, before: &[Recent]) -> Markup {
    html! {
        @if !before.is_empty() {
            section.earlier aria-label=(t!(lang, "counter-recent")) {
                ul { @for one in before {
                    li {
                        p { b { (ui::name(lang, &one.shown_name(lang))) } br; span.aside { (one.time) " " (one.what) } }
                        (undo(lang, one))
                    }
                } }
            }
        }
    }
}

/// The way to the next customer, the camera's picture beside it where it is used.
fn next_customer(lang: Lang) -> Markup {
    html! {
        div.next-row { (camera::eye(lang, None)) (ui::link_button(Look::Solid, &t!(lang, "counter-next"), paths::counter())) }
        p.aside.or-scan.eye-says role="status" { (t!(lang, "counter-or-scan")) }
    }
}

fn undo(lang: Lang, recent: &Recent) -> Markup {
    html! {
        @if recent.reversed { span.aside { (t!(lang, "counter-taken-back")) } }
        @else {
            (ui::post(&paths::counter_visit_reversal(&recent.visit), &[("key", recent.undo_key.clone())], html! {
                button class=(Look::Text.class()) type="submit" { (t!(lang, "counter-undo")) span.sr { " " (recent.shown_name(lang)) } }
            }))
        }
    }
}

/// A shop's mark in its trade's colour.
fn mark(crest: &Crest, trade: Trade) -> Markup {
    html! { span.mark.(trade.class()) { (crest.svg()) } }
}

/// Every counter page has the same sheets, script, curtain and foot.
macro_rules! counter_page {
    () => {
        fn styles(&self) -> &'static [&'static str] {
            &["counter.css"]
        }

        fn scripts(&self) -> &'static [&'static str] {
            &["counter.js", "camera.js", "kept.js", "lock.js"]
        }

        fn manifest(&self) -> Option<&'static str> {
            Some($crate::paths::counter_manifest())
        }

        fn area(&self) -> &'static str {
            self.here.area()
        }

        fn foot(&self, frame: &$crate::layout::Frame) -> maud::Markup {
            self.here.foot(frame)
        }
    };
}
pub(crate) use counter_page;

/// [`counter_page!`] with the sheet of what a shared tablet adds; `without foot` where nobody is signed in.
macro_rules! tablet_page {
    () => {
        tablet_page!(without foot);

        fn foot(&self, frame: &$crate::layout::Frame) -> maud::Markup {
            self.here.foot(frame)
        }
    };
    (without foot) => {
        fn styles(&self) -> &'static [&'static str] {
            &["counter.css", "tablet.css"]
        }

        fn scripts(&self) -> &'static [&'static str] {
            &["counter.js", "lock.js"]
        }

        fn area(&self) -> &'static str {
            self.here.area()
        }
    };
}
pub(crate) use tablet_page;
