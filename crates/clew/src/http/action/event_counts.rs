use super::AsOf;
use super::fitting::Fitting;
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire;
use axum::Json;
use axum::extract::State;

/// How many events there are on which days, and of which predicates: the timeline as it is drawn, however many there are.
#[utoipa::path(
    get, path = "/api/v1/events/counts", params(Fitting, AsOf), responses((status = OK, body = wire::EventCounts)),
)]
pub async fn event_counts(
    State(cases): State<Cases>,
    Asked(fitting): Asked<Fitting>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<wire::EventCounts>, Failure> {
    let counts = cases.ask_as_of(as_of.as_of, move |case| case.event_counts(&fitting.into())).await?;
    Ok(Json(counts.into()))
}
