//! One stamp book for several: who is in it, who asks, whom the holder asked.

use jiff::civil::Date;
use maud::{Markup, html};

use super::{Done, back, passport_page};
use crate::layout::{Frame, Page};
use crate::ui::{self, Field, Look};
use crate::words::{Lang, date_short};
use crate::{paths, t};

/// A yes is asked for: to come into a book, or to let somebody in.
#[derive(Clone, Debug)]
pub struct Asked {
    pub ask: String,
    pub from: String,
    /// Who would come in; none where that is the holder.
    pub newcomer: Option<String>,
    /// Who else is in the book.
    pub with: Vec<String>,
    /// What this yes is to.
    pub to: String,
}

/// The holder asked, and waits.
#[derive(Clone, Debug)]
pub struct Waiting {
    pub ask: String,
    pub card: String,
    pub until: Date,
    /// Who said yes.
    pub newcomer: Option<String>,
    /// Who has yet to let them in.
    pub missing: Vec<String>,
}

pub struct Household {
    /// The others in the book.
    pub with: Vec<String>,
    pub asked: Vec<Asked>,
    pub waiting: Vec<Waiting>,
    /// The most who share one book.
    pub most: usize,
    pub card: String,
    pub problem: Option<String>,
    pub done: Option<Done>,
}

impl Page for Household {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "passport-household")
    }

    passport_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            div.sheet {
                @if let Some(done) = self.done { (done.draw(lang)) }
                (back(lang))
                h1 { (self.title(frame)) }
                @for (n, one) in self.asked.iter().enumerate() { (asked(lang, one, n == 0)) }
                @if self.with.is_empty() {
                    p { (t!(lang, "passport-household-lead", most = self.most)) }
                } @else {
                    p { (t!(lang, "passport-book-with", names = names(lang, &self.with))) }
                }
                p { (t!(lang, "passport-household-shows")) }
                p.aside { (t!(lang, "passport-household-asking")) }
                @if !self.waiting.is_empty() { (self.waiting(lang)) }
                (self.ask(lang))
                @if !self.with.is_empty() {
                    (ui::stitch())
                    p { (t!(lang, "passport-household-leave-then")) }
                    (ui::post(paths::passport_household_leave(), &[], ui::button(Look::Outline, &t!(lang, "passport-household-leave"))))
                }
            }
        }
    }
}

impl Household {
    fn waiting(&self, lang: Lang) -> Markup {
        html! {
            section {
                h2 { (t!(lang, "passport-household-waiting")) }
                ul.lines {
                    @for one in &self.waiting {
                        li {
                            div {
                                b { (one.newcomer.as_deref().unwrap_or(&one.card)) }
                                p.aside {
                                    @if one.missing.is_empty() { (t!(lang, "passport-household-until", date = date_short(lang, one.until))) }
                                    @else { (t!(lang, "passport-household-missing", names = names(lang, &one.missing))) }
                                }
                            }
                            (ui::post(&paths::passport_ask_no(&one.ask), &[], html! {
                                button class=(Look::Text.class()) type="submit" { (t!(lang, "passport-household-take-back")) span.sr { ": " (one.card) } }
                            }))
                        }
                    }
                }
            }
        }
    }

    fn ask(&self, lang: Lang) -> Markup {
        // One red button a page: where somebody waits for a yes, that is it.
        let look = if self.asked.is_empty() { Look::Seal } else { Look::Solid };
        html! {
            @if self.with.len() + 1 < self.most {
                form method="post" action=(paths::passport_household()) {
                    (Field { name: "card", label: &t!(lang, "passport-household-card"), value: &self.card, hint: &t!(lang, "passport-household-card-hint"), placeholder: "7K2Q-MX",
                        error: self.problem.as_deref(), focus: self.problem.is_some(), required: true, max: Some(200), ..Field::default() }.draw())
                    (ui::button(look, &t!(lang, "passport-household-ask")))
                }
            }
        }
    }
}

fn names(lang: Lang, names: &[String]) -> String {
    names.join(&t!(lang, "passport-and"))
}

/// `first`: its yes is the page's one red button.
fn asked(lang: Lang, one: &Asked, first: bool) -> Markup {
    let look = if first { Look::Seal } else { Look::Solid };
    let others = names(lang, &one.with);
    html! {
        div.tell.asked {
            @match &one.newcomer {
                None => {
                    h2 { (t!(lang, "passport-household-asks", name = &one.from)) }
                    @if !one.with.is_empty() { p { (t!(lang, "passport-household-asks-with", names = others)) } }
                    p { (t!(lang, "passport-household-asks-shows")) }
                }
                Some(newcomer) => {
                    h2 { (t!(lang, "passport-household-lets", name = newcomer, from = &one.from)) }
                    p { (t!(lang, "passport-household-lets-shows", name = newcomer)) }
                }
            }
            div.acts {
                (ui::post(&paths::passport_ask_yes(&one.ask), &[("to", one.to.clone())], ui::button(look, &t!(lang, "passport-household-yes"))))
                (ui::post(&paths::passport_ask_no(&one.ask), &[], ui::button(Look::Quiet, &t!(lang, "passport-household-no"))))
            }
        }
    }
}
