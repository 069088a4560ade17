//! Text out of pictures, by the programs that the user has installed: Tesseract, and poppler's `pdftoppm` for scanned PDFs.
//!
//! Neither is part of clew. Each runs in its own process, started by the parsing program itself in another role, which first gives
//! up the network and all files but the system's programs; the picture comes in and the text goes out over files opened here.

use crate::Limits;
use crate::formats::lines::joined;
use crate::formats::plain::take_head;
use crate::language::language_of;
use crate::reader::{Timed, nameless_file};
use crate::wire::{self, Opening, Pictures};
use clew_model::Reading;
use std::io::{self, Read, Seek};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

/// What a reading without any text lacks, where no program is there to help.
pub(crate) const NO_TEXT_LAYER: &str = "no text layer";

/// Dots an inch that pages are drawn at; what Tesseract's documentation asks for.
const RESOLUTION: &str = "300";
/// Most bytes of one drawn page: A3 at 300 dots an inch in grey is 17 MB.
const PAGE_BYTES: u64 = 64 << 20;

/// The programs that were found.
pub(crate) struct Recognition {
    tesseract: Option<PathBuf>,
    pdftoppm: Option<PathBuf>,
}

/// How this program is run as its own child.
type StartChild = dyn Fn() -> Command + Send;

impl Recognition {
    /// Looks for the programs where the shell would.
    pub(crate) fn installed() -> Self {
        Self { tesseract: on_path("tesseract"), pdftoppm: on_path("pdftoppm") }
    }

    /// `reading` with the text of its pictures, where that can be had.
    pub(crate) fn complete(
        &self,
        reading: Reading,
        pictures: Pictures,
        original: &[u8],
        command: &StartChild,
        limits: &Limits,
    ) -> Reading {
        let run = Run { command, limits };
        let pages = match (pictures, &self.tesseract, &self.pdftoppm) {
            (Pictures::Whole, Some(tesseract), _) => vec![run.recognise(tesseract, original)],
            (Pictures::Pages(n_pages), Some(tesseract), Some(pdftoppm)) => {
                let until = Instant::now() + limits.input_time;
                let in_time = |_: &u32| Instant::now() < until;
                let page = |number| run.recognise(tesseract, &run.draw(pdftoppm, original, number)?);
                (1..=n_pages).take_while(in_time).map(page).collect()
            }
            _ => return reading,
        };
        let n_pages = if let Pictures::Pages(n_pages) = pictures { n_pages } else { 1 };
        with_pages(reading, pages, n_pages)
    }
}

/// Puts recognised pages into a reading; what was not recognised is missing.
fn with_pages(mut reading: Reading, pages: Vec<io::Result<String>>, n_pages: u32) -> Reading {
    let n_recognised = pages.iter().filter(|page| page.as_ref().is_ok_and(|text| !text.trim().is_empty())).count();
    if n_recognised == 0 {
        return reading;
    }
    let pages: Vec<String> =
        pages.into_iter().map(|page| joined(page.unwrap_or_default().trim_end_matches('\u{c}'))).collect();
    reading.text = pages.join("\u{c}");
    reading.language = language_of(&reading.text);
    take_head(&mut reading);
    reading.missing.retain(|what| what != NO_TEXT_LAYER);
    let n_lost = n_pages as usize - n_recognised;
    if n_lost > 0 {
        reading.missing.push(format!("no text was recognised on {n_lost} of {n_pages} pages"));
    }
    reading
}

fn on_path(program: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .filter(|folder| folder.is_absolute())
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}

/// Runs programs on bytes.
struct Run<'a> {
    command: &'a StartChild,
    limits: &'a Limits,
}

impl Run<'_> {
    fn recognise(&self, tesseract: &std::path::Path, picture: &[u8]) -> io::Result<String> {
        let text = self.filter(tesseract, &["stdin", "stdout"], picture, self.limits.document_bytes)?;
        String::from_utf8(text).map_err(io::Error::other)
    }

    fn draw(&self, pdftoppm: &std::path::Path, pdf: &[u8], page: u32) -> io::Result<Vec<u8>> {
        let page = page.to_string();
        self.filter(pdftoppm, &["-r", RESOLUTION, "-gray", "-f", &page, "-l", &page, "-"], pdf, PAGE_BYTES)
    }

    /// What `program` makes of `input`; an error where it takes too long or yields more than `most_bytes`.
    fn filter(
        &self,
        program: &std::path::Path,
        arguments: &[&str],
        input: &[u8],
        most_bytes: u64,
    ) -> io::Result<Vec<u8>> {
        let mut input_file = nameless_file(input)?;
        input_file.rewind()?;
        let (output, their_output) = UnixStream::pair()?;
        let (socket, theirs) = UnixStream::pair()?;
        let spawned = (self.command)()
            .stdin(Stdio::from(OwnedFd::from(theirs)))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut program_process = Killed(spawned);
        let opening = Opening::Launch {
            program: program.to_string_lossy().into_owned(),
            arguments: arguments.iter().map(|&argument| argument.to_owned()).collect(),
            limits: self.limits.clone(),
        };
        wire::send_files(&socket, &opening, &[input_file.as_fd(), their_output.as_fd()])?;
        drop(their_output);
        let mut made = Vec::new();
        let until = Instant::now() + self.limits.document_time;
        Timed { socket: &output, until }.take(most_bytes + 1).read_to_end(&mut made)?;
        if made.len() as u64 > most_bytes {
            return Err(io::Error::other("the program yields too much"));
        }
        match program_process.0.wait()?.success() {
            true => Ok(made),
            false => Err(io::Error::other("the program failed")),
        }
    }
}

/// A process that does not outlive what it was started for.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        // One that has ended already needs no killing, and is waited for all the same.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scanned() -> Reading {
        Reading { missing: vec![NO_TEXT_LAYER.to_owned()], ..Reading::default() }
    }

    #[test]
    fn recognised_pages_are_joined_by_form_feeds_and_lost_ones_named() {
        let pages = vec![
            Ok("The pump\nfailed.\n\u{c}".to_owned()),
            Err(io::Error::other("no")),
            Ok("It was old.\n".to_owned()),
        ];
        let reading = with_pages(scanned(), pages, 4);
        assert_eq!(reading.text, "The pump failed.\u{c}\u{c}It was old.");
        assert_eq!(reading.missing, ["no text was recognised on 2 of 4 pages"]);
    }

    #[test]
    fn nothing_recognised_is_still_no_text_layer() {
        let reading = with_pages(scanned(), vec![Ok(" \n\u{c}".to_owned())], 1);
        assert_eq!(reading.missing, [NO_TEXT_LAYER]);
    }
}
