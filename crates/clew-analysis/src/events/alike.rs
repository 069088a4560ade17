//! How much speaks for two documents telling of the same happening.
//!
//! In the scale of the cosine of two texts' words, where two reports of one incident have 0.1 to 0.5: other signs add to it or
//! take from it as much as their weight says.

use super::days::Days;
use super::telling::{Telling, rank};
use super::weights::Weights;
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// From here on two incidents are one.
pub(super) const LEAST_INCIDENT: f64 = 0.12;
/// From here on two other happenings are one.
pub(super) const LEAST_HAPPENING: f64 = 0.25;
/// Days that differ by more speak no louder.
const FARTHEST: i32 = 15;
/// Nor do those of a report that gives none: it may tell again of what is long past.
const FARTHEST_UNSAID: i32 = 8;
/// So many of the rarest words of an incident's telling are looked for elsewhere.
const RAREST_OF_INCIDENT: usize = 50;
/// And so many of another happening's.
const RAREST_OF_HAPPENING: usize = 12;
/// Of a key that more share, only those that are near in time are compared.
const CROWD: usize = 24;
/// With so many of them.
const NEAR: usize = 8;

/// Likeness of tellings of one case.
pub(super) struct Alike<'s, 'a> {
    pub tellings: &'s [Telling<'a>],
    pub weights: &'s Weights,
}

impl Alike<'_, '_> {
    /// Of two incidents.
    pub fn incidents(&self, one: usize, other: usize) -> f64 {
        let (a, b) = (&self.tellings[one], &self.tellings[other]);
        if a.story == b.story {
            // The document itself tells them apart, which is mostly right.
            return -0.3;
        }
        // A death or an injury alone may have begun in any way.
        let begins = rank(a.predicate) == 0 && rank(b.predicate) == 0;
        let kind = if begins && a.predicate != b.predicate { -0.05 } else { 0.0 };
        let who = if a.named.is_disjoint(&b.named) { 0.0 } else { 0.05 };
        a.about.cosine(&b.about) + days(a.days, b.days) + struck(&a.struck, &b.struck) + kind + who
    }

    /// Of two happenings of one predicate.
    pub fn happenings(&self, one: usize, other: usize) -> f64 {
        let (a, b) = (&self.tellings[one], &self.tellings[other]);
        if a.predicate != b.predicate {
            return -1.0;
        }
        if a.story == b.story {
            return 0.0;
        }
        let same_words = if a.triggers == b.triggers { 0.1 } else { 0.0 };
        a.said.cosine(&b.said) + same_words + days(a.days, b.days) + participants(&a.named, &b.named)
    }

    /// Pairs of incidents that share rare words, or the name of somebody whom they befell.
    pub fn incident_pairs(&self) -> Vec<(usize, usize)> {
        self.pairs(true, RAREST_OF_INCIDENT, |telling| {
            let names = telling.struck.iter().map(|name| key(("struck", name)));
            names.chain(telling.named.iter().map(|who| key(("who", *who)))).collect()
        })
    }

    /// Pairs of other happenings that share rare words, or somebody who takes part.
    pub fn happening_pairs(&self) -> Vec<(usize, usize)> {
        self.pairs(false, RAREST_OF_HAPPENING, |telling| {
            telling.named.iter().map(|who| key(("who", *who, telling.predicate))).collect()
        })
    }

    /// Pairs that share a telling key, or two of their rarest words.
    fn pairs(
        &self,
        is_incident: bool,
        n_rarest: usize,
        telling_keys: impl Fn(&Telling) -> Vec<u64>,
    ) -> Vec<(usize, usize)> {
        let (mut by_word, mut by_key) = (Sharing::new(), Sharing::new());
        for (at, telling) in self.tellings.iter().enumerate().filter(|(_, telling)| telling.is_incident == is_incident)
        {
            let of = (!is_incident).then_some(telling.predicate);
            for stem in self.rarest(&telling.about.stems, n_rarest) {
                by_word.entry(key((of, stem))).or_default().push(at);
            }
            for key in telling_keys(telling) {
                by_key.entry(key).or_default().push(at);
            }
        }
        let mut words = self.neighbours(by_word);
        words.sort_unstable();
        let twice = words.chunk_by(|one, other| one == other).filter(|same| same.len() > 1).map(|same| same[0]);
        let mut pairs: Vec<(usize, usize)> = twice.chain(self.neighbours(by_key)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// The rarest of some stems that stand in two documents or more.
    fn rarest(&self, stems: &[u32], n: usize) -> impl Iterator<Item = u32> {
        let with = stems.iter().map(|stem| (self.weights.n_with(*stem), *stem));
        let mut shared: Vec<(u32, u32)> = with.filter(|(n_documents, _)| *n_documents > 1).collect();
        shared.sort_unstable();
        shared.into_iter().take(n).map(|(_, stem)| stem)
    }

    /// Pairs of those that share something; of a crowd only those that are near in time.
    fn neighbours(&self, sharing: Sharing) -> Vec<(usize, usize)> {
        let mut pairs = Vec::new();
        for mut crowd in sharing.into_values() {
            let reach = if crowd.len() > CROWD { NEAR } else { CROWD };
            crowd.sort_by_key(|at| (self.tellings[*at].days.map(|days| days.first), *at));
            for (nth, one) in crowd.iter().enumerate() {
                pairs.extend(crowd[nth + 1..].iter().take(reach).map(|other| (*one.min(other), *one.max(other))));
            }
        }
        pairs
    }
}

/// By what is shared, the tellings that share it.
type Sharing = HashMap<u64, Vec<usize>>;

fn days(a: Option<Days>, b: Option<Days>) -> f64 {
    let (Some(a), Some(b)) = (a, b) else { return 0.0 };
    let apart = a.apart(b);
    match (apart, a.is_said && b.is_said) {
        (0, true) => 0.06,
        (0, false) => 0.02,
        (_, true) => -0.08 * f64::from(apart.min(FARTHEST)),
        (_, false) => -0.02 * f64::from(apart.min(FARTHEST_UNSAID)),
    }
}

/// Those with a name who take part, where both name somebody.
fn participants(a: &BTreeSet<usize>, b: &BTreeSet<usize>) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    match a.intersection(b).count() {
        0 => -0.15,
        n_shared => 0.2 * n_shared.min(2) as f64,
    }
}

/// Those it befell, by family name, where both name somebody.
fn struck(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    match (a.is_empty() || b.is_empty(), a.is_disjoint(b)) {
        (true, _) => 0.0,
        (_, false) => 0.1,
        (_, true) => -0.05,
    }
}

fn key(shared: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    shared.hash(&mut hasher);
    hasher.finish()
}
