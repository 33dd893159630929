//! `/passport/proposals`: what shops propose, and the resident's answer.

use super::{Holder, known};
use crate::counter::pages::proposal::why;
use crate::db::Tx;
use crate::people::who::Who;
use crate::proposal::{self, Answer as Said, Item, Saying, Why, told};
use crate::shop::{self, Shop};
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, ProposalId, Refusal, Result};
use actix_web::web::{Data, Form, Path};
use noren_views::counter::Said as Sentences;
use noren_views::passport::{Done, Proposal, ProposalPage, Stands};
use noren_views::paths;
use serde::Deserialize;

/// What waits on the passport, newest first.
pub(super) fn waiting(tx: &mut Tx, holder: &Holder, shops: &[Shop]) -> Result<Vec<Proposal>> {
    let open = proposal::open_of(tx, holder.brand.id, holder.id, holder.now)?;
    open.into_iter().map(|(p, items)| shown(tx, holder, shops, p, items)).collect()
}

/// With its reasons, as far as the shop may know them today.
fn shown(
    tx: &mut Tx,
    holder: &Holder,
    shops: &[Shop],
    proposal: proposal::Proposal,
    items: Vec<Item>,
) -> Result<Proposal> {
    let lang = holder.lang;
    let made = proposal::explained(tx, &holder.brand, proposal, items, holder.now)?;
    let names = made.items.iter().map(|i| (i.part_id, i.shown(lang).to_owned())).collect();
    let said = told::say(tx, &holder.brand, &made.explained, names, lang)?;
    let p = made.proposal;
    let shop = shops.iter().find(|s| s.id == p.shop_id).ok_or_else(Error::not_found)?;
    Ok(Proposal {
        id: p.id.to_string(),
        shop: known(shop, lang),
        message: p.message,
        parts: made.items.iter().map(|i| (i.shown(lang).to_owned(), i.price.0)).collect(),
        total: p.total.0,
        said: Sentences { reasons: said.reasons, drawbacks: said.drawbacks, quotes: said.quotes },
        until: p.expires_at.zoned(&holder.brand.zone()).date(),
        stands: match p.answer {
            Said::Open => Stands::Open,
            Said::Accepted => Stands::Accepted,
            Said::Declined => Stands::Declined(why(p.why), p.words),
        },
    })
}

fn page(tx: &mut Tx, holder: &Holder, id: ProposalId, words: String, problem: Option<String>) -> Result<ProposalPage> {
    let open = proposal::open_of(tx, holder.brand.id, holder.id, holder.now)?;
    let (p, items) = open.into_iter().find(|(p, _)| p.id == id).ok_or_else(Error::not_found)?;
    let shops = shop::all(tx, holder.brand.id)?;
    Ok(ProposalPage { proposal: shown(tx, holder, &shops, p, items)?, words, problem })
}

/// `GET /passport/proposals/{id}`.
pub async fn show(house: Data<House>, who: Who, id: Path<String>) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let id = id.parse().map_err(|_| Error::not_found())?;
    let shown = house.db.read(move |tx| page(tx, &holder, id, String::new(), None)).await?;
    Ok(who.page(200, &shown))
}

#[derive(Clone, Deserialize)]
pub struct Answered {
    answer: String,
    #[serde(default)]
    words: String,
}

/// `POST /passport/proposals/{id}/answer`: yes, no and why, or neither any more. The same again is the same answer.
pub async fn answer(house: Data<House>, who: Who, id: Path<String>, form: Form<Answered>) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let id: ProposalId = id.parse().map_err(|_| Error::not_found())?;
    let form = form.into_inner();
    let saying = match form.answer.as_str() {
        "accept" => Saying::Yes,
        "open" => Saying::Nothing,
        why => Saying::No(Why::parse(why).ok_or_else(|| Refusal::new(422, "bad_form"))?, form.words.clone()),
    };
    let at = holder.clone();
    let write = move |tx: &mut Tx| {
        proposal::answer(tx, at.brand.id, at.id, id, &saying, at.now)?;
        at.log(tx, "proposal")
    };
    let said = house.db.write(write).await;
    match said {
        Ok(()) => Ok(go(paths::with_query(paths::passport(), "done", Done::Answered.code()))),
        Err(Error::Refused(r)) if r.field == "words" => {
            let problem = Some(sentence(holder.lang, &holder.brand.currency, &r));
            let shown = house.db.read(move |tx| page(tx, &holder, id, form.words, problem)).await?;
            Ok(who.page(422, &shown))
        }
        Err(e) => Err(e.into()),
    }
}

/// `POST /passport/proposals/{id}/removal`.
pub async fn remove(house: Data<House>, who: Who, id: Path<String>) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let id: ProposalId = id.parse().map_err(|_| Error::not_found())?;
    let write = move |tx: &mut Tx| {
        proposal::take_away(tx, holder.brand.id, holder.id, id)?;
        holder.log(tx, "proposal")
    };
    house.db.write(write).await?;
    Ok(go(paths::with_query(paths::passport(), "done", Done::ProposalTakenAway.code())))
}
