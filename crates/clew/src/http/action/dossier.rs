use super::AsOf;
use super::entity::no_entity;
use crate::http::asked::{Asked, Named};
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire;
use axum::Json;
use axum::extract::State;

/// All that the case has of an entity: findings, events, steps in proceedings, what it knew, whom it may be.
#[utoipa::path(
    get, path = "/api/v1/entities/{id}/dossier",
    params(("id" = String, Path, description = "Its stable id, or one that leads to it."), AsOf),
    responses((status = OK, body = wire::Dossier), (status = NOT_FOUND, body = FailureBody)),
)]
pub async fn dossier(
    State(cases): State<Cases>,
    Named(id): Named<String>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<wire::Dossier>, Failure> {
    let asked = id.clone();
    let question = move |case: &clew_engine::Case| {
        let line = case.entity_of_id(&asked)?;
        line.map(|line| case.dossier(line)).transpose()
    };
    let dossier = cases.ask_as_of(as_of.as_of, question).await?;
    dossier.map(|dossier| Json(dossier.into())).ok_or_else(|| no_entity(&id))
}
