use super::pipeline::{Made, Read, Thought, thought};
use super::{Report, Step};
use crate::EngineError;
use crate::analyse::{pack, pack_mapped, told};
use crate::predicates::OwnPatterns;
use clew_analysis::ToldTriggers;
use clew_model::{Annotation, Outcome};
use clew_store::{Batch, CaseFile, NewAnnotated, NewDocument, NewInput, Original, Recorded};
use jiff::Timestamp;
use std::mem;
use std::time::Duration;

/// So many things become durable together at most.
const BATCH: usize = 64;

/// What is worked out on the thinking threads, so that the writing thread only writes.
pub(super) struct Worked {
    original: Original,
    annotated: NewAnnotated,
}

pub(super) fn work(read: &Read, own: &OwnPatterns) -> Worked {
    let annotated = match &read.mapped {
        Some(mapped) => pack_mapped(&read.reading, &mapped.annotation, own),
        None => pack(&read.reading, own),
    };
    Worked { original: Original::pack(&read.original), annotated }
}

/// Kept searchable and shown, where clew itself stumbled over the text.
fn unannotated(read: &Read) -> Worked {
    let (published, nothing) = (read.reading.published, Annotation::default());
    let told = told(&read.reading, published, &nothing, ToldTriggers::default());
    let annotated = NewAnnotated::pack(published, false, 0, "", &nothing, &told, &[]);
    Worked { original: Original::pack(&read.original), annotated }
}

/// Writes what is made of the inputs into the case, some dozens of documents at a time.
///
/// A batch is opened only when all that goes into it is there: no other program waits for a slow parse.
pub(super) struct Recorder<'c> {
    file: &'c mut CaseFile,
    now: Timestamp,
    waiting: Vec<Made<Worked>>,
    report: Report,
    /// How long the input took that is not at its end.
    took: Duration,
}

impl<'c> Recorder<'c> {
    pub fn new(file: &'c mut CaseFile, now: Timestamp) -> Self {
        Self { file, now, waiting: Vec::new(), report: Report::default(), took: Duration::ZERO }
    }

    /// Takes one thing; it is durable after the next [`keep`](Self::keep) at the latest.
    pub fn record(&mut self, made: Made<Worked>, tell: &mut dyn FnMut(Step<'_>)) -> Result<(), EngineError> {
        self.waiting.push(made);
        if self.waiting.len() >= BATCH { self.keep(tell) } else { Ok(()) }
    }

    /// Makes durable what waits.
    pub fn keep(&mut self, tell: &mut dyn FnMut(Step<'_>)) -> Result<(), EngineError> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let ready: Vec<Ready> = self.waiting.drain(..).map(Ready::of).collect();
        let batch = self.file.batch(self.now)?;
        let outcomes = ready.iter().map(|ready| ready.write(&batch)).collect::<Result<Vec<_>, _>>()?;
        batch.commit()?;
        for (ready, outcome) in ready.iter().zip(&outcomes) {
            if let Some((id, outcome)) = outcome {
                self.report.count(outcome);
                tell(Step::Recorded { id, outcome });
            }
            self.took += ready.took();
            if let Ready::End { id, .. } = ready {
                tell(Step::InputDone { id, took: mem::take(&mut self.took) });
            }
        }
        Ok(())
    }

    /// What was done, all of it durable.
    pub fn finish(mut self, tell: &mut dyn FnMut(Step<'_>)) -> Result<Report, EngineError> {
        self.keep(tell)?;
        Ok(self.report)
    }
}

/// Something to write that nothing has to be waited for.
enum Ready {
    Document(Box<Read>, Worked, Duration),
    Refused { id: String, sha256: Option<clew_model::Sha256>, outcome: Outcome },
    End { id: String, finished: Option<clew_model::Sha256>, is_container: bool, took: Duration },
}

impl Ready {
    fn of(made: Made<Worked>) -> Self {
        match made {
            Made::Document(document) => {
                let Thought { mut read, thought: worked, took } = thought(&document);
                let worked = worked.unwrap_or_else(|| {
                    read.outcome = Outcome::Partial(super::FAULT.to_owned());
                    unannotated(&read)
                });
                Self::Document(Box::new(read), worked, took)
            }
            Made::Refused { id, sha256, outcome } => Self::Refused { id, sha256, outcome },
            Made::End { id, finished, is_container, took } => Self::End { id, finished, is_container, took },
        }
    }

    /// How long it took to read or to think about.
    fn took(&self) -> Duration {
        match self {
            Self::Document(_, _, took) | Self::End { took, .. } => *took,
            Self::Refused { .. } => Duration::ZERO,
        }
    }

    /// Writes it; the id and outcome of what counts as an input.
    fn write(&self, batch: &Batch<'_>) -> Result<Option<(String, Outcome)>, EngineError> {
        match self {
            Self::Document(read, worked, _) => Ok(Some((read.id.clone(), write_document(batch, read, worked)?))),
            Self::Refused { id, sha256, outcome } => {
                batch.input(&NewInput { id, sha256: *sha256, outcome, document: None })?;
                Ok(Some((id.clone(), outcome.clone())))
            }
            Self::End { id, finished: Some(sha256), is_container, .. } => {
                batch.finished_file(id, *sha256)?;
                if *is_container {
                    let outcome = &Outcome::Added;
                    batch.input(&NewInput { id, sha256: Some(*sha256), outcome, document: None })?;
                }
                Ok(None)
            }
            Self::End { finished: None, .. } => Ok(None),
        }
    }
}

fn write_document(batch: &Batch<'_>, read: &Read, worked: &Worked) -> Result<Outcome, EngineError> {
    let Read { id, media_type, retrieved_at, outcome, reading, mapped, .. } = read;
    let new = NewDocument { id, original: &worked.original, media_type, retrieved_at: *retrieved_at, reading };
    let (document, outcome) = match batch.document_mapped(&new, mapped.as_ref())? {
        Recorded::AlreadyThere { document } => (document, &Outcome::AlreadyThere),
        Recorded::Appended { document, reading: number } => {
            batch.annotated(document, number, reading, &worked.annotated)?;
            (document, outcome)
        }
    };
    batch.input(&NewInput { id, sha256: Some(read.sha256), outcome, document: Some(document) })?;
    Ok(outcome.clone())
}
