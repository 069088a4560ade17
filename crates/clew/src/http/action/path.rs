use super::AsOf;
use super::entity::no_entity;
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire;
use axum::Json;
use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

/// How many ways are shown.
const SHOWN: usize = 5;

/// From whom to whom.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Question {
    /// Id of the entity where the way begins.
    from: String,
    /// Id of the one where it ends.
    to: String,
}

/// The best ways from one entity to another, best first.
#[utoipa::path(
    get, path = "/api/v1/path", params(Question, AsOf),
    responses((status = OK, body = Vec<wire::Path>), (status = NOT_FOUND, body = FailureBody)),
)]
pub async fn path(
    State(cases): State<Cases>,
    Asked(question): Asked<Question>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<Vec<wire::Path>>, Failure> {
    let Question { from, to } = question.clone();
    let ask = move |case: &clew_engine::Case| {
        let ends = case.entity_of_id(&from)?.zip(case.entity_of_id(&to)?);
        ends.map(|(from, to)| case.paths(&from, &to, SHOWN)).transpose()
    };
    let paths = cases.ask_as_of(as_of.as_of, ask).await?;
    paths
        .map(|paths| Json(wire::each(paths)))
        .ok_or_else(|| no_entity(&format!("{} or {}", question.from, question.to)))
}
