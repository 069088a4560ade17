use crate::mentions::Candidate;
use crate::model::Encoded;
use clew_model::Tree;
use std::ops::Range;

/// Some consecutive sentences of a document with their trees, and what in them may refer to something.
#[derive(Clone, Copy)]
pub(crate) struct Stretch<'s> {
    /// The words of each sentence, by their numbers in the stretch; in order.
    pub sentences: &'s [Range<usize>],
    /// The tree of each sentence.
    pub trees: &'s [Tree],
    /// What may refer, in order of its first word, longer first.
    pub candidates: &'s [Candidate],
    /// What the model saw in its words.
    pub encoded: &'s Encoded<'s>,
}
