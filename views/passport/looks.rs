//! Who looked: which shop saw what and when, and who changed something for the holder.

use jiff::civil::DateTime;
use maud::{Markup, html};

use super::{Shop, back, mark, passport_page};
use crate::layout::{Frame, Page};
use crate::ui;
use crate::words::{clock, date_long};
use crate::{paths, t};

/// One look, or one change.
#[derive(Clone, Debug)]
pub struct LookLine {
    pub at: DateTime,
    pub shop: Option<Shop>,
    /// What was looked at or changed, in words.
    pub what: String,
    /// By whom, and by which way.
    pub how: String,
}

pub struct Looks {
    /// Newest first.
    pub looks: Vec<LookLine>,
    /// There are older ones than are shown.
    pub more: bool,
}

impl Page for Looks {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "knowing-looks")
    }

    passport_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let days: Vec<jiff::civil::Date> = self.looks.iter().map(|l| l.at.date()).collect();
        html! {
            div.sheet.wide {
                (back(lang))
                h1 { (self.title(frame)) }
                p { (t!(lang, "knowing-looks-lead")) " " a href=(paths::passport_shares()) { (t!(lang, "passport-shares")) } }
                @if self.looks.is_empty() { div.tell { (ui::empty(frame.street.as_ref().map(|s| &s.crest), &t!(lang, "knowing-looks-none"), &t!(lang, "knowing-looks-none-then"))) } }
                ul.looks {
                    @for (n, look) in self.looks.iter().enumerate() {
                        @if n == 0 || days[n - 1] != days[n] { li.day { h2 { (date_long(lang, days[n])) } } }
                        li {
                            @if let Some(shop) = &look.shop { (mark(shop)) } @else { span.mark.none {} }
                            div {
                                p { @if let Some(shop) = &look.shop { b { (ui::name(lang, &shop.name)) } " " } (look.what) }
                                p.aside { (clock(look.at)) " · " (look.how) }
                            }
                        }
                    }
                }
                @if self.more { p.hint { (t!(lang, "knowing-looks-more")) } }
            }
        }
    }
}
