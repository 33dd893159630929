//! The shop owner's own desk: who works here, invitations, keys for programs, and which hand the counter is laid out for.

use jiff::civil::Date;
use maud::{Markup, html};

use super::people::invite::{self, Invitation, Made, Mistake, Role, mistake};
use super::{STYLES, Shop};
use crate::layout::{self, Frame, nav, plain_curtain};
use crate::ui::{self, Field, Look, button, hidden};
use crate::words::{Lang, date_year};
use crate::{paths, t};

pub struct ShopDesk {
    pub shop: Shop,
    pub staff: Vec<Staff>,
    pub invitations: Vec<Invitation>,
    /// Just made: shown once, as link and QR.
    pub made: Option<Made>,
    /// As it was typed.
    pub email: String,
    pub keys: Vec<Key>,
    /// Just made: shown once.
    pub new_key: Option<String>,
    pub key_name: String,
    /// By field: `email`, `name`.
    pub mistakes: Vec<(&'static str, Mistake)>,
    pub left_handed: bool,
}

pub struct Staff {
    /// The membership's id.
    pub membership: String,
    pub name: String,
    pub role: Role,
    pub since: Date,
    /// The one who is looking: nobody ends their own membership here.
    pub you: bool,
}

pub struct Key {
    pub id: String,
    /// What it is for: "till".
    pub name: String,
    pub made: Date,
}

/// The pages of a shop's own desk.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Page {
    Desk,
    Statements,
    Tablets,
    Parts,
    Watch,
}

/// The curtain with the way between them.
pub(crate) fn shop_curtain(frame: &Frame, open: Page) -> Markup {
    let lang = frame.lang;
    let entries = [
        (t!(lang, "dashboard-to-counter"), paths::counter(), false),
        (t!(lang, "dashboard-my-shop"), paths::shop_desk(), open == Page::Desk),
        (t!(lang, "statement-tab"), paths::shop_statements(), open == Page::Statements),
        (t!(lang, "tablet-desk"), paths::shop_tablets(), open == Page::Tablets),
        (t!(lang, "proposal-parts"), paths::shop_parts(), open == Page::Parts),
        (t!(lang, "dashboard-watch-tab"), paths::shop_watch(), open == Page::Watch),
    ];
    plain_curtain(frame, Some(nav(&t!(lang, "dashboard-my-shop"), &entries)))
}

impl layout::Page for ShopDesk {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "dashboard-desk-of", shop = &self.shop.name)
    }

    fn styles(&self) -> &'static [&'static str] {
        STYLES
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        shop_curtain(frame, Page::Desk)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            h1.dash-headline.dash-shop-head {
                span class={ "mark " (self.shop.trade.class()) } { (self.shop.crest.svg()) }
                (self.shop.name)
            }
            p { a href=(paths::shop(&self.shop.code)) { (t!(lang, "dashboard-public-page")) } }
            p { (t!(lang, "bank-shop-account")) " " a href=(paths::shop_account()) { (t!(lang, "bank-account")) } }
            p { (t!(lang, "benefit-link-why")) " " a href=(paths::shop_benefit()) { (t!(lang, "benefit-title")) } }
            @if let Some(made) = &self.made { (invite::made(made, frame)) }
            @if let Some(key) = &self.new_key { (new_key(key, lang)) }
            div.dash-people {
                div { (self.staff(lang)) (self.invite_form(lang)) (invite::open(&self.invitations, lang)) }
                div { (self.hand(lang)) (ui::stitch()) (self.keys(lang)) }
            }
        }
    }
}

fn new_key(key: &str, lang: Lang) -> Markup {
    html! {
        section.dash-made role="status" {
            div {
                h2 { (t!(lang, "dashboard-key-made")) }
                p.link { code { (key) } }
                p.note { (t!(lang, "dashboard-key-once")) }
            }
        }
    }
}

impl ShopDesk {
    fn staff(&self, lang: Lang) -> Markup {
        html! {
            section {
                h2 { (t!(lang, "dashboard-staff-here")) }
                ul.dash-rows { @for one in &self.staff { li {
                    div {
                        strong { (one.name) } @if one.you { " " span.note { (t!(lang, "dashboard-you")) } }
                        p.note { (one.role.name(lang)) " · " (t!(lang, "dashboard-since", day = date_year(lang, one.since))) }
                    }
                    @if !one.you {
                        div.dash-acts {
                            @if one.role == Role::Clerk { (invite::new_password(&paths::shop_staff_reset(&one.membership), &one.name, lang)) }
                            details.dash-sure {
                                summary.btn.quiet { (t!(lang, "dashboard-end")) span.sr { ": " (one.name) } }
                                p { (t!(lang, "dashboard-end-sure", name = &one.name)) }
                                (ui::post(&paths::shop_staff_end(&one.membership), &[], button(Look::Outline, &t!(lang, "dashboard-end-yes"))))
                            }
                        }
                    }
                } } }
            }
        }
    }

    fn invite_form(&self, lang: Lang) -> Markup {
        let wrong = mistake(&self.mistakes, "email", lang);
        html! {
            form.dash-form #invite method="post" action=(paths::shop_invitations()) {
                h2 { (t!(lang, "dashboard-invite-clerk")) }
                (hidden("role", Role::Clerk.code()))
                (invite::email_field(&self.email, wrong.as_deref(), lang))
                (button(Look::Seal, &t!(lang, "dashboard-invite-make")))
            }
        }
    }

    fn hand(&self, lang: Lang) -> Markup {
        let side = |value: &str, text: String, on: bool| {
            html! { button.segment type="submit" name="hand" value=(value) aria-pressed=(if on { "true" } else { "false" }) { (text) } }
        };
        html! {
            section {
                h2 { (t!(lang, "dashboard-hand")) }
                p { (t!(lang, "dashboard-hand-why")) }
                form.segments method="post" action=(paths::counter_hand()) {
                    (side("right", t!(lang, "dashboard-hand-right"), !self.left_handed))
                    (side("left", t!(lang, "dashboard-hand-left"), self.left_handed))
                }
            }
        }
    }

    fn keys(&self, lang: Lang) -> Markup {
        let wrong = mistake(&self.mistakes, "name", lang);
        html! {
            section #keys {
                h2 { (t!(lang, "dashboard-keys")) }
                p { (t!(lang, "dashboard-keys-why")) }
                @if !self.keys.is_empty() {
                    ul.dash-rows { @for key in &self.keys { li {
                        div {
                            strong { (key.name) }
                            p.note { (t!(lang, "dashboard-since", day = date_year(lang, key.made))) }
                        }
                        (ui::post(&paths::shop_key_end(&key.id), &[], html! {
                            button.btn.quiet type="submit" { (t!(lang, "dashboard-key-end")) span.sr { ": " (key.name) } }
                        }))
                    } } }
                }
                form.dash-form method="post" action=(paths::shop_keys()) {
                    (Field {
                        name: "name", label: &t!(lang, "dashboard-key-name"), value: &self.key_name, hint: &t!(lang, "dashboard-key-name-hint"),
                        max: Some(40), required: true, error: wrong.as_deref(), ..Field::default()
                    }.draw())
                    (button(Look::Outline, &t!(lang, "dashboard-key-make")))
                }
            }
        }
    }
}
