//! Blank cards to print, ten to a sheet. Their claim codes leave the server once, on the page that made them.

use super::Scene;
use crate::counter::answers::{self, Asked};
use crate::db::Tx;
use crate::passport;
use crate::people::who::Who;
use crate::web::{Answer, House, fault::sentence};
use crate::words::{Error, Refusal, Result, codes};
use actix_web::web::{Data, Form};
use noren_views::cards::{Ask, Blank, PER_SHEET, Sheets};
use noren_views::paths;
use serde::Deserialize;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

/// Sheets that are made at once, at most: they are read into one page and cut by one pair of hands.
const MOST: usize = 20;

/// `GET /counter/cards`.
pub async fn ask(who: Who) -> Answer {
    Ok(who.page(200, &Ask { sheets: "1".into(), problem: None, key: codes::token() }))
}

#[derive(Clone, Deserialize)]
pub struct Filled {
    #[serde(default)]
    sheets: String,
    #[serde(default)]
    key: String,
}

/// `POST /counter/cards`. Sent twice, it makes them once; the codes are shown the first time only.
pub async fn make(house: Data<House>, who: Who, form: Form<Filled>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let Filled { sheets, key } = form.into_inner();
    let count = match number(&sheets) {
        Ok(count) => count,
        Err(r) => {
            let problem = Some(sentence(scene.lang, &scene.brand().currency, &r));
            return Ok(who.page(422, &Ask { sheets, problem, key }));
        }
    };
    let caller = format!("shop:{}", scene.stand.shop);
    let asked = Asked::new(scene.brand().id, caller, "cards", &key, &sheets)?;
    let base = who.asking.base_url.clone();
    let cards = house.db.write(move |tx| made(tx, &scene, &asked, count, &base)).await?;
    let host = who.asking.base_url.split_once("://").map_or("", |(_, host)| host);
    Ok(who.page(200, &Sheets { cards, claim_at: format!("{host}{}", paths::claim()) }))
}

fn number(typed: &str) -> std::result::Result<usize, Refusal> {
    let plain: String = typed.nfkc().collect();
    let fine = plain.trim().parse().ok().filter(|n| (1..=MOST).contains(n));
    fine.ok_or_else(|| Refusal::new(422, "bad_sheets").field("sheets"))
}

fn made(tx: &mut Tx, scene: &Scene, asked: &Asked, sheets: usize, base: &str) -> Result<Vec<Blank>> {
    let brand = scene.brand().id;
    let mut claims: HashMap<i64, String> = HashMap::new();
    let batch = answers::once(tx, asked, scene.now, |tx| {
        let new = passport::issue_sheet(tx, brand, Some(scene.stand.shop), sheets * PER_SHEET, scene.now)?;
        claims.extend(new.iter().map(|n| (n.card.id.0, codes::printed(&n.claim))));
        let batch = new.first().and_then(|n| n.card.batch).ok_or_else(|| Error::broken("an empty sheet"))?;
        // Blank cards are nobody's yet.
        Ok((batch, None))
    })?;
    let cards = passport::batch(tx, brand, batch.value)?;
    let blank = |c: &passport::Card| Blank {
        url: format!("{base}{}", paths::card(&c.token)),
        code: codes::printed(&c.code),
        claim: claims.get(&c.id.0).cloned(),
    };
    Ok(cards.iter().map(blank).collect())
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn one_to_twenty_sheets_in_any_width() {
        assert_eq!(number(" ３ ").ok(), Some(3));
        for bad in ["", "0", "21", "-1", "two"] {
            assert!(number(bad).is_err(), "{bad}");
        }
    }
}
