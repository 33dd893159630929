//! States of the counter that take the whole page: what happened, what to do, at most two buttons.

use maud::{Markup, html};

use super::{Here, announce, counter_page, scan_form};
use crate::layout::{Frame, Page};
use crate::ui::{self, Act, Icon, Look, State};
use crate::words::{Arg, Lang, halves, refused};
use crate::{paths, t};

pub struct StatePage {
    pub here: Here,
    pub state: State,
}

impl Page for StatePage {
    fn title(&self, _: &Frame) -> String {
        self.state.what.clone()
    }

    counter_page!();

    fn curtain(&self, frame: &Frame) -> Markup {
        self.here.short(frame)
    }

    fn body(&self, frame: &Frame) -> Markup {
        html! {
            div.narrow.lone { (ui::state(&self.state)) }
            (scan_form())
            (announce(frame.lang, &format!("{} {}", self.state.what, self.state.then)))
        }
    }
}

fn build(lang: Lang, icon: Icon, code: &str, args: &[(&'static str, Arg)], acts: Vec<Act>) -> State {
    let (what, then) = halves(lang, &refused(lang, code, args));
    State { icon, what, then, acts, id: None }
}

pub fn unknown_card(lang: Lang) -> State {
    build(
        lang,
        Icon::UnknownCard,
        "unknown_card",
        &[],
        vec![
            Act::go(Look::Solid, t!(lang, "counter-once-more"), paths::counter()),
            Act::go(Look::Outline, t!(lang, "counter-first-timer"), paths::counter_register()),
        ],
    )
}

pub fn replaced_card(lang: Lang) -> State {
    build(
        lang,
        Icon::ReplacedCard,
        "revoked_card",
        &[],
        vec![
            Act::go(Look::Solid, t!(lang, "counter-by-name"), paths::counter()),
            Act::go(Look::Outline, t!(lang, "counter-new-card-act"), paths::counter_lost()),
        ],
    )
}

/// A slip that leads to another counter. The passport is its holder's all the same.
pub fn slip_elsewhere(lang: Lang, shop: &str, passport: &str) -> State {
    build(lang, Icon::Card, "slip_elsewhere", &[("shop", shop.into())], to_passport_or_next(lang, passport))
}

/// A slip that was used before, or taken back.
pub fn slip_over(lang: Lang, passport: &str) -> State {
    build(lang, Icon::Card, "slip_over", &[], to_passport_or_next(lang, passport))
}

fn to_passport_or_next(lang: Lang, passport: &str) -> Vec<Act> {
    vec![
        Act::go(Look::Solid, t!(lang, "counter-open-passport"), paths::counter_passport(passport)),
        Act::go(Look::Outline, t!(lang, "counter-next"), paths::counter()),
    ]
}

/// Where there is no receipt to show it on.
pub fn too_soon(lang: Lang, time: &str, passport: &str) -> State {
    build(
        lang,
        Icon::Clock,
        "too_soon",
        &[("time", time.into())],
        vec![
            Act::go(Look::Solid, t!(lang, "counter-next"), paths::counter()),
            Act::go(Look::Outline, t!(lang, "counter-send"), paths::counter_passport(passport)),
        ],
    )
}

pub fn wrong_pin(lang: Lang, left: u32, passport: &str) -> State {
    build(
        lang,
        Icon::Lock,
        "wrong_pin",
        &[("left", left.into())],
        vec![
            Act::go(Look::Solid, t!(lang, "counter-once-more"), paths::counter_redeem(passport)),
            Act::go(Look::Text, t!(lang, "counter-give-up"), paths::counter_passport(passport)),
        ],
    )
}

pub fn pin_locked(lang: Lang, minutes: u32, passport: &str) -> State {
    build(
        lang,
        Icon::Lock,
        "pin_locked",
        &[("minutes", minutes.into())],
        vec![
            Act::go(Look::Solid, t!(lang, "counter-to-customer"), paths::counter_passport(passport)),
            Act::go(Look::Outline, t!(lang, "counter-next"), paths::counter()),
        ],
    )
}

pub fn insufficient_points(lang: Lang, points: i64, passport: &str) -> State {
    build(
        lang,
        Icon::Card,
        "insufficient_points",
        &[("points", points.into())],
        vec![
            Act::go(Look::Solid, t!(lang, "counter-once-more"), paths::counter_redeem(passport)),
            Act::go(Look::Text, t!(lang, "counter-give-up"), paths::counter_passport(passport)),
        ],
    )
}

pub fn amount_too_large(lang: Lang, max: &str, passport: &str) -> State {
    build(
        lang,
        Icon::Card,
        "amount_too_large",
        &[("max", max.into())],
        vec![Act::go(Look::Solid, t!(lang, "counter-once-more"), paths::counter_passport(passport))],
    )
}

/// Something broke: the sentence with the short id to say.
pub fn broken(lang: Lang, id: &str, again: &str) -> State {
    let mut state = build(
        lang,
        Icon::Torn,
        "internal",
        &[("id", id.into())],
        vec![
            Act::go(Look::Solid, t!(lang, "counter-try-again"), again),
            Act::go(Look::Outline, t!(lang, "counter-carry-on"), paths::counter()),
        ],
    );
    state.id = Some(id.to_owned());
    state
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_happened_then_what_to_do() {
        assert_eq!(unknown_card(Lang::Ja).what, "このカードは見つかりません。");
        assert_eq!(replaced_card(Lang::En).then, "The newer one works.");
        assert_eq!(wrong_pin(Lang::En, 2, "p").then, "Two tries are left.");
        for lang in Lang::ALL {
            assert!(pin_locked(lang, 15, "p").acts.len() <= 2);
            assert!(!broken(lang, "H4-7Q2", "/").then.is_empty());
        }
    }
}
