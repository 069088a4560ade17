//! Which pairs are worth comparing: those that share rare words or somebody; never all with all.

use super::weights::Weights;
use crate::quick;
use std::hash::{Hash, Hasher};

/// Of a key that more share, only those that are near in time are compared.
const CROWD: usize = 24;
/// With so many of them.
const NEAR: usize = 8;

/// What may be one with others.
#[derive(Debug)]
pub(super) struct Item<'a> {
    /// Its place among all.
    pub at: usize,
    /// Only items of one scope are compared by their words.
    pub scope: u64,
    /// Stems of its words.
    pub stems: &'a [u32],
    /// What it shares with what it is always compared with.
    pub keys: Vec<u64>,
    /// When it was.
    pub day: Option<i32>,
}

/// By what is shared, those that share it, with their days.
type Sharing = quick::Map<u64, Vec<(Option<i32>, usize)>>;

/// Pairs that share a key, or two of their `n_rarest` rarest words; each once, in order.
pub(super) fn pairs<'a>(
    items: impl Iterator<Item = Item<'a>>,
    n_rarest: usize,
    weights: &Weights,
) -> Vec<(usize, usize)> {
    let (mut by_word, mut by_key) = (Sharing::default(), Sharing::default());
    for item in items {
        for stem in rarest(item.stems, n_rarest, weights) {
            by_word.entry(key((item.scope, stem))).or_default().push((item.day, item.at));
        }
        for key in item.keys {
            by_key.entry(key).or_default().push((item.day, item.at));
        }
    }
    let mut words = neighbours(by_word);
    words.sort_unstable();
    let twice = words.chunk_by(|one, other| one == other).filter(|same| same.len() > 1).map(|same| same[0]);
    let mut pairs: Vec<(usize, usize)> = twice.chain(neighbours(by_key)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// The key of something that can be shared.
pub(super) fn key(shared: impl Hash) -> u64 {
    let mut hasher = quick::Quick::default();
    shared.hash(&mut hasher);
    hasher.finish()
}

/// The rarest of some stems that stand in two documents or more.
fn rarest(stems: &[u32], n: usize, weights: &Weights) -> impl Iterator<Item = u32> {
    let with = stems.iter().map(|stem| (weights.n_with(*stem), *stem));
    let mut shared: Vec<(u32, u32)> = with.filter(|(n_documents, _)| *n_documents > 1).collect();
    shared.sort_unstable();
    shared.into_iter().take(n).map(|(_, stem)| stem)
}

/// Pairs of those that share something; of a crowd only those that are near in time.
fn neighbours(sharing: Sharing) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for mut crowd in sharing.into_values() {
        let reach = if crowd.len() > CROWD { NEAR } else { CROWD };
        crowd.sort_unstable();
        for (nth, (_, one)) in crowd.iter().enumerate() {
            pairs.extend(crowd[nth + 1..].iter().take(reach).map(|(_, other)| (*one.min(other), *one.max(other))));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(texts: &[&[u32]], keys: &[&[u64]]) -> Vec<(usize, usize)> {
        let weights = Weights::of(texts.iter().copied());
        let items = texts.iter().copied().zip(keys).enumerate();
        let items =
            items.map(|(at, (stems, keys))| Item { at, scope: 0, stems, keys: keys.to_vec(), day: Some(at as i32) });
        pairs(items, 2, &weights)
    }

    #[test]
    fn two_rare_words_or_a_key_make_a_pair() {
        let none: &[u64] = &[];
        assert_eq!(found(&[&[1, 2, 3], &[1, 2, 4], &[1, 5]], &[none; 3]), [(0, 1)]);
        assert_eq!(found(&[&[1], &[2], &[3]], &[&[7], none, &[7]]), [(0, 2)]);
        assert_eq!(found(&[&[], &[]], &[none; 2]), []);
    }

    #[test]
    fn of_a_crowd_the_near_are_compared() {
        let (texts, keys): (Vec<&[u32]>, Vec<&[u64]>) = (vec![&[]; 100], vec![&[7]; 100]);
        let found = found(&texts, &keys);
        assert!(found.iter().all(|(one, other)| other - one <= NEAR));
        assert!(found.len() > 90 * NEAR);
    }
}
