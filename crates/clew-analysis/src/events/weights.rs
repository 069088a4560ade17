//! How much words say: those that few documents of the case have say more.

use crate::quick;
use std::borrow::Cow;

/// Documents that are thought to exist beside those of the case and to have none of its words: without them the words that all
/// documents of one affair share would say nothing.
const ELSEWHERE: f64 = 50.0;

/// What each stem of the case weighs.
#[derive(Debug)]
pub(super) struct Weights {
    n_documents: f64,
    n_with: quick::Map<u32, u32>,
}

impl Weights {
    /// Of texts, as sorted stems.
    pub fn of<'a>(texts: impl Iterator<Item = &'a [u32]>) -> Self {
        let (mut n_documents, mut n_with) = (0, quick::Map::default());
        for stems in texts {
            n_documents += 1;
            for stem in stems {
                *n_with.entry(*stem).or_insert(0) += 1;
            }
        }
        Self { n_documents: f64::from(n_documents), n_with }
    }

    /// How many documents have a stem.
    pub fn n_with(&self, stem: u32) -> u32 {
        self.n_with.get(&stem).copied().unwrap_or(0)
    }

    /// Inverse document frequency (Spärck Jones 1972), smoothed.
    pub fn weight(&self, stem: u32) -> f64 {
        ((self.n_documents + ELSEWHERE) / (f64::from(self.n_with(stem)) + 0.5)).ln()
    }

    /// A text as a vector.
    pub fn vector<'a>(&self, stems: Cow<'a, [u32]>) -> Words<'a> {
        let squares: Vec<f32> = stems.iter().map(|stem| self.weight(*stem).powi(2) as f32).collect();
        let length = squares.iter().map(|square| f64::from(*square)).sum::<f64>().sqrt();
        Words { stems, squares, length }
    }
}

/// Stems of a text and what they weigh.
#[derive(Debug)]
pub(super) struct Words<'a> {
    /// In order, each once.
    pub stems: Cow<'a, [u32]>,
    /// Squares of their weights: they are asked for with every pair of texts.
    squares: Vec<f32>,
    length: f64,
}

impl Words<'_> {
    /// Cosine of two texts' vectors, 0..1; 0 where one is empty.
    pub fn cosine(&self, other: &Self) -> f64 {
        let (mut i, mut j, mut shared) = (0, 0, 0.0);
        while let (Some(one), Some(two)) = (self.stems.get(i), other.stems.get(j)) {
            if one == two {
                shared += f64::from(self.squares[i]);
            }
            i += usize::from(one <= two);
            j += usize::from(two <= one);
        }
        if shared > 0.0 { shared / (self.length * other.length) } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rare_words_say_more() {
        let texts: [&[u32]; 3] = [&[1, 2], &[1, 3], &[1]];
        let weights = Weights::of(texts.into_iter());
        assert!(weights.weight(2) > weights.weight(1));
        assert_eq!(weights.n_with(1), 3);
        assert_eq!(weights.n_with(9), 0);
    }

    #[test]
    fn the_cosine_of_a_text_with_itself_is_one() {
        let texts: [&[u32]; 2] = [&[1, 2], &[3]];
        let weights = Weights::of(texts.into_iter());
        let vector = |stems: &'static [u32]| weights.vector(Cow::Borrowed(stems));
        assert!((vector(&[1, 2]).cosine(&vector(&[1, 2])) - 1.0).abs() < 1e-6);
        assert_eq!(vector(&[1, 2]).cosine(&vector(&[3])), 0.0);
        assert_eq!(vector(&[]).cosine(&vector(&[3])), 0.0);
    }
}
