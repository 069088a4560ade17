//! The arithmetic.

/// The sum of the products of two vectors of one length, in an order that depends on the length alone.
pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Rows times a matrix (row-major, `columns` wide, as many rows as each row is long): one row of `columns` for each row.
pub(super) fn multiply(rows: &[&[f32]], matrix: &[f32], columns: usize) -> Vec<f32> {
    let mut product = vec![0.0; rows.len() * columns];
    for (row, sums) in rows.iter().zip(product.chunks_exact_mut(columns)) {
        for (value, weights) in row.iter().zip(matrix.chunks_exact(columns)) {
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += value * weight);
        }
    }
    product
}
