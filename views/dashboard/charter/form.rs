//! The form for the next version of the charter. What was typed stays as it was typed; what is wrong is said under its field.

use std::collections::BTreeMap;

use jiff::civil::Date;
use maud::{Markup, html};

use super::rules::Rules;
use crate::layout::Frame;
use crate::ui::{Field, Kind, Look, button};
use crate::words::{Lang, date_year};
use crate::{paths, t};

/// The fields as they were typed.
#[derive(Clone, Debug, Default)]
pub struct CharterForm {
    /// By the names the form posts.
    pub typed: BTreeMap<String, String>,
    /// The field's name and what is wrong with it.
    pub mistakes: Vec<(&'static str, Mistake)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    NotANumber,
    Below(i64),
    Above(i64),
    NotADate,
    /// Rules do not change backwards: from tomorrow on.
    NotInTheFuture,
    Empty,
    TooLong(u32),
}

impl CharterForm {
    /// The form as it is first shown: today's rules.
    pub fn of(rules: &Rules, from: Date) -> CharterForm {
        let fields = [
            ("points_per_visit", rules.points_per_visit.to_string()),
            ("points_per_100", rules.points_per_100.to_string()),
            ("cooldown_minutes", rules.cooldown_minutes.to_string()),
            ("max_amount", rules.max_amount.to_string()),
            ("expiry_months", rules.expiry_months.to_string()),
            ("slip_days", rules.slip_days.to_string()),
            ("slip_welcome", rules.slip_welcome.to_string()),
            ("slip_thanks", rules.slip_thanks.to_string()),
            ("amends_max", rules.amends_max.to_string()),
            ("offline_hours", rules.offline_hours.to_string()),
            ("offline_taps", rules.offline_taps.to_string()),
            ("offline_amount", rules.offline_amount.to_string()),
            ("offline_welcomes", rules.offline_welcomes.to_string()),
            ("passport_day_points", rules.passport_day_points.to_string()),
            ("clerk_day_points", rules.clerk_day_points.to_string()),
            ("lot", rules.lot.to_string()),
            ("lot_price", rules.lot_price.to_string()),
            ("lot_value", rules.lot_value.to_string()),
            ("monthly_fee", rules.monthly_fee.to_string()),
            ("objection_days", rules.objection_days.to_string()),
            ("effective_from", from.to_string()),
            ("promise_ja", rules.promise_ja.clone()),
            ("promise_en", rules.promise_en.clone()),
        ];
        let typed = fields.map(|(name, value)| (name.to_owned(), value));
        CharterForm { typed: BTreeMap::from(typed), mistakes: Vec::new() }
    }

    /// With these fields in place of its own.
    pub fn with(mut self, fields: impl IntoIterator<Item = (&'static str, String)>) -> CharterForm {
        self.typed.extend(fields.into_iter().map(|(name, value)| (name.to_owned(), value)));
        self
    }

    fn value(&self, name: &str) -> &str {
        self.typed.get(name).map_or("", String::as_str)
    }

    pub(super) fn draw(&self, today: Date, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let (yes, no) = (t!(lang, "dashboard-zero-never"), String::new());
        let numbers = [
            ("points_per_visit", t!(lang, "dashboard-points-per-visit"), &no),
            ("points_per_100", t!(lang, "dashboard-points-per-100"), &no),
            ("cooldown_minutes", t!(lang, "dashboard-cooldown"), &no),
            ("max_amount", t!(lang, "dashboard-max-amount"), &no),
            ("slip_days", t!(lang, "dashboard-slip-days"), &no),
            ("slip_welcome", t!(lang, "dashboard-slip-welcome"), &no),
            ("slip_thanks", t!(lang, "dashboard-slip-thanks"), &no),
            ("amends_max", t!(lang, "dashboard-amends-max"), &no),
            ("offline_hours", t!(lang, "dashboard-offline-hours"), &no),
            ("offline_taps", t!(lang, "dashboard-offline-taps"), &no),
            ("offline_amount", t!(lang, "dashboard-offline-amount"), &no),
            ("offline_welcomes", t!(lang, "dashboard-offline-welcomes"), &no),
            ("passport_day_points", t!(lang, "dashboard-passport-day-points"), &no),
            ("clerk_day_points", t!(lang, "dashboard-clerk-day-points"), &no),
            ("lot", t!(lang, "dashboard-lot"), &no),
            ("lot_price", t!(lang, "dashboard-lot-price"), &no),
            ("lot_value", t!(lang, "dashboard-lot-value"), &no),
            ("monthly_fee", t!(lang, "dashboard-monthly-fee"), &no),
            ("objection_days", t!(lang, "dashboard-objection-days"), &no),
            ("expiry_months", t!(lang, "dashboard-expiry"), &yes),
        ];
        let first_wrong = self.mistakes.first().map(|(name, _)| *name);
        let tomorrow = date_year(lang, today.tomorrow().unwrap_or(today));
        let wrong = self.said("effective_from", lang);
        html! {
            form.dash-form #next method="post" action=(paths::dashboard_charter()) {
                h2 { (t!(lang, "dashboard-charter-next")) }
                p { (t!(lang, "dashboard-charter-next-how")) }
                div.dash-fields {
                    @for (name, label, aside) in &numbers {
                        @let wrong = self.said(name, lang);
                        (Field {
                            name, label, value: self.value(name), aside, kind: Kind::Number, required: true,
                            error: wrong.as_deref(), focus: first_wrong == Some(*name), ..Field::default()
                        }.draw())
                    }
                }
                div.dash-promises {
                (self.text("promise_ja", &t!(lang, "dashboard-promise-ja"), "ja", lang))
                (self.text("promise_en", &t!(lang, "dashboard-promise-en"), "en", lang))
                }
                (Field {
                    name: "effective_from", label: &t!(lang, "dashboard-effective-from"), value: self.value("effective_from"), kind: Kind::Date, required: true,
                    hint: &t!(lang, "dashboard-effective-hint", day = &tomorrow), error: wrong.as_deref(),
                    focus: first_wrong == Some("effective_from"), ..Field::default()
                }.draw())
                (button(Look::Seal, &t!(lang, "dashboard-charter-post")))
            }
        }
    }

    fn text(&self, name: &str, label: &str, value_lang: &str, lang: Lang) -> Markup {
        let (id, wrong) = (format!("f-{name}"), self.said(name, lang));
        let error_id = format!("{id}-error");
        html! {
            div.field {
                label for=(id) { b { (label) } }
                textarea #(id) name=(name) rows="3" lang=(value_lang) required aria-invalid=[wrong.as_ref().map(|_| "true")]
                    aria-describedby=[wrong.as_ref().map(|_| &error_id)] { (self.value(name)) }
                @if let Some(wrong) = &wrong { p.wrong #(error_id) { span.tri aria-hidden="true" { "▲" } (wrong) } }
            }
        }
    }

    /// What is wrong with a field, in words.
    fn said(&self, name: &str, lang: Lang) -> Option<String> {
        let (_, mistake) = self.mistakes.iter().find(|(field, _)| *field == name)?;
        Some(mistake.said(lang))
    }
}

impl Mistake {
    pub(in crate::dashboard) fn said(&self, lang: Lang) -> String {
        match self {
            Mistake::NotANumber => t!(lang, "dashboard-mistake-number"),
            Mistake::Below(n) => t!(lang, "dashboard-mistake-below", n = *n),
            Mistake::Above(n) => t!(lang, "dashboard-mistake-above", n = *n),
            Mistake::NotADate => t!(lang, "dashboard-mistake-date"),
            Mistake::NotInTheFuture => t!(lang, "dashboard-mistake-past"),
            Mistake::Empty => t!(lang, "dashboard-mistake-empty"),
            Mistake::TooLong(n) => t!(lang, "dashboard-mistake-long", n = *n),
        }
    }
}
