//! `import shops`: CSV, or GeoJSON points.

use super::columns::{Columns, Ours};
use super::rules;
use super::run::{self, Options, Report, Run};
use super::source::{Kind, Raw, Row, Source};
use super::table::Fields;
use crate::brand::Brand;
use crate::db::Db;
use crate::district;
use crate::shop::{self, Described, Put};
use crate::words::{Error, Result, codes};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::Path;
use std::sync::Arc;

const OURS: [Ours; 10] = {
    const fn ours(name: &'static str, needed: bool, words: bool) -> Ours {
        Ours { name, needed, words }
    }
    [
        ours("code", false, false),
        ours("name", true, true),
        ours("category", true, true),
        ours("lat", true, false),
        ours("lon", true, false),
        ours("address", false, true),
        ours("opening_hours", false, true),
        ours("phone", false, true),
        ours("website", false, true),
        ours("name_en", false, true),
    ]
};

/// Shops written in one transaction.
const BATCH: usize = 50;

/// A shop and its row, should it be refused.
struct Waiting {
    line: u64,
    feature: Option<u64>,
    row: Vec<Vec<u8>>,
    shop: Described,
}

/// Imports shops.
///
/// # Errors
/// One sentence that says what is wrong with the file or the options.
pub fn shops(db: &Db, brand: &Brand, file: &Path, options: &Options) -> Result<Report> {
    let source = Source::open(file, &[Kind::Csv, Kind::GeoJson])?;
    let columns = Columns::find(&OURS, &source.headings, options.columns.as_deref())
        .map_err(|e| Error::broken(format!("{}: {e}", file.display())))?;
    let id = brand.id;
    let places = Arc::new(db.read_now(move |tx| district::map(tx, id))?);
    let mut run = Run::start(&source, file, options)?;
    // Two rows with one code would take turns each time the file is imported.
    let mut seen: HashMap<String, (u64, String)> = HashMap::new();
    let mut waiting = Vec::with_capacity(BATCH);
    source.rows(|row| {
        run.read(row.read);
        let credit = if options.credit.is_empty() { row.credit } else { &options.credit };
        let described = match &row.fields {
            Err(why) => Err(why.clone()),
            Ok(fields) => describe(&columns, fields, credit),
        };
        let shop = match described {
            Ok(shop) => shop,
            Err(why) => return run.reject_row(&row, &why),
        };
        let key =
            if shop.code.is_empty() { shop::code_from(&shop.name, shop.lat, shop.lon) } else { shop.code.clone() };
        let content = codes::sha256(&format!("{shop:?}"));
        match seen.entry(key) {
            Entry::Occupied(first) if first.get().1 == content => {
                run.report.unchanged += 1;
                return Ok(());
            }
            Entry::Occupied(first) => {
                let (line, code) = (first.get().0, first.key().clone());
                return run.reject_row(&row, &format!("the shop '{code}' stands on line {line} already, otherwise"));
            }
            Entry::Vacant(free) => free.insert((row.line, content)),
        };
        waiting.push(Waiting { line: row.line, feature: row.feature, row: kept(&row), shop });
        if waiting.len() >= BATCH {
            write(db, brand, &places, options, std::mem::take(&mut waiting), &mut run)?;
        }
        Ok(())
    })?;
    write(db, brand, &places, options, waiting, &mut run)?;
    run.end()
}

fn describe(columns: &Columns, row: &Fields, credit: &str) -> std::result::Result<Described, String> {
    let text = |i| columns.text(row, i).into_owned();
    let shop = Described {
        code: rules::code(&columns.text(row, 0))?,
        name: text(1),
        category: text(2),
        lat: rules::degrees("lat", &columns.text(row, 3), 90.0)?,
        lon: rules::degrees("lon", &columns.text(row, 4), 180.0)?,
        address: text(5),
        opening_hours: text(6),
        phone: text(7),
        website: text(8),
        name_en: text(9),
        source: credit.to_owned(),
        ..Described::default()
    };
    rules::shop(&shop).map(|()| shop)
}

fn kept(row: &Row<'_>) -> Vec<Vec<u8>> {
    match (&row.fields, row.raw) {
        (_, Raw::Json(value)) => vec![value.to_string().into_bytes()],
        (Ok(fields), _) => fields.iter().map(|f| f.as_bytes().to_vec()).collect(),
        (Err(_), Raw::Bytes(raw)) => vec![raw.to_vec()],
    }
}

/// What became of each row: put, or refused with this code.
type Fate = std::result::Result<Put, &'static str>;

fn write(
    db: &Db,
    brand: &Brand,
    places: &Arc<district::Map>,
    options: &Options,
    rows: Vec<Waiting>,
    counts: &mut Run,
) -> Result<()> {
    let rows = Arc::new(rows);
    let (theirs, map, brand, now) = (rows.clone(), places.clone(), brand.clone(), options.now);
    let fates = run::write(db, options.dry_run, move |tx| {
        let fate = |Waiting { shop, .. }: &Waiting| -> Result<Fate> {
            match shop::put(tx, &brand, shop, map.at(shop.lat, shop.lon), now) {
                Ok(put) => Ok(Ok(put)),
                Err(Error::Refused(refusal)) => Ok(Err(refusal.code)),
                Err(e) => Err(e),
            }
        };
        theirs.iter().map(fate).collect::<Result<Vec<Fate>>>()
    })?;
    for (fate, row) in fates.iter().zip(rows.iter()) {
        match fate {
            Ok(Put::Unchanged(_)) => counts.report.unchanged += 1,
            Ok(_) => counts.report.imported += 1,
            Err(code) => {
                let fields: Vec<&[u8]> = row.row.iter().map(Vec::as_slice).collect();
                counts.reject(row.line, row.feature, &format!("refused ({code})"), &fields)?;
            }
        }
    }
    Ok(())
}
