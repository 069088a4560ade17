//! Things without a name that several documents of one strand speak of: "the ferry", "the burnt mill".
//!
//! Where documents tell of one affair, what they call by the same noun is mostly one thing; where one of them tells two such things
//! apart, or they are described in ways that differ, nobody can say which is meant, and each stays in its document. People
//! without a name are never joined: "a man" is as many as there are.

use super::bearer::Bearers;
use crate::events::Strands;
use crate::events::described::{core, is_plural, words};
use crate::fold::fold;
use crate::stems::{stem, stems};
use crate::told::ToldChain;
use clew_model::ThingType;
use std::collections::{BTreeMap, BTreeSet};

/// The place of a document, and that of a chain among its chains.
pub(super) type At = (u32, u32);

/// What is called by one noun in one strand: the strand, the noun's stem, whether it is more than one.
type Key = (usize, u32, bool);

/// Chains without a name, those that are one thing's together, in order.
pub(super) fn groups(bearers: &Bearers<'_>, strands: &Strands) -> Vec<Vec<At>> {
    let mut called: BTreeMap<Key, Vec<Called>> = BTreeMap::new();
    let mut groups = Vec::new();
    for (document, at) in bearers.documents.iter().zip(0..) {
        let strand = strands.of_document(document.number);
        for (chain, nth) in document.told.chains.iter().zip(0..) {
            if !chain.names.is_empty() || bearers.joined_nameless.contains(&(at, nth)) {
                continue;
            }
            match strand.zip(called_by(chain)) {
                Some((strand, (noun, is_plural, told))) => {
                    called.entry((strand, noun, is_plural)).or_default().push(Called { at: (at, nth), told });
                }
                None => groups.push(vec![(at, nth)]),
            }
        }
    }
    groups.extend(called.into_values().flat_map(one_thing));
    groups.sort_unstable();
    groups
}

/// A chain, and what is told of it beside its noun, as stems.
struct Called {
    at: At,
    told: BTreeSet<u32>,
}

/// The noun of a thing's descriptions, whether it is plural, and what else they say; none of a person.
fn called_by(chain: &ToldChain) -> Option<(u32, bool, BTreeSet<u32>)> {
    let mut nouns: BTreeMap<(u32, bool), usize> = BTreeMap::new();
    let mut told = BTreeSet::new();
    for description in chain.descriptions.iter().filter(|_| chain.thing != ThingType::Person) {
        let folded = fold(description);
        let words = words(&folded);
        let core = core(&words);
        let Some(noun) = core.last().filter(|noun| noun.chars().any(char::is_alphabetic)) else { continue };
        *nouns.entry((stem(noun), is_plural(noun))).or_default() += 1;
        told.extend(stems(&core[..core.len() - 1].join(" ")));
    }
    let (noun, is_plural) = nouns.into_iter().max_by_key(|(noun, n)| (*n, std::cmp::Reverse(*noun)))?.0;
    told.remove(&noun);
    Some((noun, is_plural, told))
}

/// What is called by one noun in one strand, as things: the fullest description takes in those that say no more than it, unless there
/// is another.
fn one_thing(called: Vec<Called>) -> Vec<Vec<At>> {
    let fullest: BTreeSet<&BTreeSet<u32>> = called.iter().map(|one| &one.told).collect();
    let is_fullest =
        |told: &&&BTreeSet<u32>| !fullest.iter().any(|other| other.len() > told.len() && other.is_superset(told));
    let fullest: Vec<&BTreeSet<u32>> = fullest.iter().filter(is_fullest).copied().collect();
    let mut things: BTreeMap<&BTreeSet<u32>, Vec<At>> = BTreeMap::new();
    for one in &called {
        let fitting: Vec<_> = fullest.iter().filter(|told| told.is_superset(&one.told)).collect();
        let told = if let [only] = fitting[..] { only } else { &&one.told };
        things.entry(told).or_default().push(one.at);
    }
    things.into_values().flat_map(across_documents).collect()
}

/// Chains of different documents as one group; those of a document that tells several apart, each alone.
fn across_documents(chains: Vec<At>) -> Vec<Vec<At>> {
    let mut of_document: BTreeMap<u32, usize> = BTreeMap::new();
    chains.iter().for_each(|(document, _)| *of_document.entry(*document).or_default() += 1);
    let (one, several): (Vec<At>, Vec<At>) = chains.into_iter().partition(|(document, _)| of_document[document] == 1);
    several.into_iter().map(|at| vec![at]).chain((!one.is_empty()).then_some(one)).collect()
}
