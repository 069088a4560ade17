//! Maps by numbers of our own making, which nobody can choose so that they collide: hashed in one multiplication a word
//! (Fibonacci hashing; Knuth 1973) where the standard library's keyed hash takes some tens of nanoseconds.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map hashed quickly.
pub(crate) type Map<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;
/// A set hashed quickly.
pub(crate) type Set<K> = HashSet<K, BuildHasherDefault<Quick>>;

/// 2^64 divided by the golden ratio, odd.
const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash, as far as it is made.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Quick(u64);

impl Quick {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(26) ^ word).wrapping_mul(GOLDEN);
    }
}

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.add(u64::from_le_bytes(*word)));
        if !rest.is_empty() {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            self.add(u64::from_le_bytes(last) ^ (rest.len() as u64) << 56);
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.add(number.into());
    }

    fn write_u32(&mut self, number: u32) {
        self.add(number.into());
    }

    fn write_u64(&mut self, number: u64) {
        self.add(number);
    }

    fn write_usize(&mut self, number: usize) {
        self.add(number as u64);
    }

    fn finish(&self) -> u64 {
        // A product's low bits know only the low bits of its factors: the tables look at high and low ones.
        (self.0 ^ self.0 >> 32).wrapping_mul(GOLDEN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::hash::Hash;

    #[test]
    fn what_differs_hashes_differently() {
        let hash = |it: &dyn Fn(&mut Quick)| {
            let mut quick = Quick::default();
            it(&mut quick);
            quick.finish()
        };
        let mut seen = HashSet::new();
        for word in ["", "a", "b", "ab", "ba", "abcdefgh", "abcdefghi", "bcdefghia"] {
            assert!(seen.insert(hash(&|quick| word.hash(quick))), "{word}");
        }
        for number in 0..100_000_u32 {
            assert!(seen.insert(hash(&|quick| (number, 7_usize).hash(quick))), "{number}");
        }
    }

    #[test]
    fn numbers_in_a_row_are_spread_over_a_table() {
        let slots = |shift: u32| -> HashSet<u64> {
            let mut quick = |number: u64| {
                let mut hash = Quick::default();
                hash.write_u64(number << shift);
                hash.finish() & 0xfff
            };
            (0..4096).map(&mut quick).collect()
        };
        assert!([0, 8, 20, 32].into_iter().all(|shift| slots(shift).len() > 2_000));
    }
}
