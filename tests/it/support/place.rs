//! Where a test lives: a folder of its own and a fresh database of one engine.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use diesel::connection::SimpleConnection;
use diesel::sql_types::BigInt;
use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, SqliteConnection, sql_query};
use noren::db::Engine;

use super::cluster::Cluster;

pub struct Place {
    folder: PathBuf,
    /// As `--database` takes it.
    pub url: String,
}

impl Place {
    pub fn sqlite() -> Place {
        let folder = folder();
        let url = format!("sqlite:{}", folder.join("street.db").display());
        Place { folder, url }
    }

    pub fn postgres() -> Place {
        Place { folder: folder(), url: Cluster::get().database() }
    }

    /// No place: what is left where a place was taken from.
    pub(super) fn nowhere() -> Place {
        Place { folder: PathBuf::new(), url: String::new() }
    }

    pub fn engine(&self) -> Engine {
        self.url.parse().expect("a URL of ours")
    }

    pub fn is_postgres(&self) -> bool {
        self.url.starts_with("postgres")
    }

    /// One number, straight from the tables: `SELECT count(*) AS n FROM visits`.
    pub fn number(&self, sql: &str) -> i64 {
        #[derive(QueryableByName)]
        struct Number {
            #[diesel(sql_type = BigInt)]
            n: i64,
        }
        let query = sql_query(sql);
        let row: diesel::QueryResult<Number> = match self.sqlite_file() {
            Some(file) => query.get_result(&mut beside(file)),
            None => query.get_result(&mut PgConnection::establish(&self.url).expect("connects")),
        };
        row.unwrap_or_else(|e| panic!("{sql}: {e}")).n
    }

    /// SQL past the program's back, as a tamperer would.
    pub fn meddle(&self, sql: &str) {
        self.try_meddle(sql).unwrap_or_else(|e| panic!("{sql}: {e}"));
    }

    pub fn try_meddle(&self, sql: &str) -> diesel::QueryResult<usize> {
        let query = sql_query(sql);
        match self.sqlite_file() {
            Some(file) => query.execute(&mut beside(file)),
            None => query.execute(&mut PgConnection::establish(&self.url).expect("connects")),
        }
    }

    /// [`Place::meddle`] by somebody who has put out of the way what keeps transfers as they are.
    pub fn meddle_past_the_guard(&self, sql: &str) {
        if self.is_postgres() {
            self.meddle("ALTER TABLE transfers DISABLE TRIGGER USER");
        } else {
            for guard in ["transfers_kept", "transfers_unchanged", "transfers_in_time"] {
                self.meddle(&format!("DROP TRIGGER IF EXISTS {guard}"));
            }
        }
        self.meddle(sql);
    }

    fn sqlite_file(&self) -> Option<&str> {
        self.url.strip_prefix("sqlite:")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        // A failed test leaves its folder to be looked at.
        if !std::thread::panicking() && !self.url.is_empty() {
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

fn folder() -> PathBuf {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let name = format!("noren-test-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    let folder = std::env::temp_dir().join(name);
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// A connection of the test's own, which waits for the program's as any other would.
fn beside(file: &str) -> SqliteConnection {
    let mut conn = SqliteConnection::establish(file).expect("opens");
    conn.batch_execute("PRAGMA busy_timeout=10000").expect("waits");
    conn
}
