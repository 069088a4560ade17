//! What is known of a candidate by itself: from its words and its place in the tree.
//!
//! A long document has hundreds of thousands of candidates, all of which are kept: nothing here is larger than it must be.

use super::symbols::{Run, Symbol};
use super::words::{Gender, Pronoun};
use clew_model::{MentionKind, ThingType};
use std::ops::Range;

/// How a candidate stands in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    Subject,
    PassiveSubject,
    Object,
    Oblique,
    Possessor,
    Modifier,
    /// A word before the head of a phrase: "harbour" in "the harbour fire", "President" in "President Dahl".
    Part,
    Apposition,
    Root,
    Other,
}

/// How a candidate begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Determiner {
    Pronoun,
    Name,
    Definite,
    Demonstrative,
    Possessive,
    Indefinite,
    Quantified,
    Numbered,
    Bare,
}

/// How many a candidate stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Number {
    Singular,
    Plural,
    Unknown,
}

/// A candidate with what its words and the tree tell.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    pub bytes: Range<usize>,
    /// Its words and its head word, counted over the whole document.
    pub words: Range<u32>,
    pub head_word: u32,
    pub sentence: u32,
    pub paragraph: u32,
    pub thing: ThingType,
    pub kind: MentionKind,
    pub pronoun: Option<Pronoun>,
    pub reflexive: bool,
    pub determiner: Determiner,
    pub number: Number,
    pub gender: Gender,
    pub role: Role,
    /// The word it hangs on, counted over the whole document, and that word's lemma.
    pub governor: Option<(u32, Symbol)>,
    /// The lemma of its head word, folded.
    pub head: Symbol,
    /// The folded words up to its head and the rest of a name, without determiners and marks.
    pub core: Run,
    /// The folded content words after that.
    pub rest: Run,
    /// The word among them that tells it from others of its sort: "first", "northern", "28".
    pub parting: Option<Symbol>,
    /// Whether another candidate encloses it.
    pub is_within: bool,
    /// The candidate whose it is: "his" of "his brother".
    pub owner: Option<u32>,
    /// The candidate it stands in apposition to, or says what it is of.
    pub apposition_of: Option<u32>,
    /// Whether it is said of another candidate: "the chief" in "he is the chief".
    pub is_predicate: bool,
    /// The candidate whose relative clause it opens.
    pub relative_of: Option<u32>,
    /// Whether it joins several ("Dragan and Goran").
    pub coordinated: bool,
    /// Whether it is a nominal that only names something: "YouTube", "the CoM".
    pub proper: bool,
    /// Whether it is a later member of a list.
    pub conjunct: bool,
    /// Whether it refers to nothing ("it" in "it rained").
    pub expletive: bool,
    /// The quotation it stands in.
    pub quotation: Option<u32>,
}

impl Facts {
    pub(crate) fn is_pronoun(&self) -> bool {
        self.kind == MentionKind::Pronoun
    }

    pub(crate) fn is_name(&self) -> bool {
        self.kind == MentionKind::Name
    }

    pub(crate) fn is_person(&self) -> bool {
        self.thing == ThingType::Person
    }

    /// Whether it encloses another candidate.
    pub(crate) fn encloses(&self, other: &Facts) -> bool {
        self.words.start <= other.words.start && other.words.end <= self.words.end
    }
}
