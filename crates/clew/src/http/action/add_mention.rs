use crate::http::asked::{Named, Told};
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;

/// Take words for a mention, by hand.
#[utoipa::path(
    post, path = "/api/v1/documents/{number}/mentions",
    params(("number" = i64, Path, description = "The document's number in the case.")),
    request_body = wire::NewMention,
    responses(
        (status = OK, body = wire::Decision),
        (status = BAD_REQUEST, body = FailureBody),
        (status = NOT_FOUND, body = FailureBody),
        (status = CONFLICT, body = FailureBody),
    ),
)]
pub async fn add_mention(
    State(cases): State<Cases>,
    Named(number): Named<i64>,
    Told(told): Told<wire::NewMention>,
) -> Result<Json<wire::Decision>, Failure> {
    let unclear = |wire::Unclear(what)| Failure::new(StatusCode::BAD_REQUEST, "bad-question", what);
    let (words, of, by) = told.decided().map_err(unclear)?;
    let decision = cases.change(move |case| case.add_mention(number, &words, &of, &by, Timestamp::now())).await?;
    Ok(Json(decision.into()))
}
