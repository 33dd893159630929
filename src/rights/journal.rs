//! The erasures in a file beside the master secret, a line of JSON each, only ever added to: a copy of the database from
//! before an erasure knows nothing of it, and neither does an empty place. Numbers and hashes; no person.

use super::Erasure;
use crate::words::{BrandId, Error, Millis, PassportId, Result};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fmt::Write as _;
use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

#[derive(Debug, Clone)]
pub struct Journal(PathBuf);

#[derive(Serialize, Deserialize)]
struct Line {
    brand: BrandId,
    passport: PassportId,
    at: i64,
    member: Option<String>,
}

impl Journal {
    /// `noren.erasures` beside `noren.secret`.
    pub fn beside(secret_file: &Path) -> Journal {
        Journal(secret_file.with_extension("erasures"))
    }

    /// Where it is, for people.
    pub fn path(&self) -> std::path::Display<'_> {
        self.0.display()
    }

    /// Every erasure it knows. A line that was torn by a crash is none; the database adds it again.
    pub fn read(&self) -> Result<Vec<Erasure>> {
        let mut text = String::new();
        match OpenOptions::new().read(true).open(&self.0).and_then(|mut f| f.read_to_string(&mut text)) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(e) => return Err(self.failed(&e)),
            Ok(_) => {}
        }
        let lines = text.lines().filter_map(|line| serde_json::from_str::<Line>(line).ok());
        Ok(lines
            .map(|l| Erasure { brand_id: l.brand, passport_id: l.passport, at: Millis(l.at), member: l.member })
            .collect())
    }

    /// Adds those it does not know yet; they are on disk when this returns.
    pub fn add(&self, all: &[Erasure]) -> Result<()> {
        let known: HashSet<_> = self.read()?.iter().map(|e| (e.brand_id, e.passport_id)).collect();
        let mut lines = String::new();
        for e in all.iter().filter(|e| !known.contains(&(e.brand_id, e.passport_id))) {
            let line = Line { brand: e.brand_id, passport: e.passport_id, at: e.at.0, member: e.member.clone() };
            let json = serde_json::to_string(&line).map_err(Error::broken)?;
            // After a torn line begins another one.
            writeln!(lines, "{}{json}", if lines.is_empty() { "\n" } else { "" }).map_err(Error::broken)?;
        }
        if lines.is_empty() {
            return Ok(());
        }
        if let Some(folder) = self.0.parent().filter(|p| !p.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|e| self.failed(&e))?;
        }
        let mut file = OpenOptions::new().create(true).append(true).open(&self.0).map_err(|e| self.failed(&e))?;
        file.write_all(lines.as_bytes()).and_then(|()| file.sync_all()).map_err(|e| self.failed(&e))
    }

    fn failed(&self, e: &std::io::Error) -> Error {
        Error::broken(format!("{}: {e}", self.0.display()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_torn_line_loses_none_but_itself() {
        let folder = std::env::temp_dir().join(format!("noren-journal-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let journal = Journal::beside(&folder.join("street.secret"));
        assert!(journal.read().unwrap().is_empty());
        let erasure =
            |id: i64| Erasure { brand_id: BrandId(1), passport_id: PassportId(id), at: Millis(3), member: None };
        journal.add(&[erasure(1)]).unwrap();
        let mut file = OpenOptions::new().append(true).open(folder.join("street.erasures")).unwrap();
        file.write_all(b"{\"brand\":\"1\",\"pass").unwrap();
        journal.add(&[erasure(1), erasure(2)]).unwrap();
        journal.add(&[erasure(1), erasure(2)]).unwrap();
        assert_eq!(journal.read().unwrap(), vec![erasure(1), erasure(2)]);
        std::fs::remove_dir_all(folder).unwrap();
    }
}
