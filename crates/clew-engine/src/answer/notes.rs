use crate::NoteOn;
use clew_model::{Note, NoteQuote, Span};
use clew_store::DocumentLine;

/// A note, with what it is on now.
#[derive(Debug, Clone, PartialEq)]
pub struct NoteView {
    /// The note.
    pub note: Note,
    /// What it is on, as the case stands; the case where that is not in it any more.
    pub on: NoteOn,
    /// What that is called; `None` of the case.
    pub name: Option<String>,
    /// Whether what it was written on is not in the case, or is read otherwise.
    pub is_left: bool,
    /// What it quotes.
    pub quotes: Vec<QuoteView>,
}

/// Words that a note quotes, and where they stand now.
#[derive(Debug, Clone, PartialEq)]
pub struct QuoteView {
    /// As they were quoted.
    pub quote: NoteQuote,
    /// The document; `None` where it is not in the case.
    pub line: Option<DocumentLine>,
    /// Where the words stand in it; `None` where they do not any more.
    pub span: Option<Span>,
}
