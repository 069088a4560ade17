//! How much speaks for two documents telling of the same happening.
//!
//! In the scale of the cosine of two texts' words, where two reports of one incident have 0.1 to 0.5: other signs add to it or
//! take from it as much as their weight says.

use super::blocking::{Item, key, pairs};
use super::days::Days;
use super::telling::{Telling, rank};
use super::weights::Weights;
use std::collections::BTreeSet;

/// From here on two incidents are one.
pub(super) const LEAST_INCIDENT: f64 = 0.12;
/// From here on two other happenings are one.
pub(super) const LEAST_HAPPENING: f64 = 0.25;
/// What the same sorts of words speak for two happenings being one.
const SAME_WORDS: f64 = 0.1;
/// And one sort of word, where both documents tell of one affair.
const OF_STRAND: f64 = 0.2;
/// Days that differ by more speak no louder.
const FARTHEST: i32 = 15;
/// Nor do those of a report that gives none: it may tell again of what is long past.
const FARTHEST_UNSAID: i32 = 8;
/// So many of the rarest words of an incident's telling are looked for elsewhere.
const RAREST_OF_INCIDENT: usize = 50;
/// And so many of another happening's.
const RAREST_OF_HAPPENING: usize = 12;
/// Likeness of tellings of one case.
pub(super) struct Alike<'s, 'a> {
    pub tellings: &'s [Telling<'a>],
    pub weights: &'s Weights,
    /// Of each story its strand.
    pub strands: &'s [Option<usize>],
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
        let same_words = if a.triggers == b.triggers { SAME_WORDS } else { 0.0 };
        let shares_word = a.triggers.iter().any(|sort| b.triggers.binary_search(sort).is_ok());
        let of_strand = shares_word && self.strands[a.story] == self.strands[b.story];
        let strand = if of_strand { OF_STRAND } else { 0.0 };
        a.said.cosine(&b.said) + same_words + strand + days(a.days, b.days) + participants(&a.named, &b.named)
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

    fn pairs(&self, is_incident: bool, n_rarest: usize, keys: impl Fn(&Telling) -> Vec<u64>) -> Vec<(usize, usize)> {
        let items = self.tellings.iter().enumerate().filter(|(_, telling)| telling.is_incident == is_incident);
        let items = items.map(|(at, telling)| Item {
            at,
            scope: key((!is_incident).then_some(telling.predicate)),
            stems: &telling.about.stems,
            keys: keys(telling),
            day: telling.days.map(|days| days.first),
        });
        pairs(items, n_rarest, self.weights)
    }
}

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
