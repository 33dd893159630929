//! Months, seals and statements in the database, and the transfers they are made from.

use super::rules::{Line, LineCode, Sum};
use super::seal::{SOME, Sealed};
use crate::db::schema::{months, seals, statement_lines, statements};
use crate::db::{Tx, first_locked, on_engine};
use crate::ledger::{Code, Kind};
use crate::words::{
    Amount, BrandId, Error, Millis, MonthId, PersonId, Result, ShopId, StatementId, StatementLineId, text_enum,
};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use std::collections::BTreeMap;

text_enum!(
    State {
        /// Nothing posts into it any more; an officer has yet to say yes.
        Proposed = "proposed",
        Closed = "closed",
    }
);

#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = months)]
pub struct Month {
    pub brand_id: BrandId,
    pub id: MonthId,
    /// `2026-10`.
    pub month: String,
    pub from_at: Millis,
    pub until_at: Millis,
    pub state: State,
    pub proposed_by: Option<PersonId>,
    pub proposed_at: Millis,
    pub confirmed_by: Option<PersonId>,
    pub closed_at: Option<Millis>,
    /// Sealed ones.
    pub transfers: i64,
    /// 64 hexadecimal digits; empty until all is sealed.
    pub head: String,
}

#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = seals)]
pub struct Seal {
    pub brand_id: BrandId,
    pub month_id: MonthId,
    pub n: i64,
    pub transfers: i64,
    pub last_posted: Millis,
    pub last_id: i64,
    pub marks: String,
    pub head: String,
}

/// What a month comes to for a shop.
#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = statements)]
pub struct Statement {
    pub brand_id: BrandId,
    pub id: StatementId,
    pub month_id: MonthId,
    pub shop_id: ShopId,
    /// `2610-003`.
    pub number: String,
    /// Above zero the shop receives, below it pays.
    pub net: Amount,
}

#[derive(Debug, Clone, Queryable, Insertable)]
#[diesel(table_name = statement_lines)]
struct LineRow {
    brand_id: BrandId,
    id: StatementLineId,
    statement_id: StatementId,
    code: LineCode,
    other_shop: Option<ShopId>,
    count: i64,
    points: i64,
    lot: i64,
    rate: i64,
    money: Amount,
}

impl From<LineRow> for Line {
    fn from(r: LineRow) -> Line {
        Line {
            code: r.code,
            other: r.other_shop.map(|s| s.0),
            count: r.count,
            points: r.points,
            lot: r.lot,
            rate: r.rate,
            money: r.money.0,
        }
    }
}

/// All months, newest first.
pub fn months_of(tx: &mut Tx, brand: BrandId) -> Result<Vec<Month>> {
    Ok(months::table.filter(months::brand_id.eq(brand)).order(months::until_at.desc()).load(tx)?)
}

pub(super) fn month(tx: &mut Tx, brand: BrandId, name: &str) -> Result<Option<Month>> {
    Ok(months::table.filter(months::brand_id.eq(brand).and(months::month.eq(name))).get_result(tx).optional()?)
}

/// Locks the brand's newest month.
pub(super) fn lock(tx: &mut Tx, brand: BrandId) -> Result<()> {
    let newest =
        months::table.filter(months::brand_id.eq(brand)).order(months::until_at.desc()).limit(1).select(months::id);
    first_locked!(tx, newest, MonthId).optional()?;
    Ok(())
}

pub(super) fn insert_month(tx: &mut Tx, month: &Month) -> Result<()> {
    diesel::insert_into(months::table).values(month).execute(tx)?;
    Ok(())
}

pub(super) fn set_head(tx: &mut Tx, month: &Month, transfers: i64, head: &str) -> Result<()> {
    diesel::update(months::table.filter(months::brand_id.eq(month.brand_id).and(months::id.eq(month.id))))
        .set((months::transfers.eq(transfers), months::head.eq(head)))
        .execute(tx)?;
    Ok(())
}

/// True where it was this call that closed it.
pub(super) fn set_closed(tx: &mut Tx, month: &Month, by: Option<PersonId>, now: Millis) -> Result<bool> {
    let open = months::brand_id.eq(month.brand_id).and(months::id.eq(month.id)).and(months::state.eq(State::Proposed));
    let changed = diesel::update(months::table.filter(open))
        .set((months::state.eq(State::Closed), months::confirmed_by.eq(by), months::closed_at.eq(Some(now))))
        .execute(tx)?;
    Ok(changed == 1)
}

pub fn seals_of(tx: &mut Tx, month: &Month) -> Result<Vec<Seal>> {
    let of = seals::brand_id.eq(month.brand_id).and(seals::month_id.eq(month.id));
    Ok(seals::table.filter(of).order(seals::n).load(tx)?)
}

pub(super) fn last_seal(tx: &mut Tx, month: &Month) -> Result<Option<Seal>> {
    let of = seals::brand_id.eq(month.brand_id).and(seals::month_id.eq(month.id));
    Ok(seals::table.filter(of).order(seals::n.desc()).first(tx).optional()?)
}

pub(super) fn insert_seal(tx: &mut Tx, seal: &Seal) -> Result<()> {
    diesel::insert_into(seals::table).values(seal).execute(tx)?;
    Ok(())
}

pub(super) fn sealed_so_far(tx: &mut Tx, month: &Month) -> Result<i64> {
    let of = seals::brand_id.eq(month.brand_id).and(seals::month_id.eq(month.id));
    let counts: Vec<i64> = seals::table.filter(of).select(seals::transfers).load(tx)?;
    Ok(counts.into_iter().sum())
}

/// A month's statements by their numbers.
pub fn statements_of(tx: &mut Tx, month: &Month) -> Result<Vec<Statement>> {
    let of = statements::brand_id.eq(month.brand_id).and(statements::month_id.eq(month.id));
    Ok(statements::table.filter(of).order(statements::id).load(tx)?)
}

pub(super) fn has_statements(tx: &mut Tx, month: &Month) -> Result<bool> {
    let of = statements::brand_id.eq(month.brand_id).and(statements::month_id.eq(month.id));
    Ok(statements::table.filter(of).select(statements::id).first::<StatementId>(tx).optional()?.is_some())
}

/// A shop's statement of a month.
pub fn statement_of(tx: &mut Tx, month: &Month, shop: ShopId) -> Result<Option<Statement>> {
    let of = statements::brand_id.eq(month.brand_id).and(statements::month_id.eq(month.id));
    Ok(statements::table.filter(of.and(statements::shop_id.eq(shop))).get_result(tx).optional()?)
}

/// A shop's statements with their months, newest first.
pub fn statements_of_shop(tx: &mut Tx, brand: BrandId, shop: ShopId) -> Result<Vec<(Month, Statement)>> {
    Ok(months::table
        .inner_join(statements::table.on(statements::month_id.eq(months::id)))
        .filter(months::brand_id.eq(brand).and(statements::brand_id.eq(brand)).and(statements::shop_id.eq(shop)))
        .order(months::until_at.desc())
        .load(tx)?)
}

pub(super) fn insert_statement(tx: &mut Tx, statement: &Statement, lines: &[Line]) -> Result<()> {
    diesel::insert_into(statements::table).values(statement).execute(tx)?;
    for l in lines {
        let row = LineRow {
            brand_id: statement.brand_id,
            id: StatementLineId::new(),
            statement_id: statement.id,
            code: l.code,
            other_shop: l.other.map(ShopId),
            count: l.count,
            points: l.points,
            lot: l.lot,
            rate: l.rate,
            money: Amount(l.money),
        };
        diesel::insert_into(statement_lines::table).values(row).execute(tx)?;
    }
    Ok(())
}

/// The lines of a statement, in the order in which they are sealed.
pub fn lines_of(tx: &mut Tx, brand: BrandId, statement: StatementId) -> Result<Vec<Line>> {
    let of = statement_lines::brand_id.eq(brand).and(statement_lines::statement_id.eq(statement));
    let rows: Vec<LineRow> = statement_lines::table.filter(of).order(statement_lines::id).load(tx)?;
    Ok(rows.into_iter().map(Line::from).collect())
}

/// The lines of all statements of a month, by shop.
pub(super) fn lines_by_shop(tx: &mut Tx, month: &Month) -> Result<BTreeMap<i64, Vec<Line>>> {
    let of = statements::brand_id.eq(month.brand_id).and(statements::month_id.eq(month.id));
    let rows: Vec<(ShopId, LineRow)> = statement_lines::table
        .inner_join(statements::table.on(statements::id.eq(statement_lines::statement_id)))
        .filter(statement_lines::brand_id.eq(month.brand_id).and(of))
        .order(statement_lines::id)
        .select((statements::shop_id, statement_lines::all_columns))
        .load(tx)?;
    let mut lines: BTreeMap<i64, Vec<Line>> = BTreeMap::new();
    for (shop, row) in rows {
        lines.entry(shop.0).or_default().push(row.into());
    }
    Ok(lines)
}

#[derive(QueryableByName)]
struct SealedRow {
    #[diesel(sql_type = BigInt)]
    id: i64,
    #[diesel(sql_type = BigInt)]
    posted_at: i64,
    #[diesel(sql_type = Text)]
    text: String,
}

/// What a row says, in one line: its accounts by what they stand for, so that an account cannot be exchanged unseen.
const SAYS: &str = "CAST(t.id AS TEXT) || ' ' || d.kind || ' ' || CAST(d.owner_id AS TEXT) || ' ' || c.kind || ' ' || \
    CAST(c.owner_id AS TEXT) || ' ' || CAST(t.debit_account AS TEXT) || ' ' || CAST(t.credit_account AS TEXT) || ' ' || \
    CAST(t.amount AS TEXT) || ' ' || t.code || ' ' || CAST(t.about AS TEXT) || ' ' || \
    COALESCE(CAST(t.reverses AS TEXT), '-') || ' ' || CAST(t.at AS TEXT) || ' ' || CAST(t.posted_at AS TEXT)";

/// The next transfers of a month after one of them, in the order in which they are sealed.
pub fn to_seal(tx: &mut Tx, month: &Month, after: (Millis, i64)) -> Result<Vec<Sealed>> {
    let text = format!(
        "SELECT t.id, t.posted_at, {SAYS} AS text FROM transfers t \
         JOIN accounts d ON d.id = t.debit_account JOIN accounts c ON c.id = t.credit_account \
         WHERE t.brand_id = $1 AND (t.posted_at, t.id) > ($2, $3) AND t.posted_at < $4 ORDER BY t.posted_at, t.id LIMIT {SOME}"
    );
    let rows: Vec<SealedRow> = on_engine!(tx, c => diesel::sql_query(&text)
        .bind::<BigInt, _>(month.brand_id.0)
        .bind::<BigInt, _>(after.0.0)
        .bind::<BigInt, _>(after.1)
        .bind::<BigInt, _>(month.until_at.0)
        .load(c))?;
    Ok(rows.into_iter().map(|r| Sealed { id: r.id, posted_at: r.posted_at, text: r.text }).collect())
}

/// One transfer, wherever it stands now.
pub fn says(tx: &mut Tx, brand: BrandId, id: i64) -> Result<Option<String>> {
    let text = format!(
        "SELECT t.id, t.posted_at, {SAYS} AS text FROM transfers t \
         JOIN accounts d ON d.id = t.debit_account JOIN accounts c ON c.id = t.credit_account \
         WHERE t.brand_id = $1 AND t.id = $2"
    );
    let row: Option<SealedRow> = on_engine!(tx, c => diesel::sql_query(&text)
        .bind::<BigInt, _>(brand.0)
        .bind::<BigInt, _>(id)
        .get_result(c))
    .optional()?;
    Ok(row.map(|r| r.text))
}

#[derive(QueryableByName)]
struct SumRow {
    #[diesel(sql_type = Text)]
    debit: String,
    #[diesel(sql_type = BigInt)]
    debit_owner: i64,
    #[diesel(sql_type = Text)]
    credit: String,
    #[diesel(sql_type = BigInt)]
    credit_owner: i64,
    #[diesel(sql_type = Text)]
    code: String,
    #[diesel(sql_type = BigInt)]
    count: i64,
    #[diesel(sql_type = BigInt)]
    amount: i64,
}

/// What was posted within a time, by kinds of account and codes; passports are not told apart.
pub fn sums(tx: &mut Tx, brand: BrandId, from: Millis, until: Millis) -> Result<Vec<Sum>> {
    let text = "SELECT d.kind AS debit, CASE WHEN d.kind IN ('passport', 'debt') THEN 0 ELSE d.owner_id END AS debit_owner, \
         c.kind AS credit, CASE WHEN c.kind IN ('passport', 'debt') THEN 0 ELSE c.owner_id END AS credit_owner, \
         t.code AS code, COUNT(*) AS count, CAST(SUM(t.amount) AS BIGINT) AS amount FROM transfers t \
         JOIN accounts d ON d.id = t.debit_account JOIN accounts c ON c.id = t.credit_account \
         WHERE t.brand_id = $1 AND t.posted_at >= $2 AND t.posted_at < $3 GROUP BY 1, 2, 3, 4, 5 ORDER BY 1, 2, 3, 4, 5";
    let rows: Vec<SumRow> = on_engine!(tx, c => diesel::sql_query(text)
        .bind::<BigInt, _>(brand.0)
        .bind::<BigInt, _>(from.0)
        .bind::<BigInt, _>(until.0)
        .load(c))?;
    let kind = |text: &str| Kind::parse(text).ok_or_else(|| Error::broken(format!("no kind of account: {text}")));
    let sum = |r: SumRow| {
        Ok(Sum {
            debit: (kind(&r.debit)?, r.debit_owner),
            credit: (kind(&r.credit)?, r.credit_owner),
            code: Code::parse(&r.code).ok_or_else(|| Error::broken(format!("no code of a transfer: {}", r.code)))?,
            count: r.count,
            amount: r.amount,
        })
    };
    rows.into_iter().map(sum).collect()
}

#[derive(QueryableByName)]
struct Open {
    #[diesel(sql_type = BigInt)]
    shop: i64,
    #[diesel(sql_type = BigInt)]
    amount: i64,
}

/// What the street owes each shop of what was posted before a time, adjustments since `from` left out.
pub(super) fn open_before(tx: &mut Tx, brand: BrandId, from: Millis, until: Millis) -> Result<Vec<(i64, i64)>> {
    let text = "SELECT a.owner_id AS shop, CAST(SUM(CASE WHEN t.credit_account = a.id THEN t.amount ELSE -t.amount END) AS BIGINT) AS amount \
         FROM accounts a JOIN transfers t ON t.brand_id = a.brand_id AND (t.credit_account = a.id OR t.debit_account = a.id) \
         WHERE a.brand_id = $1 AND a.kind = 'due' AND t.posted_at < $2 AND NOT (t.code = 'adjustment' AND t.posted_at >= $3) \
         GROUP BY a.owner_id";
    let rows: Vec<Open> = on_engine!(tx, c => diesel::sql_query(text)
        .bind::<BigInt, _>(brand.0)
        .bind::<BigInt, _>(until.0)
        .bind::<BigInt, _>(from.0)
        .load(c))?;
    Ok(rows.into_iter().map(|o| (o.shop, o.amount)).collect())
}

#[derive(QueryableByName)]
struct First {
    #[diesel(sql_type = diesel::sql_types::Nullable<BigInt>)]
    at: Option<i64>,
}

/// When the brand's first transfer was posted.
pub(super) fn first_posted(tx: &mut Tx, brand: BrandId) -> Result<Option<Millis>> {
    let text = "SELECT MIN(posted_at) AS at FROM transfers WHERE brand_id = $1";
    let row: First = on_engine!(tx, c => diesel::sql_query(text).bind::<BigInt, _>(brand.0).get_result(c))?;
    Ok(row.at.map(Millis))
}
