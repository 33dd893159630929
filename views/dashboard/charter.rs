//! The charter: the rules as sentences, an example worked out, every version with its day, and the form for the next one.

mod form;
mod rules;

use jiff::civil::Date;
use maud::{Markup, html};

use super::{Office, STYLES, Tab, curtain};
use crate::layout::{Frame, Page};
use crate::words::{Lang, date_year, number};
use crate::{paths, t, ui};

pub use form::{CharterForm, Mistake};
pub use rules::Rules;

pub struct Charter {
    pub office: Office,
    /// Newest first; those not yet in force too. Never empty in a brand that has begun.
    pub versions: Vec<Version>,
    pub today: Date,
    /// The next version as it was typed; only read where the office may edit.
    pub form: CharterForm,
    /// Just posted: the day it begins.
    pub saved: Option<Date>,
}

pub struct Version {
    pub number: u32,
    pub from: Date,
    pub rules: Rules,
}

impl Page for Charter {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "dashboard-charter")
    }

    fn styles(&self) -> &'static [&'static str] {
        STYLES
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        curtain(frame, self.office, Tab::Charter)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let current = self.versions.iter().find(|version| version.from <= self.today);
        html! {
            @if let Some(day) = self.saved {
                p.dash-done role="status" { (ui::icon(ui::Icon::Check)) (t!(lang, "dashboard-charter-saved", day = date_year(lang, day))) }
            }
            div.dash-charter {
                section.dash-rules {
                    @match current {
                        Some(version) => {
                            h1 { (t!(lang, "dashboard-charter-now", number = version.number, day = date_year(lang, version.from))) }
                            (promise(&version.rules, lang))
                            ol.sentences { @for sentence in version.rules.sentences(frame) { li { (sentence) } } }
                            (example(&version.rules, frame))
                        }
                        None => {
                            h1 { (t!(lang, "dashboard-charter-none")) }
                            p { (t!(lang, "dashboard-charter-none-then")) }
                        }
                    }
                }
                section.dash-versions {
                    h2 { (t!(lang, "dashboard-charter-history")) }
                    (self.history(frame))
                    p { a href=(paths::dashboard_simulation()) { (t!(lang, "simulation-link")) } }
                }
                @if self.office.may_edit() { (self.form.draw(self.today, frame)) }
            }
        }
    }
}

impl Charter {
    fn history(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            ol.versions {
                @for (at, version) in self.versions.iter().enumerate() {
                    li {
                        h3 { (t!(lang, "dashboard-version", number = version.number)) }
                        p.note {
                            (t!(lang, "dashboard-version-from", day = date_year(lang, version.from)))
                            @if version.from > self.today { " · " b { (t!(lang, "dashboard-version-to-come")) } }
                        }
                        @match self.versions.get(at + 1) {
                            Some(before) => (changes(version, before, lang)),
                            None => p { (t!(lang, "dashboard-version-first")) },
                        }
                    }
                }
            }
        }
    }
}

fn changes(version: &Version, before: &Version, lang: Lang) -> Markup {
    let changed = version.rules.differences(&before.rules, lang);
    html! {
        @if changed.is_empty() { p { (t!(lang, "dashboard-version-same")) } }
        ul {
            @for change in changed {
                li { (change.name) @if let Some((old, new)) = change.values { ": " (number(old)) " → " b { (number(new)) } } }
            }
        }
    }
}

fn promise(rules: &Rules, lang: Lang) -> Markup {
    let (here, there, other) = match lang {
        Lang::En => (&rules.promise_en, &rules.promise_ja, Lang::Ja),
        Lang::Ja => (&rules.promise_ja, &rules.promise_en, Lang::En),
    };
    html! {
        blockquote.dash-promise {
            p { (here) }
            @if !there.is_empty() { p.note lang=(other.code()) { (there) } }
        }
    }
}

/// "A visit with ¥3,000 earns …": the reader's own arithmetic, done once.
fn example(rules: &Rules, frame: &Frame) -> Markup {
    let lang = frame.lang;
    let unit = 10i64.pow(crate::words::decimals(frame.currency()));
    let (spent, hundred) = (3000 * unit, 100 * unit);
    let hundreds = spent / hundred;
    let extra = hundreds * rules.points_per_100;
    let sum = rules.points_per_visit + extra;
    let of_a_lot = |rate: i64| (2 * sum * rate + rules.lot) / (2 * rules.lot.max(1));
    let (owes, gets) = (of_a_lot(rules.lot_price), of_a_lot(rules.lot_value));
    html! {
        section.dash-example {
            h2 { (t!(lang, "dashboard-example")) }
            p { (t!(lang, "dashboard-example-visit", amount = frame.money(spent))) }
            dl.sum {
                div { dt { (t!(lang, "dashboard-example-for-visit")) } dd { (number(rules.points_per_visit)) } }
                div { dt { (t!(lang, "dashboard-example-for-amount", hundreds = hundreds, points = rules.points_per_100)) } dd { (number(extra)) } }
                div.total { dt { (t!(lang, "dashboard-example-sum")) } dd { (number(sum)) } }
            }
            p { (t!(lang, "dashboard-example-between")) }
            dl.sum {
                div { dt { (t!(lang, "dashboard-example-owes", points = sum)) } dd { (frame.money(owes)) } }
                div { dt { (t!(lang, "dashboard-example-gets", points = sum)) } dd { (frame.money(gets)) } }
                div.total { dt { (t!(lang, "dashboard-example-fund")) } dd { (frame.money(owes - gets)) } }
            }
            p { (t!(lang, "dashboard-example-slip", welcome = rules.slip_welcome, all = sum + rules.slip_welcome, thanks = rules.slip_thanks)) }
        }
    }
}
