//! Text to annotated text: sentences, tokens, quotations, times, names, chains.

mod blocks;
mod lexicon;
mod quotations;
mod sentences;
mod tokens;

pub use quotations::quotations;
pub use sentences::sentences;
pub use tokens::{Token, TokenKind, tokens};

/// Every word list of this crate.
#[cfg(test)]
pub(crate) const LEXICON: [&str; 3] = [sentences::ABBREVIATIONS, sentences::OPENERS, tokens::TOKENS];

pub fn annotate(text: &str, furniture: &[clew_model::Span], _p: Option<clew_model::Interval>) -> clew_model::Annotation {
    clew_model::Annotation { sentences: sentences(&clew_model::CodePoints::new(text), furniture), ..Default::default() }
}
pub fn infer_published(_text: &str, _furniture: &[clew_model::Span]) -> Option<clew_model::Interval> {
    None
}
