//! The scores of one stretch of text.

use super::labels::Projection;
use super::{Model, TagSet};
use std::ops::Range;

/// A word that was scored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where it stands in the text.
    pub bytes: Range<usize>,
    /// Its sentence, counted in the stretch.
    pub sentence: usize,
}

/// What chains are scored from: a word as one that refers back, and as one that is referred back to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct ChainVectors {
    /// The anaphor's projection, times the bilinear matrix.
    pub anaphor: Vec<f32>,
    /// The antecedent's projection.
    pub antecedent: Vec<f32>,
    /// What the antecedent scores whatever refers to it.
    pub antecedent_score: f32,
}

/// One stretch of text, read: consecutive sentences with the scores of their words.
///
/// Words, sentences and predicates are counted within the stretch.
#[derive(Debug, Clone)]
pub(crate) struct Encoded<'m> {
    pub(super) model: &'m Model,
    pub(super) words: Vec<Word>,
    /// The words of each sentence.
    pub(super) sentences: Vec<Range<usize>>,
    /// Tag logits, word by word.
    pub(super) tags: Vec<f32>,
    /// Projected values after GELU, word by word.
    pub(super) projected: Vec<f32>,
}

impl<'m> Encoded<'m> {
    /// The words, in order.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The words of each sentence, in order; a sentence without words has an empty range.
    pub fn sentences(&self) -> &[Range<usize>] {
        &self.sentences
    }

    /// The model that read it.
    pub fn model(&self) -> &'m Model {
        self.model
    }

    /// The labels of a tag set, in the order of its scores.
    pub fn labels(&self, set: TagSet) -> &'m [String] {
        self.model.labels(set)
    }

    /// A word's logits over a tag set; for [`TagSet::Factuality`] the one value itself.
    pub fn scores(&self, set: TagSet, word: usize) -> &[f32] {
        let columns = self.model.heads.labels.columns(set);
        &self.row(&self.tags, self.model.heads.labels.n_tags, word)[columns]
    }

    /// A word's best label of a tag set, the first of equals, and its probability by softmax.
    pub fn best(&self, set: TagSet, word: usize) -> (usize, f32) {
        let scores = self.scores(set, word);
        let best = (1..scores.len()).fold(0, |best, label| if scores[label] > scores[best] { label } else { best });
        let sum: f32 = scores.iter().map(|score| (score - scores[best]).exp()).sum();
        (best, 1.0 / sum)
    }

    /// Scores of every head for every word of a sentence of n words: n rows (dependents) of n + 1 columns (heads, then the root).
    pub fn arc_scores(&self, sentence: usize) -> Vec<f32> {
        let words = self.sentences[sentence].clone();
        let dependents: Vec<&[f32]> =
            words.clone().map(|word| self.projected(Projection::ArcDependent, word)).collect();
        let heads: Vec<&[f32]> = words.map(|word| self.projected(Projection::ArcHead, word)).collect();
        self.model.heads.arc.scores(&dependents, &heads)
    }

    /// Scores of the relations of words under heads of their sentences, or under the root: one row of relations for each pair.
    /// Many at once are much faster.
    pub fn relation_scores_of(&self, pairs: &[(usize, Option<usize>)]) -> Vec<f32> {
        let dependents: Vec<&[f32]> =
            pairs.iter().map(|(dependent, _)| self.projected(Projection::RelationDependent, *dependent)).collect();
        let heads: Vec<Option<&[f32]>> =
            pairs.iter().map(|(_, head)| head.map(|head| self.projected(Projection::RelationHead, head))).collect();
        self.model.heads.relation.scores(&dependents, &heads)
    }

    /// Scores of the roles of `words` in a predicate, told by its first word: one row of roles for each word.
    pub fn role_scores(&self, predicate: usize, words: Range<usize>) -> Vec<f32> {
        let arguments = words.map(|word| (word, self.projected(Projection::RoleArgument, word)));
        self.model.heads.role.scores(predicate, self.projected(Projection::RolePredicate, predicate), arguments)
    }

    /// What [`Model::chain_score`] needs of a word; may be kept when the stretch is let go.
    pub fn chain_vectors(&self, word: usize) -> ChainVectors {
        let anaphor = self.projected(Projection::ChainAnaphor, word);
        self.model.heads.chain.vectors(anaphor, self.projected(Projection::ChainAntecedent, word))
    }

    fn projected(&self, projection: Projection, word: usize) -> &[f32] {
        let labels = &self.model.heads.labels;
        &self.row(&self.projected, labels.n_projected, word)[labels.projected(projection)]
    }

    fn row<'a>(&self, values: &'a [f32], width: usize, word: usize) -> &'a [f32] {
        &values[word * width..(word + 1) * width]
    }
}
