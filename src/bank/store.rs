//! Bank accounts, mandates, files and payments in the database.

use super::rules::{Details, Kind};
use super::{Account, FileKind};
use crate::db::schema::{
    accounts as books, bank_accounts as a, mandates as m, payment_file_lines as l, payment_files as f, payments as p,
    transfers as t,
};
use crate::db::{Tx, on_engine};
use crate::ledger::{self, Code};
use crate::words::{
    BankAccountId, BrandId, Day, Error, Millis, MonthId, PaymentFileId, PaymentId, PersonId, Result, ShopId,
    StatementId,
};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use std::collections::BTreeMap;

#[derive(Queryable, Insertable)]
#[diesel(table_name = a)]
struct AccountRow {
    brand_id: BrandId,
    id: BankAccountId,
    shop_id: Option<ShopId>,
    kind: Kind,
    bank: String,
    branch: String,
    number: String,
    holder: String,
    iban: String,
    bic: String,
    payer_code: String,
    collector_code: String,
    changed_by: Option<PersonId>,
    changed_at: Millis,
}

impl AccountRow {
    fn of(brand: BrandId, account: &Account) -> AccountRow {
        let d = account.details.clone();
        AccountRow {
            brand_id: brand,
            id: BankAccountId::new(),
            shop_id: account.shop,
            kind: d.kind,
            bank: d.bank,
            branch: d.branch,
            number: d.number,
            holder: d.holder,
            iban: d.iban,
            bic: d.bic,
            payer_code: d.payer_code,
            collector_code: d.collector_code,
            changed_by: account.changed_by,
            changed_at: account.changed_at,
        }
    }

    fn read(self) -> Account {
        let details = Details {
            kind: self.kind,
            bank: self.bank,
            branch: self.branch,
            number: self.number,
            holder: self.holder,
            iban: self.iban,
            bic: self.bic,
            payer_code: self.payer_code,
            collector_code: self.collector_code,
        };
        Account { shop: self.shop_id, details, changed_by: self.changed_by, changed_at: self.changed_at }
    }
}

/// A shop's account, or the street's own.
pub(super) fn account(tx: &mut Tx, brand: BrandId, shop: Option<ShopId>) -> Result<Option<Account>> {
    let of = a::table.filter(a::brand_id.eq(brand));
    let row: Option<AccountRow> = match shop {
        Some(shop) => of.filter(a::shop_id.eq(shop)).get_result(tx).optional()?,
        None => of.filter(a::shop_id.is_null()).get_result(tx).optional()?,
    };
    Ok(row.map(AccountRow::read))
}

pub(super) fn accounts(tx: &mut Tx, brand: BrandId) -> Result<Vec<Account>> {
    let rows: Vec<AccountRow> = a::table.filter(a::brand_id.eq(brand)).load(tx)?;
    Ok(rows.into_iter().map(AccountRow::read).collect())
}

pub(super) fn put_account(tx: &mut Tx, brand: BrandId, account: &Account) -> Result<()> {
    let of = a::table.filter(a::brand_id.eq(brand));
    match account.shop {
        Some(shop) => diesel::delete(of.filter(a::shop_id.eq(shop))).execute(tx)?,
        None => diesel::delete(of.filter(a::shop_id.is_null())).execute(tx)?,
    };
    diesel::insert_into(a::table).values(AccountRow::of(brand, account)).execute(tx)?;
    Ok(())
}

#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = m)]
pub struct Mandate {
    pub brand_id: BrandId,
    pub shop_id: ShopId,
    /// The number under which the bank knows it.
    pub customer: String,
    pub signed_on: Day,
    pub kept_by: Option<PersonId>,
    pub kept_at: Millis,
}

pub fn mandates(tx: &mut Tx, brand: BrandId) -> Result<Vec<Mandate>> {
    Ok(m::table.filter(m::brand_id.eq(brand)).order(m::shop_id).load(tx)?)
}

pub(super) fn put_mandate(tx: &mut Tx, mandate: &Mandate) -> Result<()> {
    end_mandate(tx, mandate.brand_id, mandate.shop_id)?;
    diesel::insert_into(m::table).values(mandate.clone()).execute(tx)?;
    Ok(())
}

pub(super) fn end_mandate(tx: &mut Tx, brand: BrandId, shop: ShopId) -> Result<()> {
    diesel::delete(m::table.filter(m::brand_id.eq(brand).and(m::shop_id.eq(shop)))).execute(tx)?;
    Ok(())
}

/// A file that was made for a bank; its content apart.
#[derive(Debug, Clone, Queryable)]
pub struct File {
    pub id: PaymentFileId,
    pub month_id: MonthId,
    pub kind: FileKind,
    pub nth: i64,
    pub on_day: Day,
    pub payments: i64,
    pub total: i64,
    pub sha256: String,
    pub made_by: Option<PersonId>,
    pub made_at: Millis,
}

type FileColumns =
    (f::id, f::month_id, f::kind, f::nth, f::on_day, f::payments, f::total, f::sha256, f::made_by, f::made_at);
const FILE: FileColumns =
    (f::id, f::month_id, f::kind, f::nth, f::on_day, f::payments, f::total, f::sha256, f::made_by, f::made_at);

/// A month's files, newest first.
pub fn files(tx: &mut Tx, brand: BrandId, month: MonthId) -> Result<Vec<File>> {
    let of = f::table.filter(f::brand_id.eq(brand).and(f::month_id.eq(month)));
    Ok(of.order(f::id.desc()).select(FILE).load(tx)?)
}

/// A month's file of this id, with its content (base64); or "not found".
pub(super) fn file(tx: &mut Tx, brand: BrandId, month: MonthId, id: PaymentFileId) -> Result<(File, String)> {
    let of = f::table.filter(f::brand_id.eq(brand).and(f::month_id.eq(month)).and(f::id.eq(id)));
    Ok(of.select((FILE, f::content)).get_result(tx)?)
}

/// False where somebody else has just made the same.
pub(super) fn insert_file(
    tx: &mut Tx,
    brand: BrandId,
    file: &File,
    content: &str,
    lines: &[(ShopId, i64)],
) -> Result<bool> {
    let row = (
        f::brand_id.eq(brand),
        f::id.eq(file.id),
        f::month_id.eq(file.month_id),
        f::kind.eq(file.kind),
        f::nth.eq(file.nth),
        f::on_day.eq(file.on_day),
        f::payments.eq(file.payments),
        f::total.eq(file.total),
        (f::sha256.eq(&file.sha256), f::content.eq(content), f::made_by.eq(file.made_by), f::made_at.eq(file.made_at)),
    );
    let made = on_engine!(tx, c => diesel::insert_into(f::table).values(row).on_conflict_do_nothing().execute(c))?;
    if made == 0 {
        return Ok(false);
    }
    for (shop, amount) in lines {
        let row = (l::brand_id.eq(brand), l::file_id.eq(file.id), l::shop_id.eq(*shop), l::amount.eq(*amount));
        diesel::insert_into(l::table).values(row).execute(tx)?;
    }
    Ok(true)
}

/// Whom a file pays, or draws from, and how much.
pub(super) fn lines(tx: &mut Tx, brand: BrandId, file: PaymentFileId) -> Result<Vec<(ShopId, i64)>> {
    let of = l::table.filter(l::brand_id.eq(brand).and(l::file_id.eq(file)));
    Ok(of.order(l::shop_id).select((l::shop_id, l::amount)).load(tx)?)
}

/// The contents (base64) of all files of a kind that were ever made.
pub(super) fn contents(tx: &mut Tx, brand: BrandId, kind: FileKind) -> Result<Vec<String>> {
    Ok(f::table.filter(f::brand_id.eq(brand).and(f::kind.eq(kind))).select(f::content).load(tx)?)
}

/// A line of an earlier month's file of which nothing was ever noted.
#[derive(Debug, Clone, QueryableByName)]
pub(super) struct Unnoted {
    #[diesel(sql_type = Text)]
    pub month: String,
    #[diesel(sql_type = BigInt)]
    pub made_at: i64,
    #[diesel(sql_type = BigInt)]
    pub shop: i64,
    #[diesel(sql_type = BigInt)]
    pub amount: i64,
}

/// What files of months before a time asked for, newest first, where neither that month's statement nor a later one of the same
/// shop was ever paid. What was taken back did reach us: it is no longer asked for.
pub(super) fn unnoted(tx: &mut Tx, brand: BrandId, before: Millis) -> Result<Vec<Unnoted>> {
    let text = "SELECT m.month AS month, f.made_at AS made_at, l.shop_id AS shop, l.amount AS amount \
         FROM payment_file_lines l JOIN payment_files f ON f.id = l.file_id JOIN months m ON m.id = f.month_id \
         JOIN statements s ON s.month_id = f.month_id AND s.shop_id = l.shop_id \
         WHERE l.brand_id = $1 AND f.brand_id = $2 AND m.until_at < $3 \
         AND NOT EXISTS (SELECT 1 FROM payments p WHERE p.statement_id = s.id) \
         AND NOT EXISTS (SELECT 1 FROM payments p JOIN statements o ON o.id = p.statement_id JOIN months n ON n.id = o.month_id \
             WHERE o.shop_id = l.shop_id AND n.until_at > m.until_at AND p.undone_at IS NULL) \
         ORDER BY f.id DESC, l.shop_id";
    Ok(on_engine!(tx, c => diesel::sql_query(text)
        .bind::<BigInt, _>(brand.0)
        .bind::<BigInt, _>(brand.0)
        .bind::<BigInt, _>(before.0)
        .load(c))?)
}

/// What was paid for a statement.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = p)]
pub struct Payment {
    pub brand_id: BrandId,
    pub id: PaymentId,
    pub statement_id: StatementId,
    pub shop_id: ShopId,
    /// Above zero to the shop.
    pub amount: i64,
    pub paid_on: Day,
    pub file_id: Option<PaymentFileId>,
    pub kept_by: Option<PersonId>,
    pub kept_at: Millis,
    pub undone_by: Option<PersonId>,
    pub undone_at: Option<Millis>,
}

/// Those that stand, of these statements.
pub(super) fn payments(tx: &mut Tx, brand: BrandId, of: &[StatementId]) -> Result<Vec<Payment>> {
    let these = p::brand_id.eq(brand).and(p::statement_id.eq_any(of.to_vec())).and(p::undone_at.is_null());
    Ok(p::table.filter(these).order(p::id).load(tx)?)
}

/// The last one that was taken back, of each of these statements.
pub(super) fn undone(tx: &mut Tx, brand: BrandId, of: &[StatementId]) -> Result<BTreeMap<StatementId, Payment>> {
    let these = p::brand_id.eq(brand).and(p::statement_id.eq_any(of.to_vec())).and(p::undone_at.is_not_null());
    let rows: Vec<Payment> = p::table.filter(these).order(p::id).load(tx)?;
    Ok(rows.into_iter().map(|row| (row.statement_id, row)).collect())
}

/// False where one stands for the statement.
pub(super) fn insert_payment(tx: &mut Tx, payment: &Payment) -> Result<bool> {
    let row = payment.clone();
    let kept = on_engine!(tx, c => diesel::insert_into(p::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(kept == 1)
}

/// The payment that is taken back by this call; nothing where it was before.
pub(super) fn undo(
    tx: &mut Tx,
    brand: BrandId,
    id: PaymentId,
    by: Option<PersonId>,
    now: Millis,
) -> Result<Option<Payment>> {
    let of = p::table.filter(p::brand_id.eq(brand).and(p::id.eq(id)));
    let payment: Payment = of.get_result(tx).map_err(Error::from)?;
    let undone = diesel::update(of.filter(p::undone_at.is_null()))
        .set((p::undone_by.eq(by), p::undone_at.eq(Some(now))))
        .execute(tx)?;
    Ok((undone == 1).then_some(payment))
}

/// What went through the bank for each of these statements, as the ledger has it: above zero to the shop; and when it last did.
pub(super) fn paid_for(
    tx: &mut Tx,
    brand: BrandId,
    of: &[StatementId],
) -> Result<BTreeMap<StatementId, (i64, Millis)>> {
    let about: Vec<i64> = of.iter().map(|id| id.0).collect();
    let these = t::brand_id.eq(brand).and(t::about.eq_any(about)).and(t::code.eq(Code::Paid));
    let rows: Vec<(i64, ledger::Kind, i64, Millis)> = t::table
        .inner_join(books::table.on(books::id.eq(t::debit_account)))
        .filter(these)
        .order(t::id)
        .select((t::about, books::kind, t::amount, t::at))
        .load(tx)?;
    let mut paid: BTreeMap<StatementId, (i64, Millis)> = BTreeMap::new();
    for (about, from, amount, at) in rows {
        let (sum, last) = paid.entry(StatementId(about)).or_default();
        *sum += if from == ledger::Kind::Due { amount } else { -amount };
        *last = at;
    }
    paid.retain(|_, (sum, _)| *sum != 0);
    Ok(paid)
}

#[derive(QueryableByName)]
struct Sponsored {
    #[diesel(sql_type = BigInt)]
    campaign: i64,
    #[diesel(sql_type = Text)]
    sponsor: String,
    #[diesel(sql_type = BigInt)]
    amount: i64,
}

/// What sponsors paid within a time, campaign by campaign; below zero, what they got back.
pub(super) fn sponsored(tx: &mut Tx, brand: BrandId, from: Millis, until: Millis) -> Result<Vec<(i64, String, i64)>> {
    let text = "SELECT c.id AS campaign, c.sponsor AS sponsor, \
         CAST(SUM(CASE WHEN d.kind = 'bank' THEN t.amount ELSE -t.amount END) AS BIGINT) AS amount \
         FROM transfers t JOIN accounts d ON d.id = t.debit_account JOIN campaigns c ON c.id = t.about AND c.brand_id = t.brand_id \
         WHERE t.brand_id = $1 AND t.posted_at >= $2 AND t.posted_at < $3 AND t.code = 'sponsored' \
         GROUP BY c.id, c.sponsor ORDER BY c.id";
    let rows: Vec<Sponsored> = on_engine!(tx, c => diesel::sql_query(text)
        .bind::<BigInt, _>(brand.0)
        .bind::<BigInt, _>(from.0)
        .bind::<BigInt, _>(until.0)
        .load(c))?;
    Ok(rows.into_iter().map(|row| (row.campaign, row.sponsor, row.amount)).collect())
}

#[derive(QueryableByName)]
struct Paid {
    #[diesel(sql_type = BigInt)]
    shop: i64,
    #[diesel(sql_type = BigInt)]
    amount: i64,
}

/// What went through the bank between the street and each shop from a time on; above zero to the shop.
pub(super) fn paid_since(tx: &mut Tx, brand: BrandId, since: Millis) -> Result<Vec<(ShopId, i64)>> {
    let text = "SELECT a.owner_id AS shop, \
         CAST(SUM(CASE WHEN t.debit_account = a.id THEN t.amount ELSE -t.amount END) AS BIGINT) AS amount \
         FROM accounts a JOIN transfers t ON t.brand_id = a.brand_id AND (t.credit_account = a.id OR t.debit_account = a.id) \
         WHERE a.brand_id = $1 AND a.kind = 'due' AND t.posted_at >= $2 AND t.code = 'paid' GROUP BY a.owner_id";
    let rows: Vec<Paid> = on_engine!(tx, c => diesel::sql_query(text)
        .bind::<BigInt, _>(brand.0)
        .bind::<BigInt, _>(since.0)
        .load(c))?;
    Ok(rows.into_iter().map(|row| (ShopId(row.shop), row.amount)).collect())
}
