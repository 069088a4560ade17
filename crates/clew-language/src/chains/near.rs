//! The encoder's scores of candidates against the ones shortly before them, kept while a text is read stretch by stretch.

use super::facts::Facts;
use super::features::may_refer_back;
use super::rank::{WINDOW, order};
use crate::model::{ChainVectors, Encoded};
use std::collections::VecDeque;

/// For each candidate, in order of head words, the scores of the candidates before it, nearest first.
#[derive(Debug, Default)]
pub(crate) struct Near {
    /// Empty where nothing will be asked of a candidate.
    rows: Vec<Box<[f32]>>,
    /// The head word and the vectors of the latest candidates, nearest first.
    latest: VecDeque<(u32, ChainVectors)>,
}

impl Near {
    /// Takes in the candidates of the next stretch, before which there were so many words.
    pub(crate) fn read(&mut self, encoded: &Encoded, facts: &[Facts], words_before: u32) {
        for number in order(facts) {
            let one = &facts[number as usize];
            let vectors = encoded.chain_vectors((one.head_word - words_before) as usize);
            let score = |(word, other): &(u32, ChainVectors)| {
                let distance = one.head_word.saturating_sub(*word).max(1) as usize;
                encoded.model().chain_score(&vectors, other, distance)
            };
            let asked = may_refer_back(one);
            self.rows.push(if asked { self.latest.iter().map(score).collect() } else { Box::default() });
            self.latest.truncate(WINDOW - 1);
            self.latest.push_front((one.head_word, vectors));
        }
    }

    /// The score of the candidate so many places before this one.
    pub(crate) fn score(&self, place: usize, distance: usize) -> Option<f32> {
        self.rows.get(place)?.get(distance.checked_sub(1)?).copied()
    }
}
