//! What one case gives to another: documents as they were read, with what was worked out from each alone.

use crate::case_file::{CaseFile, StoreError};
use crate::derived::NewAnnotated;
use crate::mapped::Mapped;
use crate::read::{Original, READING, reading};
use crate::rows::{instant, outcome, published, sha256};
use crate::search::said::said;
use clew_model::{Outcome, Reading, Sha256};
use jiff::Timestamp;
use rusqlite::OptionalExtension;

/// A document of a case, whole.
#[derive(Debug, Clone)]
pub struct WholeDocument {
    /// The path or id it came under.
    pub id: String,
    /// Its bytes.
    pub original: Original,
    /// Its media type, as recognised.
    pub media_type: String,
    /// When it was obtained.
    pub retrieved_at: Option<Timestamp>,
    /// What ingest made of it, last.
    pub reading: Reading,
    /// What was worked out from that; `None` where nothing was yet.
    pub annotated: Option<NewAnnotated>,
    /// What it states, where a mapping read it.
    pub mapped: Option<Mapped>,
}

/// An input that a case was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WholeInput {
    /// The path or id it was given under.
    pub id: String,
    /// The hash of its bytes, where they could be had.
    pub sha256: Option<Sha256>,
    /// What became of it.
    pub outcome: Outcome,
    /// The document it became.
    pub document: Option<i64>,
}

impl CaseFile {
    /// A document with everything that another case needs of it.
    pub fn whole_document(&self, number: i64) -> Result<Option<WholeDocument>, StoreError> {
        let sql = format!(
            "SELECT {READING}, d.id, d.sha256, d.media_type, d.retrieved_at, g.n_bytes, g.zstd, r.number FROM document d \
             JOIN original g ON g.sha256 = d.sha256 JOIN reading r ON r.document = d.number \
             WHERE d.number = ?1 ORDER BY r.number DESC LIMIT 1"
        );
        let found = self.connection.prepare_cached(&sql)?.query_row([number], |row| {
            let retrieved_at: Option<String> = row.get(14)?;
            let whole = WholeDocument {
                id: row.get(11)?,
                original: Original { sha256: sha256(row, 12)?, n_bytes: row.get(15)?, zstd: row.get(16)? },
                media_type: row.get(13)?,
                retrieved_at: retrieved_at.map(|_| instant(row, 14)).transpose()?,
                reading: reading(row)?,
                annotated: None,
                mapped: None,
            };
            Ok((whole, row.get(17)?))
        });
        let Some((whole, reading)) = found.optional()? else { return Ok(None) };
        let annotated = self.annotated(number, reading, &whole.reading.text)?;
        Ok(Some(WholeDocument { annotated, mapped: self.mapped(reading)?, ..whole }))
    }

    /// What was worked out from a reading of a text.
    fn annotated(&self, document: i64, reading: i64, text: &str) -> Result<Option<NewAnnotated>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT a.published_earliest, a.published_latest, a.published_basis, a.is_analysed, a.n_words, a.annotation, \
             s.shingles, a.read_with, t.told FROM annotated a JOIN told t ON t.document = a.document \
             JOIN sample s ON s.document = a.document \
             WHERE a.document = ?1 AND a.reading = ?2",
        )?;
        let found = query.query_row([document, reading], |row| {
            Ok(NewAnnotated {
                published: published(row, 0)?,
                is_analysed: row.get(3)?,
                n_words: row.get(4)?,
                times: Vec::new(),
                said: Vec::new(),
                located: Vec::new(),
                annotation: row.get(5)?,
                shingles: row.get(6)?,
                read_with: row.get(7)?,
                told: row.get(8)?,
            })
        });
        let Some(annotated) = found.optional()? else { return Ok(None) };
        let annotation = crate::derived::unpacked(&annotated.annotation)?;
        let (said, located) = (said(text, &annotation), crate::located::located(&annotation));
        Ok(Some(NewAnnotated { times: annotation.times, said, located, ..annotated }))
    }

    /// Every outcome of an input, in the order in which they were recorded.
    pub fn whole_inputs(&self) -> Result<Vec<WholeInput>, StoreError> {
        let mut query =
            self.connection.prepare("SELECT outcome, why, id, sha256, document FROM input ORDER BY number")?;
        let input = |row: &rusqlite::Row| {
            let sha256: Option<[u8; 32]> = row.get(3)?;
            let sha256 = sha256.map(Sha256);
            Ok(WholeInput { id: row.get(2)?, sha256, outcome: outcome(row, 0)?, document: row.get(4)? })
        };
        Ok(query.query_map([], input)?.collect::<Result<_, _>>()?)
    }
}
