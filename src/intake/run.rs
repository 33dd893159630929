//! What every import shares: its options, counts, rejects file and progress bar.

use super::source::{Kind, Raw, Row, Source};
use crate::db::{Db, Tx};
use crate::words::{Error, Millis, Result};
use indicatif::{ProgressBar, ProgressStyle};
use std::fmt::{Display, Formatter};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// How to import.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// `ours=theirs,…`; see [`super::columns`].
    pub columns: Option<String>,
    /// Reads and checks everything, changes nothing.
    pub dry_run: bool,
    /// Where the rows go that cannot be taken.
    pub rejects: Option<PathBuf>,
    /// Whose data this is, shown where it is shown.
    pub credit: String,
    pub now: Millis,
    /// A progress bar, where stderr is a terminal.
    pub progress: bool,
}

/// What an import came to; written out, the last line of the command.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    pub read: u64,
    pub imported: u64,
    pub unchanged: u64,
    pub rejected: u64,
    /// What else a person should know: the first rejects, boundaries that were repaired.
    pub notes: Vec<String>,
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let Report { read, imported, unchanged, rejected, .. } = self;
        write!(f, "read {read}, imported {imported}, unchanged {unchanged}, rejected {rejected}")
    }
}

/// Notes that are kept; the rejects file has them all.
const NOTES: usize = 20;

/// An import under way.
pub struct Run {
    pub report: Report,
    rejects: Option<(PathBuf, csv::Writer<File>)>,
    bar: ProgressBar,
    drawn: u64,
    told: usize,
    /// Rows of people who had themselves erased.
    pub erased: u64,
}

impl Run {
    pub fn start(source: &Source, file: &Path, options: &Options) -> Result<Run> {
        let rejects = options.rejects.as_deref().map(|to| rejects(source, file, to)).transpose()?;
        let bar = if options.progress { ProgressBar::new(source.bytes) } else { ProgressBar::hidden() };
        let style = "{wide_bar} {percent:>3}%  {msg} rows, {elapsed} (ready in {eta})";
        if let Ok(style) = ProgressStyle::with_template(style) {
            bar.set_style(style);
        }
        Ok(Run { report: Report::default(), rejects, bar, drawn: 0, told: 0, erased: 0 })
    }

    /// A row was read.
    pub fn read(&mut self, bytes: u64) {
        self.report.read += 1;
        if self.report.read - self.drawn >= 500 {
            self.drawn = self.report.read;
            self.bar.set_position(bytes);
            self.bar.set_message(self.report.read.to_string());
        }
    }

    pub fn note(&mut self, note: String) {
        self.told += 1;
        if self.told <= NOTES {
            self.report.notes.push(note);
        }
    }

    /// The row as it stands in the file goes to the rejects.
    pub fn reject_row(&mut self, row: &Row<'_>, reason: &str) -> Result<()> {
        match (row.raw, &row.fields) {
            (Raw::Json(value), _) => self.reject(row.line, row.feature, reason, &[value.to_string().as_bytes()]),
            (Raw::Bytes(_), Ok(fields)) => {
                let fields: Vec<&[u8]> = fields.iter().map(str::as_bytes).collect();
                self.reject(row.line, None, reason, &fields)
            }
            (Raw::Bytes(raw), Err(_)) => {
                let raw = raw.strip_suffix(b"\n").unwrap_or(raw);
                self.reject(row.line, None, reason, &[raw.strip_suffix(b"\r").unwrap_or(raw)])
            }
        }
    }

    pub fn reject(&mut self, line: u64, feature: Option<u64>, reason: &str, row: &[&[u8]]) -> Result<()> {
        self.report.rejected += 1;
        let reason = feature.map_or_else(|| reason.to_owned(), |n| format!("feature {n}: {reason}"));
        if let Some((path, out)) = &mut self.rejects {
            let line = line.to_string();
            let fields = [line.as_bytes(), reason.as_bytes()].into_iter().chain(row.iter().copied());
            out.write_record(fields).map_err(|e| Error::broken(format!("{}: {e}", path.display())))?;
        }
        self.note(format!("line {line}: {reason}"));
        Ok(())
    }

    pub fn end(mut self) -> Result<Report> {
        self.bar.finish_and_clear();
        if let Some((path, mut out)) = self.rejects.take() {
            out.flush().map_err(|e| Error::broken(format!("{}: {e}", path.display())))?;
        }
        if self.told > NOTES {
            self.report.notes.push(format!("… and {} more (--rejects FILE keeps every row)", self.told - NOTES));
        }
        if self.erased > 0 {
            let note = format!("rows of people who had themselves erased, left out: {}", self.erased);
            self.report.notes.push(note);
        }
        Ok(self.report)
    }
}

fn rejects(source: &Source, file: &Path, to: &Path) -> Result<(PathBuf, csv::Writer<File>)> {
    let io = |e: &dyn Display| Error::broken(format!("{}: {e}", to.display()));
    if let (Ok(a), Ok(b)) = (file.canonicalize(), to.canonicalize())
        && a == b
    {
        return Err(io(&"the rejects cannot go into the file that is imported"));
    }
    // A row that could not be split is one field.
    let open = File::create(to).map_err(|e| io(&e))?;
    let mut out = csv::WriterBuilder::new().flexible(true).from_writer(open);
    let theirs: Vec<&str> = match source.kind {
        Kind::Csv => source.headings.iter().map(String::as_str).collect(),
        Kind::GeoJson => vec!["feature"],
    };
    out.write_record(["line", "reason"].into_iter().chain(theirs)).map_err(|e| io(&e))?;
    out.flush().map_err(|e| io(&e))?;
    Ok((to.to_owned(), out))
}

const TAKEN_BACK: &str = "a dry run, taken back";

/// Writes a batch in one transaction; a dry run does the same and takes it back.
pub fn write<T, F>(db: &Db, dry_run: bool, mut f: F) -> Result<T>
where
    T: Send + 'static,
    F: FnMut(&mut Tx) -> Result<T> + Send + 'static,
{
    if !dry_run {
        return db.write_now(f);
    }
    let done = Arc::new(Mutex::new(None));
    let told = done.clone();
    let taken_back = db.write_now(move |tx| -> Result<()> {
        let value = f(tx)?;
        *told.lock().map_err(Error::broken)? = Some(value);
        Err(Error::broken(TAKEN_BACK))
    });
    match taken_back {
        Err(Error::Broken(why)) if why == TAKEN_BACK => {}
        Err(e) => return Err(e),
        Ok(()) => {}
    }
    let value = done.lock().map_err(Error::broken)?.take();
    value.ok_or_else(|| Error::broken("a dry run came to nothing"))
}
