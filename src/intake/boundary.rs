//! `import boundary`: GeoJSON polygons with a name. Several features of one name are one district (islands).

use super::columns::{Columns, Ours};
use super::features;
use super::run::{self, Options, Report, Run};
use super::source::{Kind, Source};
use super::table::Fields;
use crate::brand::Brand;
use crate::db::Db;
use crate::district::{self, Put};
use crate::words::{Error, Result};
use geo::MultiPolygon;
use std::path::Path;

const OURS: [Ours; 1] = [Ours { name: "name", needed: true, words: true }];

/// A district of the file, with the lines of its features.
struct Named {
    name: String,
    parts: Vec<(u64, u64, Vec<u8>)>,
    boundary: MultiPolygon,
}

/// Imports boundaries, then tells every shop where it stands. The features of one name are held together in memory.
///
/// # Errors
/// One sentence that says what is wrong with the file or the options.
pub fn boundary(db: &Db, brand: &Brand, file: &Path, options: &Options) -> Result<Report> {
    let source = Source::open(file, &[Kind::GeoJson])?;
    let columns = Columns::find(&OURS, &source.headings, options.columns.as_deref())
        .map_err(|e| Error::broken(format!("{}: {e}", file.display())))?;
    let mut run = Run::start(&source, file, options)?;
    let mut districts: Vec<Named> = Vec::new();
    let mut fields = Fields::default();
    source.features(|found, _, read| {
        run.read(read);
        let raw = found.raw.to_string().into_bytes();
        let part = found.feature.and_then(|feature| {
            features::fields(&source.headings, &feature, &mut fields);
            let name = columns.text(&fields, 0).into_owned();
            if name.is_empty() {
                return Err("no name".into());
            }
            let geometry = feature.geometry.ok_or("no geometry")?;
            let sound = district::sound(district::shape(&geometry)?)?;
            Ok((name, sound))
        });
        let (name, sound) = match part {
            Ok(part) => part,
            Err(why) => return run.reject(found.line, Some(found.number), &why, &[&raw]),
        };
        if let Some(wrong) = sound.repaired {
            run.note(format!("line {}: feature {}: '{name}' was repaired: {wrong}", found.line, found.number));
        }
        let part = (found.line, found.number, raw);
        match districts.iter_mut().find(|d| d.name == name) {
            Some(named) => {
                named.parts.push(part);
                named.boundary.0.extend(sound.boundary.0);
            }
            None => districts.push(Named { name, parts: vec![part], boundary: sound.boundary }),
        }
        Ok(())
    })?;
    for named in districts {
        write(db, brand, options, named, &mut run)?;
    }
    if !options.dry_run {
        let id = brand.id;
        let moved = db.write_now(move |tx| district::settle(tx, id))?;
        if moved > 0 {
            run.note(format!("{moved} shops stand in another district than before"));
        }
    }
    run.end()
}

fn write(db: &Db, brand: &Brand, options: &Options, named: Named, counts: &mut Run) -> Result<()> {
    let (id, now, dry_run) = (brand.id, options.now, options.dry_run);
    let Named { name, parts, boundary } = named;
    let put = run::write(db, dry_run, move |tx| district::put(tx, id, &name, boundary.clone(), now));
    match put {
        Ok(Put::Unchanged(_)) => counts.report.unchanged += parts.len() as u64,
        Ok(_) => counts.report.imported += parts.len() as u64,
        Err(Error::Refused(refusal)) => {
            let why: String = refusal.args.iter().map(|(_, v)| format!(": {v}")).collect();
            for (line, number, raw) in parts {
                counts.reject(line, Some(number), &format!("{}{why}", refusal.code), &[&raw])?;
            }
        }
        Err(e) => return Err(e),
    }
    Ok(())
}
