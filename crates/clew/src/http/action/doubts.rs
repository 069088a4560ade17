use super::Part;
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire;
use axum::Json;
use axum::extract::State;

/// Pairs of entities that may be one, the likeliest first, those left open last: for a person to decide.
#[utoipa::path(get, path = "/api/v1/doubts", params(Part), responses((status = OK, body = Vec<wire::DoubtedPair>)))]
pub async fn doubts(
    State(cases): State<Cases>,
    Asked(part): Asked<Part>,
) -> Result<Json<Vec<wire::DoubtedPair>>, Failure> {
    let doubts = cases.ask(move |case| case.doubts(part.offset as usize, part.limit() as usize)).await?;
    Ok(Json(wire::each(doubts)))
}
