//! Renders pages with believable sample data into a folder, to be looked at:
//! `cargo run -p noren-views --example preview -- /tmp/preview`, then serve that folder.

mod counter;
mod kit;
mod sample;
mod street;

use std::fs;
use std::path::{Path, PathBuf};

use noren_views::{Frame, Lang, Page, Theme, assets, render};

/// Where pages are put, and in which languages and lights.
pub struct Out {
    dir: PathBuf,
}

impl Out {
    /// Both languages, light and dark: `name-en.html`, `name-ja-dark.html`, …
    pub fn page(&self, name: &str, make: impl Fn(Lang) -> Box<dyn Page>) {
        for lang in Lang::ALL {
            let page = make(lang);
            for theme in [Theme::Light, Theme::Dark] {
                let frame = Frame { theme, ..sample::frame(lang) };
                let ending = if theme == Theme::Dark { "-dark" } else { "" };
                let file = self.dir.join(format!("{name}-{}{ending}.html", lang.code()));
                if let Err(why) = fs::write(&file, render(&frame, page.as_ref()).into_string()) {
                    eprintln!("{}: {why}", file.display());
                }
            }
        }
    }
}

fn main() -> std::io::Result<()> {
    let dir = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "/tmp/preview".to_owned()));
    fs::create_dir_all(dir.join("assets"))?;
    for asset in assets::ASSETS {
        fs::write(dir.join("assets").join(Path::new(asset.path)), asset.bytes)?;
    }
    let out = Out { dir };
    kit::pages(&out);
    counter::pages(&out);
    street::pages(&out);
    Ok(())
}
