//! What every page promises.

use std::collections::HashSet;

pub fn check(name: &str, html: &str) {
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
