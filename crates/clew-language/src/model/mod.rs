//! The neural model: one small encoder that reads words in their sentences, and thin heads that score what it saw.
//!
//! `model/FORMAT.md` says what the weights file holds and what each score is. This module turns text into scores and nothing
//! more: which labels, trees, names or chains follow from them is decided by its callers. It reads no file, starts no thread
//! and keeps no text; a text's scores depend on the text alone, never on what is encoded beside it or on how many threads encode.
//!
//! A general runtime for neural networks was left aside, and so were ready-made kernels: the few operations needed here, fused
//! and fitted to this one shape, run at twice their speed.

mod casing;
mod check;
mod encoded;
mod encoder;
mod heads;
mod kernels;
mod labels;
mod pieces;
mod weights;
mod windows;

#[cfg(test)]
pub(crate) mod by_hand;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod weights_by_hand;

pub use check::{Amount, Labelled};
pub(crate) use encoded::{ChainVectors, Encoded, Word};
pub(crate) use labels::TagSet;

use crate::tokens::raw_tokens;
use encoder::{Encoder, read_linear};
use heads::Heads;
use kernels::{Activations, Instructions, Linear, Output, multiply_int8, quantise};
use labels::Labels;
use pieces::Vocabulary;
use safetensors::tensor::Dtype;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;
use weights::Weights;
use windows::{Place, Window, windows};

/// Values of a word's vector.
const WIDTH: usize = 384;

/// Windows are computed together up to so many pieces: enough to use what the caches hold, and a bound on the memory.
const PIECES_TOGETHER: usize = 512;

/// What the header of a weights file of this form says.
const FORMAT: &str = "clew-language 1";

/// The weights that are compiled in.
static EMBEDDED: LazyLock<Model> = LazyLock::new(|| {
    Model::from_bytes(include_bytes!("../../../../model/clew-language.safetensors").as_slice())
        .expect("the embedded weights are whole")
});

/// Why bytes are no model.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// The bytes are no safetensors file.
    #[error("the weights cannot be read: {0}")]
    Container(#[from] safetensors::SafeTensorError),
    /// A tensor is missing.
    #[error("the weights have no tensor `{0}`")]
    Missing(String),
    /// A tensor has another shape or element type than the model's format gives it.
    #[error("tensor `{name}` is {found}, not {expected}")]
    Shape {
        /// The tensor.
        name: String,
        /// Its element type and shape.
        found: String,
        /// What the format asks for.
        expected: String,
    },
    /// The header's metadata or the vocabulary are not as the format says.
    #[error("the weights' header: {0}")]
    Header(String),
}

/// A trained model, ready to read text; share one between threads.
#[derive(Debug)]
pub struct Model {
    /// The weights file, of which the embeddings are read in place.
    file: Cow<'static, [u8]>,
    instructions: Instructions,
    vocabulary: Vocabulary,
    encoder: Encoder,
    tags: Linear,
    projections: Linear,
    heads: Heads,
}

impl Model {
    /// Reads a weights file as `model/FORMAT.md` describes it, in well under 150 ms; borrowed bytes are not copied whole.
    ///
    /// # Errors
    ///
    /// Where the bytes are no such file, or a tensor is missing or has another shape.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        Self::for_instructions(bytes.into(), Instructions::detect())
    }

    fn for_instructions(file: Cow<'static, [u8]>, instructions: Instructions) -> Result<Self, ModelError> {
        let weights = Weights::read(&file)?;
        let format = weights.text("format")?;
        if format != FORMAT {
            return Err(ModelError::Header(format!("`format` is {format}, not {FORMAT}")));
        }
        let lines = weights.bytes("vocabulary", Dtype::U8, &[weights.rows("vocabulary")?])?;
        let (vocabulary, n_pieces) = Vocabulary::read(lines)?;
        let labels = Labels::read(weights.text("labels")?)?;
        let encoder = Encoder::read(&weights, instructions, n_pieces)?;
        let tags = read_linear(&weights, instructions, "tags", labels.n_tags, WIDTH)?;
        let projections = read_linear(&weights, instructions, "projections", labels.n_projected, WIDTH)?;
        let heads = Heads::read(&weights, instructions, labels)?;
        Ok(Self { instructions, vocabulary, encoder, tags, projections, heads, file })
    }

    /// The model that is compiled in; loaded at the first call, until when its bytes are not even paged in.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Whether a word in lower case is one of the common words that the model has as a whole.
    pub(crate) fn is_word(&self, word: &str) -> bool {
        self.vocabulary.is_word(word)
    }

    /// Scores the words of `sentences` (bytes of `text`, in order), parted by [`tokens`](crate::tokens()).
    ///
    /// Give it one of the [`stretches`](crate::stretches::stretches) of a text: memory is needed for every word.
    pub(crate) fn encode<'m>(&'m self, text: &str, sentences: &[Range<usize>]) -> Encoded<'m> {
        let (words, ranges) = words_of(text, sentences);
        self.score(text, words, ranges)
    }

    /// Scores given words, sentence by sentence; their bytes are those of all words joined by single spaces.
    pub(crate) fn encode_words<'m>(&'m self, sentences: &[Vec<String>]) -> Encoded<'m> {
        let (mut text, mut words, mut ranges) = (String::new(), Vec::new(), Vec::new());
        for (nth, sentence) in sentences.iter().enumerate() {
            ranges.push(words.len()..words.len() + sentence.len());
            for word in sentence {
                if !words.is_empty() {
                    text.push(' ');
                }
                words.push(Word { bytes: text.len()..text.len() + word.len(), sentence: nth });
                text.push_str(word);
            }
        }
        self.score(&text, words, ranges)
    }

    fn score<'m>(&'m self, text: &str, words: Vec<Word>, sentences: Vec<Range<usize>>) -> Encoded<'m> {
        let vectors = self.vectors(text, &words, &sentences);
        let mut activations = Activations::default();
        quantise(self.instructions, &vectors, WIDTH, &mut activations);
        let mut tags = vec![0.0; words.len() * self.tags.outputs()];
        multiply_int8(&self.tags, &activations, Output::Rows(&mut tags));
        let mut projected = vec![0.0; words.len() * self.projections.outputs()];
        multiply_int8(&self.projections, &activations, Output::Gelu(&mut projected));
        Encoded { model: self, words, sentences, tags, projected }
    }

    /// A vector for each word, `WIDTH` values.
    fn vectors(&self, text: &str, words: &[Word], sentences: &[Range<usize>]) -> Vec<f32> {
        let own = words.iter().map(|word| &text[word.bytes.clone()]);
        let (windows, places) = windows(&self.vocabulary, own, sentences);
        let mut vectors = vec![0.0; words.len() * WIDTH];
        for together in batches(&windows) {
            self.read(&windows, together, &places, &mut vectors);
        }
        vectors
    }

    /// Encodes some of the windows and keeps the vectors of the words that are read in them.
    fn read(&self, windows: &[Window], together: Range<usize>, places: &[Place], vectors: &mut [f32]) {
        let encoded = self.encoder.encode(&self.file, &windows[together.clone()]);
        let mut firsts = Vec::with_capacity(together.len());
        let mut first = 0;
        for window in &windows[together.clone()] {
            firsts.push(first);
            first += window.pieces.len();
        }
        // Words are read in windows in their order.
        let words = places.partition_point(|place| place.window < together.start)
            ..places.partition_point(|place| place.window < together.end);
        let vectors = vectors[words.start * WIDTH..words.end * WIDTH].chunks_exact_mut(WIDTH);
        for (place, vector) in places[words].iter().zip(vectors) {
            let row = firsts[place.window - together.start] + place.piece;
            vector.copy_from_slice(&encoded[row * WIDTH..(row + 1) * WIDTH]);
        }
    }

    /// How much the word of `anaphor` speaks of what the word of `antecedent` speaks of, `distance` words before it (at least one);
    /// 0 is the score of standing alone.
    pub(crate) fn chain_score(&self, anaphor: &ChainVectors, antecedent: &ChainVectors, distance: usize) -> f32 {
        self.heads.chain.score(anaphor, antecedent, distance)
    }

    /// The labels of a tag set, in the order of its scores.
    pub(crate) fn labels(&self, set: TagSet) -> &[String] {
        self.heads.labels.of(set)
    }

    /// The relations of Universal Dependencies, in the order of [`Encoded::relation_scores`].
    pub(crate) fn relations(&self) -> &[String] {
        &self.heads.labels.relations
    }

    /// The roles, in the order of [`Encoded::role_scores`]; "O" among them.
    pub(crate) fn roles(&self) -> &[String] {
        &self.heads.labels.roles
    }
}

/// The words of some sentences, and which of them are in each.
fn words_of(text: &str, sentences: &[Range<usize>]) -> (Vec<Word>, Vec<Range<usize>>) {
    let mut words = Vec::new();
    let ranges = sentences.iter().enumerate().map(|(nth, sentence)| {
        let first = words.len();
        let tokens = raw_tokens(text, sentence.clone());
        words.extend(tokens.into_iter().map(|token| Word { bytes: token.bytes, sentence: nth }));
        first..words.len()
    });
    let ranges = ranges.collect();
    (words, ranges)
}

/// The windows that are computed together.
fn batches(windows: &[Window]) -> Vec<Range<usize>> {
    let mut batches: Vec<Range<usize>> = Vec::new();
    let mut n_pieces = PIECES_TOGETHER;
    for (nth, window) in windows.iter().enumerate() {
        n_pieces += window.pieces.len();
        match batches.last_mut() {
            Some(batch) if n_pieces <= PIECES_TOGETHER => batch.end = nth + 1,
            _ => {
                batches.push(nth..nth + 1);
                n_pieces = window.pieces.len();
            }
        }
    }
    batches
}
