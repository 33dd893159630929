//! One stream of chance: the same seed, the same street. SplitMix64 (Steele, Lea and Flood 2014), so that no library's
//! next version changes what the demo holds.

/// A stream of numbers that look random and are not.
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

impl Chance {
    /// A stream of its own for each resident: what one does moves nobody else.
    pub(super) fn of(seed: u64, who: usize) -> Chance {
        let mut chance = Chance(seed ^ (who as u64 + 1).wrapping_mul(0xBF58_476D_1CE4_E5B9));
        chance.next();
        chance
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From 0 up to, not including, 1.
    pub(super) fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    pub(super) fn hits(&mut self, chance: f64) -> bool {
        self.unit() < chance
    }

    /// From 0 up to, not including, `n`; 0 where `n` is.
    pub(super) fn below(&mut self, n: usize) -> usize {
        (self.unit() * n as f64) as usize
    }

    /// From `low` up to and including `high`.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        low + (self.unit() * (high - low + 1) as f64) as i64
    }

    /// One of the weighted things; none where nothing weighs.
    pub(super) fn weighted<T>(&mut self, things: impl IntoIterator<Item = (T, f64)>) -> Option<T> {
        let mut things: Vec<(T, f64)> = things.into_iter().filter(|(_, w)| *w > 0.0).collect();
        let total: f64 = things.iter().map(|(_, w)| w).sum();
        let mut left = self.unit() * total;
        let at = things.iter().position(|(_, w)| {
            left -= w;
            left < 0.0
        });
        // Rounding may leave a crumb: then it is the last one.
        let at = at.or(things.len().checked_sub(1))?;
        Some(things.swap_remove(at).0)
    }

    /// Mostly small, seldom large, .38 in the mean: a purse. (Kumaraswamy's, which has a closed form.)
    pub(super) fn purse(&mut self) -> f64 {
        (1.0 - (1.0 - self.unit()).powf(1.0 / 2.82)).powf(1.0 / 1.5)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stream_is_fixed_and_even() {
        let mut c = Chance(0);
        assert_eq!(c.next(), 0xE220_A839_7B1D_CDAF);
        let mean: f64 = (0..10_000).map(|_| c.unit()).sum::<f64>() / 10_000.0;
        assert!((mean - 0.5).abs() < 0.01, "{mean}");
        let purse: f64 = (0..10_000).map(|_| c.purse()).sum::<f64>() / 10_000.0;
        assert!((purse - 0.38).abs() < 0.01, "{purse}");
    }

    #[test]
    fn what_weighs_nothing_is_never_drawn() {
        let mut c = Chance::of(7, 0);
        assert!((0..1000).all(|_| c.weighted([('a', 0.0), ('b', 2.0), ('c', 0.0)]) == Some('b')));
        assert_eq!(c.weighted([('a', 0.0)]), None);
        assert!((0..1000).all(|_| (3..=5).contains(&c.between(3, 5))));
    }
}
