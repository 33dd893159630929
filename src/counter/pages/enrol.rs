//! A tablet takes its place: the owner's code, and the public half of a key its browser made. Whoever has the code is let
//! in, so this page is anyone's.

use super::lock;
use crate::db::Tx;
use crate::device::{self, Device};
use crate::people;
use crate::people::who::Who;
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, Result};
use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::web::{Data, Form, Query};
use noren_views::paths;
use noren_views::people::{Enrol, Enrolled};
use serde::Deserialize;

/// How long a tablet is known; its token ends with its place, not by itself.
const KNOWN_DAYS: i64 = 400;

#[derive(Deserialize)]
pub struct Asked {
    code: Option<String>,
}

/// `GET /enrol`: the form; on a tablet that has its place and no new code, where it stands.
pub async fn ask(house: Data<House>, who: Who, query: Query<Asked>) -> Answer {
    match (&who.device, &query.code) {
        (Some(device), None) => done(&house, &who, device.clone()).await,
        _ => {
            let code = query.into_inner().code.unwrap_or_default();
            Ok(who.page(200, &Enrol { code, ..Enrol::default() }))
        }
    }
}

async fn done(house: &House, who: &Who, device: Device) -> Answer {
    let placed = device.clone();
    let (brand, shop) = house.db.read(move |tx| lock::place(tx, &placed)).await?;
    let shown = Enrolled {
        id: device.id.to_string(),
        shop_name: shop.shown(who.lang(Some(&brand))),
        shop: shop.code,
        public_key: device.public_key,
        name: device.name,
    };
    Ok(who.page_of(Some(&brand), 200, &shown))
}

#[derive(Deserialize)]
pub struct Filled {
    #[serde(default)]
    code: String,
    #[serde(default)]
    public_key: String,
    #[serde(default)]
    proof: String,
}

/// `POST /enrol`.
pub async fn enrol(house: Data<House>, who: Who, form: Form<Filled>) -> Answer {
    let form = form.into_inner();
    match enrolled(&house, &form, &who.asking.from).await {
        Ok(enrolled) => {
            let secure = house.config.tls.is_some() || who.asking.base_url.starts_with("https");
            let cookie = Cookie::build(device::COOKIE, enrolled.token).path("/").same_site(SameSite::Lax);
            let cookie = cookie.http_only(true).secure(secure).max_age(Duration::days(KNOWN_DAYS)).finish();
            let mut response = go(paths::enrol());
            response.add_cookie(&cookie).map_err(Error::broken)?;
            Ok(response)
        }
        Err(Error::Refused(r)) => {
            let said = Some(sentence(who.lang(None), "JPY", &r));
            let (problem, whole) = if r.field == "code" { (said, None) } else { (None, said) };
            Ok(who.page(r.status, &Enrol { code: form.code, problem, whole }))
        }
        Err(e) => Err(e.into()),
    }
}

async fn enrolled(house: &House, form: &Filled, from: &str) -> Result<device::Enrolled> {
    let (now, from) = (house.clock.now(), from.to_owned());
    // By itself: that somebody tried stays, whatever becomes of it.
    house.db.write(move |tx| people::arrive(tx, "enrol", &from, now)).await?;
    device::prove(&form.code, &form.public_key, &form.proof)?;
    let (code, key) = (form.code.clone(), form.public_key.clone());
    house.db.write(move |tx: &mut Tx| device::enrol(tx, &code, &key, now)).await
}
