//! Products of floats, for the bilinear scores.

use super::lanes::{LANES, Target};
use super::{Instructions, Task};

/// The sum of the products of two vectors of one length, in an order that depends on the length alone.
pub(in super::super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    let ((a, a_rest), (b, b_rest)) = (a.as_chunks::<LANES>(), b.as_chunks::<LANES>());
    let mut sums = [0.0; LANES];
    for (a, b) in a.iter().zip(b) {
        for lane in 0..LANES {
            sums[lane] += a[lane] * b[lane];
        }
    }
    let rest: f32 = a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum();
    sums.iter().sum::<f32>() + rest
}

/// Rows times a matrix (row-major, `columns` wide, as many rows as each row is long): one row of `columns` for each row.
///
/// Each value is summed from the matrix's first row to its last, whatever rows are multiplied beside it.
pub(in super::super) fn multiply(
    instructions: Instructions,
    rows: &[&[f32]],
    matrix: &[f32],
    columns: usize,
) -> Vec<f32> {
    let mut product = vec![0.0; rows.len() * columns];
    instructions.run(Multiply { rows, matrix, columns, product: &mut product });
    product
}

/// Rows that are multiplied together, so that the matrix is read once for all of them.
const ROWS: usize = 4;

/// Groups of columns that are multiplied together.
const GROUPS: usize = 2;

struct Multiply<'a> {
    rows: &'a [&'a [f32]],
    matrix: &'a [f32],
    columns: usize,
    product: &'a mut [f32],
}

impl Task for Multiply<'_> {
    #[inline(always)]
    fn run<T: Target>(mut self, target: T) {
        let wide = self.columns - self.columns % (LANES * GROUPS);
        for first_column in (0..wide).step_by(LANES * GROUPS) {
            for first_row in (0..self.rows.len()).step_by(ROWS) {
                self.block(target, first_row, first_column);
            }
        }
        for (row, product) in self.rows.iter().zip(self.product.chunks_exact_mut(self.columns)) {
            for (value, weights) in row.iter().zip(self.matrix.chunks_exact(self.columns)) {
                product[wide..].iter_mut().zip(&weights[wide..]).for_each(|(sum, weight)| *sum += value * weight);
            }
        }
    }
}

impl Multiply<'_> {
    #[inline(always)]
    fn block<T: Target>(&mut self, target: T, first_row: usize, first_column: usize) {
        let last = self.rows.len() - 1;
        // The last block's missing rows are the last one again.
        let rows: [&[f32]; ROWS] = std::array::from_fn(|nth| self.rows[(first_row + nth).min(last)]);
        let mut sums = [[target.splat(0.0); GROUPS]; ROWS];
        for (at, weights) in self.matrix.chunks_exact(self.columns).enumerate() {
            let (weights, _) = weights[first_column..first_column + LANES * GROUPS].as_chunks();
            let weights: [T::Floats; GROUPS] = std::array::from_fn(|group| target.load(&weights[group]));
            for (sums, row) in sums.iter_mut().zip(rows) {
                let value = target.splat(row[at]);
                for (sum, weights) in sums.iter_mut().zip(weights) {
                    *sum = target.multiply_add(value, weights, *sum);
                }
            }
        }
        for (nth, sums) in sums.into_iter().enumerate().take(last + 1 - first_row) {
            let to = &mut self.product[(first_row + nth) * self.columns + first_column..][..LANES * GROUPS];
            for (sum, to) in sums.into_iter().zip(to.as_chunks_mut().0) {
                target.store(sum, to);
            }
        }
    }
}
