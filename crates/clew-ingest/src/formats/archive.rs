//! tar archives and compressed files, read as streams.

use crate::Refusal;
use crate::walk::{Content, Member, Trouble, Walk};
use std::io::{BufReader, Read};

/// Walks the regular files of a tar archive (POSIX.1-1988 and -2001, GNU).
pub(super) fn tar(walk: &mut Walk<'_>, member: &Member, from: &mut dyn Read) -> Result<(), Trouble> {
    let mut archive = tar::Archive::new(from);
    let entries = archive.entries().map_err(|error| walk.read_trouble(&error))?;
    for (n_read, entry) in entries.enumerate() {
        let mut entry = entry.map_err(|error| damaged_after(n_read, walk.read_trouble(&error)))?;
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        // Before POSIX a folder was a file whose name ends so.
        if entry.header().entry_type().is_file() && !name.ends_with('/') {
            walk.member(member.inside(name.trim_start_matches("./")), Content::Stream(&mut entry))?;
        }
    }
    Ok(())
}

fn damaged_after(n_read: usize, trouble: Trouble) -> Trouble {
    match trouble {
        Trouble::Refused(Refusal::Failed(why)) if n_read > 0 => {
            Refusal::failed(format!("{why}; the rest was left after {n_read} members")).into()
        }
        other => other,
    }
}

/// Walks what a gzip file (RFC 1952) holds.
pub(super) fn gzip(walk: &mut Walk<'_>, member: &Member, from: &mut dyn Read) -> Result<(), Trouble> {
    unwrap(walk, member, flate2::read::MultiGzDecoder::new(BufReader::new(from)))
}

/// Walks what a bzip2 file holds.
pub(super) fn bzip2(walk: &mut Walk<'_>, member: &Member, from: &mut dyn Read) -> Result<(), Trouble> {
    unwrap(walk, member, bzip2::read::MultiBzDecoder::new(from))
}

/// Walks what a Zstandard file (RFC 8878) holds.
pub(super) fn zstd(walk: &mut Walk<'_>, member: &Member, from: &mut dyn Read) -> Result<(), Trouble> {
    let decoder = zstd::Decoder::new(from).map_err(|error| walk.read_trouble(&error))?;
    unwrap(walk, member, decoder)
}

fn unwrap(walk: &mut Walk<'_>, member: &Member, decoder: impl Read) -> Result<(), Trouble> {
    let mut metered = walk.budget.meter(decoder);
    Ok(walk.unwrapped(&member.unwrapped(), Content::Stream(&mut metered))?)
}
