use super::{DocumentLine, EntityLine, Interval, each};
use clew_engine::answer;
use serde::Serialize;
use utoipa::ToSchema;

/// A case at one look.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Overview {
    /// The case file's name without its ending.
    pub name: String,
    /// Documents kept in the case.
    pub n_documents: u32,
    /// Entities that a name refers to.
    pub n_entities: u32,
    /// First and last day of publication.
    pub published_span: Interval,
    /// Every input's outcome, counted.
    pub outcomes: Vec<Tally>,
    /// Documents a publisher, most first.
    pub publishers: Vec<Tally>,
    /// Documents a language, most first.
    pub languages: Vec<Tally>,
    /// Documents a month of publication, in order.
    pub months: Vec<Tally>,
    /// The most mentioned people.
    pub people: Vec<EntityLine>,
    /// The most mentioned organizations.
    pub organizations: Vec<EntityLine>,
    /// The most mentioned places.
    pub places: Vec<EntityLine>,
    /// What a person should look at.
    pub attention: Attention,
    /// The latest published documents, latest first.
    pub latest: Vec<DocumentLine>,
}

/// How many have something in common.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Tally {
    /// What they have in common: a publisher, an outcome, a language, a month ("2021-06").
    pub what: String,
    /// How many.
    pub n_documents: u32,
}

/// What a person should look at: numbers of documents or inputs.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Attention {
    /// Inputs that could not be read.
    pub n_failed: u32,
    /// Inputs left out on purpose.
    pub n_skipped: u32,
    /// Documents of which a part is missing.
    pub n_partial: u32,
    /// Documents without any publication date.
    pub n_undated: u32,
    /// Documents whose date was inferred.
    pub n_date_inferred: u32,
    /// Documents in a language that is not analysed.
    pub n_not_analysed: u32,
    /// Documents that repeat an earlier one.
    pub n_copies: u32,
}

impl From<answer::Tally> for Tally {
    fn from(tally: answer::Tally) -> Self {
        Self { what: tally.what, n_documents: tally.n_documents }
    }
}

impl From<answer::Attention> for Attention {
    fn from(attention: answer::Attention) -> Self {
        Self {
            n_failed: attention.n_failed,
            n_skipped: attention.n_skipped,
            n_partial: attention.n_partial,
            n_undated: attention.n_undated,
            n_date_inferred: attention.n_date_inferred,
            n_not_analysed: attention.n_not_analysed,
            n_copies: attention.n_copies,
        }
    }
}

impl From<answer::Overview> for Overview {
    fn from(overview: answer::Overview) -> Self {
        Self {
            name: overview.name,
            n_documents: overview.n_documents,
            n_entities: overview.n_entities,
            published_span: overview.published_span.into(),
            outcomes: each(overview.outcomes),
            publishers: each(overview.publishers),
            languages: each(overview.languages),
            months: each(overview.months),
            people: each(overview.people),
            organizations: each(overview.organizations),
            places: each(overview.places),
            attention: overview.attention.into(),
            latest: each(overview.latest),
        }
    }
}
