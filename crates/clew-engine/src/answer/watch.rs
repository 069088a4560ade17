use super::{DocumentLine, EntityLine, FindingView, Quote, Step};
use clew_model::Standing;
use jiff::Timestamp;

/// What changed in a case since a person was last told of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Changes {
    /// When they were last told.
    pub since: Timestamp,
    /// How many documents were read since.
    pub n_documents: u32,
    /// Pairs that were apart and are tied now, each with what ties them, the best supported first.
    pub ties: Vec<NewTie>,
    /// Findings that contradict one another now, those of one dispute together.
    pub opened: Vec<Vec<FindingView>>,
    /// Findings that were disputed and stand otherwise now.
    pub settled: Vec<FindingView>,
    /// Ids of findings that were disputed and that the case has no longer: their claims were rejected, or are read otherwise.
    pub gone: Vec<String>,
    /// Sentences of new documents that name somebody or something watched.
    pub seen: Vec<Seen>,
}

impl Changes {
    /// Whether there is nothing to tell.
    pub fn is_empty(&self) -> bool {
        let Self { ties, opened, settled, gone, seen, .. } = self;
        ties.is_empty() && opened.is_empty() && settled.is_empty() && gone.is_empty() && seen.is_empty()
    }
}

/// Two things that the case knew before, and that nothing tied.
#[derive(Debug, Clone, PartialEq)]
pub struct NewTie {
    /// One of them.
    pub from: EntityLine,
    /// The other.
    pub to: EntityLine,
    /// What ties them, with a sentence of a new document each.
    pub steps: Vec<Step>,
}

/// A sentence that names somebody or something watched.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The name as it is watched.
    pub name: String,
    /// The document.
    pub line: DocumentLine,
    /// The sentence, the name marked.
    pub quote: Quote,
    /// Findings that rest on this sentence, and how they stand: id, predicate, standing.
    pub findings: Vec<(String, String, Standing)>,
}
