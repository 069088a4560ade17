//! Comma-separated values that a spreadsheet can open without running anything.

use super::super::ExportError;
use std::io::{self, Write};

/// Characters by which a spreadsheet takes a cell for a formula or a command, their full-width forms among them, as OWASP's page on CSV
/// injection lists them; and the apostrophe itself, so that the rule can be undone.
const DANGEROUS: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠', '\''];

/// A table of comma-separated values (RFC 4180: CRLF, quotes doubled), every cell in quotes.
pub struct Sheet<W: Write> {
    rows: csv::Writer<W>,
}

impl<W: Write> Sheet<W> {
    /// Begins a table with the names of its columns.
    pub fn begin(out: W, columns: &[&str]) -> Result<Self, ExportError> {
        let mut rows = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .quote_style(csv::QuoteStyle::Always)
            .from_writer(out);
        rows.write_record(columns).map_err(io::Error::from)?;
        Ok(Self { rows })
    }

    /// Writes a row; a cell that a spreadsheet could take for a formula has an apostrophe put before it.
    pub fn row<const N: usize>(&mut self, cells: [Cell; N]) -> Result<(), ExportError> {
        Ok(self.rows.write_record(cells.map(|cell| cell.written())).map_err(io::Error::from)?)
    }

    /// Ends the table.
    pub fn end(mut self) -> Result<(), ExportError> {
        Ok(self.rows.flush()?)
    }
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Words of a case's, which may be anybody's.
    Words(String),
    /// A number of clew's own: a minus before it is no formula.
    Number(String),
    /// Nothing.
    Empty,
}

impl Cell {
    /// A number.
    pub fn number(number: impl ToString) -> Self {
        Self::Number(number.to_string())
    }

    /// Words where there are any.
    pub fn maybe(words: Option<impl ToString>) -> Self {
        words.map_or(Self::Empty, |words| Self::Words(words.to_string()))
    }

    fn written(self) -> String {
        match self {
            Self::Words(words) if words.starts_with(DANGEROUS) => format!("'{words}"),
            Self::Words(words) => words,
            Self::Number(number) => number,
            Self::Empty => String::new(),
        }
    }
}

impl<S: Into<String>> From<S> for Cell {
    fn from(words: S) -> Self {
        Self::Words(words.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: [Cell; 3]) -> String {
        let mut out = Vec::new();
        let mut sheet = Sheet::begin(&mut out, &["a", "b", "c"]).expect("begun");
        sheet.row(cells).expect("a row");
        sheet.end().expect("ended");
        String::from_utf8(out).expect("UTF-8")
    }

    #[test]
    fn a_cell_that_a_spreadsheet_would_run_is_made_words() {
        let cells = ["=HYPERLINK(\"http://x\")", "@SUM(1)", "－2+3"].map(Cell::from);
        assert_eq!(
            written(cells),
            "\"a\",\"b\",\"c\"\r\n\"'=HYPERLINK(\"\"http://x\"\")\",\"'@SUM(1)\",\"'－2+3\"\r\n"
        );
        let cells = ["'tis", "a=b", "\ttab"].map(Cell::from);
        assert_eq!(written(cells).lines().nth(1), Some("\"''tis\",\"a=b\",\"'\ttab\""));
    }

    #[test]
    fn numbers_stay_numbers_and_commas_stay_in_their_cell() {
        let cells = [Cell::number(-0.5), "one, \"two\"".into(), Cell::Empty];
        assert_eq!(written(cells).lines().nth(1), Some("\"-0.5\",\"one, \"\"two\"\"\",\"\""));
    }
}
