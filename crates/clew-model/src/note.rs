use crate::{About, Quoted, QuotedClaim, QuotedEntity, Sha256};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// What a person wrote down, as its latest version has it; versions are appended, never changed and never deleted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its number in the case: that of its first version.
    pub number: u32,
    /// How many versions there are of it.
    pub n_versions: u32,
    /// What it is on.
    pub on: NotedOn,
    /// What was written; nothing where it was removed.
    pub text: Option<String>,
    /// Words of documents that it quotes.
    pub quotes: Vec<NoteQuote>,
    /// Who wrote this version, where they said so.
    pub who: Option<String>,
    /// When this version was put into the case.
    pub recorded_at: Timestamp,
}

/// What a note is on. What clew worked out is named by the words it rests on, as decisions name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum NotedOn {
    /// The case.
    Case,
    /// An entity.
    Entity(QuotedEntity),
    /// The event that a claim tells of.
    Event(Box<QuotedClaim>),
    /// The finding that a claim states.
    Finding(Box<QuotedClaim>),
    /// A document.
    Document {
        /// Its original.
        sha256: Sha256,
        /// The id it had.
        id: String,
    },
}

impl NotedOn {
    /// The word for its kind.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Case => "case",
            Self::Entity(_) => "entity",
            Self::Event(_) => "event",
            Self::Finding(_) => "finding",
            Self::Document { .. } => "document",
        }
    }

    /// The same as a decision names it; nothing of the case.
    pub fn about(&self) -> Option<About> {
        Some(match self {
            Self::Case => return None,
            Self::Entity(entity) => About::Entity(entity.clone()),
            Self::Event(claim) | Self::Finding(claim) => About::Claim(claim.clone()),
            Self::Document { sha256, id } => About::Document { sha256: *sha256, id: id.clone() },
        })
    }
}

/// Words of a document in a note: known again by the original's hash and the words themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteQuote {
    /// The document's original.
    pub sha256: Sha256,
    /// The id it had.
    pub document: String,
    /// The words, and where they stood.
    #[serde(flatten)]
    pub quoted: Quoted,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_note_is_on_and_quotes_reads_back_from_json() {
        let sha256 = Sha256::of(b"original");
        let on = NotedOn::Document { sha256, id: "a.txt".to_owned() };
        let json = serde_json::to_string(&on).expect("it has a JSON form");
        assert_eq!(serde_json::from_str::<NotedOn>(&json).expect("it reads back"), on);
        assert_eq!((on.word(), NotedOn::Case.about()), ("document", None));
        let quoted = Quoted { start: 3, end: 7, words: "rain".to_owned() };
        let quote = NoteQuote { sha256, document: "a.txt".to_owned(), quoted };
        let json = serde_json::to_value(&quote).expect("it has a JSON form");
        assert_eq!((&json["start"], &json["words"]), (&3.into(), &"rain".into()));
        assert_eq!(serde_json::from_value::<NoteQuote>(json).expect("it reads back"), quote);
    }
}
