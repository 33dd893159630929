//! The one writer of SQLite: requests queue in a bounded channel; a thread runs each in its own savepoint inside one
//! transaction, commits once, then answers all. An answer is never sent before its commit is on disk.

use super::checkpoint::Checkpoints;
use super::conn::{Conn, Engine, Use};
use super::native::{on_engine, statement};
use super::turn::Turn;
use crate::words::{Error, Result};
use diesel::RunQueryDsl;
use diesel::connection::SimpleConnection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::time::{Duration, Instant};
use tokio::sync::oneshot;

/// Writes that may wait; beyond them the caller is told to come back (503).
const WAITING: usize = 1024;
/// Writes in one commit at most, so that the first of a group is not kept from its answer.
const GROUP: usize = 128;
/// How long a group may go on taking in more.
const GROUP_TIME: Duration = Duration::from_millis(8);
/// How long a group waits for one more until it has [`SHARED`] writes, where the one before it had them: a commit costs
/// more than that. Whoever is alone does not wait.
const LINGER: Duration = Duration::from_micros(300);
const SHARED: usize = 8;

pub(super) struct Writer {
    queue: SyncSender<Box<dyn Job>>,
}

/// One write, its closure and whoever waits for its answer.
trait Job: Send {
    /// Runs it; true where its effects are to be kept.
    fn run(&mut self, tx: &mut Conn) -> bool;
    /// A panic took it.
    fn panicked(&mut self);
    /// Tells the caller, after the group's commit (or its failure).
    fn answer(self: Box<Self>, committed: bool);
}

struct Task<F, T> {
    run: F,
    result: Option<Result<T>>,
    reply: oneshot::Sender<Result<T>>,
}

impl<F, T> Job for Task<F, T>
where
    T: Send,
    F: FnMut(&mut Conn) -> Result<T> + Send,
{
    fn run(&mut self, tx: &mut Conn) -> bool {
        let result = (self.run)(tx);
        let keep = result.is_ok();
        self.result = Some(result);
        keep
    }

    fn panicked(&mut self) {
        self.result = Some(Err(Error::broken("a write panicked")));
    }

    fn answer(self: Box<Self>, committed: bool) {
        let result = match self.result {
            Some(Ok(_)) if !committed => Err(Error::broken("the group of writes could not be committed")),
            Some(result) => result,
            None => Err(Error::broken("a write was not run")),
        };
        // Whoever asked may have gone; the write stands all the same.
        let _ = self.reply.send(result);
    }
}

impl Writer {
    pub(super) fn start(engine: &Engine) -> Result<Writer> {
        let mut conn = engine.connect(Use::Write)?;
        let checkpoints = Checkpoints::start(engine)?;
        // Within a write, a checkpoint would keep a whole group waiting.
        conn.batch_execute("PRAGMA wal_autocheckpoint=0")?;
        let turn = Turn::of(engine);
        let (queue, jobs) = sync_channel(WAITING);
        std::thread::Builder::new()
            .name("noren-writer".into())
            .spawn(move || run(conn, &turn, &checkpoints, &jobs))
            .map_err(|e| Error::broken(format!("cannot start the writer: {e}")))?;
        Ok(Writer { queue })
    }

    pub(super) fn submit<T, F>(&self, f: F) -> Result<oneshot::Receiver<Result<T>>>
    where
        T: Send + 'static,
        F: FnMut(&mut Conn) -> Result<T> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        match self.queue.try_send(Box::new(Task { run: f, result: None, reply })) {
            Ok(()) => Ok(answer),
            Err(TrySendError::Full(_)) => Err(Error::Busy),
            Err(TrySendError::Disconnected(_)) => Err(Error::broken("the writer is gone")),
        }
    }
}

fn run(mut conn: Conn, turn: &Turn, checkpoints: &Checkpoints, jobs: &Receiver<Box<dyn Job>>) {
    let mut group: Vec<Box<dyn Job>> = Vec::with_capacity(GROUP);
    let mut shared = false;
    while let Ok(first) = jobs.recv() {
        let taken = turn.take();
        let more = |held| {
            let waits = shared && held < SHARED;
            if waits { jobs.recv_timeout(LINGER).ok() } else { jobs.try_recv().ok() }
        };
        let committed = commit_group(&mut conn, first, more, &mut group);
        shared = group.len() >= SHARED;
        if let Err(e) = &committed {
            tracing::error!(error = %e, writes = group.len(), "a group of writes was lost");
            let _ = conn.batch_execute("ROLLBACK");
        }
        drop(taken);
        for job in group.drain(..) {
            job.answer(committed.is_ok());
        }
        checkpoints.due();
    }
}

/// Runs `first` and whatever `more` there is, each in its savepoint, and commits. All that ran are in `group` afterwards.
fn commit_group(
    conn: &mut Conn,
    first: Box<dyn Job>,
    more: impl Fn(usize) -> Option<Box<dyn Job>>,
    group: &mut Vec<Box<dyn Job>>,
) -> Result<()> {
    let mut next = Some(first);
    // IMMEDIATE: a deferred transaction that reads first can fail at once with "locked".
    if let Err(e) = conn.batch_execute("BEGIN IMMEDIATE") {
        group.extend(next.take());
        return Err(e.into());
    }
    let begun = Instant::now();
    while let Some(mut job) = next.take() {
        let kept = savepoint(conn, job.as_mut());
        group.push(job);
        kept?;
        if group.len() < GROUP && begun.elapsed() < GROUP_TIME {
            next = more(group.len());
        }
    }
    Ok(conn.batch_execute("COMMIT")?)
}

statement!(Begin {} "SAVEPOINT one");
statement!(End {} "RELEASE one");

fn savepoint(conn: &mut Conn, job: &mut dyn Job) -> Result<()> {
    on_engine!(conn, c => Begin {}.execute(c))?;
    let keep = catch_unwind(AssertUnwindSafe(|| job.run(conn))).unwrap_or_else(|_| {
        job.panicked();
        false
    });
    if !keep {
        conn.batch_execute("ROLLBACK TO one")?;
    }
    on_engine!(conn, c => End {}.execute(c))?;
    Ok(())
}
