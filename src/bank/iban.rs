//! International account numbers (IBAN, ISO 13616) and bank codes (BIC, ISO 9362). Pure.

use crate::words::Refusal;

/// How long each country's numbers are, as the registry has them.
const LENGTHS: &[(&str, usize)] = &[
    ("AD", 24),
    ("AE", 23),
    ("AL", 28),
    ("AT", 20),
    ("AZ", 28),
    ("BA", 20),
    ("BE", 16),
    ("BG", 22),
    ("BH", 22),
    ("BI", 27),
    ("BR", 29),
    ("BY", 28),
    ("CH", 21),
    ("CR", 22),
    ("CY", 28),
    ("CZ", 24),
    ("DE", 22),
    ("DJ", 27),
    ("DK", 18),
    ("DO", 28),
    ("EE", 20),
    ("EG", 29),
    ("ES", 24),
    ("FI", 18),
    ("FK", 18),
    ("FO", 18),
    ("FR", 27),
    ("GB", 22),
    ("GE", 22),
    ("GI", 23),
    ("GL", 18),
    ("GR", 27),
    ("GT", 28),
    ("HR", 21),
    ("HU", 28),
    ("IE", 22),
    ("IL", 23),
    ("IQ", 23),
    ("IS", 26),
    ("IT", 27),
    ("JO", 30),
    ("KW", 30),
    ("KZ", 20),
    ("LB", 28),
    ("LC", 32),
    ("LI", 21),
    ("LT", 20),
    ("LU", 20),
    ("LV", 21),
    ("LY", 25),
    ("MC", 27),
    ("MD", 24),
    ("ME", 22),
    ("MK", 19),
    ("MN", 20),
    ("MR", 27),
    ("MT", 31),
    ("MU", 30),
    ("NI", 28),
    ("NL", 18),
    ("NO", 15),
    ("OM", 23),
    ("PK", 24),
    ("PL", 28),
    ("PS", 29),
    ("PT", 25),
    ("QA", 29),
    ("RO", 24),
    ("RS", 22),
    ("RU", 33),
    ("SA", 24),
    ("SC", 31),
    ("SD", 18),
    ("SE", 24),
    ("SI", 19),
    ("SK", 24),
    ("SM", 27),
    ("SO", 23),
    ("ST", 25),
    ("SV", 28),
    ("TL", 23),
    ("TN", 24),
    ("TR", 26),
    ("UA", 29),
    ("VA", 22),
    ("VG", 24),
    ("XK", 20),
    ("YE", 30),
];

/// An IBAN as machines write it, its length and check digits right.
///
/// # Errors
/// `iban_missing`, `iban_sign`, `iban_country`, `iban_length`, `iban_check`.
pub fn iban(typed: &str) -> Result<String, Refusal> {
    let refused = |code| Refusal::new(422, code).field("iban");
    let plain: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').collect::<String>().to_uppercase();
    if plain.is_empty() {
        return Err(refused("iban_missing"));
    }
    if let Some(sign) = plain.chars().find(|c| !c.is_ascii_alphanumeric()) {
        return Err(refused("iban_sign").arg("sign", sign));
    }
    let country: String = plain.chars().take(2).collect();
    let Some((_, length)) = LENGTHS.iter().find(|(code, _)| *code == country) else {
        return Err(refused("iban_country").arg("country", country));
    };
    if plain.len() != *length {
        let told = refused("iban_length").arg("country", country);
        return Err(told.arg("length", *length).arg("is", plain.len()));
    }
    if remainder(&plain) != Some(1) {
        return Err(refused("iban_check"));
    }
    Ok(plain)
}

/// Of the number whose first four signs went to its end and whose letters became numbers (A = 10), by 97.
fn remainder(plain: &str) -> Option<u32> {
    let turned = plain.chars().skip(4).chain(plain.chars().take(4));
    let mut rest = 0;
    for c in turned {
        let digit = c.to_digit(36)?;
        rest = (rest * if digit > 9 { 100 } else { 10 } + digit) % 97;
    }
    Some(rest)
}

/// A BIC of 8 or 11 signs; it may be left out.
///
/// # Errors
/// `bic_shape`.
pub fn bic(typed: &str) -> Result<String, Refusal> {
    let plain: String = typed.split_whitespace().collect::<String>().to_uppercase();
    let fits = matches!(plain.len(), 8 | 11)
        && plain.bytes().all(|b| b.is_ascii_alphanumeric())
        && plain.bytes().skip(4).take(2).all(|b| b.is_ascii_uppercase());
    if plain.is_empty() || fits { Ok(plain) } else { Err(Refusal::new(422, "bic_shape").field("bic")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_numbers_pass_and_each_slip_of_a_finger_does_not() {
        for good in
            ["DE89 3704 0044 0532 0130 00", "fi21 1234 5600 0007 85", "GB82WEST12345698765432", "NO9386011117947"]
        {
            let plain = iban(good).expect("right");
            // One wrong digit, and two neighbours changed about: what mod 97 is made to see.
            for at in 4..plain.len() {
                let mut signs: Vec<char> = plain.chars().collect();
                signs[at] = if signs[at] == '0' { '1' } else { '0' };
                assert_eq!(iban(&signs.iter().collect::<String>()).unwrap_err().code, "iban_check", "{good} at {at}");
                let mut signs: Vec<char> = plain.chars().collect();
                signs.swap(at, at - 1);
                if signs.iter().collect::<String>() != plain && at > 4 {
                    assert!(iban(&signs.iter().collect::<String>()).is_err(), "{good} at {at}");
                }
            }
        }
    }

    #[test]
    fn each_mistake_has_its_own_reason() {
        let why = |typed: &str| iban(typed).unwrap_err().code;
        assert_eq!(why(" "), "iban_missing");
        assert_eq!(why("DE89 3704 0044 0532 0130 0"), "iban_length");
        assert_eq!(why("ZZ89370400440532013000"), "iban_country");
        assert_eq!(why("DE89 3704 0044 0532 0130 0ä"), "iban_sign");
        assert_eq!(bic("cobadeff xxx").as_deref(), Ok("COBADEFFXXX"));
        assert_eq!(bic("").as_deref(), Ok(""));
        for wrong in ["COBADEF", "COBA1EFF", "COBADEFFXX", "COBA-DEFF"] {
            assert_eq!(bic(wrong).unwrap_err().code, "bic_shape", "{wrong}");
        }
    }
}
