use crate::case_file::{CaseFile, StoreError};
use crate::read::unpack;
use crate::rows::{
    CopyLine, DOCUMENT_LINE, DocumentLine, FROM_DOCUMENTS, InputLine, Page, Tally, day, document_line, instant, json,
    outcome, sha256,
};
use clew_model::{Interval, Sha256, Span};
use jiff::{Timestamp, civil::Date};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, params, params_from_iter};

/// Which documents to list; a field that is `None` asks for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DocumentQuery {
    /// The publisher, as written.
    pub publisher: Option<String>,
    /// The outcome's word.
    pub outcome: Option<String>,
    /// The language's code; "" for documents whose language is not known.
    pub language: Option<String>,
    /// Can have been published on or after this day.
    pub from: Option<Date>,
    /// Can have been published on or before this day.
    pub to: Option<Date>,
    /// Stands in the title or the id, in any case.
    pub words: Option<String>,
    /// What to order by.
    pub sort: DocumentSort,
    /// Last first.
    pub descending: bool,
    /// How many to pass over.
    pub offset: u32,
    /// How many to give at most.
    pub limit: u32,
}

/// What to order documents by; those that lack it come last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DocumentSort {
    /// The first day it can have been published.
    #[default]
    Published,
    /// When it was put into the case.
    Arrived,
    /// The title.
    Title,
    /// The publisher.
    Publisher,
}

/// A document, whole, as the store holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredDocument {
    /// The head.
    pub line: DocumentLine,
    /// The hash of the original.
    pub sha256: Sha256,
    /// Length of the original in bytes.
    pub original_bytes: u64,
    /// The original's media type, as recognised.
    pub media_type: String,
    /// When it was obtained.
    pub retrieved_at: Option<Timestamp>,
    /// When it was put into the case.
    pub recorded_at: Timestamp,
    /// Whether its language is analysed.
    pub is_analysed: bool,
    /// What was read.
    pub reading: StoredReading,
    /// The entity of each chain, by chain id.
    pub entities: Vec<Option<String>>,
}

/// What was read of a document, less what its [`DocumentLine`] says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReading {
    /// The text all offsets count in.
    pub text: String,
    /// Stretches that are not the story.
    pub furniture: Vec<Span>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// The address it gives as its own.
    pub url: Option<String>,
}

impl CaseFile {
    /// Documents in the order asked for.
    pub fn documents(&self, query: &DocumentQuery) -> Result<Page<DocumentLine>, StoreError> {
        let (conditions, mut values) = conditions(query);
        let count = format!("SELECT count(*) {FROM_DOCUMENTS} WHERE {conditions}");
        let n_total = self.connection.query_row(&count, params_from_iter(&values), |row| row.get(0))?;
        let order = order(query.sort, query.descending);
        values.push(Value::Integer(query.limit.into()));
        values.push(Value::Integer(query.offset.into()));
        let sql =
            format!("SELECT {DOCUMENT_LINE} {FROM_DOCUMENTS} WHERE {conditions} ORDER BY {order} LIMIT ? OFFSET ?");
        let mut listed = self.connection.prepare_cached(&sql)?;
        let items = listed.query_map(params_from_iter(&values), document_line)?.collect::<Result<_, _>>()?;
        Ok(Page { n_total, items })
    }

    /// The head of one document.
    pub fn document_line(&self, number: i64) -> Result<Option<DocumentLine>, StoreError> {
        let sql = format!("SELECT {DOCUMENT_LINE} {FROM_DOCUMENTS} WHERE d.number = ?1");
        Ok(self.connection.prepare_cached(&sql)?.query_row([number], document_line).optional()?)
    }

    /// The latest version of the document that came under this id.
    pub fn document_number(&self, id: &str) -> Result<Option<i64>, StoreError> {
        let mut query = self.connection.prepare_cached("SELECT max(number) FROM document WHERE id = ?1")?;
        Ok(query.query_row([id], |row| row.get(0))?)
    }

    /// The numbers of all documents that have been read, by id, versions of one id in order of arrival.
    pub fn document_numbers(&self) -> Result<Vec<i64>, StoreError> {
        let mut query = self.connection.prepare(
            "SELECT d.number FROM annotated a JOIN document d ON d.number = a.document ORDER BY d.id, d.number",
        )?;
        Ok(query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?)
    }

    /// The number and the id of every document that has been read.
    pub fn document_ids(&self) -> Result<Vec<(i64, String)>, StoreError> {
        let mut query = self.connection.prepare("SELECT number, id FROM document ORDER BY number")?;
        Ok(query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?)
    }

    /// One document, whole.
    pub fn document(&self, number: i64) -> Result<Option<StoredDocument>, StoreError> {
        let sql = format!(
            "SELECT {DOCUMENT_LINE}, d.sha256, g.n_bytes, d.media_type, d.retrieved_at, d.recorded_at, a.is_analysed, \
             r.text, r.furniture, r.authors, r.url {FROM_DOCUMENTS} \
             JOIN original g ON g.sha256 = d.sha256 WHERE d.number = ?1"
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let found = query.query_row([number], |row| {
            let retrieved_at: Option<String> = row.get(17)?;
            Ok(StoredDocument {
                line: document_line(row)?,
                sha256: sha256(row, 14)?,
                original_bytes: row.get(15)?,
                media_type: row.get(16)?,
                retrieved_at: retrieved_at.map(|_| instant(row, 17)).transpose()?,
                recorded_at: instant(row, 18)?,
                is_analysed: row.get(19)?,
                reading: StoredReading {
                    text: row.get(20)?,
                    furniture: json(row, 21)?,
                    authors: json(row, 22)?,
                    url: row.get(23)?,
                },
                entities: Vec::new(),
            })
        });
        let Some(mut document) = found.optional()? else { return Ok(None) };
        document.entities = self.entities_of(number)?;
        Ok(Some(document))
    }

    /// A document's untouched bytes.
    pub fn original(&self, number: i64) -> Result<Option<Vec<u8>>, StoreError> {
        let sql = "SELECT g.zstd FROM document d JOIN original g ON g.sha256 = d.sha256 WHERE d.number = ?1";
        let packed: Option<Vec<u8>> =
            self.connection.prepare_cached(sql)?.query_row([number], |row| row.get(0)).optional()?;
        packed.map(|packed| unpack(&packed)).transpose()
    }

    /// The hashes of all originals, in order.
    pub fn originals(&self) -> Result<Vec<Sha256>, StoreError> {
        let mut query = self.connection.prepare("SELECT sha256 FROM original ORDER BY sha256")?;
        Ok(query.query_map([], |row| Ok(Sha256(row.get(0)?)))?.collect::<Result<_, _>>()?)
    }

    /// Whether the bytes that are kept under a hash have that hash.
    pub fn is_original_whole(&self, sha256: Sha256) -> Result<bool, StoreError> {
        let mut query = self.connection.prepare_cached("SELECT n_bytes, zstd FROM original WHERE sha256 = ?1")?;
        let (n_bytes, packed): (usize, Vec<u8>) = query.query_row([sha256.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(unpack(&packed).is_ok_and(|bytes| bytes.len() == n_bytes && Sha256::of(&bytes) == sha256))
    }

    /// The text and furniture of a document's latest reading.
    pub fn story(&self, number: i64) -> Result<Option<(String, Vec<Span>)>, StoreError> {
        let sql = "SELECT text, furniture FROM reading WHERE document = ?1 ORDER BY number DESC LIMIT 1";
        let mut query = self.connection.prepare_cached(sql)?;
        Ok(query.query_row([number], |row| Ok((row.get(0)?, json(row, 1)?))).optional()?)
    }

    /// Documents that share text with this one, most first.
    pub fn overlapping(&self, number: i64) -> Result<Vec<CopyLine>, StoreError> {
        let sql = format!(
            "SELECT {DOCUMENT_LINE}, p.mine, p.theirs FROM (\
               SELECT second AS other, share_of_first AS mine, share_of_second AS theirs FROM overlap WHERE first = ?1 \
               UNION ALL SELECT first, share_of_second, share_of_first FROM overlap WHERE second = ?1) p \
             {joins} ORDER BY max(p.mine, p.theirs) DESC, d.number",
            joins = FROM_DOCUMENTS.replace("FROM annotated a", "JOIN annotated a ON a.document = p.other"),
        );
        let mut query = self.connection.prepare_cached(&sql)?;
        let found = query.query_map([number], |row| {
            Ok(CopyLine { line: document_line(row)?, share_of_this: row.get(14)?, share_of_other: row.get(15)? })
        })?;
        Ok(found.collect::<Result<_, _>>()?)
    }

    /// Inputs with their latest outcome, the latest recorded first; `outcome` asks for one sort only.
    pub fn inputs(&self, outcome_word: Option<&str>, offset: u32, limit: u32) -> Result<Page<InputLine>, StoreError> {
        const FROM: &str = "FROM input i WHERE number = (SELECT max(number) FROM input \
             WHERE id = i.id) AND (?1 IS NULL OR outcome = ?1)";
        let count = format!("SELECT count(*) {FROM}");
        let n_total = self.connection.query_row(&count, [outcome_word], |row| row.get(0))?;
        let sql =
            format!("SELECT id, outcome, why, document, recorded_at {FROM} ORDER BY number DESC LIMIT ?2 OFFSET ?3");
        let mut query = self.connection.prepare_cached(&sql)?;
        let found = query.query_map(params![outcome_word, limit, offset], |row| {
            Ok(InputLine {
                id: row.get(0)?,
                outcome: outcome(row, 1)?,
                document: row.get(3)?,
                recorded_at: instant(row, 4)?,
            })
        })?;
        Ok(Page { n_total, items: found.collect::<Result<_, _>>()? })
    }

    /// How many inputs had each outcome.
    pub fn outcomes(&self) -> Result<Vec<Tally>, StoreError> {
        self.tally(
            "SELECT outcome, count(*) FROM input i WHERE number = (SELECT max(number) FROM input \
             WHERE id = i.id) GROUP BY outcome ORDER BY count(*) DESC, outcome",
        )
    }

    /// Documents a publisher, most first; "" where it is not known.
    pub fn publishers(&self) -> Result<Vec<Tally>, StoreError> {
        self.tally(
            "SELECT coalesce(r.publisher, ''), count(*) FROM annotated a JOIN reading r ON r.number = a.reading \
             GROUP BY 1 ORDER BY 2 DESC, 1",
        )
    }

    /// Documents a language, most first; "" where it is not known.
    pub fn languages(&self) -> Result<Vec<Tally>, StoreError> {
        self.tally(
            "SELECT coalesce(r.language, ''), count(*) FROM annotated a JOIN reading r ON r.number = a.reading \
             GROUP BY 1 ORDER BY 2 DESC, 1",
        )
    }

    /// Documents a month of publication ("2021-06"), in order; by the first day where it is an interval.
    pub fn months(&self) -> Result<Vec<Tally>, StoreError> {
        self.tally(
            "SELECT substr(coalesce(published_earliest, published_latest), 1, 7), count(*) FROM annotated \
             WHERE published_basis IS NOT NULL AND coalesce(published_earliest, published_latest) IS NOT NULL \
             GROUP BY 1 ORDER BY 1",
        )
    }

    /// First and last day on which something was published.
    pub fn published_span(&self) -> Result<Interval, StoreError> {
        let sql = "SELECT min(coalesce(published_earliest, published_latest)), \
             max(coalesce(published_latest, published_earliest)) FROM annotated";
        Ok(self.connection.query_row(sql, [], |row| Ok(Interval { earliest: day(row, 0)?, latest: day(row, 1)? }))?)
    }

    /// Numbers of documents: all, without a date, with an inferred one, not analysed, repeating an earlier one.
    pub fn document_counts(&self) -> Result<[u32; 5], StoreError> {
        let sql = "SELECT count(*), count(*) FILTER (WHERE published_basis IS NULL), \
             count(*) FILTER (WHERE published_basis = 'inferred'), count(*) FILTER (WHERE NOT is_analysed), \
             (SELECT count(*) FROM copy) FROM annotated";
        Ok(self
            .connection
            .query_row(sql, [], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?]))?)
    }

    fn tally(&self, sql: &str) -> Result<Vec<Tally>, StoreError> {
        let mut query = self.connection.prepare_cached(sql)?;
        let found = query.query_map([], |row| Ok(Tally { what: row.get(0)?, n_documents: row.get(1)? }))?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

fn conditions(query: &DocumentQuery) -> (String, Vec<Value>) {
    let mut conditions = vec!["1"];
    let mut values = Vec::new();
    let mut ask = |condition: &'static str, value: Option<String>| {
        if let Some(value) = value {
            conditions.push(condition);
            values.push(Value::Text(value));
        }
    };
    ask("coalesce(r.publisher, '') = ?", query.publisher.clone());
    ask("i.outcome = ?", query.outcome.clone());
    ask("coalesce(r.language, '') = ?", query.language.clone());
    ask("coalesce(a.published_latest, a.published_earliest) >= ?", query.from.map(|day| day.to_string()));
    ask("coalesce(a.published_earliest, a.published_latest) <= ?", query.to.map(|day| day.to_string()));
    ask("instr(lower(coalesce(r.title, '') || ' ' || d.id), lower(?)) > 0", query.words.clone());
    (conditions.join(" AND "), values)
}

fn order(sort: DocumentSort, descending: bool) -> String {
    let column = match sort {
        DocumentSort::Published => "coalesce(a.published_earliest, a.published_latest)",
        DocumentSort::Arrived => "d.number",
        DocumentSort::Title => "r.title COLLATE NOCASE",
        DocumentSort::Publisher => "r.publisher COLLATE NOCASE",
    };
    let direction = if descending { "DESC" } else { "ASC" };
    format!("{column} {direction} NULLS LAST, d.number {direction}")
}
