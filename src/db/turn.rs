//! Whose turn it is to write to a SQLite file, between processes (a server and an import). SQLite's own lock is asked for
//! again and again at growing intervals, so that somebody who writes one batch after the other would keep a counter
//! waiting for seconds; this one wakes whoever waits.

use super::conn::Engine;
use std::fs::{File, OpenOptions};

/// A file beside the database that only ever is locked.
pub(super) struct Turn(Option<File>);

/// Ends with it.
pub(super) struct Taken<'a>(&'a Turn);

impl Turn {
    pub(super) fn of(engine: &Engine) -> Turn {
        let Engine::Sqlite(path) = engine else { return Turn(None) };
        let mut name = path.as_os_str().to_owned();
        name.push("-turn");
        // Where it cannot be made (a strange file system), SQLite's own lock has to do.
        Turn(OpenOptions::new().create(true).truncate(false).write(true).open(name).ok())
    }

    /// Waits for the turn. The kernel ends it with the process, however that dies.
    pub(super) fn take(&self) -> Taken<'_> {
        if let Some(file) = &self.0 {
            let _ = file.lock();
        }
        Taken(self)
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        if let Some(file) = &self.0.0 {
            let _ = file.unlock();
        }
    }
}
