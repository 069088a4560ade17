use super::AsOf;
use crate::http::asked::{Asked, Named};
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire;
use axum::Json;
use axum::extract::State;

/// One event: who took part, its parts, every claim that tells of it, and what was known before.
#[utoipa::path(
    get, path = "/api/v1/events/{id}",
    params(("id" = String, Path, description = "Its stable id."), AsOf),
    responses((status = OK, body = wire::EventPage), (status = NOT_FOUND, body = FailureBody)),
)]
pub async fn event(
    State(cases): State<Cases>,
    Named(id): Named<String>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<wire::EventPage>, Failure> {
    let asked = id.clone();
    let event = cases.ask_as_of(as_of.as_of, move |case| case.event_page(&asked)).await?;
    event.map(|event| Json(event.into())).ok_or_else(|| Failure::no_such(format!("The case has no event {id}.")))
}
