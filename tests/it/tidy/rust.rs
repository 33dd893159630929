//! Walls between rooms of `src/`: who leans on whom, what rules may know, where SQL and engines are named.

use super::Findings;
use super::source::{File, code, lines_with, shipped};

fn found(file: &File, text: &str, words: &[&str], why: &str) -> Findings {
    let hits = words.iter().flat_map(|word| lines_with(text, word).into_iter().map(move |line| (line, word)));
    hits.map(|(line, word)| format!("{}:{line}: `{word}` {why}", file.path)).collect()
}

/// `lib.rs` lists the modules from the ground up; each may name only itself and those above it.
pub fn leans(lib: &str, files: &[File]) -> Findings {
    let order: Vec<String> = code(lib).lines().filter_map(|l| module(l.trim())).collect();
    let place = |name: &str| order.iter().position(|m| m == name);
    let mut findings = Vec::new();
    for file in files {
        let inside = file.path.trim_start_matches("src/");
        let own = inside.split('/').next().unwrap_or(inside).trim_end_matches(".rs");
        if matches!(own, "lib" | "main") {
            continue;
        }
        let Some(here) = place(own) else {
            findings.push(format!("{}: `{own}` is not on the street map in lib.rs", file.path));
            continue;
        };
        let text = shipped(&file.text, code);
        for (line, name) in named_from_crate(&text) {
            match place(&name) {
                Some(there) if there <= here => {}
                Some(_) => {
                    findings.push(format!("{}:{line}: `{own}` leans on `{name}`, which stands below it", file.path))
                }
                None if macro_of(files, &name).is_some_and(|m| place(&m).is_some_and(|p| p <= here)) => {}
                None => findings.push(format!("{}:{line}: `crate::{name}` is no module of lib.rs", file.path)),
            }
        }
        // Beyond its own capability a file names others from the crate's root, where this rule sees it.
        let depth = inside.matches('/').count() + usize::from(!inside.ends_with("mod.rs"));
        let climbs = "super::".repeat(depth);
        findings.extend(
            lines_with(&text, &climbs)
                .into_iter()
                .map(|l| format!("{}:{l}: climbs to the root by `super`; say `crate::`", file.path)),
        );
    }
    findings
}

fn module(line: &str) -> Option<String> {
    let rest = line
        .strip_prefix("pub mod ")
        .or_else(|| line.strip_prefix("pub(crate) mod "))
        .or_else(|| line.strip_prefix("mod "))?;
    Some(rest.strip_suffix(';')?.trim().to_owned())
}

/// Which module defines a macro that `#[macro_export]` put at the root.
fn macro_of(files: &[File], name: &str) -> Option<String> {
    let file = files.iter().find(|f| f.text.contains(&format!("macro_rules! {name} ")))?;
    Some(file.path.trim_start_matches("src/").split('/').next()?.trim_end_matches(".rs").to_owned())
}

/// Every name that follows `crate::`, in groups too: `crate::{a, b::c}` names `a` and `b`.
fn named_from_crate(text: &str) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        if text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            continue;
        }
        let line = text[..at].matches('\n').count() + 1;
        let rest = &text[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let (mut depth, mut fresh, mut name) = (1, true, String::new());
            for c in group.chars() {
                match c {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                if depth == 0 || (depth == 1 && c == ',') {
                    names.push((line, std::mem::take(&mut name)));
                    fresh = true;
                } else if fresh && (c.is_alphanumeric() || c == '_') {
                    name.push(c);
                } else if !name.is_empty() {
                    fresh = false;
                }
                if depth == 0 {
                    break;
                }
            }
        } else {
            names.push((line, rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()));
        }
    }
    names.retain(|(_, name)| !name.is_empty() && name != "self");
    names
}

pub fn pure_rules(file: &File) -> Findings {
    if !file.path.ends_with("/rules.rs") {
        return Vec::new();
    }
    let outside = [
        "diesel",
        "actix_web",
        "actix_session",
        "SystemTime",
        "Instant",
        "::now(",
        "Clock",
        "Tx",
        "Conn",
        "tokio",
        "rand",
        "std::fs",
        "std::env",
    ];
    found(file, &shipped(&file.text, code), &outside, "has no place in rules: facts in, decision out")
}

pub fn engine(file: &File) -> Findings {
    if file.path.starts_with("src/db/") {
        return Vec::new();
    }
    let names = [
        "SqliteConnection",
        "PgConnection",
        "Conn::Sqlite",
        "Conn::Pg",
        "Engine::Sqlite",
        "Engine::Postgres",
        "diesel::pg",
        "diesel::sqlite",
    ];
    found(file, &shipped(&file.text, code), &names, "tells engines apart; that is db's work")
}

pub fn sql(file: &File) -> Findings {
    let store = file.path.ends_with("/store.rs") || file.path.contains("/store/") || file.path.starts_with("src/db/");
    if store {
        return Vec::new();
    }
    let names = [
        "sql_query",
        "insert_into",
        "schema::",
        "ExpressionMethods",
        "QueryDsl",
        "RunQueryDsl",
        "diesel::prelude",
        "table!",
    ];
    found(file, &shipped(&file.text, code), &names, "is SQL; that is a store's work")
}

pub fn unwraps(file: &File) -> Findings {
    let names = [
        ".unwrap()",
        ".expect(",
        ".unwrap_err()",
        ".expect_err(",
        "dbg!",
        "todo!",
        "unimplemented!",
        "panic!",
        "println!",
    ];
    let spoken = ["src/main.rs", "src/cli.rs"];
    let mut findings = found(file, &shipped(&file.text, code), &names, "stays out of what ships");
    findings.retain(|f| {
        !(f.contains("`println!`") && (spoken.iter().any(|s| f.starts_with(s)) || f.starts_with("src/cli/")))
    });
    findings
}

#[cfg(test)]
mod broken {
    use super::*;

    fn file(path: &str, text: &str) -> File {
        File { path: path.into(), text: text.into() }
    }

    const LIB: &str = "//! map\npub mod words;\npub mod db;\npub mod ledger;\npub mod counter;\n";

    #[test]
    fn leaning_downwards_is_seen() {
        let bad = [
            file("src/ledger/mod.rs", "use crate::counter::Tap;"),
            file("src/db/mod.rs", "use crate::{\n words::Id,\n counter::{a, b},\n};"),
            file("src/words.rs", "fn a() { crate::ledger::post() }"),
            file("src/ledger/store.rs", "use super::super::counter;"),
            file("src/attic.rs", ""),
            file("src/ledger/rules.rs", "use crate::nowhere::X;"),
        ];
        let findings = leans(LIB, &bad);
        assert_eq!(findings.len(), bad.len(), "{findings:#?}");
    }

    #[test]
    fn leaning_upwards_is_fine() {
        let good = [
            file(
                "src/counter/mod.rs",
                "use crate::{words::{Id, Points}, ledger}; // crate::attic\npub(crate) fn f() {}",
            ),
            file("src/words.rs", "#[cfg(test)]\nmod tests { use crate::counter::x; }"),
            file("src/counter/rules.rs", "use super::Tap; use crate::counter::Visit;"),
            file("src/db/mod.rs", "#[macro_export]\nmacro_rules! both { () => { $crate::db::x() } }"),
            file("src/ledger/store.rs", "crate::both!()"),
        ];
        let findings = leans(LIB, &good);
        assert!(findings.is_empty(), "{findings:#?}");
    }

    #[test]
    fn impure_rules_are_seen() {
        for text in [
            "use diesel::prelude::*;",
            "let t = std::time::Instant::now();",
            "jiff::Zoned::now()",
            "use actix_web::web;",
            "fn a(tx: &mut Tx) {}",
        ] {
            assert!(!pure_rules(&file("src/counter/rules.rs", text)).is_empty(), "{text}");
        }
        assert!(
            pure_rules(&file("src/counter/rules.rs", "pub fn earn(now: Millis) -> Points { /* Instant */ known }"))
                .is_empty()
        );
        assert!(pure_rules(&file("src/counter/mod.rs", "use diesel::prelude::*;")).is_empty());
    }

    #[test]
    fn engines_outside_db_are_seen() {
        assert!(!engine(&file("src/counter/store.rs", "match conn { Conn::Pg(c) => 1 }")).is_empty());
        assert!(engine(&file("src/db/mod.rs", "match conn { Conn::Pg(c) => 1 }")).is_empty());
    }

    #[test]
    fn sql_outside_stores_is_seen() {
        assert!(!sql(&file("src/counter/mod.rs", "diesel::insert_into(visits::table)")).is_empty());
        assert!(!sql(&file("src/counter/pages.rs", "use crate::db::schema::visits;")).is_empty());
        assert!(sql(&file("src/counter/store.rs", "diesel::insert_into(visits::table)")).is_empty());
    }

    #[test]
    fn unwraps_are_seen() {
        for text in ["x.unwrap();", "x.expect(\"y\");", "dbg!(x);", "todo!()", "panic!(\"\")"] {
            assert!(!unwraps(&file("src/a.rs", text)).is_empty(), "{text}");
        }
        assert!(
            unwraps(&file(
                "src/a.rs",
                "x.unwrap_or_default(); // .unwrap()\n#[cfg(test)]\nmod t { fn a() { x.unwrap() } }"
            ))
            .is_empty()
        );
    }
}
