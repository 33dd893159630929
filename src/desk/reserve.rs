//! Can the street pay what it owes, as coordinator, officer and auditor read it. Nobody is named.

use super::{Scene, count, shown};
use crate::db::Tx;
use crate::people::who::Who;
use crate::reserve::{self, Alarm, Answer, Standing};
use crate::shop;
use crate::web::{Answer as Answered, House};
use crate::words::Result;
use actix_web::web::Data;
use noren_views::dashboard::reserve as page;

/// `GET /dashboard/reserve`.
pub async fn get(house: Data<House>, who: Who) -> Answered {
    let scene = Scene::of(&house, &who)?;
    Ok(who.page(200, &house.db.read(move |tx| read(tx, &scene)).await?))
}

fn read(tx: &mut Tx, scene: &Scene) -> Result<page::Reserve> {
    let shops = shop::all(tx, scene.brand.id)?;
    let standing = reserve::standing(tx, &scene.brand, scene.now)?;
    Ok(drawn(scene, &shops, standing))
}

fn drawn(scene: &Scene, shops: &[shop::Shop], s: Standing) -> page::Reserve {
    // Twelve months are the same as three where there are no more.
    let there = s.months.len();
    let spans = [1, 3, 12].map(|n: usize| n.min(there));
    let mut marks: Vec<page::Mark> = Vec::new();
    for months in spans.into_iter().filter(|n| *n > 0) {
        let (issued, used) = reserve::of_last(&s.months, months);
        let months = months as i64;
        if marks.iter().all(|m| m.months != months) {
            let alarm = alarm(reserve::alarm(issued, used));
            marks.push(page::Mark { months, of_hundred: reserve::of_hundred(issued, used), alarm });
        }
    }
    let tries = s.ahead.iter().filter_map(|(_, a)| Some(a.as_ref()?.tries)).min();
    page::Reserve {
        office: scene.office,
        answer: match s.answer {
            Answer::Nothing => page::Answer::Nothing,
            Answer::Yes { over } => page::Answer::Yes { over },
            Answer::ForNow { missing } => page::Answer::ForNow { missing },
            Answer::No { missing } => page::Answer::No { missing },
        },
        lot: s.terms.lot,
        value: s.terms.lot_value,
        since: s.since,
        points: s.points,
        owed: s.owed,
        there: page::There {
            bank: s.there.bank,
            from_shops: s.there.from_shops,
            to_shops: s.there.to_shops,
            open: s.there.open,
            to_sponsors: s.there.to_sponsors,
        },
        months: s
            .months
            .iter()
            .map(|(first, issued, used)| page::Month {
                first: *first,
                issued: *issued,
                used: *used,
                of_hundred: reserve::of_hundred(*issued, *used),
            })
            .collect(),
        marks,
        running: s.running_likely.map(|likely| (scene.today().first_of_month(), count(likely))),
        ahead: s
            .ahead
            .iter()
            .map(|(first, a)| page::Ahead {
                first: *first,
                expected: a.as_ref().map(|a| count(a.expected)),
                range: a.as_ref().and_then(|a| a.range).map(|(low, high)| (count(low), count(high))),
            })
            .collect(),
        tries: tries.unwrap_or(0) as u64,
        lapsing: shown(s.lapsing),
        ending: s
            .ending
            .iter()
            .filter_map(|e| {
                let shop = scene.shop(shops.iter().find(|shop| shop.id == e.shop)?);
                Some(page::Ending { shop, settles: e.settles, brings: e.brings })
            })
            .collect(),
    }
}

fn alarm(alarm: Alarm) -> page::Alarm {
    match alarm {
        Alarm::Silent => page::Alarm::Silent,
        Alarm::Calm => page::Alarm::Calm,
        Alarm::Near => page::Alarm::Near,
        Alarm::Over => page::Alarm::Over,
    }
}
