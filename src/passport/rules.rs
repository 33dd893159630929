//! Names and readings as they are searched, PINs, when points lapse. Pure.

use crate::words::{Error, Millis, PassKeyId, Refusal, Result, time};
use jiff::{ToSpan, tz::TimeZone};
use unicode_normalization::UnicodeNormalization;

/// A name or nickname as it is kept.
pub fn name(typed: &str) -> Result<String> {
    let name = typed.trim().trim_matches('\u{3000}');
    let fine = !name.is_empty() && name.chars().count() <= 80 && !name.chars().any(char::is_control);
    if fine { Ok(name.to_owned()) } else { Err(Refusal::new(422, "bad_name").field("name").into()) }
}

/// A reading in hiragana, as it is kept: NFKC, katakana turned.
pub fn reading(typed: &str) -> String {
    let folded: String = typed.nfkc().map(hiragana).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect()
}

/// How names are compared: NFKC, lower case, hiragana, without spaces.
pub fn folded(text: &str) -> String {
    text.nfkc()
        .flat_map(char::to_lowercase)
        .map(hiragana)
        .filter(|c| !c.is_whitespace() && !matches!(c, '・' | '-' | '\'' | '.'))
        .collect()
}

/// What a look-up searches in: the name and the reading, each word's beginning marked by a space.
pub fn search_words(name: &str, reading: &str) -> String {
    let words = |text: &str| {
        let text: String = text.nfkc().collect();
        text.split(|c: char| c.is_whitespace() || c == '・').map(folded).filter(|w| !w.is_empty()).collect::<Vec<_>>()
    };
    let (name_words, reading_words) = (words(name), words(reading));
    let mut all = vec![name_words.concat(), reading_words.concat()];
    all.extend(name_words);
    all.extend(reading_words);
    all.retain(|w| !w.is_empty());
    all.dedup();
    all.iter().map(|w| format!(" {w}")).collect()
}

fn hiragana(c: char) -> char {
    match c {
        'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        c => c,
    }
}

/// Four to six digits, in any width, not all the same and no plain run.
pub fn pin(typed: &str) -> Result<String> {
    let pin: String = typed.nfkc().filter(|c| !c.is_whitespace()).collect();
    let digits = pin.as_bytes();
    let bad = || Refusal::new(422, "bad_pin").field("pin");
    if !(4..=6).contains(&digits.len()) || !digits.iter().all(u8::is_ascii_digit) {
        return Err(bad().into());
    }
    let steps: Vec<i16> = digits.windows(2).map(|w| i16::from(w[1]) - i16::from(w[0])).collect();
    let plain = steps.iter().all(|s| *s == 0) || steps.iter().all(|s| *s == 1) || steps.iter().all(|s| *s == -1);
    if plain { Err(bad().into()) } else { Ok(pin) }
}

/// A PIN that may be used, typed the same way twice.
///
/// # Errors
/// `bad_pin`, `pin_differs`.
pub fn pin_twice(typed: &str, again: &str) -> Result<String> {
    let chosen = pin(typed)?;
    if pin(again).ok().as_ref() != Some(&chosen) {
        return Err(Refusal::new(422, "pin_differs").field("pin_again").into());
    }
    Ok(chosen)
}

/// A PIN as typed at a counter: digits only, whatever their number; the hash decides.
pub fn typed_pin(typed: &str) -> String {
    typed.nfkc().filter(char::is_ascii_digit).take(8).collect()
}

/// The last visit must be later than this for points to stay.
pub fn idle_since(months: i64, zone: &TimeZone, now: Millis) -> Millis {
    now.zoned(zone).checked_sub(months.months()).map_or(Millis(0), |at| Millis(at.timestamp().as_millisecond()))
}

/// Have so many months gone by since the last visit?
pub fn idle_too_long(last: Millis, months: i64, zone: &TimeZone, now: Millis) -> bool {
    let lapses = last.zoned(zone).checked_add(months.months());
    lapses.is_ok_and(|at| at.timestamp().as_millisecond() <= now.0)
}

/// For so long a charter that shortens the time touches nobody, and so long before they lapse people are told.
pub const WARNED_BEFORE: i64 = 45 * time::DAY;

/// A charter's months without a visit, and the time for which it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub from: Millis,
    pub until: Millis,
    pub months: i64,
}

/// Have the points lapsed? By every charter that holds now or held within [`WARNED_BEFORE`].
pub fn lapsed(spans: &[Span], last: Millis, zone: &TimeZone, now: Millis) -> bool {
    let since = now.plus(-WARNED_BEFORE);
    let mut counts = spans.iter().filter(|s| s.from <= now && s.until > since).peekable();
    counts.peek().is_some() && counts.all(|s| idle_too_long(last, s.months, zone, now))
}

/// The first time at which they have lapsed.
pub fn lapse_at(spans: &[Span], last: Millis, zone: &TimeZone) -> Option<Millis> {
    let by_months = |s: &Span| {
        let at = last.zoned(zone).checked_add(s.months.months()).ok()?;
        Some(Millis(at.timestamp().as_millisecond()))
    };
    // It changes at no other time.
    let over = spans.iter().filter(|s| s.until.0 < i64::MAX).map(|s| s.until.plus(WARNED_BEFORE));
    let begins = spans.iter().map(|s| s.from);
    let mut times: Vec<Millis> = spans.iter().filter_map(by_months).chain(over).chain(begins).collect();
    times.retain(|at| *at >= last);
    times.sort();
    times.into_iter().find(|at| lapsed(spans, last, zone, *at))
}

/// How long a live pass can be shown.
pub const PASS_SECONDS: i64 = 60;

/// Does the text look like a pass or a slip's code, and not like a card? Three parts of base64url, the first a JSON object's.
pub fn looks_signed(text: &str) -> bool {
    let part = |p: &str| !p.is_empty() && p.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    text.starts_with("eyJ") && text.split('.').count() == 3 && text.split('.').all(part)
}

/// The phone whose key this is, where it is a phone's.
pub(super) fn phone_of(kid: &str) -> Option<PassKeyId> {
    kid.strip_prefix("phone-")?.parse().ok()
}

/// A pass is good for a minute, whoever made it, and has a number that nobody guesses.
pub(super) fn is_pass(jti: &str, from: i64, until: i64) -> bool {
    until - from == PASS_SECONDS && (16..=64).contains(&jti.len())
}

/// How a phone is called in its holder's list, by what its browser says of itself: `Chrome, Android`.
pub fn phone_name(user_agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| {
        names.iter().find(|(sign, _)| user_agent.contains(sign)).map_or("", |(_, name)| *name)
    };
    // Each of these also names the ones after it.
    let browser = first(&[
        ("SamsungBrowser", "Samsung Internet"),
        ("EdgA", "Edge"),
        ("EdgiOS", "Edge"),
        ("Edg/", "Edge"),
        ("FxiOS", "Firefox"),
        ("Firefox", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome", "Chrome"),
        ("Safari", "Safari"),
    ]);
    let system = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("CrOS", "Chromebook"),
        ("Windows", "Windows"),
        ("Macintosh", "Mac"),
        ("Linux", "Linux"),
    ]);
    [browser, system].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// What stands in the place of a code, or of a card's token, whose person was erased: nothing that anyone could show.
pub fn gone(id: i64) -> String {
    format!("gone{id}")
}

/// How often a code is drawn before something is wrong with the drawing.
const DRAWS: usize = 32;

/// A code that is not taken. A card's is one of 24 million: a street of some thousand cards draws one twice.
pub(super) fn free_code(
    mut draw: impl FnMut() -> String,
    mut taken: impl FnMut(&str) -> Result<bool>,
) -> Result<String> {
    for _ in 0..DRAWS {
        let code = draw();
        if !taken(&code)? {
            return Ok(code);
        }
    }
    Err(Error::broken("no free code was drawn"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::time::DAY;

    #[test]
    fn a_reading_in_any_kana_finds_the_name() {
        let words = search_words("澤田 美智子", "さわだ　ミチコ");
        for typed in ["さわだ", "サワダ", "ｻﾜﾀﾞ", "みちこ", "さわだみちこ", "澤田", "美智"] {
            assert!(words.contains(&format!(" {}", folded(typed))), "{typed} in {words:?}");
        }
        assert!(!words.contains(&format!(" {}", folded("わだ"))));
    }

    #[test]
    fn what_looks_signed() {
        assert!(looks_signed("eyJhbGciOiJFZERTQSJ9.eyJzdWIiOiIxIn0.c2ln-_"));
        for other in ["", "eyJ", "eyJ.a", "eyJ.a.", "7K2Q-MX", "eyJ.a.b.c", "https://a.example/eyJ.a.b", "abc.def.ghi"]
        {
            assert!(!looks_signed(other), "{other}");
        }
        assert_eq!(phone_of("phone-7"), Some(PassKeyId(7)));
        assert_eq!((phone_of("7K2QMXAB"), phone_of("phone-x")), (None, None));
        assert!(is_pass(&"j".repeat(16), 100, 160));
        assert!(!is_pass(&"j".repeat(15), 100, 160) && !is_pass(&"j".repeat(16), 100, 161));
    }

    #[test]
    fn phones_by_what_they_say_of_themselves() {
        let chrome = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36";
        let safari = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1";
        assert_eq!(phone_name(chrome), "Chrome, Android");
        assert_eq!(phone_name(safari), "Safari, iPhone");
        assert_eq!(phone_name("curl/8"), "");
    }

    #[test]
    fn pins() {
        assert_eq!(pin("２４６８").ok().as_deref(), Some("2468"));
        for bad in ["", "123", "1234", "4321", "1111", "24a8", "1234567"] {
            assert!(pin(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_gone_cannot_be_shown() {
        use crate::words::codes::{Shown, shown};
        for id in [0, 7, 4_294_967_296, 1_234_567_890_123_456_789, i64::MAX] {
            assert_eq!(shown(&gone(id)), Shown::Other);
            assert_eq!(shown(&crate::words::codes::printed(&gone(id))), Shown::Other);
        }
    }

    #[test]
    fn a_shorter_charter_touches_nobody_at_once() {
        let zone = TimeZone::UTC;
        let day = |n: i64| Millis(n * time::DAY);
        let (always, never) = (Millis(0), Millis(i64::MAX));
        let one = [Span { from: always, until: never, months: 12 }];
        assert_eq!(lapse_at(&one, day(0), &zone), Some(day(365)));
        // Half a year from day 300 on: whoever was last there on day 0 has 45 days; who came on day 290, half a year.
        let two =
            [Span { from: always, until: day(300), months: 12 }, Span { from: day(300), until: never, months: 6 }];
        assert_eq!(lapse_at(&two, day(0), &zone), Some(day(345)));
        assert_eq!(lapse_at(&two, day(290), &zone), Some(day(472)), "17 October to 17 April");
        assert!(!lapsed(&two, day(0), &zone, day(344)) && lapsed(&two, day(0), &zone, day(345)));
        // What would have lapsed before the old charter let it, does so by the old one.
        assert_eq!(lapse_at(&two, day(-70), &zone), Some(day(295)));
        // A longer one helps at once.
        let longer =
            [Span { from: always, until: day(300), months: 6 }, Span { from: day(300), until: never, months: 24 }];
        assert_eq!(lapse_at(&longer, day(200), &zone), Some(day(931)));
    }

    #[test]
    fn points_lapse_after_so_many_months() {
        let zone = TimeZone::UTC;
        let last = Millis(0);
        assert!(!idle_too_long(last, 12, &zone, Millis(364 * DAY)));
        assert!(idle_too_long(last, 12, &zone, Millis(365 * DAY)));
    }

    #[test]
    fn a_code_that_is_taken_is_drawn_again() {
        let mut drawn = ["A", "B", "C"].into_iter();
        let code = free_code(|| drawn.next().unwrap_or("A").to_owned(), |code| Ok(code != "C"));
        assert_eq!(code.unwrap(), "C");
        assert!(free_code(|| "A".to_owned(), |_| Ok(true)).is_err());
    }
}
