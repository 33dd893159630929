//! A file to be read: what it is, by its first bytes, and how far we are in it.

use super::features::{self, Found};
use super::table::{Fields, Next, Table};
use crate::words::{Error, Result};
use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Csv,
    GeoJson,
}

/// A file of one of the kinds.
#[derive(Debug)]
pub struct Source {
    path: PathBuf,
    pub kind: Kind,
    pub headings: Vec<String>,
    pub bytes: u64,
}

/// A row of either kind.
pub struct Row<'a> {
    pub line: u64,
    /// Which feature it is, in GeoJSON.
    pub feature: Option<u64>,
    /// Its fields, or why there are none.
    pub fields: std::result::Result<&'a Fields, String>,
    /// As it stands in the file.
    pub raw: Raw<'a>,
    /// The credit the file itself gives.
    pub credit: &'a str,
    /// Bytes read so far.
    pub read: u64,
}

#[derive(Clone, Copy)]
pub enum Raw<'a> {
    Bytes(&'a [u8]),
    Json(&'a serde_json::Value),
}

/// What a point's place and a feature's own id are called among the headings.
const OF_FEATURES: [&str; 3] = ["code", "lat", "lon"];

impl Source {
    /// Opens a file and reads its headings (of GeoJSON: the names of all properties).
    ///
    /// # Errors
    /// A sentence that says what is wrong with the file.
    pub fn open(path: &Path, kinds: &[Kind]) -> Result<Source> {
        let about = |what: &str| Error::broken(format!("{}: {what}", path.display()));
        let io = |e: io::Error| about(&e.to_string());
        let meta = std::fs::metadata(path).map_err(io)?;
        if !meta.is_file() {
            return Err(about("not a file (it is read twice, so a pipe will not do)"));
        }
        let mut head = Vec::new();
        File::open(path).map_err(io)?.take(4096).read_to_end(&mut head).map_err(io)?;
        let kind = kind(&head).map_err(|e| about(&e))?;
        if !kinds.contains(&kind) {
            return Err(about(match kind {
                Kind::GeoJson => "this is JSON; a CSV file with a heading row is needed",
                Kind::Csv => "this is not GeoJSON; a FeatureCollection of polygons is needed",
            }));
        }
        let mut source = Source { path: path.to_owned(), kind, headings: Vec::new(), bytes: meta.len() };
        source.headings = match kind {
            Kind::Csv => {
                let mut table = Table::new(BufReader::new(File::open(path).map_err(io)?));
                let read = table.headings().map_err(io)?;
                read.ok_or_else(|| about("the file is empty"))?.map_err(|e| about(&format!("heading row: {e}")))?
            }
            Kind::GeoJson => source.names().map_err(|e| about(&e))?,
        };
        Ok(source)
    }

    fn names(&self) -> std::result::Result<Vec<String>, String> {
        let file = File::open(&self.path).map_err(|e| e.to_string())?;
        let mut seen = Vec::new();
        features::each(skip_bom(BufReader::new(file)), |found, _| {
            if let Ok(feature) = &found.feature {
                features::names(&mut seen, feature);
            }
            Ok::<(), String>(())
        })?;
        for name in OF_FEATURES {
            if !seen.iter().any(|s| s == name) {
                seen.push(name.to_owned());
            }
        }
        Ok(seen)
    }

    /// Shows every row.
    ///
    /// # Errors
    /// What `show` said; that the file cannot be read on.
    pub fn rows(&self, mut show: impl FnMut(Row<'_>) -> Result<()>) -> Result<()> {
        let io = |e: io::Error| Error::broken(format!("{}: {e}", self.path.display()));
        if self.kind == Kind::GeoJson {
            let mut fields = Fields::default();
            return self.features(|found, credit, read| {
                let filled = found.feature.and_then(|feature| point(feature, &self.headings, &mut fields));
                show(Row {
                    line: found.line,
                    feature: Some(found.number),
                    fields: filled.map(|()| &fields),
                    raw: Raw::Json(&found.raw),
                    credit,
                    read,
                })
            });
        }
        let file = File::open(&self.path).map_err(io)?;
        let done = Cell::new(0);
        let mut table = Table::new(BufReader::with_capacity(1 << 16, Metered { input: file, done: &done }));
        table.headings().map_err(io)?;
        loop {
            let fields = match table.next().map_err(io)? {
                Next::End => return Ok(()),
                Next::Bad(why) => Err(why),
                Next::Row => Ok(&table.fields),
            };
            let raw = Raw::Bytes(&table.raw);
            show(Row { line: table.line(), feature: None, fields, raw, credit: "", read: done.get() })?;
        }
    }

    /// Shows every feature of a GeoJSON file, with the credit the file gives and the bytes read.
    pub fn features(&self, mut show: impl FnMut(Found, &str, u64) -> Result<()>) -> Result<()> {
        let about = |e: String| Stop(Error::broken(format!("{}: {e}", self.path.display())));
        let file = File::open(&self.path).map_err(|e| about(e.to_string()).0)?;
        let done = Cell::new(0);
        let reader = skip_bom(BufReader::with_capacity(1 << 16, Metered { input: file, done: &done }));
        let read = features::each(reader, |found, credit| show(found, credit, done.get()).map_err(Stop));
        read.map(drop).map_err(|e| match e.0 {
            Error::Broken(what) if what.starts_with("not a whole") => about(what).0,
            e => e,
        })
    }
}

struct Stop(Error);

impl From<String> for Stop {
    fn from(what: String) -> Stop {
        Stop(Error::Broken(what))
    }
}

/// A point's properties, with its own id as `code` and its place as `lat` and `lon` where no property says otherwise.
fn point(mut feature: geojson::Feature, headings: &[String], out: &mut Fields) -> std::result::Result<(), String> {
    let id = match feature.id.take() {
        Some(geojson::feature::Id::String(text)) => text,
        Some(geojson::feature::Id::Number(n)) => n.to_string(),
        None => String::new(),
    };
    let geometry = feature.geometry.take();
    let blank = |f: &geojson::Feature, name| f.property(name).is_none_or(|v| v.is_null() || v == "");
    if blank(&feature, "code") && !id.is_empty() {
        feature.set_property("code", id);
    }
    let place = match &geometry {
        Some(g) => match &g.value {
            geojson::GeometryValue::Point { coordinates } => {
                let at = coordinates.as_slice();
                at.first().copied().zip(at.get(1).copied())
            }
            other => return Err(format!("the geometry is a {}; a shop is a Point", other.type_name())),
        },
        None => None,
    };
    if let Some((lon, lat)) = place {
        feature.set_property("lat", lat);
        feature.set_property("lon", lon);
    }
    features::fields(headings, &feature, out);
    Ok(())
}

/// What the first bytes of a file say it is.
fn kind(head: &[u8]) -> std::result::Result<Kind, String> {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let first = text.iter().find(|b| !b.is_ascii_whitespace());
    let csv = "save it as CSV (UTF-8)";
    match first {
        None => Err("the file is empty".into()),
        _ if head.starts_with(b"PK\x03\x04") => Err(format!("this is a zip file or an Excel workbook; {csv}")),
        _ if head.starts_with(b"\xd0\xcf\x11\xe0") => Err(format!("this is an old Excel workbook; {csv}")),
        _ if head.starts_with(b"\x1f\x8b") => Err("this is compressed (gzip); unpack it first".into()),
        _ if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") => Err(format!("this is UTF-16; {csv}")),
        _ if head.contains(&0) => Err(format!("this is not text; {csv}")),
        Some(b'{' | b'[') => Ok(Kind::GeoJson),
        Some(_) => Ok(Kind::Csv),
    }
}

fn skip_bom(mut input: impl io::BufRead) -> impl io::BufRead {
    if input.fill_buf().is_ok_and(|b| b.starts_with(b"\xef\xbb\xbf")) {
        input.consume(3);
    }
    input
}

struct Metered<'a, R> {
    input: R,
    done: &'a Cell<u64>,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let n = self.input.read(out)?;
        self.done.set(self.done.get() + n as u64);
        Ok(n)
    }
}
