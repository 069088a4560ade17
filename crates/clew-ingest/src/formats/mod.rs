//! One file a format: bytes to a reading, or a container to its members. Runs in the parsing child.
//!
//! A reader here returns what it could read and names what it could not in `missing`; it refuses only what holds no text for
//! clew at all.

mod archive;
mod email;
pub(crate) mod lines;
mod mailbox;
mod plain;
mod quoted;
pub(crate) mod zip;

use crate::format::{Compression, Format};
use crate::walk::Member;
use crate::walk::{Trouble, Walk};
use crate::wire::Pictures;
use crate::{Hints, Refusal};
use clew_model::Reading;
use std::io::Read;

/// What a document format yields.
#[derive(Debug, Default)]
pub(crate) struct Parsed {
    pub reading: Reading,
    pub pictures: Option<Pictures>,
    pub attachments: Vec<Attachment>,
}

impl From<Reading> for Parsed {
    fn from(reading: Reading) -> Self {
        Self { reading, ..Self::default() }
    }
}

/// A file that a document carries with it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Attachment {
    pub name: String,
    pub bytes: Vec<u8>,
    pub media_type: Option<String>,
    pub charset: Option<String>,
}

/// Reads one document of a known format.
pub(crate) fn read(format: Format, bytes: &[u8], hints: &Hints) -> Result<Parsed, Refusal> {
    match format {
        Format::PlainText => plain::read(bytes, hints.charset.as_deref()).map(Parsed::from),
        Format::Email => email::read(bytes),
        _ => Err(Refusal::skipped("not a format clew reads")),
    }
}

/// How a container is walked.
pub(crate) type WalkContainer = fn(&mut Walk<'_>, &Member, &mut dyn Read) -> Result<(), Trouble>;

/// How a container that needs no seeking is walked; `None` for everything that is read whole.
pub(crate) fn streamed(format: Format) -> Option<WalkContainer> {
    Some(match format {
        Format::Tar => archive::tar,
        Format::Compressed(Compression::Gzip) => archive::gzip,
        Format::Compressed(Compression::Bzip2) => archive::bzip2,
        Format::Compressed(Compression::Zstd) => archive::zstd,
        Format::Mailbox => mailbox::walk,
        _ => return None,
    })
}

/// What a file of a general format is in particular, which takes all of its bytes to tell.
pub(crate) fn refine(format: Format, bytes: &[u8]) -> Result<Format, Refusal> {
    match format {
        Format::Zip => zip::kind(&mut std::io::Cursor::new(bytes)),
        format => Ok(format),
    }
}
