//! Workbooks (XLSX, XLSB, XLS, ODS): a sheet's rows as lines with tabs between the cells; or, where the first sheet has
//! a text column, a document a row.

use super::table::{Columns, record};
use crate::Refusal;
use crate::format::{Format, WorkbookKind};
use crate::language::language_of;
use crate::walk::{Member, Trouble, Walk};
use calamine::{Data, Error, Ods, Range, Reader, Sheets, Xls, Xlsb, Xlsx};
use clew_model::Reading;
use std::io::Cursor;

/// Answers a workbook: a document, or a table of documents.
pub(super) fn walk(walk: &mut Walk<'_>, member: &Member, kind: WorkbookKind, bytes: Vec<u8>) -> Result<(), Trouble> {
    let mut sheets = open(&bytes, kind)?;
    let first = sheets.worksheet_range_at(0).and_then(Result::ok).unwrap_or_default();
    let mut rows = first.rows().map(cells);
    let columns = rows.next().and_then(|names| Columns::of(&names).ok());
    let Some(columns) = columns else { return Ok(walk.document(member, Format::Workbook(kind), &bytes)?) };
    for (nth, cells) in rows.enumerate().filter(|(_, cells)| cells.iter().any(|cell| !cell.trim().is_empty())) {
        record(walk, member, &columns, nth + 2, &cells)?;
    }
    Ok(())
}

/// Reads a workbook as one document.
pub(super) fn read(bytes: &[u8], kind: WorkbookKind) -> Result<Reading, Refusal> {
    let mut sheets = open(bytes, kind)?;
    let mut missing = Vec::new();
    let mut parts = Vec::new();
    for name in sheets.sheet_names() {
        match sheets.worksheet_range(&name) {
            Ok(range) => parts.push((name, lines(&range))),
            Err(error) => missing.push(format!("the sheet {name} ({error})")),
        }
    }
    parts.retain(|(_, lines)| !lines.is_empty());
    let is_single = parts.len() == 1;
    let sheet = |(name, lines): (String, String)| if is_single { lines } else { format!("{name}\n\n{lines}") };
    let text = parts.into_iter().map(sheet).collect::<Vec<_>>().join("\n\n");
    Ok(Reading { language: language_of(&text), missing, text, ..Reading::default() })
}

fn open(bytes: &[u8], kind: WorkbookKind) -> Result<Sheets<Cursor<&[u8]>>, Refusal> {
    let file = Cursor::new(bytes);
    let opened = match kind {
        WorkbookKind::Xlsx => Xlsx::new(file).map(Sheets::Xlsx).map_err(Error::Xlsx),
        WorkbookKind::Xlsb => Xlsb::new(file).map(Sheets::Xlsb).map_err(Error::Xlsb),
        WorkbookKind::Xls => Xls::new(file).map(Sheets::Xls).map_err(Error::Xls),
        WorkbookKind::Ods => Ods::new(file).map(Sheets::Ods).map_err(Error::Ods),
    };
    opened.map_err(|error| {
        let why = error.to_string();
        match why.to_lowercase().contains("password") || why.to_lowercase().contains("encrypt") {
            true => Refusal::encrypted(),
            false => Refusal::failed(format!("is a damaged workbook: {why}")),
        }
    })
}

fn lines(range: &Range<Data>) -> String {
    let rows = range.rows().map(|row| cells(row).join("\t").trim_end().to_owned());
    rows.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

fn cells(row: &[Data]) -> Vec<String> {
    row.iter().map(|cell| shown(cell).replace(['\n', '\r', '\t'], " ")).collect()
}

/// A cell as a reader sees it; dates as ISO 8601, whatever their layout.
fn shown(cell: &Data) -> String {
    match cell {
        Data::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
            match (hour, minute, second) {
                (0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}:{second:02}"),
            }
        }
        other => other.to_string(),
    }
}
