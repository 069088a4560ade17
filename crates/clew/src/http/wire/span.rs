use clew_model as model;
use serde::Serialize;
use utoipa::ToSchema;

/// `[start, end]` in Unicode code points, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Span(u32, u32);

impl From<model::Span> for Span {
    fn from(span: model::Span) -> Self {
        Self(span.start, span.end)
    }
}
