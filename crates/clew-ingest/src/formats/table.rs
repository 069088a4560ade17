//! Tables (CSV per RFC 4180, TSV). With a text column: a document a row, the other columns what is known of it. Without one,
//! the whole table is one document: a list of calls or payments is evidence too.
//!
//! Names of columns are in `columns.rules`. Rows are read one by one; an original is its row under the header, as CSV.

use crate::Refusal;
use crate::byline::read_head;
use crate::encoding::decode;
use crate::format::{Format, RecordKind};
use crate::language::language_of;
use crate::walk::{Member, Stop, Trouble, Walk};
use clew_model::{Basis, Interval, Published, Reading};
use jiff::civil::Date;
use std::io::{BufRead, BufReader, Read};

/// Walks the rows of a table; they are numbered by line, the header being 1, unless a column has ids.
pub(super) fn walk(walk: &mut Walk<'_>, member: &Member, from: &mut dyn Read) -> Result<(), Trouble> {
    let mut from = BufReader::with_capacity(1 << 16, from);
    let head = from.fill_buf().map_err(|error| walk.read_trouble(&error))?;
    let encoding = decode(&head[..head.len().min(1 << 16)], member.hints.charset.as_deref()).encoding;
    let delimiter = delimiter(head);
    if !has_text_column(head, encoding, delimiter) {
        let bytes = walk.load(&mut from)?;
        return Ok(walk.document(member, Format::Table, &bytes)?);
    }
    if encoding.starts_with("UTF-16") {
        let bytes = walk.load(&mut from)?;
        let text = decode(&bytes, Some(encoding)).text;
        return rows(walk, member, text.as_bytes(), "UTF-8", delimiter);
    }
    rows(walk, member, from, encoding, delimiter)
}

/// The character between the columns: the one that stands most often in the first line.
fn delimiter(head: &[u8]) -> u8 {
    let first = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |mark: u8| first.iter().filter(|&&byte| byte == mark).count();
    // The last of equals wins, which is the comma.
    [b'|', b'\t', b';', b','].into_iter().max_by_key(|&mark| count(mark)).expect("four marks to choose from")
}

fn has_text_column(head: &[u8], encoding: &str, delimiter: u8) -> bool {
    // Of UTF-16 every other byte is none of the table's: its rows are told apart after decoding.
    let text = decode(head, Some(encoding)).text;
    let mut table = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let names = table.headers().map(|names| names.iter().map(str::to_owned).collect::<Vec<_>>());
    names.is_ok_and(|names| Columns::of(&names).is_ok())
}

fn rows(walk: &mut Walk<'_>, member: &Member, from: impl Read, encoding: &str, delimiter: u8) -> Result<(), Trouble> {
    let mut table = csv::ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(from);
    let mut row = csv::ByteRecord::new();
    let cells = |row: &csv::ByteRecord| row.iter().map(|cell| decode(cell, Some(encoding)).text).collect::<Vec<_>>();
    let mut columns = None;
    loop {
        match table.read_byte_record(&mut row) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(error) => match error.into_kind() {
                csv::ErrorKind::Io(error) => return Err(walk.read_trouble(&error)),
                other => return Err(Refusal::failed(format!("is a damaged table: {other:?}")).into()),
            },
        }
        let line = row.position().map_or(0, csv::Position::line) as usize;
        match &columns {
            None => columns = Some(Columns::of(&cells(&row))?),
            Some(columns) => record(walk, member, columns, line, &cells(&row))?,
        }
    }
}

/// Answers one row, which stands in `line` of its table.
pub(super) fn record(
    walk: &mut Walk<'_>,
    member: &Member,
    columns: &Columns,
    line: usize,
    cells: &[String],
) -> Result<(), Stop> {
    let id = columns.cell(cells, Holds::Id).map_or_else(|| line.to_string(), str::to_owned);
    let original = columns.original(cells);
    walk.record(member.inside(&id), Format::Record(RecordKind::TableRow), &original, columns.reading(cells))
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Text,
    Id,
    Title,
    Date,
    Publisher,
    Authors,
    Url,
}

/// A table's header, understood.
#[derive(Debug)]
pub(super) struct Columns {
    names: Vec<String>,
    places: Vec<(Holds, usize)>,
}

impl Columns {
    /// Understands a header; refuses one without a column of text.
    pub(super) fn of(names: &[String]) -> Result<Self, Refusal> {
        let plain = |name: &str| -> String {
            name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let mut places: Vec<(Holds, usize)> = Vec::new();
        for (holds, known) in rules() {
            let place = names.iter().position(|name| plain(name) == known);
            if let Some(place) = place.filter(|_| places.iter().all(|(other, _)| *other != holds)) {
                places.push((holds, place));
            }
        }
        match places.iter().any(|(holds, _)| *holds == Holds::Text) {
            true => Ok(Self { names: names.to_vec(), places }),
            false => Err(Refusal::skipped("is a table without a column of text")),
        }
    }

    fn cell<'c>(&self, cells: &'c [String], holds: Holds) -> Option<&'c str> {
        let (_, place) = self.places.iter().find(|(held, _)| *held == holds)?;
        cells.get(*place).map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }

    fn reading(&self, cells: &[String]) -> Result<Reading, Refusal> {
        let cell = |holds| self.cell(cells, holds).map(str::to_owned);
        let text = self.cell(cells, Holds::Text).ok_or_else(Refusal::empty)?.to_owned();
        Ok(Reading {
            title: cell(Holds::Title),
            publisher: cell(Holds::Publisher),
            authors: cell(Holds::Authors).into_iter().collect(),
            published: self.cell(cells, Holds::Date).and_then(published),
            url: cell(Holds::Url),
            language: language_of(&text),
            text,
            ..Reading::default()
        })
    }

    fn original(&self, cells: &[String]) -> Vec<u8> {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        for row in [&self.names[..], cells] {
            writer.write_record(row).expect("memory can be written to");
        }
        writer.into_inner().expect("memory can be written to")
    }
}

/// The rules of `columns.rules`, in order.
fn rules() -> impl Iterator<Item = (Holds, &'static str)> {
    include_str!("columns.rules").lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let mut columns = line.split('\t');
        let holds = match columns.next() {
            Some("text") => Holds::Text,
            Some("id") => Holds::Id,
            Some("title") => Holds::Title,
            Some("date") => Holds::Date,
            Some("publisher") => Holds::Publisher,
            Some("authors") => Holds::Authors,
            _ => Holds::Url,
        };
        (holds, columns.next().unwrap_or_default())
    })
}

/// A day as tables write it: ISO 8601, with or without a time behind it; else as a press text's head would.
fn published(cell: &str) -> Option<Published> {
    let iso = cell.get(..10).and_then(|day| day.parse::<Date>().ok());
    let interval = iso.map(Interval::day).or_else(|| Some(read_head(&format!("Date: {cell}")).published?.interval));
    interval.map(|interval| Published { interval, basis: Basis::Metadata })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn header(line: &str) -> Vec<String> {
        line.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn every_rule_is_known_by_its_example() {
        for line in include_str!("columns.rules").lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let [holds, name, example] = line.split('\t').collect::<Vec<_>>()[..] else {
                panic!("not a rule: {line:?}")
            };
            let columns = Columns::of(&header(example)).expect(example);
            let (_, place) =
                columns.places.iter().find(|(held, _)| format!("{held:?}").to_lowercase() == holds).expect(line);
            let found: String = columns.names[*place].to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
            assert_eq!(found, name, "{line}");
        }
    }

    #[test]
    fn a_row_is_a_document_with_what_its_columns_say() {
        let columns = Columns::of(&header("ID,Headline,Body,Published_At,Source")).expect("a body");
        let row: Vec<String> =
            ["7", "Pump fails", "It failed.", "2021-06-10T08:00:00Z", ""].map(str::to_owned).to_vec();
        let reading = columns.reading(&row).expect("a text");
        assert_eq!(
            (reading.text.as_str(), reading.title.as_deref(), reading.publisher),
            ("It failed.", Some("Pump fails"), None)
        );
        let day = Published { interval: Interval::day(date(2021, 6, 10)), basis: Basis::Metadata };
        assert_eq!(reading.published, Some(day));
        assert_eq!(columns.cell(&row, Holds::Id), Some("7"));
        let original = columns.original(&row);
        assert_eq!(original, b"ID,Headline,Body,Published_At,Source\n7,Pump fails,It failed.,2021-06-10T08:00:00Z,\n");
    }

    #[test]
    fn a_table_without_text_and_a_row_without_are_refused() {
        let refused = Columns::of(&header("date,amount")).map(|columns| columns.names);
        assert_eq!(refused, Err(Refusal::skipped("is a table without a column of text")));
        let columns = Columns::of(&header("id,text")).expect("a text");
        assert_eq!(columns.reading(&header("1, ")), Err(Refusal::empty()));
    }

    #[test]
    fn the_delimiter_is_told_by_the_first_line() {
        assert_eq!(delimiter(b"id;title;text\n1;a,b,c,d;x\n"), b';');
        assert_eq!(delimiter(b"text\nx\n"), b',');
    }
}
