use super::AsOf;
use super::fitting::Fitting;
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire;
use axum::Json;
use axum::extract::State;
use clew_model::ThingType;
use serde::Deserialize;
use utoipa::IntoParams;

/// How many entities are shown where nothing is said, and at most.
const SHOWN: (u32, u32) = (150, 5_000);

/// Which part of the network.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Question {
    /// Only entities of these types, with commas between; of any, where none is given.
    types: Option<String>,
    /// How many entities at most, those in most documents first; 150 where nothing is said, never more than 5,000.
    limit: Option<u32>,
}

/// Entities, and the findings that tie them to one another: all, or those that the events which fit rest on.
#[utoipa::path(
    get, path = "/api/v1/network", params(Question, Fitting, AsOf), responses((status = OK, body = wire::Network)),
)]
pub async fn network(
    State(cases): State<Cases>,
    Asked(question): Asked<Question>,
    Asked(fitting): Asked<Fitting>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<wire::Network>, Failure> {
    let n = question.limit.unwrap_or(SHOWN.0).min(SHOWN.1) as usize;
    let words = question.types.unwrap_or_default();
    let is_asked = |thing: &ThingType| words.split(',').any(|word| word == thing.word());
    let types: Vec<ThingType> = ThingType::ALL.into_iter().filter(is_asked).collect();
    let network = cases.ask_as_of(as_of.as_of, move |case| case.network(n, &types, &fitting.into())).await?;
    Ok(Json(network.into()))
}
