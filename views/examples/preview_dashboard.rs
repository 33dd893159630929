//! Renders the desk's pages with believable sample data into a folder, to be looked at:
//! `cargo run -p noren-views --example preview_dashboard -- /tmp/dash`, then serve that folder.

#[path = "preview_dashboard/bank.rs"]
mod bank;
#[path = "preview_dashboard/desk.rs"]
mod desk;
#[path = "preview_dashboard/street.rs"]
mod street;

use std::path::PathBuf;

use noren_views::dashboard::Office;
use noren_views::{Frame, Lang, Page, Street, Theme, assets, render};

fn frame(lang: Lang, theme: Theme, here: &str, who: &str) -> Frame {
    Frame {
        lang,
        theme,
        here: here.to_owned(),
        street: Some(Street {
            code: "asahi".to_owned(),
            name: if lang == Lang::Ja { "あさひ通り" } else { "Asahi Street" }.to_owned(),
            crest: "disc.daisy.12.ring.0".parse().unwrap(),
            lang: Lang::Ja,
            currency: "JPY".to_owned(),
        }),
        signed_in: Some(who.to_owned()),
        band: None,
    }
}

fn main() {
    let dir = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "/tmp/dash".to_owned()));
    std::fs::create_dir_all(dir.join("assets")).unwrap();
    for asset in assets::ASSETS {
        let file = dir.join("assets").join(asset.path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, asset.bytes).unwrap();
    }
    for lang in Lang::ALL {
        let who = if lang == Lang::Ja { "白井 直子" } else { "Naoko Shirai" };
        let pages: Vec<(&str, Box<dyn Page>)> = vec![
            ("overview", Box::new(street::october(lang))),
            ("begun", Box::new(street::begun(lang))),
            ("year", Box::new(street::year(lang))),
            ("week", Box::new(street::week(lang))),
            ("tables", Box::new(noren_views::dashboard::Tables(street::october(lang)))),
            ("shops", Box::new(desk::shops(lang))),
            ("slips", Box::new(desk::slips(lang))),
            ("books", Box::new(desk::books(lang, Office::Coordinator))),
            ("books-auditor", Box::new(desk::books(lang, Office::Auditor))),
            ("charter", Box::new(desk::charter(lang, false))),
            ("charter-wrong", Box::new(desk::charter(lang, true))),
            ("people", Box::new(desk::people(lang))),
            ("shop", Box::new(desk::shop_desk(lang))),
            ("shop-account", Box::new(bank::shops_account(lang, false))),
            ("shop-account-wrong", Box::new(bank::shops_account(lang, true))),
            ("street-account", Box::new(bank::streets_account(lang))),
            ("payments", Box::new(bank::payments(lang, false))),
            ("payments-flawed", Box::new(bank::payments(lang, true))),
        ];
        for (name, page) in pages {
            for theme in [Theme::Light, Theme::Dark] {
                let frame = frame(lang, theme, "/dashboard", who);
                let file =
                    dir.join(format!("{name}-{}{}.html", lang.code(), if theme == Theme::Dark { "-dark" } else { "" }));
                std::fs::write(file, render(&frame, page.as_ref()).into_string()).unwrap();
            }
        }
    }
}
