//! What a model reads in given words, label by label: to compare it with what trained it, and to measure it.

use super::casing::casing;
use super::{Model, TagSet, Word, kernels, words_of};
use crate::sentences::sentence_bytes;
use crate::stretches::stretches;
use clew_model::CodePoints;
use std::collections::BTreeMap;
use std::hint::black_box;

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
    /// The numbers of a word's pieces, and its casing class: what the encoder sees of it.
    pub fn cut(&self, word: &str) -> (Vec<u32>, u8) {
        let mut pieces = Vec::new();
        self.vocabulary.cut(word, &mut pieces);
        (pieces, casing(word))
    }

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
        for stretch in stretches(text, &sentences) {
            let encoded = self.encode(text, &stretch);
            self.count(text, encoded.words(), &mut amount);
            for (nth, words) in encoded.sentences().iter().enumerate() {
                black_box(encoded.arc_scores(nth));
                let pairs: Vec<_> = words.clone().map(|word| (word, Some(words.start))).collect();
                black_box(encoded.relation_scores_of(&pairs));
            }
            // As dense as predicates and mentions are in news.
            for predicate in (0..encoded.words().len()).step_by(8) {
                let reach = predicate.saturating_sub(60)..(predicate + 60).min(encoded.words().len());
                black_box(encoded.role_scores(predicate, reach));
            }
            for mention in (0..encoded.words().len()).step_by(4) {
                black_box(encoded.chain_vectors(mention));
            }
        }
        amount
    }

    /// Encodes a text as [`Self::read_and_forget`] does, without any head.
    pub fn encode_and_forget(&self, text: &str) -> Amount {
        let sentences = sentence_bytes(&CodePoints::new(text), &[]);
        let mut amount = Amount::default();
        for stretch in stretches(text, &sentences) {
            let (words, ranges) = words_of(text, &stretch);
            black_box(self.vectors(text, &words, &ranges));
            self.count(text, &words, &mut amount);
        }
        amount
    }

    /// int8 operations that the encoder's linear layers do on one piece, a product and a sum counting as two.
    pub fn operations(&self) -> usize {
        self.encoder.operations()
    }

    /// Multiplies int8 values as the encoder does, `times` times the innermost step alone on operands in the nearest cache; returns
    /// how many operations that were. The ceiling of [`Self::encode_and_forget`].
    pub fn multiply_in_cache(&self, times: usize) -> f64 {
        kernels::multiply_in_cache(self.instructions, times)
    }

    fn count(&self, text: &str, words: &[Word], amount: &mut Amount) {
        let mut pieces = Vec::new();
        for word in words {
            self.vocabulary.cut(&text[word.bytes.clone()], &mut pieces);
        }
        amount.words += words.len();
        amount.pieces += pieces.len();
    }
}

fn first_largest(scores: &[f32]) -> usize {
    (1..scores.len()).fold(0, |best, nth| if scores[nth] > scores[best] { nth } else { best })
}
