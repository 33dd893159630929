//! What a bank account may look like, told from what was typed. Pure: each mistake by its field, nothing half taken.

use super::{iban, kana};
use crate::words::{Refusal, text_enum};
use unicode_normalization::UnicodeNormalization;

text_enum!(
    /// What sort of account it is.
    Kind {
        /// 普通
        Ordinary = "ordinary",
        /// 当座
        Current = "current",
        /// 貯蓄
        Savings = "savings",
        /// Not a Japanese account: known by its IBAN.
        Iban = "iban",
    }
);

impl Kind {
    /// Those of Japanese banks.
    pub const JAPAN: [Kind; 3] = [Kind::Ordinary, Kind::Current, Kind::Savings];
}

/// As it was typed.
#[derive(Clone, Default)]
pub struct Typed {
    pub bank: String,
    pub branch: String,
    pub kind: String,
    pub number: String,
    pub holder: String,
    pub iban: String,
    pub bic: String,
    /// The street's own only: who it is to its bank, when it pays and when it collects.
    pub payer_code: String,
    pub collector_code: String,
}

/// An account that banks can read. Secret: it says its last signs only.
#[derive(Clone, PartialEq, Eq)]
pub struct Details {
    pub kind: Kind,
    pub bank: String,
    pub branch: String,
    pub number: String,
    pub holder: String,
    pub iban: String,
    pub bic: String,
    pub payer_code: String,
    pub collector_code: String,
}

impl Details {
    /// The last three signs, to tell one account from another.
    pub fn ending(&self) -> String {
        let whole = if self.kind == Kind::Iban { &self.iban } else { &self.number };
        let from = whole.chars().count().saturating_sub(3);
        whole.chars().skip(from).collect()
    }

    /// Does a mandate for the one still hold for the other?
    pub fn is_same_account(&self, other: &Details) -> bool {
        let known_by = |d: &Details| (d.kind, d.bank.clone(), d.branch.clone(), d.number.clone(), d.iban.clone());
        known_by(self) == known_by(other)
    }
}

impl std::fmt::Debug for Details {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "an account ending in {}", self.ending())
    }
}

/// Signs of a holder's name in a record of the banks' association, and of a payer's.
const HOLDER: usize = 30;
const PAYER: usize = 40;
/// Signs of a name in pain.001, as banks take them.
const NAME: usize = 70;

type Refusals = Vec<Refusal>;

/// An account of a Japanese bank where the street's money is yen, else one with an IBAN.
pub fn account(typed: &Typed, currency: &str, of_street: bool) -> Result<Details, Refusals> {
    let mut refused = Vec::new();
    let mut take = |read: Result<String, Refusal>| {
        read.unwrap_or_else(|no| {
            refused.push(no);
            String::new()
        })
    };
    let yen = currency == "JPY";
    let mut details = Details {
        kind: Kind::Iban,
        bank: String::new(),
        branch: String::new(),
        number: String::new(),
        holder: take(holder(&typed.holder, yen, of_street)),
        iban: String::new(),
        bic: String::new(),
        payer_code: String::new(),
        collector_code: String::new(),
    };
    if of_street && yen {
        details.payer_code = take(code(&typed.payer_code, "payer_code"));
        details.collector_code = take(code(&typed.collector_code, "collector_code"));
    }
    if !yen {
        details.iban = take(iban::iban(&typed.iban));
        details.bic = take(iban::bic(&typed.bic));
    } else {
        details.bank = take(exact(&typed.bank, 4, "bank", "bank_code_length"));
        details.branch = take(exact(&typed.branch, 3, "branch", "branch_code_length"));
        details.number = take(number(&typed.number));
        match Kind::parse(&typed.kind).filter(|k| Kind::JAPAN.contains(k)) {
            Some(kind) => details.kind = kind,
            None => refused.push(Refusal::new(422, "no_account_kind").field("kind")),
        }
    }
    if refused.is_empty() { Ok(details) } else { Err(in_order(refused)) }
}

/// As the fields stand on the form: the first mistake is the one the cursor goes to.
fn in_order(mut refused: Refusals) -> Refusals {
    let fields = ["bank", "branch", "kind", "number", "iban", "bic", "holder", "payer_code", "collector_code"];
    refused.sort_by_key(|r| fields.iter().position(|f| *f == r.field));
    refused
}

/// Digits as people type them: full width too, with spaces and hyphens between.
fn digits(typed: &str) -> Result<String, char> {
    let plain: String = typed.nfkc().filter(|c| !c.is_whitespace() && !"-‐−–ー".contains(*c)).collect();
    match plain.chars().find(|c| !c.is_ascii_digit()) {
        Some(other) => Err(other),
        None => Ok(plain),
    }
}

fn exact(typed: &str, length: usize, field: &'static str, wrong_length: &'static str) -> Result<String, Refusal> {
    let plain = digits(typed).map_err(|sign| Refusal::new(422, "not_digits").field(field).arg("sign", sign))?;
    if plain.len() == length {
        return Ok(plain);
    }
    Err(Refusal::new(422, wrong_length).field(field).arg("is", plain.len()))
}

fn number(typed: &str) -> Result<String, Refusal> {
    let refused = |code| Refusal::new(422, code).field("number");
    let plain = digits(typed).map_err(|sign| refused("not_digits").arg("sign", sign))?;
    if !(1..=7).contains(&plain.len()) {
        return Err(refused("account_number_length").arg("is", plain.len()));
    }
    if plain.bytes().all(|b| b == b'0') {
        return Err(refused("account_number_zero"));
    }
    Ok(format!("{plain:0>7}"))
}

/// The street's code at its bank; it may be left out until a file is made.
fn code(typed: &str, field: &'static str) -> Result<String, Refusal> {
    if typed.trim().is_empty() {
        return Ok(String::new());
    }
    exact(typed, 10, field, "payer_code_length")
}

fn holder(typed: &str, yen: bool, of_street: bool) -> Result<String, Refusal> {
    let refused = |code| Refusal::new(422, code).field("holder");
    let sign = |code: &'static str| move |sign: char| refused(code).arg("sign", sign);
    let (name, most) = if yen {
        (kana::written(typed).map_err(sign("holder_sign"))?, if of_street { PAYER } else { HOLDER })
    } else {
        (latin(typed).map_err(sign("holder_sign_latin"))?, NAME)
    };
    let length = name.chars().count();
    match length {
        0 => Err(refused("holder_missing")),
        n if n > most => Err(refused("holder_long").arg("most", most).arg("is", n)),
        _ => Ok(name),
    }
}

/// The Latin signs that every bank of pain.001 takes; accents are left out.
fn latin(typed: &str) -> Result<String, char> {
    let mut out = String::new();
    for typed in typed.trim().nfc() {
        for c in std::iter::once(typed).nfkd() {
            match c {
                'ß' => out.push_str("ss"),
                'æ' => out.push_str("ae"),
                'Æ' => out.push_str("Ae"),
                'ø' => out.push('o'),
                'Ø' => out.push('O'),
                'ł' => out.push('l'),
                'Ł' => out.push('L'),
                '\u{300}'..='\u{36f}' => {}
                ' ' if out.ends_with(' ') => {}
                c if c.is_ascii_alphanumeric() || "/-?:().,'+ ".contains(c) => out.push(c),
                _ => return Err(typed),
            }
        }
    }
    Ok(out)
}

/// The number under which a shop's bank knows the mandate: up to 20 digits.
///
/// # Errors
/// `mandate_customer`.
pub fn customer(typed: &str) -> Result<String, Refusal> {
    match digits(typed) {
        Ok(plain) if (1..=20).contains(&plain.len()) => Ok(plain),
        _ => Err(Refusal::new(422, "mandate_customer").field("customer")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kameya() -> Typed {
        Typed {
            bank: "0005".into(),
            branch: "123".into(),
            kind: "ordinary".into(),
            number: "45678".into(),
            holder: "カ）カメヤトウフテン".into(),
            ..Typed::default()
        }
    }

    fn codes(typed: &Typed) -> Vec<(&'static str, &'static str)> {
        account(typed, "JPY", false).unwrap_err().iter().map(|r| (r.field, r.code)).collect()
    }

    #[test]
    fn an_account_is_padded_and_written_as_banks_do() {
        let read =
            account(&Typed { bank: "０００５".into(), number: "45-678".into(), ..kameya() }, "JPY", false).unwrap();
        assert_eq!((read.bank.as_str(), read.number.as_str()), ("0005", "0045678"));
        assert_eq!((read.holder.as_str(), read.ending().as_str()), ("ｶ)ｶﾒﾔﾄｳﾌﾃﾝ", "678"));
        assert_eq!(format!("{read:?}"), "an account ending in 678");
    }

    #[test]
    fn each_mistake_has_its_field_and_reason() {
        let wrong = |change: fn(&mut Typed)| {
            let mut typed = kameya();
            change(&mut typed);
            codes(&typed)
        };
        assert_eq!(wrong(|t| t.bank = "5".into()), [("bank", "bank_code_length")]);
        assert_eq!(wrong(|t| t.bank = "みずほ".into()), [("bank", "not_digits")]);
        assert_eq!(wrong(|t| t.branch = "1234".into()), [("branch", "branch_code_length")]);
        assert_eq!(wrong(|t| t.number = "12345678".into()), [("number", "account_number_length")]);
        assert_eq!(wrong(|t| t.number = String::new()), [("number", "account_number_length")]);
        assert_eq!(wrong(|t| t.number = "000".into()), [("number", "account_number_zero")]);
        assert_eq!(wrong(|t| t.kind = "iban".into()), [("kind", "no_account_kind")]);
        assert_eq!(wrong(|t| t.holder = " ".into()), [("holder", "holder_missing")]);
        assert_eq!(wrong(|t| t.holder = "亀屋".into()), [("holder", "holder_sign")]);
        // 31 signs: the voiced ガ is two.
        assert_eq!(wrong(|t| t.holder = "ガ".repeat(15) + "ア"), [("holder", "holder_long")]);
        let all = codes(&Typed::default());
        assert_eq!(
            all.iter().map(|(field, _)| *field).collect::<Vec<_>>(),
            ["bank", "branch", "kind", "number", "holder"]
        );
    }

    #[test]
    fn elsewhere_an_account_is_an_iban_with_a_latin_name() {
        let typed =
            Typed { iban: "FI21 1234 5600 0007 85".into(), holder: "Käse & Söhne".into(), ..Typed::default() };
        let refused = account(&typed, "EUR", false).unwrap_err();
        assert_eq!((refused[0].code, refused[0].args[0].1.as_str()), ("holder_sign_latin", "&"));
        let read = account(&Typed { holder: "Käse + Söhne".into(), ..typed }, "EUR", true).unwrap();
        assert_eq!((read.holder.as_str(), read.ending().as_str()), ("Kase + Sohne", "785"));
    }

    #[test]
    fn the_streets_codes_have_ten_digits_or_none() {
        let street = |code: &str| account(&Typed { payer_code: code.into(), ..kameya() }, "JPY", true);
        assert_eq!(street("0123456789").unwrap().payer_code, "0123456789");
        assert_eq!(street("").unwrap().payer_code, "");
        assert_eq!(street("123").unwrap_err()[0].code, "payer_code_length");
        assert_eq!(customer("0000-1234").as_deref(), Ok("00001234"));
        assert_eq!(customer("").unwrap_err().code, "mandate_customer");
    }

    #[test]
    fn a_mandate_holds_for_one_account_alone() {
        let one = account(&kameya(), "JPY", false).unwrap();
        let renamed = account(&Typed { holder: "カメヤ".into(), ..kameya() }, "JPY", false).unwrap();
        let moved = account(&Typed { number: "45679".into(), ..kameya() }, "JPY", false).unwrap();
        assert!(one.is_same_account(&renamed) && !one.is_same_account(&moved));
    }
}
