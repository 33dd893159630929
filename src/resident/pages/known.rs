//! `/passport/notes`: what the shops know, each note to be read and taken away; and telling them something.

use super::{Holder, known};
use crate::counter::pages::told;
use crate::db::Tx;
use crate::knowing::{self, BIRTHDAY, Note, Telling, chips};
use crate::passport;
use crate::people::who::Who;
use crate::shop::{self, Shop};
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, NoteId, Result, ShopId};
use actix_web::web::{Data, Form, Path, Query};
use noren_views::passport::{Done, Known, KnownBy, OwnChip, Told};
use noren_views::words::date_long;
use noren_views::{paths, t};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct After {
    done: Option<String>,
}

/// `GET /passport/notes`.
pub async fn show(house: Data<House>, who: Who, query: Query<After>) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let done = query.done.as_deref().and_then(Done::parse);
    let shown = house.db.read(move |tx| page(tx, &holder, String::new(), None, done)).await?;
    Ok(who.page(200, &shown))
}

fn page(tx: &mut Tx, h: &Holder, text: String, problem: Option<String>, done: Option<Done>) -> Result<Known> {
    let (brand, lang) = (h.brand.id, h.lang);
    let shops = shop::all(tx, brand)?;
    let shares = passport::shares(tx, brand, h.id)?;
    let notes = knowing::all(tx, brand, h.id)?;
    let own = |chip: &str| notes.iter().find(|n| n.shop_id.is_none() && n.chip == chip);
    let own_chip =
        |c: &chips::Chip| OwnChip { code: c.code.clone(), label: c.label(lang).to_owned(), on: own(&c.code).is_some() };
    let birthday = own(BIRTHDAY).and_then(|n| n.month);
    let chips = chips::all().iter().map(own_chip).collect();
    // What they told themselves first, then shop by shop as the shops joined.
    let mut from: Vec<Option<&Shop>> = vec![None];
    from.extend(shops.iter().map(Some));
    let mut all = Vec::new();
    for shop in from {
        let told_here: Vec<&Note> = notes.iter().filter(|n| n.shop_id == shop.map(|s| s.id)).collect();
        if told_here.is_empty() {
            continue;
        }
        let lines = told_here.into_iter().rev().map(|n| line(tx, h, n, &shops, &shares)).collect::<Result<_>>()?;
        all.push(KnownBy { shop: shop.map(|s| known(s, lang)), notes: lines });
    }
    Ok(Known { known: all, chips, birthday, text, problem, done })
}

fn line(tx: &mut Tx, h: &Holder, note: &Note, shops: &[Shop], shares: &[(passport::Sharing, ShopId)]) -> Result<Told> {
    let lang = h.lang;
    let day = date_long(lang, note.created_at.zoned(&h.brand.zone()).date());
    let aside = match told::name(tx, note.written_by, lang)? {
        Some(name) if note.shop_id.is_some() => t!(lang, "knowing-note-aside-by", name = name, day = day),
        _ => t!(lang, "knowing-note-aside", day = day),
    };
    let shared: Vec<passport::Sharing> = vec![note.kind];
    let sees = |s: &&Shop| {
        let with: &[passport::Sharing] = if shares.contains(&(note.kind, s.id)) { &shared } else { &[] };
        knowing::rules::sees(s.id, note.shop_id, note.kind, note.offered, with)
    };
    let others: Vec<String> =
        shops.iter().filter(sees).filter(|s| Some(s.id) != note.shop_id).map(|s| s.shown(lang)).collect();
    let names = match others.len() {
        0..=3 => others.join(&t!(lang, "passport-and")),
        n => t!(lang, "knowing-seen-many", n = n as i64),
    };
    let home = note.shop_id.and_then(|id| shops.iter().find(|s| s.id == id)).map(|s| s.shown(lang));
    let seen = match (home, others.is_empty()) {
        (Some(shop), true) => t!(lang, "knowing-seen-shop", shop = shop),
        (Some(_), false) => t!(lang, "knowing-seen-also", names = names),
        (None, true) => t!(lang, "knowing-seen-none"),
        (None, false) => t!(lang, "knowing-seen-by", names = names),
    };
    Ok(Told { id: note.id.to_string(), text: told::text(note, lang), aside, seen })
}

/// `POST /passport/notes`: the chips ticked, the month and the words are what the resident tells from now on.
pub async fn tell(house: Data<House>, who: Who, form: Form<Vec<(String, String)>>) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let all = |name: &str| form.iter().filter(|(n, _)| n == name).map(|(_, v)| v.clone()).collect::<Vec<_>>();
    let (text, month) = (all("text").join(" "), all("month").join(""));
    let mut telling = Vec::new();
    for code in all("chip") {
        telling.push(Telling::chip(&code, true)?);
    }
    match month.parse::<i64>() {
        Ok(0) | Err(_) => {}
        Ok(month) => telling.push(Telling::birthday(month, true)?),
    }
    let words = match text.trim() {
        "" => Ok(None),
        typed => Telling::words(typed, true).map(Some),
    };
    match words {
        Ok(words) => telling.extend(words),
        Err(Error::Refused(r)) if r.field == "text" => {
            let said = Some(sentence(holder.lang, &holder.brand.currency, &r));
            let shown = house.db.read(move |tx| page(tx, &holder, text, said, None)).await?;
            return Ok(who.page(r.status, &shown));
        }
        Err(e) => return Err(e.into()),
    }
    let write = move |tx: &mut Tx| {
        let (brand, id) = (holder.brand.id, holder.id);
        passport::lock_living(tx, brand, id)?;
        // Chips that are no longer ticked go; words stay until they are taken away.
        for note in knowing::all(tx, brand, id)?.iter().filter(|n| n.shop_id.is_none() && !n.chip.is_empty()) {
            if !telling.iter().any(|t| t.chip == note.chip && t.month == note.month) {
                knowing::take_away(tx, brand, note.id)?;
            }
        }
        for telling in &telling {
            knowing::tell(tx, brand, id, None, None, telling, holder.now)?;
        }
        holder.log(tx, "notes")
    };
    house.db.write(write).await?;
    Ok(go(paths::with_query(paths::passport_notes(), "done", Done::Told.code())))
}

/// `POST /passport/notes/{id}/removal`: whoever wrote it, it goes.
pub async fn remove(house: Data<House>, who: Who, id: Path<String>) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let id: NoteId = id.parse().map_err(|_| Error::not_found())?;
    let write = move |tx: &mut Tx| {
        let brand = holder.brand.id;
        knowing::note_of(tx, brand, holder.id, id)?;
        knowing::take_away(tx, brand, id)?;
        holder.log(tx, "notes")
    };
    house.db.write(write).await?;
    Ok(go(paths::with_query(paths::passport_notes(), "done", Done::TakenAway.code())))
}
