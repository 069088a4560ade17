use crate::http::asked::{Named, Told};
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;

/// Make a claim of a sentence by hand.
#[utoipa::path(
    post, path = "/api/v1/documents/{number}/claims",
    params(("number" = i64, Path, description = "The document's number in the case.")),
    request_body = wire::NewClaim,
    responses(
        (status = OK, body = wire::Decision),
        (status = BAD_REQUEST, body = FailureBody),
        (status = NOT_FOUND, body = FailureBody),
        (status = CONFLICT, body = FailureBody),
    ),
)]
pub async fn add_claim(
    State(cases): State<Cases>,
    Named(number): Named<i64>,
    Told(told): Told<wire::NewClaim>,
) -> Result<Json<wire::Decision>, Failure> {
    let unclear = |wire::Unclear(what)| Failure::new(StatusCode::BAD_REQUEST, "bad-question", what);
    let (claim, by) = told.decided().map_err(unclear)?;
    let decision = cases.change(move |case| case.add_claim(number, &claim, &by, Timestamp::now())).await?;
    Ok(Json(decision.into()))
}
