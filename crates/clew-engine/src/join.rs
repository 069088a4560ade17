//! Joining another case to this one: its documents as they were read, and what was decided of them.

use crate::case::CLEW;
use crate::read::Report;
use crate::{Brought, Case, EngineError, Interrupt, Step, predicates};
use clew_model::Outcome;
use clew_store::{Batch, NewDocument, NewInput, Recorded, WholeDocument};
use jiff::Timestamp;
use std::collections::HashMap;

/// Documents that become durable together.
const BATCH: usize = 64;

/// What came of joining a case to another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Joined {
    /// Its documents.
    pub report: Report,
    /// Its decisions.
    pub brought: Brought,
    /// Names of its predicate files that were left there: this case has others of these names.
    pub predicates_left: Vec<String>,
}

impl Case {
    /// Takes in all of another case: predicate files, documents, outcomes, then decisions; and draws the picture again.
    ///
    /// Nothing is read anew that was read by this version of clew with the same predicate files. Stopped on the way, the same call
    /// again goes on.
    pub fn join(
        &mut self,
        other: &Case,
        now: Timestamp,
        interrupt: &Interrupt,
        tell: &mut dyn FnMut(Step<'_>),
    ) -> Result<Joined, EngineError> {
        let place = |case: &Case| case.path().canonicalize().unwrap_or_else(|_| case.path().to_owned());
        if place(self) == place(other) {
            return Err(EngineError::SameCase(other.path().to_owned()));
        }
        let predicates_left = self.take_predicates(other, now)?;
        let own = predicates::hash(&self.file.predicate_files()?);
        let is_same_clew = other.file.progress()?.derived_by.as_deref() == Some(CLEW);
        let (mut report, mut numbers) = (Report::default(), HashMap::new());
        for part in other.file.document_ids()?.chunks(BATCH) {
            interrupt.check()?;
            let batch = self.file.batch(now)?;
            let mut outcomes = Vec::new();
            for (number, id) in part {
                let Some(mut whole) = other.file.whole_document(*number)? else { continue };
                whole.annotated = whole.annotated.filter(|it| is_same_clew && it.was_read_with() == own);
                let (document, is_new) = write(&batch, &whole)?;
                numbers.insert(*number, document);
                outcomes.push((id, if is_new { Outcome::Added } else { Outcome::AlreadyThere }));
            }
            batch.commit()?;
            for (id, outcome) in &outcomes {
                report.count(outcome);
                tell(Step::Recorded { id, outcome });
            }
        }
        self.take_outcomes(other, &numbers, now)?;
        self.complete(now, interrupt, tell)?;
        let brought = self.bring_decisions(&other.file.decisions()?, now)?;
        Ok(Joined { report, brought, predicates_left })
    }

    /// Takes the predicate files whose names are free; the names of the others.
    fn take_predicates(&mut self, other: &Case, now: Timestamp) -> Result<Vec<String>, EngineError> {
        let (own, theirs) = (self.file.predicate_files()?, other.file.predicate_files()?);
        let named = |name: &str| own.iter().find(|file| file.name == name);
        let left = theirs.iter().filter(|file| named(&file.name).is_some_and(|known| known.text != file.text));
        let left = left.map(|file| file.name.clone()).collect();
        let batch = self.file.batch(now)?;
        for file in theirs.iter().filter(|file| named(&file.name).is_none()) {
            batch.predicate_file(&file.name, Some(&file.text))?;
        }
        batch.commit()?;
        Ok(left)
    }

    fn take_outcomes(&mut self, other: &Case, numbers: &HashMap<i64, i64>, now: Timestamp) -> Result<(), EngineError> {
        let batch = self.file.batch(now)?;
        for input in other.file.whole_inputs()? {
            let document = input.document.and_then(|number| numbers.get(&number)).copied();
            batch.input(&NewInput { id: &input.id, sha256: input.sha256, outcome: &input.outcome, document })?;
        }
        for (id, sha256) in other.file.finished_files()? {
            batch.finished_file(&id, sha256)?;
        }
        Ok(batch.commit()?)
    }
}

/// Writes a document of another case; its number, and whether it is new here.
fn write(batch: &Batch<'_>, whole: &WholeDocument) -> Result<(i64, bool), EngineError> {
    let WholeDocument { id, original, media_type, retrieved_at, reading, annotated, mapped } = whole;
    let new = NewDocument { id, original, media_type, retrieved_at: *retrieved_at, reading };
    match batch.document_mapped(&new, mapped.as_ref())? {
        Recorded::AlreadyThere { document } => Ok((document, false)),
        Recorded::Appended { document, reading: number } => {
            if let Some(annotated) = annotated {
                batch.annotated(document, number, reading, annotated)?;
            }
            Ok((document, true))
        }
    }
}
