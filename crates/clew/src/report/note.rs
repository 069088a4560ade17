//! What a note says of its document, alike in every form.

use clew_engine::report::{Citation, CitedDocument};
use jiff::civil::Date;

/// A note's parts after its quotation, in order: title, file, publisher, day, whose word, place, hash; and that it was withdrawn.
pub fn parts(citation: &Citation, document: &CitedDocument) -> Vec<String> {
    let mut parts = vec![document.title.clone()];
    if document.file != document.title {
        parts.push(format!("file {}", document.file));
    }
    parts.push(document.publisher.clone().unwrap_or_else(|| "publisher unknown".to_owned()));
    parts.extend(citation.origin.as_ref().map(|origin| format!("on the word of {origin}")));
    parts.push(published(document));
    parts.push(format!("characters {} to {}", citation.span.start, citation.span.end));
    parts.push(format!("SHA-256 {}", document.sha256));
    parts.extend(document.withdrawn_by.map(|number| format!("WITHDRAWN by decision {number}")));
    parts
}

/// When a document was published, in words.
pub fn published(document: &CitedDocument) -> String {
    let said = |day: Date| day.strftime("%-d %B %Y").to_string();
    let days = match (document.published.earliest, document.published.latest) {
        (Some(first), Some(last)) if first == last => said(first),
        (Some(first), Some(last)) => format!("between {} and {}", said(first), said(last)),
        (Some(first), None) => format!("{} or later", said(first)),
        (None, Some(last)) => format!("{} or earlier", said(last)),
        (None, None) => return "undated".to_owned(),
    };
    let inferred = if document.is_day_inferred { ", a day that clew inferred" } else { "" };
    format!("published {days}{inferred}")
}
