//! Readings that a person said how to read.

use crate::case_file::{CaseFile, StoreError};
use crate::derived::unpacked;
use crate::predicate_files::pack_annotation;
use crate::read::Batch;
use clew_model::Annotation;
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};

/// What a reading states by a mapping, in place of what the language engine would read in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mapped {
    /// What said how to read it, as it was written.
    pub mapping: String,
    /// Sentences, mentions, chains, times and claims.
    pub annotation: Annotation,
}

impl CaseFile {
    /// What this reading states, where a mapping read it.
    pub fn mapped(&self, reading: i64) -> Result<Option<Mapped>, StoreError> {
        mapped(&self.connection, reading)
    }

    /// What the latest reading of a document states, where a mapping read it.
    pub fn mapped_document(&self, document: i64) -> Result<Option<Mapped>, StoreError> {
        let mut query = self.connection.prepare_cached("SELECT max(number) FROM reading WHERE document = ?1")?;
        let reading: Option<i64> = query.query_row([document], |row| row.get(0))?;
        reading.map_or(Ok(None), |reading| self.mapped(reading))
    }
}

impl Batch<'_> {
    pub(crate) fn mapped(&self, reading: i64) -> Result<Option<Mapped>, StoreError> {
        mapped(&self.transaction, reading)
    }

    pub(crate) fn append_mapped(&self, reading: i64, new: &Mapped) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("INSERT INTO mapped (reading, mapping, annotation) VALUES (?1, ?2, ?3)")?
            .execute(params![reading, new.mapping, pack_annotation(&new.annotation)])?;
        Ok(())
    }
}

fn mapped(connection: &Connection, reading: i64) -> Result<Option<Mapped>, StoreError> {
    let mut query = connection.prepare_cached("SELECT mapping, annotation FROM mapped WHERE reading = ?1")?;
    let found = query.query_row([reading], |row| Ok((row.get(0)?, row.get::<_, Vec<u8>>(1)?))).optional()?;
    found.map(|(mapping, packed)| Ok(Mapped { mapping, annotation: unpacked(&packed)? })).transpose()
}
