//! Text out of pictures, by the programs that the user has installed: Tesseract, and poppler's `pdftoppm` for scanned
//! PDFs.
//!
//! Neither is part of clew. Each runs in its own process, started by the parsing program itself in another role, which
//! first gives up the network and all files but the system's programs; the picture comes in and the text goes out over
//! files opened here.

use crate::Limits;
use crate::child::Timed;
use crate::formats::lines::joined;
use crate::formats::plain::take_head;
use crate::language::language_of;
use crate::reader::nameless_file;
use crate::wire::{self, Opening, Pictures};
use clew_model::{Reading, Span};
use std::collections::HashMap;
use std::io::{self, Read, Seek};
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Instant;

/// What a reading lacks of whose `n_pages` pages `n_without` are pictures nobody has read.
pub(crate) fn without_text_layer(n_without: usize, n_pages: usize) -> Option<String> {
    match n_without {
        0 => None,
        _ if n_without == n_pages => Some(NO_TEXT_LAYER.to_owned()),
        _ => Some(format!("{NO_TEXT_LAYER} on {n_without} of {n_pages} pages")),
    }
}

const NO_TEXT_LAYER: &str = "no text layer";

/// Dots an inch that pages are drawn at; what Tesseract's documentation asks for.
const RESOLUTION: &str = "300";
/// What stands between two pages of a text.
const PAGE_END: char = '\u{c}';
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
        let recognised: HashMap<usize, String> = match (pictures, &self.tesseract, &self.pdftoppm) {
            (Pictures::Whole, Some(tesseract), _) => {
                run.recognise(tesseract, original).ok().map(|text| (0, text)).into_iter().collect()
            }
            (Pictures::Pages(pages), Some(tesseract), Some(pdftoppm)) => {
                let until = Instant::now() + limits.input_time;
                let text_of = |page| run.recognise(tesseract, &run.draw(pdftoppm, original, page)?);
                let in_time = pages.into_iter().take_while(|_| Instant::now() < until);
                in_time.filter_map(|page| Some((page, text_of(page).ok()?))).collect()
            }
            _ => HashMap::new(),
        };
        with_pages(reading, &recognised)
    }
}

/// Puts recognised pages, by their places, into a reading whose other pages stay as they are.
fn with_pages(mut reading: Reading, recognised: &HashMap<usize, String>) -> Reading {
    let recognised: HashMap<usize, String> =
        recognised.iter().map(|(page, text)| (*page, joined(text))).filter(|(_, text)| !text.is_empty()).collect();
    if recognised.is_empty() {
        return reading;
    }
    let pages: Vec<&str> = reading.text.split(PAGE_END).collect();
    let (mut at, mut shift, mut n_blank) = (0, 0, 0);
    let mut text = String::new();
    // By how much what stands from this place on moves.
    let mut shifts: Vec<(u32, u32)> = Vec::new();
    for (nth, page) in pages.iter().enumerate() {
        text.push_str(if nth > 0 { "\u{c}" } else { "" });
        shifts.push((at, shift));
        at += page.chars().count() as u32 + 1;
        let page = match recognised.get(&nth) {
            Some(found) if page.is_empty() => {
                shift += found.chars().count() as u32;
                found
            }
            _ => *page,
        };
        n_blank += usize::from(page.trim().is_empty());
        text.push_str(page);
    }
    let shift_of = |place: u32| shifts.iter().rev().find(|(from, _)| *from <= place).map_or(0, |(_, shift)| *shift);
    for span in &mut reading.furniture {
        let shift = shift_of(span.start);
        *span = Span::new(span.start + shift, span.end + shift);
    }
    let n_pages = pages.len();
    reading.missing.retain(|what| !what.starts_with(NO_TEXT_LAYER));
    if n_blank > 0 {
        reading.missing.push(format!("no text was recognised on {n_blank} of {n_pages} pages"));
    }
    reading.text = text;
    reading.language = language_of(&reading.text);
    take_head(&mut reading);
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
    fn recognise(&self, tesseract: &Path, picture: &[u8]) -> io::Result<String> {
        let text = self.filter(tesseract, &["stdin", "stdout"], picture, self.limits.document_bytes)?;
        String::from_utf8(text).map_err(io::Error::other)
    }

    fn draw(&self, pdftoppm: &Path, pdf: &[u8], page: usize) -> io::Result<Vec<u8>> {
        let page = (page + 1).to_string();
        self.filter(pdftoppm, &["-r", RESOLUTION, "-gray", "-f", &page, "-l", &page, "-"], pdf, PAGE_BYTES)
    }

    /// What `program` makes of `input`; an error where it takes too long or yields more than `most_bytes`.
    fn filter(&self, program: &Path, arguments: &[&str], input: &[u8], most_bytes: u64) -> io::Result<Vec<u8>> {
        let mut input_file = nameless_file(input)?;
        input_file.rewind()?;
        let (output, their_output) = UnixStream::pair()?;
        let (socket, theirs) = UnixStream::pair()?;
        let spawned = (self.command)()
            .stdin(Stdio::from(OwnedFd::from(theirs)))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
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
    use clew_model::CodePoints;

    fn check(text: &str, recognised: &[(usize, &str)], expect: &str, expect_missing: &[&str]) -> Reading {
        let missing = without_text_layer(text.split(PAGE_END).filter(|page| page.is_empty()).count(), 9);
        let reading = Reading { text: text.to_owned(), missing: missing.into_iter().collect(), ..Reading::default() };
        let recognised = recognised.iter().map(|(page, text)| (*page, (*text).to_owned())).collect();
        let reading = with_pages(reading, &recognised);
        assert_eq!(reading.text, expect);
        assert_eq!(reading.missing, expect_missing);
        reading
    }

    #[test]
    fn recognised_pages_take_their_places_and_lost_ones_are_named() {
        let found = [(0, "The pump\nfailed.\n\u{c}"), (2, "It was old.\n")];
        check(
            "\u{c}\u{c}",
            &[found[0], found[1]],
            "The pump failed.\u{c}\u{c}It was old.",
            &["no text was recognised on 1 of 3 pages"],
        );
        check("Letter\u{c}\u{c}End", &[(1, "The pömp.")], "Letter\u{c}The pömp.\u{c}End", &[]);
    }

    #[test]
    fn nothing_recognised_is_still_no_text_layer() {
        check("\u{c}", &[(0, " \n\u{c}")], "\u{c}", &["no text layer on 2 of 9 pages"]);
    }

    #[test]
    fn furniture_moves_with_its_page() {
        let reading = Reading {
            text: "Häd\u{c}\u{c}Page 3".to_owned(),
            furniture: vec![Span::new(0, 3), Span::new(5, 11)],
            ..Reading::default()
        };
        let reading = with_pages(reading, &HashMap::from([(1, "The pömp.".to_owned())]));
        let points = CodePoints::new(&reading.text);
        let furniture: Vec<&str> = reading.furniture.iter().map(|&span| points.slice(span)).collect();
        assert_eq!(furniture, ["Häd", "Page 3"]);
    }

    #[test]
    fn what_is_missing_is_counted() {
        assert_eq!(without_text_layer(0, 3), None);
        assert_eq!(without_text_layer(3, 3).as_deref(), Some("no text layer"));
        assert_eq!(without_text_layer(1, 3).as_deref(), Some("no text layer on 1 of 3 pages"));
    }
}
