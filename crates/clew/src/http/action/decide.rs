use crate::http::asked::{Named, Told};
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire::{Decision, NewDecision, Unclear};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;

/// Accept, reject, correct or rate a claim of a document.
#[utoipa::path(
    post, path = "/api/v1/documents/{number}/decisions",
    params(("number" = i64, Path, description = "The document's number in the case.")),
    request_body = NewDecision,
    responses(
        (status = OK, body = Decision),
        (status = BAD_REQUEST, body = FailureBody),
        (status = NOT_FOUND, body = FailureBody),
        (status = CONFLICT, body = FailureBody),
    ),
)]
pub async fn decide(
    State(cases): State<Cases>,
    Named(number): Named<i64>,
    Told(told): Told<NewDecision>,
) -> Result<Json<Decision>, Failure> {
    let name = told.name(number);
    let (verdict, by) = told.decided().map_err(unclear)?;
    let decision = cases.change(move |case| case.decide_claim(name, &verdict, &by, Timestamp::now())).await?;
    Ok(Json(decision.into()))
}

fn unclear(Unclear(what): Unclear) -> Failure {
    Failure::new(StatusCode::BAD_REQUEST, "bad-question", what)
}
