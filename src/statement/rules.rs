//! What a movement means for a shop, and what a registration number is. Pure.

use super::store::Movement;
use crate::books::LineCode;
use crate::brand::Charter;
use crate::ledger::{Code, Kind};
use crate::words::Millis;
use jiff::ToSpan;
use jiff::civil::Date;
use unicode_normalization::UnicodeNormalization;

/// One movement, as it goes into a line of the statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Single {
    pub at: Millis,
    pub code: LineCode,
    /// It undoes another.
    pub back: bool,
    /// The shop at a slip's other end.
    pub other: Option<i64>,
    /// Signed as they count on their line.
    pub points: i64,
    pub lot: i64,
    pub rate: i64,
    /// In hundredths of a minor unit, signed as the shop sees it: only the line as a whole is rounded.
    pub hundredths: i64,
}

/// What a movement is to a shop; nothing where it only passed by. As `books` sums them up.
pub(super) fn single(shop: i64, row: &Movement, charters: &[Charter]) -> Option<Single> {
    let holder = |kind| matches!(kind, Kind::Passport | Kind::Debt);
    let (debit, credit) = ((row.debit, row.debit_owner), (row.credit, row.credit_owner));
    let (code, back, other) = match (debit, credit) {
        ((Kind::Due, _), _) | (_, (Kind::Due, _)) => {
            let to_shop = credit == (Kind::Due, shop);
            if row.code != Code::Adjustment {
                return None;
            }
            let hundredths = if to_shop { row.amount } else { -row.amount } * 100;
            let at = row.posted_at;
            return Some(Single {
                at,
                code: LineCode::Adjustment,
                back: false,
                other: None,
                points: 0,
                lot: 1,
                rate: 0,
                hundredths,
            });
        }
        ((Kind::Shop, s), (kind, _)) if s == shop && holder(kind) => match row.code {
            Code::Reversal => (LineCode::Taken, true, None),
            _ => (LineCode::Given, false, None),
        },
        ((kind, _), (Kind::Shop, s)) if s == shop && holder(kind) => match row.code {
            Code::Redemption => (LineCode::Taken, false, None),
            _ => (LineCode::Given, true, None),
        },
        ((Kind::Fund, to), (Kind::Shop, from)) if from == shop => (LineCode::ThanksGot, false, Some(to)),
        ((Kind::Fund, to), (Kind::Shop, from)) if to == shop => (LineCode::ThanksPaid, false, Some(from)),
        ((Kind::Shop, from), (Kind::Fund, to)) if from == shop => (LineCode::ThanksGot, true, Some(to)),
        ((Kind::Shop, from), (Kind::Fund, to)) if to == shop => (LineCode::ThanksPaid, true, Some(from)),
        _ => return None,
    };
    let charter = charters.iter().filter(|c| c.effective_from <= row.posted_at);
    let terms = &charter.max_by_key(|c| (c.effective_from, c.version))?.terms;
    let rate = if code == LineCode::Given { terms.lot_price } else { terms.lot_value };
    let points = if back { -row.amount } else { row.amount };
    let pays = matches!(code, LineCode::Given | LineCode::ThanksPaid);
    let worth = crate::books::worth(points, rate.saturating_mul(100), terms.lot);
    let hundredths = if pays { -worth } else { worth };
    Some(Single { at: row.posted_at, code, back, other, points, lot: terms.lot, rate, hundredths })
}

/// The last day to object: so many days after the close.
pub fn window(closed: Date, days: i64) -> Date {
    closed.checked_add(days.clamp(0, 366).days()).unwrap_or(closed)
}

/// A registration number of the invoice system as it is written (`T7000012050002`), where its check digit is right: the first
/// of the 13 is 9 less the rest by 9 of the others, weighted 1 and 2 from the right.
pub fn invoice_number(typed: &str) -> Option<String> {
    let plain: String = typed.nfkc().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_uppercase();
    let digits: Vec<u32> = plain.strip_prefix('T')?.chars().map(|c| c.to_digit(10)).collect::<Option<_>>()?;
    let (first, rest) = digits.split_first().filter(|_| digits.len() == 13)?;
    let weighted: u32 = rest.iter().rev().enumerate().map(|(i, d)| d * (1 + i as u32 % 2)).sum();
    (*first == 9 - weighted % 9).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_registration_number_has_its_check_digit() {
        // The National Tax Agency's own, and the Ministry of Finance's.
        for good in ["T7000012050002", " t7000012050002", "Ｔ７０００ ０１２０ ５０００２", "T8000012050001"]
        {
            assert_eq!(invoice_number(good).map(|n| n.len()), Some(14), "{good}");
        }
        for bad in ["", "T", "7000012050002", "T7000012050003", "T0700012050002", "T70000120500021", "T700001205000x"] {
            assert_eq!(invoice_number(bad), None, "{bad}");
        }
    }

    #[test]
    fn days_after_the_close() {
        assert_eq!(window(date(2026, 11, 5), 14), date(2026, 11, 19));
        assert_eq!(window(date(2026, 11, 5), 0), date(2026, 11, 5));
    }
}
