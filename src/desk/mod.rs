//! The producer's desk and the shop owner's: what each page needs to know, and its forms. The pages themselves are in views;
//! what may be told of people is decided in `insight`; every act is another room's.

pub mod account;
pub mod benefit;
pub mod books;
pub mod charter;
pub mod kept;
pub mod leaving;
pub mod months;
pub mod overview;
pub mod parts;
pub mod payments;
pub mod people;
pub mod reserve;
pub mod shop;
pub mod shops;
pub mod simulation;
pub mod slips;
pub mod sponsors;
pub mod statements;
mod store;
pub mod tablets;
pub mod watch;

use crate::brand::Brand;
use crate::counter::pages::{crest, trade};
use crate::insight::{self, Cell, Period};
use crate::people::who::Who;
use crate::people::{self as persons, Membership, Role};
use crate::shop::Shop;
use crate::web::{House, mail};
use crate::words::{Day, Error, Millis, Result};
use jiff::civil::Date;
use noren_views::chart::Shown;
use noren_views::dashboard::people::invite;
use noren_views::dashboard::{self, Kind, Office};
use noren_views::{Lang, paths};
use serde::Deserialize;

/// The scene of one page of the desk.
#[derive(Clone)]
struct Scene {
    brand: Brand,
    lang: Lang,
    office: Office,
    /// By which the reader is here.
    by: Membership,
    now: Millis,
}

impl Scene {
    fn of(house: &House, who: &Who) -> Result<Scene> {
        let brand = who.brand()?.clone();
        let office = match who.role() {
            Some(Role::Officer) => Office::Officer,
            Some(Role::Auditor) => Office::Auditor,
            _ => Office::Coordinator,
        };
        let by = who.membership()?.clone();
        Ok(Scene { lang: who.lang(Some(&brand)), brand, office, by, now: house.clock.now() })
    }

    fn today(&self) -> Date {
        self.now.zoned(&self.brand.zone()).date()
    }

    fn date(&self, at: Millis) -> Date {
        at.zoned(&self.brand.zone()).date()
    }

    fn shop(&self, shop: &Shop) -> dashboard::Shop {
        let (crest, trade) = (crest(shop), trade(shop.need.as_deref()));
        dashboard::Shop { code: shop.code.clone(), name: shop.shown(self.lang), trade, crest }
    }

    /// The period asked for; without one the running month, or the last where it has hardly begun.
    fn period(&self, asked: &Asked) -> Result<Period> {
        if let Some(text) = &asked.period {
            return insight::parse(text);
        }
        let today = self.today();
        let month = Period::around(Kind::Month, today);
        Ok(if today.day() <= 3 { month.before() } else { month })
    }
}

/// `?period=`.
#[derive(Debug, Clone, Deserialize)]
pub struct Asked {
    period: Option<String>,
}

fn shown(cell: Cell) -> Shown {
    cell.told().and_then(|n| u64::try_from(n).ok()).map_or(Shown::Few, Shown::Number)
}

fn per_cent(n: i64) -> u8 {
    u8::try_from(n.clamp(0, 100)).unwrap_or(0)
}

fn count(n: i64) -> u64 {
    u64::try_from(n).unwrap_or(0)
}

/// A form's answer is a page of its own address; its links lead back to where the form stands.
fn at_home(mut who: Who, path: &str) -> Who {
    who.asking.here = path.to_owned();
    who
}

fn role(role: Role) -> Option<invite::Role> {
    Some(match role {
        Role::Coordinator => invite::Role::Coordinator,
        Role::Officer => invite::Role::Officer,
        Role::Auditor => invite::Role::Auditor,
        Role::Owner => invite::Role::Owner,
        Role::Clerk => invite::Role::Clerk,
        Role::Resident | Role::Helper => return None,
    })
}

/// A date field; the day's begin in the brand's zone.
fn day(typed: &str) -> Option<Day> {
    typed.trim().parse::<Date>().ok().map(Day::of)
}

/// The page with an invitation that was just made: its link is in no other place, so it is answered at once, not after
/// a redirect. Sends it too, where mail goes out.
async fn made(
    house: &House,
    who: &Who,
    scene: &Scene,
    invited: &persons::Invited,
    shop: Option<String>,
) -> invite::Made {
    let one = &invited.invitation;
    let link = format!("{}{}", who.asking.base_url, paths::invitation(&invited.token));
    let mut sent = false;
    if let Some(smtp) = house.config.smtp.as_ref().filter(|_| !one.email.is_empty()) {
        let street = scene.brand.shown(scene.lang);
        match mail::send(smtp, &one.email, &street, &link).await {
            Ok(()) => sent = true,
            // The link is on the page: it can be handed on.
            Err(e) => tracing::warn!(error = %e, "an invitation was not sent"),
        }
    }
    let invitation = invite::Invitation {
        role: role(one.role).unwrap_or(invite::Role::Clerk),
        shop,
        email: one.email.clone(),
        expires: scene.date(one.expires_at),
    };
    invite::Made { what: invite::What::Invitation { invitation, sent }, link }
}

/// A link to a new password for somebody the asker answers for: in no other place, so it is answered at once. Nothing is
/// sent: who asked hands it on.
async fn new_password(house: &House, who: &Who, of: &str) -> Result<invite::Made> {
    let scene = Scene::of(house, who)?;
    let (by, now) = (scene.by.clone(), scene.now);
    let of = of.parse().map_err(|_| Error::not_found())?;
    let (person, token, until) = house.db.write(move |tx| persons::hand_on_reset(tx, &by, of, now)).await?;
    tracing::info!(by = %scene.by.person_id, of = %person.id, "a link to a new password was handed on");
    let what = invite::What::Password { name: person.shown(scene.lang), until: until.clock_time(&scene.brand.zone()) };
    Ok(invite::Made { what, link: format!("{}{}", who.asking.base_url, paths::reset_token(&token)) })
}
