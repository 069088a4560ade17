use super::{Chain, Interval, Mention, Span, TimeExpression, each};
use clew_engine::answer;
use clew_model as model;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A document in a list.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DocumentLine {
    /// Its number in the case, from 1, in order of arrival.
    pub number: i64,
    /// The path or id it came under; `archive.zip!member` for what was inside something.
    pub id: String,
    /// Headline or subject.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it could first be read.
    pub published: Option<Published>,
    /// What became of it when it was read.
    pub outcome: Outcome,
    /// ISO 639 code of its language.
    pub language: Option<String>,
    /// The earlier document that this one repeats.
    pub copy_of: Option<CopyOf>,
    /// Length of the text in words, furniture left out.
    pub n_words: u32,
}

/// When a document could first be read, and how that is known.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Published {
    /// The days it can have been.
    #[serde(flatten)]
    pub interval: Interval,
    /// Where the date came from.
    pub basis: Basis,
}

/// Where a publication date came from: a person said so, the original's metadata, its text, or what it mentions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)] // said above
pub enum Basis {
    Given,
    Metadata,
    Text,
    Inferred,
}

/// What became of one input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Outcome {
    /// The word for it.
    pub word: OutcomeWord,
    /// What is missing, or why it was not read.
    pub why: Option<String>,
}

/// The five things that can become of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)] // the words are those of GLOSSARY.md
pub enum OutcomeWord {
    Added,
    AlreadyThere,
    Partial,
    Skipped,
    Failed,
}

/// That a document repeats an earlier one.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CopyOf {
    /// Number of the earliest published document that is repeated.
    pub number: i64,
    /// Its id.
    pub id: String,
    /// Share of the repeating document's words found there, 0 to 1.
    pub share: f64,
}

/// Another document that shares text with the one looked at.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CopyLine {
    /// The other document.
    pub document: DocumentLine,
    /// Whether the other one repeats this one; else this one repeats it.
    pub repeats_this: bool,
    /// Share of the repeating document's words found in the repeated one, 0 to 1.
    pub share: f64,
}

/// A document, whole.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Document {
    /// The head.
    pub line: DocumentLine,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The address it gives as its own.
    pub url: Option<String>,
    /// SHA-256 of the original, 64 hexadecimal digits.
    pub sha256: String,
    /// Length of the original in bytes.
    pub original_bytes: u64,
    /// The original's media type, as recognised.
    pub media_type: String,
    /// Whether its language is analysed; where not, nothing is marked in it.
    pub is_analysed: bool,
    /// When it was obtained.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub retrieved_at: Option<Timestamp>,
    /// When it was put into the case.
    #[schema(value_type = String, format = DateTime)]
    pub recorded_at: Timestamp,
    /// The text that all spans count in.
    pub text: String,
    /// Stretches that are not the story.
    pub furniture: Vec<Span>,
    /// What refers to something, in order of start, longer first.
    pub mentions: Vec<Mention>,
    /// The things referred to; the place in the list is the id.
    pub chains: Vec<Chain>,
    /// Expressions of time, in order.
    pub times: Vec<TimeExpression>,
    /// Other documents that share text with this one, most first.
    pub copies: Vec<CopyLine>,
}

impl From<answer::DocumentLine> for DocumentLine {
    fn from(line: answer::DocumentLine) -> Self {
        Self {
            number: line.number,
            id: line.id,
            title: line.title,
            publisher: line.publisher,
            published: line.published_at.map(Published::from),
            outcome: line.outcome.into(),
            language: line.language,
            copy_of: line.copy_of.map(|copy| CopyOf { number: copy.number, id: copy.id, share: copy.share }),
            n_words: line.n_words,
        }
    }
}

impl From<model::Published> for Published {
    fn from(published: model::Published) -> Self {
        let basis = match published.basis {
            model::Basis::Given => Basis::Given,
            model::Basis::Metadata => Basis::Metadata,
            model::Basis::Text => Basis::Text,
            model::Basis::Inferred => Basis::Inferred,
        };
        Self { interval: published.interval.into(), basis }
    }
}

impl From<model::Outcome> for Outcome {
    fn from(outcome: model::Outcome) -> Self {
        let word = match outcome {
            model::Outcome::Added => OutcomeWord::Added,
            model::Outcome::AlreadyThere => OutcomeWord::AlreadyThere,
            model::Outcome::Partial(_) => OutcomeWord::Partial,
            model::Outcome::Skipped(_) => OutcomeWord::Skipped,
            model::Outcome::Failed(_) => OutcomeWord::Failed,
        };
        Self { word, why: outcome.why().map(str::to_owned) }
    }
}

impl OutcomeWord {
    /// The word as the case stores it.
    pub fn stored(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::AlreadyThere => "already there",
            Self::Partial => "partial",
            Self::Skipped => "skipped",
            Self::Failed => "failed",
        }
    }
}

impl From<answer::CopyLine> for CopyLine {
    fn from(copy: answer::CopyLine) -> Self {
        Self { document: copy.line.into(), repeats_this: copy.repeats_this, share: copy.share }
    }
}

impl From<answer::DocumentView> for Document {
    fn from(view: answer::DocumentView) -> Self {
        let entities = view.entities.into_iter().chain(std::iter::repeat(None));
        Self {
            line: view.line.into(),
            authors: view.authors,
            url: view.url,
            sha256: view.sha256.to_string(),
            original_bytes: view.original_bytes,
            media_type: view.media_type,
            is_analysed: view.is_analysed,
            retrieved_at: view.retrieved_at,
            recorded_at: view.recorded_at,
            text: view.text,
            furniture: each(view.furniture),
            mentions: each(view.annotation.mentions),
            chains: view.annotation.chains.into_iter().zip(entities).map(|(chain, id)| Chain::new(chain, id)).collect(),
            times: each(view.annotation.times),
            copies: each(view.copies),
        }
    }
}
