//! The parent's side: starts the parsing child, hands it inputs one at a time, and outlives whatever they do to it.

use crate::child::{Broken, ParsingChild};
use crate::recognition::Recognition;
use crate::wire::{self, Deadly, Message, Pictures, Reply, Request};
use crate::{Hints, Isolation, Item, Limits, Refusal};
use clew_model::{CodePoints, Reading, Sha256, Span};
use jiff::Timestamp;
use std::fs::File;
use std::io::{self, Seek, Write};
use std::os::fd::AsFd;
use std::process::Command;
use std::time::Instant;

/// Where the bytes of an input are.
#[derive(Debug)]
pub enum Source {
    /// A regular file opened for reading.
    File(File),
    /// In memory.
    Bytes(Vec<u8>),
}

/// The parsing child could not be had; nothing about the input is meant.
#[derive(Debug, thiserror::Error)]
pub enum ReaderError {
    /// The program did not start.
    #[error("the parsing process cannot be started: {0}")]
    Start(io::Error),
    /// The program started, and did not answer as a parsing child.
    #[error("the parsing process did not answer: {0}")]
    NoAnswer(String),
    /// The input's bytes could not be handed over.
    #[error("the input cannot be handed to the parsing process: {0}")]
    HandOver(io::Error),
}

/// Reads inputs, each in a child process that is replaced when one of them brings it down.
///
/// Holds at most one item in memory whatever the size of the input. One for each thread that reads.
pub struct Reader {
    command: Box<dyn Fn() -> Command + Send>,
    limits: Limits,
    isolation: Isolation,
    recognition: Recognition,
    child: Option<ParsingChild>,
}

impl Reader {
    /// Starts the parsing child. `command` must run [`serve_worker`](crate::serve_worker); its standard input, output
    /// and error are set here.
    pub fn start(command: impl Fn() -> Command + Send + 'static, limits: Limits) -> Result<Self, ReaderError> {
        let (child, isolation) = ParsingChild::start(&command, &limits)?;
        let recognition = Recognition::installed();
        Ok(Self { command: Box::new(command), limits, isolation, recognition, child: Some(child) })
    }

    /// How far the parsing child is kept from the rest of the machine, as it found when it started.
    pub fn isolation(&self) -> &Isolation {
        &self.isolation
    }

    /// Reads one input and passes each document in it to `each`, in order; returns how many items there were.
    ///
    /// A container (archive, mailbox, feed, table) is no document: it is an item of its own only where it could not be
    /// read, or not in full. Whatever is wrong with the input is an item; an error means that no parsing child could be
    /// had.
    pub fn read(
        &mut self,
        id: &str,
        source: Source,
        hints: &Hints,
        mut each: impl FnMut(Item),
    ) -> Result<u64, ReaderError> {
        let mut file = source.into_file().map_err(ReaderError::HandOver)?;
        let until = Instant::now() + self.limits.input_time;
        let mut input =
            Input { id, hints, n_answered: 0, deadly: Vec::new(), at: Place::default(), is_second_try: false, until };
        loop {
            file.rewind().map_err(ReaderError::HandOver)?;
            let mut child = self.take_child()?;
            match self.converse(&mut child, &file, &mut input, &mut each) {
                Ok(()) => {
                    self.child = (child.n_inputs < self.limits.n_inputs_per_child).then_some(child);
                    return Ok(input.n_answered);
                }
                Err(broken) => {
                    let why = child.end(broken, &self.limits);
                    if !input.survive(why, &self.limits, &mut each) {
                        return Ok(input.n_answered);
                    }
                }
            }
        }
    }

    fn take_child(&mut self) -> Result<ParsingChild, ReaderError> {
        match self.child.take() {
            Some(child) => Ok(child),
            None => ParsingChild::start(&self.command, &self.limits).map(|(child, _)| child),
        }
    }

    /// Has `child` read the input from its first item not answered yet; ends early where the child does.
    fn converse(
        &self,
        child: &mut ParsingChild,
        file: &File,
        input: &mut Input<'_>,
        each: &mut impl FnMut(Item),
    ) -> Result<(), Broken> {
        let request = input.request();
        child.n_inputs += 1;
        wire::send_files(&child.socket, &request, &[file.as_fd()]).map_err(|_| Broken::Gone)?;
        input.at = Place::default();
        loop {
            let Message { head, body } = child.next_reply(input.until, &self.limits)?;
            match head {
                Reply::Done => return Ok(()),
                head => self.take(head, body, input, each)?,
            }
            // The child counts too; one that was taken over by its input may not.
            if input.n_answered > self.limits.n_members + 1 {
                return Err(Broken::Nonsense);
            }
        }
    }

    /// Takes a reply that is not the last.
    fn take(
        &self,
        reply: Reply,
        body: Vec<u8>,
        input: &mut Input<'_>,
        each: &mut impl FnMut(Item),
    ) -> Result<(), Broken> {
        match reply {
            Reply::Passed { n_items } => input.at.n_items += n_items,
            Reply::Enter { id } => input.at.containers.push(Deadly { id, n_items: input.at.n_items }),
            Reply::Exit => drop(input.at.containers.pop()),
            Reply::Begin { id, media_type, retrieved_at } => {
                input.at.begun = Some(Begun { id, media_type, retrieved_at, original: body });
            }
            Reply::Read { reading, retrieved_at, pictures } => {
                let mut item = input.at.begun.take().filter(|_| is_sound(&reading)).ok_or(Broken::Nonsense)?;
                item.retrieved_at = retrieved_at.or(item.retrieved_at);
                let reading = self.recognise(*reading, pictures, &item.original);
                input.answer(item.finish(Ok(reading)), each);
            }
            Reply::Refused(refusal) => {
                let item = input.at.begun.take().ok_or(Broken::Nonsense)?;
                input.answer(item.finish(Err(refusal)), each);
            }
            Reply::Left { id, media_type, refusal } => {
                let item = Begun { media_type, ..Begun::without_bytes(id) };
                input.answer(item.finish(Err(refusal)), each);
            }
            Reply::Ready { .. } | Reply::Done => return Err(Broken::Nonsense),
        }
        Ok(())
    }

    fn recognise(&self, reading: Reading, pictures: Option<Pictures>, original: &[u8]) -> Reading {
        match pictures {
            Some(pictures) => self.recognition.complete(reading, pictures, original, &self.command, &self.limits),
            None => reading,
        }
    }
}

/// Whether a reading is one that a parser makes: a child that was taken over by its input may send any other.
fn is_sound(reading: &Reading) -> bool {
    let length = CodePoints::new(&reading.text).len();
    let in_order = |pair: &[Span]| pair[0].end <= pair[1].start;
    reading.furniture.iter().all(|span| span.start <= span.end && span.end <= length)
        && reading.furniture.windows(2).all(in_order)
}

/// One input on its way: what of it has been answered, over however many children.
struct Input<'a> {
    id: &'a str,
    hints: &'a Hints,
    n_answered: u64,
    deadly: Vec<Deadly>,
    at: Place,
    /// Whether a child was found dead before it had said anything about this input.
    is_second_try: bool,
    until: Instant,
}

/// Where in an input the child is.
#[derive(Default)]
struct Place {
    /// Items passed over or answered by this child.
    n_items: u64,
    /// The containers it is in, outermost first, each with `n_items` as it was on entering.
    containers: Vec<Deadly>,
    /// The document that it has announced and not answered yet.
    begun: Option<Begun>,
}

impl Input<'_> {
    fn request(&self) -> Request {
        Request {
            id: self.id.to_owned(),
            hints: self.hints.clone(),
            n_answered: self.n_answered,
            deadly: self.deadly.clone(),
        }
    }

    fn answer(&mut self, item: Item, each: &mut impl FnMut(Item)) {
        self.n_answered += 1;
        self.at.n_items += 1;
        each(item);
    }

    /// Answers what the child died over; returns whether the rest of the input is worth another child.
    fn survive(&mut self, why: String, limits: &Limits, each: &mut impl FnMut(Item)) -> bool {
        let at_nothing = self.at.begun.is_none() && self.at.containers.is_empty() && self.at.n_items == 0;
        if at_nothing && !self.is_second_try {
            // It may have died while it waited (the system kills what it takes for idle when memory is short).
            self.is_second_try = true;
            return true;
        }
        let is_worth_it = Instant::now() < self.until && self.deadly.len() < limits.n_crashes as usize;
        // The innermost container takes the blame where no document was begun; the outermost is the input itself.
        let container = self.at.containers.pop();
        let is_nested = !self.at.containers.is_empty();
        match (self.at.begun.take(), container) {
            (Some(begun), _) if is_worth_it => {
                self.deadly.push(Deadly { id: begun.id.clone(), n_items: 1 });
                self.answer(begun.finish(Err(Refusal::Failed(why))), each);
                true
            }
            (None, Some(Deadly { id, n_items: n_before })) if is_worth_it && is_nested => {
                self.answer(Begun::without_bytes(id.clone()).finish(Err(Refusal::Failed(why))), each);
                self.deadly.push(Deadly { id, n_items: self.at.n_items - n_before });
                true
            }
            (begun, _) => {
                self.give_up(begun, why, each);
                false
            }
        }
    }

    fn give_up(&mut self, begun: Option<Begun>, why: String, each: &mut impl FnMut(Item)) {
        let mut whole = why.clone();
        if let Some(begun) = begun {
            let is_whole = begun.id == self.id;
            self.answer(begun.finish(Err(Refusal::Failed(why))), each);
            if is_whole {
                return;
            }
        }
        if self.n_answered > 0 {
            whole = format!("{whole}; the rest was left after {} items", self.n_answered);
        }
        self.answer(Begun::without_bytes(self.id.to_owned()).finish(Err(Refusal::Failed(whole))), each);
    }
}

/// An item that the child has announced and not answered yet.
struct Begun {
    id: String,
    media_type: String,
    retrieved_at: Option<Timestamp>,
    original: Vec<u8>,
}

impl Begun {
    fn without_bytes(id: String) -> Self {
        Self { id, media_type: String::new(), retrieved_at: None, original: Vec::new() }
    }

    fn finish(self, result: Result<Reading, Refusal>) -> Item {
        let Self { id, media_type, retrieved_at, original } = self;
        Item { id, sha256: Sha256::of(&original), original, media_type, retrieved_at, result }
    }
}

impl Source {
    /// An opened file that holds the bytes and has no name that the child could use.
    fn into_file(self) -> io::Result<File> {
        match self {
            Self::File(file) => Ok(file),
            Self::Bytes(bytes) => nameless_file(&bytes),
        }
    }
}

/// Bytes as an opened file: in memory on Linux, elsewhere a temporary file whose name is gone.
pub(crate) fn nameless_file(bytes: &[u8]) -> io::Result<File> {
    #[cfg(target_os = "linux")]
    let mut file = File::from(rustix::fs::memfd_create(c"clew-input", rustix::fs::MemfdFlags::CLOEXEC)?);
    #[cfg(not(target_os = "linux"))]
    let mut file = tempfile::tempfile()?;
    file.write_all(bytes)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_outside_the_text_or_out_of_order_is_nonsense() {
        let check = |furniture: &[[u32; 2]], expect: bool| {
            let furniture = furniture.iter().map(|&[start, end]| Span { start, end }).collect();
            let reading = Reading { text: "né—x".to_owned(), furniture, ..Reading::default() };
            assert_eq!(is_sound(&reading), expect, "{:?}", reading.furniture);
        };
        check(&[], true);
        check(&[[0, 1], [1, 4]], true);
        check(&[[0, 5]], false);
        check(&[[2, 1]], false);
        check(&[[1, 3], [2, 4]], false);
        check(&[[0, u32::MAX]], false);
    }
}
