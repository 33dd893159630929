//! What is handed over: a new passport's card, and a new card for a lost one.

use maud::{Markup, html};

use super::found::{again, head, person_row};
use super::{FoundPerson, Here, announce, counter_page};
use crate::layout::{Frame, Page};
use crate::ui::{self, Field, Icon, Look};
use crate::{paths, t};

/// After registering, or asked for again: the phone's way and the paper's way.
pub struct Handout {
    pub here: Here,
    pub passport: String,
    pub name: Option<String>,
    /// The card's short code, as printed: `7K2Q-MX`.
    pub card: String,
    /// What the phone's camera opens, once: the whole address.
    pub claim_url: Option<String>,
    /// When that link ends, in words: `10:57`.
    pub claim_until: Option<String>,
}

impl Page for Handout {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "counter-handout-title")
    }

    counter_page!();

    fn curtain(&self, frame: &Frame) -> Markup {
        self.here.short(frame)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            div.handout {
                div.lead-line { h1 { (t!(lang, "counter-handout-head", name = self.name.as_deref().unwrap_or(&self.card))) } p.aside { (t!(lang, "counter-handout-lead")) } }
                @if let Some(url) = &self.claim_url {
                    section.panel-box.phone-way {
                        (ui::qr(url, &t!(lang, "counter-handout-qr")))
                        div {
                            h2 { (t!(lang, "counter-handout-phone")) }
                            p { (t!(lang, "counter-handout-phone-how")) }
                            @if let Some(until) = &self.claim_until { p.aside { (t!(lang, "counter-handout-until", time = until)) } }
                        }
                    }
                }
                section.panel-box.paper-way {
                    div {
                        h2 { (t!(lang, "counter-handout-paper")) }
                        p { (t!(lang, "counter-handout-paper-how")) }
                    }
                    p.code.serif { (self.card) }
                }
                div.two {
                    (ui::link_button(Look::Solid, &t!(lang, "counter-handout-stamp"), &paths::counter_passport(&self.passport)))
                    (ui::link_button(Look::Quiet, &t!(lang, "counter-next"), paths::counter()))
                }
            }
            (announce(lang, &t!(lang, "counter-handout-head", name = self.name.as_deref().unwrap_or(&self.card))))
        }
    }
}

pub struct Lost {
    pub here: Here,
    pub step: LostStep,
}

pub enum LostStep {
    /// Whose card is it? `/counter/lost?q=`; with an empty list where nobody was found.
    Ask { query: String, people: Option<Vec<FoundPerson>>, more: bool },
    /// The next blank card takes its place: `/counter/lost?passport=`.
    Replace { person: FoundPerson, card: String, problem: Option<String>, key: String },
}

impl Page for Lost {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "counter-lost-card")
    }

    counter_page!();

    fn curtain(&self, frame: &Frame) -> Markup {
        self.here.short(frame)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            div.narrow {
                h1 { (t!(lang, "counter-lost-card")) }
                @match &self.step {
                    LostStep::Ask { query, people, more } => {
                        p.aside { (t!(lang, "counter-lost-lead")) }
                        (again(lang, query, paths::counter_lost(), "get"))
                        @match people.as_deref() {
                            None => (ui::link_button(Look::Quiet, &t!(lang, "counter-give-up"), paths::counter())),
                            Some([]) => (ui::state(&ui::State {
                                icon: Icon::UnknownCard, what: t!(lang, "counter-found-none", q = query.as_str()), then: t!(lang, "counter-lost-none-then"),
                                acts: vec![ui::Act::go(Look::Outline, t!(lang, "counter-first-timer"), paths::counter_register()), ui::Act::go(Look::Quiet, t!(lang, "counter-give-up"), paths::counter())], id: None })),
                            Some(people) => {
                                h2 { (head(lang, people.len(), *more)) }
                                ul.rows.people { @for p in people { li { (person_row(lang, p, &paths::with_query(paths::counter_lost(), "passport", &p.passport))) } } }
                            },
                        }
                    }
                    LostStep::Replace { person, card, problem, key } => {
                        ul.rows.people { li { (person_row(lang, person, &paths::counter_passport(&person.passport))) } }
                        form.panel-box method="post" action=(paths::counter_replace_card(&person.passport)) {
                            (ui::hidden("key", key))
                            (Field { name: "card", label: &t!(lang, "counter-new-card"), value: card, hint: &t!(lang, "counter-new-card-hint"), error: problem.as_deref(), focus: true, max: Some(200), ..Field::default() }.draw())
                            div.two {
                                button.btn.seal-btn type="submit" { (t!(lang, "counter-replace")) }
                                (ui::link_button(Look::Quiet, &t!(lang, "counter-give-up"), paths::counter()))
                            }
                        }
                        p.aside { (t!(lang, "counter-replace-note")) }
                    }
                }
            }
        }
    }
}
