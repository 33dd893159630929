//! A share over time: one line from zero, its end named large, its beginning small.

use maud::{Markup, html};

use super::{Area, frame, px, text_width};

pub struct Share {
    pub title: String,
    pub points: Vec<SharePoint>,
    /// "fewer than 10"
    pub few: String,
}

pub struct SharePoint {
    /// "Oct"
    pub label: String,
    /// Whole per cent; none where fewer than ten people stand behind it.
    pub percent: Option<u8>,
}

const WIDTH: f64 = 300.0;
const HEIGHT: f64 = 148.0;

pub fn share(data: &Share) -> Markup {
    let (left, right, top, base) = (14.0, WIDTH - 62.0, 22.0, HEIGHT - 24.0);
    let most = data.points.iter().filter_map(|p| p.percent).max().unwrap_or(0);
    // The frame ends at the next fifth, so that the same share has about the same height month by month.
    let most = f64::from(most.div_ceil(20).max(1)) * 20.0;
    let step = (right - left) / data.points.len().saturating_sub(1).max(1) as f64;
    let x = |at: usize| {
        if data.points.len() == 1 { right } else { left + at as f64 * step }
    };
    let y = |percent: u8| base - f64::from(percent.min(100)) / most * (base - top);
    let known: Vec<(usize, u8)> = data.points.iter().enumerate().filter_map(|(at, p)| Some((at, p.percent?))).collect();
    let last = data.points.len().wrapping_sub(1);

    let body = html! {
        path.axis d={ "M0 " (px(base)) "H" (px(right + 8.0)) } {}
        // A gap in what may be shown is a gap in the line.
        @for pair in known.windows(2).filter(|pair| pair[1].0 == pair[0].0 + 1) {
            path.share-line d={ "M" (px(x(pair[0].0))) " " (px(y(pair[0].1))) "L" (px(x(pair[1].0))) " " (px(y(pair[1].1))) } {}
        }
        @for (at, percent) in &known {
            g { title { (data.points[*at].label) ": " (percent) "%" }
                circle.share-dot cx=(px(x(*at))) cy=(px(y(*percent))) r=(if *at == last { "5.5" } else { "3" }) {} }
        }
        @for (at, point) in data.points.iter().enumerate().filter(|(_, p)| p.percent.is_none()) {
            g { title { (point.label) ": " (data.few) }
                rect.share-unshown x=(px(x(at) - 6.0)) y=(px(base - 12.0)) width="12" height="12" fill="url(#hatch-few)" {} }
        }
        @for at in standing(data, &x) {
            text.chart-label x=(px(x(at))) y=(px(base + 18.0)) text-anchor="middle" { (data.points[at].label) }
        }
        @if let Some((at, percent)) = known.first().filter(|(at, _)| *at != last) {
            text.chart-value x=(px(x(*at) - 2.0)) y=(px(y(*percent) - 9.0)) { (percent) "%" }
        }
        @if let Some((at, percent)) = known.last() {
            text.chart-end x=(px(x(*at) + 11.0)) y=(px((y(*percent) + 7.0).max(20.0))) { (percent) "%" }
        }
    };
    frame("share", &data.title, WIDTH, HEIGHT, body)
}

/// Labels from the end backwards, leaving out those that would touch.
fn standing(data: &Share, x: &dyn Fn(usize) -> f64) -> Vec<usize> {
    let mut taken: Vec<Area> = Vec::new();
    let mut standing = Vec::new();
    for (at, point) in data.points.iter().enumerate().rev() {
        let half = text_width(&point.label, 14.0) / 2.0 + 2.0;
        let area = Area { left: x(at) - half, top: 0.0, right: x(at) + half, bottom: 1.0 };
        // The first label may hang over the frame by two pixels, no more.
        if area.left > -4.0 && taken.iter().all(|other| !other.meets(&area)) {
            taken.push(area);
            standing.push(at);
        }
    }
    standing
}

#[cfg(test)]
mod tests {
    use super::super::probe::{attributes, words};
    use super::*;

    fn line(percents: &[Option<u8>]) -> String {
        let points = percents.iter().map(|p| SharePoint { label: "May".into(), percent: *p }).collect();
        share(&Share { title: "Shared".into(), points, few: "few".into() }).into_string()
    }

    #[test]
    fn dots_stay_in_the_frame() {
        for percents in [
            vec![Some(0), Some(100)],
            vec![Some(41), Some(44), Some(46), Some(43), Some(52), Some(58)],
            vec![Some(3); 13],
        ] {
            let svg = line(&percents);
            assert!(attributes(&svg, "share-dot", "cx").iter().all(|x| (0.0..=WIDTH - 40.0).contains(x)));
            assert!(attributes(&svg, "share-dot", "cy").iter().all(|y| (5.5..=HEIGHT - 24.0).contains(y)));
        }
    }

    #[test]
    fn zero_is_on_the_axis() {
        assert_eq!(attributes(&line(&[Some(0), Some(50)]), "share-dot", "cy")[0], HEIGHT - 24.0);
    }

    #[test]
    fn what_may_not_be_shown_is_a_gap() {
        let svg = line(&[Some(40), None, Some(60)]);
        assert!(!svg.contains("share-line"));
        assert!(words(&svg).contains("few"));
        assert_eq!(attributes(&svg, "share-dot", "cx").len(), 2);
    }

    #[test]
    fn one_point_or_none_is_no_panic() {
        line(&[]);
        line(&[Some(12)]);
        line(&[None]);
    }
}
