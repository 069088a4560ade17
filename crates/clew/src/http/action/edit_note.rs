use super::notes::note;
use crate::http::asked::{Named, Told};
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire;
use axum::Json;
use axum::extract::State;
use jiff::Timestamp;

/// Write a note anew: the earlier version is kept.
#[utoipa::path(
    post, path = "/api/v1/notes/{number}",
    params(("number" = u32, Path, description = "The note's number in the case.")),
    request_body = wire::NoteEdit,
    responses(
        (status = OK, body = wire::Note),
        (status = BAD_REQUEST, body = FailureBody),
        (status = NOT_FOUND, body = FailureBody),
    ),
)]
pub async fn edit_note(
    State(cases): State<Cases>,
    Named(number): Named<u32>,
    Told(told): Told<wire::NoteEdit>,
) -> Result<Json<wire::Note>, Failure> {
    cases.change(move |case| case.edit_note(number, &told.into(), Timestamp::now())).await?;
    note(&cases, number).await
}
