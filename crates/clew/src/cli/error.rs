use crate::export::ExportError;
use crate::http::ServeError;
use crate::site::{FolderError, SiteError};
use clew_engine::{EngineError, ErrorKind};
use std::io;
use std::process::ExitCode;

/// Exit status where nothing was wrong with the command, and something else was.
pub const FAILED: u8 = 1;
/// Exit status of a command that makes no sense; clap's own.
const BAD_REQUEST: u8 = 2;
/// Exit status where what was asked for is not there.
const NOT_FOUND: u8 = 3;
/// Exit status where something stands in the way.
const CONFLICT: u8 = 4;
/// Exit status after Ctrl-C: 128 + SIGINT.
pub const INTERRUPTED: u8 = 130;

/// Why a command could not be carried out: what failed, and what to do.
#[derive(Debug)]
pub struct CommandError {
    status: u8,
    message: String,
    hint: Option<String>,
}

impl CommandError {
    /// What was asked for is not there.
    pub fn not_found(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { status: NOT_FOUND, message: message.into(), hint: Some(hint.into()) }
    }

    /// The command makes no sense.
    pub fn bad_request(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { status: BAD_REQUEST, message: message.into(), hint: Some(hint.into()) }
    }

    /// clew cannot find itself to start a parsing child.
    pub fn own_program(error: io::Error) -> Self {
        Self { status: FAILED, message: format!("clew cannot tell where its own program is: {error}"), hint: None }
    }

    /// What failed.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Says it on standard error; the exit status.
    pub fn report(self) -> ExitCode {
        // Whoever reads our output has gone: nothing to say, and nobody to say it to.
        if self.message.is_empty() {
            return ExitCode::from(self.status);
        }
        eprintln!("clew: {}", self.message);
        if let Some(hint) = self.hint {
            eprintln!("hint: {hint}");
        }
        ExitCode::from(self.status)
    }
}

impl From<EngineError> for CommandError {
    fn from(error: EngineError) -> Self {
        let status = match error.kind() {
            ErrorKind::BadRequest => BAD_REQUEST,
            ErrorKind::NotFound => NOT_FOUND,
            ErrorKind::Conflict => CONFLICT,
            ErrorKind::Interrupted => INTERRUPTED,
            ErrorKind::Failure => FAILED,
        };
        Self { status, message: error.to_string(), hint: error.hint().map(str::to_owned) }
    }
}

impl From<ServeError> for CommandError {
    fn from(error: ServeError) -> Self {
        match error {
            ServeError::Case(error) => error.into(),
            ServeError::Listen { .. } => Self {
                status: CONFLICT,
                message: error.to_string(),
                hint: Some("choose another port with --port, or none".to_owned()),
            },
            ServeError::Spool(_) | ServeError::Token(_) | ServeError::Stopped(_) => {
                Self { status: FAILED, message: error.to_string(), hint: None }
            }
        }
    }
}

impl From<ExportError> for CommandError {
    fn from(error: ExportError) -> Self {
        match error {
            ExportError::Case(error) => error.into(),
            ExportError::Output(error) => error.into(),
        }
    }
}

impl From<SiteError> for CommandError {
    fn from(error: SiteError) -> Self {
        let (status, hint) = match error {
            SiteError::Case(error) => return error.into(),
            SiteError::Folder(FolderError::Files { .. }) => (FAILED, None),
            SiteError::Folder(_) => {
                (CONFLICT, Some("give a folder that is not there, is empty, or holds nothing but an earlier site"))
            }
        };
        Self { status, message: error.to_string(), hint: hint.map(str::to_owned) }
    }
}

impl From<io::Error> for CommandError {
    fn from(error: io::Error) -> Self {
        let message = match error.kind() {
            io::ErrorKind::BrokenPipe => String::new(),
            _ => error.to_string(),
        };
        Self { status: FAILED, message, hint: None }
    }
}
