//! `/passport/shares`, `/passport/likes`: who sees what. Nothing is shared but what is chosen here.

use super::{Holder, book, home};
use crate::db::Tx;
use crate::passport::{self, Sharing};
use crate::people::who::Who;
use crate::shop::{self, needs};
use crate::web::{Answer, House, go};
use crate::words::{Refusal, Result, ShopId};
use actix_web::web::{Data, Form, Query};
use noren_views::passport::{Done, Like, Shares};
use noren_views::paths;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct After {
    pub(super) done: Option<String>,
}

/// `GET /passport/shares`.
pub async fn show(house: Data<House>, who: Who, query: Query<After>) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let done = query.done.as_deref().and_then(Done::parse);
    let shown = house.db.read(move |tx| page(tx, &holder, done)).await?;
    Ok(who.page(200, &shown))
}

fn page(tx: &mut Tx, holder: &Holder, done: Option<Done>) -> Result<Shares> {
    let (brand, lang) = (holder.brand.id, holder.lang);
    let shops = shop::members(tx, brand)?;
    let liked = passport::likes(tx, brand, holder.id)?;
    let like = |n: &needs::Need| Like {
        need: n.code.clone(),
        label: needs::label(&n.code, lang),
        on: liked.contains(&n.code),
    };
    Ok(Shares {
        shares: home::shares(tx, holder, &shops)?,
        book: book(tx, brand, holder.id, &shops, lang)?,
        likes: needs::all().iter().map(like).collect(),
        done,
    })
}

/// A form whose boxes repeat a name.
type Boxes = Form<Vec<(String, String)>>;

fn ticked(form: &[(String, String)], name: &str) -> Vec<String> {
    form.iter().filter(|(n, _)| n == name).map(|(_, v)| v.clone()).collect()
}

/// `POST /passport/shares`: one kind with the shops ticked, with all of today, or with none. Without a choice (the switch
/// on the passport) it is taken back.
pub async fn share(house: Data<House>, who: Who, form: Boxes) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let first = |name: &str| ticked(&form, name).into_iter().next().unwrap_or_default();
    let kind = Sharing::parse(&first("kind")).ok_or_else(|| Refusal::new(422, "bad_form"))?;
    let (pick, codes) = (first("pick"), ticked(&form, "shop"));
    let from_switch = pick.is_empty();
    let write = move |tx: &mut Tx| {
        let brand = holder.brand.id;
        let shops = shop::members(tx, brand)?;
        let seen = shops.iter().filter(|s| match pick.as_str() {
            "all" => true,
            "these" => codes.contains(&s.code),
            _ => false,
        });
        let ids: Vec<ShopId> = seen.map(|s| s.id).collect();
        passport::lock_living(tx, brand, holder.id)?;
        passport::share(tx, brand, holder.id, kind, &ids, holder.now)?;
        holder.log(tx, "shares")
    };
    house.db.write(write).await?;
    let page = if from_switch { paths::passport() } else { paths::passport_shares() };
    Ok(go(paths::with_query(page, "done", Done::Shared.code())))
}

/// `POST /passport/likes`.
pub async fn like(house: Data<House>, who: Who, form: Boxes) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let liked: Vec<String> = ticked(&form, "need").into_iter().filter(|need| needs::get(need).is_some()).collect();
    let write = move |tx: &mut Tx| {
        passport::lock_living(tx, holder.brand.id, holder.id)?;
        passport::set_likes(tx, holder.brand.id, holder.id, &liked, holder.now)?;
        holder.log(tx, "likes")
    };
    house.db.write(write).await?;
    Ok(go(paths::with_query(paths::passport_shares(), "done", Done::Liked.code())))
}
