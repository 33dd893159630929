//! A statement and every movement behind it as CSV and as a spreadsheet. No person is in them and no passport.

use crate::words::{Error, Result};
use jiff::civil::DateTime;
use noren_views::statement::{Code, Line, Sheet, what};
use noren_views::words::decimals;
use noren_views::{Lang, t};
use rust_xlsxwriter::{Format, Workbook, Worksheet};

/// A movement as the files have it.
#[derive(Debug, Clone)]
pub struct Moved {
    pub at: DateTime,
    pub code: Code,
    pub back: bool,
    /// The shop at a slip's other end.
    pub other: String,
    pub points: i64,
    pub lot: i64,
    pub rate: i64,
    /// In hundredths of a minor unit.
    pub hundredths: i64,
}

/// What no spreadsheet takes for a formula: a text that begins as one gets a sign before it.
pub fn safe(text: &str) -> String {
    let first = text.chars().next().unwrap_or(' ');
    let formula = matches!(first, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠' | '\t' | '\r' | '\n');
    if formula { format!("'{text}") } else { text.to_owned() }
}

/// A field: a text of people's, or a figure of ours.
enum Cell {
    Text(String),
    Figure(String),
}

fn heads(lang: Lang) -> [String; 10] {
    [
        t!(lang, "statement-file-row"),
        t!(lang, "statement-file-day"),
        t!(lang, "statement-file-time"),
        t!(lang, "statement-file-what"),
        t!(lang, "statement-file-shop"),
        t!(lang, "statement-file-count"),
        t!(lang, "statement-file-points"),
        t!(lang, "statement-file-rate"),
        t!(lang, "statement-file-lot"),
        t!(lang, "statement-file-money"),
    ]
}

/// A statement's own line.
fn line(sheet: &Sheet, line: &Line, lang: Lang) -> [Cell; 10] {
    let rated = line.rate != 0;
    let figure = |n: String| Cell::Figure(if rated { n } else { String::new() });
    [
        Cell::Text(t!(lang, "statement-file-line")),
        Cell::Figure(sheet.last.to_string()),
        Cell::Text(String::new()),
        Cell::Text(what(lang, line.code)),
        Cell::Text(line.other.as_ref().map_or_else(String::new, |s| s.name.clone())),
        Cell::Figure(line.count.to_string()),
        figure(line.points.to_string()),
        figure(sheet.plain(line.rate)),
        figure(line.lot.to_string()),
        Cell::Figure(sheet.plain(line.money)),
    ]
}

fn moved(sheet: &Sheet, one: &Moved, lang: Lang) -> [Cell; 10] {
    let rated = one.rate != 0;
    let figure = |n: String| Cell::Figure(if rated { n } else { String::new() });
    let what = match (one.code, one.back) {
        (Code::Given, true) => t!(lang, "statement-file-given-back"),
        (Code::Taken, true) => t!(lang, "statement-file-taken-back"),
        (Code::ThanksGot, true) => t!(lang, "statement-file-thanks-got-back"),
        (Code::ThanksPaid, true) => t!(lang, "statement-file-thanks-paid-back"),
        (code, _) => what(lang, code),
    };
    [
        Cell::Text(t!(lang, "statement-file-transfer")),
        Cell::Figure(one.at.date().to_string()),
        Cell::Figure(format!("{:02}:{:02}", one.at.hour(), one.at.minute())),
        Cell::Text(what),
        Cell::Text(one.other.clone()),
        Cell::Figure("1".into()),
        figure(one.points.to_string()),
        figure(sheet.plain(one.rate)),
        figure(one.lot.to_string()),
        Cell::Figure(exact(&sheet.currency, one.hundredths)),
    ]
}

/// Money before it is rounded, to a hundredth of the minor unit.
fn exact(currency: &str, hundredths: i64) -> String {
    let places = decimals(currency) as usize + 2;
    let unit = 10u64.pow(decimals(currency) + 2);
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, part) = (hundredths.unsigned_abs() / unit, hundredths.unsigned_abs() % unit);
    format!("{sign}{whole}.{part:0places$}")
}

/// One table: the statement's lines, then every movement. RFC 4180, with a mark of UTF-8 before it.
pub fn csv(sheet: &Sheet, moves: &[Moved], lang: Lang) -> Result<String> {
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let mut write = |cells: [Cell; 10]| {
        let row = cells.map(|cell| match cell {
            Cell::Text(text) => safe(&text),
            Cell::Figure(figure) => figure,
        });
        out.write_record(&row).map_err(Error::broken)
    };
    write(heads(lang).map(Cell::Text))?;
    sheet.lines.iter().try_for_each(|one| write(line(sheet, one, lang)))?;
    moves.iter().try_for_each(|one| write(moved(sheet, one, lang)))?;
    let bytes = out.into_inner().map_err(Error::broken)?;
    String::from_utf8(bytes).map(|text| format!("\u{feff}{text}")).map_err(Error::broken)
}

/// As old spreadsheets read it: what Shift_JIS cannot write becomes 〓.
pub fn shift_jis(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut sign = [0u8; 4];
    for c in text.trim_start_matches('\u{feff}').chars() {
        // The same wave under two numbers.
        let c = if c == '〜' { '～' } else { c };
        let (written, _, lost) = encoding_rs::SHIFT_JIS.encode(c.encode_utf8(&mut sign));
        if lost { bytes.extend(encoding_rs::SHIFT_JIS.encode("〓").0.iter()) } else { bytes.extend(written.iter()) }
    }
    bytes
}

/// Two sheets: the statement, and every movement.
pub fn xlsx(sheet: &Sheet, moves: &[Moved], lang: Lang) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let page = book.add_worksheet();
    page.set_name(t!(lang, "statement-file-sheet")).map_err(Error::broken)?;
    let said = sheet.said(lang);
    for (row, text) in (0u32..).zip([&said.title, &said.to, &said.period, &said.number, &said.issuer]) {
        page.write_string(row, 0, safe(text)).map_err(Error::broken)?;
    }
    put(page, 6, heads(lang).map(Cell::Text), Some(&bold))?;
    for (row, one) in (7u32..).zip(&sheet.lines) {
        put(page, row, line(sheet, one, lang), None)?;
    }
    let total = 7 + u32::try_from(sheet.lines.len()).map_err(Error::broken)?;
    page.write_string_with_format(total, 0, &said.gets.total, &bold).map_err(Error::broken)?;
    number(page, total, 9, &sheet.plain(sheet.net))?;
    let page = book.add_worksheet();
    page.set_name(t!(lang, "statement-file-singles")).map_err(Error::broken)?;
    put(page, 0, heads(lang).map(Cell::Text), Some(&bold))?;
    for (row, one) in (1u32..).zip(moves) {
        put(page, row, moved(sheet, one, lang), None)?;
    }
    book.save_to_buffer().map_err(Error::broken)
}

fn put(page: &mut Worksheet, row: u32, cells: [Cell; 10], format: Option<&Format>) -> Result<()> {
    for (column, cell) in (0u16..).zip(cells) {
        match (cell, format) {
            (Cell::Figure(figure), _) => number(page, row, column, &figure)?,
            (Cell::Text(text), Some(format)) => {
                page.write_string_with_format(row, column, safe(&text), format).map_err(Error::broken)?;
            }
            (Cell::Text(text), None) => {
                page.write_string(row, column, safe(&text)).map_err(Error::broken)?;
            }
        }
    }
    Ok(())
}

/// A figure as a number; a day or a time as it is written.
fn number(page: &mut Worksheet, row: u32, column: u16, figure: &str) -> Result<()> {
    match figure.parse::<f64>() {
        Ok(n) => page.write_number(row, column, n),
        Err(_) => page.write_string(row, column, figure),
    }
    .map(drop)
    .map_err(Error::broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_peoples_is_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝cmd"] {
            assert_eq!(safe(text), format!("'{text}"));
        }
        assert_eq!((safe("Mugi"), safe(""), safe("a=b")), ("Mugi".into(), String::new(), "a=b".into()));
    }

    #[test]
    fn money_before_it_is_rounded() {
        assert_eq!(
            (exact("JPY", -150), exact("EUR", 5), exact("JPY", 100_000)),
            ("-1.50".into(), "0.0005".into(), "1000.00".into())
        );
    }

    #[test]
    fn what_shift_jis_cannot_write() {
        assert_eq!(shift_jis("\u{feff}豆腐"), [0x93, 0xA4, 0x95, 0x85]);
        assert_eq!(shift_jis("𠮷野"), [0x81, 0xAC, 0x96, 0xEC]);
        assert_eq!(shift_jis("〜\\"), [0x81, 0x60, 0x5C]);
    }
}
