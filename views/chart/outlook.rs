//! What was, as bars, and what is likely to come: dashed bars, each with the range it may lie in.

use maud::{Markup, html};

use super::bars::grouped;
use super::{Size, frame, px, text_width};

pub struct Outlook {
    /// The finding, in a sentence.
    pub title: String,
    pub bars: Vec<Coming>,
}

pub struct Coming {
    /// "December 2026"; the value is added.
    pub name: String,
    /// What stands under the axis: "Dec".
    pub label: String,
    /// None where it cannot be told.
    pub value: Option<u64>,
    /// Of one that is to come.
    pub ahead: bool,
    /// Between what and what; only of one that is to come.
    pub range: Option<(u64, u64)>,
}

const LABEL: f64 = 14.0;

pub fn outlook(data: &Outlook, size: Size) -> Markup {
    let (width, height) = match size {
        Size::Wide => (456.0, 204.0),
        Size::Narrow => (320.0, 190.0),
    };
    let slot = width / data.bars.len().max(1) as f64;
    let thick = (slot * 0.7).min(44.0);
    let (top, base) = (24.0, height - 24.0);
    let most =
        data.bars.iter().flat_map(|b| [b.value, b.range.map(|r| r.1)]).flatten().max().unwrap_or(0).max(1) as f64;
    let y = |n: u64| base - n as f64 / most * (base - top);
    let middle = |at: usize| (at as f64 + 0.5) * slot;
    // Where a month's name has no room, every second or third is named, the last in any case.
    let widest = data.bars.iter().map(|b| text_width(&b.label, LABEL)).fold(0.0, f64::max);
    let every = ((widest + 8.0) / slot).ceil().max(1.0) as usize;
    let named = |at: usize| (data.bars.len() - 1 - at).is_multiple_of(every);
    let body = html! {
        @for (at, bar) in data.bars.iter().enumerate() {
            g.bar-slot {
                title { (words(bar)) }
                rect.bar-reach x=(px(middle(at) - slot / 2.0)) y=(px(top)) width=(px(slot)) height=(px(base - top)) {}
                @if let Some(value) = bar.value {
                    rect class=(if bar.ahead { "bar ahead" } else { "bar usual" }) x=(px(middle(at) - thick / 2.0)) y=(px(y(value)))
                        width=(px(thick)) height=(px(base - y(value))) {}
                }
                @if let Some((low, high)) = bar.range {
                    path.whisker d={ "M" (px(middle(at))) " " (px(y(low))) "V" (px(y(high)))
                        "M" (px(middle(at) - 6.0)) " " (px(y(low))) "h12M" (px(middle(at) - 6.0)) " " (px(y(high))) "h12" } {}
                }
            }
        }
        path.axis d={ "M0 " (px(base)) "H" (px(width)) } {}
        @for (at, bar) in data.bars.iter().enumerate().filter(|(at, _)| named(*at)) {
            text class=(if bar.ahead { "chart-label strong" } else { "chart-label" }) x=(px(middle(at))) y=(px(base + 17.0))
                text-anchor="middle" { (bar.label) }
        }
    };
    frame("outlook", &data.title, width, height, body)
}

fn words(bar: &Coming) -> String {
    let value = bar.value.map(grouped).unwrap_or_default();
    match bar.range {
        Some((low, high)) => format!("{}: {value} ({}–{})", bar.name, grouped(low), grouped(high)),
        None => format!("{}: {value}", bar.name),
    }
}

#[cfg(test)]
mod tests {
    use super::super::probe::attributes;
    use super::*;

    fn drawn(values: &[(u64, Option<(u64, u64)>)], size: Size) -> String {
        let bars = values
            .iter()
            .map(|(value, range)| Coming {
                name: "December".into(),
                label: "Dec".into(),
                value: Some(*value),
                ahead: range.is_some(),
                range: *range,
            })
            .collect();
        outlook(&Outlook { title: "More is used in December.".into(), bars }, size).into_string()
    }

    #[test]
    fn bars_stand_from_zero_and_stay_in_the_frame() {
        for size in [Size::Wide, Size::Narrow] {
            let svg = drawn(&[(100, None), (200, None), (150, Some((50, 400)))], size);
            let (y, h) = (attributes(&svg, "bar ", "y"), attributes(&svg, "bar ", "height"));
            assert!((h[1] / h[0] - 2.0).abs() < 0.03);
            assert!(y.iter().all(|y| *y >= 24.0) && (y[0] + h[0] - y[2] - h[2]).abs() < 0.2);
            assert!(svg.contains("150 (50–400)") && svg.contains("whisker"));
        }
    }

    #[test]
    fn nothing_is_no_panic() {
        drawn(&[], Size::Wide);
        drawn(&[(0, Some((0, 0)))], Size::Narrow);
    }
}
