//! Text to annotated text: sentences, tokens, quotations, times, names, chains.
//!
//! [`annotate`] reads one text. Sentences, [`tokens`], [`quotations`] and [`times`] are rules and stay; names and chains are
//! rules in this first form, behind the types that a neural model will fill. What the rules know of English is in word lists that can be
//! read, `lexicon/`, and each list has examples that are its tests.
//!
//! Nothing here reads a file, a clock or another document, and no text is refused: bad text gives a poor annotation.
//! Every step looks at a bounded window, so that time grows with the text's length and no paragraph is too long. A parser
//! generator or regular expressions over whole texts were left aside for that: their worst case is a text's to choose.

mod annotate;
mod bio;
mod blocks;
mod chains;
mod lexicon;
mod mentions;
#[allow(dead_code)]
mod model;
mod names;
mod quotations;
mod sentences;
mod speech;
mod stretches;
pub mod times;
mod tokens;
mod trees;

pub use annotate::annotate;
pub use model::{Model, ModelError};
pub use quotations::quotations;
pub use sentences::sentences;
pub use tokens::{Token, TokenKind, tokens};
pub use trees::parse_with;

/// Every word list of this crate.
#[cfg(test)]
pub(crate) const LEXICON: [&str; 8] = [
    mentions::borders::BORDERS,
    sentences::ABBREVIATIONS,
    sentences::OPENERS,
    tokens::TOKENS,
    names::gazetteer::PERSONS,
    names::gazetteer::BODIES,
    names::gazetteer::PLACES,
    names::gazetteer::NOT_NAMES,
];
