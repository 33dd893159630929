//! A person with several shops says at which counter they stand today.

use maud::{Markup, html};

use super::mark;
use crate::crest::{Crest, Trade};
use crate::layout::{Frame, Page};
use crate::{paths, t, ui};

pub struct PickShop {
    pub shops: Vec<ShopChoice>,
}

#[derive(Clone, Debug)]
pub struct ShopChoice {
    pub code: String,
    pub name: String,
    /// The street it is on, where the person works on several.
    pub street: Option<String>,
    pub crest: Crest,
    pub trade: Trade,
}

impl Page for PickShop {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "counter-pick")
    }

    fn styles(&self) -> &'static [&'static str] {
        &["counter.css"]
    }

    fn area(&self) -> &'static str {
        "counter-page"
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            div.narrow {
                h1 { (t!(lang, "counter-pick")) }
                ul.rows.people.pick {
                    @for shop in &self.shops {
                        li { a.row href=(paths::with_query(paths::counter(), "shop", &shop.code)) {
                            (mark(&shop.crest, shop.trade))
                            div.text { b.row-name.serif { (ui::name(lang, &shop.name)) } @if let Some(street) = &shop.street { span.aside { " " (street) } } }
                        } }
                    }
                }
            }
        }
    }
}
