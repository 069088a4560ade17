//! Who knew what.

use crate::case_file::{CaseFile, StoreError};
use crate::rows::{self, Page};
use clew_model::{ClaimAt, Knowledge, Matter};
use jiff::civil::Date;
use rusqlite::types::Value;
use rusqlite::{Row, params_from_iter};

/// Whose knowledge, of what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnowledgeQuery {
    /// Of this entity.
    pub who: Option<String>,
    /// Of these matters, or shown by these claims.
    pub of: Option<(Vec<Matter>, Vec<ClaimAt>)>,
    /// Before this day.
    pub before: Option<Date>,
    /// Without what those knew who are called like a publisher of the case: they know all that they print.
    pub without_publishers: bool,
}

const COLUMNS: &str = "who, matter_kind, matter, document, claim, no_later_than";
/// What nobody dated comes last.
const BY_DAY: &str = "no_later_than IS NULL, no_later_than, who, matter_kind, matter, document, claim";
const PUBLISHERS: &str = "SELECT e.id FROM entity e WHERE e.is_named AND e.name COLLATE NOCASE IN \
     (SELECT publisher FROM reading WHERE publisher IS NOT NULL)";

impl CaseFile {
    /// All knowledge, the earliest first.
    pub fn each_knowledge(&self, mut each: impl FnMut(Knowledge)) -> Result<(), StoreError> {
        let mut query =
            self.connection.prepare_cached(&format!("SELECT {COLUMNS} FROM knowledge ORDER BY {BY_DAY}"))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            each(knowledge(row)?);
        }
        Ok(())
    }

    /// What an actor knew, the earliest first.
    pub fn known_by(&self, entity: &str) -> Result<Vec<Knowledge>, StoreError> {
        let query = KnowledgeQuery { who: Some(entity.to_owned()), ..KnowledgeQuery::default() };
        Ok(self.knowledge(&query, 0, u32::MAX)?.items)
    }

    /// Knowledge, the earliest first.
    pub fn knowledge(&self, query: &KnowledgeQuery, offset: u32, limit: u32) -> Result<Page<Knowledge>, StoreError> {
        let (condition, mut values) = condition(query);
        let counted = format!("SELECT count(*) FROM knowledge WHERE {condition}");
        let n_total =
            self.connection.prepare_cached(&counted)?.query_row(params_from_iter(values.iter()), |row| row.get(0))?;
        values.extend([Value::from(limit), Value::from(offset)]);
        let listed = format!("SELECT {COLUMNS} FROM knowledge WHERE {condition} ORDER BY {BY_DAY} LIMIT ? OFFSET ?");
        let mut listed = self.connection.prepare_cached(&listed)?;
        let items = listed.query_map(params_from_iter(values), knowledge)?.collect::<Result<_, _>>()?;
        Ok(Page { n_total, items })
    }

    /// Who knew any of it, with how many matters each, most first.
    pub fn knowers(&self, query: &KnowledgeQuery) -> Result<Vec<(String, u32)>, StoreError> {
        let (condition, values) = condition(query);
        let sql = format!(
            "SELECT who, count(*) FROM (SELECT DISTINCT who, matter_kind, matter FROM knowledge WHERE {condition}) \
             GROUP BY who ORDER BY count(*) DESC, who"
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let found = query.query_map(params_from_iter(values), |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// What is known of and is neither a finding nor an event, in words.
    pub fn matters_in_words(&self) -> Result<Vec<String>, StoreError> {
        let sql = "SELECT DISTINCT matter FROM knowledge WHERE matter_kind = 'words' ORDER BY matter";
        let mut query = self.connection.prepare_cached(sql)?;
        Ok(query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}

fn condition(query: &KnowledgeQuery) -> (String, Vec<Value>) {
    let (mut conditions, mut values) = (vec!["true".to_owned()], Vec::new());
    if let Some(who) = &query.who {
        conditions.push("who = ?".to_owned());
        values.push(Value::Text(who.clone()));
    }
    if let Some(day) = query.before {
        conditions.push("no_later_than < ?".to_owned());
        values.push(Value::Text(day.to_string()));
    }
    if query.without_publishers {
        conditions.push(format!("who NOT IN ({PUBLISHERS})"));
    }
    if let Some((matters, claims)) = &query.of {
        let pairs = "(SELECT value ->> 0, value ->> 1 FROM json_each(?))";
        conditions.push(format!("((matter_kind, matter) IN {pairs} OR (document, claim) IN {pairs})"));
        let matters: Vec<(&str, &str)> = matters.iter().map(matter_cells).collect();
        let claims: Vec<(i64, u32)> = claims.iter().map(|at| (at.document, at.claim)).collect();
        values.extend([json_list(&matters), json_list(&claims)]);
    }
    (conditions.join(" AND "), values)
}

fn json_list(list: &impl serde::Serialize) -> Value {
    Value::Text(serde_json::to_string(list).expect("pairs of words and numbers are JSON"))
}

/// A matter as its two columns have it.
pub(crate) fn matter_cells(matter: &Matter) -> (&'static str, &str) {
    match matter {
        Matter::Finding(id) => ("finding", id),
        Matter::Event(id) => ("event", id),
        Matter::Words(words) => ("words", words),
    }
}

fn knowledge(row: &Row) -> rusqlite::Result<Knowledge> {
    let (kind, matter): (String, String) = (row.get(1)?, row.get(2)?);
    let matter = match kind.as_str() {
        "finding" => Matter::Finding(matter),
        "event" => Matter::Event(matter),
        _ => Matter::Words(matter),
    };
    let shown_by = ClaimAt { document: row.get(3)?, claim: row.get(4)? };
    let no_later_than = rows::day(row, 5)?;
    Ok(Knowledge { who: row.get(0)?, matter, no_later_than, shown_by })
}
