//! Inviting someone to an office: the form, the link made just now to hand on as text and QR, and invitations still open.
//! Used by the producer's people page and by the shop owner's desk.

use jiff::civil::Date;
use maud::{Markup, html};

use crate::layout::Frame;
use crate::t;
use crate::ui::{self, Field, Kind, qr};
use crate::words::{Lang, date_short};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Coordinator,
    Officer,
    Auditor,
    Owner,
    Clerk,
}

impl Role {
    /// As the forms post it.
    pub fn code(self) -> &'static str {
        match self {
            Role::Coordinator => "coordinator",
            Role::Officer => "officer",
            Role::Auditor => "auditor",
            Role::Owner => "owner",
            Role::Clerk => "clerk",
        }
    }

    pub(in crate::dashboard) fn name(self, lang: Lang) -> String {
        match self {
            Role::Coordinator => t!(lang, "dashboard-role-coordinator"),
            Role::Officer => t!(lang, "dashboard-role-officer"),
            Role::Auditor => t!(lang, "dashboard-role-auditor"),
            Role::Owner => t!(lang, "dashboard-role-owner"),
            Role::Clerk => t!(lang, "dashboard-role-clerk"),
        }
    }
}

/// One that waits to be taken up.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub role: Role,
    /// The shop's name, for owners and clerks.
    pub shop: Option<String>,
    pub email: String,
    pub expires: Date,
}

/// Made just now, to be handed on: shown once.
#[derive(Clone, Debug)]
pub struct Made {
    pub what: What,
    /// The whole address, as it goes into the QR code.
    pub link: String,
}

/// What a link is for.
#[derive(Clone, Debug)]
pub enum What {
    /// `sent`: whether it went out by e-mail too.
    Invitation { invitation: Invitation, sent: bool },
    /// A new password for somebody of this name, until this time of the day.
    Password { name: String, until: String },
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mistake {
    BadEmail,
    NoShop,
    AlreadyThere,
    Empty,
    TooLong(u32),
    NotADate,
    Past,
}

impl Mistake {
    pub(in crate::dashboard) fn said(&self, lang: Lang) -> String {
        match self {
            Mistake::BadEmail => t!(lang, "refused-bad_email"),
            Mistake::NoShop => t!(lang, "dashboard-mistake-no-shop"),
            Mistake::AlreadyThere => t!(lang, "dashboard-mistake-there"),
            Mistake::Empty => t!(lang, "dashboard-mistake-empty"),
            Mistake::TooLong(n) => t!(lang, "dashboard-mistake-long", n = *n),
            Mistake::NotADate => t!(lang, "dashboard-mistake-date"),
            Mistake::Past => t!(lang, "dashboard-mistake-over"),
        }
    }
}

/// What is wrong with one field.
pub(in crate::dashboard) fn mistake(mistakes: &[(&'static str, Mistake)], field: &str, lang: Lang) -> Option<String> {
    mistakes.iter().find(|(name, _)| *name == field).map(|(_, mistake)| mistake.said(lang))
}

pub(in crate::dashboard) fn email_field(value: &str, wrong: Option<&str>, lang: Lang) -> Markup {
    let (label, hint) = (t!(lang, "dashboard-email"), t!(lang, "dashboard-email-hint"));
    Field {
        name: "email",
        label: &label,
        value,
        hint: &hint,
        kind: Kind::Email,
        required: true,
        error: wrong,
        focus: wrong.is_some(),
        ..Field::default()
    }
    .draw()
}

/// The link to hand on, and its QR code for a telephone across the counter.
pub(in crate::dashboard) fn made(made: &Made, frame: &Frame) -> Markup {
    let lang = frame.lang;
    let (head, sent, until) = match &made.what {
        What::Invitation { invitation: one, sent } => {
            let role = match &one.shop {
                Some(shop) => t!(lang, "dashboard-role-of", role = one.role.name(lang), shop = shop),
                None => one.role.name(lang),
            };
            (t!(lang, "dashboard-made", email = &one.email, role = role), *sent, date_short(lang, one.expires))
        }
        What::Password { name, until } => (t!(lang, "dashboard-password-made", name = name), false, until.clone()),
    };
    html! {
        section.dash-made role="status" {
            (qr(&made.link, &t!(lang, "dashboard-made-qr")))
            div {
                h2 { (head) }
                p { @if sent { (t!(lang, "dashboard-made-sent")) } @else { (t!(lang, "dashboard-made-hand")) } }
                p.link { (made.link) }
                p.note { (t!(lang, "dashboard-made-until", day = until)) }
            }
        }
    }
}

/// The button that makes a link to a new password for somebody.
pub(in crate::dashboard) fn new_password(action: &str, name: &str, lang: Lang) -> Markup {
    ui::post(
        action,
        &[],
        html! { button.btn.text type="submit" { (t!(lang, "dashboard-password")) span.sr { ": " (name) } } },
    )
}

pub(in crate::dashboard) fn open(invitations: &[Invitation], lang: Lang) -> Markup {
    html! {
        section {
            h2 { (t!(lang, "dashboard-invitations")) }
            @if invitations.is_empty() { p.note { (t!(lang, "dashboard-invitations-none")) } }
            @else {
                ul.dash-rows { @for one in invitations { li {
                    div {
                        strong { (one.email) }
                        p.note { (one.role.name(lang)) @if let Some(shop) = &one.shop { " · " (shop) } }
                    }
                    span.note { (t!(lang, "dashboard-invitation-until", day = date_short(lang, one.expires))) }
                } } }
            }
        }
    }
}
