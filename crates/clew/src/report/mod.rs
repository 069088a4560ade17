//! A report of a case in a form that people read: Markdown, a web page, a word processor's document.
//!
//! What is told is the engine's ([`clew_engine::report`]); here is only how it is set. The words of documents are text in each of
//! these forms, never markup of it.

mod docx;
mod html;
mod markdown;
mod note;

use clew_engine::report::Report;
pub use note::published;
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
    /// The form with this word; Markdown where it is empty.
    pub fn named(word: &str) -> Option<Self> {
        if word.is_empty() { Some(Self::default()) } else { clap::ValueEnum::from_str(word, false).ok() }
    }

    /// How names of files of this form end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Html => "html",
            Self::Docx => "docx",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Md => "text/markdown; charset=utf-8",
            Self::Html => "text/html; charset=utf-8",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        }
    }

    /// The report in this form.
    pub fn write(self, report: &Report) -> io::Result<Vec<u8>> {
        match self {
            Self::Md => Ok(markdown::write(report).into_bytes()),
            Self::Html => Ok(html::write(report).into_bytes()),
            Self::Docx => docx::write(report),
        }
    }
}
