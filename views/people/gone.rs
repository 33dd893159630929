//! A link that leads nowhere any more, and why.

use maud::Markup;

use super::people_page;
use crate::layout::{Frame, Page};
use crate::ui::{self, Act, Icon, Look, State};
use crate::{paths, t};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    Used,
    Expired,
    /// Not one of ours, or broken in copying.
    Unknown,
}

pub struct Gone {
    pub why: Why,
    /// A link to a new password: another can be asked for at once.
    pub reset: bool,
}

impl Page for Gone {
    fn title(&self, frame: &Frame) -> String {
        self.what(frame)
    }

    people_page!();

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let then = match (self.why, self.reset) {
            (Why::Used, _) => t!(lang, "people-gone-used-then"),
            (_, true) => t!(lang, "people-gone-reset-then"),
            (Why::Expired, false) => t!(lang, "people-gone-expired-then"),
            (Why::Unknown, false) => t!(lang, "people-gone-unknown-then"),
        };
        let mut acts = Vec::new();
        if self.reset {
            acts.push(Act::go(Look::Solid, t!(lang, "people-reset-ask"), paths::reset()));
        }
        let look = if self.reset { Look::Outline } else { Look::Solid };
        acts.push(Act::go(look, t!(lang, "ui-sign-in"), paths::sign_in()));
        let icon = if self.why == Why::Used { Icon::Check } else { Icon::Clock };
        ui::state(&State { icon, what: self.what(frame), then, acts, id: None })
    }
}

impl Gone {
    fn what(&self, frame: &Frame) -> String {
        match self.why {
            Why::Used => t!(frame.lang, "people-gone-used"),
            Why::Expired => t!(frame.lang, "people-gone-expired"),
            Why::Unknown => t!(frame.lang, "people-gone-unknown"),
        }
    }
}
