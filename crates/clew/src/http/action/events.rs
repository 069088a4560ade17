use super::fitting::Fitting;
use super::{AsOf, Part};
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire;
use axum::Json;
use axum::extract::State;

/// Events of the case by day, those without one last.
#[utoipa::path(
    get, path = "/api/v1/events", params(Fitting, Part, AsOf), responses((status = OK, body = wire::Page<wire::EventLine>)),
)]
pub async fn events(
    State(cases): State<Cases>,
    Asked(fitting): Asked<Fitting>,
    Asked(part): Asked<Part>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<wire::Page<wire::EventLine>>, Failure> {
    let (offset, limit) = (part.offset as usize, part.limit() as usize);
    let events = cases.ask_as_of(as_of.as_of, move |case| case.event_lines(&fitting.into(), offset, limit)).await?;
    Ok(Json(wire::Page::of(events)))
}
