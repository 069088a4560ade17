use super::{Span, each};
use clew_engine::answer;
use serde::Serialize;
use utoipa::ToSchema;

/// Two documents side by side: what they share.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Comparison {
    /// Stretches of the first document that the second has too.
    pub shared_in_first: Vec<Span>,
    /// Stretches of the second document that the first has too.
    pub shared_in_second: Vec<Span>,
}

impl From<answer::Comparison> for Comparison {
    fn from(comparison: answer::Comparison) -> Self {
        Self { shared_in_first: each(comparison.shared_in_first), shared_in_second: each(comparison.shared_in_second) }
    }
}
