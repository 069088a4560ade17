//! Rewriting a derived table so that only what differs is written: most of a picture is as it was before.

use crate::case_file::StoreError;
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, params_from_iter};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A table's columns, the key first.
pub(crate) struct Rows {
    pub table: &'static str,
    pub columns: &'static [&'static str],
    pub n_key: usize,
}

impl Rows {
    /// Makes a table hold exactly these rows; of two with one key the later stands.
    pub(crate) fn replace(
        &self,
        connection: &Connection,
        new: impl Iterator<Item = Vec<Value>>,
    ) -> Result<(), StoreError> {
        let mut known = self.known(connection)?;
        let marks: Vec<String> = (1..=self.columns.len()).map(|nth| format!("?{nth}")).collect();
        let sql = format!(
            "INSERT OR REPLACE INTO {} ({}) VALUES ({})",
            self.table,
            self.columns.join(", "),
            marks.join(", ")
        );
        let mut insert = connection.prepare_cached(&sql)?;
        for row in new {
            let (key, whole) =
                (hashed(row[..self.n_key].iter().map(ValueRef::from)), hashed(row.iter().map(ValueRef::from)));
            let is_known = known.insert(key, Known { whole, is_kept: true, key: Vec::new() });
            if is_known.is_none_or(|before| before.whole != whole) {
                insert.execute(params_from_iter(row))?;
            }
        }
        let gone = known.into_values().filter(|row| !row.is_kept).map(|row| row.key);
        self.delete(connection, gone)
    }

    fn known(&self, connection: &Connection) -> Result<HashMap<u64, Known>, StoreError> {
        let mut query = connection.prepare(&format!("SELECT {} FROM {}", self.columns.join(", "), self.table))?;
        let (mut found, mut known) = (query.query([])?, HashMap::new());
        while let Some(row) = found.next()? {
            let values = (0..self.columns.len()).map(|at| row.get_ref(at)).collect::<Result<Vec<_>, _>>()?;
            let key = (0..self.n_key).map(|at| row.get(at)).collect::<Result<_, _>>()?;
            let whole = hashed(values.iter().copied());
            known.insert(hashed(values[..self.n_key].iter().copied()), Known { whole, is_kept: false, key });
        }
        Ok(known)
    }

    fn delete(&self, connection: &Connection, keys: impl Iterator<Item = Vec<Value>>) -> Result<(), StoreError> {
        let is: Vec<String> =
            (1..).zip(&self.columns[..self.n_key]).map(|(nth, column)| format!("{column} = ?{nth}")).collect();
        let sql = format!("DELETE FROM {} WHERE {}", self.table, is.join(" AND "));
        let mut delete = connection.prepare_cached(&sql)?;
        for key in keys {
            delete.execute(params_from_iter(key))?;
        }
        Ok(())
    }
}

/// A row as it stood: a hash of all of it, and its key, to delete it by.
struct Known {
    whole: u64,
    is_kept: bool,
    key: Vec<Value>,
}

fn hashed<'v>(values: impl Iterator<Item = ValueRef<'v>>) -> u64 {
    let mut hasher = DefaultHasher::new();
    for value in values {
        match value {
            ValueRef::Null => 0.hash(&mut hasher),
            ValueRef::Integer(number) => (1, number).hash(&mut hasher),
            ValueRef::Real(number) => (2, number.to_bits()).hash(&mut hasher),
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => (3, bytes).hash(&mut hasher),
        }
    }
    hasher.finish()
}
