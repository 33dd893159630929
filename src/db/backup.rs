//! `backup` and `restore`: a consistent copy under load, checked before it takes its name.

use super::conn::{Conn, Engine, Use};
use crate::words::{Error, Result};
use diesel::prelude::*;
use diesel::sql_types::Text;
use std::fs::File;
use std::path::{Path, PathBuf};

/// Copies the database into `file`: written beside it, fsynced, checked, then renamed.
pub fn backup(engine: &Engine, file: &Path) -> Result<()> {
    let part = beside(file, "part");
    remove(&part)?;
    match engine.connect(Use::Write)? {
        Conn::Sqlite(mut c) => {
            let target = part.to_str().ok_or_else(|| Error::broken("the path is not UTF-8"))?;
            diesel::sql_query("VACUUM INTO $1").bind::<Text, _>(target).execute(&mut c)?;
        }
        Conn::Pg(_) => return Err(Error::broken("backup of PostgreSQL is pg_dump's")),
    }
    check(&part)?;
    File::open(&part).and_then(|f| f.sync_all()).map_err(|e| io(&part, &e))?;
    std::fs::rename(&part, file).map_err(|e| io(file, &e))?;
    sync_folder(file)
}

/// Puts the copy in `file` in the database's place. Refuses to overwrite one without `force`.
pub fn restore(engine: &Engine, file: &Path, force: bool) -> Result<()> {
    let Engine::Sqlite(target) = engine else {
        return Err(Error::broken("restore into PostgreSQL is pg_restore's"));
    };
    if target.exists() && !force {
        return Err(Error::broken(format!("{} exists; add --force to replace it", target.display())));
    }
    check(file)?;
    if let Some(parent) = target.parent().filter(|p| !p.as_os_str().is_empty()) {
        std::fs::create_dir_all(parent).map_err(|e| io(parent, &e))?;
    }
    let part = beside(target, "part");
    std::fs::copy(file, &part).map_err(|e| io(file, &e))?;
    File::open(&part).and_then(|f| f.sync_all()).map_err(|e| io(&part, &e))?;
    // The old one's journal must not be replayed over the copy.
    for tail in ["-wal", "-shm"] {
        let mut name = target.clone().into_os_string();
        name.push(tail);
        remove(Path::new(&name))?;
    }
    std::fs::rename(&part, target).map_err(|e| io(target, &e))?;
    sync_folder(target)
}

#[derive(QueryableByName)]
struct Check {
    #[diesel(sql_type = Text)]
    integrity_check: String,
}

/// Is this file a whole database of ours?
fn check(file: &Path) -> Result<()> {
    if !file.exists() {
        return Err(Error::broken(format!("{}: no such file", file.display())));
    }
    let bad = |why: &str| Error::broken(format!("{} is not a whole backup: {why}", file.display()));
    let path = file.to_str().ok_or_else(|| Error::broken("the path is not UTF-8"))?;
    let mut conn = SqliteConnection::establish(path).map_err(|e| bad(&e.to_string()))?;
    let said: Vec<Check> = diesel::sql_query("PRAGMA integrity_check").load(&mut conn).map_err(|e| bad(&e.to_string()))?;
    if said.len() != 1 || said[0].integrity_check != "ok" {
        return Err(bad("damaged"));
    }
    diesel::sql_query("SELECT id FROM brands LIMIT 1").execute(&mut conn).map_err(|_| bad("no brands in it"))?;
    Ok(())
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".{ending}"));
    name.into()
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
