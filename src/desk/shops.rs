//! The shops with their numbers, and which need a category meets.

use super::{Asked, Scene, count, shown};
use crate::db::Tx;
use crate::insight::{self, Period};
use crate::people::who::Who;
use crate::people::{self, Role};
use crate::shop::{self, needs};
use crate::web::{Answer, House, go};
use crate::words::{Day, Result, ShopId};
use actix_web::web::{Data, Form, Query};
use noren_views::dashboard::Shops;
use noren_views::dashboard::shops::{Category, Owner, ShopRow};
use noren_views::paths;
use serde::Deserialize;
use std::collections::HashSet;

/// `GET /dashboard/shops`.
pub async fn get(house: Data<House>, who: Who, asked: Query<Asked>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let period = scene.period(&asked)?;
    Ok(who.page(200, &house.db.read(move |tx| read(tx, &scene, period)).await?))
}

fn read(tx: &mut Tx, scene: &Scene, period: Period) -> Result<Shops> {
    let brand = scene.brand.id;
    let owned: HashSet<ShopId> = people::shops_with_owner(tx, brand)?.into_iter().collect();
    let open = people::invitations_open(tx, brand, scene.now)?;
    let invited: HashSet<ShopId> = open.iter().filter(|i| i.role == Role::Owner).filter_map(|i| i.shop_id).collect();
    let mut rows = insight::shops(tx, &scene.brand, period)?;
    // Who left comes last.
    rows.sort_by_key(|r| r.shop.away_since().is_some());
    let unmapped = shop::categories(tx, brand)?.into_iter().filter(|(code, _)| !code.is_empty());
    let unmapped: Vec<Category> = unmapped
        .map(|(code, shops)| {
            let example = rows.iter().find(|r| r.shop.need.is_none() && r.shop.category == code);
            Category { example: example.map_or(String::new(), |r| r.shop.shown(scene.lang)), shops: count(shops), code }
        })
        .collect();
    let row = |r: insight::ShopRow| ShopRow {
        shop: scene.shop(&r.shop),
        need: r.shop.need.as_deref().map(|need| needs::label(need, scene.lang)),
        visits: shown(r.visits),
        passports: shown(r.passports),
        slips_given: shown(r.slips_given),
        slips_received: shown(r.slips_received),
        last_stamp: r.last_stamp.map(Day::date),
        owner: match (r.shop.away_since(), r.shop.id) {
            (Some(left), _) => Owner::Left(scene.date(left)),
            (None, id) if owned.contains(&id) => Owner::Yes,
            (None, id) if invited.contains(&id) => Owner::Invited,
            _ => Owner::No,
        },
    };
    Ok(Shops {
        office: scene.office,
        period,
        shops: rows.into_iter().map(row).collect(),
        unmapped,
        needs: needs::all().iter().map(|n| (n.code.clone(), needs::label(&n.code, scene.lang))).collect(),
    })
}

#[derive(Deserialize)]
pub struct Mapping {
    category: String,
    need: String,
}

/// `POST /dashboard/categories`: the category's shops meet this need from now on.
pub async fn map(house: Data<House>, who: Who, form: Form<Mapping>) -> Answer {
    let scene = Scene::of(&house, &who)?;
    let Mapping { category, need } = form.into_inner();
    house.db.write(move |tx| shop::map_category(tx, &scene.brand, &category, &need)).await?;
    Ok(go(format!("{}#categories", paths::dashboard_shops())))
}
