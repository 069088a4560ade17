use crate::http::asked::Named;
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire;
use axum::Json;
use axum::extract::State;

/// One document, whole.
#[utoipa::path(
    get, path = "/api/v1/documents/{number}",
    params(("number" = i64, Path, description = "Its number in the case.")),
    responses((status = OK, body = wire::Document), (status = NOT_FOUND, body = FailureBody)),
)]
pub async fn document(State(cases): State<Cases>, Named(number): Named<i64>) -> Result<Json<wire::Document>, Failure> {
    let document = cases.ask(move |case| case.document(number)).await?;
    document.map(|document| Json(document.into())).ok_or_else(|| no_document(number))
}

/// The case has no document of this number.
pub fn no_document(number: i64) -> Failure {
    Failure::no_such(format!("The case has no document {number}."))
}
