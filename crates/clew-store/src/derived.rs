use crate::case_file::{CaseFile, StoreError};
use crate::located;
use crate::picture;
use crate::predicate_files::pack_annotation;
use crate::read::{Batch, READING, reading, unpack};
use crate::rows::basis_word;
use crate::search::said::{Said, said};
use crate::timeline::time_word;
use crate::told::pack_told;
use clew_model::{Annotation, Published, Reading, TimeExpression};
use rusqlite::{OptionalExtension, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The state key that says which version of clew the derived tables were made by.
const DERIVED_BY: &str = "derived_by";
/// The state key that holds the last reading that entities and copies were worked out with.
const DRAWN_THROUGH: &str = "drawn_through";

/// What was worked out from one reading alone.
#[derive(Debug, Clone)]
pub struct NewAnnotated {
    pub(crate) published: Option<Published>,
    pub(crate) is_analysed: bool,
    pub(crate) n_words: u32,
    pub(crate) times: Vec<TimeExpression>,
    pub(crate) located: Vec<(u32, String)>,
    pub(crate) told: Vec<u8>,
    pub(crate) annotation: Vec<u8>,
    pub(crate) shingles: Vec<u8>,
    pub(crate) said: Vec<Said>,
    pub(crate) read_with: String,
}

impl NewAnnotated {
    /// Packs what was worked out of a `text`, with what it `told` in short: costly, so done outside the batch.
    pub fn pack(
        published: Option<Published>,
        is_analysed: bool,
        n_words: u32,
        text: &str,
        annotation: &Annotation,
        told: &impl Serialize,
        shingles: &[u32],
    ) -> Self {
        let shingles = shingles.iter().flat_map(|hash| hash.to_le_bytes()).collect();
        let (times, said, located) = (annotation.times.clone(), said(text, annotation), located::located(annotation));
        let (annotation, told) = (pack_annotation(annotation), pack_told(told));
        let read_with = String::new();
        Self { published, is_analysed, n_words, times, said, located, told, annotation, shingles, read_with }
    }

    /// Which of a case's predicate files its claims were read with.
    pub fn was_read_with(&self) -> &str {
        &self.read_with
    }

    /// Says which of the case's predicate files its claims were read with; none where nothing is said.
    pub fn read_with(self, read_with: &str) -> Self {
        Self { read_with: read_with.to_owned(), ..self }
    }
}

/// A document's sampled shingles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShingleRow {
    /// The document's number.
    pub document: i64,
    /// The number of the reading they were taken from.
    pub reading: i64,
    /// The sampled hashes, as they were given.
    pub shingles: Vec<u32>,
}

/// Two documents of which one was written from the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OverlapRow {
    /// The document with the smaller number.
    pub first: i64,
    /// The other one.
    pub second: i64,
    /// Share of the first one's words found in the second.
    pub share_of_first: f64,
    /// Share of the second one's words found in the first.
    pub share_of_second: f64,
    /// Whether so much of the first is in the second that it can be the copy.
    pub first_repeats: bool,
    /// Whether so much of the second is in the first that it can be the copy.
    pub second_repeats: bool,
}

/// How far derivation has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// The version of clew that made what is derived; `None` in a new case.
    pub derived_by: Option<String>,
    /// Documents whose latest reading is not annotated.
    pub n_not_annotated: u32,
    /// The last reading that entities and copies were worked out with.
    pub drawn_through: i64,
    /// The last reading there is.
    pub last_reading: i64,
}

impl Progress {
    /// Whether everything that was read is in the picture, drawn by version `clew`.
    pub fn is_complete(&self, clew: &str) -> bool {
        self.n_not_annotated == 0
            && self.drawn_through == self.last_reading
            && (self.last_reading == 0 || self.derived_by.as_deref() == Some(clew))
    }
}

impl CaseFile {
    /// How far derivation has come.
    pub fn progress(&self) -> Result<Progress, StoreError> {
        let n_not_annotated = self.connection.query_row(
            "SELECT count(*) FROM document d WHERE NOT EXISTS (SELECT 1 FROM annotated a WHERE a.document = d.number \
             AND a.reading = (SELECT max(number) FROM reading WHERE document = d.number))",
            [],
            |row| row.get(0),
        )?;
        Ok(Progress { n_not_annotated, ..self.drawn()? })
    }

    /// How far the picture has come; whether texts wait to be annotated is not asked, which takes long where there are many.
    pub fn drawn(&self) -> Result<Progress, StoreError> {
        let last_reading =
            self.connection.query_row("SELECT coalesce(max(number), 0) FROM reading", [], |row| row.get(0))?;
        let drawn_through = self.state(DRAWN_THROUGH)?.and_then(|number| number.parse().ok()).unwrap_or(0);
        Ok(Progress { derived_by: self.state(DERIVED_BY)?, n_not_annotated: 0, drawn_through, last_reading })
    }

    /// The next documents after `after` whose latest reading is not annotated: number, reading's number, reading.
    pub fn not_annotated(&self, after: i64, limit: u32) -> Result<Vec<(i64, i64, Reading)>, StoreError> {
        let sql = format!(
            "SELECT {READING}, document, number FROM reading r \
             WHERE document > ?1 AND number = (SELECT max(number) FROM reading WHERE document = r.document) \
             AND NOT EXISTS (SELECT 1 FROM annotated a WHERE a.document = r.document AND a.reading = r.number) \
             ORDER BY document LIMIT ?2"
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let found = query.query_map(params![after, limit], |row| Ok((row.get(11)?, row.get(12)?, reading(row)?)))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// The sampled shingles of every document read after this reading, by number; 0 for all.
    pub fn each_shingles(&self, after: i64, mut each: impl FnMut(ShingleRow)) -> Result<(), StoreError> {
        let sql = "SELECT document, shingles, reading FROM sample WHERE reading > ?1 ORDER BY document";
        let mut query = self.connection.prepare_cached(sql)?;
        let mut rows = query.query([after])?;
        while let Some(row) = rows.next()? {
            let bytes = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
            let hash = |four: &[u8]| u32::from_le_bytes(four.try_into().expect("chunks of four"));
            let shingles = bytes.chunks_exact(4).map(hash).collect();
            each(ShingleRow { document: row.get(0)?, reading: row.get(2)?, shingles });
        }
        Ok(())
    }

    /// Every pair of documents of which one was written from the other.
    pub fn overlaps(&self) -> Result<Vec<OverlapRow>, StoreError> {
        let mut query = self
            .connection
            .prepare("SELECT first, second, share_of_first, share_of_second, first_repeats, second_repeats FROM overlap ORDER BY first, second")?;
        let found = query.query_map([], |row| {
            Ok(OverlapRow {
                first: row.get(0)?,
                second: row.get(1)?,
                share_of_first: row.get(2)?,
                share_of_second: row.get(3)?,
                first_repeats: row.get(4)?,
                second_repeats: row.get(5)?,
            })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// The copies: the repeating document, the repeated one, the share.
    pub fn chosen_copies(&self) -> Result<Vec<(i64, i64, f64)>, StoreError> {
        let mut query = self.connection.prepare("SELECT document, of, share FROM copy ORDER BY document")?;
        let found = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// What language read in a document; `None` where nothing did yet.
    pub fn annotation(&self, document: i64) -> Result<Option<Annotation>, StoreError> {
        self.part_of_annotation(document)
    }

    /// Of what language read in a document the part that `T` has fields for, by the names that [`Annotation`] gives them; all else is
    /// passed over, which takes a fraction of the time.
    pub fn part_of_annotation<T: DeserializeOwned>(&self, document: i64) -> Result<Option<T>, StoreError> {
        let packed: Option<Vec<u8>> = self
            .connection
            .prepare_cached("SELECT annotation FROM annotated WHERE document = ?1")?
            .query_row([document], |row| row.get(0))
            .optional()?;
        packed.map(|packed| unpacked(&packed)).transpose()
    }
}

/// An annotation, or a part of one, as it was packed.
pub(crate) fn unpacked<T: DeserializeOwned>(packed: &[u8]) -> Result<T, StoreError> {
    serde_json::from_slice(&unpack(packed)?).map_err(|e| StoreError::Damaged(format!("an annotation: {e}")))
}

impl Batch<'_> {
    /// Stores what was worked out from a document's reading, in place of what an earlier reading gave.
    pub fn annotated(
        &self,
        document: i64,
        reading_number: i64,
        reading: &Reading,
        new: &NewAnnotated,
    ) -> Result<(), StoreError> {
        self.forget_annotated(document)?;
        let days = new.published.map(|published| published.interval).unwrap_or_default();
        self.transaction
            .prepare_cached(
                "INSERT INTO annotated (document, reading, published_earliest, published_latest, published_basis, \
                 is_analysed, n_words, annotation, read_with) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
            )?
            .execute(params![
                document,
                reading_number,
                days.earliest.map(|day| day.to_string()),
                days.latest.map(|day| day.to_string()),
                new.published.map(|published| basis_word(published.basis)),
                new.is_analysed,
                new.n_words,
                new.annotation,
                new.read_with,
            ])?;
        self.transaction
            .prepare_cached("INSERT INTO sample (document, reading, shingles) VALUES (?1, ?2, ?3)")?
            .execute(params![document, reading_number, new.shingles])?;
        self.transaction
            .prepare_cached("INSERT INTO words (rowid, title, publisher, text) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![reading_number, reading.title, reading.publisher, reading.text])?;
        self.said(document, &new.said)?;
        self.told(document, &new.told)?;
        located::put(&self.transaction, document, &new.located)?;
        self.times(document, &new.times)
    }

    fn times(&self, document: i64, times: &[TimeExpression]) -> Result<(), StoreError> {
        let mut insert = self.transaction.prepare_cached(
            "INSERT INTO time_expression (document, nth, type, value, earliest, latest) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for (nth, time) in times.iter().enumerate() {
            // A length of time or an open-ended stretch has no place on a time line.
            let (Some(earliest), Some(latest)) = (time.interval.earliest, time.interval.latest) else { continue };
            let word = time_word(time.time);
            insert.execute(params![document, nth, word, time.value, earliest.to_string(), latest.to_string()])?;
        }
        Ok(())
    }

    fn forget_annotated(&self, document: i64) -> Result<(), StoreError> {
        let known = self
            .transaction
            .prepare_cached("SELECT reading FROM annotated WHERE document = ?1")?
            .query_row([document], |row| row.get::<_, i64>(0))
            .optional()?;
        let Some(reading) = known else { return Ok(()) };
        self.transaction.execute(
            "INSERT INTO words (words, rowid, title, publisher, text) \
             SELECT 'delete', number, title, publisher, text FROM reading WHERE number = ?1",
            [reading],
        )?;
        self.forget_said(document)?;
        for table in ["claim", "chain", "told", "located", "sample", "time_expression", "annotated"] {
            self.transaction.execute(&format!("DELETE FROM {table} WHERE document = ?1"), [document])?;
        }
        self.transaction.execute("DELETE FROM copy WHERE document = ?1 OR of = ?1", [document])?;
        self.transaction.execute("DELETE FROM overlap WHERE first = ?1 OR second = ?1", [document])?;
        Ok(())
    }

    /// Deletes everything that is derived.
    pub fn forget_derived(&self) -> Result<(), StoreError> {
        for table in picture::TABLES {
            self.transaction.execute(&format!("DELETE FROM {table}"), [])?;
        }
        self.transaction.execute_batch(
            "DELETE FROM copy; DELETE FROM overlap; DELETE FROM time_expression; DELETE FROM told; DELETE FROM located; DELETE FROM location; DELETE FROM sample; \
             DELETE FROM annotated; DELETE FROM state WHERE key <> 'decision_log'; INSERT INTO words (words) VALUES ('delete-all'); \
             INSERT INTO said (said) VALUES ('delete-all');",
        )?;
        Ok(())
    }

    /// Adds pairs of documents of which one was written from the other.
    pub fn add_overlaps(&self, overlaps: &[OverlapRow]) -> Result<(), StoreError> {
        let mut insert = self.transaction.prepare_cached(
            "INSERT OR REPLACE INTO overlap (first, second, share_of_first, share_of_second, first_repeats, \
             second_repeats) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for row in overlaps {
            insert.execute(params![
                row.first,
                row.second,
                row.share_of_first,
                row.share_of_second,
                row.first_repeats,
                row.second_repeats
            ])?;
        }
        Ok(())
    }

    /// Replaces all copies: the repeating document, the repeated one, the share.
    pub fn copies(&self, copies: &[(i64, i64, f64)]) -> Result<(), StoreError> {
        self.transaction.execute("DELETE FROM copy", [])?;
        let mut insert =
            self.transaction.prepare_cached("INSERT INTO copy (document, of, share) VALUES (?1, ?2, ?3)")?;
        for (document, of, share) in copies {
            insert.execute(params![document, of, share])?;
        }
        Ok(())
    }

    /// Remembers that entities and copies take every reading up to one into account, and which clew drew them: what was read while they
    /// were drawn is not in them.
    pub fn drawn(&self, clew: &str, last_reading: i64) -> Result<(), StoreError> {
        let mut set = self.transaction.prepare_cached("INSERT OR REPLACE INTO state (key, value) VALUES (?1, ?2)")?;
        set.execute(params![DERIVED_BY, clew])?;
        set.execute(params![DRAWN_THROUGH, last_reading])?;
        Ok(())
    }
}
