use super::{AsOf, Part};
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire;
use axum::Json;
use axum::extract::State;
use clew_model::Interval;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which events.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Question {
    /// That can have happened on this day or later.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// That can have happened on this day or earlier.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<Date>,
}

/// Events of the case by day, those without one last.
#[utoipa::path(
    get, path = "/api/v1/events", params(Question, Part, AsOf), responses((status = OK, body = wire::Page<wire::EventLine>)),
)]
pub async fn events(
    State(cases): State<Cases>,
    Asked(question): Asked<Question>,
    Asked(part): Asked<Part>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<wire::Page<wire::EventLine>>, Failure> {
    let time = Interval { earliest: question.from, latest: question.to };
    let (offset, limit) = (part.offset as usize, part.limit() as usize);
    let events = cases.ask_as_of(as_of.as_of, move |case| case.event_lines(time, offset, limit)).await?;
    Ok(Json(wire::Page::of(events)))
}
