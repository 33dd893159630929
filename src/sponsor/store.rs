//! Campaigns and their shops in the database.

use super::Gift;
use crate::db::schema::{accounts as a, campaign_shops as cs, campaigns as c, transfers as t, visits as v};
use crate::db::{Tx, on_engine};
use crate::ledger::{Code, Kind};
use crate::words::{
    BrandId, CampaignId, CampaignShopId, Day, Millis, PassportId, PersonId, Points, Result, ShopId, TransferId, VisitId,
};
use diesel::prelude::*;
use std::collections::{HashMap, HashSet};

#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = c)]
pub struct Campaign {
    pub brand_id: BrandId,
    pub id: CampaignId,
    /// Opens its totals to whoever pays.
    pub token: String,
    pub sponsor: String,
    pub title: String,
    /// For each visit that counts.
    pub points: Points,
    pub from_at: Millis,
    pub until_at: Millis,
    pub budget: Points,
    /// The charter's price of the day it was paid.
    pub lot: i64,
    pub lot_price: i64,
    /// Minor units.
    pub paid: i64,
    pub created_by: Option<PersonId>,
    pub created_at: Millis,
    pub ended_at: Option<Millis>,
}

pub(super) fn insert(tx: &mut Tx, campaign: &Campaign, shops: &[ShopId]) -> Result<Vec<(CampaignShopId, ShopId)>> {
    diesel::insert_into(c::table).values(campaign).execute(tx)?;
    let mut places = Vec::with_capacity(shops.len());
    for shop in shops {
        let id = CampaignShopId::new();
        let row =
            (cs::brand_id.eq(campaign.brand_id), cs::id.eq(id), cs::campaign_id.eq(campaign.id), cs::shop_id.eq(*shop));
        diesel::insert_into(cs::table).values(row).execute(tx)?;
        places.push((id, *shop));
    }
    Ok(places)
}

/// The brand's campaign of this id, or "not found".
pub fn campaign(tx: &mut Tx, brand: BrandId, id: CampaignId) -> Result<Campaign> {
    Ok(c::table.filter(c::brand_id.eq(brand).and(c::id.eq(id))).get_result(tx)?)
}

/// The campaign that this link opens, or "not found".
pub fn by_token(tx: &mut Tx, token: &str) -> Result<Campaign> {
    Ok(c::table.filter(c::token.eq(token)).get_result(tx)?)
}

/// Every campaign of the brand, newest first.
pub fn campaigns(tx: &mut Tx, brand: BrandId) -> Result<Vec<Campaign>> {
    Ok(c::table.filter(c::brand_id.eq(brand)).order(c::id.desc()).load(tx)?)
}

/// Those that give points at a time, the one that ends first before the others.
pub fn running_at(tx: &mut Tx, brand: BrandId, at: Millis) -> Result<Vec<Campaign>> {
    let runs = c::brand_id.eq(brand).and(c::from_at.le(at)).and(c::until_at.gt(at)).and(c::ended_at.is_null());
    Ok(c::table.filter(runs).order((c::until_at, c::id)).load(tx)?)
}

/// Those that give points at a shop at a time. Every tap asks.
pub(super) fn at_shop(
    tx: &mut Tx,
    brand: BrandId,
    shop: ShopId,
    at: Millis,
) -> Result<Vec<(CampaignShopId, Campaign)>> {
    let runs = c::from_at.le(at).and(c::until_at.gt(at)).and(c::ended_at.is_null());
    let here = cs::table
        .inner_join(c::table.on(c::id.eq(cs::campaign_id)))
        .filter(cs::brand_id.eq(brand).and(cs::shop_id.eq(shop)).and(runs))
        .order(cs::id)
        .select((cs::id, c::all_columns));
    Ok(on_engine!(tx, conn => here.load(conn))?)
}

/// Had a passport points of it on a day already, whatever became of them?
pub(super) fn had_on(tx: &mut Tx, campaign: &Campaign, passport: PassportId, day: Day) -> Result<bool> {
    let same_day = v::brand_id.eq(campaign.brand_id).and(v::passport_id.eq(passport)).and(v::day.eq(day));
    let visits: Vec<i64> = v::table.filter(same_day).select(v::id).load(tx)?;
    let places: Vec<i64> = shops_of(tx, campaign.brand_id, campaign.id)?.into_iter().map(|(id, _)| id.0).collect();
    let gifts = t::table
        .inner_join(a::table.on(a::id.eq(t::debit_account)))
        .filter(t::brand_id.eq(campaign.brand_id).and(t::about.eq_any(visits)).and(t::code.eq(Code::Campaign)))
        .filter(a::kind.eq(Kind::Sponsor).and(a::owner_id.eq_any(places)));
    Ok(gifts.count().get_result::<i64>(tx)? > 0)
}

/// The shops of a campaign, each with the owner of its sub-account.
pub fn shops_of(tx: &mut Tx, brand: BrandId, id: CampaignId) -> Result<Vec<(CampaignShopId, ShopId)>> {
    let theirs = cs::table.filter(cs::brand_id.eq(brand).and(cs::campaign_id.eq(id))).order(cs::id);
    Ok(theirs.select((cs::id, cs::shop_id)).load(tx)?)
}

pub(super) fn set_ended(tx: &mut Tx, campaign: &Campaign, now: Millis) -> Result<()> {
    let row = c::brand_id.eq(campaign.brand_id).and(c::id.eq(campaign.id)).and(c::ended_at.is_null());
    diesel::update(c::table.filter(row)).set(c::ended_at.eq(Some(now))).execute(tx)?;
    Ok(())
}

/// Points, visits and people of a campaign, less what was undone.
pub(super) fn given(tx: &mut Tx, campaign: &Campaign) -> Result<(i64, i64, i64)> {
    let places: Vec<i64> = shops_of(tx, campaign.brand_id, campaign.id)?.into_iter().map(|(id, _)| id.0).collect();
    let of = a::brand_id.eq(campaign.brand_id).and(a::kind.eq(Kind::Sponsor)).and(a::owner_id.eq_any(places));
    let accounts: Vec<i64> = a::table.filter(of).select(a::id).load(tx)?;
    let ours = t::brand_id.eq(campaign.brand_id);
    let gave = t::table.filter(ours.and(t::code.eq(Code::Campaign)).and(t::debit_account.eq_any(accounts.clone())));
    let rows: Vec<(TransferId, i64, i64)> = gave.select((t::id, t::credit_account, t::amount)).load(tx)?;
    let back = t::table.filter(ours.and(t::credit_account.eq_any(accounts)).and(t::reverses.is_not_null()));
    let undone: Vec<Option<TransferId>> = back.select(t::reverses).load(tx)?;
    let undone: HashSet<TransferId> = undone.into_iter().flatten().collect();
    let (mut points, mut visits, mut people) = (0, 0, HashSet::new());
    for (_, passport, amount) in rows.into_iter().filter(|(id, ..)| !undone.contains(id)) {
        points += amount;
        visits += 1;
        people.insert(passport);
    }
    Ok((points, visits, i64::try_from(people.len()).unwrap_or(i64::MAX)))
}

/// What a visit brought from campaigns and was not taken back.
pub(super) fn gifts_of(tx: &mut Tx, brand: BrandId, visit: VisitId) -> Result<Vec<Gift>> {
    let about = t::brand_id.eq(brand).and(t::about.eq(visit.0));
    let rows: Vec<(TransferId, i64, Points, Option<TransferId>, Code)> = t::table
        .filter(about)
        .order(t::id)
        .select((t::id, t::debit_account, t::amount, t::reverses, t::code))
        .load(tx)?;
    let undone: HashSet<TransferId> = rows.iter().filter_map(|r| r.3).collect();
    let standing = rows.into_iter().filter(|(id, _, _, _, code)| *code == Code::Campaign && !undone.contains(id));
    let standing: Vec<(i64, Points)> = standing.map(|(_, account, points, ..)| (account, points)).collect();
    if standing.is_empty() {
        return Ok(Vec::new());
    }
    let accounts: Vec<i64> = standing.iter().map(|(account, _)| *account).collect();
    let named = a::table
        .inner_join(cs::table.on(cs::id.eq(a::owner_id)))
        .inner_join(c::table.on(c::id.eq(cs::campaign_id)))
        .filter(a::brand_id.eq(brand).and(a::kind.eq(Kind::Sponsor)).and(a::id.eq_any(accounts)))
        .select((a::id, c::sponsor, c::title));
    let named: Vec<(i64, String, String)> = named.load(tx)?;
    let named: HashMap<i64, (String, String)> = named.into_iter().map(|(id, s, title)| (id, (s, title))).collect();
    let gift = |(account, points): (i64, Points)| {
        let (sponsor, title) = named.get(&account).cloned().unwrap_or_default();
        Gift { sponsor, title, points }
    };
    Ok(standing.into_iter().map(gift).collect())
}
