use super::AsOf;
use crate::http::asked::{Asked, Named};
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire;
use axum::Json;
use axum::extract::State;

/// The accounts of one matter: a finding, and those that cannot hold beside it or replace it.
#[utoipa::path(
    get, path = "/api/v1/findings/{id}",
    params(("id" = String, Path, description = "Its stable id."), AsOf),
    responses((status = OK, body = Vec<wire::Finding>), (status = NOT_FOUND, body = FailureBody)),
)]
pub async fn finding(
    State(cases): State<Cases>,
    Named(id): Named<String>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<Vec<wire::Finding>>, Failure> {
    let asked = id.clone();
    let accounts = cases.ask_as_of(as_of.as_of, move |case| case.accounts(&asked)).await?;
    let missing = || Failure::no_such(format!("The case has no finding {id}."));
    accounts.map(|accounts| Json(wire::each(accounts))).ok_or_else(missing)
}
