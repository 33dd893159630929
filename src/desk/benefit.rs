//! What the street costs a shop and whom it brings: for its owner, and for the producer over all shops.

use super::{Asked, Scene, count, shown};
use crate::benefit::{self, PerFace};
use crate::db::Tx;
use crate::insight::{Kind, Period};
use crate::people::who::Who;
use crate::shop;
use crate::web::{Answer, House};
use crate::words::{Day, Error, Result, ShopId};
use actix_web::web::{Data, Query};
use noren_views::dashboard::benefit::{Burden, Middle, Own, PerFace as Each};
use noren_views::dashboard::{Benefit, Burdens};

/// `GET /shop/benefit`.
pub async fn of_shop(house: Data<House>, who: Who, asked: Query<Asked>) -> Answer {
    let (scene, shop) = (Scene::of(&house, &who)?, who.shop()?);
    let periods = periods(&scene, &asked)?;
    Ok(who.page(200, &house.db.read(move |tx| read_shop(tx, &scene, shop, &periods)).await?))
}

/// `GET /dashboard/benefit`.
pub async fn of_street(house: Data<House>, who: Who, asked: Query<Asked>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let periods = periods(&scene, &asked)?;
    Ok(who.page(200, &house.db.read(move |tx| read_street(tx, &scene, &periods)).await?))
}

/// The period asked for; without one the last month that is over, then, where it was before the street, this one. Fees are of
/// months: a week is told as its month.
fn periods(scene: &Scene, asked: &Asked) -> Result<Vec<Period>> {
    let month = Period::around(Kind::Month, scene.today());
    if asked.period.is_none() {
        return Ok(vec![month.before(), month]);
    }
    let period = scene.period(asked)?;
    Ok(vec![if period.kind() == Kind::Week { Period::around(Kind::Month, period.first()) } else { period }])
}

fn read_shop(tx: &mut Tx, scene: &Scene, id: ShopId, periods: &[Period]) -> Result<Benefit> {
    let shop = scene.shop(&shop::by_id(tx, scene.brand.id, id)?);
    let Some((period, others)) = periods.split_first() else { return Err(Error::not_found()) };
    let facts = benefit::of_shop(tx, &scene.brand, id, *period, scene.now)?;
    if !facts.active && !others.is_empty() {
        return read_shop(tx, scene, id, others);
    }
    Ok(Benefit {
        shop,
        period: facts.standing.period,
        has_next: facts.standing.has_next,
        so_far: facts.standing.so_far.map(Day::date),
        open: facts.open,
        active: facts.active,
        own: own(&facts.own),
        middle: facts.middle.as_ref().map(middle),
    })
}

fn own(o: &benefit::Own) -> Own {
    Own {
        paid: o.money.paid,
        got: o.money.got,
        with_slip: count(o.faces.with_slip),
        faces: o.faces.about.map(count),
        first_visits: count(o.first_visits),
        returning: count(o.returning),
        slips_given: count(o.slips_given),
        slips_used: count(o.slips_used),
        slips_got: count(o.slips_got),
        per_face: each(o.per_face),
    }
}

fn middle(m: &benefit::Middle) -> Middle {
    Middle {
        paid: m.paid,
        got: m.got,
        carries: m.carries,
        faces: shown(m.faces),
        with_slip: shown(m.with_slip),
        first_visits: shown(m.first_visits),
        returning: shown(m.returning),
        slips_given: shown(m.slips_given),
        slips_used: shown(m.slips_used),
        slips_got: shown(m.slips_got),
        per_face: each(m.per_face),
    }
}

fn each(per_face: PerFace) -> Each {
    match per_face {
        PerFace::Nothing => Each::Nothing,
        PerFace::About(n) => Each::About(n),
        PerFace::AtMost(n) => Each::AtMost(n),
        PerFace::MoreThan(n) => Each::MoreThan(n),
        PerFace::Unknown => Each::Unknown,
    }
}

fn read_street(tx: &mut Tx, scene: &Scene, periods: &[Period]) -> Result<Burdens> {
    let Some((period, others)) = periods.split_first() else { return Err(Error::not_found()) };
    let facts = benefit::of_street(tx, &scene.brand, *period, scene.now)?;
    if facts.shops.is_empty() && !others.is_empty() {
        return read_street(tx, scene, others);
    }
    let row = |b: &benefit::Burden| Burden {
        shop: scene.shop(&b.shop),
        carries: b.carries,
        faces: shown(b.faces),
        per_face: each(b.per_face),
    };
    Ok(Burdens {
        office: scene.office,
        period: facts.standing.period,
        has_next: facts.standing.has_next,
        open: facts.open,
        rows: facts.shops.iter().map(row).collect(),
    })
}
