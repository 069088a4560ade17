//! On whose word a case rests.

use crate::case_file::{CaseFile, StoreError};
use crate::rows::json;
use clew_model::Origin;
use serde::{Deserialize, Serialize};

/// A source, and what rests on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceLine {
    /// The origin; its documents are all that carry its word.
    pub origin: Origin,
    /// How many claims rest on it.
    pub n_claims: u32,
    /// How many findings rest on it, with others or alone.
    pub n_findings: u32,
    /// How many findings rest on it alone.
    pub n_alone: u32,
    /// Publishers that carry its word, with how many documents each, most first.
    pub carried_by: Vec<(String, u32)>,
}

impl CaseFile {
    /// On whose word the case rests, by name.
    pub fn sources(&self) -> Result<Vec<SourceLine>, StoreError> {
        let mut query = self.connection.prepare_cached("SELECT body FROM source ORDER BY name, entity")?;
        Ok(query.query_map([], |row| json(row, 0))?.collect::<Result<_, _>>()?)
    }
}
