use super::Part;
use crate::http::asked::Asked;
use crate::http::cases::Cases;
use crate::http::failure::Failure;
use crate::http::wire::{DocumentLine, OutcomeWord, Page};
use axum::Json;
use axum::extract::State;
use clew_engine::{DocumentQuery, DocumentSort};
use jiff::civil::Date;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

/// Which documents, in which order.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Question {
    /// Published by.
    publisher: Option<String>,
    /// With this outcome.
    outcome: Option<OutcomeWord>,
    /// In this language, an ISO 639 code.
    language: Option<String>,
    /// Published on this day or later.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<Date>,
    /// Published on this day or earlier.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<Date>,
    /// Holding these words, in the syntax of search.
    words: Option<String>,
    /// By what the list is sorted.
    #[serde(default)]
    #[param(inline, required = false)]
    sort: Sort,
    /// Whether the last comes first.
    #[serde(default)]
    #[param(required = false)]
    descending: bool,
}

/// By what a list of documents is sorted.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Sort {
    #[default]
    Published,
    Arrived,
    Title,
    Publisher,
}

/// Documents of the case.
#[utoipa::path(get, path = "/api/v1/documents", params(Question, Part), responses((status = OK, body = Page<DocumentLine>)))]
pub async fn documents(
    State(cases): State<Cases>,
    Asked(question): Asked<Question>,
    Asked(part): Asked<Part>,
) -> Result<Json<Page<DocumentLine>>, Failure> {
    let query = query(question, part);
    let documents = cases.ask(move |case| case.documents(&query)).await?;
    Ok(Json(Page::of(documents)))
}

fn query(question: Question, part: Part) -> DocumentQuery {
    DocumentQuery {
        publisher: question.publisher,
        outcome: question.outcome.map(|outcome| outcome.stored().to_owned()),
        language: question.language,
        from: question.from,
        to: question.to,
        words: question.words,
        sort: match question.sort {
            Sort::Published => DocumentSort::Published,
            Sort::Arrived => DocumentSort::Arrived,
            Sort::Title => DocumentSort::Title,
            Sort::Publisher => DocumentSort::Publisher,
        },
        descending: question.descending,
        offset: part.offset,
        limit: part.limit(),
    }
}
