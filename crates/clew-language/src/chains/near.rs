//! The encoder's scores of candidates against the ones shortly before them, kept while a text is read stretch by stretch.

use super::facts::Facts;
use super::features::{may_refer_back, neural};
use super::rank::{WINDOW, order};
use crate::model::{ChainVectors, Encoded};
use std::collections::VecDeque;

/// For each candidate, in order of head words, the scores of the candidates before it, nearest first; a score is one byte, as
/// the scorer looks at it.
#[derive(Debug, Default)]
pub(crate) struct Near {
    scores: Vec<u8>,
    /// Where the scores of each candidate end; it has none where nothing will be asked of it.
    ends: Vec<u32>,
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
            if may_refer_back(one) {
                self.keep(self.latest.iter().map(score).collect());
            } else {
                self.keep(Vec::new());
            }
            self.latest.truncate(WINDOW - 1);
            self.latest.push_front((one.head_word, vectors));
        }
    }

    fn keep(&mut self, scores: Vec<f32>) {
        self.scores.extend(scores.into_iter().map(|score| neural(Some(score))));
        self.ends.push(self.scores.len() as u32);
    }

    /// The score of the candidate so many places before this one, as a value of the property `neural`.
    pub(crate) fn score(&self, place: usize, distance: usize) -> u8 {
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize);
        let own = self.ends.get(place).map_or(&[][..], |end| &self.scores[start..*end as usize]);
        distance.checked_sub(1).and_then(|nth| own.get(nth)).copied().unwrap_or_else(|| neural(None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_found_by_place_and_distance() {
        let mut near = Near::default();
        [vec![], vec![0.0], vec![], vec![7.5, -9.0, 0.7]].into_iter().for_each(|scores| near.keep(scores));
        let found = |place, distance| near.score(place, distance);
        assert_eq!(found(1, 1), neural(Some(0.0)));
        assert_eq!([1, 2, 3].map(|distance| found(3, distance)), [7.5, -9.0, 0.7].map(|score| neural(Some(score))));
    }

    #[test]
    fn where_nothing_was_scored_there_is_no_score() {
        let mut near = Near::default();
        [vec![], vec![0.0], vec![]].into_iter().for_each(|scores| near.keep(scores));
        for (place, distance) in [(0, 1), (1, 0), (1, 2), (2, 1), (9, 1)] {
            assert_eq!(near.score(place, distance), 0, "{place} {distance}");
        }
    }
}
