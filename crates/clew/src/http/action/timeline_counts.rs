use super::AsOf;
use super::timeline::Question;
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire::{TimelineCount, each};
use axum::Json;
use axum::extract::State;

/// How often documents speak of which days: the timeline as it is drawn, however many sentences there are.
#[utoipa::path(
    get, path = "/api/v1/timeline/counts", params(Question, AsOf),
    responses((status = OK, body = Vec<TimelineCount>)),
)]
pub async fn timeline_counts(
    State(cases): State<Cases>,
    Asked(question): Asked<Question>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<Vec<TimelineCount>>, Failure> {
    let counts = cases.ask(move |case| case.timeline_counts(&question.days(as_of))).await?;
    Ok(Json(each(counts)))
}
