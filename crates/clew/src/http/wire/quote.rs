use super::{DocumentLine, Span, each};
use clew_engine::answer;
use serde::Serialize;
use utoipa::ToSchema;

/// A stretch of a document's text, with what matters in it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Quote {
    /// Where it stands in its document.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// What to mark, counted from the beginning of `text`.
    pub marks: Vec<Span>,
}

/// A document that a search found.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SearchHit {
    /// The document.
    pub document: DocumentLine,
    /// The best passages, hits marked.
    pub passages: Vec<Passage>,
}

/// An excerpt of a document around what was searched for.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Passage {
    /// Its words; `…` at an end where the text goes on.
    pub text: String,
    /// The hits, counted from the beginning of `text`.
    pub marks: Vec<Span>,
}

impl From<answer::Quote> for Quote {
    fn from(quote: answer::Quote) -> Self {
        Self { span: quote.span.into(), text: quote.text, marks: each(quote.marks) }
    }
}

impl From<answer::SearchHit> for SearchHit {
    fn from(hit: answer::SearchHit) -> Self {
        Self { document: hit.line.into(), passages: each(hit.passages) }
    }
}

impl From<answer::Passage> for Passage {
    fn from(passage: answer::Passage) -> Self {
        Self { text: passage.text, marks: each(passage.marks) }
    }
}
