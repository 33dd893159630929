//! One connection of either engine, opened by the scheme of its URL, with what each connection needs said to it.

use crate::words::{Error, Result};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use std::path::PathBuf;

/// A connection of either engine.
#[derive(diesel::MultiConnection)]
pub enum Conn {
    Pg(PgConnection),
    Sqlite(SqliteConnection),
}

/// A connection within a transaction (or, on a reader, a snapshot): what acts take.
pub type Tx = Conn;

/// Where the database is, as its URL said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Engine {
    Sqlite(PathBuf),
    Postgres(String),
}

impl std::str::FromStr for Engine {
    type Err = String;

    fn from_str(url: &str) -> std::result::Result<Engine, String> {
        if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            if path.is_empty() || path == ":memory:" {
                return Err("name a file: sqlite:PATH".into());
            }
            return Ok(Engine::Sqlite(path.into()));
        }
        if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            return Ok(Engine::Postgres(url.to_owned()));
        }
        Err(format!("'{}' is neither sqlite:PATH nor postgres://…", url.split("://").next().unwrap_or(url)))
    }
}

/// What a connection is for: readers of SQLite refuse to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// One look at a file that may not be ours.
    Look,
    Read,
    Write,
}

impl Engine {
    /// A file that belongs to this database: beside it (SQLite) or in `data/` (PostgreSQL).
    pub fn beside(&self, ending: &str) -> PathBuf {
        match self {
            Engine::Sqlite(path) => path.with_extension(ending),
            Engine::Postgres(_) => format!("data/noren.{ending}").into(),
        }
    }

    /// Connects. On SQLite the file must exist (see [`super::prepare`]).
    pub(super) fn connect(&self, purpose: Use) -> Result<Conn> {
        match self {
            Engine::Sqlite(path) => {
                let Some(path) = path.to_str() else { return Err(Error::broken("the path is not UTF-8")) };
                let mut conn =
                    SqliteConnection::establish(path).map_err(|e| Error::broken(format!("cannot open {path}: {e}")))?;
                // WAL and FULL: an answered write survives a power cut. The cache spares the hot path its reads.
                if purpose == Use::Look {
                    conn.batch_execute("PRAGMA busy_timeout=10000; PRAGMA query_only=ON;")?;
                    return Ok(Conn::Sqlite(conn));
                }
                conn.batch_execute(
                    "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; \
                     PRAGMA foreign_keys=ON; PRAGMA cache_size=-32768; PRAGMA temp_store=MEMORY; \
                     PRAGMA mmap_size=268435456;",
                )?;
                // An import of a million visits goes to and fro in indexes larger than a reader's share.
                conn.batch_execute(match purpose {
                    // What is deleted or overwritten is zeroed in its page: nobody's name lies about in the file.
                    Use::Write => "PRAGMA cache_size=-131072; PRAGMA secure_delete=ON;",
                    _ => "PRAGMA query_only=ON;",
                })?;
                Ok(Conn::Sqlite(conn))
            }
            Engine::Postgres(url) => {
                let mut conn = PgConnection::establish(url)
                    .map_err(|e| Error::broken(format!("cannot connect to PostgreSQL: {e}")))?;
                conn.batch_execute("SET client_min_messages TO warning; SET lock_timeout TO '10s'")?;
                Ok(Conn::Pg(conn))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scheme_chooses_the_engine() {
        assert_eq!("sqlite:data/noren.db".parse(), Ok(Engine::Sqlite("data/noren.db".into())));
        assert!(matches!("postgres://u@h/d".parse(), Ok(Engine::Postgres(_))));
        assert!("data/noren.db".parse::<Engine>().is_err());
        assert!("sqlite:".parse::<Engine>().is_err());
    }
}
