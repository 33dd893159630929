//! `GET /passport/slips/{id}`: a slip that waits, with its code for the counter it leads to.

use super::{Holder, slip as told};
use crate::people::who::Who;
use crate::web::{Answer, House};
use crate::words::{Error, SlipId};
use crate::{passport, shop, slip};
use actix_web::web::{Data, Path};
use noren_views::passport::SlipPage;

pub async fn show(house: Data<House>, who: Who, id: Path<String>) -> Answer {
    let holder = Holder::of(&house, &who)?;
    let id: SlipId = id.parse().map_err(|_| Error::not_found())?;
    let keys = house.keys.clone();
    let shown = house
        .db
        .read(move |tx| {
            let brand = &holder.brand;
            // What was used or is over waits no more.
            let open = slip::open_of(tx, brand.id, holder.id, holder.now)?;
            let one = open.into_iter().find(|s| s.id == id).ok_or_else(Error::not_found)?;
            let row = passport::passport(tx, brand.id, holder.id)?;
            let to = shop::by_id(tx, brand.id, one.to_shop)?.code;
            let code = slip::code::make(&keys, brand, &one, &row.code, &to, holder.now)?;
            let shops = shop::all(tx, brand.id)?;
            Ok(SlipPage { slip: told(&holder, one, &shops).ok_or_else(Error::not_found)?, code })
        })
        .await?;
    Ok(who.page(200, &shown))
}
