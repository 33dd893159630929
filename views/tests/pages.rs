//! Every sample page keeps the house's promises: a strict content policy, unique ids, one heading, one red button.

#[path = "../examples/preview/counter.rs"]
mod counter;
mod promise;
#[path = "../examples/preview/sample.rs"]
mod sample;
#[path = "../examples/preview/street.rs"]
mod street;

use noren_views::{Lang, Page, render};

pub struct Out;

impl Out {
    pub fn page(&self, name: &str, make: impl Fn(Lang) -> Box<dyn Page>) {
        for lang in Lang::ALL {
            promise::check(
                &format!("{name}-{}", lang.code()),
                &render(&sample::frame(lang), make(lang).as_ref()).into_string(),
            );
        }
    }
}

#[test]
fn pages_keep_the_houses_promises() {
    counter::pages(&Out);
    street::pages(&Out);
}

/// What a counter loads, before compression; it must stay under 60 KB after it.
#[test]
fn the_counter_stays_light() {
    let sheets: usize = ["base.css", "counter.css", "counter.js", "fibres.svg", "icon.svg"]
        .iter()
        .filter_map(|p| noren_views::assets::asset(p))
        .map(|a| a.bytes.len())
        .sum();
    assert!(sheets < 60_000, "{sheets} bytes");
}
