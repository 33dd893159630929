//! What tablets kept, and what stood out, in the database.

use super::rules::Kept;
use super::{FlagKind, Kind, Outcome};
use crate::db::schema::{device_flags as f, queued_taps as q};
use crate::db::{Tx, on_engine};
use crate::words::{Amount, BrandId, DeviceId, FlagId, KeptId, Millis, PassportId, PersonId, Result, ShopId, VisitId};
use diesel::prelude::*;

/// An entry of a chain, and what became of it.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = q)]
pub struct Row {
    pub brand_id: BrandId,
    pub id: KeptId,
    pub shop_id: ShopId,
    pub device_id: DeviceId,
    pub seq: i64,
    pub hash: String,
    pub jws: String,
    pub key: String,
    pub kind: Kind,
    pub card: String,
    pub amount: Option<Amount>,
    pub at: Millis,
    pub boot: String,
    pub mono: i64,
    pub staff_id: Option<PersonId>,
    pub received_at: Millis,
    pub outcome: Outcome,
    /// The code of a sentence; empty where there is nothing to say.
    pub reason: String,
    pub stood_at: Option<Millis>,
    pub passport_id: Option<PassportId>,
    pub visit_id: Option<VisitId>,
    /// It gave a slip's welcome.
    pub welcomed: bool,
    pub seen_at: Option<Millis>,
}

/// What stood out in a chain.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = f)]
pub struct Flag {
    pub brand_id: BrandId,
    pub id: FlagId,
    pub shop_id: ShopId,
    pub device_id: DeviceId,
    pub kind: FlagKind,
    pub from_seq: i64,
    pub to_seq: i64,
    /// By how much a clock is off, in milliseconds.
    pub detail: i64,
    pub at: Millis,
    pub seen_at: Option<Millis>,
}

pub(super) fn insert(tx: &mut Tx, row: &Row) -> Result<()> {
    on_engine!(tx, c => diesel::insert_into(q::table).values(row).execute(c))?;
    Ok(())
}

pub(super) fn by_hash(tx: &mut Tx, brand: BrandId, device: DeviceId, hash: &str) -> Result<Option<Row>> {
    let row = q::table.filter(q::brand_id.eq(brand).and(q::device_id.eq(device)).and(q::hash.eq(hash)));
    Ok(on_engine!(tx, c => row.get_result(c)).optional()?)
}

/// Does an entry of the tablet's own stand under this number?
pub(super) fn occupied(tx: &mut Tx, brand: BrandId, device: DeviceId, seq: i64) -> Result<bool> {
    let there = q::brand_id.eq(brand).and(q::device_id.eq(device)).and(q::seq.eq(seq));
    let row = q::table.filter(there.and(q::outcome.ne(Outcome::Foreign))).select(q::id);
    Ok(row.first::<KeptId>(tx).optional()?.is_some())
}

/// The entry that was taken last.
pub(super) fn last(tx: &mut Tx, brand: BrandId, device: DeviceId) -> Result<Option<Row>> {
    let own = q::brand_id.eq(brand).and(q::device_id.eq(device)).and(q::outcome.ne(Outcome::Foreign));
    Ok(q::table.filter(own).order(q::id.desc()).first(tx).optional()?)
}

/// What the tablet kept after one time and up to another, and that stands as a visit of its own.
pub(super) fn within(tx: &mut Tx, brand: BrandId, device: DeviceId, after: Millis, to: Millis) -> Result<Kept> {
    let stands = q::brand_id
        .eq(brand)
        .and(q::device_id.eq(device))
        .and(q::outcome.eq(Outcome::Stamped))
        .and(q::stood_at.gt(after))
        .and(q::stood_at.le(to));
    let rows: Vec<(Option<Amount>, bool)> = q::table.filter(stands).select((q::amount, q::welcomed)).load(tx)?;
    Ok(Kept {
        taps: rows.len() as i64,
        amount: rows.iter().filter_map(|(amount, _)| *amount).fold(0, |sum, a| sum.saturating_add(a.0)),
        welcomes: rows.iter().filter(|(_, welcomed)| *welcomed).count() as i64,
    })
}

/// The tap of a key that this tablet kept, where it is a visit. What took one back is none.
pub(super) fn by_key(tx: &mut Tx, brand: BrandId, device: DeviceId, key: &str) -> Result<Option<Row>> {
    let own = q::brand_id.eq(brand).and(q::device_id.eq(device)).and(q::key.eq(key));
    let visit = q::outcome.eq_any(vec![Outcome::Stamped, Outcome::Before]);
    Ok(q::table.filter(own.and(visit)).order(q::id).first(tx).optional()?)
}

/// How many of a tablet's entries wait for its owner: for their word, or to be seen.
pub(super) fn waiting_of(tx: &mut Tx, brand: BrandId, device: DeviceId) -> Result<i64> {
    let own = q::brand_id.eq(brand).and(q::device_id.eq(device));
    let foreign = q::outcome.eq(Outcome::Foreign).and(q::seen_at.is_null());
    Ok(q::table.filter(own.and(q::outcome.eq(Outcome::Waiting).or(foreign))).count().get_result(tx)?)
}

/// A shop's entries that wait, in the chain's order; of one tablet or one entry alone where that is said.
pub(super) fn waiting(
    tx: &mut Tx,
    brand: BrandId,
    shop: ShopId,
    device: DeviceId,
    one: Option<KeptId>,
) -> Result<Vec<Row>> {
    let here = q::brand_id.eq(brand).and(q::shop_id.eq(shop)).and(q::device_id.eq(device));
    let mut waits = q::table.filter(here.and(q::outcome.eq(Outcome::Waiting))).into_boxed();
    if let Some(one) = one {
        waits = waits.filter(q::id.eq(one));
    }
    Ok(waits.order((q::seq, q::id)).load(tx)?)
}

/// All that waits at a shop, in the chains' order.
pub fn all_waiting(tx: &mut Tx, brand: BrandId, shop: ShopId) -> Result<Vec<Row>> {
    let here = q::brand_id.eq(brand).and(q::shop_id.eq(shop)).and(q::outcome.eq(Outcome::Waiting));
    Ok(q::table.filter(here).order((q::device_id, q::seq, q::id)).load(tx)?)
}

/// What became of an entry that waited.
pub(super) fn settle(tx: &mut Tx, row: &Row) -> Result<()> {
    diesel::update(q::table.filter(q::brand_id.eq(row.brand_id).and(q::id.eq(row.id))))
        .set((
            q::outcome.eq(row.outcome),
            q::reason.eq(&row.reason),
            q::stood_at.eq(row.stood_at),
            q::passport_id.eq(row.passport_id),
            q::visit_id.eq(row.visit_id),
            q::welcomed.eq(row.welcomed),
        ))
        .execute(tx)?;
    Ok(())
}

/// What came later to a shop and is decided, the latest first.
pub fn latest(tx: &mut Tx, brand: BrandId, shop: ShopId, limit: i64) -> Result<Vec<Row>> {
    let here = q::brand_id.eq(brand).and(q::shop_id.eq(shop)).and(q::outcome.ne(Outcome::Waiting));
    Ok(q::table.filter(here).order(q::id.desc()).limit(limit).load(tx)?)
}

/// What was kept about these passports, the latest first.
pub fn about(tx: &mut Tx, brand: BrandId, passports: &[PassportId]) -> Result<Vec<Row>> {
    let ids: Vec<Option<PassportId>> = passports.iter().copied().map(Some).collect();
    let theirs = q::brand_id.eq(brand).and(q::passport_id.eq_any(ids));
    Ok(q::table.filter(theirs).order(q::id.desc()).load(tx)?)
}

/// What stood out at a shop, the latest first.
pub fn flags(tx: &mut Tx, brand: BrandId, shop: ShopId, limit: i64) -> Result<Vec<Flag>> {
    let here = f::table.filter(f::brand_id.eq(brand).and(f::shop_id.eq(shop)));
    Ok(here.order(f::id.desc()).limit(limit).load(tx)?)
}

/// How much of it the owner has not seen: what stood out, what was refused or is foreign, what waits.
pub fn unseen(tx: &mut Tx, brand: BrandId, shop: ShopId) -> Result<i64> {
    let here = f::brand_id.eq(brand).and(f::shop_id.eq(shop)).and(f::seen_at.is_null());
    let flags: i64 = f::table.filter(here).count().get_result(tx)?;
    let worth = [Outcome::Refused, Outcome::Foreign, Outcome::Waiting];
    let here = q::brand_id.eq(brand).and(q::shop_id.eq(shop)).and(q::seen_at.is_null());
    let taps: i64 = q::table.filter(here.and(q::outcome.eq_any(worth.to_vec()))).count().get_result(tx)?;
    Ok(flags + taps)
}

/// The owner has seen all there is. What waits goes on waiting.
pub fn see(tx: &mut Tx, brand: BrandId, shop: ShopId, now: Millis) -> Result<()> {
    let here = f::brand_id.eq(brand).and(f::shop_id.eq(shop)).and(f::seen_at.is_null());
    diesel::update(f::table.filter(here)).set(f::seen_at.eq(Some(now))).execute(tx)?;
    let here = q::brand_id.eq(brand).and(q::shop_id.eq(shop)).and(q::seen_at.is_null());
    diesel::update(q::table.filter(here.and(q::outcome.ne(Outcome::Waiting))))
        .set(q::seen_at.eq(Some(now)))
        .execute(tx)?;
    Ok(())
}

/// The last flag of a kind that the owner has not seen.
pub(super) fn open_flag(tx: &mut Tx, brand: BrandId, device: DeviceId, kind: FlagKind) -> Result<Option<Flag>> {
    let open = f::brand_id.eq(brand).and(f::device_id.eq(device)).and(f::kind.eq(kind)).and(f::seen_at.is_null());
    Ok(f::table.filter(open).order(f::id.desc()).first(tx).optional()?)
}

pub(super) fn insert_flag(tx: &mut Tx, flag: &Flag) -> Result<()> {
    diesel::insert_into(f::table).values(flag).execute(tx)?;
    Ok(())
}

pub(super) fn stretch_flag(tx: &mut Tx, flag: &Flag) -> Result<()> {
    diesel::update(f::table.filter(f::brand_id.eq(flag.brand_id).and(f::id.eq(flag.id))))
        .set((f::to_seq.eq(flag.to_seq), f::detail.eq(flag.detail)))
        .execute(tx)?;
    Ok(())
}
