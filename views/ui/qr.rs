//! QR codes: dark on light in every theme, with their quiet margin.

use std::fmt::Write;

use maud::{Markup, html};
use qrcode::{Color, EcLevel, QrCode};

/// The code of a text; nothing where the text is too long for one. `label` is what a reader hears.
pub fn qr(text: &str, label: &str) -> Markup {
    drawn(modules(text), label)
}

/// The code of a long text on a screen, which has no scratches: with as few modules as can be.
pub fn dense_qr(text: &str, label: &str) -> Markup {
    drawn(encoded(text, EcLevel::L), label)
}

fn drawn(modules: Option<(usize, String)>, label: &str) -> Markup {
    let Some((side, d)) = modules else {
        return html! {};
    };
    let whole = side + 8;
    html! {
        svg.qr viewBox=(format!("0 0 {whole} {whole}")) role="img" aria-label=(label) shape-rendering="crispEdges" {
            rect width=(whole) height=(whole) fill="#FCFAF3" {}
            path transform="translate(4 4)" d=(d) fill="#1B2030" {}
        }
    }
}

/// The side in modules and the dark ones as a path, a run at a time; for pictures that hold a code.
pub(crate) fn modules(text: &str) -> Option<(usize, String)> {
    encoded(text, EcLevel::M)
}

fn encoded(text: &str, level: EcLevel) -> Option<(usize, String)> {
    let code = QrCode::with_error_correction_level(text, level).ok()?;
    let side = code.width();
    let colours = code.to_colors();
    let mut d = String::new();
    for (y, row) in colours.chunks(side).enumerate() {
        let mut x = 0;
        while x < side {
            let run = row[x..].iter().take_while(|c| **c == Color::Dark).count();
            if run > 0 {
                let _ = write!(d, "M{x} {y}h{run}v1h-{run}z");
            }
            x += run.max(1);
        }
    }
    Some((side, d))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dark_on_light_with_a_margin() {
        let (side, d) = modules("https://example.org/c/7K2QMX").unwrap();
        assert!((21..=37).contains(&side) && d.starts_with("M0 0h7v1h-7z"));
        let out = qr("https://example.org/c/7K2QMX", "card").into_string();
        assert!(out.contains("#FCFAF3") && out.contains("#1B2030"));
        assert!(qr(&"x".repeat(4000), "too long").into_string().is_empty());
    }
}
