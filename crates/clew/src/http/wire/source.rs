use super::finding::Origin;
use clew_engine::answer;
use serde::Serialize;
use utoipa::ToSchema;

/// A source, and what rests on it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SourceLine {
    /// The source.
    pub origin: Origin,
    /// How many claims rest on it.
    pub n_claims: u32,
    /// How many findings rest on it, with others or alone.
    pub n_findings: u32,
    /// How many findings rest on it alone.
    pub n_alone: u32,
    /// Publishers that carry its word, most documents first.
    pub carried_by: Vec<CarriedBy>,
}

/// A publisher that carries a source's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CarriedBy {
    /// The publisher.
    pub publisher: String,
    /// In how many documents.
    pub n_documents: u32,
}

impl From<answer::SourceLine> for SourceLine {
    fn from(line: answer::SourceLine) -> Self {
        let carried = |(publisher, n_documents)| CarriedBy { publisher, n_documents };
        Self {
            origin: line.origin.into(),
            n_claims: line.n_claims,
            n_findings: line.n_findings,
            n_alone: line.n_alone,
            carried_by: line.carried_by.into_iter().map(carried).collect(),
        }
    }
}
