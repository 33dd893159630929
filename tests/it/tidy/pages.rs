//! Walls of what a person sees: escaped, without inline styles and scripts, with nothing from elsewhere.

use super::Findings;
use super::source::{File, code, lines_with, shipped, uncommented};

/// Where raw HTML may stand, and on how many lines: drawings that our own code or a library made of numbers.
const RAW: &[(&str, usize)] = &[("views/layout.rs", 2)];

pub fn raw(file: &File) -> Findings {
    let lines = lines_with(&shipped(&file.text, code), "PreEscaped");
    let listed = RAW.iter().find(|(path, _)| *path == file.path).map_or(0, |(_, most)| *most);
    lines
        .into_iter()
        .skip(listed)
        .map(|l| format!("{}:{l}: `PreEscaped` is not listed for this line", file.path))
        .collect()
}

pub fn dependencies(manifest: &str) -> Findings {
    let keys = manifest.lines().map(|l| l.split(['=', '.', ' ']).next().unwrap_or("").trim().trim_matches('"'));
    let outside = ["diesel", "actix", "tokio", "sqlx", "rusqlite", "libsqlite3", "pq-sys", "noren"];
    let bad = keys.filter(|key| {
        outside.iter().any(|o| *key == *o || key.starts_with(&format!("{o}-")) || key.starts_with(&format!("{o}_")))
    });
    bad.map(|key| format!("views/Cargo.toml: `{key}` does not belong to pages")).collect()
}

/// The policy is `script-src 'self'; style-src 'self'`: what stands inline would be dropped by the browser, in silence.
pub fn inline(file: &File) -> Findings {
    let text = shipped(&file.text, code);
    let mut findings = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let mut say = |what: &str| findings.push(format!("{}:{}: {what}", file.path, n + 1));
        let tight: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        if ["style=\"", "style=(", "style=[", "style={"].iter().any(|s| attribute(&tight, s)) {
            say("inline style");
        }
        if line.trim_start().starts_with("style {") || line.contains(" style {") {
            say("style element");
        }
        if handler(&tight) {
            say("inline event handler");
        }
        if element(line, "script") && !line.contains("src=") && !line.contains("type=") {
            say("inline script");
        }
    }
    findings
}

/// An attribute of exactly this name, not `data-style=`.
fn attribute(tight: &str, name: &str) -> bool {
    tight.match_indices(name).any(|(at, _)| !tight[..at].ends_with(['-', '_', '.'])) && !tight.contains("letstyle=")
}

/// `onclick="…"` and its kin. (`on = …` and `let once = …` are not.)
fn handler(tight: &str) -> bool {
    let known = [
        "click", "change", "input", "submit", "load", "error", "focus", "blur", "keydown", "keyup", "keypress",
        "toggle", "scan",
    ];
    known.iter().any(|event| ["\"", "(", "{"].iter().any(|open| attribute(tight, &format!("on{event}={open}"))))
}

fn element(line: &str, name: &str) -> bool {
    lines_with(line, name).len() == 1
        && line.trim_start().starts_with(name)
        && line.contains('{')
        && !line.contains("fn ")
}

/// Names, not places: namespaces of SVG, and pages that a person may follow a link to.
const LINKS: &[&str] = &[
    "http://www.w3.org/",
    "https://www.openstreetmap.org/copyright",
    "http://localhost",
    "http://127.0.0.1",
    "https://creativecommons.org/",
    "https://noren.example/",
];

pub fn elsewhere(file: &File) -> Findings {
    // Vendored files carry their authors' links in comments; the browser stories prove that nothing is fetched.
    if file.path.contains("/vendor/") {
        return Vec::new();
    }
    let text = if file.path.ends_with(".rs") { shipped(&file.text, uncommented) } else { uncommented_web(&file.text) };
    let mut findings = Vec::new();
    for (n, line) in text.lines().enumerate() {
        let mut rest = line;
        while let Some(at) =
            ["http://", "https://", "\"//", "'//", "(//", "wss://", "ws://"].iter().filter_map(|s| rest.find(s)).min()
        {
            rest = &rest[at..];
            // A bare scheme (`starts_with("https://")`) names no one.
            let host = rest.split_once("//").is_some_and(|(_, host)| host.starts_with(|c: char| c.is_alphanumeric()));
            if host && !LINKS.iter().any(|link| rest.starts_with(link)) {
                findings.push(format!("{}:{}: names another host", file.path, n + 1));
            }
            rest = &rest[3..];
        }
    }
    findings
}

fn uncommented_web(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("/*") {
        let end = rest[start..].find("*/").map_or(rest.len(), |e| start + e + 2);
        out.push_str(&rest[..start]);
        out.extend(rest[start..end].chars().filter(|c| *c == '\n'));
        rest = &rest[end..];
    }
    out.push_str(rest);
    out.lines().map(|l| if l.trim_start().starts_with("//") { "" } else { l }).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod broken {
    use super::*;

    fn view(text: &str) -> File {
        File { path: "views/x.rs".into(), text: text.into() }
    }

    #[test]
    fn raw_html_is_seen() {
        assert!(!raw(&view("fn a() -> Markup { PreEscaped(name) }")).is_empty());
        assert!(raw(&view("// PreEscaped\nfn a() {}")).is_empty());
        let layout =
            File { path: "views/layout.rs".into(), text: "PreEscaped(a)\nPreEscaped(b)\nPreEscaped(c)".into() };
        assert_eq!(raw(&layout).len(), 1, "one more than listed");
    }

    #[test]
    fn a_database_in_views_is_seen() {
        assert_eq!(dependencies("[dependencies]\ndiesel = \"2\"\nactix-web.workspace = true\nmaud = \"1\"").len(), 2);
        assert!(dependencies("name = \"noren-views\"\n[dependencies]\nmaud = \"1\" # not diesel").is_empty());
    }

    #[test]
    fn inline_styles_and_scripts_are_seen() {
        for text in [
            "p style=\"color:red\" {}",
            "p style=(css) {}",
            "button onclick=\"go()\" {}",
            "script { (code) }",
            "    style { \"p{}\" }",
        ] {
            assert_eq!(inline(&view(text)).len(), 1, "{text}");
        }
        for text in [
            "p class=\"style\" {}",
            "let style = (1, 2);",
            "script src=(x) type=\"module\" {}",
            "let once = (1);",
            "p data-style=\"a\" {}",
        ] {
            assert!(inline(&view(text)).is_empty(), "{text}");
        }
    }

    #[test]
    fn other_hosts_are_seen() {
        let css = |text: &str| File { path: "views/assets/x.css".into(), text: text.into() };
        assert!(!elsewhere(&css("@import url(https://fonts.example/x.css);")).is_empty());
        assert!(!elsewhere(&css("a { background: url(\"//cdn.example/x.png\") }")).is_empty());
        assert!(!elsewhere(&view("link href=\"https://cdn.example/x.css\";")).is_empty());
        assert!(elsewhere(&css("/* https://example.org */ a { color: red }")).is_empty());
        assert!(elsewhere(&view("url.starts_with(\"https://\")")).is_empty());
        assert!(elsewhere(&view("svg xmlns=\"http://www.w3.org/2000/svg\" {}")).is_empty());
    }
}
