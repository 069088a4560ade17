//! Reading threads each own a parsing child; thinking threads do the costly rest; the calling thread has the results in
//! the order of the inputs, so that a run that was killed and repeated leaves the same case as one that was not. Every
//! input has a short channel of its own: how much is under way does not depend on how much there is to do.

use super::inputs::{Input, Inputs};
use super::{Given, ReadOptions};
use crate::{EngineError, Interrupt};
use clew_ingest::{Hints, Isolation, Item, Limits, Reader, Source};
use clew_model::{Outcome, Reading, Sha256};
use clew_store::Mapped;
use jiff::Timestamp;
use std::cell::Cell;
use std::collections::{HashSet, VecDeque};
use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Inputs under way at a time, for each thread.
const INPUTS_PER_THREAD: usize = 8;
/// Documents of one input that may wait for those of the inputs before it.
const WAITING_PER_INPUT: usize = 2;
/// After so long without anything new, whoever takes the results hears of it.
const PATIENCE: Duration = Duration::from_millis(300);

/// What comes to whoever takes the results.
pub(super) enum Came<'a, T> {
    /// The next input is waited for: its id.
    Next(&'a str),
    /// Something was made of it.
    Made(Made<T>),
    /// Nothing new for a while.
    Nothing,
}

/// What is made of an input, in this order: any number of documents and refusals, then the end.
pub(super) enum Made<T> {
    /// A document; what [`thought`] gets out of it.
    Document(Receiver<Thought<T>>),
    /// Something that became no document.
    Refused { id: String, sha256: Option<Sha256>, outcome: Outcome },
    /// The input is read to its end; its hash where it is a file with nothing missing; how long reading it took.
    End { id: String, finished: Option<Sha256>, is_container: bool, took: Duration },
}

/// A document, what was thought about it, `None` where that failed, and how long it took.
pub(super) struct Thought<T> {
    pub read: Read,
    pub thought: Option<T>,
    pub took: Duration,
}

/// A document as it was read.
pub(super) struct Read {
    pub id: String,
    pub original: Vec<u8>,
    pub sha256: Sha256,
    pub media_type: String,
    pub retrieved_at: Option<Timestamp>,
    pub outcome: Outcome,
    pub reading: Reading,
    /// What it states, where a mapping read it.
    pub mapped: Option<Mapped>,
}

/// Waits for a document and what was thought about it.
pub(super) fn thought<T>(document: &Receiver<Thought<T>>) -> Thought<T> {
    document.recv().expect("a thinking thread answers all it takes, and ends only when nobody asks any more")
}

struct Job<T> {
    input: Input,
    made: SyncSender<Made<T>>,
}

struct Thinking<T> {
    read: Read,
    done: SyncSender<Thought<T>>,
}

/// What the reading threads share.
struct Shared<T> {
    jobs: Mutex<Receiver<Job<T>>>,
    thinking: SyncSender<Thinking<T>>,
    finished: HashSet<(String, Sha256)>,
    given: Given,
}

/// Threads that wait for inputs.
pub(super) struct Pipeline<T> {
    /// How far the parsing children are kept from the machine.
    pub isolation: Isolation,
    jobs: SyncSender<Job<T>>,
    n_under_way: usize,
}

impl<T: Send + 'static> Pipeline<T> {
    /// Starts the threads. Files in `finished` are not read again; `think` is done for every document.
    pub fn start(
        options: &ReadOptions<'_>,
        finished: HashSet<(String, Sha256)>,
        think: impl Fn(&Read) -> T + Send + Sync + 'static,
    ) -> Result<Self, EngineError> {
        let think = Arc::new(think);
        let n_threads = options.n_threads.max(1);
        let n_under_way = n_threads * INPUTS_PER_THREAD;
        let (jobs, waiting) = sync_channel(n_under_way);
        let (thinking, thoughts) = sync_channel(n_threads * 2);
        let shared = Shared { jobs: Mutex::new(waiting), thinking, finished, given: options.given.clone() };
        let (shared, thoughts) = (Arc::new(shared), Arc::new(Mutex::new(thoughts)));
        let mut isolation = Isolation::Full;
        for _ in 0..n_threads {
            let worker = Arc::clone(&options.worker);
            let reader = Reader::start(move || worker(), Limits::default())?;
            isolation = reader.isolation().clone();
            let (shared, thoughts, think) = (Arc::clone(&shared), Arc::clone(&thoughts), Arc::clone(&think));
            thread::spawn(move || read_jobs(reader, &shared));
            thread::spawn(move || think_on(&thoughts, &*think));
        }
        Ok(Self { isolation, jobs, n_under_way })
    }

    /// Reads every input; `take` has what is made of them, in their order.
    ///
    /// The threads end when the inputs do, or when nobody waits for what they make. None is joined: a long parse must not
    /// hold up the answer to Ctrl-C.
    pub fn run(
        self,
        inputs: Inputs<'_>,
        interrupt: &Interrupt,
        take: &mut dyn FnMut(Came<'_, T>) -> Result<(), EngineError>,
    ) -> Result<(), EngineError> {
        let mut under_way = VecDeque::new();
        let mut inputs = inputs.each;
        loop {
            while under_way.len() < self.n_under_way
                && let Some(input) = inputs.next()
            {
                let input = input?;
                let (id, (made, receiver)) = (input.id().to_owned(), sync_channel(WAITING_PER_INPUT));
                let sent = self.jobs.send(Job { input, made });
                debug_assert!(sent.is_ok(), "reading threads outlive the jobs");
                under_way.push_back((id, receiver));
            }
            let Some((id, next)) = under_way.pop_front() else { return Ok(()) };
            take(Came::Next(&id))?;
            take_input(&next, interrupt, take)?;
        }
    }
}

/// Passes on what one input yields, as it comes.
fn take_input<T>(
    made: &Receiver<Made<T>>,
    interrupt: &Interrupt,
    take: &mut dyn FnMut(Came<'_, T>) -> Result<(), EngineError>,
) -> Result<(), EngineError> {
    loop {
        interrupt.check()?;
        match made.recv_timeout(PATIENCE) {
            Ok(end @ Made::End { .. }) => return take(Came::Made(end)),
            Ok(made) => take(Came::Made(made))?,
            Err(RecvTimeoutError::Timeout) => take(Came::Nothing)?,
            Err(RecvTimeoutError::Disconnected) => return Err(EngineError::ThreadEnded),
        }
    }
}

fn think_on<T>(thoughts: &Mutex<Receiver<Thinking<T>>>, think: &impl Fn(&Read) -> T) {
    while let Some(Thinking { read, done }) = next_of(thoughts) {
        let begun = Instant::now();
        // A fault of clew's own in one text must not cost the others.
        let thought = catch_unwind(AssertUnwindSafe(|| think(&read))).ok();
        // Nobody waits for it any more where the run was stopped.
        let _ = done.send(Thought { read, thought, took: begun.elapsed() });
    }
}

fn next_of<T>(queue: &Mutex<Receiver<T>>) -> Option<T> {
    queue.lock().ok()?.recv().ok()
}

/// That nobody waits any more for what a reading thread makes.
struct Unwanted;

/// One input on its way through a reading thread.
struct Passage<'a, T> {
    shared: &'a Shared<T>,
    made: SyncSender<Made<T>>,
    id: String,
    begun: Instant,
    /// How long it waited for others to take what it made.
    waited: Cell<Duration>,
}

fn read_jobs<T>(mut reader: Reader, shared: &Shared<T>) {
    while let Some(Job { input, made }) = next_of(&shared.jobs) {
        // Where nobody waits for this job, the queue of jobs is closed too, and the loop ends.
        let passage =
            Passage { shared, made, id: input.id().to_owned(), begun: Instant::now(), waited: Cell::default() };
        let _ = match input {
            Input::File { path, .. } => passage.file(&mut reader, &path),
            Input::Document(item) => passage.document(*item, None),
            Input::Mapped(item, mapped) => passage.document(*item, Some(*mapped)),
            Input::Refused { refusal, .. } => passage.refused(None, refusal.into()),
        };
    }
}

impl<T> Passage<'_, T> {
    fn file(self, reader: &mut Reader, path: &Path) -> Result<(), Unwanted> {
        let (file, sha256, retrieved_at) = match open(path) {
            Ok(opened) => opened,
            Err(why) => return self.refused(None, Outcome::Failed(format!("cannot be opened: {why}"))),
        };
        if self.shared.finished.contains(&(self.id.clone(), sha256)) {
            return self.refused(Some(sha256), Outcome::AlreadyThere);
        }
        let hints = Hints { retrieved_at, ..Hints::default() };
        let (mut is_whole, mut is_container) = (true, true);
        let read = reader.read(&self.id, Source::File(file), &hints, |item| {
            is_whole &= item.outcome() == Outcome::Added;
            is_container &= item.id != self.id;
            // The parsing child has no way to be told to stop; what it still makes is dropped.
            let _ = self.item(item, None);
        });
        match read {
            Ok(_) => self.end(is_whole.then_some(sha256), is_container),
            Err(why) => self.refused(Some(sha256), Outcome::Failed(why.to_string())),
        }
    }

    fn document(self, item: Item, mapped: Option<Mapped>) -> Result<(), Unwanted> {
        self.item(item, mapped)?;
        self.end(None, false)
    }

    fn refused(self, sha256: Option<Sha256>, outcome: Outcome) -> Result<(), Unwanted> {
        self.send(Made::Refused { id: self.id.clone(), sha256, outcome })?;
        self.end(None, false)
    }

    fn end(self, finished: Option<Sha256>, is_container: bool) -> Result<(), Unwanted> {
        let took = self.begun.elapsed().saturating_sub(self.waited.get());
        self.send(Made::End { id: self.id.clone(), finished, is_container, took })
    }

    /// Sends an item on its way, what is thought about it to follow.
    fn item(&self, item: Item, mapped: Option<Mapped>) -> Result<(), Unwanted> {
        let outcome = item.outcome();
        let Item { id, original, sha256, media_type, retrieved_at, result } = item;
        let Ok(mut reading) = result else {
            return self.send(Made::Refused { id, sha256: Some(sha256), outcome });
        };
        self.shared.given.apply(&mut reading);
        let (done, document) = sync_channel(1);
        let read = Read { id, original, sha256, media_type, retrieved_at, outcome, reading, mapped };
        self.hand_on(&self.shared.thinking, Thinking { read, done })?;
        self.send(Made::Document(document))
    }

    fn send(&self, made: Made<T>) -> Result<(), Unwanted> {
        self.hand_on(&self.made, made)
    }

    fn hand_on<M>(&self, to: &SyncSender<M>, what: M) -> Result<(), Unwanted> {
        let begun = Instant::now();
        let sent = to.send(what).map_err(|_| Unwanted);
        self.waited.set(self.waited.get() + begun.elapsed());
        sent
    }
}

/// Opens a file; with its hash, and when it was last written.
fn open(path: &Path) -> std::io::Result<(File, Sha256, Option<Timestamp>)> {
    // A pipe or a device would be waited for without end.
    if !path.metadata()?.is_file() {
        return Err(std::io::Error::other("it is not a regular file"));
    }
    let mut file = File::open(path)?;
    let retrieved_at = file.metadata()?.modified().ok().and_then(|at| Timestamp::try_from(at).ok());
    Ok((Sha256::of_reader(&mut file)?, retrieved_at)).map(|(sha256, at)| (file, sha256, at))
}
