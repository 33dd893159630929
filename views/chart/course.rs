//! Two courses of an amount over time, one beside the other: as it was, and as it would have been. Each named at its end.

use maud::{Markup, html};

use super::{frame, px, text_width};

pub struct Course {
    /// The finding, in a sentence.
    pub title: String,
    /// What stands under the axis: "Oct".
    pub labels: Vec<String>,
    /// As it is, drawn thin and dashed.
    pub was: Line,
    /// Nothing where it is the same.
    pub would: Option<Line>,
}

pub struct Line {
    pub points: Vec<i64>,
    /// Each in words, for who points at it.
    pub names: Vec<String>,
    /// What stands at its end: "¥275,300".
    pub end: String,
}

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 220.0;

pub fn course(data: &Course) -> Markup {
    let lines: Vec<(&str, &Line)> =
        [Some(("was", &data.was)), data.would.as_ref().map(|w| ("would", w))].into_iter().flatten().collect();
    let reach = lines.iter().map(|(_, line)| text_width(&line.end, 17.0)).fold(0.0, f64::max) + 16.0;
    let (left, right, top, base) = (8.0, WIDTH - reach, 16.0, HEIGHT - 26.0);
    let all = || lines.iter().flat_map(|(_, line)| line.points.iter().copied());
    // From nothing, or from what is below it.
    let (least, most) = (all().min().unwrap_or(0).min(0) as f64, all().max().unwrap_or(0).max(0) as f64);
    let tall = (most - least).max(1.0);
    let y = |n: i64| base - (n as f64 - least) / tall * (base - top);
    let count = data.labels.len();
    let step = (right - left) / count.saturating_sub(1).max(1) as f64;
    let x = |at: usize| if count == 1 { right } else { left + at as f64 * step };
    // Two ends that would touch are moved apart.
    let mut ends: Vec<f64> = lines.iter().map(|(_, line)| y(line.points.last().copied().unwrap_or(0))).collect();
    if let [was, would] = &mut ends[..] {
        let gap = 20.0 - (*was - *would).abs();
        if gap > 0.0 {
            let sign = if *was >= *would { 1.0 } else { -1.0 };
            *was += sign * gap / 2.0;
            *would -= sign * gap / 2.0;
        }
    }
    let widest = data.labels.iter().map(|label| text_width(label, 14.0)).fold(0.0, f64::max);
    let every = ((widest + 10.0) / step).ceil().max(1.0) as usize;
    let body = html! {
        path.axis d={ "M0 " (px(y(0))) "H" (px(right + 8.0)) } {}
        @for ((class, line), end) in lines.iter().zip(ends) {
            path class={ "course " (class) } d=(path(line, &x, &y)) {}
            @for (at, point) in line.points.iter().enumerate() {
                g { title { (line.names.get(at).map_or("", String::as_str)) }
                    circle class={ "course-dot " (class) } cx=(px(x(at))) cy=(px(y(*point))) r=(if at + 1 == line.points.len() { "5" } else { "3" }) {} }
            }
            text class={ "course-end " (class) } x=(px(right + 12.0)) y=(px(end + 5.0)) { (line.end) }
        }
        @for (at, label) in data.labels.iter().enumerate().filter(|(at, _)| (count - 1 - at).is_multiple_of(every)) {
            @let half = text_width(label, 14.0) / 2.0;
            text.chart-label x=(px(x(at).max(half))) y=(px(base + 20.0)) text-anchor="middle" { (label) }
        }
    };
    frame("course", &data.title, WIDTH, HEIGHT, body)
}

fn path(line: &Line, x: &dyn Fn(usize) -> f64, y: &dyn Fn(i64) -> f64) -> String {
    let step =
        |(at, point): (usize, &i64)| format!("{}{} {}", if at == 0 { "M" } else { "L" }, px(x(at)), px(y(*point)));
    line.points.iter().enumerate().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::super::probe::attributes;
    use super::*;

    fn drawn(was: &[i64], would: Option<&[i64]>) -> String {
        let line = |points: &[i64]| Line { points: points.to_vec(), names: Vec::new(), end: "¥1,234,567".into() };
        let labels = was.iter().map(|_| "Oct".to_owned()).collect();
        let data = Course { title: "More is left.".into(), labels, was: line(was), would: would.map(line) };
        course(&data).into_string()
    }

    #[test]
    fn all_stays_in_the_frame() {
        let svg = drawn(&[100, -50, 900_000], Some(&[0, 5, -400_000]));
        let (x, y) = (attributes(&svg, "course-dot", "cx"), attributes(&svg, "course-dot", "cy"));
        assert_eq!(x.len(), 6);
        assert!(x.iter().all(|x| (0.0..=WIDTH).contains(x)) && y.iter().all(|y| (0.0..=HEIGHT).contains(y)));
    }

    #[test]
    fn two_ends_do_not_touch() {
        let svg = drawn(&[100, 100], Some(&[100, 101]));
        let y = attributes(&svg, "course-end", "y");
        assert!((y[0] - y[1]).abs() >= 19.9, "{y:?}");
    }

    #[test]
    fn nothing_is_no_panic() {
        drawn(&[], None);
        drawn(&[0], Some(&[0]));
        drawn(&[i64::MIN / 2, i64::MAX / 2], None);
    }
}
