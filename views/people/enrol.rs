//! A tablet takes its place at a counter: the owner's code, and a key that the browser makes.

use maud::{Markup, html};

use super::{people_page, trouble};
use crate::layout::{Frame, Page};
use crate::ui::{self, Field, Look};
use crate::{assets, paths, t};

#[derive(Default)]
pub struct Enrol {
    /// As it was typed, or as the link has it.
    pub code: String,
    /// Beside the code.
    pub problem: Option<String>,
    /// With the whole.
    pub whole: Option<String>,
}

impl Page for Enrol {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "tablet-enrol-title")
    }

    people_page!();

    fn scripts(&self) -> &'static [&'static str] {
        &["enrol.js"]
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            form.sheet #enrol method="post" action=(paths::enrol()) data-store=(assets::href("tablet.js")) data-queue="/assets/queue.js" {
                h1 { (t!(lang, "tablet-enrol-title")) }
                p { (t!(lang, "tablet-enrol-lead")) }
                (trouble(self.whole.as_deref()))
                // Until the script has made sure of it, this browser cannot be a tablet.
                p.whole #unable { (t!(lang, "tablet-enrol-unable")) }
                p.whole #waits hidden { (t!(lang, "tablet-enrol-waits")) }
                p.whole #no-room hidden { (t!(lang, "tablet-enrol-no-room")) }
                (ui::hidden("public_key", ""))
                (ui::hidden("proof", ""))
                (Field { name: "code", label: &t!(lang, "tablet-enrol-code"), value: &self.code, hint: &t!(lang, "tablet-enrol-code-hint"),
                    error: self.problem.as_deref(), required: true, focus: true, max: Some(20), ..Field::default() }.draw())
                div.acts { (ui::button(Look::Seal, &t!(lang, "tablet-enrol-do"))) }
            }
        }
    }
}

/// It stands at a counter.
pub struct Enrolled {
    /// Its id, its shop's code, and its public key: the script keeps them beside the private half.
    pub id: String,
    pub shop: String,
    pub public_key: String,
    pub shop_name: String,
    pub name: String,
}

impl Page for Enrolled {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "tablet-enrolled-title")
    }

    people_page!();

    fn scripts(&self) -> &'static [&'static str] {
        &["enrol.js"]
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            div.sheet #enrolled data-id=(self.id) data-shop=(self.shop) data-public=(self.public_key) data-store=(assets::href("tablet.js")) {
                h1 { (t!(lang, "tablet-enrolled-title")) }
                p { (ui::strong_in(&t!(lang, "tablet-enrolled", name = self.name.as_str(), shop = self.shop_name.as_str()), &self.shop_name)) }
                p.whole #no-key hidden { (t!(lang, "tablet-enrolled-no-key")) }
                div.acts { (ui::link_button(Look::Seal, &t!(lang, "tablet-enrolled-on"), paths::counter_lock())) }
            }
        }
    }
}
