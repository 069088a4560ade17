//! The case file: one SQLite database, append-only records, full-text search.
//!
//! [`CaseFile`] opens or creates it. What was read ([`NewDocument`], [`NewInput`]) is appended in a [`Batch`] and never
//! changes: triggers in the schema refuse it. Nor does what people decided ([`NewDecision`]). What is derived from that (annotations, entities, copies, the search
//! index) can be deleted and refilled. Queries return plain rows ([`DocumentLine`], [`EntityLine`], ...).
//!
//! The store decides nothing: it does not parse, annotate, resolve or compare. Rejected: a table of versioned blobs with
//! the queries in memory, for a case of 10,000 documents must open to its first page in half a second.

mod case_file;
mod decision_log;
mod decisions;
mod derived;
mod documents;
mod drawn;
mod entities;
mod gists;
mod join;
mod knowledge;
mod links;
mod located;
mod mapped;
mod notes;
mod origins;
mod picture;
mod predicate_files;
mod read;
mod redacted;
mod replace;
mod rows;
mod search;
mod sources;
mod timeline;
mod told;
mod watched;

pub use case_file::{CaseFile, StoreError};
pub use decision_log::VerifiedLog;
pub use decisions::NewDecision;
pub use derived::{NewAnnotated, OverlapRow, Progress, ShingleRow};
pub use documents::{DocumentQuery, DocumentSort, StoredDocument, StoredReading};
pub use drawn::{ClaimLine, FindingQuery, Neighbour, Pair, Tie, TieTo};
pub use entities::EntityQuery;
pub use gists::EventGist;
pub use join::{WholeDocument, WholeInput};
pub use knowledge::KnowledgeQuery;
pub use links::{EventHead, IdentifierAt, Participation};
pub use mapped::Mapped;
pub use notes::NewNote;
pub use picture::{NewClaim, NewEntity, NewPicture, Placed};
pub use predicate_files::{PredicateText, Reread, pack_annotation};
pub use read::{Batch, NewDocument, NewInput, Original, Recorded};
pub use redacted::{RedactedDocument, RedactedText};
pub use rows::{CopyLine, CopyOf, DocumentLine, EntityLine, InputLine, Page, Tally};
pub use search::{BadQuery, Hit, WordQuery};
pub use sources::SourceLine;
pub use timeline::{TimeRow, TimelineCount, TimelineQuery};
pub use told::{ToldRow, pack_told, unpack_told};
pub use watched::ToldThrough;
