use super::AsOf;
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire;
use axum::Json;
use axum::extract::State;

/// On whose word the case rests, those with most claims first.
#[utoipa::path(get, path = "/api/v1/sources", params(AsOf), responses((status = OK, body = Vec<wire::SourceLine>)))]
pub async fn sources(
    State(cases): State<Cases>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<Vec<wire::SourceLine>>, Failure> {
    let sources = cases.ask_as_of(as_of.as_of, |case| case.sources()).await?;
    Ok(Json(wire::each(sources)))
}
