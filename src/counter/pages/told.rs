//! How a counter words what it knows: things worth saying, notes and where they came from.

use super::Scene;
use crate::db::Tx;
use crate::knowing::{Ask, BIRTHDAY, Note};
use crate::passport::Sharing;
use crate::people;
use crate::shop::{self, needs};
use crate::words::{Millis, PersonId, Result, ShopId};
use noren_views::counter::{self, NoteLine};
use noren_views::words::{date_long, month_only};
use noren_views::{Lang, t};

/// Something worth saying, as the page has it.
pub(super) fn ask(tx: &mut Tx, scene: &Scene, ask: &Ask) -> Result<counter::Ask> {
    let lang = scene.lang;
    let (what, aside) = match ask {
        Ask::Promise { promise, in_days, .. } => {
            let today = scene.now.zoned(&scene.brand().zone()).date();
            let day = crate::words::Day(crate::words::Day::of(today).0 + in_days).date();
            (promise.clone(), t!(lang, "knowing-ask-promise-due", due = counter::due(lang, day, today, None)))
        }
        Ask::Tried { what, from, at, liked, .. } => {
            let place = place(tx, scene, *from, Some(*at))?;
            let aside = match liked {
                true => t!(lang, "knowing-ask-tried-liked", where = place),
                false => t!(lang, "knowing-ask-tried-disliked", where = place),
            };
            (t!(lang, "knowing-ask-tried", what = what), aside)
        }
        Ask::Birthday { .. } => (t!(lang, "knowing-ask-birthday"), t!(lang, "knowing-ask-birthday-aside")),
        Ask::Gift { what, from, .. } => {
            let place = place(tx, scene, *from, None)?;
            (what.clone(), t!(lang, "knowing-ask-gift-aside", where = place))
        }
        Ask::Round { visits } => (t!(lang, "knowing-ask-round", n = *visits), t!(lang, "knowing-ask-round-aside")),
        Ask::Missed { days, .. } => {
            (t!(lang, "knowing-ask-missed", days = *days), t!(lang, "knowing-ask-missed-aside"))
        }
        Ask::Likes { what, from, .. } => {
            let place = place(tx, scene, *from, None)?;
            (what.clone(), t!(lang, "knowing-ask-likes-aside", where = place))
        }
        Ask::Needs { needs } => {
            let labels: Vec<String> = needs.iter().map(|need| needs::label(need, lang)).collect();
            let comma = if lang == Lang::Ja { "、" } else { ", " };
            (labels.join(comma), t!(lang, "knowing-ask-needs-aside"))
        }
    };
    let case = match ask {
        Ask::Promise { case, .. } => Some(case.to_string()),
        _ => None,
    };
    Ok(counter::Ask { subject: ask.subject(), what, aside, case })
}

/// `at Uoshin, Tuesday, 24 November`, `here`, `told on their own`.
fn place(tx: &mut Tx, scene: &Scene, from: Option<ShopId>, at: Option<Millis>) -> Result<String> {
    let lang = scene.lang;
    let day = at.map(|at| date_long(lang, at.zoned(&scene.brand().zone()).date())).unwrap_or_default();
    let said = match from {
        None => t!(lang, "knowing-where-self"),
        Some(shop) if shop == scene.stand.shop => t!(lang, "knowing-where-here", day = day),
        Some(shop) => {
            let shop = shop::by_id(tx, scene.brand().id, shop)?.shown(lang);
            t!(lang, "knowing-where-shop", shop = shop, day = day)
        }
    };
    // Without a day, no comma hangs behind the shop.
    Ok(said.trim_end_matches([' ', ',', '、', 'で']).to_owned())
}

/// What a note says, whole.
pub(crate) fn text(note: &Note, lang: Lang) -> String {
    let shown = note.shown(lang);
    match (note.kind, note.liked) {
        (Sharing::Tried, Some(true)) => t!(lang, "knowing-tried-liked", what = shown),
        (Sharing::Tried, _) => t!(lang, "knowing-tried-disliked", what = shown),
        _ if note.chip == BIRTHDAY => {
            t!(lang, "knowing-birthday-in", month = month_only(lang, note.month.unwrap_or(1)))
        }
        _ => shown,
    }
}

/// A note as the counter lists it.
pub(super) fn line(tx: &mut Tx, scene: &Scene, note: &Note) -> Result<NoteLine> {
    let lang = scene.lang;
    let day = date_long(lang, note.created_at.zoned(&scene.brand().zone()).date());
    let own = note.shop_id == Some(scene.stand.shop);
    let source = match note.shop_id {
        None => t!(lang, "knowing-source-self", day = day),
        Some(_) if own => match name(tx, note.written_by, lang)? {
            Some(name) => t!(lang, "knowing-source-here-by", name = name, day = day),
            None => t!(lang, "knowing-source-here", day = day),
        },
        Some(shop) => {
            let shop = shop::by_id(tx, scene.brand().id, shop)?.shown(lang);
            t!(lang, "knowing-source-shop", shop = shop, day = day)
        }
    };
    Ok(NoteLine { id: note.id.to_string(), text: text(note, lang), source, own, offered: note.offered })
}

/// Who wrote or did something; nobody where they are gone.
pub(crate) fn name(tx: &mut Tx, person: Option<PersonId>, lang: Lang) -> Result<Option<String>> {
    let Some(id) = person else { return Ok(None) };
    match people::person(tx, id) {
        Ok(person) => Ok(Some(person.shown(lang)).filter(|n| !n.is_empty())),
        Err(e) if e.code() == Some("not_found") => Ok(None),
        Err(e) => Err(e),
    }
}
