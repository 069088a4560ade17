use super::{AsOf, Part};
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire;
use axum::Json;
use axum::extract::State;
use clew_engine::DisputeQuery;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which disputes.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Question {
    /// Told with all these words.
    words: Option<String>,
    /// With a finding of what tells of this event.
    event: Option<String>,
    /// With what was said earlier and is replaced by now.
    #[serde(default)]
    #[param(required = false)]
    superseded: bool,
}

/// Findings that cannot all hold, those that conflict with one another together, those of most origins first.
#[utoipa::path(
    get, path = "/api/v1/disputes", params(Question, Part, AsOf),
    responses((status = OK, body = wire::Page<Vec<wire::Finding>>)),
)]
pub async fn disputes(
    State(cases): State<Cases>,
    Asked(question): Asked<Question>,
    Asked(part): Asked<Part>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<wire::Page<Vec<wire::Finding>>>, Failure> {
    let Question { words, event, superseded: with_superseded } = question;
    let (offset, limit) = (part.offset as usize, part.limit() as usize);
    let query = DisputeQuery { words, event, with_superseded, offset, limit };
    let disputes = cases.ask_as_of(as_of.as_of, move |case| case.disputes(&query)).await?;
    let items = disputes.items.into_iter().map(wire::each).collect();
    Ok(Json(wire::Page { n_total: disputes.n_total, items }))
}
