//! The picture: what all documents of a case together amount to, drawn afresh from what each tells.

use crate::events::{Events, Strands, events};
use crate::knowledge::knowledge;
use crate::reconcile::{Reconciled, reconcile};
pub use crate::resolve::Resolved;
use crate::resolve::resolve;
use crate::status::{History, statuses};
use crate::told::Told;
use clew_model::Knowledge;

/// A document in its case.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseDocument {
    /// Its number in the case: the order of arrival, by which ids stay while the case grows.
    pub number: i64,
    /// What names it for good, whatever its number.
    pub identity: String,
    /// The number of the document that it repeats.
    pub copy_of: Option<i64>,
    /// What it tells.
    pub told: Told,
}

/// All that is worked out from the documents together.
#[derive(Debug, Default)]
pub struct Picture {
    /// Entities.
    pub resolved: Resolved,
    /// Events.
    pub events: Events,
    /// Findings, and on whose word each claim stands.
    pub reconciled: Reconciled,
    /// Who knew what, when.
    pub knowledge: Vec<Knowledge>,
    /// Where persons stand in proceedings.
    pub statuses: Vec<History>,
}

impl Picture {
    /// Draws the picture; the same but for ids in whatever order the documents arrived.
    pub fn draw(documents: &[CaseDocument]) -> Self {
        let strands = Strands::of(documents);
        let resolved = resolve(documents, &strands);
        let events = events(documents, &strands, &resolved);
        let reconciled = reconcile(documents, &resolved, &events);
        let knowledge = knowledge(documents, &resolved, &events, &reconciled);
        let statuses = statuses(&reconciled.findings, &resolved);
        Self { resolved, events, reconciled, knowledge, statuses }
    }
}
