use super::document::no_document;
use crate::http::asked::Named;
use crate::http::cases::Cases;
use crate::http::failure::{Failure, FailureBody};
use crate::http::wire::Comparison;
use axum::Json;
use axum::extract::State;

/// What two documents share.
#[utoipa::path(
    get, path = "/api/v1/documents/{first}/comparison/{second}",
    params(
        ("first" = i64, Path, description = "Number of one document."),
        ("second" = i64, Path, description = "Number of the other."),
    ),
    responses((status = OK, body = Comparison), (status = NOT_FOUND, body = FailureBody)),
)]
pub async fn comparison(
    State(cases): State<Cases>,
    Named((first, second)): Named<(i64, i64)>,
) -> Result<Json<Comparison>, Failure> {
    let comparison = cases.ask(move |case| case.compare(first, second)).await?;
    let missing = || no_document(first).with_hint(format!("Or it has no document {second}."));
    comparison.map(|comparison| Json(comparison.into())).ok_or_else(missing)
}
