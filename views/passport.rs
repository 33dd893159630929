//! The resident's pages. One file per page; here only what all of them share.

mod book;
mod card;
mod helpers;
mod erasure;
mod everything;
mod home;
mod known;
mod looks;
mod household;
mod map;
mod merge;
mod phones;
mod pin;
mod proposal;
mod replacement;
mod shares;
mod slip;

use maud::{Markup, html};

use crate::crest::{Crest, Trade};
use crate::curtain::{Bar, Cut};
use crate::layout::Frame;
use crate::ui::{self, Field, Kind, Look};
use crate::words::Lang;
use crate::{paths, t};

pub use book::Stamp;
pub use card::{CardPage, Live, Living, Shell, shell_files};
pub use erasure::{Erased, Erasure};
pub use everything::{Everything, Line, Section};
pub use helpers::{Helped, HelperLine, Helpers, Link};
pub use home::{Campaign, Entry, Idea, Passport, Promise, Slip, Together, What};
pub use household::{Asked, Household, Waiting};
pub use known::{Known, KnownBy, OwnChip, Told};
pub use looks::{LookLine, Looks};
pub use map::{Dot, Map, Place};
pub use merge::{Merge, MergeProblem};
pub use phones::{Phone, Phones, Stands as PhoneStands};
pub use pin::{Pin, PinProblem};
pub use proposal::{Proposal, ProposalPage, Stands};
pub use replacement::{Replaced, Replacement};
pub use shares::{Like, Shares};
pub use slip::SlipPage;

/// What identifies the holder at a counter.
#[derive(Clone, Debug)]
pub struct Card {
    pub name: String,
    /// As printed: `7K2Q-MX`.
    pub code: String,
    /// The whole address the QR code holds.
    pub url: String,
}

/// A shop as residents know it.
#[derive(Clone, Debug)]
pub struct Shop {
    pub code: String,
    /// In the reader's language: `Kameya Tofu`, `豆腐 かめや`.
    pub name: String,
    /// Under a seal: `Kameya`, `かめや`.
    pub short: String,
    pub crest: Crest,
    pub trade: Trade,
}

/// What can be shared with a shop, kind by kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sharing {
    Been,
    Likes,
    Tried,
    Occasions,
    Notes,
    Missed,
    Quoted,
}

impl Sharing {
    /// As a page lists them: what is told first, then what is known anyway.
    pub const ALL: [Sharing; 7] = [
        Sharing::Likes,
        Sharing::Tried,
        Sharing::Occasions,
        Sharing::Notes,
        Sharing::Been,
        Sharing::Missed,
        Sharing::Quoted,
    ];

    /// The code as in forms and the database.
    pub fn code(self) -> &'static str {
        match self {
            Sharing::Been => "been",
            Sharing::Likes => "likes",
            Sharing::Tried => "tried",
            Sharing::Occasions => "occasions",
            Sharing::Notes => "notes",
            Sharing::Missed => "missed",
            Sharing::Quoted => "quoted",
        }
    }

    pub fn parse(code: &str) -> Option<Sharing> {
        Sharing::ALL.into_iter().find(|s| s.code() == code)
    }

    pub fn title(self, lang: Lang) -> String {
        match self {
            Sharing::Been => t!(lang, "passport-kind-been"),
            Sharing::Likes => t!(lang, "passport-kind-likes"),
            Sharing::Tried => t!(lang, "passport-kind-tried"),
            Sharing::Occasions => t!(lang, "passport-kind-occasions"),
            Sharing::Notes => t!(lang, "passport-kind-notes"),
            Sharing::Missed => t!(lang, "passport-kind-missed"),
            Sharing::Quoted => t!(lang, "passport-kind-quoted"),
        }
    }

    /// What a shop will see, in plain words.
    pub(crate) fn shows(self, lang: Lang) -> String {
        match self {
            Sharing::Been => t!(lang, "passport-kind-been-shows"),
            Sharing::Likes => t!(lang, "passport-kind-likes-shows"),
            Sharing::Tried => t!(lang, "passport-kind-tried-shows"),
            Sharing::Occasions => t!(lang, "passport-kind-occasions-shows"),
            Sharing::Notes => t!(lang, "passport-kind-notes-shows"),
            Sharing::Missed => t!(lang, "passport-kind-missed-shows"),
            Sharing::Quoted => t!(lang, "passport-kind-quoted-shows"),
        }
    }
}

/// One kind, and the shops that see it.
#[derive(Clone, Debug)]
pub struct Shared {
    pub kind: Sharing,
    /// Codes of the shops that see it.
    pub with: Vec<String>,
}

impl Shared {
    /// `Kameya, Lamp only`, `all 24 shops`, `no shop`.
    fn in_words(&self, lang: Lang, shops: &[&Shop]) -> String {
        let names: Vec<&str> =
            shops.iter().filter(|shop| self.with.contains(&shop.code)).map(|shop| shop.short.as_str()).collect();
        match names.len() {
            0 => t!(lang, "passport-shared-none"),
            n if n == shops.len() && n > 1 => t!(lang, "passport-shared-all", n = n),
            1..=3 => t!(lang, "passport-shared-only", names = names.join(&t!(lang, "passport-and"))),
            n => t!(lang, "passport-shared-some", n = n),
        }
    }
}

/// Something that was just done, said at the top of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    Welcome,
    Shared,
    Liked,
    PinSet,
    Merged,
    Told,
    TakenAway,
    LinkTakenBack,
    HelpEnded,
    BookAsked,
    BookYes,
    BookShared,
    BookNo,
    BookLeft,
    Answered,
    ProposalTakenAway,
    PhoneStopped,
}

impl Done {
    const ALL: [(&str, Done); 17] = [
        ("welcome", Done::Welcome),
        ("shared", Done::Shared),
        ("liked", Done::Liked),
        ("pin", Done::PinSet),
        ("merged", Done::Merged),
        ("told", Done::Told),
        ("taken", Done::TakenAway),
        ("link", Done::LinkTakenBack),
        ("help", Done::HelpEnded),
        ("asked", Done::BookAsked),
        ("yes", Done::BookYes),
        ("book", Done::BookShared),
        ("no", Done::BookNo),
        ("left", Done::BookLeft),
        ("answered", Done::Answered),
        ("taken-away", Done::ProposalTakenAway),
        ("stopped", Done::PhoneStopped),
    ];

    /// As in `?done=`, after a form was taken.
    pub fn code(self) -> &'static str {
        Done::ALL.iter().find(|(_, done)| *done == self).map_or("", |(code, _)| code)
    }

    pub fn parse(text: &str) -> Option<Done> {
        Done::ALL.iter().find(|(code, _)| *code == text).map(|(_, done)| *done)
    }

    fn draw(self, lang: Lang) -> Markup {
        let said = match self {
            Done::Welcome => t!(lang, "passport-done-welcome"),
            Done::Shared => t!(lang, "passport-done-shared"),
            Done::Liked => t!(lang, "passport-done-liked"),
            Done::PinSet => t!(lang, "passport-done-pin"),
            Done::Merged => t!(lang, "passport-done-merged"),
            Done::Told => t!(lang, "knowing-done-told"),
            Done::TakenAway => t!(lang, "knowing-done-taken"),
            Done::LinkTakenBack => t!(lang, "passport-done-link"),
            Done::HelpEnded => t!(lang, "passport-done-help"),
            Done::BookAsked => t!(lang, "passport-done-asked"),
            Done::BookYes => t!(lang, "passport-done-yes"),
            Done::BookShared => t!(lang, "passport-done-book"),
            Done::BookNo => t!(lang, "passport-done-no"),
            Done::BookLeft => t!(lang, "passport-done-left"),
            Done::Answered => t!(lang, "proposal-done-answered"),
            Done::ProposalTakenAway => t!(lang, "proposal-done-taken-away"),
            Done::PhoneStopped => t!(lang, "pass-done-stopped"),
        };
        html! { p.done role="status" { (ui::icon(ui::Icon::Check)) (said) } }
    }
}

/// The short curtain: the street and the other language; the way out is at the foot of the passport.
pub(crate) fn bar(frame: &Frame) -> Markup {
    Bar {
        cut: Cut::Phone,
        seed: frame.seed(),
        left: html! { a.street-name href=(paths::home()) { (ui::name(frame.lang, frame.name())) } },
        middle: None,
        right: frame.language_switch(),
    }
    .draw()
}

/// The way back to the passport, above a page's heading.
fn back(lang: Lang) -> Markup {
    html! { a.back href=(paths::passport()) { span aria-hidden="true" { "← " } (t!(lang, "passport-back")) } }
}

/// The two buttons below a form: the act, and the way out.
fn buttons(act: &str, look: Look, lang: Lang) -> Markup {
    html! {
        div.acts {
            (ui::button(look, act))
            (ui::link_button(Look::Quiet, &t!(lang, "passport-give-up"), paths::passport()))
        }
    }
}

/// A new PIN, typed twice.
pub(crate) fn pin_fields(lang: Lang, problem: Option<&str>, again: Option<&str>, aside: &str, focus: bool) -> Markup {
    html! {
        (Field { name: "pin", label: &t!(lang, "passport-pin"), kind: Kind::Pin, aside, hint: &t!(lang, "passport-pin-hint"), error: problem,
            focus: focus || problem.is_some(), max: Some(8), ..Field::default() }.draw())
        (Field { name: "pin_again", label: &t!(lang, "passport-pin-again"), kind: Kind::Pin, error: again, focus: problem.is_none() && again.is_some(),
            max: Some(8), ..Field::default() }.draw())
    }
}

/// A shop's mark in its trade's colour.
fn mark(shop: &Shop) -> Markup {
    html! { span.mark.(shop.trade.class()) { (shop.crest.svg()) } }
}

/// Every page of the passport has the same sheet, curtain and width.
macro_rules! passport_page {
    () => {
        fn styles(&self) -> &'static [&'static str] {
            &["passport.css"]
        }

        fn area(&self) -> &'static str {
            "passport-page"
        }

        fn curtain(&self, frame: &$crate::layout::Frame) -> maud::Markup {
            $crate::passport::bar(frame)
        }
    };
}
pub(crate) use passport_page;
