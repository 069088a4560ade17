use crate::http::asked::{Named, Told};
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire;
use axum::Json;
use axum::extract::State;
use jiff::Timestamp;

/// Take a note out of every list: its versions are kept. The answer is every note that is left.
#[utoipa::path(
    post, path = "/api/v1/notes/{number}/removal",
    params(("number" = u32, Path, description = "The note's number in the case.")),
    request_body = wire::NoteRemoval,
    responses((status = OK, body = Vec<wire::Note>), (status = NOT_FOUND, body = FailureBody)),
)]
pub async fn remove_note(
    State(cases): State<Cases>,
    Named(number): Named<u32>,
    Told(wire::NoteRemoval { who }): Told<wire::NoteRemoval>,
) -> Result<Json<Vec<wire::Note>>, Failure> {
    cases.change(move |case| case.remove_note(number, who.as_deref(), Timestamp::now())).await?;
    Ok(Json(wire::each(cases.ask(|case| case.notes()).await?)))
}
