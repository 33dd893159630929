//! The street's list of objections: those that wait for an answer, and those that have one.

use jiff::civil::Date;
use maud::{Markup, html};

use super::list::invoice_form;
use super::{Objection, STYLES, settled};
use crate::dashboard::{self, Office, Shop, Tab};
use crate::layout::{Frame, Page};
use crate::ui::{Look, button};
use crate::words::{date_short, month};
use crate::{paths, t};

pub struct Desk {
    pub office: Office,
    pub waiting: Vec<Waiting>,
    /// Newest first.
    pub answered: Vec<Waiting>,
    /// The street's registration number as typed; nothing where the money here is not yen.
    pub invoice: Option<String>,
    pub invoice_problem: Option<String>,
    pub saved: bool,
}

/// An objection with the statement it is about, and the answer as it was typed.
pub struct Waiting {
    pub id: String,
    pub shop: Shop,
    pub month: String,
    pub first: Date,
    pub number: String,
    pub net: i64,
    pub objection: Objection,
    pub text: String,
    pub amount: String,
    pub less: bool,
    /// By field: `text`, `amount`.
    pub problem: Option<(&'static str, String)>,
}

impl Page for Desk {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "statement-objections")
    }

    fn styles(&self) -> &'static [&'static str] {
        STYLES
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        dashboard::curtain(frame, self.office, Tab::Months)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            h1.dash-headline { (t!(lang, "statement-objections-head", n = self.waiting.len())) }
            @if self.waiting.is_empty() { p { (t!(lang, "statement-objections-none")) } }
            @for (nth, one) in self.waiting.iter().enumerate() {
                section.statement-waiting {
                    (one.head(frame))
                    p.note { (date_short(lang, one.objection.at)) @if !one.objection.by.is_empty() { " · " (one.objection.by) } }
                    @if one.objection.reason.is_empty() { p.note { (t!(lang, "statement-objection-gone")) } }
                    @else { p.typed { (one.objection.reason) } }
                    @if self.office.may_edit() { (one.form(if nth == 0 { Look::Seal } else { Look::Outline }, frame)) }
                }
            }
            @if !self.answered.is_empty() {
                section {
                    h2 { (t!(lang, "statement-objections-answered")) }
                    @for one in &self.answered {
                        div.statement-waiting {
                            (one.head(frame))
                            p.typed { (one.objection.reason) }
                            @if let Some(answer) = &one.objection.answer {
                                div.statement-answer {
                                    p.note { (t!(lang, "statement-answered", day = date_short(lang, answer.at))) }
                                    p.typed { (answer.text) }
                                    p { b { (settled(answer.amount, frame)) } }
                                }
                            }
                        }
                    }
                }
            }
            @if let (Some(invoice), true) = (&self.invoice, self.office.may_edit()) {
                (invoice_form(invoice, self.invoice_problem.as_deref(), self.saved, paths::dashboard_invoice_number(), &t!(lang, "statement-invoice-streets"), frame))
            }
        }
    }
}

impl Waiting {
    fn head(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let net = match self.net {
            n if n > 0 => t!(lang, "statement-bar-receive", sum = frame.money(n)),
            0 => frame.money(0),
            n => t!(lang, "statement-bar-pay", sum = frame.money(-n)),
        };
        html! {
            h3 {
                span.dash-shop {
                    span class={ "mark " (self.shop.trade.class()) } { (self.shop.crest.svg()) }
                    a href=(paths::dashboard_statement(&self.month, &self.shop.code)) { (self.shop.name) }
                }
            }
            p.note { (month(lang, self.first)) " · " (t!(lang, "statement-number", number = &self.number)) " · " (net) }
        }
    }

    fn form(&self, look: Look, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let wrong = |field: &str| self.problem.as_ref().filter(|(at, _)| *at == field).map(|(_, said)| said.as_str());
        let (text, text_id) = (wrong("text"), format!("f-text-{}", self.id));
        let error_id = format!("{text_id}-error");
        let (amount, amount_id) = (wrong("amount"), format!("f-amount-{}", self.id));
        let amount_hint = format!("{amount_id}-hint");
        html! {
            form.dash-form method="post" action=(paths::dashboard_objection(&self.id)) {
                div.field {
                    label for=(text_id) { b { (t!(lang, "statement-answer-text")) } }
                    textarea id=(text_id) name="text" rows="3" maxlength="1000" required aria-invalid=[text.map(|_| "true")]
                        aria-describedby=[text.map(|_| error_id.as_str())] autofocus[text.is_some()] { (self.text) }
                    @if let Some(text) = text { p.wrong id=(error_id) { span.tri aria-hidden="true" { "▲" } (text) } }
                }
                fieldset.statement-way {
                    legend { b { (t!(lang, "statement-answer-amount-head")) } }
                    label { input type="radio" name="way" value="more" checked[!self.less]; " " (t!(lang, "statement-answer-more")) }
                    label { input type="radio" name="way" value="less" checked[self.less]; " " (t!(lang, "statement-answer-less")) }
                }
                div.field {
                    label for=(amount_id) { b { (t!(lang, "statement-answer-amount")) } }
                    input id=(amount_id) name="amount" inputmode="decimal" autocomplete="off" maxlength="20" value=(self.amount)
                        aria-invalid=[amount.map(|_| "true")] aria-describedby=(amount_hint) autofocus[amount.is_some()];
                    p.hint id=(amount_hint) {
                        @if let Some(amount) = amount { span.wrong { span.tri aria-hidden="true" { "▲" } (amount) " " } }
                        (t!(lang, "statement-answer-hint"))
                    }
                }
                (button(look, &t!(lang, "statement-answer-send")))
            }
        }
    }
}
