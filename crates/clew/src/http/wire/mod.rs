//! What the server says, as JSON: [`clew_engine::answer`]'s values in the words and forms of the machine-readable promise.
//!
//! Spans are `[start, end]`, Unicode code points from 0, end exclusive. Only this module knows JSON; the engine does not.

mod added;
mod adding;
mod annotation;
mod claim;
mod comparison;
mod decision;
mod document;
mod dossier;
mod entity;
mod event;
mod finding;
mod input;
mod knowing;
mod network;
mod note;
mod overview;
mod page;
mod place;
mod quote;
mod rating;
mod source;
mod span;
mod time;

pub use added::{AddedClaim, NewClaim, NewMention, NewMentionDecision};
pub use adding::{Adding, NewFiles, NewWish, WantedFiles, Wish};
pub use annotation::{Chain, Mention, ThingType, TimeExpression, TimeType};
pub use claim::{Claims, Polarity};
pub use comparison::Comparison;
pub use decision::{Decision, LoggedDecision, NewDecision, NewEntityDecision, NewRetraction, Unclear};
pub use document::{Document, DocumentLine, Outcome, OutcomeWord};
pub use dossier::{Dossier, Knowledge, Path};
pub use entity::{Entity, EntityLine};
pub use event::{EventCounts, EventLine, EventPage};
pub use finding::{ClaimLine, Finding, OriginKind, Standing};
pub use input::Input;
pub use knowing::KnowingTable;
pub use network::{DoubtedPair, Network};
pub use note::{NewNote, Note, NoteEdit, NoteRemoval, Protected};
pub use overview::Overview;
pub use page::Page;
pub use place::{Place, PlaceLine};
pub use quote::{Quote, SearchHit};
pub use rating::{NewSourceRating, Ratings, Reliability};
pub use source::SourceLine;
pub use span::Span;
pub use time::{Interval, PublishedCount, TimelineCount, TimelineItem};

/// Answers in the server's words, one by one.
pub fn each<A, W: From<A>>(answers: Vec<A>) -> Vec<W> {
    answers.into_iter().map(W::from).collect()
}
