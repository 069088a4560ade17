use clew_model::{Outcome, Published, Reading, Sha256};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What is known of an input from outside its bytes; all of it optional, none of it trusted over the bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hints {
    /// The media type it was served or attached as (RFC 2045).
    pub media_type: Option<String>,
    /// The character encoding it was served as (a WHATWG label).
    pub charset: Option<String>,
    /// The address it came from.
    pub url: Option<String>,
    /// When it was obtained.
    pub retrieved_at: Option<Timestamp>,
    /// When what carries it was published: the mail that it is attached to.
    pub carried_at: Option<Published>,
}

/// One document of an input, or the refusal of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The input's id, and for a document inside it `!` and where: `reports.zip!june/7.html`, `memo.eml!2-plan.pdf`.
    pub id: String,
    /// The document's own bytes, untouched; empty where it was refused before they were taken in.
    pub original: Vec<u8>,
    /// The hash of `original`.
    pub sha256: Sha256,
    /// What the bytes turned out to be (RFC 2045), whatever their name says.
    pub media_type: String,
    /// When it was obtained, where a container records that (WARC), or as hinted.
    pub retrieved_at: Option<Timestamp>,
    /// What was read, or why nothing was.
    pub result: Result<Reading, Refusal>,
}

impl Item {
    /// The outcome of this item in a case that does not hold it yet.
    pub fn outcome(&self) -> Outcome {
        match &self.result {
            Ok(reading) if reading.missing.is_empty() => Outcome::Added,
            Ok(reading) => Outcome::Partial(reading.missing.join("; ")),
            Err(refusal) => refusal.clone().into(),
        }
    }
}

/// Why an input yields no document, in words that follow "skipped:" or "failed:".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// Left alone on purpose.
    Skipped(String),
    /// Could not be read.
    Failed(String),
}

impl Refusal {
    pub(crate) fn skipped(why: impl Into<String>) -> Self {
        Self::Skipped(why.into())
    }

    pub(crate) fn failed(why: impl Into<String>) -> Self {
        Self::Failed(why.into())
    }

    pub(crate) fn encrypted() -> Self {
        Self::skipped("is encrypted")
    }

    pub(crate) fn empty() -> Self {
        Self::skipped("is empty")
    }
}

impl From<Refusal> for Outcome {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Skipped(why) => Outcome::Skipped(why),
            Refusal::Failed(why) => Outcome::Failed(why),
        }
    }
}
