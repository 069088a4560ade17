//! On whose word a claim stands, as its row has it: the name alone. Which documents carry that word stands once, with the source: a list
//! in each claim's row would grow with the square of the case, and one more document would change the rows of all.

use crate::case_file::{CaseFile, StoreError};
use crate::rows::to_json;
use crate::sources::SourceLine;
use clew_model::{Origin, OriginKind};
use rusqlite::OptionalExtension;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::sync::Arc;

/// An origin but for its documents.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
struct Word {
    name: String,
    kind: OriginKind,
    entity: Option<String>,
}

/// An origin as a claim's row has it, as JSON.
pub(crate) fn without_documents(origin: &Origin) -> String {
    let Origin { name, kind, entity, .. } = origin;
    to_json(&Word { name: name.clone(), kind: *kind, entity: entity.clone() })
}

/// Origins of claims with their documents, each looked up once.
pub(crate) struct Origins<'f> {
    file: &'f CaseFile,
    known: HashMap<Word, Arc<Origin>>,
}

impl<'f> Origins<'f> {
    /// Of a case.
    pub(crate) fn of(file: &'f CaseFile) -> Self {
        Self { file, known: HashMap::new() }
    }

    /// The origin of a claim of this document, as its row has it; somebody who is not named is another in every document.
    pub(crate) fn origin(&mut self, row: Option<String>, document: i64) -> Result<Option<Arc<Origin>>, StoreError> {
        let Some(row) = row else { return Ok(None) };
        let word: Word = serde_json::from_str(&row).map_err(|e| StoreError::Damaged(format!("an origin: {e}")))?;
        let with = |word: Word, documents: Vec<i64>| {
            Arc::new(Origin { name: word.name, kind: word.kind, entity: word.entity, documents })
        };
        if word.kind == OriginKind::Unnamed {
            return Ok(Some(with(word, vec![document])));
        }
        if let Some(known) = self.known.get(&word) {
            return Ok(Some(Arc::clone(known)));
        }
        let documents = self.documents(&word)?.unwrap_or_else(|| vec![document]);
        let origin = with(word.clone(), documents);
        self.known.insert(word, Arc::clone(&origin));
        Ok(Some(origin))
    }

    /// The documents that carry a word, as the case's list of sources has them.
    fn documents(&self, word: &Word) -> Result<Option<Vec<i64>>, StoreError> {
        let sql = "SELECT body FROM source WHERE name = ?1 AND entity = ?2";
        let mut query = self.file.connection.prepare_cached(sql)?;
        let asked = [word.name.as_str(), word.entity.as_deref().unwrap_or_default()];
        let found = query.query_row(asked, |row| crate::rows::json::<SourceLine>(row, 0)).optional()?;
        Ok(found.map(|source| source.origin.documents))
    }
}
