use super::{AsOf, Part};
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire::{Page, TimelineItem};
use axum::Json;
use axum::extract::State;
use clew_engine::TimelineQuery;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which days.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Question {
    /// Speaking of this day or later.
    #[param(value_type = Option<String>, format = Date)]
    pub from: Option<Date>,
    /// Speaking of this day or earlier.
    #[param(value_type = Option<String>, format = Date)]
    pub to: Option<Date>,
}

impl Question {
    /// These days, as documents speak of them that could be read by then.
    pub fn days(&self, as_of: AsOf) -> TimelineQuery {
        TimelineQuery { from: self.from, to: self.to, published_by: as_of.as_of, ..TimelineQuery::default() }
    }
}

/// The days that documents speak of, in order.
#[utoipa::path(get, path = "/api/v1/timeline", params(Question, Part, AsOf), responses((status = OK, body = Page<TimelineItem>)))]
pub async fn timeline(
    State(cases): State<Cases>,
    Asked(question): Asked<Question>,
    Asked(part): Asked<Part>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<Page<TimelineItem>>, Failure> {
    let query = TimelineQuery { offset: part.offset, limit: part.limit(), ..question.days(as_of) };
    let items = cases.ask(move |case| case.timeline(&query)).await?;
    Ok(Json(Page::of(items)))
}
