//! `/passport/looks`: who looked at what, and who changed what for the holder.

use super::{Holder, known};
use crate::counter::pages::told;
use crate::db::Tx;
use crate::knowing::{self, Look, Way};
use crate::people::who::Who;
use crate::shop::{self, Shop};
use crate::web::{Answer, House};
use crate::words::Result;
use actix_web::web::Data;
use noren_views::passport::{LookLine, Looks, Sharing};
use noren_views::{Lang, t};

/// Lines on the page.
const LINES: i64 = 200;

/// `GET /passport/looks`.
pub async fn show(house: Data<House>, who: Who) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let shown = house
        .db
        .read(move |tx| {
            let shops = shop::all(tx, holder.brand.id)?;
            let mut looks = knowing::looks(tx, holder.brand.id, holder.id, LINES + 1)?;
            let more = looks.len() as i64 > LINES;
            looks.truncate(LINES as usize);
            let looks = looks.iter().map(|l| line(tx, &holder, l, &shops)).collect::<Result<_>>()?;
            Ok(Looks { looks, more })
        })
        .await?;
    Ok(who.page(200, &shown))
}

fn line(tx: &mut Tx, holder: &Holder, look: &Look, shops: &[Shop]) -> Result<LookLine> {
    let lang = holder.lang;
    let way = way(lang, look.way);
    // On their own phone it was they themselves.
    let by = if look.way == Way::Phone { None } else { told::name(tx, look.person_id, lang)? };
    let how = match by {
        Some(name) => t!(lang, "knowing-way-named", name = name, way = way),
        None => way,
    };
    let shop = look.shop_id.and_then(|id| shops.iter().find(|s| s.id == id)).map(|s| known(s, lang));
    Ok(LookLine {
        at: look.at.zoned(&holder.brand.zone()).datetime(),
        shop,
        what: what(lang, look.way, &look.what),
        how,
    })
}

/// In words what was looked at or changed. A counter looks; every other way changes something, but for a helper who opens
/// the passport.
pub(crate) fn what(lang: Lang, way: Way, what: &str) -> String {
    if matches!(way, Way::Counter | Way::Program) {
        let kind = Sharing::parse(what).map(|kind| kind.title(lang));
        return t!(lang, "knowing-look-saw", what = kind.unwrap_or_else(|| t!(lang, "knowing-look-other")));
    }
    let changed = match what {
        "passport" => return t!(lang, "knowing-look-saw", what = t!(lang, "knowing-look-passport")),
        "shares" => t!(lang, "knowing-look-shares"),
        "likes" => t!(lang, "knowing-look-likes"),
        "pin" => t!(lang, "knowing-look-pin"),
        "card" => t!(lang, "knowing-look-card"),
        "phone" => t!(lang, "knowing-look-phone"),
        "merge" => t!(lang, "knowing-look-merge"),
        "helpers" => t!(lang, "knowing-look-helpers"),
        "household" => t!(lang, "knowing-look-household"),
        "proposal" => t!(lang, "knowing-look-proposal"),
        "notes" => t!(lang, "knowing-look-notes"),
        _ => t!(lang, "knowing-look-other"),
    };
    t!(lang, "knowing-look-changed", what = changed)
}

/// In words by which way.
pub(crate) fn way(lang: Lang, way: Way) -> String {
    match way {
        Way::Counter => t!(lang, "knowing-way-counter"),
        Way::Program => t!(lang, "knowing-way-program"),
        Way::Tablet => t!(lang, "knowing-way-tablet"),
        Way::Paper => t!(lang, "knowing-way-paper"),
        Way::Phone => t!(lang, "knowing-way-phone"),
        Way::Helper => t!(lang, "knowing-way-helper"),
    }
}
