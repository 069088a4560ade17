//! What a case answers when it is asked: plain values, ready to be printed or drawn.

mod claims;
mod links;
mod notes;
mod picture;
mod ratings;
mod watch;

use clew_analysis::names::Verdict;
use clew_model::{Annotation, Interval, Sha256, Span, Status, TimeType};
use jiff::Timestamp;

pub use claims::{
    AddedClaim, ArgumentView, ClaimView, DecidedClaim, DecidedMention, DecisionView, DocumentClaims, FoundBy, Left,
    SourceView,
};
pub use clew_analysis::places::AgreedPlace;
pub use clew_store::{
    ClaimLine, CopyOf, DocumentLine, EntityLine, InputLine, Page, Placed, SourceLine, Tally, TimelineCount,
};
pub use links::{Link, LinkedEvent, LinkedIncident, Shared, SharedBy};
pub use notes::{NoteView, QuoteView};
pub use picture::{
    Alias, Dossier, DoubtedPair, EventCounts, EventInShort, EventPage, EventTally, EventView, FindingView, Knower,
    KnowingTable, KnowledgeView, Named, NamedEvent, Network, NetworkTie, Path, PlaceInShort, Step, Weakness,
};
pub use ratings::{ClaimRating, Ratings, SourceRating};
pub use watch::{Changes, NewTie, Seen};

/// An entity that a name may be one of.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The entity.
    pub line: EntityLine,
    /// How probable it is that the name is one of its own where nothing else is known, 0..1. Of names: never of a person.
    pub score: f32,
    /// What the score amounts to.
    pub verdict: Verdict,
    /// Why, in a sentence or two.
    pub why: String,
}

/// A case at one look.
#[derive(Debug, Clone, PartialEq)]
pub struct Overview {
    /// The case file's name without its ending.
    pub name: String,
    /// Documents kept in the case.
    pub n_documents: u32,
    /// Entities that a name refers to.
    pub n_entities: u32,
    /// First and last day of publication.
    pub published_span: Interval,
    /// Every input's outcome, counted.
    pub outcomes: Vec<Tally>,
    /// Documents a publisher, most first.
    pub publishers: Vec<Tally>,
    /// Documents a language, most first.
    pub languages: Vec<Tally>,
    /// Documents a month of publication, in order.
    pub months: Vec<Tally>,
    /// The most mentioned people, organizations and places: up to 12 of each.
    pub people: Vec<EntityLine>,
    /// See `people`.
    pub organizations: Vec<EntityLine>,
    /// See `people`.
    pub places: Vec<EntityLine>,
    /// What a person should look at.
    pub attention: Attention,
    /// The latest published documents, up to 8, latest first.
    pub latest: Vec<DocumentLine>,
}

/// What a person should look at: numbers of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attention {
    /// Inputs that could not be read.
    pub n_failed: u32,
    /// Inputs left out on purpose.
    pub n_skipped: u32,
    /// Documents of which a part is missing.
    pub n_partial: u32,
    /// Documents without any publication date.
    pub n_undated: u32,
    /// Documents whose date was inferred.
    pub n_date_inferred: u32,
    /// Documents in a language that is not analysed.
    pub n_not_analysed: u32,
    /// Documents that repeat an earlier one.
    pub n_copies: u32,
}

/// What a list of records says of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentHead {
    /// What every list says of it.
    pub line: DocumentLine,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The address it gives as its own.
    pub url: Option<String>,
    /// SHA-256 of the original.
    pub sha256: Sha256,
}

/// A document, whole.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentView {
    /// The head.
    pub line: DocumentLine,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The address it gives as its own.
    pub url: Option<String>,
    /// SHA-256 of the original.
    pub sha256: Sha256,
    /// Length of the original in bytes.
    pub original_bytes: u64,
    /// The original's media type, as recognised.
    pub media_type: String,
    /// Whether its language is analysed; where not, `annotation` is empty.
    pub is_analysed: bool,
    /// When it was obtained: a file's modification time, a WARC date; `None` where nothing says.
    pub retrieved_at: Option<Timestamp>,
    /// When it was put into the case.
    pub recorded_at: Timestamp,
    /// The text all offsets count in.
    pub text: String,
    /// Stretches that are not the story.
    pub furniture: Vec<Span>,
    /// Sentences, mentions, chains, times; empty where the language is not analysed.
    pub annotation: Annotation,
    /// The entity of each chain, by chain id.
    pub entities: Vec<Option<String>>,
    /// Other documents that repeat this one or are repeated by it, most shared first.
    pub copies: Vec<CopyLine>,
}

/// Another document that shares text with the one looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct CopyLine {
    /// The other one.
    pub line: DocumentLine,
    /// Whether the other one repeats this one (it was published later).
    pub repeats_this: bool,
    /// Share of the repeating document's words found in the repeated one, 0 to 1.
    pub share: f64,
}

/// Two documents side by side: what they share, in order of the first.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// Stretches of the first document that the second has too.
    pub shared_in_first: Vec<Span>,
    /// Stretches of the second document that the first has too.
    pub shared_in_second: Vec<Span>,
}

/// An entity, whole: every mention in its context.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityView {
    /// The head.
    pub line: EntityLine,
    /// Where it lies, for a place on which its documents agree.
    pub place: Option<AgreedPlace>,
    /// A person's steps in proceedings, in order.
    pub statuses: Vec<Status>,
    /// Documents that mention it, by date of publication (undated last).
    pub documents: Vec<EntityDocument>,
    /// Entities mentioned in the same sentences, most often first, up to 24.
    pub beside: Vec<Beside>,
}

/// One document's sentences about an entity.
#[derive(Debug, Clone, PartialEq)]
pub struct EntityDocument {
    /// The document.
    pub line: DocumentLine,
    /// Sentences that mention the entity, in order.
    pub sentences: Vec<Quote>,
}

/// A sentence, with the stretches that matter in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// Where it stands in its document.
    pub span: Span,
    /// Its words.
    pub text: String,
    /// What to mark, counted from the beginning of `text`.
    pub marks: Vec<Span>,
}

/// An entity that stands in the same sentences as another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The other one.
    pub entity: EntityLine,
    /// In how many sentences.
    pub n_sentences: u32,
}

/// A day or stretch of days that documents speak of.
#[derive(Debug, Clone, PartialEq)]
pub struct TimelineItem {
    /// The days it can speak of.
    pub happened: Interval,
    /// TIMEX3 type and value of the expression.
    pub time: TimeType,
    /// TIMEX3 value.
    pub value: String,
    /// The document that speaks of it.
    pub document: DocumentLine,
    /// The sentence, the expression marked.
    pub quote: Quote,
}

/// A document that a search found.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchHit {
    /// The document.
    pub line: DocumentLine,
    /// The best passages, hits marked.
    pub passages: Vec<Passage>,
}

/// An excerpt of a document around what was searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its words; `…` where something was left out.
    pub text: String,
    /// The hits, counted from the beginning of `text`.
    pub marks: Vec<Span>,
}
