//! The sentences themselves: the same keys and the same gaps in both languages, none unused.
#![cfg(test)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Keys with the variables they name.
fn sentences(lang: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for file in fs::read_dir(root().join("locales").join(lang)).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let mut key = String::new();
        for line in text.lines() {
            if line.starts_with(|c: char| c.is_ascii_alphabetic()) {
                key = line.split('=').next().unwrap().trim().to_owned();
                assert!(found.insert(key.clone(), BTreeSet::new()).is_none(), "{lang}: {key} stands twice");
            }
            for part in line.split('$').skip(1) {
                let name: String = part.chars().take_while(|c| c.is_alphanumeric() || "_-".contains(*c)).collect();
                found.get_mut(&key).unwrap().insert(name);
            }
        }
    }
    found
}

fn rust_files(dir: &Path, into: &mut String) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("target") {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|e| e == "rs") {
            into.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn both_languages_say_the_same_things() {
    let (en, ja) = (sentences("en"), sentences("ja"));
    let missing: Vec<_> =
        en.keys().filter(|k| !ja.contains_key(*k)).chain(ja.keys().filter(|k| !en.contains_key(*k))).collect();
    assert!(missing.is_empty(), "in one language only: {missing:?}");
}

#[test]
fn no_gap_is_left_unfilled() {
    // A plural may go unsaid in one language, a count be spelt in one only, a unit stand (`is`) in one only; any other gap stands in both.
    let (en, ja) = (sentences("en"), sentences("ja"));
    for (key, gaps) in &en {
        let other = &ja[key];
        let odd: Vec<_> = gaps
            .symmetric_difference(other)
            .filter(|gap| !matches!(gap.as_str(), "n" | "is" | "spelt" | "left" | "visits" | "points"))
            .collect();
        assert!(odd.is_empty(), "{key}: {odd:?} in one language only");
    }
}

#[test]
fn every_sentence_is_used() {
    let mut code = String::new();
    rust_files(&root(), &mut code);
    rust_files(&root().join("../src"), &mut code);
    let unused: Vec<_> = sentences("en")
        .into_keys()
        .filter(|key| !key.starts_with("refused-") && !code.contains(&format!("\"{key}\"")))
        .collect();
    assert!(unused.is_empty(), "unused: {unused:?}");
}
