//! The periods a producer may ask for: whole weeks, months, quarters or years, as they stand in the URL and in a sentence.
//! Civil dates only; what lies in a period is known elsewhere.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::t;
use crate::words::{Lang, date_short, date_year, month};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Week,
    Month,
    Quarter,
    Year,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::Week, Kind::Month, Kind::Quarter, Kind::Year];

    /// What a sentence in the locales chooses by.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Week => "week",
            Kind::Month => "month",
            Kind::Quarter => "quarter",
            Kind::Year => "year",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    kind: Kind,
    first: Date,
}

impl Period {
    /// The whole period of a kind around a day.
    pub fn around(kind: Kind, day: Date) -> Period {
        let first = match kind {
            Kind::Week => day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).unwrap_or(day),
            Kind::Month => day.first_of_month(),
            Kind::Quarter => months_back(day.first_of_month(), i64::from((day.month() - 1) % 3)),
            Kind::Year => day.first_of_year(),
        };
        Period { kind, first }
    }

    pub fn kind(self) -> Kind {
        self.kind
    }

    pub fn first(self) -> Date {
        self.first
    }

    /// Its last day.
    pub fn last(self) -> Date {
        let next = self.next().first;
        next.yesterday().unwrap_or(next)
    }

    pub fn next(self) -> Period {
        let span = match self.kind {
            Kind::Week => 1.week(),
            Kind::Month => 1.month(),
            Kind::Quarter => 3.months(),
            Kind::Year => 1.year(),
        };
        Period { first: self.first.checked_add(span).unwrap_or(self.first), ..self }
    }

    pub fn before(self) -> Period {
        Period::around(self.kind, self.first.yesterday().unwrap_or(self.first))
    }

    /// As in the URL: `2026-W40`, `2026-10`, `2026-Q4`, `2026`.
    pub fn key(self) -> String {
        let d = self.first;
        match self.kind {
            Kind::Week => {
                let week = d.iso_week_date();
                format!("{}-W{:02}", week.year(), week.week())
            }
            Kind::Month => format!("{}-{:02}", d.year(), d.month()),
            Kind::Quarter => format!("{}-Q{}", d.year(), (d.month() - 1) / 3 + 1),
            Kind::Year => d.year().to_string(),
        }
    }

    /// As in a heading: `5–11 Oct 2026`, `October 2026`, `Oct – Dec 2026`, `2026`.
    pub fn label(self, lang: Lang) -> String {
        let (first, last) = (self.first, self.last());
        let short = |d| month_short(lang, d);
        match (self.kind, lang) {
            (Kind::Week, Lang::En) if first.month() == last.month() => {
                format!("{}–{} {} {}", first.day(), last.day(), short(last), last.year())
            }
            (Kind::Week, Lang::En) => {
                format!("{} {} – {} {} {}", first.day(), short(first), last.day(), short(last), last.year())
            }
            (Kind::Week, Lang::Ja) if first.month() == last.month() => {
                format!("{}〜{}日", date_year(lang, first), last.day())
            }
            (Kind::Week, Lang::Ja) => {
                format!("{}〜{}", date_year(lang, first), date_short(lang, last))
            }
            (Kind::Month, _) => month(lang, first),
            (Kind::Quarter, Lang::En) => {
                format!("{} – {} {}", short(first), short(last), last.year())
            }
            (Kind::Quarter, Lang::Ja) => {
                format!("{}年{}〜{}月", first.year(), first.month(), last.month())
            }
            (Kind::Year, _) => year(lang, first),
        }
    }

    /// The period before, as a sentence compares with it: `September`, `the week before`, `2025`.
    pub fn before_named(self, lang: Lang) -> String {
        let before = self.before();
        match self.kind {
            Kind::Week => t!(lang, "dashboard-the-week-before"),
            Kind::Month => month_name(lang, before.first),
            Kind::Quarter => t!(lang, "dashboard-the-quarter-before"),
            Kind::Year => year(lang, before.first),
        }
    }
}

fn months_back(day: Date, months: i64) -> Date {
    day.checked_sub(months.months()).unwrap_or(day)
}

fn year(lang: Lang, d: Date) -> String {
    match lang {
        Lang::En => d.year().to_string(),
        Lang::Ja => format!("{}年", d.year()),
    }
}

/// `October` / `10月`.
pub fn month_name(lang: Lang, d: Date) -> String {
    match lang {
        Lang::En => month(lang, d).split(' ').next().unwrap_or_default().to_owned(),
        Lang::Ja => format!("{}月", d.month()),
    }
}

/// `Oct` / `10月`, for axes.
pub fn month_short(lang: Lang, d: Date) -> String {
    match lang {
        Lang::En => month_name(lang, d).chars().take(3).collect(),
        Lang::Ja => month_name(lang, d),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn keys_and_neighbours() {
        let told = |kind| {
            let p = Period::around(kind, date(2026, 10, 7));
            (p.before().key(), p.key(), p.next().key())
        };
        assert_eq!(told(Kind::Week), ("2026-W40".into(), "2026-W41".into(), "2026-W42".into()));
        assert_eq!(told(Kind::Month), ("2026-09".into(), "2026-10".into(), "2026-11".into()));
        assert_eq!(told(Kind::Quarter), ("2026-Q3".into(), "2026-Q4".into(), "2027-Q1".into()));
        assert_eq!(told(Kind::Year), ("2025".into(), "2026".into(), "2027".into()));
    }

    #[test]
    fn a_week_over_new_year_belongs_to_one_year() {
        assert_eq!(Period::around(Kind::Week, date(2027, 1, 2)).key(), "2026-W53");
    }

    #[test]
    fn last_days() {
        let last = |kind, day| Period::around(kind, day).last();
        assert_eq!(last(Kind::Month, date(2028, 2, 3)), date(2028, 2, 29));
        assert_eq!(last(Kind::Quarter, date(2026, 8, 3)), date(2026, 9, 30));
        assert_eq!(last(Kind::Week, date(2026, 11, 21)), date(2026, 11, 22));
        assert_eq!(last(Kind::Year, date(2026, 8, 3)), date(2026, 12, 31));
    }

    #[test]
    fn labels() {
        let told = |kind, lang| Period::around(kind, date(2026, 10, 28)).label(lang);
        assert_eq!(told(Kind::Week, Lang::En), "26 Oct – 1 Nov 2026");
        assert_eq!(told(Kind::Week, Lang::Ja), "2026年10月26日〜11月1日");
        assert_eq!(told(Kind::Month, Lang::Ja), "2026年10月");
        assert_eq!(told(Kind::Quarter, Lang::En), "Oct – Dec 2026");
        assert_eq!(told(Kind::Quarter, Lang::Ja), "2026年10〜12月");
        assert_eq!(told(Kind::Year, Lang::Ja), "2026年");
        assert_eq!(month_short(Lang::En, date(2026, 9, 1)), "Sep");
    }
}
