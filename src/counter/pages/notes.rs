//! What this counter knows of somebody: the page, a chip in one tap, a few words; and what became of what it might say.

use super::{Scene, back, told};
use crate::db::Tx;
use crate::knowing::{self, BIRTHDAY, Telling, chips as all_chips};
use crate::passport;
use crate::people::who::Who;
use crate::shop;
use crate::web::{Answer, House, fault::sentence, go};
use crate::words::{Error, NoteId, PassportId, Refusal, Result, codes};
use actix_web::HttpRequest;
use actix_web::web::{Data, Form, Path};
use noren_views::counter::{Chip, Notes};
use noren_views::paths;
use serde::Deserialize;

/// Chips beside a receipt.
pub(super) const FEW: usize = 4;

/// `GET /counter/passports/{code}/notes`.
pub async fn show(house: Data<House>, who: Who, code: Path<String>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    page(&house, &who, scene, 200, &code, Typed::default(), None).await
}

/// What was typed and comes back.
#[derive(Default)]
struct Typed {
    text: String,
    only: bool,
}

async fn page(
    house: &House,
    who: &Who,
    scene: Scene,
    status: u16,
    code: &str,
    typed: Typed,
    problem: Option<String>,
) -> Answer {
    let (seen, code) = (scene.clone(), code.to_owned());
    let read = move |tx: &mut Tx| {
        let (brand, shop) = (seen.brand().id, seen.stand.shop);
        let id = passport::find(tx, brand, &code)?;
        let p = passport::passport(tx, brand, id)?;
        let notes = knowing::seen(tx, brand, shop, id)?;
        let birthday = notes.iter().find(|n| n.chip == BIRTHDAY && n.shop_id == Some(shop)).and_then(|n| n.month);
        let shown = Notes {
            here: seen.here(tx)?,
            customer: seen.customer(tx, &p, seen.now)?,
            // The latest first.
            notes: notes.iter().rev().map(|n| told::line(tx, &seen, n)).collect::<Result<_>>()?,
            chips: chips(tx, &seen, id, usize::MAX)?,
            text: typed.text,
            only_here: typed.only,
            problem,
            birthday,
        };
        Ok((shown, id, knowing::kinds_from_elsewhere(shop, &notes)))
    };
    let (shown, id, looked) = house.db.read(read).await?;
    scene.looked(house, id, looked).await?;
    Ok(who.page(status, &shown))
}

/// The chips of this shop's trade, pressed where they are noted here.
pub(super) fn chips(tx: &mut Tx, scene: &Scene, id: PassportId, most: usize) -> Result<Vec<Chip>> {
    let (brand, shop) = (scene.brand().id, scene.stand.shop);
    let need = shop::by_id(tx, brand, shop)?.need;
    let noted: Vec<String> =
        knowing::all(tx, brand, id)?.into_iter().filter(|n| n.shop_id == Some(shop)).map(|n| n.chip).collect();
    let chip = |c: &all_chips::Chip| Chip {
        code: c.code.clone(),
        label: c.label(scene.lang).to_owned(),
        on: noted.contains(&c.code),
    };
    Ok(all_chips::of(need.as_deref()).into_iter().take(most).map(chip).collect())
}

#[derive(Deserialize)]
pub struct Noted {
    passport: String,
    /// `+dry` to note it, `-dry` to take it away.
    #[serde(default)]
    chip: String,
    #[serde(default)]
    text: String,
    /// `liked`, `disliked`, `note` or `birthday`.
    #[serde(rename = "as", default)]
    kind: String,
    #[serde(default)]
    month: String,
    only: Option<String>,
    visit: Option<String>,
}

/// `POST /counter/notes`: one thing more (or less) that is known here. Twice is as good as once.
pub async fn note(house: Data<House>, who: Who, form: Form<Noted>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let form = form.into_inner();
    let to = match &form.visit {
        Some(visit) => paths::counter_receipt(visit),
        None => paths::counter_passport_notes(&form.passport),
    };
    match noted(&house, &scene, &form).await {
        Ok(()) => Ok(go(to)),
        Err(Error::Refused(r)) if r.field == "text" => {
            let said = sentence(scene.lang, &scene.brand().currency, &r);
            let typed = Typed { text: form.text, only: form.only.is_some() };
            page(&house, &who, scene, r.status, &form.passport, typed, Some(said)).await
        }
        Err(e) => Err(e.into()),
    }
}

async fn noted(house: &House, scene: &Scene, form: &Noted) -> Result<()> {
    let offered = form.only.is_none();
    let change = match (form.chip.split_at_checked(1), form.kind.as_str()) {
        (Some(("+", code)), _) => Change::Tell(Telling::chip(code, offered)?),
        (Some(("-", code)), _) => Change::Drop(code.to_owned()),
        (_, "liked") => Change::Tell(Telling::tried(&form.text, true, offered)?),
        (_, "disliked") => Change::Tell(Telling::tried(&form.text, false, offered)?),
        (_, "note") => Change::Tell(Telling::words(&form.text, offered)?),
        (_, "birthday") => match form.month.parse() {
            Ok(0) => Change::Drop(BIRTHDAY.to_owned()),
            month => Change::Tell(Telling::birthday(month.unwrap_or(-1), offered)?),
        },
        _ => return Err(Refusal::new(422, "bad_form").into()),
    };
    let (brand, shop, by, now) = (scene.brand().id, scene.stand.shop, scene.stand.by, scene.now);
    let shown = form.passport.clone();
    let write = move |tx: &mut Tx| {
        let id = passport::find_locked(tx, brand, &shown)?.id;
        match &change {
            Change::Tell(telling) => knowing::tell(tx, brand, id, Some(shop), by, telling, now).map(drop),
            Change::Drop(chip) => {
                let own = knowing::all(tx, brand, id)?;
                for n in own.iter().filter(|n| n.shop_id == Some(shop) && n.chip == *chip) {
                    knowing::take_away(tx, brand, n.id)?;
                }
                Ok(())
            }
        }
    };
    house.db.write(write).await
}

enum Change {
    Tell(Telling),
    Drop(String),
}

/// `POST /counter/notes/{id}/removal`: a note of this shop goes, for good.
pub async fn remove(house: Data<House>, who: Who, id: Path<String>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let id: NoteId = id.parse().map_err(|_| Error::not_found())?;
    let code = own(&house, &scene, id, knowing::take_away).await?;
    Ok(go(paths::counter_passport_notes(&code)))
}

#[derive(Deserialize)]
pub struct Offer {
    offered: String,
}

/// `POST /counter/notes/{id}/offer`: whether it may be shared, should the resident want that.
pub async fn offer(house: Data<House>, who: Who, id: Path<String>, form: Form<Offer>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let id: NoteId = id.parse().map_err(|_| Error::not_found())?;
    let offered = form.offered == "1";
    let code = own(&house, &scene, id, move |tx, brand, id| knowing::offer(tx, brand, id, offered)).await?;
    Ok(go(paths::counter_passport_notes(&code)))
}

/// Does something to a note of this shop; the code of whom it is about.
async fn own<F>(house: &House, scene: &Scene, id: NoteId, act: F) -> Result<String>
where
    F: Fn(&mut Tx, crate::words::BrandId, NoteId) -> Result<()> + Send + 'static,
{
    let (brand, shop) = (scene.brand().id, scene.stand.shop);
    let write = move |tx: &mut Tx| {
        let note = knowing::note_at(tx, brand, shop, id)?;
        act(tx, brand, id)?;
        Ok(codes::printed(&passport::passport(tx, brand, note.passport_id)?.code))
    };
    house.db.write(write).await
}

#[derive(Deserialize)]
pub struct Heard {
    passport: String,
    subject: String,
    outcome: String,
}

/// `POST /counter/askings`: it was said, or is not to be said now, or never.
pub async fn hear(house: Data<House>, who: Who, req: HttpRequest, form: Form<Heard>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let form = form.into_inner();
    let to = back(&req, &who.asking, &paths::counter_passport(&form.passport));
    let (brand, shop, now) = (scene.brand().id, scene.stand.shop, scene.now);
    let write = move |tx: &mut Tx| {
        let id = passport::find_locked(tx, brand, &form.passport)?.id;
        knowing::hear(tx, brand, shop, id, &form.subject, &form.outcome, now)
    };
    house.db.write(write).await?;
    Ok(go(to))
}
