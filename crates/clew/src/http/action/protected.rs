use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire;
use axum::Json;
use axum::extract::State;

/// People who are protected, and what they are called in what leaves the case.
#[utoipa::path(get, path = "/api/v1/protected", responses((status = OK, body = Vec<wire::Protected>)))]
pub async fn protected(State(cases): State<Cases>) -> Result<Json<Vec<wire::Protected>>, Failure> {
    let protected = cases.ask(|case| case.protected()).await?.into_iter();
    Ok(Json(protected.map(|(entity, label)| wire::Protected { entity, label }).collect()))
}
