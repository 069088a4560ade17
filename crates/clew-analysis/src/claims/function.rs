//! What a participant can be to a word, as predicate files name it.

use std::fmt;

/// What a word is to the word whose frame it stands in.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Function {
    /// Who does it.
    Subject,
    /// Whom it is done to.
    Object,
    /// Whom it is given or said to.
    Recipient,
    /// Whose it is: "[Weil]'s arrest".
    Possessor,
    /// A noun before a noun: "the [bridge] collapse".
    Compound,
    /// Of what the word is said: "[Weil] is the manager", "[Weil], the manager".
    Predicate,
    /// What an object is called or made: "named her [chair]".
    Complement,
    /// What the word itself names.
    Itself,
    /// The further ones of a coordination whose first fills the role before.
    Other,
    /// A clause that is its content: "warned that ...".
    That,
    /// An infinitive: "planned to ...".
    ToDo,
    /// A participle: "accused of doing", "admitted doing".
    Doing,
    /// After a preposition, or words that work as one: "by", "on behalf of".
    After(String),
}

/// As predicate files write it.
impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Subject => "subject",
            Self::Object => "object",
            Self::Recipient => "recipient",
            Self::Possessor => "'s",
            Self::Compound => "compound",
            Self::Predicate => "predicate",
            Self::Complement => "complement",
            Self::Itself => "self",
            Self::Other => "each",
            Self::That => "that",
            Self::ToDo => "to do",
            Self::Doing => "doing",
            Self::After(words) => words,
        })
    }
}

/// A participant: what it is, and its head word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Slot {
    /// What it is to the word.
    pub function: Function,
    /// Its head word.
    pub word: usize,
}
