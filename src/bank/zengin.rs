//! The banks' association's files (全銀協規定形式): 総合振込 pays out, 口座振替 collects, and its result comes back. Pure.
//!
//! Records of 120 bytes in JIS X 0201, each ended by CR LF: banks take that or no line end at all, and never one of the two
//! alone. Numbers stand right, filled with 0; names stand left, filled with spaces. Banks' and branches' names may be left
//! blank: the codes decide. Sources: 群馬銀行 全銀協制定ファイルフォーマット【総合振込】 (expydoc.com/doc/11700435), 宮崎銀行
//! (miyagin.co.jp/kfkdown-zengin-help) and 北國銀行 (hokkokubank.co.jp/customer/webaccess/qa/dl_tran_zg.html) for 口座振替.

use super::rules::{Details, Kind};
use super::{Flaw, kana};
use jiff::civil::Date;

/// One record, without its line end.
const RECORD: usize = 120;
/// What the fields hold: ten digits of an amount, twelve of a sum, six of a count.
const AMOUNT_MOST: i64 = 9_999_999_999;
const SUM_MOST: i64 = 999_999_999_999;
const COUNT_MOST: usize = 999_999;

/// One payment: whose, how much, and the account.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The shop, as it is named where something is wrong.
    pub shop: String,
    pub account: Option<Details>,
    pub amount: i64,
    /// Paying out: the statement's number. Collecting: the mandate's, under which the bank knows the payer.
    pub number: String,
    /// Collecting: nothing was ever drawn from this account.
    pub first: bool,
}

/// 総合振込: the street pays its shops on a day.
///
/// # Errors
/// Every flaw there is, shop by shop: nothing is written half.
pub fn transfer(payer: &Details, on: Date, entries: &[Entry]) -> Result<Vec<u8>, Vec<Flaw>> {
    check(payer, &payer.payer_code, "no_payer_code", entries)?;
    let mut file = header("21", payer, &payer.payer_code, on);
    for (entry, account) in with_accounts(entries) {
        let mut r = Record::new("2");
        r.digits(&account.bank, 4).text("", 15).digits(&account.branch, 3).text("", 15);
        // The clearing house is no longer used; the account's kind has a code of its own here.
        r.digits("0", 4).digits(if account.kind == Kind::Savings { "4" } else { kind(account.kind) }, 1);
        r.digits(&account.number, 7).text(&account.holder, 30).digits(&entry.amount.to_string(), 10);
        // Neither first nor changed; two codes of the customer's; by wire (電信); no EDI text.
        r.digits("0", 1).digits(&digits_of(&entry.number), 10).digits("0", 10).text("7", 1).text("", 1).text("", 7);
        file.extend(r.ended());
    }
    let mut r = Record::new("8");
    r.digits(&entries.len().to_string(), 6).digits(&sum(entries).to_string(), 12).text("", 101);
    file.extend(r.ended());
    file.extend(end());
    Ok(file)
}

/// 口座振替: the street draws from its shops on a day.
///
/// # Errors
/// As [`transfer`].
pub fn debit(collector: &Details, on: Date, entries: &[Entry]) -> Result<Vec<u8>, Vec<Flaw>> {
    check(collector, &collector.collector_code, "no_collector_code", entries)?;
    let mut file = header("91", collector, &collector.collector_code, on);
    for (entry, account) in with_accounts(entries) {
        let mut r = Record::new("2");
        r.digits(&account.bank, 4).text("", 15).digits(&account.branch, 3).text("", 15).text("", 4);
        r.digits(kind(account.kind), 1).digits(&account.number, 7).text(&account.holder, 30);
        r.digits(&entry.amount.to_string(), 10).digits(if entry.first { "1" } else { "0" }, 1);
        // The bank writes what became of it over the 0.
        r.digits(&entry.number, 20).digits("0", 1).text("", 8);
        file.extend(r.ended());
    }
    let mut r = Record::new("8");
    r.digits(&entries.len().to_string(), 6).digits(&sum(entries).to_string(), 12);
    r.digits("0", 6).digits("0", 12).digits("0", 6).digits("0", 12).text("", 65);
    file.extend(r.ended());
    file.extend(end());
    Ok(file)
}

/// What a bank says became of one debit (振替結果コード).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    Drawn,
    /// 資金不足
    NoMoney,
    /// 預金取引なし
    NoAccount,
    /// 預金者の都合による停止
    StoppedByHolder,
    /// 預金口座振替依頼書なし
    NoMandate,
    /// 委託者の都合による停止
    StoppedByCollector,
    /// その他
    Other,
}

/// One line of a result: the mandate's number, how much, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    pub number: String,
    pub amount: i64,
    pub became: Became,
}

/// A file that was opened as text and copied, as its bytes again: the spaces at the ends of lines are often lost.
pub fn pasted(text: &str) -> Vec<u8> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    let alone = lines.len() < 2;
    let bytes = |line: &str| line.chars().filter(|c| *c != '\u{feff}').map(|c| kana::byte(c).unwrap_or(b'?')).collect();
    let mut out = Vec::new();
    for line in lines {
        let mut record: Vec<u8> = bytes(line);
        if !alone && record.len() < RECORD {
            record.resize(RECORD, b' ');
        }
        out.extend(record);
    }
    out
}

/// For whom a file is, and on which day of the year it is drawn: the number the bank knows the collector by, and MMDD.
fn drawn_for(file: &[u8]) -> Option<(Vec<u8>, i8, i8)> {
    let plain: Vec<u8> = file.iter().copied().filter(|b| !matches!(b, b'\r' | b'\n')).collect();
    let header = plain.chunks(RECORD).next().filter(|r| r.first() == Some(&b'1'))?;
    let number = |from: usize| std::str::from_utf8(header.get(from..from + 2)?).ok()?.parse().ok();
    Some((header.get(4..14)?.to_vec(), number(54)?, number(56)?))
}

/// Days for which a bank puts off a day that is a holiday.
const PUT_OFF: i64 = 7;

/// How many days after it was asked for an answer says it was drawn; nothing where it is none of this file's: of another
/// collector, or another day than a holiday would make it.
pub fn days_late(asked: &[u8], answer: &[u8], on: Date) -> Option<i64> {
    let ((own, ..), (whose, month, day)) = (drawn_for(asked)?, drawn_for(answer)?);
    let year = if month < on.month() { on.year() + 1 } else { on.year() };
    let late = i64::from(on.until(Date::new(year, month, day).ok()?).ok()?.get_days());
    (own == whose && (0..=PUT_OFF).contains(&late)).then_some(late)
}

/// Reads the file that comes back, with line ends or without.
///
/// # Errors
/// `result_file` with the number of the record where it stops being one: a sum or count that does not fit is one too.
pub fn results(file: &[u8]) -> Result<Vec<Outcome>, Flaw> {
    let plain: Vec<u8> = file.iter().copied().filter(|b| !matches!(b, b'\r' | b'\n' | 0x1a)).collect();
    let broken = |at: usize| Flaw::of_all("result_file").arg("n", at + 1);
    let mut out = Vec::new();
    let mut last = 0;
    for (at, record) in plain.chunks(RECORD).enumerate() {
        read(record, (last, at), &mut out).ok_or_else(|| broken(at))?;
        last = record.first().copied().unwrap_or(0);
    }
    if last == b'9' { Ok(out) } else { Err(broken(plain.len() / RECORD)) }
}

/// Reads one record; nothing where it is none, or not its turn.
fn read(record: &[u8], (before, at): (u8, usize), out: &mut Vec<Outcome>) -> Option<()> {
    let field = |from: usize, length: usize| -> Option<&str> {
        std::str::from_utf8(record.get(from..from + length)?).ok().map(str::trim)
    };
    let number = |from, length| field(from, length)?.parse::<i64>().ok();
    let fits = record.len() == RECORD
        && match (before, *record.first()?) {
            (0, b'1') => at == 0 && field(1, 2)? == "91",
            (b'1' | b'2', b'2') => {
                let became = became(*record.get(111)?)?;
                out.push(Outcome { number: field(91, 20)?.to_owned(), amount: number(80, 10)?, became });
                true
            }
            (b'1' | b'2', b'8') => {
                let total: i64 = out.iter().map(|o| o.amount).sum();
                (number(1, 6)?, number(7, 12)?) == (i64::try_from(out.len()).ok()?, total)
            }
            (b'8', b'9') => true,
            _ => false,
        };
    fits.then_some(())
}

/// How a file names an account: the bank, its branch, the kind and the number.
pub fn account_of(details: &Details) -> String {
    format!("{:0>4}{:0>3}{}{:0>7}", details.bank, details.branch, kind(details.kind), details.number)
}

/// The accounts a direct debit file draws from, as [`account_of`] names them.
pub fn accounts_in(file: &[u8]) -> Vec<String> {
    let plain: Vec<u8> = file.iter().copied().filter(|b| !matches!(b, b'\r' | b'\n')).collect();
    let named = |record: &[u8]| {
        let parts = [record.get(1..5)?, record.get(20..23)?, record.get(42..50)?];
        Some(parts.concat().into_iter().map(char::from).collect())
    };
    plain.chunks(RECORD).filter(|record| record.first() == Some(&b'2')).filter_map(named).collect()
}

fn became(code: u8) -> Option<Became> {
    Some(match code {
        b'0' => Became::Drawn,
        b'1' => Became::NoMoney,
        b'2' => Became::NoAccount,
        b'3' => Became::StoppedByHolder,
        b'4' => Became::NoMandate,
        b'8' => Became::StoppedByCollector,
        b'9' => Became::Other,
        _ => return None,
    })
}

/// Everything that is wrong, before anything is written.
fn check(own: &Details, code: &str, no_code: &'static str, entries: &[Entry]) -> Result<(), Vec<Flaw>> {
    let mut flaws = Vec::new();
    if own.kind == Kind::Iban {
        flaws.push(Flaw::of_all("no_own_account"));
    }
    if code.is_empty() {
        flaws.push(Flaw::of_all(no_code));
    }
    if entries.is_empty() {
        flaws.push(Flaw::of_all("nothing_to_pay"));
    }
    if entries.len() > COUNT_MOST {
        flaws.push(Flaw::of_all("too_many_payments"));
    }
    for entry in entries {
        let flaw = |code| Flaw::of(&entry.shop, code);
        match &entry.account {
            None => flaws.push(flaw("no_account")),
            Some(account) if account.kind == Kind::Iban => flaws.push(flaw("no_account")),
            // What was taken as typed stays writable; a hand in the database does not get into a bank's file.
            Some(account) if account.holder.chars().any(|c| kana::byte(c).is_none()) => flaws.push(flaw("no_account")),
            Some(_) => {}
        }
        if entry.amount <= 0 {
            flaws.push(flaw("amount_nothing"));
        } else if entry.amount > AMOUNT_MOST {
            flaws.push(flaw("amount_no_room"));
        }
    }
    let total = entries.iter().try_fold(0i64, |sum, e| sum.checked_add(e.amount));
    if total.is_none_or(|total| total > SUM_MOST) {
        flaws.push(Flaw::of_all("sum_no_room"));
    }
    if flaws.is_empty() { Ok(()) } else { Err(flaws) }
}

fn with_accounts(entries: &[Entry]) -> impl Iterator<Item = (&Entry, &Details)> {
    entries.iter().filter_map(|e| Some((e, e.account.as_ref()?)))
}

fn sum(entries: &[Entry]) -> i64 {
    entries.iter().map(|e| e.amount).sum()
}

fn header(business: &str, own: &Details, code: &str, on: Date) -> Vec<u8> {
    let mut r = Record::new("1");
    r.digits(business, 2).digits("0", 1).digits(code, 10).text(&own.holder, 40);
    r.digits(&on.strftime("%m%d").to_string(), 4);
    r.digits(&own.bank, 4).text("", 15).digits(&own.branch, 3).text("", 15);
    r.digits(kind(own.kind), 1).digits(&own.number, 7).text("", 17);
    r.ended()
}

fn end() -> Vec<u8> {
    let mut r = Record::new("9");
    r.text("", RECORD - 1);
    r.ended()
}

/// 預金種目 but for what a transfer's data record says of savings.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Ordinary => "1",
        Kind::Current => "2",
        Kind::Savings | Kind::Iban => "9",
    }
}

/// `2610-003` as a number's field takes it.
fn digits_of(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

struct Record(Vec<u8>);

impl Record {
    fn new(mark: &str) -> Record {
        Record(mark.bytes().collect())
    }

    /// Right, filled with 0.
    fn digits(&mut self, text: &str, length: usize) -> &mut Record {
        let from = text.len().saturating_sub(length);
        self.0.extend(std::iter::repeat_n(b'0', length.saturating_sub(text.len())));
        self.0.extend(text.bytes().skip(from));
        self
    }

    /// Left, filled with spaces.
    fn text(&mut self, text: &str, length: usize) -> &mut Record {
        let bytes = text.chars().filter_map(kana::byte).chain(std::iter::repeat(b' '));
        self.0.extend(bytes.take(length));
        self
    }

    fn ended(self) -> Vec<u8> {
        debug_assert_eq!(self.0.len(), RECORD);
        let mut bytes = self.0;
        bytes.extend(b"\r\n");
        bytes
    }
}
