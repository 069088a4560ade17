//! Linear layers of int8 weights and int8 activations, with what follows each of them done while its values are at hand.

use super::lanes::{LANES, MOST_COLUMNS, MOST_ROWS, Target, gelu};
use super::{Instructions, Layout, Task};

/// The weights of a linear layer, laid out for one set of instructions.
#[derive(Debug)]
pub(in super::super) struct Linear {
    instructions: Instructions,
    layout: Layout,
    inputs: usize,
    outputs: usize,
    /// Panels of columns; in each, groups of inputs; in each, column by column.
    panels: Vec<i8>,
    /// What the sums begin with: it takes away what activations have too much, where they are written as 1 to 255.
    first_sums: Vec<i32>,
    scales: Vec<f32>,
    biases: Vec<f32>,
}

impl Linear {
    /// Lays out `weights`, rows of `inputs` int8 values, one row for each output; each row is to be multiplied by its scale.
    pub fn new(instructions: Instructions, weights: &[u8], inputs: usize, scales: &[f32], biases: &[f32]) -> Self {
        let layout = instructions.layout();
        let outputs = scales.len();
        let padded = outputs.next_multiple_of(layout.columns);
        let mut panels = vec![0; padded * inputs];
        let mut first_sums = vec![0; padded];
        let unsigned = layout.depth == 4;
        for (column, weights) in weights.chunks_exact(inputs).enumerate() {
            let panel = &mut panels[column / layout.columns * layout.columns * inputs..];
            let within = column % layout.columns * layout.depth;
            for (group, weights) in weights.chunks_exact(layout.depth).enumerate() {
                for (at, weight) in weights.iter().enumerate() {
                    panel[group * layout.columns * layout.depth + within + at] = *weight as i8;
                }
            }
            if unsigned {
                first_sums[column] = -128 * weights.iter().map(|weight| i32::from(*weight as i8)).sum::<i32>();
            }
        }
        let pad = |values: &[f32]| values.iter().copied().chain(std::iter::repeat(0.0)).take(padded).collect();
        Self { instructions, layout, inputs, outputs, panels, first_sums, scales: pad(scales), biases: pad(biases) }
    }

    /// Number of values that it makes of a row.
    pub fn outputs(&self) -> usize {
        self.outputs
    }

    /// int8 operations on one row, a product and a sum counting as two.
    pub fn operations(&self) -> usize {
        2 * self.inputs * self.outputs
    }
}

/// Rows of int8 activations, each with its scale, as a set of instructions wants them.
#[derive(Debug, Default)]
pub(in super::super) struct Activations {
    /// Row after row; more rows than were asked for, so that the last ones need no code of their own.
    pub(super) bytes: Vec<u8>,
    pub(super) scales: Vec<f32>,
    pub(super) rows: usize,
    pub(super) row_bytes: usize,
}

impl Activations {
    /// Makes room for `rows` of `inputs` values.
    pub(super) fn resize(&mut self, instructions: Instructions, rows: usize, inputs: usize) {
        self.rows = rows;
        self.row_bytes = inputs * 4 / instructions.layout().depth;
        let padded = rows.next_multiple_of(MOST_ROWS * 2);
        self.bytes.resize(padded * self.row_bytes, 0);
        self.scales.resize(padded, 0.0);
    }
}

/// What becomes of a linear layer's values, and where they go.
pub(in super::super) enum Output<'a> {
    /// Written in blocks of so many columns, each block holding all rows: the order in which attention reads.
    Blocks(usize, &'a mut [f32]),
    /// Through GELU, row by row.
    Gelu(&'a mut [f32]),
    /// Added to what is there, row by row.
    Add(&'a mut [f32]),
    /// Written row by row.
    Rows(&'a mut [f32]),
}

/// Multiplies rows of activations with a layer's weights.
pub(in super::super) fn multiply_int8(linear: &Linear, activations: &Activations, output: Output) {
    assert_eq!(activations.row_bytes, linear.inputs * 4 / linear.layout.depth, "activations of this layer's width");
    let (block, values, then) = match output {
        Output::Blocks(block, values) => (block, values, Then::Store),
        Output::Rows(values) => (linear.outputs, values, Then::Store),
        Output::Gelu(values) => (linear.outputs, values, Then::Gelu),
        Output::Add(values) => (linear.outputs, values, Then::Add),
    };
    assert_eq!(values.len(), activations.rows * linear.outputs);
    assert!(block == linear.outputs || block.is_multiple_of(LANES) && linear.outputs.is_multiple_of(block));
    linear.instructions.run(Product { linear, activations, block, values, then });
}

#[derive(Clone, Copy)]
enum Then {
    Store,
    Gelu,
    Add,
}

struct Product<'a> {
    linear: &'a Linear,
    activations: &'a Activations,
    block: usize,
    values: &'a mut [f32],
    then: Then,
}

impl Task for Product<'_> {
    #[inline(always)]
    fn run<T: Target>(mut self, target: T) {
        let Activations { bytes, rows, row_bytes, .. } = self.activations;
        let panel_length = T::COLUMNS * self.linear.inputs;
        let mut sums = [[0; MOST_COLUMNS]; MOST_ROWS];
        // One panel stays in the nearest cache while all rows go by.
        for (nth, panel) in self.linear.panels.chunks_exact(panel_length).enumerate() {
            let first_column = nth * T::COLUMNS;
            let first_sums = &self.linear.first_sums[first_column..][..T::COLUMNS];
            for first_row in (0..*rows).step_by(T::ROWS) {
                for row in 0..T::ROWS {
                    sums[row][..T::COLUMNS].copy_from_slice(first_sums);
                }
                target.multiply_panel(&bytes[first_row * row_bytes..], *row_bytes, panel, &mut sums);
                for row in first_row..(first_row + T::ROWS).min(*rows) {
                    self.write(target, row, first_column, &sums[row - first_row]);
                }
            }
        }
    }
}

impl Product<'_> {
    /// Writes a row of one panel's columns.
    #[inline(always)]
    fn write<T: Target>(&mut self, target: T, row: usize, first_column: usize, sums: &[i32; MOST_COLUMNS]) {
        let row_scale = target.splat(self.activations.scales[row]);
        let groups = first_column / LANES..(first_column + T::COLUMNS) / LANES;
        let (sums, _) = sums.as_chunks();
        let (scales, _) = self.linear.scales.as_chunks();
        let (biases, _) = self.linear.biases.as_chunks();
        for group in groups.clone() {
            let column = group * LANES;
            let product = target.multiply(target.convert(&sums[group - groups.start]), row_scale);
            let value = target.multiply_add(product, target.load(&scales[group]), target.load(&biases[group]));
            let at = column / self.block * self.activations.rows * self.block + row * self.block + column % self.block;
            let room = LANES.min(self.linear.outputs.saturating_sub(column));
            if room == LANES {
                let to = self.values[at..].first_chunk_mut().expect("the output has its length");
                target.store(self.then.apply(target, value, to), to);
            } else if room > 0 {
                let mut last = [0.0; LANES];
                last[..room].copy_from_slice(&self.values[at..at + room]);
                target.store(self.then.apply(target, value, &last), &mut last);
                self.values[at..at + room].copy_from_slice(&last[..room]);
            }
        }
    }
}

impl Then {
    #[inline(always)]
    fn apply<T: Target>(self, target: T, value: T::Floats, before: &[f32; LANES]) -> T::Floats {
        match self {
            Self::Store => value,
            Self::Gelu => gelu(target, value),
            Self::Add => target.add(target.load(before), value),
        }
    }
}
