use super::Outcome;
use clew_engine::answer;
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// One input and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Input {
    /// The path or id it was given under.
    pub id: String,
    /// What became of it.
    pub outcome: Outcome,
    /// Number of the document it became, where it became one.
    pub document: Option<i64>,
    /// When that was recorded.
    #[schema(value_type = String, format = DateTime)]
    pub recorded_at: Timestamp,
}

impl From<answer::InputLine> for Input {
    fn from(line: answer::InputLine) -> Self {
        Self { id: line.id, outcome: line.outcome.into(), document: line.document, recorded_at: line.recorded_at }
    }
}
