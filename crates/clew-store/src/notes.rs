//! What people wrote down.

use crate::case_file::{CaseFile, StoreError};
use crate::read::Batch;
use crate::rows::{instant, json, to_json};
use clew_model::{Note, NoteQuote, NotedOn};
use rusqlite::{Row, params};
use std::collections::BTreeMap;

/// A version of a note to be appended.
#[derive(Debug, Clone, Copy)]
pub struct NewNote<'a> {
    /// The note that it is a version of; `None` of a new one.
    pub note: Option<u32>,
    /// What it is on.
    pub on: &'a NotedOn,
    /// What is written; `None` where the note is removed.
    pub text: Option<&'a str>,
    /// Words of documents that it quotes.
    pub quotes: &'a [NoteQuote],
    /// Who wrote it.
    pub who: Option<&'a str>,
}

impl CaseFile {
    /// Every note by its latest version, in order of its first; those that were removed have no text.
    pub fn notes(&self) -> Result<Vec<Note>, StoreError> {
        let mut notes: BTreeMap<u32, Note> = BTreeMap::new();
        for version in self.note_versions(None)? {
            let n_versions = notes.get(&version.number).map_or(1, |earlier| earlier.n_versions + 1);
            notes.insert(version.number, Note { n_versions, ..version });
        }
        Ok(notes.into_values().collect())
    }

    /// Every version of one note, or of all, in the order in which they were recorded; each counts itself as the only one.
    pub fn note_versions(&self, note: Option<u32>) -> Result<Vec<Note>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT note, noted_on, text, quotes, who, recorded_at FROM note WHERE ?1 IS NULL OR note = ?1 ORDER BY number",
        )?;
        Ok(query.query_map([note], version)?.collect::<Result<_, _>>()?)
    }
}

impl Batch<'_> {
    /// Appends a version of a note; the note's number.
    pub fn note(&self, new: &NewNote<'_>) -> Result<u32, StoreError> {
        let NewNote { note, on, text, quotes, who } = new;
        let next = "SELECT coalesce(max(number), 0) + 1 FROM note";
        let number: u32 = self.transaction.query_row(next, [], |row| row.get(0))?;
        let note = note.unwrap_or(number);
        self.transaction
            .prepare_cached(
                "INSERT INTO note (number, note, noted_on, text, quotes, who, recorded_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![number, note, to_json(on), text, to_json(quotes), who, self.now().to_string()])?;
        Ok(note)
    }
}

fn version(row: &Row) -> rusqlite::Result<Note> {
    Ok(Note {
        number: row.get(0)?,
        n_versions: 1,
        on: json(row, 1)?,
        text: row.get(2)?,
        quotes: json(row, 3)?,
        who: row.get(4)?,
        recorded_at: instant(row, 5)?,
    })
}
