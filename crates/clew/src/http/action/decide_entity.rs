use crate::http::asked::{Named, Told};
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;

/// Decide on an entity: merge, apart, unsure, split, rename, retype.
#[utoipa::path(
    post, path = "/api/v1/entities/{id}/decisions",
    params(("id" = String, Path, description = "The entity's id.")),
    request_body = wire::NewEntityDecision,
    responses(
        (status = OK, body = wire::Decision),
        (status = BAD_REQUEST, body = FailureBody),
        (status = NOT_FOUND, body = FailureBody),
        (status = CONFLICT, body = FailureBody),
    ),
)]
pub async fn decide_entity(
    State(cases): State<Cases>,
    Named(id): Named<String>,
    Told(told): Told<wire::NewEntityDecision>,
) -> Result<Json<wire::Decision>, Failure> {
    let unclear = |wire::Unclear(what)| Failure::new(StatusCode::BAD_REQUEST, "bad-question", what);
    let (verdict, by) = told.decided().map_err(unclear)?;
    let decision = cases.change(move |case| case.decide_entity(&id, &verdict, &by, Timestamp::now())).await?;
    Ok(Json(decision.into()))
}
