//! What a month comes to: from sums of transfers to each shop's lines, in money. Pure.

use crate::brand::Terms;
use crate::ledger::{Code, Kind};
use crate::words::{Refusal, Result, text_enum};
use jiff::civil::{Date, date};
use std::collections::BTreeMap;

text_enum!(
    /// What a line of a statement is for.
    LineCode {
        /// Points the shop gave: it pays.
        Given = "given",
        /// Points used at the shop: it receives.
        Taken = "taken",
        /// Thanks for slips the shop gave that were used: it receives.
        ThanksGot = "thanks_got",
        /// Thanks for slips that brought it somebody: it pays.
        ThanksPaid = "thanks_paid",
        /// The month's fee: it pays.
        Fee = "fee",
        /// What an objection to an earlier month came to.
        Adjustment = "adjustment",
        /// What was open from before.
        Carried = "carried",
    }
);

impl LineCode {
    /// The ledger's code under which the line is posted. Nothing where it stands in the ledger already.
    pub fn posted(self) -> Option<Code> {
        match self {
            LineCode::Given => Some(Code::Given),
            LineCode::Taken => Some(Code::Taken),
            LineCode::ThanksGot => Some(Code::ThanksGot),
            LineCode::ThanksPaid => Some(Code::ThanksPaid),
            LineCode::Fee => Some(Code::Fee),
            LineCode::Adjustment | LineCode::Carried => None,
        }
    }
}

/// One line: `points` of `count` movements at `rate` money for `lot` points. `money` is signed as the shop sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub code: LineCode,
    /// Of thanks: the shop at the slip's other end.
    pub other: Option<i64>,
    pub count: i64,
    pub points: i64,
    pub lot: i64,
    pub rate: i64,
    pub money: i64,
}

/// Transfers of one code between two kinds of account; passports are not told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    pub debit: (Kind, i64),
    pub credit: (Kind, i64),
    pub code: Code,
    pub count: i64,
    pub amount: i64,
}

/// `2026-10` as its first day.
///
/// # Errors
/// `bad_books_month`.
pub fn parse(month: &str) -> Result<Date> {
    let bad = || Refusal::new(422, "bad_books_month").field("month");
    let digits = month.len() == 7
        && month.bytes().enumerate().all(|(i, b)| (i == 4) == (b == b'-') && (i == 4 || b.is_ascii_digit()));
    let (year, part) = month.split_once('-').filter(|_| digits).ok_or_else(bad)?;
    let (year, part): (i16, i8) = (year.parse().map_err(|_| bad())?, part.parse().map_err(|_| bad())?);
    // The last year there is has no month after its last.
    Ok(Date::new(year, part, 1).ok().filter(|_| year < 9999).ok_or_else(bad)?)
}

/// As it is written in URLs and on statements.
pub fn name(first: Date) -> String {
    format!("{:04}-{:02}", first.year(), first.month())
}

/// The first day of the month after.
pub fn after(first: Date) -> Date {
    if first.month() == 12 { date(first.year() + 1, 1, 1) } else { date(first.year(), first.month() + 1, 1) }
}

/// Money for points at a rate, to the nearest minor unit, halves away from zero.
pub fn worth(points: i64, rate: i64, lot: i64) -> i64 {
    let (points, rate, lot) = (i128::from(points), i128::from(rate), i128::from(lot.max(1)));
    let exact = points.abs() * rate * 2 + lot;
    i64::try_from(exact / (2 * lot) * points.signum()).unwrap_or(i64::MAX)
}

/// Each shop's lines for transfers that were posted under one charter.
pub fn lines(sums: &[Sum], terms: &Terms) -> BTreeMap<i64, Vec<Line>> {
    let mut tally: BTreeMap<(i64, LineCode, Option<i64>), (i64, i64)> = BTreeMap::new();
    let mut add = |shop: i64, code: LineCode, other: Option<i64>, sum: &Sum, back: bool| {
        let (count, points) = tally.entry((shop, code, other)).or_default();
        let sign = if back { -1 } else { 1 };
        *count += sign * sum.count;
        *points += sign * sum.amount;
    };
    let holder = |kind| matches!(kind, Kind::Passport | Kind::Debt);
    for sum in sums {
        match (sum.debit, sum.credit) {
            // A reversal from a shop to a passport undoes a redemption; the other way round, a visit.
            ((Kind::Shop, shop), (kind, _)) if holder(kind) => match sum.code {
                Code::Reversal => add(shop, LineCode::Taken, None, sum, true),
                _ => add(shop, LineCode::Given, None, sum, false),
            },
            ((kind, _), (Kind::Shop, shop)) if holder(kind) => match sum.code {
                Code::Redemption => add(shop, LineCode::Taken, None, sum, false),
                // What a passport no longer had is the second half of the same undoing: counted once.
                Code::Owed => add(shop, LineCode::Given, None, &Sum { count: 0, ..sum.clone() }, true),
                _ => add(shop, LineCode::Given, None, sum, true),
            },
            ((Kind::Fund, to), (Kind::Shop, from)) => {
                add(from, LineCode::ThanksGot, Some(to), sum, false);
                add(to, LineCode::ThanksPaid, Some(from), sum, false);
            }
            ((Kind::Shop, from), (Kind::Fund, to)) => {
                add(from, LineCode::ThanksGot, Some(to), sum, true);
                add(to, LineCode::ThanksPaid, Some(from), sum, true);
            }
            _ => {}
        }
    }
    let mut all: BTreeMap<i64, Vec<Line>> = BTreeMap::new();
    for ((shop, code, other), (count, points)) in tally {
        if (count, points) == (0, 0) {
            continue;
        }
        let rate = if code == LineCode::Given { terms.lot_price } else { terms.lot_value };
        let pays = matches!(code, LineCode::Given | LineCode::ThanksPaid);
        let worth = worth(points, rate, terms.lot);
        let money = if pays { -worth } else { worth };
        all.entry(shop).or_default().push(Line { code, other, count, points, lot: terms.lot, rate, money });
    }
    all
}

/// A line of money alone.
pub fn plain(code: LineCode, count: i64, money: i64) -> Line {
    Line { code, other: None, count, points: 0, lot: 1, rate: 0, money }
}

/// `2610-003`: the third shop's statement of October 2026.
pub fn number(first: Date, nth: usize) -> String {
    format!("{:02}{:02}-{:03}", first.year().rem_euclid(100), first.month(), nth + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_no_others() {
        assert_eq!(name(parse("2026-10").unwrap()), "2026-10");
        assert_eq!(name(after(parse("2026-12").unwrap())), "2027-01");
        for bad in [
            "",
            "2026",
            "2026-13",
            "2026-00",
            "2026-1",
            "26-10",
            "2026-W1",
            "2026-10-01",
            "9999-12",
            "２０２６-10",
            "+026-10",
        ] {
            assert!(parse(bad).is_err(), "{bad}");
        }
        assert_eq!(number(parse("2026-10").unwrap(), 2), "2610-003");
    }

    /// Karasuyama: a shop buys 350 stamps for ¥700, a full book of 350 buys goods for ¥500.
    #[test]
    fn karasuyama() {
        let terms = Terms { lot: 350, lot_price: 700, lot_value: 500, ..Terms::default() };
        let sum = |debit, credit, code| Sum { debit, credit, code, count: 1, amount: 350 };
        let sums = [
            sum((Kind::Shop, 1), (Kind::Passport, 0), Code::Visit),
            sum((Kind::Passport, 0), (Kind::Shop, 2), Code::Redemption),
        ];
        let lines = lines(&sums, &terms);
        let nets: Vec<i64> = lines.values().map(|of| of.iter().map(|l| l.money).sum()).collect();
        assert_eq!(nets, [-700, 500]);
        assert_eq!(-nets.iter().sum::<i64>(), 200, "to the fund");
    }

    #[test]
    fn halves_go_away_from_zero() {
        assert_eq!([worth(1, 1, 2), worth(-1, 1, 2), worth(1, 1, 3), worth(-3, 110, 100)], [1, -1, 0, -3]);
        assert_eq!(worth(5_615, 110, 100), 6_177);
    }
}
