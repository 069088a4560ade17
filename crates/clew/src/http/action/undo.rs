use crate::http::asked::{Named, Told};
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire::{Decision, NewRetraction};
use axum::Json;
use axum::extract::State;
use clew_engine::By;
use jiff::Timestamp;

/// Take a decision back; the answer is the decision that does.
#[utoipa::path(
    post, path = "/api/v1/decisions/{number}/retraction",
    params(("number" = u32, Path, description = "The decision's number in the case.")),
    request_body = NewRetraction,
    responses(
        (status = OK, body = Decision),
        (status = BAD_REQUEST, body = FailureBody),
        (status = NOT_FOUND, body = FailureBody),
        (status = CONFLICT, body = FailureBody),
    ),
)]
pub async fn undo(
    State(cases): State<Cases>,
    Named(number): Named<u32>,
    Told(NewRetraction { who, why }): Told<NewRetraction>,
) -> Result<Json<Decision>, Failure> {
    let undone = cases.change(move |case| case.undo(number, &By { who, why }, Timestamp::now())).await?;
    Ok(Json(undone.into()))
}
