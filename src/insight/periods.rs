//! Which days a period has and how it is drawn: whole weeks, months, quarters and years, as they stand in the URL. What
//! they are called is in the views.

use crate::words::{Day, Refusal, Result};
use jiff::civil::{Date, ISOWeekDate, Weekday, date};
use noren_views::dashboard::{Kind, Period};

/// Years a street can have.
const YEARS: std::ops::RangeInclusive<i16> = 1970..=2999;

/// Reads `2026-W40`, `2026-10`, `2026-Q4` or `2026`: nothing else, so that nobody cuts a period to fit one person.
///
/// # Errors
/// `bad_period`.
pub fn parse(text: &str) -> Result<Period> {
    read(text).ok_or_else(|| Refusal::new(422, "bad_period").field("period").into())
}

fn read(text: &str) -> Option<Period> {
    let (year, part) = match text.split_once('-') {
        Some((year, part)) => (year, Some(part)),
        None => (text, None),
    };
    let digits = |text: &str, len: usize| {
        (text.len() == len && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse::<i16>().ok()).flatten()
    };
    let year = digits(year, 4).filter(|y| YEARS.contains(y))?;
    let Some(part) = part else { return Some(Period::around(Kind::Year, date(year, 1, 1))) };
    if let Some(week) = part.strip_prefix('W') {
        let monday = ISOWeekDate::new(year, i8::try_from(digits(week, 2)?).ok()?, Weekday::Monday).ok()?;
        return Some(Period::around(Kind::Week, monday.date()));
    }
    if let Some(quarter) = part.strip_prefix('Q') {
        let quarter = digits(quarter, 1).filter(|q| (1..=4).contains(q))?;
        let first = Date::new(year, i8::try_from(quarter * 3 - 2).ok()?, 1).ok()?;
        return Some(Period::around(Kind::Quarter, first));
    }
    let first = Date::new(year, i8::try_from(digits(part, 2)?).ok()?, 1).ok()?;
    Some(Period::around(Kind::Month, first))
}

/// From its first day up to, not including, the first of the next.
pub fn days(period: Period) -> (Day, Day) {
    (Day::of(period.first()), Day::of(period.next().first()))
}

/// This period and the ones before it, oldest first.
pub(super) fn run(period: Period, count: usize) -> Vec<Period> {
    let mut periods: Vec<Period> = std::iter::successors(Some(period), |p| Some(p.before())).take(count).collect();
    periods.reverse();
    periods
}

/// The first days of its columns: days of a week or month, weeks of a quarter (the first and last may be cut by it),
/// months of a year.
pub(super) fn columns(period: Period) -> Vec<Day> {
    let (from, to) = days(period);
    let starts = |d: &Day| match period.kind() {
        Kind::Week | Kind::Month => true,
        Kind::Quarter => d.date().weekday() == Weekday::Monday,
        Kind::Year => d.date().day() == 1,
    };
    (from.0..to.0).map(Day).filter(|d| *d == from || starts(d)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn whole_periods_and_no_others() {
        for good in ["2026-W40", "2026-W53", "2026-10", "2026-Q4", "2026", "1997-01"] {
            assert_eq!(parse(good).unwrap().key(), good);
        }
        for bad in [
            "",
            "x",
            "26",
            "2026-",
            "2026-0",
            "2026-00",
            "2026-13",
            "2026-1",
            "2026-W00",
            "2026-W54",
            "2025-W53",
            "2026-W4",
            "2026-w40",
            "2026-Q0",
            "2026-Q5",
            "2026-q4",
            "2026-10-01",
            "2026-10..2026-11",
            "+026",
            "2026-+1",
            " 2026",
            "0000",
            "9999",
            "２０２６",
        ] {
            assert_eq!(parse(bad).err().and_then(|e| e.code()), Some("bad_period"), "{bad}");
        }
    }

    #[test]
    fn a_week_is_seven_days_from_monday() {
        let (from, to) = days(parse("2026-W53").unwrap());
        assert_eq!((from.date(), to.date()), (date(2026, 12, 28), date(2027, 1, 4)));
    }

    #[test]
    fn columns_cover_the_period() {
        let firsts = |text| columns(parse(text).unwrap()).iter().map(|d| d.date()).collect::<Vec<_>>();
        assert_eq!(firsts("2026-W40").len(), 7);
        assert_eq!(firsts("2028-02").len(), 29);
        assert_eq!(firsts("2026").len(), 12);
        assert_eq!(firsts("2026-Q4")[..2], [date(2026, 10, 1), date(2026, 10, 5)]);
    }

    proptest! {
        #[test]
        fn any_day_is_in_its_periods_and_periods_meet(day in 0i64..300_000) {
            let day = Day(day);
            for kind in Kind::ALL {
                let period = Period::around(kind, day.date());
                let (from, to) = days(period);
                prop_assert!(from <= day && day < to);
                prop_assert_eq!(days(period.next()).0, to);
                prop_assert_eq!(days(period.before()).1, from);
                prop_assert_eq!(parse(&period.key()).unwrap(), period);
                prop_assert_eq!(run(period, 6).last().copied(), Some(period));
            }
        }

        #[test]
        fn nothing_typed_makes_it_panic(text in ".{0,12}") {
            let _ = parse(&text);
        }
    }
}
