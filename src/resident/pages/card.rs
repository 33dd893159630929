//! The card alone, living on its holder's own phone; and another one for a card that is lost.

use super::{Holder, card, phones};
use crate::counter::answers::{self, Asked};
use crate::db::Tx;
use crate::passport::{self, pass};
use crate::people::who::Who;
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, Result, codes};
use actix_session::Session;
use actix_web::web::{Data, Form};
use noren_views::passport::{CardPage, Live, Living, Replaced, Replacement};
use noren_views::paths;
use serde::Deserialize;

/// `GET /passport/card`.
pub async fn show(house: Data<House>, who: Who, session: Session) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let h = holder.clone();
    let (row, points, card) = house
        .db
        .read(move |tx| {
            let row = passport::passport(tx, h.brand.id, h.id)?;
            let points = passport::balance(tx, h.brand.id, h.id)?.0;
            let card = h.card(tx, &row.name)?;
            Ok((row, points, card))
        })
        .await?;
    let living = if !phones::is_own_phone(&holder) {
        Living::NotYours
    } else if phones::is_stopped(&house, &session, &holder).await? {
        Living::Stopped
    } else {
        Living::Live(live(&house, &holder, row.code)?)
    };
    if card.is_none() && !matches!(living, Living::Live(_)) {
        return Ok(go(paths::passport()));
    }
    Ok(who.page(200, &CardPage { name: row.name, points, card, living }))
}

fn live(house: &House, holder: &Holder, code: String) -> Result<Live> {
    let made = pass::make(&house.keys, &holder.brand, &code, holder.now)?;
    Ok(Live {
        pass: made.text,
        passport: code,
        brand: holder.brand.code.clone(),
        now: holder.now.0,
        until: made.until.0,
        until_clock: made.until.zoned(&holder.brand.zone()).strftime("%H:%M:%S").to_string(),
    })
}

/// `GET /passport/cards/replacement`.
pub async fn ask(house: Data<House>, who: Who) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let shown = house.db.read(move |tx| asked(tx, &holder, String::new(), None, codes::token())).await?;
    Ok(who.page(200, &shown))
}

fn asked(tx: &mut Tx, holder: &Holder, card: String, problem: Option<String>, key: String) -> Result<Replacement> {
    let old = holder.card(tx, "")?.map(|c| c.code);
    Ok(Replacement { old, card, problem, key })
}

#[derive(Clone, Deserialize)]
pub struct Lost {
    #[serde(default)]
    card: String,
    #[serde(default)]
    key: String,
}

/// `POST /passport/cards/replacement`: the lost one stops, another one works. Sent twice, it is done once.
pub async fn replace(house: Data<House>, who: Who, form: Form<Lost>) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let form = form.into_inner();
    let asked_for = Asked::new(holder.brand.id, holder.caller(), "card replacement", &form.key, &form.card)?;
    let (h, shown, base) = (holder.clone(), form.card.clone(), who.asking.base_url.clone());
    let done = house
        .db
        .write(move |tx| {
            let (brand, id) = (h.brand.id, h.id);
            let new = answers::once(tx, &asked_for, h.now, |tx| {
                passport::lock_living(tx, brand, id)?;
                h.log(tx, "card")?;
                Ok((passport::replace_card(tx, brand, id, &shown, None, h.now)?.card.id, Some(id)))
            })?;
            let row = passport::passport(tx, brand, id)?;
            let cards = passport::cards_of(tx, brand, id)?;
            let made = cards.iter().find(|c| c.id == new.value).ok_or_else(Error::not_found)?;
            Ok(Replaced { card: card(made, &row.name, &base) })
        })
        .await;
    match done {
        Ok(page) => Ok(who.page(200, &page)),
        Err(Error::Refused(r)) if r.field == "card" => {
            let problem = Some(sentence(holder.lang, &holder.brand.currency, &r));
            let page = house.db.read(move |tx| asked(tx, &holder, form.card, problem, form.key)).await?;
            Ok(who.page(422, &page))
        }
        Err(e) => Err(e.into()),
    }
}
