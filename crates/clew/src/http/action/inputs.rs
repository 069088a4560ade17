use super::Part;
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire::{Input, OutcomeWord, Page};
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which inputs.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Question {
    /// With this outcome.
    outcome: Option<OutcomeWord>,
}

/// Everything the case was given, and what became of it.
#[utoipa::path(get, path = "/api/v1/inputs", params(Question, Part), responses((status = OK, body = Page<Input>)))]
pub async fn inputs(
    State(cases): State<Cases>,
    Asked(question): Asked<Question>,
    Asked(part): Asked<Part>,
) -> Result<Json<Page<Input>>, Failure> {
    let outcome = question.outcome.map(OutcomeWord::stored);
    let inputs = cases.ask(move |case| case.inputs(outcome, part.offset, part.limit())).await?;
    Ok(Json(Page::of(inputs)))
}
