//! A bank account's form: a shop's, with what became of its months below it; the street's own, with who signed a mandate.

use jiff::civil::Date;
use maud::{Markup, html};

use super::marks::gap;
use super::shop_desk::{Page as Open, shop_curtain};
use super::{Office, STYLES, Shop, Tab, curtain};
use crate::layout::{Frame, Page};
use crate::ui::{self, Field, Kind, Look, button, hidden};
use crate::words::{Lang, date_year, month};
use crate::{paths, t};

pub struct Account {
    pub whose: Whose,
    pub form: AccountForm,
    /// When it was last changed; nothing where there is none yet.
    pub changed: Option<Date>,
    pub saved: bool,
}

pub enum Whose {
    Shop { shop: Shop, settled: Vec<Settled> },
    Street { office: Office, mandates: Vec<Mandate>, mandate: MandateForm },
}

/// As it was typed, or as it is kept.
#[derive(Clone, Debug, Default)]
pub struct AccountForm {
    pub bank: String,
    pub branch: String,
    /// `ordinary`, `current`, `savings`.
    pub kind: String,
    pub number: String,
    pub holder: String,
    pub iban: String,
    pub bic: String,
    pub payer_code: String,
    pub collector_code: String,
    /// The field, and what is wrong with it.
    pub mistakes: Vec<(&'static str, String)>,
}

/// A closed month of a shop.
#[derive(Clone, Debug)]
pub struct Settled {
    pub month: Date,
    /// `2610-003`.
    pub number: String,
    /// Above zero: the shop receives.
    pub net: i64,
    pub paid_on: Option<Date>,
    /// Into the month after.
    pub went_over: bool,
}

#[derive(Clone, Debug)]
pub struct Mandate {
    /// The shop's id.
    pub id: String,
    pub shop: Shop,
    /// Kept the account it would be for.
    pub has_account: bool,
    /// The number the bank knows it by, and when it was signed.
    pub signed: Option<(String, Date)>,
}

#[derive(Clone, Debug, Default)]
pub struct MandateForm {
    pub shop: String,
    pub customer: String,
    pub signed_on: String,
    pub mistake: Option<(&'static str, String)>,
}

impl Page for Account {
    fn title(&self, frame: &Frame) -> String {
        match self.whose {
            Whose::Shop { .. } => t!(frame.lang, "bank-account"),
            Whose::Street { .. } => t!(frame.lang, "bank-account-street"),
        }
    }

    fn styles(&self) -> &'static [&'static str] {
        const WITH: &[&str] = &["charts.css", "dashboard.css", "bank.css"];
        debug_assert!(STYLES.iter().all(|s| WITH.contains(s)));
        WITH
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        match &self.whose {
            Whose::Shop { .. } => shop_curtain(frame, Open::Desk),
            Whose::Street { office, .. } => curtain(frame, *office, Tab::Months),
        }
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let (back, to, headline) = match &self.whose {
            Whose::Shop { shop, .. } => (
                t!(lang, "dashboard-my-shop"),
                paths::shop_desk(),
                html! { span class={ "mark " (shop.trade.class()) } { (shop.crest.svg()) } (t!(lang, "bank-account-of", shop = &shop.name)) },
            ),
            Whose::Street { .. } => (
                t!(lang, "books-months"),
                paths::dashboard_months(),
                html! { (t!(lang, "bank-account-of-street", street = frame.name())) },
            ),
        };
        html! {
            p.dash-back { a href=(to) { "← " (back) } }
            h1.dash-headline.dash-shop-head { (headline) }
            @if self.saved { p.dash-done role="status" { (ui::icon(ui::Icon::Check)) (t!(lang, "bank-account-kept")) } }
            div.dash-people {
                (self.form(frame))
                @match &self.whose {
                    Whose::Shop { settled, .. } => (settled_months(settled, frame)),
                    Whose::Street { mandates, mandate, .. } => (mandates_part(mandates, mandate, frame)),
                }
            }
        }
    }
}

impl Account {
    fn wrong(&self, field: &str) -> Option<&str> {
        self.form.mistakes.iter().find(|(f, _)| *f == field).map(|(_, said)| said.as_str())
    }

    fn field(&self, name: &'static str, label: &str, value: &str, more: Field<'_>) -> Markup {
        let first = self.form.mistakes.first().is_some_and(|(f, _)| *f == name);
        Field { name, label, value, error: self.wrong(name), focus: first, ..more }.draw()
    }

    fn form(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let (form, yen) = (&self.form, frame.currency() == "JPY");
        let street = matches!(self.whose, Whose::Street { .. });
        let action = if street { paths::dashboard_account() } else { paths::shop_account() };
        let may_be_empty = t!(lang, "counter-may-be-empty");
        html! {
            form.dash-form.bank-form method="post" action=(action) {
                p { @if street { (t!(lang, "bank-account-why-street")) } @else { (t!(lang, "bank-account-why")) } }
                @if yen {
                    div.dash-fields {
                        (self.field("bank", &t!(lang, "bank-code"), &form.bank, Field { kind: Kind::Number, aside: &t!(lang, "bank-digits", n = 4), ..Field::default() }))
                        (self.field("branch", &t!(lang, "bank-branch"), &form.branch, Field { kind: Kind::Number, aside: &t!(lang, "bank-digits", n = 3), ..Field::default() }))
                    }
                    (self.kinds(lang))
                    (self.field("number", &t!(lang, "bank-number"), &form.number, Field { kind: Kind::Number, aside: &t!(lang, "bank-digits-up-to", n = 7), hint: &t!(lang, "bank-number-hint"), ..Field::default() }))
                    (self.field("holder", &t!(lang, "bank-holder"), &form.holder, Field { hint: &t!(lang, "bank-holder-hint"), lang: Some("ja"), ..Field::default() }))
                } @else {
                    (self.field("iban", "IBAN", &form.iban, Field { hint: &t!(lang, "bank-iban-hint"), ..Field::default() }))
                    (self.field("bic", "BIC", &form.bic, Field { aside: &may_be_empty, ..Field::default() }))
                    (self.field("holder", &t!(lang, "bank-holder-name"), &form.holder, Field { hint: &t!(lang, "bank-holder-name-hint"), ..Field::default() }))
                }
                @if street && yen {
                    div.dash-fields {
                        (self.field("payer_code", &t!(lang, "bank-payer-code"), &form.payer_code, Field { kind: Kind::Number, aside: &may_be_empty, hint: &t!(lang, "bank-payer-code-hint"), ..Field::default() }))
                        (self.field("collector_code", &t!(lang, "bank-collector-code"), &form.collector_code, Field { kind: Kind::Number, aside: &may_be_empty, hint: &t!(lang, "bank-collector-code-hint"), ..Field::default() }))
                    }
                }
                (button(Look::Seal, &t!(lang, "bank-account-keep")))
                p.note {
                    @if let Some(day) = self.changed { (t!(lang, "bank-account-changed", day = date_year(lang, day))) (gap(lang)) }
                    @if !street { (t!(lang, "bank-account-secret")) }
                }
            }
        }
    }

    fn kinds(&self, lang: Lang) -> Markup {
        let wrong = self.wrong("kind");
        let kinds = [
            ("ordinary", t!(lang, "bank-ordinary")),
            ("current", t!(lang, "bank-current")),
            ("savings", t!(lang, "bank-savings")),
        ];
        html! {
            fieldset.bank-kinds aria-describedby=[wrong.map(|_| "f-kind-error")] {
                legend { b { (t!(lang, "bank-kind")) } }
                @for (code, name) in &kinds {
                    label { input type="radio" name="kind" value=(code) checked[self.form.kind == *code]; (name) }
                }
                @if let Some(wrong) = wrong { p.wrong #f-kind-error { span.tri aria-hidden="true" { "▲" } (wrong) } }
            }
        }
    }
}

/// What became of a shop's months, with the entries for its bookkeeping.
fn settled_months(settled: &[Settled], frame: &Frame) -> Markup {
    let lang = frame.lang;
    html! {
        section.bank-settled {
            h2 { (t!(lang, "bank-settled")) }
            @if settled.is_empty() { p.note { (t!(lang, "bank-settled-none")) } }
            ul.dash-rows { @for one in settled { li {
                div {
                    strong { (month(lang, one.month)) } " " span.note { (one.number) }
                    p {
                        @match one.net {
                            0 => (t!(lang, "bank-nothing-due")),
                            n if n > 0 => (t!(lang, "bank-you-get", amount = frame.money(n))),
                            n => (t!(lang, "bank-you-pay", amount = frame.money(-n))),
                        }
                        @if one.net != 0 {
                            " " @match one.paid_on {
                                Some(day) => strong.bank-paid { (ui::icon(ui::Icon::Check)) (t!(lang, "bank-paid-on", day = date_year(lang, day))) },
                                None if one.went_over => span.note { (t!(lang, "bank-over")) },
                                None => span.note { (t!(lang, "bank-not-paid")) },
                            }
                        }
                    }
                    @if frame.currency() == "JPY" {
                        p.note { (t!(lang, "bank-journal-for")) " "
                            @let name = one.month.strftime("%Y-%m").to_string();
                            a href=(paths::shop_journal(&name, "money-forward")) download { (t!(lang, "bank-money-forward")) } " · "
                            a href=(paths::shop_journal(&name, "freee")) download { (t!(lang, "bank-freee")) }
                        }
                    }
                }
            } } }
        }
    }
}

fn mandates_part(mandates: &[Mandate], form: &MandateForm, frame: &Frame) -> Markup {
    let lang = frame.lang;
    let signed: Vec<&Mandate> = mandates.iter().filter(|m| m.signed.is_some()).collect();
    let wrong = |field: &str| form.mistake.as_ref().filter(|(f, _)| *f == field).map(|(_, said)| said.as_str());
    html! {
        section #mandates {
            h2 { (t!(lang, "bank-mandates")) }
            p { (t!(lang, "bank-mandates-why")) }
            @if signed.is_empty() { p.note { (t!(lang, "bank-mandates-none")) } }
            ul.dash-rows { @for one in &signed { li {
                div {
                    strong { (ui::name(lang, &one.shop.name)) }
                    @if let Some((number, day)) = &one.signed { p.note { (t!(lang, "bank-mandate-signed", number = number, day = date_year(lang, *day))) } }
                }
                (ui::post(paths::dashboard_mandates(), &[("shop", one.id.clone()), ("end", "1".to_owned())],
                    html! { button.btn.quiet type="submit" { (t!(lang, "bank-mandate-end")) span.sr { ": " (one.shop.name) } } }))
            } } }
            @if mandates.iter().any(|m| m.has_account) {
                form.dash-form method="post" action=(paths::dashboard_mandates()) {
                    (hidden("end", "0"))
                    div.field {
                        label for="f-shop" { b { (t!(lang, "dashboard-shop")) } }
                        select #f-shop name="shop" required {
                            @for one in mandates.iter().filter(|m| m.has_account) { option value=(one.id) selected[one.id == form.shop] { (one.shop.name) } }
                        }
                    }
                    div.dash-fields {
                        (Field { name: "customer", label: &t!(lang, "bank-mandate-customer"), value: &form.customer, kind: Kind::Number, hint: &t!(lang, "bank-mandate-customer-hint"), error: wrong("customer"), focus: wrong("customer").is_some(), required: true, ..Field::default() }.draw())
                        (Field { name: "signed_on", label: &t!(lang, "bank-mandate-day"), value: &form.signed_on, kind: Kind::Date, error: wrong("signed_on"), focus: wrong("signed_on").is_some(), required: true, ..Field::default() }.draw())
                    }
                    (button(Look::Outline, &t!(lang, "bank-mandate-keep")))
                }
            } @else { p.note { (t!(lang, "bank-mandates-no-accounts")) } }
        }
    }
}
