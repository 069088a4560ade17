use crate::http::asked::Told;
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;

/// Every note that was not removed, in order.
#[utoipa::path(get, path = "/api/v1/notes", responses((status = OK, body = Vec<wire::Note>)))]
pub async fn notes(State(cases): State<Cases>) -> Result<Json<Vec<wire::Note>>, Failure> {
    Ok(Json(wire::each(cases.ask(|case| case.notes()).await?)))
}

/// Write a note.
#[utoipa::path(
    post, path = "/api/v1/notes",
    request_body = wire::NewNote,
    responses(
        (status = OK, body = wire::Note),
        (status = BAD_REQUEST, body = FailureBody),
        (status = NOT_FOUND, body = FailureBody),
    ),
)]
pub async fn add_note(
    State(cases): State<Cases>,
    Told(told): Told<wire::NewNote>,
) -> Result<Json<wire::Note>, Failure> {
    let unclear =
        || Failure::new(StatusCode::BAD_REQUEST, "bad-question", "It is not said what the note is on.".to_owned());
    let on = told.on().ok_or_else(unclear)?;
    let number = cases.change(move |case| case.add_note(&on, &told.written(), Timestamp::now())).await?;
    note(&cases, number).await
}

/// The note of a number, as it stands.
pub async fn note(cases: &Cases, number: u32) -> Result<Json<wire::Note>, Failure> {
    let found = cases.ask(|case| case.notes()).await?.into_iter().find(|view| view.note.number == number);
    found.map(|view| Json(view.into())).ok_or_else(|| Failure::no_such(format!("The case has no note {number}.")))
}
