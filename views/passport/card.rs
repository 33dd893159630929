//! The card alone, full screen on white: the living one for a counter's camera, and its printed number for where that fails.

use maud::{Markup, html};

use super::Card;
use crate::layout::{Frame, Page};
use crate::words::Lang;
use crate::{assets, paths, t, ui};

pub struct CardPage {
    pub name: String,
    pub points: i64,
    /// None where the last card was revoked and no new one made.
    pub card: Option<Card>,
    pub living: Living,
}

/// The code that changes.
pub enum Living {
    /// On the holder's own phone.
    Live(Live),
    /// That phone was stopped.
    Stopped,
    /// Somebody else looks: they have the printed card.
    NotYours,
}

pub struct Live {
    /// The first pass; the script fetches the next ones.
    pub pass: String,
    /// The passport's and the street's plain codes, for what the phone keeps.
    pub passport: String,
    pub brand: String,
    /// Unix milliseconds, by the server's clock.
    pub now: i64,
    pub until: i64,
    /// As a clock shows it.
    pub until_clock: String,
}

macro_rules! full_card {
    () => {
        fn styles(&self) -> &'static [&'static str] {
            &["passport.css"]
        }

        /// White in every theme: its style also tells browsers not to darken it.
        fn area(&self) -> &'static str {
            "card-full"
        }

        fn curtain(&self, _: &Frame) -> Markup {
            html! {}
        }

        fn foot(&self, _: &Frame) -> Markup {
            html! {}
        }
    };
}
pub(super) use full_card;

impl Page for CardPage {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "passport-card-title")
    }

    full_card!();

    fn scripts(&self) -> &'static [&'static str] {
        if matches!(self.living, Living::Live(_)) { &["card.js"] } else { &[] }
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let whose = html! {
            h1 { (ui::name(lang, &self.name)) }
            p.aside { (t!(lang, "passport-points", n = self.points)) }
        };
        html! {
            (back(lang))
            @if let Living::Live(live) = &self.living { (living(lang, Some(live), self.card.as_ref(), &whose)) }
            @else {
                div.show {
                    @if let Some(card) = &self.card { (ui::qr(&card.url, &t!(lang, "passport-qr", code = &card.code))) }
                    div {
                        @if let Some(card) = &self.card { p.code.serif { (card.code) } }
                        (whose)
                    }
                }
                @if matches!(self.living, Living::Stopped) { p.hint role="status" { (t!(lang, "pass-stopped")) } }
                @else { p.hint { (t!(lang, "passport-card-bright")) } }
            }
        }
    }
}

/// The same without anybody in it: what a phone opens where it has no signal. It knows itself whose card it shows.
pub struct Shell;

impl Page for Shell {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "passport-card-title")
    }

    full_card!();

    fn scripts(&self) -> &'static [&'static str] {
        &["card.js"]
    }

    fn body(&self, frame: &Frame) -> Markup {
        html! { (back(frame.lang)) (living(frame.lang, None, None, &html! { h1.sr { (self.title(frame)) } })) }
    }
}

fn back(lang: Lang) -> Markup {
    html! { a.close href=(paths::passport()) { span aria-hidden="true" { "← " } (t!(lang, "passport-back")) } }
}

/// What is live, with all that the script says and asks for.
fn living(lang: Lang, live: Option<&Live>, card: Option<&Card>, whose: &Markup) -> Markup {
    let code = card.map_or("", |card| card.code.as_str());
    html! {
        div #live.living data-shell=[live.is_none().then_some("")] data-now=[live.map(|l| l.now)] data-until=[live.map(|l| l.until)]
            data-passport=[live.map(|l| &l.passport)] data-brand=[live.map(|l| &l.brand)] data-code=(code)
            data-pass=(paths::passport_pass()) data-phones=(paths::passport_phones()) data-card=(paths::passport_card())
            data-worker=(paths::passport_worker()) data-scope=(paths::passport())
            data-live=(t!(lang, "pass-live", time = "{}")) data-own=(t!(lang, "pass-own", time = "{}")) data-none=(t!(lang, "pass-none"))
            data-worn=(t!(lang, "pass-worn")) data-stopped=(t!(lang, "pass-stopped")) data-ready=(t!(lang, "pass-ready")) data-no-key=(t!(lang, "pass-no-key")) {
            div.show {
                button.pass-code type="button" aria-label=(t!(lang, "pass-next")) {
                    @if let Some(live) = live { (ui::dense_qr(&live.pass, &t!(lang, "pass-qr"))) } @else { (ui::dense_qr("", &t!(lang, "pass-qr"))) }
                }
                div {
                    p.live-line { @if let Some(live) = live { (t!(lang, "pass-live", time = live.until_clock.as_str())) } }
                    @if live.is_some() { p.again { a href=(paths::passport_card()) { (t!(lang, "pass-again")) } } }
                    (whose)
                    p.printed hidden[code.is_empty()] { span.aside { (t!(lang, "pass-printed")) } " " span.code.serif { (code) } }
                }
            }
            p.hint { (t!(lang, "pass-hold")) }
            p.hint.offline-note hidden {}
        }
    }
}

/// What a phone keeps to open [`Shell`] without a signal, but for the page itself.
pub fn shell_files() -> Vec<String> {
    let versioned = ["base.css", "passport.css", "print.css", "icon.svg", "card.js"].map(assets::href);
    // Modules ask for each other by their plain names.
    let plain = ["base64url.js", "phone.js", "vendor/uqr/index.mjs"].map(|path| format!("/assets/{path}"));
    versioned.into_iter().chain(plain).collect()
}
