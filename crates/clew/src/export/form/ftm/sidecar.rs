use super::super::super::{ExportError, print, write_case};
use super::entity::document_id;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use clew_engine::answer::DocumentView;
use clew_engine::{Case, Mapped};
use clew_model::{Basis, Outcome, Published, Sha256, Span};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::io::Write;

/// `{"record": "original", ...}`: what FollowTheMoney does not hold of a document, by the id that it has there.
#[derive(Debug, Serialize, Deserialize)]
pub struct OriginalRecord {
    pub record: String,
    /// Its id in FollowTheMoney.
    pub ftm: String,
    /// Its id in the case.
    pub document: String,
    pub sha256: Sha256,
    /// Of the text that stands in FollowTheMoney as `bodyText`: another text is another reading.
    pub text_sha256: Sha256,
    pub media_type: String,
    pub retrieved_at: Option<Timestamp>,
    /// As the original says it; `None` where it does not, and clew worked it out.
    pub published: Option<Published>,
    pub title: Option<String>,
    pub publisher: Option<String>,
    pub authors: Vec<String>,
    pub url: Option<String>,
    pub language: Option<String>,
    pub furniture: Vec<Span>,
    pub missing: Vec<String>,
    /// The text, where it holds characters that libraries of FollowTheMoney leave out of `bodyText`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What it states, where a mapping read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mapped: Option<Mapped>,
    /// The untouched bytes, in base 64 (RFC 4648).
    pub original: String,
}

/// Writes what FollowTheMoney has no place for: of each document its original and how it was read, then every record of the case.
pub fn write_sidecar(case: &Case, out: &mut impl Write) -> Result<(), ExportError> {
    for number in case.document_numbers()? {
        let (Some(document), Some((_, bytes))) = (case.document(number)?, case.original(number)?) else { continue };
        print(&original(document, case.mapped(number)?, &bytes), out)?;
    }
    write_case(case, out)
}

fn original(document: DocumentView, mapped: Option<Mapped>, bytes: &[u8]) -> OriginalRecord {
    let line = document.line;
    OriginalRecord {
        record: "original".to_owned(),
        ftm: document_id(&line.id, document.sha256),
        document: line.id,
        sha256: document.sha256,
        text_sha256: Sha256::of(document.text.as_bytes()),
        media_type: document.media_type,
        retrieved_at: document.retrieved_at,
        published: line.published_at.filter(|published| published.basis != Basis::Inferred),
        title: line.title,
        publisher: line.publisher,
        authors: document.authors,
        url: document.url,
        language: line.language,
        furniture: document.furniture,
        missing: match line.outcome {
            Outcome::Partial(why) => vec![why],
            _ => Vec::new(),
        },
        text: Some(document.text).filter(|text| text.contains(is_left_out)),
        mapped,
        original: STANDARD.encode(bytes),
    }
}

/// Whether libraries of FollowTheMoney leave a character out of texts: what is neither printed nor white space of a line.
fn is_left_out(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t' | '\r')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{feff}')
}
