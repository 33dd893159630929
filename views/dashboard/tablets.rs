//! The tablets at a shop's counter: enrolling one, when each was last heard, when it locks, and taking it off.

use jiff::civil::DateTime;
use maud::{Markup, html};

use super::shop_desk::{Page as Open, shop_curtain};
use super::{STYLES, Shop};
use crate::layout::{Frame, Page};
use crate::ui::{self, Field, Look, button};
use crate::words::{Lang, clock, date_short};
use crate::{paths, t};

pub struct TabletsDesk {
    pub shop: Shop,
    pub tablets: Vec<Tablet>,
    /// Made just now: it stands here once.
    pub offer: Option<Offer>,
    /// As it was typed.
    pub name: String,
    pub problem: Option<String>,
    /// In minutes.
    pub idle_choices: Vec<i64>,
}

pub struct Tablet {
    pub id: String,
    pub name: String,
    pub heard: DateTime,
    pub enrolled: DateTime,
    /// Who made the code; nobody where they are gone.
    pub by: Option<String>,
    pub idle: i64,
    pub taken_off: Option<DateTime>,
}

/// A code to enrol a tablet with.
pub struct Offer {
    /// As it is typed.
    pub code: String,
    /// The whole address, as it goes into the QR code.
    pub link: String,
    /// `10:57`.
    pub until: String,
    pub name: String,
}

impl Page for TabletsDesk {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "tablet-desk-title", shop = &self.shop.name)
    }

    fn styles(&self) -> &'static [&'static str] {
        STYLES
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        shop_curtain(frame, Open::Tablets)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            h1.dash-headline.dash-shop-head {
                span class={ "mark " (self.shop.trade.class()) } { (self.shop.crest.svg()) }
                (t!(lang, "tablet-desk-head"))
            }
            p.dash-beside { a href=(paths::shop_kept()) { (t!(lang, "offline-kept-nav")) } }
            @if let Some(offer) = &self.offer { (offer.draw(lang)) }
            div.dash-people {
                section {
                    h2 { (t!(lang, "tablet-desk-all")) }
                    @if self.tablets.is_empty() { p.note { (t!(lang, "tablet-desk-none")) } }
                    @else { ul.dash-rows { @for tablet in &self.tablets { (self.row(tablet, lang)) } } }
                }
                div { form.dash-form method="post" action=(paths::shop_tablets()) {
                    h2 { (t!(lang, "tablet-desk-new")) }
                    p { (t!(lang, "tablet-desk-how")) }
                    (Field {
                        name: "name", label: &t!(lang, "tablet-desk-name"), value: &self.name, hint: &t!(lang, "tablet-desk-name-hint"),
                        max: Some(40), required: true, error: self.problem.as_deref(), focus: self.problem.is_some(), ..Field::default()
                    }.draw())
                    (button(Look::Seal, &t!(lang, "tablet-desk-make")))
                } }
            }
        }
    }
}

fn moment(lang: Lang, at: DateTime) -> String {
    format!("{} {}", date_short(lang, at.date()), clock(at))
}

impl TabletsDesk {
    fn row(&self, tablet: &Tablet, lang: Lang) -> Markup {
        let by = tablet.by.as_deref().unwrap_or_default();
        html! {
            li {
                div {
                    strong { (tablet.name) }
                    p.note {
                        @match tablet.taken_off {
                            Some(at) => (t!(lang, "tablet-desk-off", when = moment(lang, at))),
                            None => (t!(lang, "tablet-desk-heard", when = moment(lang, tablet.heard))),
                        }
                    }
                    p.note {
                        @if by.is_empty() { (t!(lang, "tablet-desk-since", when = moment(lang, tablet.enrolled))) }
                        @else { (t!(lang, "tablet-desk-by", by = by, when = moment(lang, tablet.enrolled))) }
                    }
                }
                @if tablet.taken_off.is_none() {
                    div.dash-acts {
                        form.dash-inline method="post" action=(paths::shop_tablet_lock(&tablet.id)) {
                            label.sr for=(format!("idle-{}", tablet.id)) { (t!(lang, "tablet-desk-idle")) ": " (tablet.name) }
                            select id=(format!("idle-{}", tablet.id)) name="minutes" {
                                @for n in &self.idle_choices {
                                    option value=(n) selected[*n == tablet.idle] { (t!(lang, "tablet-desk-locks", n = *n)) }
                                }
                            }
                            button.btn.quiet type="submit" { (t!(lang, "tablet-desk-set")) span.sr { ": " (tablet.name) } }
                        }
                        details.dash-sure {
                            summary.btn.quiet { (t!(lang, "tablet-desk-take-off")) span.sr { ": " (tablet.name) } }
                            p { (t!(lang, "tablet-desk-sure", name = &tablet.name)) }
                            (ui::post(&paths::shop_tablet_revocation(&tablet.id), &[], button(Look::Outline, &t!(lang, "tablet-desk-yes"))))
                        }
                    }
                }
            }
        }
    }
}

impl Offer {
    fn draw(&self, lang: Lang) -> Markup {
        html! {
            section.dash-made role="status" {
                (ui::qr(&self.link, &t!(lang, "tablet-desk-qr")))
                div {
                    h2 { (t!(lang, "tablet-desk-made", name = &self.name)) }
                    p { (t!(lang, "tablet-desk-hand")) }
                    p.link.tablet-code { (self.code) }
                    p.link { (self.link) }
                    p.note { (t!(lang, "tablet-desk-until", until = self.until.as_str())) }
                }
            }
        }
    }
}
