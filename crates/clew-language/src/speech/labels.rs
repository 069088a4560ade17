//! The words of the glossary as values.

use serde::Deserialize;
use serde::de::IntoDeserializer;
use serde::de::value::Error;

/// The value that a word of the glossary stands for: a label of the model, or a word of a lexicon file.
pub(crate) fn from_word<'w, T: Deserialize<'w>>(word: &'w str) -> Option<T> {
    T::deserialize(IntoDeserializer::<Error>::into_deserializer(word)).ok()
}
