//! Renders the resident's pages with sample data, in both languages and lights:
//! `cargo run -p noren-views --example preview_passport -- /tmp/preview`, then serve that folder.

mod ground;
mod pages;
#[path = "../preview/sample.rs"]
#[allow(dead_code)] // The street’s own preview uses the rest.
mod sample;

use std::fs;
use std::path::{Path, PathBuf};

use noren_views::{Frame, Lang, Page, Theme, assets, render};

pub struct Out(PathBuf);

impl Out {
    pub fn page(&self, name: &str, make: impl Fn(Lang) -> Box<dyn Page>) {
        for lang in Lang::ALL {
            let page = make(lang);
            for theme in [Theme::Light, Theme::Dark] {
                let frame = Frame { theme, here: format!("/{name}"), ..sample::frame(lang) };
                let ending = if theme == Theme::Dark { "-dark" } else { "" };
                let file = self.0.join(format!("{name}-{}{ending}.html", lang.code()));
                fs::write(file, render(&frame, page.as_ref()).into_string()).unwrap();
            }
        }
    }
}

fn main() {
    let dir = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "/tmp/preview".to_owned()));
    fs::create_dir_all(dir.join("assets")).unwrap();
    for asset in assets::ASSETS {
        fs::write(dir.join("assets").join(Path::new(asset.path)), asset.bytes).unwrap();
    }
    pages::pages(&Out(dir));
}
