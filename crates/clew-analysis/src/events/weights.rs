//! How much words say: those that few documents of the case have say more.

use std::collections::HashMap;

/// Documents that are thought to exist beside those of the case and to have none of its words: without them the words that all
/// documents of one affair share would say nothing.
const ELSEWHERE: f64 = 50.0;

/// What each stem of the case weighs.
#[derive(Debug)]
pub(super) struct Weights {
    n_documents: f64,
    n_with: HashMap<u32, u32>,
}

impl Weights {
    /// Of texts, as sorted stems.
    pub fn of<'a>(texts: impl Iterator<Item = &'a [u32]>) -> Self {
        let (mut n_documents, mut n_with) = (0, HashMap::new());
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

    /// Length of a text as a vector of weights.
    pub fn length(&self, stems: &[u32]) -> f64 {
        stems.iter().map(|stem| self.weight(*stem).powi(2)).sum::<f64>().sqrt()
    }

    /// Cosine of two texts' vectors, whose lengths are given, 0..1; 0 where one is empty.
    pub fn cosine(&self, (a, a_length): (&[u32], f64), (b, b_length): (&[u32], f64)) -> f64 {
        let shared: f64 = shared(a, b).map(|stem| self.weight(stem).powi(2)).sum();
        if shared > 0.0 { shared / (a_length * b_length) } else { 0.0 }
    }
}

/// What is in both of two sorted lists.
fn shared<'a>(mut a: &'a [u32], mut b: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    std::iter::from_fn(move || {
        while let (Some(&one), Some(&other)) = (a.first(), b.first()) {
            a = &a[usize::from(one <= other)..];
            b = &b[usize::from(other <= one)..];
            if one == other {
                return Some(one);
            }
        }
        None
    })
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
        let with_length = |stems: &'static [u32]| (stems, weights.length(stems));
        assert!((weights.cosine(with_length(&[1, 2]), with_length(&[1, 2])) - 1.0).abs() < 1e-9);
        assert_eq!(weights.cosine(with_length(&[1, 2]), with_length(&[3])), 0.0);
        assert_eq!(weights.cosine(with_length(&[]), with_length(&[3])), 0.0);
    }
}
