//! Text to annotated text: sentences, tokens, quotations, times, names, chains.

mod blocks;
mod lexicon;
mod quotations;
mod sentences;
pub mod times;
mod tokens;

pub use quotations::quotations;
pub use sentences::sentences;
pub use tokens::{Token, TokenKind, tokens};

/// Every word list of this crate.
#[cfg(test)]
pub(crate) const LEXICON: [&str; 3] = [sentences::ABBREVIATIONS, sentences::OPENERS, tokens::TOKENS];
