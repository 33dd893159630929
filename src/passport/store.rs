//! Passports, cards, what they share and whom they know, in the database.

use super::Sharing;
use crate::db::schema::{acquaintances as ac, cards, likes as likes_table, passports, pin_tries as tries};
use crate::db::schema::{
    askings, cases, household_asks, household_members, household_yeses, households, invitations, looks, memberships,
    notes, pass_keys as pk, proposal_parts, proposals, queued_taps, redemptions, shares as shares_table, slips,
    spent_passes as sp, visits,
};
use crate::db::{Tx, first_locked, on_engine, statement};
use crate::words::codes::Shown;
use crate::words::{
    AskId, BrandId, CardId, Day, Error, HouseholdId, Millis, PassKeyId, PassportId, Points, RedemptionId, Result,
    ShopId,
};
use diesel::dsl::{count_star, max, min, sql};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Nullable};
use std::cmp::Ordering;

#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = passports)]
pub struct Passport {
    pub brand_id: BrandId,
    pub id: PassportId,
    pub code: String,
    pub name: String,
    pub reading: String,
    pub search: String,
    pub pin_hash: Option<String>,
    pub origin: Option<String>,
    pub merged_into: Option<PassportId>,
    pub last_visit_at: Millis,
    pub last_shop: Option<ShopId>,
    pub created_at: Millis,
    /// What visits earned on the latest day they earned anything.
    pub earned_day: Day,
    pub earned_points: Points,
    /// When its holder was last told by mail that points will lapse.
    pub warned_at: Option<Millis>,
}

impl Passport {
    /// A number without a person: its holder was erased.
    pub fn is_gone(&self) -> bool {
        self.code == super::rules::gone(self.id.0)
    }
}

#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = cards)]
pub struct Card {
    pub brand_id: BrandId,
    pub id: CardId,
    pub token: String,
    pub code: String,
    pub passport_id: Option<PassportId>,
    pub claim_hash: Option<String>,
    pub batch: Option<i64>,
    pub issued_by: Option<ShopId>,
    pub created_at: Millis,
    pub revoked_at: Option<Millis>,
}

/// How well a shop knows a passport.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = ac)]
pub struct Acquaintance {
    pub brand_id: BrandId,
    pub shop_id: ShopId,
    pub passport_id: PassportId,
    pub visits: i64,
    pub first_at: Millis,
    pub last_at: Millis,
}

/// A key by which a resident's phone makes passes.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = pk)]
pub struct PassKey {
    pub brand_id: BrandId,
    pub id: PassKeyId,
    pub passport_id: PassportId,
    /// Ed25519: 32 bytes, base64url.
    pub public_key: String,
    /// By what the holder tells the phone: its browser and system.
    pub label: String,
    pub created_at: Millis,
    /// When it last renewed its key, or a pass of its was taken.
    pub used_at: Millis,
    pub expires_at: Millis,
    pub revoked_at: Option<Millis>,
}

/// A pass that points were used with.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = sp)]
pub(super) struct SpentPass {
    pub brand_id: BrandId,
    pub pass_hash: String,
    pub passport_id: PassportId,
    pub redemption_id: RedemptionId,
    pub at: Millis,
}

pub(super) fn insert(tx: &mut Tx, passport: &Passport) -> Result<()> {
    diesel::insert_into(passports::table).values(passport).execute(tx)?;
    Ok(())
}

pub fn passport(tx: &mut Tx, brand: BrandId, id: PassportId) -> Result<Passport> {
    let row = passports::table.filter(passports::brand_id.eq(brand).and(passports::id.eq(id)));
    Ok(on_engine!(tx, c => row.get_result(c))?)
}

/// The passport, locked until the transaction ends: guards cooldown and caps, which READ COMMITTED alone does not.
pub fn lock(tx: &mut Tx, brand: BrandId, id: PassportId) -> Result<Passport> {
    let row = passports::table.filter(passports::brand_id.eq(brand).and(passports::id.eq(id)));
    Ok(first_locked!(tx, row, Passport)?)
}

pub(super) fn by_code(tx: &mut Tx, brand: BrandId, code: &str) -> Result<Option<PassportId>> {
    let row = passports::table.filter(passports::brand_id.eq(brand).and(passports::code.eq(code)));
    Ok(on_engine!(tx, c => row.select(passports::id).get_result(c)).optional()?)
}

pub(super) fn card(tx: &mut Tx, brand: BrandId, shown: &Shown) -> Result<Option<Card>> {
    let here = cards::table.filter(cards::brand_id.eq(brand));
    Ok(match shown {
        Shown::Token(token) => on_engine!(tx, c => here.filter(cards::token.eq(token)).get_result(c)).optional()?,
        Shown::Card(code) => on_engine!(tx, c => here.filter(cards::code.eq(code)).get_result(c)).optional()?,
        Shown::Passport(_) | Shown::Other => None,
    })
}

/// Which street a card's token belongs to; nothing of its holder.
pub fn street_of_card(tx: &mut Tx, token: &str) -> Result<Option<BrandId>> {
    let token = token.to_ascii_lowercase();
    Ok(cards::table.filter(cards::token.eq(token)).select(cards::brand_id).get_result(tx).optional()?)
}

pub(super) fn insert_card(tx: &mut Tx, card: &Card) -> Result<()> {
    diesel::insert_into(cards::table).values(card).execute(tx)?;
    Ok(())
}

/// Gives a blank card its passport; 0 where it has one.
pub(super) fn bind(tx: &mut Tx, card: CardId, passport: PassportId) -> Result<usize> {
    let blank = cards::table.filter(cards::id.eq(card).and(cards::passport_id.is_null()));
    Ok(diesel::update(blank).set(cards::passport_id.eq(Some(passport))).execute(tx)?)
}

/// A passport's cards, newest first.
pub fn cards_of(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Vec<Card>> {
    let row = cards::table.filter(cards::brand_id.eq(brand).and(cards::passport_id.eq(passport)));
    Ok(row.order(cards::id.desc()).load(tx)?)
}

/// The cards of one printed sheet.
pub fn batch(tx: &mut Tx, brand: BrandId, batch: i64) -> Result<Vec<Card>> {
    Ok(cards::table.filter(cards::brand_id.eq(brand).and(cards::batch.eq(batch))).order(cards::id).load(tx)?)
}

pub(super) fn revoke_cards(tx: &mut Tx, brand: BrandId, passport: PassportId, now: Millis) -> Result<()> {
    let live = cards::brand_id.eq(brand).and(cards::passport_id.eq(passport)).and(cards::revoked_at.is_null());
    diesel::update(cards::table.filter(live)).set(cards::revoked_at.eq(Some(now))).execute(tx)?;
    Ok(())
}

pub(super) fn forget_claim(tx: &mut Tx, card: CardId) -> Result<()> {
    diesel::update(cards::table.filter(cards::id.eq(card))).set(cards::claim_hash.eq(None::<String>)).execute(tx)?;
    Ok(())
}

pub(super) fn forget_claims(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<()> {
    let theirs = cards::table.filter(cards::brand_id.eq(brand).and(cards::passport_id.eq(passport)));
    diesel::update(theirs).set(cards::claim_hash.eq(None::<String>)).execute(tx)?;
    Ok(())
}

pub(super) fn set_pin(tx: &mut Tx, brand: BrandId, passport: PassportId, hash: &str) -> Result<()> {
    let row = passports::table.filter(passports::brand_id.eq(brand).and(passports::id.eq(passport)));
    diesel::update(row).set(passports::pin_hash.eq(Some(hash))).execute(tx)?;
    Ok(())
}

pub(super) fn pin_tries(tx: &mut Tx, brand: BrandId, passport: PassportId, shop: ShopId) -> Result<(i64, Millis)> {
    let row = tries::table
        .filter(tries::brand_id.eq(brand).and(tries::passport_id.eq(passport)).and(tries::shop_id.eq(shop)))
        .select((tries::wrong, tries::locked_until));
    Ok(row.get_result(tx).optional()?.unwrap_or((0, Millis(0))))
}

pub(super) fn set_pin_tries(
    tx: &mut Tx,
    brand: BrandId,
    passport: PassportId,
    shop: ShopId,
    wrong: i64,
    until: Millis,
) -> Result<()> {
    let key = (tries::brand_id.eq(brand), tries::passport_id.eq(passport), tries::shop_id.eq(shop));
    let set = (tries::wrong.eq(wrong), tries::locked_until.eq(until));
    on_engine!(tx, c => diesel::insert_into(tries::table)
        .values((key, set))
        .on_conflict((tries::brand_id, tries::passport_id, tries::shop_id))
        .do_update()
        .set(set)
        .execute(c))?;
    Ok(())
}

pub(super) fn forget_pin_tries(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<()> {
    let theirs = tries::table.filter(tries::brand_id.eq(brand).and(tries::passport_id.eq(passport)));
    diesel::delete(theirs).execute(tx)?;
    Ok(())
}

pub(super) fn pass_key(tx: &mut Tx, brand: BrandId, id: PassKeyId) -> Result<Option<PassKey>> {
    let row = pk::table.filter(pk::brand_id.eq(brand).and(pk::id.eq(id)));
    Ok(on_engine!(tx, c => row.get_result(c)).optional()?)
}

pub(super) fn pass_key_by_public(tx: &mut Tx, brand: BrandId, public: &str) -> Result<Option<PassKey>> {
    let row = pk::table.filter(pk::brand_id.eq(brand).and(pk::public_key.eq(public)));
    Ok(row.get_result(tx).optional()?)
}

/// A passport's phones, stopped ones too; the one used last comes first.
pub fn pass_keys(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Vec<PassKey>> {
    let theirs = pk::table.filter(pk::brand_id.eq(brand).and(pk::passport_id.eq(passport)));
    Ok(theirs.order((pk::used_at.desc(), pk::id.desc())).load(tx)?)
}

pub(super) fn insert_pass_key(tx: &mut Tx, key: &PassKey) -> Result<()> {
    diesel::insert_into(pk::table).values(key).execute(tx)?;
    Ok(())
}

pub(super) fn renew_pass_key(tx: &mut Tx, brand: BrandId, id: PassKeyId, now: Millis, until: Millis) -> Result<()> {
    let row = pk::table.filter(pk::brand_id.eq(brand).and(pk::id.eq(id)));
    diesel::update(row).set((pk::used_at.eq(now), pk::expires_at.eq(until))).execute(tx)?;
    Ok(())
}

/// A pass of an earlier time (offline) leaves it as it is.
pub(super) fn pass_key_used(tx: &mut Tx, brand: BrandId, id: PassKeyId, at: Millis) -> Result<()> {
    let row = pk::table.filter(pk::brand_id.eq(brand).and(pk::id.eq(id)).and(pk::used_at.lt(at)));
    diesel::update(row).set(pk::used_at.eq(at)).execute(tx)?;
    Ok(())
}

pub(super) fn revoke_pass_key(
    tx: &mut Tx,
    brand: BrandId,
    passport: PassportId,
    id: PassKeyId,
    now: Millis,
) -> Result<()> {
    let theirs = pk::brand_id.eq(brand).and(pk::passport_id.eq(passport)).and(pk::id.eq(id));
    let live = pk::table.filter(theirs.and(pk::revoked_at.is_null()));
    diesel::update(live).set(pk::revoked_at.eq(Some(now))).execute(tx)?;
    Ok(())
}

/// 0 where it was spent before.
pub(super) fn spend_pass(tx: &mut Tx, spent: SpentPass) -> Result<usize> {
    Ok(on_engine!(tx, c => diesel::insert_into(sp::table).values(spent).on_conflict_do_nothing().execute(c))?)
}

pub(super) fn forget_passes(tx: &mut Tx, before: Millis) -> Result<()> {
    diesel::delete(sp::table.filter(sp::at.lt(before))).execute(tx)?;
    diesel::delete(pk::table.filter(pk::expires_at.lt(before).and(pk::revoked_at.is_null()))).execute(tx)?;
    Ok(())
}

/// Everything a resident shares, by kind and shop.
pub fn shares(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Vec<(Sharing, ShopId)>> {
    use shares_table as s;
    let theirs = s::table.filter(s::brand_id.eq(brand).and(s::passport_id.eq(passport)));
    let theirs = theirs.select((s::kind, s::shop_id));
    let rows: Vec<(String, ShopId)> = on_engine!(tx, c => theirs.load(c))?;
    Ok(rows.into_iter().filter_map(|(kind, shop)| Some((Sharing::parse(&kind)?, shop))).collect())
}

/// Nobody shares anything with this shop any more.
pub fn share_no_more(tx: &mut Tx, brand: BrandId, shop: ShopId) -> Result<()> {
    use shares_table as s;
    diesel::delete(s::table.filter(s::brand_id.eq(brand).and(s::shop_id.eq(shop)))).execute(tx)?;
    Ok(())
}

pub(super) fn set_shares(
    tx: &mut Tx,
    brand: BrandId,
    passport: PassportId,
    kind: Sharing,
    shops: &[ShopId],
    now: Millis,
) -> Result<()> {
    use shares_table as s;
    let theirs = s::brand_id.eq(brand).and(s::passport_id.eq(passport)).and(s::kind.eq(kind.name()));
    diesel::delete(s::table.filter(theirs.and(s::shop_id.ne_all(shops.to_vec())))).execute(tx)?;
    for shop in shops {
        let row = (
            s::brand_id.eq(brand),
            s::passport_id.eq(passport),
            s::kind.eq(kind.name()),
            s::shop_id.eq(*shop),
            s::granted_at.eq(now),
        );
        on_engine!(tx, c => diesel::insert_into(s::table).values(row).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

/// The needs a resident said they like.
pub fn likes(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Vec<String>> {
    use likes_table as l;
    let theirs = l::table.filter(l::brand_id.eq(brand).and(l::passport_id.eq(passport)));
    Ok(theirs.order(l::need).select(l::need).load(tx)?)
}

pub fn set_likes(tx: &mut Tx, brand: BrandId, passport: PassportId, needs: &[String], now: Millis) -> Result<()> {
    use likes_table as l;
    diesel::delete(l::table.filter(l::brand_id.eq(brand).and(l::passport_id.eq(passport)))).execute(tx)?;
    for need in needs {
        let row = (l::brand_id.eq(brand), l::passport_id.eq(passport), l::need.eq(need), l::created_at.eq(now));
        on_engine!(tx, c => diesel::insert_into(l::table).values(row).on_conflict_do_nothing().execute(c))?;
    }
    Ok(())
}

pub fn acquaintance(tx: &mut Tx, brand: BrandId, shop: ShopId, passport: PassportId) -> Result<Option<Acquaintance>> {
    let row = ac::table.filter(ac::brand_id.eq(brand).and(ac::shop_id.eq(shop)).and(ac::passport_id.eq(passport)));
    Ok(on_engine!(tx, c => row.get_result(c)).optional()?)
}

/// Every shop a passport has been to.
pub fn acquaintances(tx: &mut Tx, brand: BrandId, passport: PassportId) -> Result<Vec<Acquaintance>> {
    Ok(ac::table.filter(ac::brand_id.eq(brand).and(ac::passport_id.eq(passport))).load(tx)?)
}

/// A shop and a new resident meet: registered here, no visit yet.
pub(super) fn meet(tx: &mut Tx, brand: BrandId, shop: ShopId, passport: PassportId, now: Millis) -> Result<()> {
    let row =
        Acquaintance { brand_id: brand, shop_id: shop, passport_id: passport, visits: 0, first_at: now, last_at: now };
    on_engine!(tx, c => diesel::insert_into(ac::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

/// Has this passport been here, or was it registered here?
pub fn met_here(tx: &mut Tx, brand: BrandId, shop: ShopId, passport: PassportId) -> Result<bool> {
    Ok(acquaintance(tx, brand, shop, passport)?.is_some())
}

statement!(
    Again { first: i64, last: i64, brand: i64, passport: i64, shop: i64 }
    "UPDATE acquaintances SET visits = visits + 1, first_at = " first ", last_at = " last
    " WHERE brand_id = " brand " AND passport_id = " passport " AND shop_id = " shop
);

statement!(
    First { brand: i64, shop: i64, passport: i64, at: i64, last: i64 }
    "INSERT INTO acquaintances (brand_id, shop_id, passport_id, visits, first_at, last_at) VALUES (" brand ", " shop ", "
    passport ", 1, " at ", " last ") ON CONFLICT (brand_id, passport_id, shop_id) DO UPDATE SET visits = "
    "acquaintances.visits + 1, last_at = excluded.last_at"
);

/// Counts one visit more. A visit from earlier (offline, import) leaves `last_at` as it is.
pub fn add_visit(tx: &mut Tx, known: Option<&Acquaintance>, row: Acquaintance) -> Result<()> {
    let (brand, passport, shop) = (row.brand_id.0, row.passport_id.0, row.shop_id.0);
    let Some(known) = known else {
        let first = First { brand, shop, passport, at: row.first_at.0, last: row.last_at.0 };
        on_engine!(tx, c => first.execute(c))?;
        return Ok(());
    };
    let first = if known.visits == 0 { row.first_at } else { known.first_at.min(row.first_at) };
    let last = if known.visits == 0 { row.last_at } else { known.last_at.max(row.last_at) };
    let again = Again { first: first.0, last: last.0, brand, passport, shop };
    on_engine!(tx, c => again.execute(c))?;
    Ok(())
}

/// Counts the visits of a passport at a shop anew, after one was undone.
pub fn recount(tx: &mut Tx, brand: BrandId, shop: ShopId, passport: PassportId) -> Result<()> {
    let stand = visits::table.filter(
        visits::brand_id
            .eq(brand)
            .and(visits::shop_id.eq(shop))
            .and(visits::passport_id.eq(passport))
            .and(visits::reversed_at.is_null()),
    );
    let (count, first, last): (i64, Option<Millis>, Option<Millis>) =
        stand.select((count_star(), min(visits::at), max(visits::at))).get_result(tx)?;
    let key = ac::brand_id.eq(brand).and(ac::shop_id.eq(shop)).and(ac::passport_id.eq(passport));
    match first.zip(last) {
        Some((first, last)) => diesel::update(ac::table.filter(key))
            .set((ac::visits.eq(count), ac::first_at.eq(first), ac::last_at.eq(last)))
            .execute(tx)?,
        None => diesel::update(ac::table.filter(key)).set(ac::visits.eq(0)).execute(tx)?,
    };
    Ok(())
}

statement!(
    Touch { at: i64, shop: Option<i64>, day: i64, points: i64, brand: i64, id: i64 }
    "UPDATE passports SET last_visit_at = " at ", last_shop = " shop ", earned_day = " day ", earned_points = " points
    " WHERE brand_id = " brand " AND id = " id
);

/// Remembers the latest visit, and what the day came to; of an earlier one only what belongs to the latest day.
pub fn touch(tx: &mut Tx, p: &Passport, shop: ShopId, at: Millis, (day, points): (Day, Points)) -> Result<()> {
    let later = at >= p.last_visit_at;
    if !later && day < p.earned_day {
        return Ok(());
    }
    let (last, last_shop) = if later { (at, Some(shop)) } else { (p.last_visit_at, p.last_shop) };
    let (day, points) = match day.cmp(&p.earned_day) {
        Ordering::Less => (p.earned_day, p.earned_points),
        Ordering::Equal => (day, p.earned_points.plus(points)?),
        Ordering::Greater => (day, points),
    };
    let shop = last_shop.map(|s| s.0);
    let touch = Touch { at: last.0, shop, day: day.0, points: points.0, brand: p.brand_id.0, id: p.id.0 };
    on_engine!(tx, c => touch.execute(c))?;
    Ok(())
}

/// What the passport, which is locked, earned by visits on a day.
pub fn earned_on(tx: &mut Tx, p: &Passport, day: Day) -> Result<Points> {
    match day.cmp(&p.earned_day) {
        Ordering::Greater => Ok(Points::ZERO),
        Ordering::Equal => Ok(p.earned_points),
        // A tablet's tap of an earlier day.
        Ordering::Less => {
            use visits as v;
            let then = v::brand_id.eq(p.brand_id).and(v::passport_id.eq(p.id)).and(v::day.eq(day));
            let sum = sql::<Nullable<BigInt>>("CAST(SUM(visit_points + spend_points) AS BIGINT)");
            let stand = v::reversed_at.is_null().and(v::origin.is_null());
            let found = v::table.filter(then.and(stand)).select(sum);
            Ok(Points(found.first::<Option<i64>>(tx)?.unwrap_or(0)))
        }
    }
}

/// A visit of a day now counts for more points, or fewer.
pub fn earned_otherwise(tx: &mut Tx, p: &Passport, day: Day, by: i64) -> Result<()> {
    use passports as t;
    let then = t::brand_id.eq(p.brand_id).and(t::id.eq(p.id)).and(t::earned_day.eq(day));
    diesel::update(t::table.filter(then)).set(t::earned_points.eq(t::earned_points + by)).execute(tx)?;
    Ok(())
}

/// People who have been to this shop and whose name or reading has a word that begins so; latest first.
pub fn search_here(tx: &mut Tx, brand: BrandId, shop: ShopId, folded: &str, limit: i64) -> Result<Vec<Passport>> {
    // `folded` has no wildcard signs left that matter, but for `%` and `_` typed on purpose.
    let pattern = format!("% {}%", folded.replace(['%', '_', '\\'], ""));
    let here = ac::table
        .inner_join(passports::table.on(passports::id.eq(ac::passport_id)))
        .filter(ac::brand_id.eq(brand).and(ac::shop_id.eq(shop)))
        .filter(passports::merged_into.is_null().and(passports::search.like(pattern)));
    Ok(here.order(ac::last_at.desc()).limit(limit).select(passports::all_columns).load(tx)?)
}

/// Passports without a visit since a time, for the sweep of lapsed points.
pub fn idle(tx: &mut Tx, brand: BrandId, since: Millis, after: PassportId, limit: i64) -> Result<Vec<Passport>> {
    use passports as p;
    let quiet = p::brand_id.eq(brand).and(p::last_visit_at.le(since)).and(p::id.gt(after));
    Ok(p::table.filter(quiet).order(p::id).limit(limit).load(tx)?)
}

pub(super) fn set_warned(tx: &mut Tx, brand: BrandId, id: PassportId, at: Option<Millis>) -> Result<()> {
    use passports as p;
    diesel::update(p::table.filter(p::brand_id.eq(brand).and(p::id.eq(id)))).set(p::warned_at.eq(at)).execute(tx)?;
    Ok(())
}

/// Everything of `other` becomes `keep`'s; `other` is a signpost from now on.
pub(super) fn move_all(tx: &mut Tx, brand: BrandId, other: PassportId, keep: PassportId, now: Millis) -> Result<()> {
    let met: Vec<ShopId> = acquaintances(tx, brand, other)?.into_iter().map(|a| a.shop_id).collect();
    macro_rules! repoint {
        ($($table:ident),*) => {$(
            diesel::update($table::table.filter($table::brand_id.eq(brand).and($table::passport_id.eq(other))))
                .set($table::passport_id.eq(keep))
                .execute(tx)?;
        )*};
    }
    repoint!(visits, slips, redemptions, notes, looks, cases, proposals, proposal_parts, queued_taps);
    diesel::delete(askings::table.filter(askings::brand_id.eq(brand).and(askings::passport_id.eq(other))))
        .execute(tx)?;
    diesel::update(cards::table.filter(cards::brand_id.eq(brand).and(cards::passport_id.eq(other))))
        .set(cards::passport_id.eq(Some(keep)))
        .execute(tx)?;
    for like in likes(tx, brand, other)? {
        use likes_table as l;
        let row = (l::brand_id.eq(brand), l::passport_id.eq(keep), l::need.eq(like), l::created_at.eq(0i64));
        on_engine!(tx, c => diesel::insert_into(l::table).values(row).on_conflict_do_nothing().execute(c))?;
    }
    set_likes(tx, brand, other, &[], Millis(0))?;
    for kind in Sharing::ALL {
        set_shares(tx, brand, other, *kind, &[], Millis(0))?;
    }
    diesel::delete(ac::table.filter(ac::brand_id.eq(brand).and(ac::passport_id.eq(other)))).execute(tx)?;
    for shop in met {
        meet(tx, brand, shop, keep, Millis(0))?;
        recount(tx, brand, shop, keep)?;
    }
    forget_pin_tries(tx, brand, other)?;
    diesel::update(sp::table.filter(sp::brand_id.eq(brand).and(sp::passport_id.eq(other))))
        .set(sp::passport_id.eq(keep))
        .execute(tx)?;
    // Nor whether their phones may spend what is `keep`'s: each of them stops, and can be seen to have.
    let phones = pk::table.filter(pk::brand_id.eq(brand).and(pk::passport_id.eq(other)));
    diesel::update(phones.filter(pk::revoked_at.is_null())).set(pk::revoked_at.eq(Some(now))).execute(tx)?;
    diesel::update(phones).set(pk::passport_id.eq(keep)).execute(tx)?;
    move_household(tx, brand, other, keep)?;
    // Who held `other`, and who helped with it: none of them is asked whether they may open `keep`.
    diesel::delete(invitations::table.filter(invitations::brand_id.eq(brand).and(invitations::passport_id.eq(other))))
        .execute(tx)?;
    // Ended, not deleted: whoever signed in with it is found by it when they want to be forgotten.
    let held =
        memberships::brand_id.eq(brand).and(memberships::passport_id.eq(other)).and(memberships::ended_at.is_null());
    diesel::update(memberships::table.filter(held)).set(memberships::ended_at.eq(Some(now))).execute(tx)?;
    let (old, new) = (passport(tx, brand, other)?, passport(tx, brand, keep)?);
    let row = |id: PassportId| passports::table.filter(passports::brand_id.eq(brand).and(passports::id.eq(id)));
    diesel::update(row(other))
        .set((
            passports::merged_into.eq(Some(keep)),
            passports::name.eq(""),
            passports::reading.eq(""),
            passports::search.eq(""),
            passports::pin_hash.eq(None::<String>),
        ))
        .execute(tx)?;
    // Signposts that led to `other` lead on.
    diesel::update(passports::table.filter(passports::brand_id.eq(brand).and(passports::merged_into.eq(other))))
        .set(passports::merged_into.eq(Some(keep)))
        .execute(tx)?;
    if old.last_visit_at > new.last_visit_at {
        diesel::update(row(keep))
            .set((passports::last_visit_at.eq(old.last_visit_at), passports::last_shop.eq(old.last_shop)))
            .execute(tx)?;
    }
    let together = match old.earned_day.cmp(&new.earned_day) {
        Ordering::Less => (new.earned_day, new.earned_points),
        Ordering::Equal => (new.earned_day, new.earned_points.plus(old.earned_points)?),
        Ordering::Greater => (old.earned_day, old.earned_points),
    };
    diesel::update(row(keep))
        .set((passports::earned_day.eq(together.0), passports::earned_points.eq(together.1)))
        .execute(tx)?;
    if new.name.is_empty() && !old.name.is_empty() {
        diesel::update(row(keep))
            .set((passports::name.eq(old.name), passports::reading.eq(old.reading), passports::search.eq(old.search)))
            .execute(tx)?;
    }
    let kept = passport(tx, brand, keep)?;
    if kept.merged_into.is_some() { Err(Error::broken("a merged passport was kept")) } else { Ok(()) }
}

/// `keep` takes `other`'s place in a shared stamp book, unless it shares one itself. Asks that wait end: they were said to
/// somebody who is no more.
fn move_household(tx: &mut Tx, brand: BrandId, other: PassportId, keep: PassportId) -> Result<()> {
    use {household_asks as a, household_members as m, household_yeses as y, households as h};
    let asks = a::brand_id.eq(brand).and(a::asked_by.eq(other).or(a::passport_id.eq(other).assume_not_null()));
    let asks: Vec<AskId> = a::table.filter(asks).select(a::id).load(tx)?;
    let said = y::brand_id.eq(brand).and(y::ask_id.eq_any(asks.clone()).or(y::passport_id.eq(other)));
    diesel::delete(y::table.filter(said)).execute(tx)?;
    diesel::delete(a::table.filter(a::brand_id.eq(brand).and(a::id.eq_any(asks)))).execute(tx)?;
    let row = |id: PassportId| m::table.filter(m::brand_id.eq(brand).and(m::passport_id.eq(id)));
    let house = |tx: &mut Tx, id: PassportId| -> Result<Option<HouseholdId>> {
        Ok(row(id).select(m::household_id).get_result(tx).optional()?)
    };
    let Some(left) = house(tx, other)? else { return Ok(()) };
    if house(tx, keep)?.is_none() {
        diesel::update(row(other)).set(m::passport_id.eq(keep)).execute(tx)?;
        return Ok(());
    }
    diesel::delete(row(other)).execute(tx)?;
    let there = m::table.filter(m::brand_id.eq(brand).and(m::household_id.eq(left)));
    if there.count().get_result::<i64>(tx)? < 2 {
        diesel::delete(there).execute(tx)?;
        diesel::delete(h::table.filter(h::brand_id.eq(brand).and(h::id.eq(left)))).execute(tx)?;
    }
    Ok(())
}
