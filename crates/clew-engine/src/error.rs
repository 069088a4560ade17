use crate::report::ReportError;
use clew_ingest::ReaderError;
use clew_store::StoreError;
use std::path::PathBuf;

/// Why a use case could not be carried out. What is wrong with one input is no error but that input's outcome.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The case file.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No parsing child could be had.
    #[error(transparent)]
    Reader(#[from] ReaderError),
    /// A path that was given is not there.
    #[error("there is no file or folder {0}")]
    NoSuchInput(PathBuf),
    /// The case has no document of that number.
    #[error("the case has no document {0}")]
    NoSuchDocument(i64),
    /// A case was to be joined to itself.
    #[error("{0} is the case itself")]
    SameCase(PathBuf),
    /// Something cannot be decided.
    #[error(transparent)]
    Decide(#[from] crate::DecideError),
    /// A report cannot be given out.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// A predicate file is not as docs/predicates.md says, or cannot stand in a case.
    #[error("{name}, line {line}: {what}")]
    BadPredicates {
        /// The file's name.
        name: String,
        /// The line, from 1.
        line: usize,
        /// What is wrong with it.
        what: String,
    },
    /// A predicate file cannot have this name.
    #[error("a predicate file cannot be called {name}: {why}")]
    BadPredicateName {
        /// The name.
        name: String,
        /// Why not.
        why: &'static str,
    },
    /// The case carries no predicate file of that name.
    #[error("the case has no predicate file {0}")]
    NoSuchPredicates(String),
    /// The lines given could not be read on.
    #[error("the input lines could not be read: {0}")]
    Lines(std::io::Error),
    /// A thread of clew's own ended before its work was done.
    #[error("a fault in clew: a reading thread ended early")]
    ThreadEnded,
    /// A person stopped it; what was done is kept.
    #[error("stopped")]
    Interrupted,
}

/// What sort of error it is, for exit codes and HTTP statuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// What was asked for makes no sense.
    BadRequest,
    /// It is not there.
    NotFound,
    /// Something stands in the way: another program writes, a file exists.
    Conflict,
    /// A person stopped it.
    Interrupted,
    /// The machine or the file failed.
    Failure,
}

impl EngineError {
    /// What sort it is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Store(StoreError::BadQuery(_))
            | Self::BadPredicates { .. }
            | Self::BadPredicateName { .. }
            | Self::SameCase(_) => ErrorKind::BadRequest,
            Self::Store(StoreError::NoSuchCase(_))
            | Self::NoSuchInput(_)
            | Self::NoSuchDocument(_)
            | Self::NoSuchPredicates(_) => ErrorKind::NotFound,
            Self::Store(
                StoreError::Exists(_) | StoreError::NotACase(_) | StoreError::TooNew(_) | StoreError::Busy(_),
            ) => ErrorKind::Conflict,
            Self::Decide(error) => error.kind(),
            Self::Report(ReportError::NothingToTell(_)) => ErrorKind::NotFound,
            Self::Report(_) => ErrorKind::Conflict,
            Self::Interrupted => ErrorKind::Interrupted,
            Self::Store(StoreError::Database(_) | StoreError::Damaged(_))
            | Self::Reader(_)
            | Self::Lines(_)
            | Self::ThreadEnded => ErrorKind::Failure,
        }
    }

    /// What a person can do about it.
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Store(StoreError::NoSuchCase(_)) => Some("make one with `clew new`, or check the path"),
            Self::Store(StoreError::Exists(_)) => Some("choose another name, or add to it with `clew add`"),
            Self::Store(StoreError::NotACase(_)) => Some("a case is a file that `clew new` or `clew add` made"),
            Self::Store(StoreError::TooNew(_)) => Some("get the version of clew that made it, or a later one"),
            Self::Store(StoreError::Busy(_)) => Some("wait until it has finished, then try again"),
            Self::Store(StoreError::BadQuery(_)) => Some(
                "words must all occur; \"a phrase\"; \"words near\"~10; begin*; this OR that; NOT this; (a b) OR c; publisher:, date:, person:",
            ),
            Self::Store(StoreError::Damaged(_)) => Some("`clew rebuild` makes anew what is derived"),
            Self::Decide(error) => error.hint(),
            Self::Report(ReportError::Withdrawn(_)) => Some("`--with-retracted` tells it, and says so"),
            Self::Report(ReportError::NothingToTell(_)) => Some("`clew who` and `clew timeline` name them"),
            Self::BadPredicates { .. } => Some(
                "docs/predicates.md tells the form; `clew predicates CASE add` takes a mended file in place of one that the case has",
            ),
            Self::BadPredicateName { .. } => Some("give the file another name, as launder.txt"),
            Self::NoSuchPredicates(_) => Some("`clew predicates CASE` lists those it has"),
            Self::Interrupted => Some("what was read is kept; run the same command again to go on"),
            _ => None,
        }
    }
}
