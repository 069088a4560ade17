use super::{Knowledge, each};
use clew_engine::answer;
use serde::Serialize;
use utoipa::ToSchema;

/// Actors by matters: as many of both as were asked for.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct KnowingTable {
    /// Who knew most first.
    pub actors: Vec<Knower>,
    /// How many actors there are in all.
    pub n_actors: u32,
    /// What they knew, in words, by day.
    pub matters: Vec<String>,
    /// How many matters these actors knew in all.
    pub n_matters: u32,
    /// How many times it is shown that a publisher knew something, where these were left out.
    pub n_left_out: u32,
    /// What shows that these actors knew these matters: of each actor the earliest first.
    pub known: Vec<Knowledge>,
}

/// Somebody who knew something.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Knower {
    /// The entity.
    pub who: String,
    /// Its name.
    pub name: String,
    /// How many matters it knew.
    pub n_matters: u32,
}

impl From<answer::KnowingTable> for KnowingTable {
    fn from(table: answer::KnowingTable) -> Self {
        let answer::KnowingTable { actors, n_actors, matters, n_matters, n_left_out, known } = table;
        Self { actors: each(actors), n_actors, matters, n_matters, n_left_out, known: each(known) }
    }
}

impl From<answer::Knower> for Knower {
    fn from(answer::Knower { who, name, n_matters }: answer::Knower) -> Self {
        Self { who, name, n_matters }
    }
}
