use super::listing::{BESIDE_A_CASE, hidden, of_saved_page, page_of_folder};
use crate::EngineError;
use clew_ingest::{Item, Refusal, json_lines_id, json_lines_record};
use clew_store::Mapped;
use std::fs;
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};

/// One thing to read.
#[derive(Debug)]
pub enum Input {
    /// A file.
    File {
        /// The path as given, tidied: the id of what is in it.
        id: String,
        /// Where it is.
        path: PathBuf,
    },
    /// A document that was given as such, its text exact.
    Document(Box<Item>),
    /// A document that a mapping read, with what it states.
    Mapped(Box<Item>, Box<Mapped>),
    /// Something that cannot be read, found out before any file was opened.
    Refused {
        /// What it is called.
        id: String,
        /// Why not.
        refusal: Refusal,
    },
}

impl Input {
    /// What it is called.
    pub fn id(&self) -> &str {
        match self {
            Self::File { id, .. } | Self::Refused { id, .. } => id,
            Self::Document(item) | Self::Mapped(item, _) => &item.id,
        }
    }
}

/// Inputs in the order in which they are to be read, and how many there are where that is known.
pub struct Inputs<'a> {
    /// How many there are.
    pub n_total: Option<usize>,
    /// One by one; an error ends the run.
    pub each: Box<dyn Iterator<Item = Result<Input, EngineError>> + 'a>,
}

/// Longest line that is read, in bytes.
const LONGEST_LINE: u64 = 256 << 20;

impl<'a> Inputs<'a> {
    /// Documents given as JSON lines, read one by one as they are wanted; an empty line is passed over.
    pub fn lines(mut lines: impl BufRead + 'a) -> Self {
        let mut number = 0;
        let next = move || loop {
            let mut line = Vec::new();
            number += 1;
            match lines.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line) {
                Ok(0) => return None,
                Ok(_) if line.iter().all(u8::is_ascii_whitespace) => {}
                Ok(_) => return Some(Ok(document(&line, number))),
                Err(why) => return Some(Err(EngineError::Lines(why))),
            }
        };
        Self { n_total: None, each: Box::new(std::iter::from_fn(next)) }
    }

    /// These, then others.
    pub fn then(self, others: impl Iterator<Item = Result<Input, EngineError>> + 'a) -> Self {
        Self { n_total: None, each: Box::new(self.each.chain(others)) }
    }
}

fn document(line: &[u8], number: usize) -> Input {
    let line = String::from_utf8_lossy(line);
    match json_lines_record(&line) {
        Ok(given) => Input::Document(Box::new(given.into())),
        Err(why) => {
            let id = json_lines_id(&line).unwrap_or_else(|| format!("line {number}"));
            Input::Refused { id, refusal: Refusal::Failed(why.to_string()) }
        }
    }
}

impl Inputs<'static> {
    /// The files given, and the files in the folders given, by name; `not` (the case itself) is passed over.
    pub fn under(paths: &[PathBuf], not: &Path) -> Result<Self, EngineError> {
        let not = not.canonicalize().unwrap_or_else(|_| not.to_owned());
        let mut found = Vec::new();
        for path in paths {
            let metadata = path.metadata().map_err(|_| EngineError::NoSuchInput(path.clone()))?;
            if metadata.is_dir() {
                walk(path, &not, &mut found);
            } else {
                found.push(file(path));
            }
        }
        Ok(Self { n_total: Some(found.len()), each: Box::new(found.into_iter().map(Ok)) })
    }

    /// Documents given one by one, their number known.
    pub fn of(inputs: Vec<Input>) -> Self {
        Self { n_total: Some(inputs.len()), each: Box::new(inputs.into_iter().map(Ok)) }
    }
}

fn file(path: &Path) -> Input {
    Input::File { id: id_of(path), path: path.to_owned() }
}

/// The id of a file: its path with `.` and doubled separators left out, `/` between its parts on every system.
pub fn id_of(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let joined = parts.iter().filter(|part| *part != ".").map(AsRef::as_ref).collect::<Vec<_>>().join("/");
    joined.replace("//", "/")
}

fn walk(folder: &Path, not: &Path, found: &mut Vec<Input>) {
    let listed = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut entries = match listed {
        Ok(entries) => entries,
        Err(why) => {
            let refusal = Refusal::Failed(format!("the folder cannot be listed: {why}"));
            return found.push(Input::Refused { id: id_of(folder), refusal });
        }
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        if belongs_to(&path, not) {
            continue;
        } else if let Some(refusal) = hidden(&entry.file_name().to_string_lossy()) {
            found.push(Input::Refused { id: id_of(&path), refusal });
        } else if path.is_dir() && is_of_saved_page(&path) {
            found.push(Input::Refused { id: id_of(&path), refusal: of_saved_page() });
        } else if path.is_dir() && is_link {
            // Following it could go round in circles.
            let refusal = Refusal::Skipped("is a link to a folder".to_owned());
            found.push(Input::Refused { id: id_of(&path), refusal });
        } else if path.is_dir() {
            walk(&path, not, found);
        } else {
            found.push(file(&path));
        }
    }
}

/// Whether it is the folder that browsers save beside a page: `Page_files` beside `Page.html`.
fn is_of_saved_page(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    page_of_folder(&name).is_some_and(|pages| pages.iter().any(|page| folder.with_file_name(page).is_file()))
}

/// Whether it is the case file, or something that lies beside it because of it.
fn belongs_to(path: &Path, case: &Path) -> bool {
    let Ok(path) = path.canonicalize() else { return false };
    let beside = |ending: &str| {
        let mut name = case.as_os_str().to_owned();
        name.push(ending);
        path.as_os_str() == name
    };
    BESIDE_A_CASE.into_iter().any(beside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_tidied_to_an_id() {
        for (path, id) in [
            ("a.txt", "a.txt"),
            ("./folder//a.txt", "folder/a.txt"),
            ("folder/./b/", "folder/b"),
            ("../other/a.txt", "../other/a.txt"),
            ("/abs/a.txt", "/abs/a.txt"),
        ] {
            assert_eq!(id_of(Path::new(path)), id);
        }
    }

    #[test]
    fn a_folder_is_walked_by_name_and_nothing_is_left_out_unsaid() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let beside = ["page.html", "page_files/ad.html", "other_files/d.txt", "affair.clew", "affair.clew-wal"];
        for name in ["b.txt", "a.txt", ".DS_Store", "sub/c.txt"].into_iter().chain(beside) {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("has a parent")).expect("made");
            fs::write(path, "x").expect("written");
        }
        let inputs = Inputs::under(&[folder.path().to_owned()], &folder.path().join("affair.clew")).expect("walked");
        let prefix = format!("{}/", id_of(folder.path()));
        let ids: Vec<String> = inputs
            .each
            .map(|input| match input.expect("no error") {
                Input::File { id, .. } => id.replace(&prefix, ""),
                Input::Refused { id, refusal } => format!("{} {refusal:?}", id.replace(&prefix, "")),
                Input::Document(_) | Input::Mapped(..) => "a document".to_owned(),
            })
            .collect();
        let page_files = "page_files Skipped(\"holds the pictures and scripts of the saved page beside it\")";
        let hidden = ".DS_Store Skipped(\"is hidden\")";
        assert_eq!(ids, [hidden, "a.txt", "b.txt", "other_files/d.txt", "page.html", page_files, "sub/c.txt"]);
        assert_eq!(inputs.n_total, Some(7));
    }

    #[test]
    fn a_path_that_is_not_there_is_an_error() {
        let missing = PathBuf::from("no/such/folder");
        assert!(matches!(Inputs::under(&[missing], Path::new("x.clew")), Err(EngineError::NoSuchInput(_))));
    }
}
