//! Small marks beside a number in a table: a bar from zero, and a line without axes. The number stands beside them, so both are decoration.

use maud::{Markup, html};

use super::px;

/// A bar of at most 72 px. What may not be shown has no meter: leave it out.
pub fn meter(value: u64, most: u64) -> Markup {
    let long = value.min(most) as f64 / most.max(1) as f64 * 72.0;
    html! {
        svg.meter width="72" height="8" viewBox="0 0 72 8" aria-hidden="true" focusable="false" {
            rect.meter-bar x="0" y="0" width=(px(long)) height="8" {}
        }
    }
}

/// A line of 88 × 22 px, from zero, with a dot at its end.
pub fn sparkline(values: &[u64]) -> Markup {
    let most = values.iter().copied().max().unwrap_or(0).max(1) as f64;
    let step = 80.0 / values.len().saturating_sub(1).max(1) as f64;
    let at = |(place, value): (usize, &u64)| {
        (
            4.0 + place as f64 * step,
            19.0 - *value as f64 / most * 15.0,
        )
    };
    let line: Vec<String> = values
        .iter()
        .enumerate()
        .map(at)
        .map(|(x, y)| format!("{} {}", px(x), px(y)))
        .collect();
    html! {
        svg.sparkline width="88" height="22" viewBox="0 0 88 22" aria-hidden="true" focusable="false" {
            @if let Some((x, y)) = values.iter().enumerate().next_back().map(at) {
                path.spark-line d={ "M" (line.join("L")) } {}
                circle.spark-dot cx=(px(x)) cy=(px(y)) r="2.8" {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::probe::attributes;
    use super::*;

    #[test]
    fn a_meter_is_never_longer_than_its_frame() {
        for (value, most) in [(0, 0), (5, 0), (3, 9), (90, 9), (u64::MAX, u64::MAX)] {
            assert!(attributes(&meter(value, most).into_string(), "meter-bar", "width")[0] <= 72.0);
        }
    }

    #[test]
    fn a_sparkline_of_nothing_draws_nothing() {
        assert!(!sparkline(&[]).into_string().contains("path"));
        assert!(attributes(&sparkline(&[4, 9]).into_string(), "spark-dot", "cy")[0] >= 2.8);
    }
}
