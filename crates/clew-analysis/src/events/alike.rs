//! How much speaks for two documents telling of the same happening.
//!
//! In the scale of the cosine of two texts' words, where two reports of one incident have 0.1 to 0.5: other signs add to it or
//! take from it as much as their weight says.

use super::days::Days;
use super::telling::{Telling, Words};
use super::weights::Weights;
use crate::picture::Resolved;
use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

/// From here on two incidents are one.
pub(super) const LEAST_INCIDENT: f64 = 0.14;
/// From here on two other happenings are one.
pub(super) const LEAST_HAPPENING: f64 = 0.3;
/// Days that differ by more speak no louder.
const FARTHEST: i32 = 8;
/// So many of the rarest words of a telling are looked for elsewhere.
const RAREST: usize = 30;
/// Of a key that more share, only those that are near in time are compared.
const CROWD: usize = 24;
/// With so many of them.
const NEAR: usize = 8;

/// Likeness of tellings of one case.
pub(super) struct Alike<'s, 'a> {
    pub tellings: &'s [Telling<'a>],
    pub weights: &'s Weights,
    pub resolved: &'s Resolved,
}

impl Alike<'_, '_> {
    /// Of two incidents.
    pub fn incidents(&self, one: usize, other: usize) -> f64 {
        let (a, b) = (&self.tellings[one], &self.tellings[other]);
        if a.story == b.story {
            // The document itself tells them apart, which is mostly right.
            return self.cosine(&a.said, &b.said) - 0.3;
        }
        let kind = if a.predicate == b.predicate || a.predicate.max(b.predicate) == clew_model::Predicate::Injure {
            0.0
        } else {
            -0.02
        };
        self.cosine(&a.about, &b.about) + days(a.days, b.days) + struck(&a.struck, &b.struck) + kind
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
        let same_words = if a.triggers == b.triggers { tune("TW", 0.1) } else { 0.0 };
        self.cosine(&a.said, &b.said) + same_words + days(a.days, b.days) + self.participants(a, b)
    }

    fn cosine(&self, a: &Words, b: &Words) -> f64 {
        self.weights.cosine((&a.stems, a.length), (&b.stems, b.length))
    }

    fn participants(&self, a: &Telling, b: &Telling) -> f64 {
        let named = |telling: &Telling| -> BTreeSet<usize> {
            let entities = telling.participants.iter().map(|(_, entity)| *entity);
            entities.filter(|entity| self.resolved.entities[*entity].is_named).collect()
        };
        let (ones, others) = (named(a), named(b));
        if ones.is_empty() || others.is_empty() {
            return 0.0;
        }
        let n_shared = ones.intersection(&others).count();
        if n_shared == 0 { -tune("PD", 0.15) } else { tune("PS", 0.2) * n_shared.min(2) as f64 }
    }

    /// Pairs of incidents that share what few do.
    pub fn incident_pairs(&self) -> Vec<(usize, usize)> {
        let of_incident = |telling: &Telling| {
            let mut keys = self.rarest(&telling.about.stems, RAREST);
            keys.extend(telling.struck.iter().map(|name| key(("struck", name))));
            keys
        };
        self.pairs(true, of_incident)
    }

    /// Pairs of other happenings that share who takes part, or rare words.
    pub fn happening_pairs(&self) -> Vec<(usize, usize)> {
        let of_happening = |telling: &Telling| {
            let words = self.rarest(&telling.said.stems, RAREST);
            let who = telling.participants.iter().map(|(_, entity)| key(("who", *entity)));
            let keys = words.into_iter().chain(who);
            keys.map(|shared| key((telling.predicate, shared))).collect()
        };
        self.pairs(false, of_happening)
    }

    /// The rarest of some stems that stand in two documents or more.
    fn rarest(&self, stems: &[u32], n: usize) -> Vec<u64> {
        let mut shared: Vec<(u32, u32)> =
            stems.iter().map(|stem| (self.weights.n_with(*stem), *stem)).filter(|(n, _)| *n > 1).collect();
        shared.sort_unstable();
        shared.into_iter().take(n).map(|(_, stem)| key(("stem", stem))).collect()
    }

    fn pairs(&self, is_incident: bool, keys: impl Fn(&Telling) -> Vec<u64>) -> Vec<(usize, usize)> {
        let mut sharing: HashMap<u64, Vec<usize>> = HashMap::new();
        for (at, telling) in self.tellings.iter().enumerate().filter(|(_, telling)| telling.is_incident == is_incident)
        {
            for key in keys(telling) {
                sharing.entry(key).or_default().push(at);
            }
        }
        let mut pairs = Vec::new();
        for mut crowd in sharing.into_values() {
            let reach = if crowd.len() > CROWD { NEAR } else { CROWD };
            crowd.sort_by_key(|at| (self.tellings[*at].days.map(|days| days.first), *at));
            for (nth, one) in crowd.iter().enumerate() {
                pairs.extend(crowd[nth + 1..].iter().take(reach).map(|other| (*one.min(other), *one.max(other))));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

fn days(a: Option<Days>, b: Option<Days>) -> f64 {
    let (Some(a), Some(b)) = (a, b) else { return 0.0 };
    let apart = a.apart(b).min(tune("FAR", 8.0) as i32);
    match (apart, a.is_said && b.is_said) {
        (0, true) => tune("DS", 0.06),
        (0, false) => tune("DF", 0.02),
        (_, true) => -tune("DT", 0.08) * f64::from(apart),
        (_, false) => -tune("DG", 0.05) * f64::from(apart),
    }
}

/// Those it befell, by family name, where both name somebody.
fn struck(a: &BTreeSet<String>, b: &BTreeSet<String>) -> f64 {
    match (a.is_empty() || b.is_empty(), a.is_disjoint(b)) {
        (true, _) => 0.0,
        (_, false) => tune("VS", 0.1),
        (_, true) => -tune("VD", 0.05),
    }
}

fn key(shared: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    shared.hash(&mut hasher);
    hasher.finish()
}

pub(super) fn tune(name: &str, default: f64) -> f64 {
    use std::sync::{LazyLock, Mutex};
    static M: LazyLock<Mutex<HashMap<String, f64>>> = LazyLock::new(Default::default);
    *M.lock()
        .unwrap()
        .entry(name.to_owned())
        .or_insert_with(|| std::env::var(name).ok().and_then(|v| v.parse().ok()).unwrap_or(default))
}
