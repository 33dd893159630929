//! Time as the program keeps it: unix milliseconds, and the business day in the brand's time zone.

use super::bigint;
use jiff::{Timestamp, civil, tz::TimeZone};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

bigint!(
    /// Unix time in milliseconds.
    Millis
);
bigint!(
    /// A business day: days since 1970-01-01 in the brand's time zone.
    Day
);

pub const MINUTE: i64 = 60_000;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

impl Millis {
    pub fn plus(self, millis: i64) -> Millis {
        Millis(self.0.saturating_add(millis))
    }

    /// As a date and time in the zone. A time outside jiff's range (year ±9999) reads as 1970.
    pub fn zoned(self, zone: &TimeZone) -> jiff::Zoned {
        Timestamp::from_millisecond(self.0).unwrap_or(Timestamp::UNIX_EPOCH).to_zoned(zone.clone())
    }

    pub fn day(self, zone: &TimeZone) -> Day {
        Day::of(self.zoned(zone).date())
    }

    /// `14:05`, as every language of the program writes it.
    pub fn clock_time(self, zone: &TimeZone) -> String {
        self.zoned(zone).strftime("%H:%M").to_string()
    }
}

impl From<Timestamp> for Millis {
    fn from(t: Timestamp) -> Self {
        Millis(t.as_millisecond())
    }
}

impl Day {
    pub fn of(date: civil::Date) -> Day {
        let epoch = civil::date(1970, 1, 1);
        Day(i64::from(epoch.until(date).map_or(0, |span| span.get_days())))
    }

    pub fn date(self) -> civil::Date {
        let days = i32::try_from(self.0).unwrap_or(0);
        civil::date(1970, 1, 1).checked_add(jiff::Span::new().days(days)).unwrap_or(civil::date(1970, 1, 1))
    }

    /// When the day begins in the zone.
    pub fn start(self, zone: &TimeZone) -> Millis {
        self.date().to_zoned(zone.clone()).map_or(Millis(self.0 * DAY), |z| z.timestamp().into())
    }
}

/// What time it is. Tests and the demo move it; everyone else reads the system's.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    /// Milliseconds added to the system's time.
    shift: Arc<AtomicI64>,
}

impl Clock {
    pub fn now(&self) -> Millis {
        Millis(Timestamp::now().as_millisecond().saturating_add(self.shift.load(Ordering::Relaxed)))
    }

    /// Moves this clock (and its clones) by so many milliseconds from the system's time.
    pub fn shift(&self, millis: i64) {
        self.shift.store(millis, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_business_day_is_the_brands() {
        let tokyo = TimeZone::get("Asia/Tokyo").unwrap();
        let late: Timestamp = "2026-11-20T15:30:00Z".parse().unwrap();
        let day = Millis::from(late).day(&tokyo);
        assert_eq!(day.date(), civil::date(2026, 11, 21));
        assert_eq!(day.start(&tokyo), Millis::from("2026-11-20T15:00:00Z".parse::<Timestamp>().unwrap()));
        assert_eq!(Day(0).date(), civil::date(1970, 1, 1));
    }
}
