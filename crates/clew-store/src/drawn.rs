//! Reading the picture's tables.

use crate::case_file::{CaseFile, StoreError};
use crate::picture::Placed;
use crate::rows::json;
use clew_model::{CaseEvent, ClaimAt, Doubt, Finding, Interval, Knowledge, Matter, Standing, Status};
use jiff::civil::Date;
use rusqlite::types::Type;
use rusqlite::{OptionalExtension, Params, Row, params};
use std::collections::HashMap;

/// What an entity takes part in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// The event or finding.
    pub to: TieTo,
    /// The entity's role in it.
    pub role: String,
}

/// An event or a finding, by id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)] // an id each
pub enum TieTo {
    Event(String),
    Finding(String),
}

/// Which findings to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FindingQuery {
    /// Only of this standing.
    pub standing: Option<Standing>,
    /// How many to pass over.
    pub offset: u32,
    /// How many to give at most.
    pub limit: u32,
}

const KNOWLEDGE: &str = "SELECT who, matter_kind, matter, document, claim, no_later_than FROM knowledge";
/// What nobody dated comes last.
const KNOWLEDGE_ORDER: &str =
    "ORDER BY no_later_than IS NULL, no_later_than, who, matter_kind, matter, document, claim";

impl CaseFile {
    /// Every event, by id.
    pub fn each_event(&self, each: impl FnMut(CaseEvent)) -> Result<(), StoreError> {
        self.each("SELECT body FROM event ORDER BY id", [], |row| json(row, 0), each)
    }

    /// One event.
    pub fn event(&self, id: &str) -> Result<Option<CaseEvent>, StoreError> {
        self.one("SELECT body FROM event WHERE id = ?1", id)
    }

    /// Events that can have happened on some day of an interval, those of days known by day, then the others.
    pub fn events_in(&self, time: Interval) -> Result<Vec<CaseEvent>, StoreError> {
        self.many(
            "SELECT body FROM event WHERE (?1 IS NULL OR latest IS NULL OR latest >= ?1) AND (?2 IS NULL OR earliest IS NULL \
             OR earliest <= ?2) ORDER BY coalesce(earliest, latest) IS NULL, coalesce(earliest, latest), id",
            params![day(time.earliest), day(time.latest)],
            |row| json(row, 0),
        )
    }

    /// Events that are parts of one, by day.
    pub fn parts_of(&self, event: &str) -> Result<Vec<CaseEvent>, StoreError> {
        let sql = "SELECT body FROM event WHERE part_of = ?1 ORDER BY coalesce(earliest, latest), id";
        self.many(sql, [event], |row| json(row, 0))
    }

    /// Every finding, by id.
    pub fn each_finding(&self, each: impl FnMut(Finding)) -> Result<(), StoreError> {
        self.each("SELECT body FROM finding ORDER BY id", [], |row| json(row, 0), each)
    }

    /// One finding.
    pub fn finding(&self, id: &str) -> Result<Option<Finding>, StoreError> {
        self.one("SELECT body FROM finding WHERE id = ?1", id)
    }

    /// Findings, by day.
    pub fn findings(&self, query: &FindingQuery) -> Result<Vec<Finding>, StoreError> {
        let standing = query.standing.map(Standing::word);
        self.many(
            "SELECT body FROM finding WHERE ?1 IS NULL OR standing = ?1 \
             ORDER BY coalesce(earliest, latest) IS NULL, coalesce(earliest, latest), id LIMIT ?2 OFFSET ?3",
            params![standing, query.limit, query.offset],
            |row| json(row, 0),
        )
    }

    /// What became of each claim of a document, by its number.
    pub fn placed(&self, document: i64) -> Result<HashMap<u32, Placed>, StoreError> {
        let row = |row: &Row| {
            let origin = match row.get_ref(3)? {
                rusqlite::types::ValueRef::Null => None,
                _ => Some(json(row, 3)?),
            };
            Ok((row.get(0)?, Placed { finding: row.get(1)?, event: row.get(2)?, origin }))
        };
        let sql = "SELECT claim, finding, event, origin FROM claim WHERE document = ?1";
        Ok(self.many(sql, [document], row)?.into_iter().collect())
    }

    /// What an entity takes part in.
    pub fn ties_of(&self, entity: &str) -> Result<Vec<Tie>, StoreError> {
        self.many("SELECT kind, id, role FROM tie WHERE entity = ?1 ORDER BY kind, id, role", [entity], |row| {
            let (kind, id): (String, String) = (row.get(0)?, row.get(1)?);
            let to = if kind == "event" { TieTo::Event(id) } else { TieTo::Finding(id) };
            Ok(Tie { to, role: row.get(2)? })
        })
    }

    /// All knowledge, the earliest first.
    pub fn each_knowledge(&self, each: impl FnMut(Knowledge)) -> Result<(), StoreError> {
        self.each(&format!("{KNOWLEDGE} {KNOWLEDGE_ORDER}"), [], knowledge, each)
    }

    /// What an actor knew, the earliest first.
    pub fn known_by(&self, entity: &str) -> Result<Vec<Knowledge>, StoreError> {
        self.many(&format!("{KNOWLEDGE} WHERE who = ?1 {KNOWLEDGE_ORDER}"), [entity], knowledge)
    }

    /// Of each person that has any, the steps in proceedings in order, by entity.
    pub fn statuses(&self) -> Result<HashMap<String, Vec<Status>>, StoreError> {
        let mut statuses: HashMap<String, Vec<Status>> = HashMap::new();
        let row = |row: &Row| Ok((row.get::<_, String>(0)?, json(row, 1)?));
        self.each("SELECT entity, body FROM status ORDER BY entity, nth", [], row, |(entity, status)| {
            statuses.entry(entity).or_default().push(status);
        })?;
        Ok(statuses)
    }

    /// A person's steps in proceedings, in order.
    pub fn statuses_of(&self, entity: &str) -> Result<Vec<Status>, StoreError> {
        self.many("SELECT body FROM status WHERE entity = ?1 ORDER BY nth", [entity], |row| json(row, 0))
    }

    /// Pairs of entities that may be one, the likeliest first.
    pub fn doubts(&self, offset: u32, limit: u32) -> Result<Vec<Doubt>, StoreError> {
        let sql = "SELECT first, second, score, why FROM doubt ORDER BY score DESC, first, second LIMIT ?2 OFFSET ?1";
        self.many(sql, [offset, limit], |row| {
            Ok(Doubt { first: row.get(0)?, second: row.get(1)?, score: row.get(2)?, why: row.get(3)? })
        })
    }

    /// The entity that an id leads to, where that is another one's.
    pub fn redirect(&self, id: &str) -> Result<Option<String>, StoreError> {
        let found = self.connection.query_row("SELECT entity FROM redirect WHERE id = ?1", [id], |row| row.get(0));
        Ok(found.optional()?)
    }

    fn each<T>(
        &self,
        sql: &str,
        asked: impl Params,
        row: impl Fn(&Row) -> rusqlite::Result<T>,
        mut each: impl FnMut(T),
    ) -> Result<(), StoreError> {
        let mut query = self.connection.prepare_cached(sql)?;
        let mut rows = query.query(asked)?;
        while let Some(found) = rows.next()? {
            each(row(found)?);
        }
        Ok(())
    }

    fn many<T>(
        &self,
        sql: &str,
        asked: impl Params,
        row: impl Fn(&Row) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        self.each(sql, asked, row, |one| found.push(one))?;
        Ok(found)
    }

    fn one<T: serde::de::DeserializeOwned>(&self, sql: &str, id: &str) -> Result<Option<T>, StoreError> {
        let mut query = self.connection.prepare_cached(sql)?;
        Ok(query.query_row([id], |row| json(row, 0)).optional()?)
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
    let day: Option<String> = row.get(5)?;
    let unreadable = |e: jiff::Error| rusqlite::Error::FromSqlConversionFailure(5, Type::Text, Box::new(e));
    let no_later_than = day.map(|day| day.parse().map_err(unreadable)).transpose()?;
    Ok(Knowledge { who: row.get(0)?, matter, no_later_than, shown_by })
}

fn day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}
