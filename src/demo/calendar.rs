//! The days of the demo: which are wet, which are feasts, and when a shop is open.

use super::seed::{Feast, Habits};
use crate::words::{Error, Millis, Result, time};
use jiff::civil::{Date, Weekday};
use jiff::{ToSpan, tz::TimeZone};

/// A time of day in minutes.
pub(super) type Minute = i64;

/// One day of the span.
#[derive(Debug, Clone)]
pub(super) struct DayOf {
    pub(super) date: Date,
    pub(super) starts: Millis,
    /// Monday is 0.
    pub(super) weekday: usize,
    /// Which month of the span, the first being 0.
    pub(super) month: usize,
    pub(super) wet: bool,
    /// How much more (or less) people go out than on other days.
    pub(super) feast: f64,
}

impl DayOf {
    pub(super) fn at(&self, minute: Minute, seconds: i64) -> Millis {
        self.starts.plus(minute * time::MINUTE + seconds * 1000)
    }

    pub(super) fn weekend(&self) -> bool {
        self.weekday >= 5
    }
}

/// From the first day of the month so many months back up to and including today.
#[derive(Debug, Clone)]
pub(super) struct Span {
    pub(super) days: Vec<DayOf>,
}

impl Span {
    pub(super) fn new(habits: &Habits, today: Date, zone: &TimeZone) -> Result<Span> {
        let first = today.first_of_month().checked_sub(habits.months_back.months()).map_err(Error::broken)?;
        let mut days = Vec::new();
        for date in first.series(1.day()).take_while(|d| *d <= today) {
            let starts = date.to_zoned(zone.clone()).map_err(Error::broken)?.timestamp().into();
            let years = i32::from(date.year() - first.year());
            let month = years * 12 + i32::from(date.month()) - i32::from(first.month());
            days.push(DayOf {
                date,
                starts,
                weekday: weekday(date),
                month: usize::try_from(month).unwrap_or(0),
                wet: habits.rainy_days.get(&date.month()).is_some_and(|wet| wet.contains(&date.day())),
                feast: habits.feasts.iter().filter(|f| falls_on(f, date)).map(|f| f.factor).product(),
            });
        }
        Ok(Span { days })
    }

    /// How many days of the span are in its `month`-th month, and where they begin.
    pub(super) fn month(&self, month: usize) -> (usize, usize) {
        let begins = self.days.iter().position(|d| d.month == month).unwrap_or(self.days.len());
        (begins, self.days.iter().filter(|d| d.month == month).count())
    }

    /// Days from `day` until the last.
    pub(super) fn left(&self, day: usize) -> i64 {
        (self.days.len() - 1).saturating_sub(day) as i64
    }
}

fn weekday(date: Date) -> usize {
    date.weekday().to_monday_zero_offset() as usize
}

fn weekday_named(short: &str) -> Option<usize> {
    ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"].iter().position(|d| *d == short)
}

fn falls_on(feast: &Feast, date: Date) -> bool {
    if feast.month != date.month() {
        return false;
    }
    match (feast.day, feast.week, feast.weekday.as_deref().and_then(weekday_named)) {
        (Some(day), _, _) => (day..=feast.to.unwrap_or(day)).contains(&date.day()),
        (None, Some(week), Some(on)) => weekday(date) == on && (date.day() - 1) / 7 + 1 == week,
        _ => false,
    }
}

/// The last Saturday up to and including a day: what is told in weeks is told from there.
pub(super) fn last_saturday(span: &Span) -> usize {
    let saturday = Weekday::Saturday.to_monday_zero_offset() as usize;
    span.days.iter().rposition(|d| d.weekday == saturday).unwrap_or(0)
}

/// When a shop is open, by weekday: `Mo-Tu,Th-Sa 07:00-18:00; Su 07:00-13:00`, the part of OpenStreetMap's grammar the
/// seed uses.
#[derive(Debug, Clone, Default)]
pub(super) struct Open([Vec<(Minute, Minute)>; 7]);

impl Open {
    pub(super) fn parse(text: &str) -> Result<Open> {
        let mut open = Open::default();
        for rule in text.split(';') {
            let bad = || Error::broken(format!("seed: opening hours '{rule}'"));
            let (days, times) = rule.trim().split_once(' ').ok_or_else(bad)?;
            let mut spans = Vec::new();
            for span in times.split(',') {
                let (from, to) = span.split_once('-').ok_or_else(bad)?;
                spans.push((minute(from).ok_or_else(bad)?, minute(to).ok_or_else(bad)?));
            }
            for range in days.split(',') {
                let (from, to) = range.split_once('-').unwrap_or((range, range));
                let (from, to) = weekday_named(from).zip(weekday_named(to)).ok_or_else(bad)?;
                open.0[from..=to].fill(spans.clone());
            }
        }
        Ok(open)
    }

    pub(super) fn at(&self, weekday: usize, minute: Minute) -> bool {
        self.0[weekday].iter().any(|(from, to)| (*from..*to).contains(&minute))
    }

    pub(super) fn on(&self, weekday: usize) -> bool {
        !self.0[weekday].is_empty()
    }
}

/// `07:30` as minutes of the day.
pub(super) fn minute(clock: &str) -> Option<Minute> {
    let (hour, minute) = clock.split_once(':')?;
    Some(hour.parse::<i64>().ok()? * 60 + minute.parse::<i64>().ok()?)
}

#[cfg(test)]
mod tests {
    use super::super::seed::Seed;
    use super::*;
    use jiff::civil::date;

    #[test]
    fn open_when_the_sign_says_so() {
        let open = Open::parse("Mo-Sa 11:00-14:30,17:00-20:30; Su 12:00-18:00").unwrap();
        assert!(open.at(0, 11 * 60) && open.at(5, 20 * 60) && open.at(6, 13 * 60));
        assert!(!open.at(0, 15 * 60) && !open.at(6, 11 * 60) && !open.at(0, 20 * 60 + 30));
        assert!(!Open::parse("Tu-Sa 10:00-19:00").unwrap().on(0));
        assert!(Open::parse("always").is_err());
    }

    #[test]
    fn the_span_begins_with_a_month_and_ends_today() {
        let habits = Seed::read().unwrap().habits;
        let tokyo = TimeZone::get("Asia/Tokyo").unwrap();
        let span = Span::new(&habits, date(2026, 11, 21), &tokyo).unwrap();
        let (first, last) = (&span.days[0], span.days.last().unwrap());
        assert_eq!((first.date, first.month), (date(2026, 5, 1), 0));
        assert_eq!((last.date, last.month, last.weekday), (date(2026, 11, 21), 6, 5));
        assert_eq!(span.month(1), (31, 30));
        let fair = span.days.iter().find(|d| d.date == date(2026, 10, 24)).unwrap();
        assert_eq!(fair.feast, 1.12);
        assert!(span.days.iter().find(|d| d.date == date(2026, 11, 3)).unwrap().wet);
        let over_new_year = Span::new(&habits, date(2027, 2, 3), &tokyo).unwrap();
        assert_eq!(over_new_year.days.last().unwrap().month, 6);
    }
}
