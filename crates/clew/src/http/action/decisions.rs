use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire;
use axum::Json;
use axum::extract::State;

/// Every decision in order, with what it applies to now.
#[utoipa::path(get, path = "/api/v1/decisions", responses((status = OK, body = Vec<wire::LoggedDecision>)))]
pub async fn decisions(State(cases): State<Cases>) -> Result<Json<Vec<wire::LoggedDecision>>, Failure> {
    let decisions = cases.ask(|case| case.decisions()).await?;
    Ok(Json(wire::each(decisions)))
}
