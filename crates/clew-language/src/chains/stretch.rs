use clew_model::{MentionKind, ThingType};
use serde::Deserialize;
use std::borrow::Cow;
use std::ops::Range;

/// Some consecutive sentences of a document with their trees, and what in them may refer to something.
#[derive(Debug, Clone, Deserialize)]
pub struct Stretch<'s> {
    /// The words, in order.
    #[serde(borrow)]
    pub words: Vec<TreeWord<'s>>,
    /// The words of each sentence, in order, disjoint.
    pub sentences: Vec<Range<usize>>,
    /// What may refer, in order of its first word, longer first.
    pub candidates: Vec<Candidate>,
}

/// A word with its place in the tree of its sentence (Universal Dependencies 2).
#[derive(Debug, Clone, Deserialize)]
pub struct TreeWord<'s> {
    /// Where it stands in the document, in bytes.
    pub bytes: Range<usize>,
    /// Its dictionary form.
    #[serde(borrow)]
    pub lemma: Cow<'s, str>,
    /// Its universal part of speech ("NOUN").
    #[serde(borrow)]
    pub part_of_speech: Cow<'s, str>,
    /// The word of the stretch it hangs on; none for the root of a sentence.
    pub head: Option<usize>,
    /// How it hangs on it ("nsubj:pass").
    #[serde(borrow)]
    pub relation: Cow<'s, str>,
}

/// A stretch of words that may refer to something: a name, a noun phrase, a pronoun.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Candidate {
    /// Its words, by their numbers in the stretch.
    pub words: Range<usize>,
    /// Its head word.
    pub head: usize,
    /// What sort of thing it refers to, where that is one of those that clew speaks of.
    pub thing: Option<ThingType>,
    /// How it refers.
    pub kind: MentionKind,
}
