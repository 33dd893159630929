//! Shops, their pairs and the brand's decisions on categories, in the database.

use crate::db::schema::{category_needs, shop_pairs, shops};
use crate::db::{Tx, all_locked, first_shared, on_engine};
use crate::words::{BrandId, DistrictId, Millis, Result, ShopId};
use diesel::prelude::*;
use noren_views::Lang;

#[derive(Debug, Clone, PartialEq, Queryable, Insertable, AsChangeset)]
#[diesel(table_name = shops, treat_none_as_null = true)]
pub struct Shop {
    pub brand_id: BrandId,
    pub id: ShopId,
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub short: String,
    pub short_en: String,
    pub trade: String,
    pub trade_en: String,
    pub category: String,
    pub need: Option<String>,
    pub lat: f64,
    pub lon: f64,
    pub district_id: Option<DistrictId>,
    pub address: String,
    pub opening_hours: String,
    pub phone: String,
    pub website: String,
    pub source: String,
    pub crest: String,
    pub joined_at: Millis,
    /// When it last left the street, and when it came back after that: what is in between is not forgotten.
    pub left_at: Option<Millis>,
    pub back_at: Option<Millis>,
}

#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = shop_pairs)]
pub struct Pair {
    pub brand_id: BrandId,
    pub from_shop: ShopId,
    pub to_shop: ShopId,
    pub weight: f64,
    pub reason: String,
    pub reason_en: String,
}

impl Shop {
    /// The name as this language writes it.
    pub fn shown(&self, lang: Lang) -> String {
        lang.pick(&self.name, &self.name_en).to_owned()
    }

    /// Is it a member, or was it then?
    pub fn is_member(&self, at: Millis) -> bool {
        self.left_at.is_none_or(|left| at < left) || self.back_at.is_some_and(|back| back <= at)
    }

    /// Is it a member on the last day of a time that ends then? Who is pays that month's fee.
    pub fn is_member_until(&self, end: Millis) -> bool {
        self.joined_at < end && self.is_member(end.plus(-1))
    }

    /// Since when it is away, where it has not come back.
    pub fn away_since(&self) -> Option<Millis> {
        self.left_at.filter(|_| self.back_at.is_none())
    }
}

pub(super) fn insert(tx: &mut Tx, shop: &Shop) -> Result<()> {
    diesel::insert_into(shops::table).values(shop).execute(tx)?;
    Ok(())
}

pub(super) fn update(tx: &mut Tx, shop: &Shop) -> Result<()> {
    let row = shops::table.filter(shops::brand_id.eq(shop.brand_id).and(shops::id.eq(shop.id)));
    diesel::update(row).set(shop).execute(tx)?;
    Ok(())
}

pub fn by_code(tx: &mut Tx, brand: BrandId, code: &str) -> Result<Option<Shop>> {
    Ok(shops::table.filter(shops::brand_id.eq(brand).and(shops::code.eq(code))).get_result(tx).optional()?)
}

/// The brand's shop of this id, or "not found".
pub fn by_id(tx: &mut Tx, brand: BrandId, id: ShopId) -> Result<Shop> {
    Ok(shops::table.filter(shops::brand_id.eq(brand).and(shops::id.eq(id))).get_result(tx)?)
}

/// The brand's shops in the order of joining, with those that left: for books and past times.
pub fn all(tx: &mut Tx, brand: BrandId) -> Result<Vec<Shop>> {
    Ok(shops::table.filter(shops::brand_id.eq(brand)).order(shops::id).load(tx)?)
}

/// The shops that are members now, in the order of joining: whom anybody can be sent to.
pub fn members(tx: &mut Tx, brand: BrandId) -> Result<Vec<Shop>> {
    Ok(all(tx, brand)?.into_iter().filter(|s| s.away_since().is_none()).collect())
}

/// Has it left, and not come back? Asked before every act of its counter.
pub fn is_away(tx: &mut Tx, brand: BrandId, id: ShopId) -> Result<bool> {
    let row = shops::table.filter(shops::brand_id.eq(brand).and(shops::id.eq(id)));
    let row = row.select((shops::left_at, shops::back_at));
    let (left, back): (Option<Millis>, Option<Millis>) = on_engine!(tx, c => row.get_result(c))?;
    Ok(left.is_some() && back.is_none())
}

/// A member by its code, that stays one until this write ends.
pub fn member_held(tx: &mut Tx, brand: BrandId, code: &str) -> Result<Option<Shop>> {
    let row = shops::table.filter(shops::brand_id.eq(brand).and(shops::code.eq(code)));
    let found = first_shared!(tx, row, Shop).optional()?;
    // Not by the time of whoever asks: they may have waited for the one that left.
    Ok(found.filter(|s| s.away_since().is_none()))
}

/// Keeps every shop from leaving, and from being led to anew, until this write ends.
pub fn lock_all(tx: &mut Tx, brand: BrandId) -> Result<()> {
    let rows = shops::table.filter(shops::brand_id.eq(brand)).order(shops::id).select(shops::id);
    all_locked!(tx, rows, ShopId)?;
    Ok(())
}

/// It leaves, or comes back.
pub fn set_left(tx: &mut Tx, shop: &Shop) -> Result<()> {
    let row = shops::table.filter(shops::brand_id.eq(shop.brand_id).and(shops::id.eq(shop.id)));
    diesel::update(row).set((shops::left_at.eq(shop.left_at), shops::back_at.eq(shop.back_at))).execute(tx)?;
    Ok(())
}

/// Shops whose crests a new one differs from. Nobody tells more apart, and an import of thousands would compare each with
/// all before it.
const TOLD_APART: i64 = 400;

/// The crests of the brand's first shops.
pub(super) fn crests(tx: &mut Tx, brand: BrandId) -> Result<Vec<String>> {
    let first = shops::table.filter(shops::brand_id.eq(brand)).order(shops::id).limit(TOLD_APART);
    Ok(first.select(shops::crest).load(tx)?)
}

pub fn set_crest(tx: &mut Tx, brand: BrandId, id: ShopId, crest: &str) -> Result<()> {
    let row = shops::table.filter(shops::brand_id.eq(brand).and(shops::id.eq(id)));
    diesel::update(row).set(shops::crest.eq(crest)).execute(tx)?;
    Ok(())
}

pub fn pairs(tx: &mut Tx, brand: BrandId) -> Result<Vec<Pair>> {
    Ok(shop_pairs::table.filter(shop_pairs::brand_id.eq(brand)).load(tx)?)
}

pub fn put_pair(tx: &mut Tx, pair: &Pair) -> Result<()> {
    use shop_pairs as p;
    let key = p::brand_id.eq(pair.brand_id).and(p::from_shop.eq(pair.from_shop)).and(p::to_shop.eq(pair.to_shop));
    diesel::delete(p::table.filter(key)).execute(tx)?;
    diesel::insert_into(p::table).values(pair).execute(tx)?;
    Ok(())
}

pub(super) fn category_need(tx: &mut Tx, brand: BrandId, category: &str) -> Result<Option<String>> {
    use category_needs as c;
    let row = c::table.filter(c::brand_id.eq(brand).and(c::category.eq(category))).select(c::need);
    Ok(row.get_result(tx).optional()?)
}

pub(super) fn set_category_need(tx: &mut Tx, brand: BrandId, category: &str, need: &str) -> Result<usize> {
    use category_needs as c;
    let row = (c::brand_id.eq(brand), c::category.eq(category), c::need.eq(need));
    on_engine!(tx, conn => diesel::insert_into(c::table)
        .values(row)
        .on_conflict((c::brand_id, c::category))
        .do_update()
        .set(c::need.eq(need))
        .execute(conn))?;
    let theirs = shops::table.filter(shops::brand_id.eq(brand).and(shops::category.eq(category)));
    Ok(diesel::update(theirs).set(shops::need.eq(need)).execute(tx)?)
}

/// The categories no need is known for, with how many shops have each, most first.
pub fn categories(tx: &mut Tx, brand: BrandId) -> Result<Vec<(String, i64)>> {
    let count = diesel::dsl::count_star();
    let mut rows: Vec<(String, i64)> = shops::table
        .filter(shops::brand_id.eq(brand).and(shops::need.is_null()))
        .group_by(shops::category)
        .select((shops::category, count))
        .load(tx)?;
    rows.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(rows)
}
