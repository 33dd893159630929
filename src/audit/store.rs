//! Runs a check: how many rows it is about, and the first for which it does not hold.

use super::checks::{Check, OF_ALL, Wrong};
use crate::db::Tx;
use crate::words::{BrandId, Result};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

#[derive(QueryableByName)]
struct Row {
    #[diesel(sql_type = Text)]
    id: String,
    #[diesel(sql_type = Text)]
    expected: String,
    #[diesel(sql_type = Text)]
    found: String,
}

/// Count, and what is wrong: id, expected, found.
pub type Ran = (i64, Option<(String, String, String)>);

pub fn run(tx: &mut Tx, check: &Check, brand: Option<BrandId>) -> Result<Ran> {
    let branded = !OF_ALL.contains(&check.table);
    let counted = match (branded, brand) {
        (true, Some(id)) => format!(" WHERE brand_id = {id}"),
        _ => String::new(),
    };
    let count: Count =
        diesel::sql_query(format!("SELECT COUNT(*) AS n FROM {}{counted}", check.table)).get_result(tx)?;
    let wrong = match check.wrong {
        Wrong::Where(text) => filled(text, brand),
        Wrong::Belongs { id, column, to } => belongs(check.table, (id, column, to), brand.filter(|_| branded)),
    };
    // The first by its id, so that the same untruth is named each time.
    let first = format!(
        "SELECT CAST(id AS TEXT) AS id, COALESCE(CAST(expected AS TEXT), 'nothing') AS expected, \
         COALESCE(CAST(found AS TEXT), 'nothing') AS found FROM ({wrong}) w ORDER BY w.id LIMIT 1"
    );
    let row: Option<Row> = diesel::sql_query(first).get_result(tx).optional()?;
    Ok((count.n, row.map(|r| (r.id, r.expected, r.found))))
}

/// Transfers of one code between two kinds of account.
#[derive(QueryableByName)]
pub struct Sides {
    #[diesel(sql_type = Text)]
    pub code: String,
    #[diesel(sql_type = Text)]
    pub debit: String,
    #[diesel(sql_type = Text)]
    pub credit: String,
    #[diesel(sql_type = BigInt)]
    pub n: i64,
    /// The first of them.
    #[diesel(sql_type = BigInt)]
    pub id: i64,
}

/// Which codes move between which kinds of account.
pub fn sides(tx: &mut Tx, brand: Option<BrandId>) -> Result<Vec<Sides>> {
    let text = filled(
        "SELECT t.code, d.kind AS debit, c.kind AS credit, COUNT(*) AS n, MIN(t.id) AS id FROM transfers t \
         JOIN accounts d ON d.id = t.debit_account JOIN accounts c ON c.id = t.credit_account \
         WHERE {brand:t} GROUP BY t.code, d.kind, c.kind ORDER BY t.code, d.kind, c.kind",
        brand,
    );
    Ok(diesel::sql_query(text).load(tx)?)
}

/// Writes the condition on the brand into `{brand:alias}`. An id is a number, so it can be written as it is.
fn filled(text: &str, brand: Option<BrandId>) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{brand:") {
        out.push_str(before);
        let (alias, tail) = after.split_once('}').unwrap_or((after, ""));
        match brand {
            Some(id) => out.push_str(&format!("{alias}.brand_id = {id}")),
            None => out.push_str("1 = 1"),
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

fn belongs(table: &str, (id, column, to): (&str, &str, &str), brand: Option<BrandId>) -> String {
    let same = if to == "persons" || to == "brands" { "" } else { " OR p.brand_id <> c.brand_id" };
    let of = brand.map_or_else(String::new, |b| format!(" AND c.brand_id = {b}"));
    format!(
        "SELECT c.{id} AS id, 'one of the same brand in {to}' AS expected, c.{column} AS found FROM {table} c \
         LEFT JOIN {to} p ON p.id = c.{column} WHERE c.{column} IS NOT NULL AND (p.id IS NULL{same}){of}"
    )
}
