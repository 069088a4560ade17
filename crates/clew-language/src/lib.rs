//! Text to annotated text: sentences, tokens, quotations, times, names, chains.

mod annotate;
mod blocks;
mod chains;
mod lexicon;
mod names;
mod quotations;
mod sentences;
pub mod times;
mod tokens;

pub use annotate::annotate;
pub use quotations::quotations;
pub use sentences::sentences;
pub use tokens::{Token, TokenKind, tokens};

/// Every word list of this crate.
#[cfg(test)]
pub(crate) const LEXICON: [&str; 7] = [
    sentences::ABBREVIATIONS,
    sentences::OPENERS,
    tokens::TOKENS,
    names::gazetteer::PERSONS,
    names::gazetteer::BODIES,
    names::gazetteer::PLACES,
    names::gazetteer::NOT_NAMES,
];
