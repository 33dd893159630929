//! The rows that are looked at.

use super::rules::{Colleague, Stamp, Used};
use crate::db::Tx;
use crate::db::schema::{memberships as m, slips as s, visits as v};
use crate::people::Role;
use crate::words::{BrandId, Day, Millis, PassportId, PersonId, Points, Result, ShopId, VisitId};
use diesel::prelude::*;
use std::collections::HashMap;

/// Stamps from a day on; not what was imported.
pub(super) fn stamps(tx: &mut Tx, brand: BrandId, shop: Option<ShopId>, from: Day) -> Result<Vec<Stamp>> {
    let here = v::brand_id.eq(brand).and(v::day.ge(from)).and(v::origin.is_null());
    let mut query = v::table.filter(here).into_boxed();
    if let Some(shop) = shop {
        query = query.filter(v::shop_id.eq(shop));
    }
    type Read = (VisitId, Millis, Day, ShopId, Option<PersonId>, PassportId, Points, Points, Option<Millis>);
    let columns = (
        v::id,
        v::at,
        v::day,
        v::shop_id,
        v::staff_id,
        v::passport_id,
        v::visit_points,
        v::spend_points,
        v::reversed_at,
    );
    let rows: Vec<Read> = query.select(columns).load(tx)?;
    rows.into_iter()
        .map(|(visit, at, day, shop, staff, passport, points, spent, reversed)| {
            let points = points.plus(spent)?;
            Ok(Stamp { visit, at, day, shop, staff, passport, points, undone: reversed.is_some() })
        })
        .collect()
}

/// Slips used from a time on, to or from a shop.
pub(super) fn used_slips(tx: &mut Tx, brand: BrandId, shop: Option<ShopId>, from: Millis) -> Result<Vec<Used>> {
    let used = s::brand_id.eq(brand).and(s::redeemed_at.ge(from));
    let mut query = s::table.filter(used).into_boxed();
    if let Some(shop) = shop {
        query = query.filter(s::from_shop.eq(shop).or(s::to_shop.eq(shop)));
    }
    type Read = (ShopId, ShopId, Option<PersonId>, PassportId, Option<VisitId>, Option<Millis>, Points);
    let columns = (s::from_shop, s::to_shop, s::staff_id, s::passport_id, s::visit_id, s::redeemed_at, s::welcome);
    let rows: Vec<Read> = query.select(columns).load(tx)?;
    Ok(rows
        .into_iter()
        .filter_map(|(from, to, staff, passport, visit, at, points)| {
            Some(Used { from, to, staff, passport, visit: visit?, at: at?, points })
        })
        .collect())
}

/// Those who work at a shop and hold a passport of the street.
pub(super) fn staff_with_passports(tx: &mut Tx, brand: BrandId, shop: Option<ShopId>) -> Result<Vec<Colleague>> {
    let current = m::brand_id.eq(brand).and(m::ended_at.is_null());
    let rows: Vec<(PersonId, Role, Option<ShopId>, Option<PassportId>)> = m::table
        .filter(current.and(m::role.eq_any([Role::Owner, Role::Clerk, Role::Resident])))
        .select((m::person_id, m::role, m::shop_id, m::passport_id))
        .load(tx)?;
    let passports: HashMap<PersonId, PassportId> =
        rows.iter().filter(|(_, role, ..)| *role == Role::Resident).filter_map(|r| Some((r.0, r.3?))).collect();
    let works = rows.iter().filter_map(|(person, _, at, _)| Some((*person, (*at)?)));
    Ok(works
        .filter(|(_, at)| shop.is_none_or(|shop| shop == *at))
        .filter_map(|(person, shop)| Some(Colleague { person, shop, passport: *passports.get(&person)? }))
        .collect())
}
