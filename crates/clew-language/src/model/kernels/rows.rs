//! What is done to each row of floats between the products: norms, and the way to int8.

use super::lanes::{LANES, Target, largest, sum};
use super::linear::Activations;
use super::{Instructions, Task};

/// Added to a variance before its root is taken, as BERT does.
const EPSILON: f32 = 1e-12;

/// A layer norm: rows come out with mean 0 and variance 1, then scaled and shifted column by column.
#[derive(Debug)]
pub(in super::super) struct Norm {
    /// The scale of each column.
    pub weight: Vec<f32>,
    /// The shift of each column.
    pub bias: Vec<f32>,
}

/// Quantises each row of `width` values by its own scale, max|x| / 127.
pub(in super::super) fn quantise(instructions: Instructions, values: &[f32], width: usize, to: &mut Activations) {
    to.resize(instructions, values.len() / width, width);
    assert!(width.is_multiple_of(LANES));
    instructions.run(Quantise { values, width, to });
}

/// Norms each row in place.
pub(in super::super) fn norm(instructions: Instructions, values: &mut [f32], norm: &Norm) {
    instructions.run(NormRows { values, norm, to: None });
}

/// Norms each row in place and quantises what came out.
pub(in super::super) fn norm_quantise(
    instructions: Instructions,
    values: &mut [f32],
    norm: &Norm,
    to: &mut Activations,
) {
    to.resize(instructions, values.len() / norm.weight.len(), norm.weight.len());
    instructions.run(NormRows { values, norm, to: Some(to) });
}

struct Quantise<'a> {
    values: &'a [f32],
    width: usize,
    to: &'a mut Activations,
}

impl Task for Quantise<'_> {
    #[inline(always)]
    fn run<T: Target>(self, target: T) {
        let rows = self.values.chunks_exact(self.width).zip(self.to.bytes.chunks_exact_mut(self.to.row_bytes));
        for ((row, bytes), scale) in rows.zip(&mut self.to.scales) {
            *scale = quantise_row(target, row.as_chunks().0, bytes);
        }
    }
}

/// Writes a row's activations and returns its scale.
#[inline(always)]
fn quantise_row<T: Target>(target: T, row: &[[f32; LANES]], bytes: &mut [u8]) -> f32 {
    let mut most = target.splat(0.0);
    for values in row {
        most = target.maximum(most, target.absolute(target.load(values)));
    }
    // A row of zeros has any scale; this one keeps the division sound.
    let most = largest(target, most).max(1e-9);
    let inverse = target.splat(127.0 / most);
    let width = LANES * 4 / T::DEPTH;
    for (values, bytes) in row.iter().zip(bytes.chunks_exact_mut(width)) {
        target.store_activations(target.multiply(target.load(values), inverse), bytes);
    }
    most / 127.0
}

struct NormRows<'a> {
    values: &'a mut [f32],
    norm: &'a Norm,
    to: Option<&'a mut Activations>,
}

impl Task for NormRows<'_> {
    #[inline(always)]
    fn run<T: Target>(self, target: T) {
        let (weight, bias) = (self.norm.weight.as_chunks().0, self.norm.bias.as_chunks().0);
        let mut to = self.to;
        for (nth, row) in self.values.chunks_exact_mut(weight.len() * LANES).enumerate() {
            let row = row.as_chunks_mut().0;
            norm_row(target, row, weight, bias);
            if let Some(to) = &mut to {
                let bytes = &mut to.bytes[nth * to.row_bytes..][..to.row_bytes];
                to.scales[nth] = quantise_row(target, row, bytes);
            }
        }
    }
}

#[inline(always)]
fn norm_row<T: Target>(target: T, row: &mut [[f32; LANES]], weight: &[[f32; LANES]], bias: &[[f32; LANES]]) {
    let length = (row.len() * LANES) as f32;
    let mut total = target.splat(0.0);
    for values in &*row {
        total = target.add(total, target.load(values));
    }
    let mean = target.splat(sum(target, total) / length);
    let mut squares = target.splat(0.0);
    for values in &*row {
        let distance = target.subtract(target.load(values), mean);
        squares = target.multiply_add(distance, distance, squares);
    }
    let inverse = target.splat(1.0 / (sum(target, squares) / length + EPSILON).sqrt());
    for ((values, weight), bias) in row.iter_mut().zip(weight).zip(bias) {
        let normed = target.multiply(target.subtract(target.load(values), mean), inverse);
        target.store(target.multiply_add(normed, target.load(weight), target.load(bias)), values);
    }
}
