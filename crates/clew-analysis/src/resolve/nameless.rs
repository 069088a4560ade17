//! Things without a name that several documents of one strand speak of: "the ferry", "the burnt mill".
//!
//! Where documents tell of one affair, what they call by the same noun is mostly one thing, however they describe it. Where more than a
//! few of them tell two such things apart, only what is described alike is one. People without a name are never joined: "a
//! man" is as many as there are.

use super::bearer::Bearers;
use crate::events::Strands;
use crate::events::described::{core, is_indefinite, is_plural, words};
use crate::fold::fold;
use crate::stems::{stem, stems};
use crate::threads;
use crate::told::ToldChain;
use clew_model::ThingType;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The place of a document, and that of a chain among its chains.
pub(super) type At = (u32, u32);

/// Where this share of documents tell two things of one noun apart, descriptions count.
const FEW: f64 = 0.25;

/// What is called by one noun in one strand: the strand, the noun's stem, whether it is more than one.
type Key = (usize, u32, bool);

/// Chains without a name, those that are one thing's together, in order.
pub(super) fn groups(bearers: &Bearers<'_>, strands: &Strands) -> Vec<Vec<At>> {
    let mut called: BTreeMap<Key, Vec<Called>> = BTreeMap::new();
    let mut groups = Vec::new();
    let of_document = |at: usize| -> Vec<(At, Option<(Key, Called)>)> {
        let document = bearers.documents[at];
        let strand = strands.of_document(document.number);
        let of_chain = |(chain, nth): (&ToldChain, u32)| {
            let at = (at as u32, nth);
            let is_nameless = chain.names.is_empty() && !bearers.joined_nameless.contains(&at);
            let called = || {
                let (strand, (noun, is_plural, one)) = strand.zip(called_by(chain))?;
                Some(((strand, noun, is_plural), Called { at, ..one }))
            };
            is_nameless.then(|| (at, called()))
        };
        document.told.chains.iter().zip(0..).filter_map(of_chain).collect()
    };
    for (at, one) in threads::each_number(bearers.documents.len(), of_document).into_iter().flatten() {
        match one {
            Some((key, one)) => called.entry(key).or_default().push(one),
            None => groups.push(vec![at]),
        }
    }
    groups.extend(called.into_values().flat_map(things));
    groups.sort_unstable();
    groups
}

/// A chain, what is told of it beside its noun, as stems, and whether it is brought in as one not spoken of before.
#[derive(Debug, Default)]
struct Called {
    at: At,
    told: BTreeSet<u32>,
    is_indefinite: bool,
}

/// The noun of a thing's descriptions, whether it is plural, and what else they say; none of a person.
fn called_by(chain: &ToldChain) -> Option<(u32, bool, Called)> {
    let mut nouns: BTreeMap<(u32, bool), usize> = BTreeMap::new();
    let mut called = Called::default();
    for description in chain.descriptions.iter().filter(|_| chain.thing != ThingType::Person) {
        let folded = fold(description);
        let words = words(&folded);
        let core = core(&words);
        let Some(noun) = core.last().filter(|noun| noun.chars().any(char::is_alphabetic)) else { continue };
        *nouns.entry((stem(noun), is_plural(noun))).or_default() += 1;
        called.told.extend(stems(&core[..core.len() - 1].join(" ")));
        called.is_indefinite |= is_indefinite(&words);
    }
    let (noun, is_plural) = nouns.into_iter().max_by_key(|(noun, n)| (*n, Reverse(*noun)))?.0;
    called.told.remove(&noun);
    Some((noun, is_plural, called))
}

/// What is called by one noun in one strand, as things.
fn things(called: Vec<Called>) -> Vec<Vec<At>> {
    let mut of_document: BTreeMap<u32, usize> = BTreeMap::new();
    called.iter().for_each(|one| *of_document.entry(one.at.0).or_default() += 1);
    let n_several = of_document.values().filter(|n| **n > 1).count();
    if n_several as f64 <= FEW * of_document.len() as f64 {
        return one_each(called);
    }
    // The fullest description takes in those that say no more than it, unless there is another.
    let all: BTreeSet<BTreeSet<u32>> = called.iter().map(|one| one.told.clone()).collect();
    let is_fullest =
        |told: &&BTreeSet<u32>| !all.iter().any(|other| other.len() > told.len() && other.is_superset(told));
    let fullest: Vec<&BTreeSet<u32>> = all.iter().filter(is_fullest).collect();
    let mut things: BTreeMap<BTreeSet<u32>, Vec<Called>> = BTreeMap::new();
    for one in called {
        let fitting: Vec<_> = fullest.iter().filter(|told| told.is_superset(&one.told)).collect();
        let told = if let [only] = fitting[..] { (*only).clone() } else { one.told.clone() };
        things.entry(told).or_default().push(one);
    }
    things.into_values().flat_map(one_each).collect()
}

/// Chains as one thing, but for those of a document that brings in several.
fn one_each(called: Vec<Called>) -> Vec<Vec<At>> {
    let mut brought_in: BTreeMap<u32, usize> = BTreeMap::new();
    called.iter().for_each(|one| *brought_in.entry(one.at.0).or_default() += usize::from(one.is_indefinite));
    let (one, several): (Vec<Called>, Vec<Called>) = called.into_iter().partition(|one| brought_in[&one.at.0] < 2);
    let one: Vec<At> = one.into_iter().map(|one| one.at).collect();
    several.into_iter().map(|one| vec![one.at]).chain((!one.is_empty()).then_some(one)).collect()
}
