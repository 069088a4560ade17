//! Where the places of documents lie: kept apart from annotations, so that a map asks for no document's.

use crate::case_file::{CaseFile, StoreError};
use crate::derived::unpacked;
use crate::rows::{json, to_json};
use clew_model::{Annotation, Location};
use rusqlite::{Connection, params};
use std::collections::HashMap;

impl CaseFile {
    /// What each document means by an entity, by entity and document; each location of a document once.
    pub fn each_location(&self, mut each: impl FnMut(&str, i64, &Location)) -> Result<(), StoreError> {
        let mut query = self.connection.prepare_cached("SELECT number, body FROM location")?;
        let row = |row: &rusqlite::Row| Ok((row.get::<_, i64>(0)?, json::<Location>(row, 1)?));
        let locations: HashMap<i64, Location> = query.query_map([], row)?.collect::<Result<_, _>>()?;
        let mut query = self.connection.prepare_cached(
            "SELECT DISTINCT c.entity, l.document, l.location FROM located l \
             JOIN chain c ON c.document = l.document AND c.chain = l.chain ORDER BY c.entity, l.document, l.location",
        )?;
        let mut found = query.query([])?;
        while let Some(row) = found.next()? {
            let entity = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
            if let Some(location) = locations.get(&row.get(2)?) {
                each(entity, row.get(1)?, location);
            }
        }
        Ok(())
    }
}

/// The chains of an annotation that have a location: number and location, packed.
pub(crate) fn located(annotation: &Annotation) -> Vec<(u32, String)> {
    let located = |chain: &clew_model::Chain| Some((chain.id, to_json(chain.place.as_ref()?)));
    annotation.chains.iter().filter_map(located).collect()
}

/// Keeps where a document's chains lie.
pub(crate) fn put(connection: &Connection, document: i64, located: &[(u32, String)]) -> Result<(), StoreError> {
    let mut location = connection.prepare_cached("INSERT OR IGNORE INTO location (body) VALUES (?1)")?;
    let mut chain = connection.prepare_cached(
        "INSERT INTO located (document, chain, location) SELECT ?1, ?2, number FROM location WHERE body = ?3",
    )?;
    for (number, body) in located {
        location.execute([body])?;
        chain.execute(params![document, number, body])?;
    }
    Ok(())
}

/// Fills the tables from the annotations of a case of before. One that this version cannot read is made anew before it is asked for.
pub(crate) fn fill(connection: &Connection) -> Result<(), StoreError> {
    let mut query = connection.prepare("SELECT document, annotation FROM annotated ORDER BY document")?;
    let mut found = query.query([])?;
    while let Some(row) = found.next()? {
        let packed = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
        if let Ok(annotation) = unpacked(packed) {
            put(connection, row.get(0)?, &located(&annotation))?;
        }
    }
    Ok(())
}
