//! Text to annotated text: sentences, tokens, trees, names, chains, quotations, times.
//!
//! [`annotate`] reads one text. A small neural [`Model`], compiled in, looks at each word in its sentences; trees, names and mentions are
//! read off what it saw, and what the rest knows of English is rules over word lists that can be read, `lexicon/`, each list with
//! examples that are its tests. Sentences, [`tokens`], [`quotations`] and [`times`] are such rules alone.
//!
//! The model's arithmetic is this crate's own, compiled for several sets of instructions of which the best is chosen at run time; no
//! native library is needed. [`Model::embedded`] is loaded at its first use: who only cuts sentences or words pays nothing for it.
//!
//! Nothing here reads a file, a clock or another document, and no text is refused: bad text gives a poor annotation.
//! Every step looks at a bounded window, so that time grows with the text's length and no paragraph is too long. A language model
//! that writes its answer was left aside: it is a thousand times slower, and what it writes need not stand in the text.

mod annotate;
mod bio;
mod blocks;
mod chains;
mod lexicon;
mod mentions;
mod model;
mod quotations;
mod sentences;
mod speech;
mod stretches;
mod tables;
pub mod times;
mod tokens;
mod trees;

pub use annotate::{AnnotatedText, annotate, annotate_with, read};
#[doc(hidden)]
pub use chains::training;
pub use model::{Amount, Labelled, Model, ModelError};
pub use quotations::quotations;
pub use sentences::sentences;
pub use speech::leave_out_publisher;
pub use tokens::{Token, TokenKind, tokens};
pub use trees::parse_with;

/// Every word list of this crate.
#[cfg(test)]
pub(crate) const LEXICON: [&str; 17] = [
    chains::ALIAS_WORDS,
    chains::GIVEN_NAMES,
    chains::PRONOUNS,
    chains::REFERENTS,
    mentions::DESIGNATIONS,
    mentions::numbers::NUMBERS,
    mentions::borders::BORDERS,
    mentions::borders::HEADS,
    sentences::ABBREVIATIONS,
    sentences::OPENERS,
    speech::CUES,
    speech::EVENT_NOUNS,
    speech::LEVELS,
    speech::SOURCES,
    speech::VERB_FORMS,
    tables::COLUMNS,
    tokens::TOKENS,
];
