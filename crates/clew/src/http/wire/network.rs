use super::{EntityLine, each};
use clew_engine::answer;
use clew_model as model;
use serde::Serialize;
use utoipa::ToSchema;

/// Entities, and the findings that tie them to one another.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Network {
    /// The entities, those in most documents first.
    pub entities: Vec<EntityLine>,
    /// What ties them.
    pub ties: Vec<Tie>,
    /// How many entities with ties were left out.
    pub n_left_out: u32,
}

/// Two entities that take part in findings together; how many there are of each standing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[allow(missing_docs)] // said above
pub struct Tie {
    pub one: String,
    pub other: String,
    pub n_corroborated: u32,
    pub n_single_origin: u32,
    pub n_disputed: u32,
    pub n_superseded: u32,
}

/// Two entities that may be one.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct DoubtedPair {
    /// One of them.
    pub one: EntityLine,
    /// The other.
    pub other: EntityLine,
    /// How much speaks for one thing, 0 to 1.
    pub score: f32,
    /// What speaks for and against.
    pub why: String,
    /// The number of the decision by which a person left it open.
    pub left_open: Option<u32>,
}

impl From<answer::Network> for Network {
    fn from(network: answer::Network) -> Self {
        let answer::Network { entities, ties, n_left_out } = network;
        Self { entities: each(entities), ties: each(ties), n_left_out }
    }
}

impl From<answer::NetworkTie> for Tie {
    fn from(tie: answer::NetworkTie) -> Self {
        let n = |standing| tie.standings.get(&standing).copied().unwrap_or(0);
        Self {
            n_corroborated: n(model::Standing::Corroborated),
            n_single_origin: n(model::Standing::SingleOrigin),
            n_disputed: n(model::Standing::Disputed),
            n_superseded: n(model::Standing::Superseded),
            one: tie.one,
            other: tie.other,
        }
    }
}

impl From<answer::DoubtedPair> for DoubtedPair {
    fn from(pair: answer::DoubtedPair) -> Self {
        let answer::DoubtedPair { doubt, one, other, left_open } = pair;
        Self { one: one.into(), other: other.into(), score: doubt.score, why: doubt.why, left_open }
    }
}
