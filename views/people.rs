//! Coming in: joining, claiming, signing in, a new password, an invitation. One file per page; here what they share.

mod claim;
mod enrol;
mod gone;
mod help;
mod invitation;
mod join;
mod reset;
mod sign_in;

use maud::{Markup, html};

use crate::t;
use crate::ui::{Field, Kind};
use crate::words::Lang;

pub use claim::{Claim, ClaimByCode, ClaimCodeProblem};
pub use enrol::{Enrol, Enrolled};
pub use gone::{Gone, Why};
pub use help::Help;
pub use invitation::{Guest, Invitation, InvitedAs};
pub use join::{Join, Joined};
pub use reset::{NewPassword, Reset, ResetAsked, ResetByCard};
pub use sign_in::{Note, SignIn};

/// What is wrong with what was typed about oneself, each beside its field.
#[derive(Clone, Debug, Default)]
pub struct Problems {
    /// With the form as a whole.
    pub whole: Option<String>,
    pub name: Option<String>,
    pub email: Option<String>,
    pub password: Option<String>,
    pub pin: Option<String>,
    pub pin_again: Option<String>,
}

impl Problems {
    pub fn is_empty(&self) -> bool {
        let all = [&self.whole, &self.name, &self.email, &self.password, &self.pin, &self.pin_again];
        all.iter().all(|problem| problem.is_none())
    }

    fn about_sign_in(&self) -> bool {
        self.email.is_some() || self.password.is_some()
    }
}

/// E-mail and a new password.
fn sign_in_fields(lang: Lang, email: &str, problems: &Problems, required: bool) -> Markup {
    html! {
        (Field { name: "email", label: &t!(lang, "people-email"), value: email, kind: Kind::Email, error: problems.email.as_deref(), required,
            focus: problems.email.is_some(), max: Some(254), autocomplete: "username", ..Field::default() }.draw())
        (new_password(lang, problems.password.as_deref(), required))
    }
}

fn new_password(lang: Lang, problem: Option<&str>, required: bool) -> Markup {
    Field {
        name: "password",
        label: &t!(lang, "people-new-password"),
        kind: Kind::NewPassword,
        hint: &t!(lang, "people-password-hint"),
        error: problem,
        required,
        focus: problem.is_some(),
        max: Some(200),
        ..Field::default()
    }
    .draw()
}

/// The number on a card.
fn card_number(lang: Lang, value: &str, problem: Option<&str>, focus: bool) -> Markup {
    Field {
        name: "card",
        label: &t!(lang, "people-card-number"),
        value,
        hint: &t!(lang, "people-card-number-hint"),
        placeholder: "7K2Q-MX",
        error: problem,
        required: true,
        focus,
        max: Some(200),
        ..Field::default()
    }
    .draw()
}

/// What is wrong with the whole form, above it.
fn trouble(problem: Option<&str>) -> Markup {
    html! { @if let Some(problem) = problem { p.wrong.whole role="alert" { span.tri aria-hidden="true" { "▲" } (problem) } } }
}

/// Every page here has the same sheet, curtain and width.
macro_rules! people_page {
    () => {
        fn styles(&self) -> &'static [&'static str] {
            &["people.css"]
        }

        fn area(&self) -> &'static str {
            "people-page"
        }

        fn curtain(&self, frame: &$crate::layout::Frame) -> maud::Markup {
            $crate::passport::bar(frame)
        }
    };
}
pub(crate) use people_page;
