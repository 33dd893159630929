//! What a shop proposes: on the passport, and on a page of its own where the holder says why not.

use jiff::civil::Date;
use maud::{Markup, html};

use super::{Shop, back, mark, passport_page};
use crate::counter::{Said, Why};
use crate::layout::{Frame, Page};
use crate::ui::{self, Field, Icon, Look};
use crate::words::{Lang, date_short};
use crate::{paths, t};

/// A proposal that waits, or was answered and may still be answered otherwise.
#[derive(Clone, Debug)]
pub struct Proposal {
    pub id: String,
    pub shop: Shop,
    pub message: String,
    /// Names and prices.
    pub parts: Vec<(String, i64)>,
    pub total: i64,
    pub said: Said,
    pub until: Date,
    pub stands: Stands,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stands {
    Open,
    Accepted,
    /// The words are the holder's own.
    Declined(Why, String),
}

impl Proposal {
    /// On the passport. Only the first has the red button.
    pub(super) fn card(&self, frame: &Frame, first: bool) -> Markup {
        let lang = frame.lang;
        let look = if first { Look::Seal } else { Look::Solid };
        html! {
            section.proposal aria-label=(t!(lang, "proposal-from", shop = &self.shop.name)) {
                (self.what(frame))
                @match &self.stands {
                    Stands::Open => div.acts {
                        (self.post("accept", look, &t!(lang, "proposal-yes")))
                        (ui::link_button(Look::Quiet, &t!(lang, "proposal-no"), &paths::passport_proposal(&self.id)))
                    },
                    answered => { (self.answered(lang, answered)) (self.other_mind(lang)) },
                }
            }
        }
    }

    fn what(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            div.proposal-head { (mark(&self.shop)) h2 { (t!(lang, "proposal-from", shop = &self.shop.name)) } }
            @if !self.message.is_empty() { p.proposal-message { (t!(lang, "proposal-says", message = &self.message)) } }
            dl.proposal-parts {
                @for (name, price) in &self.parts { div { dt { (ui::name(lang, name)) } dd { (frame.money(*price)) } } }
                div.total { dt { (t!(lang, "proposal-sum")) } dd { (frame.money(self.total)) } }
            }
            (self.said.draw(lang))
            @if self.stands == Stands::Open { p.aside { (t!(lang, "proposal-until", date = date_short(lang, self.until))) } }
        }
    }

    fn answered(&self, lang: Lang, stands: &Stands) -> Markup {
        html! {
            p.proposal-answer {
                (ui::icon(Icon::Check))
                span {
                    @match stands {
                        Stands::Accepted => (t!(lang, "proposal-you-yes", shop = &self.shop.name)),
                        Stands::Declined(why, words) => { (t!(lang, "proposal-you-no", why = why.label(lang))) @if !words.is_empty() { " " q { (words) } } },
                        Stands::Open => {},
                    }
                }
            }
        }
    }

    fn other_mind(&self, lang: Lang) -> Markup {
        html! {
            div.acts {
                (self.post("open", Look::Quiet, &t!(lang, "proposal-other-mind")))
                (self.removal(lang))
            }
        }
    }

    fn removal(&self, lang: Lang) -> Markup {
        ui::post(&paths::passport_proposal_removal(&self.id), &[], ui::button(Look::Text, &t!(lang, "proposal-remove")))
    }

    fn post(&self, answer: &str, look: Look, text: &str) -> Markup {
        ui::post(&paths::passport_proposal_answer(&self.id), &[("answer", answer.to_owned())], ui::button(look, text))
    }
}

/// One proposal: yes, or why not.
pub struct ProposalPage {
    pub proposal: Proposal,
    /// As typed.
    pub words: String,
    pub problem: Option<String>,
}

impl Page for ProposalPage {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "proposal-from", shop = &self.proposal.shop.name)
    }

    passport_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let p = &self.proposal;
        html! {
            div.sheet {
                (back(lang))
                h1 { (t!(lang, "proposal-why-not")) }
                p.aside { (t!(lang, "proposal-why-not-lead")) }
                form method="post" action=(paths::passport_proposal_answer(&p.id)) {
                    div.proposal-whys { @for why in Why::SHORT {
                        button class=(Look::Outline.class()) type="submit" name="answer" value=(why.code()) { (why.label(lang)) }
                    } }
                }
                form method="post" action=(paths::passport_proposal_answer(&p.id)) {
                    (ui::hidden("answer", Why::Other.code()))
                    (Field { name: "words", label: &t!(lang, "proposal-why-other"), value: &self.words, hint: &t!(lang, "proposal-words-hint"), error: self.problem.as_deref(),
                        focus: self.problem.is_some(), max: Some(200), ..Field::default() }.draw())
                    (ui::button(Look::Outline, &t!(lang, "proposal-answer-words")))
                }
                (ui::stitch())
                section.proposal {
                    (p.what(frame))
                    @if p.stands != Stands::Open { (p.answered(lang, &p.stands)) }
                    div.acts {
                        @if p.stands != Stands::Accepted { (p.post("accept", Look::Seal, &t!(lang, "proposal-yes"))) }
                        (p.removal(lang))
                    }
                }
            }
        }
    }
}
