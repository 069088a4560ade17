use crate::{Interval, Span};
use serde::{Deserialize, Serialize};

/// What ingest reads out of one original: its text, and what the original says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reading {
    /// The text that every offset of this document counts in; it never changes for one original and clew version.
    pub text: String,
    /// Stretches of `text` that are not the story (navigation, captions, sign-up boxes); in order, disjoint.
    pub furniture: Vec<Span>,
    /// Headline, subject or title.
    pub title: Option<String>,
    /// Who published it: a newspaper, an agency, an institution.
    pub publisher: Option<String>,
    /// Who wrote it, as named by the document.
    pub authors: Vec<String>,
    /// When it could first be read; `None` where nothing in the original says so.
    pub published: Option<Published>,
    /// The address the document gives as its own (`rel=canonical`, `og:url`, WARC target), or the one it came from.
    pub url: Option<String>,
    /// ISO 639-1 code where there is one, else 639-3; `None` where the text is too short to tell.
    pub language: Option<String>,
    /// What could not be read, in a reader's words ("no text layer"); makes the outcome `partial`.
    pub missing: Vec<String>,
}

/// When a document could first be read, and how we know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Published {
    /// The days it can have been.
    #[serde(flatten)]
    pub interval: Interval,
    /// Where the date came from.
    pub basis: Basis,
}

/// Where a publication date came from, most trusted first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// The person who added the document said so.
    Given,
    /// The original's metadata: JSON-LD, meta tags, e-mail headers, feed entries, document properties.
    Metadata,
    /// The text: a dateline or byline.
    Text,
    /// Nothing says so; worked out from the dates that the text mentions.
    Inferred,
}
