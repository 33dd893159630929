//! One migrations folder, two engines, one `schema.rs`: after migrating, all three must say the same.

use std::collections::BTreeMap;

use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel::{Connection, PgConnection, SqliteConnection, sql_query};

use crate::support::place::Place;

/// Table, then column: its type as diesel names it, `?` in front where it may be NULL, `*` behind where it is in the primary key.
type Shape = BTreeMap<String, BTreeMap<String, String>>;

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    owner: String,
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    shape: String,
}

fn shape(columns: Vec<Column>) -> Shape {
    let mut tables = Shape::new();
    for Column { owner, name, shape } in columns {
        tables.entry(owner).or_default().insert(name, shape);
    }
    tables.remove("__diesel_schema_migrations");
    tables
}

/// The words of both engines' catalogues, as diesel's.
const TYPE: &str = "CASE lower(TYPE) WHEN 'bigint' THEN 'BigInt' WHEN 'text' THEN 'Text' WHEN 'boolean' THEN 'Bool' \
                    WHEN 'double precision' THEN 'Double' ELSE TYPE END";

const SQLITE: &str = "SELECT m.name AS owner, c.name AS name, \
    (CASE WHEN c.\"notnull\" = 0 THEN '?' ELSE '' END) || TYPE || (CASE WHEN c.pk > 0 THEN '*' ELSE '' END) AS shape \
    FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'";

const POSTGRES: &str = "SELECT c.table_name::text AS owner, c.column_name::text AS name, \
    (CASE WHEN c.is_nullable = 'YES' THEN '?' ELSE '' END) || TYPE || (CASE WHEN EXISTS ( \
        SELECT 1 FROM information_schema.table_constraints t JOIN information_schema.key_column_usage k \
        ON k.constraint_name = t.constraint_name AND k.table_name = t.table_name \
        WHERE t.constraint_type = 'PRIMARY KEY' AND t.table_name = c.table_name AND k.column_name = c.column_name) \
        THEN '*' ELSE '' END) AS shape \
    FROM information_schema.columns c WHERE c.table_schema = 'public'";

fn sqlite_columns() -> String {
    SQLITE.replace("TYPE", &TYPE.replace("TYPE", "c.type"))
}

fn postgres_columns() -> String {
    POSTGRES.replace("TYPE", &TYPE.replace("TYPE", "c.data_type"))
}

const SQLITE_INDEXES: &str = "SELECT tbl_name AS owner, name, CASE WHEN sql LIKE '% WHERE %' THEN 'partial' ELSE 'whole' END \
    || CASE WHEN sql LIKE 'CREATE UNIQUE%' THEN ' unique' ELSE '' END AS shape FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL";

const POSTGRES_INDEXES: &str = "SELECT tablename::text AS owner, indexname::text AS name, CASE WHEN indexdef LIKE '% WHERE %' THEN 'partial' ELSE 'whole' END \
    || CASE WHEN indexdef LIKE 'CREATE UNIQUE%' THEN ' unique' ELSE '' END AS shape FROM pg_indexes \
    WHERE schemaname = 'public' AND NOT EXISTS (SELECT 1 FROM pg_constraint p WHERE p.conname = indexname)";

/// What `schema.rs` says, read as text.
fn declared(text: &str) -> Shape {
    let mut tables = Shape::new();
    let (mut table, mut keys) = (String::new(), Vec::new());
    for line in text.lines().map(str::trim) {
        if let Some((head, "{")) = line.rsplit_once(' ')
            && let Some((name, inside)) = head.split_once(" (")
        {
            table = name.to_owned();
            keys = inside.trim_end_matches(')').split(", ").map(str::to_owned).collect();
        } else if let Some((name, kind)) = line.trim_end_matches(',').split_once(" -> ") {
            let kind =
                kind.strip_prefix("Nullable<").map_or(kind.to_owned(), |k| format!("?{}", k.trim_end_matches('>')));
            let key = if keys.iter().any(|k| k == name) { "*" } else { "" };
            tables.entry(table.clone()).or_default().insert(name.to_owned(), format!("{kind}{key}"));
        }
    }
    tables
}

/// diesel wants one key per table where there is one id; the tables' own keys are compared between the engines.
fn without_keys(shape: &Shape) -> Shape {
    let plain =
        |columns: &BTreeMap<String, String>| columns.iter().map(|(n, s)| (n.clone(), s.replace('*', ""))).collect();
    shape.iter().map(|(table, columns)| (table.clone(), plain(columns))).collect()
}

#[test]
fn both_engines_and_diesel_see_the_same_tables() {
    let (here, there) = (Place::sqlite(), Place::postgres());
    noren::db::prepare(&here.engine()).expect("SQLite migrates");
    noren::db::prepare(&there.engine()).expect("PostgreSQL migrates");
    let mut sqlite = SqliteConnection::establish(here.url.trim_start_matches("sqlite:")).expect("opens");
    let mut postgres = PgConnection::establish(&there.url).expect("connects");

    let a = shape(sql_query(sqlite_columns()).load(&mut sqlite).expect("columns"));
    let b = shape(sql_query(postgres_columns()).load(&mut postgres).expect("columns"));
    assert!(a.len() > 10, "only {} tables: the test sees nothing", a.len());
    assert_eq!(a, b, "SQLite and PostgreSQL differ");

    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/db/schema.rs")).expect("schema.rs");
    let c = declared(&text);
    for (table, columns) in &a {
        assert_eq!(
            without_keys(&c).get(table),
            without_keys(&a).get(table),
            "{table}: schema.rs and the migrations differ"
        );
        let key = |columns: &BTreeMap<String, String>| columns.values().filter(|s| s.ends_with('*')).count();
        assert!(key(columns) > 0, "{table} has no primary key");
    }
    assert_eq!(a.keys().collect::<Vec<_>>(), c.keys().collect::<Vec<_>>());

    let a = shape(sql_query(SQLITE_INDEXES).load(&mut sqlite).expect("indexes"));
    let b = shape(sql_query(POSTGRES_INDEXES).load(&mut postgres).expect("indexes"));
    assert_eq!(a, b, "indexes differ");
}

#[test]
fn every_table_leads_with_its_brand() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/db/schema.rs")).expect("schema.rs");
    // Persons and their sign-ins are above brands; counters and keys belong to the program.
    let apart = ["brands", "counters", "signing_keys", "persons", "sessions", "resets", "sign_in_tries"];
    for (table, columns) in declared(&text) {
        assert_eq!(columns.contains_key("brand_id"), !apart.contains(&table.as_str()), "{table}");
    }
}

#[test]
fn migrating_twice_changes_nothing() {
    for place in [Place::sqlite(), Place::postgres()] {
        noren::db::prepare(&place.engine()).expect("once");
        noren::db::prepare(&place.engine()).expect("twice");
    }
}
