//! Adding to the case from the browser: files are handed over into a [`Spool`], one [`Run`] at a time reads them in a
//! thread of its own, just as `clew add` does, and whoever asks hears how far it is.

mod run;
mod spool;

use super::cases::Cases;
use super::failure::Failure;
use axum::http::StatusCode;
use clew_engine::{Case, EngineError, ErrorKind, Given, Inputs, Interrupt, ReadOptions, Step};
use jiff::Timestamp;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

pub use run::{End, Run};
pub use spool::{Place, Spool, ToldFile};

/// Makes the command that starts a parsing child.
pub type Worker = Arc<dyn Fn() -> Command + Send + Sync>;

/// What is being added to the served case.
#[derive(Clone)]
pub struct Adding(Arc<Inner>);

struct Inner {
    case: PathBuf,
    cases: Cases,
    worker: Worker,
    state: Mutex<State>,
}

struct State {
    spool: Spool,
    /// The last run since the server began.
    run: Option<Run>,
    job: Option<Job>,
}

struct Job {
    interrupt: Interrupt,
    thread: JoinHandle<()>,
}

/// How things stand.
#[derive(Debug, Clone)]
pub struct Standing {
    /// Whether a run is under way.
    pub is_running: bool,
    /// Whether it was asked to stop.
    pub is_stopping: bool,
    /// Files that were told of and are not read.
    pub n_waiting: usize,
    /// Of them those that have not arrived.
    pub n_missing: usize,
    /// The last run.
    pub run: Option<Run>,
}

impl Adding {
    /// Nothing yet, but what an earlier server left in the spool; fails where that cannot be read.
    pub fn to(case: PathBuf, cases: Cases, worker: Worker) -> io::Result<Self> {
        let state = Mutex::new(State { spool: Spool::beside(&case)?, run: None, job: None });
        Ok(Self(Arc::new(Inner { case, cases, worker, state })))
    }

    /// How things stand now.
    pub fn standing(&self) -> Standing {
        let state = self.lock();
        Standing {
            is_running: state.is_running(),
            is_stopping: state.is_running() && state.job.as_ref().is_some_and(|job| job.interrupt.is_raised()),
            n_waiting: state.spool.n_waiting(),
            n_missing: state.spool.n_missing(),
            run: state.run.clone(),
        }
    }

    /// Takes up files that are about to be handed over: for each the number to hand it over under, where it is wanted.
    pub fn tell(&self, files: &[ToldFile]) -> Result<Vec<Option<u32>>, Failure> {
        let mut state = self.idle()?;
        state.spool.tell(files).map_err(unwritten)
    }

    /// Where to write the file of a number.
    pub fn place(&self, number: u32) -> Result<Place, Failure> {
        let place = self.idle()?.spool.place(number);
        place.ok_or_else(|| Failure::no_such(format!("No file {number} is waited for.")))
    }

    /// Takes a file that was written to its place, all of it.
    pub fn arrived(&self, place: &Place) -> Result<(), Failure> {
        self.idle()?.spool.arrived(place).map_err(unwritten)
    }

    /// Begins to read what waits, and to draw the picture.
    pub fn go_on(&self) -> Result<(), Failure> {
        let mut state = self.idle()?;
        let (numbers, inputs): (Vec<_>, Vec<_>) = state.spool.inputs().into_iter().unzip();
        let (adding, interrupt) = (self.clone(), Interrupt::default());
        let heard = interrupt.clone();
        state.run = Some(Run::of(inputs.len()));
        let thread = thread::spawn(move || adding.run(&numbers, Inputs::of(inputs), &heard));
        state.job = Some(Job { interrupt, thread });
        Ok(())
    }

    /// Asks the run to stop as soon as what is done can be kept; what is not read waits.
    pub fn stop(&self) {
        if let Some(job) = &self.lock().job {
            job.interrupt.raise();
        }
    }

    /// Deletes what waits, unread.
    pub fn discard(&self) -> Result<(), Failure> {
        self.idle()?.spool.clear().map_err(unwritten)
    }

    /// Stops the run and waits until it has; nothing of what it read is lost.
    pub fn end(&self) {
        self.stop();
        let job = self.lock().job.take();
        // A thread that broke has said so already.
        let _ = job.map(|job| job.thread.join());
    }

    fn run(&self, numbers: &[u32], inputs: Inputs<'_>, interrupt: &Interrupt) {
        let read = catch_unwind(AssertUnwindSafe(|| self.read(numbers, inputs, interrupt)));
        self.0.cases.is_changed();
        let mut state = self.lock();
        if state.spool.n_waiting() == 0 {
            // What is left of the folder does no harm: the next run takes it away.
            let _ = state.spool.clear();
        }
        let end = match read {
            Ok(Ok(())) => End::Done,
            Ok(Err(why)) if why.kind() == ErrorKind::Interrupted => End::Stopped,
            Ok(Err(why)) => End::Failed(why.to_string(), why.hint()),
            Err(_) => End::Failed("clew broke on this: a fault of its own".to_owned(), None),
        };
        state.run.iter_mut().for_each(|run| run.ended(end.clone()));
    }

    fn read(&self, numbers: &[u32], inputs: Inputs<'_>, interrupt: &Interrupt) -> Result<(), EngineError> {
        let n_threads = thread::available_parallelism().map_or(1, usize::from);
        let (given, worker) = (Given::default(), Arc::clone(&self.0.worker));
        let options = ReadOptions { n_threads, given, worker, interrupt };
        let mut done = numbers.iter();
        let mut case = Case::open(&self.0.case)?;
        case.add(inputs, Timestamp::now(), &options, &mut |step| {
            let mut state = self.lock();
            if matches!(step, Step::InputDone { .. })
                && let Some(number) = done.next()
            {
                // Where it stays in the spool it is read once more, and found to be there already.
                let _ = state.spool.done(*number);
            }
            if let Some(run) = &mut state.run {
                run.tell(step);
            }
        })?;
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The state while no run is under way.
    fn idle(&self) -> Result<MutexGuard<'_, State>, Failure> {
        let state = self.lock();
        if state.is_running() {
            return Err(Failure::new(StatusCode::CONFLICT, "conflict", "Files are being read just now.")
                .with_hint("Wait until they are, or stop it."));
        }
        Ok(state)
    }
}

impl State {
    fn is_running(&self) -> bool {
        self.run.as_ref().is_some_and(|run| run.end.is_none())
    }
}

/// The spool could not be written.
pub fn unwritten(why: io::Error) -> Failure {
    let status = match why.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StatusCode::INSUFFICIENT_STORAGE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    Failure::new(status, "spool-failed", format!("The file could not be kept beside the case: {why}."))
        .with_hint("Is there room on the disk, and may clew write in the folder of the case?")
}
