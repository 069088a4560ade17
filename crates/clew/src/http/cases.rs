use super::failure::Failure;
use axum::http::StatusCode;
use clew_engine::{Case, EngineError, ErrorKind};
use jiff::civil::Date;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// How many idle handles are kept: as many as a browser asks at once.
const KEPT: usize = 6;

/// The served case, opened once for each question that is asked at the same time.
#[derive(Clone)]
pub struct Cases {
    path: Arc<Path>,
    idle: Arc<Mutex<Vec<Case>>>,
    /// The handle that last looked at the case as of a day: drawing its picture takes longer than any question.
    as_of: Arc<Mutex<Option<(Date, Case)>>>,
}

impl Cases {
    /// The case at `path`; fails where it cannot be opened.
    pub fn open(path: PathBuf) -> Result<Self, EngineError> {
        let first = Case::open_to_read(&path)?;
        Ok(Self { path: path.into(), idle: Arc::new(Mutex::new(vec![first])), as_of: Arc::default() })
    }

    /// Asks the case on a thread where it may take its time.
    pub async fn ask<A, Q>(&self, question: Q) -> Result<A, Failure>
    where
        A: Send + 'static,
        Q: FnOnce(&Case) -> Result<A, EngineError> + Send + 'static,
    {
        let cases = self.clone();
        aside(move || {
            let case = cases.take()?;
            let answer = case.of_one_state(question)?;
            cases.keep(case);
            Ok(answer)
        })
        .await
    }

    /// Asks the case as it could be read at the end of a day; as it is now where none is given.
    pub async fn ask_as_of<A, Q>(&self, day: Option<Date>, question: Q) -> Result<A, Failure>
    where
        A: Send + 'static,
        Q: FnOnce(&Case) -> Result<A, EngineError> + Send + 'static,
    {
        let Some(day) = day else { return self.ask(question).await };
        let cases = self.clone();
        aside(move || {
            let mut looking = cases.as_of.lock().unwrap_or_else(PoisonError::into_inner);
            if looking.as_ref().is_none_or(|(other, _)| *other != day) {
                let mut case = Case::open_to_read(&cases.path)?;
                case.look_as_of(day)?;
                *looking = Some((day, case));
            }
            let (_, case) = looking.as_ref().expect("it looks at this day now");
            case.of_one_state(question)
        })
        .await
    }

    /// Changes the case: opened to write for this alone, so that other programs are locked out no longer than it takes.
    pub async fn change<A, C>(&self, change: C) -> Result<A, Failure>
    where
        A: Send + 'static,
        C: FnOnce(&mut Case) -> Result<A, EngineError> + Send + 'static,
    {
        let cases = self.clone();
        aside(move || {
            let changed = change(&mut Case::open(&cases.path)?)?;
            cases.is_changed();
            Ok(changed)
        })
        .await
    }

    /// The case is another now: what was drawn for a day was drawn without this.
    pub fn is_changed(&self) {
        *self.as_of.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn take(&self) -> Result<Case, EngineError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(|| Case::open_to_read(&self.path), Ok)
    }

    fn keep(&self, case: Case) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < KEPT {
            idle.push(case);
        }
    }
}

/// Runs what takes its time where it holds up no other question.
pub async fn aside<A: Send + 'static>(
    work: impl FnOnce() -> Result<A, EngineError> + Send + 'static,
) -> Result<A, Failure> {
    match tokio::task::spawn_blocking(work).await {
        Ok(answer) => answer.map_err(failure),
        Err(_) => Err(Failure::new(StatusCode::INTERNAL_SERVER_ERROR, "broken", "clew broke on this question.")
            .with_hint("This is a fault of clew's, please report it; other questions still work.")),
    }
}

/// An engine's error as HTTP says it.
fn failure(error: EngineError) -> Failure {
    let (status, code) = match error.kind() {
        ErrorKind::BadRequest => (StatusCode::BAD_REQUEST, "bad-question"),
        ErrorKind::NotFound => (StatusCode::NOT_FOUND, "not-found"),
        ErrorKind::Conflict => (StatusCode::CONFLICT, "conflict"),
        ErrorKind::Interrupted => (StatusCode::SERVICE_UNAVAILABLE, "stopped"),
        ErrorKind::Failure => (StatusCode::INTERNAL_SERVER_ERROR, "case-failed"),
    };
    let failure = Failure::new(status, code, error.to_string());
    match error.hint() {
        Some(hint) => failure.with_hint(hint),
        None => failure,
    }
}
