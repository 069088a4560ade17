//! What a claim says as stems with their weights: looked up once, for claims are compared with many others.

use super::case::{Case, Likeness};
use std::ops::Deref;

/// Stems, in order, each once, and what each weighs.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    stems: Box<[u32]>,
    weights: Box<[f32]>,
    all: f32,
}

impl Words {
    /// Sorted stems with their weights in a case.
    pub fn of(case: &Case<'_>, stems: Vec<u32>) -> Self {
        let weights: Box<[f32]> = stems.iter().map(|stem| case.weight(*stem)).collect();
        Self { all: weights.iter().sum(), stems: stems.into(), weights }
    }

    /// How alike two are, rare stems counting more.
    pub fn likeness(&self, other: &Self) -> Likeness {
        let (mut i, mut j, mut n_shared, mut of_shared) = (0, 0, 0, 0.0);
        while let (Some(one), Some(two)) = (self.stems.get(i), other.stems.get(j)) {
            if one == two {
                n_shared += 1;
                of_shared += self.weights[i];
            }
            i += usize::from(one <= two);
            j += usize::from(two <= one);
        }
        Likeness::of(n_shared, of_shared, self.all, other.all)
    }
}

impl Deref for Words {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        &self.stems
    }
}
