//! The people who run the street: who holds which office, who is invited, and the notice all counters show.
//! Staff and officers are known by name here; residents are not here at all.

pub mod invite;

use jiff::civil::Date;
use maud::{Markup, html};

use super::marks::shop_name;
use super::{Office, STYLES, Shop, Tab, curtain};
use crate::layout::{Frame, Page};
use crate::ui::{self, Field, Kind, Look, button};
use crate::words::{Lang, date_long, date_year};
use crate::{paths, t};
use invite::{Invitation, Made, Mistake, Role, mistake};

pub struct People {
    pub office: Office,
    pub members: Vec<Member>,
    pub invitations: Vec<Invitation>,
    /// Just made: shown once, as link and QR.
    pub made: Option<Made>,
    pub form: InviteForm,
    /// Every shop, to choose from: code and name.
    pub shops: Vec<(String, String)>,
    pub notice: Option<Notice>,
    pub notice_form: NoticeForm,
}

/// Someone in office; one person can be there more than once.
pub struct Member {
    pub name: String,
    /// The membership's id, where a link to a new password is the reader's to hand on.
    pub opens: Option<String>,
    pub role: Role,
    /// For owners and clerks.
    pub shop: Option<Shop>,
    pub since: Date,
}

/// As it was typed; `shop` from the address when one comes from a shop's row.
#[derive(Clone, Debug, Default)]
pub struct InviteForm {
    /// A code of `Role`; empty for none yet.
    pub role: String,
    pub shop: String,
    pub email: String,
    pub mistakes: Vec<(&'static str, Mistake)>,
}

pub struct Notice {
    pub text: String,
    pub until: Date,
}

#[derive(Clone, Debug, Default)]
pub struct NoticeForm {
    pub text: String,
    /// A date as browsers write it.
    pub until: String,
    pub mistakes: Vec<(&'static str, Mistake)>,
}

impl Page for People {
    fn title(&self, frame: &Frame) -> String {
        t!(frame.lang, "dashboard-people-tab")
    }

    fn styles(&self) -> &'static [&'static str] {
        STYLES
    }

    fn curtain(&self, frame: &Frame) -> Markup {
        curtain(frame, self.office, Tab::People)
    }

    fn body(&self, frame: &Frame) -> Markup {
        let lang = frame.lang;
        html! {
            h1.dash-headline { (t!(lang, "dashboard-people-head")) }
            @if let Some(made) = &self.made { (invite::made(made, frame)) }
            div.dash-people {
                div {
                    (self.offices(lang))
                    (self.staff(lang))
                }
                div {
                    @if self.office.may_edit() { (self.invite_form(lang)) }
                    (invite::open(&self.invitations, lang))
                    (ui::stitch())
                    (self.notice(lang))
                }
            }
        }
    }
}

impl Member {
    fn new_password(&self, lang: Lang) -> Markup {
        let button = |id: &String| invite::new_password(&paths::dashboard_person_reset(id), &self.name, lang);
        html! { @if let Some(id) = &self.opens { (button(id)) } }
    }
}

impl People {
    fn offices(&self, lang: Lang) -> Markup {
        html! {
            section {
                h2 { (t!(lang, "dashboard-offices")) }
                ul.dash-rows {
                    @for role in [Role::Coordinator, Role::Officer, Role::Auditor] {
                        @let mut holders = self.members.iter().filter(|member| member.role == role).peekable();
                        @if holders.peek().is_none() {
                            li { div { strong { (role.name(lang)) } p.note { (t!(lang, "dashboard-office-empty")) } } }
                        }
                        @for member in holders {
                            li {
                                div { strong { (member.name) } p.note { (role.name(lang)) } }
                                div.dash-acts {
                                    span.note { (t!(lang, "dashboard-since", day = date_year(lang, member.since))) }
                                    (member.new_password(lang))
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Shops by name, each with its owners and clerks.
    fn staff(&self, lang: Lang) -> Markup {
        let mut shops: Vec<&Shop> = Vec::new();
        for shop in self.members.iter().filter_map(|member| member.shop.as_ref()) {
            if shops.iter().all(|known| known.code != shop.code) {
                shops.push(shop);
            }
        }
        let of = |shop: &Shop| {
            let code = shop.code.clone();
            self.members.iter().filter(move |member| member.shop.as_ref().is_some_and(|theirs| theirs.code == code))
        };
        html! {
            section {
                h2 { (t!(lang, "dashboard-staff")) }
                @if shops.is_empty() { p.note { (t!(lang, "dashboard-staff-none")) } }
                ul.dash-rows { @for shop in shops { li.dash-staff {
                    (shop_name(shop))
                    ul { @for member in of(shop) { li { (member.name) " " span.note { (member.role.name(lang)) } (member.new_password(lang)) } } }
                } } }
            }
        }
    }

    fn invite_form(&self, lang: Lang) -> Markup {
        let form = &self.form;
        // Who comes from a shop's row wants its owner.
        let role = if form.role.is_empty() && !form.shop.is_empty() { Role::Owner.code() } else { &form.role };
        let wrong_email = mistake(&form.mistakes, "email", lang);
        let wrong_shop = mistake(&form.mistakes, "shop", lang);
        html! {
            form.dash-form #invite method="post" action=(paths::dashboard_invitations()) {
                h2 { (t!(lang, "dashboard-invite-head")) }
                fieldset.dash-choice {
                    legend { b { (t!(lang, "dashboard-invite-as")) } }
                    @for (at, one) in [Role::Owner, Role::Coordinator, Role::Officer, Role::Auditor].into_iter().enumerate() {
                        label { input type="radio" name="role" value=(one.code()) required[at == 0] checked[one.code() == role]; span { (one.name(lang)) } }
                    }
                }
                div.field {
                    label for="f-shop" { b { (t!(lang, "dashboard-invite-shop")) } span.aside { (t!(lang, "dashboard-invite-shop-only")) } }
                    select #f-shop name="shop" aria-invalid=[wrong_shop.as_ref().map(|_| "true")] aria-describedby=[wrong_shop.as_ref().map(|_| "f-shop-error")] {
                        option value="" { (t!(lang, "dashboard-choose-shop")) }
                        @for (code, name) in &self.shops { option value=(code) selected[*code == form.shop] { (name) } }
                    }
                    @if let Some(wrong) = &wrong_shop { p.wrong #f-shop-error { span.tri aria-hidden="true" { "▲" } (wrong) } }
                }
                (invite::email_field(&form.email, wrong_email.as_deref(), lang))
                (button(Look::Seal, &t!(lang, "dashboard-invite-make")))
            }
        }
    }

    fn notice(&self, lang: Lang) -> Markup {
        let form = &self.notice_form;
        let (wrong_text, wrong_until) = (mistake(&form.mistakes, "text", lang), mistake(&form.mistakes, "until", lang));
        html! {
            section #notice {
                @match &self.notice {
                    Some(notice) => (ui::notice(&t!(lang, "dashboard-notice-until", day = date_long(lang, notice.until)), &notice.text)),
                    None => { h2 { (t!(lang, "dashboard-notice")) } p.note { (t!(lang, "dashboard-notice-none")) } }
                }
                @if self.office.may_edit() {
                    form.dash-form method="post" action=(paths::dashboard_notices()) {
                        (Field {
                            name: "text", label: &t!(lang, "dashboard-notice-text"), value: &form.text, hint: &t!(lang, "dashboard-notice-hint"),
                            max: Some(140), required: true, error: wrong_text.as_deref(), ..Field::default()
                        }.draw())
                        (Field {
                            name: "until", label: &t!(lang, "dashboard-notice-last"), value: &form.until, kind: Kind::Date, required: true,
                            error: wrong_until.as_deref(), ..Field::default()
                        }.draw())
                        (button(Look::Solid, &t!(lang, "dashboard-notice-put")))
                    }
                }
            }
        }
    }
}
