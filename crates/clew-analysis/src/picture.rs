//! The picture: what all documents of a case together amount to, drawn afresh from what each tells.

use crate::events::{Events, Strands, events};
use crate::identifiers::of_case;
use crate::knowledge::knowledge;
use crate::reconcile::{Reconciled, reconcile};
use crate::resolve::resolve;
pub use crate::resolve::{ChainAt, Decided, DecidedPair, Resolved};
use crate::status::{History, statuses};
use crate::told::Told;
use clew_model::{Identifier, Knowledge};

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
    /// Numbers, codes and addresses, each with its document's number.
    pub identifiers: Vec<(i64, Identifier)>,
}

impl Picture {
    /// Draws the picture, with what people decided of it; the same but for ids in whatever order the documents arrived.
    pub fn draw(documents: &[CaseDocument], decided: &Decided) -> Self {
        let strands = Strands::of(documents);
        let resolved = resolve(documents, &strands, decided);
        let events = events(documents, &strands, &resolved);
        let reconciled = reconcile(documents, &resolved, &events, &decided.retracted);
        let knowledge = knowledge(documents, &resolved, &events, &reconciled);
        let statuses = statuses(&reconciled.findings, &resolved);
        let identifiers = of_case(documents);
        Self { resolved, events, reconciled, knowledge, statuses, identifiers }
    }
}
