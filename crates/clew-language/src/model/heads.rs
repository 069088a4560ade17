//! The scores of pairs: heads of a tree, relations, roles, chains. Each is bilinear in two projections of word vectors.
//!
//! Dozat and Manning, "Deep Biaffine Attention for Neural Dependency Parsing" (2017); Dobrovolskii, "Word-Level Coreference
//! Resolution" (2021).

use super::ModelError;
use super::encoded::ChainVectors;
use super::kernels::{Instructions, dot, multiply};
use super::labels::{Labels, Projection};
use super::weights::Weights;

/// Number of buckets of a signed distance.
const BUCKETS: usize = 32;

/// The largest distance of each bucket from 1 on; bucket 0 is for distance 0, bucket 15 for what is larger than all.
const LARGEST: [usize; 14] = [1, 2, 3, 4, 6, 9, 13, 19, 29, 44, 64, 99, 149, 299];

/// The bucket of an unsigned distance in words, 0..=15.
fn bucket(distance: usize) -> usize {
    match distance {
        0 => 0,
        distance => 1 + LARGEST.partition_point(|&largest| largest < distance),
    }
}

/// The bucket of the way from `from` to `to`: 0, 1..=15 forward, 17..=31 backward.
fn signed_bucket(from: usize, to: usize) -> usize {
    let backward = if to < from { BUCKETS / 2 } else { 0 };
    backward + bucket(from.abs_diff(to))
}

/// All scorers of pairs, and the labels.
#[derive(Debug)]
pub(super) struct Heads {
    pub labels: Labels,
    pub arc: ArcScorer,
    pub relation: RelationScorer,
    pub role: RoleScorer,
    pub chain: ChainScorer,
}

impl Heads {
    pub fn read(weights: &Weights, instructions: Instructions, labels: Labels) -> Result<Self, ModelError> {
        let width = |projection| labels.projected(projection).len();
        let arc = ArcScorer::read(weights, instructions, width(Projection::ArcHead))?;
        let relation =
            RelationScorer::read(weights, instructions, width(Projection::RelationHead), labels.relations.len())?;
        let role = RoleScorer::read(weights, instructions, width(Projection::RoleArgument), labels.roles.len())?;
        let chain = ChainScorer::read(weights, instructions, width(Projection::ChainAntecedent))?;
        Ok(Self { arc, relation, role, chain, labels })
    }
}

/// Scores heads of words.
#[derive(Debug)]
pub(super) struct ArcScorer {
    instructions: Instructions,
    bilinear: Vec<f32>,
    head: Vec<f32>,
    root: Vec<f32>,
}

impl ArcScorer {
    fn read(weights: &Weights, instructions: Instructions, width: usize) -> Result<Self, ModelError> {
        Ok(Self {
            instructions,
            bilinear: weights.floats("arc.bilinear", &[width, width])?,
            head: weights.floats("arc.head", &[width])?,
            root: weights.floats("arc.root", &[width])?,
        })
    }

    /// A row for each dependent, a column for each head and one for the root.
    pub fn scores(&self, dependents: &[&[f32]], heads: &[&[f32]]) -> Vec<f32> {
        let width = self.root.len();
        let heads = || heads.iter().copied().chain([self.root.as_slice()]);
        let own: Vec<f32> = heads().map(|head| dot(&self.head, head)).collect();
        let asked = multiply(self.instructions, dependents, &self.bilinear, width);
        let mut scores = Vec::with_capacity(dependents.len() * own.len());
        for asked in asked.chunks_exact(width) {
            scores.extend(heads().zip(&own).map(|(head, own)| dot(asked, head) + own));
        }
        scores
    }
}

/// Scores relations of words under heads.
#[derive(Debug)]
pub(super) struct RelationScorer {
    instructions: Instructions,
    /// `[D + 1, R, D + 1]`.
    bilinear: Vec<f32>,
    root: Vec<f32>,
    relations: usize,
}

impl RelationScorer {
    fn read(weights: &Weights, instructions: Instructions, width: usize, relations: usize) -> Result<Self, ModelError> {
        Ok(Self {
            instructions,
            bilinear: weights.floats("relation.bilinear", &[width + 1, relations, width + 1])?,
            root: weights.floats("relation.root", &[width])?,
            relations,
        })
    }

    /// A row of relations for each dependent under its head; no head is the root.
    pub fn scores(&self, dependents: &[&[f32]], heads: &[Option<&[f32]>]) -> Vec<f32> {
        let width = self.root.len() + 1;
        let dependents: Vec<Vec<f32>> = dependents.iter().map(|dependent| with_one(dependent)).collect();
        let dependents: Vec<&[f32]> = dependents.iter().map(Vec::as_slice).collect();
        let asked = multiply(self.instructions, &dependents, &self.bilinear, self.relations * width);
        let mut scores = Vec::with_capacity(dependents.len() * self.relations);
        for (asked, head) in asked.chunks_exact(self.relations * width).zip(heads) {
            let head = with_one(head.unwrap_or(&self.root));
            scores.extend(asked.chunks_exact(width).map(|asked| dot(asked, &head)));
        }
        scores
    }
}

/// Scores the roles of words in predicates.
#[derive(Debug)]
pub(super) struct RoleScorer {
    instructions: Instructions,
    /// `[E + 1, L, E + 1]`.
    bilinear: Vec<f32>,
    /// `[BUCKETS, L]`.
    distance: Vec<f32>,
    width: usize,
    roles: usize,
}

impl RoleScorer {
    fn read(weights: &Weights, instructions: Instructions, width: usize, roles: usize) -> Result<Self, ModelError> {
        Ok(Self {
            instructions,
            bilinear: weights.floats("role.bilinear", &[width + 1, roles, width + 1])?,
            distance: weights.floats("role.distance", &[BUCKETS, roles])?,
            width: width + 1,
            roles,
        })
    }

    /// A row of roles for each word (with its place and its projection) in the predicate at place `at`.
    pub fn scores<'a>(
        &self,
        at: usize,
        predicate: &[f32],
        words: impl ExactSizeIterator<Item = (usize, &'a [f32])>,
    ) -> Vec<f32> {
        let asked = multiply(self.instructions, &[&with_one(predicate)], &self.bilinear, self.roles * self.width);
        let mut scores = Vec::with_capacity(words.len() * self.roles);
        for (word, argument) in words {
            let argument = with_one(argument);
            let near = &self.distance[signed_bucket(at, word) * self.roles..][..self.roles];
            scores.extend(asked.chunks_exact(self.width).zip(near).map(|(asked, near)| dot(asked, &argument) + near));
        }
        scores
    }
}

/// Scores antecedents of anaphors.
#[derive(Debug)]
pub(super) struct ChainScorer {
    instructions: Instructions,
    bilinear: Vec<f32>,
    antecedent: Vec<f32>,
    distance: Vec<f32>,
}

impl ChainScorer {
    fn read(weights: &Weights, instructions: Instructions, width: usize) -> Result<Self, ModelError> {
        Ok(Self {
            instructions,
            bilinear: weights.floats("chain.bilinear", &[width, width])?,
            antecedent: weights.floats("chain.antecedent", &[width])?,
            distance: weights.floats("chain.distance", &[BUCKETS / 2])?,
        })
    }

    /// A word's vectors, from its two projections.
    pub fn vectors(&self, anaphor: &[f32], antecedent: &[f32]) -> ChainVectors {
        ChainVectors {
            anaphor: multiply(self.instructions, &[anaphor], &self.bilinear, self.antecedent.len()),
            antecedent: antecedent.to_vec(),
            antecedent_score: dot(&self.antecedent, antecedent),
        }
    }

    /// The score of one antecedent, `distance` words before the anaphor.
    pub fn score(&self, anaphor: &ChainVectors, antecedent: &ChainVectors, distance: usize) -> f32 {
        dot(&anaphor.anaphor, &antecedent.antecedent) + antecedent.antecedent_score + self.distance[bucket(distance)]
    }
}

/// A projection with a one behind it, so that the bilinear form holds the linear ones too.
fn with_one(projection: &[f32]) -> Vec<f32> {
    let mut longer = Vec::with_capacity(projection.len() + 1);
    longer.extend_from_slice(projection);
    longer.push(1.0);
    longer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_fall_into_the_buckets_of_the_format() {
        let expected = [
            (0, 0),
            (1, 1),
            (2, 2),
            (3, 3),
            (4, 4),
            (5, 5),
            (6, 5),
            (7, 6),
            (9, 6),
            (10, 7),
            (13, 7),
            (14, 8),
            (19, 8),
            (20, 9),
            (29, 9),
            (30, 10),
            (44, 10),
            (45, 11),
            (64, 11),
            (65, 12),
            (99, 12),
            (100, 13),
            (149, 13),
            (150, 14),
            (299, 14),
            (300, 15),
            (1_000_000, 15),
        ];
        for (distance, expected) in expected {
            assert_eq!(bucket(distance), expected, "{distance}");
            assert_eq!(signed_bucket(0, distance), expected, "{distance}");
            if distance > 0 {
                assert_eq!(signed_bucket(distance, 0), 16 + expected, "-{distance}");
            }
        }
    }
}
