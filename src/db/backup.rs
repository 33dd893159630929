//! `backup` and `restore`: a consistent copy under load, checked before it takes its name. The copy is a SQLite file
//! whichever the engine, so it is also the way from one engine to the other.

use super::carry;
use super::conn::{Conn, Engine, Use};
use super::migrate::prepare;
use crate::words::{Error, Result};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use std::fmt::{Display, Formatter};
use std::fs::File;
use std::path::{Path, PathBuf};

/// What was copied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    pub to: String,
    pub rows: i64,
}

impl Display for Copied {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} rows are in {}, checked. The master secret is not among them: keep its file (.secret) too, and apart; \
             without it no password, PIN or key is accepted",
            self.rows, self.to
        )
    }
}

/// Copies the database into `file`: written beside it, checked, fsynced, then renamed.
pub fn backup(engine: &Engine, file: &Path) -> Result<Copied> {
    if let Engine::Sqlite(path) = engine {
        if !path.exists() {
            return Err(Error::broken(format!("{}: no such database", path.display())));
        }
        if same(path, file) {
            return Err(Error::broken(format!("{} is the database itself", file.display())));
        }
    }
    let part = beside(file, "part");
    clear(&part)?;
    let rows = match engine.connect(Use::Write)? {
        Conn::Sqlite(mut c) => {
            let target = part.to_str().ok_or_else(|| Error::broken("the path is not UTF-8"))?;
            diesel::sql_query("VACUUM INTO $1").bind::<Text, _>(target).execute(&mut c)?;
            check(&part)?
        }
        Conn::Pg(mut pg) => {
            prepare(&Engine::Sqlite(part.clone()))?;
            carry::out(&mut pg, &mut open(&part)?)?;
            check(&part)?
        }
    };
    File::open(&part).and_then(|f| f.sync_all()).map_err(|e| io(&part, &e))?;
    std::fs::rename(&part, file).map_err(|e| io(file, &e))?;
    clear(&part)?;
    sync_folder(file)?;
    Ok(Copied { to: file.display().to_string(), rows })
}

/// Puts the copy in `file` in the database's place. Refuses to overwrite one without `force`.
pub fn restore(engine: &Engine, file: &Path, force: bool) -> Result<Copied> {
    let rows = check(file)?;
    let target = match engine {
        Engine::Sqlite(target) => target,
        Engine::Postgres(_) => {
            // Brought up to date in a copy: an older backup stays as it is.
            let part = beside(file, "part");
            clear(&part)?;
            std::fs::copy(file, &part).map_err(|e| io(&part, &e))?;
            let carried = prepare(&Engine::Sqlite(part.clone())).and_then(|()| prepare(engine)).and_then(|()| {
                let Conn::Pg(mut pg) = engine.connect(Use::Write)? else { return Err(Error::broken("not PostgreSQL")) };
                carry::into(&mut open(&part)?, &mut pg, force)
            });
            clear(&part)?;
            carried?;
            return Ok(Copied { to: "PostgreSQL".into(), rows });
        }
    };
    if target.exists() {
        if !force {
            return Err(Error::broken(format!("{} exists; add --force to replace it", target.display())));
        }
        if same(target, file) {
            return Err(Error::broken(format!("{} is the database itself", file.display())));
        }
        alone(target)?;
    }
    if let Some(parent) = target.parent().filter(|p| !p.as_os_str().is_empty()) {
        std::fs::create_dir_all(parent).map_err(|e| io(parent, &e))?;
    }
    let part = beside(target, "part");
    clear(&part)?;
    std::fs::copy(file, &part).map_err(|e| io(file, &e))?;
    File::open(&part).and_then(|f| f.sync_all()).map_err(|e| io(&part, &e))?;
    // The old one's journal must not be replayed over the copy.
    for tail in JOURNALS {
        remove(&tailed(target, tail))?;
    }
    std::fs::rename(&part, target).map_err(|e| io(target, &e))?;
    sync_folder(target)?;
    Ok(Copied { to: target.display().to_string(), rows })
}

const JOURNALS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// Nobody else has the database open: only then can its journal be put away. One that is damaged may be replaced too.
fn alone(target: &Path) -> Result<()> {
    let mut conn = open(target)?;
    let put_away = conn.batch_execute("PRAGMA journal_mode=DELETE");
    let locked = put_away.is_err_and(|e| e.to_string().contains("locked"));
    if locked { Err(Error::broken(format!("{} is in use; stop the server first", target.display()))) } else { Ok(()) }
}

fn open(file: &Path) -> Result<SqliteConnection> {
    let path = file.to_str().ok_or_else(|| Error::broken("the path is not UTF-8"))?;
    SqliteConnection::establish(path).map_err(|e| Error::broken(format!("cannot open {path}: {e}")))
}

#[derive(QueryableByName)]
struct Check {
    #[diesel(sql_type = Text)]
    integrity_check: String,
}

#[derive(QueryableByName)]
struct Lost {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// Is this file a whole database of ours? How many rows it has.
fn check(file: &Path) -> Result<i64> {
    if !file.is_file() {
        return Err(Error::broken(format!("{}: no such file", file.display())));
    }
    let bad = |why: &str| Error::broken(format!("{} is not a whole backup: {why}", file.display()));
    let mut conn = open(file)?;
    let db = |e: diesel::result::Error| bad(&e.to_string());
    let said: Vec<Check> = diesel::sql_query("PRAGMA integrity_check").load(&mut conn).map_err(db)?;
    if said.len() != 1 || said[0].integrity_check != "ok" {
        return Err(bad("damaged"));
    }
    diesel::sql_query("SELECT id FROM brands LIMIT 1").execute(&mut conn).map_err(|_| bad("no brands in it"))?;
    let lost: Lost =
        diesel::sql_query("SELECT COUNT(*) AS n FROM pragma_foreign_key_check").get_result(&mut conn).map_err(db)?;
    if lost.n > 0 {
        return Err(bad(&format!("{} rows point to rows that are not there", lost.n)));
    }
    carry::rows(&mut conn)
}

fn same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    tailed(file, &format!(".{ending}"))
}

fn tailed(file: &Path, tail: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(tail);
    name.into()
}

/// Removes a file of ours and its journals.
fn clear(part: &Path) -> Result<()> {
    JOURNALS.iter().try_for_each(|tail| remove(&tailed(part, tail)))?;
    remove(part)
}

fn remove(file: &Path) -> Result<()> {
    match std::fs::remove_file(file) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(io(file, &e)),
        _ => Ok(()),
    }
}

fn sync_folder(file: &Path) -> Result<()> {
    let folder = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|f| f.sync_all()).map_err(|e| io(folder, &e))
}

fn io(path: &Path, e: &std::io::Error) -> Error {
    Error::broken(format!("{}: {e}", path.display()))
}
