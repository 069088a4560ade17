use super::{AsOf, Part};
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire;
use axum::Json;
use axum::extract::State;
use clew_engine::FindingQuery;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which findings.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Question {
    /// That stand so.
    standing: Option<wire::Standing>,
}

/// Findings of the case by day, those without one last.
#[utoipa::path(
    get, path = "/api/v1/findings", params(Question, Part, AsOf), responses((status = OK, body = wire::Page<wire::Finding>)),
)]
pub async fn findings(
    State(cases): State<Cases>,
    Asked(question): Asked<Question>,
    Asked(part): Asked<Part>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<wire::Page<wire::Finding>>, Failure> {
    let standing = question.standing.map(clew_model::Standing::from);
    let query = FindingQuery { standing, offset: part.offset, limit: part.limit() };
    let findings = cases.ask_as_of(as_of.as_of, move |case| case.findings(&query)).await?;
    Ok(Json(wire::Page::of(findings)))
}
