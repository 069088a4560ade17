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
        let rows = [0, 1, 2, 3].map(|nth| self.rows[(first_row + nth).min(last)]);
        let mut sums = [[target.splat(0.0); GROUPS]; ROWS];
        for at in 0..rows[0].len() {
            let (weights, _) = self.matrix[at * self.columns + first_column..][..LANES * GROUPS].as_chunks();
            let weights = [target.load(&weights[0]), target.load(&weights[1])];
            for nth in 0..ROWS {
                let value = target.splat(rows[nth][at]);
                for group in 0..GROUPS {
                    sums[nth][group] = target.multiply_add(value, weights[group], sums[nth][group]);
                }
            }
        }
        for nth in 0..ROWS.min(last + 1 - first_row) {
            let to = &mut self.product[(first_row + nth) * self.columns + first_column..][..LANES * GROUPS];
            let (to, _) = to.as_chunks_mut();
            for group in 0..GROUPS {
                target.store(sums[nth][group], &mut to[group]);
            }
        }
    }
}
