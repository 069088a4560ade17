//! What a person watches, and where the case stood when they were last told.

use crate::case_file::{CaseFile, StoreError};
use crate::read::Batch;
use jiff::Timestamp;
use rusqlite::types::FromSql;
use rusqlite::{OptionalExtension, Params, params};
use std::collections::BTreeSet;

/// Where the case stood when a person was last told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldThrough {
    /// The number of the last reading that they were told of.
    pub reading: i64,
    /// When that was.
    pub at: Timestamp,
    /// Ids of the findings that were disputed.
    pub disputed: BTreeSet<String>,
}

impl CaseFile {
    /// Where the case stood when a person was last told of it; `None` where nobody watches.
    pub fn told_through(&self) -> Result<Option<ToldThrough>, StoreError> {
        let mut query = self.connection.prepare_cached("SELECT reading, recorded_at FROM told_through")?;
        let row = query.query_row([], |row| Ok((row.get(0)?, crate::rows::instant(row, 1)?))).optional()?;
        let Some((reading, at)) = row else { return Ok(None) };
        let disputed = self.column::<String>("SELECT finding FROM told_disputed", [])?.into_iter().collect();
        Ok(Some(ToldThrough { reading, at, disputed }))
    }

    /// The names that a person watches, in order.
    pub fn watched_names(&self) -> Result<Vec<String>, StoreError> {
        self.column("SELECT name FROM watched_name ORDER BY name", [])
    }

    /// Numbers of the documents of which the latest reading is later than one and not later than another, in order.
    pub fn read_since(&self, after: i64, through: i64) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT document FROM annotated WHERE reading > ?1 AND reading <= ?2 ORDER BY document";
        self.column(sql, [after, through])
    }

    /// Numbers of the documents that have these words in a row in a reading later than one, in whatever inflection.
    pub fn documents_with(&self, phrase: &str, after: i64) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT a.document FROM words JOIN annotated a ON a.reading = words.rowid \
             WHERE words MATCH ?1 AND words.rowid > ?2 ORDER BY a.document";
        self.column(sql, params![crate::search::phrase(phrase), after])
    }

    /// Ids of the findings that are disputed.
    pub fn disputed(&self) -> Result<BTreeSet<String>, StoreError> {
        Ok(self.column::<String>("SELECT id FROM finding WHERE standing = 'disputed'", [])?.into_iter().collect())
    }

    /// Numbers of the documents that mention an entity, in order.
    pub fn documents_of(&self, entity: &str) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT DISTINCT document FROM chain WHERE entity = ?1 ORDER BY document";
        self.column(sql, [entity])
    }

    fn column<T: FromSql>(&self, sql: &str, asked: impl Params) -> Result<Vec<T>, StoreError> {
        let mut query = self.connection.prepare_cached(sql)?;
        Ok(query.query_map(asked, |row| row.get(0))?.collect::<Result<_, _>>()?)
    }
}

impl Batch<'_> {
    /// Adds a name to those watched; whether it was none of them before.
    pub fn watch(&self, name: &str) -> Result<bool, StoreError> {
        let mut insert = self
            .transaction
            .prepare_cached("INSERT OR IGNORE INTO watched_name (name, recorded_at) VALUES (?1, ?2)")?;
        Ok(insert.execute(params![name, self.now.to_string()])? > 0)
    }

    /// Takes a name out of those watched; whether it was one of them.
    pub fn unwatch(&self, name: &str) -> Result<bool, StoreError> {
        Ok(self.transaction.prepare_cached("DELETE FROM watched_name WHERE name = ?1")?.execute([name])? > 0)
    }

    /// Remembers that a person was told of everything up to this reading, when these findings were disputed.
    pub fn told_everything(&self, reading: i64, disputed: &BTreeSet<String>) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("INSERT OR REPLACE INTO told_through (only, reading, recorded_at) VALUES (1, ?1, ?2)")?
            .execute(params![reading, self.now.to_string()])?;
        self.transaction.execute("DELETE FROM told_disputed", [])?;
        let mut insert = self.transaction.prepare_cached("INSERT INTO told_disputed (finding) VALUES (?1)")?;
        for finding in disputed {
            insert.execute([finding])?;
        }
        Ok(())
    }
}
