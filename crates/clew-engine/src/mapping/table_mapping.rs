use super::template::{Part, parse};
use clew_model::{Level, Modality, Polarity, Predicate, Role, ThingType};
use jiff::civil::Date;
use serde::Deserialize;
use std::collections::BTreeMap;

/// How a table is to be read (docs/formats.md): whose it is, what its columns hold, and the sentences that each row is told in.
#[derive(Debug, Clone, PartialEq)]
pub struct TableMapping {
    /// The name of the mapping's file: claims name it in `by`.
    pub name: String,
    /// Its text, as it was written.
    pub text: String,
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) published_on: Option<Date>,
    /// How days are written, in the form of strptime; ISO 8601 where it does not say.
    pub(super) dates: Option<String>,
    pub(super) things: BTreeMap<String, ThingType>,
    pub(super) sentences: Vec<RowSentence>,
}

/// A sentence that a row is told in, where all its cells are filled.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RowSentence {
    pub parts: Vec<Part>,
    pub stated: Option<RowClaim>,
}

/// What a sentence states.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RowClaim {
    pub predicate: Predicate,
    pub subtype: Option<String>,
    /// Roles, with the numbers of the parts that fill them.
    pub roles: Vec<(Role, usize)>,
    /// The column that says when.
    pub time: Option<String>,
    /// What is counted, and the column that says how many.
    pub count: Option<(String, String)>,
    pub polarity: Polarity,
    pub level: Level,
    pub modality: Modality,
}

/// What is wrong with a mapping.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct MappingError(String);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    title: Option<String>,
    publisher: Option<String>,
    date: Option<String>,
    dates: Option<String>,
    #[serde(default)]
    columns: BTreeMap<String, String>,
    #[serde(rename = "sentence")]
    sentences: Vec<WrittenSentence>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenSentence {
    text: String,
    predicate: Option<String>,
    subtype: Option<String>,
    #[serde(default)]
    roles: BTreeMap<String, Columns>,
    time: Option<String>,
    count: Option<WrittenCount>,
    polarity: Option<String>,
    certainty: Option<String>,
    modality: Option<Modality>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCount {
    what: String,
    column: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Columns {
    One(String),
    Several(Vec<String>),
}

impl TableMapping {
    /// Reads a mapping; `name` is its file's.
    pub fn parse(name: &str, text: &str) -> Result<Self, MappingError> {
        let written: Written = toml::from_str(text).map_err(|error| MappingError(error.to_string()))?;
        let fault = MappingError;
        let day = |day: String| day.parse().map_err(|_| fault(format!("date: {day} is not a day like 2023-03-29")));
        let thing = |(column, word): (String, String)| match ThingType::from_word(&word) {
            Some(thing) if thing != ThingType::Thing => Ok((column, thing)),
            _ => Err(fault(format!("columns: {column} is said to be a {word}, which is no type that clew knows"))),
        };
        let sentences = (1..).zip(written.sentences).map(|(number, sentence)| {
            let read = RowSentence::of(sentence);
            read.map_err(|why| fault(format!("sentence {number}: {why}")))
        });
        let mapping = Self {
            name: name.to_owned(),
            text: text.to_owned(),
            title: written.title,
            publisher: written.publisher,
            published_on: written.date.map(day).transpose()?,
            dates: written.dates,
            things: written.columns.into_iter().map(thing).collect::<Result<_, _>>()?,
            sentences: sentences.collect::<Result<_, _>>()?,
        };
        if mapping.sentences.iter().all(|sentence| sentence.stated.is_none()) {
            return Err(fault("no sentence has a predicate: the table would state nothing".to_owned()));
        }
        Ok(mapping)
    }

    /// Every column that it speaks of.
    pub(super) fn columns(&self) -> impl Iterator<Item = &str> {
        let cells = self.sentences.iter().flat_map(|sentence| &sentence.parts).filter_map(|part| match part {
            Part::Cell(column) => Some(column.as_str()),
            _ => None,
        });
        cells.chain(self.things.keys().map(String::as_str))
    }
}

impl RowSentence {
    fn of(written: WrittenSentence) -> Result<Self, String> {
        let parts = parse(&written.text)?;
        let Some(word) = &written.predicate else { return Ok(Self { parts, stated: None }) };
        let predicate = Predicate::known(word).ok_or_else(|| format!("there is no predicate {word}"))?;
        if !parts.iter().any(|part| matches!(part, Part::Trigger(_))) {
            return Err("put the words that speak of it in brackets: \"{caller} [telephoned] {callee}.\"".to_owned());
        }
        let at = |column: &String| {
            let is_it = |part: &Part| matches!(part, Part::Cell(named) if named == column);
            parts.iter().position(is_it).ok_or_else(|| format!("{column} does not stand in the sentence"))
        };
        let roles = roles(&written.roles, &at)?;
        written.time.as_ref().map(&at).transpose()?;
        written.count.as_ref().map(|count| at(&count.column)).transpose()?;
        let polarity = word_of(written.polarity, "polarity", Polarity::from_word)?;
        let level = word_of(written.certainty, "certainty", Level::from_word)?;
        let stated = RowClaim {
            predicate,
            subtype: written.subtype,
            roles,
            time: written.time,
            count: written.count.map(|count| (count.what, count.column)),
            polarity: polarity.unwrap_or_default(),
            level: level.unwrap_or_default(),
            modality: written.modality.unwrap_or_default(),
        };
        Ok(Self { parts, stated: Some(stated) })
    }
}

/// Roles, with the numbers of the parts that fill them; `at` finds a column's.
fn roles(
    written: &BTreeMap<String, Columns>,
    at: &impl Fn(&String) -> Result<usize, String>,
) -> Result<Vec<(Role, usize)>, String> {
    let mut roles = Vec::new();
    for (word, columns) in written {
        let role = Role::from_word(word).ok_or_else(|| format!("there is no role {word}"))?;
        let columns = match columns {
            Columns::One(column) => std::slice::from_ref(column),
            Columns::Several(columns) => columns,
        };
        for column in columns {
            roles.push((role, at(column)?));
        }
    }
    if roles.is_empty() { Err("a predicate needs roles".to_owned()) } else { Ok(roles) }
}

fn word_of<T>(word: Option<String>, field: &str, from: fn(&str) -> Option<T>) -> Result<Option<T>, String> {
    word.map(|word| from(&word).ok_or_else(|| format!("{field}: {word} is no word that clew knows"))).transpose()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub const CALLS: &str = r#"
title = "Call records"
publisher = "Northmoor Telecom"
date = "2023-03-29"
dates = "%d.%m.%Y"

[columns]
caller = "Phone"
callee = "Phone"

[[sentence]]
text = "{caller} [telephoned] {callee} on {date}."
predicate = "Contact"
subtype = "phone"
roles = { Participant = ["caller", "callee"] }
time = "date"

[[sentence]]
text = "The call lasted {seconds} seconds."
"#;

    #[test]
    fn a_mapping_is_read() {
        let mapping = TableMapping::parse("calls.toml", CALLS).expect("a mapping");
        assert_eq!((mapping.publisher.as_deref(), mapping.sentences.len()), (Some("Northmoor Telecom"), 2));
        let stated = mapping.sentences[0].stated.as_ref().expect("a claim");
        assert_eq!(
            (stated.predicate, &stated.roles[..]),
            (Predicate::Contact, &[(Role::Participant, 0), (Role::Participant, 4)][..])
        );
    }

    #[test]
    fn what_is_wrong_is_named() {
        let check = |from: &str, to: &str, why: &str| {
            let error = TableMapping::parse("calls.toml", &CALLS.replace(from, to)).expect_err(why).to_string();
            assert!(error.contains(why), "{error}");
        };
        check("\"Contact\"", "\"Calling\"", "sentence 1: there is no predicate Calling");
        check("[telephoned]", "telephoned", "sentence 1: put the words that speak of it in brackets");
        check("Participant =", "Caller =", "sentence 1: there is no role Caller");
        check(
            "\"caller\", \"callee\"]",
            "\"caller\", \"called\"]",
            "sentence 1: called does not stand in the sentence",
        );
        check("callee = \"Phone\"", "callee = \"Number\"", "callee is said to be a Number");
        check("subtype", "subtypes", "unknown field");
        check("2023-03-29", "29 March", "date: 29 March is not a day");
        check("predicate = \"Contact\"", "", "no sentence has a predicate");
    }
}
