//! Who acts for the holder, and for whom the one who is signed in acts.

use jiff::civil::{Date, DateTime};
use maud::{Markup, html};

use super::{Done, back, passport_page};
use crate::layout::{Frame, Page};
use crate::ui::{self, Field, Icon, Kind, Look};
use crate::words::{Lang, clock, date_short};
use crate::{paths, t};

/// Somebody who acts for the holder.
#[derive(Clone, Debug)]
pub struct HelperLine {
    pub membership: String,
    pub name: String,
    pub since: Date,
}

/// A passport that the one signed in may open.
#[derive(Clone, Debug)]
pub struct Helped {
    pub membership: String,
    pub name: String,
    pub own: bool,
    /// The one these pages show now.
    pub now: bool,
}

/// A link for one helper: shown once.
#[derive(Clone, Debug)]
pub struct Link {
    pub url: String,
    pub until: DateTime,
}

pub struct Helpers {
    pub helpers: Vec<HelperLine>,
    pub passports: Vec<Helped>,
    /// Whoever looks is a helper: they name no other.
    pub helps: bool,
    /// At a shop's tablet: the PIN once more for a new helper.
    pub turned: bool,
    /// Until when a link made before still works.
    pub open_until: Option<DateTime>,
    pub link: Option<Link>,
    /// With the PIN typed for a link.
    pub problem: Option<String>,
    pub done: Option<Done>,
}

impl Page for Helpers {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "passport-helpers")
    }

    passport_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let choice = self.passports.len() > 1 || self.passports.iter().any(|p| !p.own);
        html! {
            div.sheet {
                @if let Some(done) = self.done { (done.draw(lang)) }
                (back(lang))
                h1 { (self.title(frame)) }
                @if choice { (self.choose(lang)) (ui::stitch()) }
                @if !self.helps {
                    section.mine {
                        h2 { (t!(lang, "passport-helpers-mine")) }
                        p { (t!(lang, "passport-helpers-lead")) }
                        @if let Some(link) = &self.link { (made(lang, link)) }
                        (self.mine(lang))
                        (self.invite(lang))
                    }
                } @else {
                    p.aside { (t!(lang, "passport-helpers-not-yours")) }
                }
            }
        }
    }
}

impl Helpers {
    /// Between one's own passport and those one helps with.
    fn choose(&self, lang: Lang) -> Markup {
        html! {
            section.for-whom {
                h2 { (t!(lang, "passport-for")) }
                ul.lines {
                    @for one in &self.passports {
                        li {
                            div {
                                b { (ui::name(lang, &one.name)) }
                                p.aside { @if one.own { (t!(lang, "passport-for-own")) } @else { (t!(lang, "passport-for-help")) } }
                            }
                            div.acts {
                                @if one.now { span.now { (ui::icon(Icon::Check)) (t!(lang, "passport-for-now")) } }
                                @else { (ui::post(paths::passport_for(), &[("membership", one.membership.clone())], named(Look::Outline, &t!(lang, "passport-for-open"), &one.name))) }
                                @if !one.own { (ui::post(&paths::passport_helper_end(&one.membership), &[], named(Look::Text, &t!(lang, "passport-for-end"), &one.name))) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn mine(&self, lang: Lang) -> Markup {
        html! {
            @if self.helpers.is_empty() { p.aside { (t!(lang, "passport-helpers-none")) } }
            @else {
                ul.lines {
                    @for one in &self.helpers {
                        li {
                            div {
                                b { (ui::name(lang, &one.name)) }
                                p.aside { (t!(lang, "passport-helpers-since", date = date_short(lang, one.since))) }
                            }
                            (ui::post(&paths::passport_helper_end(&one.membership), &[], named(Look::Outline, &t!(lang, "passport-helpers-end"), &one.name)))
                        }
                    }
                }
            }
        }
    }

    fn invite(&self, lang: Lang) -> Markup {
        html! {
            @if let (None, Some(until)) = (&self.link, self.open_until) {
                p { (t!(lang, "passport-helpers-open", date = date_short(lang, until.date()), time = clock(until))) }
            }
            @if self.link.is_some() || self.open_until.is_some() {
                (ui::post(paths::passport_helpers_link_end(), &[], ui::button(Look::Quiet, &t!(lang, "passport-helpers-take-back"))))
            } @else {
                form method="post" action=(paths::passport_helpers()) {
                    @if self.turned {
                        (Field { name: "pin", label: &t!(lang, "counter-pin"), kind: Kind::Pin, hint: &t!(lang, "passport-helpers-pin"), error: self.problem.as_deref(), required: true,
                            focus: self.problem.is_some(), max: Some(8), ..Field::default() }.draw())
                    }
                    (ui::button(Look::Seal, &t!(lang, "passport-helpers-invite")))
                }
            }
        }
    }
}

/// A button that says to a reader whom it is about.
fn named(look: Look, text: &str, name: &str) -> Markup {
    html! { button class=(look.class()) type="submit" { (text) span.sr { ": " (name) } } }
}

fn made(lang: Lang, link: &Link) -> Markup {
    html! {
        div.tell.made role="status" {
            (ui::qr(&link.url, &t!(lang, "passport-helpers-qr")))
            div {
                h3 { (t!(lang, "passport-helpers-made")) }
                p { (t!(lang, "passport-helpers-hand")) }
                p.link { (link.url) }
                p.aside { (t!(lang, "passport-helpers-until", date = date_short(lang, link.until.date()), time = clock(link.until))) }
            }
        }
    }
}
