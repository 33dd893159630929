//! Movements, objections and registration numbers in the database.

use crate::db::schema::{invoice_numbers as i, objections as o};
use crate::db::{Tx, on_engine};
use crate::ledger::{Code, Kind};
use crate::words::{Amount, BrandId, Error, Millis, ObjectionId, PersonId, Result, ShopId, StatementId};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

/// What a shop found not to be right.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Insertable)]
#[diesel(table_name = o)]
pub struct Objection {
    pub brand_id: BrandId,
    pub id: ObjectionId,
    pub statement_id: StatementId,
    pub shop_id: ShopId,
    /// Who wrote it; nobody where they are gone.
    pub person_id: Option<PersonId>,
    pub reason: String,
    pub created_at: Millis,
    pub answer: String,
    /// Above zero the shop gets more.
    pub amount: Amount,
    pub answered_by: Option<PersonId>,
    pub answered_at: Option<Millis>,
}

/// False where one waits already.
pub(super) fn insert(tx: &mut Tx, new: &Objection) -> Result<bool> {
    let row = new.clone();
    let made = on_engine!(tx, c => diesel::insert_into(o::table).values(row).on_conflict_do_nothing().execute(c))?;
    Ok(made == 1)
}

/// The brand's objection of this id, or "not found".
pub fn objection(tx: &mut Tx, brand: BrandId, id: ObjectionId) -> Result<Objection> {
    Ok(o::table.filter(o::brand_id.eq(brand).and(o::id.eq(id))).get_result(tx)?)
}

/// True where it was this call that answered.
pub(super) fn set_answer(
    tx: &mut Tx,
    of: &Objection,
    (text, amount): (&str, Amount),
    by: Option<PersonId>,
    now: Millis,
) -> Result<bool> {
    let open = o::brand_id.eq(of.brand_id).and(o::id.eq(of.id)).and(o::answered_at.is_null());
    let set = (o::answer.eq(text), o::amount.eq(amount), o::answered_by.eq(by), o::answered_at.eq(Some(now)));
    Ok(diesel::update(o::table.filter(open)).set(set).execute(tx)? == 1)
}

/// All of a statement, the first first.
pub fn objections_to(tx: &mut Tx, brand: BrandId, statement: StatementId) -> Result<Vec<Objection>> {
    let of = o::brand_id.eq(brand).and(o::statement_id.eq(statement));
    Ok(o::table.filter(of).order(o::id).load(tx)?)
}

/// All of the street, newest first.
pub fn objections_of(tx: &mut Tx, brand: BrandId) -> Result<Vec<Objection>> {
    Ok(o::table.filter(o::brand_id.eq(brand)).order(o::id.desc()).load(tx)?)
}

/// All that a person wrote, in any street.
pub fn objections_by(tx: &mut Tx, person: PersonId) -> Result<Vec<Objection>> {
    Ok(o::table.filter(o::person_id.eq(person)).order(o::id).load(tx)?)
}

/// The street's own number stands under no shop.
fn whose(shop: Option<ShopId>) -> i64 {
    shop.map_or(0, |s| s.0)
}

/// A shop's registration number, or the street's; empty where there is none.
pub fn invoice_number_of(tx: &mut Tx, brand: BrandId, shop: Option<ShopId>) -> Result<String> {
    let row = i::table.filter(i::brand_id.eq(brand).and(i::shop_id.eq(whose(shop)))).select(i::number);
    Ok(row.get_result::<String>(tx).optional()?.unwrap_or_default())
}

pub(super) fn put_invoice_number(tx: &mut Tx, brand: BrandId, shop: Option<ShopId>, number: &str) -> Result<()> {
    let row = (i::brand_id.eq(brand), i::shop_id.eq(whose(shop)), i::number.eq(number));
    on_engine!(tx, c => diesel::insert_into(i::table)
        .values(row)
        .on_conflict((i::brand_id, i::shop_id))
        .do_update()
        .set(i::number.eq(number))
        .execute(c))?;
    Ok(())
}

/// A transfer by what its accounts stand for; passports are not told apart.
#[derive(Debug, Clone)]
pub(super) struct Movement {
    pub posted_at: Millis,
    pub code: Code,
    pub debit: Kind,
    pub debit_owner: i64,
    pub credit: Kind,
    pub credit_owner: i64,
    pub amount: i64,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = BigInt)]
    posted_at: i64,
    #[diesel(sql_type = Text)]
    code: String,
    #[diesel(sql_type = Text)]
    debit: String,
    #[diesel(sql_type = BigInt)]
    debit_owner: i64,
    #[diesel(sql_type = Text)]
    credit: String,
    #[diesel(sql_type = BigInt)]
    credit_owner: i64,
    #[diesel(sql_type = BigInt)]
    amount: i64,
}

/// What moved on a shop's accounts within a time.
pub(super) fn movements(
    tx: &mut Tx,
    brand: BrandId,
    shop: ShopId,
    from: Millis,
    until: Millis,
) -> Result<Vec<Movement>> {
    let text = "SELECT t.posted_at, t.code, d.kind AS debit, \
         CASE WHEN d.kind IN ('passport', 'debt') THEN 0 ELSE d.owner_id END AS debit_owner, c.kind AS credit, \
         CASE WHEN c.kind IN ('passport', 'debt') THEN 0 ELSE c.owner_id END AS credit_owner, t.amount \
         FROM transfers t JOIN accounts d ON d.id = t.debit_account JOIN accounts c ON c.id = t.credit_account \
         WHERE t.brand_id = $1 AND t.posted_at >= $2 AND t.posted_at < $3 \
         AND ((d.kind IN ('shop', 'fund', 'due') AND d.owner_id = $4) OR (c.kind IN ('shop', 'fund', 'due') AND c.owner_id = $5)) \
         ORDER BY t.posted_at, t.id";
    let rows: Vec<Row> = on_engine!(tx, c => diesel::sql_query(text)
        .bind::<BigInt, _>(brand.0)
        .bind::<BigInt, _>(from.0)
        .bind::<BigInt, _>(until.0)
        .bind::<BigInt, _>(shop.0)
        .bind::<BigInt, _>(shop.0)
        .load(c))?;
    let kind = |text: &str| Kind::parse(text).ok_or_else(|| Error::broken(format!("no kind of account: {text}")));
    let movement = |r: Row| {
        Ok(Movement {
            posted_at: Millis(r.posted_at),
            code: Code::parse(&r.code).ok_or_else(|| Error::broken(format!("no code of a transfer: {}", r.code)))?,
            debit: kind(&r.debit)?,
            debit_owner: r.debit_owner,
            credit: kind(&r.credit)?,
            credit_owner: r.credit_owner,
            amount: r.amount,
        })
    };
    rows.into_iter().map(movement).collect()
}
