//! The words of clew as types, and their invariants.
//!
//! What every other room exchanges: [`Span`] and [`Interval`], the [`Reading`] that ingest makes of an original, the
//! [`Annotation`] that language makes of its text, and the [`Outcome`] that every input has. The words are those of
//! GLOSSARY.md.
//!
//! No I/O, no clock and no randomness in here: whoever needs the time of day passes it in. Offsets are Unicode code
//! points, as in W3C Web Annotation's `TextPositionSelector`, not bytes: every program that reads clew's output can
//! count them, and [`CodePoints`] converts once a document where bytes are wanted.

mod annotation;
mod attribution;
mod claim;
mod decision;
mod event;
mod hash;
mod identifier;
mod interval;
mod location;
mod merkle;
mod note;
mod outcome;
mod own_predicate;
mod picture;
mod predication;
mod quoted;
mod rating;
mod reading;
mod span;
mod tree;

pub use annotation::{Annotation, Chain, Mention, MentionKind, ThingType, TimeExpression, TimeType};
pub use attribution::{Act, Attribution, Source, SourceKind};
pub use claim::{Argument, Claim, Evidence, Filler, Quantity};
pub use decision::{About, ArgumentCorrection, Correction, Decision, OtherLog, StatedByHand, Verdict};
pub use event::{EventCandidate, Predicate, Role, RoleCandidate};
pub use hash::{IdentityHash, Sha256};
pub use identifier::{Identifier, IdentifierKind};
pub use interval::{EmptyInterval, Interval};
pub use location::{LocatedBy, Location, PlaceKind};
pub use merkle::{Checkpoint, NotACheckpoint, leaf_hash, tree_hash};
pub use note::{Note, NoteQuote, NotedOn};
pub use outcome::Outcome;
pub use own_predicate::{NoPredicateName, OwnPredicate};
pub use picture::{
    CaseEvent, ClaimAt, Doubt, EventCount, EventMention, Filling, Finding, Knowledge, Matter, MentionedEvent, Origin,
    OriginKind, Standing, Status,
};
pub use predication::{Certainty, Level, Modality, Polarity, Predication};
pub use quoted::{
    Quoted, QuotedArgument, QuotedClaim, QuotedEntity, QuotedMention, QuotedSource, on_one_line, places_of,
};
pub use rating::{Credibility, Reliability};
pub use reading::{Basis, Published, Reading};
pub use span::{CodePoints, Span};
pub use tree::{PartOfSpeech, Relation, Tree, TreeWord, WordSureness};
