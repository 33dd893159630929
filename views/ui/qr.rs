//! QR codes: dark on light in every theme, with their quiet margin.

use maud::{Markup, html};
use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

use crate::layout::raw_svg;

/// The code of a text; nothing where the text is too long for one. `label` is what a reader hears.
pub fn qr(text: &str, label: &str) -> Markup {
    let Ok(code) = QrCode::with_error_correction_level(text, EcLevel::M) else {
        return html! {};
    };
    let side = code.width() as u32 + 8;
    let drawn = code
        .render()
        .min_dimensions(side, side)
        .max_dimensions(side, side)
        .quiet_zone(true)
        .dark_color(svg::Color("#1B2030"))
        .light_color(svg::Color("#FCFAF3"))
        .build();
    // The library writes an XML head; only the element itself belongs on a page.
    let svg = drawn
        .find("<svg")
        .map_or(String::new(), |at| drawn[at..].to_owned());
    html! { span.qr role="img" aria-label=(label) { (raw_svg(svg)) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dark_on_light_with_a_margin() {
        let out = qr("https://example.org/c/7K2QMX", "card").into_string();
        assert!(out.contains("#FCFAF3") && out.contains("#1B2030") && !out.contains("<?xml"));
        assert!(!out.contains("style="), "{}", &out[..200]);
    }
}
