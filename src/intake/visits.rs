//! `import visits`: history. It counts in the dashboards and earns nothing.

use super::columns::{Columns, Ours};
use super::occurrences::{Marking, Occurrences};
use super::rules;
use super::run::{self, Options, Report, Run};
use super::source::{Kind, Source};
use super::store::{self, Visit};
use super::table::Fields;
use crate::brand::Brand;
use crate::db::Db;
use crate::words::{Error, Result, ShopId};
use jiff::tz::TimeZone;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

const OURS: [Ours; 4] = [
    Ours { name: "member", needed: true, words: false },
    Ours { name: "shop", needed: true, words: false },
    Ours { name: "at", needed: true, words: true },
    Ours { name: "amount", needed: false, words: false },
];

/// Visits in one transaction at least and at most (SQLite binds no more values than these have), and how long one may
/// take, so that taps go on.
const LEAST: usize = 100;
const MOST: usize = 2000;
const TIME: Duration = Duration::from_millis(60);
/// Rows that are put in order together: some megabytes.
const WINDOW: usize = 40_000;
/// How often a batch is tried where somebody else made the same passport or code at once.
const TRIES: usize = 8;
/// A row of a visits file has some so many bytes at least.
const ROW_BYTES: u64 = 24;

/// What it takes to read a row.
struct Reader {
    columns: Columns,
    shops: HashMap<String, ShopId>,
    zone: TimeZone,
    now: crate::words::Millis,
}

impl Reader {
    /// The visit of a row, its key without how many equal ones came before, and the hash in it.
    fn visit(&self, row: &Fields) -> std::result::Result<(Visit, u64), String> {
        let member = self.columns.text(row, 0);
        let member = rules::member(&member)?;
        let code = rules::code(&self.columns.text(row, 1))?;
        let Some(shop) = self.shops.get(&code) else {
            return Err(if code.is_empty() { "no shop".into() } else { format!("no shop has the code '{code}'") });
        };
        let (at, day) = rules::at(&self.columns.text(row, 2), &self.zone, self.now)?;
        let amount = rules::amount(&self.columns.text(row, 3))?;
        let spent = amount.map_or_else(String::new, |a| a.to_string());
        let digest = Sha256::digest(format!("{member}\u{1f}{code}\u{1f}{at}\u{1f}{spent}"));
        let hash = u64::from_be_bytes(std::array::from_fn(|i| digest[i]));
        // The time first, so that the index of a file in order of time grows at one end.
        let origin = format!("{:011x}{hash:016x}", at.0);
        Ok((Visit { member: member.to_owned(), shop: *shop, at, day, amount, origin }, hash))
    }
}

/// Imports visits.
///
/// # Errors
/// One sentence that says what is wrong with the file or the options.
pub fn visits(db: &Db, brand: &Brand, file: &Path, options: &Options) -> Result<Report> {
    let source = Source::open(file, &[Kind::Csv])?;
    let columns = Columns::find(&OURS, &source.headings, options.columns.as_deref())
        .map_err(|e| Error::broken(format!("{}: {e}", file.display())))?;
    let id = brand.id;
    let shops = db.read_now(move |tx| store::shops(tx, id))?;
    let reader = Reader { columns, shops, zone: brand.zone(), now: options.now };
    let mut counted = first_reading(&source, &reader)?;
    let mut run = Run::start(&source, file, options)?;
    let mut window = Window { waiting: Vec::with_capacity(WINDOW), size: 500 };
    source.rows(|row| {
        run.read(row.read);
        let read = row.fields.as_ref().map_err(Clone::clone).and_then(|fields| reader.visit(fields));
        let (mut visit, hash) = match read {
            Ok(read) => read,
            Err(why) => return run.reject_row(&row, &why),
        };
        let before = counted.before(hash);
        if before > 0 {
            visit.origin.push_str(&format!("-{before}"));
        }
        window.waiting.push(visit);
        if window.waiting.len() >= WINDOW { window.write(db, brand, options, &mut run) } else { Ok(()) }
    })?;
    window.write(db, brand, options, &mut run)?;
    run.end()
}

/// Rows that wait for their transactions, and how many go into one.
struct Window {
    waiting: Vec<Visit>,
    size: usize,
}

impl Window {
    /// Writes what waits, member by member: a transaction then touches the same few pages of the indexes again and again
    /// where rows in the order of the file would touch one each.
    fn write(&mut self, db: &Db, brand: &Brand, options: &Options, run: &mut Run) -> Result<()> {
        self.waiting.sort_by(|a, b| a.member.cmp(&b.member));
        let mut rows = self.waiting.drain(..);
        loop {
            let some: Vec<Visit> = rows.by_ref().take(self.size).collect();
            if some.is_empty() {
                return Ok(());
            }
            let begun = Instant::now();
            write(db, brand, options, some, run)?;
            self.size = next_size(self.size, begun.elapsed());
        }
    }
}

fn first_reading(source: &Source, reader: &Reader) -> Result<Occurrences> {
    let mut marking = Marking::new(source.bytes / ROW_BYTES);
    source.rows(|row| {
        if let Ok((_, hash)) = row.fields.and_then(|fields| reader.visit(fields)) {
            marking.mark(hash);
        }
        Ok(())
    })?;
    Ok(marking.done())
}

/// The size whose transaction takes about [`TIME`].
fn next_size(size: usize, took: Duration) -> usize {
    let took = took.as_micros().max(1);
    let fits = size as u128 * TIME.as_micros() / took;
    usize::try_from(fits).unwrap_or(MOST).clamp(size / 2, size * 2).clamp(LEAST, MOST)
}

fn write(db: &Db, brand: &Brand, options: &Options, rows: Vec<Visit>, counts: &mut Run) -> Result<()> {
    let rows = Arc::new(rows);
    let mut tried = 0;
    let taken = loop {
        tried += 1;
        let (theirs, id, now) = (rows.clone(), brand.id, options.now);
        match run::write(db, options.dry_run, move |tx| store::take_in(tx, id, &theirs, now)) {
            Err(Error::Db(e)) if tried < TRIES && store::taken(&e) => {}
            // The server is busy with taps; they come first.
            Err(Error::Busy) if tried < TRIES => std::thread::sleep(TIME),
            done => break done?,
        }
    };
    counts.report.imported += taken.new;
    counts.report.unchanged += rows.len() as u64 - taken.new;
    counts.erased += taken.erased;
    Ok(())
}
