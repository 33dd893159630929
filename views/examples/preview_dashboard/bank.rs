//! Bank accounts and a month's payments, to be looked at.

use jiff::civil::date;
use noren_views::Lang;
use noren_views::dashboard::Office;
use noren_views::dashboard::account::{Account, AccountForm, Mandate, MandateForm, Settled, Whose};
use noren_views::dashboard::payments::{FileKind, Made, Payments, Row, State};

use crate::street::{shop, shops};

fn say(lang: Lang, en: &str, ja: &str) -> String {
    if lang == Lang::Ja { ja } else { en }.to_owned()
}

pub fn shops_account(lang: Lang, wrong: bool) -> Account {
    let settled = |month, n: &str, net, paid_on| Settled { month, number: n.into(), net, paid_on, went_over: false };
    let mut form = AccountForm {
        bank: "0005".into(),
        branch: "123".into(),
        kind: "ordinary".into(),
        number: "0045678".into(),
        holder: "ｶ)ｶﾒﾔﾄｳﾌﾃﾝ".into(),
        ..AccountForm::default()
    };
    if wrong {
        form.number = "12345678".into();
        form.mistakes = vec![
            ("kind", say(lang, "Choose what kind of account it is.", "預金の種類をお選びください。")),
            (
                "number",
                say(lang, "An account number has 1 to 7 digits; this has 8.", "口座番号は7桁までです。いまは8桁です。"),
            ),
        ];
    }
    let settled = vec![
        settled(date(2026, 10, 1), "2610-001", 3_014, None),
        settled(date(2026, 9, 1), "2609-001", -1_280, Some(date(2026, 10, 9))),
        settled(date(2026, 8, 1), "2608-001", 0, None),
    ];
    let whose = Whose::Shop { shop: shop(lang, "kameya"), settled };
    Account { whose, form, changed: Some(date(2026, 4, 3)), saved: !wrong }
}

pub fn streets_account(lang: Lang) -> Account {
    let mandates = shops(lang).into_iter().enumerate().map(|(at, shop)| Mandate {
        id: at.to_string(),
        shop,
        has_account: at < 6,
        signed: (at < 3).then(|| (format!("{:08}", at + 40), date(2026, 4, 10))),
    });
    let form = AccountForm {
        bank: "0005".into(),
        branch: "123".into(),
        kind: "ordinary".into(),
        number: "7654321".into(),
        holder: "ｱｻﾋﾄﾞｵﾘｼﾖｳﾃﾝｶｲ".into(),
        payer_code: "1234567890".into(),
        ..AccountForm::default()
    };
    let whose =
        Whose::Street { office: Office::Coordinator, mandates: mandates.collect(), mandate: MandateForm::default() };
    Account { whose, form, changed: Some(date(2026, 4, 3)), saved: false }
}

pub fn payments(lang: Lang, flawed: bool) -> Payments {
    let rows = shops(lang).into_iter().enumerate().map(|(at, shop)| {
        let amount = [3_014, -12_480, 905, -33, 18_200, -7_777, 0, 140][at % 8] * (1 + at as i64 / 8);
        Row {
            id: at.to_string(),
            shop,
            number: format!("2610-{:03}", at + 1),
            amount,
            account: (at % 7 != 5).then(|| format!("{:03}", (at * 137) % 1000)),
            changed: (at == 4).then(|| date(2026, 11, 2)),
            mandate: at % 3 == 1,
            rest: if at == 0 { 1_200 } else { 0 },
            asked: (at == 4).then(|| (date(2026, 9, 1), date(2026, 10, 20), 9_100)),
            state: match at {
                0 => State::Paid(Some("1".into()), date(2026, 11, 25)),
                2 => State::Paid(None, date(2026, 11, 25)),
                _ if amount == 0 => State::Nothing,
                _ => State::Open,
            },
        }
    });
    let made = |kind, nth: u8| Made {
        id: nth.to_string(),
        kind,
        on: date(2026, 11, 25),
        payments: 12,
        total: 45_620,
        sha256: "de038b373e47b0077b1832ddd81f4b2f1eb25d35721f62da1e38b7f5a09fda24".into(),
        by: Some(say(lang, "Naoko Shirai", "白井 直子")),
        at: date(2026, 11, 20).at(10, 42, 0, 0),
        open: true,
    };
    let lacks = say(lang, "no account", "口座がありません");
    let flaws = [("Hanaguruma", "はなぐるま"), ("Marutomi Meat", "まるとみ")];
    Payments {
        office: Office::Coordinator,
        month: date(2026, 10, 1),
        rows: rows.collect(),
        files: if flawed { Vec::new() } else { vec![made(FileKind::Debit, 2), made(FileKind::Transfer, 1)] },
        own: Some("321".into()),
        over_to: None,
        on: "2026-11-25".into(),
        paid_on: "2026-11-26".into(),
        mistake: None,
        flaws: if flawed { flaws.map(|(en, ja)| (Some(say(lang, en, ja)), lacks.clone())).into() } else { Vec::new() },
        before: (!flawed).then_some(FileKind::Transfer),
        asked: flawed.then_some((FileKind::Transfer, false)),
        done: None,
        failed: Vec::new(),
        unsure: Vec::new(),
        text: String::new(),
    }
}
