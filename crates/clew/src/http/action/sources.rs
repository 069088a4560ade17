use super::{AsOf, Part};
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire;
use axum::Json;
use axum::extract::State;
use clew_engine::{SourceQuery, SourceSort};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

/// Which origins, and in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Question {
    /// With these words in its name, or in that of a publisher that carries it.
    words: Option<String>,
    /// Of this sort.
    kind: Option<wire::OriginKind>,
    /// What there is most of first.
    #[serde(default)]
    #[param(required = false, inline)]
    sort: Most,
}

/// Of what the first have most.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Most {
    /// Claims that rest on it.
    #[default]
    Claims,
    /// Findings that rest on it alone.
    Alone,
    /// Publishers that carry it.
    Carriers,
}

/// On whose word the case rests.
#[utoipa::path(
    get, path = "/api/v1/sources", params(Question, Part, AsOf), responses((status = OK, body = wire::Page<wire::SourceLine>)),
)]
pub async fn sources(
    State(cases): State<Cases>,
    Asked(question): Asked<Question>,
    Asked(part): Asked<Part>,
    Asked(as_of): Asked<AsOf>,
) -> Result<Json<wire::Page<wire::SourceLine>>, Failure> {
    let Question { words, kind, sort } = question;
    let sort = match sort {
        Most::Claims => SourceSort::Claims,
        Most::Alone => SourceSort::Alone,
        Most::Carriers => SourceSort::Carriers,
    };
    let (offset, limit) = (part.offset as usize, part.limit() as usize);
    let query = SourceQuery { words, kind: kind.map(Into::into), sort, offset, limit };
    let sources = cases.ask_as_of(as_of.as_of, move |case| case.sources(&query)).await?;
    Ok(Json(wire::Page::of(sources)))
}
