//! Pure: a row's texts as what they say, or why they say nothing.

use crate::shop::Described;
use crate::words::{Amount, Day, Millis};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

/// Signs an id, a name and any other text may have.
const LONGEST_ID: usize = 120;
const LONGEST_NAME: usize = 200;
const LONGEST: usize = 2000;
/// More than any till takes at once; keeps every sum far from overflow.
const LARGEST_AMOUNT: i64 = 1_000_000_000_000;
/// A clock that runs ahead is no reason to reject.
const AHEAD: i64 = 5 * crate::words::time::MINUTE;

/// An id of the source's own as part of an address: signs that a URL gives a meaning become `-`.
pub fn code(text: &str) -> Result<String, String> {
    let plain: String = text
        .trim()
        .chars()
        .map(|c| if c.is_whitespace() || c.is_control() || matches!(c, '/' | '\\' | '?' | '#' | '%') { '-' } else { c })
        .collect();
    if plain.chars().count() > LONGEST_ID {
        return Err(format!("an id of more than {LONGEST_ID} signs"));
    }
    Ok(plain)
}

/// A coordinate: degrees up to `most`.
pub fn degrees(what: &str, text: &str, most: f64) -> Result<f64, String> {
    if text.is_empty() {
        return Err(format!("{what} is missing"));
    }
    let degrees: f64 = text.parse().map_err(|_| format!("{what} is not a number: {}", short(text)))?;
    if !degrees.is_finite() || degrees.abs() > most {
        return Err(format!("{what} is outside the world: {}", short(text)));
    }
    Ok(degrees)
}

/// A shop that can be taken in.
pub fn shop(described: &Described) -> Result<(), String> {
    if described.name.is_empty() {
        return Err("no name".into());
    }
    if described.name.chars().count() > LONGEST_NAME {
        return Err(format!("a name of more than {LONGEST_NAME} signs"));
    }
    let d = described;
    for text in [&d.code, &d.name, &d.name_en, &d.category, &d.address, &d.opening_hours, &d.phone, &d.website] {
        if text.chars().count() > LONGEST {
            return Err(format!("a text of more than {LONGEST} signs"));
        }
        if text.contains('\0') {
            return Err("a zero byte in a text".into());
        }
    }
    Ok(())
}

pub fn member(text: &str) -> Result<&str, String> {
    match text.chars().count() {
        0 => Err("no member".into()),
        n if n > LONGEST_ID => Err(format!("a member id of more than {LONGEST_ID} signs")),
        _ => Ok(text),
    }
}

/// RFC 3339, or a date and time in the brand's time zone.
pub fn at(text: &str, zone: &TimeZone, now: Millis) -> Result<(Millis, Day), String> {
    if text.is_empty() {
        return Err("at is missing".into());
    }
    let bad = || format!("at is not a time (2026-05-01T12:00:00+09:00 or 2026-05-01 12:00:00): {}", short(text));
    let at: Millis = match text.parse::<Timestamp>() {
        Ok(time) => time.into(),
        Err(_) => {
            let local: DateTime = text.parse().map_err(|_| bad())?;
            zone.to_timestamp(local).map_err(|_| bad())?.into()
        }
    };
    if at.0 < 0 {
        return Err(format!("at lies before 1970: {}", short(text)));
    }
    if at > now.plus(AHEAD) {
        return Err(format!("at lies in the future: {}", short(text)));
    }
    Ok((at, at.day(zone)))
}

/// Whole minor units, or nothing.
pub fn amount(text: &str) -> Result<Option<Amount>, String> {
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse::<i64>() {
        Ok(n) if n < 0 => Err(format!("amount is below 0: {}", short(text))),
        Ok(n) if n > LARGEST_AMOUNT => Err(format!("amount is too large: {}", short(text))),
        Ok(n) => Ok(Some(Amount(n))),
        Err(_) => Err(format!("amount is not a whole number of minor units: {}", short(text))),
    }
}

fn short(text: &str) -> String {
    if text.chars().count() <= 40 { text.to_owned() } else { text.chars().take(40).chain(['…']).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Millis {
        "2026-11-21T00:00:00Z".parse::<Timestamp>().unwrap().into()
    }

    #[test]
    fn times_in_both_spellings() {
        let tokyo = TimeZone::get("Asia/Tokyo").unwrap();
        let at = |text| at(text, &tokyo, now());
        assert_eq!(at("2026-05-01T12:00:00+09:00"), at("2026-05-01 12:00:00"));
        assert_eq!(at("2026-05-01 23:30:00").unwrap().0, Millis(1_777_645_800_000));
        assert_eq!(at("2026-05-01T23:30:00Z").unwrap().1, at("2026-05-02 08:30:00").unwrap().1);
        for bad in
            ["yesterday", "", "2026-13-01 00:00:00", "01/05/2026", "1969-12-31T00:00:00Z", "2026-11-21T01:00:00Z"]
        {
            assert!(at(bad).is_err(), "{bad}");
        }
        // An hour that the clocks leave out in spring still stands for a moment.
        let helsinki = TimeZone::get("Europe/Helsinki").unwrap();
        assert!(super::at("2026-03-29 03:30:00", &helsinki, now()).is_ok());
    }

    #[test]
    fn amounts_and_degrees() {
        assert_eq!(amount("480"), Ok(Some(Amount(480))));
        assert_eq!(amount(""), Ok(None));
        for bad in ["-5", "1.5", "¥100", "99999999999999999999", "9999999999999"] {
            assert!(amount(bad).is_err(), "{bad}");
        }
        for bad in ["", "north", "95", "NaN", "inf", "-90.1"] {
            assert!(degrees("lat", bad, 90.0).is_err(), "{bad}");
        }
        assert_eq!(degrees("lat", "-90", 90.0), Ok(-90.0));
    }

    #[test]
    fn an_id_fits_in_an_address() {
        assert_eq!(code(" node/56 418 ").unwrap(), "node-56-418");
        assert!(code(&"x".repeat(121)).is_err());
    }
}
