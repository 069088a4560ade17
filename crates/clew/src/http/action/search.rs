use super::Part;
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire::{Page, SearchHit};
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

/// What to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Question {
    /// Words, "a phrase", AND, OR, NOT.
    words: String,
}

/// Documents that hold the words, best first.
#[utoipa::path(
    get, path = "/api/v1/search", params(Question, Part),
    responses((status = OK, body = Page<SearchHit>), (status = BAD_REQUEST, body = FailureBody)),
)]
pub async fn search(
    State(cases): State<Cases>,
    Asked(question): Asked<Question>,
    Asked(part): Asked<Part>,
) -> Result<Json<Page<SearchHit>>, Failure> {
    let hits = cases.ask(move |case| case.search(&question.words, part.offset, part.limit())).await?;
    Ok(Json(Page::of(hits)))
}
