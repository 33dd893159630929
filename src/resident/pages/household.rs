//! `/passport/household`: one stamp book for several, each by their own yes, for as long as they like.

use super::Holder;
use crate::care;
use crate::db::Tx;
use crate::people::who::Who;
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{AskId, Error, PassportId, Result};
use actix_web::web::{Data, Form, Path, Query};
use noren_views::passport::{Asked, Done, Household, Waiting};
use noren_views::paths;
use serde::Deserialize;

/// `GET /passport/household`.
pub async fn show(house: Data<House>, who: Who, query: Query<super::shares::After>) -> Answer {
    let done = query.done.as_deref().and_then(Done::parse);
    page(&house, &who, 200, String::new(), None, done).await
}

async fn page(
    house: &House,
    who: &Who,
    status: u16,
    card: String,
    problem: Option<String>,
    done: Option<Done>,
) -> Answer {
    let holder = Holder::of(house, who)?;
    let read = move |tx: &mut Tx| {
        let (brand, id, now) = (holder.brand.id, holder.id, holder.now);
        let names = |tx: &mut Tx, of: &[PassportId]| -> Result<Vec<String>> {
            of.iter().map(|p| care::name_of(tx, brand, *p)).collect()
        };
        let mut asked = Vec::new();
        for one in care::asks_for(tx, brand, id, now)? {
            let others: Vec<PassportId> =
                one.book.iter().copied().filter(|p| *p != one.ask.asked_by && *p != id).collect();
            asked.push(Asked {
                ask: one.ask.id.to_string(),
                from: care::name_of(tx, brand, one.ask.asked_by)?,
                newcomer: one.newcomer.map(|n| care::name_of(tx, brand, n)).transpose()?,
                with: names(tx, &others)?,
                to: one.to,
            });
        }
        let mut waiting = Vec::new();
        for one in care::waiting(tx, brand, id, now)? {
            waiting.push(Waiting {
                ask: one.ask.id.to_string(),
                card: one.ask.card,
                until: one.ask.expires_at.zoned(&holder.brand.zone()).date(),
                newcomer: one.newcomer.map(|n| care::name_of(tx, brand, n)).transpose()?,
                missing: names(tx, &one.missing)?,
            });
        }
        let others = care::book(tx, brand, id)?.others;
        let with = names(tx, &others)?;
        Ok(Household { with, asked, waiting, most: care::MOST, card, problem, done })
    };
    Ok(who.page(status, &house.db.read(read).await?))
}

#[derive(Deserialize)]
pub struct Whom {
    #[serde(default)]
    card: String,
}

/// `POST /passport/household`: the same answer whether anybody has that number or not.
pub async fn ask(house: Data<House>, who: Who, form: Form<Whom>) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let card = form.into_inner().card;
    let (h, shown) = (holder.clone(), card.clone());
    let write = move |tx: &mut Tx| {
        care::ask(tx, h.brand.id, h.id, &shown, h.now)?;
        h.log(tx, "household")
    };
    match house.db.write(write).await {
        Ok(()) => Ok(go(done(Done::BookAsked))),
        Err(Error::Refused(r)) if r.field == "card" => {
            let said = sentence(holder.lang, &holder.brand.currency, &r);
            page(&house, &who, 422, card, Some(said), None).await
        }
        Err(e) => Err(e.into()),
    }
}

fn done(what: Done) -> String {
    paths::with_query(paths::passport_household(), "done", what.code())
}

#[derive(Deserialize)]
pub struct Yes {
    /// The book that was shown.
    #[serde(default)]
    to: String,
}

/// `POST /passport/household/{ask}/yes`.
pub async fn yes(house: Data<House>, who: Who, id: Path<String>, form: Form<Yes>) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let ask: AskId = id.parse().map_err(|_| Error::not_found())?;
    let (h, to) = (holder.clone(), form.into_inner().to);
    let write = move |tx: &mut Tx| {
        let whole = care::say_yes(tx, h.brand.id, h.id, ask, &to, h.now)?;
        h.log(tx, "household")?;
        Ok(whole)
    };
    match house.db.write(write).await {
        Ok(true) => Ok(go(done(Done::BookShared))),
        Ok(false) => Ok(go(done(Done::BookYes))),
        Err(Error::Refused(r)) if matches!(r.code, "book_changed" | "in_another_book" | "book_full") => {
            let said = sentence(holder.lang, &holder.brand.currency, &r);
            page(&house, &who, r.status, String::new(), Some(said), None).await
        }
        Err(e) => Err(e.into()),
    }
}

/// `POST /passport/household/{ask}/no`: no, or one's own ask taken back.
pub async fn no(house: Data<House>, who: Who, id: Path<String>) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let ask: AskId = id.parse().map_err(|_| Error::not_found())?;
    let write = move |tx: &mut Tx| {
        care::say_no(tx, holder.brand.id, holder.id, ask, holder.now)?;
        holder.log(tx, "household")
    };
    house.db.write(write).await?;
    Ok(go(done(Done::BookNo)))
}

/// `POST /passport/household/leave`: with effect on everybody's next look.
pub async fn leave(house: Data<House>, who: Who) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let write = move |tx: &mut Tx| {
        care::leave(tx, holder.brand.id, holder.id)?;
        holder.log(tx, "household")
    };
    house.db.write(write).await?;
    Ok(go(done(Done::BookLeft)))
}
