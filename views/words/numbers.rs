//! How numbers, money and distances are written. Integers only: an amount is in its currency's minor unit.

use super::Lang;

/// `12,480`, with a real minus sign where below zero.
pub fn number(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 3);
    if n < 0 {
        out.push('−');
    }
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// How many digits a currency has after the point (ISO 4217).
pub fn decimals(currency: &str) -> u32 {
    match currency {
        "JPY" | "KRW" | "VND" | "CLP" | "ISK" | "PYG" | "UGX" | "RWF" | "XOF" | "XAF" | "XPF" => 0,
        "KWD" | "BHD" | "OMR" | "JOD" | "TND" | "IQD" | "LYD" => 3,
        _ => 2,
    }
}

/// `¥1,280` in English, `1,280円` in Japanese; `€12.80` in both.
pub fn money(lang: Lang, currency: &str, minor: i64) -> String {
    let places = decimals(currency);
    let unit = 10u64.pow(places);
    let amount = minor.unsigned_abs();
    let mut text = number(i64::try_from(amount / unit).unwrap_or(i64::MAX));
    if places > 0 {
        text.push_str(&format!(".{:0width$}", amount % unit, width = places as usize));
    }
    let sign = if minor < 0 { "−" } else { "" };
    match (lang, currency) {
        (Lang::Ja, "JPY") => format!("{sign}{text}円"),
        (_, "JPY") => format!("{sign}¥{text}"),
        (_, "EUR") => format!("{sign}€{text}"),
        (_, "USD") => format!("{sign}${text}"),
        (_, "GBP") => format!("{sign}£{text}"),
        (_, "KRW") => format!("{sign}₩{text}"),
        _ => format!("{sign}{text}\u{a0}{currency}"),
    }
}

/// What points buy: `value` minor units for `lot` of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Worth {
    pub value: i64,
    pub lot: i64,
}

impl Worth {
    /// In whole minor units: nobody is promised a fraction that no till can take off.
    pub fn of(self, points: i64) -> i64 {
        let exact = i128::from(points) * i128::from(self.value) / i128::from(self.lot.max(1));
        i64::try_from(exact).unwrap_or(i64::MAX)
    }
}

/// `90 m`, `1.2 km`; to ten metres below a kilometre, as nobody walks more exactly.
pub fn distance(metres: u32) -> String {
    if metres < 995 {
        format!("{} m", (metres.max(5) + 5) / 10 * 10)
    } else {
        let tenths = (metres + 50) / 100;
        if tenths.is_multiple_of(10) {
            format!("{} km", tenths / 10)
        } else {
            format!("{}.{} km", tenths / 10, tenths % 10)
        }
    }
}

/// `13th` / `13回目`.
pub fn ordinal(lang: Lang, n: u32) -> String {
    let count = number(n.into());
    match lang {
        Lang::Ja => format!("{count}回目"),
        Lang::En => {
            let ending = match (n % 100, n % 10) {
                (11..=13, _) => "th",
                (_, 1) => "st",
                (_, 2) => "nd",
                (_, 3) => "rd",
                _ => "th",
            };
            format!("{count}{ending}")
        }
    }
}

/// `58%`.
pub fn percent(n: i64) -> String {
    format!("{}%", number(n))
}

/// A small count in words, as it stands in a sentence: `twenty-four`, `二十四`; above 99 in figures.
pub fn spell_count(lang: Lang, n: u32) -> String {
    const ONES: [&str; 20] = [
        "no",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    const KANJI: [&str; 10] = ["〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (n as usize / 10, n as usize % 10);
    match lang {
        _ if n > 99 => number(n.into()),
        Lang::En if n < 20 => ONES[n as usize].to_owned(),
        Lang::En if ones == 0 => TENS[tens - 2].to_owned(),
        Lang::En => format!("{}-{}", TENS[tens - 2], ONES[ones]),
        Lang::Ja if tens == 0 => KANJI[ones].to_owned(),
        Lang::Ja => {
            let head = if tens == 1 { "" } else { KANJI[tens] };
            let tail = if ones == 0 { "" } else { KANJI[ones] };
            format!("{head}十{tail}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_in_both_languages() {
        assert_eq!(money(Lang::En, "JPY", 1280), "¥1,280");
        assert_eq!(money(Lang::Ja, "JPY", 1280), "1,280円");
        assert_eq!(money(Lang::En, "EUR", 128_005), "€1,280.05");
        assert_eq!(money(Lang::Ja, "EUR", 5), "€0.05");
        assert_eq!(money(Lang::En, "JPY", -7515), "−¥7,515");
        assert_eq!(money(Lang::En, "CHF", 100), "1.00\u{a0}CHF");
        assert_eq!(money(Lang::En, "JPY", i64::MIN), "−¥9,223,372,036,854,775,807");
    }

    #[test]
    fn what_points_buy_is_rounded_down() {
        let book = Worth { value: 500, lot: 350 };
        assert_eq!([0, 1, 349, 350, 700].map(|n| book.of(n)), [0, 1, 498, 500, 1000]);
        assert_eq!(Worth { value: 100, lot: 100 }.of(7), 7);
        assert_eq!(Worth { value: i64::MAX, lot: 0 }.of(2), i64::MAX);
    }

    #[test]
    fn numbers_and_distances() {
        assert_eq!(number(0), "0");
        assert_eq!(number(1_000_000), "1,000,000");
        assert_eq!(number(-12), "−12");
        assert_eq!(distance(88), "90 m");
        assert_eq!(distance(2), "10 m");
        assert_eq!(distance(1240), "1.2 km");
        assert_eq!(distance(1980), "2 km");
    }

    #[test]
    fn ordinals() {
        for (n, said) in [
            (1, "1st"),
            (2, "2nd"),
            (3, "3rd"),
            (4, "4th"),
            (11, "11th"),
            (12, "12th"),
            (13, "13th"),
            (22, "22nd"),
            (111, "111th"),
        ] {
            assert_eq!(ordinal(Lang::En, n), said);
        }
        assert_eq!(ordinal(Lang::Ja, 13), "13回目");
    }

    #[test]
    fn counts_in_words() {
        assert_eq!(spell_count(Lang::Ja, 24), "二十四");
        assert_eq!(spell_count(Lang::Ja, 10), "十");
        assert_eq!(spell_count(Lang::Ja, 11), "十一");
        assert_eq!(spell_count(Lang::En, 24), "twenty-four");
        assert_eq!(spell_count(Lang::En, 30), "thirty");
        assert_eq!(spell_count(Lang::En, 240), "240");
    }
}
