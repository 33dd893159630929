//! The walls of the house (DESIGN: "Walls of the house"), kept by reading the sources. Each rule is a pure function over
//! text, and is shown a broken snippet beside it, so that a rule that sees nothing is itself a failure.

mod pages;
mod rust;
mod source;
mod texts;

use source::Tree;

/// A rule's findings, one per line: `path:line: what is wrong`.
type Findings = Vec<String>;

fn check(findings: Findings) {
    assert!(findings.is_empty(), "{} findings\n{}", findings.len(), findings.join("\n"));
}

#[test]
fn capabilities_lean_only_on_those_above_them() {
    let tree = Tree::under("src");
    check(rust::leans(&tree.text("src/lib.rs"), &tree.files));
}

#[test]
fn rules_know_no_database_no_web_and_no_clock() {
    check(Tree::under("src").each(rust::pure_rules));
}

#[test]
fn engines_are_told_apart_in_db_only() {
    check(Tree::under("src").each(rust::engine));
}

#[test]
fn tables_are_touched_in_stores_only() {
    check(Tree::under("src").each(rust::sql));
}

#[test]
fn nothing_unwraps_outside_tests() {
    check(Tree::under("src").each(rust::unwraps));
    check(Tree::under("views").each(rust::unwraps));
}

#[test]
fn raw_html_only_where_listed() {
    check(Tree::under("src").each(pages::raw));
    check(Tree::under("views").each(pages::raw));
}

#[test]
fn views_know_no_database_and_no_web_server() {
    check(pages::dependencies(&source::read("views/Cargo.toml")));
}

#[test]
fn pages_keep_to_the_content_security_policy() {
    check(Tree::under("src").each(pages::inline));
    check(Tree::under("views").each(pages::inline));
}

#[test]
fn pages_load_nothing_from_elsewhere() {
    check(Tree::under("views").each(pages::elsewhere));
    check(Tree::with_endings("views/assets", &["css", "js", "mjs", "svg", "webmanifest"]).each(pages::elsewhere));
}

#[test]
fn every_text_stands_in_both_languages_and_is_used() {
    let sources = Tree::under("views").files.into_iter().chain(Tree::under("src").files).collect::<Vec<_>>();
    let en = Tree::with_endings("views/locales/en", &["ftl"]);
    let ja = Tree::with_endings("views/locales/ja", &["ftl"]);
    check(texts::both(&en.files, &ja.files));
    check(texts::used(&en.files, &sources));
}
