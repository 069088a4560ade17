use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire;
use axum::Json;
use axum::extract::State;

/// The claims that people made by hand.
#[utoipa::path(get, path = "/api/v1/added", responses((status = OK, body = Vec<wire::AddedClaim>)))]
pub async fn added(State(cases): State<Cases>) -> Result<Json<Vec<wire::AddedClaim>>, Failure> {
    let added = cases.ask(|case| case.added_claims()).await?;
    Ok(Json(wire::each(added)))
}
