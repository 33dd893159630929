//! Panels, figures, tables, states and notices: how something is shown, not what.

use maud::{Markup, html};

use super::act::{Act, act};
use super::icon::{Icon, icon};
use super::name::strong_in;
use crate::crest::{Crest, Trade};
use crate::t;
use crate::words::Lang;

/// A running stitch between sections.
pub fn stitch() -> Markup {
    html! { hr.stitch-line; }
}

/// A panel: only where something is held or chosen.
pub fn panel(inside: Markup) -> Markup {
    html! { div.panel-box { (inside) } }
}

/// A section's heading, with a word beside it.
pub fn lead(title: &str, aside: &str) -> Markup {
    html! { div.lead { h2 { (title) } @if !aside.is_empty() { span.aside { (aside) } } } }
}

/// A big number over its word: `12` / `visits here`.
pub fn figure(value: &str, label: &str) -> Markup {
    html! { div.figure { b { (value) } span { (label) } } }
}

/// A notice of the street, with the red edge.
pub fn notice(head: &str, text: &str) -> Markup {
    html! { aside.notice { h2 { (head) } p { (text) } } }
}

/// "fewer than 10 / 10人未満": never 0, blank or a dash.
pub fn suppressed(lang: Lang) -> Markup {
    html! { span.few title=(t!(lang, "ui-suppressed-why")) { (t!(lang, "ui-suppressed")) } }
}

/// Nothing yet: a dashed seal, and what will be here.
pub fn empty(crest: Option<&Crest>, what: &str, next: &str) -> Markup {
    html! {
        div.empty {
            svg.seal.small.not-yet viewBox="-62 -62 124 124" aria-hidden="true" {
                circle.place r="58" fill="none" stroke-width="2" stroke-dasharray="7 6" {}
                @if let Some(crest) = crest { g.pale transform="scale(.72)" { (crest.mark()) } }
            }
            div { h2 { (what) } p { (next) } }
        }
    }
}

/// A state: what happened, what to do, at most two buttons.
#[derive(Clone, Debug)]
pub struct State {
    pub icon: Icon,
    pub what: String,
    pub then: String,
    pub acts: Vec<Act>,
    /// A short id to say on the telephone, or nothing.
    pub id: Option<String>,
}

pub fn state(state: &State) -> Markup {
    html! {
        section.panel-box.state role="status" {
            (icon(state.icon))
            div.said {
                h1 { (state.what) }
                p { @match &state.id { Some(id) => (strong_in(&state.then, id)), None => (state.then) } }
                div.acts { @for a in state.acts.iter().take(2) { (act(a)) } }
            }
            @if let Some(id) = &state.id { span.tag { (id) } }
        }
    }
}

/// A switch: says on or off in words too. Submits as a checkbox.
#[derive(Clone, Debug)]
pub struct Switch<'a> {
    pub name: &'a str,
    pub value: &'a str,
    pub label: &'a str,
    pub aside: &'a str,
    pub on: bool,
}

pub fn switch(lang: Lang, switch: &Switch<'_>) -> Markup {
    html! {
        label.switch {
            span.label { (switch.label) @if !switch.aside.is_empty() { " " small { (switch.aside) } } }
            input type="checkbox" role="switch" name=(switch.name) value=(switch.value) checked[switch.on];
            span.track aria-hidden="true" { span.on { (t!(lang, "ui-on")) } span.off { (t!(lang, "ui-off")) } }
        }
    }
}

/// A column's heading, and whether it holds numbers.
#[derive(Clone, Debug)]
pub struct Column {
    pub head: String,
    pub number: bool,
}

impl Column {
    pub fn text(head: impl Into<String>) -> Column {
        Column { head: head.into(), number: false }
    }

    pub fn number(head: impl Into<String>) -> Column {
        Column { head: head.into(), number: true }
    }
}

/// A table that scrolls by itself where the screen is narrow. The first cell of each row is its heading.
pub fn table(caption: &str, columns: &[Column], rows: &[Vec<Markup>]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table {
                caption { (caption) }
                thead { tr { @for c in columns { th scope="col" class=[c.number.then_some("num")] { (c.head) } } } }
                tbody {
                    @for row in rows {
                        tr {
                            @for (i, cell) in row.iter().enumerate() {
                                @let num = columns.get(i).is_some_and(|c| c.number).then_some("num");
                                @if i == 0 { th scope="row" class=[num] { (cell) } } @else { td class=[num] { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A shop by its crest in the trade's colour, its name, and one sentence: rows of neighbours and of who is left out.
pub fn row_shop(crest: &Crest, trade: Trade, name: &str, beside: &str, sentence: &str, end: Markup) -> Markup {
    html! {
        li.row {
            span.mark.(trade.class()) { (crest.svg()) }
            div.text { h3 { (name) @if !beside.is_empty() { span.aside { (beside) } } } p { (sentence) } }
            (end)
        }
    }
}
