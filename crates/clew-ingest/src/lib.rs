//! Bytes to documents: formats, main content, dates, copies; hostile input in a child process.
//!
//! A [`Reader`] hands an input to a child process of the same program, which runs [`serve_worker`], and gets back
//! [`Item`]s: one [`Reading`](clew_model::Reading) for each document in it, however deep in archives and mails. The
//! child has given up files and network before it sees the first byte, and is replaced when an input brings it down.
//!
//! In here nothing is stored, nothing fetched, and no clock is read but to stop a parse that takes too long. Parsing in
//! the program's own process was rejected: a panic can be caught there, a hang and an exhausted memory cannot.

#[cfg(not(unix))]
compile_error!("clew reads inputs in a child process over Unix sockets: Linux, macOS, BSD; on Windows use WSL");

mod budget;
pub mod byline;
mod child;
pub mod copies;
pub mod encoding;
mod format;
mod formats;
mod isolation;
mod item;
pub mod language;
mod limits;
pub mod page;
mod reader;
mod recognition;
mod walk;
mod wire;
mod worker;

pub use formats::{GivenDocument, RecordError, json_lines_id, json_lines_record};
pub use isolation::Isolation;
pub use item::{Hints, Item, Refusal};
pub use limits::Limits;
pub use reader::{Reader, ReaderError, Source};
pub use worker::serve_worker;
