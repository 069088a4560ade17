use super::AsOf;
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire;
use axum::Json;
use axum::extract::State;

/// How many documents were published in which days; those that nobody could date are left out.
#[utoipa::path(
    get, path = "/api/v1/documents/counts", params(AsOf), responses((status = OK, body = Vec<wire::PublishedCount>)),
)]
pub async fn published_counts(
    State(cases): State<Cases>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<Vec<wire::PublishedCount>>, Failure> {
    let counts = cases.ask(move |case| case.published_counts(as_of.as_of)).await?;
    Ok(Json(wire::each(counts)))
}
