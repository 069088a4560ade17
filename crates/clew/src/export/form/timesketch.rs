use super::super::ExportError;
use super::super::claim::claim_id;
use super::lookup::Lookup;
use super::on_one_line;
use super::sheet::{Cell, Sheet};
use super::stated::{claim_marks, marked};
use clew_engine::Case;
use clew_engine::answer::{DecidedClaim, DocumentClaims};
use clew_model::{CodePoints, Interval};
use jiff::civil::Date;
use std::io::Write;

/// Timesketch's own three first, then clew's.
const COLUMNS: [&str; 18] = [
    "message",
    "datetime",
    "timestamp_desc",
    "earliest",
    "latest",
    "predicate",
    "arguments",
    "polarity",
    "certainty",
    "modality",
    "standing",
    "origin",
    "publisher",
    "published",
    "document",
    "claim",
    "finding",
    "event",
];

/// Writes a case as a timeline that Timesketch imports (<https://timesketch.org/guides/user/import-from-json-csv/>): a row for each
/// claim whose time is known, and one for each dated document. What a row is not simply so stands before its words.
pub fn write_timesketch(case: &Case, out: &mut impl Write) -> Result<(), ExportError> {
    let lookup = Lookup::of(case)?;
    let mut sheet = Sheet::begin(out, &COLUMNS)?;
    for (number, head) in lookup.documents() {
        let published = lookup.published(number);
        let marks: Vec<String> =
            lookup.retracted_by(number).map(|_| "document retracted".to_owned()).into_iter().collect();
        if let Some((day, desc)) =
            dated(published, ["Published", "Published, at the earliest", "Published, at the latest"])
        {
            let title = head.line.title.as_deref().map_or_else(|| head.line.id.clone(), on_one_line);
            let mut row: [Cell; COLUMNS.len()] = std::array::from_fn(|_| Cell::Empty);
            row[..5].clone_from_slice(&times(&marked(&marks, &title), day, desc, published));
            row[12] = Cell::maybe(head.line.publisher.as_deref());
            row[13] = Cell::maybe(published.single_day());
            row[14] = head.line.id.as_str().into();
            sheet.row(row)?;
        }
        let (Some(claims), Some(document)) = (case.claims(number)?, case.document(number)?) else { continue };
        let points = CodePoints::new(&document.text);
        for decided in &claims.claims {
            if let Some(row) = claim_row(&claims, decided, &points, (&lookup, number)) {
                sheet.row(row)?;
            }
        }
    }
    sheet.end()
}

fn claim_row(
    document: &DocumentClaims,
    decided: &DecidedClaim,
    points: &CodePoints<'_>,
    (lookup, number): (&Lookup, i64),
) -> Option<[Cell; COLUMNS.len()]> {
    let (view, claim) = (&decided.view, &decided.view.claim);
    let names = ["Happened", "Happened, at the earliest", "Happened, at the latest"];
    let (day, desc) = dated(claim.time, names)?;
    let placed = document.placed.get(&claim.id);
    let finding = placed.and_then(|placed| placed.finding.as_deref());
    let standing = finding.and_then(|finding| lookup.standing(finding));
    let marks = claim_marks(decided, standing, lookup.retracted_by(number).is_some());
    let message = marked(&marks, &on_one_line(points.slice(view.sentence)));
    let [message, datetime, desc, earliest, latest] = times(&message, day, desc, claim.time);
    let arguments =
        view.arguments.iter().map(|one| format!("{}: {}", one.role.word(), one.name.as_ref().unwrap_or(&one.words)));
    let publisher = lookup.document(number).and_then(|head| head.line.publisher.as_deref());
    let subtype = claim.subtype.as_ref().map(|subtype| format!(": {subtype}")).unwrap_or_default();
    Some([
        message,
        datetime,
        desc,
        earliest,
        latest,
        format!("{}{subtype}", claim.predicate).into(),
        arguments.collect::<Vec<_>>().join("; ").into(),
        claim.polarity.word().into(),
        claim.certainty.level.word().into(),
        super::stated::modality(claim.modality).into(),
        Cell::maybe(standing.map(|standing| standing.word())),
        Cell::maybe(placed.and_then(|placed| placed.origin.as_ref()).map(|origin| origin.name.as_str())),
        Cell::maybe(publisher),
        Cell::maybe(lookup.published(number).single_day()),
        document.id.as_str().into(),
        claim_id(&document.id, claim.id).into(),
        Cell::maybe(finding),
        Cell::maybe(placed.and_then(|placed| placed.event.as_deref())),
    ])
}

/// The day to place an interval at, and what that day is to it: the day itself, its beginning, or its end where no beginning is known.
fn dated(time: Interval, [on, from, until]: [&'static str; 3]) -> Option<(Date, &'static str)> {
    match (time.earliest, time.latest) {
        (Some(day), _) if time.single_day().is_some() => Some((day, on)),
        (Some(day), _) => Some((day, from)),
        (None, Some(day)) => Some((day, until)),
        (None, None) => None,
    }
}

/// Message, datetime, timestamp_desc, earliest, latest. Days are written as their first second: Timesketch has no coarser time.
fn times(message: &str, day: Date, desc: &str, time: Interval) -> [Cell; 5] {
    let Interval { earliest, latest } = time;
    let datetime = format!("{day}T00:00:00+00:00");
    [message.into(), datetime.into(), desc.into(), Cell::maybe(earliest), Cell::maybe(latest)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_time_that_is_not_one_day_says_so() {
        let (june, july) = (date(2021, 6, 1), date(2021, 7, 1));
        let names = ["on", "from", "until"];
        let between = Interval { earliest: Some(june), latest: Some(july) };
        assert_eq!(dated(Interval::day(june), names), Some((june, "on")));
        assert_eq!(dated(between, names), Some((june, "from")));
        assert_eq!(dated(Interval { earliest: None, latest: Some(july) }, names), Some((july, "until")));
        assert_eq!(dated(Interval::open(), names), None);
    }
}
