use super::AsOf;
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire;
use axum::Json;
use axum::extract::State;
use clew_engine::MatterQuery;
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
}

/// Who knew what, no later than when, the earliest first.
#[utoipa::path(
    get, path = "/api/v1/knowledge", params(Question, AsOf), responses((status = OK, body = Vec<wire::Knowledge>)),
)]
pub async fn knowledge(
    State(cases): State<Cases>,
    Asked(question): Asked<Question>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<Vec<wire::Knowledge>>, Failure> {
    let Question { who, event, words, before } = question;
    let is_of_matter = event.is_some() || words.is_some();
    let matter = is_of_matter.then_some(MatterQuery { event, words });
    let known = cases.ask_as_of(as_of.as_of, move |case| case.knew(who.as_deref(), matter.as_ref(), before)).await?;
    Ok(Json(wire::each(known)))
}
