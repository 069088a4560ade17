use crate::case_file::{CaseFile, StoreError};
use crate::decision_log;
use crate::read::Batch;
use crate::rows::{instant, json, to_json, unreadable};
use clew_model::{About, Decision, OtherLog, Sha256, Verdict};
use rusqlite::types::ValueRef;
use rusqlite::{Row, params};
use serde::de::DeserializeOwned;
use std::collections::HashMap;

/// A decision to be appended.
#[derive(Debug, Clone, Copy)]
pub struct NewDecision<'a> {
    /// What was decided.
    pub verdict: &'a Verdict,
    /// What of.
    pub about: &'a About,
    /// Who decided.
    pub who: Option<&'a str>,
    /// For what reason.
    pub why: Option<&'a str>,
    /// Where it was first recorded, where it is brought from another case.
    pub brought_from: Option<&'a OtherLog>,
}

/// The state key that holds the last decision that the picture was drawn with.
const DRAWN_DECIDED: &str = "drawn_decided";

impl CaseFile {
    /// Whether the picture was drawn with every decision there is.
    pub fn is_drawn_decided(&self) -> Result<bool, StoreError> {
        let last = self.last_decision()?.map(|number| number.to_string()).unwrap_or_default();
        Ok(self.state(DRAWN_DECIDED)?.unwrap_or_default() == last)
    }

    /// The number of the last decision.
    pub fn last_decision(&self) -> Result<Option<u32>, StoreError> {
        Ok(self.connection.query_row("SELECT max(number) FROM decision", [], |row| row.get(0))?)
    }

    /// Every decision, in order, those that were taken back marked.
    pub fn decisions(&self) -> Result<Vec<Decision>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT number, verdict, correction, about, who, why, recorded_at, brought_from FROM decision ORDER BY number",
        )?;
        let mut log = query.query_map([], decision)?.collect::<Result<Vec<_>, _>>()?;
        Decision::mark_undone(&mut log);
        Ok(log)
    }

    /// How far the log and the documents go: the numbers of the last decision and of the last document.
    pub fn log_and_documents(&self) -> Result<(i64, i64), StoreError> {
        let sql =
            "SELECT coalesce((SELECT max(number) FROM decision), 0), coalesce((SELECT max(number) FROM document), 0)";
        Ok(self.connection.prepare_cached(sql)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?)
    }

    /// The documents of each original, by number.
    pub fn documents_by_original(&self) -> Result<HashMap<Sha256, Vec<i64>>, StoreError> {
        let mut query = self.connection.prepare("SELECT sha256, number FROM document ORDER BY number")?;
        let mut rows = query.query([])?;
        let mut documents: HashMap<Sha256, Vec<i64>> = HashMap::new();
        while let Some(row) = rows.next()? {
            documents.entry(Sha256(row.get(0)?)).or_default().push(row.get(1)?);
        }
        Ok(documents)
    }
}

impl Batch<'_> {
    /// Remembers that the picture was drawn with every decision up to the last there was when that began.
    pub fn drawn_decided(&self, last: Option<u32>) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("INSERT OR REPLACE INTO state (key, value) VALUES (?1, ?2)")?
            .execute(params![DRAWN_DECIDED, last.map(|number| number.to_string()).unwrap_or_default()])?;
        Ok(())
    }

    /// Appends a decision and enters it in the log; its number.
    pub fn decision(&self, new: &NewDecision<'_>) -> Result<u32, StoreError> {
        let NewDecision { verdict, about, who, why, brought_from } = new;
        let correction = verdict.correction().map(|correction| to_json(&correction));
        self.transaction
            .prepare_cached(
                "INSERT INTO decision (verdict, correction, about, who, why, recorded_at, brought_from) \
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                verdict.word(),
                correction,
                to_json(about),
                who,
                why,
                self.now.to_string(),
                brought_from.map(to_json)
            ])?;
        // No row is ever deleted, so that numbers count from 1 without a gap.
        let number = self.transaction.last_insert_rowid();
        decision_log::enter(&self.transaction, number)?;
        Ok(number as u32)
    }
}

/// The number of the last decision; '' where nothing was decided.
fn decision(row: &Row) -> rusqlite::Result<Decision> {
    let word: String = row.get(1)?;
    let correction = json_or_none(row, 2)?;
    let verdict = Verdict::from_word(&word, correction);
    Ok(Decision {
        number: row.get(0)?,
        verdict: verdict.ok_or_else(|| unreadable(1, format!("no such verdict: {word}")))?,
        about: json(row, 3)?,
        who: row.get(4)?,
        why: row.get(5)?,
        recorded_at: instant(row, 6)?,
        brought_from: json_or_none(row, 7)?,
        undone_by: None,
    })
}

fn json_or_none<T: DeserializeOwned>(row: &Row, column: usize) -> rusqlite::Result<Option<T>> {
    if row.get_ref(column)? == ValueRef::Null { Ok(None) } else { json(row, column).map(Some) }
}
