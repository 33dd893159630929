//! Every text stands in both languages, with the same variables, and is used by literal key.

use super::Findings;
use super::source::{File, shipped, uncommented};
use std::collections::{BTreeMap, BTreeSet};

/// Keys of Fluent files, each with the variables its text takes.
fn keys(files: &[File]) -> (BTreeMap<String, BTreeSet<String>>, Findings) {
    let (mut keys, mut findings) = (BTreeMap::<String, BTreeSet<String>>::new(), Vec::new());
    for file in files {
        let mut current = String::new();
        for line in file.text.lines() {
            let starts = line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
            if let (true, Some((key, _))) = (starts, line.split_once('=')) {
                current = key.trim().to_owned();
                if keys.insert(current.clone(), BTreeSet::new()).is_some() {
                    findings.push(format!("{}: `{current}` stands twice", file.path));
                }
            }
            if line.starts_with('#') {
                continue;
            }
            for part in line.split('$').skip(1) {
                let name = part.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '-')).collect();
                if let Some(variables) = keys.get_mut(&current) {
                    variables.insert(name);
                }
            }
        }
    }
    (keys, findings)
}

pub fn both(en: &[File], ja: &[File]) -> Findings {
    let ((en, mut findings), (ja, more)) = (keys(en), keys(ja));
    findings.extend(more);
    for (here, there, name) in [(&en, &ja, "ja"), (&ja, &en, "en")] {
        findings.extend(here.keys().filter(|k| !there.contains_key(*k)).map(|k| format!("`{k}` is missing in {name}")));
    }
    for (key, variables) in &en {
        // A language may leave out a number's own word (plural), but may not name what nobody gives it.
        if let Some(strange) = ja.get(key).and_then(|other| other.symmetric_difference(variables).next()) {
            findings.push(format!("`{key}`: `${strange}` stands in one language only"));
        }
    }
    findings
}

pub fn used(en: &[File], sources: &[File]) -> Findings {
    let (keys, _) = keys(en);
    let code: Vec<String> = sources.iter().map(|f| shipped(&f.text, uncommented)).collect();
    let texts: Vec<&str> = en.iter().map(|f| f.text.as_str()).collect();
    let literal = |key: &str| code.iter().any(|c| c.contains(&format!("\"{key}\"")));
    let referred = |key: &str| texts.iter().any(|t| t.contains(&format!("{{ {key}")) || t.contains(&format!("{{{key}")));
    let mut findings: Findings = keys.keys().filter(|k| !literal(k) && !referred(k)).map(|k| format!("`{k}` is used nowhere")).collect();
    let areas: BTreeSet<&str> = keys.keys().filter_map(|k| k.split_once('-')).map(|(area, _)| area).collect();
    for file in sources {
        for word in shipped(&file.text, uncommented).split('"').skip(1).step_by(2) {
            let looks = word.split_once('-').is_some_and(|(area, rest)| areas.contains(area) && !rest.is_empty());
            let plain = word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
            if looks && plain && called(&file.text, word) && !keys.contains_key(word) {
                findings.push(format!("{}: `{word}` is no text", file.path));
            }
        }
    }
    findings
}

/// The word is handed to one of the functions that look texts up (`t("…")`, `.text("…")`, …), not a CSS class.
fn called(source: &str, word: &str) -> bool {
    LOOKUPS.iter().any(|call| source.contains(&format!("{call}(\"{word}\"")))
}

const LOOKUPS: &[&str] = &["t", "text", "with", "say"];

#[cfg(test)]
mod broken {
    use super::*;

    fn file(text: &str) -> File {
        File { path: "x".into(), text: text.into() }
    }

    #[test]
    fn missing_double_and_differing_texts_are_seen() {
        let en = [file("# note = x\nui-a = A\nui-b = B { $n }\nui-b-more = { $n ->\n   [one] x\n  *[other] y { $m }\n }\n")];
        assert!(both(&en, &en).is_empty());
        assert_eq!(both(&en, &[file("ui-a = A\nui-b-more = { $n } { $m }")]), ["`ui-b` is missing in ja"]);
        assert_eq!(both(&en, &[file("ui-a = A\nui-b = B\nui-b-more = { $n } { $m }")]).len(), 1);
        assert!(!both(&[file("ui-a = A\nui-a = B")], &[file("ui-a = A")]).is_empty());
    }

    #[test]
    fn unused_and_unknown_keys_are_seen() {
        let en = [file("ui-a = A\nui-b = B\nui-c = see { ui-b }")];
        assert_eq!(used(&en, &[file("l.t(\"ui-a\")")]), ["`ui-c` is used nowhere"]);
        assert_eq!(used(&en, &[file("l.t(\"ui-a\"); l.t(\"ui-c\"); l.t(\"ui-d\"); // \"ui-e\"")]), ["x: `ui-d` is no text"]);
    }
}
