//! The how-manieth equal row of its file a row is, in little memory: a first reading marks the rows in two fixed filters
//! and keeps only those that may stand there more than once; a second reading counts those few exactly.

use std::collections::HashMap;

/// Bits of a filter at least and at most (8 KiB, 32 MiB).
const LEAST: u64 = 1 << 16;
const MOST: u64 = 1 << 28;
/// Places each row marks.
const PLACES: u64 = 4;

/// The first reading.
pub struct Marking {
    bits: Vec<u64>,
    mask: u64,
    again: HashMap<u64, u32>,
}

/// The second reading.
pub struct Occurrences {
    again: HashMap<u64, u32>,
}

impl Marking {
    /// For about so many rows. Beyond some ten million a few more are counted than need be.
    pub fn new(rows: u64) -> Marking {
        let bits = rows.saturating_mul(16).clamp(LEAST, MOST).next_power_of_two();
        Marking { bits: vec![0; (bits / 64) as usize], mask: bits - 1, again: HashMap::new() }
    }

    /// A row, by the hash of what it says.
    pub fn mark(&mut self, hash: u64) {
        let (a, b) = (hash, hash.rotate_left(32) | 1);
        let mut seen = true;
        for i in 0..PLACES {
            let place = a.wrapping_add(b.wrapping_mul(i)) & self.mask;
            let (word, bit) = ((place / 64) as usize, 1u64 << (place % 64));
            seen &= self.bits[word] & bit != 0;
            self.bits[word] |= bit;
        }
        if seen {
            self.again.insert(hash, 0);
        }
    }

    pub fn done(self) -> Occurrences {
        Occurrences { again: self.again }
    }
}

impl Occurrences {
    /// How many equal rows came before this one.
    pub fn before(&mut self, hash: u64) -> u32 {
        match self.again.get_mut(&hash) {
            Some(n) => {
                *n += 1;
                *n - 1
            }
            None => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_rows_are_counted_and_the_others_are_not_kept() {
        let hash = |n: u64| {
            u64::from_be_bytes(crate::words::codes::sha256(&n.to_string()).as_bytes()[..8].try_into().unwrap())
        };
        let hash = |n: u64| hash(n).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let rows: Vec<u64> = (0..20_000).chain([7, 7, 19_999]).map(hash).collect();
        let mut marking = Marking::new(rows.len() as u64);
        rows.iter().for_each(|h| marking.mark(*h));
        assert!(marking.again.len() < 100, "{} of 20,000 kept", marking.again.len());
        let mut counted = marking.done();
        let before: Vec<u32> = rows.iter().map(|h| counted.before(*h)).collect();
        assert_eq!(before[..20_000].iter().sum::<u32>(), 0);
        assert_eq!(before[20_000..], [1, 2, 1]);
    }
}
