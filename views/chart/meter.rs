//! A small bar from zero beside a number in a table. The number says it all, so the bar is decoration.

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
}
