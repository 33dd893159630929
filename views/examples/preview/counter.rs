//! The counter's screens, as in the pictures.

use jiff::civil::date;
use noren_views::counter::*;
use noren_views::passport::PinProblem;
use noren_views::words::{Lang, Worth, refused};

use crate::Out;
use crate::sample::{shop, shops};

fn say(lang: Lang, en: &str, ja: &str) -> String {
    if lang == Lang::Ja { ja } else { en }.to_owned()
}

fn here(lang: Lang) -> Here {
    let kameya = shop("kameya");
    Here {
        code: "kameya".into(),
        name: say(lang, "Kameya Tofu", "豆腐 かめや"),
        crest: kameya.crest,
        seal_trade: "豆腐".into(),
        seal_name: "かめや".into(),
        staff: say(lang, "Hana Morita", "森田 はな"),
        idle: Some(10),
        time: "10:42".into(),
        today: date(2026, 11, 21),
        left_hand: false,
    }
}

fn ask(what: String, aside: String) -> Ask {
    Ask { subject: what.clone(), what, aside, case: None }
}

fn chips(lang: Lang) -> Vec<Chip> {
    [
        ("soft", "やわらかめ", true),
        ("light", "あっさり", false),
        ("small portions", "少なめ", false),
        ("likes it wrapped", "包んでほしい", false),
    ]
    .map(|(en, ja, on)| Chip { code: en.into(), label: say(lang, en, ja), on })
    .to_vec()
}

fn michiko(lang: Lang) -> Customer {
    Customer {
        passport: "7K2Q-MX".into(),
        name: Some(say(lang, "Michiko Sawada", "澤田 美智子")),
        reading: Some("さわだ みちこ".into()),
        visits: 12,
        points: 340,
        last: Some(date(2026, 11, 14)),
        asks: vec![ask(
            say(lang, "soft tofu, yuzu", "絹ごし、柚子"),
            say(lang, "likes shared with this shop", "このお店に知らせている好み"),
        )],
        notes: Some(3),
        proposal: None,
    }
}

fn recent(lang: Lang) -> Vec<Recent> {
    [
        ("10:38", "Kenji O.", "岡部 健司", "stamped +5", "スタンプ ＋5"),
        ("10:31", "Mina", "ミナ", "first time +5", "はじめて ＋5"),
        ("10:24", "Fujino", "藤野", "sent here +15", "紹介で来店 ＋15"),
    ]
    .into_iter()
    .enumerate()
    .map(|(i, (time, en, ja, what, nani))| Recent {
        visit: i.to_string(),
        time: time.into(),
        name: Some(say(lang, en, ja)),
        what: say(lang, what, nani),
        undo_key: format!("u{i}"),
        reversed: i == 2,
    })
    .collect()
}

fn neighbours(lang: Lang, sent: Option<usize>) -> Vec<Suggestion> {
    [
        ("isoharu", 88, "Goes on one plate with your tofu.", "豆腐と同じ食卓に。"),
        ("chigusa", 142, "Quiet until noon: no waiting.", "お昼まではゆっくりできます。"),
        ("kotonoha", 210, "Not been there yet, and likes cooking.", "まだの方で、お料理好き。"),
    ]
    .into_iter()
    .enumerate()
    .map(|(i, (code, metres, en, ja))| {
        let s = shop(code);
        let name = say(lang, s.en, &format!("{} {}", s.trade_ja, s.ja));
        Suggestion {
            shop: code.into(),
            name,
            crest: s.crest,
            trade: s.trade,
            metres: Some(metres),
            sentence: say(lang, en, ja),
            reason: say(lang, en, ja),
            key: format!("s{i}"),
            sent: (sent == Some(i)).then(|| Sent { slip: "9".into(), key: "w".into() }),
        }
    })
    .collect()
}

fn ready(lang: Lang) -> Ready {
    Ready {
        here: here(lang),
        query: String::new(),
        problem: None,
        done: None,
        notice: Some(Notice {
            head: None,
            text: say(
                lang,
                "No cars tomorrow. Until five in the evening, thanks for slips are doubled.",
                "あすは歩行者天国です。夕方五時まで、紹介のお礼が二倍になります。",
            ),
        }),
        recent: recent(lang),
        promised: vec![Promised {
            id: "1".into(),
            promise: say(lang, "A new bag for the one that tore", "破れた袋のお取り替え"),
            due: date(2026, 11, 25),
            owner: say(lang, "Hana Morita", "森田 花"),
        }],
        promised_more: 1,
        today: 23,
        shops: 24,
    }
}

fn known(lang: Lang) -> Known {
    Known {
        own: false,
        here: here(lang),
        customer: michiko(lang),
        amount: "1280".into(),
        problem: None,
        earn: Earn { visit: 5, per_step: 1, step: 100, max: 100_000 },
        suggestions: neighbours(lang, None),
        welcome: 10,
        before: recent(lang),
        key: "k".into(),
    }
}

fn receipt(lang: Lang) -> Receipt {
    Receipt {
        here: here(lang),
        customer: Customer { visits: 13, points: 357, ..michiko(lang) },
        visit: "77".into(),
        time: "10:42".into(),
        earned: vec![Earned::Visit(5), Earned::Spent(12, 1280)],
        notice: None,
        suggestions: neighbours(lang, Some(0)),
        welcome: 10,
        chips: chips(lang),
        before: recent(lang),
        good_until: None,
        undo_key: "u".into(),
        reversed: false,
        trail: trail(lang),
        correctable: true,
    }
}

/// Somebody stamped, somebody put the amount right with the owner's word.
fn trail(lang: Lang) -> Trail {
    let step = Step {
        what: Done::Corrected(Some(1500)),
        when: "12:05".into(),
        by: Some(say(lang, "Hana Morita", "森田 はな")),
        approved: Some(say(lang, "Naoko Kameya", "亀谷 直子")),
    };
    Trail { by: Some(say(lang, "Hana Morita", "森田 はな")), steps: vec![step], owes: 40 }
}

fn hands(lang: Lang) -> Vec<Hand> {
    let hand = |id: &str, name: String, has_pin| Hand { membership: id.into(), name, has_pin };
    vec![
        hand("1", say(lang, "Naoko Kameya", "亀谷 直子"), true),
        hand("2", say(lang, "Hana Morita", "森田 はな"), true),
        hand("3", say(lang, "Kenta Featherstonehaugh-Sato", "佐藤 健太"), false),
    ]
}

fn shared_tablet(out: &Out) {
    let locked = |lang| Here { staff: String::new(), idle: None, ..here(lang) };
    out.page("counter-lock", move |lang| {
        let (chosen, problem) = (Some("2".into()), Some(refused(lang, "wrong_pin", &[("left", 2.into())])));
        Box::new(Lock { here: locked(lang), staff: hands(lang), chosen, problem, next: String::new() })
    });
    out.page("counter-own-pin", |lang| {
        let problem = PinProblem { again: Some(refused(lang, "pin_differs", &[])), ..PinProblem::default() };
        Box::new(StaffPin { here: here(lang), has_pin: true, ask_old: true, at_tablet: false, problem })
    });
    out.page("counter-owners-word", |lang| {
        Box::new(OwnersWord {
            here: here(lang),
            what: Asked::Amount(Some(1500), Some(1280)),
            action: "/counter/visits/1/correction".into(),
            carried: vec![("key", "k".into())],
            owners: hands(lang),
            chosen: None,
            problem: None,
            back: "/counter/receipts/1".into(),
        })
    });
    out.page("counter-correct", |lang| {
        Box::new(Correct {
            here: here(lang),
            customer: michiko(lang),
            visit: "1".into(),
            time: "10:42".into(),
            before: Some(1500),
            points: 20,
            too_soon: false,
            amount: "1280".into(),
            problem: None,
            earn: Earn { visit: 5, per_step: 1, step: 100, max: 100_000 },
            key: "k".into(),
        })
    });
}

fn redeem(lang: Lang) -> Redeem {
    Redeem {
        here: here(lang),
        customer: michiko(lang),
        points: "300".into(),
        problem: None,
        worth: Worth { value: 1, lot: 1 },
        key: "k".into(),
    }
}

/// As much of everything as there may be: 80 signs of a name, twelve digits, three likes.
fn crowded(lang: Lang) -> Customer {
    Customer {
        name: Some(say(
            lang,
            "Maximiliane Theodora Featherstonehaugh-Sato of the Upper and Lower Hills at Sea",
            "寿限無寿限無五劫の擦り切れ海砂利水魚の水行末雲来末風来末食う寝る処に住む処藪ら柑子の藪柑子",
        )),
        reading: Some(
            "じゅげむじゅげむごこうのすりきれかいじゃりすいぎょのすいぎょうまつうんらいまつふうらいまつ".into(),
        ),
        visits: 1234,
        points: 123_456_789_012,
        asks: vec![
            Ask {
                case: Some("1".into()),
                ..ask(
                    say(
                        lang,
                        "A new bag, the old one tore on the way home",
                        "新しい袋をお渡しする（帰りに破れたため）",
                    ),
                    say(lang, "promised, was due on Wednesday, 25 November", "お約束、11月25日（水）まででした"),
                )
            },
            ask(
                say(
                    lang,
                    "How was it: the half-dried squid with yuzu and pepper",
                    "いかの一夜干し、柚子こしょうのご感想",
                ),
                say(
                    lang,
                    "liked it at Isoharu Fish, Tuesday, 24 November",
                    "鮮魚 いそはるで11月24日（火）、お気に入り",
                ),
            ),
        ],
        ..michiko(lang)
    }
}

fn liking(lang: Lang) -> Customer {
    Customer { name: michiko(lang).name, reading: michiko(lang).reading, points: 340, visits: 12, ..crowded(lang) }
}

pub fn pages(out: &Out) {
    shared_tablet(out);
    out.page("counter-ready", |lang| Box::new(ready(lang)));
    out.page("counter-likes", |lang| Box::new(Known { customer: liking(lang), ..known(lang) }));
    out.page("counter-crowded", |lang| Box::new(Known { customer: crowded(lang), ..known(lang) }));
    out.page("counter-crowded-unbroken", |lang| {
        Box::new(Receipt {
            customer: Customer { name: Some("Supercalifragilistic".repeat(4)), ..crowded(lang) },
            ..receipt(lang)
        })
    });
    out.page("counter-crowded-redeem", |lang| Box::new(Redeem { customer: crowded(lang), ..redeem(lang) }));
    out.page("counter-crowded-redeemed", |lang| {
        Box::new(Redeemed {
            here: here(lang),
            customer: crowded(lang),
            redemption: "5".into(),
            time: "10:43".into(),
            points: 123_456_789_012,
            worth: 123_456_789_012,
            undo_key: "k".into(),
            reversed: false,
            trail: Trail::default(),
        })
    });
    out.page("counter-crowded-handout", |lang| {
        Box::new(Handout {
            here: here(lang),
            passport: "7K2Q-MX".into(),
            name: crowded(lang).name,
            card: "7K2Q-MX".into(),
            claim_url: Some("https://asahi.example/claim/3f9c2b7d5e8a41".into()),
            claim_until: Some("10:57".into()),
        })
    });
    out.page("counter-crowded-found", |lang| {
        let of = |name: String| FoundPerson {
            passport: "7K2Q-MX".into(),
            name,
            reading: crowded(lang).reading,
            last: Some(date(2026, 11, 14)),
            visits: 1234,
        };
        let people = vec![of("Supercalifragilistic".repeat(4)), of(crowded(lang).name.unwrap_or_default())];
        Box::new(Found { here: here(lang), query: "Supercalifragilistic".repeat(4), people, more: true })
    });
    // Names as real lists of shops have them.
    let long = |lang| Here {
        name: say(
            lang,
            "Ravintola Kultainen Hirvi & Konditoria Wintergarten",
            "そば処 ますだや 駅前本店 うなぎ・天ぷら",
        ),
        ..here(lang)
    };
    out.page("counter-long-ready", move |lang| Box::new(Ready { here: long(lang), ..ready(lang) }));
    out.page("counter-long-known", move |lang| Box::new(Known { here: long(lang), ..known(lang) }));
    out.page("counter-unknown", |lang| {
        Box::new(Ready {
            query: "7K2Q-MY".into(),
            problem: Some(refused(lang, "unknown_card", &[])),
            recent: vec![],
            promised: vec![],
            promised_more: 0,
            today: 0,
            notice: None,
            ..ready(lang)
        })
    });
    out.page("counter-known", |lang| Box::new(known(lang)));
    out.page("counter-left", |lang| {
        Box::new(Known {
            here: Here { left_hand: true, ..here(lang) },
            amount: String::new(),
            before: vec![],
            customer: Customer {
                name: Some("Maximiliane Featherstonehaugh-Sato".into()),
                reading: None,
                visits: 0,
                points: 0,
                last: None,
                asks: vec![],
                ..michiko(lang)
            },
            ..known(lang)
        })
    });
    out.page("counter-too-much", |lang| {
        Box::new(Known {
            amount: "1280000".into(),
            problem: Some(refused(
                lang,
                "amount_too_large",
                &[("max", noren_views::words::money(lang, "JPY", 100_000).into())],
            )),
            ..known(lang)
        })
    });
    out.page("counter-stamped", |lang| Box::new(receipt(lang)));
    out.page("counter-too-soon", |lang| {
        Box::new(Receipt {
            earned: vec![],
            notice: Some(refused(lang, "too_soon", &[("time", "14:00".into())])),
            ..receipt(lang)
        })
    });
    out.page("counter-reversed", |lang| {
        Box::new(Receipt { reversed: true, customer: michiko(lang), suggestions: vec![], ..receipt(lang) })
    });
    let people = |lang| {
        vec![
            FoundPerson {
                passport: "7K2Q-MX".into(),
                name: say(lang, "Michiko Sawada", "澤田 美智子"),
                reading: Some("さわだ みちこ".into()),
                last: Some(date(2026, 11, 14)),
                visits: 12,
            },
            FoundPerson {
                passport: "QF8M-2A".into(),
                name: say(lang, "Masaru Sawada", "沢田 勝"),
                reading: Some("さわだ まさる".into()),
                last: Some(date(2026, 10, 3)),
                visits: 2,
            },
            FoundPerson {
                passport: "H3TX-9C".into(),
                name: "Sawadee Nok".into(),
                reading: None,
                last: Some(date(2026, 11, 20)),
                visits: 31,
            },
        ]
    };
    out.page("counter-found", |lang| {
        Box::new(Found { here: here(lang), query: "さわだ".into(), people: people(lang), more: false })
    });
    out.page("counter-found-none", |lang| {
        Box::new(Found { here: here(lang), query: "わたなべ".into(), people: vec![], more: false })
    });
    out.page("counter-redeem", |lang| Box::new(redeem(lang)));
    out.page("counter-pin", |lang| {
        Box::new(Redeem {
            problem: Some(RedeemProblem::Proof(refused(lang, "wrong_pin", &[("left", 2.into())]))),
            ..redeem(lang)
        })
    });
    out.page("counter-redeemed", |lang| {
        Box::new(Redeemed {
            here: here(lang),
            customer: Customer { points: 40, ..michiko(lang) },
            redemption: "5".into(),
            time: "10:43".into(),
            points: 300,
            worth: 300,
            undo_key: "k".into(),
            reversed: false,
            trail: Trail::default(),
        })
    });
    out.page("counter-register", |lang| {
        Box::new(Register {
            here: here(lang),
            name: String::new(),
            reading: String::new(),
            card: "7K2Q-MX".into(),
            problem: RegisterProblem { card: Some(refused(lang, "card_taken", &[])), ..Default::default() },
            key: "k".into(),
        })
    });
    out.page("counter-handout", |lang| {
        Box::new(Handout {
            here: here(lang),
            passport: "7K2Q-MX".into(),
            name: Some(say(lang, "Mina", "ミナ")),
            card: "7K2Q-MX".into(),
            claim_url: Some("https://asahi.example/claim/3f9c2b7d5e8a41".into()),
            claim_until: Some("10:57".into()),
        })
    });
    out.page("counter-lost", |lang| {
        Box::new(Lost {
            here: here(lang),
            step: LostStep::Ask { query: "さわだ".into(), people: Some(people(lang)), more: false },
        })
    });
    out.page("counter-replace", |lang| {
        Box::new(Lost {
            here: here(lang),
            step: LostStep::Replace {
                person: people(lang).remove(0),
                card: String::new(),
                problem: None,
                key: "k".into(),
            },
        })
    });
    out.page("counter-locked", |lang| Box::new(StatePage { here: here(lang), state: pin_locked(lang, 15, "7K2Q-MX") }));
    out.page("counter-broken", |lang| {
        Box::new(StatePage { here: here(lang), state: broken(lang, "H4-7Q2", "/counter") })
    });
    out.page("counter-replaced", |lang| Box::new(StatePage { here: here(lang), state: replaced_card(lang) }));
    out.page("counter-pick", |lang| {
        Box::new(PickShop {
            shops: shops()
                .into_iter()
                .take(3)
                .map(|s| ShopChoice {
                    code: s.code.into(),
                    name: s.name(lang).into(),
                    street: None,
                    crest: s.crest,
                    trade: s.trade,
                })
                .collect(),
        })
    });
}
