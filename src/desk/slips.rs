//! Slips from shop to shop.

use super::{Asked, Scene, shown};
use crate::insight;
use crate::people::who::Who;
use crate::web::{Answer, House};
use actix_web::web::{Data, Query};
use noren_views::dashboard::{Slips, slips};

/// `GET /dashboard/slips`.
pub async fn get(house: Data<House>, who: Who, asked: Query<Asked>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let period = scene.period(&asked)?;
    let (brand, now) = (scene.brand.clone(), scene.now);
    let facts = house.db.read(move |tx| insight::slips(tx, &brand, period, now)).await?;
    let pair = |(from, to, given, used): (usize, usize, insight::Cell, insight::Cell)| slips::Pair {
        from,
        to,
        given: shown(given),
        used: shown(used),
    };
    let page = Slips {
        office: scene.office,
        period,
        has_next: facts.standing.has_next,
        given: shown(facts.given),
        used: shown(facts.used),
        shops: facts.shops.iter().map(|s| scene.shop(s)).collect(),
        pairs: facts.pairs.into_iter().map(pair).collect(),
    };
    Ok(who.page(200, &page))
}
