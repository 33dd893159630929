//! The public pages.

use noren_views::card::CardPage;
use noren_views::crest::Crest;
use noren_views::errors::ErrorPage;
use noren_views::shop::{Neighbour, ShopPage};
use noren_views::street::{StreetEntry, StreetPage, StreetShop, Streets};
use noren_views::words::Lang;

use crate::Out;
use crate::sample::{shop, shops};

pub fn pages(out: &Out) {
    out.page("street", |lang| {
        Box::new(StreetPage {
            shops: shops()
                .into_iter()
                .map(|s| StreetShop {
                    code: s.code.into(),
                    name: s.name(lang).into(),
                    trade_name: s.trade_name(lang).into(),
                    crest: s.crest,
                    trade: s.trade,
                })
                .collect(),
            open_today: Some(21),
            promise: None,
            edition: Some(
                if lang == Lang::Ja {
                    "憲章 第三版 令和八年四月"
                } else {
                    "Charter, third edition, April 2026"
                }
                .into(),
            ),
            has_passport: false,
        })
    });
    out.page("streets", |lang| Box::new(Streets { streets: streets(lang), for_this_page: false }));
    out.page("shop", |lang| {
        let s = shop("kameya");
        Box::new(ShopPage {
            code: s.code.into(),
            name: if lang == Lang::Ja { "豆腐 かめや".into() } else { s.en.into() },
            trade_name: s.trade_name(lang).into(),
            trade: s.trade,
            crest: s.crest,
            address: Some(if lang == Lang::Ja { "あさひ市本町二丁目 4-8" } else { "2-4-8 Honmachi, Asahi" }.into()),
            hours: Some("Mo-Fr 08:00-18:00; Sa 08:00-16:00".into()),
            phone: Some("000-555-0108".into()),
            website: Some("https://kameya.example/".into()),
            place: Some((35.6812, 139.7671)),
            others: (0..23)
                .map(|i| (35.6812 + f64::from(i % 5 - 2) * 0.0004, 139.7671 + f64::from(i - 9) * 0.0003))
                .collect(),
            neighbours: ["isoharu", "chigusa", "kotonoha"]
                .into_iter()
                .zip([88, 142, 210])
                .map(|(code, metres)| {
                    let s = shop(code);
                    Neighbour {
                        code: code.into(),
                        name: s.name(lang).into(),
                        trade_name: s.trade_name(lang).into(),
                        crest: s.crest,
                        trade: s.trade,
                        metres,
                    }
                })
                .collect(),
            credit: Some("© OpenStreetMap contributors".into()),
        })
    });
    out.page("card", |_| Box::new(CardPage { shops: 24, streets: Vec::new() }));
    out.page("card-some", |lang| Box::new(CardPage { shops: 0, streets: streets(lang) }));
    for status in [401, 403, 404, 422, 429, 503] {
        out.page(&format!("error-{status}"), |_| Box::new(ErrorPage::of(status)));
    }
    out.page("error-500", |_| Box::new(ErrorPage { status: 500, id: Some("H4-7Q2".into()), detail: None, way: None }));
}

fn streets(lang: Lang) -> Vec<StreetEntry> {
    let entry = |(code, en, ja, shops): (&str, &str, &str, u32)| StreetEntry {
        code: code.into(),
        name: if lang == Lang::Ja { ja } else { en }.into(),
        crest: Crest::of_street(code),
        shops,
        place: None,
    };
    let all = [
        ("asahi", "Asahi Street", "あさひ通り", 24),
        ("minato", "Minato Lane", "みなと小路", 11),
        ("kallio", "Kallio", "カッリオ", 103),
    ];
    all.into_iter().map(entry).collect()
}
