//! Sums over the ledger that only the page of the books asks for.

use crate::db::Tx;
use crate::db::schema::transfers as t;
use crate::ledger::Code;
use crate::words::{AccountId, BrandId, Result};
use diesel::prelude::*;
use diesel::sql_types::BigInt;

/// A sum of transfers of one code on one side of an account.
pub(super) struct Sum {
    pub account: AccountId,
    pub code: Code,
    pub amount: i64,
}

fn sum(rows: Vec<(AccountId, Code, i64)>) -> Vec<Sum> {
    rows.into_iter().map(|(account, code, amount)| Sum { account, code, amount }).collect()
}

/// By code, of each account debited; reversals aside.
pub(super) fn debits(tx: &mut Tx, brand: BrandId) -> Result<Vec<Sum>> {
    let total = diesel::dsl::sql::<BigInt>("CAST(SUM(amount) AS BIGINT)");
    let own = t::table.filter(t::brand_id.eq(brand).and(t::reverses.is_null()));
    Ok(sum(own.group_by((t::debit_account, t::code)).select((t::debit_account, t::code, total)).load(tx)?))
}

/// By code, of each account credited; reversals aside.
pub(super) fn credits(tx: &mut Tx, brand: BrandId) -> Result<Vec<Sum>> {
    let total = diesel::dsl::sql::<BigInt>("CAST(SUM(amount) AS BIGINT)");
    let own = t::table.filter(t::brand_id.eq(brand).and(t::reverses.is_null()));
    Ok(sum(own.group_by((t::credit_account, t::code)).select((t::credit_account, t::code, total)).load(tx)?))
}

/// Each reversal with the code of what it undoes: (debited, credited, that code, amount).
pub(super) fn reversals(tx: &mut Tx, brand: BrandId) -> Result<Vec<(AccountId, AccountId, Code, i64)>> {
    let undone = diesel::alias!(t as undone);
    let join = undone.on(undone.field(t::id).nullable().eq(t::reverses));
    Ok(t::table
        .inner_join(join)
        .filter(t::brand_id.eq(brand).and(t::reverses.is_not_null()))
        .select((t::debit_account, t::credit_account, undone.field(t::code), t::amount))
        .load(tx)?)
}
