//! A running parsing child, as its parent has hold of it.

use crate::reader::ReaderError;
use crate::wire::{self, Message, Opening, Reply};
use crate::{Isolation, Limits};
use std::io::{self, Read};
use std::os::unix::net::UnixStream;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Why a child is of no more use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// It closed its end.
    Gone,
    /// A document took too long.
    DocumentTime,
    /// The whole input took too long.
    InputTime,
    /// It said what no parsing child says.
    Nonsense,
}

/// A running child process, and the socket to it.
pub(crate) struct ParsingChild {
    process: Child,
    pub socket: UnixStream,
    /// Inputs it has been asked to read.
    pub n_inputs: u32,
}

/// How long a child may take to start and shut itself in.
const START_TIME: Duration = Duration::from_secs(20);
/// Room for a message's head beyond the text in it.
const HEAD_BYTES: u64 = 1 << 20;

impl ParsingChild {
    pub(crate) fn start(command: &dyn Fn() -> Command, limits: &Limits) -> Result<(Self, Isolation), ReaderError> {
        let (socket, theirs) = UnixStream::pair().map_err(ReaderError::Start)?;
        let process = command()
            .stdin(Stdio::from(std::os::fd::OwnedFd::from(theirs)))
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            // A Ctrl-C at the terminal is for the parent to answer; it must not look like a crash over some document.
            .process_group(0)
            .spawn()
            .map_err(ReaderError::Start)?;
        let mut child = Self { process, socket, n_inputs: 0 };
        // A child that cannot be written to has nothing to answer either, which the next line finds out.
        let _ = wire::send_files(&child.socket, &Opening::Serve(limits.clone()), &[]);
        match child.next_reply(Instant::now() + START_TIME, limits) {
            Ok(Message { head: Reply::Ready { reduced }, .. }) => {
                Ok((child, reduced.map_or(Isolation::Full, Isolation::Reduced)))
            }
            Ok(_) => Err(ReaderError::NoAnswer("it is no parsing process".to_owned())),
            Err(broken) => Err(ReaderError::NoAnswer(child.end(broken, limits))),
        }
    }

    /// Waits for the next reply, no longer than a document may take and never beyond `until`.
    pub(crate) fn next_reply(&mut self, until: Instant, limits: &Limits) -> Result<Message<Reply>, Broken> {
        let document_until = Instant::now() + limits.document_time;
        let (until, broken) = match until < document_until {
            true => (until, Broken::InputTime),
            false => (document_until, Broken::DocumentTime),
        };
        let most_bytes = limits.memory_bytes.saturating_add(HEAD_BYTES);
        match wire::receive(Timed { socket: &self.socket, until }, most_bytes) {
            Ok(Some(reply)) => Ok(reply),
            Ok(None) => Err(Broken::Gone),
            Err(error) => Err(match error.kind() {
                io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => broken,
                io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset => Broken::Gone,
                _ => Broken::Nonsense,
            }),
        }
    }

    /// Makes sure that the child is gone, and says in a reader's words why.
    pub(crate) fn end(mut self, broken: Broken, limits: &Limits) -> String {
        if broken != Broken::Gone {
            // It can have died on its own by now, which is as good.
            let _ = self.process.kill();
        }
        let status = self.process.wait();
        let mut said = String::new();
        if let Some(errors) = self.process.stderr.take() {
            let _ = errors.take(HEAD_BYTES).read_to_string(&mut said);
        }
        let signal = status.ok().and_then(|status| status.signal());
        match broken {
            Broken::DocumentTime => format!("took longer than {} s", limits.document_time.as_secs_f64()),
            Broken::InputTime => format!("took longer than {} s in all", limits.input_time.as_secs_f64()),
            Broken::Gone if said.contains("memory allocation of") => {
                format!("needed more than {} MB of memory", limits.memory_bytes >> 20)
            }
            Broken::Gone if signal == Some(rustix::process::Signal::XCPU.as_raw()) => {
                format!("took longer than {} s", limits.document_time.as_secs_f64())
            }
            Broken::Gone | Broken::Nonsense => "the parser crashed".to_owned(),
        }
    }
}

impl Drop for ParsingChild {
    fn drop(&mut self) {
        // Nothing can be done about a child that will not die, and one that is dead already is as good.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A socket that stops answering at an instant, however slowly bytes drip in.
pub(crate) struct Timed<'s> {
    pub(crate) socket: &'s UnixStream,
    pub(crate) until: Instant,
}

impl Read for Timed<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        self.socket.set_read_timeout(Some(left))?;
        self.socket.read(buffer)
    }
}
