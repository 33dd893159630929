//! A closed month as Japan's bookkeeping programs take it: マネーフォワード's 仕訳帳 and freee's 取引. Pure.
//!
//! - Money Forward: 27 columns, headings as in its own template (columns A to AA, of which the first row must not be
//!   changed); rows of one 取引No and day whose sides are equal are one compound entry. Sources:
//!   biz.moneyforward.com/support/tax-return/guide/import-books/ib01.html and /ac-plus/guide/journal2/import2.html; the
//!   columns for 取引先 and インボイス: the-board.jp/blogs/news_partner_and_invoice_field_for_mf.
//! - freee 取引インポート: 20 columns; the second and later lines of a deal leave the deal's own columns empty. Sources:
//!   support.freee.co.jp/hc/ja/articles/202847320; that it wants Shift_JIS:
//!   support.emerada-cash-manager.com/hc/ja/articles/4943641375503.
//!
//! Both are written in Shift_JIS (Windows-31J) with CR LF, which each of them reads without a setting. Accounts are those
//! both programs come with, since they must be there by that very name; a shop that keeps others changes them after the
//! import. What was carried over stands in an earlier month's entry and is not booked again.

use crate::words::{Error, Result, text_enum};
use encoding_rs::SHIFT_JIS;
use jiff::civil::Date;

text_enum!(
    /// What a line of a statement is.
    What {
        Given = "given",
        Taken = "taken",
        ThanksGot = "thanks_got",
        ThanksPaid = "thanks_paid",
        Fee = "fee",
        Adjustment = "adjustment",
        Carried = "carried",
        /// No line of a statement: points that somebody else paid for, or got back.
        Sponsored = "sponsored",
    }
);

/// Whose books it goes into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    Shop,
    Street,
}

/// One statement, its money as it goes into the shop's net.
#[derive(Debug, Clone)]
pub struct Statement {
    pub number: String,
    /// Of whom it is booked: the shop in the street's books, the street in the shop's.
    pub partner: String,
    pub lines: Vec<(What, i64)>,
}

/// Taxed at 10 % (the fee) or not at all: points are settled, not sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tax {
    None,
    Bought,
    Sold,
}

struct Booked {
    account: &'static str,
    tax: Tax,
    about: &'static str,
    /// Above zero on the credit side.
    credit: i64,
}

const OWED_TO_US: &str = "未収入金";
const OWED_BY_US: &str = "未払金";
/// The last day's books of a month that was settled.
const UNTAXED: &str = "対象外";

fn booked(line: What, money: i64, whose: Whose) -> Booked {
    let about = match line {
        What::Given => "お渡ししたポイント",
        What::Taken => "お使いいただいたポイント",
        What::ThanksGot => "ご紹介のお礼（受け取り）",
        What::ThanksPaid => "ご紹介のお礼（お支払い）",
        What::Fee => "会費",
        What::Adjustment => "前の月の訂正",
        What::Carried => "繰り越し",
        What::Sponsored => "協賛のポイント",
    };
    let (account, tax, credit) = match (whose, line) {
        (Whose::Shop, What::Fee) => ("支払手数料", Tax::Bought, money),
        (Whose::Street, What::Fee) => ("売上高", Tax::Sold, -money),
        (Whose::Shop, _) if money > 0 => ("雑収入", Tax::None, money),
        (Whose::Shop, _) => ("広告宣伝費", Tax::None, money),
        // What shops pay in for points is held for those who will use them.
        (Whose::Street, _) => ("預り金", Tax::None, -money),
    };
    Booked { account, tax, about, credit }
}

/// The entries of a statement, and what is owed for them: above zero to whose books these are.
fn entries(statement: &Statement, whose: Whose) -> Result<(Vec<Booked>, i64)> {
    let lines = statement.lines.iter().filter(|(what, money)| *what != What::Carried && *money != 0);
    let booked: Vec<Booked> = lines.map(|(what, money)| booked(*what, *money, whose)).collect();
    let owed = booked.iter().try_fold(0i64, |sum, b| sum.checked_add(b.credit));
    Ok((booked, owed.ok_or_else(|| Error::broken("a statement's lines overflow"))?))
}

const MONEY_FORWARD: [&str; 27] = [
    "取引No",
    "取引日",
    "借方勘定科目",
    "借方補助科目",
    "借方部門",
    "借方取引先",
    "借方税区分",
    "借方インボイス",
    "借方金額(円)",
    "借方税額",
    "貸方勘定科目",
    "貸方補助科目",
    "貸方部門",
    "貸方取引先",
    "貸方税区分",
    "貸方インボイス",
    "貸方金額(円)",
    "貸方税額",
    "摘要",
    "仕訳メモ",
    "タグ",
    "MF仕訳タイプ",
    "決算整理仕訳",
    "作成日時",
    "作成者",
    "最終更新日時",
    "最終更新者",
];
const SIDE: usize = 8;

/// マネーフォワード クラウド会計: 仕訳帳.
pub fn money_forward(statements: &[Statement], whose: Whose, on: Date) -> Result<Vec<u8>> {
    let mut rows = Vec::new();
    let mut n = 0;
    for statement in statements {
        let (mut lines, owed) = entries(statement, whose)?;
        if lines.is_empty() {
            continue;
        }
        n += 1;
        if owed != 0 {
            let account = if owed > 0 { OWED_TO_US } else { OWED_BY_US };
            lines.push(Booked { account, tax: Tax::None, about: "精算", credit: -owed });
        }
        for line in lines {
            let mut row = vec![String::new(); MONEY_FORWARD.len()];
            let side = if line.credit > 0 { 2 + SIDE } else { 2 };
            let tax = match line.tax {
                Tax::None => UNTAXED,
                Tax::Bought => "課税仕入 10%",
                Tax::Sold => "課税売上 10%",
            };
            let about = format!("{} {} {}", statement.number, statement.partner, line.about);
            let amount = line.credit.unsigned_abs().to_string();
            let date = on.strftime("%Y/%m/%d").to_string();
            for (at, text) in
                [(0, n.to_string()), (1, date), (side, line.account.to_owned()), (side + 4, tax.to_owned())]
                    .into_iter()
                    .chain([(side + 6, amount), (18, safe(&about))])
            {
                if let Some(cell) = row.get_mut(at) {
                    *cell = text;
                }
            }
            rows.push(row);
        }
    }
    file(&MONEY_FORWARD, &rows)
}

const FREEE: [&str; 20] = [
    "収支区分",
    "管理番号",
    "発生日",
    "決済期日",
    "取引先",
    "勘定科目",
    "税区分",
    "金額",
    "税計算区分",
    "税額",
    "備考",
    "品目",
    "部門",
    "メモタグ（複数指定可、カンマ区切り）",
    "セグメント1",
    "セグメント2",
    "セグメント3",
    "決済日",
    "決済口座",
    "決済金額",
];

/// freee会計: 取引. What comes in and what goes out of a statement are a deal each, open until the bank settles both.
pub fn freee(statements: &[Statement], whose: Whose, on: Date) -> Result<Vec<u8>> {
    let mut rows = Vec::new();
    for statement in statements {
        let (lines, _) = entries(statement, whose)?;
        for (deal, comes_in) in [("収入", true), ("支出", false)] {
            for (at, line) in lines.iter().filter(|l| (l.credit > 0) == comes_in).enumerate() {
                let tax = match line.tax {
                    Tax::None => UNTAXED,
                    Tax::Bought => "課対仕入10%",
                    Tax::Sold => "課税売上10%",
                };
                let mut row = vec![String::new(); FREEE.len()];
                let date = on.strftime("%Y/%m/%d").to_string();
                let own = [deal.to_owned(), safe(&statement.number), date, String::new(), safe(&statement.partner)];
                let amount = line.credit.unsigned_abs().to_string();
                let about = format!("{} {}", statement.number, line.about);
                let cells =
                    [line.account.to_owned(), tax.to_owned(), amount, "内税".to_owned(), String::new(), safe(&about)];
                let own = own.into_iter().map(|text| if at == 0 { text } else { String::new() });
                for (cell, text) in row.iter_mut().zip(own.chain(cells)) {
                    *cell = text;
                }
                rows.push(row);
            }
        }
    }
    file(&FREEE, &rows)
}

/// Text that a spreadsheet would take for a formula begins with an apostrophe.
fn safe(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn file(head: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(head).map_err(Error::broken)?;
    for row in rows {
        writer.write_record(row).map_err(Error::broken)?;
    }
    let utf8 = writer.into_inner().map_err(Error::broken)?;
    Ok(shift_jis(&String::from_utf8(utf8).map_err(Error::broken)?))
}

/// In Windows-31J; a sign it does not have becomes the printer's 〓.
fn shift_jis(text: &str) -> Vec<u8> {
    let mut buffer = [0; 4];
    let written: String =
        text.chars().map(|c| if SHIFT_JIS.encode(c.encode_utf8(&mut buffer)).2 { '〓' } else { c }).collect();
    SHIFT_JIS.encode(&written).0.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn october(partner: &str) -> Vec<Statement> {
        let lines = vec![
            (What::Given, -7_000),
            (What::Taken, 5_000),
            (What::ThanksGot, 70),
            (What::ThanksPaid, -14),
            (What::Fee, -1_100),
            (What::Adjustment, 30),
            (What::Carried, -500),
        ];
        vec![Statement { number: "2610-003".into(), partner: partner.into(), lines }]
    }

    fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let (text, _, wrong) = SHIFT_JIS.decode(bytes);
        assert!(!wrong);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn both_sides_of_a_compound_entry_are_equal_and_what_was_carried_is_not_booked_again() {
        for whose in [Whose::Shop, Whose::Street] {
            let rows = read(&money_forward(&october("旭通り"), whose, date(2026, 10, 31)).unwrap());
            let sum = |column: usize| rows[1..].iter().filter_map(|r| r[column].parse::<i64>().ok()).sum::<i64>();
            assert_eq!(rows[0].len(), 27);
            assert_eq!(sum(8), sum(16), "{whose:?}");
            assert!(rows[1..].iter().all(|r| r[0] == "1" && r[1] == "2026/10/31"));
            assert!(!rows.iter().flatten().any(|cell| cell.contains("繰り越し") || cell == "500"));
            let owed = rows.last().unwrap();
            // The shop owes 3,014 of this month alone.
            assert_eq!(
                owed[if whose == Whose::Shop { 10 } else { 2 }],
                if whose == Whose::Shop { "未払金" } else { "未収入金" }
            );
            assert!(owed.contains(&"3014".to_owned()));
        }
    }

    #[test]
    fn a_deal_names_itself_once_and_holds_no_number_below_zero() {
        let rows = read(&freee(&october("旭通り"), Whose::Shop, date(2026, 10, 31)).unwrap());
        let deals: Vec<&str> = rows[1..].iter().map(|r| r[0].as_str()).collect();
        assert_eq!(deals, ["収入", "", "", "支出", "", ""]);
        let sum: i64 = rows[1..].iter().map(|r| r[7].parse::<i64>().unwrap()).inspect(|n| assert!(*n > 0)).sum();
        assert_eq!(sum, 5_000 + 70 + 30 + 7_000 + 14 + 1_100);
        assert_eq!((rows[1][4].as_str(), rows[2][4].as_str()), ("旭通り", ""));
        assert_eq!(rows.iter().find(|r| r[5] == "支払手数料").unwrap()[6], "課対仕入10%");
    }

    #[test]
    fn no_name_becomes_a_formula_and_no_sign_stops_the_file() {
        let rows = read(&freee(&october("=cmd|' /C calc'!A0"), Whose::Street, date(2026, 10, 31)).unwrap());
        assert_eq!(rows[1][4], "'=cmd|' /C calc'!A0");
        for bad in ["+1", "-1", "@x", "\tx"] {
            assert!(safe(bad).starts_with('\''), "{bad}");
        }
        let rows = read(&freee(&october("髙田屋 🐢 ①"), Whose::Street, date(2026, 10, 31)).unwrap());
        assert_eq!(rows[1][4], "髙田屋 〓 ①");
    }

    #[test]
    fn a_month_without_anything_is_a_heading() {
        let quiet = vec![Statement { number: "2610-001".into(), partner: "A".into(), lines: vec![(What::Carried, 3)] }];
        for rows in
            [money_forward(&quiet, Whose::Shop, date(2026, 10, 31)), freee(&quiet, Whose::Shop, date(2026, 10, 31))]
        {
            assert_eq!(read(&rows.unwrap()).len(), 1);
        }
    }
}
