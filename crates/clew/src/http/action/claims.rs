use super::document::no_document;
use crate::http::asked::Named;
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire;
use axum::Json;
use axum::extract::State;

/// What a document claims, what was decided of it, and what can be.
#[utoipa::path(
    get, path = "/api/v1/documents/{number}/claims",
    params(("number" = i64, Path, description = "Its number in the case.")),
    responses((status = OK, body = wire::Claims), (status = NOT_FOUND, body = FailureBody)),
)]
pub async fn claims(State(cases): State<Cases>, Named(number): Named<i64>) -> Result<Json<wire::Claims>, Failure> {
    let asked = cases.ask(move |case| Ok((case.claims(number)?, case.roles()?))).await?;
    let (Some(claims), roles) = asked else { return Err(no_document(number)) };
    Ok(Json(wire::Claims::new(claims, roles)))
}
