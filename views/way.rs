//! Where no line of the street is known: the way between its shops, if they stand in a row.

pub type Point = (f64, f64);

/// Fewer shops make no row; more are a town.
const ROW: std::ops::RangeInclusive<usize> = 6..=60;
/// A row is this much longer than it is wide.
const SLENDER: f64 = 3.0;
const STEPS: u32 = 16;

/// A smooth line through the middle of the shops, from end to end; nothing where they do not stand in a row.
pub fn between(shops: &[Point]) -> Vec<Point> {
    if !ROW.contains(&shops.len()) {
        return Vec::new();
    }
    let count = shops.len() as f64;
    let mid = shops.iter().fold((0.0, 0.0), |sum, p| (sum.0 + p.0 / count, sum.1 + p.1 / count));
    let spread = |take: fn(f64, f64) -> f64| shops.iter().map(|p| take(p.0 - mid.0, p.1 - mid.1)).sum::<f64>() / count;
    let (xx, yy, xy) = (spread(|x, _| x * x), spread(|_, y| y * y), spread(|x, y| x * y));
    let (sin, cos) = (f64::atan2(2.0 * xy, xx - yy) / 2.0).sin_cos();
    // Along the row, and across it.
    let turned: Vec<Point> =
        shops.iter().map(|p| (p.0 - mid.0, p.1 - mid.1)).map(|(x, y)| (x * cos + y * sin, y * cos - x * sin)).collect();
    let across = turned.iter().map(|p| p.1 * p.1).sum::<f64>() / count;
    let along = turned.iter().map(|p| p.0 * p.0).sum::<f64>() / count;
    let (first, last) = turned.iter().fold((f64::MAX, f64::MIN), |(low, high), p| (low.min(p.0), high.max(p.0)));
    if along <= across * SLENDER * SLENDER || last <= first {
        return Vec::new();
    }
    let reach = (last - first) / 7.0;
    let over = (last - first) / 40.0;
    (0..=STEPS)
        .map(|step| first - over + (last - first + 2.0 * over) * f64::from(step) / f64::from(STEPS))
        .map(|u| (u, height_at(&turned, u, reach)))
        .map(|(u, v)| (mid.0 + u * cos - v * sin, mid.1 + u * sin + v * cos))
        .collect()
}

/// The line through the neighbours of a place along the row, the near ones counting most.
fn height_at(row: &[Point], u: f64, reach: f64) -> f64 {
    let mut sums = [0.0; 5];
    for (x, v) in row.iter().map(|p| (p.0 - u, p.1)) {
        let near = (-0.5 * (x / reach).powi(2)).exp();
        for (sum, part) in sums.iter_mut().zip([near, near * x, near * x * x, near * v, near * x * v]) {
            *sum += part;
        }
    }
    let [n, x, xx, v, xv] = sums;
    let level = n * xx - x * x;
    if level > f64::EPSILON { (xx * v - x * xv) / level } else { v / n }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_runs_between_two_rows_of_shops() {
        let shops: Vec<Point> = (0..24).map(|i| (f64::from(i) * 25.0, if i % 2 == 0 { 8.0 } else { -8.0 })).collect();
        let way = between(&shops);
        assert!(way.len() > 10 && way.iter().all(|p| p.1.abs() < 5.0), "{way:?}");
        assert!(way[0].0 < 0.0 && way[way.len() - 1].0 > 575.0);
    }

    #[test]
    fn a_square_a_handful_and_a_town_have_none() {
        let square: Vec<Point> = (0..25).map(|i| (f64::from(i % 5), f64::from(i / 5))).collect();
        assert!(between(&square).is_empty());
        assert!(between(&square[..5]).is_empty());
        assert!(between(&[(3.0, 3.0); 20]).is_empty());
        assert!(between(&(0..900).map(|i| (f64::from(i), 0.0)).collect::<Vec<_>>()).is_empty());
    }
}
