//! Rewriting a derived table so that only what differs is written: most of a picture is as it was before.

use crate::case_file::StoreError;
use crate::read::Batch;
use rusqlite::params_from_iter;
use rusqlite::types::{Value, ValueRef};
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A table's columns, the key first.
pub(crate) struct Rows {
    pub table: &'static str,
    pub columns: &'static [&'static str],
    pub n_key: usize,
}

impl Batch<'_> {
    /// Makes a table hold exactly these rows; of two with one key the later stands.
    pub(crate) fn replace(&self, rows: &Rows, new: impl Iterator<Item = Vec<Value>>) -> Result<(), StoreError> {
        let mut known = self.known(rows)?;
        let marks: Vec<String> = (1..=rows.columns.len()).map(|nth| format!("?{nth}")).collect();
        let sql = format!(
            "INSERT OR REPLACE INTO {} ({}) VALUES ({})",
            rows.table,
            rows.columns.join(", "),
            marks.join(", ")
        );
        let mut insert = self.transaction.prepare_cached(&sql)?;
        for row in new {
            let (key, whole) =
                (hashed(row[..rows.n_key].iter().map(ValueRef::from)), hashed(row.iter().map(ValueRef::from)));
            let is_known = known.insert(key, Known { whole, is_kept: true, key: Vec::new() });
            if is_known.is_none_or(|before| before.whole != whole) {
                insert.execute(params_from_iter(row))?;
            }
        }
        let gone = known.into_values().filter(|row| !row.is_kept).map(|row| row.key);
        self.delete(rows, gone)
    }

    fn known(&self, rows: &Rows) -> Result<HashMap<u64, Known>, StoreError> {
        let mut query = self.transaction.prepare(&format!("SELECT {} FROM {}", rows.columns.join(", "), rows.table))?;
        let (mut found, mut known) = (query.query([])?, HashMap::new());
        while let Some(row) = found.next()? {
            let values = (0..rows.columns.len()).map(|at| row.get_ref(at)).collect::<Result<Vec<_>, _>>()?;
            let key = (0..rows.n_key).map(|at| row.get(at)).collect::<Result<_, _>>()?;
            let whole = hashed(values.iter().copied());
            known.insert(hashed(values[..rows.n_key].iter().copied()), Known { whole, is_kept: false, key });
        }
        Ok(known)
    }

    fn delete(&self, rows: &Rows, keys: impl Iterator<Item = Vec<Value>>) -> Result<(), StoreError> {
        let is: Vec<String> =
            (1..).zip(&rows.columns[..rows.n_key]).map(|(nth, column)| format!("{column} = ?{nth}")).collect();
        let sql = format!("DELETE FROM {} WHERE {}", rows.table, is.join(" AND "));
        let mut delete = self.transaction.prepare_cached(&sql)?;
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
