//! The desk's other pages, with believable data.

use jiff::civil::{Date, date};
use noren_views::Lang;
use noren_views::chart::Shown::{self, Few, Number};
use noren_views::dashboard::books::{Account, Books, KindTotal, Position, Reason, Transfer};
use noren_views::dashboard::charter::{Charter, CharterForm, Mistake, Rules, Version};
use noren_views::dashboard::people::invite::{self, Invitation, Made, Role, What};
use noren_views::dashboard::people::{InviteForm, Member, Notice, NoticeForm, People};
use noren_views::dashboard::shop_desk::{Key, ShopDesk, Staff};
use noren_views::dashboard::shops::{Category, Owner, ShopRow, Shops};
use noren_views::dashboard::slips::{Pair, Slips};
use noren_views::dashboard::{Kind, Office, Period};

use crate::street::{shop, shops as street};

fn say(lang: Lang, en: &str, ja: &str) -> String {
    if lang == Lang::Ja { ja } else { en }.to_owned()
}

fn rounded(n: u64) -> Shown {
    if n < 10 { Few } else { Number(n / 5 * 5) }
}

pub fn shops(lang: Lang) -> Shops {
    let needs = [
        ("tofu", "豆腐"),
        ("fish", "魚"),
        ("sake", "酒"),
        ("bread", "パン"),
        ("repair", "修理"),
        ("flowers", "花"),
        ("books", "本"),
        ("hair", "髪"),
        ("medicine", "薬"),
        ("sweets", "甘いもの"),
        ("coffee", "喫茶"),
        ("greens", "野菜"),
        ("meat", "肉"),
        ("rice", "米"),
        ("tea", "茶"),
    ];
    let rows = street(lang).into_iter().enumerate().map(|(at, one)| {
        let n = (820u64 * (26 - at as u64) / 26).saturating_sub((at as u64 * 37) % 90);
        ShopRow {
            need: needs.get(at).map(|(en, ja)| say(lang, en, ja)),
            visits: if at == 23 { Few } else { Number(n) },
            passports: rounded(n / 4 - if at > 20 { n / 5 } else { 0 }),
            slips_given: rounded(n / 24),
            slips_received: rounded(n / 30),
            last_stamp: if at == 22 { None } else { Some(date(2026, 10, if at == 23 { 27 } else { 31 })) },
            owner: match at {
                23 => Owner::No,
                22 => Owner::Invited,
                _ => Owner::Yes,
            },
            shop: one,
        }
    });
    Shops {
        office: Office::Coordinator,
        period: Period::around(Kind::Month, date(2026, 10, 1)),
        shops: rows.collect(),
        unmapped: vec![
            Category { code: "shop=houseware".into(), shops: 2, example: shop(lang, "kanazuchi").name },
            Category { code: "洗張".into(), shops: 1, example: shop(lang, "shirayuki").name },
        ],
        needs: needs.iter().map(|(en, ja)| ((*en).to_owned(), say(lang, en, ja))).collect(),
    }
}

pub fn slips(lang: Lang) -> Slips {
    let mut pairs = Vec::new();
    for from in 0..24usize {
        for to in 0..24usize {
            let x = (from * 31 + to * 17 + from * to * 7) % 29;
            if from == to || x > 7 {
                continue;
            }
            let given = rounded(match x {
                0 => 46 - from as u64,
                1 => 22,
                2 => 14,
                _ => 4,
            });
            let used = given.number().map_or(Few, |n| rounded(n * 6 / 10 + 2));
            pairs.push(Pair { from, to, given, used });
        }
    }
    Slips {
        office: Office::Coordinator,
        period: Period::around(Kind::Month, date(2026, 10, 1)),
        has_next: true,
        given: Number(340),
        used: Number(205),
        shops: street(lang),
        pairs,
    }
}

pub fn books(lang: Lang, office: Office) -> Books {
    let positions = street(lang).into_iter().enumerate().map(|(at, one)| {
        let at = at as i64;
        let (issued, redeemed) = (5615 - at * 190, 9240 - at * 410 + (at % 5) * 700);
        let (thanks_received, thanks_paid) = (2100 - at * 80, 900 + (at % 7) * 60);
        Position {
            shop: one,
            issued,
            redeemed,
            thanks_received,
            thanks_paid,
            balance: redeemed + thanks_received - issued - thanks_paid,
        }
    });
    let kind = |kind, accounts, debits, credits| KindTotal { kind, accounts, debits, credits };
    let transfer = |h: i8, m: i8, reason, debit, credit, amount| Transfer {
        at: date(2026, 11, 21).at(h, m, 0, 0),
        reason,
        debit,
        credit,
        amount,
        money: false,
    };
    let kameya = || Account::Shop(shop(lang, "kameya").name);
    Books {
        office,
        at: date(2026, 11, 21).at(18, 4, 0, 0),
        kinds: vec![
            kind(Account::Passport, 615, 61_480, 98_310),
            kind(Account::Debt, 3, 240, 0),
            kind(Account::Shop(String::new()), 24, 104_900, 81_650),
            kind(Account::Fund, 24, 17_600, 2_060),
            kind(Account::Expired, 1, 0, 2_200),
        ],
        money: vec![kind(Account::Due(String::new()), 24, 41_400, 31_100), kind(Account::Purse, 24, 31_100, 41_400)],
        shops: positions.collect(),
        transfers: vec![
            transfer(18, 3, Reason::Visit, kameya(), Account::Passport, 22),
            transfer(18, 3, Reason::Welcome, Account::Fund, Account::Passport, 10),
            transfer(18, 3, Reason::Thanks, Account::Fund, Account::Shop(shop(lang, "kotonoha").name), 10),
            transfer(17, 58, Reason::Redemption, Account::Passport, Account::Shop(shop(lang, "lamp").name), 300),
            transfer(17, 51, Reason::Reversal, Account::Passport, kameya(), 22),
            transfer(17, 51, Reason::Debt, Account::Debt, Account::Passport, 12),
            transfer(17, 40, Reason::Visit, Account::Shop(shop(lang, "yaomino").name), Account::Passport, 18),
        ],
    }
}

fn rules() -> Rules {
    Rules {
        points_per_visit: 10,
        points_per_100: 1,
        cooldown_minutes: 120,
        max_amount: 100_000,
        expiry_months: 24,
        slip_days: 14,
        slip_welcome: 10,
        slip_thanks: 10,
        amends_max: 300,
        offline_hours: 72,
        offline_taps: 500,
        offline_amount: 500000,
        offline_welcomes: 30,
        passport_day_points: 20000,
        clerk_day_points: 100000,
        lot: 100,
        lot_price: 110,
        lot_value: 100,
        monthly_fee: 1000,
        objection_days: 14,
        promise_ja: "どのお店も、ひとつののれん。おかえりなさいと言える通りにします。".into(),
        promise_en: "Every shop, one curtain. We keep a street that says welcome back.".into(),
    }
}

pub fn charter(_: Lang, wrong: bool) -> Charter {
    let from: Date = date(2026, 12, 1);
    let mut form = CharterForm::of(&rules(), from);
    if wrong {
        let typed = [
            ("points_per_visit", "ten"),
            ("cooldown_minutes", "99999"),
            ("promise_en", ""),
            ("effective_from", "2026-11-01"),
        ];
        form.typed.extend(typed.map(|(name, value)| (name.to_owned(), value.to_owned())));
        form.mistakes = vec![
            ("points_per_visit", Mistake::NotANumber),
            ("cooldown_minutes", Mistake::Above(1440)),
            ("promise_en", Mistake::Empty),
            ("effective_from", Mistake::NotInTheFuture),
        ];
    }
    let old = Rules { points_per_visit: 5, slip_days: 7, promise_en: String::new(), ..rules() };
    let next = Rules { slip_welcome: 20, slip_days: 21, ..rules() };
    Charter {
        office: Office::Coordinator,
        versions: vec![
            Version { number: 3, from, rules: next },
            Version { number: 2, from: date(2026, 7, 1), rules: rules() },
            Version { number: 1, from: date(2026, 4, 1), rules: old },
        ],
        today: date(2026, 11, 21),
        form,
        saved: (!wrong).then_some(from),
    }
}

pub fn people(lang: Lang) -> People {
    let member = |en: &str, ja: &str, role, code: Option<&str>, since| Member {
        name: say(lang, en, ja),
        opens: (role != Role::Clerk).then(|| "1".into()),
        role,
        shop: code.map(|code| shop(lang, code)),
        since,
    };
    let open = |role, code: Option<&str>, email: &str| Invitation {
        role,
        shop: code.map(|code| shop(lang, code).name),
        email: email.into(),
        expires: date(2026, 11, 28),
    };
    People {
        office: Office::Coordinator,
        members: vec![
            member("Naoko Shirai", "白井 直子", Role::Coordinator, None, date(2026, 4, 1)),
            member("Takeshi Ono", "小野 武", Role::Officer, None, date(2026, 4, 1)),
            member("Hana Kameda", "亀田 はな", Role::Owner, Some("kameya"), date(2026, 4, 3)),
            member("Ren Kameda", "亀田 蓮", Role::Clerk, Some("kameya"), date(2026, 5, 12)),
            member("Sota Iso", "磯 颯太", Role::Owner, Some("isoharu"), date(2026, 4, 5)),
            member("Yui Mugi", "麦 結衣", Role::Owner, Some("muginote"), date(2026, 4, 9)),
        ],
        invitations: vec![
            open(Role::Owner, Some("hikari"), "photo@example.org"),
            open(Role::Auditor, None, "audit@example.org"),
        ],
        made: Some(Made {
            what: What::Invitation {
                invitation: open(Role::Owner, Some("tanabata"), "denki@example.org"),
                sent: false,
            },
            link: "https://asahi.example.org/invitations/4tYkQm2Zr8VdPw6NcXs1Hb".into(),
        }),
        form: InviteForm {
            shop: "tanabata".into(),
            email: "denki@".into(),
            mistakes: vec![("email", invite::Mistake::BadEmail)],
            ..InviteForm::default()
        },
        shops: street(lang).into_iter().map(|one| (one.code, one.name)).collect(),
        notice: Some(Notice {
            text: say(
                lang,
                "The autumn fair is on the 28th: stamps count double from ten to four.",
                "28日は秋の市。十時から四時まで、スタンプは二倍です。",
            ),
            until: date(2026, 11, 28),
        }),
        notice_form: NoticeForm::default(),
    }
}

pub fn shop_desk(lang: Lang) -> ShopDesk {
    let staff = |id: &str, en: &str, ja: &str, role, you| Staff {
        membership: id.into(),
        name: say(lang, en, ja),
        role,
        since: date(2026, 4, 3),
        you,
    };
    ShopDesk {
        shop: shop(lang, "kameya"),
        staff: vec![
            staff("11", "Hana Kameda", "亀田 はな", Role::Owner, true),
            staff("12", "Ren Kameda", "亀田 蓮", Role::Clerk, false),
            staff("13", "Aoi Sato", "佐藤 葵", Role::Clerk, false),
        ],
        invitations: vec![],
        made: Some(Made {
            what: What::Password { name: say(lang, "Ren Kameda", "亀田 蓮"), until: "18:40".into() },
            link: "https://asahi.example.org/reset/4tYkQm2Zr8VdPw6NcXs1Hb".into(),
        }),
        email: String::new(),
        keys: vec![
            Key { id: "1".into(), name: say(lang, "Till", "レジ"), made: date(2026, 4, 3) },
            Key { id: "2".into(), name: say(lang, "Web shop", "通販"), made: date(2026, 9, 1) },
        ],
        new_key: Some("nrn_live_8Zq3Yt6LwKc9VbRfHs2XmPd4".into()),
        key_name: String::new(),
        mistakes: vec![],
        left_handed: false,
    }
}
