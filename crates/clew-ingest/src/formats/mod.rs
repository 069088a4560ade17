//! One file a format: bytes to a reading, or a container to its members. Runs in the parsing child.
//!
//! A reader here returns what it could read and names what it could not in `missing`; it refuses only what holds no
//! text for clew at all.

mod archive;
mod compound;
mod email;
mod feed;
mod json_lines;
pub(crate) mod lines;
mod mailbox;
mod outlook;
mod pdf;
mod pdf_damage;
mod picture;
pub(crate) mod plain;
mod properties;
mod quoted;
mod rtf;
mod table;
mod web_archive;
mod word_processor;
mod workbook;
mod xml;
pub(crate) mod zip;

pub use json_lines::{GivenDocument, RecordError, json_lines_id, json_lines_record};

use crate::format::{Compression, Format};
use crate::page::{SavedPage, read_mhtml, read_page};
use crate::walk::{Member, Trouble, Walk};
use crate::wire::Pictures;
use crate::{Hints, Refusal};
use clew_model::Reading;
use jiff::Timestamp;
use std::io::Read;

/// What a document format yields.
#[derive(Debug, Default)]
pub(crate) struct Parsed {
    pub reading: Reading,
    /// When it was obtained, where the document itself says so.
    pub retrieved_at: Option<Timestamp>,
    pub pictures: Option<Pictures>,
    pub attachments: Vec<Attachment>,
}

impl From<Reading> for Parsed {
    fn from(reading: Reading) -> Self {
        Self { reading, ..Self::default() }
    }
}

/// A file that a document carries with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attachment {
    pub name: String,
    pub bytes: Vec<u8>,
    pub media_type: Option<String>,
    pub charset: Option<String>,
    /// Whether the mail's page shows it in its place (a logo, a screenshot), by its Content-ID.
    pub is_shown: bool,
}

/// Bytes below which a picture that a mail's page shows is taken for a logo or an icon.
const LOGO_BYTES: usize = 50 << 10;

impl Attachment {
    /// Whether it is decoration: what programs put under every mail is no document.
    pub(crate) fn is_logo(&self) -> bool {
        let is_picture = self.media_type.as_ref().is_some_and(|kind| kind.to_ascii_lowercase().starts_with("image/"));
        self.is_shown && is_picture && self.bytes.len() < LOGO_BYTES
    }
}

/// Reads one document of a known format.
pub(crate) fn read(format: Format, bytes: &[u8], hints: &Hints) -> Result<Parsed, Refusal> {
    let charset = hints.charset.as_deref();
    match format {
        Format::PlainText => plain::read(bytes, charset).map(Parsed::from),
        Format::Table => plain::read_whole(bytes, charset).map(Parsed::from),
        Format::Html => whole(read_page(bytes, charset, hints.url.as_deref())),
        Format::Mhtml => match read_mhtml(bytes) {
            Some(SavedPage { reading, retrieved_at }) => Ok(Parsed { retrieved_at, ..whole(reading)? }),
            None => email::read(bytes),
        },
        Format::Email => email::read(bytes),
        Format::OutlookMessage => outlook::read(bytes),
        Format::Pdf => pdf::read(bytes),
        Format::Rtf => with_text(rtf::read(bytes)),
        Format::Docx => word_processor::read_docx(bytes).and_then(with_text),
        Format::Pptx => word_processor::read_pptx(bytes).and_then(with_text),
        Format::Odt | Format::Odp => word_processor::read_open_document(bytes).and_then(with_text),
        Format::Workbook(kind) => workbook::read(bytes, kind).and_then(whole),
        Format::Picture(kind) => picture::read(bytes, kind),
        Format::Record(_) => Err(Refusal::failed("is a record without its container")),
        Format::Zip
        | Format::Tar
        | Format::Compressed(_)
        | Format::Mailbox
        | Format::Feed
        | Format::WebArchive
        | Format::JsonLines
        | Format::Compound => Err(Refusal::failed("is a container")),
    }
}

/// A reading that holds words, of a format whose first words are no heading or whose reader has seen to that.
fn whole(reading: Reading) -> Result<Parsed, Refusal> {
    match reading.text.trim().is_empty() {
        true => Err(Refusal::skipped("holds no text")),
        false => Ok(reading.into()),
    }
}

/// A reading that holds words, with what the head of its text says; a file of a known format without any is empty for a
/// reader.
fn with_text(mut reading: Reading) -> Result<Parsed, Refusal> {
    if reading.text.trim().is_empty() && reading.missing.is_empty() {
        return Err(Refusal::skipped("holds no text"));
    }
    plain::take_head(&mut reading);
    Ok(reading.into())
}

/// How a container is walked that needs no seeking.
pub(crate) type WalkStream = fn(&mut Walk<'_>, &Member, &mut dyn Read) -> Result<(), Trouble>;
/// How a container is walked that is held whole.
pub(crate) type WalkBytes = fn(&mut Walk<'_>, &Member, Vec<u8>) -> Result<(), Trouble>;

/// The walk of a format that is read as it streams in; `None` for everything that is read whole.
pub(crate) fn streamed(format: Format) -> Option<WalkStream> {
    Some(match format {
        Format::Tar => archive::tar,
        Format::Compressed(Compression::Gzip) => archive::gzip,
        Format::Compressed(Compression::Bzip2) => archive::bzip2,
        Format::Compressed(Compression::Zstd) => archive::zstd,
        Format::Mailbox => mailbox::walk,
        Format::WebArchive => web_archive::walk,
        Format::JsonLines => json_lines::walk,
        Format::Table => table::walk,
        _ => return None,
    })
}

/// The walk of a format that is held whole and may turn out to be a container; `None` for plain documents.
pub(crate) fn loaded(format: Format) -> Option<WalkBytes> {
    Some(match format {
        Format::Zip => |walk, member, bytes| zip::walk(walk, member, &mut std::io::Cursor::new(bytes)),
        Format::Compound => compound::walk,
        Format::Feed => feed::walk,
        _ => return None,
    })
}
