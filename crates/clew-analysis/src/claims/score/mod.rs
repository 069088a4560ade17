//! How likely a reader calls a claim right: it speaks of clew's reading, never of what is claimed.
//!
//! A claim is right where its core is (what is said to happen, as the sentence says it, on whose word), each of its arguments, and
//! its time. Each of these has a logistic model over what was seen of it; the score is their product. The weights stand in
//! `weights/claims.txt`, fitted on claims that readers judged (bench/fit_claims.py; docs/decisions/claims-learned-score.md).

mod atom;
mod mentions;
mod of_argument;
mod of_claim;
mod optional;
#[cfg(test)]
mod tests;
mod weights;

pub use weights::{ClaimWeights, WeightsError};

use super::candidates::Found;
use super::context::Context;
use super::matching::Patterns;
use super::sentence::Sentence;
use clew_model::{Argument, Claim, Interval, Predicate, Role, Span};
pub(super) use mentions::Mentions;
use optional::can_do_without;
use std::sync::LazyLock;
use weights::Part;

/// The weights that clew brings.
pub(super) static WEIGHTS: LazyLock<ClaimWeights> = LazyLock::new(|| {
    ClaimWeights::parse(include_str!("../../../weights/claims.txt"))
        .expect("the weights that clew brings are well formed")
});

/// Claims that are right less likely than this are not made, save statements: what a source said is kept.
pub const THRESHOLD: f32 = 0.4;
/// Arguments that a claim can do without and that are right less likely than this are left out of it.
pub const ARGUMENT_THRESHOLD: f32 = 0.7;
/// Times that are right less likely than this are left out.
pub const TIME_THRESHOLD: f32 = 0.6;

/// How sure the engine must be of what no pattern finds.
const ENGINE_ALONE: f32 = 0.73;
/// How sure the engine must be of something else to speak against a pattern.
const RIVAL: f32 = 0.6;

/// Whether something found is worth weighing: not what the engine alone half hears, nor what it takes for something else. A
/// person's own pattern is not overruled: what was asked for is shown.
pub(super) fn is_likely(found: &Found) -> bool {
    let is_overruled = !found.is_own && found.engine_other >= RIVAL && found.engine < found.engine_other;
    if found.by.is_some() { !is_overruled } else { found.engine >= ENGINE_ALONE }
}

/// Whether a predicate says how things are, and not what happens.
pub(super) fn is_state(predicate: Predicate) -> bool {
    use Predicate::*;
    let is_of_person =
        matches!(predicate, Age | Alias | Associate | BornIn | Family | Nationality | Residence | Status);
    is_of_person || matches!(predicate, LocatedAt | Member | Owns | PartOf | Position | Possesses)
}

/// A claim as it was read, with all that it was read from.
pub(super) struct Draft<'d> {
    pub sentence: &'d Sentence<'d>,
    pub context: &'d Context<'d>,
    pub mentions: &'d Mentions<'d>,
    pub patterns: &'d Patterns,
    pub found: &'d Found,
    pub claim: &'d Claim,
}

/// What was seen of a claim, number by number as the lines of a weights file ask for it.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimFeatures {
    /// Of its core.
    pub core: Vec<f32>,
    /// Of each of its arguments.
    pub arguments: Vec<ArgumentFeatures>,
    /// Of its time; `None` where it has none.
    pub time: Option<Vec<f32>>,
}

/// What was seen of an argument.
#[derive(Debug, Clone, PartialEq)]
pub struct ArgumentFeatures {
    /// Which it is.
    pub role: Role,
    /// The words that name it.
    pub span: Span,
    /// Whether its claim says something without it.
    pub is_optional: bool,
    /// The numbers.
    pub values: Vec<f32>,
}

impl Draft<'_> {
    /// The claim with its score, without what is doubtful and it can do without; `None` where it is too doubtful itself. What only a
    /// person's own pattern finds has been counted by nobody: it is kept as it is, with the least score that is shown.
    pub fn decided(&self, weights: &ClaimWeights) -> Option<Claim> {
        let mut claim = self.claim.clone();
        if self.is_only_own() {
            return Some(Claim { score: THRESHOLD, ..claim });
        }
        claim.score = weights.core.probability(|atoms| self.product(atoms));
        if self.has_time() {
            self.settle_time(weights, &mut claim);
        }
        self.settle_arguments(weights, &mut claim);
        // What was asked for is shown, where clew's patterns find it too.
        if self.found.is_own {
            claim.score = claim.score.max(THRESHOLD);
        }
        // Nothing that a source said is dropped.
        let is_account = claim.predicate == Predicate::Statement;
        (is_account || claim.score >= THRESHOLD).then_some(claim)
    }

    /// What was seen of the claim, as these weights ask for it.
    pub fn features(&self, weights: &ClaimWeights) -> ClaimFeatures {
        let of_argument = |argument: &Argument| ArgumentFeatures {
            role: argument.role,
            span: argument.span,
            is_optional: self.is_optional(&self.claim.arguments, argument),
            values: weights.argument.values(|atoms| self.of(argument).product(atoms)),
        };
        let of_claim = |part: &Part| part.values(|atoms| self.product(atoms));
        ClaimFeatures {
            core: of_claim(&weights.core),
            arguments: self.claim.arguments.iter().map(of_argument).collect(),
            time: self.has_time().then(|| of_claim(&weights.time)),
        }
    }

    fn is_only_own(&self) -> bool {
        self.found.is_own && !self.found.is_brought
    }

    fn has_time(&self) -> bool {
        !self.claim.time.is_open()
    }

    fn settle_time(&self, weights: &ClaimWeights, claim: &mut Claim) {
        let probability = weights.time.probability(|atoms| self.product(atoms));
        if probability < TIME_THRESHOLD && !self.found.is_own {
            claim.time = Interval::open();
        } else {
            claim.score *= probability;
        }
    }

    /// Leaves out doubtful arguments, the most doubtful first, as long as the claim says something without them.
    fn settle_arguments(&self, weights: &ClaimWeights, claim: &mut Claim) {
        let probability = |argument: &Argument| weights.argument.probability(|atoms| self.of(argument).product(atoms));
        let mut by_doubt: Vec<(f32, Argument)> =
            claim.arguments.iter().map(|argument| (probability(argument), argument.clone())).collect();
        by_doubt.sort_by(|one, other| one.0.total_cmp(&other.0));
        for (probability, argument) in by_doubt {
            if probability < ARGUMENT_THRESHOLD && self.is_optional(&claim.arguments, &argument) {
                claim.arguments.retain(|other| *other != argument);
            } else {
                claim.score *= probability;
            }
        }
    }

    fn is_optional(&self, arguments: &[Argument], argument: &Argument) -> bool {
        let left: Vec<Role> = arguments.iter().filter(|other| *other != argument).map(|other| other.role).collect();
        !self.found.is_own && can_do_without(self.patterns, self.found, argument.role, &left)
    }
}
