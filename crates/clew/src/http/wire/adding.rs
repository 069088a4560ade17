use crate::http::adding::{End, Run, Standing, ToldFile};
use crate::http::failure::Said;
use clew_engine::Report;
use serde::{Deserialize, Serialize};
use std::time::Duration;
use utoipa::ToSchema;

/// What is being added to the case, and what waits to be.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Adding {
    /// Whether files are being read, or the picture drawn of them.
    pub is_running: bool,
    /// Whether that was asked to stop, and has not yet.
    pub is_stopping: bool,
    /// Whether all that was read is in the picture.
    pub is_complete: bool,
    /// Files that were told of and are not read.
    pub n_waiting: u32,
    /// Of them those that have not arrived.
    pub n_missing: u32,
    /// The run that goes on, or the last since the server began.
    pub run: Option<AddingRun>,
}

/// What one run of reading did.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AddingRun {
    /// How many inputs it was given.
    pub n_inputs: u32,
    /// How many of them are done with.
    pub n_done: u32,
    /// How many documents or refusals had each outcome; one input may hold many.
    pub outcomes: OutcomeCounts,
    /// The input that is waited for, and for how long.
    pub now: Option<InputTime>,
    /// The input that took longest to read and to think about.
    pub slowest: Option<InputTime>,
    /// The part of the picture that is being drawn.
    pub drawing: Option<DrawingPart>,
    /// Why files are read with less than full isolation, where they are.
    pub reduced_isolation: Option<String>,
    /// How long it has gone on, or did, in seconds.
    pub seconds: f64,
    /// How it ended; null while it goes on.
    pub end: Option<RunEnd>,
    /// Why it could not go on.
    pub failure: Option<Said>,
}

/// How many documents or refusals had each outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[allow(missing_docs)] // the words are those of GLOSSARY.md
pub struct OutcomeCounts {
    pub added: u32,
    pub already_there: u32,
    pub partial: u32,
    pub skipped: u32,
    pub failed: u32,
}

/// An input and how long it took.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct InputTime {
    /// Its id.
    pub id: String,
    /// How long, in seconds.
    pub seconds: f64,
}

/// A part of the picture that is being drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DrawingPart {
    /// Which: "annotations", "claims", "copies", "picture".
    pub part: &'static str,
    /// Steps done.
    pub n_done: u32,
    /// Steps in all.
    pub n_total: u32,
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum RunEnd {
    /// Everything is read and drawn.
    Done,
    /// A person stopped it.
    Stopped,
    /// It could not go on.
    Failed,
}

/// Files that are about to be handed over.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct NewFiles {
    /// Each of them.
    pub files: Vec<NewFile>,
}

/// A file that is about to be handed over.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, ToSchema)]
pub struct NewFile {
    /// Where it lies in what was picked, `/` between its parts; the id of what is in it.
    pub path: String,
    /// How long it is.
    pub n_bytes: u64,
    /// When it was last written, milliseconds since 1970 in UTC.
    pub modified_at_ms: i64,
}

/// Which files are wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WantedFiles {
    /// For each file, in the order in which they were told of: the number to hand it over under; null where it is here already or
    /// is passed over, as hidden files are.
    pub numbers: Vec<Option<u32>>,
}

/// What to do about what waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
pub struct NewWish {
    /// What.
    pub wish: Wish,
}

/// What can be done about what waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Wish {
    /// Read what waits, and draw the picture.
    GoOn,
    /// Stop reading; what is not read waits.
    Stop,
    /// Delete what waits, unread.
    Discard,
}

impl Adding {
    /// How things stand, and whether all that was read is in the picture.
    pub fn of(standing: Standing, is_complete: bool) -> Self {
        let Standing { is_running, is_stopping, n_waiting, n_missing, run } = standing;
        let (n_waiting, n_missing) = (n_waiting as u32, n_missing as u32);
        Self { is_running, is_stopping, is_complete, n_waiting, n_missing, run: run.map(AddingRun::from) }
    }
}

impl From<Run> for AddingRun {
    fn from(run: Run) -> Self {
        let time = |(id, took): (String, Duration)| InputTime { id, seconds: took.as_secs_f64() };
        let (end, failure) = match &run.end {
            None => (None, None),
            Some((End::Done, _)) => (Some(RunEnd::Done), None),
            Some((End::Stopped, _)) => (Some(RunEnd::Stopped), None),
            Some((End::Failed(message, hint), _)) => {
                let (code, hint) = ("adding-failed".to_owned(), hint.map(str::to_owned));
                (Some(RunEnd::Failed), Some(Said { code, message: message.clone(), hint }))
            }
        };
        Self {
            n_inputs: run.n_inputs as u32,
            n_done: run.n_done as u32,
            outcomes: run.report.into(),
            now: run.now.map(|(id, since)| time((id, since.elapsed()))),
            slowest: run.slowest.map(time),
            drawing: run.drawing.map(|(part, n_done, n_total)| DrawingPart {
                part,
                n_done: n_done as u32,
                n_total: n_total as u32,
            }),
            reduced_isolation: run.reduced_isolation,
            seconds: run.end.as_ref().map_or_else(|| run.began.elapsed(), |(_, after)| *after).as_secs_f64(),
            end,
            failure,
        }
    }
}

impl From<Report> for OutcomeCounts {
    fn from(report: Report) -> Self {
        Self {
            added: report.n_added as u32,
            already_there: report.n_already_there as u32,
            partial: report.n_partial as u32,
            skipped: report.n_skipped as u32,
            failed: report.n_failed as u32,
        }
    }
}

impl From<NewFile> for ToldFile {
    fn from(file: NewFile) -> Self {
        Self { path: file.path, n_bytes: file.n_bytes, modified_at_ms: file.modified_at_ms }
    }
}
