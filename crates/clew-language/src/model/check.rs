//! What a model reads in given words, label by label: to compare it with what trained it, and to measure it.

use super::{Model, TagSet};
use crate::sentences::sentence_bytes;
use clew_model::CodePoints;
use std::collections::BTreeMap;

/// The best labels of the words of a text, each the number of a label in the weights file.
#[derive(Debug, Clone, PartialEq)]
pub struct Labelled {
    /// A label for each word, by the name of the tag set.
    pub tags: BTreeMap<&'static str, Vec<usize>>,
    /// The head of each word among all words, where it is not the root; no word is its own head.
    pub heads: Vec<Option<usize>>,
    /// The relation of each word to that head.
    pub relations: Vec<usize>,
    /// How far each word's predicate is held to have happened, -3 to 3.
    pub factuality: Vec<f32>,
}

/// How much was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Amount {
    /// Words.
    pub words: usize,
    /// Pieces of words.
    pub pieces: usize,
}

impl Model {
    /// The best labels of given words, sentence by sentence.
    pub fn label(&self, sentences: &[Vec<String>]) -> Labelled {
        let encoded = self.encode_words(sentences);
        let n_words = encoded.words().len();
        let tags = TagSet::ALL.iter().filter(|(set, _)| *set != TagSet::Factuality);
        let tags = tags.map(|(set, name)| (*name, (0..n_words).map(|word| encoded.best(*set, word).0).collect()));
        let mut heads = Vec::with_capacity(n_words);
        for (nth, words) in encoded.sentences().iter().enumerate() {
            let scores = encoded.arc_scores(nth);
            for (dependent, scores) in scores.chunks_exact(words.len() + 1).enumerate() {
                let best = (0..scores.len()).filter(|head| *head != dependent);
                let best = best.reduce(|best, head| if scores[head] > scores[best] { head } else { best });
                heads.push(best.filter(|head| *head < words.len()).map(|head| words.start + head));
            }
        }
        let pairs: Vec<(usize, Option<usize>)> = heads.iter().copied().enumerate().collect();
        let relations = encoded.relation_scores_of(&pairs);
        let relations = relations.chunks_exact(self.relations().len()).map(first_largest).collect();
        let factuality = (0..n_words).map(|word| encoded.scores(TagSet::Factuality, word)[0]).collect();
        Labelled { tags: tags.collect(), heads, relations, factuality }
    }

    /// Reads a text as the annotator does, every head included, and keeps nothing of it but how much it was.
    pub fn read_and_forget(&self, text: &str) -> Amount {
        let sentences = sentence_bytes(&CodePoints::new(text), &[]);
        let mut amount = Amount::default();
        for stretch in super::stretches(text, &sentences) {
            let encoded = self.encode(text, &stretch);
            amount.words += encoded.words().len();
            amount.pieces += self.n_pieces(text, &encoded);
            for (nth, words) in encoded.sentences().iter().enumerate() {
                std::hint::black_box(encoded.arc_scores(nth));
                let pairs: Vec<_> = words.clone().map(|word| (word, Some(words.start))).collect();
                std::hint::black_box(encoded.relation_scores_of(&pairs));
            }
            // As dense as predicates and mentions are in news.
            for predicate in (0..encoded.words().len()).step_by(8) {
                let reach = predicate.saturating_sub(60)..(predicate + 60).min(encoded.words().len());
                std::hint::black_box(encoded.role_scores(predicate, reach));
            }
            for mention in (0..encoded.words().len()).step_by(4) {
                std::hint::black_box(encoded.chain_vectors(mention));
            }
        }
        amount
    }

    fn n_pieces(&self, text: &str, encoded: &super::Encoded) -> usize {
        let mut pieces = Vec::new();
        for word in encoded.words() {
            self.vocabulary.cut(&text[word.bytes.clone()], &mut pieces);
        }
        pieces.len()
    }
}

fn first_largest(scores: &[f32]) -> usize {
    (1..scores.len()).fold(0, |best, nth| if scores[nth] > scores[best] { nth } else { best })
}
