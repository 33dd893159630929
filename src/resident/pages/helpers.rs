//! `/passport/helpers`: who acts for me, and for whom I act. A helper may do what the holder may, but name no helper.

use super::Holder;
use crate::care;
use crate::counter::{Stand, desk};
use crate::db::Tx;
use crate::knowing::{self, Eyes, Way};
use crate::passport::{self, pin};
use crate::people::Role;
use crate::people::session::ACTS_FOR;
use crate::people::who::Who;
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, MembershipId, Refusal, Result, ShopId, codes};
use actix_session::Session;
use actix_web::web::{Data, Form, Path};
use noren_views::passport::{Done, Helped, HelperLine, Helpers, Link};
use noren_views::paths;
use serde::Deserialize;

/// `GET /passport/helpers`.
pub async fn show(house: Data<House>, who: Who, query: actix_web::web::Query<super::shares::After>) -> Answer {
    let done = query.done.as_deref().and_then(Done::parse);
    page(&house, &who, 200, None, None, done).await
}

async fn page(
    house: &House,
    who: &Who,
    status: u16,
    link: Option<Link>,
    problem: Option<String>,
    done: Option<Done>,
) -> Answer {
    let holder = Holder::of(house, who)?;
    let turned = at_tablet(who).is_some();
    let held: Vec<_> = who.memberships.iter().filter(|(m, _)| m.role.of_a_passport()).cloned().collect();
    let acting = who.membership()?.id;
    let helps = who.role() == Some(Role::Helper);
    let read = move |tx: &mut Tx| {
        let (brand, lang, zone) = (holder.brand.id, holder.lang, holder.brand.zone());
        let mut helpers = Vec::new();
        for one in care::helpers(tx, brand, holder.id)? {
            helpers.push(HelperLine {
                membership: one.membership.to_string(),
                name: lang.pick(&one.name, &one.name_en).to_owned(),
                since: one.since.zoned(&zone).date(),
            });
        }
        let mut passports = Vec::new();
        // On a shop's tablet the sign-in is the clerk's: whom they help is none of the customer's business.
        for (m, of) in held.iter().filter(|_| !turned) {
            let Some(passport) = m.passport_id else { continue };
            passports.push(Helped {
                membership: m.id.to_string(),
                name: care::name_of(tx, of.id, passport)?,
                own: m.role == Role::Resident,
                now: m.id == acting,
            });
        }
        let open = care::open_link(tx, brand, holder.id, holder.now)?;
        Ok(Helpers {
            helpers,
            passports,
            helps,
            turned,
            open_until: open.map(|at| at.zoned(&zone).datetime()),
            link,
            problem,
            done,
        })
    };
    Ok(who.page(status, &house.db.read(read).await?))
}

/// The shop whose tablet this is, where it is turned round.
pub(super) fn at_tablet(who: &Who) -> Option<ShopId> {
    who.acting_for.as_ref().and_then(|of| of.at.as_ref()).map(|shop| shop.id)
}

#[derive(Deserialize)]
pub struct Proof {
    #[serde(default)]
    pin: String,
}

/// `POST /passport/helpers`: a link for one person. On a shop's tablet the PIN is asked once more: who goes on typing there
/// may be somebody else by then.
pub async fn invite(house: Data<House>, who: Who, form: Form<Proof>) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let compared = match at_tablet(&who) {
        None => None,
        Some(shop) => match compared(&house, &holder, shop, &form.pin).await {
            Ok(compared) => Some((shop, compared)),
            Err(e) => return wrong(&house, &who, &holder, e).await,
        },
    };
    let (h, now) = (holder.clone(), holder.now);
    // A wrong PIN is remembered: it commits.
    let write = move |tx: &mut Tx| {
        passport::lock_living(tx, h.brand.id, h.id)?;
        if let Some((shop, compared)) = &compared
            && let Err(refusal) = pin::prove(tx, h.brand.id, h.id, *shop, compared, now)?
        {
            return Ok(Err(refusal));
        }
        h.log(tx, "helpers")?;
        care::invite(tx, h.brand.id, h.id, now).map(Ok)
    };
    match house.db.write(write).await? {
        Ok(invited) => {
            let url = format!("{}{}", who.asking.base_url, paths::help_token(&invited.token));
            let until = invited.invitation.expires_at.zoned(&holder.brand.zone()).datetime();
            page(&house, &who, 200, Some(Link { url, until }), None, None).await
        }
        Err(refusal) => wrong(&house, &who, &holder, refusal.into()).await,
    }
}

/// The PIN that was typed, compared; counted where it is proven.
pub(super) async fn compared(house: &House, holder: &Holder, shop: ShopId, typed: &str) -> Result<pin::Compared> {
    if passport::rules::typed_pin(typed).is_empty() {
        return Err(Refusal::new(422, "no_pin_typed").field("pin").into());
    }
    let (brand, id) = (holder.brand.id, holder.id);
    let code = house.db.read(move |tx| Ok(codes::printed(&passport::passport(tx, brand, id)?.code))).await?;
    let stand = Stand { brand: holder.brand.clone(), shop, by: None };
    desk::compare_pin(house, &stand, &code, typed).await
}

async fn wrong(house: &House, who: &Who, holder: &Holder, e: Error) -> Answer {
    match e {
        Error::Refused(r) if r.field == "pin" => {
            let said = sentence(holder.lang, &holder.brand.currency, &r);
            page(house, who, r.status, None, Some(said), None).await
        }
        e => Err(e.into()),
    }
}

/// `POST /passport/helpers/link/end`: nobody becomes a helper by it any more.
pub async fn take_back(house: Data<House>, who: Who) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let write = move |tx: &mut Tx| {
        care::take_link_back(tx, holder.brand.id, holder.id, holder.now)?;
        holder.log(tx, "helpers")
    };
    house.db.write(write).await?;
    Ok(go(done(Done::LinkTakenBack)))
}

fn done(what: Done) -> String {
    paths::with_query(paths::passport_helpers(), "done", what.code())
}

/// `POST /passport/helpers/{membership}/end`: the holder ends a help, or the helper their own. It holds from the next
/// request on.
pub async fn end(house: Data<House>, who: Who, session: Session, id: Path<String>) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let id: MembershipId = id.parse().map_err(|_| Error::not_found())?;
    let helps = who.role() == Some(Role::Helper);
    let of = Some(holder.id).filter(|_| !helps);
    // At a tablet the sign-in is the clerk's, and so is what they help with.
    let by = who.person_id().filter(|_| at_tablet(&who).is_none());
    let own = who.memberships.iter().find(|(m, _)| by.is_some() && m.id == id);
    let brand = own.map_or(&holder.brand, |(_, brand)| brand).clone();
    let eyes = if own.is_some() { Eyes { way: Way::Helper, ..holder.eyes } } else { holder.eyes };
    let own = own.is_some();
    let write = move |tx: &mut Tx| {
        let passport = care::end_help(tx, brand.id, of, by, id, holder.now)?;
        knowing::log(tx, brand.id, passport, eyes, &["helpers"], holder.now)
    };
    house.db.write(write).await?;
    let acted = who.membership()?.id == id;
    if acted {
        session.remove(ACTS_FOR);
    }
    // Whoever helped with nothing else has no passport's page to go on to.
    let left = who.memberships.iter().any(|(m, _)| m.role.of_a_passport() && m.id != id);
    Ok(go(match (own, left) {
        (true, false) => paths::home().to_owned(),
        _ => done(Done::HelpEnded),
    }))
}

#[derive(Deserialize)]
pub struct Chosen {
    #[serde(default)]
    membership: String,
}

/// `POST /passport/for`: whose passport the pages show from now on.
pub async fn act_for(who: Who, session: Session, form: Form<Chosen>) -> Answer {
    let id: MembershipId = form.membership.parse().map_err(|_| Error::not_found())?;
    let fits = who.memberships.iter().any(|(m, _)| m.id == id && m.role.of_a_passport());
    if !fits || at_tablet(&who).is_some() {
        return Err(Error::not_found().into());
    }
    session.insert(ACTS_FOR, id.to_string()).map_err(Error::broken)?;
    Ok(go(paths::passport()))
}
