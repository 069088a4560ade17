//! What can be asked, one file an action.

mod claims;
mod comparison;
mod decide;
mod document;
mod documents;
mod entities;
mod entity;
mod inputs;
mod original;
mod overview;
mod search;
mod timeline;
mod timeline_counts;
mod undo;

use super::cases::Cases;
use serde::Deserialize;
use utoipa::{IntoParams, OpenApi};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

#[derive(OpenApi)]
#[openapi(info(title = "clew", description = "The API that clew's screens ask, of one case on this machine."))]
struct Api;

/// Every action, with its description.
pub fn routes() -> OpenApiRouter<Cases> {
    OpenApiRouter::with_openapi(Api::openapi())
        .routes(routes!(overview::overview))
        .routes(routes!(documents::documents))
        .routes(routes!(document::document))
        .routes(routes!(claims::claims))
        .routes(routes!(decide::decide))
        .routes(routes!(undo::undo))
        .routes(routes!(original::original))
        .routes(routes!(comparison::comparison))
        .routes(routes!(entities::entities))
        .routes(routes!(entity::entity))
        .routes(routes!(timeline::timeline))
        .routes(routes!(timeline_counts::timeline_counts))
        .routes(routes!(search::search))
        .routes(routes!(inputs::inputs))
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
