//! The summary as JSON, for a coordinator's programs.

use super::{Summary, parse, summary};
use crate::people::who::Caller;
use crate::web::{Answer, House, json};
use actix_web::web::{Data, Query};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    period: String,
}

#[utoipa::path(get, path = "/api/v1/stats/summary", tag = "street",
    params(("period" = String, Query, description = "A whole week, month, quarter or year: `2026-W40`, `2026-10`, `2026-Q4`, `2026`")),
    responses((status = 200, body = Summary), (status = 422, description = "`bad_period`")))]
pub async fn stats(house: Data<House>, who: Caller, asked: Query<Asked>) -> Answer {
    let period = parse(&asked.period)?;
    let told = house.db.read(move |tx| summary(tx, &who.brand, period)).await?;
    Ok(json::answer(200, &told))
}
