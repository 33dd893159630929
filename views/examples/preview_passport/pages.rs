//! The resident's pages, the ways in and the cards to print, filled with Michiko Sawada of Asahi Street.

use jiff::civil::date;
use noren_views::Lang;
use noren_views::cards::{Ask, Blank, Sheets};
use noren_views::passport::*;
use noren_views::people::*;
use noren_views::words::refused;

use crate::{Out, ground, sample};

fn say(lang: Lang, en: &str, ja: &str) -> String {
    if lang == Lang::Ja { ja } else { en }.to_owned()
}

fn shop(lang: Lang, code: &str) -> Shop {
    let s = sample::shop(code);
    let (_, short, short_en, _) = ground::SHORTS.iter().find(|row| row.0 == code).unwrap();
    Shop {
        code: code.to_owned(),
        name: s.name(lang).to_owned(),
        short: say(lang, short_en, short),
        crest: s.crest,
        trade: s.trade,
    }
}

const BEEN: [&str; 14] = [
    "kameya",
    "isoharu",
    "muginote",
    "hanaguruma",
    "asagao",
    "hakuro",
    "tsubame",
    "lamp",
    "yaomino",
    "inaho",
    "chigusa",
    "kanazuchi",
    "suzume",
    "hidamari",
];

fn book(lang: Lang, been: &[&str]) -> Vec<Stamp> {
    let visits = |code: &str| been.iter().position(|b| *b == code).map_or(0, |i| 13 - i as u32 % 13);
    sample::shops().iter().map(|s| Stamp { shop: shop(lang, s.code), visits: visits(s.code) }).collect()
}

fn map(lang: Lang, been: &[&str], slips: &[&str]) -> Map {
    let dot = |(code, _, _, at): &(&str, &str, &str, (f64, f64))| Dot {
        at: *at,
        name: shop(lang, code).name,
        been: been.contains(code),
        slip: slips.contains(code),
    };
    Map {
        shops: ground::SHORTS.iter().map(dot).collect(),
        street: ground::STREET.to_vec(),
        lanes: ground::LANES.iter().map(|lane| lane.to_vec()).collect(),
        water: vec![ground::RIVER.to_vec()],
        edge: vec![],
        places: vec![Place { at: (4.0, 230.0), name: say(lang, "Station", "駅") }],
    }
}

fn card(lang: Lang) -> Card {
    Card {
        name: say(lang, "Michiko Sawada", "澤田 美智子"),
        code: "7K2Q-MX".into(),
        url: "https://asahi.example/c/0k3v7m2qxw9tz4hd8snbjy5e6r".into(),
    }
}

/// As long as a pass is.
const PASS: &str = "eyJ0eXAiOiJKV1QiLCJhbGciOiJFZERTQSIsImtpZCI6IjdLMlFNWEFCIn0.eyJpc3MiOiJub3JlbiIsImF1ZCI6Im5vcmVuLXBhc3MiLCJleHAiOjE3OTUwMDAwNjAsIm5iZiI6MTc5NTAwMDAwMCwic3ViIjoiN0syUU1YQUIiLCJicmFuZCI6ImFzYWhpIiwianRpIjoiMGszdjdtMnF4dzl0ejRoZDhzbmJqeTVlNnIifQ.c2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJlc2lnbmF0dXJlc2lnbg";

fn shares() -> Vec<Shared> {
    vec![
        Shared { kind: Sharing::Likes, with: vec!["kameya".into(), "lamp".into()] },
        Shared { kind: Sharing::Been, with: vec![] },
    ]
}

fn slip(lang: Lang, to: &str, from: &str, en: &str, ja: &str) -> Slip {
    let from = shop(lang, from);
    Slip {
        id: "1".into(),
        to: shop(lang, to),
        from: say(lang, &from.name, &from.short),
        instead_of: None,
        reason: say(lang, en, ja),
        welcome: 10,
        until: date(2026, 12, 5),
    }
}

fn passport(lang: Lang) -> Passport {
    let entry = |day: i8, hour: i8, minute: i8, code: &str, what: What, points: i64| Entry {
        at: date(2026, 11, day).at(hour, minute, 0, 0),
        shop: Some(shop(lang, code)),
        what,
        points,
    };
    Passport {
        code: "7K2QMXAB".into(),
        card: Some(card(lang)),
        name: card(lang).name,
        points: 357,
        owes: 0,
        campaigns: vec![],
        good_until: None,
        lapses_soon: false,
        worth: noren_views::words::Worth { value: 1, lot: 1 },
        promises: vec![],
        notes: 4,
        looks: 12,
        proposals: vec![],
        slips: vec![slip(lang, "kotonoha", "kameya", "Yuzu recipes are in.", "柚子の料理本が入りました")],
        book: book(lang, &BEEN),
        map: Some(map(lang, &BEEN, &["kotonoha"])),
        ideas: vec![
            Idea {
                shop: shop(lang, "tokiwa"),
                metres: Some(90),
                sentence: say(
                    lang,
                    "Not been there yet; two doors from Kameya.",
                    "まだの方へ。かめやの二軒となりです。",
                ),
            },
            Idea {
                shop: shop(lang, "tsukinowa"),
                metres: Some(140),
                sentence: say(lang, "Not been there yet; you like sake.", "まだの方へ。お酒がお好きなので。"),
            },
        ],
        shares: shares(),
        entries: vec![
            entry(21, 10, 42, "kameya", What::Visit, 17),
            entry(19, 18, 5, "lamp", What::Spent, -300),
            entry(19, 18, 4, "lamp", What::Visit, 9),
            entry(14, 9, 12, "kameya", What::Visit, 12),
            entry(13, 16, 30, "isoharu", What::Welcome, 10),
        ],
        together: Default::default(),
        has_pin: true,
        done: None,
    }
}

fn wrong(lang: Lang, code: &str) -> Option<String> {
    Some(refused(lang, code, &[]))
}

fn passport_pages(out: &Out) {
    out.page("passport", |lang| Box::new(passport(lang)));
    out.page("passport-slips", |lang| {
        let more = slip(lang, "tokiwa", "lamp", "Your watch strap can be had here.", "時計のベルトはこちらで");
        let mut page = passport(lang);
        page.map = Some(map(lang, &BEEN, &["kotonoha", "tokiwa"]));
        page.name = say(lang, "Maximiliane Featherstonehaugh-Sato", "勅使河原 マクシミリアーネ");
        page.slips.push(more);
        page.points = 12_480;
        page.has_pin = false;
        page.done = Some(Done::Welcome);
        Box::new(page)
    });
    out.page("passport-fresh", |lang| {
        Box::new(Passport {
            points: 0,
            slips: vec![],
            book: book(lang, &[]),
            map: Some(Map { street: vec![], lanes: vec![], water: vec![], places: vec![], ..map(lang, &[], &[]) }),
            ideas: vec![],
            shares: vec![],
            entries: vec![],
            has_pin: false,
            ..passport(lang)
        })
    });
    out.page("passport-many", |lang| {
        let long: Vec<Stamp> = (0..12).flat_map(|i| book(lang, if i == 0 { &BEEN } else { &[] })).collect();
        Box::new(Passport { book: long, card: None, ..passport(lang) })
    });
    let living =
        |lang: Lang, living: Living| CardPage { name: card(lang).name, card: Some(card(lang)), points: 357, living };
    out.page("card", |lang| {
        let live = Live {
            pass: PASS.into(),
            passport: "7K2QMXAB".into(),
            brand: "asahi".into(),
            now: 1_795_000_000_000,
            until: 1_795_000_060_000,
            until_clock: "14:06:40".into(),
        };
        Box::new(living(lang, Living::Live(live)))
    });
    out.page("card-printed", move |lang| Box::new(living(lang, Living::NotYours)));
    out.page("card-stopped", move |lang| Box::new(living(lang, Living::Stopped)));
    out.page("card-shell", |_| Box::new(Shell));
    out.page("slip", |lang| {
        let slip = slip(
            lang,
            "kotonoha",
            "kameya",
            "Warm bread at four, with your tofu.",
            "四時の焼きたてパンが、お豆腐に合います。",
        );
        Box::new(SlipPage { slip, code: PASS.into() })
    });
    out.page("phones", |_| {
        let phone = |id: &str, name: &str, stands, this| Phone {
            id: id.into(),
            name: name.into(),
            used: date(2026, 11, 26).at(14, 5, 0, 0),
            stands,
            this,
        };
        let phones = vec![
            phone("1", "Chrome, Android", PhoneStands::Works, true),
            phone("2", "Safari, iPad", PhoneStands::Worn, false),
            phone("3", "", PhoneStands::Stopped, false),
        ];
        Box::new(Phones { phones, done: None })
    });
    let likes = |lang| {
        [
            ("bread", "Bread", "パン", true),
            ("fish", "Fish", "魚", false),
            ("tofu", "Tofu and deli", "豆腐・惣菜", true),
            ("coffee", "Coffee and tea", "喫茶・お茶", false),
            ("books", "Books", "本・文具", true),
            ("flowers", "Flowers", "花", false),
            ("hair", "Hair and beauty", "理容・美容", false),
            ("electric", "Electrics and repair", "電器・修理", false),
        ]
        .map(|(need, en, ja, on)| Like { need: need.into(), label: say(lang, en, ja), on })
        .to_vec()
    };
    out.page("shares", |lang| {
        Box::new(Shares { shares: shares(), book: book(lang, &BEEN), likes: likes(lang), done: Some(Done::Liked) })
    });
    out.page("pin", |_| Box::new(Pin { has_pin: true, ask_old: true, problem: PinProblem::default() }));
    out.page("pin-wrong", |lang| {
        Box::new(Pin {
            has_pin: false,
            ask_old: false,
            problem: PinProblem { pin: wrong(lang, "bad_pin"), ..PinProblem::default() },
        })
    });
    out.page("merge", |lang| {
        Box::new(Merge {
            card: "7K2Q-MY".into(),
            problem: MergeProblem { card: wrong(lang, "unknown_card"), proof: None },
            key: "k".into(),
        })
    });
    out.page("lost", |_| {
        Box::new(Replacement { old: Some("7K2Q-MX".into()), card: String::new(), problem: None, key: "k".into() })
    });
    out.page("replaced", |lang| Box::new(Replaced { card: card(lang) }));
    rights_pages(out);
}

fn rights_pages(out: &Out) {
    let line = |what: String, beside: String| Line { what, beside, at: Some(date(2026, 11, 21).at(10, 42, 0, 0)) };
    out.page("everything", |lang| {
        let kameya = shop(lang, "kameya").name;
        let notes = vec![
            line(say(lang, "No dairy", "乳製品なし"), kameya.clone()),
            line(say(lang, "Speaks up for the corner seat", "角の席がお好き"), kameya),
        ];
        let title = say(lang, "What was told of you", "お店の覚え書き");
        let likes = say(lang, "What you like", "好きなもの");
        let sections =
            vec![Section { title, lines: notes, more: 4800 }, Section { title: likes, lines: vec![], more: 0 }];
        Box::new(Everything { sections, made: date(2026, 11, 21).at(18, 5, 0, 0) })
    });
    let erasure = || Erasure {
        code: "7K2Q-MXAB".into(),
        points: 357,
        has_pin: true,
        email: Some("michiko@asahi.example".into()),
        sign_in_stays: false,
        problem: None,
    };
    let wrong_code =
        |lang| Erasure { has_pin: false, sign_in_stays: true, problem: wrong(lang, "wrong_code"), ..erasure() };
    out.page("erasure", |_| Box::new(erasure()));
    out.page("erasure-wrong", |lang| Box::new(wrong_code(lang)));
    out.page("erased", |_| Box::new(Erased { lapsed: 357 }));
}

fn people_pages(out: &Out) {
    let problems = |lang| Problems {
        email: wrong(lang, "bad_email"),
        password: wrong(lang, "weak_password"),
        ..Problems::default()
    };
    out.page("sign-in", |_| Box::new(SignIn::default()));
    out.page("sign-in-wrong", |lang| {
        Box::new(SignIn {
            email: "michiko@asahi.example".into(),
            next: "/passport".into(),
            problem: wrong(lang, "wrong_sign_in"),
            note: Some(Note::Expired),
        })
    });
    out.page("reset", |_| Box::new(Reset::default()));
    out.page("reset-sent", |_| Box::new(ResetAsked { email: "michiko@asahi.example".into(), by_mail: true }));
    out.page("reset-noted", |_| Box::new(ResetAsked { email: String::new(), by_mail: false }));
    out.page("new-password", |_| {
        Box::new(NewPassword { token: "t".into(), email: "michiko@asahi.example".into(), problem: None })
    });
    out.page("join", |_| Box::new(Join { key: "k".into(), ..Join::default() }));
    out.page("join-wrong", |lang| {
        Box::new(Join {
            name: say(lang, "Michiko", "みちこ"),
            email: "michiko@".into(),
            problems: problems(lang),
            key: "k".into(),
            ..Join::default()
        })
    });
    out.page("joined", |lang| Box::new(Joined { card: card(lang), claim: Some("H4Q7-2MXA".into()) }));
    out.page("claim-code", |_| Box::new(ClaimByCode { card: "7K2Q-MX".into(), ..ClaimByCode::default() }));
    let claim = |lang, signed_in| Claim {
        token: "t".into(),
        name: card(lang).name,
        card: Some("7K2Q-MX".into()),
        points: 357,
        has_pin: false,
        signed_in,
        email: String::new(),
        problems: Problems::default(),
    };
    out.page("claim", move |lang| Box::new(claim(lang, None)));
    out.page("claim-known", move |lang| Box::new(claim(lang, Some(card(lang).name))));
    let invitation = |lang, role, shop_code: Option<&str>, guest| Invitation {
        token: "t".into(),
        role,
        shop: shop_code.map(|code| {
            let s = shop(lang, code);
            (s.name, s.crest, s.trade)
        }),
        by: Some(say(lang, "Naoko Shirai", "白井 直子")),
        until: date(2026, 12, 5),
        guest,
    };
    out.page("invitation", move |lang| {
        Box::new(invitation(
            lang,
            InvitedAs::Owner,
            Some("kameya"),
            Guest::New { name: String::new(), email: "toshie@asahi.example".into(), problems: Problems::default() },
        ))
    });
    out.page("invitation-known", move |lang| {
        Box::new(invitation(
            lang,
            InvitedAs::Auditor,
            None,
            Guest::Known { name: say(lang, "Ritsu Kuramochi", "倉持 律") },
        ))
    });
    out.page("gone", |_| Box::new(Gone { why: Why::Expired, reset: true }));
}

pub fn pages(out: &Out) {
    passport_pages(out);
    people_pages(out);
    out.page("cards-ask", |_| Box::new(Ask { sheets: "2".into(), problem: None, key: "k".into() }));
    out.page("cards", |_| {
        let blank = |i: usize| Blank {
            url: format!("https://asahi.example/c/0k3v7m2qxw9tz4hd8snbjy5e{i:02}"),
            code: format!("7K{i:02}-MX"),
            claim: Some(format!("H4Q7-2M{i:02}")),
        };
        Box::new(Sheets { cards: (10..20).map(blank).collect(), claim_at: "asahi.example/claim".into() })
    });
}
