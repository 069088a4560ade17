use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire;
use axum::Json;
use axum::extract::State;

/// The case at one look.
#[utoipa::path(get, path = "/api/v1/overview", responses((status = OK, body = wire::Overview)))]
pub async fn overview(State(cases): State<Cases>) -> Result<Json<wire::Overview>, Failure> {
    let overview = cases.ask(|case| case.overview()).await?;
    Ok(Json(overview.into()))
}
