use crate::http::adding::Adding;
use crate::http::asked::Told;
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire;
use axum::Json;
use axum::extract::State;

/// What is being added to the case, and what waits to be.
#[utoipa::path(get, path = "/api/v1/adding", responses((status = OK, body = wire::Adding)))]
pub async fn adding(State(cases): State<Cases>, State(adding): State<Adding>) -> Result<Json<wire::Adding>, Failure> {
    let standing = adding.standing();
    let is_complete = !standing.is_running && cases.ask(|case| case.is_complete()).await?;
    Ok(Json(wire::Adding::of(standing, is_complete)))
}

/// Read what waits, stop reading, or discard what waits.
#[utoipa::path(
    post, path = "/api/v1/adding",
    request_body = wire::NewWish,
    responses(
        (status = OK, body = wire::Adding),
        (status = BAD_REQUEST, body = FailureBody),
        (status = CONFLICT, body = FailureBody),
    ),
)]
pub async fn wish(
    cases: State<Cases>,
    State(adding): State<Adding>,
    Told(wire::NewWish { wish }): Told<wire::NewWish>,
) -> Result<Json<wire::Adding>, Failure> {
    match wish {
        wire::Wish::GoOn => adding.go_on()?,
        wire::Wish::Stop => adding.stop(),
        wire::Wish::Discard => adding.discard()?,
    }
    self::adding(cases, State(adding)).await
}
