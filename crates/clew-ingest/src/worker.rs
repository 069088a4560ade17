//! The child's side: what the program does when it is run as its own parsing process.

use crate::walk::Walk;
use crate::wire::{self, Opening, Reply, Request};
use crate::{Isolation, Limits, isolation};
use std::fs::File;
use std::io;
use std::os::fd::AsFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode, Stdio};

/// Answers a [`Reader`](crate::Reader) over standard input until it closes: what `clew parse-worker` runs.
///
/// Before the first byte of an input it gives up files, network and other programs for good, so it must be called while
/// the process has one thread, and the process must end with the code it returns.
pub fn serve_worker() -> ExitCode {
    // Errors have nobody to be told to: without its parent the child has nothing to do.
    match serve() {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

fn serve() -> io::Result<()> {
    let socket = UnixStream::from(io::stdin().as_fd().try_clone_to_owned()?);
    match wire::receive_files(&socket)? {
        None => Ok(()),
        Some((Opening::Serve(limits), _)) => answer(&socket, &limits),
        Some((Opening::Launch { program, arguments, limits }, files)) => {
            let [input, output] = files.try_into().map_err(|_| io::Error::other("a program needs input and output"))?;
            isolation::enter_launching(&limits)?;
            Err(Command::new(program)
                .args(arguments)
                .env("OMP_THREAD_LIMIT", "1")
                .current_dir("/")
                .stdin(Stdio::from(input))
                .stdout(Stdio::from(output))
                .exec())
        }
    }
}

fn answer(socket: &UnixStream, limits: &Limits) -> io::Result<()> {
    // A panic is an answer like another; what it would print says nothing to a reader.
    std::panic::set_hook(Box::new(|_| {}));
    let reduced = match isolation::enter_parsing(limits) {
        Isolation::Full => None,
        Isolation::Reduced(why) => Some(why),
    };
    wire::send(socket, &Reply::Ready { reduced }, &[])?;
    while let Some((request, files)) = wire::receive_files::<Request>(socket)? {
        let [file] = files.try_into().map_err(|_| io::Error::other("a request needs one file"))?;
        let mut send = |reply: Reply, body: &[u8]| wire::send(socket, &reply, body);
        Walk::input(&request, limits, &mut File::from(file), &mut send)?;
        wire::send(socket, &Reply::Done, &[])?;
    }
    Ok(())
}
