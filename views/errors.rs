//! Pages for what went wrong: what happened, what to do, a short id where one helps.

use maud::{Markup, html};

use crate::counter::kept_texts;
use crate::layout::{Frame, Page};
use crate::ui::{self, Act, Icon, Look, State};
use crate::words::{Lang, halves, refused};
use crate::{paths, t};

pub struct ErrorPage {
    pub status: u16,
    /// A short id for the telephone, where something broke.
    pub id: Option<String>,
    /// A refusal's own sentence in place of the general one.
    pub detail: Option<String>,
    /// The one way on, where it is neither home nor the usual sign-in.
    pub way: Option<Way>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// The tablet is locked.
    Lock,
    /// Who came by PIN needs their password for this.
    Password,
    /// The tablet was taken off the counter: what it kept is laid down for the owner.
    LayDown,
    /// The shop has left: it has no counter to go back to, but its books.
    LeftShop,
}

impl ErrorPage {
    pub fn of(status: u16) -> ErrorPage {
        ErrorPage { status, id: None, detail: None, way: None }
    }

    fn icon(&self) -> Icon {
        match self.status {
            401 | 403 => Icon::Lock,
            429 | 503 => Icon::Clock,
            500.. => Icon::Torn,
            _ => Icon::Closed,
        }
    }

    /// What happened, and what to do: a refusal's own sentences, else the general ones.
    fn said(&self, lang: Lang) -> (String, String) {
        match self.detail.as_deref().filter(|_| self.status < 500) {
            Some(detail) => halves(lang, detail),
            None => (self.head(lang), self.sentence(lang)),
        }
    }

    fn head(&self, lang: Lang) -> String {
        match self.status {
            401 => t!(lang, "error-sign-in"),
            403 => t!(lang, "error-not-yours"),
            404 | 410 => t!(lang, "error-nothing-here"),
            429 => t!(lang, "error-slow-down"),
            503 => t!(lang, "error-busy"),
            500.. => t!(lang, "error-broken"),
            _ => t!(lang, "error-cannot"),
        }
    }

    fn sentence(&self, lang: Lang) -> String {
        match self.status {
            401 => t!(lang, "error-sign-in-then"),
            403 => t!(lang, "error-not-yours-then"),
            404 | 410 => t!(lang, "error-nothing-here-then"),
            413 => refused(lang, "body_too_large", &[]),
            429 => t!(lang, "error-slow-down-then"),
            503 => t!(lang, "error-busy-then"),
            500.. => match &self.id {
                Some(id) => t!(lang, "error-broken-id", id = id),
                None => t!(lang, "error-broken-then"),
            },
            _ => t!(lang, "error-cannot-then"),
        }
    }

    fn acts(&self, frame: &Frame) -> Vec<Act> {
        let lang = frame.lang;
        let home = Act::go(Look::Outline, t!(lang, "error-to-street"), paths::home());
        match self.way {
            Some(Way::Lock) => return vec![Act::go(Look::Solid, t!(lang, "tablet-to-lock"), paths::counter_lock())],
            Some(Way::Password) => {
                let sign_in = paths::sign_in_then(&frame.here);
                let counter = Act::go(Look::Outline, t!(lang, "tablet-to-counter"), paths::counter());
                return vec![Act::go(Look::Solid, t!(lang, "ui-sign-in"), sign_in), counter];
            }
            Some(Way::LeftShop) => {
                let books = Act::go(Look::Solid, t!(lang, "dashboard-my-shop"), paths::shop_statements());
                return vec![books, home];
            }
            Some(Way::LayDown) | None => {}
        }
        match self.status {
            401 => vec![Act::go(Look::Solid, t!(lang, "ui-sign-in"), paths::sign_in_then(&frame.here)), home],
            429 | 500.. => vec![Act::go(Look::Solid, t!(lang, "error-again"), frame.here.as_str()), home],
            403 if frame.signed_in.is_none() => {
                vec![Act::go(Look::Solid, t!(lang, "ui-sign-in"), paths::sign_in_then(&frame.here)), home]
            }
            // From the counter the way leads back to it.
            _ if frame.signed_in.is_some() && frame.here.starts_with(paths::counter()) => {
                vec![Act::go(Look::Solid, t!(lang, "counter-next"), paths::counter())]
            }
            _ => vec![Act::go(Look::Solid, t!(lang, "error-to-street"), paths::home())],
        }
    }
}

impl Page for ErrorPage {
    fn title(&self, frame: &Frame) -> String {
        self.said(frame.lang).0
    }

    fn styles(&self) -> &'static [&'static str] {
        if self.way == Some(Way::LayDown) { &["counter.css"] } else { &[] }
    }

    fn scripts(&self) -> &'static [&'static str] {
        if self.way == Some(Way::LayDown) { &["kept.js"] } else { &[] }
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let (what, then) = self.said(lang);
        html! {
            @if self.way == Some(Way::LayDown) { (kept_texts(lang)) }
            div.alone {
                (ui::state(&State { icon: self.icon(), what, then, acts: self.acts(frame), id: Some(self.id.clone().unwrap_or_else(|| self.status.to_string())) }))
            }
        }
    }
}
