//! The records that clew prints for other programs, as docs/output.md promises them.
//!
//! The form changes only by addition. Positions count Unicode code points from 0, `end` exclusive; days are ISO 8601,
//! both ends included, null where open. Nothing else of clew prints JSON to standard output.

mod annotated;
mod claim;
mod decision;
pub mod form;
mod links;
mod mention;
mod note;
mod picture;
mod rating;
mod record;
mod watch;

pub use annotated::{AnnotateError, AnnotatedDocument};
pub use claim::{ClaimRecord, claim_id};
pub use decision::{DecisionRecord, read_decision};
pub use links::LinkRecord;
pub use note::NoteRecord;
pub use picture::{
    AliasRecord, CaseIds, DoubtRecord, EventRecord, FindingRecord, KnowledgeRecord, PathsRecord, SourceRecord,
    StatusRecord,
};
pub use record::{CaseRecord, DocumentRecord, EntityRecord, InputRecord, PredicateFileRecord};
pub use watch::{ChangeRecord, WatchedRecord};

use clew_engine::{Case, EngineError};
use mention::Mentions;
use serde::Serialize;
use std::io::{self, Write};

/// Why a case could not be printed.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The case.
    #[error(transparent)]
    Case(#[from] EngineError),
    /// Where it was printed to.
    #[error(transparent)]
    Output(#[from] io::Error),
}

/// Prints every record of a case: documents, entities by id, events by id with their mentions, claims by document, findings by id,
/// knowledge by day, doubts, decisions in order, then the predicate files that it carries.
pub fn write_case(case: &Case, out: &mut impl Write) -> Result<(), ExportError> {
    let ids = CaseIds::of(case)?;
    let retracted = case.retractions()?;
    for number in case.document_numbers()? {
        let mut record = DocumentRecord::of(case, number)?;
        record.retracted_by = retracted.get(&number).copied();
        print(&record, out)?;
    }
    let statuses = case.statuses()?;
    let mut lines = Lines { out, written: Ok(()) };
    case.each_entity(|line, mentions, place| {
        let steps = statuses.get(&line.id).map_or(&[][..], Vec::as_slice);
        let steps = steps.iter().map(|status| StatusRecord::new(status, &ids)).collect();
        lines.write(&EntityRecord::new(line, mentions, place, steps, &ids));
    })?;
    let mut mentions = Mentions::default();
    case.each_event(|event| {
        lines.write(&EventRecord::new(&event, &ids));
        mentions.add(&event);
    })?;
    case.each_mentioned(|event| {
        lines.write(&EventRecord::mentioned(&event, &ids));
        mentions.add_mentioned(&event);
    })?;
    for number in case.document_numbers()? {
        let Some(document) = case.claims(number)? else { continue };
        document.claims.iter().for_each(|claim| lines.write(&ClaimRecord::of_case(&document, claim, &ids)));
        let annotation = case.annotation(number)?;
        mentions.take(number, &annotation, &ids).iter().for_each(|mention| lines.write(mention));
    }
    case.each_finding(|finding| lines.write(&FindingRecord::new(&finding, &ids)))?;
    case.each_knowledge(|knowledge| lines.write(&KnowledgeRecord::new(&knowledge, &ids)))?;
    case.each_doubt(|doubt| lines.write(&DoubtRecord::new(&doubt)))?;
    case.decisions()?.iter().for_each(|decision| lines.write(&DecisionRecord::new(decision)));
    case.predicate_files()?.iter().for_each(|file| lines.write(&PredicateFileRecord::new(file)));
    Ok(lines.written?)
}

/// Records one a line; after one could not be written no more is.
struct Lines<'o, W> {
    out: &'o mut W,
    written: io::Result<()>,
}

impl<W: Write> Lines<'_, W> {
    fn write(&mut self, record: &impl Serialize) {
        if self.written.is_ok() {
            self.written = print(record, self.out);
        }
    }
}

/// Prints a record on a line of its own.
pub fn print(record: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}
