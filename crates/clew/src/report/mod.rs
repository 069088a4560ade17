//! A report of a case in a form that people read: Markdown, a web page, a word processor's document.
//!
//! What is told is the engine's ([`clew_engine::report`]); here is only how it is set. The words of documents are text in each of
//! these forms, never markup of it.

mod docx;
mod html;
mod markdown;
mod note;

use clew_engine::report::Report;
use std::io;

/// Forms of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ReportForm {
    /// Markdown with footnotes.
    #[default]
    Md,
    /// One web page that holds all it needs.
    Html,
    /// A word processor's document with footnotes.
    Docx,
}

impl ReportForm {
    /// The report in this form.
    pub fn write(self, report: &Report) -> io::Result<Vec<u8>> {
        match self {
            Self::Md => Ok(markdown::write(report).into_bytes()),
            Self::Html => Ok(html::write(report).into_bytes()),
            Self::Docx => docx::write(report),
        }
    }
}
