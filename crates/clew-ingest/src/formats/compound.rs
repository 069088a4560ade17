//! OLE compound files ([MS-CFB]): Outlook messages and workbooks are read; older documents and encrypted ones are named
//! and left.

use crate::Refusal;
use crate::format::{Format, WorkbookKind};
use crate::walk::{Member, Trouble, Walk};
use cfb::CompoundFile;
use std::io::Cursor;

/// Streams by which a file's kind is known.
const KINDS: &[(&str, Kind)] = &[
    ("/EncryptedPackage", Kind::Encrypted),
    ("/__properties_version1.0", Kind::Message),
    ("/Workbook", Kind::Workbook),
    ("/Book", Kind::Workbook),
    ("/WordDocument", Kind::Unread("an old Word document, .doc")),
    ("/PowerPoint Document", Kind::Unread("an old PowerPoint presentation, .ppt")),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Encrypted,
    Message,
    Workbook,
    Unread(&'static str),
}

/// Reads the document that a compound file is.
pub(super) fn walk(walk: &mut Walk<'_>, member: &Member, bytes: Vec<u8>) -> Result<(), Trouble> {
    let file = CompoundFile::open(Cursor::new(bytes.as_slice()))
        .map_err(|error| Refusal::failed(format!("is a damaged compound file: {error}")))?;
    let kind = KINDS.iter().find(|(stream, _)| file.exists(stream)).map(|(_, kind)| *kind);
    drop(file);
    match kind.unwrap_or(Kind::Unread("an unknown kind of compound file")) {
        Kind::Encrypted => Err(Refusal::encrypted().into()),
        Kind::Message => Ok(walk.document(member, Format::OutlookMessage, &bytes)?),
        Kind::Workbook => super::workbook::walk(walk, member, WorkbookKind::Xls, bytes),
        Kind::Unread(what) => Err(Refusal::skipped(format!("not a format clew reads ({what})")).into()),
    }
}
