use super::{Part, entity_ids};
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire::{EntityLine, Page, ThingType};
use axum::Json;
use axum::extract::State;
use clew_engine::EntityQuery;
use serde::Deserialize;
use utoipa::IntoParams;

/// Which entities.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Question {
    /// Of this type.
    #[serde(rename = "type")]
    thing: Option<ThingType>,
    /// With these words in a name.
    words: Option<String>,
    /// Only these, whatever else is asked, in this order: ids with commas between.
    ids: Option<String>,
}

/// Entities of the case, most mentioned first.
#[utoipa::path(get, path = "/api/v1/entities", params(Question, Part), responses((status = OK, body = Page<EntityLine>)))]
pub async fn entities(
    State(cases): State<Cases>,
    Asked(question): Asked<Question>,
    Asked(part): Asked<Part>,
) -> Result<Json<Page<EntityLine>>, Failure> {
    if let Some(ids) = question.ids.as_deref().map(entity_ids) {
        let items = cases.ask(move |case| case.entities_of_ids(&ids)).await?;
        let n_total = items.len() as u32;
        return Ok(Json(Page::of(clew_engine::answer::Page { n_total, items })));
    }
    let query = EntityQuery {
        thing: question.thing.map(clew_model::ThingType::from),
        words: question.words,
        offset: part.offset,
        limit: part.limit(),
    };
    let entities = cases.ask(move |case| case.entities(&query)).await?;
    Ok(Json(Page::of(entities)))
}
