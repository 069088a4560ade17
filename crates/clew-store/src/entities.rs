use crate::case_file::{CaseFile, StoreError};
use crate::rows::{EntityLine, Page, json, thing};
use clew_model::ThingType;
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params_from_iter};

/// Which entities to list; only those that a name refers to are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntityQuery {
    /// Only this sort of thing.
    pub thing: Option<ThingType>,
    /// Stands in one of its names, in any case.
    pub words: Option<String>,
    /// How many to pass over.
    pub offset: u32,
    /// How many to give at most.
    pub limit: u32,
}

const COLUMNS: &str = "id, thing, name, names, n_documents, n_mentions";

fn entity_line(row: &Row) -> rusqlite::Result<EntityLine> {
    Ok(EntityLine {
        id: row.get(0)?,
        thing: thing(row, 1)?,
        name: row.get(2)?,
        names: json(row, 3)?,
        n_documents: row.get(4)?,
        n_mentions: row.get(5)?,
    })
}

impl CaseFile {
    /// Entities, those in most documents first.
    pub fn entities(&self, query: &EntityQuery) -> Result<Page<EntityLine>, StoreError> {
        let (mut from, mut values) = ("FROM entity WHERE is_named = 1".to_owned(), Vec::new());
        // What is not asked for is left out, so that the index by weight alone gives what is first of a type.
        if let Some(thing) = query.thing {
            from.push_str(" AND thing = ?");
            values.push(Value::Text(thing.word().to_owned()));
        }
        if let Some(words) = &query.words {
            from.push_str(" AND instr(lower(names), lower(?)) > 0");
            values.push(Value::Text(words.clone()));
        }
        let n_total = self
            .connection
            .prepare_cached(&format!("SELECT count(*) {from}"))?
            .query_row(params_from_iter(values.iter()), |row| row.get(0))?;
        values.extend([Value::from(query.limit), Value::from(query.offset)]);
        let sql =
            format!("SELECT {COLUMNS} {from} ORDER BY n_documents DESC, n_mentions DESC, name, id LIMIT ? OFFSET ?");
        let mut listed = self.connection.prepare_cached(&sql)?;
        let items = listed.query_map(params_from_iter(values), entity_line)?;
        Ok(Page { n_total, items: items.collect::<Result<_, _>>()? })
    }

    /// One entity.
    pub fn entity(&self, id: &str) -> Result<Option<EntityLine>, StoreError> {
        let sql = format!("SELECT {COLUMNS} FROM entity WHERE id = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([id], entity_line).optional()?)
    }

    /// Every entity, named or not, by id.
    pub fn each_entity(&self, mut each: impl FnMut(EntityLine)) -> Result<(), StoreError> {
        let mut query = self.connection.prepare(&format!("SELECT {COLUMNS} FROM entity ORDER BY id"))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            each(entity_line(row)?);
        }
        Ok(())
    }

    /// An entity's chains: document number, chain number; documents by date of publication, undated last.
    pub fn chains_of(&self, entity: &str) -> Result<Vec<(i64, u32)>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT c.document, c.chain FROM chain c JOIN annotated a ON a.document = c.document WHERE c.entity = ?1 \
             ORDER BY coalesce(a.published_earliest, a.published_latest) NULLS LAST, c.document, c.chain",
        )?;
        Ok(query.query_map([entity], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// The entity of each chain of a document, by chain id, up to the last that has one.
    pub fn entities_of(&self, document: i64) -> Result<Vec<Option<String>>, StoreError> {
        let mut query =
            self.connection.prepare_cached("SELECT chain, entity FROM chain WHERE document = ?1 ORDER BY chain")?;
        let mut entities = Vec::new();
        for row in query.query_map([document], |row| Ok((row.get::<_, u32>(0)?, row.get(1)?)))? {
            let (chain, entity) = row?;
            // Not every chain of an annotation has a row here: none is kept of things without a type.
            entities.resize(chain as usize, None);
            entities.push(entity);
        }
        Ok(entities)
    }
}
