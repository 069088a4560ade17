use crate::http::asked::{Named, Told};
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire;
use axum::Json;
use axum::extract::State;
use clew_engine::By;
use jiff::Timestamp;

/// Withdraw a document: what rests on it stays, marked, and speaks for nothing any more.
#[utoipa::path(
    post, path = "/api/v1/documents/{number}/retraction",
    params(("number" = i64, Path, description = "The document's number in the case.")),
    request_body = wire::NewRetraction,
    responses(
        (status = OK, body = wire::Decision),
        (status = NOT_FOUND, body = FailureBody),
        (status = CONFLICT, body = FailureBody),
    ),
)]
pub async fn retract(
    State(cases): State<Cases>,
    Named(number): Named<i64>,
    Told(wire::NewRetraction { who, why }): Told<wire::NewRetraction>,
) -> Result<Json<wire::Decision>, Failure> {
    let decision = cases.change(move |case| case.retract(number, &By { who, why }, Timestamp::now())).await?;
    Ok(Json(decision.into()))
}
