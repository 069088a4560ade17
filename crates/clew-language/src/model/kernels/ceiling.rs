//! The most that a processor can multiply: what the speed of the whole is compared with.

use super::lanes::{MOST_COLUMNS, MOST_ROWS, Target};
use super::{Instructions, Task};
use std::hint::black_box;

/// Inputs of most layers.
const INPUTS: usize = 384;

/// Does the innermost step of the product `times` times on operands that lie in the nearest cache; returns how many int8
/// operations that were, a product and a sum counting as two.
pub(in super::super) fn multiply_in_cache(instructions: Instructions, times: usize) -> f64 {
    let mut operations = 0.0;
    instructions.run(InCache { times, operations: &mut operations });
    operations
}

struct InCache<'a> {
    times: usize,
    operations: &'a mut f64,
}

impl Task for InCache<'_> {
    #[inline(always)]
    fn run<T: Target>(self, target: T) {
        let row_bytes = INPUTS * 4 / T::DEPTH;
        let activations = vec![1; MOST_ROWS * row_bytes];
        let panel = vec![1; T::COLUMNS * INPUTS];
        for _ in 0..self.times {
            let mut sums = [[0; MOST_COLUMNS]; MOST_ROWS];
            target.multiply_panel(black_box(&activations), row_bytes, &panel, &mut sums);
            black_box(&sums);
        }
        *self.operations = 2.0 * (self.times * T::ROWS * T::COLUMNS * INPUTS) as f64;
    }
}
