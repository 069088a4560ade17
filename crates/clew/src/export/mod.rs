//! The records that clew prints for other programs, as docs/output.md promises them.
//!
//! The form changes only by addition. Positions count Unicode code points from 0, `end` exclusive; days are ISO 8601,
//! both ends included, null where open. Nothing else of clew prints JSON to standard output.

mod annotated;
mod claim;
mod decision;
mod record;

pub use annotated::{AnnotateError, AnnotatedDocument};
pub use claim::{ClaimRecord, claim_id};
pub use decision::DecisionRecord;
pub use record::{CaseRecord, DocumentRecord, EntityRecord, InputRecord, PredicateFileRecord};

use clew_engine::{Case, EngineError};
use serde::Serialize;
use std::collections::HashMap;
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

/// Prints every record of a case: documents by id, entities by id, claims by document, decisions in order, then the predicate
/// files that it carries.
pub fn write_case(case: &Case, out: &mut impl Write) -> Result<(), ExportError> {
    let mut ids = HashMap::new();
    for number in case.document_numbers()? {
        let record = DocumentRecord::of(case, number)?;
        write_record(&record, out)?;
        ids.insert(number, record.id);
    }
    let mut written = Ok(());
    case.each_entity(|line, mentions, place| {
        if written.is_ok() {
            written = write_record(&EntityRecord::new(line, mentions, place, &ids), out);
        }
    })?;
    written?;
    for number in case.document_numbers()? {
        let Some(document) = case.claims(number)? else { continue };
        for claim in &document.claims {
            write_record(&ClaimRecord::of_case(&document, claim), out)?;
        }
    }
    for decision in case.decisions()? {
        write_record(&DecisionRecord::new(&decision), out)?;
    }
    for file in case.predicate_files()? {
        write_record(&PredicateFileRecord::new(&file), out)?;
    }
    Ok(())
}

fn write_record(record: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, record)?;
    out.write_all(b"\n")
}
