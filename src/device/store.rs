//! Tablets and the codes that enrol them, in the database.

use crate::db::schema::{device_codes as c, devices as d};
use crate::db::{Tx, first_locked, on_engine};
use crate::words::{BrandId, DeviceCodeId, DeviceId, Millis, PersonId, Result, ShopId};
use diesel::prelude::*;

#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = d)]
pub struct Device {
    pub brand_id: BrandId,
    pub id: DeviceId,
    pub shop_id: ShopId,
    /// What the owner calls it.
    pub name: String,
    /// P-256: an uncompressed point, base64url.
    pub public_key: String,
    pub token_hash: String,
    pub enrolled_by: Option<PersonId>,
    pub enrolled_at: Millis,
    /// When it last asked for anything, to the minute.
    pub heard_at: Millis,
    pub revoked_at: Option<Millis>,
    /// How far the chain of what it kept offline was taken: the last number, and the hash of that entry.
    pub head_seq: i64,
    pub head_hash: String,
    /// Without an act for so long it locks.
    pub idle_minutes: i64,
    /// When whoever is signed in did something last, to the half minute.
    pub acted_at: Millis,
}

impl Device {
    /// Is this its counter?
    pub fn stands_at(&self, brand: BrandId, shop: Option<ShopId>) -> bool {
        self.brand_id == brand && Some(self.shop_id) == shop
    }
}

#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = c)]
pub(super) struct Code {
    pub brand_id: BrandId,
    pub id: DeviceCodeId,
    pub shop_id: ShopId,
    pub code_hash: String,
    pub name: String,
    pub made_by: Option<PersonId>,
    pub created_at: Millis,
    pub expires_at: Millis,
    pub used_at: Option<Millis>,
}

pub(super) fn insert(tx: &mut Tx, device: &Device) -> Result<()> {
    diesel::insert_into(d::table).values(device).execute(tx)?;
    Ok(())
}

pub(super) fn by_token(tx: &mut Tx, hash: &str) -> Result<Option<Device>> {
    let row = d::table.filter(d::token_hash.eq(hash));
    Ok(on_engine!(tx, conn => row.get_result(conn)).optional()?)
}

/// A tablet of this brand, or "not found".
pub fn by_id(tx: &mut Tx, brand: BrandId, id: DeviceId) -> Result<Device> {
    Ok(d::table.filter(d::brand_id.eq(brand).and(d::id.eq(id))).get_result(tx)?)
}

/// A tablet, locked until the transaction ends: what it kept is taken by one hand at a time.
pub fn lock(tx: &mut Tx, brand: BrandId, id: DeviceId) -> Result<Device> {
    let row = d::table.filter(d::brand_id.eq(brand).and(d::id.eq(id)));
    Ok(first_locked!(tx, row, Device)?)
}

/// A shop's tablets, the latest first; revoked ones too.
pub fn all_of(tx: &mut Tx, brand: BrandId, shop: ShopId) -> Result<Vec<Device>> {
    let here = d::brand_id.eq(brand).and(d::shop_id.eq(shop));
    Ok(d::table.filter(here).order(d::id.desc()).load(tx)?)
}

/// It asked for something.
pub fn heard(tx: &mut Tx, brand: BrandId, id: DeviceId, now: Millis) -> Result<()> {
    diesel::update(d::table.filter(d::brand_id.eq(brand).and(d::id.eq(id)))).set(d::heard_at.eq(now)).execute(tx)?;
    Ok(())
}

/// Whoever is signed in there did something.
pub fn acted(tx: &mut Tx, brand: BrandId, id: DeviceId, now: Millis) -> Result<()> {
    let row = d::table.filter(d::brand_id.eq(brand).and(d::id.eq(id)));
    diesel::update(row).set((d::heard_at.eq(now), d::acted_at.eq(now))).execute(tx)?;
    Ok(())
}

/// 0 where it is not this shop's.
pub(super) fn set_idle(tx: &mut Tx, brand: BrandId, shop: ShopId, id: DeviceId, minutes: i64) -> Result<usize> {
    let row = d::brand_id.eq(brand).and(d::shop_id.eq(shop)).and(d::id.eq(id));
    Ok(diesel::update(d::table.filter(row)).set(d::idle_minutes.eq(minutes)).execute(tx)?)
}

/// How far its chain was taken.
pub fn set_head(tx: &mut Tx, brand: BrandId, id: DeviceId, seq: i64, hash: &str) -> Result<()> {
    let row = d::table.filter(d::brand_id.eq(brand).and(d::id.eq(id)));
    diesel::update(row).set((d::head_seq.eq(seq), d::head_hash.eq(hash))).execute(tx)?;
    Ok(())
}

/// 0 where it is not this shop's, or was revoked before.
pub(super) fn revoke(tx: &mut Tx, brand: BrandId, shop: ShopId, id: DeviceId, now: Millis) -> Result<usize> {
    let row = d::brand_id.eq(brand).and(d::shop_id.eq(shop)).and(d::id.eq(id)).and(d::revoked_at.is_null());
    Ok(diesel::update(d::table.filter(row)).set(d::revoked_at.eq(Some(now))).execute(tx)?)
}

pub(super) fn insert_code(tx: &mut Tx, code: &Code) -> Result<()> {
    diesel::insert_into(c::table).values(code).execute(tx)?;
    Ok(())
}

pub(super) fn code(tx: &mut Tx, hash: &str) -> Result<Option<Code>> {
    Ok(c::table.filter(c::code_hash.eq(hash)).get_result(tx).optional()?)
}

/// 0 where it was used before.
pub(super) fn use_code(tx: &mut Tx, id: DeviceCodeId, now: Millis) -> Result<usize> {
    let open = c::table.filter(c::id.eq(id).and(c::used_at.is_null()));
    Ok(diesel::update(open).set(c::used_at.eq(Some(now))).execute(tx)?)
}

/// An earlier code ends where another is made.
pub(super) fn void_codes(tx: &mut Tx, brand: BrandId, shop: ShopId, now: Millis) -> Result<()> {
    let open = c::brand_id.eq(brand).and(c::shop_id.eq(shop)).and(c::used_at.is_null());
    diesel::update(c::table.filter(open)).set(c::used_at.eq(Some(now))).execute(tx)?;
    Ok(())
}
