//! The predicate files that a case carries, and which documents' claims were read with which of them.

use crate::case_file::{CaseFile, StoreError};
use crate::read::{Batch, READING, reading};
use crate::rows::unreadable;
use crate::{derived, read};
use clew_model::{Annotation, Reading};
use rusqlite::{OptionalExtension, params};

/// The state key that says which predicate files the picture was drawn with.
const DRAWN_WITH: &str = "drawn_with";

/// A predicate file as a person wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PredicateText {
    /// The file's name: "launder.txt".
    pub name: String,
    /// What it says.
    pub text: String,
}

/// A document whose claims are to be read again.
#[derive(Debug, Clone, PartialEq)]
pub struct Reread {
    /// Its number.
    pub document: i64,
    /// Whether its language is analysed.
    pub is_analysed: bool,
    /// Its latest reading.
    pub reading: Reading,
    /// What was read in it.
    pub annotation: Annotation,
}

impl CaseFile {
    /// The predicate files that the case carries, in order of their names.
    pub fn predicate_files(&self) -> Result<Vec<PredicateText>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT name, text FROM predicate_file f WHERE text IS NOT NULL \
             AND number = (SELECT max(number) FROM predicate_file WHERE name = f.name) ORDER BY name",
        )?;
        let found = query.query_map([], |row| Ok(PredicateText { name: row.get(0)?, text: row.get(1)? }))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// How many documents' claims were read with other predicate files than these.
    pub fn n_read_with_others(&self, read_with: &str) -> Result<u32, StoreError> {
        let mut query = self.connection.prepare_cached("SELECT count(*) FROM annotated WHERE read_with <> ?1")?;
        Ok(query.query_row([read_with], |row| row.get(0))?)
    }

    /// Whether the picture was drawn with these predicate files.
    pub fn is_drawn_with(&self, read_with: &str) -> Result<bool, StoreError> {
        Ok(self.state(DRAWN_WITH)?.unwrap_or_default() == read_with)
    }

    /// The next documents after `after` whose claims were read with other predicate files than these, by number.
    pub fn read_with_others(&self, read_with: &str, after: i64, limit: u32) -> Result<Vec<Reread>, StoreError> {
        let sql = format!(
            "SELECT {READING}, document, (SELECT annotation FROM annotated a WHERE a.document = r.document), \
             (SELECT is_analysed FROM annotated a WHERE a.document = r.document) FROM reading r WHERE number IN \
             (SELECT reading FROM annotated WHERE document > ?1 AND read_with <> ?2 ORDER BY document LIMIT ?3) \
             ORDER BY document"
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let found = query.query_map(params![after, read_with, limit], |row| {
            let annotation = derived::unpacked(row.get_ref(12)?.as_blob()?).map_err(|error| unreadable(12, error))?;
            Ok(Reread { document: row.get(11)?, is_analysed: row.get(13)?, reading: reading(row)?, annotation })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// What was read in every document, by number.
    pub fn each_annotation(&self, mut each: impl FnMut(i64, Annotation)) -> Result<(), StoreError> {
        let mut query = self.connection.prepare("SELECT document, annotation FROM annotated ORDER BY document")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            each(row.get(0)?, derived::unpacked(row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?)?);
        }
        Ok(())
    }
}

impl Batch<'_> {
    /// Puts a predicate file into the case in place of one of the same name, or takes it out; whether that changed anything.
    pub fn predicate_file(&self, name: &str, text: Option<&str>) -> Result<bool, StoreError> {
        let mut last = self
            .transaction
            .prepare_cached("SELECT text FROM predicate_file WHERE name = ?1 ORDER BY number DESC LIMIT 1")?;
        let known: Option<String> = last.query_row([name], |row| row.get(0)).optional()?.flatten();
        if known.as_deref() == text {
            return Ok(false);
        }
        self.transaction
            .prepare_cached("INSERT INTO predicate_file (name, text, recorded_at) VALUES (?1, ?2, ?3)")?
            .execute(params![name, text, self.now().to_string()])?;
        Ok(true)
    }

    /// Stores what was read in a document and what it tells, packed, its claims read again with these predicate files; `None` where
    /// it has no claims to read.
    pub fn claims_read(
        &self,
        document: i64,
        claimed: Option<&(Vec<u8>, Vec<u8>)>,
        read_with: &str,
    ) -> Result<(), StoreError> {
        if let Some((annotation, told)) = claimed {
            self.transaction
                .prepare_cached("UPDATE annotated SET annotation = ?2 WHERE document = ?1")?
                .execute(params![document, annotation])?;
            self.told(document, told)?;
        }
        self.transaction
            .prepare_cached("UPDATE annotated SET read_with = ?2 WHERE document = ?1")?
            .execute(params![document, read_with])?;
        Ok(())
    }

    /// Remembers which predicate files the picture was drawn with.
    pub fn drawn_with(&self, read_with: &str) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("INSERT OR REPLACE INTO state (key, value) VALUES (?1, ?2)")?
            .execute(params![DRAWN_WITH, read_with])?;
        Ok(())
    }
}

/// Packs an annotation as [`Batch::claims_read`] takes it: costly, so done outside the batch.
pub fn pack_annotation(annotation: &Annotation) -> Vec<u8> {
    read::pack(&serde_json::to_vec(annotation).expect("an annotation has a JSON form"))
}
