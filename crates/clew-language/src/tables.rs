//! Tables of records inside a text: a line that names columns, then lines with as many cells. Lists of calls, payments and
//! people come so, in CSV (RFC 4180) and its kin, as documents of their own, pasted into mails, or between blank lines.
//!
//! Names in such lists stand in no sentence, and a model that reads sentences guesses at them; the name of their column tells.
//! Nothing here guesses from the cells alone: lines of which none names a known column are no table.

mod cells;
mod columns;

#[cfg(test)]
pub(crate) use columns::COLUMNS;

use cells::{DELIMITERS, cells};
use clew_model::ThingType;
use columns::{Header, Held};
use std::ops::Range;

/// The longest line of a table in bytes.
const LONGEST_LINE: usize = 2_000;

/// The longest cell in bytes; a header's is shorter by far.
const LONGEST_CELL: usize = 200;

/// The fewest lines under a header that make a table.
const FEWEST_ROWS: usize = 2;

/// The tables of a text, in order.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    tables: Vec<Table>,
    /// The lines of all tables, headers among them, in order.
    rows: Vec<Row>,
}

/// What all rows of one table have in common.
#[derive(Debug)]
struct Table {
    delimiter: char,
    /// What each column holds, as far as it tells a name.
    columns: Vec<Option<Held>>,
}

/// A line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Row {
    /// Its bytes, without the white space around it.
    start: u32,
    end: u32,
    table: u32,
    is_header: bool,
}

impl Row {
    fn bytes(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A cell with words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cell {
    /// Its words, without quotation marks and white space.
    pub bytes: Range<usize>,
    /// What it names, where its column tells.
    pub thing: Option<ThingType>,
}

impl Tables {
    /// Finds the tables of a text; `is_whole` says whether a line may be read as one.
    pub(crate) fn of(text: &str, is_whole: impl Fn(&Range<usize>) -> bool) -> Self {
        let mut found = Self::default();
        let mut open: Option<Open> = None;
        let mut n_blank = 0;
        let mut start = 0;
        for line in text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{c}']) {
            let bytes = trimmed(line, start);
            start += line.len();
            if bytes.is_empty() {
                // The two ends of CRLF are one.
                n_blank += usize::from(line != "\n" || !text[..start - 1].ends_with('\r'));
                continue;
            }
            let is_row = is_whole(&bytes) && open.as_mut().is_some_and(|open| open.take(text, bytes.clone(), n_blank));
            if !is_row {
                found.close(text, open.take());
                open = Some(bytes).filter(|bytes| is_whole(bytes)).and_then(|bytes| Open::at(text, bytes));
            }
            n_blank = 0;
        }
        found.close(text, open);
        found
    }

    fn close(&mut self, text: &str, open: Option<Open>) {
        let Some(open) = open.filter(|open| open.rows.len() >= FEWEST_ROWS) else { return };
        let parted =
            |row: &Range<usize>| cells(text, row.clone(), open.delimiter).expect("it was parted when it was taken in");
        let words = |row| parted(row).into_iter().map(|cell| &text[cell]).collect();
        let columns = open.header.columns(open.rows.iter().map(words));
        let table = self.tables.len() as u32;
        let lines = std::iter::once((open.line, true)).chain(open.rows.into_iter().map(|row| (row, false)));
        self.rows.extend(lines.map(|(bytes, is_header)| Row {
            start: bytes.start as u32,
            end: bytes.end as u32,
            table,
            is_header,
        }));
        self.tables.push(Table { delimiter: open.delimiter, columns });
    }

    /// The bytes of every row, headers among them, in order.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.rows.iter().map(Row::bytes)
    }

    /// Whether a stretch of bytes shares a byte with a table's row.
    pub(crate) fn touch(&self, bytes: &Range<usize>) -> bool {
        let next = self.rows.partition_point(|row| row.end as usize <= bytes.start);
        self.rows.get(next).is_some_and(|row| (row.start as usize) < bytes.end)
    }

    /// The cells of a row that have words, in order; `None` where these bytes are no row.
    pub(crate) fn cells(&self, text: &str, row: &Range<usize>) -> Option<Vec<Cell>> {
        let at = self.rows.binary_search_by_key(&row.start, |row| row.start as usize).ok()?;
        let found = &self.rows[at];
        let table = &self.tables[found.table as usize];
        let cells = cells(text, found.bytes(), table.delimiter)?;
        let named = cells.into_iter().zip(&table.columns).map(|(bytes, held)| {
            let thing = held.filter(|_| !found.is_header).and_then(|held| held.thing(&text[bytes.clone()]));
            Cell { bytes, thing }
        });
        Some(named.filter(|cell| !cell.bytes.is_empty()).collect())
    }
}

/// A table that may go on.
struct Open {
    delimiter: char,
    header: Header,
    line: Range<usize>,
    rows: Vec<Range<usize>>,
    /// The most blank lines between two of its lines.
    n_blank: usize,
}

impl Open {
    /// The table whose header this line is, if it is one.
    fn at(text: &str, line: Range<usize>) -> Option<Self> {
        if line.len() > LONGEST_LINE {
            return None;
        }
        let parted =
            DELIMITERS.into_iter().filter_map(|delimiter| Some((delimiter, cells(text, line.clone(), delimiter)?)));
        // The first of equals.
        let (delimiter, cells) = parted.rev().max_by_key(|(_, cells)| cells.len())?;
        let names: Vec<&str> = cells.iter().map(|cell| &text[cell.clone()]).collect();
        Some(Self { delimiter, header: Header::of(&names)?, line, rows: Vec::new(), n_blank: 0 })
    }

    /// Takes a line in, `n_blank` blank ones before it, if it is a row.
    fn take(&mut self, text: &str, line: Range<usize>, n_blank: usize) -> bool {
        if self.rows.is_empty() {
            self.n_blank = n_blank.min(1);
        }
        if n_blank > self.n_blank || line.len() > LONGEST_LINE {
            return false;
        }
        let Some(cells) = cells(text, line.clone(), self.delimiter) else { return false };
        let is_row = cells.len() == self.header.len() && cells.iter().all(|cell| cell.len() <= LONGEST_CELL);
        if is_row {
            self.rows.push(line);
        }
        is_row
    }
}

/// The bytes of a line that begins at `start`, without its end and the spaces around it; tabs may be empty cells and stay.
fn trimmed(line: &str, start: usize) -> Range<usize> {
    if line.trim().is_empty() {
        return start..start;
    }
    let is_blank = |c: char| c.is_whitespace() && c != '\t';
    let end = start + line.trim_end_matches(is_blank).len();
    end - line.trim_end_matches(is_blank).trim_start_matches(is_blank).len()..end
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::tests::check_examples;

    /// The names of all tables, as "Type:words".
    fn read(text: &str) -> String {
        let tables = Tables::of(text, |_| true);
        let named = |cell: Cell| Some(format!("{}:{}", cell.thing?.word(), &text[cell.bytes]));
        let cells = tables.rows().flat_map(|row| tables.cells(text, &row).expect("it is a row"));
        cells.filter_map(named).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn examples_of_the_lexicon() {
        check_examples(COLUMNS, |text| read(&text.replace(" // ", "\n")));
    }

    #[test]
    fn tables_are_found_however_they_are_written() {
        let expected = "Person:Ana Silva Phone:417 Person:Weil, Jonas Phone:902";
        for table in [
            "Passenger;Phone\nAna Silva;417\nWeil, Jonas;902",
            "Passenger\tPhone\nAna Silva\t417\nWeil, Jonas\t902\n",
            "passenger,phone\r\nAna Silva,417\r\n\"Weil, Jonas\",902\r\n",
            "  \"PASSENGER\" , \"PHONE\"  \n \"Ana Silva\", 417 \n\"Weil, Jonas\" ,902",
            "| Passenger | Phone |\n|---|---|\n| Ana Silva | 417 |\n| Weil, Jonas | 902 |",
            "Passenger;Phone;\n\nAna Silva;417;\n\nWeil, Jonas;902;",
            "Seen by us\nPassenger;Phone;Seat\nAna Silva;417;\nWeil, Jonas;902;1A\nEnd of list",
        ] {
            assert_eq!(read(table), expected, "{table}");
        }
    }

    #[test]
    fn two_tables_may_follow_one_another() {
        let text = "caller,called\n417,902\n902,355\n\nname,age\nAna Silva,41\nJonas Weil,39";
        assert_eq!(read(text), "Phone:417 Phone:902 Phone:902 Phone:355 Person:Ana Silva Person:Jonas Weil");
    }

    #[test]
    fn what_is_no_table_names_nothing() {
        for text in [
            "",
            "caller,called\n417,902",
            "caller,called\n417,902\n\n\n902,355",
            "caller,called\n417,902,1\n902,355,2",
            "The caller, the passenger and the driver left.\nAna, Jonas and Lena stayed.\nThey wept, sang and slept.",
            "Ana Silva, driver\nJonas Weil, guest\nLena Dahl, captain",
            "date,weather\n3 March,rain\n4 March,sun",
            "caller;\"called\n417;902\n902;355",
        ] {
            assert_eq!(read(text), "", "{text}");
        }
    }

    #[test]
    fn a_line_that_may_not_be_read_whole_is_no_row() {
        let text = "caller,called\n417,902\n902,355\n355,417";
        let tables = Tables::of(text, |line| line.start != 22);
        assert_eq!(tables.rows().count(), 0);
        assert!(!tables.touch(&(0..text.len())));
    }

    #[test]
    fn what_touches_a_row_is_known() {
        let text = "Calls\ncaller,called\n417,902\n902,355\nEnd";
        let tables = Tables::of(text, |_| true);
        let rows: Vec<&str> = tables.rows().map(|row| &text[row]).collect();
        assert_eq!(rows, ["caller,called", "417,902", "902,355"]);
        assert!(tables.touch(&(3..8)) && tables.touch(&(30..90)) && tables.touch(&(21..22)));
        assert!(!tables.touch(&(0..6)) && !tables.touch(&(36..39)) && !tables.touch(&(19..20)));
        assert_eq!(tables.cells(text, &(7..19)), None);
    }
}
