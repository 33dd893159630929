//! The resident's pages keep the house's promises too.

#[path = "../examples/preview_passport/ground.rs"]
mod ground;
#[path = "../examples/preview_passport/pages.rs"]
mod pages;
mod promise;
#[path = "../examples/preview/sample.rs"]
#[allow(dead_code)] // The street’s own preview uses the rest.
mod sample;

use noren_views::{Lang, Page, render};

pub struct Out;

impl Out {
    pub fn page(&self, name: &str, make: impl Fn(Lang) -> Box<dyn Page>) {
        for lang in Lang::ALL {
            let html = render(&sample::frame(lang), make(lang).as_ref()).into_string();
            promise::check(&format!("{name}-{}", lang.code()), &html);
        }
    }
}

#[test]
fn pages_keep_the_houses_promises() {
    pages::pages(&Out);
}

/// What a phone loads with the passport, before compression.
#[test]
fn the_passport_stays_light() {
    let sheets = ["base.css", "passport.css", "fibres.svg", "icon.svg"];
    let bytes: usize = sheets.iter().filter_map(|p| noren_views::assets::asset(p)).map(|a| a.bytes.len()).sum();
    assert!(bytes < 60_000, "{bytes} bytes");
}
