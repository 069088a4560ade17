//! A case looked at with other words in the place of some: of this opening alone, nothing is written to the file.

use crate::case_file::{CaseFile, StoreError};
use crate::predicate_files::pack_annotation;
use crate::rows::to_json;
use clew_model::{Annotation, Decision, Note, Span};
use rusqlite::params;

/// What stands in the place of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct RedactedDocument {
    /// Its number.
    pub number: i64,
    /// The path or id that it came under.
    pub id: String,
    /// Headline or subject.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The address that it gives as its own.
    pub url: Option<String>,
    /// Why it was not read to its end, where that is told.
    pub why: Option<String>,
    /// Its text, where that differs.
    pub text: Option<RedactedText>,
}

/// A text in which stretches are hidden, and what was read in it, at the places where that stands now.
#[derive(Debug, Clone, PartialEq)]
pub struct RedactedText {
    /// The text.
    pub text: String,
    /// Stretches that are not the story.
    pub furniture: Vec<Span>,
    /// What was read in it.
    pub annotation: Annotation,
}

/// Tables whose rows are replaced one by one. What else a document has (its tokens, its originals) nobody asks for in such a look.
const COPIED: &str = "
    DROP TABLE IF EXISTS temp.document;
    CREATE TEMP TABLE document AS SELECT * FROM main.document;
    CREATE UNIQUE INDEX temp.document_number ON document (number);
    CREATE INDEX temp.document_original ON document (sha256);
    DROP TABLE IF EXISTS temp.input;
    CREATE TEMP TABLE input AS SELECT * FROM main.input WHERE document IS NOT NULL;
    CREATE UNIQUE INDEX temp.input_number ON input (number);
    CREATE INDEX temp.input_document ON input (document, number);
    DROP TABLE IF EXISTS temp.reading;
    CREATE TEMP TABLE reading AS SELECT * FROM main.reading WHERE number IN (SELECT reading FROM main.annotated);
    CREATE UNIQUE INDEX temp.reading_number ON reading (number);
    CREATE INDEX temp.reading_document ON reading (document, number);
    DROP TABLE IF EXISTS temp.annotated;
    CREATE TEMP TABLE annotated AS SELECT * FROM main.annotated;
    CREATE UNIQUE INDEX temp.annotated_document ON annotated (document);";

/// Tables of which nothing is shown as it was written: decisions and notes come back in other words, mappings and predicate files not.
const EMPTIED: [&str; 4] = ["decision", "note", "mapped", "predicate_file"];

impl CaseFile {
    /// Begins to put other words in the place of those of documents, decisions and notes: from here on every question is answered from
    /// copies, without a decision or a note. To be followed by [`look_at`](Self::look_at) with the picture in the same words.
    pub fn begin_look_at_words(&self) -> Result<(), StoreError> {
        self.connection.pragma_update(None, "query_only", false)?;
        self.connection.execute_batch(COPIED)?;
        for table in EMPTIED {
            self.connection.execute_batch(&format!(
                "DROP TABLE IF EXISTS temp.{table}; CREATE TEMP TABLE {table} AS SELECT * FROM main.{table} WHERE false;"
            ))?;
        }
        // What was asked before the copies were there would go on looking at the file's own.
        self.connection.flush_prepared_statement_cache();
        Ok(())
    }

    /// Lets decisions and notes be told in these words, and ends what [`begin_look_at_words`](Self::begin_look_at_words) began.
    pub fn end_look_at_words(&self, decisions: &[Decision], notes: &[Note]) -> Result<(), StoreError> {
        decisions.iter().try_for_each(|decision| self.put_decision(decision))?;
        notes.iter().try_for_each(|note| self.put_note(note))?;
        self.connection.pragma_update(None, "query_only", true)?;
        Ok(())
    }

    /// Puts other words in the place of a document's.
    pub fn replace_document(&self, document: &RedactedDocument) -> Result<(), StoreError> {
        let RedactedDocument { number, id, title, publisher, authors, url, why, text } = document;
        self.connection
            .prepare_cached("UPDATE temp.document SET id = ?2 WHERE number = ?1")?
            .execute(params![number, id])?;
        self.connection
            .prepare_cached("UPDATE temp.input SET id = ?2, why = ?3 WHERE document = ?1")?
            .execute(params![number, id, why])?;
        self.connection
            .prepare_cached(
                "UPDATE temp.reading SET title = ?2, publisher = ?3, authors = ?4, url = ?5 WHERE document = ?1",
            )?
            .execute(params![number, title, publisher, to_json(authors), url])?;
        let Some(RedactedText { text, furniture, annotation }) = text else { return Ok(()) };
        self.connection
            .prepare_cached("UPDATE temp.reading SET text = ?2, furniture = ?3 WHERE document = ?1")?
            .execute(params![number, text, to_json(furniture)])?;
        self.connection
            .prepare_cached("UPDATE temp.annotated SET annotation = ?2 WHERE document = ?1")?
            .execute(params![number, pack_annotation(annotation)])?;
        Ok(())
    }

    fn put_decision(&self, decision: &Decision) -> Result<(), StoreError> {
        let correction = decision.verdict.correction().map(|correction| to_json(&correction));
        self.connection
            .prepare_cached(
                "INSERT INTO temp.decision (number, verdict, correction, about, who, why, recorded_at, brought_from) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                decision.number,
                decision.verdict.word(),
                correction,
                to_json(&decision.about),
                decision.who,
                decision.why,
                decision.recorded_at.to_string(),
                decision.brought_from.as_ref().map(to_json)
            ])?;
        Ok(())
    }

    fn put_note(&self, note: &Note) -> Result<(), StoreError> {
        self.connection
            .prepare_cached(
                "INSERT INTO temp.note (number, note, noted_on, text, quotes, who, recorded_at) \
                 VALUES (?1, ?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                note.number,
                to_json(&note.on),
                note.text,
                to_json(&note.quotes),
                note.who,
                note.recorded_at.to_string()
            ])?;
        Ok(())
    }
}
