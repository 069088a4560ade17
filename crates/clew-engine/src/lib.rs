//! Use cases: run the stages over a case, answer the questions people ask of it.
//!
//! [`Case`] is one open case. [`Case::add`] reads inputs (each in a parsing child, see clew-ingest), annotates them and
//! draws the picture again; [`Case::rebuild`] does the latter from what was read before; [`Case::decide_claim`] and its like keep what a
//! person decides; the other methods answer with the plain values of [`answer`]. [`annotate`] reads and annotates inputs
//! without a case. A case can carry predicate files of its own: [`predicates`].
//!
//! The engine knows no terminal, no web and no clock: whoever calls it passes in the time, hears of progress through a
//! callback and stops it through an [`Interrupt`]. Rejected: a job queue in the case file, for the appended outcomes
//! already say what is done.

mod analyse;
pub mod answer;
mod ask;
mod by_hand;
mod case;
mod decide;
mod draw;
mod error;
mod join;
pub mod mapping;
mod notes;
mod picture;
pub mod predicates;
mod read;
mod rebuild;
mod redaction;
pub mod report;
mod sources;

pub use analyse::{Analysed, analyse};
pub use ask::{
    DisputeQuery, EventFilter, KnowingQuery, MatterQuery, NameIndex, SourceQuery, SourceSort, WatchPoint, explain,
};
pub use case::{Case, Interrupt};
pub use clew_analysis::claims::Patterns;
pub use clew_analysis::names::{Comparison, Name, Verdict};
pub use clew_store::Mapped;
pub use clew_store::{DocumentQuery, DocumentSort, EntityQuery, FindingQuery, TimelineQuery};
pub use decide::{
    Brought, By, ClaimName, ClaimVerdict, DecideError, EntityVerdict, MentionOf, MentionVerdict, NewArgument, NewClaim,
    SourceName, Words,
};
pub use error::{EngineError, ErrorKind};
pub use join::Joined;
pub use notes::{NewQuote, NoteError, NoteOn, NoteText};
pub use read::{Annotated, Given, Input, Inputs, Listed, ReadOptions, Report, Step, annotate, id_of, sort_out};
pub use redaction::{Hidden, Redaction};
