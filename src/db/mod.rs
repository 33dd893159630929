//! Two engines behind `Db::read` and `Db::write`. The engine is matched on here and nowhere else.
//!
//! A write closure can run twice (retry on PostgreSQL) and may have no effect but its SQL. What is slow or only
//! reads is done before it, on a reader.

mod backup;
mod carry;
mod checkpoint;
mod conn;
mod migrate;
mod native;
mod pool;
pub mod schema;
mod scrub;
mod turn;
mod writer;

pub use backup::{Copied, backup, restore};
pub use conn::{Conn, Engine, Tx};
pub use migrate::{Found, look, prepare, wipe};
pub use native::lock_transfers;
pub(crate) use native::{Bound, all_locked, bind, first_locked, first_shared, on_engine, statement};

use crate::words::{Error, Result};
use std::sync::Arc;

/// A database of either engine. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    engine: Engine,
    readers: pool::Pool,
    writes: Writes,
}

#[derive(Clone)]
enum Writes {
    /// SQLite: one thread that commits in groups.
    Grouped(Arc<writer::Writer>),
    /// PostgreSQL: a transaction per write, from the same pool.
    Pooled,
}

impl Db {
    /// Opens a database that [`prepare`] has made or brought up to date.
    pub fn open(engine: &Engine) -> Result<Db> {
        let readers = pool::open(engine)?;
        let writes = match engine {
            Engine::Sqlite(_) => Writes::Grouped(Arc::new(writer::Writer::start(engine)?)),
            Engine::Postgres(_) => Writes::Pooled,
        };
        Ok(Db { engine: engine.clone(), readers, writes })
    }

    /// Reads, off the async threads. On SQLite the closure sees one snapshot; on PostgreSQL each statement its own.
    pub async fn read<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx) -> Result<T> + Send + 'static,
    {
        let readers = self.readers.clone();
        blocking(move || pool::read(&readers, f)).await
    }

    /// Reads a few rows by their keys where one stands: on SQLite handing so little to another thread costs more than the
    /// read. On PostgreSQL, or where no reader is free at once, it goes the way of [`Db::read`].
    pub async fn glance<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&mut Tx) -> Result<T> + Send + 'static,
    {
        match self.readers.at_hand() {
            Some(mut reader) => pool::snapshot_on(&mut reader, f),
            None => self.read(f).await,
        }
    }

    /// Writes in one transaction; the answer comes after its commit is on disk.
    pub async fn write<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx) -> Result<T> + Send + 'static,
    {
        match &self.writes {
            Writes::Grouped(writer) => writer.submit(f)?.await.map_err(|_| Error::broken("the writer is gone"))?,
            Writes::Pooled => {
                let pool = self.readers.clone();
                blocking(move || pool::write(&pool, f)).await
            }
        }
    }

    /// What was erased from these tables goes from the files as well, as far as the engine lets us. Slow; no transaction.
    pub fn scrub_now(&self, tables: &[&str]) -> Result<()> {
        scrub::scrub(&self.engine, tables)
    }

    /// [`Db::read`] for programs without an async runtime (imports, `verify`, the demo).
    pub fn read_now<T>(&self, f: impl FnOnce(&mut Tx) -> Result<T>) -> Result<T> {
        pool::read(&self.readers, f)
    }

    /// Reads for long: on both engines the closure sees one moment, however long it takes.
    pub fn snapshot_now<T>(&self, f: impl FnOnce(&mut Tx) -> Result<T>) -> Result<T> {
        pool::snapshot(&self.readers, f)
    }

    /// [`Db::write`] for programs without an async runtime.
    pub fn write_now<T, F>(&self, f: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnMut(&mut Tx) -> Result<T> + Send + 'static,
    {
        match &self.writes {
            Writes::Grouped(writer) => {
                writer.submit(f)?.blocking_recv().map_err(|_| Error::broken("the writer is gone"))?
            }
            Writes::Pooled => pool::write(&self.readers, f),
        }
    }
}

/// One look at a database that may be older than this program, or not ours: nothing of it is changed.
pub fn peek<T>(engine: &Engine, f: impl FnOnce(&mut Tx) -> Result<T>) -> Result<T> {
    f(&mut engine.connect(conn::Use::Look)?)
}

async fn blocking<T: Send + 'static>(f: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
    tokio::task::spawn_blocking(f).await.map_err(|e| Error::broken(format!("a read or write stopped: {e}")))?
}
