//! Reading sources: files of a folder, and Rust text with what a rule must not trip over blanked out.

use std::path::Path;

/// A file: its path from the top of the repository, and its text.
pub struct File {
    pub path: String,
    pub text: String,
}

pub struct Tree {
    pub files: Vec<File>,
}

fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn read(path: &str) -> String {
    std::fs::read_to_string(top().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
}

impl Tree {
    /// The Rust files under a folder that ship: no examples, no files that are modules of tests.
    pub fn under(folder: &str) -> Tree {
        let mut tree = Tree::with_endings(folder, &["rs"]);
        let tests: Vec<String> = tree.files.iter().flat_map(test_modules).collect();
        let ships = |file: &File| {
            let example = file.path.contains("/examples/") || file.path.contains("/tests/");
            !example && !tests.contains(&file.path) && !code(&file.text).contains("#![cfg(test)]")
        };
        tree.files.retain(ships);
        tree
    }

    pub fn with_endings(folder: &str, endings: &[&str]) -> Tree {
        let mut files = Vec::new();
        collect(&top().join(folder), endings, &mut files);
        assert!(!files.is_empty(), "no {endings:?} under {folder}: the rule would prove nothing");
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Tree { files }
    }

    pub fn text(&self, path: &str) -> String {
        let file = self.files.iter().find(|f| f.path == path);
        file.unwrap_or_else(|| panic!("no {path}")).text.clone()
    }

    pub fn each(&self, rule: impl Fn(&File) -> Vec<String>) -> Vec<String> {
        self.files.iter().flat_map(rule).collect()
    }
}

/// The files that a file declares as `#[cfg(test)] mod name;`.
fn test_modules(file: &File) -> Vec<String> {
    let folder = match file.path.rsplit_once('/') {
        Some((folder, "mod.rs" | "lib.rs" | "main.rs")) => folder.to_owned(),
        _ => file.path.trim_end_matches(".rs").to_owned(),
    };
    let text = code(&file.text);
    let declared = text.match_indices("#[cfg(test)]").filter_map(|(at, mark)| {
        let rest = text[at + mark.len()..].trim_start();
        let rest = rest.strip_prefix("pub(crate) ").unwrap_or(rest);
        let name = rest.strip_prefix("mod ")?.split(';').next()?;
        (!name.contains('{')).then(|| format!("{folder}/{}.rs", name.trim()))
    });
    declared.collect()
}

fn collect(folder: &Path, endings: &[&str], into: &mut Vec<File>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("folder can be listed").path();
        if path.is_dir() {
            collect(&path, endings, into);
        } else if path.extension().and_then(|e| e.to_str()).is_some_and(|e| endings.contains(&e)) {
            let name = path.strip_prefix(top()).expect("under the top").to_string_lossy().into_owned();
            let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{name}: {e}"));
            into.push(File { path: name, text });
        }
    }
}

/// The code alone: comments and the insides of strings become blanks; lines and columns stay.
pub fn code(text: &str) -> String {
    blank(text, true)
}

/// Code and strings, without comments: for rules about what strings hold.
pub fn uncommented(text: &str) -> String {
    blank(text, false)
}

fn blank(text: &str, strings: bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out: Vec<char> = chars.clone();
    let wipe = |out: &mut Vec<char>, from: usize, to: usize| {
        for c in out.iter_mut().take(to).skip(from) {
            if *c != '\n' {
                *c = ' ';
            }
        }
    };
    let mut at = 0;
    while at < chars.len() {
        let next = chars.get(at + 1).copied().unwrap_or(' ');
        match chars[at] {
            '/' if next == '/' => {
                let end = find(&chars, at, |w| w.starts_with(&['\n'])).unwrap_or(chars.len());
                wipe(&mut out, at, end);
                at = end;
            }
            '/' if next == '*' => {
                let end = find(&chars, at + 2, |w| w.starts_with(&['*', '/'])).map_or(chars.len(), |e| e + 2);
                wipe(&mut out, at, end);
                at = end;
            }
            'r' if raw_hashes(&chars, at).is_some() => {
                let hashes = raw_hashes(&chars, at).expect("just seen");
                let close: Vec<char> = std::iter::once('"').chain(std::iter::repeat_n('#', hashes)).collect();
                let start = at + 2 + hashes;
                let end = find(&chars, start, |w| w.starts_with(&close)).unwrap_or(chars.len());
                if strings {
                    wipe(&mut out, start, end);
                }
                at = end + close.len();
            }
            '"' => {
                let mut end = at + 1;
                while end < chars.len() && chars[end] != '"' {
                    end += if chars[end] == '\\' { 2 } else { 1 };
                }
                if strings {
                    wipe(&mut out, at + 1, end.min(chars.len()));
                }
                at = end + 1;
            }
            // A character, not a lifetime: '"' and '\'' must not open a string.
            '\'' if next == '\\' => {
                at = find(&chars, at + 3, |w| w.starts_with(&['\''])).map_or(chars.len(), |e| e + 1)
            }
            '\'' if chars.get(at + 2) == Some(&'\'') => {
                wipe(&mut out, at + 1, at + 2);
                at += 3;
            }
            _ => at += 1,
        }
    }
    out.into_iter().collect()
}

fn find(chars: &[char], from: usize, test: impl Fn(&[char]) -> bool) -> Option<usize> {
    (from..chars.len()).find(|&i| test(&chars[i..]))
}

/// How many hashes open a raw string here, if one does (`r"`, `r#"`, …).
fn raw_hashes(chars: &[char], at: usize) -> Option<usize> {
    if at > 0 && (chars[at - 1].is_alphanumeric() && chars[at - 1] != 'b' || chars[at - 1] == '_') {
        return None;
    }
    let hashes = chars[at + 1..].iter().take_while(|c| **c == '#').count();
    (chars.get(at + 1 + hashes) == Some(&'"')).then_some(hashes)
}

/// What ships, as `code` or `uncommented` shows it: lines of `#[cfg(test)]` items are blank.
pub fn shipped(text: &str, view: fn(&str) -> String) -> String {
    let bare = code(text);
    let mut tests = Vec::new();
    let mut from = 0;
    while let Some(found) = bare[from..].find("#[cfg(test)]") {
        let start = from + found;
        let body = &bare[start..];
        let end = match (body.find('{'), body.find(';')) {
            (Some(brace), s) if s.is_none_or(|s| brace < s) => start + brace + closing(&body[brace..]),
            (_, Some(s)) => start + s + 1,
            _ => bare.len(),
        };
        let line = |at: usize| bare[..at].matches('\n').count();
        tests.push(line(start)..=line(end));
        from = end;
    }
    let keep = |(n, line)| if tests.iter().any(|t| t.contains(&n)) { "" } else { line };
    view(text).lines().enumerate().map(keep).collect::<Vec<_>>().join("\n")
}

fn closing(text: &str) -> usize {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    text.len()
}

/// The lines on which a word stands as a whole (not inside a longer identifier).
pub fn lines_with(text: &str, word: &str) -> Vec<usize> {
    let edge = |c: Option<char>| c.is_none_or(|c| !(c.is_alphanumeric() || c == '_'));
    let starts_plain = word.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let ends_plain = word.ends_with(|c: char| c.is_alphanumeric() || c == '_');
    let hit = |line: &str| {
        line.match_indices(word).any(|(at, _)| {
            (!starts_plain || edge(line[..at].chars().next_back()))
                && (!ends_plain || edge(line[at + word.len()..].chars().next()))
        })
    };
    text.lines().enumerate().filter(|(_, line)| hit(line)).map(|(n, _)| n + 1).collect()
}

#[test]
fn comments_and_strings_are_blanked() {
    let text = "let a = \"x.unwrap()\"; // .unwrap()\nlet b = r#\"dbg!\"#; /* todo! */ let c = '\"'; d.unwrap();";
    let seen = code(text);
    assert_eq!(lines_with(&seen, ".unwrap()"), [2]);
    assert!(!seen.contains("dbg!") && !seen.contains("todo!"));
    assert_eq!(
        seen.lines().map(|l| l.chars().count()).sum::<usize>(),
        text.lines().map(|l| l.chars().count()).sum::<usize>()
    );
    assert!(uncommented(text).contains("x.unwrap()") && !uncommented(text).contains("todo!"));
}

#[test]
fn tests_do_not_ship() {
    let text = "fn a() { b.unwrap(\"x\") }\n#[cfg(test)]\nmod tests {\n fn c() { d.expect(\"}\") } }\n#[cfg(test)]\nmod more;\nfn e() {}";
    let seen = shipped(text, uncommented);
    assert!(seen.contains("b.unwrap(\"x\")") && seen.contains("fn e()"));
    assert!(!seen.contains("d.expect") && !seen.contains("mod more"));
}

#[test]
fn modules_of_tests_are_told() {
    let file = |path: &str, text: &str| File { path: path.into(), text: text.into() };
    assert_eq!(test_modules(&file("views/words.rs", "#[cfg(test)]\nmod keys;\nmod dates;")), ["views/words/keys.rs"]);
    assert_eq!(test_modules(&file("src/lib.rs", "#[cfg(test)] mod x;\n#[cfg(test)]\nmod y { mod z; }")), ["src/x.rs"]);
}
