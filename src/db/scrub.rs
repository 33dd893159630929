//! After an erasure: what was overwritten is to be gone from the files as well, as far as the engine lets us. Slow, and
//! outside any transaction.

use super::conn::{Conn, Engine, Use};
use super::turn::Turn;
use crate::words::{Error, Result};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use std::time::Duration;

/// How often a checkpoint that a reader keeps from its end is tried, and how long each time: taps wait meanwhile.
const TRIES: u32 = 20;
const PATIENCE: &str = "PRAGMA busy_timeout=250";
const PAUSE: Duration = Duration::from_millis(250);

#[derive(QueryableByName)]
struct Checkpoint {
    #[diesel(sql_type = BigInt)]
    busy: i64,
}

/// SQLite: the log, in which older versions of pages stand, is carried back and emptied (within the pages themselves,
/// `secure_delete` has zeroed them). PostgreSQL: the old versions of rows are given up, and what was learned of the
/// columns is learned anew; its own log (WAL) forgets when it is recycled.
pub(super) fn scrub(engine: &Engine, tables: &[&str]) -> Result<()> {
    match engine.connect(Use::Write)? {
        Conn::Pg(mut c) => Ok(c.batch_execute(&format!("VACUUM (ANALYZE) {}", tables.join(", ")))?),
        Conn::Sqlite(mut c) => {
            c.batch_execute(PATIENCE)?;
            let turn = Turn::of(engine);
            for _ in 0..TRIES {
                let taken = turn.take();
                let done: Checkpoint = diesel::sql_query("PRAGMA wal_checkpoint(TRUNCATE)").get_result(&mut c)?;
                drop(taken);
                if done.busy == 0 {
                    return Ok(());
                }
                std::thread::sleep(PAUSE);
            }
            Err(Error::broken("somebody reads for long; the log could not be emptied"))
        }
    }
}
