//! Every sample page keeps the house's promises: a strict content policy, unique ids, one heading, one red button.

#[path = "../examples/preview/counter.rs"]
mod counter;
#[path = "../examples/preview/sample.rs"]
mod sample;
#[path = "../examples/preview/street.rs"]
mod street;

use std::collections::HashSet;

use noren_views::{Lang, Page, render};

pub struct Out;

impl Out {
    pub fn page(&self, name: &str, make: impl Fn(Lang) -> Box<dyn Page>) {
        for lang in Lang::ALL {
            check(&format!("{name}-{}", lang.code()), &render(&sample::frame(lang), make(lang).as_ref()).into_string());
        }
    }
}

fn check(name: &str, html: &str) {
    assert!(html.starts_with("<!DOCTYPE html><html lang="), "{name}");
    for never in [" style=\"", " onclick=", " onload=", "<script>", "<style", "javascript:", "Unknown localization"] {
        assert!(!html.contains(never), "{name} has {never}");
    }
    assert_eq!(html.matches("<h1").count(), if html.contains("class=\"redeem\"") { 2 } else { 1 }, "{name}: headings");
    assert!(html.matches("seal-btn").count() <= 1, "{name}: one red button a page");
    let ids: Vec<&str> = values(html, " id=\"");
    let unique: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{name}: an id stands twice");
    let used = values(html, "url(#")
        .into_iter()
        .chain(values(html, "href=\"#"))
        .chain(values(html, " for=\""))
        .chain(values(html, "aria-labelledby=\""));
    for id in used {
        assert!(unique.contains(id.trim_end_matches(')')), "{name}: nothing has the id {id}");
    }
    for form in html.split("<form").skip(1) {
        assert!(form.contains("action=\"/"), "{name}: a form without a place to go");
    }
}

/// What follows each `start`, up to the quote or bracket.
fn values<'a>(html: &'a str, start: &str) -> Vec<&'a str> {
    html.split(start).skip(1).filter_map(|rest| rest.split(['"', ')']).next()).collect()
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
