//! What people decided, as the picture has to keep it: which chains are the same thing's, which are not, and what that thing is.

use super::clusters::Clusters;
use super::entity::ResolvedEntity;
use crate::quick;
use clew_model::ThingType;
use std::collections::{BTreeMap, BTreeSet};

/// A chain of a case: its document's number, and its own there.
pub type ChainAt = (i64, u32);

/// What people decided of chains and documents, each in the order in which they did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decided {
    /// Which are the same thing's, and which are not.
    pub pairs: Vec<DecidedPair>,
    /// What the thing of a chain is called.
    pub names: Vec<(ChainAt, String)>,
    /// What sort of thing it is.
    pub types: Vec<(ChainAt, ThingType)>,
    /// Numbers of the documents that were withdrawn.
    pub retracted: BTreeSet<i64>,
}

/// What was decided of two things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecidedPair {
    /// The decision's number.
    pub number: u32,
    /// Chains of the one.
    pub one: Vec<ChainAt>,
    /// Chains of the other.
    pub other: Vec<ChainAt>,
    /// Whether they are one thing.
    pub are_one: bool,
}

impl Decided {
    /// Numbers of the decisions that later ones leave no room for.
    pub fn overruled(&self) -> BTreeSet<u32> {
        Ruled::of(self).overruled
    }

    /// Gives entities the names and types that were decided; of several the latest.
    pub(super) fn name(&self, entities: &mut [ResolvedEntity<i64>], of_chain: &quick::Map<ChainAt, usize>) {
        for (chain, name) in &self.names {
            if let Some(entity) = of_chain.get(chain).map(|at| &mut entities[*at]) {
                (entity.name, entity.is_named) = (name.clone(), true);
            }
        }
        for (chain, thing) in &self.types {
            of_chain.get(chain).into_iter().for_each(|at| entities[*at].thing = *thing);
        }
    }
}

/// What of the decisions holds together: where two cannot both be kept, the later one is.
#[derive(Debug, Default)]
pub(super) struct Ruled {
    /// Of every chain that was decided upon, the number of its group: chains of one group are one thing's.
    group_of: BTreeMap<ChainAt, usize>,
    /// Groups that are not one thing.
    apart: BTreeSet<(usize, usize)>,
    overruled: BTreeSet<u32>,
}

impl Ruled {
    pub(super) fn of(decided: &Decided) -> Self {
        let chains: BTreeSet<ChainAt> =
            decided.pairs.iter().flat_map(|pair| pair.one.iter().chain(&pair.other)).copied().collect();
        let number: BTreeMap<ChainAt, usize> = chains.iter().copied().zip(0..).collect();
        let (mut clusters, mut apart) = (Clusters::new(chains.len()), Vec::new());
        let mut overruled = BTreeSet::new();
        for pair in decided.pairs.iter().rev() {
            // What a side had for one thing stays one, as far as later decisions let it.
            for side in [&pair.one, &pair.other] {
                side.windows(2).for_each(|two| {
                    clusters.join(number[&two[0]], number[&two[1]], |_, _| false);
                });
            }
            let (Some(one), Some(other)) = (pair.one.first(), pair.other.first()) else { continue };
            let (one, other) = (number[one], number[other]);
            let is_kept = match pair.are_one {
                true => clusters.join(one, other, |_, _| false),
                false => clusters.find(one) != clusters.find(other),
            };
            match (is_kept, pair.are_one) {
                (false, _) => {
                    overruled.insert(pair.number);
                }
                (true, true) => {}
                (true, false) => {
                    clusters.keep_apart(one, other);
                    apart.push((one, other));
                }
            }
        }
        let group_of = number.into_iter().map(|(chain, number)| (chain, clusters.find(number))).collect();
        let groups = |(one, other): (usize, usize)| {
            let (one, other) = (clusters.find(one), clusters.find(other));
            (one.min(other), one.max(other))
        };
        Self { group_of, apart: apart.into_iter().map(groups).collect(), overruled }
    }

    /// Whether two groups are not one thing.
    pub(super) fn are_apart(&self, one: usize, other: usize) -> bool {
        self.apart.contains(&(one.min(other), one.max(other)))
    }

    /// Groups that are not one thing.
    pub(super) fn apart(&self) -> impl Iterator<Item = (usize, usize)> {
        self.apart.iter().copied()
    }

    /// Chains of a document that were decided upon, with their groups.
    pub(super) fn of_document(&self, document: i64) -> impl Iterator<Item = (u32, usize)> {
        let chains = self.group_of.range((document, 0)..=(document, u32::MAX));
        chains.map(|((_, chain), group)| (*chain, *group))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(number: u32, one: &[u32], other: &[u32], are_one: bool) -> DecidedPair {
        let chains = |some: &[u32]| some.iter().map(|chain| (1, *chain)).collect();
        DecidedPair { number, one: chains(one), other: chains(other), are_one }
    }

    fn ruled(pairs: Vec<DecidedPair>) -> Ruled {
        Ruled::of(&Decided { pairs, ..Decided::default() })
    }

    fn are_one(ruled: &Ruled, one: u32, other: u32) -> bool {
        ruled.group_of[&(1, one)] == ruled.group_of[&(1, other)]
    }

    #[test]
    fn the_later_of_two_that_contradict_is_kept() {
        let merged_then_apart = ruled(vec![pair(1, &[1], &[2], true), pair(2, &[2], &[1], false)]);
        assert!(!are_one(&merged_then_apart, 1, 2) && merged_then_apart.overruled == [1].into());
        let apart_then_merged = ruled(vec![pair(1, &[1], &[2], false), pair(2, &[1], &[2], true)]);
        assert!(are_one(&apart_then_merged, 1, 2) && apart_then_merged.overruled == [1].into());
    }

    #[test]
    fn what_follows_from_two_decisions_overrules_a_third() {
        let through = ruled(vec![pair(1, &[1], &[3], true), pair(2, &[1], &[2], true), pair(3, &[2], &[3], false)]);
        assert!(are_one(&through, 1, 2) && !are_one(&through, 1, 3) && through.overruled == [1].into());
    }

    #[test]
    fn each_side_of_a_split_is_one() {
        let split = ruled(vec![pair(1, &[1, 2, 3], &[7, 8], false)]);
        assert!(are_one(&split, 1, 3) && are_one(&split, 7, 8) && !are_one(&split, 1, 7));
        let (one, other) = (split.group_of[&(1, 2)], split.group_of[&(1, 8)]);
        assert!(split.are_apart(one, other) && split.are_apart(other, one));
        let merged_again = ruled(vec![pair(1, &[1, 2, 3], &[7, 8], false), pair(2, &[2], &[8], true)]);
        assert!(are_one(&merged_again, 1, 7) && merged_again.overruled == [1].into());
    }
}
