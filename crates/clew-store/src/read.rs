use crate::case_file::{CaseFile, StoreError};
use crate::mapped::Mapped;
use crate::rows::{basis_word, json, published, to_json};
use clew_model::{Outcome, Reading, Sha256};
use jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, Transaction, TransactionBehavior, params};
use std::cell::RefCell;
use std::collections::HashSet;
use zstd::bulk::Decompressor;

/// Original bytes, packed to be kept.
#[derive(Debug, Clone)]
pub struct Original {
    pub(crate) sha256: Sha256,
    pub(crate) n_bytes: u64,
    pub(crate) zstd: Vec<u8>,
}

impl Original {
    /// Hashes and compresses `bytes`: costly, so done outside the batch, on whichever thread has them.
    pub fn pack(bytes: &[u8]) -> Self {
        Self { sha256: Sha256::of(bytes), n_bytes: bytes.len() as u64, zstd: pack(bytes) }
    }

    /// The hash of the bytes.
    pub fn sha256(&self) -> Sha256 {
        self.sha256
    }
}

/// Compresses with zstd; level 3 is its default and costs less than hashing.
pub(crate) fn pack(bytes: &[u8]) -> Vec<u8> {
    zstd::bulk::compress(bytes, 3).expect("compressing into memory does not fail")
}

/// What says of itself that it has more bytes is unpacked piece by piece: it may not be true.
const AT_ONCE: u64 = 16 << 20;

thread_local! {
    /// Made once a thread: what one document tells is unpacked in less time than this is made.
    static UNPACKER: RefCell<Option<Decompressor<'static>>> = const { RefCell::new(None) };
}

pub(crate) fn unpack(packed: &[u8]) -> Result<Vec<u8>, StoreError> {
    let n_bytes = zstd::zstd_safe::get_frame_content_size(packed).ok().flatten();
    let unpacked = match n_bytes.filter(|n_bytes| *n_bytes <= AT_ONCE) {
        Some(n_bytes) => UNPACKER.with_borrow_mut(|unpacker| {
            let unpacker = match unpacker {
                Some(unpacker) => unpacker,
                None => unpacker.insert(Decompressor::new()?),
            };
            unpacker.decompress(packed, n_bytes as usize)
        }),
        None => zstd::stream::decode_all(packed),
    };
    unpacked.map_err(|e| StoreError::Damaged(e.to_string()))
}

/// A document as it was read.
#[derive(Debug, Clone)]
pub struct NewDocument<'a> {
    /// The path or id it came under.
    pub id: &'a str,
    /// Its bytes.
    pub original: &'a Original,
    /// Its media type, as recognised.
    pub media_type: &'a str,
    /// When it was obtained.
    pub retrieved_at: Option<Timestamp>,
    /// What ingest made of it.
    pub reading: &'a Reading,
}

/// An input that was tried.
#[derive(Debug, Clone)]
pub struct NewInput<'a> {
    /// The path or id it was given under.
    pub id: &'a str,
    /// The hash of its bytes, where they could be had.
    pub sha256: Option<Sha256>,
    /// What became of it.
    pub outcome: &'a Outcome,
    /// The document it became.
    pub document: Option<i64>,
}

/// What appending a document did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Recorded {
    /// The case had the same reading of the same bytes under the same id.
    AlreadyThere {
        /// The document's number.
        document: i64,
    },
    /// A reading was appended.
    Appended {
        /// The document's number.
        document: i64,
        /// The reading's number.
        reading: i64,
    },
}

/// Additions that become durable together, at [`commit`](Batch::commit); dropped, they leave no trace.
pub struct Batch<'c> {
    pub(crate) transaction: Transaction<'c>,
    pub(crate) now: Timestamp,
}

impl CaseFile {
    /// Begins a batch of additions, all recorded at `now`; waits while another process writes.
    pub fn batch(&mut self, now: Timestamp) -> Result<Batch<'_>, StoreError> {
        let path = self.path().to_owned();
        let begun = self.connection.transaction_with_behavior(TransactionBehavior::Immediate);
        let transaction = begun.map_err(|e| crate::case_file::database(e, &path))?;
        Ok(Batch { transaction, now })
    }

    /// The files that need not be read again: id and hash of each.
    pub fn finished_files(&self) -> Result<HashSet<(String, Sha256)>, StoreError> {
        let mut query = self.connection.prepare("SELECT id, sha256 FROM finished_file")?;
        let found = query.query_map([], |row| Ok((row.get(0)?, Sha256(row.get(1)?))))?;
        Ok(found.collect::<Result<_, _>>()?)
    }
}

impl Batch<'_> {
    /// When its additions are recorded.
    pub(crate) fn now(&self) -> Timestamp {
        self.now
    }

    /// Makes the additions durable.
    pub fn commit(self) -> Result<(), StoreError> {
        Ok(self.transaction.commit()?)
    }

    /// Appends a document, or a new reading of one, or nothing where the case has just that.
    pub fn document(&self, new: &NewDocument<'_>) -> Result<Recorded, StoreError> {
        self.document_mapped(new, None)
    }

    /// The same of a document that a mapping read: another mapping makes it another reading.
    pub fn document_mapped(&self, new: &NewDocument<'_>, mapped: Option<&Mapped>) -> Result<Recorded, StoreError> {
        let document = self.document_number(new)?;
        if let Some((number, known)) = self.latest_reading(document)?
            && known == *new.reading
            && self.mapped(number)?.as_ref() == mapped
        {
            return Ok(Recorded::AlreadyThere { document });
        }
        let reading = self.append_reading(document, new.reading)?;
        if let Some(mapped) = mapped {
            self.append_mapped(reading, mapped)?;
        }
        Ok(Recorded::Appended { document, reading })
    }

    /// Appends an input's outcome, unless the last one recorded for it was the same; "already there" leaves no trace.
    pub fn input(&self, new: &NewInput<'_>) -> Result<(), StoreError> {
        if *new.outcome == Outcome::AlreadyThere {
            return Ok(());
        }
        let last = "SELECT outcome = ?3 AND why IS ?4 AND document IS ?5 FROM input \
             WHERE id = ?1 AND sha256 IS ?2 ORDER BY number DESC LIMIT 1";
        let sha256 = new.sha256.map(|hash| hash.0);
        let (word, why) = (new.outcome.word(), new.outcome.why());
        let mut query = self.transaction.prepare_cached(last)?;
        let same = query.query_row(params![new.id, sha256, word, why, new.document], |row| row.get::<_, bool>(0));
        if same.optional()? != Some(true) {
            self.transaction
                .prepare_cached(
                    "INSERT INTO input (id, sha256, outcome, why, document, recorded_at) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )?
                .execute(params![new.id, sha256, word, why, new.document, self.now.to_string()])?;
        }
        Ok(())
    }

    /// Remembers that a file was read to its end with nothing missing.
    pub fn finished_file(&self, id: &str, sha256: Sha256) -> Result<(), StoreError> {
        self.transaction
            .prepare_cached("INSERT OR IGNORE INTO finished_file (id, sha256, recorded_at) VALUES (?1, ?2, ?3)")?
            .execute(params![id, sha256.0, self.now.to_string()])?;
        Ok(())
    }

    fn document_number(&self, new: &NewDocument<'_>) -> Result<i64, StoreError> {
        let sha256 = new.original.sha256.0;
        let known = self
            .transaction
            .prepare_cached("SELECT number FROM document WHERE id = ?1 AND sha256 = ?2")?
            .query_row(params![new.id, sha256], |row| row.get(0))
            .optional()?;
        if let Some(number) = known {
            return Ok(number);
        }
        self.transaction
            .prepare_cached("INSERT OR IGNORE INTO original (sha256, n_bytes, zstd) VALUES (?1, ?2, ?3)")?
            .execute(params![sha256, new.original.n_bytes, new.original.zstd])?;
        let retrieved_at = new.retrieved_at.map(|at| at.to_string());
        self.transaction
            .prepare_cached(
                "INSERT INTO document (id, sha256, media_type, retrieved_at, recorded_at) VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![new.id, sha256, new.media_type, retrieved_at, self.now.to_string()])?;
        Ok(self.transaction.last_insert_rowid())
    }

    fn latest_reading(&self, document: i64) -> Result<Option<(i64, Reading)>, StoreError> {
        let sql = format!("SELECT {READING}, number FROM reading WHERE document = ?1 ORDER BY number DESC LIMIT 1");
        let found = |row: &Row| Ok((row.get(11)?, reading(row)?));
        Ok(self.transaction.prepare_cached(&sql)?.query_row([document], found).optional()?)
    }

    fn append_reading(&self, document: i64, new: &Reading) -> Result<i64, StoreError> {
        let sql = format!(
            "INSERT INTO reading ({READING}, document, recorded_at) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
        );
        let days = new.published.map(|published| published.interval).unwrap_or_default();
        self.transaction.prepare_cached(&sql)?.execute(params![
            new.title,
            new.publisher,
            to_json(&new.authors),
            days.earliest.map(|day| day.to_string()),
            days.latest.map(|day| day.to_string()),
            new.published.map(|published| basis_word(published.basis)),
            new.url,
            new.language,
            to_json(&new.missing),
            to_json(&new.furniture),
            new.text,
            document,
            self.now.to_string(),
        ])?;
        Ok(self.transaction.last_insert_rowid())
    }
}

/// The columns that [`reading`] reads, in its order.
pub(crate) const READING: &str = "title, publisher, authors, published_earliest, published_latest, published_basis, \
     url, language, missing, furniture, text";

pub(crate) fn reading(row: &Row) -> rusqlite::Result<Reading> {
    Ok(Reading {
        title: row.get(0)?,
        publisher: row.get(1)?,
        authors: json(row, 2)?,
        published: published(row, 3)?,
        url: row.get(6)?,
        language: row.get(7)?,
        missing: json(row, 8)?,
        furniture: json(row, 9)?,
        text: row.get(10)?,
    })
}
