//! The encoder: pieces of windows in, a vector for each piece out.
//!
//! BERT's layers (Devlin et al. 2019) in int8. Windows are computed together only where their rows do not meet; each attends to
//! itself alone.

use super::casing::CASINGS;
use super::kernels::{
    Activations, HEAD_WIDTH, Head, Instructions, Linear, Norm, Output, Workspace, attend, multiply_int8, norm,
    norm_quantise, quantise,
};
use super::weights::Weights;
use super::windows::{LONGEST_WINDOW, Window};
use super::{ModelError, WIDTH};
use safetensors::tensor::Dtype;
use std::ops::Range;

const HEADS: usize = WIDTH / HEAD_WIDTH;
const FEED_FORWARD: usize = 1_536;

/// All layers, with the embeddings before them.
#[derive(Debug)]
pub(super) struct Encoder {
    instructions: Instructions,
    /// Where the int8 embeddings of the pieces lie in the weights file.
    pieces: Range<usize>,
    piece_scales: Vec<f32>,
    positions: Vec<f32>,
    casings: Vec<f32>,
    norm: Norm,
    layers: Vec<Layer>,
}

#[derive(Debug)]
struct Layer {
    qkv: Linear,
    output: Linear,
    up: Linear,
    down: Linear,
    attention_norm: Norm,
    output_norm: Norm,
}

/// Memory that one encoding needs and the next can use again.
#[derive(Debug, Default)]
struct Buffers {
    activations: Activations,
    qkv: Vec<f32>,
    context: Vec<f32>,
    feed_forward: Vec<f32>,
    attention: Workspace,
}

impl Encoder {
    pub fn read(weights: &Weights, instructions: Instructions, n_pieces: usize) -> Result<Self, ModelError> {
        let layers = weights.text("layers")?;
        let layers: usize = layers.parse().map_err(|_| ModelError::Header(format!("`layers` is {layers}")))?;
        Ok(Self {
            instructions,
            pieces: weights.place("embeddings.pieces.q", Dtype::I8, &[n_pieces, WIDTH])?,
            piece_scales: weights.floats("embeddings.pieces.scale", &[n_pieces])?,
            positions: weights.floats("embeddings.positions", &[LONGEST_WINDOW, WIDTH])?,
            casings: weights.floats("embeddings.casing", &[CASINGS, WIDTH])?,
            norm: read_norm(weights, "embeddings.norm")?,
            layers: (0..layers).map(|nth| Layer::read(weights, instructions, nth)).collect::<Result<_, _>>()?,
        })
    }

    /// A vector for each piece of the windows, window after window; `file` is the weights file's bytes.
    pub fn encode(&self, file: &[u8], windows: &[Window]) -> Vec<f32> {
        let mut vectors = self.embed(&file[self.pieces.clone()], windows);
        let lengths: Vec<usize> = windows.iter().map(|window| window.pieces.len()).collect();
        let mut buffers = Buffers::default();
        quantise(self.instructions, &vectors, WIDTH, &mut buffers.activations);
        for layer in &self.layers {
            layer.run(self.instructions, &lengths, &mut vectors, &mut buffers);
        }
        vectors
    }

    /// int8 operations on one piece, in the linear layers.
    pub fn operations(&self) -> usize {
        let linear = self.layers.iter().flat_map(|layer| [&layer.qkv, &layer.output, &layer.up, &layer.down]);
        linear.map(Linear::operations).sum()
    }

    fn embed(&self, pieces: &[u8], windows: &[Window]) -> Vec<f32> {
        let mut vectors = Vec::with_capacity(windows.iter().map(|window| window.pieces.len()).sum::<usize>() * WIDTH);
        for window in windows {
            for (position, &(piece, casing)) in window.pieces.iter().enumerate() {
                let row = |table: &[f32], nth: usize| -> [f32; WIDTH] {
                    *table[nth * WIDTH..].first_chunk().expect("tables have whole rows")
                };
                let (position, casing) = (row(&self.positions, position), row(&self.casings, usize::from(casing)));
                let scale = self.piece_scales[piece as usize];
                let values = &pieces[piece as usize * WIDTH..][..WIDTH];
                let values = values.iter().zip(position.iter().zip(&casing));
                vectors.extend(
                    values.map(|(value, (position, casing))| f32::from(*value as i8) * scale + position + casing),
                );
            }
        }
        norm(self.instructions, &mut vectors, &self.norm);
        vectors
    }
}

impl Layer {
    fn read(weights: &Weights, instructions: Instructions, nth: usize) -> Result<Self, ModelError> {
        let linear = |part: &str, outputs: usize, inputs: usize| {
            read_linear(weights, instructions, &format!("layers.{nth}.{part}"), outputs, inputs)
        };
        Ok(Self {
            qkv: linear("qkv", 3 * WIDTH, WIDTH)?,
            output: linear("output", WIDTH, WIDTH)?,
            up: linear("up", FEED_FORWARD, WIDTH)?,
            down: linear("down", WIDTH, FEED_FORWARD)?,
            attention_norm: read_norm(weights, &format!("layers.{nth}.attention_norm"))?,
            output_norm: read_norm(weights, &format!("layers.{nth}.output_norm"))?,
        })
    }

    /// Turns the vectors into those of the next layer; `buffers.activations` holds them quantised, before and after.
    fn run(&self, instructions: Instructions, lengths: &[usize], vectors: &mut [f32], buffers: &mut Buffers) {
        let Buffers { activations, qkv, context, feed_forward, attention } = buffers;
        let rows = vectors.len() / WIDTH;
        qkv.resize(rows * 3 * WIDTH, 0.0);
        context.resize(rows * WIDTH, 0.0);
        feed_forward.resize(rows * FEED_FORWARD, 0.0);
        multiply_int8(&self.qkv, activations, Output::Blocks(HEAD_WIDTH, qkv));
        let mut first = 0;
        for &length in lengths {
            for head in 0..HEADS {
                let part =
                    |part: usize| &qkv[((part * HEADS + head) * rows + first) * HEAD_WIDTH..][..length * HEAD_WIDTH];
                let head_of_window = Head { queries: part(0), keys: part(1), values: part(2) };
                let to = &mut context[first * WIDTH + head * HEAD_WIDTH..];
                attend(instructions, head_of_window, attention, to, WIDTH);
            }
            first += length;
        }
        quantise(instructions, context, WIDTH, activations);
        multiply_int8(&self.output, activations, Output::Add(vectors));
        norm_quantise(instructions, vectors, &self.attention_norm, activations);
        multiply_int8(&self.up, activations, Output::Gelu(feed_forward));
        quantise(instructions, feed_forward, FEED_FORWARD, activations);
        multiply_int8(&self.down, activations, Output::Add(vectors));
        norm_quantise(instructions, vectors, &self.output_norm, activations);
    }
}

fn read_norm(weights: &Weights, name: &str) -> Result<Norm, ModelError> {
    let values = |part: &str| weights.floats(&format!("{name}.{part}"), &[WIDTH]);
    Ok(Norm { weight: values("weight")?, bias: values("bias")? })
}

/// Reads a linear layer and lays it out for the instructions.
pub(super) fn read_linear(
    weights: &Weights,
    instructions: Instructions,
    name: &str,
    outputs: usize,
    inputs: usize,
) -> Result<Linear, ModelError> {
    let values = weights.bytes(&format!("{name}.q"), Dtype::I8, &[outputs, inputs])?;
    let scales = weights.floats(&format!("{name}.scale"), &[outputs])?;
    let biases = weights.floats(&format!("{name}.bias"), &[outputs])?;
    Ok(Linear::new(instructions, values, inputs, &scales, &biases))
}
