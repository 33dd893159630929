//! The commands that do one thing and end.

use super::{From, Init, What};
use crate::brand::{self, Brand, Founding};
use crate::db::{self, Db, Engine, Found};
use crate::people::{self, Role};
use crate::rights::{self, Journal};
use crate::words::{Clock, Error, Result};
use crate::{audit, books, intake, openapi};
use std::io::{IsTerminal, Write};
use std::path::Path;

fn say(line: impl std::fmt::Display) {
    // A reader that has gone away is no error of ours.
    let _ = writeln!(std::io::stdout(), "{line}");
}

fn note(line: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// Opens a database that somebody has made.
fn open(engine: &Engine) -> Result<Db> {
    if db::look(engine)? != Found::Noren {
        return Err(Error::broken("there is no street in this database; make one with 'noren init' or 'noren demo'"));
    }
    db::prepare(engine)?;
    Db::open(engine)
}

/// The brand of a code, or a sentence that names those there are.
fn named(db: &Db, code: &str) -> Result<Brand> {
    let wanted = code.to_owned();
    if let Some(found) = db.read_now(|tx| brand::by_code(tx, &wanted))? {
        return Ok(found);
    }
    let codes: Vec<String> = db.read_now(brand::all)?.into_iter().map(|b| b.code).collect();
    Err(Error::broken(format!("there is no brand '{code}'; there is: {}", codes.join(", "))))
}

pub fn init(engine: &Engine, init: &Init) -> Result<()> {
    db::prepare(engine)?;
    let db = Db::open(engine)?;
    let now = Clock::default().now();
    let code = init.code.clone().unwrap_or_else(|| code_from(&init.brand));
    let founding = Founding {
        name_en: init.name_en.clone(),
        currency: init.currency.clone(),
        timezone: init.timezone.clone(),
        locale: init.locale.clone(),
        ..Founding::of(&code, &init.brand)
    };
    let email = init.coordinator.clone();
    let (code, token) = db.write_now(move |tx| {
        let brand = brand::found(tx, &founding, now)?;
        let invited = people::invite(tx, brand.id, Role::Coordinator, None, &email, None, now)?;
        Ok((brand.code, invited.token))
    })?;
    say(format_args!("brand: {code}"));
    let base = init.public_url.trim_end_matches('/');
    say(format_args!(
        "coordinator's link (once, {} days): {base}{}",
        people::INVITATION_DAYS,
        noren_views::paths::invitation(&token)
    ));
    Ok(())
}

/// `Asahi Street` to `asahi-street`; a name without such letters to a hash of it.
fn code_from(name: &str) -> String {
    let words: Vec<String> = name
        .to_lowercase()
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect();
    let code: String = words.join("-").chars().take(40).collect();
    let enough = name.chars().filter(char::is_ascii_alphanumeric).count() * 2 > name.chars().count();
    if enough { code.trim_end_matches('-').to_owned() } else { format!("b{}", &crate::words::codes::sha256(name)[..8]) }
}

/// Closes a month as whoever has the machine, in the place of both persons; goes on with one that was proposed or broken off.
pub fn close_month(engine: &Engine, month: &str, brand: &str) -> Result<()> {
    let db = open(engine)?;
    let brand = named(&db, brand)?;
    let closed = books::close(&db, &brand, month, Clock::default().now())?;
    let nets: Vec<i64> = db.read_now(|tx| books::statements_of(tx, &closed))?.iter().map(|s| s.net.0).collect();
    let (to, from): (Vec<i64>, Vec<i64>) = nets.iter().copied().filter(|n| *n != 0).partition(|n| *n > 0);
    say(format_args!("{}: closed, {} transfers sealed", closed.month, closed.transfers));
    say(format_args!("to {} shops: {}", to.len(), to.iter().sum::<i64>()));
    say(format_args!("from {} shops: {}", from.len(), -from.iter().sum::<i64>()));
    say(format_args!("seal: {}", closed.head));
    Ok(())
}

pub fn import(engine: &Engine, what: &What) -> Result<()> {
    let (What::Shops(from) | What::Visits(from) | What::Boundary(from)) = what;
    if !from.file.is_file() {
        return Err(Error::broken(format!("{}: no such file", from.file.display())));
    }
    let db = open_or_make(engine, &from.brand)?;
    let brand = named(&db, &from.brand)?;
    let options = options(from);
    let report = match what {
        What::Shops(_) => intake::shops(&db, &brand, &from.file, &options)?,
        What::Visits(_) => intake::visits(&db, &brand, &from.file, &options)?,
        What::Boundary(_) => intake::boundary(&db, &brand, &from.file, &options)?,
    };
    for line in &report.notes {
        note(line);
    }
    say(report);
    Ok(())
}

fn options(from: &From) -> intake::Options {
    intake::Options {
        columns: from.columns.clone(),
        dry_run: from.dry_run,
        rejects: from.rejects.clone(),
        credit: from.credit.clone().unwrap_or_default(),
        now: Clock::default().now(),
        progress: std::io::stderr().is_terminal(),
    }
}

/// An import may be what makes a database: then with a brand of that code, and it says so.
fn open_or_make(engine: &Engine, code: &str) -> Result<Db> {
    if db::look(engine)? == Found::Noren {
        return open(engine);
    }
    db::prepare(engine)?;
    let db = Db::open(engine)?;
    let founding = Founding::of(code, code);
    let now = Clock::default().now();
    db.write_now(move |tx| brand::found(tx, &founding, now))?;
    note(format_args!("There was no database here: made one, with the brand '{code}' (JPY, Asia/Tokyo)."));
    Ok(db)
}

pub fn verify(engine: &Engine, code: Option<&str>) -> Result<()> {
    let db = open(engine)?;
    let brand = code.map(|code| named(&db, code)).transpose()?;
    let report = audit::verify(&db, brand.as_ref().map(|b| b.id))?;
    say(&report);
    match report.untruth {
        Some(_) => Err(Error::broken("the books are not true; the line above says where")),
        None => Ok(()),
    }
}

pub fn backup(engine: &Engine, file: &Path) -> Result<()> {
    if db::look(engine)? != Found::Noren {
        return Err(Error::broken("there is no street in this database to copy"));
    }
    say(db::backup(engine, file)?);
    Ok(())
}

/// A copy from before an erasure would bring somebody back: what the replaced database and the file beside the secret know
/// of erasures is applied to it.
pub fn restore(engine: &Engine, secret_file: &Path, file: &Path, force: bool) -> Result<()> {
    let journal = Journal::beside(secret_file);
    let known = match db::look(engine) {
        Ok(Found::Noren) => db::peek(engine, rights::all).unwrap_or_else(|e| {
            // Older than erasures, or damaged; the file has them too.
            note(format_args!(
                "the database that is replaced tells of no erasures ({e}); only {} does",
                journal.path()
            ));
            Vec::new()
        }),
        _ => Vec::new(),
    };
    // In the file first: whatever fails from here on, a start of the server goes on from there.
    journal.add(&known)?;
    say(db::restore(engine, file, force)?);
    if journal.read()?.is_empty() {
        return Ok(());
    }
    db::prepare(engine)?;
    let again = rights::catch_up(&Db::open(engine)?, &journal, &known, Clock::default().now())?;
    say(format_args!("erasures since then that were applied again: {again}"));
    Ok(())
}

pub fn rotate_keys(engine: &Engine) -> Result<()> {
    let db = open(engine)?;
    let kids = people::new_signing_key(&db, Clock::default().now())?;
    say(format_args!("signing with {}; restart what serves", kids.last().map_or("", String::as_str)));
    Ok(())
}

pub fn openapi() -> Result<()> {
    say(openapi::text()?);
    Ok(())
}
