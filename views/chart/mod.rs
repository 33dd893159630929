//! Charts: plain data in, one SVG out. All words and their numbers come as data, all colours from charts.css by class.
//! No translation, no dates, no queries here.

mod bars;
mod course;
mod flows;
mod map;
mod meter;
mod outlook;
mod share;
mod stack;

pub use bars::{Average, Bar, Bars, bars};
pub use course::{Course, Line, course};
pub use flows::{Flow, Flows, MOST_FLOWS, flows};
pub use map::{Depth, Hex, Label, Map, Marker, Point, map};
pub use meter::meter;
pub use outlook::{Coming, Outlook, outlook};
pub use share::{Share, SharePoint, share};
pub use stack::{Part, Stack, stack};

use maud::{Markup, html};

/// A count that may be shown, or one that stands for fewer than ten people.
/// The second kind holds no number, so none can leak into a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Number(u64),
    Few,
}

impl Shown {
    pub fn number(self) -> Option<u64> {
        match self {
            Shown::Number(n) => Some(n),
            Shown::Few => None,
        }
    }
}

/// Text in an SVG shrinks with it; so every wide chart is drawn twice and the style sheet shows the one that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    Wide,
    Narrow,
}

/// Both drawings of a chart.
pub fn both(draw: impl Fn(Size) -> Markup) -> Markup {
    html! {
        div.chart-wide { (draw(Size::Wide)) }
        div.chart-narrow { (draw(Size::Narrow)) }
    }
}

/// The hatches that all charts of a page share. Once a page, before the first chart.
pub fn defs() -> Markup {
    html! {
        svg.chart-defs width="0" height="0" aria-hidden="true" focusable="false" {
            defs {
                pattern #hatch-few width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    path.hatch-few d="M0 0V6" {}
                }
                pattern #hatch-rain width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    path.hatch-rain d="M0 0V5" {}
                }
            }
        }
    }
}

/// The frame of every chart: an image whose name is its finding.
fn frame(kind: &str, title: &str, width: f64, height: f64, inside: Markup) -> Markup {
    html! {
        svg class={ "chart chart-" (kind) } role="img" width=(px(width)) height=(px(height))
            viewBox={ "0 0 " (px(width)) " " (px(height)) } {
            title { (title) }
            (inside)
        }
    }
}

/// A coordinate as SVG writes it: one decimal, no trailing zero.
fn px(value: f64) -> String {
    if !value.is_finite() {
        return "0".to_owned();
    }
    let rounded = (value * 10.0).round() / 10.0;
    // Adding zero turns -0 into 0.
    format!("{}", rounded + 0.0)
}

/// About how wide a text is at a size. Full-width signs are one em, others a little over half.
fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(|c| if (c as u32) < 0x1100 { 0.56 } else { 1.0 }).sum::<f64>() * size
}

/// An area that text or a mark has taken.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn meets(&self, other: &Area) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }
}

#[cfg(test)]
pub(crate) mod probe {
    //! Reads numbers back out of drawn charts.

    /// The values of one attribute of every element whose class list begins so.
    pub fn attributes(svg: &str, class: &str, name: &str) -> Vec<f64> {
        svg.split('<')
            .filter(|tag| tag.contains(&format!("class=\"{class}")))
            .filter_map(|tag| {
                let from = tag.find(&format!(" {name}=\""))? + name.len() + 3;
                tag[from..].split('"').next()?.parse().ok()
            })
            .collect()
    }

    /// What a person can read in it: titles and texts.
    pub fn words(svg: &str) -> String {
        svg.split('<').filter_map(|tag| tag.split_once('>')).map(|(_, text)| text).collect::<Vec<_>>().join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short_and_finite() {
        assert_eq!(px(12.04), "12");
        assert_eq!(px(12.06), "12.1");
        assert_eq!(px(-0.01), "0");
        assert_eq!(px(f64::NAN), "0");
    }

    #[test]
    fn full_width_signs_are_wider() {
        assert!(text_width("10人未満", 14.0) > text_width("abcde", 14.0));
    }
}
