//! Another card of the same person: its points and stamps come into this passport.

use maud::{Markup, html};

use super::{back, buttons, passport_page};
use crate::layout::{Frame, Page};
use crate::ui::{self, Field, Look};
use crate::{paths, t};

#[derive(Clone, Debug, Default)]
pub struct MergeProblem {
    pub card: Option<String>,
    pub proof: Option<String>,
}

pub struct Merge {
    pub card: String,
    pub problem: MergeProblem,
    pub key: String,
}

impl Page for Merge {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "passport-merge")
    }

    passport_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let (card, proof) = (self.problem.card.as_deref(), self.problem.proof.as_deref());
        html! {
            form.sheet method="post" action=(paths::passport_merge()) {
                (back(lang))
                h1 { (self.title(frame)) }
                p { (t!(lang, "passport-merge-lead")) }
                (ui::hidden("key", &self.key))
                (Field { name: "card", label: &t!(lang, "passport-merge-card"), value: &self.card, placeholder: "7K2Q-MX", error: card, required: true,
                    focus: proof.is_none(), max: Some(200), ..Field::default() }.draw())
                (Field { name: "proof", label: &t!(lang, "passport-merge-proof"), hint: &t!(lang, "passport-merge-proof-hint"), error: proof, required: true,
                    focus: proof.is_some(), max: Some(20), ..Field::default() }.draw())
                (buttons(&t!(lang, "passport-merge-do"), Look::Seal, lang))
                p.hint { (t!(lang, "passport-merge-note")) }
            }
        }
    }
}
