//! Scores made by hand, for tests of whatever is built on them.

use super::encoded::{Encoded, Word};
use super::labels::Projection;
use super::weights_by_hand::WeightsByHand;
use super::{Model, TagSet};
use std::ops::Range;

/// The score of whatever a test chooses; all else scores 0.
const CHOSEN: f32 = 8.0;

/// A stretch of text whose words have the labels, heads, roles and antecedents that a test gives them.
///
/// Labels, relations and roles are known by being used; "O" is the first of every set, and every word's label until it is given
/// another.
pub(crate) struct ByHand {
    words: Vec<Word>,
    sentences: Vec<Range<usize>>,
    tags: Vec<(usize, TagSet, String, f32)>,
    arcs: Vec<(usize, Option<usize>, String)>,
    roles: Vec<(usize, usize, String)>,
    chains: Vec<(usize, usize, f32)>,
}

impl ByHand {
    /// The sentences of a text, cut into words by this crate's rules.
    pub fn of_text(text: &str) -> Self {
        let points = clew_model::CodePoints::new(text);
        let sentences = crate::sentences::sentence_bytes(&points, &[]);
        let words = sentences.iter().map(|sentence| crate::tokens::raw_tokens(text, sentence.clone()));
        Self::of(words.map(|words| words.into_iter().map(|word| word.bytes).collect()))
    }

    /// Sentences whose words are parted by single spaces, each sentence a string; the text is the sentences joined by spaces.
    pub fn of_sentences(sentences: &[&str]) -> Self {
        let mut start = 0;
        Self::of(sentences.iter().map(|sentence| {
            let words = sentence.split(' ').map(|word| {
                start += word.len() + 1;
                start - word.len() - 1..start - 1
            });
            words.collect::<Vec<_>>()
        }))
    }

    fn of(sentences: impl Iterator<Item = Vec<Range<usize>>>) -> Self {
        let (mut words, mut ranges) = (Vec::new(), Vec::new());
        for (sentence, bytes) in sentences.enumerate() {
            ranges.push(words.len()..words.len() + bytes.len());
            words.extend(bytes.into_iter().map(|bytes| Word { bytes, sentence }));
        }
        Self { words, sentences: ranges, tags: vec![], arcs: vec![], roles: vec![], chains: vec![] }
    }

    /// Gives a word a label.
    pub fn tag(self, set: TagSet, word: usize, label: &str) -> Self {
        self.tag_scored(set, word, label, CHOSEN)
    }

    /// Gives a word's label a score of its own; the labels not given have 0.
    pub fn tag_scored(mut self, set: TagSet, word: usize, label: &str, score: f32) -> Self {
        self.tags.push((word, set, label.to_owned(), score));
        self
    }

    /// How far a word's predicate is held to have happened, -3 to 3.
    pub fn factuality(self, word: usize, value: f32) -> Self {
        self.tag_scored(TagSet::Factuality, word, "O", value)
    }

    /// Gives a word its head (or the root) in its sentence, and the relation to it.
    pub fn arc(mut self, dependent: usize, head: Option<usize>, relation: &str) -> Self {
        self.arcs.push((dependent, head, relation.to_owned()));
        self
    }

    /// Gives a word a role in the predicate that begins at `predicate`.
    pub fn role(mut self, predicate: usize, word: usize, role: &str) -> Self {
        self.roles.push((predicate, word, role.to_owned()));
        self
    }

    /// Gives a pair of words its chain score.
    pub fn chain(mut self, anaphor: usize, antecedent: usize, score: f32) -> Self {
        self.chains.push((anaphor, antecedent, score));
        self
    }

    /// The scores, with a model of their own that is never let go.
    pub fn encoded(self) -> Encoded<'static> {
        let relations = known(self.arcs.iter().map(|(.., relation)| relation));
        let roles = known(self.roles.iter().map(|(.., role)| role));
        let sets: Vec<Vec<String>> = TagSet::ALL
            .iter()
            .map(|(set, _)| known(self.tags.iter().filter(|tag| tag.1 == *set).map(|(.., label, _)| label)))
            .collect();
        let predicates = self.predicates();
        let model: &'static Model = Box::leak(Box::new(self.model(&sets, &relations, &roles, predicates.len())));
        let labels = &model.heads.labels;
        let (n_tags, n_projected) = (labels.n_tags, labels.n_projected);
        let mut tags = vec![0.0; self.words.len() * n_tags];
        for (word, set, label, score) in &self.tags {
            tags[word * n_tags + labels.columns(*set).start + place(&sets[*set as usize], label)] = *score;
        }
        let mut projected = vec![0.0; self.words.len() * n_projected];
        let mut put = |word: usize, projection: Projection, column: usize, value: f32| {
            projected[word * n_projected + labels.projected(projection).start + column] = value;
        };
        for (word, Word { sentence, .. }) in self.words.iter().enumerate() {
            put(word, Projection::ArcHead, word - self.sentences[*sentence].start, 1.0);
            put(word, Projection::ChainAnaphor, word, 1.0);
        }
        for (dependent, head, relation) in &self.arcs {
            let first = self.sentences[self.words[*dependent].sentence].start;
            let column = head.map_or(self.words.len(), |head| head - first);
            put(*dependent, Projection::ArcDependent, column, CHOSEN);
            put(*dependent, Projection::RelationDependent, place(&relations, relation), CHOSEN);
        }
        for (predicate, word, role) in &self.roles {
            let slot = predicates.iter().position(|known| known == predicate).expect("it was collected from the roles");
            put(*predicate, Projection::RolePredicate, slot, 1.0);
            put(*word, Projection::RoleArgument, slot * roles.len() + place(&roles, role), CHOSEN);
        }
        for (anaphor, antecedent, score) in &self.chains {
            put(*antecedent, Projection::ChainAntecedent, *anaphor, *score);
        }
        Encoded { model, words: self.words, sentences: self.sentences, tags, projected }
    }

    fn predicates(&self) -> Vec<usize> {
        let mut predicates: Vec<usize> = self.roles.iter().map(|(predicate, ..)| *predicate).collect();
        predicates.sort_unstable();
        predicates.dedup();
        predicates
    }

    /// A model whose bilinear forms hand through what stands in the projections.
    fn model(&self, sets: &[Vec<String>], relations: &[String], roles: &[String], predicates: usize) -> Model {
        let (n, r, l) = (self.words.len(), relations.len(), roles.len());
        let arguments = (predicates * l).max(1);
        let widths = [n + 1, n + 1, r, r, arguments, arguments, n.max(1), n.max(1)];
        let mut weights = WeightsByHand::new(0, sets, widths, relations, roles);
        weights.set("arc.bilinear", |at| f32::from(u8::from(at[0] == at[1])));
        weights.set("arc.root", |at| f32::from(u8::from(at[0] == n)));
        weights.set("relation.bilinear", |at| f32::from(u8::from(at[0] == at[1] && at[2] == r)));
        weights.set("role.bilinear", |at| f32::from(u8::from(at[0] < predicates && at[2] == at[0] * l + at[1])));
        weights.set("chain.bilinear", |at| f32::from(u8::from(at[0] == at[1])));
        Model::from_bytes(weights.bytes()).expect("weights made by the format")
    }
}

/// "O" and the labels, each once.
fn known<'a>(labels: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut known = vec!["O".to_owned()];
    for label in labels {
        if !known.contains(label) {
            known.push(label.clone());
        }
    }
    known
}

fn place(labels: &[String], label: &str) -> usize {
    labels.iter().position(|known| known == label).expect("it was collected from the same values")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_given_by_hand_is_what_is_read() {
        let encoded = ByHand::of_sentences(&["Weil left Oslo .", "He said so ."])
            .tag(TagSet::Outer, 0, "B-Person")
            .tag(TagSet::Outer, 2, "B-Place")
            .factuality(1, 2.5)
            .arc(0, Some(1), "nsubj")
            .arc(1, None, "root")
            .arc(6, Some(5), "obj")
            .role(5, 4, "Source")
            .role(1, 0, "Traveler")
            .chain(4, 0, 3.0)
            .encoded();
        assert_eq!(encoded.words()[5], Word { bytes: 20..24, sentence: 1 });
        let label = |word| encoded.labels(TagSet::Outer)[encoded.best(TagSet::Outer, word).0].as_str();
        assert_eq!([0, 1, 2].map(label), ["B-Person", "O", "B-Place"]);
        assert!(encoded.best(TagSet::Outer, 0).1 > 0.99);
        assert_eq!(encoded.scores(TagSet::Factuality, 1), [2.5]);
        assert_eq!(encoded.arc_scores(0)[..10], [0.0, 8.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 8.0]);
        assert_eq!(encoded.arc_scores(1)[2 * 5..][..5], [0.0, 8.0, 0.0, 0.0, 0.0]);
        let relations = encoded.relation_scores_of(&[(6, Some(5))]);
        assert_eq!(encoded.model().relations()[relations.iter().position(|score| *score == 8.0).unwrap()], "obj");
        let roles = encoded.role_scores(5, 3..6);
        let source = encoded.model().roles().iter().position(|role| role == "Source").unwrap();
        assert_eq!(roles.iter().position(|score| *score == 8.0), Some(encoded.model().roles().len() + source));
        let vectors = |word| encoded.chain_vectors(word);
        assert_eq!(encoded.model().chain_score(&vectors(4), &vectors(0), 4), 3.0);
        assert_eq!(encoded.model().chain_score(&vectors(5), &vectors(0), 5), 0.0);
    }
}
