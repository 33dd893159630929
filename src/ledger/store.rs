//! Accounts and transfers in the database.

use super::{Code, Kind, Side};
use crate::db::schema::{accounts, transfers};
use crate::db::{Tx, on_engine, statement};
use crate::words::{AccountId, BrandId, Error, Millis, Points, Refusal, Result, TransferId};
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use std::collections::BTreeMap;

#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = accounts)]
pub struct Account {
    pub brand_id: BrandId,
    pub id: AccountId,
    pub kind: Kind,
    pub owner_id: i64,
    pub guarded: bool,
    pub debits_posted: Points,
    pub credits_posted: Points,
    pub created_at: Millis,
}

impl Account {
    /// Credits less debits.
    pub fn balance(&self) -> Points {
        Points(self.credits_posted.0 - self.debits_posted.0)
    }
}

#[derive(Debug, Clone, Queryable)]
pub struct Posting {
    pub brand_id: BrandId,
    pub id: TransferId,
    pub debit_account: AccountId,
    pub credit_account: AccountId,
    pub amount: Points,
    pub code: Code,
    pub about: i64,
    pub reverses: Option<TransferId>,
    pub at: Millis,
    pub posted_at: Millis,
}

pub(super) fn id_of(tx: &mut Tx, brand: BrandId, side: Side) -> Result<Option<AccountId>> {
    use accounts as a;
    let row =
        a::table.filter(a::brand_id.eq(brand).and(a::kind.eq(side.kind)).and(a::owner_id.eq(side.owner))).select(a::id);
    Ok(on_engine!(tx, c => row.get_result(c)).optional()?)
}

pub(super) fn find(tx: &mut Tx, brand: BrandId, side: Side) -> Result<Option<Account>> {
    use accounts as a;
    let row = a::table.filter(a::brand_id.eq(brand).and(a::kind.eq(side.kind)).and(a::owner_id.eq(side.owner)));
    Ok(on_engine!(tx, c => row.get_result(c)).optional()?)
}

/// What a passport has, and what it owes: in one look, since every tap asks.
pub(super) fn held_and_owed(tx: &mut Tx, brand: BrandId, passport: i64) -> Result<(Points, Points)> {
    use accounts as a;
    let either = a::kind.eq(Kind::Passport).or(a::kind.eq(Kind::Debt));
    let rows = a::table.filter(a::brand_id.eq(brand).and(either).and(a::owner_id.eq(passport))).select((
        a::kind,
        a::credits_posted,
        a::debits_posted,
    ));
    let rows: Vec<(Kind, Points, Points)> = on_engine!(tx, c => rows.load(c))?;
    let mut both = (Points::ZERO, Points::ZERO);
    for (kind, credits, debits) in rows {
        match kind {
            Kind::Debt => both.1 = debits.minus(credits)?,
            _ => both.0 = credits.minus(debits)?,
        }
    }
    Ok(both)
}

pub(super) fn by_id(tx: &mut Tx, brand: BrandId, id: AccountId) -> Result<Account> {
    let row = accounts::table.filter(accounts::brand_id.eq(brand).and(accounts::id.eq(id)));
    Ok(on_engine!(tx, c => row.get_result(c))?)
}

/// Opens the account unless somebody else has just done so.
pub(super) fn open(tx: &mut Tx, account: &Account) -> Result<()> {
    let account = account.clone();
    on_engine!(tx, c => diesel::insert_into(accounts::table).values(account).on_conflict_do_nothing().execute(c))?;
    Ok(())
}

statement!(
    /// Adds to an account unless that would leave a guarded one below zero.
    AddPosted { debits: i64, credits: i64, id: i64, brand: i64, more_debits: i64, more_credits: i64 }
    "UPDATE accounts SET debits_posted = debits_posted + " debits
    ", credits_posted = credits_posted + " credits
    " WHERE id = " id " AND brand_id = " brand
    " AND (NOT guarded OR debits_posted + " more_debits " <= credits_posted + " more_credits ")"
);

statement!(
    Post {
        brand: i64, id: i64, debit: i64, credit: i64, amount: i64, code: String, about: i64, reverses: Option<i64>,
        at: i64, posted: i64, open_of: i64
    }
    "INSERT INTO transfers (brand_id, id, debit_account, credit_account, amount, code, about, reverses, at, posted_at) "
    "SELECT " brand ", " id ", " debit ", " credit ", " amount ", " code ", " about ", " reverses ", " at ", "
    // Too late for a closed month: into the open one.
    "CASE WHEN m.until_at > m.posted THEN m.until_at ELSE m.posted END "
    "FROM (SELECT " posted " AS posted, COALESCE(MAX(until_at), 0) AS until_at FROM months WHERE brand_id = " open_of ") m"
);

/// Inserts the transfers and adds them to their accounts, in the order of the accounts' ids (so that two writers never
/// wait for each other in a circle).
pub(super) fn apply(tx: &mut Tx, brand: BrandId, lines: &[Posting]) -> Result<()> {
    let mut sums: BTreeMap<AccountId, (i64, i64)> = BTreeMap::new();
    for line in lines {
        let amount = line.amount.0;
        let overflow = || Error::broken("points overflow");
        let debit = &mut sums.entry(line.debit_account).or_default().0;
        *debit = debit.checked_add(amount).ok_or_else(overflow)?;
        let credit = &mut sums.entry(line.credit_account).or_default().1;
        *credit = credit.checked_add(amount).ok_or_else(overflow)?;
    }
    for (id, (debits, credits)) in sums {
        let add = AddPosted { debits, credits, id: id.0, brand: brand.0, more_debits: debits, more_credits: credits };
        let changed = on_engine!(tx, c => add.execute(c))?;
        if changed == 0 {
            return Err(Refusal::new(409, "insufficient_points").into());
        }
    }
    for line in lines {
        let post = Post {
            brand: brand.0,
            id: line.id.0,
            debit: line.debit_account.0,
            credit: line.credit_account.0,
            amount: line.amount.0,
            code: line.code.name().to_owned(),
            about: line.about,
            reverses: line.reverses.map(|r| r.0),
            at: line.at.0,
            posted: line.posted_at.0,
            open_of: brand.0,
        };
        on_engine!(tx, c => post.execute(c))?;
    }
    Ok(())
}

/// As if the database had found it: the write is tried again.
pub(super) fn met_another() -> Error {
    let kind = diesel::result::DatabaseErrorKind::SerializationFailure;
    diesel::result::Error::DatabaseError(kind, Box::new("another took the rest".to_owned())).into()
}

/// Transfers about something that no other transfer has reversed.
pub(super) fn standing(tx: &mut Tx, brand: BrandId, about: i64) -> Result<Vec<Posting>> {
    use transfers as t;
    let all: Vec<Posting> = t::table.filter(t::brand_id.eq(brand).and(t::about.eq(about))).order(t::id).load(tx)?;
    let undone: Vec<TransferId> = all.iter().filter_map(|p| p.reverses).collect();
    let stands = |p: &Posting| p.reverses.is_none() && !undone.contains(&p.id);
    Ok(all.into_iter().filter(stands).collect())
}

pub fn by_kind(tx: &mut Tx, brand: BrandId, kind: Kind) -> Result<Vec<Account>> {
    use accounts as a;
    Ok(a::table.filter(a::brand_id.eq(brand).and(a::kind.eq(kind))).order(a::id).load(tx)?)
}

/// Every account of the brand.
pub fn accounts_of(tx: &mut Tx, brand: BrandId) -> Result<Vec<Account>> {
    Ok(accounts::table.filter(accounts::brand_id.eq(brand)).order(accounts::id).load(tx)?)
}

/// The latest transfers, newest first.
pub fn recent(tx: &mut Tx, brand: BrandId, limit: i64) -> Result<Vec<Posting>> {
    use transfers as t;
    Ok(t::table.filter(t::brand_id.eq(brand)).order(t::id.desc()).limit(limit).load(tx)?)
}

/// The latest transfers of one account, newest first; true where it was credited.
pub fn latest_of(tx: &mut Tx, brand: BrandId, side: Side, limit: i64) -> Result<Vec<(Posting, bool)>> {
    use transfers as t;
    let Some(account) = id_of(tx, brand, side)? else { return Ok(Vec::new()) };
    let touches = t::debit_account.eq(account).or(t::credit_account.eq(account));
    let rows: Vec<Posting> =
        t::table.filter(t::brand_id.eq(brand).and(touches)).order(t::id.desc()).limit(limit).load(tx)?;
    Ok(rows
        .into_iter()
        .map(|p| {
            let credited = p.credit_account == account;
            (p, credited)
        })
        .collect())
}

/// Sum of the transfers of each code within a time, reversals of them under their own code.
pub fn sum_by_code(tx: &mut Tx, brand: BrandId, from: Millis, to: Millis) -> Result<Vec<(Code, Points)>> {
    use transfers as t;
    let sum = diesel::dsl::sql::<BigInt>("CAST(SUM(amount) AS BIGINT)");
    Ok(t::table
        .filter(t::brand_id.eq(brand).and(t::at.ge(from)).and(t::at.lt(to)))
        .group_by(t::code)
        .select((t::code, sum))
        .load(tx)?)
}
