//! How the street is: the overview of a period, and the same as tables.

use super::{Asked, Scene, count, per_cent, shown};
use crate::insight::{self, LeftOut, Overview, Todo};
use crate::people::who::Who;
use crate::shop::needs;
use crate::web::{Answer, House};
use crate::words::{Day, Result};
use actix_web::web::{Data, Query};
use noren_views::chart::Shown;
use noren_views::dashboard::overview as page;
use noren_views::dashboard::{self, Tables};

/// `GET /dashboard`.
pub async fn get(house: Data<House>, who: Who, asked: Query<Asked>) -> Answer {
    Ok(who.page(200, &told(&house, &who, &asked).await?))
}

/// `GET /dashboard/tables`.
pub async fn tables(house: Data<House>, who: Who, asked: Query<Asked>) -> Answer {
    Ok(who.page(200, &Tables(told(&house, &who, &asked).await?)))
}

async fn told(house: &House, who: &Who, asked: &Asked) -> Result<page::Overview> {
    let scene = Scene::of(house, who)?;
    let period = scene.period(asked)?;
    let (brand, now) = (scene.brand.clone(), scene.now);
    let facts = house.db.read(move |tx| insight::overview(tx, &brand, period, now)).await?;
    Ok(drawn(&scene, facts))
}

fn drawn(scene: &Scene, facts: Overview) -> page::Overview {
    let shop = |at: usize| facts.shops.get(at).map(|s| scene.shop(s));
    let need = |code: &str| needs::label(code, scene.lang);
    let flow = |(from, to, cell): &(&str, &str, insight::Cell)| {
        Some(page::NeedFlow { from: need(from), to: need(to), people: count(cell.told()?) })
    };
    let column = |(first, cell): &(Day, insight::Cell)| page::Column {
        first: first.date(),
        visits: shown(*cell),
        rain: None,
        event: None,
    };
    page::Overview {
        office: scene.office,
        period: facts.standing.period,
        has_next: facts.standing.has_next,
        so_far: facts.standing.so_far.map(Day::date),
        // A street that has not begun says so: there is nobody to be found.
        visits: if facts.begun { shown(facts.visits) } else { Shown::Number(0) },
        change: facts.change.and_then(|n| i32::try_from(n).ok()),
        passports: shown(facts.passports),
        shared: facts.shared.map(per_cent),
        shared_change: facts.shared.zip(facts.shared_before).and_then(|(now, before)| i32::try_from(now - before).ok()),
        slips_given: shown(facts.slips_given),
        slips_used: shown(facts.slips_used),
        columns: facts.columns.iter().map(column).collect(),
        average_before: facts.average_before.map(count),
        shares: facts.shares.iter().map(|(period, share)| (*period, share.map(per_cent))).collect(),
        by_shops: facts.by_shops.map(shown),
        flows: facts.flows.iter().filter_map(flow).collect(),
        few_flows: facts.few_flows as u64,
        ground: ground(scene, &facts),
        left_out: facts.left_out.iter().filter_map(|one| left_out(one, shop)).collect(),
        todos: facts.todos.iter().filter_map(|one| todo(one, shop)).collect(),
    }
}

fn ground(scene: &Scene, facts: &Overview) -> page::Ground {
    let cells = facts.ground.hexes.iter().zip(&facts.areas).map(|(corners, cell)| page::Cell {
        corners: corners.clone(),
        // No shop stands there: bare ground.
        visits: cell.map_or(Shown::Number(0), shown),
    });
    let mut order: Vec<usize> = (0..facts.shops.len()).collect();
    order.sort_by_key(|at| (std::cmp::Reverse(facts.shop_visits[*at]), *at));
    let marker = |at: usize| Some((scene.shop(&facts.shops[at]), facts.ground.shops.get(at)?.0));
    page::Ground {
        cells: cells.collect(),
        boundary: facts.ground.boundary.clone(),
        ways: Vec::new(),
        shops: order.into_iter().filter_map(marker).collect(),
        places: Vec::new(),
    }
}

fn left_out(one: &LeftOut, shop: impl Fn(usize) -> Option<dashboard::Shop>) -> Option<page::LeftOut> {
    Some(match one {
        LeftOut::Silent { shop: at, since, shared } => {
            page::LeftOut::Silent { shop: shop(*at)?, since: since.map(Day::date), shared: shown(*shared) }
        }
        LeftOut::NoSlipsIn { shop: at, weeks, shared } => page::LeftOut::NoSlipsIn {
            shop: shop(*at)?,
            weeks: u32::try_from(*weeks).unwrap_or(0),
            shared: shown(*shared),
        },
        LeftOut::SendsOnly { shop: at, shared } => {
            page::LeftOut::SendsOnly { shop: shop(*at)?, shared: shown(*shared) }
        }
        LeftOut::Paper { passports, slips } => {
            page::LeftOut::Paper { passports: per_cent(*passports), slips: per_cent(*slips) }
        }
    })
}

fn todo(one: &Todo, shop: impl Fn(usize) -> Option<dashboard::Shop>) -> Option<page::Todo> {
    Some(match one {
        Todo::InviteOwner { shop: at, visits } => page::Todo::InviteOwner { shop: shop(*at)?, visits: shown(*visits) },
        Todo::MapCategories { categories, shops, example } => {
            page::Todo::MapCategories { categories: *categories as u64, shops: count(*shops), example: example.clone() }
        }
        Todo::Pair { from, to, people, given } => {
            page::Todo::Pair { from: shop(*from)?, to: shop(*to)?, people: shown(*people), given: shown(*given) }
        }
        Todo::Notice { last } => page::Todo::Notice { last: last.map(Day::date) },
    })
}
