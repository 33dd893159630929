//! Carries SQLite's log (WAL) back into the database file, on a thread and a connection of its own: a checkpoint that
//! runs within a commit, as SQLite does it by default, keeps every write that waits from its answer.

use super::conn::{Conn, Engine, Use};
use super::turn::Turn;
use crate::words::{Error, Result};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::BigInt;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

/// How long pages gather, so that one that is written often is carried once.
const GATHER: Duration = Duration::from_millis(250);
/// Frames (of 4 KiB) from which on the log must begin anew, for which writers wait a moment: it grows without end where
/// somebody writes during every checkpoint.
const LONGEST: i64 = 16_384;

/// The thread ends with its writer.
pub(super) struct Checkpoints(SyncSender<()>);

#[derive(QueryableByName)]
struct Log {
    #[diesel(sql_type = BigInt, column_name = log)]
    frames: i64,
}

impl Checkpoints {
    pub(super) fn start(engine: &Engine) -> Result<Checkpoints> {
        let mut conn = engine.connect(Use::Write)?;
        // Where somebody reads for long (`verify`, `backup`), the log goes on growing; no counter waits for them.
        conn.batch_execute("PRAGMA busy_timeout=20")?;
        let turn = Turn::of(engine);
        let (wanted, wants) = sync_channel(1);
        std::thread::Builder::new()
            .name("noren-checkpoint".into())
            .spawn(move || run(conn, &turn, &wants))
            .map_err(|e| Error::broken(format!("cannot start the checkpoints: {e}")))?;
        Ok(Checkpoints(wanted))
    }

    /// There is something to carry.
    pub(super) fn due(&self) {
        // Full: it is known already.
        let _ = self.0.try_send(());
    }
}

fn run(mut conn: Conn, turn: &Turn, wants: &Receiver<()>) {
    while wants.recv().is_ok() && gathered(wants) {
        if let Err(e) = carry(&mut conn, turn) {
            tracing::warn!(error = %e, "a checkpoint failed; the next one carries more");
        }
    }
}

/// False where the writer is gone meanwhile: whoever closes last carries everything, and nobody is to wait for this one.
fn gathered(wants: &Receiver<()>) -> bool {
    let until = Instant::now() + GATHER;
    loop {
        match wants.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(()) => {}
            Err(e) => return e == RecvTimeoutError::Timeout,
        }
    }
}

fn carry(conn: &mut Conn, turn: &Turn) -> Result<()> {
    let Conn::Sqlite(conn) = conn else { return Ok(()) };
    // Beside readers and the writer.
    let log: Log = diesel::sql_query("PRAGMA wal_checkpoint(PASSIVE)").get_result(conn)?;
    if log.frames > LONGEST {
        let _turn = turn.take();
        conn.batch_execute("PRAGMA wal_checkpoint(RESTART)")?;
    }
    Ok(())
}
