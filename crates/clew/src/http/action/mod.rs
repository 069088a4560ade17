//! What can be asked, one file an action.

mod add_claim;
mod add_mention;
mod added;
mod adding;
mod adding_files;
mod between;
mod claims;
mod comparison;
mod decide;
mod decide_entity;
mod decide_mention;
mod decisions;
mod disputes;
mod document;
mod documents;
mod dossier;
mod doubts;
mod edit_note;
mod entities;
mod entity;
mod event;
mod event_counts;
mod events;
mod finding;
mod findings;
mod fitting;
mod inputs;
mod knowledge;
mod network;
mod notes;
mod original;
mod overview;
mod path;
mod places;
mod protected;
mod published_counts;
mod rate_source;
mod ratings;
mod remove_note;
mod report;
mod retract;
mod search;
mod sources;
mod timeline;
mod timeline_counts;
mod undo;

use super::Served;
use axum::extract::DefaultBodyLimit;
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::{IntoParams, OpenApi};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouterExt};
use utoipa_axum::routes;

#[derive(OpenApi)]
#[openapi(info(title = "clew", description = "The API that clew's screens ask, of one case on this machine."))]
struct Api;

/// Every action, with its description.
pub fn routes() -> OpenApiRouter<Served> {
    OpenApiRouter::with_openapi(Api::openapi())
        .routes(routes!(overview::overview))
        .routes(routes!(documents::documents))
        .routes(routes!(published_counts::published_counts))
        .routes(routes!(document::document))
        .routes(routes!(claims::claims, add_claim::add_claim))
        .routes(routes!(decide::decide))
        .routes(routes!(undo::undo))
        .routes(routes!(original::original))
        .routes(routes!(comparison::comparison))
        .routes(routes!(entities::entities))
        .routes(routes!(entity::entity))
        .routes(routes!(timeline::timeline))
        .routes(routes!(timeline_counts::timeline_counts))
        .routes(routes!(search::search))
        .routes(routes!(search::search_claims))
        .routes(routes!(inputs::inputs))
        .routes(routes!(adding::adding, adding::wish))
        .routes(routes!(adding_files::tell_files).layer(DefaultBodyLimit::max(adding_files::LONGEST_LISTING)))
        .routes(routes!(adding_files::hand_over))
        .routes(routes!(dossier::dossier))
        .routes(routes!(decide_entity::decide_entity))
        .routes(routes!(retract::retract))
        .routes(routes!(events::events))
        .routes(routes!(event_counts::event_counts))
        .routes(routes!(event::event))
        .routes(routes!(findings::findings))
        .routes(routes!(finding::finding))
        .routes(routes!(disputes::disputes))
        .routes(routes!(knowledge::knowledge))
        .routes(routes!(knowledge::knowing_table))
        .routes(routes!(path::path))
        .routes(routes!(network::network))
        .routes(routes!(places::places))
        .routes(routes!(between::between))
        .routes(routes!(sources::sources))
        .routes(routes!(added::added))
        .routes(routes!(add_mention::add_mention))
        .routes(routes!(decide_mention::decide_mention))
        .routes(routes!(ratings::ratings))
        .routes(routes!(rate_source::rate_source))
        .routes(routes!(doubts::doubts))
        .routes(routes!(decisions::decisions))
        .routes(routes!(protected::protected))
        .routes(routes!(notes::notes, notes::add_note))
        .routes(routes!(edit_note::edit_note))
        .routes(routes!(remove_note::remove_note))
        .routes(routes!(report::report))
}

/// Ids of entities that stand in one field of a query, with commas between.
fn entity_ids(words: &str) -> Vec<String> {
    words.split(',').filter(|id| !id.is_empty()).map(str::to_owned).collect()
}

/// On which day the case is looked at.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AsOf {
    /// Only from what was published by the end of this day.
    #[param(value_type = Option<String>, format = Date)]
    as_of: Option<Date>,
}

/// Which part of a list is asked for.
#[derive(Debug, Clone, Copy, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Part {
    /// How many to leave out from the beginning.
    #[serde(default)]
    offset: u32,
    /// How many to answer with, at most 2,000; 50 where nothing is said.
    limit: Option<u32>,
}

impl Part {
    fn limit(self) -> u32 {
        self.limit.unwrap_or(50).min(2_000)
    }
}
