use super::AsOf;
use super::fitting::Fitting;
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire;
use axum::Json;
use axum::extract::State;

/// Where events happened, most events first; where no event is left out, every place that documents mention.
#[utoipa::path(
    get, path = "/api/v1/places", params(Fitting, AsOf), responses((status = OK, body = Vec<wire::PlaceLine>)),
)]
pub async fn places(
    State(cases): State<Cases>,
    Asked(fitting): Asked<Fitting>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<Vec<wire::PlaceLine>>, Failure> {
    let places = cases.ask_as_of(as_of.as_of, move |case| case.places(&fitting.into())).await?;
    Ok(Json(wire::each(places)))
}
