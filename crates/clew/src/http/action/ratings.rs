use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire;
use axum::Json;
use axum::extract::State;

/// How people rated sources and claims: every rating that stands.
#[utoipa::path(get, path = "/api/v1/ratings", responses((status = OK, body = wire::Ratings)))]
pub async fn ratings(State(cases): State<Cases>) -> Result<Json<wire::Ratings>, Failure> {
    let ratings = cases.ask(|case| case.ratings()).await?;
    Ok(Json(ratings.into()))
}
