//! Rewriting a derived table so that only what differs is written: most of a picture is as it was before.
//!
//! Each row has a mark, a hash of all that stands in it. The marks of the rows there are lie in an index of their own, in
//! order; beside those of the new rows they tell what has to go and what to come, and no row is read. Rejected: to read the
//! rows and compare them, which took longer than to draw them.

use crate::case_file::StoreError;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, params_from_iter};
use std::cmp::Ordering;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::thread;

/// What stands in one column of a row.
pub(crate) type Cell<'t> = ToSqlOutput<'t>;

/// A table's columns without the mark, the key first.
pub(crate) struct Rows {
    pub table: &'static str,
    pub columns: &'static [&'static str],
    pub n_key: usize,
}

/// A new row: hashes of its key and of all of it, and which it is.
struct New {
    key: u64,
    mark: i64,
    at: usize,
}

impl Rows {
    /// Makes a table hold exactly the rows of these things; of two with one key the later stands.
    pub(crate) fn replace<T: Sync>(
        &self,
        connection: &Connection,
        things: &[T],
        row: impl Fn(&T) -> Vec<Cell<'_>> + Sync,
    ) -> Result<(), StoreError> {
        let (new, known) = (self.marked(things, &row), self.known(connection)?);
        let (mut gone, mut fresh) = (Vec::new(), Vec::new());
        let (mut i, mut j) = (0, 0);
        while i < known.len() || j < new.len() {
            let ordering = match (known.get(i), new.get(j)) {
                (Some(known), Some(new)) => known.cmp(&new.mark),
                (Some(_), None) => Ordering::Less,
                (None, _) => Ordering::Greater,
            };
            match ordering {
                Ordering::Less => gone.push(known[i]),
                Ordering::Greater => fresh.push(&new[j]),
                Ordering::Equal => {}
            }
            i += usize::from(ordering != Ordering::Greater);
            j += usize::from(ordering != Ordering::Less);
        }
        let mut delete = connection.prepare_cached(&format!("DELETE FROM {} WHERE mark = ?1", self.table))?;
        for mark in gone {
            delete.execute([mark])?;
        }
        fresh.sort_unstable_by_key(|new| new.at);
        self.insert(connection, fresh.into_iter().map(|new| (row(&things[new.at]), new.mark)))
    }

    /// Fills an empty table with the rows of these things; of two with one key the later stands.
    pub(crate) fn fill<T>(
        &self,
        connection: &Connection,
        things: &[T],
        row: impl Fn(&T) -> Vec<Cell<'_>>,
    ) -> Result<(), StoreError> {
        self.insert(connection, things.iter().map(|thing| (row(thing), 0)))
    }

    fn insert<'t>(
        &self,
        connection: &Connection,
        rows: impl Iterator<Item = (Vec<Cell<'t>>, i64)>,
    ) -> Result<(), StoreError> {
        let marks: Vec<String> = (1..=self.columns.len() + 1).map(|nth| format!("?{nth}")).collect();
        let (columns, marks) = (self.columns.join(", "), marks.join(", "));
        let sql = format!("INSERT OR REPLACE INTO {} ({columns}, mark) VALUES ({marks})", self.table);
        let mut insert = connection.prepare_cached(&sql)?;
        for (mut row, mark) in rows {
            row.push(number(mark));
            insert.execute(params_from_iter(row))?;
        }
        Ok(())
    }

    /// The marks of the rows that these things have, in order; those left out that a later one of the same key replaces.
    fn marked<T: Sync>(&self, things: &[T], row: &(impl Fn(&T) -> Vec<Cell<'_>> + Sync)) -> Vec<New> {
        let n_threads = thread::available_parallelism().map_or(1, usize::from);
        let part = things.len().div_ceil(n_threads).max(1);
        let new = |at: usize| {
            let row = row(&things[at]);
            New { key: hashed(&row[..self.n_key]), mark: hashed(&row).cast_signed(), at }
        };
        let mut all: Vec<New> = thread::scope(|scope| {
            let of_part = |from: usize| (from..(from + part).min(things.len())).map(new).collect::<Vec<_>>();
            let parts: Vec<_> =
                (0..things.len()).step_by(part).map(|from| scope.spawn(move || of_part(from))).collect();
            parts.into_iter().flat_map(|part| part.join().expect("hashing does not panic")).collect()
        });
        all.sort_unstable_by_key(|new| (new.key, std::cmp::Reverse(new.at)));
        all.dedup_by_key(|new| new.key);
        all.sort_unstable_by_key(|new| new.mark);
        all
    }

    /// The marks of the rows there are, in order.
    fn known(&self, connection: &Connection) -> Result<Vec<i64>, StoreError> {
        let sql = format!("SELECT mark FROM {0} INDEXED BY {0}_by_mark ORDER BY mark", self.table);
        let mut query = connection.prepare_cached(&sql)?;
        let (mut found, mut known) = (query.query([])?, Vec::new());
        while let Some(row) = found.next()? {
            known.push(row.get(0)?);
        }
        Ok(known)
    }
}

/// A whole number in a column.
pub(crate) fn number(number: impl Into<i64>) -> Cell<'static> {
    Cell::Owned(Value::Integer(number.into()))
}

/// Hash of cells: the same wherever it is made by one build of clew. Where two builds differ, all is written anew.
fn hashed(cells: &[Cell<'_>]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for cell in cells {
        let value = match cell {
            Cell::Borrowed(value) => *value,
            Cell::Owned(value) => ValueRef::from(value),
            _ => ValueRef::Null,
        };
        match value {
            ValueRef::Null => 0.hash(&mut hasher),
            ValueRef::Integer(number) => (1, number).hash(&mut hasher),
            ValueRef::Real(number) => (2, number.to_bits()).hash(&mut hasher),
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => (3, bytes).hash(&mut hasher),
        }
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const THINGS: Rows = Rows { table: "thing", columns: &["id", "words"], n_key: 1 };

    type Thing = (i64, &'static str);

    fn row<'t>((id, words): &'t Thing) -> Vec<Cell<'t>> {
        vec![number(*id), Cell::Borrowed(ValueRef::Text(words.as_bytes()))]
    }

    fn table() -> Connection {
        let connection = Connection::open_in_memory().expect("memory does not fail");
        connection
            .execute_batch(
                "CREATE TABLE thing (id INTEGER PRIMARY KEY, words TEXT NOT NULL, mark INTEGER NOT NULL DEFAULT 0) STRICT, \
                 WITHOUT ROWID; CREATE INDEX thing_by_mark ON thing (mark);",
            )
            .expect("the schema is right");
        connection
    }

    /// Rows written or deleted to make the table hold these things, and what it holds then.
    fn replaced(connection: &Connection, things: &[Thing]) -> (u64, Vec<(i64, String)>) {
        let before = connection.total_changes();
        THINGS.replace(connection, things, row).expect("it can be written");
        let mut query = connection.prepare("SELECT id, words FROM thing ORDER BY id").expect("the table is there");
        let found = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("it can be read");
        (connection.total_changes() - before, found.collect::<Result<_, _>>().expect("it can be read"))
    }

    #[test]
    fn only_what_differs_is_written() {
        let connection = table();
        let held = |things: &[Thing]| things.iter().map(|(id, words)| (*id, (*words).to_owned())).collect::<Vec<_>>();
        let first = [(1, "a"), (2, "b"), (3, "c")];
        assert_eq!(replaced(&connection, &first), (3, held(&first)));
        assert_eq!(replaced(&connection, &first), (0, held(&first)));
        // One goes, one comes, one has other words: it is written anew.
        let second = [(1, "a"), (3, "d"), (4, "b")];
        assert_eq!(replaced(&connection, &second), (4, held(&second)));
        assert_eq!(replaced(&connection, &[]), (3, Vec::new()));
    }

    #[test]
    fn of_two_with_one_key_the_later_stands_however_often_they_come() {
        let connection = table();
        let things = [(1, "early"), (2, "b"), (1, "late")];
        for n_written in [2, 0, 0] {
            assert_eq!(replaced(&connection, &things), (n_written, vec![(1, "late".into()), (2, "b".into())]));
        }
    }

    #[test]
    fn rows_without_a_mark_are_written_anew() {
        let connection = table();
        connection.execute_batch("INSERT INTO thing (id, words) VALUES (1, 'a'), (2, 'gone')").expect("inserted");
        assert_eq!(replaced(&connection, &[(1, "a")]), (3, vec![(1, "a".into())]));
        assert_eq!(replaced(&connection, &[(1, "a")]).0, 0);
    }
}
