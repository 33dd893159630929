//! What a shop can put together for somebody: its parts in groups, what they are like, and which do not go together.

use maud::{Markup, html};

use super::{STYLES, Shop};
use crate::layout::{Frame, Page, nav, plain_curtain};
use crate::ui::{self, Field, Kind, Look, button};
use crate::words::Lang;
use crate::{paths, t};

pub struct PartsDesk {
    pub shop: Shop,
    pub groups: Vec<Group>,
    /// Pairs that do not go together.
    pub apart: Vec<Apart>,
    pub part: PartForm,
    pub group: GroupForm,
    pub pair: PairForm,
    /// Attributes that fit the shop's trade: code and name.
    pub attributes: Vec<(String, String)>,
    /// Needs of daily life: code and name.
    pub needs: Vec<(String, String)>,
    /// What was just done, in words.
    pub done: Option<Done>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    Part,
    Group,
    Pair,
}

impl Done {
    pub fn parse(text: &str) -> Option<Done> {
        [Done::Part, Done::Group, Done::Pair].into_iter().find(|d| d.code() == text)
    }

    /// As in `?done=`.
    pub fn code(self) -> &'static str {
        match self {
            Done::Part => "part",
            Done::Group => "group",
            Done::Pair => "pair",
        }
    }
}

#[derive(Clone, Debug)]
pub struct Group {
    pub id: String,
    pub name: String,
    pub least: i64,
    pub most: i64,
    pub parts: Vec<Part>,
}

#[derive(Clone, Debug)]
pub struct Part {
    pub id: String,
    pub name: String,
    pub price: i64,
    /// As people read them.
    pub attributes: Vec<String>,
    pub retired: bool,
}

#[derive(Clone, Debug)]
pub struct Apart {
    pub one: (String, String),
    pub other: (String, String),
}

/// As it was typed.
#[derive(Clone, Debug, Default)]
pub struct PartForm {
    /// Empty for a new one.
    pub id: String,
    pub group: String,
    pub name: String,
    pub name_en: String,
    pub price: String,
    pub attributes: Vec<String>,
    pub need: String,
    /// The field, and what is wrong with it.
    pub problem: Option<(String, String)>,
}

#[derive(Clone, Debug, Default)]
pub struct GroupForm {
    pub id: String,
    pub name: String,
    pub name_en: String,
    pub least: String,
    pub most: String,
    pub problem: Option<(String, String)>,
}

#[derive(Clone, Debug, Default)]
pub struct PairForm {
    pub one: String,
    pub other: String,
    pub problem: Option<String>,
}

/// What is wrong with this field.
fn wrong<'a>(problem: Option<&'a (String, String)>, field: &str) -> Option<&'a str> {
    problem.filter(|(f, _)| f == field).map(|(_, text)| text.as_str())
}

impl Page for PartsDesk {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "proposal-parts")
    }

    fn styles(&self) -> &'static [&'static str] {
        const WITH: &[&str] = &["charts.css", "dashboard.css", "proposal.css"];
        debug_assert!(STYLES.iter().all(|s| WITH.contains(s)));
        WITH
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let entries = [
            (t!(lang, "dashboard-to-counter"), paths::counter(), false),
            (t!(lang, "dashboard-my-shop"), paths::shop_desk(), false),
            (t!(lang, "tablet-desk"), paths::shop_tablets(), false),
            (t!(lang, "proposal-parts"), paths::shop_parts(), true),
        ];
        plain_curtain(frame, Some(nav(&t!(lang, "dashboard-my-shop"), &entries)))
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            h1.dash-headline.dash-shop-head { span class={ "mark " (self.shop.trade.class()) } { (self.shop.crest.svg()) } (t!(lang, "proposal-parts-of", shop = &self.shop.name)) }
            @if let Some(done) = self.done {
                p.dash-done role="status" {
                    (ui::icon(ui::Icon::Check))
                    @match done {
                        Done::Part => (t!(lang, "proposal-part-kept")),
                        Done::Group => (t!(lang, "proposal-group-kept")),
                        Done::Pair => (t!(lang, "proposal-pair-kept")),
                    }
                }
            }
            p.parts-lead { (t!(lang, "proposal-parts-lead")) }
            div.dash-people.parts-desk {
                div { @if self.groups.is_empty() { p.note { (t!(lang, "proposal-parts-empty")) } } @for group in &self.groups { (self.group(frame, group)) } (self.apart(lang)) }
                div {
                    @if !self.groups.is_empty() { (self.part_form(frame)) }
                    (self.group_form(lang))
                }
            }
        }
    }
}

impl PartsDesk {
    fn group(&self, frame: &Frame, group: &Group) -> Markup {
        let lang = frame.lang;
        let (now, retired): (Vec<&Part>, Vec<&Part>) = group.parts.iter().partition(|p| !p.retired);
        html! {
            section.parts-group {
                div.lead { h2 { (ui::name(lang, &group.name)) } span.note { (how_many(lang, group.least, group.most)) " " a href=(paths::shop_part_group(&group.id)) { (t!(lang, "proposal-change")) span.sr { ": " (group.name) } } } }
                @if now.is_empty() { p.note { (t!(lang, "proposal-group-empty")) } }
                ul.dash-rows { @for part in now { (self.row(frame, part)) } }
                @if !retired.is_empty() {
                    details { summary { (t!(lang, "proposal-retired", n = retired.len())) } ul.dash-rows { @for part in retired { (self.row(frame, part)) } } }
                }
            }
        }
    }

    fn row(&self, frame: &Frame, part: &Part) -> Markup {
        let lang = frame.lang;
        let (text, value) =
            if part.retired { (t!(lang, "proposal-bring-back"), "0") } else { (t!(lang, "proposal-retire"), "1") };
        let comma = if lang == Lang::Ja { "、" } else { ", " };
        html! {
            li {
                div.parts-what { strong { (ui::name(lang, &part.name)) } " " span.parts-price { (frame.money(part.price)) } p.note { (part.attributes.join(comma)) } }
                div.dash-acts {
                    a.btn.outline href=(paths::shop_part(&part.id)) { (t!(lang, "proposal-change")) span.sr { ": " (part.name) } }
                    (ui::post(&paths::shop_part_retirement(&part.id), &[("retired", value.to_owned())], html! { button.btn.quiet type="submit" { (text) span.sr { ": " (part.name) } } }))
                }
            }
        }
    }

    fn apart(&self, lang: Lang) -> Markup {
        let all: Vec<(&Group, &Part)> =
            self.groups.iter().flat_map(|g| g.parts.iter().filter(|p| !p.retired).map(move |p| (g, p))).collect();
        let pick = |name: &str, chosen: &str, label: String| {
            let id = format!("f-{name}");
            html! {
                div.field {
                    label for=(id) { b { (label) } }
                    select #(id) name=(name) required aria-describedby=[self.pair.problem.as_ref().map(|_| "pair-problem")] {
                        option value="" { (t!(lang, "proposal-choose-part")) }
                        @for (_, part) in &all { option value=(part.id) selected[part.id == chosen] { (part.name) } }
                    }
                }
            }
        };
        html! {
            @if all.len() > 1 {
                section #pairs {
                    h2 { (t!(lang, "proposal-apart")) }
                    @if self.apart.is_empty() { p.note { (t!(lang, "proposal-apart-none")) } }
                    ul.dash-rows { @for pair in &self.apart { li {
                        div { (ui::name(lang, &pair.one.1)) " × " (ui::name(lang, &pair.other.1)) }
                        (ui::post(paths::shop_part_pairs(), &[("one", pair.one.0.clone()), ("other", pair.other.0.clone()), ("apart", "0".to_owned())],
                            html! { button.btn.quiet type="submit" { (t!(lang, "proposal-together")) span.sr { ": " (pair.one.1) ", " (pair.other.1) } } }))
                    } } }
                    form.dash-form method="post" action=(paths::shop_part_pairs()) {
                        (ui::hidden("apart", "1"))
                        div.dash-fields { (pick("one", &self.pair.one, t!(lang, "proposal-this"))) (pick("other", &self.pair.other, t!(lang, "proposal-not-with"))) }
                        @if let Some(problem) = &self.pair.problem { p.wrong #pair-problem { span.tri aria-hidden="true" { "▲" } (problem) } }
                        (button(Look::Outline, &t!(lang, "proposal-keep-apart")))
                    }
                }
            }
        }
    }

    fn part_form(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let form = &self.part;
        let wrong = |field: &str| wrong(form.problem.as_ref(), field);
        let field =
            |name: &'static str, label: String, value: &str, of: Option<&'static str>, needed: bool, kind: Kind| {
                let aside = if needed { String::new() } else { t!(lang, "counter-may-be-empty") };
                Field {
                    name,
                    label: &label,
                    value,
                    kind,
                    aside: &aside,
                    error: wrong(name),
                    focus: wrong(name).is_some(),
                    required: needed,
                    max: Some(60),
                    lang: of,
                    ..Field::default()
                }
                .draw()
            };
        html! {
            form.dash-form #part method="post" action=(paths::shop_parts()) {
                h2 { @if form.id.is_empty() { (t!(lang, "proposal-part-new")) } @else { (t!(lang, "proposal-part-change")) } }
                (ui::hidden("id", &form.id))
                div.dash-fields {
                    (field("name", t!(lang, "proposal-name"), &form.name, None, true, Kind::Text))
                    (field("name_en", t!(lang, "proposal-name-en"), &form.name_en, Some("en"), false, Kind::Text))
                    (field("price", t!(lang, "proposal-price"), &form.price, None, true, Kind::Number))
                    div.field {
                        label for="f-group" { b { (t!(lang, "proposal-group")) } }
                        select #f-group name="group" required aria-invalid=[wrong("group").map(|_| "true")] aria-describedby=[wrong("group").map(|_| "group-problem")] {
                            @for group in &self.groups { option value=(group.id) selected[group.id == form.group] { (group.name) } }
                        }
                        @if let Some(problem) = wrong("group") { p.wrong #group-problem { span.tri aria-hidden="true" { "▲" } (problem) } }
                    }
                }
                fieldset.chips {
                    legend { b { (t!(lang, "proposal-attributes")) } }
                    @for (code, label) in &self.attributes {
                        label.chip { input type="checkbox" name="attribute" value=(code) checked[form.attributes.contains(code)]; span { (label) } }
                    }
                }
                div.field {
                    label for="f-need" { b { (t!(lang, "proposal-need-field")) } span.aside { (t!(lang, "counter-may-be-empty")) } }
                    select #f-need name="need" {
                        option value="" { "—" }
                        @for (code, label) in &self.needs { option value=(code) selected[*code == form.need] { (label) } }
                    }
                    p.hint { (t!(lang, "proposal-need-hint")) }
                }
                div.acts {
                    (button(Look::Seal, &t!(lang, "proposal-part-keep")))
                    @if !form.id.is_empty() { (ui::link_button(Look::Quiet, &t!(lang, "counter-give-up"), paths::shop_parts())) }
                }
            }
        }
    }

    fn group_form(&self, lang: Lang) -> Markup {
        let form = &self.group;
        let wrong = |field: &str| wrong(form.problem.as_ref(), field);
        let first = self.groups.is_empty();
        html! {
            form.dash-form #group method="post" action=(paths::shop_part_groups()) {
                h2 { @if form.id.is_empty() { (t!(lang, "proposal-group-new")) } @else { (t!(lang, "proposal-group-change")) } }
                p.note { (t!(lang, "proposal-group-lead")) }
                (ui::hidden("id", &form.id))
                div.dash-fields {
                    (Field { name: "group_name", label: &t!(lang, "proposal-group-name"), value: &form.name, error: wrong("group_name"), focus: wrong("group_name").is_some(), required: true, max: Some(60), ..Field::default() }.draw())
                    (Field { name: "group_name_en", label: &t!(lang, "proposal-name-en"), value: &form.name_en, aside: &t!(lang, "counter-may-be-empty"), error: wrong("group_name_en"), max: Some(60), lang: Some("en"), ..Field::default() }.draw())
                    (Field { name: "least", label: &t!(lang, "proposal-least"), value: &form.least, kind: Kind::Number, required: true, max: Some(2), ..Field::default() }.draw())
                    (Field { name: "most", label: &t!(lang, "proposal-most"), value: &form.most, kind: Kind::Number, error: wrong("most"), focus: wrong("most").is_some(), required: true, max: Some(2), ..Field::default() }.draw())
                }
                div.acts {
                    (button(if first { Look::Seal } else { Look::Outline }, &t!(lang, "proposal-group-keep")))
                    @if !form.id.is_empty() { (ui::link_button(Look::Quiet, &t!(lang, "counter-give-up"), paths::shop_parts())) }
                }
            }
        }
    }
}

/// `exactly 1`, `up to 2`, `1 to 3`.
fn how_many(lang: Lang, least: i64, most: i64) -> String {
    match (least, most) {
        (a, b) if a == b => t!(lang, "proposal-exactly", n = a),
        (0, most) => t!(lang, "proposal-up-to", n = most),
        (least, most) => t!(lang, "proposal-from-to", least = least, most = most),
    }
}
