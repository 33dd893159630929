//! Visits by day, week or month: zero-based bars, a few emphasised, rain hatched, the period before as a dashed line.

use maud::{Markup, html};

use super::{Area, Shown, Size, frame, px, text_width};

pub struct Bars {
    /// The finding, in a sentence.
    pub title: String,
    pub bars: Vec<Bar>,
    /// The mean of the period before.
    pub average: Option<Average>,
    /// One bar that is named at its top: its place and the words.
    pub callout: Option<(usize, String)>,
    /// "fewer than 10"
    pub few: String,
}

pub struct Bar {
    pub value: Shown,
    /// Its full name, "Saturday, 3 October"; the value is added.
    pub name: String,
    /// What stands under the axis, where it stands alone: "3".
    pub label: Option<String>,
    /// Saturdays, say.
    pub strong: bool,
    pub rain: bool,
}

pub struct Average {
    pub value: f64,
}

const LABEL: f64 = 14.0;
/// The height of a bar whose value is not shown. It says nothing.
const FEW_HEIGHT: f64 = 12.0;

pub fn bars(data: &Bars, size: Size) -> Markup {
    let (width, height) = match size {
        Size::Wide => (540.0, 204.0),
        Size::Narrow => (320.0, 190.0),
    };
    let count = data.bars.len().max(1) as f64;
    let slot = width / count;
    let thick = (slot * 0.76).min(52.0);
    let numbered = data.bars.iter().all(|bar| text_width(&value_words(bar, &data.few), 13.0) + 6.0 < slot);
    let top = if numbered || data.callout.is_some() { 24.0 } else { 8.0 };
    let rain_below = data.bars.iter().any(|bar| bar.rain && bar.label.is_some());
    let rain = data.bars.iter().any(|bar| bar.rain);
    let base = height - if rain_below { 44.0 } else { 24.0 };
    let most = data.bars.iter().filter_map(|bar| bar.value.number()).max().unwrap_or(0) as f64;
    let most = most.max(data.average.as_ref().map_or(0.0, |average| average.value)).max(1.0);
    let tall = |bar: &Bar| match bar.value {
        Shown::Number(n) => n as f64 / most * (base - top),
        Shown::Few => FEW_HEIGHT,
    };
    let middle = |at: usize| (at as f64 + 0.5) * slot;

    let body = html! {
        @for (at, bar) in data.bars.iter().enumerate() {
            g.bar-slot {
                title { (bar.name) ": " (value_words(bar, &data.few)) }
                rect.bar-reach x=(px(middle(at) - slot / 2.0)) y=(px(top)) width=(px(slot)) height=(px(base - top)) {}
                rect class=(bar_class(bar)) x=(px(middle(at) - thick / 2.0)) y=(px(base - tall(bar)))
                    width=(px(thick)) height=(px(tall(bar))) fill=[bar_fill(bar)] {}
            }
        }
        @if let Some(average) = &data.average {
            @let y = base - average.value / most * (base - top);
            path.average d={ "M0 " (px(y)) "H" (px(width)) } {}
        }
        // After the dashed line, which must not strike a number through.
        @for (at, bar) in data.bars.iter().enumerate() {
            @if numbered && data.callout.as_ref().is_none_or(|(named, _)| *named != at) {
                text.chart-value x=(px(middle(at))) y=(px(base - tall(bar) - 6.0)) text-anchor="middle" {
                    (value_words(bar, &data.few))
                }
            }
        }
        path.axis d={ "M0 " (px(base)) "H" (px(width)) } {}
        @for at in standing_labels(data, slot) {
            text class=(if data.bars[at].strong { "chart-label strong" } else { "chart-label" })
                x=(px(middle(at).min(width - label_half(data, at)).max(label_half(data, at)))) y=(px(base + 17.0)) text-anchor="middle" {
                (data.bars[at].label.as_deref().unwrap_or_default())
            }
        }
        @if rain {
            @for (at, _) in data.bars.iter().enumerate().filter(|(_, bar)| bar.rain) {
                path.drop transform={ "translate(" (px(middle(at))) " " (px(base + if rain_below { 31.0 } else { 12.0 })) ")" }
                    d="M0 -6.5C2.6 -2.6 4 -.6 4 1.8A4 4 0 0 1 -4 1.8C-4 -.6 -2.6 -2.6 0 -6.5Z" {}
            }
        }
        @if let Some((at, words)) = data.callout.as_ref().filter(|(at, _)| *at < data.bars.len()) {
            @if numbered {
                // Every bar has its number above it; this one's is only stronger.
                @let half = text_width(words, 15.0) / 2.0;
                text.chart-callout x=(px(middle(*at).min(width - half).max(half)))
                    y=(px(base - tall(&data.bars[*at]) - 6.0)) text-anchor="middle" { (words) }
            } @else {
                (callout(data, *at, words, width, &|at| (middle(at), base - tall(&data.bars[at]), thick)))
            }
        }
    };
    frame("bars", &data.title, width, height, body)
}

fn value_words(bar: &Bar, few: &str) -> String {
    match bar.value {
        Shown::Number(n) => grouped(n),
        Shown::Few => few.to_owned(),
    }
}

/// Thousands with a comma: the same in both languages.
pub(super) fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

fn bar_class(bar: &Bar) -> &'static str {
    match (bar.value, bar.rain, bar.strong) {
        (Shown::Few, _, _) => "bar unshown",
        (_, true, true) => "bar rain strong",
        (_, true, false) => "bar rain",
        (_, false, true) => "bar strong",
        (_, false, false) => "bar usual",
    }
}

fn bar_fill(bar: &Bar) -> Option<&'static str> {
    match bar.value {
        Shown::Few => Some("url(#hatch-few)"),
        Shown::Number(_) if bar.rain => Some("url(#hatch-rain)"),
        Shown::Number(_) => None,
    }
}

fn label_half(data: &Bars, at: usize) -> f64 {
    text_width(data.bars[at].label.as_deref().unwrap_or_default(), LABEL) / 2.0
}

/// The labels that fit beside each other; emphasised bars come first.
fn standing_labels(data: &Bars, slot: f64) -> Vec<usize> {
    let mut taken: Vec<(f64, f64)> = Vec::new();
    let mut standing = Vec::new();
    for strong in [true, false] {
        for (at, bar) in data.bars.iter().enumerate().filter(|(_, bar)| bar.strong == strong && bar.label.is_some()) {
            let _ = bar;
            let (middle, half) = ((at as f64 + 0.5) * slot, label_half(data, at) + 3.0);
            let (left, right) = (middle - half, middle + half);
            if taken.iter().all(|(l, r)| right <= *l || left >= *r) {
                taken.push((left, right));
                standing.push(at);
            }
        }
    }
    standing
}

/// Words beside the top of a bar, above whatever they pass over.
fn callout(data: &Bars, at: usize, words: &str, width: f64, place: &dyn Fn(usize) -> (f64, f64, f64)) -> Markup {
    let (middle, top, thick) = place(at);
    let long = text_width(words, 15.0);
    let (start, anchor) = if middle - thick / 2.0 - 6.0 - long >= 0.0 {
        (middle - thick / 2.0 - 6.0 - long, "end")
    } else {
        (middle + thick / 2.0 + 6.0, "start")
    };
    let start = start.min(width - long).max(0.0);
    let words_area = |y: f64| Area { left: start, top: y - 14.0, right: start + long, bottom: y + 4.0 };
    let tops = (0..data.bars.len()).map(|other| {
        let (m, t, w) = place(other);
        Area { left: m - w / 2.0, top: t, right: m + w / 2.0, bottom: f64::MAX }
    });
    let mut y = top + 12.0;
    for bar in tops {
        if bar.meets(&words_area(y)) {
            y = y.min(bar.top - 6.0);
        }
    }
    let y = y.max(14.0);
    let x = if anchor == "end" { start + long } else { start };
    html! { text.chart-callout x=(px(x)) y=(px(y)) text-anchor=(anchor) { (words) } }
}

#[cfg(test)]
mod tests {
    use super::super::probe::{attributes, words};
    use super::*;

    fn month(values: &[u64]) -> Bars {
        Bars {
            title: "Saturdays carry the street.".into(),
            bars: values
                .iter()
                .enumerate()
                .map(|(at, value)| Bar {
                    value: if *value == 7 { Shown::Few } else { Shown::Number(*value) },
                    name: format!("day {}", (b'a' + at as u8 % 26) as char),
                    label: (at % 7 == 2).then(|| "x".into()),
                    strong: at % 7 == 2,
                    rain: at % 5 == 0,
                })
                .collect(),
            average: Some(Average { value: 400.0 }),
            callout: Some((2, "Autumn fair".into())),
            few: "few".into(),
        }
    }

    #[test]
    fn bars_stay_in_the_frame_and_stand_on_one_line() {
        for size in [Size::Wide, Size::Narrow] {
            for values in [vec![1, 250, 90_000, 0, 7], vec![0; 31], (0..53).collect()] {
                let svg = bars(&month(&values), size).into_string();
                let (wide, high) = if size == Size::Wide { (540.0, 204.0) } else { (320.0, 190.0) };
                let (x, y) = (attributes(&svg, "bar ", "x"), attributes(&svg, "bar ", "y"));
                let (w, h) = (attributes(&svg, "bar ", "width"), attributes(&svg, "bar ", "height"));
                assert_eq!(x.len(), values.len());
                let foot = y[0] + h[0];
                for at in 0..x.len() {
                    assert!(x[at] >= 0.0 && x[at] + w[at] <= wide + 0.2, "{} {}", x[at], w[at]);
                    assert!(y[at] >= 0.0 && y[at] + h[at] <= high);
                    assert!((y[at] + h[at] - foot).abs() < 0.21);
                }
            }
        }
    }

    #[test]
    fn heights_are_in_proportion_from_zero() {
        let svg = bars(&month(&[100, 200, 400]), Size::Wide).into_string();
        let h = attributes(&svg, "bar ", "height");
        assert!((h[1] / h[0] - 2.0).abs() < 0.02 && (h[2] / h[0] - 4.0).abs() < 0.02);
    }

    #[test]
    fn a_suppressed_bar_has_no_number_and_a_height_that_says_nothing() {
        let svg = bars(&month(&[7, 100]), Size::Wide).into_string();
        assert!(!words(&svg).contains('7'));
        assert_eq!(attributes(&svg, "bar unshown", "height"), [FEW_HEIGHT]);
    }

    #[test]
    fn thousands_have_commas() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(5310), "5,310");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn no_bars_is_no_panic() {
        bars(&month(&[]), Size::Narrow);
    }
}
