use clew_model::{ClaimAt, Credibility, Decision, Origin, Reliability};

/// How people rated sources and claims: each rating that stands, with the decision that it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Ratings {
    /// Of sources of information, in order of decisions.
    pub sources: Vec<SourceRating>,
    /// Of claims, in order of decisions.
    pub claims: Vec<ClaimRating>,
}

impl Ratings {
    /// The rating of a source; the documents that carry its word do not tell one from another.
    pub fn of_source(&self, origin: &Origin) -> Option<&SourceRating> {
        let key = |origin: &Origin| (origin.name.clone(), origin.kind, origin.entity.clone());
        self.sources.iter().find(|rated| key(&rated.origin) == key(origin))
    }

    /// The rating of a claim.
    pub fn of_claim(&self, at: ClaimAt) -> Option<&ClaimRating> {
        self.claims.iter().find(|rated| rated.at == at)
    }
}

/// How reliable a person takes a source of information to be.
#[derive(Debug, Clone, PartialEq)]
pub struct SourceRating {
    /// The source.
    pub origin: Origin,
    /// How reliable.
    pub reliability: Reliability,
    /// The decision that says so.
    pub decision: Decision,
}

/// How credible a person takes a claim to be.
#[derive(Debug, Clone, PartialEq)]
pub struct ClaimRating {
    /// The claim.
    pub at: ClaimAt,
    /// How credible.
    pub credibility: Credibility,
    /// The decision that says so.
    pub decision: Decision,
}
