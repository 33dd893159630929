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
        // A language may do without a variable (a plural's number), but each naming one of its own is a slip of the pen.
        let Some(other) = ja.get(key) else { continue };
        if let (Some(here), Some(there)) = (variables.difference(other).next(), other.difference(variables).next()) {
            findings.push(format!("`{key}`: `${here}` in en, `${there}` in ja"));
        }
    }
    findings
}

/// Refusals' texts are looked up by their code: `refused-too_soon` by `"too_soon"`.
const REFUSED: &str = "refused-";

pub fn used(en: &[File], sources: &[File]) -> Findings {
    let (keys, mut findings) = keys(en);
    let texts: Vec<&str> = en.iter().map(|f| f.text.as_str()).collect();
    let code: Vec<String> = sources.iter().map(|f| shipped(&f.text, uncommented)).collect();
    let literal = |key: &str| code.iter().any(|c| c.contains(&format!("\"{key}\"")));
    let referred =
        |key: &str| texts.iter().any(|t| t.contains(&format!("{{ {key}")) || t.contains(&format!("{{{key}")));
    let is_used = |key: &str| literal(key) || referred(key) || key.strip_prefix(REFUSED).is_some_and(literal);
    findings.extend(keys.keys().filter(|k| !is_used(k)).map(|k| format!("`{k}` is used nowhere")));
    for (file, code) in sources.iter().zip(&code) {
        let asked = asked_for(code, &["t!("])
            .into_iter()
            .chain(asked_for(code, &["refused(", "Refusal::new("]).into_iter().map(|c| format!("{REFUSED}{c}")));
        findings.extend(
            asked.filter(|key| !keys.contains_key(key)).map(|key| format!("{}: `{key}` is no text", file.path)),
        );
    }
    findings
}

/// The first literal that each of these calls is given, where it is given one before the call ends.
fn asked_for(code: &str, calls: &[&str]) -> Vec<String> {
    let mut keys = Vec::new();
    for call in calls {
        for (at, _) in code.match_indices(call) {
            if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
                continue;
            }
            let inside = &code[at + call.len()..];
            let inside = &inside[..inside.find([';', ')']).unwrap_or(inside.len())];
            if let Some(key) = inside.split('"').nth(1).filter(|_| inside.matches('"').count() > 1) {
                keys.push(key.to_owned());
            }
        }
    }
    keys
}

#[cfg(test)]
mod broken {
    use super::*;

    fn file(text: &str) -> File {
        File { path: "x".into(), text: text.into() }
    }

    #[test]
    fn missing_double_and_differing_texts_are_seen() {
        let en =
            [file("# note = x\nui-a = A\nui-b = B { $n }\nui-b-more = { $n ->\n   [one] x\n  *[other] y { $m }\n }\n")];
        assert!(both(&en, &en).is_empty());
        assert_eq!(both(&en, &[file("ui-a = A\nui-b-more = { $n } { $m }")]), ["`ui-b` is missing in ja"]);
        assert!(both(&en, &[file("ui-a = A\nui-b = B\nui-b-more = { $n }")]).is_empty());
        assert_eq!(
            both(&en, &[file("ui-a = A\nui-b = { $x }\nui-b-more = { $n }")]),
            ["`ui-b`: `$n` in en, `$x` in ja"]
        );
        assert!(!both(&[file("ui-a = A\nui-a = B")], &[file("ui-a = A")]).is_empty());
    }

    #[test]
    fn unused_and_unknown_keys_are_seen() {
        let en = [file("ui-a = A\nui-b = B\nui-c = see { ui-b }\nrefused-late = L")];
        assert_eq!(used(&en, &[file("t!(lang, \"ui-a\"); Error::refused(409, \"late\")")]), ["`ui-c` is used nowhere"]);
        let all = "t!(l, \"ui-a\"); [\"ui-c\"]; refused(409, \"late\");";
        assert!(used(&en, &[file(all)]).is_empty());
        assert_eq!(
            used(&en, &[file(&format!("{all} t!(\n  lang,\n \"ui-d\"); // \"ui-e\""))]),
            ["x: `ui-d` is no text"]
        );
        assert_eq!(used(&en, &[file(&format!("{all} Refusal::new(404, \"gone\")"))]), ["x: `refused-gone` is no text"]);
    }
}
