//! How dates and times are written. Civil dates only: whose time zone it is was decided before.

use jiff::civil::{Date, DateTime, Weekday, date};

use super::Lang;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

fn month_name(of: Date) -> &'static str {
    MONTHS[(of.month() as usize - 1) % 12]
}

/// `May` / `5月`: a month of any year.
pub fn month_alone(lang: Lang, d: Date) -> String {
    match lang {
        Lang::En => month_name(d).to_owned(),
        Lang::Ja => format!("{}月", d.month()),
    }
}

fn weekday(lang: Lang, of: Date) -> &'static str {
    match (lang, of.weekday()) {
        (Lang::En, Weekday::Monday) => "Monday",
        (Lang::En, Weekday::Tuesday) => "Tuesday",
        (Lang::En, Weekday::Wednesday) => "Wednesday",
        (Lang::En, Weekday::Thursday) => "Thursday",
        (Lang::En, Weekday::Friday) => "Friday",
        (Lang::En, Weekday::Saturday) => "Saturday",
        (Lang::En, Weekday::Sunday) => "Sunday",
        (Lang::Ja, Weekday::Monday) => "月",
        (Lang::Ja, Weekday::Tuesday) => "火",
        (Lang::Ja, Weekday::Wednesday) => "水",
        (Lang::Ja, Weekday::Thursday) => "木",
        (Lang::Ja, Weekday::Friday) => "金",
        (Lang::Ja, Weekday::Saturday) => "土",
        (Lang::Ja, Weekday::Sunday) => "日",
    }
}

/// `Saturday, 14 November` / `11月14日（土）`.
pub fn date_long(lang: Lang, d: Date) -> String {
    match lang {
        Lang::En => format!("{}, {} {}", weekday(lang, d), d.day(), month_name(d)),
        Lang::Ja => format!("{}月{}日（{}）", d.month(), d.day(), weekday(lang, d)),
    }
}

/// `5 December` / `12月5日`.
pub fn date_short(lang: Lang, d: Date) -> String {
    match lang {
        Lang::En => format!("{} {}", d.day(), month_name(d)),
        Lang::Ja => format!("{}月{}日", d.month(), d.day()),
    }
}

/// `14 November 2026` / `2026年11月14日`.
pub fn date_year(lang: Lang, d: Date) -> String {
    match lang {
        Lang::En => format!("{} {} {}", d.day(), month_name(d), d.year()),
        Lang::Ja => format!("{}年{}月{}日", d.year(), d.month(), d.day()),
    }
}

/// `October 2026` / `2026年10月`.
pub fn month(lang: Lang, d: Date) -> String {
    match lang {
        Lang::En => format!("{} {}", month_name(d), d.year()),
        Lang::Ja => format!("{}年{}月", d.year(), d.month()),
    }
}

/// `10:42`, in both languages.
pub fn clock(at: DateTime) -> String {
    format!("{}:{:02}", at.hour(), at.minute())
}

/// The era and the year in it; None before Meiji's calendar.
fn era(d: Date) -> Option<(&'static str, i16)> {
    [
        (date(2019, 5, 1), "令和", 2018),
        (date(1989, 1, 8), "平成", 1988),
        (date(1926, 12, 25), "昭和", 1925),
        (date(1912, 7, 30), "大正", 1911),
        (date(1873, 1, 1), "明治", 1867),
    ]
    .into_iter()
    .find(|(from, _, _)| d >= *from)
    .map(|(_, name, before)| (name, d.year() - before))
}

/// The date cut into a seal: `8.11.21` where the brand's language is ja, else `21.11.26`.
pub fn seal_date(brand: Lang, d: Date) -> String {
    match (brand, era(d)) {
        (Lang::Ja, Some((_, year))) => format!("{}.{}.{}", year, d.month(), d.day()),
        _ => format!("{}.{}.{:02}", d.day(), d.month(), d.year().rem_euclid(100)),
    }
}

/// A date on paper: `令和8年11月5日`, the first year as 元年; in English as anywhere.
pub fn date_paper(lang: Lang, d: Date) -> String {
    match (lang, era(d)) {
        (Lang::Ja, Some((name, 1))) => format!("{name}元年{}月{}日", d.month(), d.day()),
        (Lang::Ja, Some((name, year))) => format!("{name}{year}年{}月{}日", d.month(), d.day()),
        _ => date_year(lang, d),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_dates() {
        let d = date(2026, 11, 14);
        assert_eq!(date_long(Lang::En, d), "Saturday, 14 November");
        assert_eq!(date_long(Lang::Ja, d), "11月14日（土）");
        assert_eq!(month(Lang::Ja, d), "2026年11月");
        assert_eq!(clock(d.at(9, 5, 0, 0)), "9:05");
    }

    #[test]
    fn eras_turn_on_their_day() {
        assert_eq!(seal_date(Lang::Ja, date(2026, 11, 21)), "8.11.21");
        assert_eq!(seal_date(Lang::En, date(2026, 11, 21)), "21.11.26");
        assert_eq!(seal_date(Lang::Ja, date(2019, 4, 30)), "31.4.30");
        assert_eq!(seal_date(Lang::Ja, date(2019, 5, 1)), "1.5.1");
        assert_eq!(date_paper(Lang::Ja, date(2019, 5, 1)), "令和元年5月1日");
        assert_eq!(date_paper(Lang::Ja, date(1989, 1, 7)), "昭和64年1月7日");
        assert_eq!(date_paper(Lang::Ja, date(1989, 1, 8)), "平成元年1月8日");
        assert_eq!(date_paper(Lang::En, date(2026, 11, 5)), "5 November 2026");
    }
}
