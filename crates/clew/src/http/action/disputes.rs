use super::AsOf;
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which disputes.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Question {
    /// With what was said earlier and is replaced by now.
    #[serde(default)]
    #[param(required = false)]
    superseded: bool,
}

/// Findings that cannot all hold, those that conflict with one another together.
#[utoipa::path(get, path = "/api/v1/disputes", params(Question, AsOf), responses((status = OK, body = Vec<Vec<wire::Finding>>)))]
pub async fn disputes(
    State(cases): State<Cases>,
    Asked(question): Asked<Question>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<Vec<Vec<wire::Finding>>>, Failure> {
    let disputes = cases.ask_as_of(as_of.as_of, move |case| case.disputes(question.superseded)).await?;
    Ok(Json(disputes.into_iter().map(wire::each).collect()))
}
