//! Consent on paper: a sheet to print and sign, and what was signed, typed in by staff. For this shop alone; the resident
//! reads in the log that it was done.

use maud::{Markup, html};

use super::who::Customer;
use super::{Here, announce, scan_form};
use crate::layout::{Frame, Page};
use crate::passport::Sharing;
use crate::ui::{self, Look};
use crate::words::date_paper;
use crate::{paths, t};

pub struct Paper {
    pub here: Here,
    pub customer: Customer,
    /// What is shared with this shop now.
    pub shared: Vec<Sharing>,
    pub problem: Option<String>,
    pub done: bool,
}

impl Page for Paper {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "knowing-paper")
    }

    fn styles(&self) -> &'static [&'static str] {
        &["counter.css"]
    }

    fn scripts(&self) -> &'static [&'static str] {
        &["counter.js", "print.js"]
    }

    fn area(&self) -> &'static str {
        self.here.area()
    }

    fn foot(&self, frame: &Frame) -> Markup {
        self.here.foot(frame)
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        self.here.short(frame)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        let passport = &self.customer.passport;
        html! {
            form.register.paper method="post" action=(paths::counter_passport_paper(passport)) {
                div {
                    @if self.done { p.done role="status" { (ui::icon(ui::Icon::Check)) (t!(lang, "knowing-paper-done")) } }
                    h1 { (self.title(frame)) }
                    p { (self.customer.addressed(lang)) " · " (passport) }
                    p.hint { (t!(lang, "knowing-paper-lead", shop = self.here.name.as_str())) }
                }
                section.panel-box {
                    ul.kinds {
                        @for kind in Sharing::ALL {
                            li {
                                label { input type="checkbox" name="kind" value=(kind.code()) checked[self.shared.contains(&kind)]; b { (kind.title(lang)) } }
                                p.aside { (kind.shows(lang)) }
                            }
                        }
                    }
                    p.sign-line { (t!(lang, "knowing-paper-line", date = date_paper(lang, self.here.today))) }
                }
                label.tick.only-screen { input type="checkbox" name="signed" value="1" required aria-describedby=[self.problem.as_ref().map(|_| "signed-problem")]; span { (t!(lang, "knowing-paper-signed")) } }
                @if let Some(problem) = &self.problem { p.wrong #signed-problem { span.tri aria-hidden="true" { "▲" } (problem) } }
                div.two {
                    button.btn.seal-btn type="submit" { (t!(lang, "knowing-paper-keep")) }
                    button.btn.outline type="button" data-print hidden { (t!(lang, "knowing-paper-print")) }
                    (ui::link_button(Look::Quiet, &t!(lang, "counter-to-customer"), &paths::counter_passport(passport)))
                }
            }
            (scan_form(lang))
            (announce(lang, self.problem.as_deref().unwrap_or_default()))
        }
    }
}
