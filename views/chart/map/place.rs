//! Where things on the map stand: the fit into the frame, crests that do not cover each other, labels that cover no crest.

use super::super::{Area, px, text_width};
use super::{Depth, Map, Point};

/// From the caller's plane into the frame.
pub(super) struct Fit {
    scale: f64,
    shift: Point,
    pub(super) height: f64,
    width: f64,
}

const PAD: f64 = 18.0;

impl Fit {
    pub(super) fn new(data: &Map, width: f64, heights: (f64, f64)) -> Fit {
        // Empty hexes only fill the ground: they do not decide how much of it is seen.
        let heart = data
            .hexes
            .iter()
            .filter(|hex| !matches!(hex.depth, Depth::Bare))
            .flat_map(|hex| hex.corners.iter().copied())
            .chain(data.shops.iter().map(|shop| shop.at));
        let heart = bounds(heart);
        let district = bounds(data.boundary.iter().flatten().copied());
        let (left, top, right, bottom) = match (heart, district) {
            // A boundary many times wider than the shops (a whole municipality) would leave them a dot.
            (Some(h), Some(d)) if (d.2 - d.0) > 2.5 * (h.2 - h.0) || (d.3 - d.1) > 3.5 * (h.3 - h.1) => h,
            (Some(h), Some(d)) => (h.0.min(d.0), h.1.min(d.1), h.2.max(d.2), h.3.max(d.3)),
            (Some(only), None) | (None, Some(only)) => only,
            (None, None) => (0.0, 0.0, 1.0, 1.0),
        };
        let (wide, high) = ((right - left).max(1e-9), (bottom - top).max(1e-9));
        let height = ((width - 2.0 * PAD) * high / wide + 2.0 * PAD).clamp(heights.0, heights.1);
        let scale = ((width - 2.0 * PAD) / wide).min((height - 2.0 * PAD) / high);
        let shift = (width / 2.0 - (left + right) / 2.0 * scale, height / 2.0 - (top + bottom) / 2.0 * scale);
        Fit { scale, shift, height, width }
    }

    pub(super) fn at(&self, point: Point) -> Point {
        (point.0 * self.scale + self.shift.0, point.1 * self.scale + self.shift.1)
    }

    pub(super) fn path(&self, points: &[Point], closed: bool) -> String {
        let mut d: String = points
            .iter()
            .map(|point| self.at(*point))
            .enumerate()
            .map(|(at, (x, y))| format!("{}{} {}", if at == 0 { "M" } else { "L" }, px(x), px(y)))
            .collect();
        if closed && !d.is_empty() {
            d.push('Z');
        }
        d
    }
}

fn bounds(points: impl Iterator<Item = Point>) -> Option<(f64, f64, f64, f64)> {
    points.filter(|p| p.0.is_finite() && p.1.is_finite()).fold(None, |found, (x, y)| {
        let (l, t, r, b) = found.unwrap_or((x, y, x, y));
        Some((l.min(x), t.min(y), r.max(x), b.max(y)))
    })
}

/// Moves marks that stand closer than `apart` away from each other, a little at a time, and keeps them in the frame.
pub(super) fn spread(places: &[Point], apart: f64, (width, height): Point, edge: f64) -> Vec<Point> {
    let mut now = places.to_vec();
    for round in 0..160 {
        let mut moved = false;
        for a in 0..now.len() {
            for b in a + 1..now.len() {
                let (dx, dy) = (now[b].0 - now[a].0, now[b].1 - now[a].1);
                let far = dx.hypot(dy);
                if far >= apart {
                    continue;
                }
                moved = true;
                // Marks at the very same place part at an angle of their own.
                let turn = (a * 7 + b * 3) as f64;
                let (ux, uy) = if far > 0.01 { (dx / far, dy / far) } else { (turn.cos(), turn.sin()) };
                let push = (apart - far) / 2.0 + 0.05;
                now[a] = (now[a].0 - ux * push, now[a].1 - uy * push);
                now[b] = (now[b].0 + ux * push, now[b].1 + uy * push);
            }
        }
        for (place, home) in now.iter_mut().zip(places) {
            // Homesick at first, so that no one is pushed further than needed.
            if round < 100 {
                place.0 += (home.0 - place.0) * 0.03;
                place.1 += (home.1 - place.1) * 0.03;
            }
            place.0 = place.0.clamp(edge, width - edge);
            place.1 = place.1.clamp(edge, height - edge);
        }
        if !moved {
            break;
        }
    }
    now
}

pub(super) struct Standing {
    pub(super) words: String,
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) strong: bool,
    pub(super) pointer: Option<(Point, Point)>,
}

/// Labels with room around their place. One that finds none is left out: the table has it.
pub(super) fn labels(data: &Map, fit: &Fit, crests: &[Point], radius: f64) -> Vec<Standing> {
    let mut taken: Vec<Area> = crests
        .iter()
        .map(|(x, y)| Area { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius })
        .collect();
    let few = data.hexes.iter().find(|hex| matches!(hex.depth, Depth::Few)).and_then(|hex| {
        let (l, t, r, b) = bounds(hex.corners.iter().copied())?;
        Some((((l + r) / 2.0, (t + b) / 2.0), data.few.as_str(), false, true))
    });
    let given = data.labels.iter().map(|label| (label.at, label.words.as_str(), label.pointer, label.pointer));
    let mut standing = Vec::new();
    for (at, words, pointer, strong) in given.chain(few) {
        let at = fit.at(at);
        let (long, high) = (text_width(words, 14.0), 18.0);
        let found = offsets(long).find_map(|(dx, dy)| {
            let (x, y) = (at.0 + dx, at.1 + dy);
            let area = Area {
                left: x - long / 2.0 - 3.0,
                top: y - high / 2.0,
                right: x + long / 2.0 + 3.0,
                bottom: y + high / 2.0,
            };
            let inside = area.left >= 0.0 && area.top >= 0.0 && area.right <= fit.width && area.bottom <= fit.height;
            (inside && taken.iter().all(|other| !other.meets(&area))).then_some((x, y, area))
        });
        if let Some((x, y, area)) = found {
            taken.push(area);
            let end = (
                x.clamp(at.0 - 6.0, at.0 + 6.0).clamp(area.left, area.right),
                if y < at.1 { area.bottom } else { area.top },
            );
            let far = (end.0 - at.0).hypot(end.1 - at.1) > 10.0;
            standing.push(Standing {
                words: words.to_owned(),
                x,
                y: y + 5.0,
                strong,
                pointer: (pointer && far).then_some((at, end)),
            });
        }
    }
    standing
}

/// Nearest first; above before below before the sides.
fn offsets(long: f64) -> impl Iterator<Item = Point> {
    [0.0, 20.0, 32.0, 46.0, 62.0, 80.0, 100.0].into_iter().flat_map(move |far| {
        let aside = long / 2.0 + far;
        [
            (0.0, -far),
            (0.0, far),
            (long * 0.35, -far),
            (-long * 0.35, -far),
            (aside, 0.0),
            (-aside, 0.0),
            (long * 0.35, far),
            (-long * 0.35, far),
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::street;
    use super::*;

    #[test]
    fn everything_lands_in_the_frame() {
        let fit = Fit::new(&street(), 556.0, (240.0, 330.0));
        for point in street().boundary.iter().flatten().chain(street().hexes.iter().flat_map(|hex| &hex.corners)) {
            let (x, y) = fit.at(*point);
            assert!((0.0..=556.0).contains(&x) && (0.0..=fit.height).contains(&y));
        }
    }

    #[test]
    fn a_boundary_as_wide_as_a_city_does_not_shrink_the_street() {
        let mut wide = street();
        wide.boundary = vec![vec![(-9000.0, -9000.0), (9000.0, -9000.0), (9000.0, 9000.0)]];
        let fit = Fit::new(&wide, 556.0, (240.0, 330.0));
        assert!(fit.at((104.0, 0.0)).0 - fit.at((0.0, 0.0)).0 > 200.0);
    }

    #[test]
    fn crests_do_not_cover_each_other() {
        let crowd: Vec<Point> =
            (0..24).map(|at| (100.0 + f64::from(at % 12) * 9.0, 100.0 + f64::from(at / 12))).collect();
        let places = spread(&crowd, 26.0, (556.0, 300.0), 13.5);
        for (at, a) in places.iter().enumerate() {
            assert!((13.0..=543.0).contains(&a.0) && (13.0..=287.0).contains(&a.1));
            for b in &places[at + 1..] {
                assert!((a.0 - b.0).hypot(a.1 - b.1) > 22.0, "{a:?} {b:?}");
            }
        }
    }

    #[test]
    fn labels_cover_no_crest_and_no_label() {
        let data = street();
        let fit = Fit::new(&data, 556.0, (240.0, 330.0));
        let crests = [(100.0, 150.0), (128.0, 150.0)];
        let standing = labels(&data, &fit, &crests, 12.5);
        assert_eq!(standing.len(), 2);
        for label in &standing {
            for crest in crests {
                assert!((label.y - 5.0 - crest.1).abs() >= 12.5 || (label.x - crest.0).abs() >= 12.5);
            }
        }
    }
}
