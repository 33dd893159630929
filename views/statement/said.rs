//! What a statement says, sentence by sentence: one telling for the page and for the paper.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::dashboard::Shop;
use crate::t;
use crate::words::{Arg, Lang, date_long, date_paper, date_short, decimals, money, month};

/// The figures of a shop's closed month.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub shop: Shop,
    /// The street, in the reader's language.
    pub street: String,
    pub currency: String,
    /// `2610-003`.
    pub number: String,
    /// `2026-10`.
    pub month: String,
    /// The month's first day and its last.
    pub first: Date,
    pub last: Date,
    /// The day of the close.
    pub issued: Date,
    /// Above zero the shop receives, below it pays; in minor units.
    pub net: i64,
    pub lines: Vec<Line>,
    /// The last day to object.
    pub object_until: Date,
    /// Whom to ask; empty where nobody is known.
    pub contact: String,
    /// 64 hexadecimal digits.
    pub head: String,
    /// Where the month's seal is published.
    pub published: String,
    /// Registration numbers as qualified invoices carry them, the street's and the shop's; empty where there is none.
    pub street_invoice: String,
    pub shop_invoice: String,
}

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    Given,
    Taken,
    ThanksGot,
    ThanksPaid,
    Fee,
    Adjustment,
    Carried,
}

/// One line: money is signed as the shop sees it.
#[derive(Clone, Debug)]
pub struct Line {
    pub code: Code,
    /// The shop at a slip's other end.
    pub other: Option<Shop>,
    pub count: i64,
    pub points: i64,
    pub lot: i64,
    pub rate: i64,
    pub money: i64,
}

/// All that stands on a statement, in words.
#[derive(Clone, Debug)]
pub struct Said {
    pub title: String,
    pub period: String,
    pub issuer: String,
    pub issued: String,
    pub number: String,
    pub to: String,
    pub when: String,
    pub amount: String,
    pub verb: String,
    pub why: String,
    pub bars: [Bar; 3],
    pub gets: Sum,
    pub pays: Sum,
    pub sent: Slips,
    pub got: Slips,
    pub tax: Vec<String>,
    pub object: Vec<String>,
    pub seal: Seal,
}

/// A bar from one share of the width to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    pub label: String,
    pub said: String,
    pub from: f64,
    pub to: f64,
}

#[derive(Clone, Debug)]
pub struct Sum {
    pub title: String,
    pub rows: Vec<Row>,
    pub total: String,
    pub sum: String,
}

#[derive(Clone, Debug)]
pub struct Row {
    pub what: String,
    /// Count times rate.
    pub how: String,
    pub money: String,
}

/// Slips by the shop at their other end.
#[derive(Clone, Debug)]
pub struct Slips {
    pub title: String,
    /// The first three, most first.
    pub rows: Vec<(Shop, String)>,
    /// All others.
    pub others: Option<(String, String)>,
    pub none: String,
}

#[derive(Clone, Debug)]
pub struct Seal {
    pub label: String,
    /// To be compared by eye.
    pub short: String,
    pub whole: String,
    pub how: String,
}

/// Shops named before "others".
const NAMED: usize = 3;

impl Sheet {
    pub fn money(&self, lang: Lang, minor: i64) -> String {
        money(lang, &self.currency, minor)
    }

    /// A rate as people say it: money for one point where that is a whole sum, else for the lot.
    fn times(&self, lang: Lang, line: &Line) -> String {
        let lot = line.lot.max(1);
        if line.rate % lot == 0 {
            t!(lang, "statement-times", points = line.points, rate = self.money(lang, line.rate / lot))
        } else {
            t!(lang, "statement-times-lot", points = line.points, rate = self.money(lang, line.rate), lot = lot)
        }
    }

    /// The month's fee, which alone is a taxable service; above zero.
    pub fn fee(&self) -> i64 {
        -self.lines.iter().filter(|l| l.code == Code::Fee).map(|l| l.money).sum::<i64>()
    }

    /// The consumption tax in the fee at 10 %, part of a yen left out.
    pub fn fee_tax(&self) -> i64 {
        self.fee() * 10 / 110
    }

    fn rows(&self, lang: Lang, gets: bool) -> Vec<Row> {
        let mut rows: Vec<(Code, i64, i64, Line)> = Vec::new();
        for line in &self.lines {
            let is_got = match line.money {
                0 => matches!(line.code, Code::Taken | Code::ThanksGot | Code::Adjustment | Code::Carried),
                money => money > 0,
            };
            if is_got != gets {
                continue;
            }
            match rows.iter_mut().find(|(code, lot, rate, _)| (*code, *lot, *rate) == (line.code, line.lot, line.rate))
            {
                Some((.., all)) => {
                    all.count += line.count;
                    all.points += line.points;
                    all.money += line.money;
                }
                None => rows.push((line.code, line.lot, line.rate, line.clone())),
            }
        }
        rows.sort_by_key(|(code, ..)| order(*code));
        rows.iter().map(|(.., line)| self.row(lang, line)).collect()
    }

    fn row(&self, lang: Lang, line: &Line) -> Row {
        let how = match line.code {
            Code::Given | Code::Taken => self.times(lang, line),
            Code::ThanksGot | Code::ThanksPaid => {
                t!(lang, "statement-slips-how", n = line.count, times = self.times(lang, line))
            }
            Code::Fee => month(lang, self.first),
            Code::Adjustment => t!(lang, "statement-adjustment-how"),
            Code::Carried => t!(lang, "statement-carried-how"),
        };
        Row { what: what(lang, line.code), how, money: self.money(lang, line.money.abs()) }
    }

    fn slips(&self, lang: Lang, code: Code) -> Slips {
        let mut by: Vec<(Shop, i64)> = Vec::new();
        for line in self.lines.iter().filter(|l| l.code == code) {
            let Some(other) = &line.other else { continue };
            match by.iter_mut().find(|(shop, _)| shop.code == other.code) {
                Some((_, n)) => *n += line.count,
                None => by.push((other.clone(), line.count)),
            }
        }
        by.retain(|(_, n)| *n != 0);
        by.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.code.cmp(&b.0.code)));
        let all: i64 = by.iter().map(|(_, n)| n).sum();
        let named = if by.len() == NAMED + 1 { NAMED + 1 } else { NAMED };
        let rest = by.split_off(by.len().min(named));
        let others = (!rest.is_empty()).then(|| {
            let n: i64 = rest.iter().map(|(_, n)| n).sum();
            (t!(lang, "statement-others", n = rest.len()), t!(lang, "statement-slips", n = n))
        });
        let title = match code {
            Code::ThanksGot => t!(lang, "statement-sent", n = all),
            _ => t!(lang, "statement-got", n = all),
        };
        let rows = by.into_iter().map(|(shop, n)| (shop, t!(lang, "statement-slips", n = n))).collect();
        Slips { title, rows, others, none: t!(lang, "statement-no-slips") }
    }

    fn bars(&self, lang: Lang, gets: i64, pays: i64) -> [Bar; 3] {
        let whole = gets.max(pays).max(1) as f64;
        let (g, p) = (gets as f64 / whole, pays as f64 / whole);
        let net = match self.net {
            0 => self.money(lang, 0),
            n if n > 0 => t!(lang, "statement-bar-receive", sum = self.money(lang, n)),
            n => t!(lang, "statement-bar-pay", sum = self.money(lang, -n)),
        };
        let least = g.min(p);
        [
            Bar { label: t!(lang, "statement-gets"), said: self.money(lang, gets), from: 0.0, to: g },
            // Hung from the end of what comes in, as far as it reaches: what is left is the third bar.
            Bar {
                label: t!(lang, "statement-pays"),
                said: self.money(lang, -pays),
                from: (g - p).max(0.0),
                to: (g - p).max(0.0) + p,
            },
            Bar {
                label: t!(lang, "statement-net"),
                said: net,
                from: if g >= p { 0.0 } else { least },
                to: if g >= p { g - p } else { p },
            },
        ]
    }

    fn tax(&self, lang: Lang) -> Vec<String> {
        if self.currency != "JPY" {
            return Vec::new();
        }
        let mut said = Vec::new();
        if self.fee() > 0 {
            let (fee, tax) = (self.money(lang, self.fee()), self.money(lang, self.fee_tax()));
            said.push(t!(lang, "statement-tax-fee", fee = fee, tax = tax));
            said.push(t!(lang, "statement-tax-reduced", none = self.money(lang, 0)));
        }
        said.push(t!(lang, "statement-tax-points"));
        let numbers = [("street", &self.street_invoice), ("shop", &self.shop_invoice)];
        for (whose, number) in numbers.into_iter().filter(|(_, n)| !n.is_empty()) {
            said.push(match whose {
                "street" => t!(lang, "statement-invoice-street", street = &self.street, number = number),
                _ => t!(lang, "statement-invoice-shop", shop = &self.shop.name, number = number),
            });
        }
        said
    }

    fn object(&self, lang: Lang) -> Vec<String> {
        let until = date_long(lang, self.object_until);
        let whom = match self.contact.as_str() {
            "" => self.street.clone(),
            name => t!(lang, "statement-contact", street = &self.street, name = name),
        };
        vec![t!(lang, "statement-check"), t!(lang, "statement-object-until", day = until, whom = whom)]
    }

    /// From which day on money moves: when nobody can object any more.
    fn moves(&self) -> Date {
        self.object_until.checked_add(1.day()).unwrap_or(self.object_until)
    }

    pub fn said(&self, lang: Lang) -> Said {
        let gets: i64 = self.lines.iter().map(|l| l.money.max(0)).sum();
        let pays: i64 = -self.lines.iter().map(|l| l.money.min(0)).sum::<i64>();
        let day = date_long(lang, self.moves());
        let (when, verb, why) = match self.net {
            0 => (t!(lang, "statement-even-when"), t!(lang, "statement-even"), t!(lang, "statement-even-why")),
            n if n > 0 => {
                (t!(lang, "statement-receive-when", day = day), t!(lang, "statement-receive"), self.why(lang, true))
            }
            _ => (t!(lang, "statement-pay-when", day = day), t!(lang, "statement-pay"), self.why(lang, false)),
        };
        let sum = |title: String, rows, total: i64| Sum {
            title,
            rows,
            total: t!(lang, "statement-total"),
            sum: self.money(lang, total),
        };
        let short: Vec<&str> = (0..4).filter_map(|i| self.head.get(i * 4..i * 4 + 4)).collect();
        Said {
            title: t!(lang, "statement-title"),
            period: self.period(lang),
            issuer: self.street.clone(),
            issued: date_paper(lang, self.issued),
            number: t!(lang, "statement-number", number = &self.number),
            to: t!(lang, "statement-to", shop = &self.shop.name),
            when,
            amount: self.money(lang, self.net.abs()),
            verb,
            why,
            bars: self.bars(lang, gets, pays),
            gets: sum(t!(lang, "statement-gets"), self.rows(lang, true), gets),
            pays: sum(t!(lang, "statement-pays"), self.rows(lang, false), pays),
            sent: self.slips(lang, Code::ThanksGot),
            got: self.slips(lang, Code::ThanksPaid),
            tax: self.tax(lang),
            object: self.object(lang),
            seal: Seal {
                label: t!(lang, "statement-seal"),
                short: short.join(" "),
                whole: self.head.clone(),
                how: t!(lang, "statement-seal-how", address = &self.published),
            },
        }
    }

    fn period(&self, lang: Lang) -> String {
        let (from, until) = (date_short(lang, self.first), date_short(lang, self.last));
        let paper = date_paper(lang, self.first);
        // An era's year is written without the day: the month is what counts.
        let name = match lang {
            Lang::Ja => paper.strip_suffix("1日").unwrap_or(&paper).to_owned(),
            Lang::En => month(lang, self.first),
        };
        t!(lang, "statement-period", month = name, from = from, until = until)
    }

    /// Which of two it is: more points used than given, or the other way; else what tipped it.
    fn why(&self, lang: Lang, receives: bool) -> String {
        let points = |code: Code| self.lines.iter().filter(|l| l.code == code).map(|l| l.points).sum::<i64>();
        let (given, taken) = (points(Code::Given), points(Code::Taken));
        let carried = self.lines.iter().any(|l| l.code == Code::Carried);
        match (receives, given.cmp(&taken)) {
            (true, std::cmp::Ordering::Less) => t!(lang, "statement-why-used"),
            (false, std::cmp::Ordering::Greater) => t!(lang, "statement-why-given"),
            (true, _) if carried => t!(lang, "statement-why-carried-in"),
            (false, _) if carried => t!(lang, "statement-why-carried-out"),
            (true, _) => t!(lang, "statement-why-thanks"),
            (false, _) => t!(lang, "statement-why-costs"),
        }
    }

    /// A plain figure in the currency's own unit, for files: `1280`, `12.80`.
    pub fn plain(&self, minor: i64) -> String {
        plain(&self.currency, minor)
    }
}

/// A plain figure: ASCII digits and a point.
pub fn plain(currency: &str, minor: i64) -> String {
    let places = decimals(currency) as usize;
    let unit = 10u64.pow(decimals(currency));
    let sign = if minor < 0 { "-" } else { "" };
    let whole = minor.unsigned_abs() / unit;
    match places {
        0 => format!("{sign}{whole}"),
        _ => format!("{sign}{whole}.{:0places$}", minor.unsigned_abs() % unit),
    }
}

fn order(code: Code) -> u8 {
    match code {
        Code::Taken | Code::Given => 0,
        Code::ThanksGot | Code::ThanksPaid => 1,
        Code::Fee => 2,
        Code::Adjustment => 3,
        Code::Carried => 4,
    }
}

/// A line's name.
pub fn what(lang: Lang, code: Code) -> String {
    match code {
        Code::Given => t!(lang, "statement-given"),
        Code::Taken => t!(lang, "statement-taken"),
        Code::ThanksGot => t!(lang, "statement-thanks-got"),
        Code::ThanksPaid => t!(lang, "statement-thanks-paid"),
        Code::Fee => t!(lang, "statement-fee"),
        Code::Adjustment => t!(lang, "statement-adjustment"),
        Code::Carried => t!(lang, "statement-carried"),
    }
}

/// A refusal's sentence beside its field: its arguments as they stand.
pub fn refusal(lang: Lang, code: &str, args: &[(&'static str, String)]) -> String {
    let args: Vec<(&'static str, Arg)> = args.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
    crate::words::refused(lang, code, &args)
}

/// `1,280` as people type it, in minor units; full-width digits, signs of money and commas too. None where it is no sum.
pub fn typed_money(currency: &str, text: &str) -> Option<i64> {
    let plain: String = text
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32).unwrap_or(c),
            '．' => '.',
            c => c,
        })
        .filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，' | '¥' | '￥' | '円' | '€' | '$' | '£'))
        .collect();
    let places = decimals(currency) as usize;
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || part.len() > places || !digits(whole) || !digits(part) {
        return None;
    }
    let part: i64 = if part.is_empty() { 0 } else { format!("{part:0<places$}").parse().ok()? };
    Some(whole.parse::<i64>().ok()? * 10i64.pow(decimals(currency)) + part)
}
