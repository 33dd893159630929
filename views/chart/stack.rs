//! One bar of people by how many shops they use: four dips of the cloth, each named below its part.

use maud::{Markup, html};

use super::{Shown, frame, px, text_width};

pub struct Stack {
    pub title: String,
    /// In order, at most four.
    pub parts: Vec<Part>,
    /// "fewer than 10"
    pub few: String,
}

pub struct Part {
    /// "two"
    pub label: String,
    /// "two shops"
    pub name: String,
    /// How wide it is.
    pub size: Shown,
    /// What stands in it: "42%", or people where not all parts may be shown.
    pub words: String,
}

const WIDTH: f64 = 300.0;
const TALL: f64 = 26.0;
const GAP: f64 = 2.0;
/// The width of a part that is not shown. It says nothing.
const FEW_WIDTH: f64 = 22.0;

pub fn stack(data: &Stack) -> Markup {
    let widths = widths(data);
    let starts: Vec<f64> = widths
        .iter()
        .scan(0.0, |x, w| {
            let start = *x;
            *x += w + GAP;
            Some(start)
        })
        .collect();
    let rows = rows(data, &starts);
    let height = TALL + 22.0 + if rows.iter().any(|(_, row)| *row == 1) { 18.0 } else { 0.0 };
    let body = html! {
        @for (at, part) in data.parts.iter().enumerate() {
            @let dip = at.min(3) + 1;
            g {
                title { (part.name) ": " (words(part, &data.few)) }
                @if part.size == Shown::Few {
                    rect.stack-unshown x=(px(starts[at])) y="0.8" width=(px(widths[at])) height=(px(TALL - 1.6)) fill="url(#hatch-few)" {}
                } @else {
                    rect class={ "stack ai" (dip) } x=(px(starts[at])) y="0" width=(px(widths[at])) height=(px(TALL)) {}
                }
            }
            @if part.size != Shown::Few && text_width(&words(part, &data.few), 14.0) + 8.0 < widths[at] {
                text class={ "stack-value on-ai" (dip) } x=(px(starts[at] + widths[at] / 2.0)) y=(px(TALL / 2.0 + 5.0)) text-anchor="middle" {
                    (words(part, &data.few))
                }
            }
            @let (x, row) = rows[at];
            text.chart-label x=(px(x)) y=(px(TALL + 17.0 + row as f64 * 18.0)) { (label(data, part, widths[at])) }
        }
    };
    frame("stack", &data.title, WIDTH, height, body)
}

fn words(part: &Part, few: &str) -> String {
    if part.size == Shown::Few { few.to_owned() } else { part.words.clone() }
}

/// Where the number has no room in its part it goes to the label.
fn label(data: &Stack, part: &Part, width: f64) -> String {
    let inside = words(part, &data.few);
    if part.size == Shown::Few || text_width(&inside, 14.0) + 8.0 >= width {
        format!("{} {inside}", part.label)
    } else {
        part.label.clone()
    }
}

/// Shown parts share what the gaps and the parts not shown leave over.
fn widths(data: &Stack) -> Vec<f64> {
    let few = data.parts.iter().filter(|part| part.size == Shown::Few).count() as f64;
    let all: u64 = data.parts.iter().filter_map(|part| part.size.number()).sum();
    let room = WIDTH - GAP * data.parts.len().saturating_sub(1) as f64 - few * FEW_WIDTH;
    data.parts
        .iter()
        .map(|part| match part.size {
            Shown::Few => FEW_WIDTH,
            Shown::Number(n) => room * n as f64 / all.max(1) as f64,
        })
        .collect()
}

/// Where each label begins: under its part, moved left from the edge, a line lower where it would touch one before.
fn rows(data: &Stack, starts: &[f64]) -> Vec<(f64, usize)> {
    let widths = widths(data);
    let mut ends: Vec<f64> = Vec::new();
    data.parts
        .iter()
        .enumerate()
        .map(|(at, part)| {
            let long = text_width(&label(data, part, widths[at]), 14.0);
            let x = starts[at].min(WIDTH - long).max(0.0);
            let row = ends.iter().position(|end| *end <= x).unwrap_or(ends.len());
            if row == ends.len() {
                ends.push(0.0);
            }
            ends[row] = x + long + 8.0;
            (x, row)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::probe;
    use super::*;

    fn stacked(percents: &[Shown]) -> Stack {
        let parts = percents
            .iter()
            .map(|p| Part { label: "two".into(), name: "two shops".into(), size: *p, words: "42%".into() })
            .collect();
        Stack { title: "Shared".into(), parts, few: "few".into() }
    }

    #[test]
    fn widths_sum_to_the_frame() {
        use Shown::{Few, Number};
        for parts in [
            vec![Number(42), Number(24), Number(16), Number(18)],
            vec![Number(97), Number(1), Number(1), Number(1)],
            vec![Number(60), Few, Number(30), Few],
        ] {
            let data = stacked(&parts);
            let sum = widths(&data).iter().sum::<f64>() + GAP * (parts.len() - 1) as f64;
            assert!((sum - WIDTH).abs() < 0.01, "{sum}");
            let svg = stack(&data).into_string();
            let (x, w) = (probe::attributes(&svg, "stack", "x"), probe::attributes(&svg, "stack ", "width"));
            assert!(x.iter().all(|x| (0.0..WIDTH).contains(x)) && w.iter().all(|w| *w <= WIDTH));
        }
    }

    #[test]
    fn a_suppressed_part_has_one_width_and_no_number() {
        let svg = stack(&stacked(&[Shown::Few])).into_string();
        assert!(!probe::words(&svg).chars().any(|c| c.is_ascii_digit()));
        assert_eq!(probe::attributes(&svg, "stack-unshown", "width"), [FEW_WIDTH]);
    }

    #[test]
    fn nothing_is_no_panic() {
        stack(&stacked(&[]));
        stack(&stacked(&[Shown::Number(0), Shown::Number(0)]));
    }
}
