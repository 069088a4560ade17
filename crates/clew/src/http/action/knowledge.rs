use super::{AsOf, Part};
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire;
use axum::Json;
use axum::extract::State;
use clew_engine::{KnowingQuery, MatterQuery};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::IntoParams;

/// Whose knowledge, of what.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Question {
    /// Of this entity.
    who: Option<String>,
    /// Of this event and its parts.
    event: Option<String>,
    /// Of matters that are told with these words.
    words: Option<String>,
    /// Before this day.
    #[param(value_type = Option<String>, format = Date)]
    before: Option<Date>,
    /// Without publishers of the case, who know all that they print.
    #[serde(default)]
    #[param(required = false)]
    without_publishers: bool,
}

/// How much of a table.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Size {
    /// How many actors, at most 200; 15 where nothing is said.
    actors: Option<u32>,
    /// How many matters, at most 200; 6 where nothing is said.
    matters: Option<u32>,
}

impl From<Question> for KnowingQuery {
    fn from(question: Question) -> Self {
        let Question { who, event, words, before, without_publishers } = question;
        let is_of_matter = event.is_some() || words.is_some();
        let matter = is_of_matter.then_some(MatterQuery { event, words });
        Self { who, matter, before, without_publishers }
    }
}

/// Who knew what, no later than when, the earliest first.
#[utoipa::path(
    get, path = "/api/v1/knowledge", params(Question, Part, AsOf),
    responses((status = OK, body = wire::Page<wire::Knowledge>)),
)]
pub async fn knowledge(
    State(cases): State<Cases>,
    Asked(question): Asked<Question>,
    Asked(part): Asked<Part>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<wire::Page<wire::Knowledge>>, Failure> {
    let (offset, limit) = (part.offset, part.limit());
    let known = cases.ask_as_of(as_of.as_of, move |case| case.knew(&question.into(), offset, limit)).await?;
    Ok(Json(wire::Page::of(known)))
}

/// Who knew what as a table: those who knew most, by the matters that most of them knew.
#[utoipa::path(
    get, path = "/api/v1/knowledge/table", params(Question, Size, AsOf),
    responses((status = OK, body = wire::KnowingTable)),
)]
pub async fn knowing_table(
    State(cases): State<Cases>,
    Asked(question): Asked<Question>,
    Asked(size): Asked<Size>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<wire::KnowingTable>, Failure> {
    let most = |asked: Option<u32>, otherwise: u32| asked.unwrap_or(otherwise).min(200) as usize;
    let (actors, matters) = (most(size.actors, 15), most(size.matters, 6));
    let table = cases.ask_as_of(as_of.as_of, move |case| case.knowing_table(&question.into(), actors, matters)).await?;
    Ok(Json(table.into()))
}
