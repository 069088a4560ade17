//! The sentences of a case as they are searched for claims.

use crate::derived::unpacked;
use crate::read::Batch;
use clew_model::{Annotation, CodePoints, Span};
use rusqlite::{Transaction, params};

/// A sentence, and the names of what its words refer to under other words: "he", "the minister".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// Where it begins in its text, in code points.
    start: u32,
    words: String,
    names: String,
}

/// The sentences of a text.
pub(crate) fn said(text: &str, annotation: &Annotation) -> Vec<Said> {
    let points = CodePoints::new(text);
    let mentions = &annotation.mentions;
    let sentence = |span: &Span| {
        let words = points.slice(*span).to_owned();
        let first = mentions.partition_point(|mention| mention.span.start < span.start);
        let inside = mentions[first..].iter().take_while(|mention| mention.span.start < span.end);
        let mut names: Vec<&str> = inside
            .filter_map(|mention| annotation.chains.get(mention.chain as usize))
            .map(|chain| chain.name.as_str())
            .filter(|name| !words.contains(name))
            .collect();
        names.sort_unstable();
        names.dedup();
        Said { start: span.start, names: names.join("; "), words }
    };
    annotation.sentences.iter().map(sentence).collect()
}

/// The row of a document's sentence: a claim finds its own by the document's number and where its sentence begins.
fn row_of(document: i64, start: u32) -> i64 {
    (document << 32) | i64::from(start)
}

impl Batch<'_> {
    /// Stores the sentences of a document, in which none is stored.
    pub(crate) fn said(&self, document: i64, sentences: &[Said]) -> rusqlite::Result<()> {
        insert(&self.transaction, document, sentences)
    }

    pub(crate) fn forget_said(&self, document: i64) -> rusqlite::Result<()> {
        let sql = "DELETE FROM said WHERE rowid BETWEEN ?1 AND ?2";
        self.transaction.prepare_cached(sql)?.execute([row_of(document, 0), row_of(document, u32::MAX)])?;
        Ok(())
    }
}

fn insert(transaction: &Transaction<'_>, document: i64, sentences: &[Said]) -> rusqlite::Result<()> {
    let mut insert = transaction.prepare_cached("INSERT INTO said (rowid, sentence, names) VALUES (?1, ?2, ?3)")?;
    for Said { start, words, names } in sentences {
        insert.execute(params![row_of(document, *start), words, names])?;
    }
    Ok(())
}

/// Stores the sentences of every document that is annotated: for a case made before there was such a table.
pub(crate) fn fill(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut query = transaction
        .prepare("SELECT a.document, r.text, a.annotation FROM annotated a JOIN reading r ON r.number = a.reading")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let packed: Vec<u8> = row.get(2)?;
        // What cannot be read is said when it is asked for; a rebuild makes it anew.
        let Ok(annotation) = unpacked(&packed) else { continue };
        insert(transaction, row.get(0)?, &said(&row.get::<_, String>(1)?, &annotation))?;
    }
    Ok(())
}
