//! Carries all tables between PostgreSQL and a SQLite file with the same migrations: rows as JSON, some at a time, whole
//! numbers exact, doubles as text of 17 digits.

use crate::words::{Error, Result};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};

/// Rows that are under way at a time.
const SOME: i64 = 500;

/// A table, as SQLite's catalogue has it.
struct Table {
    name: String,
    columns: Vec<Column>,
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
}

impl Column {
    fn is_double(&self) -> bool {
        self.kind == "DOUBLE PRECISION"
    }
}

#[derive(QueryableByName)]
struct Name {
    #[diesel(sql_type = Text)]
    name: String,
}

#[derive(QueryableByName)]
struct Line {
    #[diesel(sql_type = BigInt)]
    place: i64,
    #[diesel(sql_type = Text)]
    line: String,
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// The tables in the order they were made, in which none points to a later one.
fn tables(lite: &mut SqliteConnection) -> Result<Vec<Table>> {
    let names: Vec<Name> = diesel::sql_query(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' \
         AND name NOT LIKE '\\_\\_diesel%' ESCAPE '\\' ORDER BY rowid",
    )
    .load(lite)?;
    let with_columns = |Name { name }: Name| {
        let columns = diesel::sql_query("SELECT name, type AS kind FROM pragma_table_info($1) ORDER BY cid")
            .bind::<Text, _>(&name)
            .load(lite)?;
        Ok(Table { name, columns })
    };
    names.into_iter().map(with_columns).collect()
}

/// All rows of a file.
pub(super) fn rows(lite: &mut SqliteConnection) -> Result<i64> {
    let mut all = 0;
    for table in tables(lite)? {
        all += diesel::sql_query(count(&table)).get_result::<Count>(lite)?.n;
    }
    Ok(all)
}

fn count(table: &Table) -> String {
    format!("SELECT COUNT(*) AS n FROM {}", table.name)
}

fn names(table: &Table) -> String {
    table.columns.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join(", ")
}

fn array(lines: &[Line]) -> String {
    let lines: Vec<&str> = lines.iter().map(|l| l.line.as_str()).collect();
    format!("[{}]", lines.join(","))
}

/// Copies a PostgreSQL database, as of one moment, into an empty file.
pub(super) fn out(pg: &mut PgConnection, lite: &mut SqliteConnection) -> Result<()> {
    pg.batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
    // The file is fsynced as a whole when it is done.
    lite.batch_execute("PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; BEGIN")?;
    for table in tables(lite)? {
        lite.batch_execute(&format!("DELETE FROM {}", table.name))?;
        let texts = table.columns.iter().map(|c| {
            let name = &c.name;
            if c.is_double() { format!("CAST({name} AS TEXT) AS {name}") } else { name.clone() }
        });
        let texts = texts.collect::<Vec<_>>().join(", ");
        let values = table.columns.iter().map(|c| {
            let value = format!("json_extract(value, '$.{}')", c.name);
            if c.is_double() { format!("CAST({value} AS REAL)") } else { value }
        });
        let values = values.collect::<Vec<_>>().join(", ");
        let insert = format!("INSERT INTO {} ({}) SELECT {values} FROM json_each($1)", table.name, names(&table));
        pg.batch_execute(&format!(
            "DECLARE carried NO SCROLL CURSOR FOR SELECT CAST(0 AS BIGINT) AS place, CAST(row_to_json(t) AS TEXT) AS line \
             FROM (SELECT {texts} FROM {}) t",
            table.name
        ))
        .map_err(|e| Error::broken(format!("{} (bring the database up to date first: noren serve)", e)))?;
        loop {
            let lines: Vec<Line> = diesel::sql_query(format!("FETCH {SOME} FROM carried")).load(pg)?;
            if lines.is_empty() {
                break;
            }
            diesel::sql_query(&insert).bind::<Text, _>(array(&lines)).execute(lite)?;
        }
        pg.batch_execute("CLOSE carried")?;
        agree(&table, diesel::sql_query(count(&table)).get_result(pg)?, lite)?;
    }
    pg.batch_execute("ROLLBACK")?;
    lite.batch_execute("COMMIT; PRAGMA journal_mode=DELETE")?;
    Ok(())
}

/// Copies a file into PostgreSQL, in one transaction. One that has brands or people is only replaced with `force`.
pub(super) fn into(lite: &mut SqliteConnection, pg: &mut PgConnection, force: bool) -> Result<()> {
    let tables = tables(lite)?;
    pg.transaction(|pg| {
        let held: Count =
            diesel::sql_query("SELECT (SELECT COUNT(*) FROM brands) + (SELECT COUNT(*) FROM persons) AS n")
                .get_result(pg)?;
        if held.n > 0 && !force {
            return Err(Error::broken("this PostgreSQL database holds a street already; add --force to replace it"));
        }
        let all: Vec<&str> = tables.iter().map(|t| t.name.as_str()).collect();
        pg.batch_execute(&format!("TRUNCATE {}", all.join(", ")))?;
        // Rows that point into their own table may come before those they point to.
        let own = own_keys(pg)?;
        for (table, key) in &own {
            pg.batch_execute(&format!("ALTER TABLE {table} ALTER CONSTRAINT {key} DEFERRABLE INITIALLY DEFERRED"))?;
        }
        for table in &tables {
            carry_in(table, lite, pg)?;
        }
        pg.batch_execute("SET CONSTRAINTS ALL IMMEDIATE")?;
        for (table, key) in &own {
            pg.batch_execute(&format!("ALTER TABLE {table} ALTER CONSTRAINT {key} NOT DEFERRABLE"))?;
        }
        Ok(())
    })
}

fn carry_in(table: &Table, lite: &mut SqliteConnection, pg: &mut PgConnection) -> Result<()> {
    let pairs = table.columns.iter().map(|c| {
        let name = &c.name;
        if c.is_double() { format!("'{name}', printf('%!.17g', {name})") } else { format!("'{name}', {name}") }
    });
    let pairs = pairs.collect::<Vec<_>>().join(", ");
    let select = format!(
        "SELECT rowid AS place, json_object({pairs}) AS line FROM {} WHERE rowid > $1 ORDER BY rowid LIMIT {SOME}",
        table.name
    );
    let (name, names) = (&table.name, names(table));
    let insert = format!(
        "INSERT INTO {name} ({names}) SELECT {names} FROM json_populate_recordset(CAST(NULL AS {name}), CAST($1 AS JSON))"
    );
    let mut last = i64::MIN;
    loop {
        let lines: Vec<Line> = diesel::sql_query(&select).bind::<BigInt, _>(last).load(lite)?;
        let Some(end) = lines.last() else { break };
        last = end.place;
        diesel::sql_query(&insert).bind::<Text, _>(array(&lines)).execute(pg)?;
    }
    agree(table, diesel::sql_query(count(table)).get_result(pg)?, lite)
}

/// Both have as many rows.
fn agree(table: &Table, theirs: Count, lite: &mut SqliteConnection) -> Result<()> {
    let ours: Count = diesel::sql_query(count(table)).get_result(lite)?;
    if ours.n == theirs.n {
        return Ok(());
    }
    Err(Error::broken(format!("{}: {} rows in the file, {} in PostgreSQL", table.name, ours.n, theirs.n)))
}

/// The foreign keys of tables that point into themselves: table and name.
fn own_keys(pg: &mut PgConnection) -> Result<Vec<(String, String)>> {
    #[derive(QueryableByName)]
    struct Key {
        #[diesel(sql_type = Text)]
        of: String,
        #[diesel(sql_type = Text)]
        name: String,
    }
    let keys: Vec<Key> = diesel::sql_query(
        "SELECT CAST(c.relname AS TEXT) AS of, CAST(k.conname AS TEXT) AS name FROM pg_constraint k \
         JOIN pg_class c ON c.oid = k.conrelid \
         WHERE k.contype = 'f' AND k.conrelid = k.confrelid AND pg_table_is_visible(c.oid)",
    )
    .load(pg)?;
    Ok(keys.into_iter().map(|k| (k.of, k.name)).collect())
}
