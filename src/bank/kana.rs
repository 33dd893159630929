//! Names as banks write them: half-width kana, capitals and a few signs, one byte each (JIS X 0201). Pure.
//!
//! The signs are those that the banks' association allows in names: kana without small letters and without ヲ, A–Z, 0–9,
//! space and `( ) ｢ ｣ / - .`. So small kana become large (ャ → ﾔ), ヲ becomes ｵ, the long mark becomes a hyphen and letters
//! become capitals, as every bank's own form does; what else there is (漢字, ・, &) has no place and is refused by name.
//! Seen at: jinjer-kyuyo.zendesk.com 900002885563, biz.corporate.bk.mufg.jp/faq/show/811.

use unicode_normalization::UnicodeNormalization;

const VOICED: char = '\u{3099}';
const HALF_VOICED: char = '\u{309a}';

/// Large kana in the order of their half-width forms, from ｱ (U+FF71) to ﾝ (U+FF9D).
const LARGE: &str = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
/// What becomes another kana first.
const BECOMES: [(char, char); 13] = [
    ('ァ', 'ア'),
    ('ィ', 'イ'),
    ('ゥ', 'ウ'),
    ('ェ', 'エ'),
    ('ォ', 'オ'),
    ('ッ', 'ツ'),
    ('ャ', 'ヤ'),
    ('ュ', 'ユ'),
    ('ョ', 'ヨ'),
    ('ヮ', 'ワ'),
    ('ヵ', 'カ'),
    ('ヶ', 'ケ'),
    ('ヲ', 'オ'),
];

/// A name typed in any kana, as a bank writes it; else the first sign that it cannot.
pub fn written(typed: &str) -> Result<String, char> {
    let mut out = String::new();
    for typed in typed.trim().nfc() {
        for c in std::iter::once(typed).nfkd() {
            let before = out.chars().next_back();
            match c {
                VOICED if before.is_some_and(|b| "ｳｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎ".contains(b)) => {
                    out.push('ﾞ')
                }
                HALF_VOICED if before.is_some_and(|b| "ﾊﾋﾌﾍﾎ".contains(b)) => out.push('ﾟ'),
                ' ' if before == Some(' ') => {}
                'ー' | '‐' | '‒' | '–' | '—' | '―' | '−' | '-' => out.push('-'),
                '「' => out.push('｢'),
                '」' => out.push('｣'),
                'a'..='z' => out.push(c.to_ascii_uppercase()),
                ' ' | '(' | ')' | '/' | '.' | 'A'..='Z' | '0'..='9' => out.push(c),
                _ => out.push(half(c).ok_or(typed)?),
            }
        }
    }
    Ok(out)
}

fn half(c: char) -> Option<char> {
    // Hiragana lies 96 before its katakana.
    let kana = if ('ぁ'..='ゖ').contains(&c) { char::from_u32(u32::from(c) + 0x60)? } else { c };
    let large = BECOMES.iter().find(|(small, _)| *small == kana).map_or(kana, |(_, large)| *large);
    let at = LARGE.chars().position(|l| l == large)?;
    char::from_u32(0xff71 + u32::try_from(at).ok()?)
}

/// The byte of a sign in JIS X 0201; nothing for what is not in it.
pub fn byte(c: char) -> Option<u8> {
    match c {
        ' '..='~' => u8::try_from(c).ok(),
        '｡'..='ﾟ' => u8::try_from(u32::from(c) - 0xff61 + 0xa1).ok(),
        _ => None,
    }
}

/// The sign of such a byte.
pub fn sign(byte: u8) -> Option<char> {
    match byte {
        b' '..=b'~' => Some(char::from(byte)),
        0xa1..=0xdf => char::from_u32(u32::from(byte) - 0xa1 + 0xff61),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kana_becomes_what_banks_write() {
        for typed in ["カ）カメヤトウフテン", "か)かめやとうふてん", "ｶ)ｶﾒﾔﾄｳﾌﾃﾝ", " カ)カメヤトウフテン "]
        {
            assert_eq!(written(typed).as_deref(), Ok("ｶ)ｶﾒﾔﾄｳﾌﾃﾝ"), "{typed}");
        }
        assert_eq!(written("ショッピング・").map_err(|c| c.to_string()), Err("・".to_owned()));
        assert_eq!(written("ショッピングプラザ　ヴォーグ").as_deref(), Ok("ｼﾖﾂﾋﾟﾝｸﾞﾌﾟﾗｻﾞ ｳﾞｵ-ｸﾞ"));
        assert_eq!(written("ヲガタ Ab-1").as_deref(), Ok("ｵｶﾞﾀ AB-1"));
        assert_eq!(written("「ミズノ」/ ｶﾞﾗｽ").as_deref(), Ok("｢ﾐｽﾞﾉ｣/ ｶﾞﾗｽ"));
    }

    #[test]
    fn what_has_no_place_is_named() {
        for (typed, sign) in [
            ("亀屋", '亀'),
            ("カメヤ、", '、'),
            ("A&B", '&'),
            ("カメヤ*", '*'),
            ("ア゛", '゛'),
            ("ヰ", 'ヰ'),
            ("㈱カメヤ", '㈱'),
            ("A\u{308}", 'Ä'),
        ] {
            assert_eq!(written(typed), Err(sign), "{typed}");
        }
    }

    #[test]
    fn what_is_written_has_a_byte_each_and_comes_back() {
        let all =
            written("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンガパ")
                .expect("written");
        let bytes: Vec<u8> = all.chars().map(|c| byte(c).expect("a byte")).collect();
        assert_eq!((bytes[0], bytes[44]), (0xb1, 0xdd));
        assert_eq!(bytes.iter().filter_map(|b| sign(*b)).collect::<String>(), all);
        assert_eq!((byte('亀'), byte('ア'), sign(0x80)), (None, None, None));
    }
}
