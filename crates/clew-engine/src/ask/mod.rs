//! Questions: each method reads the case and answers with a plain value of [`crate::answer`].

mod candidates;
mod claims;
mod disputes;
mod documents;
mod dossier;
mod entities;
mod episodes;
mod fitting;
mod knowing;
mod links;
mod names;
mod network;
mod new_ties;
mod overview;
mod paths;
mod picture;
mod search;
mod sources;
mod timeline;
mod watch;

pub use candidates::NameIndex;
pub use claims::explain;
pub(crate) use claims::{applied, quoted_claims};
pub use disputes::DisputeQuery;
pub use fitting::EventFilter;
pub use knowing::KnowingQuery;
pub use names::MatterQuery;
pub use sources::{SourceQuery, SourceSort};
pub use watch::WatchPoint;

use clew_model::{CodePoints, Span};

use crate::answer::Quote;

/// The sentence that holds `span`; the span itself where none does.
fn sentence_around(sentences: &[Span], span: Span) -> Span {
    let after = sentences.partition_point(|sentence| sentence.start <= span.start);
    after.checked_sub(1).map(|at| sentences[at]).filter(|sentence| sentence.contains(span)).unwrap_or(span)
}

/// Whether all these words stand in what is told, in any case.
fn has_words(told: &str, words: &str) -> bool {
    let told = told.to_lowercase();
    words.to_lowercase().split_whitespace().all(|word| told.contains(word))
}

/// A stretch of a text with `marks` (which lie in it) counted from its beginning.
fn quote(text: &CodePoints<'_>, span: Span, marks: &[Span]) -> Quote {
    let from_start = |mark: &Span| Span::new(mark.start - span.start, mark.end - span.start);
    Quote { span, text: text.slice(span).to_owned(), marks: marks.iter().map(from_start).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_quoted_with_its_sentence() {
        let sentences = [Span::new(0, 4), Span::new(5, 12)];
        assert_eq!(sentence_around(&sentences, Span::new(6, 8)), Span::new(5, 12));
        assert_eq!(sentence_around(&sentences, Span::new(3, 7)), Span::new(3, 7), "across a border: itself");
        assert_eq!(sentence_around(&[], Span::new(3, 7)), Span::new(3, 7));
        let text = CodePoints::new("Ża! Ta nota.");
        let quoted = quote(&text, Span::new(4, 12), &[Span::new(7, 11)]);
        assert_eq!((quoted.text.as_str(), quoted.marks.as_slice()), ("Ta nota.", &[Span::new(3, 7)][..]));
    }
}
