//! Whom a document names as the one it spoke of without a name: "the victim was identified as Ines Vold".

use super::described;
use super::telling::Story;
use crate::{ToldChain, ToldClaim};
use clew_model::{Polarity, Predicate, Role, ThingType};
use std::collections::{BTreeMap, BTreeSet};

/// What one document says of who people are.
#[derive(Debug, Default)]
pub(super) struct Identified {
    /// Chains of those with a name, by the chain of the one without.
    named: BTreeMap<u32, Vec<u32>>,
    /// Those who are identified as victims, and whether as dead.
    pub victims: BTreeSet<(u32, bool)>,
}

impl Identified {
    /// By what a document claims.
    pub fn of(story: &Story) -> Self {
        let mut identified = Self::default();
        let told = &story.document.told;
        let says = |told: &&ToldClaim| {
            told.claim.predicate == Predicate::Identify && told.claim.polarity == Polarity::Asserted
        };
        for claim in told.claims.iter().filter(says) {
            let in_role = |role| {
                let arguments =
                    claim.claim.arguments.iter().enumerate().filter(move |(_, argument)| argument.role == role);
                arguments.filter_map(|(at, _)| Some((at, told.chain(claim.chain_of(at)?)?)))
            };
            let is_person =
                |(_, chain): &(usize, &ToldChain)| chain.thing == ThingType::Person && !chain.names.is_empty();
            let named = in_role(Role::Matter).chain(in_role(Role::Person)).filter(is_person);
            let named: Vec<u32> = named.map(|(_, chain)| chain.chain).collect();
            for (at, nameless) in in_role(Role::Person).filter(|(_, chain)| chain.names.is_empty()) {
                identified.named.entry(nameless.chain).or_default().extend(&named);
                let words = &claim.arguments[at];
                if described::is_struck(words) {
                    identified.victims.extend(named.iter().map(|chain| (*chain, described::is_dead(words))));
                }
            }
        }
        identified
    }

    /// The chains with a name of somebody; the own chain of who is not identified.
    pub fn names_of(&self, chain: u32) -> Vec<u32> {
        self.named.get(&chain).filter(|named| !named.is_empty()).cloned().unwrap_or_else(|| vec![chain])
    }
}
