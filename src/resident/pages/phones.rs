//! Phones that show the living card: the passes they fetch, the keys by which they make some without a signal, how one is
//! stopped, and what opens the card where there is no network.

use super::{Done, Holder};
use crate::db::Tx;
use crate::knowing::Way;
use crate::passport::{self, PassKey, pass, rules};
use crate::people::session::{PHONE, Phone};
use crate::people::{self, who::Who};
use crate::web::{Answer, House, go, json};
use crate::words::{Error, PassKeyId, PersonId, Result};
use actix_session::Session;
use actix_web::http::header;
use actix_web::web::{Data, Form, Path, Query};
use actix_web::{HttpRequest, HttpResponse};
use noren_views::passport::{Phone as Line, PhoneStands, Phones, Shell, shell_files};
use noren_views::{assets, paths};
use serde::{Deserialize, Serialize};

/// A pass is for the holder on their own phone: not for a helper, nor for a shop's tablet turned round.
pub(super) fn is_own_phone(holder: &Holder) -> bool {
    holder.eyes.way == Way::Phone
}

fn own_phone(house: &House, who: &Who) -> Result<Holder> {
    let holder = Holder::of(house, who)?;
    if is_own_phone(&holder) { Ok(holder) } else { Err(Error::refused(403, "not_allowed")) }
}

/// The phone this session is on, as far as it registered for this passport.
fn this_phone(session: &Session, holder: &Holder) -> Option<PassKeyId> {
    let phone = session.get::<Phone>(PHONE).ok().flatten()?;
    (phone.brand == holder.brand.id && phone.passport == holder.id).then_some(phone.key)
}

/// Was the phone stopped that this session is on? Then whoever has it gets no passes, however long they stay signed in.
pub(super) async fn is_stopped(house: &House, session: &Session, holder: &Holder) -> Result<bool> {
    let Some(key) = this_phone(session, holder) else { return Ok(false) };
    let (brand, id) = (holder.brand.id, holder.id);
    let keys = house.db.glance(move |tx| passport::pass_keys(tx, brand, id)).await?;
    Ok(keys.iter().any(|k| k.id == key && k.revoked_at.is_some()))
}

#[derive(Serialize)]
struct PassAnswer {
    pass: String,
    /// Unix milliseconds, by the server's clock.
    now: i64,
    until: i64,
}

/// `GET /passport/pass`: a new pass for the script of the card.
pub async fn fresh(house: Data<House>, who: Who, session: Session) -> Answer {
    let holder = own_phone(&house, &who)?;
    if is_stopped(&house, &session, &holder).await? {
        return Err(Error::refused(410, "revoked_pass").into());
    }
    let (brand, id) = (holder.brand.id, holder.id);
    let row = house.db.glance(move |tx| passport::passport(tx, brand, id)).await?;
    let made = pass::make(&house.keys, &holder.brand, &row.code, holder.now)?;
    Ok(json::answer(200, &PassAnswer { pass: made.text, now: holder.now.0, until: made.until.0 }))
}

#[derive(Deserialize)]
pub struct Key {
    /// The public half: 32 bytes, base64url.
    #[serde(default)]
    key: String,
}

#[derive(Serialize)]
struct Registered {
    id: PassKeyId,
    now: i64,
    expires: i64,
}

/// `POST /passport/phones`: this phone's key, or the same once more: then it holds for another week.
pub async fn register(house: Data<House>, who: Who, session: Session, req: HttpRequest, form: Form<Key>) -> Answer {
    let holder = own_phone(&house, &who)?;
    if is_stopped(&house, &session, &holder).await? {
        return Err(Error::refused(410, "revoked_pass").into());
    }
    let browser = req.headers().get(header::USER_AGENT).and_then(|h| h.to_str().ok()).unwrap_or_default();
    let label = rules::phone_name(browser);
    let (h, public) = (holder.clone(), form.into_inner().key);
    let write = move |tx: &mut Tx| {
        passport::lock_living(tx, h.brand.id, h.id)?;
        let key = pass::register(tx, h.brand.id, h.id, &public, &label, h.now)?;
        if key.created_at == h.now {
            h.log(tx, "phone")?;
        }
        Ok(key)
    };
    let key = house.db.write(write).await?;
    if this_phone(&session, &holder) != Some(key.id) {
        let phone = Phone { brand: holder.brand.id, passport: holder.id, key: key.id };
        session.insert(PHONE, phone).map_err(Error::broken)?;
    }
    Ok(json::answer(200, &Registered { id: key.id, now: holder.now.0, expires: key.expires_at.0 }))
}

#[derive(Deserialize)]
pub struct After {
    done: Option<String>,
}

/// `GET /passport/phones`.
pub async fn show(house: Data<House>, who: Who, session: Session, query: Query<After>) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let this = this_phone(&session, &holder);
    let (brand, id) = (holder.brand.id, holder.id);
    let keys = house.db.read(move |tx| passport::pass_keys(tx, brand, id)).await?;
    let phones = keys.into_iter().map(|key| line(&holder, key, this)).collect();
    Ok(who.page(200, &Phones { phones, done: query.done.as_deref().and_then(Done::parse) }))
}

fn line(holder: &Holder, key: PassKey, this: Option<PassKeyId>) -> Line {
    let stands = match key.revoked_at {
        Some(_) => PhoneStands::Stopped,
        None if key.is_live(holder.now) => PhoneStands::Works,
        None => PhoneStands::Worn,
    };
    Line {
        id: key.id.to_string(),
        name: key.label,
        used: key.used_at.zoned(&holder.brand.zone()).datetime(),
        stands,
        this: this == Some(key.id),
    }
}

/// `POST /passport/phones/{id}/end`: no counter takes its passes any more, and it is signed out; but for the phone this is
/// asked on, which then only shows no card that lives.
pub async fn end(house: Data<House>, who: Who, session: Session, id: Path<String>) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let id: PassKeyId = id.parse().map_err(|_| Error::not_found())?;
    let here = this_phone(&session, &holder) == Some(id);
    let write = move |tx: &mut Tx| {
        passport::lock_living(tx, holder.brand.id, holder.id)?;
        pass::stop(tx, holder.brand.id, holder.id, id, holder.now)?;
        holder.log(tx, "phone")?;
        match crate::resident::holder(tx, holder.brand.id, holder.id)? {
            Some(person) if !here => people::end_sessions_on(tx, person, id),
            _ => Ok(()),
        }
    };
    house.db.write(write).await?;
    Ok(go(paths::with_query(paths::passport_phones(), "done", Done::PhoneStopped.code())))
}

/// `POST /sign-out`: with the session, this phone's passes end.
pub async fn sign_out(house: Data<House>, who: Who, session: Session) -> Answer {
    if let Some(phone) = session.get::<Phone>(PHONE).ok().flatten() {
        let (now, person) = (house.clock.now(), who.person_id());
        house.db.write(move |tx| stop_own(tx, phone, person, now)).await?;
    }
    people::pages::sign_in::sign_out(session).await
}

/// The session says which phone it is on; the key must still be of a passport this person holds.
fn stop_own(tx: &mut Tx, phone: Phone, person: Option<PersonId>, now: crate::words::Millis) -> Result<()> {
    if person.is_none() || crate::resident::holder(tx, phone.brand, phone.passport)? != person {
        return Ok(());
    }
    match pass::stop(tx, phone.brand, phone.passport, phone.key, now) {
        Err(Error::Refused(_)) => Ok(()),
        other => other,
    }
}

/// `GET /passport/sw.js`: opens the card without a network, on all pages of the passport. It changes with what it keeps.
pub async fn worker() -> Answer {
    let script = assets::asset("passport-sw.js").ok_or_else(Error::not_found)?;
    let files = shell_files();
    let version =
        ["phone.js", "vendor/uqr/index.mjs", "passport-sw.js"].map(|f| assets::version(f).unwrap_or_default());
    let kept = serde_json::json!({
        "name": format!("noren-passport-{}", crate::words::codes::sha256(&format!("{files:?}{version:?}")).get(..16).unwrap_or_default()),
        "page": paths::passport_offline(),
        "opens": [paths::passport(), paths::passport_card()],
        "files": files,
    });
    let text = format!("const SHELL = {kept};\n{}", String::from_utf8_lossy(script.bytes));
    Ok(HttpResponse::Ok()
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .insert_header(("Service-Worker-Allowed", paths::passport()))
        .content_type(script.kind)
        .body(text))
}

/// `GET /passport/offline`: the card without anybody in it.
pub async fn offline(who: Who) -> Answer {
    let brand = who.memberships.first().map(|(_, brand)| brand);
    let mut frame = who.frame(brand);
    frame.signed_in = None;
    frame.band = None;
    Ok(crate::web::page(200, noren_views::render(&frame, &Shell)))
}
