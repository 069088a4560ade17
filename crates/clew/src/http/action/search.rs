use super::Part;
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire::{ClaimLine, Page, SearchHit};
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

/// What to look for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Question {
    /// Words, "a phrase", "words close together"~10, begin*, AND, OR, NOT, parentheses, and fields: `title:`, `publisher:`, `text:`,
    /// `id:`, `date:`, `happened:`, `person:`, `organization:` (`org:`), `place:`, `entity:`, `standing:`, `claim:` (a predicate).
    words: String,
}

/// Documents that a query finds, best first; where it asks for no words that all have, by day of publication.
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

/// Claims that a query finds, by day of publication: its words stand in a claim's sentence, or name what that sentence's words refer to.
#[utoipa::path(
    get, path = "/api/v1/search/claims", params(Question, Part),
    responses((status = OK, body = Page<ClaimLine>), (status = BAD_REQUEST, body = FailureBody)),
)]
pub async fn search_claims(
    State(cases): State<Cases>,
    Asked(question): Asked<Question>,
    Asked(part): Asked<Part>,
) -> Result<Json<Page<ClaimLine>>, Failure> {
    let found = cases.ask(move |case| case.search_claims(&question.words, part.offset, part.limit())).await?;
    Ok(Json(Page::of(found)))
}
