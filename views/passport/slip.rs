//! A slip, large on white: its code for the counter it leads to, and what it says.

use maud::{Markup, html};

use super::card::full_card;
use super::{Slip, mark};
use crate::layout::{Frame, Page};
use crate::words::date_short;
use crate::{paths, t, ui};

pub struct SlipPage {
    pub slip: Slip,
    /// What the code holds.
    pub code: String,
}

impl Page for SlipPage {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "passport-slip-to", shop = &self.slip.to.name)
    }

    full_card!();

    fn body(&self, frame: &Frame) -> Markup {
        let (lang, slip) = (frame.lang, &self.slip);
        html! {
            a.close href=(paths::passport()) { span aria-hidden="true" { "← " } (t!(lang, "passport-back")) }
            div.show.slip-large {
                (ui::dense_qr(&self.code, &t!(lang, "pass-slip-qr", shop = slip.to.name.as_str())))
                div {
                    p.slip-shop { (mark(&slip.to)) }
                    h1 { (self.title(frame)) }
                    p { (t!(lang, "passport-slip-says", reason = &slip.reason, shop = &slip.from)) }
                    @if let Some(gone) = &slip.instead_of { p.aside { (t!(lang, "leaving-instead", shop = gone)) } }
                    p.aside { (t!(lang, "passport-slip-until", date = date_short(lang, slip.until), n = slip.welcome)) }
                    p { a href=(paths::shop(&slip.to.code)) { (t!(lang, "pass-slip-where")) } }
                }
            }
            p.hint { (t!(lang, "pass-slip-hold")) }
        }
    }
}
