//! Bytes to documents: formats, main content, dates, copies; hostile input in a child process.

pub mod byline;
pub mod encoding;
pub mod language;
pub mod page;
