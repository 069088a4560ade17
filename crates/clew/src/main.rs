//! The program `clew`: the command line, the local server, and what it prints for other programs.
//!
//! [`cli`] has a file for each command; [`http`] serves the screens of web/; [`export`] holds the records that
//! docs/output.md promises. Nothing here thinks about documents: that is the engine's. Data goes to standard output,
//! everything else to standard error. Rejected: a daemon that the commands talk to, for a case is one file and the
//! commands open it.

mod cli;
mod export;
mod http;
mod report;
mod site;

use std::process::ExitCode;

fn main() -> ExitCode {
    // The parsing child gives up its rights while it has one thread: before anything else is started.
    if std::env::args_os().nth(1).is_some_and(|first| first == cli::PARSE_WORKER) {
        return clew_ingest::serve_worker();
    }
    cli::run()
}
