//! What a stranger's phone opens from a printed card: whose street this is, how to join, what to do with a found one.
//! Nothing about its holder, and the same page for every number of a street.

use maud::{Markup, html};

use crate::layout::{Frame, Page};
use crate::street::{StreetEntry, entries};
use crate::ui::{self, Look};
use crate::{paths, t};

pub struct CardPage {
    pub shops: u32,
    /// Where the number is nobody's and there are several streets: all of them.
    pub streets: Vec<StreetEntry>,
}

impl Page for CardPage {
    fn title(&self, frame: &Frame) -> String {
        match self.streets.is_empty() {
            true => t!(frame.lang, "card-title", street = frame.name()),
            false => t!(frame.lang, "card-title-some"),
        }
    }

    fn styles(&self) -> &'static [&'static str] {
        &["street.css"]
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            div.column.card-found {
                @if let Some(street) = &frame.street { span.mark.big { (street.crest.svg()) } }
                h1 { (self.title(frame)) }
                @if self.streets.is_empty() { p { (t!(lang, "card-what", n = self.shops)) } }
                @else { (entries(lang, &self.streets, paths::street)) }
                (ui::stitch())
                h2 { (t!(lang, "card-found")) }
                p { (t!(lang, "card-found-then")) }
                h2 { (t!(lang, "card-yours")) }
                p { (t!(lang, "card-yours-then")) }
                div.acts {
                    (ui::link_button(Look::Seal, &t!(lang, "card-own"), &frame.of_street(paths::join())))
                    (ui::link_button(Look::Outline, &t!(lang, "card-street"), paths::home()))
                    (ui::link_button(Look::Text, &t!(lang, "ui-sign-in"), paths::sign_in()))
                }
            }
        }
    }
}
