//! How many points are likely to be used in the months to come: as many a day as in the last four weeks, by weekdays as in the last
//! thirteen, moved as the same weeks of last year moved, where there is a last year. How far that may be off is what it was off
//! before. Pure.

/// Days by which weekdays are told apart, the fewest that do, and those whose level goes on. Whole weeks.
const BASE: usize = 91;
const LEVEL: usize = 28;
const LEAST: usize = 56;
/// A year in whole weeks.
const YEAR: usize = 364;
/// Looking back fewer times than this tells nothing of how far off it may be.
const FEWEST_TRIES: usize = 4;

/// What is likely, between what and what, in points.
#[derive(Debug, Clone, PartialEq)]
pub struct Ahead {
    pub expected: i64,
    /// Twice as far each way as it was usually off before: the truth lies within in about eight of ten cases. Nothing where
    /// there was too little to look back on.
    pub range: Option<(i64, i64)>,
    /// How many times it was tried on the past.
    pub tries: usize,
}

/// `used`: points used day by day up to yesterday. From so many days after today on (0: today), so many days long. Nothing where
/// there are fewer than eight weeks.
pub fn ahead(used: &[i64], from: usize, days: usize) -> Option<Ahead> {
    let expected = expected(used, from, days)?;
    let off = tries(used, from, days);
    // A street that stands still tells nothing of how it will go on.
    let range = (off.len() >= FEWEST_TRIES && expected >= 1.0).then(|| {
        // In logarithms: half as much and twice as much are equally far off.
        let far = |ratio: &f64| ratio.clamp(0.1, 10.0).ln().powi(2);
        let usual = (off.iter().map(far).sum::<f64>() / off.len() as f64).sqrt();
        let reach = (2.0 * usual).exp();
        ((expected / reach).round() as i64, (expected * reach).round() as i64)
    });
    Some(Ahead { expected: expected.round() as i64, range, tries: off.len() })
}

fn expected(used: &[i64], from: usize, days: usize) -> Option<f64> {
    let base = (used.len() / 7 * 7).min(BASE);
    if base < LEAST {
        return None;
    }
    let recent = &used[used.len() - base..];
    let weeks = (base / 7) as f64;
    // The weekday of the first day looked at is that of the first of `recent`.
    let mut means = [0.0; 7];
    for (at, points) in recent.iter().enumerate() {
        means[at % 7] += *points as f64 / weeks;
    }
    let plain: f64 = (from..from + days).map(|day| means[day % 7]).sum();
    let all = mean(recent);
    let level = if all > 0.0 { mean(&used[used.len() - LEVEL..]) / all } else { 1.0 };
    Some(plain * level * season(used, base, from, days).unwrap_or(1.0))
}

fn mean(part: &[i64]) -> f64 {
    part.iter().sum::<i64>() as f64 / part.len().max(1) as f64
}

/// How much more was used a year before the days looked at than in the weeks before them.
fn season(used: &[i64], base: usize, from: usize, days: usize) -> Option<f64> {
    let then = used.len().checked_sub(YEAR).filter(|then| *then >= base)?;
    let (before, after) = (mean(&used[then - LEVEL..then]), mean(used.get(then + from..then + from + days)?));
    // A year of one feast is no rule: never more than twice or less than half.
    (before > 0.0).then(|| (after / before).clamp(0.5, 2.0))
}

/// What was used for each point expected, every week of the past that can be looked at so.
fn tries(used: &[i64], from: usize, days: usize) -> Vec<f64> {
    let Some(last) = used.len().checked_sub(from + days) else { return Vec::new() };
    let at = |end: usize| {
        let expected = expected(&used[..end], from, days)?;
        let actual: i64 = used[end + from..end + from + days].iter().sum();
        (expected > 0.0).then(|| actual as f64 / expected)
    };
    (LEAST..=last).rev().step_by(7).filter_map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A street's days: its own week, growth, seasons and luck, from one seed.
    fn street(seed: u64, days: usize, season: f64) -> Vec<i64> {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut luck = move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 11) as f64 / (1u64 << 53) as f64
        };
        let week: Vec<f64> = (0..7).map(|_| 200.0 + 1800.0 * luck()).collect();
        let growth = 0.9 + 0.3 * luck();
        let noise = 0.2 + 0.6 * luck();
        let mut drift = 1.0f64;
        (0..days)
            .map(|day| {
                drift *= 1.0 + 0.02 * (luck() - 0.5);
                let year = day as f64 / 365.25;
                let wave = 1.0 + season * (std::f64::consts::TAU * year).sin();
                (week[day % 7] * growth.powf(year) * wave * drift * (1.0 + noise * (luck() - 0.5))).round() as i64
            })
            .collect()
    }

    /// Of all days on which one could have looked ahead, on how many the truth lay within the range.
    fn coverage(streets: u64, days: usize, season: f64, widen: f64) -> (f64, f64) {
        let (mut within, mut all, mut off) = (0, 0, 0.0);
        for seed in 1..=streets {
            let used = street(seed, days, season);
            for (from, length) in [(4, 31), (35, 31), (66, 28)] {
                for end in (LEAST..=used.len() - from - length).step_by(14) {
                    let Some(told) = ahead(&used[..end], from, length) else { continue };
                    let Some((low, high)) = told.range else { continue };
                    let truth: i64 = used[end + from..end + from + length].iter().sum();
                    let (low, high) = (
                        told.expected - ((told.expected - low) as f64 * widen) as i64,
                        told.expected + ((high - told.expected) as f64 * widen) as i64,
                    );
                    all += 1;
                    within += usize::from((low..=high).contains(&truth));
                    off += (truth - told.expected).abs() as f64 / truth.max(1) as f64;
                }
            }
        }
        (within as f64 / f64::from(all), off / f64::from(all))
    }

    #[test]
    fn the_range_holds_what_comes() {
        for (days, season) in [(200, 0.0), (400, 0.0), (730, 0.0), (730, 0.3)] {
            let (within, off) = coverage(60, days, season, 1.0);
            println!(
                "{days} days, season {season}: {:.0} % within the range, {:.1} % off",
                within * 100.0,
                off * 100.0
            );
            assert!(within >= 0.78, "{within} with {days} days, season {season}");
            // A range of a third the width is caught.
            let (narrow, _) = coverage(60, days, season, 1.0 / 3.0);
            assert!(narrow < 0.7, "a range too narrow passed: {narrow}");
        }
    }

    #[test]
    fn a_season_that_came_before_is_expected_again() {
        let (mut with, mut without, mut n) = (0.0, 0.0, 0.0);
        for seed in 1..=20 {
            let used = street(seed, 730, 0.4);
            for (from, days) in [(5, 31), (36, 31), (66, 28)] {
                for end in (480..=used.len() - from - days).step_by(21) {
                    let truth = used[end + from..end + from + days].iter().sum::<i64>() as f64;
                    let off = |told: Option<f64>| (told.unwrap() - truth).abs() / truth;
                    with += off(expected(&used[..end], from, days));
                    without += off(expected(&used[end - 300..end], from, days));
                    n += 1.0;
                }
            }
        }
        println!("{:.1} % off with last year's season, {:.1} % without", with / n * 100.0, without / n * 100.0);
        assert!(with < without / 2.0, "{with} and {without} of {n}");
    }

    #[test]
    fn weekdays_are_told_apart() {
        let used: Vec<i64> = (0..91).map(|day| if day % 7 == 5 { 700 } else { 0 }).collect();
        assert_eq!(ahead(&used, 5, 1).unwrap().expected, 700);
        assert_eq!(ahead(&used, 0, 5).unwrap().expected, 0);
        assert_eq!(ahead(&used, 0, 28).unwrap().expected, 2800);
        // The same on days that begin in the middle of a week.
        assert_eq!(ahead(&used[3..], 5, 1).unwrap().expected, 700);
        // What was never off has no range to speak of.
        let year: Vec<i64> = used.iter().cycle().take(364).copied().collect();
        assert_eq!(ahead(&year, 0, 28).unwrap().range, Some((2800, 2800)));
    }

    #[test]
    fn too_little_tells_nothing() {
        assert_eq!(ahead(&[5; 55], 0, 30), None);
        let young = ahead(&[5; 80], 0, 30).unwrap();
        assert_eq!((young.expected, young.range), (150, None));
        assert_eq!(ahead(&[0; 200], 0, 30).unwrap(), Ahead { expected: 0, range: None, tries: 0 });
        // Closed for four weeks after a busy year: nobody can tell how it goes on, least of all that nothing will be used.
        let closed: Vec<i64> = std::iter::repeat_n(300, 250).chain([0; 28]).collect();
        assert_eq!(ahead(&closed, 0, 30).unwrap().range, None);
    }
}
