//! JSON lines: a document a line, in the form that `clew annotate --from jsonl` takes.

use crate::format::{Format, RecordKind};
use crate::language::language_of;
use crate::walk::{Member, Trouble, Walk};
use crate::{Item, Refusal};
use clew_model::{Basis, Interval, Published, Reading, Sha256};
use jiff::civil::Date;
use serde_json::{Map, Value};
use std::io::{BufRead, BufReader, Read};

/// A document as somebody gave it, with what they know of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenDocument {
    /// Its id; a number in the JSON is taken as its digits.
    pub id: String,
    /// Its text, exactly as given.
    pub text: String,
    /// The day it was published.
    pub date: Option<Date>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// Its address.
    pub url: Option<String>,
}

impl GivenDocument {
    /// The reading of it: nothing is taken from the text that was not given.
    pub fn into_reading(self) -> Reading {
        Reading {
            language: language_of(&self.text),
            text: self.text,
            title: self.title,
            publisher: self.publisher,
            published: self.date.map(|day| Published { interval: Interval::day(day), basis: Basis::Given }),
            url: self.url,
            ..Reading::default()
        }
    }
}

impl From<GivenDocument> for Item {
    /// The document as if it had been read from a file: its original is its text.
    fn from(mut given: GivenDocument) -> Self {
        let (id, original) = (std::mem::take(&mut given.id), given.text.clone().into_bytes());
        let (sha256, media_type) = (Sha256::of(&original), "text/plain".to_owned());
        Item { id, original, sha256, media_type, retrieved_at: None, result: Ok(given.into_reading()) }
    }
}

/// Why a line is no document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// It is not JSON, or no object.
    #[error("the line is no JSON object: {0}")]
    NotAnObject(String),
    /// A field is missing, or of another kind.
    #[error("the line has no {0}")]
    NoField(&'static str),
    /// A field holds what it cannot.
    #[error("{field} is not {expected}: {found}")]
    BadField {
        /// The field.
        field: &'static str,
        /// What it must be.
        expected: &'static str,
        /// What it is.
        found: String,
    },
}

impl RecordError {
    /// The error's name for programs.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotAnObject(_) => "not-json",
            Self::NoField(_) => "missing-field",
            Self::BadField { .. } => "bad-field",
        }
    }
}

/// Reads one line of `--from jsonl`: `{"id", "text", "date"?, "publisher"?, "title"?, "url"?}`, other fields being left
/// alone. A field that is null counts as absent.
pub fn json_lines_record(line: &str) -> Result<GivenDocument, RecordError> {
    let mut record: Map<String, Value> =
        serde_json::from_str(line).map_err(|error| RecordError::NotAnObject(error.to_string()))?;
    let mut field = |name: &'static str| match record.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(string)) => Ok(Some(string)),
        Some(Value::Number(number)) if name == "id" => Ok(Some(number.to_string())),
        Some(other) => Err(RecordError::BadField { field: name, expected: "a string", found: other.to_string() }),
    };
    Ok(GivenDocument {
        id: field("id")?.ok_or(RecordError::NoField("id"))?,
        text: field("text")?.ok_or(RecordError::NoField("text"))?,
        date: field("date")?.map(day).transpose()?,
        publisher: field("publisher")?,
        title: field("title")?,
        url: field("url")?,
    })
}

/// The id in a line, also where the line holds no document otherwise.
pub fn json_lines_id(line: &str) -> Option<String> {
    match serde_json::from_str::<Map<String, Value>>(line).ok()?.remove("id")? {
        Value::String(id) => Some(id),
        Value::Number(id) => Some(id.to_string()),
        _ => None,
    }
}

fn day(written: String) -> Result<Date, RecordError> {
    written.parse().map_err(|_| RecordError::BadField {
        field: "date",
        expected: "a day like 2021-06-10",
        found: written,
    })
}

/// Walks a file of JSON lines; a line that is no document is a failed item by its number.
pub(super) fn walk(walk: &mut Walk<'_>, member: &Member, from: &mut dyn Read) -> Result<(), Trouble> {
    let mut from = BufReader::new(from);
    let most_bytes = walk.limits.document_bytes;
    let mut line = Vec::new();
    for number in 1.. {
        line.clear();
        let read = from.by_ref().take(most_bytes + 1).read_until(b'\n', &mut line);
        if read.map_err(|error| walk.read_trouble(&error))? == 0 {
            break;
        }
        if line.len() as u64 > most_bytes {
            return Err(Refusal::failed(format!("has a line of more than {} MB", most_bytes >> 20)).into());
        }
        let text = String::from_utf8_lossy(&line);
        if text.trim().is_empty() {
            continue;
        }
        let (id, made) = match json_lines_record(text.trim_start_matches('\u{feff}')) {
            Ok(given) => (given.id.clone(), Ok(given.into_reading())),
            Err(error) => (format!("line {number}"), Err(Refusal::failed(error.to_string()))),
        };
        walk.record(member.inside(&id), Format::Record(RecordKind::JsonLine), &line, made)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_text_is_exactly_what_was_given() {
        let given = json_lines_record(
            r#"{"id": 7, "text": " a\r\nb\u0000 ", "date": "2021-06-10", "title": null, "more": []}"#,
        );
        let given = given.expect("a document");
        assert_eq!((given.id.as_str(), given.text.as_str(), given.title.clone()), ("7", " a\r\nb\0 ", None));
        let reading = given.into_reading();
        let day = Published { interval: Interval::day(date(2021, 6, 10)), basis: Basis::Given };
        assert_eq!((reading.text.as_str(), reading.published), (" a\r\nb\0 ", Some(day)));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let check = |line: &str, code: &str, message: &str| {
            let error = json_lines_record(line).expect_err(line);
            assert_eq!((error.code(), error.to_string().as_str()), (code, message), "{line}");
        };
        check(r#"{"text": "x"}"#, "missing-field", "the line has no id");
        check(r#"{"id": "a"}"#, "missing-field", "the line has no text");
        check(r#"{"id": "a", "text": 5}"#, "bad-field", "text is not a string: 5");
        check(r#"{"id": "a", "text": "x", "date": "June"}"#, "bad-field", "date is not a day like 2021-06-10: June");
        assert_eq!(json_lines_id(r#"{"id": 7, "text": 3}"#).as_deref(), Some("7"));
        assert_eq!(json_lines_id("{"), None);
        assert_eq!(json_lines_record("{").expect_err("cut off").code(), "not-json");
        assert_eq!(json_lines_record(r#"["a", "x", null, null, null, null]"#).expect_err("a list").code(), "not-json");
    }
}
