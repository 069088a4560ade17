//! The neural model: one small encoder that reads words in their sentences, and thin heads that score what it saw.
//!
//! `model/FORMAT.md` says what the weights file holds and what each score is. This module turns text into scores and nothing
//! more: which labels, trees, names or chains follow from them is decided by its callers. It reads no file, starts no thread
//! and keeps no text; a text's scores depend on the text alone, never on what is encoded beside it or on how many threads encode.
//!
//! A general runtime for neural networks was left aside: the few operations needed here, fused, are faster and smaller than any
//! graph of general ones.

mod encoded;
mod heads;
mod kernels;
mod labels;
mod weights;

#[cfg(test)]
pub(crate) mod by_hand;
#[cfg(test)]
mod weights_by_hand;

#[allow(unused_imports)]
pub(crate) use encoded::{ChainVectors, Encoded, Word};
pub(crate) use labels::TagSet;

use heads::Heads;
use labels::Labels;
use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;
use weights::Weights;

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
    /// The header's metadata are not as the format says.
    #[error("the weights' header: {0}")]
    Header(String),
}

/// A trained model, ready to read text; share one between threads.
#[derive(Debug)]
pub struct Model {
    heads: Heads,
}

impl Model {
    /// Reads a weights file as `model/FORMAT.md` describes it; takes under 150 ms, and copies no borrowed embedding table.
    ///
    /// # Errors
    ///
    /// Where the bytes are no such file, or a tensor is missing or has another shape.
    pub fn from_bytes(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, ModelError> {
        let bytes = bytes.into();
        let weights = Weights::read(&bytes)?;
        let labels = Labels::read(weights.text("labels")?)?;
        Ok(Self { heads: Heads::read(&weights, labels)? })
    }

    /// The model that is compiled in; loaded at the first call.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    /// Scores the words of `sentences` (bytes of `text`, in order), parted by [`tokens`](crate::tokens).
    pub(crate) fn encode<'m>(&'m self, text: &str, sentences: &[Range<usize>]) -> Encoded<'m> {
        let _ = (text, sentences);
        unimplemented!()
    }

    /// Scores given words, sentence by sentence; their bytes are those of all words joined by single spaces.
    pub(crate) fn encode_words<'m>(&'m self, sentences: &[Vec<String>]) -> Encoded<'m> {
        let _ = sentences;
        unimplemented!()
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
