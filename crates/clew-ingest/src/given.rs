//! Documents given as such: one JSON object a line (docs/output.md), the text exact.
//!
//! Read in the calling process, not in a parsing child: a JSON line is clew's own form, its reader has bounded depth, and
//! the text in it is not parsed at all.

use crate::{Item, Refusal, language};
use clew_model::{Basis, Interval, Published, Reading, Sha256};
use jiff::civil::Date;
use serde::Deserialize;

/// A document as it stands in a line.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct GivenDocument {
    /// What it is called.
    #[serde(deserialize_with = "name")]
    pub id: String,
    /// Its text, exactly.
    pub text: String,
    /// The day it was published, "2021-06-07"; what follows the day (a time) is passed over.
    #[serde(default)]
    pub date: Option<String>,
    /// Who published it.
    #[serde(default)]
    pub publisher: Option<String>,
    /// Its headline.
    #[serde(default)]
    pub title: Option<String>,
    /// Its address.
    #[serde(default)]
    pub url: Option<String>,
}

/// A line that holds no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// What it calls itself, where that can be read.
    pub id: Option<String>,
    /// What is wrong with it.
    pub refusal: Refusal,
}

/// Reads one line.
pub fn json_lines_record(line: &str) -> Result<GivenDocument, BadLine> {
    serde_json::from_str(line).map_err(|why| {
        #[derive(Deserialize)]
        struct Named {
            #[serde(deserialize_with = "name")]
            id: String,
        }
        let id = serde_json::from_str::<Named>(line).ok().map(|named| named.id);
        let why = if why.is_data() { format!("is not a document: {why}") } else { format!("is not JSON: {why}") };
        BadLine { id, refusal: Refusal::Failed(why) }
    })
}

/// A name, or a number taken for one.
fn name<'d, D: serde::Deserializer<'d>>(from: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Name {
        Text(String),
        Number(i64),
    }
    Ok(match Name::deserialize(from)? {
        Name::Text(text) => text,
        Name::Number(number) => number.to_string(),
    })
}

impl From<GivenDocument> for Item {
    /// The document as if it had been read from a file: its original is the text.
    fn from(given: GivenDocument) -> Self {
        let GivenDocument { id, text, date, publisher, title, url } = given;
        let (published, missing) = match date.as_deref().map(day) {
            None => (None, Vec::new()),
            Some(Ok(day)) => (Some(Published { interval: Interval::day(day), basis: Basis::Given }), Vec::new()),
            Some(Err(what)) => (None, vec![format!("the date given, {what:?}, is not a day like 2021-06-07")]),
        };
        let original = text.clone().into_bytes();
        let language = language::language_of(&text);
        let reading = Reading { text, title, publisher, published, url, language, missing, ..Reading::default() };
        Item {
            id,
            sha256: Sha256::of(&original),
            original,
            media_type: "text/plain".to_owned(),
            retrieved_at: None,
            result: Ok(reading),
        }
    }
}

fn day(date: &str) -> Result<Date, &str> {
    date.get(..10).and_then(|day| day.parse().ok()).ok_or(date)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clew_model::Outcome;
    use jiff::civil::date;

    fn item(line: &str) -> Item {
        json_lines_record(line).expect("a document").into()
    }

    #[test]
    fn a_line_is_a_document_and_its_text_exact() {
        let read = item(r#"{"id": 7, "text": " Zwölf\r\n \u0000tot ", "date": "2021-06-07T23:00:00Z", "more": []}"#);
        let reading = read.result.clone().expect("read");
        assert_eq!((read.id.as_str(), reading.text.as_str()), ("7", " Zwölf\r\n \0tot "));
        assert_eq!(reading.published.map(|p| p.interval), Some(Interval::day(date(2021, 6, 7))));
        assert_eq!(read.sha256, Sha256::of(reading.text.as_bytes()));
        assert_eq!(read.outcome(), Outcome::Added);
    }

    #[test]
    fn a_date_that_is_none_leaves_the_document_partial() {
        let read = item(r#"{"id": "a", "text": "x", "date": "last week"}"#);
        let missing = "the date given, \"last week\", is not a day like 2021-06-07";
        assert_eq!(read.outcome(), Outcome::Partial(missing.to_owned()));
    }

    #[test]
    fn a_bad_line_says_what_is_wrong_and_whose_it_is() {
        for (line, id, begins) in [
            ("{\"id\": \"a\"}", Some("a"), "is not a document: missing field `text`"),
            ("{\"text\": \"x\"}", None, "is not a document: missing field `id`"),
            ("{\"id\": \"a\", \"text\": 3}", Some("a"), "is not a document: invalid type"),
            ("nonsense", None, "is not JSON"),
            ("{\"id\": \"a\", \"text\": \"x", None, "is not JSON"),
        ] {
            let bad = json_lines_record(line).expect_err(line);
            assert_eq!(bad.id.as_deref(), id, "{line}");
            assert!(matches!(&bad.refusal, Refusal::Failed(why) if why.starts_with(begins)), "{line}: {bad:?}");
        }
    }
}
