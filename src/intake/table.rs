//! CSV, a row at a time: real line numbers, bounded rows, and a row that cannot be read costs no other. (The csv crate
//! reads on to the end of the file after one quote that is never closed.)

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

/// Bytes and lines a row may have; beyond them a quote was surely left open.
const MAX_BYTES: usize = 64 * 1024;
const MAX_LINES: usize = 200;

/// The fields of a row; its memory is used again for the next one.
#[derive(Debug, Default, Clone, PartialEq)]
pub struct Fields {
    text: String,
    ends: Vec<usize>,
}

impl Fields {
    pub fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    pub fn push(&mut self, field: &str) {
        self.text.push_str(field);
        self.ends.push(self.text.len());
    }

    pub fn get(&self, i: usize) -> &str {
        let from = if i == 0 { 0 } else { self.ends.get(i - 1).copied().unwrap_or(0) };
        self.ends.get(i).and_then(|to| self.text.get(from..*to)).unwrap_or_default()
    }

    pub fn len(&self) -> usize {
        self.ends.len()
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|i| self.get(i))
    }
}

/// What the next row is.
#[derive(Debug, PartialEq)]
pub enum Next {
    /// Its fields are in [`Table::fields`].
    Row,
    /// Why not; its bytes are in [`Table::raw`].
    Bad(String),
    End,
}

pub struct Table<R> {
    input: R,
    delimiter: u8,
    /// Lines that were looked at beyond an open quote and are still to be read.
    again: VecDeque<Vec<u8>>,
    line: u64,
    next_line: u64,
    width: usize,
    pub raw: Vec<u8>,
    bytes: Vec<u8>,
    pub fields: Fields,
}

impl<R: BufRead> Table<R> {
    pub fn new(input: R) -> Table<R> {
        Table {
            input,
            delimiter: b',',
            again: VecDeque::new(),
            line: 0,
            next_line: 1,
            width: 0,
            raw: Vec::new(),
            bytes: Vec::new(),
            fields: Fields::default(),
        }
    }

    /// The line of the file (from 1) on which the row begins.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// Reads the first row as headings. `None` where there is none.
    pub fn headings(&mut self) -> io::Result<Option<Result<Vec<String>, String>>> {
        loop {
            if !self.take_line()? {
                return Ok(None);
            }
            if self.raw.starts_with(b"\xef\xbb\xbf") {
                self.raw.drain(..3);
            }
            if !blank(&self.raw) {
                break;
            }
        }
        if !self.raw.contains(&b',') {
            self.delimiter = [b';', b'\t'].into_iter().find(|d| self.raw.contains(d)).unwrap_or(b',');
        }
        Ok(Some(match self.assemble()? {
            Next::Bad(why) => Err(why),
            _ => {
                self.width = self.fields.len();
                Ok(self.fields.iter().map(|h| h.trim().to_owned()).collect())
            }
        }))
    }

    /// Reads the next row; empty lines are passed over.
    pub fn next(&mut self) -> io::Result<Next> {
        loop {
            if !self.take_line()? {
                return Ok(Next::End);
            }
            if !blank(&self.raw) {
                break;
            }
        }
        let next = self.assemble()?;
        if next != Next::Row {
            return Ok(next);
        }
        let (width, has) = (self.width, self.fields.len());
        if has < width || self.fields.iter().skip(width).any(|f| !f.trim().is_empty()) {
            return Ok(Next::Bad(format!("{has} fields where the heading has {width}")));
        }
        Ok(Next::Row)
    }

    /// The row that begins with the line in `raw`, joined with the next ones as long as a quote is open.
    fn assemble(&mut self) -> io::Result<Next> {
        self.line = self.next_line - 1;
        if self.raw.len() > MAX_BYTES {
            return Ok(Next::Bad(format!("a line of more than {} KiB", MAX_BYTES / 1024)));
        }
        let mut lines: Vec<Vec<u8>> = Vec::new();
        while !split(&self.raw, self.delimiter, &mut self.bytes, &mut self.fields.ends) {
            let before = self.raw.len();
            let first = std::mem::take(&mut self.raw);
            let more = lines.len() < MAX_LINES && before <= MAX_BYTES && self.take_line()?;
            let added = std::mem::replace(&mut self.raw, first);
            if !more {
                // Only the first line is given up; the others are read again on their own.
                let whole: usize = lines.iter().map(Vec::len).sum();
                self.raw.truncate(before - whole);
                self.next_line -= lines.len() as u64;
                for line in lines.into_iter().rev() {
                    self.again.push_front(line);
                }
                return Ok(Next::Bad("a quote (\") that is not closed".into()));
            }
            self.raw.extend_from_slice(&added);
            lines.push(added);
        }
        if self.bytes.contains(&0) {
            return Ok(Next::Bad("a zero byte; is this text?".into()));
        }
        match std::str::from_utf8(&self.bytes) {
            Ok(text) => {
                self.fields.text.clear();
                self.fields.text.push_str(text);
                Ok(Next::Row)
            }
            Err(_) => Ok(Next::Bad("not UTF-8; save the file as UTF-8".into())),
        }
    }

    /// Reads one line, with its end, into `raw`. Of a line without an end in sight only the beginning is kept.
    fn take_line(&mut self) -> io::Result<bool> {
        self.raw.clear();
        if let Some(line) = self.again.pop_front() {
            self.raw = line;
            self.next_line += 1;
            return Ok(true);
        }
        let most = MAX_BYTES as u64 + 1;
        if (&mut self.input).take(most).read_until(b'\n', &mut self.raw)? == 0 {
            return Ok(false);
        }
        self.next_line += 1;
        if self.raw.len() as u64 == most && self.raw.last() != Some(&b'\n') {
            self.input.skip_until(b'\n')?;
        }
        Ok(true)
    }
}

fn blank(line: &[u8]) -> bool {
    line.iter().all(|b| matches!(b, b'\n' | b'\r' | b' ' | b'\t'))
}

/// Splits a row into its fields, as RFC 4180 has it; false where a quote is still open at its end.
fn split(raw: &[u8], delimiter: u8, bytes: &mut Vec<u8>, ends: &mut Vec<usize>) -> bool {
    bytes.clear();
    ends.clear();
    let row = raw.strip_suffix(b"\n").unwrap_or(raw);
    let row = row.strip_suffix(b"\r").unwrap_or(row);
    let mut i = 0;
    loop {
        if row.get(i) == Some(&b'"') {
            i += 1;
            loop {
                match row.get(i) {
                    Some(b'"') if row.get(i + 1) == Some(&b'"') => {
                        bytes.push(b'"');
                        i += 2;
                    }
                    Some(b'"') => break,
                    Some(b) => {
                        bytes.push(*b);
                        i += 1;
                    }
                    None => return false,
                }
            }
            i += 1;
        }
        let rest = &row[i.min(row.len())..];
        let to = rest.iter().position(|b| *b == delimiter);
        bytes.extend_from_slice(&rest[..to.unwrap_or(rest.len())]);
        ends.push(bytes.len());
        match to {
            Some(to) => i += to + 1,
            None => return true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Line and fields, or line and reason.
    type Seen = (u64, Result<Vec<String>, String>);

    fn read(text: &[u8]) -> (Vec<String>, Vec<Seen>) {
        let mut table = Table::new(text);
        let headings = table.headings().unwrap().unwrap().unwrap();
        let mut seen = Vec::new();
        loop {
            let row = match table.next().unwrap() {
                Next::Row => Ok(table.fields.iter().map(str::to_owned).collect()),
                Next::Bad(why) => Err(why),
                Next::End => return (headings, seen),
            };
            seen.push((table.line(), row));
        }
    }

    fn row(fields: &[&str]) -> Result<Vec<String>, String> {
        Ok(fields.iter().map(|f| (*f).to_owned()).collect())
    }

    #[test]
    fn quotes_line_ends_and_a_bom() {
        let (headings, rows) =
            read(b"\xef\xbb\xbfa, b ,c\r\n1,\"x \"\"y\"\", z\",3\r\n\r\n\"two\nlines\",5\" pipe,\n,,\n7,8,9");
        assert_eq!(headings, ["a", "b", "c"]);
        assert_eq!(rows[0], (2, row(&["1", "x \"y\", z", "3"])));
        assert_eq!(rows[1], (4, row(&["two\nlines", "5\" pipe", ""])));
        assert_eq!(rows[2], (6, row(&["", "", ""])));
        assert_eq!(rows[3], (7, row(&["7", "8", "9"])));
    }

    #[test]
    fn an_open_quote_costs_its_own_line_only() {
        let (_, rows) = read(b"a,b\n1,\"open\n2,x\n3,y\n");
        assert!(rows[0].1.as_ref().unwrap_err().contains("not closed"));
        assert_eq!(rows[1..], [(3, row(&["2", "x"])), (4, row(&["3", "y"]))]);
    }

    #[test]
    fn a_huge_field_is_one_bad_row() {
        let huge = format!("a,b\n1,{}\n2,x\n\"{}\n3,y\n", "z".repeat(3_000_000), "q".repeat(3_000_000));
        let (_, rows) = read(huge.as_bytes());
        let good: Vec<u64> = rows.iter().filter(|(_, r)| r.is_ok()).map(|(line, _)| *line).collect();
        assert_eq!((rows.len(), good), (4, vec![3, 5]));
    }

    #[test]
    fn what_is_not_a_row_says_so() {
        let (_, rows) = read(b"a,b\n1\n1,2,3\n1,2,\n\xff\xfe,2\n1,\0\n");
        let why: Vec<String> = rows.iter().map(|(_, r)| r.clone().map_or_else(|e| e, |_| "fine".into())).collect();
        assert_eq!(why[0], "1 fields where the heading has 2");
        assert_eq!(why[1], "3 fields where the heading has 2");
        assert_eq!(why[2], "fine");
        assert!(why[3].contains("UTF-8"));
        assert!(why[4].contains("zero byte"));
    }

    #[test]
    fn other_delimiters() {
        assert_eq!(read(b"a;b\n1,5;2\n").1, [(2, row(&["1,5", "2"]))]);
        assert_eq!(read(b"a\tb\n1\t2\n").1, [(2, row(&["1", "2"]))]);
    }

    proptest::proptest! {
        #[test]
        fn what_the_csv_crate_writes_is_read(rows in proptest::collection::vec(proptest::collection::vec("[a-z\",\n é]{0,6}", 3), 0..8)) {
            let mut out = csv::Writer::from_writer(Vec::new());
            out.write_record(["a", "b", "c"]).unwrap();
            for row in &rows {
                out.write_record(row).unwrap();
            }
            let (_, seen) = read(&out.into_inner().unwrap());
            // A blank line is passed over, so is a row of blanks alone that is written as one.
            let seen: Vec<Vec<String>> = seen.into_iter().map(|(_, r)| r.unwrap()).collect();
            proptest::prop_assert_eq!(seen, rows);
        }
    }
}
