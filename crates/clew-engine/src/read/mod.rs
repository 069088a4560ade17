//! Reading many inputs: [`pipeline`] gets them read and thought about on several threads and hands the results on in
//! order; [`record`] writes them into a case, [`annotate`](crate::annotate) gives them to whoever asked.

mod inputs;
mod listing;
mod pipeline;
mod record;

use crate::{Analysed, Case, EngineError, Interrupt, analyse};
use clew_analysis::claims::Patterns;
use clew_ingest::Isolation;
use clew_model::{Basis, Interval, Outcome, Published, Reading, Sha256};
use jiff::Timestamp;
use jiff::civil::Date;
use pipeline::{Came, Made, Pipeline, Thought};
use record::Recorder;
use std::collections::HashSet;
use std::mem;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

pub use inputs::{Input, Inputs, id_of};
pub use listing::{Listed, sort_out};

/// How to read.
pub struct ReadOptions<'a> {
    /// How many inputs to read, and how many texts to annotate, at a time.
    pub n_threads: usize,
    /// What the person who adds says of all the inputs.
    pub given: Given,
    /// Starts a parsing child: a command that runs [`clew_ingest::serve_worker`].
    pub worker: Arc<dyn Fn() -> Command + Send + Sync>,
    /// Stops the run early.
    pub interrupt: &'a Interrupt,
}

/// What a person says of the inputs; it goes before what they say of themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// The day they were published.
    pub published_on: Option<Date>,
    /// Who published them.
    pub publisher: Option<String>,
}

impl Given {
    fn apply(&self, reading: &mut Reading) {
        if let Some(day) = self.published_on {
            reading.published = Some(Published { interval: Interval::day(day), basis: Basis::Given });
        }
        if let Some(publisher) = &self.publisher {
            reading.publisher = Some(publisher.clone());
        }
    }
}

/// What a run tells while it goes on.
#[derive(Debug)]
pub enum Step<'a> {
    /// The parsing children run with less than full isolation, and why; told once.
    ReducedIsolation(&'a str),
    /// A document or a refusal was recorded.
    Recorded {
        /// Its id.
        id: &'a str,
        /// What became of it.
        outcome: &'a Outcome,
    },
    /// This input is the next in order, and waited for.
    Waiting {
        /// Its id.
        id: &'a str,
    },
    /// One of the inputs is done with, in their order, and what became of it is durable.
    InputDone {
        /// Its id.
        id: &'a str,
        /// How long reading and thinking about it took, without what it waited for others.
        took: Duration,
    },
    /// The picture is being drawn again.
    Drawing {
        /// Which part: "annotations", "claims", "copies", "entities".
        part: &'static str,
        /// Steps done.
        n_done: usize,
        /// Steps in all.
        n_total: usize,
    },
}

/// What a run did: how many documents or refusals had each outcome.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Documents read in full.
    pub n_added: usize,
    /// Documents that the case had before; a file that was not read again counts as one.
    pub n_already_there: usize,
    /// Documents of which something is missing.
    pub n_partial: usize,
    /// Left out on purpose.
    pub n_skipped: usize,
    /// Could not be read.
    pub n_failed: usize,
}

impl Report {
    /// Counts one more.
    pub fn count(&mut self, outcome: &Outcome) {
        let count = match outcome {
            Outcome::Added => &mut self.n_added,
            Outcome::AlreadyThere => &mut self.n_already_there,
            Outcome::Partial(_) => &mut self.n_partial,
            Outcome::Skipped(_) => &mut self.n_skipped,
            Outcome::Failed(_) => &mut self.n_failed,
        };
        *count += 1;
    }
}

impl Case {
    /// Reads every input into the case, all recorded at `now`, then draws the picture again.
    ///
    /// An input that cannot be read has an outcome and the run goes on. After an error or an interrupt, what was read is
    /// kept, and the same call again goes on from there.
    pub fn add(
        &mut self,
        inputs: Inputs<'_>,
        now: Timestamp,
        options: &ReadOptions<'_>,
        tell: &mut dyn FnMut(Step<'_>),
    ) -> Result<Report, EngineError> {
        let own = self.own_patterns()?;
        let pipeline = Pipeline::start(options, self.file.finished_files()?, move |read| record::work(read, &own))?;
        tell_isolation(&pipeline.isolation, tell);
        let mut recorder = Recorder::new(&mut self.file, now);
        let read = pipeline.run(inputs, options.interrupt, &mut |came| match came {
            Came::Next(id) => {
                tell(Step::Waiting { id });
                Ok(())
            }
            Came::Made(made) => recorder.record(made, tell),
            Came::Nothing => recorder.keep(tell),
        });
        let report = recorder.finish(tell)?;
        read?;
        self.complete(now, options.interrupt, tell)?;
        Ok(report)
    }
}

/// One document, read and annotated without a case, or why there is none.
#[derive(Debug)]
pub struct Annotated {
    /// Its id.
    pub id: String,
    /// The hash of its original, where there were bytes.
    pub sha256: Option<Sha256>,
    /// What became of it.
    pub outcome: Outcome,
    /// What was read, and what was made of it.
    pub read: Option<(Reading, Analysed)>,
}

/// Reads and annotates every input, without a case, its claims by `patterns`; `each` has the results in the order of the inputs.
pub fn annotate(
    inputs: Inputs<'_>,
    options: &ReadOptions<'_>,
    patterns: Patterns,
    tell: &mut dyn FnMut(Step<'_>),
    each: &mut dyn FnMut(Annotated),
) -> Result<(), EngineError> {
    let pipeline = Pipeline::start(options, HashSet::new(), move |read| analyse(&read.reading, &patterns))?;
    tell_isolation(&pipeline.isolation, tell);
    let mut took = Duration::ZERO;
    pipeline.run(inputs, options.interrupt, &mut |came| {
        match came {
            Came::Next(id) => tell(Step::Waiting { id }),
            Came::Made(Made::Document(thought)) => {
                let Thought { read, thought: analysed, took: thinking } = pipeline::thought(&thought);
                took += thinking;
                let (id, sha256) = (read.id, Some(read.sha256));
                each(match analysed {
                    Some(analysed) => {
                        Annotated { id, sha256, outcome: read.outcome, read: Some((read.reading, analysed)) }
                    }
                    None => Annotated { id, sha256, outcome: Outcome::Failed(FAULT.to_owned()), read: None },
                });
            }
            Came::Made(Made::Refused { id, sha256, outcome }) => each(Annotated { id, sha256, outcome, read: None }),
            Came::Made(Made::End { id, took: reading, .. }) => {
                tell(Step::InputDone { id: &id, took: reading + mem::take(&mut took) });
            }
            Came::Nothing => {}
        }
        Ok(())
    })
}

/// Said of a text that clew itself stumbled over.
const FAULT: &str = "the text could not be analysed: a fault in clew";

fn tell_isolation(isolation: &Isolation, tell: &mut dyn FnMut(Step<'_>)) {
    if let Isolation::Reduced(why) = isolation {
        tell(Step::ReducedIsolation(why));
    }
}
