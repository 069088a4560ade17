use super::AsOf;
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which two entities.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Question {
    /// Id of one.
    one: String,
    /// Id of the other.
    other: String,
}

/// Findings that two entities both take part in, by day.
#[utoipa::path(get, path = "/api/v1/between", params(Question, AsOf), responses((status = OK, body = Vec<wire::Finding>)))]
pub async fn between(
    State(cases): State<Cases>,
    Asked(Question { one, other }): Asked<Question>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<Vec<wire::Finding>>, Failure> {
    let findings = cases.ask_as_of(as_of.as_of, move |case| case.findings_between(&one, &other)).await?;
    Ok(Json(wire::each(findings)))
}
