use super::finding::OriginKind;
use super::{Decision, each};
use clew_engine::{By, SourceName, answer};
use clew_model as model;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// How people rated sources and claims, on the Admiralty scale; nothing is worked out from it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Ratings {
    /// Of sources of information, each once.
    pub sources: Vec<SourceRating>,
    /// Of claims, each once.
    pub claims: Vec<ClaimRating>,
}

/// How reliable a person takes a source of information to be.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SourceRating {
    /// What the source is called.
    pub name: String,
    /// What sort it is.
    pub kind: OriginKind,
    /// The entity that it is.
    pub entity: Option<String>,
    /// How reliable.
    pub reliability: Reliability,
    /// The decision that says so.
    pub decision: Decision,
}

/// How credible a person takes a claim to be, whoever makes it.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ClaimRating {
    /// The number of its document.
    pub document: i64,
    /// Its number there.
    pub claim: u32,
    /// How credible, 1 to 6.
    #[schema(value_type = u8)]
    pub credibility: model::Credibility,
    /// The decision that says so.
    pub decision: Decision,
}

/// How reliable a source of information is: A completely, B usually, C fairly, D not usually reliable, E unreliable, F cannot be judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[allow(missing_docs)] // said above
pub enum Reliability {
    A,
    B,
    C,
    D,
    E,
    F,
}

/// How a source of information is to be rated.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct NewSourceRating {
    /// What the source is called.
    pub name: String,
    /// What sort it is.
    pub kind: OriginKind,
    /// The entity that it is.
    #[serde(default)]
    pub entity: Option<String>,
    /// How reliable.
    pub reliability: Reliability,
    /// Who rates.
    #[serde(default)]
    pub who: Option<String>,
    /// For what reason.
    #[serde(default)]
    pub why: Option<String>,
}

impl NewSourceRating {
    /// What is decided, in the engine's words.
    pub fn decided(self) -> (SourceName, model::Reliability, By) {
        let Self { name, kind, entity, reliability, who, why } = self;
        (SourceName::Exact { name, kind: kind.into(), entity }, reliability.into(), By { who, why })
    }
}

impl From<answer::Ratings> for Ratings {
    fn from(answer::Ratings { sources, claims }: answer::Ratings) -> Self {
        Self { sources: each(sources), claims: each(claims) }
    }
}

impl From<answer::SourceRating> for SourceRating {
    fn from(answer::SourceRating { origin, reliability, decision }: answer::SourceRating) -> Self {
        let model::Origin { name, kind, entity, .. } = origin;
        Self { name, kind: kind.into(), entity, reliability: reliability.into(), decision: decision.into() }
    }
}

impl From<answer::ClaimRating> for ClaimRating {
    fn from(answer::ClaimRating { at, credibility, decision }: answer::ClaimRating) -> Self {
        Self { document: at.document, claim: at.claim, credibility, decision: decision.into() }
    }
}

impl From<model::Reliability> for Reliability {
    fn from(reliability: model::Reliability) -> Self {
        match reliability {
            model::Reliability::CompletelyReliable => Self::A,
            model::Reliability::UsuallyReliable => Self::B,
            model::Reliability::FairlyReliable => Self::C,
            model::Reliability::NotUsuallyReliable => Self::D,
            model::Reliability::Unreliable => Self::E,
            model::Reliability::CannotBeJudged => Self::F,
        }
    }
}

impl From<Reliability> for model::Reliability {
    fn from(reliability: Reliability) -> Self {
        match reliability {
            Reliability::A => Self::CompletelyReliable,
            Reliability::B => Self::UsuallyReliable,
            Reliability::C => Self::FairlyReliable,
            Reliability::D => Self::NotUsuallyReliable,
            Reliability::E => Self::Unreliable,
            Reliability::F => Self::CannotBeJudged,
        }
    }
}
