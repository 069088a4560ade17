//! The encoder's scores of candidates against the ones shortly before them, kept while a text is read stretch by stretch.

use super::rank::WINDOW;

/// For each candidate, in order of head words, the scores of the candidates before it, nearest first.
#[derive(Debug, Default)]
pub(crate) struct Near {
    rows: Vec<Box<[f32]>>,
}

impl Near {
    /// Takes the scores of the next candidate; empty where nothing will be asked of it.
    pub(crate) fn push(&mut self, scores: Vec<f32>) {
        debug_assert!(scores.len() <= WINDOW);
        self.rows.push(scores.into());
    }

    /// The score of the candidate so many places before this one.
    pub(crate) fn score(&self, place: usize, distance: usize) -> Option<f32> {
        self.rows.get(place)?.get(distance.checked_sub(1)?).copied()
    }
}
