use crate::http::asked::Named;
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire;
use axum::Json;
use axum::extract::State;

/// One entity: every mention in its sentence.
#[utoipa::path(
    get, path = "/api/v1/entities/{id}",
    params(("id" = String, Path, description = "Its stable id.")),
    responses((status = OK, body = wire::Entity), (status = NOT_FOUND, body = FailureBody)),
)]
pub async fn entity(State(cases): State<Cases>, Named(id): Named<String>) -> Result<Json<wire::Entity>, Failure> {
    let asked = id.clone();
    let entity = cases.ask(move |case| case.entity(&asked)).await?;
    entity.map(|entity| Json(entity.into())).ok_or_else(|| no_entity(&id))
}

/// The case has no entity of this id.
pub fn no_entity(id: &str) -> Failure {
    Failure::no_such(format!("The case has no entity {id}."))
}
