//! Connections that are shared: readers on SQLite, readers and writers on PostgreSQL.

use super::conn::{Conn, Engine, Use};
use crate::words::{Error, Result};
use diesel::connection::SimpleConnection;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use diesel::{Connection, r2d2};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Duration;

/// How often a write is tried on PostgreSQL when another one was in its way.
const TRIES: u32 = 8;

pub(super) struct Manager {
    engine: Engine,
    purpose: Use,
}

#[derive(Clone)]
pub(super) struct Pool {
    conns: r2d2::Pool<Manager>,
    snapshots: bool,
}

impl std::fmt::Debug for Manager {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Manager")
    }
}

#[derive(Debug)]
pub(super) struct Lost(String);

impl std::fmt::Display for Lost {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Lost {}

impl r2d2::ManageConnection for Manager {
    type Connection = Conn;
    type Error = Lost;

    fn connect(&self) -> std::result::Result<Conn, Lost> {
        self.engine.connect(self.purpose).map_err(|e| Lost(e.to_string()))
    }

    fn is_valid(&self, conn: &mut Conn) -> std::result::Result<(), Lost> {
        conn.batch_execute("SELECT 1").map_err(|e| Lost(e.to_string()))
    }

    fn has_broken(&self, conn: &mut Conn) -> bool {
        std::thread::panicking() || r2d2::R2D2Connection::is_broken(conn)
    }
}

pub(super) fn open(engine: &Engine) -> Result<Pool> {
    let (purpose, size, snapshots) = match engine {
        Engine::Sqlite(_) => (Use::Read, 8, true),
        Engine::Postgres(_) => (Use::Write, 24, false),
    };
    let conns = r2d2::Pool::builder()
        .max_size(size)
        .min_idle(Some(2))
        .test_on_check_out(false)
        .connection_timeout(Duration::from_secs(10))
        .build(Manager { engine: engine.clone(), purpose })
        .map_err(|e| Error::broken(format!("cannot open the database: {e}")))?;
    Ok(Pool { conns, snapshots })
}

impl Pool {
    fn get(&self) -> Result<r2d2::PooledConnection<Manager>> {
        self.conns.get().map_err(|_| Error::Busy)
    }

    /// A reader of SQLite that is free now; never one whose answers come over a network.
    pub(super) fn at_hand(&self) -> Option<r2d2::PooledConnection<Manager>> {
        if self.snapshots { self.conns.try_get() } else { None }
    }
}

pub(super) fn read<T>(pool: &Pool, f: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    if pool.snapshots {
        return snapshot(pool, f);
    }
    f(&mut *pool.get()?)
}

/// Reads what one moment held, whatever is written meanwhile.
pub(super) fn snapshot<T>(pool: &Pool, f: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    snapshot_on(&mut *pool.get()?, f)
}

/// [`snapshot`] on a connection one holds.
pub(super) fn snapshot_on<T>(conn: &mut Conn, f: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    conn.batch_execute(match conn {
        Conn::Pg(_) => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        Conn::Sqlite(_) => "BEGIN",
    })?;
    let result = catch_unwind(AssertUnwindSafe(|| f(conn)));
    conn.batch_execute("ROLLBACK")?;
    result.unwrap_or_else(|_| Err(Error::broken("a read panicked")))
}

pub(super) fn write<T>(pool: &Pool, mut f: impl FnMut(&mut Conn) -> Result<T>) -> Result<T> {
    let mut pooled = pool.get()?;
    let conn: &mut Conn = &mut pooled;
    let mut tried = 0;
    loop {
        tried += 1;
        let result = catch_unwind(AssertUnwindSafe(|| conn.transaction::<T, Error, _>(&mut f)));
        match result {
            Ok(Err(Error::Db(e))) if tried < TRIES && in_the_way(&e) => {
                std::thread::sleep(Duration::from_millis(u64::from(tried * tried)));
            }
            Ok(result) => return result,
            Err(_) => {
                let _ = conn.batch_execute("ROLLBACK");
                return Err(Error::broken("a write panicked"));
            }
        }
    }
}

/// Would the same closure fare better the second time? A unique key that someone else has just taken counts: the
/// closure then finds their row.
fn in_the_way(e: &DieselError) -> bool {
    match e {
        DieselError::DatabaseError(DatabaseErrorKind::SerializationFailure | DatabaseErrorKind::UniqueViolation, _) => {
            true
        }
        DieselError::DatabaseError(_, info) => info.message().contains("deadlock detected"),
        _ => false,
    }
}
