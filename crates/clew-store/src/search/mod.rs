//! Search by words and fields, for documents and for claims.

mod condition;
mod query;
pub(crate) mod said;

pub use query::{BadQuery, WordQuery};

use crate::case_file::{CaseFile, StoreError};
use crate::rows::{DOCUMENT_LINE, DocumentLine, FROM_DOCUMENTS, Page, document_line};
use clew_model::{ClaimAt, Span};
use condition::{Condition, Of};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params, params_from_iter};

/// What FTS5 puts around a hit: code points that Unicode sets aside for such private use within a program. A text that
/// holds them all the same is wrongly marked, no worse.
const HIT_BEGINS: char = '\u{FDD0}';
const HIT_ENDS: char = '\u{FDD1}';

/// The query for words in a row, in the text alone.
pub(crate) fn phrase(words: &str) -> String {
    format!("text : {}", query::quoted(words.trim_end_matches('*')))
}

/// A document that a query finds.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The document.
    pub line: DocumentLine,
    /// Its text.
    pub text: String,
    /// Where in the text the words of the query stand, in order.
    pub marks: Vec<Span>,
}

impl CaseFile {
    /// Documents that the query finds, best first (BM25; a word in the title counts five times, in the publisher twice); where it
    /// asks for no words that all of them have, by day of publication.
    pub fn search(&self, query: &WordQuery, offset: u32, limit: u32) -> Result<Page<Hit>, StoreError> {
        let (ranking, is_exact) = query.ranking();
        let Condition { mut sql, mut values } = match is_exact {
            true => Condition { sql: "true".to_owned(), values: Vec::new() },
            false => query.condition(Of::Document),
        };
        let order = match &ranking {
            None => "coalesce(a.published_earliest, a.published_latest) NULLS LAST, d.number",
            Some(_) => "ranked.rank, d.number",
        };
        let from = match ranking {
            None => "annotated a JOIN document d ON d.number = a.document",
            Some(words) => {
                sql = format!("ranked.words MATCH ? AND ranked.rank MATCH 'bm25(5.0, 2.0, 1.0)' AND {sql}");
                values.insert(0, Value::Text(words));
                "words ranked JOIN annotated a ON a.reading = ranked.rowid JOIN document d ON d.number = a.document"
            }
        };
        let n_total = self.counted(from, &sql, &values)?;
        values.extend([Value::from(limit), Value::from(offset)]);
        let listed = format!("SELECT d.number FROM {from} WHERE {sql} ORDER BY {order} LIMIT ? OFFSET ?");
        let found: Vec<i64> = self.listed(&listed, values, |row| row.get(0))?;
        let marking = query.marking();
        let items = found.into_iter().map(|document| self.hit(document, marking.as_deref()));
        Ok(Page { n_total, items: items.collect::<Result<_, _>>()? })
    }

    /// Claims whose sentence has the words, under what is said or in the names of what its words refer to, and of which the fields
    /// hold; by day of publication of the document, then in its order.
    pub fn search_claims(&self, query: &WordQuery, offset: u32, limit: u32) -> Result<Page<ClaimAt>, StoreError> {
        const FROM: &str =
            "claim c JOIN annotated a ON a.document = c.document JOIN document d ON d.number = c.document";
        let Condition { sql, mut values } = query.condition(Of::Claim);
        let n_total = self.counted(FROM, &sql, &values)?;
        values.extend([Value::from(limit), Value::from(offset)]);
        let listed = format!(
            "SELECT c.document, c.claim FROM {FROM} WHERE {sql} \
             ORDER BY coalesce(a.published_earliest, a.published_latest) NULLS LAST, c.document, c.start, c.claim LIMIT ? OFFSET ?"
        );
        let items = self.listed(&listed, values, |row| Ok(ClaimAt { document: row.get(0)?, claim: row.get(1)? }))?;
        Ok(Page { n_total, items })
    }

    fn counted(&self, from: &str, condition: &str, values: &[Value]) -> Result<u32, StoreError> {
        let sql = format!("SELECT count(*) FROM {from} WHERE {condition}");
        Ok(self.connection.prepare_cached(&sql)?.query_row(params_from_iter(values), |row| row.get(0))?)
    }

    fn listed<T>(
        &self,
        sql: &str,
        values: Vec<Value>,
        read: impl FnMut(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, StoreError> {
        let mut query = self.connection.prepare_cached(sql)?;
        Ok(query.query_map(params_from_iter(values), read)?.collect::<Result<_, _>>()?)
    }

    /// A document with the words marked that are asked for.
    fn hit(&self, document: i64, marking: Option<&str>) -> Result<Hit, StoreError> {
        let sql = format!("SELECT {DOCUMENT_LINE}, r.text, r.number {FROM_DOCUMENTS} WHERE d.number = ?1");
        let (line, text, reading) = self
            .connection
            .prepare_cached(&sql)?
            .query_row([document], |row| Ok((document_line(row)?, row.get(14)?, row.get::<_, i64>(15)?)))?;
        // Marking costs as much as reading the document again, so only those of the page are.
        let mut query = self
            .connection
            .prepare_cached("SELECT highlight(words, 2, ?3, ?4) FROM words WHERE words MATCH ?1 AND rowid = ?2")?;
        let mark = |marking: &str| {
            let ends = (HIT_BEGINS.to_string(), HIT_ENDS.to_string());
            query.query_row(params![marking, reading, ends.0, ends.1], |row| row.get::<_, String>(0)).optional()
        };
        let marked = marking.map(mark).transpose()?.flatten();
        Ok(match marked {
            Some(marked) => {
                let (text, marks) = unmark(&marked);
                Hit { line, text, marks }
            }
            None => Hit { line, text, marks: Vec::new() },
        })
    }
}

/// The text without the marks, and where they stood, in code points.
fn unmark(marked: &str) -> (String, Vec<Span>) {
    let mut text = String::with_capacity(marked.len());
    let (mut hits, mut at, mut begun) = (Vec::new(), 0u32, None);
    for c in marked.chars() {
        match c {
            HIT_BEGINS => begun = Some(at),
            HIT_ENDS => hits.extend(begun.take().map(|start| Span::new(start, at))),
            _ => {
                text.push(c);
                at += 1;
            }
        }
    }
    (text, hits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_spans_of_code_points() {
        let (passage, hits) = unmark("…Żó \u{FDD0}woda\u{FDD1} i \u{FDD0}wodą\u{FDD1}");
        assert_eq!(passage, "…Żó woda i wodą");
        assert_eq!(hits, [Span::new(4, 8), Span::new(11, 15)]);
    }
}
