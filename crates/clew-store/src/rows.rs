use clew_model::{Basis, Interval, Outcome, Published, Sha256, ThingType};
use jiff::{Timestamp, civil::Date};
use rusqlite::Row;
use rusqlite::types::Type;

/// A document in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct DocumentLine {
    /// Its number in the case, from 1, in order of arrival.
    pub number: i64,
    /// The path or id it came under; `archive.zip!member` for what was inside something.
    pub id: String,
    /// Headline or subject.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it could first be read.
    pub published_at: Option<Published>,
    /// What became of it when it was read.
    pub outcome: Outcome,
    /// ISO 639 code of its language.
    pub language: Option<String>,
    /// The earlier document that this one repeats.
    pub copy_of: Option<CopyOf>,
    /// Length of the story in words, furniture left out.
    pub n_words: u32,
}

/// That a document repeats an earlier one.
#[derive(Debug, Clone, PartialEq)]
pub struct CopyOf {
    /// The earliest published document that is repeated.
    pub number: i64,
    /// Its id.
    pub id: String,
    /// Share of the repeating document's words found there, 0 to 1.
    pub share: f64,
}

/// Another document that shares text with the one looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct CopyLine {
    /// The other one.
    pub line: DocumentLine,
    /// Share of the looked-at document's words found in the other one, 0 to 1.
    pub share_of_this: f64,
    /// Share of the other document's words found in the looked-at one, 0 to 1.
    pub share_of_other: f64,
}

/// An entity in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityLine {
    /// Stable id.
    pub id: String,
    /// What sort of thing it is.
    pub thing: ThingType,
    /// The name it is listed under.
    pub name: String,
    /// Every name it has, the listed one first.
    pub names: Vec<String>,
    /// How many documents mention it.
    pub n_documents: u32,
    /// How often it is mentioned.
    pub n_mentions: u32,
}

/// How many documents have something in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// What they have in common: a publisher, an outcome, a language, a month ("2021-06").
    pub what: String,
    /// How many.
    pub n_documents: u32,
}

/// One input and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputLine {
    /// The path or id it was given under.
    pub id: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The document it became, where it became one.
    pub document: Option<i64>,
    /// When that was recorded.
    pub recorded_at: Timestamp,
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Page<T> {
    /// How many there are in all.
    pub n_total: u32,
    /// Those asked for.
    pub items: Vec<T>,
}

/// The columns that [`document_line`] reads, in its order, from the `document_line` view's table of the same name.
pub(crate) const DOCUMENT_LINE: &str = "d.number, d.id, r.title, r.publisher, a.published_earliest, \
     a.published_latest, a.published_basis, i.outcome, i.why, r.language, c.of, o.id, c.share, a.n_words";

/// The tables behind [`DOCUMENT_LINE`]: each document with its latest reading, outcome, and copy.
pub(crate) const FROM_DOCUMENTS: &str = "FROM annotated a \
     JOIN document d ON d.number = a.document \
     JOIN reading r ON r.number = a.reading \
     JOIN input i ON i.number = (SELECT max(number) FROM input WHERE document = d.number) \
     LEFT JOIN copy c ON c.document = d.number \
     LEFT JOIN document o ON o.number = c.of";

pub(crate) fn document_line(row: &Row) -> rusqlite::Result<DocumentLine> {
    let copy_of = match row.get::<_, Option<i64>>(10)? {
        Some(number) => Some(CopyOf { number, id: row.get(11)?, share: row.get(12)? }),
        None => None,
    };
    Ok(DocumentLine {
        number: row.get(0)?,
        id: row.get(1)?,
        title: row.get(2)?,
        publisher: row.get(3)?,
        published_at: published(row, 4)?,
        outcome: outcome(row, 7)?,
        language: row.get(9)?,
        copy_of,
        n_words: row.get(13)?,
    })
}

/// Three columns from `at`: earliest, latest, basis.
pub(crate) fn published(row: &Row, at: usize) -> rusqlite::Result<Option<Published>> {
    let basis = match row.get::<_, Option<String>>(at + 2)?.as_deref() {
        None => return Ok(None),
        Some("given") => Basis::Given,
        Some("metadata") => Basis::Metadata,
        Some("text") => Basis::Text,
        Some("inferred") => Basis::Inferred,
        Some(other) => return Err(unreadable(at + 2, format!("no such basis: {other}"))),
    };
    Ok(Some(Published { interval: Interval { earliest: day(row, at)?, latest: day(row, at + 1)? }, basis }))
}

pub(crate) fn basis_word(basis: Basis) -> &'static str {
    match basis {
        Basis::Given => "given",
        Basis::Metadata => "metadata",
        Basis::Text => "text",
        Basis::Inferred => "inferred",
    }
}

/// Two columns from `at`: the word, the reason.
pub(crate) fn outcome(row: &Row, at: usize) -> rusqlite::Result<Outcome> {
    let word: String = row.get(at)?;
    Outcome::from_word(&word, row.get(at + 1)?).ok_or_else(|| unreadable(at, format!("no such outcome: {word}")))
}

pub(crate) fn day(row: &Row, at: usize) -> rusqlite::Result<Option<Date>> {
    let Some(text) = row.get::<_, Option<String>>(at)? else { return Ok(None) };
    text.parse().map(Some).map_err(|e| unreadable(at, e))
}

pub(crate) fn instant(row: &Row, at: usize) -> rusqlite::Result<Timestamp> {
    row.get::<_, String>(at)?.parse().map_err(|e| unreadable(at, e))
}

pub(crate) fn sha256(row: &Row, at: usize) -> rusqlite::Result<Sha256> {
    row.get(at).map(Sha256)
}

pub(crate) fn thing(row: &Row, at: usize) -> rusqlite::Result<ThingType> {
    let word: String = row.get(at)?;
    ThingType::from_word(&word).ok_or_else(|| unreadable(at, format!("no such type: {word}")))
}

pub(crate) fn json<T: serde::de::DeserializeOwned>(row: &Row, at: usize) -> rusqlite::Result<T> {
    serde_json::from_str(row.get_ref(at)?.as_str()?).map_err(|e| unreadable(at, e))
}

pub(crate) fn to_json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("strings and spans have a JSON form")
}

/// A column whose words this version does not know: a damaged file, or one made by a later clew.
pub(crate) fn unreadable(at: usize, why: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(at, Type::Text, why.into())
}
