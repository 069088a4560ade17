use super::document::no_document;
use crate::http::asked::Named;
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire;
use axum::Json;
use axum::extract::State;

/// What a document claims, and what was decided of it.
#[utoipa::path(
    get, path = "/api/v1/documents/{number}/claims",
    params(("number" = i64, Path, description = "Its number in the case.")),
    responses((status = OK, body = wire::Claims), (status = NOT_FOUND, body = FailureBody)),
)]
pub async fn claims(State(cases): State<Cases>, Named(number): Named<i64>) -> Result<Json<wire::Claims>, Failure> {
    let claims = cases.ask(move |case| case.claims(number)).await?;
    claims.map(|claims| Json(claims.into())).ok_or_else(|| no_document(number))
}
