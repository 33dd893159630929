//! GeoJSON, a feature at a time: only one is held in memory.

use super::table::Fields;
use geojson::Feature;
use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use std::cell::Cell;
use std::io::{self, Read};

/// A feature, or why it is none.
pub struct Found {
    /// The line of the file on which it begins.
    pub line: u64,
    /// The how-manieth it is, from 1: many files are one line.
    pub number: u64,
    pub raw: Value,
    pub feature: Result<Feature, String>,
}

/// Reads a FeatureCollection (or a single Feature) and shows each feature; returns the credit the file itself gives
/// (`attribution`), where it comes before the features.
///
/// # Errors
/// What `show` said, or where the file stops being GeoJSON.
pub fn each<E: From<String>>(
    input: impl Read,
    mut show: impl FnMut(Found, &str) -> Result<(), E>,
) -> Result<String, E> {
    let here = Position { line: Cell::new(1), mark: Cell::new(None) };
    let reader = Counted { input, here: &here };
    let mut stopped = None;
    let mut credit = String::new();
    let mut number = 0;
    let mut give = |line: u64, raw: Value, credit: &str| {
        number += 1;
        let feature = serde_json::from_value(raw.clone()).map_err(|e| format!("no GeoJSON feature: {e}"));
        show(Found { line, number, raw, feature }, credit).map_err(|e| stopped = Some(e)).is_ok()
    };
    let mut json = serde_json::Deserializer::from_reader(reader);
    let read = Collection { here: &here, give: &mut give, credit: &mut credit }
        .deserialize(&mut json)
        .and_then(|()| json.end());
    match (stopped, read) {
        (Some(e), _) => Err(e),
        (None, Err(e)) => Err(E::from(format!("not a whole GeoJSON FeatureCollection: {e}"))),
        (None, Ok(())) => Ok(credit),
    }
}

/// The names in the properties of all features, in the order of their first mention.
pub fn names(seen: &mut Vec<String>, feature: &Feature) {
    for (name, _) in feature.properties_iter() {
        if !seen.iter().any(|s| s == name) {
            seen.push(name.clone());
        }
    }
}

/// A feature's properties under these headings.
pub fn fields(headings: &[String], feature: &Feature, out: &mut Fields) {
    out.clear();
    for heading in headings {
        match feature.property(heading) {
            None | Some(Value::Null) => out.push(""),
            Some(Value::String(text)) => out.push(text),
            Some(other) => out.push(&other.to_string()),
        }
    }
}

struct Position {
    line: Cell<u64>,
    /// Line of the first sign that is no blank and no comma since it was cleared.
    mark: Cell<Option<u64>>,
}

struct Counted<'a, R> {
    input: R,
    here: &'a Position,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        // One byte at a time is what serde_json asks for anyway; more would blur where we are.
        let one = out.len().min(1);
        let n = self.input.read(&mut out[..one])?;
        if n == 1 {
            let here = self.here;
            match out[0] {
                b'\n' => here.line.set(here.line.get() + 1),
                b' ' | b'\t' | b'\r' | b',' => {}
                _ if here.mark.get().is_none() => here.mark.set(Some(here.line.get())),
                _ => {}
            }
        }
        Ok(n)
    }
}

type Give<'a> = &'a mut dyn FnMut(u64, Value, &str) -> bool;

struct Collection<'a> {
    here: &'a Position,
    give: Give<'a>,
    credit: &'a mut String,
}

impl<'de> DeserializeSeed<'de> for Collection<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<(), D::Error> {
        d.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Collection<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a FeatureCollection")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let mut found = false;
        let mut single = serde_json::Map::new();
        while let Some(key) = map.next_key::<String>()? {
            match key.as_str() {
                "features" => {
                    found = true;
                    map.next_value_seed(Features { here: self.here, give: self.give, credit: self.credit })?;
                }
                "attribution" => {
                    if let Value::String(text) = map.next_value()? {
                        *self.credit = text;
                    }
                }
                "type" | "id" | "properties" | "geometry" => {
                    single.insert(key, map.next_value()?);
                }
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if !found && single.get("type").is_some_and(|t| t == "Feature") {
            if !(self.give)(1, Value::Object(single), self.credit) {
                return Err(A::Error::custom("stopped"));
            }
            found = true;
        }
        if found { Ok(()) } else { Err(A::Error::custom("no features in it")) }
    }
}

struct Features<'a> {
    here: &'a Position,
    give: Give<'a>,
    credit: &'a str,
}

impl<'de> DeserializeSeed<'de> for Features<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, d: D) -> Result<(), D::Error> {
        d.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Features<'_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a list of features")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        loop {
            self.here.mark.set(None);
            let Some(raw) = seq.next_element::<Value>()? else { return Ok(()) };
            let line = self.here.mark.get().unwrap_or_else(|| self.here.line.get());
            if !(self.give)(line, raw, self.credit) {
                return Err(A::Error::custom("stopped"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Line, number and whether it could be read.
    type Seen = Vec<(u64, u64, bool)>;

    fn read(text: &str) -> (Seen, Result<String, String>) {
        let mut seen = Vec::new();
        let end = each(text.as_bytes(), |f, _| {
            seen.push((f.line, f.number, f.feature.is_ok()));
            Ok::<(), String>(())
        });
        (seen, end)
    }

    const POINT: &str = r#"{"type":"Feature","properties":{"n":1},"geometry":{"type":"Point","coordinates":[1,2]}}"#;

    #[test]
    fn features_with_their_lines() {
        let text = format!(
            "{{\"bbox\":[1,2],\"attribution\":\"© them\",\n\"features\":[\n{POINT},\n\n{POINT}, 7, {{\"type\":\"Feature\"}}\n],\"type\":\"FeatureCollection\"}}\n"
        );
        let (seen, end) = read(&text);
        assert_eq!(end, Ok("© them".into()));
        assert_eq!(seen, [(3, 1, true), (5, 2, true), (5, 3, false), (5, 4, true)]);
        assert_eq!(read(POINT).0, [(1, 1, true)]);
    }

    #[test]
    fn what_is_not_whole_says_where() {
        let (seen, end) = read(&format!("{{\"features\":[{POINT},\n{{\"type\":"));
        assert_eq!(seen.len(), 1);
        assert!(end.unwrap_err().contains("line 2"));
        assert!(read("{\"a\":1}").1.unwrap_err().contains("no features"));
        assert!(read("[1]").1.is_err());
        assert!(read(&"[".repeat(100_000)).1.is_err());
    }
}
