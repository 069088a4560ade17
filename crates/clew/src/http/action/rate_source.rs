use crate::http::asked::Told;
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire;
use axum::Json;
use axum::extract::State;
use jiff::Timestamp;

/// Rate a source of information; nothing is worked out from it.
#[utoipa::path(
    post, path = "/api/v1/sources/ratings",
    request_body = wire::NewSourceRating,
    responses(
        (status = OK, body = wire::Decision),
        (status = BAD_REQUEST, body = FailureBody),
        (status = NOT_FOUND, body = FailureBody),
    ),
)]
pub async fn rate_source(
    State(cases): State<Cases>,
    Told(told): Told<wire::NewSourceRating>,
) -> Result<Json<wire::Decision>, Failure> {
    let (name, reliability, by) = told.decided();
    let decision = cases.change(move |case| case.rate_source(&name, reliability, &by, Timestamp::now())).await?;
    Ok(Json(decision.into()))
}
